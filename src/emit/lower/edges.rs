//! Edges.

use std::borrow::Cow;

use super::super::quote;
use super::super::sink::{Id, Sink, Value};
use super::borders::{Anchor, Borders, needs_room};
use super::label::Label;
use super::loops::LoopLabel;
use super::lowering::Lowering;
use super::write::quote_value;
use crate::attributes::Text as Quoting;
use crate::model::{Arrow, Edge, End, GroupId, LookId};

/// What edges of a look have in common; neighbours often share one.
#[derive(Default)]
pub(super) struct Styled<'m> {
    pub(super) look: Option<LookId>,
    arrow: Option<Arrow>,
    /// The name of the style.
    style: &'m str,
    meaning: Label<'m>,
    class: &'m str,
    tooltip: Option<&'m str>,
    settings: Vec<(&'static str, Quoting, Cow<'m, str>)>,
}

impl<'m> Lowering<'m> {
    /// The id at which an edge begins or ends, and the group at whose border it is cut off.
    fn end(
        &self,
        end: End,
        anchor: impl FnOnce(&Borders, GroupId) -> Anchor,
    ) -> (Id<'_>, Option<GroupId>) {
        match (end.as_node(), end.as_group()) {
            (Some(node), _) => (self.ids.node(node), None),
            (_, Some(group)) => {
                let id = match anchor(&self.borders, group) {
                    Anchor::Node(node) => self.ids.node(node),
                    Anchor::Added(group) => self.ids.added_id(group),
                };
                (id, Some(group))
            }
            _ => (self.ids.added_id(GroupId::FILE), None),
        }
    }

    fn end_label(&self, end: End) -> Label<'m> {
        match (end.as_node(), end.as_group()) {
            (Some(node), _) => self.labels[node.index()],
            (_, Some(group)) => Label::new(
                self.model
                    .text(self.model.group_label(self.model.group(group))),
            ),
            _ => Label::new(""),
        }
    }

    /// What edges of a look have in common.
    pub(super) fn edge_style(&self, id: LookId) -> Styled<'m> {
        let model = self.model;
        let look = &model.looks[id.index()];
        let style = look.style.map(|style| &model.styles[style.index()]);
        let mut styled = Styled {
            look: Some(id),
            arrow: Some(look.arrow),
            style: style.map_or("", |style| model.text(style.name)),
            meaning: Label::new(
                style
                    .and_then(|style| style.meaning)
                    .map_or("", |meaning| model.text(meaning)),
            ),
            ..Styled::default()
        };
        for setting in model.settings.get(look.settings) {
            let value = model.text(setting.value);
            if Some(setting.key) == self.keys.edge_class {
                styled.class = value;
            } else if Some(setting.key) == self.keys.edge_tooltip {
                styled.tooltip = Some(value);
            } else if let Some(key) = setting.key.attribute().dot_name() {
                let value = self.options.value(model, *setting);
                styled
                    .settings
                    .push((key, setting.key.attribute().text(), value));
            }
        }
        styled
    }

    pub(super) fn edge<S: Sink>(
        &self,
        edge: Edge,
        styled: &Styled<'_>,
        sink: &mut S,
    ) -> Result<(), S::Error> {
        let (tail, ltail) = self.end(edge.left, Borders::last);
        let (head, lhead) = self.end(edge.right, Borders::first);
        sink.begin_edge(tail, head)?;
        match styled.arrow {
            Some(Arrow::Back) => sink.attribute("dir", Value::Verbatim("back")),
            Some(Arrow::Line) => sink.attribute("dir", Value::Verbatim("none")),
            Some(Arrow::Both) => sink.attribute("dir", Value::Verbatim("both")),
            Some(Arrow::Forward) | None => {}
        }
        for (key, group) in [("ltail", ltail), ("lhead", lhead)] {
            if let Some(group) = group {
                sink.attribute(key, Value::Id(&self.ids.cluster(group)));
            }
        }
        let says_length = || styled.settings.iter().any(|(key, ..)| *key == "minlen");
        if needs_room(&edge, self.is_upward) && !says_length() {
            sink.attribute("minlen", Value::Verbatim("2"));
        }
        if !styled.style.is_empty() || !styled.class.is_empty() {
            sink.attribute("class", Value::Classes(styled.style, styled.class));
        }
        self.edge_tooltip(edge, styled, sink);
        for (key, value) in self.loops.ports(&edge).into_iter().flatten() {
            sink.attribute(key, Value::Verbatim(value));
        }
        for (key, quoting, value) in &styled.settings {
            match key {
                &"label" if edge.left == edge.right => self.loop_label(edge, styled, value, sink),
                key => sink.attribute(key, quote_value(*quoting, &&**value)),
            }
        }
        sink.end_list()
    }

    /// The label of an edge that leads to where it comes from.
    fn loop_label<S: Sink>(&self, edge: Edge, styled: &Styled<'_>, label: &str, sink: &mut S) {
        let mut settings = styled.settings.iter();
        let size = settings.find(|(key, ..)| *key == "fontsize");
        match self
            .loops
            .label(&edge, label, size.map(|(.., size)| &**size))
        {
            Some(LoopLabel::Plain(text)) => sink.attribute("label", Value::Label(&text)),
            Some(LoopLabel::Table(table)) => sink.attribute("label", Value::Html(&table)),
            None => sink.attribute("label", Value::Label(label)),
        }
    }

    fn edge_tooltip<S: Sink>(&self, edge: Edge, styled: &Styled<'_>, sink: &mut S) {
        if let Some(own) = styled.tooltip {
            sink.attribute("tooltip", Value::Tooltip(&[own]));
            return;
        }
        let (left, right) = (self.end_label(edge.left), self.end_label(edge.right));
        let (from, arrow, to) = match styled.arrow {
            Some(Arrow::Back) => (right, " → ", left),
            Some(Arrow::Line) => (left, " — ", right),
            Some(Arrow::Both) => (left, " ↔ ", right),
            Some(Arrow::Forward) | None => (left, " → ", right),
        };
        let meaning = styled.meaning;
        let count = if meaning.text.is_empty() { 3 } else { 5 };
        let is_plain = from.is_plain && to.is_plain && (meaning.is_plain || count == 3);
        if is_plain {
            let parts = [from.text, arrow, to.text, ": ", meaning.text];
            sink.attribute("tooltip", Value::Plain(&parts[..count]));
        } else {
            let [from, to, meaning] = [from, to, meaning].map(|label| cut(label.text));
            let parts = [&from, arrow, &to, ": ", &meaning];
            sink.attribute("tooltip", Value::Tooltip(&parts[..count]));
        }
    }
}

/// A text as the tooltips of edges mention it: of a long one its beginning, because many edges may mention it.
fn cut(text: &str) -> Cow<'_, str> {
    if text.len() < quote::SHORT {
        return Cow::Borrowed(text);
    }
    let end = text.floor_char_boundary(quote::SHORT);
    Cow::Owned(format!("{}…", &text[..end]))
}
