//! Icons → image files that any Graphviz can read.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use super::plates::PlateChooser;
use crate::cache::{Cache, Key};
use crate::diagnostics::{Code, Diagnostic};
use crate::emit::{Options, is_safe_in_svg};
use crate::icons::{Content, Format, IconError, IconReader, Plates};
use crate::model::{Icon, IconId, Model, NodeId};

/// The side of a staged image in pixels: sharp at three times the size at which icons are drawn.
const SIDE: u32 = 256;

/// The largest bitmap that is drawn of an icon for a picture of many pixels.
const SHARPEST: u32 = 1024;

/// The images of a model's icons.
#[derive(Clone, Debug, Default)]
pub struct IconImages {
    /// The path of each, as the graph calls it; after those of the icons as they are, those of icons on plates.
    pub images: Vec<String>,
    /// The nodes that show an image after those of the icons, each with that image's place.
    pub instead: HashMap<NodeId, usize>,
    /// Of each image after those of the icons, the icon and its plates.
    pub plated: Vec<(IconId, Plates)>,
    /// The key of each icon; of those that have a file in the cache, the file's key.
    pub(super) digests: Vec<Key>,
}

impl IconImages {
    /// Of each image, the icon and its plates.
    pub(super) fn icons_and_plates(&self, model: &Model) -> impl Iterator<Item = (IconId, Plates)> {
        let bare = model.icons().map(|icon| (icon, Plates::default()));
        bare.chain(self.plated.iter().copied())
    }
}

/// Why there are none.
#[derive(Debug)]
pub enum IconImagesError {
    /// Icons that cannot be drawn.
    Broken(Vec<Diagnostic>),
    /// The cache cannot be written.
    Unwritable(io::Error),
    /// The path of the cache has a character that Graphviz would write into pictures as it is.
    Unsafe,
}

/// Makes an image file of each icon, in the theme's text color for those that have no color of their own; and of each
/// icon that could not be seen where a node shows it, one on a plate. `follows_reader` is whether the picture can change
/// with its reader's choice of dark pages.
///
/// A square PNG under a plain name is called by that name. Everything else is drawn as a PNG into the cache, in the middle
/// of a square: Graphviz draws SVG only with a plugin, writes names into pictures as they are, and puts an image that is
/// not square over its caption, or draws nothing at all of one that is very thin.
///
/// # Errors
/// See [`IconImagesError`]. Without icons there are none.
pub fn stage(
    model: &Model,
    cache: &Cache,
    reader: &dyn IconReader,
    options: &Options<'_>,
    follows_reader: bool,
    working_directory: &Path,
) -> Result<IconImages, IconImagesError> {
    let ink = options.theme(model).icon_colour();
    let digest = |icon: &Icon| match own_image(icon) {
        Some(_) => Key::of([icon.content.bytes()]),
        None => key(&icon.content, SIDE, ink),
    };
    let mut staged = IconImages {
        digests: model.icons.iter().map(digest).collect(),
        ..IconImages::default()
    };
    let mut places: HashMap<(IconId, Plates), usize> = HashMap::new();
    let looked_at = PlateChooser {
        cache,
        reader,
        digests: &staged.digests,
    };
    for (node, plates) in looked_at.plates(model, options, follows_reader) {
        let Some(icon) = model.node(node).icon else {
            continue;
        };
        let place = *places.entry((icon, plates)).or_insert_with(|| {
            staged.plated.push((icon, plates));
            model.icons.len() + staged.plated.len() - 1
        });
        staged.instead.insert(node, place);
    }
    let stage = ImageMaker {
        cache,
        reader,
        ink,
        working_directory,
    };
    let mut broken = Vec::new();
    let shown: Vec<(IconId, Plates)> = staged.icons_and_plates(model).collect();
    for (id, plates) in shown {
        let icon = &model.icons[id.index()];
        match stage.image(icon, &staged.digests[id.index()], plates) {
            Ok(image) => staged.images.push(image),
            Err(Failed::Broken(why)) => broken.push(Diagnostic::new(
                Code::NotAnImage,
                icon.at,
                format!("the icon `{}` {why}", icon.name),
            )),
            Err(Failed::Unwritable(error)) => return Err(IconImagesError::Unwritable(error)),
            Err(Failed::Unsafe) => return Err(IconImagesError::Unsafe),
        }
    }
    if broken.is_empty() {
        Ok(staged)
    } else {
        Err(IconImagesError::Broken(broken))
    }
}

enum Failed {
    Broken(String),
    Unwritable(io::Error),
    Unsafe,
}

/// How images are made.
struct ImageMaker<'s> {
    cache: &'s Cache,
    reader: &'s dyn IconReader,
    ink: &'static str,
    working_directory: &'s Path,
}

impl ImageMaker<'_> {
    /// The path of the image of an icon on its plates.
    fn image(&self, icon: &Icon, digest: &Key, plates: Plates) -> Result<String, Failed> {
        if plates == Plates::default()
            && let Some(path) = own_image(icon)
        {
            return Ok(path.to_owned());
        }
        let key = match plates == Plates::default() {
            true => digest.clone(),
            // An image that looks the same and is on another plate where pages are dark has a name of its own.
            false => Key::of([
                b"plated icon",
                self.ink.as_bytes(),
                format!("{plates:?}").as_bytes(),
                digest.digits().as_bytes(),
            ]),
        };
        let path = match self.cache.find(&key, "png") {
            Some(path) => path,
            None => {
                let png = self.png(&icon.content, plates);
                let png = png.map_err(|wrong| Failed::Broken(wrong.0))?;
                let kept = self.cache.put(&key, "png", &png);
                kept.map_err(Failed::Unwritable)?
            }
        };
        let path = path.strip_prefix(self.working_directory).unwrap_or(&path);
        match path.to_str() {
            Some(path) if is_safe_in_svg(path) => Ok(path.to_owned()),
            _ => Err(Failed::Unsafe),
        }
    }

    fn png(&self, content: &Content, plates: Plates) -> Result<Vec<u8>, IconError> {
        let bare = || self.reader.to_png(content, SIDE, self.ink);
        match plates.usual {
            None => bare(),
            Some(plate) if content.is_cheap(SIDE as f32) => {
                content.to_png_on(plate, SIDE, self.ink)
            }
            Some(plate) => Content::square_png(SIDE, bare()?).to_png_on(plate, SIDE, self.ink),
        }
    }
}

/// What an image of an icon is kept by.
fn key(content: &Content, side: u32, ink: &str) -> Key {
    let larger = side.to_le_bytes();
    let parts = [
        b"icon",
        env!("CARGO_PKG_VERSION").as_bytes(),
        ink.as_bytes(),
        content.bytes(),
    ];
    // The names of staged images do not contain their size: it is always the same.
    let side = (side != SIDE).then_some(&larger[..]);
    Key::of(parts.into_iter().chain(side))
}

/// What stands for an icon in a picture that becomes a bitmap, in which it is so many pixels wide: nothing else if it is
/// cheap to draw; else a bitmap, so that it is drawn once however often it is shown.
///
/// # Errors
/// In words.
pub(super) fn in_a_bitmap(
    icon: &Icon,
    cache: &Cache,
    reader: &dyn IconReader,
    ink: &str,
    across: f32,
) -> Result<Option<Content>, String> {
    if icon.content.is_cheap(across) {
        return Ok(None);
    }
    let drawn = |side: u32| {
        let key = key(&icon.content, side, ink);
        if let Some(png) = cache.get(&key, "png") {
            return Ok(png);
        }
        let png = reader.to_png(&icon.content, side, ink)?;
        // A cache that cannot be written costs time, not the picture.
        let _ = cache.put(&key, "png", &png);
        Ok(png)
    };
    let sharp = (across.ceil() as u32)
        .next_power_of_two()
        .clamp(SIDE, SHARPEST);
    let found = drawn(sharp).map(|png| (sharp, png));
    // It is known that it can be drawn that large.
    let found = found.or_else(|_| drawn(SIDE).map(|png| (SIDE, png)));
    let (side, bytes) =
        found.map_err(|IconError(why)| format!("the icon `{}` {why}", icon.name))?;
    Ok(Some(Content::square_png(side, bytes)))
}

/// The path of an icon that is an image for any Graphviz as it is.
fn own_image(icon: &Icon) -> Option<&str> {
    let is_png = matches!(
        icon.content,
        Content::Bitmap {
            format: Format::Png,
            ..
        }
    );
    let path = icon.file.as_deref()?.to_str()?;
    (is_png && icon.content.is_square() && is_safe(path)).then_some(path)
}

/// Whether a path means the same to every Graphviz, shell and URL.
fn is_safe(path: &str) -> bool {
    !path.is_empty()
        && path
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._/-".contains(&byte))
}
