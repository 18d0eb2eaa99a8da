//! How a server compiles and draws.

use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostics::Levels;
use crate::icons::IconReader;
use crate::model::Model;

/// Draws a model as SVG, in dark colors if the flag is set; or returns why it cannot.
pub type Painter = dyn Fn(&Model, bool) -> Result<String, String> + Send + Sync;

/// How files are compiled and drawn.
pub struct Settings {
    /// The folder that no file named by the sources may leave; without it, that of the client's that holds the file, or
    /// the file's own.
    pub root: Option<PathBuf>,
    /// Folders of icons, besides those that the sources name.
    pub icons: Vec<PathBuf>,
    /// Which warnings are reported.
    pub levels: Levels,
    /// Reads icons.
    pub reader: Arc<dyn IconReader>,
    /// Draws previews.
    pub painter: Arc<Painter>,
}
