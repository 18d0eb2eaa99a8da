//! Lines of PlantUML.

pub const LINES: &[[&str; 3]] = &[
    [
        "left to right direction",
        "setting of the diagram",
        "diagram [direction=right]",
    ],
    [
        "note left of a : text",
        "begins with `note`",
        "node a [tooltip=\"text\"]",
    ],
    [
        "a ..> b",
        "`..>` is not an arrow",
        "a >> edge [style=dashed] >> b",
    ],
];
