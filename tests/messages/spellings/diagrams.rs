//! Lines of Python's diagrams.

pub const LINES: &[[&str; 3]] = &[
    ["a = EC2(\"w\")", "no calls", "node a \"w\""],
    ["db = RDS(\"users\")", "no calls", "node db \"users\""],
    ["Edge(color=\"red\")", "no calls", "edge [color=\"red\"]"],
    [
        "EC2(\"one\") >> EC2(\"two\")",
        "no calls",
        "\"one\" >> \"two\"",
    ],
    [
        "web >> Edge(label=\"reads\", color=blue) >> db",
        "no calls",
        "web >> edge \"reads\" [color=blue] >> db",
    ],
    [
        "web - Edge(label=\"x\") - db",
        "no calls",
        "web -- edge \"x\" -- db",
    ],
    ["with Cluster(\"Net\"):", "there is `group`", "-"],
    [
        "with Diagram(\"Web\", show=False):",
        "there is `diagram`",
        "diagram \"Web\"",
    ],
    ["a >> [b, c]", "listed with commas", "a >> b, c"],
];
