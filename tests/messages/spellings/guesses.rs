//! Lines that are this language's, by guess.

pub const LINES: &[[&str; 3]] = &[
    [
        "theme dark",
        "setting of the diagram",
        "diagram [theme=dark]",
    ],
    [
        "theme=dark",
        "setting of the diagram",
        "diagram [theme=dark]",
    ],
    [
        "theme: night",
        "setting of the diagram",
        "diagram [theme=dark]",
    ],
    [
        "layout=LR",
        "setting of the diagram",
        "diagram [direction=right]",
    ],
    ["theme=neon", "setting of the diagram", "-"],
    [
        "a >> b#c",
        "the name `b#c` must be in quotes",
        "a >> \"b#c\"",
    ],
    ["a >> node b", "unexpected `node`", "a >> b"],
    ["a >> node b, node c", "unexpected `node`", "a >> b, c"],
    ["node a in group A", "unexpected `group`", "node a in A"],
    ["a >> b in group A", "unexpected `group`", "a >> b in A"],
    [
        "edge a >> b [color=red]",
        "`edge` declares an edge style",
        "a >> edge [color=red] >> b",
    ],
    ["edge a >> b", "`edge` declares an edge style", "a >> b"],
    ["edge a b", "`edge` declares an edge style", "a >> b"],
    [
        "edge from a to b",
        "`edge` declares an edge style",
        "a >> b",
    ],
    ["connect a b", "begins with `connect`", "a >> b"],
    [
        "a >> dive b",
        "there is no arrow after the link",
        "a >> dive >> b",
    ],
    [
        "a >> edge \"yes\" b",
        "there is no arrow after the link",
        "a >> edge \"yes\" >> b",
    ],
    [
        "a >> \"yes\" b",
        "label of an edge",
        "a >> edge \"yes\" >> b",
    ],
    ["group A: a, b", "in its block", "group A { node a, b }"],
    ["group A = a, b", "in its block", "group A { node a, b }"],
    ["use \"aws\"", "name of a `.cert` file", "use aws"],
    [
        "use aws azure",
        "a `use` includes only one",
        "use aws; use azure",
    ],
    [
        "use aws and azure",
        "a `use` includes only one",
        "use aws; use azure",
    ],
    [
        "diagram [theme=night]",
        "`night` is not a theme",
        "diagram [theme=dark]",
    ],
    [
        "diagram [layout=TB]",
        "`TB` is not a layout",
        "diagram [direction=down]",
    ],
    [
        "diagram [layout=tree]",
        "`tree` is not a layout",
        "diagram [layout=dot]",
    ],
    [
        "node a [style=rounded, dashed]",
        "has no key",
        "node a [style=\"rounded,dashed\"]",
    ],
    ["node a [bold]", "has no key", "node a [style=bold]"],
    [
        "node a [color=red, bold]",
        "has no key",
        "node a [color=red, style=bold]",
    ],
    ["a [bold] >> b", "has no key", "a [style=bold] >> b"],
    [
        "node a [shape=database]",
        "not the name of a shape",
        "node a [shape=cylinder]",
    ],
    [
        "node a [size=20]",
        "no attribute `size`",
        "node a [fontsize=20]",
    ],
    [
        "node a [status=done]",
        "no attribute `status`",
        "node a [level=done]",
    ],
    ["node a [hours=3]", "reserved for a later version", "-"],
    [
        "node \"My Node\" a",
        "label of a node must follow",
        "node a \"My Node\"",
    ],
    ["a requires b", "`requires` is not a keyword", "b >> a"],
    [
        "a depends on b, c",
        "`depends on` is not a keyword",
        "b, c >> a",
    ],
    ["node a needs b", "`needs` is not a keyword", "b >> a"],
    ["a then b", "`then` is not a keyword", "a >> b"],
    [
        "learn rust >> build tool",
        "nothing joins the words",
        "\"learn rust\" >> \"build tool\"",
    ],
    [
        "C# >> F#",
        "the name `C#` must be in quotes",
        "\"C#\" >> \"F#\"",
    ],
    [
        "C++ -> C#",
        "the name `C++` must be in quotes",
        "\"C++\" >> \"C#\"",
    ],
    [
        "node src/report/dot/index.js",
        "the name `src/report/dot/index.js` must be in quotes",
        "node \"src/report/dot/index.js\"",
    ],
    [
        "src/a.js >> src/b.js",
        "the name `src/a.js` must be in quotes",
        "\"src/a.js\" >> \"src/b.js\"",
    ],
    [
        "a >> b -- see the docs",
        "nothing joins the words",
        "a >> b // see the docs",
    ],
];
