//! The problems of a file after a change, as far as they are known without compiling it.

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

/// The problems of a file after a change: its syntax errors, and those of the other problems that stand on lines that
/// have not changed. Nothing if no syntax error has come or gone: an editor moves the problems that it knows with the text.
pub(super) fn problems_after_change(
    known: &[Diagnostic],
    found: &[diagnostics::Diagnostic],
    lines: ChangedLines,
    location: impl Fn(Span) -> Option<Location>,
) -> Option<Vec<Diagnostic>> {
    let is_syntax_error = |known: &&Diagnostic| match &known.code {
        Some(NumberOrString::String(code)) => code.starts_with("E01"),
        _ => false,
    };
    let same = |(known, found): (&Diagnostic, &diagnostics::Diagnostic)| {
        known.code == Some(code(found)) && known.message == message(found)
    };
    let known_errors: Vec<&Diagnostic> = known.iter().filter(is_syntax_error).collect();
    let found = &found[..found.len().min(MOST_PROBLEMS)];
    if known_errors.len() == found.len() && known_errors.into_iter().zip(found).all(same) {
        return None;
    }
    let shift = |known: &Diagnostic| {
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
        .filter(|known| !is_syntax_error(known))
        .filter_map(shift);
    let own = found
        .iter()
        .filter_map(|found| Some(diagnostic(found, location(found.span)?, &location)));
    let mut all: Vec<Diagnostic> = own.chain(others).collect();
    all.sort_by_key(|diagnostic| (diagnostic.range.start, diagnostic.range.end));
    Some(all)
}
