//! The folders of this machine for files that can be made again.

use std::path::PathBuf;

use anyhow::{Context, Result, anyhow};
use etcetera::BaseStrategy;

use crate::diagnostics::render::printable;
use crate::pictures::{Cache, IconImagesError};

/// The images of icons. Graphs that have been printed refer to them.
pub(super) fn icons() -> Result<Cache> {
    Ok(Cache::new(folder()?.join("icons")))
}

/// The pictures that have been drawn.
pub(super) fn pictures() -> Result<Cache> {
    Ok(Cache::new(folder()?.join("pictures")))
}

fn folder() -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy()
        .context("there is no folder for images of icons: set HOME or XDG_CACHE_HOME")?;
    Ok(base.cache_dir().join("certdot"))
}

/// Why icons have no images, in words.
pub(super) fn icon_images_error(unstaged: IconImagesError) -> anyhow::Error {
    let folder = match folder() {
        Ok(folder) => printable(&folder.display().to_string()),
        Err(error) => return error,
    };
    match unstaged {
        IconImagesError::Unwritable(error) => anyhow!(error).context(format!(
            "cannot write images of icons into `{folder}`: set XDG_CACHE_HOME to another folder, or use `certdot render`, which needs none"
        )),
        IconImagesError::Unsafe | IconImagesError::Broken(_) => anyhow!(
            "the path `{folder}` has a character that Graphviz would not escape in pictures: set XDG_CACHE_HOME to another folder"
        ),
    }
}
