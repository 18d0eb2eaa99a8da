//! Arrowheads: up to four shapes in a row, each optionally open or cut in half, such as `lteeodiamond`.
//!
//! Turns a name into itself if it follows the grammar of <https://graphviz.org/doc/info/arrows.html>.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::value::Wrong;
use crate::nearest::Nearest;

pub(super) const EXPECTED: &str =
    "the shape of an arrowhead, such as `vee`, `empty` or `diamond`, or up to four in a row";

/// Shapes that take `o` (open) and `l` or `r` (that half) before them. `inv` is not a prefix of any
/// of the others, and none of these is a prefix of another.
const SHAPES: [&str; 11] = [
    "normal", "vee", "diamond", "dot", "box", "tee", "crow", "inv", "curve", "icurve", "none",
];

/// Names from before the grammar, which are whole shapes.
const OLD: [&str; 5] = ["empty", "invempty", "open", "halfopen", "ediamond"];

/// Names to suggest, the usual ones first.
pub(super) const NAMES: &[&str] = &[
    "normal", "vee", "empty", "open", "diamond", "odiamond", "dot", "odot", "box", "obox", "tee",
    "crow", "inv", "oinv", "invdot", "invodot", "invempty", "halfopen", "ediamond", "onormal",
    "lnormal", "rnormal", "lvee", "rvee", "lcrow", "rcrow", "ltee", "rtee", "curve", "icurve",
    "none",
];

static NEAREST: LazyLock<Nearest<'static>> = LazyLock::new(|| Nearest::new(NAMES.iter().copied()));

pub(super) fn check(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let mut rest = value;
    for _ in 0..4 {
        match shape(rest) {
            Some("") => return Ok(value.into()),
            Some(after) => rest = after,
            None => return Err(Wrong::new(value, "is not an arrowhead").or(NEAREST.find(value))),
        }
    }
    Err(Wrong::new(value, "has more than four shapes").or(value.strip_suffix(rest)))
}

/// The shapes of an arrowhead's name, the one nearest to the node first, each with its modifiers.
pub fn arrow_shapes(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let after = shape(rest)?;
        let first = &rest[..rest.len() - after.len()];
        rest = after;
        Some(first)
    })
}

/// What follows the first shape of a name.
fn shape(name: &str) -> Option<&str> {
    if let Some(rest) = OLD.iter().find_map(|old| name.strip_prefix(old)) {
        return Some(rest);
    }
    let name = name.strip_prefix('o').unwrap_or(name);
    let name = name.strip_prefix(['l', 'r']).unwrap_or(name);
    SHAPES.iter().find_map(|shape| name.strip_prefix(shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_rows_of_shapes() {
        let shapes = |name| arrow_shapes(name).collect::<Vec<_>>();
        assert_eq!(shapes("normal"), ["normal"]);
        assert_eq!(shapes("lteeoldiamond"), ["ltee", "oldiamond"]);
        assert_eq!(shapes("invemptynonedot"), ["invempty", "none", "dot"]);
        assert_eq!(shapes("nonsense"), [""; 0]);
    }

    #[test]
    fn arrowheads_follow_the_grammar() {
        for value in NAMES {
            assert!(check(value).is_ok(), "{value}");
        }
        for value in [
            "lteeoldiamond",
            "olbox",
            "dotdotdotdot",
            "nonedot",
            "icurvelinv",
            "invemptyobox",
            "oicurve",
        ] {
            assert!(check(value).is_ok(), "{value}");
        }
        for value in [
            "",
            "o",
            "l",
            "lonormal",
            "normal ",
            "Normal",
            "boxo",
            "oonormal",
            "arrow",
            "normal,dot",
            "\"",
            "dot\n",
        ] {
            assert!(check(value).is_err(), "{value}");
        }
    }

    #[test]
    fn the_nearest_usual_name_was_meant() {
        let nearest = |value| check(value).unwrap_err().nearest;
        assert_eq!(nearest("dimond").as_deref(), Some("diamond"));
        assert_eq!(nearest("Normal").as_deref(), Some("normal"));
        assert_eq!(nearest("dotdotdotdotdot").as_deref(), Some("dotdotdotdot"));
        assert_eq!(nearest("arrow"), None);
    }
}
