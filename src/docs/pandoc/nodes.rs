//! Pictures and messages as parts of a document of pandoc's.

use quick_xml::escape::escape;
use serde_json::{Value, json};

use super::formats::{Carrier, Format};
use crate::docs;

/// A picture that is to be put into a document.
pub(super) enum Picture {
    /// An SVG.
    Markup(String),
    /// The address of an image.
    Address(String),
    /// None: the document has no place for pictures.
    Words,
}

/// The attributes in braces after a block or an image.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    pub(super) id: String,
    pub(super) classes: Vec<String>,
    pub(super) pairs: Vec<(String, String)>,
}

impl Attributes {
    pub(super) fn of(value: &Value) -> Option<Attributes> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let pair = |pair: &Value| Some((text(pair.get(0)?)?, text(pair.get(1)?)?));
        Some(Attributes {
            id: text(value.get(0)?)?,
            classes: value.get(1)?.as_array()?.iter().filter_map(text).collect(),
            pairs: value.get(2)?.as_array()?.iter().filter_map(pair).collect(),
        })
    }

    fn take(&mut self, name: &str) -> Option<String> {
        let place = self.pairs.iter().position(|(own, _)| own == name)?;
        Some(self.pairs.remove(place).1)
    }

    fn get(&self, name: &str) -> Option<&str> {
        let pair = self.pairs.iter().find(|(own, _)| own == name)?;
        Some(&pair.1)
    }
}

/// An SVG as a figure of HTML, with the id, the classes and the caption of its attributes.
pub(super) fn figure(svg: &str, attributes: &Attributes, alt: &str) -> String {
    // The SVG has the tree's text alternative; that of the document takes precedence.
    let said = attributes.get("alt").filter(|said| *said != alt);
    let figure = docs::figure(svg, said.unwrap_or_default());
    let others = attributes.classes.iter().filter(|class| *class != "cert");
    let classes: String = others.map(|class| format!(" {}", escape(class))).collect();
    let id = if attributes.id.is_empty() {
        String::new()
    } else {
        format!(" id=\"{}\"", escape(&attributes.id))
    };
    let figure = figure.replacen(
        "<figure class=\"certdot\"",
        &format!("<figure{id} class=\"certdot{classes}\""),
        1,
    );
    match (attributes.get("caption"), figure.strip_suffix("</figure>")) {
        (Some(caption), Some(figure)) => {
            format!(
                "{figure}<figcaption>{}</figcaption></figure>",
                escape(caption)
            )
        }
        _ => figure,
    }
}

/// HTML as it is.
pub(super) fn markup(html: &str) -> Value {
    json!({"t": "RawBlock", "c": ["html", html]})
}

/// The text of a picture, as a block.
pub(super) fn alt_block(attributes: &Attributes, alt: &str) -> Value {
    let words = attributes.get("alt").or(attributes.get("caption"));
    let words = format!(
        "[{}]",
        words.unwrap_or(if alt.is_empty() { "picture" } else { alt })
    );
    json!({"t": "Para", "c": inlines(&words)})
}

/// An image that is a block: with a caption, a figure.
pub(super) fn image_block(
    address: &str,
    mut attributes: Attributes,
    alt: &str,
    api: &[u64],
) -> Value {
    attributes.classes.retain(|class| class != "cert");
    let caption = attributes.take("caption");
    let said = attributes.take("alt").unwrap_or_else(|| alt.to_owned());
    let Attributes { id, classes, pairs } = attributes;
    let image = |attributes: Value, said: &str, title: &str| json!({"t": "Image", "c": [attributes, inlines(said), [address, title]]});
    match caption {
        None => json!({"t": "Para", "c": [image(json!([id, classes, pairs]), &said, "")]}),
        // Figures came with the version 1.23 of the JSON; before, they were images with a mark in the title.
        Some(caption) if api >= &[1, 23] => json!({"t": "Figure", "c": [
            [id, [], []],
            [null, [{"t": "Plain", "c": inlines(&caption)}]],
            [{"t": "Plain", "c": [image(json!(["", classes, pairs]), &said, "")]}],
        ]}),
        Some(caption) => {
            json!({"t": "Para", "c": [image(json!([id, classes, pairs]), &caption, "fig:")]})
        }
    }
}

/// Text as a list of words.
pub(super) fn inlines(text: &str) -> Value {
    let mut inlines: Vec<Value> = Vec::new();
    for word in text.split_whitespace() {
        if !inlines.is_empty() {
            inlines.push(json!({"t": "Space"}));
        }
        inlines.push(json!({"t": "Str", "c": word}));
    }
    Value::Array(inlines)
}

/// The words of a list of inlines, whatever they are set in.
pub(super) fn words(inlines: &[Value]) -> String {
    let mut words = String::new();
    let mut open: Vec<&Value> = inlines.iter().rev().collect();
    while let Some(node) = open.pop() {
        let content = node.get("c");
        match node.get("t").and_then(Value::as_str) {
            Some("Str") => words += content.and_then(Value::as_str).unwrap_or_default(),
            Some("Space" | "SoftBreak" | "LineBreak") => words.push(' '),
            Some("Code" | "Math") => {
                words += content
                    .and_then(|content| content.get(1)?.as_str())
                    .unwrap_or_default();
            }
            Some("RawInline" | "Note") => {}
            Some(_) => open.extend(content),
            // A list: of inlines, or one in which they are next to something else.
            None => open.extend(node.as_array().into_iter().flatten().rev()),
        }
    }
    words
}

/// A message in the middle of a line.
pub(super) fn strong(message: &str) -> Value {
    json!({"t": "Strong", "c": inlines(message)})
}

/// What is shown in the place of a tree that cannot be drawn.
pub(super) fn refusal(messages: &[String], source: &str, format: Format) -> Value {
    if format.carrier() == Carrier::Page {
        return markup(&docs::error_box(messages, source));
    }
    let items: Vec<Value> = messages
        .iter()
        .map(|message| json!([{"t": "Plain", "c": inlines(message)}]))
        .collect();
    let mut blocks = vec![
        json!({"t": "Para", "c": [strong("This tree cannot be drawn.")]}),
        json!({"t": "BulletList", "c": items}),
    ];
    if !source.is_empty() {
        blocks.push(json!({"t": "CodeBlock", "c": [["", [], []], source]}));
    }
    json!({"t": "BlockQuote", "c": blocks})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_whatever_they_are_set_in() {
        let inlines = json!([
            {"t": "Emph", "c": [{"t": "Str", "c": "a"}, {"t": "Space"}, {"t": "Str", "c": "b"}]},
            {"t": "Space"},
            {"t": "Code", "c": [["", [], []], "c"]},
            {"t": "Space"},
            {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "d"}], ["address", "title"]]},
            {"t": "Quoted", "c": [{"t": "SingleQuote"}, [{"t": "Str", "c": "e"}]]},
        ]);
        assert_eq!(words(inlines.as_array().unwrap()), "a b c de");
        let own = super::inlines("x  y\nz");
        assert_eq!(words(own.as_array().unwrap()), "x y z");
    }

    #[test]
    fn a_figure_says_what_its_attributes_say() {
        let attributes = Attributes {
            id: "a\"b".to_owned(),
            classes: vec!["cert".to_owned(), "wide".to_owned()],
            pairs: vec![("caption".to_owned(), "x < y".to_owned())],
        };
        assert_eq!(
            figure("<svg id=\"x\"></svg>", &attributes, ""),
            "<figure id=\"a&quot;b\" class=\"certdot wide\" style=\"margin-inline:0\"><svg style=\"max-width:100%;height:auto\" \
             id=\"x\"></svg><figcaption>x &lt; y</figcaption></figure>"
        );
    }
}
