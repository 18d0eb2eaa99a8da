//! Lines of Mermaid.

pub const LINES: &[[&str; 3]] = &[
    ["B -- No --> D", "label of an edge", "B >> edge \"No\" >> D"],
    [
        "B -- \"No\" --> D",
        "label of an edge",
        "B >> edge \"No\" >> D",
    ],
    [
        "B -- not yet --> D",
        "label of an edge",
        "B >> edge \"not yet\" >> D",
    ],
    [
        "B == Yes ==> D",
        "label of an edge",
        "B >> edge \"Yes\" >> D",
    ],
    [
        "B -. Yes .-> D",
        "label of an edge",
        "B >> edge \"Yes\" [style=dashed] >> D",
    ],
    ["B -->|Yes| C", "label of an edge", "B >> edge \"Yes\" >> C"],
    [
        "direction LR",
        "setting of the diagram",
        "diagram [direction=right]",
    ],
    [
        "direction TB",
        "setting of the diagram",
        "diagram [direction=down]",
    ],
    ["classDef core fill:#f00", "`classDef`", "-"],
    ["linkStyle 0 stroke:#f00", "`linkStyle`", "-"],
    ["style a fill:#f9f", "`style`", "node a [fillcolor=#f9f]"],
    [
        "style a fill:#f9f,stroke:#333,stroke-width:2px",
        "`style`",
        "node a [fillcolor=#f9f, color=#333, penwidth=2]",
    ],
    [
        "click a \"https://x.y\"",
        "`click`",
        "node a [url=\"https://x.y\"]",
    ],
    [
        "a >> b %% c",
        "`%%` does not begin a comment",
        "a >> b // c",
    ],
    [
        "node a \"x\" %% c",
        "`%%` does not begin a comment",
        "node a \"x\" // c",
    ],
    [
        "a[\"Label\"]",
        "label must be in quotes",
        "node a \"Label\"",
    ],
    ["a(Label)", "label must be in quotes", "node a \"Label\""],
    ["a((x))", "label must be in quotes", "node a \"x\""],
    [
        "a([Some label])",
        "label must be in quotes",
        "node a \"Some label\"",
    ],
    [
        "a{Decision} >> b",
        "label must be in quotes",
        "a \"Decision\" >> b",
    ],
    [
        "a{{Hexagon}} >> b",
        "label must be in quotes",
        "a \"Hexagon\" >> b",
    ],
    [
        "a[Start] --> b[End]",
        "label must be in quotes",
        "a \"Start\" >> b \"End\"",
    ],
    [
        "a[Start] -->|go on| b{Sure?}",
        "label must be in quotes",
        "a \"Start\" >> edge \"go on\" >> b \"Sure?\"",
    ],
    ["a:::hot --> b", "no class", "a >> b"],
    ["a & b --> c & d", "written with commas", "a, b >> c, d"],
    [
        "a -.-> b",
        "`-.->` is not an arrow",
        "a >> edge [style=dashed] >> b",
    ],
    [
        "a -.- b",
        "`-.-` is not an arrow",
        "a -- edge [style=dashed] -- b",
    ],
    [
        "a -.->|Yes| b",
        "label of an edge",
        "a >> edge \"Yes\" [style=dashed] >> b",
    ],
    ["a -x> b", "`-x>` is not an arrow", "a >> b"],
    ["a --x b", "`--x` is not an arrow", "a >> b"],
    ["a --o b", "`--o` is not an arrow", "a >> b"],
    ["a -) b", "`-)` is not an arrow", "a >> b"],
    [
        "note right of a: text",
        "begins with `note`",
        "node a [tooltip=\"text\"]",
    ],
    [
        "Note over a: text",
        "begins with `Note`",
        "node a [tooltip=\"text\"]",
    ],
    ["note over a,b: text", "begins with `note`", "-"],
    ["subgraph one[Title]", "but `group` does", "-"],
    ["subgraph one", "but `group` does", "-"],
];
