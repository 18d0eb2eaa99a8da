//! What can be laid out in bearable time.

use crate::attributes::{Element, get};
use crate::emit::size;
use crate::model::Model;

/// Beyond so many nodes, or so many edges as take as long, `dot` takes many seconds, however little it tries, and its
/// drawing can hardly be read.
const MOST: usize = 5_000;

/// Whether a model is larger than `dot` lays out well, and is to be laid out by it.
pub fn too_large(model: &Model, layout: Option<&str>) -> bool {
    let of_diagram = || {
        let key = get(Element::Diagram, "layout")?;
        Some(model.text(model.setting(model.diagram, key)?))
    };
    let layout = layout.or_else(of_diagram).unwrap_or("dot");
    layout == "dot" && size(model) > MOST
}
