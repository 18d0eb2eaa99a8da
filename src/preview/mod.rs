//! The live page: a picture in a browser that follows its file.
//!
//! A [`FileFollower`] compiles the file whenever something changes that it is made of; a [`LatestWorker`] draws the newest
//! state; a [`LivePage`] holds what is seen now; [`serve`] shows it to browsers on this machine, and to nobody else. The
//! module knows neither arguments nor which engine draws: a [`Painter`] does that.

mod connections;
mod events;
mod file_follower;
mod latest_worker;
mod live_page;
mod recording_files;
mod request;
mod response;
mod routes;
mod server;
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
