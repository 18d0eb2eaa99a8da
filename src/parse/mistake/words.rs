//! Words that someone who knows another language may write.

use std::sync::LazyLock;

use crate::nearest::Nearest;

/// The words that begin a statement.
pub(in crate::parse) const KEYWORDS: [&str; 7] =
    ["use", "diagram", "cert", "edge", "group", "node", "row"];

static NEAREST: LazyLock<Nearest<'static>> = LazyLock::new(|| Nearest::new(KEYWORDS));

/// What other languages, or plain English, use instead of a keyword.
const SYNONYMS: [(&str, &str); 22] = [
    ("title", "diagram"),
    ("graph", "diagram"),
    ("digraph", "diagram"),
    ("flowchart", "diagram"),
    ("mindmap", "diagram"),
    ("subgraph", "group"),
    ("cluster", "group"),
    ("container", "group"),
    ("section", "group"),
    ("package", "group"),
    ("box", "group"),
    ("import", "use"),
    ("include", "use"),
    ("from", "use"),
    ("require", "use"),
    ("certification", "cert"),
    ("course", "cert"),
    ("skill", "cert"),
    ("exam", "cert"),
    ("vertex", "node"),
    ("item", "node"),
    ("rank", "row"),
];

/// The keys that other languages set in a separate statement.
const KEYS: [&str; 26] = [
    "label",
    "title",
    "color",
    "fillcolor",
    "bgcolor",
    "fill",
    "stroke",
    "shape",
    "style",
    "direction",
    "rankdir",
    "rank",
    "layout",
    "class",
    "icon",
    "url",
    "link",
    "tooltip",
    "fontsize",
    "fontname",
    "fontcolor",
    "theme",
    "width",
    "height",
    "penwidth",
    "weight",
];

/// The keyword that was meant by a word at the beginning of a statement.
pub(in crate::parse) fn keyword_for(word: &str) -> Option<&'static str> {
    let same = |(synonym, _): &&(&str, &str)| synonym.eq_ignore_ascii_case(word);
    SYNONYMS
        .iter()
        .find(same)
        .map(|(_, keyword)| *keyword)
        .or_else(|| NEAREST.find(word).filter(|near| *near != word))
}

/// Whether a word is likely to be meant as the key of an attribute.
pub(in crate::parse) fn is_key(word: &str) -> bool {
    KEYS.contains(&word)
}

/// The direction of a diagram, as Mermaid and Graphviz call it.
pub(super) fn direction_for(word: &str) -> Option<&'static str> {
    match word {
        "TD" | "TB" => Some("down"),
        "LR" => Some("right"),
        "BT" => Some("up"),
        "RL" => Some("left"),
        _ => None,
    }
}
