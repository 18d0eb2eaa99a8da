//! SVG → PNG.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{FontResolver, Options, Tree};

use super::Failure;

/// The most pixels a side: a picture of more needs more than a gigabyte of memory.
const MOST_PIXELS: u32 = 16_384;

/// Rasterises an SVG that is whole, at 96 pixels to the inch times `scale`.
///
/// Text is drawn with a font that is built in, so that the picture is the same on every machine; only what that font
/// cannot draw is looked for among the fonts of the system.
///
/// # Errors
/// [`Failure::TooLarge`] and [`Failure::Unreadable`].
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, Failure> {
    let tree =
        Tree::from_str(svg, &options()).map_err(|error| Failure::Unreadable(error.to_string()))?;
    let size = tree.size();
    let pixels = |length: f32| (length * scale).round().max(1.0);
    let (width, height) = (pixels(size.width()), pixels(size.height()));
    if width.max(height) > MOST_PIXELS as f32 {
        return Err(Failure::TooLarge(MOST_PIXELS));
    }
    let mut pixmap =
        Pixmap::new(width as u32, height as u32).ok_or(Failure::TooLarge(MOST_PIXELS))?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    pixmap
        .encode_png()
        .map_err(|error| Failure::Unreadable(error.to_string()))
}

fn options() -> Options<'static> {
    Options {
        fontdb: built_in(),
        font_family: SANS.to_owned(),
        font_resolver: FontResolver {
            select_fallback: Box::new(|character, tried, fonts| {
                let select = FontResolver::default_fallback_selector();
                select(character, tried, fonts).or_else(|| {
                    *fonts = with_those_of_the_system();
                    select(character, tried, fonts)
                })
            }),
            ..FontResolver::default()
        },
        ..Options::default()
    }
}

/// Condensed, it is on the whole as wide as Helvetica, for which Graphviz makes room.
const SANS: &str = "DejaVu Sans";

fn built_in() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut fonts = Database::new();
        for font in [
            dejavu::sans_condensed::regular(),
            dejavu::sans_condensed::bold(),
            dejavu::sans_condensed::oblique(),
            dejavu::serif_condensed::regular(),
            dejavu::sans_mono::regular(),
        ] {
            fonts.load_font_source(Source::Binary(Arc::new(font)));
        }
        fonts.set_sans_serif_family(SANS);
        fonts.set_serif_family("DejaVu Serif");
        fonts.set_monospace_family("DejaVu Sans Mono");
        fonts.set_cursive_family(SANS);
        fonts.set_fantasy_family(SANS);
        Arc::new(fonts)
    };
    FONTS.get_or_init(load).clone()
}

fn with_those_of_the_system() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut fonts = Database::clone(&built_in());
        fonts.load_system_fonts();
        Arc::new(fonts)
    };
    FONTS.get_or_init(load).clone()
}
