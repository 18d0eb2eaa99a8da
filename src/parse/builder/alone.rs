//! Chains of one name, which say nothing: what was meant by them.

use super::Builder;
use crate::ast::{PartKind, Statement, StatementKind, is_kept, is_reserved};
use crate::diagnostics::Diagnostic;
use crate::parse::mistake::{Block, KEYWORDS, is_key, keyword_for, mistake};
use crate::parse::wording;
use crate::source::Span;

impl Builder<'_> {
    /// Looks at the last statement when nothing can be added to it any more.
    pub(super) fn finish_chain(&mut self) {
        let count = self.tree.statements.len();
        let is_new = count > std::mem::replace(&mut self.finished, count);
        let Some(statement) = self.tree.statements.last().copied() else {
            return;
        };
        if !is_new || statement.kind != StatementKind::Chain {
            return;
        }
        let parts = self.tree.parts(count - 1);
        // Most chains are settled by their first two parts.
        if parts
            .first()
            .is_none_or(|part| part.kind() == PartKind::Node)
            || parts.get(1).is_some_and(|part| part.kind().is_arrow())
            || parts.iter().any(|part| part.kind().is_arrow())
        {
            return;
        }
        let first = parts[0];
        let word = self.slice(first.span());
        let is_bare = first.kind() == PartKind::Name || first.kind() == PartKind::EdgeWord;
        // `graph [rankdir=LR]` sets something, wherever else it comes from.
        let is_setting = matches!(word, "graph" | "digraph")
            && parts
                .get(1)
                .is_some_and(|part| part.kind() == PartKind::Attributes);
        if is_bare && (KEYWORDS.contains(&word) || is_kept(word) || word == "in" || is_setting) {
            self.unfinished_statement(statement, first.span());
            return;
        }
        // A reserved word on its own has been reported as a name.
        if is_bare && is_reserved(word) {
            self.reserved_alone(first.span());
            return;
        }
        let said = parts
            .iter()
            .take_while(|part| !matches!(part.kind(), PartKind::Label | PartKind::Attributes))
            .last()
            .map_or(first.outer_span(), |last| {
                first.outer_span().to(last.outer_span())
            });
        let said = self.slice(said);
        let span = statement.span().shifted(self.base);
        let has_label = parts
            .get(1)
            .is_some_and(|part| part.kind() == PartKind::Label);
        let is_end = first.kind() == PartKind::Name && parts.len() == 1 && word == "end";
        let mut diagnostic = match first.kind() {
            PartKind::Each => wording::lone_each(span, said),
            _ if is_end => wording::lone_end(span),
            PartKind::Name if has_label && is_key(word) && word != "title" => {
                wording::lone_key_word(span, word)
            }
            PartKind::Name => {
                let keyword = has_label.then(|| keyword_for(word)).flatten();
                wording::lone_name(span, first.span().shifted(self.base), said, keyword)
            }
            _ => wording::lone_name(span, first.span().shifted(self.base), said, None),
        };
        if !is_end {
            let (start, end) = (statement.start as usize, statement.end as usize);
            let own = self.problems_from(span.start);
            self.keep_clean_advice(&mut diagnostic, own, start, end);
        }
        let at = self.diagnostics.len();
        self.report(diagnostic);
        if is_end && at < self.diagnostics.len() {
            self.ends.push(at);
            if self.open.is_empty() {
                self.keep_ends();
            }
        }
    }

    /// What has been reported of the last statement, which begins at a place.
    pub(super) fn problems_from(&self, start: u32) -> &[Diagnostic] {
        let earlier = |diagnostic: &Diagnostic| diagnostic.span.start < start;
        let from = self.diagnostics.iter().rposition(earlier);
        &self.diagnostics[from.map_or(0, |last| last + 1)..]
    }

    /// A chain of nothing but a reserved word: in quotes, it would be a name alone on a line.
    fn reserved_alone(&mut self, word: Span) {
        let place = word.shifted(self.base);
        let last = self.diagnostics.iter_mut().rev();
        let mut own = last.take_while(|problem| problem.span.start >= place.start);
        if let Some(problem) = own.find(|problem| problem.span == place) {
            for edit in problem.helps.iter_mut().flat_map(|help| &mut help.edits) {
                edit.text.insert_str(0, "node ");
            }
        }
    }

    /// A chain of one term whose name is `cert`, `group` …: what lacks is not an arrow.
    fn unfinished_statement(&mut self, statement: Statement, noun: Span) {
        let place = noun.shifted(self.base);
        // It was reported when the statement was read: not before those that are about earlier statements.
        let count = self.problems_from(place.start).len();
        let mut own = self.diagnostics.split_off(self.diagnostics.len() - count);
        own.retain(|diagnostic| diagnostic.span != place);
        let (start, end) = (statement.start as usize, statement.end as usize);
        let mistake = mistake(self.text, start, end, end, self.base);
        let found = self.all_of(mistake.diagnostic, start, end);
        for at in 0..own.len() {
            let known = [&own[..at], &own[at + 1..], &found[..]].concat();
            self.keep_clean_advice(&mut own[at], &known, start, end);
        }
        self.diagnostics.append(&mut own);
        let reported = self.diagnostics.len();
        for problem in found {
            let problem = self.where_it_stands(problem);
            self.report(problem);
        }
        if mistake.block == Block::Unneeded {
            self.awaits_brace(reported);
        }
        self.is_irregular |= mistake.block != Block::None;
        if let Some(statement) = self.tree.statements.last_mut() {
            statement.kind = StatementKind::Broken;
        }
    }

    /// Leaves each `end` to those who wrote it: all groups around it have their `}`.
    pub(super) fn keep_ends(&mut self) {
        for at in std::mem::take(&mut self.ends) {
            if let Some(problem) = self.diagnostics.get_mut(at) {
                problem.helps.iter_mut().for_each(|help| help.edits.clear());
            }
        }
    }
}
