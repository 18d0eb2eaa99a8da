//! Text and a change → tree, where most of the tree is there already.
//!
//! A change that stays within a few statements leaves all others as they are, but for their places: only those few are
//! parsed again. Where it may reach further, because braces are part of it or have no partner, the whole text is.

use std::sync::Arc;

use super::builder::{Builder, MOST_REPORTED, advises_outside};
use super::chunks::{problems, stretch};
use super::file_problems::advises_diagram;
use crate::ast::{Part, StatementKind, Tree};
use crate::diagnostics::Diagnostic;
use crate::source::Span;

/// A stretch of a text that was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it begins, in bytes.
    pub start: u32,
    /// Where it ended before.
    pub old_end: u32,
    /// Where it ends now.
    pub new_end: u32,
}

/// A text as parsed, ready for the next change.
#[derive(Clone, Debug)]
pub struct Parse {
    /// The tree.
    pub tree: Arc<Tree>,
    /// What is wrong with how it is written; spans count from the text's start.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether each brace has its partner, so that statements can be looked at one by one.
    is_regular: bool,
    length: u32,
}

/// How many times a stretch is tried that turns out to go on behind its end.
const MOST_TRIES: usize = 4;

impl Parse {
    /// Parses a text.
    pub fn new(text: &str) -> Parse {
        let mut builder = Builder::new(text, 0, problems);
        stretch(&mut builder, text, 0, text.len());
        let built = builder.finish();
        Parse {
            tree: Arc::new(built.tree),
            diagnostics: built.diagnostics,
            is_regular: built.is_regular,
            length: text.len() as u32,
        }
    }

    /// Parses the text again after a change. The outcome is what [`new`](Parse::new) makes of it.
    pub fn change(&mut self, text: &str, change: Change) {
        if !self.is_regular || !self.change_a_few(text, change) {
            *self = Parse::new(text);
        }
    }

    /// Parses a few statements again; tells whether that was enough.
    fn change_a_few(&mut self, text: &str, change: Change) -> bool {
        let statements = &self.tree.statements;
        let delta = i64::from(change.new_end) - i64::from(change.old_end);
        let Some((first, from)) = self.first(text, change) else {
            return false;
        };
        let touched = statements.partition_point(|next| next.start <= change.old_end + 1);
        let mut end = touched.max(first);
        for _ in 0..MOST_TRIES {
            // Up to the start of the line of a statement that stays as it is.
            while let Some(next) = statements.get(end)
                && (next.kind == StatementKind::Broken
                    || line_start(text, moved(next.start, delta), change.new_end).is_none())
            {
                end += 1;
            }
            let next = statements.get(end).map(|next| moved(next.start, delta));
            let to = match next {
                Some(next) => line_start(text, next, change.new_end).unwrap_or(next),
                None => text.len() as u32,
            };
            if let Some(built) = Piece::new(text, from, to, next.unwrap_or(text.len() as u32)) {
                return self.put(built, first..end, from, next, delta);
            }
            if next.is_none() {
                return false;
            }
            end += 1;
        }
        false
    }

    /// The first statement to be parsed again, and from where on. What stands before it cannot be made part of it by the
    /// change, nor it of that.
    fn first(&self, text: &str, change: Change) -> Option<(usize, u32)> {
        let statements = &self.tree.statements;
        // An arrow at its start would join it to the one before.
        let mut first = statements.partition_point(|next| next.start + 2 <= change.start);
        while let Some(before) = first.checked_sub(1) {
            let statement = statements[before];
            match statement.kind {
                // How far it goes is told by what follows it.
                StatementKind::Broken => first = before,
                StatementKind::Group => {
                    return (statement.end < change.start).then_some((first, statement.end));
                }
                // Something may not follow it on its line.
                StatementKind::Close => {
                    let next = statements.get(first).map_or(self.length, |next| next.start);
                    let next = next.min(change.start) as usize;
                    let between = text.get(statement.end as usize..next)?;
                    return between.contains('\n').then_some((first, statement.end));
                }
                _ => match before.checked_sub(1).map(|index| statements[index]) {
                    Some(earlier) if earlier.kind == StatementKind::Broken => first = before,
                    Some(earlier) if earlier.kind == StatementKind::Close => {
                        let between = &text[earlier.end as usize..statement.start as usize];
                        return between.contains('\n').then_some((before, statement.start));
                    }
                    _ => return Some((before, statement.start)),
                },
            }
        }
        Some((0, 0))
    }

    /// Puts what has been parsed again in its place. Tells whether it can stand there.
    fn put(
        &mut self,
        piece: Piece,
        replaced: std::ops::Range<usize>,
        from: u32,
        next: Option<u32>,
        delta: i64,
    ) -> bool {
        let has_brace = |kind| matches!(kind, StatementKind::Group | StatementKind::Close);
        let old = &self.tree.statements;
        if old[replaced.clone()]
            .iter()
            .any(|statement| has_brace(statement.kind))
            || piece
                .tree
                .statements
                .iter()
                .any(|statement| has_brace(statement.kind))
        {
            return false;
        }
        let is_top_level_only = |kind| {
            matches!(
                kind,
                StatementKind::Cert
                    | StatementKind::Edge
                    | StatementKind::Diagram
                    | StatementKind::Use
            )
        };
        let advises_top_level = piece
            .diagnostics
            .iter()
            .any(|problem| advises_diagram(problem) || problem.helps.iter().any(advises_outside));
        if (advises_top_level
            || piece
                .tree
                .statements
                .iter()
                .any(|statement| is_top_level_only(statement.kind)))
            && self.is_in_group(replaced.start)
        {
            return false;
        }
        // In the old text, the first byte behind what is replaced.
        let to = next.map_or(self.length, |next| moved(next, -delta));
        let is_before = |span: Span| span.start < from;
        let is_inside = |span: Span| !is_before(span) && span.start < to;
        let looks_inside = |diagnostic: &Diagnostic| {
            let edits = diagnostic.helps.iter().flat_map(|help| &help.edits);
            let others = diagnostic.others.iter().map(|(span, _)| *span);
            !is_inside(diagnostic.span) && others.chain(edits.map(|edit| edit.span)).any(is_inside)
        };
        if self.diagnostics.iter().any(looks_inside)
            || self.diagnostics.len() + piece.diagnostics.len() >= MOST_REPORTED
        {
            return false;
        }
        let place = |at: u32| if at < to { at } else { moved(at, delta) };
        let shifted = |span: Span| Span::new(place(span.start), place(span.end));
        let mut diagnostics = std::mem::take(&mut self.diagnostics);
        let mut all = Vec::with_capacity(diagnostics.len() + piece.diagnostics.len());
        let after = diagnostics
            .iter()
            .position(|diagnostic| diagnostic.span.start >= to)
            .unwrap_or(diagnostics.len());
        let behind = diagnostics.split_off(after);
        all.extend(
            diagnostics
                .into_iter()
                .filter(|diagnostic| is_before(diagnostic.span)),
        );
        all.extend(piece.diagnostics);
        all.extend(
            behind
                .into_iter()
                .map(|diagnostic| diagnostic.map_spans(shifted)),
        );
        self.diagnostics = all;
        self.length = moved(self.length, delta);
        splice(
            Arc::make_mut(&mut self.tree),
            piece.tree,
            replaced,
            from,
            to,
            delta,
        );
        true
    }

    /// Whether a statement stands in a group.
    fn is_in_group(&self, index: usize) -> bool {
        let depth = self.tree.statements[..index]
            .iter()
            .fold(0_i64, |depth, statement| match statement.kind {
                StatementKind::Group => depth + 1,
                StatementKind::Close => depth - 1,
                _ => depth,
            });
        depth > 0
    }
}

/// A few statements.
struct Piece {
    tree: Tree,
    diagnostics: Vec<Diagnostic>,
}

impl Piece {
    /// Parses the statements from one place to another, behind which, at `next`, a statement or the text's end stands.
    /// Nothing if they do not end there.
    fn new(text: &str, from: u32, to: u32, next: u32) -> Option<Piece> {
        let mut builder = Builder::from(text, 0, from, problems);
        if !stretch(&mut builder, text, from as usize, to as usize) {
            return None;
        }
        let built = builder.finish_before(next);
        built.is_regular.then_some(Piece {
            tree: built.tree,
            diagnostics: built.diagnostics,
        })
    }
}

/// Where the line begins on which a statement is the first thing, if that is not in the change.
fn line_start(text: &str, statement: u32, change_end: u32) -> Option<u32> {
    let before = text[..statement as usize].trim_end_matches([' ', '\t']);
    (before.ends_with('\n') && before.len() > change_end as usize).then_some(before.len() as u32)
}

fn moved(position: u32, delta: i64) -> u32 {
    (i64::from(position) + delta) as u32
}

/// Puts a piece of a tree in the place of some statements, which stood at `from..to`.
fn splice(
    tree: &mut Tree,
    piece: Tree,
    replaced: std::ops::Range<usize>,
    from: u32,
    to: u32,
    delta: i64,
) {
    let shift = |span: Span| Span::new(moved(span.start, delta), moved(span.end, delta));
    let first_part = |tree: &Tree, index: usize| {
        let statement = tree.statements.get(index);
        statement.map_or(tree.parts.len(), |statement| statement.first as usize)
    };
    let parts = first_part(tree, replaced.start)..first_part(tree, replaced.end);
    let lists = tree.lists.partition_point(|list| list.span.start < from)
        ..tree.lists.partition_point(|list| list.span.start < to);
    let first_attribute = |tree: &Tree, index: usize| {
        let list = tree.lists.get(index);
        list.map_or(tree.attributes.len(), |list| list.first as usize)
    };
    let attributes = first_attribute(tree, lists.start)..first_attribute(tree, lists.end);
    let trivia = tree
        .trivia
        .partition_point(|trivia| trivia.span.start < from)
        ..tree.trivia.partition_point(|trivia| trivia.span.start < to);

    let more_parts = piece.parts.len() as i64 - parts.len() as i64;
    for statement in &mut tree.statements[replaced.end..] {
        statement.start = moved(statement.start, delta);
        statement.end = moved(statement.end, delta);
        statement.first = moved(statement.first, more_parts);
    }
    for part in &mut tree.parts[parts.end..] {
        let span = part.span();
        *part = Part::new(part.kind(), moved(span.start, delta), span.len());
    }
    let more_attributes = piece.attributes.len() as i64 - attributes.len() as i64;
    for list in &mut tree.lists[lists.end..] {
        list.span = shift(list.span);
        list.first = moved(list.first, more_attributes);
    }
    for attribute in &mut tree.attributes[attributes.end..] {
        attribute.key = shift(attribute.key);
        attribute.value = shift(attribute.value);
    }
    for trivia in &mut tree.trivia[trivia.end..] {
        trivia.span = shift(trivia.span);
    }
    let (first_part, first_attribute) = (parts.start as u32, attributes.start as u32);
    let statements = piece.statements.into_iter().map(|mut statement| {
        statement.first += first_part;
        statement
    });
    let new_lists = piece.lists.into_iter().map(|mut list| {
        list.first += first_attribute;
        list
    });
    tree.statements.splice(replaced, statements);
    tree.parts.splice(parts, piece.parts);
    tree.lists.splice(lists, new_lists);
    tree.attributes.splice(attributes, piece.attributes);
    tree.trivia.splice(trivia, piece.trivia);
}
