//! Bitmaps: recognized by their first bytes, measured before they are decoded, decoded into premultiplied pixels.
//!
//! The decoders are those that resvg draws with. It passes over an image that it cannot decode; here that is an error.

use std::io::Cursor;

use resvg::tiny_skia::{IntSize, Pixmap, PremultipliedColorU8};
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::content::{Format, MOST_PIXELS};
use super::wrong::IconError;

/// What format of bitmap begins so: <https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern>.
pub(super) fn format(start: &[u8]) -> Option<Format> {
    if start.starts_with(b"\x89PNG\r\n\x1A\n") {
        Some(Format::Png)
    } else if start.starts_with(b"\xFF\xD8\xFF") {
        Some(Format::Jpeg)
    } else if start.starts_with(b"GIF87a") || start.starts_with(b"GIF89a") {
        Some(Format::Gif)
    } else if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP") {
        Some(Format::WebP)
    } else {
        None
    }
}

/// Pixels across and down.
pub(super) fn size(format: Format, bytes: &[u8]) -> Result<(u32, u32), IconError> {
    let size = imagesize::blob_size(bytes).map_err(|_| broken(format))?;
    let side = |pixels: usize| match u32::try_from(pixels) {
        Ok(0) => Err(broken(format)),
        Ok(pixels) if pixels <= MOST_PIXELS => Ok(pixels),
        _ => Err(IconError::new(format!(
            "has more than {MOST_PIXELS} pixels a side"
        ))),
    };
    Ok((side(size.width)?, side(size.height)?))
}

/// The pixels. Of a moving picture, the first one.
pub(super) fn decode(format: Format, bytes: &[u8]) -> Result<Pixmap, IconError> {
    let (width, height) = size(format, bytes)?;
    let pixels = match format {
        Format::Png => Pixmap::decode_png(bytes).ok(),
        Format::Jpeg => jpeg(bytes),
        Format::Gif => gif(bytes),
        Format::WebP => webp(bytes),
    };
    pixels
        .filter(|pixels| (pixels.width(), pixels.height()) == (width, height))
        .ok_or_else(|| broken(format))
}

fn broken(format: Format) -> IconError {
    IconError::new(format!("is a broken {}", format.name()))
}

fn jpeg(bytes: &[u8]) -> Option<Pixmap> {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .jpeg_set_out_colorspace(ColorSpace::RGBA);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(Cursor::new(bytes), options);
    let pixels = decoder.decode().ok()?;
    let info = decoder.info()?;
    let size = IntSize::from_wh(info.width.into(), info.height.into())?;
    Pixmap::from_vec(pixels, size)
}

fn gif(bytes: &[u8]) -> Option<Pixmap> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(bytes).ok()?;
    let (width, height) = (u32::from(decoder.width()), u32::from(decoder.height()));
    let mut pixmap = Pixmap::new(width, height)?;
    // The picture may cover less than the whole ground, and stand anywhere on it.
    let frame = decoder.read_next_frame().ok()??;
    let (left, top) = (u32::from(frame.left), u32::from(frame.top));
    let across = usize::from(frame.width).max(1);
    for (row, y) in frame.buffer.chunks_exact(across * 4).zip(top..height) {
        for (pixel, x) in row.chunks_exact(4).zip(left..width) {
            pixmap.pixels_mut()[(y * width + x) as usize] = premultiply(pixel);
        }
    }
    Some(pixmap)
}

fn webp(bytes: &[u8]) -> Option<Pixmap> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).ok()?;
    let mut buffer = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut buffer).ok()?;
    let (width, height) = decoder.dimensions();
    let mut pixmap = Pixmap::new(width, height)?;
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    for (pixel, source) in pixmap
        .pixels_mut()
        .iter_mut()
        .zip(buffer.chunks_exact(channels))
    {
        *pixel = premultiply(source);
    }
    Some(pixmap)
}

/// A pixel of red, green, blue and perhaps opacity.
fn premultiply(pixel: &[u8]) -> PremultipliedColorU8 {
    let opacity = pixel.get(3).copied().unwrap_or(255);
    resvg::tiny_skia::ColorU8::from_rgba(pixel[0], pixel[1], pixel[2], opacity).premultiply()
}

#[cfg(test)]
mod tests {
    use super::super::Content;
    use super::*;

    /// A red and a half transparent blue pixel, side by side.
    fn png() -> Vec<u8> {
        let mut pixmap = Pixmap::new(2, 1).unwrap();
        pixmap.pixels_mut()[0] = premultiply(&[255, 0, 0]);
        pixmap.pixels_mut()[1] = premultiply(&[0, 0, 255, 128]);
        pixmap.encode_png().unwrap()
    }

    /// The smallest GIF: one pixel, which is black.
    const GIF: &[u8] =
        b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

    fn webp() -> Vec<u8> {
        let mut bytes = Vec::new();
        image_webp::WebPEncoder::new(&mut bytes)
            .encode(&[255, 0, 0, 255], 1, 1, image_webp::ColorType::Rgba8)
            .unwrap();
        bytes
    }

    /// Eight by eight gray pixels: the smallest JPEG, with one code of one bit in each of its tables.
    fn jpeg() -> Vec<u8> {
        let table_of_codes = |kind| {
            let mut table = vec![0xFF, 0xC4, 0, 20, kind, 1];
            table.extend([0; 16]);
            table
        };
        [
            b"\xFF\xD8\xFF\xDB\0\x43\0".to_vec(),
            vec![1; 64],
            b"\xFF\xC0\0\x0B\x08\0\x08\0\x08\x01\x01\x11\0".to_vec(),
            table_of_codes(0),
            table_of_codes(0x10),
            b"\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\x3F\xFF\xD9".to_vec(),
        ]
        .concat()
    }

    fn read(bytes: &[u8]) -> Result<Content, IconError> {
        Content::read(bytes.to_vec())
    }

    #[test]
    fn a_bitmap_is_told_by_its_content_and_kept_as_it_is() {
        let bytes = png();
        let Content::Bitmap {
            format,
            width,
            height,
            bytes: kept,
            ..
        } = read(&bytes).unwrap()
        else {
            panic!("a bitmap");
        };
        assert_eq!((format, width, height), (Format::Png, 2, 1));
        assert_eq!(kept, bytes);
        for (bytes, expected, side) in [
            (GIF.to_vec(), Format::Gif, 1),
            (webp(), Format::WebP, 1),
            (jpeg(), Format::Jpeg, 8),
        ] {
            let icon = read(&bytes).unwrap();
            assert!(icon.to_png(16, "#000").is_ok());
            let Content::Bitmap { format, width, .. } = icon else {
                panic!("a bitmap");
            };
            assert_eq!((format, width), (expected, side));
        }
    }

    #[test]
    fn what_is_cut_off_or_torn_is_broken() {
        let png = png();
        for length in [8, 20, 33, png.len() / 2, png.len() - 20] {
            assert_eq!(
                read(&png[..length]),
                Err(IconError::new("is a broken PNG")),
                "{length}"
            );
        }
        let mut torn = png.clone();
        let at = torn.windows(4).position(|four| four == b"IDAT").unwrap() + 6;
        torn[at] ^= 0xFF;
        assert!(read(&torn).is_err());
        for length in [6, 12, 20, GIF.len() - 8] {
            assert!(read(&GIF[..length]).is_err(), "{length}");
        }
        for start in [
            &b"\xFF\xD8\xFF\xE0\0\x10JFIF"[..],
            b"RIFF\x10\0\0\0WEBPVP8 ",
        ] {
            assert!(read(start).is_err(), "{start:?}");
        }
    }

    #[test]
    fn a_bitmap_is_measured_before_it_is_decoded() {
        let mut png = png();
        // The width stands behind the signature and the head of the first chunk.
        png[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        assert_eq!(
            read(&png),
            Err(IconError::new("has more than 4096 pixels a side"))
        );
        png[16..20].copy_from_slice(&0_u32.to_be_bytes());
        assert_eq!(read(&png), Err(IconError::new("is a broken PNG")));
    }

    #[test]
    fn what_is_no_image_is_said_to_be_none() {
        for bytes in [&b""[..], b"root:x:0:0", b"<html>", b"RIFF....WAVE", b"PNG"] {
            assert_eq!(
                read(bytes),
                Err(IconError::new("is not an image")),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn what_is_too_large_is_not_looked_at() {
        let bytes = vec![b' '; super::super::MOST_BYTES + 1];
        assert_eq!(read(&bytes), Err(IconError::new("is larger than 16 MiB")));
    }
}
