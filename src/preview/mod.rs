//! The live page: a picture in a browser that follows its file.
//!
//! A [`FileFollower`] compiles the file whenever something changes of which it is made; an [`LatestWorker`] draws the newest of what
//! it is given; a [`Show`] is what is to be seen at present; [`serve`] shows it to browsers on this machine, and to nobody
//! else. It knows neither arguments nor which engine draws: a [`Painter`] does.

mod connections;
mod latest_worker;
mod events;
mod file_follower;
mod recording_files;
mod request;
mod response;
mod routes;
mod server;
mod live_page;
mod tree;

use crate::diagnostics::Diagnostic;
use crate::model::Model;
use crate::pictures::PictureKind;
use crate::render::{Drawn, Running};

pub use file_follower::{FileFollower, FileState};
pub use latest_worker::LatestWorker;
pub use live_page::{LivePage, NextPicture};
pub use server::serve;

/// Draws a model as a file of a kind, in dark colors if asked and if the diagram leaves it to the reader. It gives up when
/// interrupted.
pub type Painter =
    dyn Fn(&Model, PictureKind, bool, &Running) -> Result<Drawn, PreviewError> + Send + Sync;

/// Why a picture was not drawn.
#[derive(Debug)]
pub enum PreviewError {
    /// Something in the sources keeps it from being drawn.
    Broken(Vec<Diagnostic>),
    /// Something else does, in words.
    Failed(String),
}
