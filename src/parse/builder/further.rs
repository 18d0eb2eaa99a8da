//! What else is wrong with a statement whose first mistake hides it.
//!
//! The first mistake is mended as its advice says, and the statement is looked at again: what is found then is told of
//! the text as it is written, so that one run shows all mistakes of a line. Advice that would bring in a mistake of its
//! own, or leave the one that it is for, is not given.

use super::Builder;
use crate::ast::{Statement, StatementKind};
use crate::diagnostics::{Code, Diagnostic, Edit, Help};
use crate::parse::extent::{arrow_follows, extent};
use crate::parse::stretch;
use crate::parse::whole::without_edits;
use crate::source::Span;

/// How many mistakes of one statement hide one another, at the most.
pub(super) const MOST_HIDDEN: u8 = 8;

/// A text and what became of it by some edits that do not overlap.
struct Mended {
    text: String,
    /// Where edits were made, before and after, in the order of the text.
    places: Vec<(Span, Span)>,
}

/// So much of the next statement is looked at with a fix that may reach into it.
pub(super) const MOST_OF_NEXT: usize = 1_000;

/// What may go on in a line that begins with an arrow.
const CHAIN_BEFORE: &str = "a >> b\n";

impl Builder<'_> {
    /// All that is wrong with a statement, of which `problem` comes first, in the order of the text. What a fix would
    /// leave is told too, or the fix is none.
    pub(super) fn all_of(
        &self,
        mut problem: Diagnostic,
        start: usize,
        end: usize,
    ) -> Vec<Diagnostic> {
        let lefts = self.keep_good_advice(&mut problem, start, end);
        if lefts.iter().all(Vec::is_empty) {
            return vec![problem];
        }
        let mut told = self.further(&mut problem, start, end);
        let mut known = told.clone();
        known.push(problem.clone());
        for hidden in &mut told {
            self.keep_lone_advice(hidden, &known, start, end);
        }
        let is_arrow = problem.code == Code::WrongArrow;
        let mut lefts = lefts.into_iter();
        problem.helps.retain_mut(|help| {
            let left = lefts.next().unwrap_or_default();
            are_known(&left, &told) || in_words(help, is_arrow)
        });
        told.push(problem);
        told.sort_by_key(|problem| (problem.span.start, problem.span.end));
        told
    }

    /// Takes away the advice about a statement's first mistake that does no good. Tells for each that stays what would
    /// be left.
    fn keep_good_advice(
        &self,
        problem: &mut Diagnostic,
        start: usize,
        end: usize,
    ) -> Vec<Vec<Diagnostic>> {
        if self.rounds == 0 {
            return Vec::new();
        }
        let own = problem.clone();
        let mut lefts: Vec<Vec<Diagnostic>> = Vec::new();
        // By the first advice all that is hidden is found.
        let mut hidden: Option<Vec<Diagnostic>> = None;
        problem.helps.retain_mut(|help| {
            match self.left_by(help, &own, hidden.as_deref(), start, end) {
                Some(left) => {
                    if !left.is_empty() && hidden.is_none() {
                        let mut known = left.clone();
                        // The same place may be wrong in another way.
                        known.push(own.clone());
                        hidden = Some(known);
                    }
                    lefts.push(left);
                    true
                }
                // What is said of an arrow is right wherever it stands.
                None => {
                    help.edits.clear();
                    let stays = own.code == Code::WrongArrow;
                    lefts.extend(stays.then(Vec::new));
                    stays
                }
            }
        });
        lefts
    }

    /// Puts the advice about what a first mistake hides in words where it does no good by itself; `known` is all that is
    /// wrong with the statement.
    fn keep_lone_advice(
        &self,
        problem: &mut Diagnostic,
        known: &[Diagnostic],
        start: usize,
        end: usize,
    ) {
        if self.rounds < MOST_HIDDEN {
            return;
        }
        let own = problem.clone();
        problem.helps.retain_mut(|help| {
            self.left_by(help, &own, Some(known), start, end).is_some() || in_words(help, false)
        });
    }

    /// Puts the advice about a statement that can be read in words where it would leave an error; `known` is what else
    /// is wrong with the statement.
    pub(super) fn keep_clean_advice(
        &self,
        problem: &mut Diagnostic,
        known: &[Diagnostic],
        start: usize,
        end: usize,
    ) {
        if self.rounds == 0 {
            return;
        }
        let own = problem.clone();
        problem.helps.retain_mut(|help| {
            let left = self.left_by(help, &own, None, start, end);
            left.is_some_and(|left| are_known(&left, known)) || in_words(help, true)
        });
    }

    /// What is wrong after advice has been followed; nothing if that leaves the mistake that it is for, or makes one that
    /// is not among those `known`. What reaches further than the next statement is not looked at.
    fn left_by(
        &self,
        help: &Help,
        own: &Diagnostic,
        known: Option<&[Diagnostic]>,
        start: usize,
        end: usize,
    ) -> Option<Vec<Diagnostic>> {
        // What may follow a `}` on its line is not what may begin one.
        let before = self.text[..start].trim_end_matches([' ', '\t']);
        let closes = |last: &Statement| {
            last.kind == StatementKind::Close && last.end as usize == before.len()
        };
        let from = match self.tree.statements.last().is_some_and(closes) {
            true => before.len() - 1,
            false => start,
        };
        let written = &self.text[from..end];
        let statement = Span::new(from as u32, end as u32).shifted(self.base);
        if help.edits.is_empty() || !are_inside(&help.edits, statement) {
            return Some(Vec::new());
        }
        let mended = Mended::new(written, &help.edits, statement.start);
        let next = match own.code {
            Code::UnclosedString | Code::UnclosedList => self.next_statement(end),
            Code::LoneName if arrow_follows(self.text, end) => self.next_statement(end),
            _ if mended.goes_on() => self.next_statement(end),
            _ => "",
        };
        // With others that are known, all that is hidden counts.
        let is_all = known.is_some() || !next.is_empty() || own.code == Code::StrayBrace;
        let rounds = if is_all { self.rounds - 1 } else { 0 };
        let follows_chain = self.may_be_gone_on_with(start);
        let left = mended.found(rounds, follows_chain, next);
        if let Some(known) = known
            && !are_known(&left, known)
        {
            return None;
        }
        let is_own = |found: &Diagnostic| {
            let place = mended.original(found.span).0.shifted(statement.start);
            found.code == own.code && found.message == own.message && place == own.span
        };
        let is_bad = |found: &Diagnostic| is_own(found) || mended.has_brought(found, written);
        if left.iter().any(is_bad) || mended.begins_with_arrow() && !follows_chain
        {
            return None;
        }
        Some(left)
    }

    /// The statement at a place, if it is short.
    fn next_statement(&self, at: usize) -> &str {
        let end = extent(self.text, at).end;
        match end - at <= MOST_OF_NEXT {
            true => &self.text[at..end],
            false => "",
        }
    }

    /// Whether an arrow may follow on the next line.
    fn may_be_gone_on_with(&self, next: usize) -> bool {
        let last = self.tree.statements.last().copied();
        last.map_or(self.follows_chain, |last| match last.kind {
            StatementKind::Chain => self.may_go_on(last, next as u32),
            StatementKind::Broken => !self.has_ended(last),
            _ => false,
        })
    }

    /// What else is wrong between two places; spans are positions among all files.
    fn further(&self, first: &mut Diagnostic, start: usize, end: usize) -> Vec<Diagnostic> {
        let Some(rounds) = self.rounds.checked_sub(1) else {
            return Vec::new();
        };
        let statement = Span::new(start as u32, end as u32).shifted(self.base);
        let Some(help) = first.helps.iter_mut().find(|help| !help.edits.is_empty()) else {
            return Vec::new();
        };
        if !are_inside(&help.edits, statement) {
            return Vec::new();
        }
        let written = &self.text[start..end];
        let mended = Mended::new(written, &help.edits, statement.start);
        let mut found = mended.found(rounds, self.may_be_gone_on_with(start), "");
        let count = found.len();
        found.retain(|found| !mended.has_brought(found, written));
        if found.len() < count {
            without_edits(help);
        }
        let told = found.into_iter();
        told.map(|found| mended.told_of_the_original(found, statement.start))
            .collect()
    }
}

/// Whether each of some problems is among others, as often as it is there.
fn are_known(found: &[Diagnostic], known: &[Diagnostic]) -> bool {
    let mut known: Vec<&Diagnostic> = known.iter().collect();
    found.iter().all(|found| {
        let same = |known: &&Diagnostic| known.code == found.code && known.message == found.message;
        let at = known.iter().position(same);
        at.inspect(|at| {
            known.swap_remove(*at);
        })
        .is_some()
    })
}

/// Turns advice that does no good by itself into words. Tells whether they say something.
fn in_words(help: &mut Help, stays: bool) -> bool {
    let is_told = matches!(help.edits.as_slice(), [edit] if !edit.text.trim().is_empty());
    match is_told {
        true => without_edits(help),
        false => help.edits.clear(),
    }
    is_told || stays
}

/// What is wrong with a statement. Most of them are plain once their mistake is mended, and the grammar takes ten times as
/// long to say so.
fn problems(text: &str, rounds: u8, follows_chain: bool) -> Vec<Diagnostic> {
    let end = text.trim_end().len();
    if end > 0 && !text[..end].contains('\n') {
        let mut again = Builder::new(text, 0);
        again.rounds = rounds;
        if again.plain(Span::new(0, end as u32)) == Some(end as u32) {
            return again.finish().diagnostics;
        }
    }
    let mut again = Builder::new(text, 0);
    again.rounds = rounds;
    again.follows_chain = follows_chain;
    if text.starts_with('}') {
        // It closes a group that stands before.
        again.unneeded.push(0);
    }
    stretch(&mut again, text, 0, text.len());
    again.finish().diagnostics
}

fn are_inside(edits: &[Edit], statement: Span) -> bool {
    edits
        .iter()
        .all(|edit| edit.span.start >= statement.start && edit.span.end <= statement.end)
}

impl Mended {
    /// What is wrong with the text when it stands before the statement `next`. `rounds` is how many mistakes of it may
    /// hide one another.
    fn found(&self, rounds: u8, follows_chain: bool, next: &str) -> Vec<Diagnostic> {
        let before = match self.begins_with_arrow() {
            true => CHAIN_BEFORE,
            false => "",
        };
        let mut found = match before.is_empty() && next.is_empty() {
            true => problems(&self.text, rounds, follows_chain),
            false => problems(&[before, &self.text, next].concat(), rounds, follows_chain),
        };
        // What stands around the statement is not seen here.
        found.retain(|found| !matches!(found.code, Code::StrayBrace | Code::UnclosedGroup));
        if !next.is_empty() {
            for own in problems(next, rounds, true) {
                let is_same = |found: &Diagnostic| found.code == own.code && found.message == own.message;
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
            _ => found.into_iter().map(|found| found.moved(moved)).collect(),
        }
    }

    fn begins_with_arrow(&self) -> bool {
        self.text.trim_start().starts_with(['>', '<', '-'])
    }

    /// Whether the last thing in it is a mark behind which the next line may go on.
    fn goes_on(&self) -> bool {
        self.text.trim_end().ends_with(['>', '<', '-', ',', '/'])
    }

    /// Whether a problem is about what the edits have brought in. What they have moved was written.
    fn has_brought(&self, found: &Diagnostic, written: &str) -> bool {
        self.is_in_an_edit(found.span) && !written.contains(&self.text[found.span.range()])
    }

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
