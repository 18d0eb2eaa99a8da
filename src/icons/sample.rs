//! What is kept of the pixels of a bitmap.

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

use super::wrong::IconError;

/// The side of the drawing that a tone is taken of, in pixels.
pub(super) const SIDE: u32 = 48;

/// Pixels of a bitmap, as many as tell how light it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    pub(super) width: u32,
    /// Red, green and blue, multiplied by the opacity, which comes last.
    pub(super) pixels: Vec<[u8; 4]>,
}

impl Sample {
    pub(super) fn of(pixels: &Pixmap) -> Result<Sample, IconError> {
        let sampled = sample_pixels(pixels, SIDE)?;
        let channels = |pixel: &PremultipliedColorU8| {
            [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
        };
        Ok(Sample {
            width: sampled.width(),
            pixels: sampled.pixels().iter().map(channels).collect(),
        })
    }

    /// It as bytes, to be handed on.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let width = self.width.to_le_bytes();
        width.into_iter().chain(self.pixels.concat()).collect()
    }

    /// What was handed on.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Sample> {
        let (width, rest) = bytes.split_first_chunk()?;
        let width = u32::from_le_bytes(*width);
        let (pixels, rest) = rest.as_chunks::<4>();
        let is_whole = (1..=SIDE).contains(&width)
            && rest.is_empty()
            && pixels.len().is_multiple_of(width as usize)
            && pixels.len() <= (SIDE * SIDE) as usize;
        is_whole.then(|| Sample {
            width,
            pixels: pixels.to_vec(),
        })
    }
}

/// A bitmap in no more pixels than a square of `side` has, to be looked at: a pixel here and there, which is faster than
/// to shrink it, and keeps the colors that it has.
fn sample_pixels(pixels: &Pixmap, side: u32) -> Result<Pixmap, IconError> {
    let (width, height) = (pixels.width(), pixels.height());
    let step = width.max(height).div_ceil(side.max(1));
    let across = |length: u32| length.div_ceil(step);
    let mut sampled =
        Pixmap::new(across(width), across(height)).ok_or_else(|| IconError::new("has no size"))?;
    let (columns, from) = (across(width), step / 2);
    for (at, pixel) in (0..).zip(sampled.pixels_mut()) {
        let x = (at % columns * step + from).min(width - 1);
        let y = (at / columns * step + from).min(height - 1);
        *pixel = pixels.pixel(x, y).unwrap_or(*pixel);
    }
    Ok(sampled)
}
