//! The problems of a file after a change, as far as its syntax alone shows them.

use lsp_types::{Diagnostic, Location, NumberOrString};

use crate::diagnostics;
use crate::lsp::diagnostics::{MOST_PROBLEMS, code, diagnostic, message};
use crate::source::Span;

/// Lines that were replaced by others.
#[derive(Clone, Copy, Debug)]
pub(super) struct ChangedLines {
    /// The first of them.
    pub(super) first: u32,
    /// The last of them, as it was counted before.
    pub(super) last: u32,
    /// How many there are more now.
    pub(super) more: i64,
}

/// The problems of a file after a change, as far as its spelling alone tells them: those of its spelling, and of the
/// others those that stand on other lines. Nothing if no problem of its spelling is new or gone: an editor moves those
/// that it knows with its text.
pub(super) fn problems_after_change(
    known: &[Diagnostic],
    found: &[diagnostics::Diagnostic],
    lines: ChangedLines,
    location: impl Fn(Span) -> Option<Location>,
) -> Option<Vec<Diagnostic>> {
    let is_of_spelling = |known: &&Diagnostic| match &known.code {
        Some(NumberOrString::String(code)) => code.starts_with("E01"),
        _ => false,
    };
    let same = |(known, found): (&Diagnostic, &diagnostics::Diagnostic)| {
        known.code == Some(code(found)) && known.message == message(found)
    };
    let of_spelling: Vec<&Diagnostic> = known.iter().filter(is_of_spelling).collect();
    let found = &found[..found.len().min(MOST_PROBLEMS)];
    if of_spelling.len() == found.len() && of_spelling.into_iter().zip(found).all(same) {
        return None;
    }
    let moved = |known: &Diagnostic| {
        let mut moved = known.clone();
        if known.range.end.line < lines.first {
            return Some(moved);
        }
        for place in [&mut moved.range.start, &mut moved.range.end] {
            place.line = (i64::from(place.line) + lines.more).max(0) as u32;
        }
        (known.range.start.line > lines.last).then_some(moved)
    };
    let others = known
        .iter()
        .filter(|known| !is_of_spelling(known))
        .filter_map(moved);
    let own = found
        .iter()
        .filter_map(|found| Some(diagnostic(found, location(found.span)?, &location)));
    let mut all: Vec<Diagnostic> = own.chain(others).collect();
    all.sort_by_key(|diagnostic| (diagnostic.range.start, diagnostic.range.end));
    Some(all)
}
