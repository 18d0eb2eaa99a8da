//! Edges that lead from a node to itself: room for what is written on them.
//!
//! Graphviz nests the loops of a node at its right or, where edges lead sideways, above it. It lays each label directly
//! on its own loop, and lets the next loop run through it. Here labels get room on both sides. At the right, loops start at
//! the corners of their node, so that inner labels stand inside outer loops. Above, Graphviz starts loops at no corners:
//! the node is made as wide as the labels, and `render` draws the loops around them.

use hashbrown::HashMap;

use super::super::caption::wrap;
use super::super::glyphs::{is_reckoned, width};
use super::super::quote;
use super::limits;
use super::plan::{Keys, direction};
use crate::attributes::{Element, Key, get};
use crate::model::{Edge, LookId, Model, NodeId};

/// Between a loop and what is written on it or in it, in points.
const GAP: f64 = 6.0;

/// How far one loop stands out beside the one inside it, and all of a node together at most. `render` draws them so.
const STEP: f64 = 7.0;
const SPREAD: f64 = 28.0;

/// The part of a long loop that bends.
const BEND: f64 = 0.03;

/// Of a font's size.
const LINE_HEIGHT: f64 = 1.2;

/// What Graphviz takes where nobody says a size.
pub(super) const FONT_SIZE: f64 = 14.0;

/// The loops of all nodes.
pub(super) struct Loops {
    of: HashMap<NodeId, NodeLoops>,
    is_sideways: bool,
    default_size: f64,
}

/// The loops of a node.
#[derive(Clone, Copy, Default)]
struct NodeLoops {
    count: usize,
    /// How much room the largest label takes, in points; nothing if there is none.
    width: f64,
    height: f64,
    /// How much room all labels take, one behind the other.
    length: f64,
    /// Whether someone says where one of them starts or ends.
    has_ports: bool,
}

/// The label of a loop.
pub(super) enum LoopLabel {
    /// As any other.
    Plain(String),
    /// With room around it.
    Table(String),
}

impl Loops {
    /// Those of a model, laid out by `layout`, or by what the diagram names; labels are of this size unless told.
    pub(super) fn new(
        model: &Model,
        keys: &Keys,
        layout: Option<&str>,
        default_size: f64,
    ) -> Loops {
        let mut loops = Loops {
            of: HashMap::new(),
            is_sideways: matches!(direction(model, keys), Some("left" | "right")),
            default_size,
        };
        if limits::layout(model, layout) != "dot" {
            return loops;
        }
        let says = EdgeSettings::new(model, default_size);
        for edge in &model.edges {
            let Some(node) = node_of_loop(edge) else {
                continue;
            };
            let of = loops.of.entry(node).or_default();
            of.count += 1;
            of.has_ports |= says.has_ports(edge.look);
            if let Some((label, size)) = says.label(edge.look) {
                let (width, height) = extent(&wrapped_label(label, size, loops.is_sideways), size);
                of.width = of.width.max(width);
                of.height = of.height.max(height);
                of.length += width;
            }
        }
        loops.of.retain(|_, of| of.width > 0.0);
        loops
    }

    /// The label of an edge as it is to be written, where that is more than the text itself.
    pub(super) fn label(&self, edge: &Edge, label: &str, size: Option<&str>) -> Option<LoopLabel> {
        let of = self.of.get(&node_of_loop(edge)?)?;
        let size = size.and_then(|size| size.parse().ok());
        let size = size.unwrap_or(self.default_size);
        let text = wrapped_label(label, size, self.is_sideways);
        let (width, height) = extent(&text, size);
        if width == 0.0 {
            return None;
        }
        Some(match self.is_sideways {
            true if of.count == 1 => LoopLabel::Plain(text),
            true => LoopLabel::Table(in_height(&text, height + GAP)),
            // The next loop begins to bend the sooner the longer it is, and sooner in front of several lines.
            false => {
                let further = height - size * LINE_HEIGHT + BEND * of.length;
                LoopLabel::Table(in_width(&text, width + 2.0 * GAP + further))
            }
        })
    }

    /// Where an edge starts and ends, if its node has several loops one inside the other.
    pub(super) fn ports(&self, edge: &Edge) -> Option<[(&'static str, &'static str); 2]> {
        let of = self.of.get(&node_of_loop(edge)?)?;
        let is_nested = of.count > 1 && !of.has_ports && !self.is_sideways;
        is_nested.then_some([("tailport", "ne"), ("headport", "se")])
    }

    /// How large a node has to be for its loops, in points: the attribute that says so, and its value.
    pub(super) fn least(&self, node: NodeId) -> Option<(&'static str, f64)> {
        let of = self.of.get(&node)?;
        let outer = of.count - 1;
        match self.is_sideways {
            true => {
                let spread = (STEP * outer as f64).min(SPREAD);
                Some(("width", of.width + 2.0 * (GAP + spread)))
            }
            false if outer == 0 => None,
            false => Some(("height", of.height * 1.4)),
        }
    }
}

/// What is said of edges.
struct EdgeSettings<'m> {
    model: &'m Model,
    label: Option<Key>,
    size: Option<Key>,
    ports: [Option<Key>; 2],
    default_size: f64,
}

impl<'m> EdgeSettings<'m> {
    fn new(model: &'m Model, default_size: f64) -> EdgeSettings<'m> {
        let key = |name| get(Element::Edge, name);
        EdgeSettings {
            model,
            label: key("label"),
            size: key("fontsize"),
            ports: [key("tailport"), key("headport")],
            default_size,
        }
    }

    fn text(&self, look: LookId, key: Option<Key>) -> Option<&'m str> {
        let settings = self.model.looks[look.index()].settings;
        Some(self.model.text(self.model.setting(settings, key?)?))
    }

    /// What is written on edges of a look, and in which size.
    fn label(&self, look: LookId) -> Option<(&'m str, f64)> {
        let label = self.text(look, self.label)?;
        let size = self
            .text(look, self.size)
            .and_then(|size| size.parse().ok());
        Some((label, size.unwrap_or(self.default_size)))
    }

    fn has_ports(&self, look: LookId) -> bool {
        self.ports.iter().any(|key| self.text(look, *key).is_some())
    }
}

/// The node that an edge leads to from itself.
fn node_of_loop(edge: &Edge) -> Option<NodeId> {
    (edge.left == edge.right).then(|| edge.left.as_node())?
}

/// A label as it is drawn: above a node its lines are broken, beside it they are as long as they are.
fn wrapped_label(label: &str, size: f64, is_sideways: bool) -> String {
    if is_sideways {
        wrap(label, size)
    } else {
        label.to_owned()
    }
}

/// How wide and high a text is, in points.
fn extent(text: &str, size: f64) -> (f64, f64) {
    let widths = text.split('\n').map(|line| width(line, size));
    let lines = text.split('\n').count();
    (
        widths.fold(0.0, f64::max),
        lines as f64 * size * LINE_HEIGHT,
    )
}

/// A text in a cell of this height.
fn in_height(text: &str, height: f64) -> String {
    table(text, "HEIGHT", height, 0.0)
}

/// A text in the middle of this width. An engine that has no font for some of its letters may take it for wider than that,
/// and then it keeps its distance from the loops all the same.
fn in_width(text: &str, width: f64) -> String {
    let padding = if text.split('\n').all(is_reckoned) {
        0.0
    } else {
        GAP
    };
    table(text, "WIDTH", width, padding)
}

/// A text in a cell that is so large in one dimension, with so much room around the text at the least.
fn table(text: &str, dimension: &str, room: f64, padding: f64) -> String {
    let room = room.ceil();
    // As in the table of an icon, the reference tells it from a plain label of the same text.
    let mut table = format!(
        "<TABLE BORDER=\"&#48;\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"{padding}\"><TR><TD {dimension}=\"{room}\">"
    );
    quote::html(&mut table, text);
    table.push_str("</TD></TR></TABLE>");
    table
}
