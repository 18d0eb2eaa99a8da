//! What an engine has drawn → an SVG that is whole.
//!
//! Graphviz refers to the files of its images, names everything by ids that mean nothing to a reader, and numbers its
//! elements anew in each picture. Here the images come in, each once; what the pointer shows is what was said; and ids
//! begin with letters and digits of the picture's own, so that several can stand in one page.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use memchr::{memchr, memmem};
use quick_xml::escape::{escape, unescape};
use quick_xml::events::BytesStart;

use super::dark::{DARK_ONLY, LIGHT_ONLY};
use super::labels::{is_right_to_left, labels};
use super::paints::{plain_colours, with_plain_colours};
use super::picture::{Image, Picture};
use super::pieces::{Piece, attributes, pieces, plain, value};
use super::places::Place;
use super::view::View;
use super::{Failure, dark, loops};
use crate::cache::Key;
use crate::icons::Plates;

/// Makes an SVG of Graphviz's whole.
///
/// # Errors
/// [`Failure::Unreadable`] if it is not an SVG from Graphviz.
pub fn make_standalone(svg: &str, picture: &Picture<'_>) -> Result<String, Failure> {
    let drawn = pieces(svg).map_err(Failure::Unreadable)?;
    let arched = loops::arch_stacked_loops(&drawn);
    match &arched {
        Some(arched) => of_pieces(svg, &pieces(arched).map_err(Failure::Unreadable)?, picture),
        None => of_pieces(svg, &drawn, picture),
    }
}

/// Makes the pieces of an SVG whole.
fn of_pieces(svg: &str, pieces: &[Piece<'_>], picture: &Picture<'_>) -> Result<String, Failure> {
    let prefix = match picture.id_prefix {
        "" => prefix(svg, picture),
        told => told.to_owned(),
    };
    let mut writer = Writer {
        picture,
        prefix: &prefix,
        pieces,
        out: String::with_capacity(svg.len() + svg.len() / 4),
        open: Vec::new(),
        used: vec![false; picture.images.len()],
        has_only: false,
        view: None,
        colours: plain_colours(pieces),
        right_to_left: labels(pieces)
            .iter()
            .filter(|lines| is_right_to_left(lines))
            .flat_map(|lines| lines.iter().map(|line| line.at))
            .collect(),
    };
    let defs_at = writer.all()?;
    let mut out = writer.out;
    let defs = defs(picture, &prefix, &writer.used, writer.has_only);
    out.insert_str(defs_at, &defs);
    Ok(out)
}

/// What the ids of a picture begin with. It follows from what is drawn, but not from where this machine keeps its images.
fn prefix(svg: &str, picture: &Picture<'_>) -> String {
    let mut parts = vec![picture.title, picture.alt.unwrap_or_default(), picture.ink];
    let mut rest = svg;
    for image in memmem::find_iter(svg.as_bytes(), "\n<image ") {
        let before = image - (svg.len() - rest.len());
        parts.push(&rest[..before]);
        rest = &rest[before + 1..];
        rest = &rest[memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())..];
    }
    parts.push(rest);
    let key = Key::of(parts.into_iter().map(str::as_bytes));
    format!("c{}", &key.digits()[..8])
}

/// What the pointer shows of the group that begins with the first of some pieces.
fn hover<'p>(pieces: &'p [Piece<'_>]) -> Option<&'p str> {
    let mut depth = 0_usize;
    for piece in pieces {
        match piece {
            Piece::Start(tag) if tag.name().as_ref() == "a" => return value(tag, "xlink:title"),
            Piece::Start(_) => depth += 1,
            Piece::End(_) => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

struct Writer<'w> {
    picture: &'w Picture<'w>,
    prefix: &'w str,
    pieces: &'w [Piece<'w>],
    out: String,
    /// For each open tag, whether it is written.
    open: Vec<bool>,
    /// Which images are shown.
    used: Vec<bool>,
    /// Whether anything is shown on light pages only, or on dark ones only.
    has_only: bool,
    view: Option<View>,
    /// What is painted where a gradient cannot be had.
    colours: HashMap<String, String>,
    /// Which pieces begin texts that run from right to left.
    right_to_left: HashSet<usize>,
}

impl Writer<'_> {
    /// Writes all, and returns where the definitions go.
    fn all(&mut self) -> Result<usize, Failure> {
        let mut defs_at = None;
        let pieces = self.pieces;
        let mut at = 0;
        while let Some(piece) = pieces.get(at) {
            at += 1;
            match piece {
                Piece::Start(tag) => match tag.name().as_ref() {
                    "svg" if defs_at.is_none() => {
                        self.root(tag);
                        defs_at = Some(self.out.len());
                    }
                    "g" => at = self.group(tag, at),
                    "a" => self.link(tag),
                    "text" if self.right_to_left.contains(&(at - 1)) => self.right_to_left(tag),
                    _ => self.open(tag),
                },
                Piece::Empty(tag) => self.empty(tag),
                Piece::End(raw) => {
                    if self.open.pop().unwrap_or(false) {
                        self.out.push_str(raw);
                    }
                }
                Piece::Text(raw) => self.text(raw),
            }
        }
        self.out.push('\n');
        defs_at.ok_or_else(|| Failure::Unreadable("it is not an SVG".to_owned()))
    }

    fn text(&mut self, raw: &str) {
        // Between tags that are left out, line ends would pile up.
        let is_line_end = raw.bytes().all(|byte| byte == b'\n');
        let is_needless = is_line_end && self.out.ends_with('\n');
        if !self.open.is_empty() && !is_needless {
            self.out.push_str(&plain(raw));
        }
    }

    fn root(&mut self, tag: &BytesStart<'_>) {
        let prefix = self.prefix;
        // Without a direction, texts would have that of the page around them, and start at its side.
        let _ = write!(
            self.out,
            "<svg id=\"{prefix}\" class=\"certdot\" role=\"img\" direction=\"ltr\" color=\"{}\" \
             xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"",
            self.picture.ink
        );
        let graph = self
            .pieces
            .iter()
            .position(|piece| matches!(piece, Piece::Start(tag) if tag.name().as_ref() == "g"));
        let transform = graph.and_then(|graph| match &self.pieces[graph] {
            Piece::Start(tag) => value(tag, "transform"),
            _ => None,
        });
        let transform = transform.unwrap_or_default();
        let background = graph.and_then(|graph| self.background(graph));
        let background = background.unwrap_or_default();
        let view = value(tag, "viewBox");
        let view = view.and_then(|view| View::read(view, transform, background));
        if let Some(view) = view {
            let (width, height) = (view.width(), view.height());
            self.view = Some(view);
            let _ = write!(
                self.out,
                " width=\"{width:.2}pt\" height=\"{height:.2}pt\" viewBox=\"0.00 0.00 {width:.2} {height:.2}\""
            );
        }
        self.description();
        self.open.push(true);
    }

    /// Ends the root's tag, and says what the picture is. Only its title is shown under the pointer, all over it.
    fn description(&mut self) {
        let (prefix, picture) = (self.prefix, self.picture);
        let has_title = !picture.title.trim().is_empty();
        let description = match picture.alt {
            Some("") => {
                self.out.push_str(" aria-hidden=\"true\">");
                ""
            }
            None if !has_title => {
                let summary = escape(picture.summary);
                let _ = write!(self.out, " aria-label=\"{summary}\">");
                ""
            }
            alt => {
                let title = if has_title {
                    format!("{prefix}-title ")
                } else {
                    String::new()
                };
                let _ = write!(self.out, " aria-labelledby=\"{title}{prefix}-desc\">");
                alt.unwrap_or(picture.summary)
            }
        };
        for (part, text) in [("title", picture.title), ("desc", description)] {
            if !text.trim().is_empty() {
                let text = escape(text);
                let _ = write!(self.out, "\n<{part} id=\"{prefix}-{part}\">{text}</{part}>");
            }
        }
    }

    /// A group: of the picture, of a node, of an edge, of a box; or the one around a link. Tells which piece comes next.
    fn group(&mut self, tag: &BytesStart<'_>, mut next: usize) -> usize {
        let class = value(tag, "class").unwrap_or_default();
        let kind = class.split(' ').next().unwrap_or_default();
        if !["graph", "node", "edge", "cluster"].contains(&kind) {
            // Graphviz puts links into groups of their own.
            let is_around_a_link = value(tag, "id").is_some_and(|id| id.starts_with("a_"));
            if is_around_a_link {
                self.open.push(false);
            } else {
                self.open(tag);
            }
            return next;
        }
        let id = self.title(&mut next);
        self.out.push_str("<g");
        match self.exact_transform(tag, next).filter(|_| kind == "graph") {
            Some(transform) => {
                self.attributes(tag, |key| key != "transform");
                let _ = write!(self.out, " transform=\"{transform}\"");
            }
            None => self.attributes(tag, |_| true),
        }
        if kind != "graph" {
            let id = plain(&id).replace('"', "&quot;");
            let _ = write!(self.out, " data-id=\"{id}\"");
        }
        self.out.push('>');
        self.open.push(true);
        if kind != "graph"
            && let Some(hover) = hover(&self.pieces[next..])
        {
            let hover = plain(hover.trim_matches(' '));
            let _ = write!(self.out, "\n<title>{hover}</title>");
        }
        next
    }

    /// What a picture is transformed by, if Graphviz has rounded it. What it shows comes next: first, its background.
    fn exact_transform(&self, tag: &BytesStart<'_>, next: usize) -> Option<String> {
        let transform = value(tag, "transform")?;
        self.view?.transform(transform, self.background(next)?)
    }

    /// The corners of the first polygon from some piece on, which is a picture's background.
    fn background(&self, from: usize) -> Option<&str> {
        let mut pieces = self.pieces.get(from..)?.iter();
        pieces.find_map(|piece| match piece {
            Piece::Empty(tag) if tag.name().as_ref() == "polygon" => value(tag, "points"),
            _ => None,
        })
    }

    /// Skips the title with which Graphviz begins a group, and tells what it says: the id.
    fn title(&self, next: &mut usize) -> String {
        let mut at = *next;
        while let Some(Piece::Text(_)) = self.pieces.get(at) {
            at += 1;
        }
        let is_title = matches!(self.pieces.get(at), Some(Piece::Start(tag)) if tag.name().as_ref() == "title");
        if !is_title {
            return String::new();
        }
        let mut id = String::new();
        at += 1;
        while let Some(piece) = self.pieces.get(at) {
            at += 1;
            match piece {
                Piece::Text(raw) => id.push_str(raw),
                _ => break,
            }
        }
        *next = at;
        id
    }

    /// A link, if it leads anywhere; what it shows under the pointer is said already.
    fn link(&mut self, tag: &BytesStart<'_>) {
        let Some(address) = value(tag, "xlink:href") else {
            self.open.push(false);
            return;
        };
        let _ = write!(self.out, "<a xlink:href=\"{address}\"");
        if let Some(target) = value(tag, "target") {
            let _ = write!(self.out, " target=\"{target}\" rel=\"noopener\"");
        }
        self.out.push('>');
        self.open.push(true);
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        self.out.push('<');
        self.out.push_str(tag.name().as_ref());
        self.attributes(tag, |_| true);
        self.out.push('>');
        self.open.push(true);
    }

    /// A text that runs from right to left: it starts at its right end.
    fn right_to_left(&mut self, tag: &BytesStart<'_>) {
        let anchor = match value(tag, "text-anchor") {
            Some("middle") => "middle",
            Some("end") => "start",
            _ => "end",
        };
        let _ = write!(self.out, "<text direction=\"rtl\" text-anchor=\"{anchor}\"");
        self.attributes(tag, |key| key != "text-anchor");
        self.out.push('>');
        self.open.push(true);
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        let name = tag.name();
        if name.as_ref() == "image" {
            self.image(tag);
            return;
        }
        self.out.push('<');
        self.out.push_str(name.as_ref());
        self.attributes(tag, |_| true);
        self.out.push_str("/>");
    }

    /// Writes attributes as they are, but for ids, what refers to them, and Graphviz's spelling of font families.
    fn attributes(&mut self, tag: &BytesStart<'_>, is_wanted: impl Fn(&str) -> bool) {
        for (key, value) in attributes(tag).filter(|(key, _)| is_wanted(key)) {
            let value = plain(value);
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            match value.strip_prefix("url(#") {
                _ if key == "font-family" => self.out.push_str(&family(&value)),
                _ if key == "id" => self.write_prefixed_id(&value),
                Some(id) => {
                    self.out.push_str("url(#");
                    self.write_prefixed_id(id);
                    if let Some(colour) = self.colours.get(id.trim_end_matches(')')) {
                        let _ = write!(self.out, " {colour}");
                    }
                }
                None => self.out.push_str(&value),
            }
            self.out.push('"');
        }
    }

    /// An id that no other picture in the page has.
    fn write_prefixed_id(&mut self, id: &str) {
        self.out.push_str(self.prefix);
        self.out.push('-');
        self.out.push_str(id);
    }

    /// An image in place of the reference to its file.
    fn image(&mut self, tag: &BytesStart<'_>) {
        let file = value(tag, "xlink:href").and_then(|file| unescape(file).ok());
        let images = &self.picture.images;
        let found = file.and_then(|file| images.iter().position(|image| image.file == file));
        // What is not among its images is of nobody's: nothing is referred to.
        let Some(index) = found else { return };
        let content = images[index].content;
        let Plates { usual, where_dark } = images[index].plates;
        // On plates or not, an icon is defined once.
        let symbol = images.iter().position(|i| std::ptr::eq(i.content, content));
        let symbol = symbol.unwrap_or(index);
        self.used[symbol] = true;
        let number = |key| {
            let said = value(tag, key).map(|value| value.trim_end_matches("px"));
            said.unwrap_or_default()
        };
        let place = Place {
            symbol: format!("{}-i{symbol}", self.prefix),
            sides: ["x", "y", "width", "height"].map(number),
        };
        if usual == where_dark {
            place.write(usual, &mut self.out);
            return;
        }
        self.has_only = true;
        let _ = write!(self.out, "<g class=\"{LIGHT_ONLY}\">");
        place.write(usual, &mut self.out);
        let _ = write!(self.out, "</g><g class=\"{DARK_ONLY}\" display=\"none\">");
        place.write(where_dark, &mut self.out);
        self.out.push_str("</g>");
    }
}

/// Graphviz names a generic family that no program knows by that spelling.
fn family(said: &str) -> String {
    match said {
        "Helvetica,sans-Serif" => "Helvetica,Arial,sans-serif".to_owned(),
        _ => said.replace("sans-Serif", "sans-serif"),
    }
}

/// The style and the images of a picture.
fn defs(picture: &Picture<'_>, prefix: &str, used: &[bool], has_only: bool) -> String {
    let mut defs = String::new();
    if let Some(colours) = &picture.dark {
        dark::style(prefix, colours, &mut defs, has_only);
    }
    let shown: Vec<(usize, &Image<'_>)> = picture
        .images
        .iter()
        .enumerate()
        .filter(|(index, _)| used[*index])
        .collect();
    if !shown.is_empty() {
        defs.push_str("\n<defs>");
        for (index, image) in shown {
            let id = format!("{prefix}-i{index}");
            let symbol = image.content.symbol(&format!("{id}-"));
            let _ = write!(
                defs,
                "\n<symbol id=\"{id}\" viewBox=\"0 0 {} {}\">{}</symbol>",
                symbol.width,
                symbol.height,
                with_plain_colours(&symbol.body)
            );
        }
        defs.push_str("\n</defs>");
    }
    defs
}
