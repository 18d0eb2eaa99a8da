//! Attributes after a list: `node a, b [color=red]` colors only `b`.

use super::View;
use crate::ast::{Part, PartKind, StatementKind};
use crate::source::Span;

/// Attributes that one node of a list has, and no node before it.
pub(super) struct LoneList {
    /// The attributes.
    pub(super) list: Part,
    /// The node that has them, as it is written.
    pub(super) owner: Span,
    /// Where the other nodes of the list end: their own attributes would go there.
    pub(super) others: Vec<u32>,
}

/// All such attributes of a file. Where a node before them has some too, their owner is plain to see.
pub(super) fn lone_lists(view: View<'_>) -> impl Iterator<Item = LoneList> {
    let statements = view.tree().statements().iter().enumerate();
    statements
        .filter(|(_, statement)| statement.kind == StatementKind::Chain)
        .flat_map(move |(index, _)| in_chain(view, index))
}

/// Those of one statement.
pub(super) fn lone_lists_of(view: View<'_>, statement: usize) -> Vec<LoneList> {
    match view.tree().statements()[statement].kind {
        StatementKind::Chain => in_chain(view, statement),
        _ => Vec::new(),
    }
}

fn in_chain(view: View<'_>, statement: usize) -> Vec<LoneList> {
    let parts = view.tree().parts(statement);
    parts
        .split(|part| part.kind().is_arrow())
        .filter_map(|terms| in_terms(view, terms))
        .collect()
}

fn in_terms(view: View<'_>, terms: &[Part]) -> Option<LoneList> {
    let end = terms.iter().position(|part| part.kind() == PartKind::In);
    let terms = &terms[..end.unwrap_or(terms.len())];
    let (&list, before) = terms.split_last()?;
    let is_list = |part: &Part| part.kind() == PartKind::Attributes;
    if !is_list(&list) || view.tree().attributes(list).is_empty() || before.iter().any(is_list) {
        return None;
    }
    let mut others: Vec<&[Part]> = before
        .split(|part| part.kind() == PartKind::Comma)
        .filter(|term| !term.is_empty())
        .collect();
    let owner = others.pop()?;
    let mut names = owner.iter().filter(|part| part.kind().is_name());
    let first = names.next()?;
    let last = names.next_back().unwrap_or(first);
    let others: Vec<u32> = others
        .iter()
        .filter_map(|term| Some(term.last()?.outer_span().end))
        .collect();
    (!others.is_empty()).then_some(LoneList {
        list,
        owner: first.outer_span().to(last.outer_span()),
        others,
    })
}
