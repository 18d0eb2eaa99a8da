//! What can be done with an icon: read it, draw it, and put it into a picture.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::content::{Content, MOST_BYTES, SvgSymbol};
use super::plate::Plate;
use super::sample::Sample;
use super::tone::Tone;
use super::wrong::IconError;
use super::{badge, bitmap, cheap, drawing, raster};

impl Content {
    /// Reads an icon's file. Its content decides what it is, not its name. A bitmap is decoded once, to see that it can
    /// be; an SVG is cleaned until only what draws is left. Text in an SVG is left out, since it would need a font, and
    /// so are filters.
    ///
    /// What it would take to draw is counted first, but no count sees everything: see [`IconReader`](crate::icons::IconReader) for files from
    /// anywhere.
    ///
    /// # Errors
    ///
    /// If it is not a PNG, JPEG, GIF, WebP or SVG, is broken, is larger than [`MOST_BYTES`] or [`MOST_PIXELS`](crate::icons::MOST_PIXELS), draws
    /// nothing, or would take too long to draw.
    pub fn read(bytes: Vec<u8>) -> Result<Content, IconError> {
        if bytes.len() > MOST_BYTES {
            return Err(IconError::new("is larger than 16 MiB"));
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
            return Err(IconError::new("is not an image"));
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| IconError::new("is not UTF-8"))?;
        drawing::clean(text).map(Content::Svg)
    }

    /// It as a PNG with transparent ground, fitted into the middle of a square of `side` pixels. Where the icon takes
    /// the color around it, it is drawn in `ink`, a color as SVG writes it (`#1f2933`). The same icon gives the same
    /// bytes.
    ///
    /// # Errors
    ///
    /// If `side` is 0 or above [`MOST_PIXELS`](crate::icons::MOST_PIXELS), or `ink` is not a color.
    pub fn to_png(&self, side: u32, ink: &str) -> Result<Vec<u8>, IconError> {
        raster::to_png(self, side, ink, None)
    }

    /// The same on a plate, which takes the room of the square: the icon is a little smaller.
    ///
    /// # Errors
    ///
    /// Those of [`to_png`](Content::to_png).
    pub fn to_png_on(&self, plate: Plate, side: u32, ink: &str) -> Result<Vec<u8>, IconError> {
        raster::to_png(self, side, ink, Some(plate))
    }

    /// How light it is, drawn in `ink` where it takes the color around it. That takes about as long as to draw it, unless
    /// it [is known](Content::has_known_tone).
    ///
    /// # Errors
    ///
    /// If it cannot be drawn, or `ink` is not a color.
    pub fn tone(&self, ink: &str) -> Result<Tone, IconError> {
        Tone::of(self, ink)
    }

    /// Whether its tone is known without its being drawn: it is a badge, all ink, or a bitmap that has been read.
    pub fn has_known_tone(&self) -> bool {
        match self {
            Content::Svg(_) => badge::is_badge(self) || self.is_all_ink(),
            Content::Bitmap { sample, .. } => sample.is_some(),
        }
    }

    /// It as a part of an SVG, with `prefix` before each of its ids, so that two icons can share a page.
    pub fn symbol(&self, prefix: &str) -> SvgSymbol {
        match self {
            Content::Svg(text) => drawing::symbol(text, prefix),
            Content::Bitmap {
                format,
                width,
                height,
                bytes,
                ..
            } => SvgSymbol {
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
    /// nothing that is drawn apart. What has more is best drawn as a bitmap, by a [`IconReader`](crate::icons::IconReader).
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
}
