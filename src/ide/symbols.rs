//! What a file declares: as an outline, and to be searched for.

use hashbrown::HashSet;

use super::View;
use crate::ast::{MOST_NESTED, Part, PartKind, StatementKind, unescape};
use crate::resolve::{Referent, Role};
use crate::source::Span;

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// The diagram.
    Diagram,
    /// A cert.
    Cert,
    /// An edge style.
    Style,
    /// A group.
    Group,
    /// A node.
    Node,
}

/// Something that is declared, explicitly or implicitly. Spans are bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    /// What it is called.
    pub name: String,
    /// What is shown of it, if that is something else.
    pub label: String,
    /// What it is.
    pub kind: SymbolKind,
    /// The whole of it.
    pub span: Span,
    /// Its name.
    pub at: Span,
    /// What is in it; of a group.
    pub inner: Vec<OutlineItem>,
}

/// The outline of a file: what it declares, and the nodes that it makes by saying them, nested as its groups are.
pub fn outline(view: View<'_>) -> Vec<OutlineItem> {
    let tree = view.tree();
    let mut open: Vec<OutlineItem> = Vec::new();
    let mut top: Vec<OutlineItem> = Vec::new();
    let mut seen = HashSet::new();
    // Groups nested deeper than any may be, which has been reported: what is in them is told of the last that may.
    let mut too_deep = 0;
    for (index, statement) in tree.statements().iter().enumerate() {
        let span = statement.span();
        let parts = tree.parts(index);
        let named = |kind| {
            let name = parts.first().filter(|part| part.kind().is_name())?;
            Some(OutlineItem {
                name: text(view, *name),
                label: label(view, parts),
                kind,
                span,
                at: name.outer_span(),
                inner: Vec::new(),
            })
        };
        let found: Vec<OutlineItem> = match statement.kind {
            StatementKind::Group if open.len() >= MOST_NESTED => {
                too_deep += 1;
                continue;
            }
            StatementKind::Close if too_deep > 0 => {
                too_deep -= 1;
                continue;
            }
            StatementKind::Group => {
                let at = parts.first().map_or(span, |part| part.outer_span());
                open.push(named(SymbolKind::Group).unwrap_or(OutlineItem {
                    name: "group".to_owned(),
                    label: String::new(),
                    kind: SymbolKind::Group,
                    span,
                    at,
                    inner: Vec::new(),
                }));
                continue;
            }
            StatementKind::Close => match open.pop() {
                Some(mut group) => {
                    group.span.end = span.end;
                    vec![group]
                }
                None => continue,
            },
            StatementKind::Cert => named(SymbolKind::Cert).into_iter().collect(),
            StatementKind::Edge => named(SymbolKind::Style).into_iter().collect(),
            StatementKind::Diagram => vec![OutlineItem {
                name: match label(view, parts) {
                    title if title.is_empty() => "diagram".to_owned(),
                    title => title,
                },
                label: String::new(),
                kind: SymbolKind::Diagram,
                span,
                at: span,
                inner: Vec::new(),
            }],
            StatementKind::Chain => nodes(view, parts, &mut seen),
            _ => continue,
        };
        match open.last_mut() {
            Some(group) => group.inner.extend(found),
            None => top.extend(found),
        }
    }
    // A group that is not closed goes to the file's end.
    while let Some(mut group) = open.pop() {
        group.span.end = view.text().len() as u32;
        match open.last_mut() {
            Some(outer) => outer.inner.push(group),
            None => top.push(group),
        }
    }
    top
}

/// The nodes that a chain declares or mentions first.
fn nodes(view: View<'_>, parts: &[Part], seen: &mut HashSet<Referent>) -> Vec<OutlineItem> {
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Some(occurrence) = part
            .kind()
            .is_name()
            .then(|| view.occurrence_of(*part))
            .flatten()
        else {
            continue;
        };
        let Referent::Node(node) = occurrence.referent else {
            continue;
        };
        let node = view.model().node(node);
        let is_first =
            occurrence.role == Role::Declares || !node.is_declared && node.at == occurrence.span;
        if !is_first || !seen.insert(occurrence.referent) {
            continue;
        }
        let own = parts[at + 1..]
            .iter()
            .take_while(|part| matches!(part.kind(), PartKind::Label | PartKind::Attributes));
        let end = own
            .last()
            .map_or(part.outer_span(), |last| last.outer_span());
        let shown = view.model().text(view.model().node_label(node));
        let name = text(view, *part);
        found.push(OutlineItem {
            label: if shown == name {
                String::new()
            } else {
                shown.replace('\n', " ")
            },
            name,
            kind: SymbolKind::Node,
            span: part.outer_span().to(end),
            at: part.outer_span(),
            inner: Vec::new(),
        });
    }
    found
}

fn text(view: View<'_>, name: Part) -> String {
    let raw = view.slice(name.span());
    match name.kind() {
        PartKind::Quoted => unescape(raw).into_owned(),
        _ => raw.to_owned(),
    }
}

fn label(view: View<'_>, parts: &[Part]) -> String {
    let label = parts.iter().find(|part| part.kind() == PartKind::Label);
    label.map_or(String::new(), |label| {
        unescape(view.slice(label.span())).replace('\n', " ")
    })
}

/// All symbols of a file whose name or label has the letters of a query in them, in that order.
pub fn symbols(view: View<'_>, query: &str) -> Vec<(OutlineItem, String)> {
    let mut found = Vec::new();
    let mut queue: Vec<(OutlineItem, String)> = outline(view)
        .into_iter()
        .rev()
        .map(|symbol| (symbol, String::new()))
        .collect();
    while let Some((mut symbol, around)) = queue.pop() {
        let inner = std::mem::take(&mut symbol.inner);
        let path = if around.is_empty() {
            symbol.name.clone()
        } else {
            format!("{around}/{}", symbol.name)
        };
        queue.extend(inner.into_iter().rev().map(|inner| (inner, path.clone())));
        if has_letters(&symbol.name, query) || has_letters(&symbol.label, query) {
            found.push((symbol, around));
        }
    }
    found
}

/// Whether a text has the letters of another in the same order, whatever is between them.
pub(super) fn has_letters(text: &str, letters: &str) -> bool {
    let mut rest = text.chars().flat_map(char::to_lowercase);
    letters
        .chars()
        .flat_map(char::to_lowercase)
        .all(|letter| rest.any(|other| other == letter))
}
