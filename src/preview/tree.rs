//! The nodes of a picture, as the page searches and describes them.

use serde_json::{Value, json};

use crate::attributes::{Element, get};
use crate::diagnostics::render::printable;
use crate::emit::node_ids;
use crate::model::{Model, Node};
use crate::source::{Sources, Span};

/// Of a source line, so many characters are shown.
const MOST_SHOWN: usize = 200;

/// All nodes as JSON: their ids in the SVG, their attributes, and where they are written.
pub(super) fn tree(model: &Model, sources: &Sources) -> String {
    let keys = ["code", "level", "url"].map(|name| (name, get(Element::Node, name)));
    let ids = node_ids(model);
    let nodes: Vec<Value> = model
        .nodes
        .iter()
        .zip(ids)
        .map(|(node, id)| {
            let mut said = json!({
                "id": id,
                "name": model.text(node.name),
                "label": model.text(model.node_label(node)),
                "groups": groups(model, node),
                "place": place(sources, node.at),
            });
            for (name, key) in keys {
                let value = key.and_then(|key| model.node_setting(node, key));
                if let Some(value) = value
                    .map(|value| model.text(value))
                    .filter(|v| !v.is_empty())
                {
                    said[name] = value.into();
                }
            }
            said
        })
        .collect();
    let title = model.title.map(|title| model.text(title));
    json!({ "title": title, "nodes": nodes }).to_string()
}

/// The labels of the groups around a node, outermost first.
fn groups(model: &Model, node: &Node) -> Vec<String> {
    let around = model.around(node.group);
    let inner: Vec<_> = around.collect();
    // The file is not a group that is drawn.
    let drawn = inner.iter().rev().skip(1);
    drawn
        .map(|group| {
            model
                .text(model.group_label(model.group(*group)))
                .to_owned()
        })
        .collect()
}

/// The place of something in the sources, and its line.
fn place(sources: &Sources, span: Span) -> Value {
    let (file, position) = sources.position(span);
    let before = &file.text()[..(span.start - file.base()) as usize];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = file.text()[start..].lines().next().unwrap_or_default();
    let shown: String = line.trim().chars().take(MOST_SHOWN).collect();
    json!({
        "file": printable(file.name()),
        "line": position.line,
        "column": position.column,
        "text": printable(&shown),
    })
}
