//! What an icon shows.

use std::borrow::Cow;

use super::sample::Sample;

/// The most bytes of an icon's file: 16 MiB.
pub const MOST_BYTES: usize = 16 << 20;

/// The most bytes of a pack: 32 MiB. The largest of Iconify's has about 20.
pub const MOST_BYTES_OF_A_PACK: usize = 32 << 20;

/// The endings of icon files, in the order in which they are tried where a name has none.
pub const ENDINGS: [&str; 6] = ["svg", "png", "jpg", "jpeg", "gif", "webp"];

/// The most pixels a side of a bitmap, and of a PNG that is written.
pub const MOST_PIXELS: u32 = 4096;

/// The side of the bitmap that is drawn of an icon to see that it can be: 512 pixels.
pub(super) const TRIED: u32 = 512;

/// A picture that has been checked: it can be decoded, and does nothing but draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A whole SVG document that [`Content::read`] has cleaned: paths, groups, gradients, patterns, clips, masks and
    /// embedded bitmaps, nothing else. It begins with `<?xml`, its root has a `viewBox` that begins at
    /// `0 0` and no size, so that it scales, and `currentColor` stands where the icon takes the color around it.
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

/// What stands in somebody else's SVG: `<symbol viewBox="0 0 {width} {height}">{body}</symbol>`.
#[derive(Clone, Debug, PartialEq)]
pub struct SvgSymbol {
    /// How wide it is, in units of its own.
    pub width: f32,
    /// How high it is, in units of its own.
    pub height: f32,
    /// Its elements. Every id in it begins with the prefix that was asked for, and refers to nothing outside it but by
    /// `data:`; where `xlink:href` stands in it, the prefix `xlink` must be declared around it.
    pub body: String,
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
    /// A square PNG that this program has drawn.
    pub fn square_png(side: u32, bytes: Vec<u8>) -> Content {
        Content::Bitmap {
            format: Format::Png,
            width: side,
            height: side,
            bytes,
            sample: None,
        }
    }

    /// Whether it has no color of its own.
    pub(super) fn is_all_ink(&self) -> bool {
        let Content::Svg(text) = self else {
            return false;
        };
        // Only a cleaned document says each color where it is used, and as a number.
        let has_colour = text.contains("=\"#") || text.contains("<image");
        self.takes_ink() && !has_colour
    }

    /// Whether it takes the color around it anywhere.
    pub fn takes_ink(&self) -> bool {
        matches!(self, Content::Svg(text) if text.contains("currentColor"))
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
