//! What other languages call keys and values that this one has too.

use crate::attributes::{self, Element, Key};

/// What this language calls what others call by that name.
pub(super) fn other_key(element: Element, name: &str) -> Option<&'static str> {
    let key = match name {
        "fill" | "background" => "fillcolor",
        "stroke" | "border" => "color",
        "text" | "name" => "label",
        "caption" | "heading" => "title",
        "link" | "address" => "url",
        "image" | "img" | "logo" | "picture" => "icon",
        "description" | "hint" => "tooltip",
        "arrow" | "arrows" => "arrowhead",
        "thickness" | "weight" | "stroke-width" => "penwidth",
        "rankdir" | "orientation" => "direction",
        "size" | "text_size" | "textsize" => "fontsize",
        "status" | "state" | "progress" => "level",
        _ => return None,
    };
    attributes::get(element, key).map(|key| key.name())
}

/// Whether a later version will take the attribute.
pub(super) fn is_kept(element: Element, name: &str) -> bool {
    match element {
        Element::Node | Element::Cert => {
            matches!(name, "note" | "need" | "hours" | "cost" | "valid")
        }
        Element::Group => matches!(name, "note" | "need"),
        Element::Edge => name == "required",
        Element::Diagram => matches!(name, "show" | "aspect" | "plan" | "currency" | "asof"),
    }
}

/// What this language calls what others call by that value.
pub(super) fn other_value(key: Key, value: &str) -> Option<&'static str> {
    Some(match (key.name(), value) {
        ("direction", _) => return other_direction(value),
        ("theme", "night" | "black" | "darkmode" | "dark-mode") => "dark",
        ("theme", "day" | "white" | "default") => "light",
        ("theme", "system" | "os") => "auto",
        ("theme", "none") => "plain",
        ("shape", "database" | "db" | "storage" | "queue") => "cylinder",
        ("shape", "card") => "box",
        ("shape", "decision" | "rhombus") => "diamond",
        ("shape", "document" | "page") => "note",
        ("shape", "pill" | "stadium") => "ellipse",
        ("layout", "hierarchical" | "tree" | "dagre" | "elk" | "layered") => "dot",
        ("layout", "force" | "spring") => "fdp",
        ("layout", "radial") => "twopi",
        ("layout", "circular" | "circle") => "circo",
        _ => return None,
    })
}

/// The attribute that was meant by a key with a value that only another key takes.
pub(super) fn other_attribute(key: Key, value: &str) -> Option<String> {
    match key.name() {
        "layout" => Some(format!("direction={}", other_direction(value)?)),
        "shape" if value == "rounded" => Some("style=rounded".to_owned()),
        _ => None,
    }
}

/// What this language calls the directions of Mermaid, Graphviz and plain English.
fn other_direction(value: &str) -> Option<&'static str> {
    Some(match value {
        "TB" | "TD" | "vertical" | "top-down" | "bottom" => "down",
        "LR" | "horizontal" => "right",
        "BT" | "top" => "up",
        "RL" => "left",
        _ => return None,
    })
}
