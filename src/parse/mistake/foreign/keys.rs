//! Attributes of other languages → attributes of this one, as text.
//!
//! It knows the names that others use, not what they mean here: it leaves unknown keys alone.

use super::super::words::direction_for;
use crate::parse::lexeme::is_word_character;
use crate::parse::wording;

/// An attribute as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) key: String,
    pub(super) value: String,
}

impl Pair {
    /// A key and a value of another language, which may be in quotes; nothing if the key cannot be one.
    pub(super) fn translate(key: &str, value: &str) -> Option<Pair> {
        let key = key.trim_matches('"');
        let key = key.strip_prefix("style.").unwrap_or(key);
        let (bare, is_quoted) = match value.strip_prefix('"').and_then(|v| v.strip_suffix('"')) {
            Some(bare) => (bare, true),
            None => (value, false),
        };
        let (key, bare) = match key {
            "fill" | "background" | "background-color" => ("fillcolor", bare),
            "stroke" | "border-color" => ("color", bare),
            "stroke-width" => ("penwidth", bare.trim_end_matches("px")),
            "stroke-dash" | "stroke-dasharray" => ("style", "dashed"),
            "font-size" => ("fontsize", bare.trim_end_matches("px")),
            "font-color" => ("fontcolor", bare),
            "link" | "href" | "URL" => ("url", bare),
            "shape" => ("shape", shape_for(bare).unwrap_or(bare)),
            key => (key, bare),
        };
        let is_key = |key: &str| {
            key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        };
        is_key(key).then(|| Pair {
            key: key.to_owned(),
            value: if is_quoted {
                format!("\"{bare}\"")
            } else {
                spelled_value(bare)
            },
        })
    }

    /// A CSS property, as in Mermaid: there, `color` is the color of the text.
    pub(super) fn of_css(key: &str, value: &str) -> Option<Pair> {
        let key = if key == "color" { "font-color" } else { key };
        Pair::translate(key, value)
    }

    /// The value as a string.
    pub(super) fn string(&self) -> String {
        if self.value.starts_with('"') {
            self.value.clone()
        } else {
            wording::in_quotes(&self.value)
        }
    }
}

/// Attributes in their brackets; nothing if there are none.
pub(super) fn list(pairs: &[Pair]) -> Option<String> {
    let written: Vec<String> = pairs
        .iter()
        .map(|pair| format!("{}={}", pair.key, pair.value))
        .collect();
    (!pairs.is_empty()).then(|| format!("[{}]", written.join(", ")))
}

/// A value as it is written: in quotes where it must be.
pub(super) fn spelled_value(value: &str) -> String {
    let is_bare = !value.is_empty()
        && !value.contains("//")
        && !value.contains("/*")
        && value
            .chars()
            .all(|c| is_word_character(c) || "-.#%+:/".contains(c));
    if is_bare {
        value.to_owned()
    } else {
        wording::in_quotes(value)
    }
}

/// What Graphviz calls a shape of another language.
fn shape_for(name: &str) -> Option<&'static str> {
    Some(match name {
        "rectangle" | "rect" | "square" => "box",
        "oval" | "stadium" | "pill" | "rounded" => "ellipse",
        "database" | "db" | "cyl" | "stored_data" | "queue" => "cylinder",
        "rhombus" | "decision" | "diam" => "diamond",
        "document" | "doc" | "page" => "note",
        "package" => "folder",
        "hex" => "hexagon",
        _ => return None,
    })
}

/// A single word in a list, as in CSS: the attribute that it is a value of.
pub(super) fn key_of_value(word: &str) -> Option<&'static str> {
    Some(match word {
        "bold" | "dashed" | "dotted" | "solid" | "filled" | "rounded" | "invis" | "striped"
        | "wedged" | "diagonals" => "style",
        "red" | "green" | "blue" | "orange" | "yellow" | "purple" | "gray" | "grey" | "black"
        | "white" | "magenta" | "cyan" | "pink" | "brown" => "color",
        "box" | "circle" | "ellipse" | "diamond" | "cylinder" | "hexagon" | "octagon" | "plain"
        | "star" | "triangle" | "folder" | "component" => "shape",
        "down" | "up" | "left" | "right" => "direction",
        _ => return None,
    })
}

/// Whether only nodes have it, so that after a chain, it cannot be meant for the edge.
pub(super) fn is_of_nodes(key: &str) -> bool {
    matches!(
        key,
        "shape"
            | "icon"
            | "image"
            | "cert"
            | "level"
            | "code"
            | "width"
            | "height"
            | "sides"
            | "peripheries"
            | "fixedsize"
            | "margin"
            | "regular"
            | "orientation"
            | "skew"
    )
}

/// A setting of the whole diagram, as an attribute of `diagram`; an error if it has none for that value, nothing if the
/// word is not a setting.
pub(super) fn setting(key: &str, value: &str) -> Option<Result<Pair, ()>> {
    let bare = value.trim_matches('"');
    let pair = |key: &str, value: String| {
        Some(Ok(Pair {
            key: key.to_owned(),
            value,
        }))
    };
    match key {
        "direction" | "rankdir" | "orientation" => match direction(bare) {
            Some(direction) => pair("direction", direction.to_owned()),
            None => Some(Err(())),
        },
        "theme" => match bare {
            "light" | "dark" | "auto" | "plain" => pair("theme", bare.to_owned()),
            "night" | "black" => pair("theme", "dark".to_owned()),
            "day" | "white" | "default" => pair("theme", "light".to_owned()),
            _ => Some(Err(())),
        },
        "layout" => match bare {
            "dot" | "neato" | "fdp" | "sfdp" | "twopi" | "circo" => pair("layout", bare.to_owned()),
            _ => match direction(bare) {
                Some(direction) => pair("direction", direction.to_owned()),
                None => Some(Err(())),
            },
        },
        "legend" if matches!(bare, "true" | "false") => pair("legend", bare.to_owned()),
        "bgcolor" | "splines" | "nodesep" | "ranksep" => pair(key, spelled_value(bare)),
        _ => None,
    }
}

/// The direction of a diagram, as Mermaid, Graphviz, D2 and plain English call it.
fn direction(word: &str) -> Option<&'static str> {
    let upper = word.to_ascii_uppercase();
    direction_for(&upper).or(match upper.as_str() {
        "DOWN" | "VERTICAL" => Some("down"),
        "RIGHT" | "HORIZONTAL" => Some("right"),
        "UP" => Some("up"),
        "LEFT" => Some("left"),
        _ => None,
    })
}
