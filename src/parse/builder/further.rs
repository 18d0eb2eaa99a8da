//! What else is wrong with a statement whose first mistake hides it.
//!
//! The first mistake is mended as its advice says, and the statement is looked at again: what is found then is told of
//! the text as it is written, so that one run shows all mistakes of a line.

use super::Builder;
use crate::diagnostics::{Code, Diagnostic, Edit};
use crate::parse::stretch;
use crate::source::Span;

/// How many mistakes of one statement hide one another, at the most.
pub(super) const MOST_HIDDEN: u8 = 8;

/// A text and what became of it by some edits that do not overlap.
struct Mended {
    text: String,
    /// Where edits were made, before and after, in the order of the text.
    places: Vec<(Span, Span)>,
}

impl Builder<'_> {
    /// What else is wrong between two places; spans are positions among all files.
    pub(super) fn further(&self, first: &Diagnostic, start: usize, end: usize) -> Vec<Diagnostic> {
        let Some(rounds) = self.rounds.checked_sub(1) else {
            return Vec::new();
        };
        let statement = Span::new(start as u32, end as u32).shifted(self.base);
        let is_inside =
            |edit: &Edit| edit.span.start >= statement.start && edit.span.end <= statement.end;
        let Some(help) = first.helps.iter().find(|help| !help.edits.is_empty()) else {
            return Vec::new();
        };
        if !help.edits.iter().all(is_inside) {
            return Vec::new();
        }
        let mended = Mended::new(&self.text[start..end], &help.edits, statement.start);
        let begins_with_arrow = mended.text.trim_start().starts_with(['>', '<', '-']);
        problems(&mended.text, rounds)
            .into_iter()
            // What stands around the statement is not seen here.
            .filter(|found| !matches!(found.code, Code::StrayBrace | Code::UnclosedGroup))
            .filter(|found| !(begins_with_arrow && found.code == Code::LooseArrow))
            .filter(|found| {
                // What advice has moved was written; what it has brought in was not.
                let place = &mended.text[found.span.range()];
                !mended.is_in_an_edit(found.span) || self.text[start..end].contains(place)
            })
            .map(|found| mended.told_of_the_original(found, statement.start))
            .collect()
    }
}

/// What is wrong with a statement. Most of them are plain once their mistake is mended, and the grammar takes ten times as
/// long to say so.
fn problems(text: &str, rounds: u8) -> Vec<Diagnostic> {
    let end = text.trim_end().len();
    if end > 0 && !text[..end].contains('\n') {
        let mut again = Builder::new(text, 0);
        if again.plain(Span::new(0, end as u32)) == Some(end as u32) {
            return again.finish().diagnostics;
        }
    }
    let mut again = Builder::new(text, 0);
    again.rounds = rounds;
    stretch(&mut again, text, 0, text.len());
    again.finish().diagnostics
}

impl Mended {
    /// A text after edits whose spans count from `base` before its start.
    fn new(text: &str, edits: &[Edit], base: u32) -> Mended {
        let mut edits: Vec<&Edit> = edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        let mut mended = Mended {
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
    fn original(&self, span: Span) -> (Span, Span) {
        if let Some((before, after)) = self.places.iter().find(|(_, after)| *after == span) {
            return (*before, *after);
        }
        let mut grown = span;
        for (_, after) in &self.places {
            if after.start < grown.end && grown.start < after.end {
                grown = Span::new(grown.start.min(after.start), grown.end.max(after.end));
            }
        }
        let start = self.moved(grown.start, false);
        (
            Span::new(start, self.moved(grown.end, true).max(start)),
            grown,
        )
    }

    /// Where a place that is in no edit, or at an end of one, was before.
    fn moved(&self, at: u32, is_end: bool) -> u32 {
        let mut shift = 0_i64;
        for (before, after) in &self.places {
            let is_behind = match is_end {
                true => after.end <= at,
                false => after.end <= at && after.start < at,
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

    fn told_of_the_original(&self, found: Diagnostic, start: u32) -> Diagnostic {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    #[test]
    fn nobody_is_told_of_what_advice_would_bring_in() {
        for text in ["d >", "docker -> <b>", "a => => b"] {
            for problem in parse(text, 0).1 {
                let quoted = problem.message.split('`').skip(1).step_by(2);
                for word in quoted.take(1) {
                    assert!(text.contains(word), "{text}: {}", problem.message);
                }
            }
        }
    }

    #[test]
    fn places_are_told_of_the_original() {
        let edit = |start, end, text: &str| Edit {
            span: Span::new(start, end),
            text: text.to_owned(),
        };
        let mended = Mended::new("a -> b => c", &[edit(2, 4, ">>>>"), edit(7, 9, "")], 0);
        assert_eq!(mended.text, "a >>>> b  c");
        let original = |start, end| mended.original(Span::new(start, end)).0;
        assert_eq!(original(0, 1), Span::new(0, 1));
        assert_eq!(original(7, 8), Span::new(5, 6));
        assert_eq!(original(3, 4), Span::new(2, 4));
        assert_eq!(original(10, 11), Span::new(10, 11));
    }
}
