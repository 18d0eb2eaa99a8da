//! Arrowheads as characters, for the legend: what an edge looks like at its two ends.

use crate::attributes::{Element, arrow_shapes, get};
use crate::model::{Arrow, Look, Model};

/// What stands at the two ends of a line that is drawn from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arrowheads {
    pub(super) left: String,
    pub(super) right: String,
}

impl Arrowheads {
    /// Those of the edges of a look. Where only one end has a head, the line is drawn towards it.
    pub(super) fn new(model: &Model, look: &Look) -> Arrowheads {
        let said = |key: &str| {
            let value = model.setting(look.settings, get(Element::Edge, key)?)?;
            Some(model.text(value))
        };
        let is_hidden = said("arrowsize").is_some_and(|size| size.parse() == Ok(0.0));
        let head = |key| {
            if is_hidden {
                "none"
            } else {
                said(key).unwrap_or("normal")
            }
        };
        let (tail, head) = (head("arrowtail"), head("arrowhead"));
        match look.arrow {
            Arrow::Line => Arrowheads::default(),
            Arrow::Forward => Arrowheads {
                left: String::new(),
                right: to_the_right(head),
            },
            Arrow::Back => Arrowheads {
                left: String::new(),
                right: to_the_right(tail),
            },
            Arrow::Both => Arrowheads {
                left: to_the_left(tail),
                right: to_the_right(head),
            },
        }
    }
}

/// The shape nearest to the node is the outermost.
fn to_the_right(name: &str) -> String {
    let shapes: Vec<&str> = arrow_shapes(name).collect();
    let characters = shapes.into_iter().rev();
    characters
        .filter_map(|shape| Some(characters_of(shape)?[1]))
        .collect()
}

fn to_the_left(name: &str) -> String {
    arrow_shapes(name)
        .filter_map(|shape| Some(characters_of(shape)?[0]))
        .collect()
}

/// The characters that look like a shape at the left and at the right end of a line. Of halves, only that of the usual
/// shape is a character.
fn characters_of(shape: &str) -> Option<[char; 2]> {
    Some(match shape {
        "lnormal" => ['◥', '◣'],
        "rnormal" => ['◢', '◤'],
        "olnormal" => ['◹', '◺'],
        "ornormal" => ['◿', '◸'],
        "empty" => ['◁', '▷'],
        "invempty" => ['▷', '◁'],
        "open" | "halfopen" => ['<', '>'],
        "ediamond" => ['◇', '◇'],
        _ => {
            let (is_open, half) = match shape.strip_prefix('o') {
                Some(rest) => (true, rest),
                None => (false, shape),
            };
            let whole = half.strip_prefix(['l', 'r']).unwrap_or(half);
            match (whole, is_open) {
                ("normal", false) => ['◄', '►'],
                ("normal", true) => ['◁', '▷'],
                ("inv", false) => ['►', '◄'],
                ("inv", true) => ['▷', '◁'],
                ("diamond", false) => ['◆', '◆'],
                ("diamond", true) => ['◇', '◇'],
                ("dot", false) => ['●', '●'],
                ("dot", true) => ['○', '○'],
                ("box", false) => ['■', '■'],
                ("box", true) => ['□', '□'],
                ("vee", _) => ['<', '>'],
                ("crow", _) => ['>', '<'],
                ("tee", _) => ['|', '|'],
                ("curve", _) => ['(', ')'],
                ("icurve", _) => [')', '('],
                _ => return None,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_arrowhead_has_a_character_for_each_of_its_shapes() {
        for name in [
            "normal", "vee", "odiamond", "rcrow", "halfopen", "ediamond", "icurve", "olbox",
        ] {
            assert_eq!(to_the_right(name).chars().count(), 1, "{name}");
            assert_eq!(to_the_left(name).chars().count(), 1, "{name}");
        }
        assert_eq!(to_the_right("none"), "");
    }

    #[test]
    fn the_shape_nearest_to_the_node_is_the_outermost() {
        assert_eq!(to_the_right("normaltee"), "|►");
        assert_eq!(to_the_left("normaltee"), "◄|");
        assert_eq!(to_the_right("noneodot"), "○");
        assert_eq!(to_the_right("lnormal"), "◣");
    }
}
