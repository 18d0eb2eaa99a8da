//! DOT → pictures.
//!
//! An engine lays a graph out and draws it (`engine`): the `dot` program (`program`) or one that is built in
//! (`embedded`). What it draws becomes a standalone SVG (`standalone`) that refers to nothing outside itself and whose hover texts
//! are for readers. A PNG is that SVG, rasterized (`raster`). It knows neither the language nor the model: a [`Picture`]
//! has all that it needs.

mod arch;
mod complaint;
mod dark;
mod either;
#[cfg(feature = "embedded")]
mod embedded;
mod engine;
mod failure;
mod fonts;
mod labels;
mod loops;
mod paints;
mod picture;
mod pieces;
mod places;
mod program;
mod raster;
mod runs;
mod standalone;
mod texts;
mod view;

pub use either::Either;
#[cfg(feature = "embedded")]
pub use embedded::Embedded;
pub use engine::{Drawn, Engine, Form};
pub use failure::Failure;
pub use fonts::Fonts;
pub use picture::{Dark, Image, Picture};
pub use program::{Program, Running, identity};
pub use raster::{Raster, png};
pub use standalone::make_standalone;
