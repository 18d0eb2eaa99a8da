//! The documentation of what is under the pointer, in Markdown.

use super::documentation;
use super::lone::lone_lists_of;
use super::view::View;
use crate::ast::{Attribute, PartKind, StatementKind, spell};
use crate::attributes::{self, Element, Key};
use crate::catalogues::{self, Catalogue};
use crate::model::{CertId, End, GroupId, Model, NodeId, SettingsId, StyleId};
use crate::resolve::Referent;
use crate::source::Span;

/// What is to be shown of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it is about: a position among all files.
    pub span: Span,
    /// What to show.
    pub markdown: String,
}

/// Of many edges, only the first are listed.
const MOST_NAMES: usize = 8;

/// The documentation of what is at a byte.
pub fn hover(view: View<'_>, offset: u32) -> Option<Hover> {
    if let Some(occurrence) = view.occurrence_at(offset) {
        let markdown = match occurrence.referent {
            Referent::Node(node) => of_node(view, node),
            Referent::Group(group) => of_group(view, group),
            Referent::Style(style) => of_style(view, style),
            Referent::Cert(cert) => of_cert(view, cert),
        };
        return Some(Hover {
            span: occurrence.span,
            markdown,
        });
    }
    if let Some((statement, list, attribute)) = view.attribute_at(offset) {
        return of_attribute(view, statement, list.span(), attribute, offset);
    }
    of_catalogue(view, offset).or_else(|| of_word(view, offset))
}

/// The catalogue whose name follows `use`.
fn of_catalogue(view: View<'_>, offset: u32) -> Option<Hover> {
    let statement = view.statement_at(offset)?;
    let tree = view.tree();
    let name = *tree.parts(statement).first()?;
    let is_here = name.span().start <= offset && offset <= name.span().end;
    if tree.statements()[statement].kind != StatementKind::Use
        || name.kind() != PartKind::Name
        || !is_here
    {
        return None;
    }
    let catalogue = catalogues::find(view.slice(name.span()))?;
    Some(Hover {
        span: name.span().shifted(view.base()),
        markdown: format!(
            "{}catalogue {}, as of {}",
            heading(catalogue.title()),
            code(catalogue.name),
            catalogue.as_of()
        ),
    })
}

fn of_node(view: View<'_>, id: NodeId) -> String {
    let model = view.model();
    let node = model.node(id);
    let name = model.text(node.name);
    let mut text = heading(model.text(model.node_label(node)));
    let ordinal = match node.ordinal {
        0 => String::new(),
        number => format!(" (number {number} of its name)"),
    };
    text += &format!(
        "node {}{ordinal}{}",
        code(&spell(name)),
        place(view, node.group)
    );
    if !node.is_declared {
        text += ", implicitly declared";
    }
    if let Some(cert) = node.cert {
        let cert = &model.certs[cert.index()];
        text += &format!("\n\nshows the cert {}", code(&spell(model.text(cert.name))));
    }
    text += &facts(|key| {
        let key = attributes::get(Element::Node, key)?;
        model.node_setting(node, key).map(|value| model.text(value))
    });
    let ends = |is_out: bool| {
        let mut names = Vec::new();
        for edge in &model.edges {
            let (here, there) = if is_out {
                (edge.left, edge.right)
            } else {
                (edge.right, edge.left)
            };
            if here == End::node(id) {
                names.push(name_of_end(model, there));
            }
        }
        names
    };
    text += &list_of_names("after it in chains", &ends(true));
    text += &list_of_names("before it in chains", &ends(false));
    text
}

fn of_group(view: View<'_>, id: GroupId) -> String {
    let model = view.model();
    let group = model.group(id);
    let mut text = heading(model.text(model.group_label(group)));
    text += &format!(
        "group {}{}",
        code(&spell(model.text(group.name))),
        place(view, group.parent)
    );
    let nodes: Vec<String> = view
        .nodes()
        .filter(|node| model.node(*node).group == id)
        .map(|node| spell(model.text(model.node(node).name)))
        .collect();
    let groups: Vec<String> = model
        .groups
        .iter()
        .skip(1)
        .filter(|inner| inner.parent == id)
        .map(|inner| spell(model.text(inner.name)))
        .collect();
    text += &list_of_names("nodes", &nodes);
    text += &list_of_names("groups", &groups);
    text
}

fn of_style(view: View<'_>, id: StyleId) -> String {
    let model = view.model();
    let style = &model.styles[id.index()];
    let name = model.text(style.name);
    let mut text = heading(style.meaning.map_or(name, |meaning| model.text(meaning)));
    text += &format!("edge style {}", code(&spell(name)));
    if style.at.is_none() {
        text += ", built in";
    }
    let look = settings(model, style.settings);
    if !look.is_empty() {
        text += &format!("\n\n{}", code(&format!("[{look}]")));
    }
    let looks = |look: &crate::model::LookId| model.looks[look.index()].style == Some(id);
    let count = model.edges.iter().filter(|edge| looks(&edge.look)).count();
    text += &match count {
        0 => "\n\nno edge uses it".to_owned(),
        1 => "\n\none edge uses it".to_owned(),
        count => format!("\n\n{count} edges use it"),
    };
    text
}

fn of_cert(view: View<'_>, id: CertId) -> String {
    let model = view.model();
    let cert = &model.certs[id.index()];
    let name = model.text(cert.name);
    let mut text = heading(cert.label.map_or(name, |label| model.text(label)));
    text += &format!("cert {}", code(&spell(name)));
    let program = &view.analysis.program;
    let file = program.sources.file_at(cert.at.start);
    text += &match catalogue(program.sources.file(file).name()) {
        Some(catalogue) => format!(", from the catalogue {}", code(catalogue.name)),
        None => format!(", from {}", code(program.sources.file(file).name())),
    };
    text += &facts(|key| {
        let key = attributes::get(Element::Cert, key)?;
        model
            .setting(cert.settings, key)
            .map(|value| model.text(value))
    });
    text
}

/// The catalogue that a file's name stands for, as messages show it.
pub(super) fn catalogue(name: &str) -> Option<Catalogue> {
    catalogues::ALL
        .iter()
        .copied()
        .find(|catalogue| catalogue.display_name() == name)
}

/// The facts about a cert or node besides its label.
pub(super) fn facts<'m>(value: impl Fn(&str) -> Option<&'m str>) -> String {
    let mut lines = Vec::new();
    for key in ["code", "level"] {
        lines.extend(value(key).map(|value| format!("{key}: {}", escape_markdown(value))));
    }
    // An editor does not know the folder that a relative one starts from: in the text itself it is a link.
    lines.extend(value("url").map(|url| {
        if attributes::is_path(url) {
            code(url)
        } else {
            format!("[{}](<{url}>)", escape_markdown(url))
        }
    }));
    lines.extend(value("tooltip").map(escape_markdown));
    if lines.is_empty() {
        String::new()
    } else {
        format!("\n\n{}", lines.join("  \n"))
    }
}

fn of_attribute(
    view: View<'_>,
    statement: usize,
    list: Span,
    attribute: Attribute,
    offset: u32,
) -> Option<Hover> {
    let element = view.element_of_list(statement, list)?;
    let key = attributes::get(element, view.slice(attribute.key))?;
    let is_key = offset <= attribute.key.end;
    let span = if is_key {
        attribute.key
    } else {
        attribute.outer_value()
    };
    let lone = lone_lists_of(view, statement)
        .into_iter()
        .find(|lone| lone.list.span() == list);
    let mut markdown = of_key(key, element);
    if let Some(lone) = lone {
        let owner = code(view.slice(lone.owner));
        markdown += &format!("\n\nof {owner} only, not of the whole list before it");
    }
    Some(Hover {
        span: span.shifted(view.base()),
        markdown,
    })
}

/// What an attribute does, and what it takes.
pub(super) fn of_key(key: Key, element: Element) -> String {
    let attribute = key.attribute();
    let article = match element {
        Element::Edge => "an",
        _ => "a",
    };
    let mut text = format!("**{}** of {article} {}\n\n", attribute.name, element.noun());
    text += &format!("{}\n\ntakes {}", attribute.doc, attribute.kind.expected());
    if let Some(version) = attribute.since {
        text += &format!("\n\nsince Graphviz {version}");
    }
    text += &match (attribute.own, attribute.dot_name()) {
        (true, _) => "\n\ncertdot's own".to_owned(),
        (false, name) => {
            let name = name.unwrap_or(attribute.name);
            format!("\n\n[Graphviz: {name}](<https://graphviz.org/docs/attrs/{name}/>)")
        }
    };
    text
}

/// The word of the language at a byte.
fn of_word(view: View<'_>, offset: u32) -> Option<Hover> {
    let statement = view.statement_at(offset)?;
    let tree = view.tree();
    let known = tree.statements()[statement];
    let noun = known.kind.noun();
    let start = known.span().start;
    let noun_span = Span::new(start, start + noun.len() as u32);
    let in_noun = !noun.is_empty() && noun_span.start <= offset && offset <= noun_span.end;
    let span = if in_noun {
        noun_span
    } else {
        // Of two that meet there, the one that starts there.
        let parts = tree.parts(statement).iter().rev();
        let part = parts.copied().find(|part| {
            let span = part.span();
            span.start <= offset && offset <= span.end
        })?;
        part.span()
    };
    let word = view.slice(span);
    let arrow = documentation::ARROWS
        .iter()
        .find(|(arrow, _)| *arrow == word);
    let markdown = match arrow {
        Some((_, does)) => format!("{} draws {does}", code(word)),
        None => documentation::of_word(word)?,
    };
    Some(Hover {
        span: span.shifted(view.base()),
        markdown,
    })
}

// ---- pieces of Markdown ----

fn heading(label: &str) -> String {
    format!(
        "**{}**\n\n",
        escape_markdown(label).replace('\n', " ").trim()
    )
}

fn place(view: View<'_>, group: GroupId) -> String {
    match group {
        GroupId::FILE => String::new(),
        group => format!(" in {}", code(&view.spelled_path(group))),
    }
}

fn list_of_names(what: &str, names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    let shown: Vec<String> = names
        .iter()
        .take(MOST_NAMES)
        .map(|name| code(name))
        .collect();
    let more = match names.len().saturating_sub(MOST_NAMES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("\n\n{what}: {}{more}", shown.join(", "))
}

fn name_of_end(model: &Model, end: End) -> String {
    match (end.as_node(), end.as_group()) {
        (Some(node), _) => spell(model.text(model.node(node).name)),
        (_, Some(group)) => spell(model.text(model.group(group).name)),
        _ => String::new(),
    }
}

/// A list of attributes as it is written.
pub(super) fn settings(model: &Model, list: SettingsId) -> String {
    let said: Vec<String> = model
        .settings
        .get(list)
        .iter()
        .map(|setting| {
            format!(
                "{}={}",
                setting.key.name(),
                value(model.text(setting.value))
            )
        })
        .collect();
    said.join(", ")
}

fn value(value: &str) -> String {
    let is_bare = |c: char| c.is_alphanumeric() || "_.#%+-:".contains(c);
    if !value.is_empty() && value.chars().all(is_bare) {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// A text as code; a backquote in it would end that.
fn code(text: &str) -> String {
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

/// A text of the user's, in which nothing is Markdown: neither within its lines nor at their starts, where a list, a
/// heading or an indented block would begin.
pub(super) fn escape_markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let line = line.trim_start_matches([' ', '\t']);
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        for (at, character) in line.char_indices() {
            let begins_block = at == 0 && "-+=".contains(character)
                || at == digits && digits > 0 && ".)".contains(character);
            let is_mark = character.is_ascii_punctuation() && !".,:;-/()'?!%+=".contains(character);
            if begins_block || is_mark {
                safe.push('\\');
            }
            safe.push(character);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{escape_markdown, heading};

    #[test]
    fn a_text_of_the_users_is_never_markdown() {
        for (text, safe) in [
            ("a *b* <c>", "a \\*b\\* \\<c\\>"),
            ("- a", "\\- a"),
            ("a\n+ b - c", "a\n\\+ b - c"),
            ("a\n===", "a\n\\==="),
            ("1. a 2. b", "1\\. a 2. b"),
            ("12) a", "12\\) a"),
            ("1.5", "1\\.5"),
            ("    code", "code"),
            ("AZ-900, 5 (a)", "AZ-900, 5 (a)"),
        ] {
            assert_eq!(escape_markdown(text), safe);
        }
        assert_eq!(heading(" a\nb "), "**a b**\n\n");
    }
}
