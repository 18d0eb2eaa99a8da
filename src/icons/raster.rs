//! Icons as PNG.

use resvg::tiny_skia::{FilterQuality, Pixmap, PixmapPaint, PremultipliedColorU8, Transform};

use super::content::{Content, MOST_PIXELS};
use super::plate::{ICON_INSET, Plate};
use super::wrong::IconError;
use super::{bitmap, drawing};

/// The icon in the middle of a square: of a transparent one, or on a plate.
pub(super) fn to_png(
    content: &Content,
    side: u32,
    ink: &str,
    plate: Option<Plate>,
) -> Result<Vec<u8>, IconError> {
    let square = match plate {
        Some(plate) => on_plate(content, side, ink, plate)?,
        None => drawn(content, side, ink)?,
    };
    square
        .encode_png()
        .map_err(|_| IconError::new("cannot be written as a PNG"))
}

/// The icon in the middle of a transparent square.
pub(super) fn drawn(content: &Content, side: u32, ink: &str) -> Result<Pixmap, IconError> {
    let mut square = empty(side)?;
    match content {
        Content::Svg(text) => {
            let tree = drawing::parse_in_ink(text, ink)?;
            let (transform, _) = fit(tree.size().width(), tree.size().height(), side);
            resvg::render(&tree, transform, &mut square.as_mut());
        }
        Content::Bitmap { format, bytes, .. } => {
            let pixels = bitmap::decode(*format, bytes)?;
            draw(&pixels, side, &mut square);
        }
    }
    Ok(square)
}

fn on_plate(content: &Content, side: u32, ink: &str, plate: Plate) -> Result<Pixmap, IconError> {
    let mut square = empty(side)?;
    plate.draw(&mut square);
    let inset = ((side as f32 * ICON_INSET) as u32).min((side - 1) / 2);
    let icon = drawn(content, side - 2 * inset, ink)?;
    let paint = PixmapPaint::default();
    let place = inset as i32;
    square.draw_pixmap(
        place,
        place,
        icon.as_ref(),
        &paint,
        Transform::identity(),
        None,
    );
    Ok(square)
}

fn empty(side: u32) -> Result<Pixmap, IconError> {
    if side > MOST_PIXELS {
        return Err(IconError::new(format!(
            "has more than {MOST_PIXELS} pixels a side"
        )));
    }
    Pixmap::new(side, side).ok_or_else(|| IconError::new("has no size"))
}

/// What brings a picture into the middle of a square, and by how much it is enlarged.
fn fit(width: f32, height: f32, side: u32) -> (Transform, f32) {
    let side = side as f32;
    let scale = (side / width).min(side / height);
    let left = (side - width * scale) / 2.0;
    let top = (side - height * scale) / 2.0;
    (
        Transform::from_row(scale, 0.0, 0.0, scale, left, top),
        scale,
    )
}

fn draw(pixels: &Pixmap, side: u32, square: &mut Pixmap) {
    let (width, height) = (pixels.width(), pixels.height());
    let (_, scale) = fit(width as f32, height as f32, side);
    let shrunk;
    let pixels = if scale < 1.0 {
        let across = |length: u32| ((length as f32 * scale).round() as u32).clamp(1, side);
        shrunk = shrink(pixels, across(width), across(height));
        shrunk.as_ref().unwrap_or(pixels)
    } else {
        pixels
    };
    let (mut transform, scale) = fit(pixels.width() as f32, pixels.height() as f32, side);
    if scale == 1.0 {
        // Between two pixels, each would be smeared over both.
        (transform.tx, transform.ty) = (transform.tx.floor(), transform.ty.floor());
    }
    let paint = PixmapPaint {
        quality: FilterQuality::Bicubic,
        ..PixmapPaint::default()
    };
    square.draw_pixmap(0, 0, pixels.as_ref(), &paint, transform, None);
}

/// Each new pixel is the mean of those that it covers. Filters that look at a few neighbours leave pixels out.
fn shrink(pixels: &Pixmap, width: u32, height: u32) -> Option<Pixmap> {
    let mut shrunk = Pixmap::new(width, height)?;
    let columns = cover(pixels.width(), width);
    let rows = cover(pixels.height(), height);
    let source = pixels.pixels();
    let target = shrunk.pixels_mut();
    for (y, covered_rows) in rows.iter().enumerate() {
        for (x, covered_columns) in columns.iter().enumerate() {
            let mut sum = [0.0_f32; 4];
            let mut whole = 0.0;
            for &(row, share_of_row) in covered_rows {
                for &(column, share) in covered_columns {
                    let pixel = source[row * pixels.width() as usize + column];
                    let share = share * share_of_row;
                    whole += share;
                    sum[0] += share * f32::from(pixel.red());
                    sum[1] += share * f32::from(pixel.green());
                    sum[2] += share * f32::from(pixel.blue());
                    sum[3] += share * f32::from(pixel.alpha());
                }
            }
            let [red, green, blue, alpha] = sum.map(|sum| (sum / whole).round() as u8);
            // Rounding keeps the order of numbers, so no color comes out above the opacity.
            if let Some(pixel) = PremultipliedColorU8::from_rgba(red, green, blue, alpha) {
                target[y * width as usize + x] = pixel;
            }
        }
    }
    Some(shrunk)
}

/// For each of `to` equal parts of a line of `from` pixels: the pixels under it, and how much of each.
fn cover(from: u32, to: u32) -> Vec<Vec<(usize, f32)>> {
    let length = f64::from(from) / f64::from(to);
    let part = |at: u32| {
        let (start, end) = (f64::from(at) * length, f64::from(at + 1) * length);
        let last = (end.ceil() as u32).min(from);
        let shares = (start.floor() as u32..last).map(|pixel| {
            let pixel_start = f64::from(pixel);
            let share = (pixel_start + 1.0).min(end) - pixel_start.max(start);
            (pixel as usize, share.max(0.0) as f32)
        });
        shares.collect()
    };
    (0..to).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn red() -> PremultipliedColorU8 {
        PremultipliedColorU8::from_rgba(255, 0, 0, 255).unwrap()
    }

    fn drawn(content: &Content, side: u32, ink: &str) -> Pixmap {
        Pixmap::decode_png(&content.to_png(side, ink).unwrap()).unwrap()
    }

    fn svg(body: &str) -> Content {
        Content::read(format!("<svg viewBox='0 0 20 10'>{body}</svg>").into_bytes()).unwrap()
    }

    #[test]
    fn an_icon_stands_in_the_middle_of_a_transparent_square() {
        let pixmap = drawn(
            &svg("<rect width='20' height='10' fill='red'/>"),
            40,
            "#000",
        );
        assert_eq!((pixmap.width(), pixmap.height()), (40, 40));
        for (x, y, is_drawn) in [
            (0, 9, false),
            (0, 10, true),
            (39, 29, true),
            (39, 30, false),
        ] {
            let pixel = pixmap.pixel(x, y).unwrap();
            let expected = if is_drawn {
                red()
            } else {
                PremultipliedColorU8::TRANSPARENT
            };
            assert_eq!(pixel, expected, "{x} {y}");
        }
    }

    #[test]
    fn ink_is_the_colour_around_and_no_other() {
        let icon = svg(
            "<rect width='10' height='10' fill='currentColor'/><rect x='10' width='10' height='10' fill='#00f'/>",
        );
        let pixmap = drawn(&icon, 20, "red");
        assert_eq!(pixmap.pixel(2, 10).unwrap(), red());
        let blue = pixmap.pixel(18, 10).unwrap();
        assert_eq!((blue.red(), blue.blue()), (0, 255));
        assert!(icon.to_png(20, "\"/><image").is_err());
        assert!(icon.to_png(20, "").is_err());
    }

    #[test]
    fn the_side_has_bounds() {
        let icon = svg("<path d='M0 0H9V9z'/>");
        assert!(icon.to_png(0, "red").is_err());
        assert!(icon.to_png(MOST_PIXELS + 1, "red").is_err());
        assert_eq!(drawn(&icon, 1, "red").width(), 1);
    }

    #[test]
    fn a_large_bitmap_shrinks_without_losing_a_pixel() {
        let mut chequered = Pixmap::new(100, 50).unwrap();
        for (at, pixel) in chequered.pixels_mut().iter_mut().enumerate() {
            if (at % 100 + at / 100) % 2 == 0 {
                *pixel = red();
            }
        }
        let icon = Content::read(chequered.encode_png().unwrap()).unwrap();
        let pixmap = drawn(&icon, 10, "#000");
        assert_eq!(
            pixmap.pixel(5, 0).unwrap(),
            PremultipliedColorU8::TRANSPARENT
        );
        let mean = pixmap.pixel(5, 5).unwrap();
        assert_eq!((mean.red(), mean.alpha()), (128, 128));
    }

    #[test]
    fn a_bitmap_of_the_right_size_is_left_as_it_is() {
        let mut dots = Pixmap::new(4, 3).unwrap();
        dots.pixels_mut()[5] = red();
        let icon = Content::read(dots.encode_png().unwrap()).unwrap();
        let pixmap = drawn(&icon, 4, "#000");
        assert_eq!(pixmap.pixel(1, 1).unwrap(), red());
        assert_eq!(
            pixmap
                .pixels()
                .iter()
                .filter(|pixel| pixel.alpha() > 0)
                .count(),
            1
        );
    }

    #[test]
    fn the_same_icon_gives_the_same_bytes() {
        let icon = svg("<circle cx='5' cy='5' r='4' fill='currentColor' fill-opacity='.3'/>");
        assert_eq!(icon.to_png(64, "#123456"), icon.to_png(64, "#123456"));
    }
}
