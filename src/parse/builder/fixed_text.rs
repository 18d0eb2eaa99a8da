//! A statement as some advice would leave it.

use super::Check;
use crate::diagnostics::{Code, Diagnostic, Edit};
use crate::parse::extent::extent;
use crate::parse::lexeme::{LexemeKind, lexemes};
use crate::source::Span;

/// What may go on in a line that begins with an arrow.
const CHAIN_BEFORE: &str = "a >> b\n";

/// A text and what became of it by some edits that do not overlap.
pub(super) struct FixedText {
    text: String,
    /// Where edits were made, before and after, in the order of the text.
    places: Vec<(Span, Span)>,
}

impl FixedText {
    /// What is wrong with the text when it stands before the statement `next`. `rounds` is how many mistakes of it may
    /// hide one another.
    pub(super) fn remaining_problems(
        &self,
        check: Check,
        rounds: u8,
        follows_chain: bool,
        next: &str,
    ) -> Vec<Diagnostic> {
        let before = if self.begins_with_arrow() {
            CHAIN_BEFORE
        } else {
            ""
        };
        let mut found = if before.is_empty() && next.is_empty() {
            check(&self.text, rounds, follows_chain)
        } else {
            check(&[before, &self.text, next].concat(), rounds, follows_chain)
        };
        // What stands around the statement is not seen here.
        found.retain(|found| !matches!(found.code, Code::StrayBrace | Code::UnclosedGroup));
        if !next.is_empty() {
            for own in check(next, rounds, true) {
                let is_same =
                    |found: &Diagnostic| found.code == own.code && found.message == own.message;
                if let Some(at) = found.iter().rposition(is_same) {
                    found.remove(at);
                }
            }
        }
        let shift = before.len() as u32;
        let place = |at: u32| at.saturating_sub(shift);
        let moved = |span: Span| Span::new(place(span.start), place(span.end));
        match shift {
            0 => found,
            _ => found
                .into_iter()
                .map(|found| found.map_spans(moved))
                .collect(),
        }
    }

    pub(super) fn begins_with_arrow(&self) -> bool {
        self.text.trim_start().starts_with(['>', '<', '-'])
    }

    /// Whether the next line may go on with it: behind an open list, or a mark.
    pub(super) fn goes_on(&self) -> bool {
        if self.text.trim_end().ends_with(['>', '<', '-', ',', '/']) {
            return true;
        }
        self.text.contains('[')
            && lexemes(&self.text, 0).fold(false, |in_list, lexeme| match lexeme.kind {
                LexemeKind::OpenList => true,
                LexemeKind::CloseList => false,
                _ => in_list,
            })
    }

    /// Whether its last statement ends where the one behind it begins, so that neither changes the other.
    pub(super) fn ends_before(&self, next: &str) -> bool {
        if next.is_empty() {
            return true;
        }
        let both = [&self.text, next].concat();
        let mut end = 0;
        while end < self.text.len() {
            end = extent(&both, end).end;
        }
        end == self.text.len()
    }

    /// Whether a problem is about what the edits have brought in. What they have moved was written.
    pub(super) fn has_brought(&self, found: &Diagnostic, written: &str) -> bool {
        self.is_in_an_edit(found.span) && !written.contains(&self.text[found.span.range()])
    }

    /// A text after edits whose spans count from `base` before its start.
    pub(super) fn new(text: &str, edits: &[Edit], base: u32) -> FixedText {
        let mut edits: Vec<&Edit> = edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        let mut mended = FixedText {
            text: String::with_capacity(text.len()),
            places: Vec::with_capacity(edits.len()),
        };
        let mut from = 0;
        for edit in edits {
            let before = Span::new(edit.span.start - base, edit.span.end - base);
            mended.text += &text[from..before.start as usize];
            let start = mended.text.len() as u32;
            mended.text += &edit.text;
            let after = Span::new(start, mended.text.len() as u32);
            mended.places.push((before, after));
            from = before.end as usize;
        }
        mended.text += &text[from..];
        mended
    }

    /// Whether a place lies wholly in the text of an edit.
    fn is_in_an_edit(&self, span: Span) -> bool {
        let mut afters = self.places.iter().map(|(_, after)| after);
        afters.any(|after| after.start <= span.start && span.end <= after.end)
    }

    /// The place in the original of a stretch of the mended text, and that stretch with all of the edits it touches.
    pub(super) fn original(&self, span: Span) -> (Span, Span) {
        if let Some((before, after)) = self.places.iter().find(|(_, after)| *after == span) {
            return (*before, *after);
        }
        let mut grown = span;
        for (_, after) in &self.places {
            if after.start < grown.end && grown.start < after.end {
                grown = Span::new(grown.start.min(after.start), grown.end.max(after.end));
            }
        }
        let start = self.original_offset(grown.start, false);
        (
            Span::new(start, self.original_offset(grown.end, true).max(start)),
            grown,
        )
    }

    /// Where a place that is in no edit, or at an end of one, was before.
    fn original_offset(&self, at: u32, is_end: bool) -> u32 {
        let mut shift = 0_i64;
        for (before, after) in &self.places {
            let is_behind = if is_end {
                after.end <= at
            } else {
                after.end <= at && after.start < at
            };
            if !is_behind {
                break;
            }
            shift = i64::from(before.end) - i64::from(after.end);
        }
        (i64::from(at) + shift) as u32
    }

    /// What changes the text of a first edit needs all that were made with it: a label that was moved stands in one
    /// place alone.
    fn add_first_edits(&self, edits: &mut Vec<Edit>) {
        let touches =
            |edit: &Edit, after: Span| after.start < edit.span.end && edit.span.start < after.end;
        let is_touched =
            |edits: &[Edit], after: Span| edits.iter().any(|edit| touches(edit, after));
        if !self
            .places
            .iter()
            .any(|(_, after)| is_touched(edits, *after))
        {
            return;
        }
        let first: Vec<Edit> = self
            .places
            .iter()
            .filter(|(_, after)| !is_touched(edits, *after))
            .map(|(_, after)| Edit {
                span: *after,
                text: self.text[after.range()].to_owned(),
            })
            .collect();
        edits.extend(first);
    }

    pub(super) fn told_of_the_original(&self, found: Diagnostic, start: u32) -> Diagnostic {
        let mut told = found;
        for help in &mut told.helps {
            self.add_first_edits(&mut help.edits);
            for edit in &mut help.edits {
                let (before, grown) = self.original(edit.span);
                edit.text = [
                    &self.text[grown.start as usize..edit.span.start as usize],
                    &edit.text,
                    &self.text[edit.span.end as usize..grown.end as usize],
                ]
                .concat();
                edit.span = before.shifted(start);
            }
            help.edits.sort_by_key(|edit| edit.span);
            // Two that change one first edit cannot be told apart in the original.
            if help
                .edits
                .windows(2)
                .any(|two| two[0].span.end > two[1].span.start)
            {
                help.edits.clear();
            }
        }
        told.span = self.original(told.span).0.shifted(start);
        for (span, _) in &mut told.others {
            *span = self.original(*span).0.shifted(start);
        }
        told
    }
}

pub(super) fn are_inside(edits: &[Edit], statement: Span) -> bool {
    edits
        .iter()
        .all(|edit| edit.span.start >= statement.start && edit.span.end <= statement.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_of_the_original() {
        let edit = |start, end, text: &str| Edit {
            span: Span::new(start, end),
            text: text.to_owned(),
        };
        let mended = FixedText::new("a -> b => c", &[edit(2, 4, ">>>>"), edit(7, 9, "")], 0);
        assert_eq!(mended.text, "a >>>> b  c");
        let original = |start, end| mended.original(Span::new(start, end)).0;
        assert_eq!(original(0, 1), Span::new(0, 1));
        assert_eq!(original(7, 8), Span::new(5, 6));
        assert_eq!(original(3, 4), Span::new(2, 4));
        assert_eq!(original(10, 11), Span::new(10, 11));
    }
}
