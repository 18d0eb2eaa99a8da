//! Model → statements, one after the other.

mod borders;
mod edges;
mod graph;
mod groups;
mod label;
mod limits;
mod loops;
mod lowering;
mod nodes;
mod plan;
mod sequence;
mod write;

pub(super) use graph::{depends_on_engine, lower};
pub(super) use limits::size;
