//! SVG → PNG.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, Options, Tree};

use super::Failure;
use super::fonts::Fonts;
use super::runs::FontFinder;
use super::texts::{face, ready};

/// The most pixels a side: a picture of more needs more than a gigabyte of memory.
const MOST_PIXELS: u32 = 16_384;

/// A bitmap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// The PNG.
    pub bytes: Vec<u8>,
    /// What could not be drawn, a sentence each.
    pub complaints: Vec<String>,
    /// Whether every machine draws the same: the fonts that are built in were enough.
    pub is_the_same_everywhere: bool,
}

/// Rasterises an SVG that is whole, at 96 pixels to the inch times `scale`.
///
/// Text is drawn with fonts that are built in, so that the picture is the same on every machine; only the characters and
/// families that those do not have are looked for among the others. For a character that no font has stands U+FFFD.
///
/// # Errors
/// [`Failure::TooLarge`] and [`Failure::Unreadable`]; [`Failure::CannotMake`] if what draws panics.
pub fn png(svg: &str, scale: f32, fonts: &Fonts) -> Result<Raster, Failure> {
    surviving(|| rasterize(svg, scale, fonts))
}

/// What comes of drawing; that what draws panics is not the end of the program.
fn surviving<T>(draw: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(draw)).unwrap_or(Err(Failure::CannotMake(
        "drawing it as PNG failed, which is a bug in certdot: draw it as SVG",
    )))
}

fn rasterize(svg: &str, scale: f32, fonts: &Fonts) -> Result<Raster, Failure> {
    let mut finder = FontFinder::new(fonts);
    let ready = ready(svg, &mut finder, options)?;
    let tree = Tree::from_str(&ready.svg, &options(&finder))
        .map_err(|error| Failure::Unreadable(error.to_string()))?;
    let size = tree.size();
    let pixels = |length: f32| (length * scale).round().max(1.0);
    let (width, height) = (pixels(size.width()), pixels(size.height()));
    let too_large = Failure::TooLarge {
        most: MOST_PIXELS,
        scale: MOST_PIXELS as f32 / size.width().max(size.height()),
    };
    if width.max(height) > MOST_PIXELS as f32 {
        return Err(too_large);
    }
    let mut pixmap = Pixmap::new(width as u32, height as u32).ok_or(too_large)?;
    resvg::render(
        &tree,
        // Of the last row and column, all is covered.
        Transform::from_scale(width / size.width(), height / size.height()),
        &mut pixmap.as_mut(),
    );
    let bytes = pixmap
        .encode_png()
        .map_err(|error| Failure::Unreadable(error.to_string()))?;
    Ok(Raster {
        bytes,
        complaints: ready.complaints,
        is_the_same_everywhere: !finder.asks_others,
    })
}

/// The options of what reads the SVG: each text names its one font, and no other takes its place.
fn options(finder: &FontFinder<'_>) -> Options<'static> {
    let faces = finder.faces();
    let ids = faces.ids();
    Options {
        fontdb: faces.database(),
        font_resolver: FontResolver {
            select_font: Box::new(move |font, _: &mut Arc<_>| {
                let family = font.families().first()?.to_string();
                ids.get(face(&family)?).copied()
            }),
            select_fallback: Box::new(|_, _, _| None),
        },
        ..Options::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_what_draws_is_a_failure() {
        assert!(matches!(surviving(|| Ok(1)), Ok(1)));
        let failed = surviving(|| -> Result<(), Failure> { panic!("index out of bounds") });
        let words = failed.unwrap_err().to_string();
        assert!(words.contains("draw it as SVG"), "{words}");
        assert!(!words.contains("index"), "{words}");
    }
}
