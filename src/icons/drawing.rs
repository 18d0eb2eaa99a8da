//! SVG, cleaned: a document of whatever kind → one of paths, groups, gradients, patterns, clips, masks and embedded
//! bitmaps.
//!
//! Nothing is struck out of the document: usvg reads it, as resvg does to draw it, and a new one is written of what it
//! understood. So what it does not know (scripts, events, links, animation, foreign namespaces, outside references)
//! cannot come through, styles have become attributes, which cannot leak into a page, and an SVG in which the icon
//! stands looks like the PNG of it. The color that an icon takes from around it goes through as a color that it does
//! not hold.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use quick_xml::escape::escape;
use usvg::roxmltree::{self, Document, Node, ParsingOptions};
use usvg::{ImageHrefResolver, ImageKind, Indent, Options, Tree, WriteOptions};

use super::burden::{self, Burden};
use super::content::{Format, SvgSymbol};
use super::references::references;
use super::wrong::IconError;
use super::{bitmap, filters};

/// The most nodes of XML.
const MOST_NODES: u32 = 200_000;

/// The most bytes of what is left of a document: elements that are used a few times over are written as often.
const MOST_WRITTEN: usize = 16 << 20;

/// The most pixels of all embedded bitmaps, each as often as it is used.
const MOST_EMBEDDED: u64 = 1 << 24;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Before each id in an icon that [`clean`] has written, until a page gives it another.
const ID: &str = "i";

/// Whether a file begins as SVG does.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(64 << 10)];
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    start.trim_ascii_start().starts_with(b"<")
        && (memchr::memmem::find(start, b"<svg").is_some()
            || memchr::memmem::find(start, b":svg").is_some())
}

/// The document without all that does not draw.
pub(super) fn clean(text: &str) -> Result<String, IconError> {
    let (text, _) = clean_if(text, |_| true)?;
    text.ok_or_else(|| IconError::new("is not an image"))
}

/// The same, if what there is to draw is wanted; and what that is.
pub(super) fn clean_if(
    text: &str,
    is_wanted: impl Fn(&Burden) -> bool,
) -> Result<(Option<String>, Burden), IconError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim_start();
    burden::markup::check(text)?;
    let text = filters::without(text);
    let document = parse(&text)?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" || !matches!(root.tag_name().namespace(), None | Some(SVG)) {
        return Err(IconError::new("is not an image"));
    }
    let burden = burden::check(&document)?;
    if !is_wanted(&burden) {
        return Ok((None, burden));
    }
    let ink = foreign_colour(&text);
    let tree = tree(&prepare(&text, root, &ink))?;
    burden::tree::check(&tree)?;
    if draws_nothing(&tree) {
        return Err(IconError::new("draws nothing"));
    }
    let written = written(&tree, &ink)?;
    if written.len() > MOST_WRITTEN {
        return Err(IconError::new("draws more than 16 MiB"));
    }
    Ok((Some(written), burden))
}

/// A document of what usvg has understood.
fn written(tree: &Tree, ink: &str) -> Result<String, IconError> {
    let written = tree.to_string(&WriteOptions {
        coordinates_precision: 5,
        indent: Indent::None,
        ..WriteOptions::default()
    });
    let written = parse(&written)?;
    let body = body(&written, ink);
    let links = if body.contains("xlink:href") {
        format!(" xmlns:xlink=\"{XLINK}\"")
    } else {
        String::new()
    };
    let (width, height) = (tree.size().width(), tree.size().height());
    let body = if spills(tree) {
        format!(
            "<clipPath id=\"{ID}0\"><path d=\"M0 0H{width}V{height}H0Z\"/></clipPath>\
             <g clip-path=\"url(#{ID}0)\">{body}</g>"
        )
    } else {
        body
    };
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"{SVG}\"{links} viewBox=\"0 0 {width} {height}\">{body}</svg>\n"
    ))
}

/// A cleaned document as usvg's tree, drawn in `ink` where it takes the color around it.
pub(super) fn parse_in_ink(text: &str, ink: &str) -> Result<Tree, IconError> {
    let harmless = |c: char| c.is_ascii_alphanumeric() || "#(),.% -".contains(c);
    if ink.is_empty() || !ink.chars().all(harmless) {
        return Err(IconError::new("has an ink that is not a color"));
    }
    tree(&text.replacen("<svg ", &format!("<svg color=\"{ink}\" "), 1))
}

/// A cleaned document as a part of another.
pub(super) fn symbol(text: &str, prefix: &str) -> SvgSymbol {
    let written = |text: &str| -> Option<SvgSymbol> {
        let (width, height, rest) = size(text)?;
        let inner = rest.rsplit_once("</svg>")?.0;
        let body = inner
            .replace(&format!(" id=\"{ID}"), &format!(" id=\"{prefix}{ID}"))
            .replace(&format!("url(#{ID}"), &format!("url(#{prefix}{ID}"))
            .replace(&format!("href=\"#{ID}"), &format!("href=\"#{prefix}{ID}"));
        Some(SvgSymbol {
            width,
            height,
            body,
        })
    };
    // Nothing is drawn of a document that did not come from `clean`: it may do more than draw.
    written(text).unwrap_or(SvgSymbol {
        width: 1.0,
        height: 1.0,
        body: String::new(),
    })
}

/// Whether a cleaned document is as wide as it is high.
pub(super) fn is_square(text: &str) -> bool {
    size(text).is_some_and(|(width, height, _)| width == height)
}

/// How wide and how high a cleaned document is, and what stands behind the start of its root.
fn size(text: &str) -> Option<(f32, f32, &str)> {
    let (head, rest) = text.split_once("viewBox=\"0 0 ")?.1.split_once("\">")?;
    let (width, height) = head.split_once(' ')?;
    Some((width.parse().ok()?, height.parse().ok()?, rest))
}

fn parse(text: &str) -> Result<Document<'_>, IconError> {
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => {
            IconError::new(format!("has more than {MOST_NODES} parts"))
        }
        // Its own words would quote what it found.
        error => IconError::new(format!(
            "is not well-formed XML (line {}, column {})",
            error.pos().row,
            error.pos().col
        )),
    })
}

/// A color that the document does not contain.
fn foreign_colour(text: &str) -> String {
    let digits = |after: &str| u32::from_str_radix(after.get(..6)?, 16).ok();
    let held: HashSet<u32> = text.split('#').skip(1).filter_map(digits).collect();
    (0x00c0_ffee..0x0100_0000)
        .find(|colour| !held.contains(colour))
        .map(|colour| format!("#{colour:06x}"))
        .unwrap_or_default()
}

/// The document as usvg is to read it: `currentColor` is `ink` unless the document says what it is, and where the root
/// has a `viewBox` no other size counts, so that an icon of `1em` by `1em` keeps the units it was drawn in.
fn prepare(text: &str, root: Node, ink: &str) -> String {
    let mut prepared = text.to_owned();
    let is_measured = root.attribute("viewBox").is_some_and(|sides| {
        let sides: Vec<f32> = sides
            .split([' ', ',', '\t', '\n', '\r'])
            .filter_map(|side| side.parse().ok())
            .collect();
        matches!(sides[..], [_, _, width, height] if width > 0.0 && height > 0.0)
    });
    let keeps_shape = root.attribute("preserveAspectRatio") != Some("none");
    if is_measured && keeps_shape {
        let sizes = root.attributes().filter(|attribute| {
            attribute.namespace().is_none() && matches!(attribute.name(), "width" | "height")
        });
        let mut ranges: Vec<_> = sizes.map(|attribute| attribute.range()).collect();
        ranges.sort_by_key(|range| range.start);
        for range in ranges.into_iter().rev() {
            prepared.replace_range(range, "");
        }
    }
    if !root.has_attribute("color") {
        let start = root.range().start;
        let name = text[start..].find([' ', '\t', '\n', '\r', '>', '/']);
        let end = start + name.unwrap_or_default();
        prepared.insert_str(end, &format!(" color=\"{ink}\""));
    }
    prepared
}

pub(super) fn tree(text: &str) -> Result<Tree, IconError> {
    let document = parse(text)?;
    let pixels = Arc::new(AtomicU64::new(0));
    let decoded = pixels.clone();
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(move |_, data, _| {
                let format = bitmap::format(&data)?;
                let (width, height) = bitmap::size(format, &data).ok()?;
                let all = u64::from(width) * u64::from(height);
                if decoded.fetch_add(all, Ordering::Relaxed) + all > MOST_EMBEDDED {
                    return None;
                }
                bitmap::decode(format, &data).ok()?;
                Some(match format {
                    Format::Png => ImageKind::PNG(data),
                    Format::Jpeg => ImageKind::JPEG(data),
                    Format::Gif => ImageKind::GIF(data),
                    Format::WebP => ImageKind::WEBP(data),
                })
            }),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_xmltree(&document, &options).map_err(|error| match error {
        usvg::Error::InvalidSize => IconError::new("has no size"),
        usvg::Error::ElementsLimitReached
        | usvg::Error::ParsingFailed(roxmltree::Error::NodesLimitReached) => burden::too_much(),
        _ => IconError::new("is not an image"),
    })?;
    if pixels.load(Ordering::Relaxed) > MOST_EMBEDDED {
        Err(IconError::new(
            "embeds bitmaps of more than 16 million pixels",
        ))
    } else {
        Ok(tree)
    }
}

/// Whether something is drawn outside the document's box. In the square around an icon that is not square it would show.
fn spills(tree: &Tree) -> bool {
    const SLACK: f32 = 0.001;
    let (size, drawn) = (tree.size(), tree.root().abs_layer_bounding_box());
    let slack = SLACK * size.width().max(size.height());
    drawn.left() < -slack
        || drawn.top() < -slack
        || drawn.right() > size.width() + slack
        || drawn.bottom() > size.height() + slack
}

fn draws_nothing(tree: &Tree) -> bool {
    let mut groups = vec![tree.root()];
    while let Some(group) = groups.pop() {
        for node in group.children() {
            match node {
                usvg::Node::Group(inner) => groups.push(inner),
                usvg::Node::Path(path) if !path.is_visible() => {}
                _ => return false,
            }
        }
    }
    true
}

/// What stands in the root of a document that usvg has written. Ids are numbered, those that nothing refers to left
/// out.
fn body(document: &Document, ink: &str) -> String {
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for node in document.descendants() {
        for attribute in node.attributes() {
            for id in references(attribute.name(), attribute.value()) {
                let next = ids.len() + 1;
                ids.entry(id).or_insert(next);
            }
        }
    }
    let mut body = String::new();
    let root = document.root_element();
    // An element, and whether it has been opened.
    let mut stack: Vec<(Node, bool)> = root.children().rev().map(|node| (node, false)).collect();
    while let Some((node, is_open)) = stack.pop() {
        let name = node.tag_name().name();
        if is_open {
            let _ = write!(body, "</{name}>");
            continue;
        }
        if !node.is_element() {
            continue;
        }
        let _ = write!(body, "<{name}");
        for attribute in node.attributes() {
            let key = attribute.name();
            let value = attribute.value();
            if key == "id" {
                if let Some(number) = ids.get(value) {
                    let _ = write!(body, " id=\"{ID}{number}\"");
                }
            } else if key == "href" {
                if let Some(number) = value.strip_prefix('#').and_then(|id| ids.get(id)) {
                    let _ = write!(body, " xlink:href=\"#{ID}{number}\"");
                } else if let Some(link) = bitmap_link(value) {
                    let _ = write!(body, " xlink:href=\"{link}\"");
                }
            } else if value.contains("url(") {
                let links: Vec<String> = references(key, value)
                    .iter()
                    .map(|id| format!("url(#{ID}{})", ids[id]))
                    .collect();
                let _ = write!(body, " {key}=\"{}\"", links.join(" "));
            } else if value == ink {
                let _ = write!(body, " {key}=\"currentColor\"");
            } else {
                let _ = write!(body, " {key}=\"{}\"", escape(value));
            }
        }
        if node.has_children() {
            body.push('>');
            stack.push((node, true));
            stack.extend(node.children().rev().map(|child| (child, false)));
        } else {
            body.push_str("/>");
        }
    }
    body
}

/// The link to an embedded bitmap, as browsers write it: usvg puts a blank before the data.
fn bitmap_link(link: &str) -> Option<String> {
    let (kind, data) = link.split_once(";base64,")?;
    let data = data.trim_start();
    let is_bitmap = ["png", "jpeg", "gif", "webp"]
        .iter()
        .any(|format| kind.strip_prefix("data:image/") == Some(format));
    let is_base64 = data
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
    (is_bitmap && is_base64).then(|| format!("{kind};base64,{data}"))
}

#[cfg(test)]
pub(super) mod tests;
