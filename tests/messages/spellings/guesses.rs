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
    ["a >> node b", "`node` does not belong here", "a >> b"],
    [
        "a >> node b, node c",
        "`node` does not belong here",
        "a >> b, c",
    ],
    [
        "node a in group A",
        "`group` does not belong here",
        "node a in A",
    ],
    [
        "a >> b in group A",
        "`group` does not belong here",
        "a >> b in A",
    ],
    [
        "edge a >> b [color=red]",
        "`edge` names a style",
        "a >> edge [color=red] >> b",
    ],
    ["edge a >> b", "`edge` names a style", "a >> b"],
    ["edge a b", "`edge` names a style", "a >> b"],
    ["edge from a to b", "`edge` names a style", "a >> b"],
    ["connect a b", "begins with `connect`", "a >> b"],
    ["a >> dive b", "no arrow follows the link", "a >> dive >> b"],
    [
        "a >> edge \"yes\" b",
        "no arrow follows the link",
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
        "each `use` takes one",
        "use aws; use azure",
    ],
    [
        "use aws and azure",
        "each `use` takes one",
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
        "no key before it",
        "node a [style=\"rounded,dashed\"]",
    ],
    ["node a [bold]", "no key before it", "node a [style=bold]"],
    [
        "node a [color=red, bold]",
        "no key before it",
        "node a [color=red, style=bold]",
    ],
    ["a [bold] >> b", "no key before it", "a [style=bold] >> b"],
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
    ["node a [hours=3]", "kept for a later version", "-"],
    [
        "node \"My Node\" a",
        "label of a node follows",
        "node a \"My Node\"",
    ],
    ["a requires b", "`requires` is no word", "b >> a"],
    ["a depends on b, c", "`depends on` is no word", "b, c >> a"],
    ["node a needs b", "`needs` is no word", "b >> a"],
    ["a then b", "`then` is no word", "a >> b"],
    [
        "learn rust >> build tool",
        "between the words",
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
        "between the words",
        "a >> b // see the docs",
    ],
];
