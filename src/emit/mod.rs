//! Model → DOT.
//!
//! The only place that knows `dot_structures`, which is what graphviz-rust calls a graph, and Graphviz's quoting. The
//! model is lowered statement by statement (`lower`), and whoever takes the statements (`sink`) writes each as text at
//! once (`printer`), or makes structures of it (`structures`), which are for programs that want to go on with the graph.
//! It knows neither files nor how the model was written.

mod arrowheads;
mod breaks;
mod caption;
mod contrast;
mod glyphs;
mod grounds;
mod ids;
mod inks;
mod legend;
mod lower;
mod options;
mod printer;
mod quote;
mod sink;
mod structures;
mod theme;

use std::io::{self, Write};

pub use ::dot_structures::{self, Graph};
pub use caption::ICON_SIZE;
#[cfg(feature = "graphviz-rust")]
pub use graphviz_rust;
pub use grounds::Grounds;
pub use options::{Options, is_safe_in_svg};
pub use theme::{Theme, dark_for_light};

use crate::model::{Model, NodeId};

/// The ids of all nodes, in their order, as a reader of the picture finds them: in the SVG they stand as `data-id`.
pub fn node_ids(model: &Model) -> Vec<String> {
    let ids = ids::Ids::new(model);
    let nodes = (0..model.nodes.len() as u32).map(NodeId);
    nodes.map(|node| ids.node(node).read()).collect()
}

/// How large a model is for `dot`: about its nodes, or more if it has many edges to a node.
pub fn size(model: &Model) -> usize {
    lower::size(model)
}

/// Whether DOT for one engine may differ from that for another, by [`Options::is_forward`].
pub fn depends_on_engine(model: &Model, options: &Options<'_>) -> bool {
    lower::depends_on_engine(model, options)
}

/// Writes a model as DOT. The same model and options give the same bytes.
///
/// # Errors
/// Those of the writer.
pub fn write_dot(model: &Model, options: &Options<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut printer = printer::Printer::new(out);
    lower::lower(model, options, &mut printer)?;
    printer.finish()
}

/// The model as graphviz-rust's structures: the same statements with the same values as [`write_dot`] writes.
///
/// Values are quoted and escaped as DOT needs them. The printers of graphviz-rust escape nothing more, so that what they
/// print is valid too; but they are slow on large graphs.
pub fn to_graph(model: &Model, options: &Options<'_>) -> Graph {
    let mut builder = structures::Builder::default();
    match lower::lower(model, options, &mut builder) {
        Ok(()) => builder.finish(),
    }
}
