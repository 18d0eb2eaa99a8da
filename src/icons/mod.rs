//! Icons: bytes of an image in, a picture that is safe to show out.
//!
//! What people bring (`Content::read`, `Pack`), what certdot draws itself (`badge`) and what it holds (`built_in`) are
//! all one thing afterwards: a `Content`, which can be written as a PNG or stand in an SVG of somebody else's, and whose
//! `Tone` tells which `Plate` it needs to be seen on a `Ground`. This module knows no files, no nodes and no Graphviz.

mod badge;
mod bitmap;
mod built_in;
mod burden;
mod cheap;
mod colour;
mod content;
mod drawing;
mod filters;
mod letters;
mod operations;
mod pack;
mod plate;
mod process;
mod raster;
mod reader;
mod references;
mod sample;
mod sheet;
mod tone;
mod wrong;

pub use badge::badge;
pub use built_in::{built_in, built_in_names};
pub use colour::{LevelColour, LevelColours, MOST_BARS};
pub use content::{
    Content, ENDINGS, Format, MOST_BYTES, MOST_BYTES_OF_A_PACK, MOST_PIXELS, SvgSymbol,
};
pub use pack::Pack;
pub use plate::{ICON_INSET, PLATE_INSET, PLATE_RADIUS, Plate, Plates};
pub use process::{IconProcess, READ_APART, serve_icon_process};
pub use reader::{IconReader, InProcess};
pub use sample::Sample;
pub use sheet::sheet;
pub use tone::{Ground, Tone, contrast, luminance};
pub use wrong::IconError;
