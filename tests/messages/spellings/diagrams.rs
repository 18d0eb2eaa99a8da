//! Lines of Python's diagrams.

pub const LINES: &[[&str; 3]] = &[
    ["a = EC2(\"w\")", "no function calls", "node a \"w\""],
    [
        "db = RDS(\"users\")",
        "no function calls",
        "node db \"users\"",
    ],
    [
        "Edge(color=\"red\")",
        "no function calls",
        "edge [color=\"red\"]",
    ],
    [
        "EC2(\"one\") >> EC2(\"two\")",
        "no function calls",
        "\"one\" >> \"two\"",
    ],
    [
        "web >> Edge(label=\"reads\", color=blue) >> db",
        "no function calls",
        "web >> edge \"reads\" [color=blue] >> db",
    ],
    [
        "web - Edge(label=\"x\") - db",
        "no function calls",
        "web -- edge \"x\" -- db",
    ],
    ["with Cluster(\"Net\"):", "but `group` does", "-"],
    [
        "with Diagram(\"Web\", show=False):",
        "but `diagram` does",
        "diagram \"Web\"",
    ],
    ["a >> [b, c]", "written with commas", "a >> b, c"],
];
