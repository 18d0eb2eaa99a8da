//! What else is wrong with a statement whose first mistake hides it.
//!
//! The first mistake is fixed as its advice says, and the statement is checked again: what is found then is reported in
//! the text as it is written, so that one run shows all mistakes of a line. Advice that would cause another mistake, or
//! would not fix its own, is not given.

use super::fixed_text::{FixedText, are_inside};
use super::{Builder, MOST_HIDDEN};
use crate::ast::{Statement, StatementKind};
use crate::diagnostics::{Code, Diagnostic, Edit, Help};
use crate::parse::extent::{arrow_follows, extent};
use crate::parse::file_problems::without_edits;
use crate::source::Span;

/// How much of the next statement is checked with a fix that may reach into it.
pub(super) const MOST_OF_NEXT: usize = 1_000;

impl Builder<'_> {
    /// Everything wrong with a statement, beginning with `problem`, in the order of the text. What a fix would leave is
    /// reported too, or the fix is dropped.
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

    /// Removes the advice about a statement's first mistake that does not help. Returns what each of the others would
    /// leave.
    fn keep_good_advice(
        &self,
        problem: &mut Diagnostic,
        start: usize,
        end: usize,
    ) -> Vec<Vec<Diagnostic>> {
        if self.rounds == 0 {
            return Vec::new();
        }
        let mut helps = std::mem::take(&mut problem.helps);
        let own = &*problem;
        let mut lefts: Vec<Vec<Diagnostic>> = Vec::new();
        // The first advice reveals everything hidden.
        let mut hidden: Option<Vec<Diagnostic>> = None;
        helps.retain_mut(|help| {
            match self.left_by(help, own, hidden.as_deref(), start, end) {
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
                // Advice about an arrow is right anywhere.
                None => {
                    help.edits.clear();
                    let stays = own.code == Code::WrongArrow;
                    lefts.extend(stays.then(Vec::new));
                    stays
                }
            }
        });
        problem.helps = helps;
        lefts
    }

    /// Turns advice about what a first mistake hides into words if it does not help by itself; `known` is everything
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
        let mut helps = std::mem::take(&mut problem.helps);
        helps.retain_mut(|help| {
            self.left_by(help, problem, Some(known), start, end)
                .is_some()
                || in_words(help, false)
        });
        problem.helps = helps;
    }

    /// Turns advice about a statement that can be read into words if it would leave an error; `known` is what else
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
        let mut helps = std::mem::take(&mut problem.helps);
        helps.retain_mut(|help| {
            self.left_by(help, problem, Some(known), start, end)
                .is_some()
                || in_words(help, true)
        });
        problem.helps = helps;
    }

    /// What is wrong after advice has been followed; nothing if that leaves the mistake that it is for, or makes one that
    /// is not among those `known`. What reaches further than the next statement is not checked.
    fn left_by(
        &self,
        help: &Help,
        own: &Diagnostic,
        known: Option<&[Diagnostic]>,
        start: usize,
        end: usize,
    ) -> Option<Vec<Diagnostic>> {
        // Not everything that can begin a line can follow a `}` on it.
        let before = self.text[..start].trim_end_matches([' ', '\t']);
        let closes = |last: &Statement| {
            last.kind == StatementKind::Close && last.end as usize == before.len()
        };
        let from = if self.tree.statements.last().is_some_and(closes) {
            before.len() - 1
        } else {
            start
        };
        let written = &self.text[from..end];
        let statement = Span::new(from as u32, end as u32).shifted(self.base);
        if help.edits.is_empty() || !are_inside(&help.edits, statement) {
            return Some(Vec::new());
        }
        let mended = FixedText::new(written, &help.edits, statement.start);
        let next = if mended.goes_on() || self.arrow_may_follow(own.code, end) {
            self.next_statement(end)
        } else {
            ""
        };
        let next = if mended.ends_before(next) { "" } else { next };
        // With others that are known, all that is hidden counts; but not for hidden mistakes, whose advice is tried
        // again when they are reported.
        let is_all = known.is_some() || !next.is_empty();
        let rounds = if is_all && self.rounds == MOST_HIDDEN {
            self.rounds - 1
        } else {
            0
        };
        let follows_chain = self.may_be_gone_on_with(start);
        let left = mended.remaining_problems(self.check, rounds, follows_chain, next);
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
        if left.iter().any(is_bad) || mended.begins_with_arrow() && !follows_chain {
            return None;
        }
        Some(left)
    }

    /// The statement at a place, if it is short.
    fn next_statement(&self, at: usize) -> &str {
        let end = extent(self.text, at).end;
        if end - at <= MOST_OF_NEXT {
            &self.text[at..end]
        } else {
            ""
        }
    }

    /// Whether an arrow on the next line belongs to the statement only after a mistake in it is fixed.
    fn arrow_may_follow(&self, code: Code, end: usize) -> bool {
        let ends = matches!(
            code,
            Code::UnclosedString | Code::UnclosedList | Code::LoneName
        );
        ends && arrow_follows(self.text, end)
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
        let mended = FixedText::new(written, &help.edits, statement.start);
        let mut found =
            mended.remaining_problems(self.check, rounds, self.may_be_gone_on_with(start), "");
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

/// Turns advice that does not help by itself into words. Returns whether there are any.
fn in_words(help: &mut Help, stays: bool) -> bool {
    let is_told = matches!(help.edits.as_slice(), [edit] if !edit.text.trim().is_empty());
    let message = help.message.trim_end_matches('?');
    let is_said = |edit: &Edit| message.ends_with(&format!("`{}`", edit.text));
    if is_told && !help.edits.iter().any(is_said) {
        without_edits(help)
    } else {
        help.edits.clear()
    }
    is_told || stays
}

#[cfg(test)]
mod tests {
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
}
