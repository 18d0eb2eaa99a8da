//! Icons: bytes of an image in, a picture that is safe to show out.
//!
//! What people bring (`Content::read`, `Pack`), what certdot draws itself (`badge`) and what it holds (`built_in`) are
//! all one thing afterwards: a `Content`, which can be written as a PNG or stand in an SVG of somebody else's, and whose
//! `Tone` tells which `Plate` it needs to be seen on a `Ground`. This module knows no files, no nodes and no Graphviz.

mod apart;
mod badge;
mod bitmap;
mod built_in;
mod burden;
mod cheap;
mod colour;
mod drawing;
mod filters;
mod letters;
mod pack;
mod plate;
mod raster;
mod reader;
mod sheet;
mod tone;

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

pub use apart::{Apart, READ_APART, answer_apart};
pub use badge::badge;
pub use built_in::{built_in, built_in_names};
pub use colour::{LevelColour, LevelColours, MOST_BARS};
pub use pack::Pack;
pub use plate::{ICON_INSET, PLATE_INSET, PLATE_RADIUS, Plate, Plates};
pub use reader::{Here, Reader};
pub use sheet::sheet;
pub use tone::{Ground, Sample, Tone, contrast, luminance};

/// The most bytes of an icon's file: 16 MiB.
pub const MOST_BYTES: usize = 16 << 20;

/// The most bytes of a pack: 32 MiB. The largest of Iconify's has about 20.
pub const MOST_BYTES_OF_A_PACK: usize = 32 << 20;

/// The endings of icon files, in the order in which they are tried where a name has none.
pub const ENDINGS: [&str; 6] = ["svg", "png", "jpg", "jpeg", "gif", "webp"];

/// The most pixels a side of a bitmap, and of a PNG that is written.
pub const MOST_PIXELS: u32 = 4096;

/// The side of the bitmap that is drawn of an icon to see that it can be: 512 pixels.
const TRIED: u32 = 512;

/// A picture that has been checked: it can be decoded, and does nothing but draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A whole SVG document that [`Content::read`] has cleaned: paths, groups, gradients, patterns, clips, masks and
    /// embedded bitmaps, nothing else. It begins with `<?xml`, its root has a `viewBox` that begins at
    /// `0 0` and no size, so that it scales, and `currentColor` stands where the icon takes the colour around it.
    Svg(String),
    /// A bitmap as it was read.
    Bitmap {
        /// What it is.
        format: Format,
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// The file, byte by byte.
        bytes: Vec<u8>,
        /// What was kept of its pixels when it was decoded, if it was: it need not be decoded again for its tone.
        sample: Option<Sample>,
    },
}

/// A format of bitmaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// PNG
    Png,
    /// JPEG
    Jpeg,
    /// GIF, of which the first picture is taken where it is drawn
    Gif,
    /// WebP
    WebP,
}

/// Why bytes are no icon, in words that go on after the file's name: "is not an image". Nothing of what the bytes
/// hold is in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong(pub String);

/// What stands in somebody else's SVG: `<symbol viewBox="0 0 {width} {height}">{body}</symbol>`.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol {
    /// How wide it is, in units of its own.
    pub width: f32,
    /// How high it is, in units of its own.
    pub height: f32,
    /// Its elements. Every id in it begins with the prefix that was asked for, and refers to nothing outside it but by
    /// `data:`; where `xlink:href` stands in it, the prefix `xlink` must be declared around it.
    pub body: String,
}

impl Wrong {
    fn new(why: impl Into<String>) -> Wrong {
        Wrong(why.into())
    }
}

impl Format {
    /// The format's name, as its makers spell it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Png => "PNG",
            Format::Jpeg => "JPEG",
            Format::Gif => "GIF",
            Format::WebP => "WebP",
        }
    }

    /// The media type: `image/png`.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Png => "image/png",
            Format::Jpeg => "image/jpeg",
            Format::Gif => "image/gif",
            Format::WebP => "image/webp",
        }
    }
}

impl Content {
    /// Reads an icon's file. What it is, its content tells, not its name. A bitmap is decoded once, to see that it can
    /// be; an SVG is cleaned until only what draws is left. Text in an SVG is left out, since it would need a font, and
    /// so are filters.
    ///
    /// What it would take to draw is counted first, but no count sees everything: see [`Reader`] for files from
    /// anywhere.
    ///
    /// # Errors
    ///
    /// If it is no PNG, JPEG, GIF, WebP or SVG, is broken, is larger than [`MOST_BYTES`] or [`MOST_PIXELS`], draws
    /// nothing, or would take too long to draw.
    pub fn read(bytes: Vec<u8>) -> Result<Content, Wrong> {
        if bytes.len() > MOST_BYTES {
            return Err(Wrong::new("has more than 16 MiB"));
        }
        if let Some(format) = bitmap::format(&bytes) {
            let pixels = bitmap::decode(format, &bytes)?;
            return Ok(Content::Bitmap {
                format,
                width: pixels.width(),
                height: pixels.height(),
                bytes,
                sample: Some(Sample::of(&pixels)?),
            });
        }
        if !drawing::is_svg(&bytes) {
            return Err(Wrong::new("is not an image"));
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| Wrong::new("is not in UTF-8"))?;
        drawing::clean(text).map(Content::Svg)
    }

    /// It as a PNG with transparent ground, fitted into the middle of a square of `side` pixels. Where the icon takes
    /// the colour around it, it is drawn in `ink`, a colour as SVG writes it (`#1f2933`). The same icon gives the same
    /// bytes.
    ///
    /// # Errors
    ///
    /// If `side` is 0 or above [`MOST_PIXELS`], or `ink` is no colour.
    pub fn to_png(&self, side: u32, ink: &str) -> Result<Vec<u8>, Wrong> {
        raster::to_png(self, side, ink, None)
    }

    /// The same on a plate, which takes the room of the square: the icon is a little smaller.
    ///
    /// # Errors
    ///
    /// Those of [`to_png`](Content::to_png).
    pub fn to_png_on(&self, plate: Plate, side: u32, ink: &str) -> Result<Vec<u8>, Wrong> {
        raster::to_png(self, side, ink, Some(plate))
    }

    /// How light it is, drawn in `ink` where it takes the colour around it. That takes about as long as to draw it, unless
    /// it [is known](Content::has_known_tone).
    ///
    /// # Errors
    ///
    /// If it cannot be drawn, or `ink` is no colour.
    pub fn tone(&self, ink: &str) -> Result<Tone, Wrong> {
        Tone::of(self, ink)
    }

    /// Whether its tone is known without its being drawn: it is a badge, all ink, or a bitmap that has been read.
    pub fn has_known_tone(&self) -> bool {
        match self {
            Content::Svg(_) => badge::is_badge(self) || self.is_all_ink(),
            Content::Bitmap { sample, .. } => sample.is_some(),
        }
    }

    /// Whether it has no colour of its own.
    fn is_all_ink(&self) -> bool {
        let Content::Svg(text) = self else {
            return false;
        };
        // Only a cleaned document says each colour where it is used, and as a number.
        let has_colour = text.contains("=\"#") || text.contains("<image");
        self.takes_ink() && !has_colour
    }

    /// Whether it takes the colour around it anywhere.
    pub fn takes_ink(&self) -> bool {
        matches!(self, Content::Svg(text) if text.contains("currentColor"))
    }

    /// It as a part of an SVG, with `prefix` before each of its ids, so that two icons can share a page.
    pub fn symbol(&self, prefix: &str) -> Symbol {
        match self {
            Content::Svg(text) => drawing::symbol(text, prefix),
            Content::Bitmap {
                format,
                width,
                height,
                bytes,
                ..
            } => Symbol {
                width: *width as f32,
                height: *height as f32,
                body: format!(
                    "<image width=\"{width}\" height=\"{height}\" xlink:href=\"data:{};base64,{}\"/>",
                    format.media_type(),
                    STANDARD.encode(bytes)
                ),
            },
        }
    }

    /// Whether it takes so little to draw, `side` pixels wide, that nothing has to be looked after: it has few parts, and
    /// nothing that is drawn apart. What has more is best drawn as a bitmap, by a [`Reader`].
    pub fn is_cheap(&self, side: f32) -> bool {
        cheap::to_draw(self, side)
    }

    /// Whether it is as wide as it is high.
    pub fn is_square(&self) -> bool {
        match self {
            Content::Svg(text) => drawing::is_square(text),
            Content::Bitmap { width, height, .. } => width == height,
        }
    }

    /// What tells it from others.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Content::Svg(text) => text.as_bytes(),
            Content::Bitmap { bytes, .. } => bytes,
        }
    }

    /// The file that shows it, and its ending: `svg`, `png`, `jpg`, `gif` or `webp`.
    pub fn file(&self) -> (Cow<'_, [u8]>, &'static str) {
        match self {
            Content::Svg(text) => (text.as_bytes().into(), "svg"),
            Content::Bitmap { format, bytes, .. } => {
                let ending = match format {
                    Format::Png => "png",
                    Format::Jpeg => "jpg",
                    Format::Gif => "gif",
                    Format::WebP => "webp",
                };
                (bytes.into(), ending)
            }
        }
    }
}
