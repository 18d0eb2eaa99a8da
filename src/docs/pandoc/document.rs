//! A document from pandoc → the trees in it, each with its place, and the document's settings for certdot.
//!
//! A document is JSON: what it is made of are objects with a name (`t`) and content (`c`). Nothing here calls itself, so
//! that no document is too deep for it.

use serde_json::Value;

use super::formats::Format;
use super::nodes::{self, Attributes, Picture};

/// The error for any other text.
pub(super) const NOT_A_DOCUMENT: &str = "standard input is not a document in pandoc's JSON";

/// A tree in a document.
pub(super) struct Tree<'d> {
    /// What is to be replaced.
    node: &'d mut Value,
    pub(super) written: Written,
    pub(super) place: Place,
    attributes: Attributes,
    /// The text for readers who cannot see it, or the caption.
    said: Vec<Value>,
    title: String,
}

/// How a tree is written.
pub(super) enum Written {
    /// As a block of code.
    Block(String),
    /// As an image: the file, as the document names it.
    File(String),
}

/// The place of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It is a block of its own.
    Block,
    /// It is the image in a figure, which has the caption.
    Figure,
    /// It is in the middle of a line.
    Line,
}

/// All trees, in the order written, and the version of the JSON.
pub(super) fn trees(document: &mut Value) -> Result<(Vec<Tree<'_>>, Vec<u64>), String> {
    let parts = document.as_object_mut();
    let parts = parts.ok_or(NOT_A_DOCUMENT)?;
    let numbers = parts.get("pandoc-api-version").and_then(Value::as_array);
    let numbers = numbers.ok_or(NOT_A_DOCUMENT)?;
    let api = numbers.iter().filter_map(Value::as_u64).collect();
    // In the order in which they are read, not in that of their names.
    let (mut meta, mut blocks) = (None, None);
    for (name, part) in parts.iter_mut() {
        match name.as_str() {
            "meta" => meta = Some(part),
            "blocks" => blocks = Some(part),
            _ => {}
        }
    }
    let mut found = Vec::new();
    let mut open: Vec<(&mut Value, bool)> = Vec::new();
    open.extend(blocks.into_iter().chain(meta).map(|part| (part, false)));
    while let Some((node, in_figure)) = open.pop() {
        let place = if in_figure {
            Place::Figure
        } else {
            Place::Block
        };
        match read(node, place) {
            Some((written, place, attributes, said, title)) => found.push(Tree {
                node,
                written,
                place,
                attributes,
                said,
                title,
            }),
            None => {
                let in_figure = is(node, "Figure") || (in_figure && node.is_array());
                match node {
                    Value::Array(parts) => {
                        open.extend(parts.iter_mut().rev().map(|part| (part, in_figure)));
                    }
                    Value::Object(parts) => {
                        let parts = parts.iter_mut().rev();
                        open.extend(parts.map(|(_, part)| (part, in_figure)));
                    }
                    _ => {}
                }
            }
        }
    }
    Ok((found, api))
}

type Read = (Written, Place, Attributes, Vec<Value>, String);

/// The tree that a node is, if it is one.
fn read(node: &Value, place: Place) -> Option<Read> {
    let content = node.get("c")?;
    match node.get("t")?.as_str()? {
        "CodeBlock" => {
            let attributes = Attributes::of(content.get(0)?)?;
            let has = |class: &str| attributes.classes.iter().any(|own| own == class);
            if !has("cert") || has("source") {
                return None;
            }
            let source = content.get(1)?.as_str()?.to_owned();
            Some((
                Written::Block(source),
                Place::Block,
                attributes,
                Vec::new(),
                String::new(),
            ))
        }
        "Para" | "Plain" => match content.as_array()?.as_slice() {
            [only] => of_image(only, place),
            _ => None,
        },
        "Image" => of_image(node, Place::Line),
        _ => None,
    }
}

fn of_image(node: &Value, place: Place) -> Option<Read> {
    let content = node.get("c").filter(|_| is(node, "Image"))?;
    let attributes = Attributes::of(content.get(0)?)?;
    let said = content.get(1)?.as_array()?.clone();
    let target = content.get(2)?;
    let file = target.get(0)?.as_str()?;
    let title = target.get(1)?.as_str()?.to_owned();
    is_cert_file(file).then(|| {
        (
            Written::File(file.to_owned()),
            place,
            attributes,
            said,
            title,
        )
    })
}

/// Whether an address is that of a `.cert` file below the working directory.
fn is_cert_file(address: &str) -> bool {
    address.ends_with(".cert") && !address.contains("://") && !address.starts_with('/')
}

fn is(node: &Value, name: &str) -> bool {
    node.get("t").and_then(Value::as_str) == Some(name)
}

impl Tree<'_> {
    /// Puts a picture in its place. `alt` is the tree's text for readers who cannot see it.
    pub(super) fn put(self, picture: &Picture, alt: &str, api: &[u64]) {
        let new = match (&self.written, picture) {
            (Written::Block(_), Picture::Markup(svg)) => {
                nodes::markup(&nodes::figure(svg, &self.attributes, alt))
            }
            (Written::Block(_), Picture::Address(address)) => {
                nodes::image_block(address, self.attributes, alt, api)
            }
            (Written::Block(_), Picture::Words) => nodes::alt_block(&self.attributes, alt),
            // pandoc replaces any image by words: its text alternative.
            (Written::File(_), Picture::Words) => return self.say(alt, None),
            (Written::File(_), Picture::Markup(svg)) if self.place == Place::Figure => {
                nodes::markup(svg)
            }
            (Written::File(_), Picture::Markup(svg)) => {
                // Before it had figures, pandoc marked them in the title of an image, whose text becomes the caption.
                let said = nodes::words(&self.said);
                let mut attributes = self.attributes;
                let name = if self.title.starts_with("fig:") {
                    "caption"
                } else {
                    "alt"
                };
                if !said.is_empty() {
                    attributes.pairs.push((name.to_owned(), said));
                }
                nodes::markup(&nodes::figure(svg, &attributes, alt))
            }
            (Written::File(_), Picture::Address(address)) => return self.say(alt, Some(address)),
        };
        *self.node = new;
    }

    /// Gives an image the text of its tree, if the document gives none; and the address of its picture, if it has one.
    fn say(self, alt: &str, address: Option<&str>) {
        let image = match self.place {
            Place::Line => Some(self.node),
            _ => self.node.pointer_mut("/c/0"),
        };
        let Some(image) = image else {
            return;
        };
        if let Some(said) = image.pointer_mut("/c/1").filter(|_| self.said.is_empty()) {
            *said = nodes::inlines(alt);
        }
        if let (Some(target), Some(address)) = (image.pointer_mut("/c/2/0"), address) {
            *target = Value::from(address);
        }
    }

    /// Puts in its place why it cannot be drawn.
    pub(super) fn refuse(self, messages: &[String], format: Format) {
        *self.node = match (self.place, &self.written) {
            (Place::Line, _) => nodes::strong(&messages.join("; ")),
            (_, Written::Block(source)) => nodes::refusal(messages, source, format),
            (_, Written::File(_)) => nodes::refusal(messages, "", format),
        };
    }
}

/// The settings for certdot in a document's metadata.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) media: Option<String>,
    pub(super) theme: Option<String>,
    pub(super) is_strict: bool,
}

impl Settings {
    pub(super) fn of(document: &Value) -> Settings {
        let said = |name: &str| {
            let value = document.get("meta")?.get(name)?;
            match value.get("c")? {
                Value::String(text) => Some(text.clone()),
                Value::Bool(is_so) => Some(is_so.to_string()),
                Value::Array(inlines) => Some(nodes::words(inlines)),
                _ => None,
            }
        };
        Settings {
            media: said("certdot-media"),
            theme: said("certdot-theme"),
            is_strict: said("certdot-strict").as_deref() == Some("true"),
        }
    }
}
