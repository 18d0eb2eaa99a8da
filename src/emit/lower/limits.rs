//! What keeps layouts quick and nodes apart where the file does not say how.

use std::borrow::Cow;

use crate::attributes::{Element, get};
use crate::model::Model;

/// Up to this size, `dot` takes all the time that it wants.
const SMALL: usize = 300;

/// Up to so many edges, a picture is no larger than its nodes are many.
const FEW_EDGES: usize = 2 * SMALL;

/// The least effort: with it, 10,000 nodes are laid out in some 13 seconds (docs/performance.md).
const LEAST: f64 = 0.1;

/// Attributes of the picture, each with its value. They count where the diagram says none of the name.
pub(super) fn of(
    model: &Model,
    layout: Option<&str>,
) -> impl Iterator<Item = (&'static str, Cow<'static, str>)> + use<> {
    let keys: &[&str] = match self::layout(model, layout) {
        "dot" if size(model) > SMALL => &["nslimit", "nslimit1", "mclimit"],
        // Left to themselves, these put nodes on one another; `circo` does not.
        "neato" | "fdp" | "sfdp" | "twopi" => &["overlap"],
        _ => &[],
    };
    let effort = effort(model);
    keys.iter().map(move |key| match *key {
        "overlap" => (*key, "false".into()),
        key => (key, format!("{effort:.2}").into()),
    })
}

/// What lays a model out: this, or what the diagram names.
pub(super) fn layout<'m>(model: &'m Model, layout: Option<&'m str>) -> &'m str {
    layout.or_else(|| named_layout(model)).unwrap_or("dot")
}

/// How long `dot` may try to improve a picture, as a factor of what there is to improve: the less, the more there is, so
/// that the whole stays near linear.
fn effort(model: &Model) -> f64 {
    (SMALL as f64 / size(model).max(1) as f64).clamp(LEAST, 1.0)
}

/// How large a picture is for `dot`, in nodes that have two edges each: what edges cost grows with the square of how many
/// there are to a node, because the more cross one another.
pub(in crate::emit) fn size(model: &Model) -> usize {
    let (nodes, edges) = (model.nodes.len(), model.edges.len());
    if edges > FEW_EDGES {
        nodes.max(edges.saturating_mul(edges) / (4 * nodes.max(1)))
    } else {
        nodes
    }
}

/// The layout that the diagram names.
fn named_layout(model: &Model) -> Option<&str> {
    let key = get(Element::Diagram, "layout")?;
    Some(model.text(model.setting(model.diagram, key)?))
}
