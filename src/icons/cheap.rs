//! What is plainly cheap: so little of so plain a kind that no way is known to make it take long.
//!
//! Nearly all icons are. The others are read and drawn where they can be ended.

use usvg::{Group, Node, Rect, Tree};

use super::burden::Burden;
use super::burden::tree::around;
use super::content::{Content, Format, TRIED};
use super::wrong::IconError;
use super::{bitmap, drawing};

/// The most bytes of an SVG, before and after it is cleaned.
const MOST_BYTES: usize = 32 << 10;

/// The most elements that are drawn, and bytes of path data, as often as they are drawn.
const MOST_DRAWN: u64 = 1_000;
const MOST_CORNERS: u64 = 32 << 10;

/// The most layers.
const MOST_LAYERS: usize = 16;

/// The most pixels that all paths may cover, and the most of one path.
const MOST_COVERED: f32 = (1_u32 << 28) as f32;

/// As many paths is a layer worth: it is made, drawn into, and laid over what is there.
const OF_A_LAYER: usize = 8;

/// The most pixels of a bitmap, as often as it is gone over.
const MOST_PIXELS: usize = 1 << 18;
const MOST_DECODED: usize = 1 << 21;

/// What may take long, wherever it stands: elements, attributes, properties and documents' types.
const SUSPECTS: [&str; 6] = [
    "pattern",
    "image",
    "marker",
    "dasharray",
    "<!ENTITY",
    "switch",
];

/// What a file shows, if it is plainly cheap to read and to draw; else its bytes, to be read elsewhere.
pub(super) fn read(bytes: Vec<u8>) -> Result<Result<Content, IconError>, Vec<u8>> {
    if bytes.len() > super::MOST_BYTES {
        return Ok(Content::read(bytes));
    }
    if let Some(format) = bitmap::format(&bytes) {
        return if is_small(format, &bytes) {
            Ok(Content::read(bytes))
        } else {
            Err(bytes)
        };
    }
    if !drawing::is_svg(&bytes) {
        return Ok(Content::read(bytes));
    }
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return Ok(Content::read(bytes));
    };
    if text.len() > MOST_BYTES || SUSPECTS.iter().any(|suspect| text.contains(suspect)) {
        return Err(bytes);
    }
    let is_cheap = |burden: &Burden| burden.drawn <= MOST_DRAWN && burden.corners <= MOST_CORNERS;
    match drawing::clean_if(text, is_cheap) {
        Err(wrong) => Ok(Err(wrong)),
        Ok((Some(text), _)) => {
            let content = Content::Svg(text);
            if content.is_cheap(TRIED as f32) {
                Ok(Ok(content))
            } else {
                Err(bytes)
            }
        }
        Ok((None, _)) => Err(bytes),
    }
}

/// Whether it can be drawn, so many pixels wide, wherever that is asked.
pub(super) fn to_draw(content: &Content, side: f32) -> bool {
    match content {
        Content::Bitmap { format, bytes, .. } => is_small(*format, bytes),
        Content::Svg(text) => {
            if text.len() > MOST_BYTES
                || ["<pattern", "<image", "dasharray"]
                    .iter()
                    .any(|suspect| text.contains(suspect))
            {
                return false;
            }
            let number = |what: &[&str]| -> usize {
                what.iter().map(|what| text.matches(what).count()).sum()
            };
            let layers = number(&[
                " opacity=",
                "clip-path=",
                "mask=",
                "blend-mode",
                "isolation",
            ]);
            let covered = (number(&["<path"]) + OF_A_LAYER * layers) as f32 * side * side;
            layers <= MOST_LAYERS
                && covered <= MOST_COVERED
                && drawing::tree(text).is_ok_and(|tree| stays_near(&tree))
        }
    }
}

/// Whether all lies about where the icon is. A layer is as large as all that is in it; and far away, numbers are too coarse
/// for the arithmetic of what draws.
fn stays_near(tree: &Tree) -> bool {
    let (width, height) = (tree.size().width(), tree.size().height());
    let is_near = |bounds: Rect| {
        bounds.left() >= -width
            && bounds.top() >= -height
            && bounds.right() <= 2.0 * width
            && bounds.bottom() <= 2.0 * height
    };
    let mut groups: Vec<&Group> = vec![tree.root()];
    while let Some(group) = groups.pop() {
        if !is_near(group.abs_layer_bounding_box().to_rect()) {
            return false;
        }
        groups.extend(around(group));
        for node in group.children() {
            match node {
                Node::Group(inner) => groups.push(inner),
                // A group's bounds are those of its clip.
                node if !is_near(node.abs_stroke_bounding_box()) => return false,
                _ => {}
            }
        }
    }
    true
}

fn is_small(format: Format, bytes: &[u8]) -> bool {
    let Ok((width, height)) = bitmap::size(format, bytes) else {
        // It is refused before it is decoded.
        return true;
    };
    let pixels = width as usize * height as usize;
    // A JPEG may go over all its pixels again and again.
    let scans = match format {
        Format::Jpeg => memchr::memmem::find_iter(bytes, b"\xFF\xDA").count().max(1),
        Format::Png | Format::Gif | Format::WebP => 1,
    };
    pixels <= MOST_PIXELS && pixels.saturating_mul(scans) <= MOST_DECODED
}
