//! Lines of DOT.

pub const LINES: &[[&str; 3]] = &[
    [
        "rankdir=LR",
        "setting of the diagram",
        "diagram [direction=right]",
    ],
    [
        "rankdir = \"LR\"",
        "setting of the diagram",
        "diagram [direction=right]",
    ],
    [
        "graph [rankdir=LR]",
        "begins with `graph`",
        "diagram [direction=right]",
    ],
    [
        "graph [rankdir=LR, bgcolor=white]",
        "begins with `graph`",
        "diagram [direction=right, bgcolor=white]",
    ],
    [
        "a -> b [label=\"yes\", style=dashed]",
        "`->` is not an arrow",
        "a >> edge \"yes\" [style=dashed] >> b",
    ],
    [
        "a -> b -> c [color=red]",
        "`->` is not an arrow",
        "a >> edge [color=red] >> b >> edge [color=red] >> c",
    ],
    ["a -> b [dir=both]", "`->` is not an arrow", "a <> b"],
    [
        "a -> b [shape=box]",
        "`->` is not an arrow",
        "a >> b [shape=box]",
    ],
    [
        "a >> [style=dashed] >> b",
        "must follow `edge`",
        "a >> edge [style=dashed] >> b",
    ],
    [
        "a >> [style=dashed] b",
        "must follow `edge`",
        "a >> edge [style=dashed] >> b",
    ],
    [
        "a -> [label=\"x\"] -> b",
        "must follow `edge`",
        "a >> edge \"x\" >> b",
    ],
    [
        "a >> b [label=\"yes\", arrowhead=vee]",
        "only edges have it",
        "a >> edge [label=\"yes\", arrowhead=vee] >> b",
    ],
    [
        "a -- b [arrowhead=vee, weight=2] -- c",
        "only edges have it",
        "a -- edge [arrowhead=vee, weight=2] -- b -- c",
    ],
    ["{a b} -> c", "written with commas", "a, b >> c"],
    ["a -> {b; c}", "written with commas", "a >> b, c"],
];
