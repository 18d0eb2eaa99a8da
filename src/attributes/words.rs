//! Closed sets of words: turns a word into itself, or into the one that was probably meant.
//!
//! The sets that more than one attribute or module uses are here too; each was tried with
//! Graphviz 2.43. Sources: <https://graphviz.org/doc/info/attrs.html>,
//! <https://graphviz.org/doc/info/shapes.html>.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::value::Wrong;
use crate::nearest::Nearest;

/// A closed set of words.
#[derive(Debug)]
pub struct Words {
    /// What one of them is, with its article: "a shape".
    what: &'static str,
    list: &'static [&'static str],
    nearest: OnceLock<Nearest<'static>>,
}

impl Words {
    /// A set of words, the best examples first.
    pub(super) const fn new(what: &'static str, list: &'static [&'static str]) -> Words {
        Words {
            what,
            list,
            nearest: OnceLock::new(),
        }
    }

    /// The words, the best examples first.
    pub fn list(&self) -> &'static [&'static str] {
        self.list
    }

    pub(super) fn contains(&self, word: &str) -> bool {
        self.list.contains(&word)
    }

    pub(super) fn nearest(&self, word: &str) -> Option<&'static str> {
        self.nearest
            .get_or_init(|| Nearest::new(self.list.iter().copied()))
            .find(word)
    }

    /// All words if they are few, else what they are and the first three.
    pub(super) fn expected(&self) -> String {
        if self.list.len() > 10 {
            return format!("{}, such as {}", self.what, one_of(&self.list[..3]));
        }
        one_of(self.list)
    }

    pub(super) fn check<'v>(&self, value: &'v str) -> Result<Cow<'v, str>, Wrong> {
        if self.contains(value) {
            return Ok(value.into());
        }
        Err(self.wrong(value))
    }

    pub(super) fn check_or_boolean<'v>(&self, value: &'v str) -> Result<Cow<'v, str>, Wrong> {
        if self.contains(value) {
            return Ok(value.into());
        }
        boolean(value).map_err(|wrong| Wrong {
            nearest: self.nearest(value).map(Into::into).or(wrong.nearest),
            ..self.wrong(value)
        })
    }

    pub(super) fn wrong(&self, value: &str) -> Wrong {
        Wrong::new(value, format_args!("is not {}", self.what)).or(self.nearest(value))
    }
}

/// "`a`, `b` or `c`".
fn one_of(words: &[&str]) -> String {
    let mut text = String::new();
    for (at, word) in words.iter().enumerate() {
        text += match at {
            0 => "`",
            _ if at + 1 == words.len() => " or `",
            _ => ", `",
        };
        text += word;
        text += "`";
    }
    text
}

/// The truth values: the two that certdot writes, then the two that it also reads.
pub static BOOLEANS: Words = Words::new("`true` or `false`", &["true", "false", "yes", "no"]);

/// Turns what Graphviz takes for a truth value into `true` or `false`: those words, `yes`, `no` in
/// any case, and whole numbers, of which zero is false.
pub(super) fn boolean(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let is = |word: &str| value.eq_ignore_ascii_case(word);
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let truth = if is("true") || is("yes") {
        "true"
    } else if is("false") || is("no") {
        "false"
    } else if digits && value.len() < 10 {
        if value.bytes().all(|byte| byte == b'0') {
            "false"
        } else {
            "true"
        }
    } else {
        let guess = if is("on") {
            Some("true")
        } else {
            BOOLEANS.nearest(value)
        };
        return Err(
            Wrong::new(value, "is neither `true` nor `false`").or(if is("off") {
                Some("false")
            } else {
                guess
            }),
        );
    };
    Ok(if value == truth {
        value.into()
    } else {
        truth.into()
    })
}

/// The built-in shapes, except those whose labels have a syntax of their own.
pub static SHAPES: Words = Words::new(
    "the name of a shape",
    &[
        "box",
        "ellipse",
        "cylinder",
        "polygon",
        "oval",
        "circle",
        "point",
        "egg",
        "triangle",
        "plaintext",
        "plain",
        "diamond",
        "trapezium",
        "parallelogram",
        "house",
        "pentagon",
        "hexagon",
        "septagon",
        "octagon",
        "doublecircle",
        "doubleoctagon",
        "tripleoctagon",
        "invtriangle",
        "invtrapezium",
        "invhouse",
        "Mdiamond",
        "Msquare",
        "Mcircle",
        "rect",
        "rectangle",
        "square",
        "star",
        "none",
        "underline",
        "note",
        "tab",
        "folder",
        "box3d",
        "component",
        "promoter",
        "cds",
        "terminator",
        "utr",
        "primersite",
        "restrictionsite",
        "fivepoverhang",
        "threepoverhang",
        "noverhang",
        "assembly",
        "signature",
        "insulator",
        "ribosite",
        "rnastab",
        "proteasesite",
        "proteinstab",
        "rpromoter",
        "rarrow",
        "larrow",
        "lpromoter",
    ],
);

/// Turns the name of a shape into itself.
pub(super) fn shape(value: &str) -> Result<Cow<'_, str>, Wrong> {
    if matches!(value, "record" | "Mrecord") {
        let problem = "gives labels a syntax of their own, and labels of certdot are plain text";
        return Err(Wrong::new(value, problem).or(Some("box")));
    }
    SHAPES.check(value)
}

/// certdot's words for `direction`.
pub static DIRECTIONS: Words = Words::new("a direction", &["down", "right", "up", "left"]);
/// The programs of Graphviz that lay out certdot's pictures.
pub static LAYOUTS: Words = Words::new(
    "a layout",
    &["dot", "neato", "fdp", "sfdp", "twopi", "circo"],
);
/// certdot's themes.
pub static THEMES: Words = Words::new("a theme", &["light", "dark", "auto", "plain"]);
/// The points of the compass at which an edge may meet a node.
pub static COMPASS: Words = Words::new(
    "a point of the compass",
    &["n", "ne", "e", "se", "s", "sw", "w", "nw", "c", "_"],
);
/// How names of fonts are put into SVG.
pub static FONT_NAMES: Words = Words::new("a naming scheme for fonts", &["svg", "ps", "gd"]);
/// Where a picture is placed in its node.
pub static IMAGE_PLACES: Words = Words::new(
    "a place",
    &["tl", "tc", "tr", "ml", "mc", "mr", "bl", "bc", "br"],
);
/// How a picture fills its node, besides yes and no.
pub static IMAGE_SCALES: Words = Words::new("a scaling mode", &["width", "height", "both"]);
/// How a label is justified.
pub static JUSTIFY: Words = Words::new("a side", &["l", "c", "r"]);
/// Where a group's label is placed.
pub static TOP_BOTTOM: Words = Words::new("a place for a label", &["t", "b"]);
/// Where a node's label is placed.
pub static TOP_CENTER_BOTTOM: Words = Words::new("a place for a label", &["t", "c", "b"]);
/// How neato and sfdp work. `hier` is left out: with a `len` below 1 it makes neato 2.43 write past
/// its memory.
pub static MODES: Words = Words::new(
    "a mode",
    &["major", "KK", "sgd", "ipsep", "spring", "maxent"],
);
/// How neato measures distance.
pub static MODELS: Words = Words::new("a model", &["shortpath", "circuit", "subset", "mds"]);
/// Which edges of a node keep their order.
pub static ORDERINGS: Words = Words::new("an ordering", &["in", "out"]);
/// The orientation of the page.
pub static ORIENTATIONS: Words = Words::new("an orientation", &["portrait", "landscape"]);
/// What is drawn first.
pub static OUTPUT_ORDERS: Words =
    Words::new("an order", &["breadthfirst", "nodesfirst", "edgesfirst"]);
/// The order of pages.
pub static PAGE_ORDERS: Words = Words::new(
    "a page order",
    &["BL", "BR", "TL", "TR", "RB", "RT", "LB", "LT"],
);
/// How sfdp approximates, besides yes and no.
pub static QUADTREES: Words = Words::new("a quadtree scheme", &["normal", "fast", "none"]);
/// How the picture gets its proportions, besides a number.
pub static RATIOS: Words = Words::new("a ratio", &["fill", "compress", "expand", "auto"]);
/// The angle by which a picture is turned.
pub static QUARTERS: Words = Words::new("an angle", &["0", "90"]);
/// How sfdp evens out its work.
pub static SMOOTHINGS: Words = Words::new(
    "a smoothing method",
    &[
        "none",
        "avg_dist",
        "graph_dist",
        "power_dist",
        "rng",
        "spring",
        "triangle",
    ],
);
/// How edges are drawn, besides yes and no.
pub static SPLINES: Words = Words::new(
    "a way to draw edges",
    &[
        "spline", "line", "polyline", "ortho", "curved", "compound", "none",
    ],
);
/// The rank of nodes without edges.
pub static RANKS: Words = Words::new("a rank", &["min", "max"]);
/// `hier`, besides yes and no.
pub static HIER: Words = Words::new("a constraint", &["hier"]);
/// `shape`, besides yes and no.
pub static FIXED: Words = Words::new("a way to fix the size", &["shape"]);
/// The versions of the xdot format.
pub static XDOT_VERSIONS: Words = Words::new(
    "a version",
    &["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"],
);
/// How overlaps are removed, besides yes and no.
pub static OVERLAPS: Words = Words::new(
    "a way to remove overlaps",
    &[
        "prism",
        "scale",
        "voronoi",
        "true",
        "false",
        "scalexy",
        "compress",
        "vpsc",
        "ipsep",
        "ortho",
        "orthoxy",
        "orthoyx",
        "ortho_yx",
        "portho",
        "porthoxy",
        "porthoyx",
        "portho_yx",
    ],
);
/// What is packed.
pub static PACKINGS: Words = Words::new("a packing mode", &["node", "clust", "graph", "array"]);
/// How nodes are placed at first.
pub static STARTS: Words = Words::new("an initial layout", &["random", "regular", "self"]);
