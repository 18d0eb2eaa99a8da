//! What can be folded: groups, lists over several lines, runs of comments and of `use`.

use super::View;
use crate::ast::{StatementKind, TriviaKind};
use crate::source::Span;

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// Statements or attributes.
    Code,
    /// Comments.
    Comment,
    /// The files that are used.
    Uses,
}

/// A stretch that can be folded: from the first to the last byte of what is hidden or stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The stretch, in bytes of the file.
    pub span: Span,
    /// What it is.
    pub kind: FoldKind,
}

/// All stretches of a file that go over several lines.
pub fn folds(view: View<'_>) -> Vec<Fold> {
    let tree = view.tree();
    let mut found = Vec::new();
    let mut add = |span: Span, kind| {
        if view.slice(span).contains('\n') {
            found.push(Fold { span, kind });
        }
    };
    let mut open = Vec::new();
    let mut uses: Option<Span> = None;
    for statement in tree.statements() {
        let span = statement.span();
        match statement.kind {
            StatementKind::Group => open.push(span),
            StatementKind::Close => {
                if let Some(group) = open.pop() {
                    add(group.to(span), FoldKind::Code);
                }
            }
            _ => {}
        }
        match (statement.kind, uses) {
            (StatementKind::Use, Some(first)) => uses = Some(first.to(span)),
            (StatementKind::Use, None) => uses = Some(span),
            (_, Some(run)) => {
                add(run, FoldKind::Uses);
                uses = None;
            }
            _ => {}
        }
    }
    if let Some(run) = uses {
        add(run, FoldKind::Uses);
    }
    for list in tree.lists() {
        add(list, FoldKind::Code);
    }
    let mut comments: Option<Span> = None;
    for trivia in tree.trivia() {
        let is_comment = trivia.kind != TriviaKind::BlankLines;
        let is_next = |run: Span| {
            let between = &view.text()[run.end as usize..trivia.span.start as usize];
            between.trim().is_empty() && between.matches('\n').count() <= 1
        };
        match comments {
            Some(run) if is_comment && is_next(run) => comments = Some(run.to(trivia.span)),
            _ => {
                if let Some(run) = comments {
                    add(run, FoldKind::Comment);
                }
                comments = is_comment.then_some(trivia.span);
            }
        }
    }
    if let Some(run) = comments {
        add(run, FoldKind::Comment);
    }
    found.sort_by_key(|fold| (fold.span.start, fold.span.end));
    found
}
