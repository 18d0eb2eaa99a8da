//! Lines of D2.

pub const LINES: &[[&str; 3]] = &[
    [
        "direction: right",
        "setting of the diagram",
        "diagram [direction=right]",
    ],
    ["a.shape: circle", "`a.shape: …`", "node a [shape=circle]"],
    [
        "a.style.fill: red",
        "`a.style.fill: …`",
        "node a [fillcolor=red]",
    ],
    [
        "a: { shape: circle }",
        "brackets, not in braces",
        "node a [shape=circle]",
    ],
    [
        "a: Server { shape: circle }",
        "brackets, not in braces",
        "node a \"Server\" [shape=circle]",
    ],
    [
        "a {shape: circle}",
        "brackets, not in braces",
        "node a [shape=circle]",
    ],
    [
        "a -> b: yes",
        "cannot follow a `:`",
        "a >> edge \"yes\" >> b",
    ],
    [
        "a --> b : uses it",
        "cannot follow a `:`",
        "a >> edge \"uses it\" >> b",
    ],
    [
        "a.b -> a.c",
        "the name `a.b` must be in quotes",
        "\"a.b\" >> \"a.c\"",
    ],
    [
        "a.b >> c.d",
        "the name `a.b` must be in quotes",
        "\"a.b\" >> \"c.d\"",
    ],
];
