//! Icons → image files that any Graphviz can read.

use std::io;
use std::path::Path;

use crate::cache::{Cache, Key};
use crate::diagnostics::{Code, Diagnostic};
use crate::emit::can_be_said;
use crate::icons::{Content, Format};
use crate::model::{Icon, Model};

/// The side of a staged image in pixels: sharp at three times the size at which icons are drawn.
const SIDE: u32 = 256;

/// The images of a model's icons.
#[derive(Clone, Debug, Default)]
pub struct Staged {
    /// The path of each, as the graph calls it.
    pub images: Vec<String>,
}

/// Why there are none.
#[derive(Debug)]
pub enum Unstaged {
    /// Icons that cannot be drawn.
    Broken(Vec<Diagnostic>),
    /// The cache cannot be written.
    Unwritable(io::Error),
    /// The path of the cache has a character that Graphviz would write into pictures as it is.
    Unsafe,
}

/// Makes an image file of each icon, in the colour of ink that is given for those that have none of their own.
///
/// A square PNG under a plain name is called by that name. Everything else is drawn as a PNG into the cache, in the middle
/// of a square: Graphviz draws SVG only with a plugin, writes names into pictures as they are, and puts an image that is
/// not square over its caption, or draws nothing at all of one that is very thin.
///
/// # Errors
/// See [`Unstaged`]. Without icons there are none.
pub fn stage(
    model: &Model,
    cache: &Cache,
    ink: &str,
    working_directory: &Path,
) -> Result<Staged, Unstaged> {
    let mut images = Vec::with_capacity(model.icons.len());
    let mut broken = Vec::new();
    for icon in &model.icons {
        match image(icon, cache, ink, working_directory) {
            Ok(image) => images.push(image),
            Err(Failed::Broken(why)) => broken.push(Diagnostic::new(
                Code::NotAnImage,
                icon.at,
                format!("the icon `{}` {why}", icon.name),
            )),
            Err(Failed::Unwritable(error)) => return Err(Unstaged::Unwritable(error)),
            Err(Failed::Unsafe) => return Err(Unstaged::Unsafe),
        }
    }
    match broken.is_empty() {
        true => Ok(Staged { images }),
        false => Err(Unstaged::Broken(broken)),
    }
}

enum Failed {
    Broken(String),
    Unwritable(io::Error),
    Unsafe,
}

fn image(
    icon: &Icon,
    cache: &Cache,
    ink: &str,
    working_directory: &Path,
) -> Result<String, Failed> {
    if let (
        Some(file),
        Content::Bitmap {
            format: Format::Png,
            ..
        },
    ) = (&icon.file, &icon.content)
        && icon.content.is_square()
        && let Some(path) = file.to_str().filter(|path| is_safe(path))
    {
        return Ok(path.to_owned());
    }
    let key = Key::of([
        b"icon",
        env!("CARGO_PKG_VERSION").as_bytes(),
        ink.as_bytes(),
        icon.content.bytes(),
    ]);
    let path = match cache.find(&key, "png") {
        Some(path) => path,
        None => {
            let png = icon
                .content
                .to_png(SIDE, ink)
                .map_err(|wrong| Failed::Broken(wrong.0))?;
            cache.put(&key, "png", &png).map_err(Failed::Unwritable)?
        }
    };
    let path = path.strip_prefix(working_directory).unwrap_or(&path);
    match path.to_str() {
        Some(path) if can_be_said(path) => Ok(path.to_owned()),
        _ => Err(Failed::Unsafe),
    }
}

/// Whether a path says the same to every Graphviz, shell and URL.
fn is_safe(path: &str) -> bool {
    !path.is_empty()
        && path
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._/-".contains(&byte))
}
