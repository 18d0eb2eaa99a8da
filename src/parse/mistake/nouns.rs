//! Statements whose first word promises something other than what follows.

use super::super::lexeme::{Lexeme, LexemeKind};
use super::super::wording;
use super::words::direction_for;
use super::{BrokenText, KEYWORDS, keyword_for};
use crate::ast::is_kept;
use crate::diagnostics::Diagnostic;
use crate::source::{NotAPath, Span};

impl BrokenText<'_> {
    /// The shape of the statement that the first word begins.
    pub(super) fn wrong_noun(&self) -> Option<Diagnostic> {
        let (first, rest) = self.lexemes.split_first()?;
        let next = rest.first().filter(|next| next.kind != LexemeKind::Newline);
        match (first.kind, self.slice(first)) {
            (LexemeKind::CloseBlock, _) => {
                let next = next?;
                let gap = Span::new(first.span.end, next.span.start).shifted(self.base);
                let begins = matches!(next.kind, LexemeKind::Word | LexemeKind::String);
                let found = self.found_text(next);
                Some(wording::after_close(
                    self.place(next),
                    &found,
                    begins.then_some(gap),
                ))
            }
            (LexemeKind::Arrow, mark) if next.is_none() => {
                Some(wording::loose_arrow(self.place(first), mark, "after"))
            }
            (LexemeKind::Word, "in") => Some(wording::early_place(self.place(first))),
            (LexemeKind::Word, word)
                if is_kept(word)
                    && next.is_none_or(|next| {
                        is_name(next)
                            || matches!(next.kind, LexemeKind::OpenList | LexemeKind::Comma)
                    }) =>
            {
                Some(wording::kept_word(self.place(first), word))
            }
            (LexemeKind::Word, word) if KEYWORDS.contains(&word) => {
                self.wrong_keyword(first, word, next)
            }
            (LexemeKind::Word, word) => self.other_keyword(first, word, next),
            _ => None,
        }
    }

    fn wrong_keyword(
        &self,
        first: &Lexeme,
        word: &str,
        next: Option<&Lexeme>,
    ) -> Option<Diagnostic> {
        let example = match word {
            "cert" => "cert sa_assoc \"Solutions Architect\"",
            "edge" => "edge dive \"Dive deep\" [style=dashed]",
            "group" => "group \"Networking\" { … }",
            "row" => "row a, b",
            "use" => "use \"skills.cert\"",
            "node" => "node a, b",
            _ => return None,
        };
        let Some(next) = next.filter(|next| is_name(next)) else {
            let is_loose = next.is_none_or(|next| {
                matches!(
                    next.kind,
                    LexemeKind::Arrow
                        | LexemeKind::OpenBlock
                        | LexemeKind::Comma
                        | LexemeKind::Semicolon
                ) || next.kind == LexemeKind::OpenList && !matches!(word, "node" | "edge")
            });
            return is_loose.then(|| wording::missing_name(self.place(first), word, example));
        };
        let outside = self.outside_lists();
        let find = |kind| outside.iter().find(|lexeme| lexeme.kind == kind);
        match word {
            "edge" | "cert" if find(LexemeKind::Arrow).is_some() => {
                let noun = Span::new(first.span.start, next.span.start).shifted(self.base);
                return Some(wording::chain_after_noun(self.place(first), word, noun));
            }
            "row" => {
                let arrow = find(LexemeKind::Arrow)?;
                let before = self.text[..arrow.span.start as usize].trim_end_matches([' ', '\t']);
                let gap = Span::new(before.len() as u32, arrow.span.end).shifted(self.base);
                let place = self.place(arrow);
                return Some(wording::arrow_in_row(place, self.slice(arrow), gap));
            }
            _ => {}
        }
        if let ("use" | "cert" | "edge", Some(comma)) = (word, find(LexemeKind::Comma)) {
            let after = outside
                .iter()
                .find(|lexeme| lexeme.span.start >= comma.span.end && is_name(lexeme))?;
            let gap = Span::new(comma.span.start, after.span.start).shifted(self.base);
            return Some(wording::one_each(self.place(comma), word, gap));
        }
        if word == "use" && next.kind == LexemeKind::Word {
            let whole = next.span.to(self.last()?.span);
            let text = &self.text[whole.range()];
            // `//` begins a comment, so a URL is cut there.
            let rest = &self.text[whole.end as usize..];
            let cut = if text.ends_with(':') && rest.starts_with("//") {
                rest.find(char::is_whitespace).unwrap_or(rest.len())
            } else {
                0
            };
            let whole = Span::new(whole.start, whole.end + cut as u32);
            let text = &self.text[whole.range()];
            return Some(wording::file_without_quotes(
                whole.shifted(self.base),
                text,
                NotAPath::of(text).filter(|why| why.is_never_a_file()),
            ));
        }
        let has_block = self.find(LexemeKind::OpenBlock).is_some();
        if word == "group" && !has_block && self.wrong_name().is_none() {
            let last = self.last()?;
            return Some(wording::missing_brace(
                Span::at(last.span.end + self.base),
                first.span.to(last.span).shifted(self.base),
            ));
        }
        None
    }

    /// A word that stands for a keyword, in another language or by a typo.
    fn other_keyword(
        &self,
        first: &Lexeme,
        word: &str,
        next: Option<&Lexeme>,
    ) -> Option<Diagnostic> {
        let next = next.filter(|next| is_name(next))?;
        let bare = word.strip_suffix(':').unwrap_or(word);
        let keyword = match KEYWORDS.iter().find(|keyword| **keyword == bare) {
            Some(keyword) => keyword,
            None => keyword_for(bare)?,
        };
        let place = self.place(first);
        if keyword == "diagram" && next.kind == LexemeKind::Word {
            let whole = first.span.to(next.span).shifted(self.base);
            let fix = match direction_for(self.slice(next)) {
                Some(direction) => (whole, format!("diagram [direction={direction}]")),
                None => {
                    let end = self.last().unwrap_or(next);
                    let title = next.span.to(end.span);
                    let whole = first.span.to(end.span).shifted(self.base);
                    let title = wording::in_quotes(&self.text[title.range()]);
                    (whole, format!("diagram {title}"))
                }
            };
            return Some(wording::other_diagram(place, word, fix));
        }
        Some(wording::unknown_statement(place, word, keyword))
    }
}

fn is_name(lexeme: &Lexeme) -> bool {
    matches!(lexeme.kind, LexemeKind::Word | LexemeKind::String)
}
