//! Compiled files → pictures, many at once.
//!
//! Icons become files that any Graphviz can read (`staging`), on plates where they could not be seen without (`plates`);
//! graphs go to an engine in as few runs as it takes; what was drawn before is not drawn again ([`Cache`]). It knows
//! neither arguments nor where a machine keeps its caches.

mod batch;
mod order;
mod plates;
mod size_limit;
mod staging;

pub use batch::{DrawContext, DrawError, draw, draws_nothing};
pub use order::{PictureInput, PictureKind, PictureOptions};
pub use size_limit::too_large;
pub use staging::{IconImages, IconImagesError, stage};

pub use crate::cache::Cache;
