//! Lines in other languages: Mermaid, DOT, D2, PlantUML, Python's diagrams, plain English.
//!
//! A line is read by its meaning, however it is spelled, and rewritten: one line, one message, one line to write
//! instead. `reader` reads chains; `statements`, `blocks` and `looks` read everything else. What none of them
//! understands is left to the other mistakes.

mod blocks;
mod chain;
mod keys;
mod looks;
mod reader;
mod statements;

use pest::Parser;

use super::{Block, BrokenText};
use crate::ast::{is_reserved, spell};
use crate::diagnostics::Diagnostic;
use crate::parse::grammar::{Grammar, Rule};
use crate::parse::lexeme::{LexemeKind, lexemes};
use crate::parse::wording;
use crate::source::Span;
pub(in crate::parse) use reader::Foreign;
use reader::{ParsedChain, read};

impl BrokenText<'_> {
    /// What is wrong with the line, if another language would understand it.
    pub(super) fn foreign(&self) -> Option<(Diagnostic, Block)> {
        if self.lexemes.first()?.kind == LexemeKind::CloseBlock {
            return None;
        }
        self.foreign_statement()
            .or_else(|| Some((self.foreign_chain()?, Block::None)))
    }

    fn foreign_chain(&self) -> Option<Diagnostic> {
        if !self.may_be_chain() {
            return None;
        }
        let reading = read(self)?;
        // Anything more than a name comes first: it shows what the line is.
        let of_line = reading.found.iter().find(|(kind, _)| !kind.is_of_name());
        let (kind, span) = *of_line.or(reading.found.first())?;
        // Without an arrow, names get advice elsewhere; but not what looks like a path.
        let is_path = kind == Foreign::OddName && self.text[span.range()].contains('/');
        let is_known = kind == Foreign::DottedName || is_path;
        if kind.is_of_name() && !is_known && reading.chain.joints.is_empty() {
            return None;
        }
        if kind == Foreign::EdgeNoun && reading.chain.joints.is_empty() {
            return None;
        }
        let problem = self.describe(kind, span, &reading);
        let problem = match self.mark_of_comment(kind, span) {
            Some(mark) => problem.fix("begin a comment with `//`", mark.shifted(self.base), "//"),
            None => problem,
        };
        if kind.is_of_name() && reading.arrow.is_none() && !reading.chain.joints.is_empty() {
            let problem = wording::names_in_quotes(
                problem,
                kind,
                reading
                    .names
                    .iter()
                    .map(|(span, name)| (span.shifted(self.base), name.clone()))
                    .collect(),
            );
            let problem = self.with_comment(problem, kind, span);
            return Some(self.with_groups(problem, &reading));
        }
        let help = if reading.names.len() > 1 && kind.is_of_name() {
            wording::SEVERAL_NAMES
        } else {
            wording::foreign_help(kind)
        };
        let problem = self.with_line(problem, help, &reading.chain.written());
        let problem = match &reading.other {
            Some(other) => self.with_line(
                problem,
                "or, if it is a node, write an arrow on each side",
                &other.written(),
            ),
            None => problem,
        };
        Some(self.with_groups(problem, &reading))
    }

    /// `a >> b -- see the docs`: the mark before words that end a line which is otherwise a chain.
    fn mark_of_comment(&self, kind: Foreign, span: Span) -> Option<Span> {
        let before = self.lexemes.partition_point(|l| l.span.end <= span.start);
        let (mark, chain) = self.lexemes[..before].split_last()?;
        let is_chain = chain.iter().any(|l| l.kind == LexemeKind::Arrow);
        let ends_line = self.last()?.span.end == span.end;
        (kind == Foreign::Words && self.slice(mark) == "--" && is_chain && ends_line)
            .then_some(mark.span)
    }

    /// The other meaning of `a#b`: a comment, as if `#` were the first character of its line.
    fn with_comment(&self, problem: Diagnostic, kind: Foreign, span: Span) -> Diagnostic {
        let text = &self.text[span.range()];
        match text.split_once('#') {
            Some((name, comment))
                if kind == Foreign::OddName && spell(name) == name && !comment.is_empty() =>
            {
                let mark = Span::at(span.start + name.len() as u32);
                let mark = Span::new(mark.start, mark.start + 1).shifted(self.base);
                problem.fix("or, if a comment begins there, write `//`", mark, " // ")
            }
            _ => problem,
        }
    }

    /// The other meaning of `a.b`: a node in a group.
    fn with_groups(&self, problem: Diagnostic, reading: &ParsedChain) -> Diagnostic {
        match reading.chain.written_in_groups() {
            Some(line) => self.with_line(
                problem,
                "or, if the part before the dot is a group, write",
                &line,
            ),
            None => problem,
        }
    }

    /// What is wrong, in words.
    fn describe(&self, kind: Foreign, span: Span, reading: &ParsedChain) -> Diagnostic {
        let place = span.shifted(self.base);
        let text = &self.text[span.range()];
        let arrow = reading.arrow.map(|arrow| &self.text[arrow.range()]);
        match (kind, arrow) {
            // The arrow is wrong too, and comes first.
            (kind, Some(_)) if kind.is_of_name() => {
                wording::with_arrows(wording::foreign(place, kind, text))
            }
            (Foreign::ListAtEnd, Some(arrow)) => {
                wording::arrow_with_list(reading.arrow.unwrap_or(span).shifted(self.base), arrow)
            }
            _ => wording::foreign(place, kind, text),
        }
    }

    /// Whether the line may be a chain: it begins with no noun of another statement.
    fn may_be_chain(&self) -> bool {
        let Some(word) = self.first_word() else {
            return true;
        };
        let next = self.lexemes.get(1);
        let is_name =
            next.is_some_and(|next| matches!(next.kind, LexemeKind::Word | LexemeKind::String));
        match word {
            "node" | "edge" => true,
            _ if is_reserved(word) => false,
            _ => !is_name || super::keyword_for(word).is_none(),
        }
    }

    /// With advice to write another line, if that is one.
    fn with_line(&self, problem: Diagnostic, message: &str, line: &str) -> Diagnostic {
        if !is_statement(line) {
            return problem;
        }
        match self.whole() {
            Some(whole) => problem.fix(message, whole.shifted(self.base), line),
            None => problem.help(format!("{message}: `{line}`")),
        }
    }

    /// The whole line, unless it contains a comment.
    fn whole(&self) -> Option<Span> {
        let (first, last) = (self.lexemes.first()?, self.last()?);
        let whole = first.span.to(last.span);
        let has_comment = lexemes(&self.text[..whole.end as usize], whole.start as usize)
            .any(|lexeme| lexeme.kind == LexemeKind::Comment);
        (!has_comment).then_some(whole)
    }
}

/// Whether the grammar accepts a text as statements.
fn is_statement(text: &str) -> bool {
    Grammar::parse(Rule::chunk, text)
        .is_ok_and(|mut pairs| pairs.next().is_some_and(|chunk| chunk.as_str() == text))
}
