//! What an editor can do for its user at a place.

use super::View;
use super::lone::lone_lists_of;
use super::names::local;
use super::rename::{FileEdit, Reanalyze, difference};
use crate::ast::{Path, StatementKind, spell};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::model::GroupId;
use crate::resolve::{Referent, Role};
use crate::source::Span;

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// It mends a problem: the one with this number in the analysis.
    Fix(usize),
    /// It rewrites the same meaning, or adds something new.
    Rewrite,
}

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it does.
    pub title: String,
    /// What it is for.
    pub kind: ActionKind,
    /// Whether it is the first thing that one would do.
    pub is_preferred: bool,
    /// What it changes.
    pub edits: Vec<FileEdit>,
}

/// All that can be done in a stretch of a file. What would change the meaning of something else is not offered.
pub fn actions(view: View<'_>, within: Span, judge: &Reanalyze<'_>) -> Vec<Action> {
    let mut found = Vec::new();
    let touches = |diagnostic: &Diagnostic| {
        let base = view.base();
        view.contains(diagnostic.span)
            && diagnostic.span.start - base <= within.end
            && diagnostic.span.end - base >= within.start
    };
    for (number, diagnostic) in view.analysis.diagnostics.iter().enumerate() {
        if !touches(diagnostic) {
            continue;
        }
        let helps = diagnostic
            .helps
            .iter()
            .filter(|help| !help.edits.is_empty());
        for (at, help) in helps.enumerate() {
            found.push(Action {
                title: help.message.clone(),
                kind: ActionKind::Fix(number),
                is_preferred: at == 0,
                edits: edits(view, help),
            });
        }
        found.extend(allow(view, number, diagnostic));
    }
    found.extend(declare(view, within.start, judge));
    found.extend(split_shared_node(view, within.start, judge));
    found.extend(name_group(view, within.start, judge));
    found.extend(share_attributes(view, within.start, judge));
    found
}

/// The first fix of every problem of a file, as far as they do not touch each other.
pub fn fix_all(view: View<'_>) -> Vec<FileEdit> {
    let mut all: Vec<FileEdit> = Vec::new();
    for diagnostic in view
        .analysis
        .diagnostics
        .iter()
        .filter(|found| view.contains(found.span))
    {
        let Some(help) = diagnostic.helps.iter().find(|help| !help.edits.is_empty()) else {
            continue;
        };
        let new = edits(view, help);
        let overlaps = |one: &FileEdit| {
            all.iter().any(|other| {
                one.path == other.path
                    && one.span.start <= other.span.end
                    && other.span.start <= one.span.end
            })
        };
        if !new.iter().any(overlaps) {
            all.extend(new);
        }
    }
    all.sort();
    all
}

fn edits(view: View<'_>, help: &crate::diagnostics::Help) -> Vec<FileEdit> {
    let edits = help.edits.iter();
    edits
        .map(|edit| {
            let (path, span) = local(view.analysis, edit.span);
            FileEdit {
                path,
                span,
                text: edit.text.clone(),
            }
        })
        .collect()
}

/// Keeps a warning quiet, by a comment on a line of its own above what it is about.
fn allow(view: View<'_>, number: usize, diagnostic: &Diagnostic) -> Option<Action> {
    if diagnostic.code.severity() != Severity::Warning || diagnostic.code == Code::IdleAllow {
        return None;
    }
    let text = view.text();
    let statements = view.tree().statements();
    let line_of = |at: u32| text[..at as usize].rfind('\n').map_or(0, |end| end + 1);
    let at = diagnostic.span.start - view.base();
    let before = statements.partition_point(|statement| statement.span().start <= at);
    let line = line_of(statements[before.checked_sub(1)?].span().start);
    let first = statements.partition_point(|statement| (statement.span().start as usize) < line);
    let first = statements.get(first)?;
    let indentation = &text[line..first.span().start as usize];
    // `allow` goes on the line above, which is impossible for what starts after a `}` or after the end of a chain.
    if first.kind == StatementKind::Close || !indentation.trim().is_empty() {
        return None;
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Some(Action {
        title: format!("allow {} here", diagnostic.code),
        kind: ActionKind::Fix(number),
        is_preferred: false,
        edits: vec![FileEdit {
            path: view.analysis.program.paths[view.file.index()].clone(),
            span: Span::at(line as u32),
            text: format!("{indentation}// allow {}{line_end}", diagnostic.code),
        }],
    })
}

/// Declares an implicitly declared node.
fn declare(view: View<'_>, offset: u32, judge: &Reanalyze<'_>) -> Option<Action> {
    let occurrence = view.occurrence_at(offset)?;
    let Referent::Node(id) = occurrence.referent else {
        return None;
    };
    let node = view.model().node(id);
    if node.is_declared || !view.contains(node.at) {
        return None;
    }
    let name = spell(view.model().text(node.name));
    // Before the statement, unless the node would be drawn before others then.
    [Side::Before, Side::Behind].into_iter().find_map(|side| {
        let at = node.at.start - view.base();
        let edits = vec![declaration(view, at, node.group, &name, side)?];
        let after = judge(0, &edits)?;
        let is_same = after.errors() <= view.analysis.errors()
            && difference(view.model(), &after.model).is_none();
        is_same.then(|| Action {
            title: format!("declare the node `{name}`"),
            kind: ActionKind::Rewrite,
            is_preferred: false,
            edits,
        })
    })
}

/// Gives a group a node of its own instead of the one that it shares with what is around it.
fn split_shared_node(view: View<'_>, offset: u32, judge: &Reanalyze<'_>) -> Option<Action> {
    let occurrence = view.occurrence_at(offset)?;
    let Referent::Node(id) = occurrence.referent else {
        return None;
    };
    let node = view.model().node(id);
    let (_, statement, group) = view
        .standing()
        .filter(|(_, statement, _)| statement.span().start <= offset)
        .last()?;
    let is_shared = group != GroupId::FILE
        && occurrence.role == Role::Says
        && node.group != group
        && view.model().is_within(group, node.group);
    if !is_shared || statement.kind != StatementKind::Chain || statement.has_place {
        return None;
    }
    let name = spell(view.model().text(node.name));
    let edits = vec![declaration(view, offset, group, &name, Side::Before)?];
    let after = judge(0, &edits)?;
    (after.errors() <= view.analysis.errors()).then(|| Action {
        title: format!("make `{name}` this group's own"),
        kind: ActionKind::Rewrite,
        is_preferred: false,
        edits,
    })
}

/// The place of a declaration, seen from a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
}

/// `node NAME` next to the statement at a byte, for a group.
fn declaration(
    view: View<'_>,
    offset: u32,
    group: GroupId,
    name: &str,
    side: Side,
) -> Option<FileEdit> {
    let (index, statement, around) = view
        .standing()
        .filter(|(_, statement, _)| statement.span().start <= offset)
        .last()?;
    let text = view.text();
    let Span { start, end } = statement.span();
    let line = text[..start as usize].rfind('\n').map_or(0, |end| end + 1);
    let indentation = &text[line..start as usize];
    let place = if around == group {
        String::new()
    } else {
        let path = Path::place(view.tree().parts(index));
        let (first, last) = path.ends()?;
        format!(
            " in {}",
            view.slice(first.outer_span().to(last.outer_span()))
        )
    };
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let rest = text[end as usize..].lines().next().unwrap_or_default();
    let stands_alone = indentation.trim().is_empty();
    let is_last = rest.trim().is_empty() || rest.trim_start().starts_with("//");
    let said = format!("node {name}{place}");
    let (at, text) = match side {
        Side::Before if stands_alone => (start, format!("{said}{line_end}{indentation}")),
        Side::Before => (start, format!("{said}; ")),
        Side::Behind if stands_alone && is_last => {
            let end = end + rest.trim_end().len() as u32;
            (end, format!("{line_end}{indentation}{said}"))
        }
        Side::Behind => (end, format!("; {said}")),
    };
    Some(FileEdit {
        path: view.analysis.program.paths[view.file.index()].clone(),
        span: Span::at(at),
        text,
    })
}

/// Gives the attributes of the last node of a list to the others too.
fn share_attributes(view: View<'_>, offset: u32, judge: &Reanalyze<'_>) -> Option<Action> {
    let statement = view.statement_at(offset)?;
    let lone = lone_lists_of(view, statement)
        .into_iter()
        .find(|lone| offset <= lone.list.span().end)?;
    let attributes = format!(" {}", view.slice(lone.list.span()));
    let path = &view.analysis.program.paths[view.file.index()];
    let edits: Vec<FileEdit> = lone
        .others
        .iter()
        .map(|end| FileEdit {
            path: path.clone(),
            span: Span::at(*end),
            text: attributes.clone(),
        })
        .collect();
    let after = judge(0, &edits)?;
    (after.errors() <= view.analysis.errors()).then(|| Action {
        title: "apply these attributes to each node of the list".to_owned(),
        kind: ActionKind::Rewrite,
        is_preferred: false,
        edits,
    })
}

/// Gives a group whose name is its label a shorter name.
fn name_group(view: View<'_>, offset: u32, judge: &Reanalyze<'_>) -> Option<Action> {
    let occurrence = view.occurrence_at(offset)?;
    let Referent::Group(id) = occurrence.referent else {
        return None;
    };
    let group = view.model().group(id);
    let label = view.model().text(group.name);
    let name = short(label);
    if group.label.is_some() || name.is_empty() || spell(label) == label {
        return None;
    }
    // Of one that no `group` makes, the label would be lost.
    let is_declared =
        view.analysis.occurrences.iter().any(|mention| {
            mention.referent == occurrence.referent && mention.role == Role::Declares
        });
    if !is_declared {
        return None;
    }
    let program = &view.analysis.program;
    let mut edits = Vec::new();
    for mention in view.analysis.occurrences.iter() {
        if mention.referent != occurrence.referent {
            continue;
        }
        let (path, span) = local(view.analysis, mention.span);
        let file = program.sources.file_at(mention.span.start);
        let is_group = mention.role == Role::Declares;
        let written = program.sources.slice(mention.span);
        edits.push(FileEdit {
            path: path.clone(),
            span,
            text: if is_group {
                format!("{} {written}", spell(&name))
            } else {
                spell(&name)
            },
        });
        if program.catalogues.contains(&file) {
            return None;
        }
    }
    let after = judge(0, &edits)?;
    let is_same = after.errors() <= view.analysis.errors()
        && after.model.nodes.len() == view.model().nodes.len()
        && after.model.groups.len() == view.model().groups.len()
        && after.model.edges.len() == view.model().edges.len();
    is_same.then(|| Action {
        title: format!("give the group the name `{}`", spell(&name)),
        kind: ActionKind::Rewrite,
        is_preferred: false,
        edits,
    })
}

/// A label as a name: small letters, digits and `_`.
fn short(label: &str) -> String {
    let words = label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}
