//! What statements are made of → parts, and what stands between them → trivia.

use super::{Builder, Context};
use crate::ast::{
    LONGEST_NAME, List, Part, PartKind, Trivia, TriviaKind, WrongEscapeKind, begins_name,
    is_reserved, wrong_escapes,
};
use crate::parse::wording;
use crate::source::Span;

impl Builder<'_> {
    pub(super) fn push(&mut self, kind: PartKind, span: Span) {
        if kind.is_name() && span.len() as usize > LONGEST_NAME {
            self.report(wording::long_name(span.shifted(self.base), LONGEST_NAME));
        }
        let part = Part::new(kind, span.start, span.len());
        self.tree.parts.push(part);
        if let Some(statement) = self.tree.statements.last_mut() {
            statement.end = statement.end.max(part.outer_span().end);
        }
    }

    pub(super) fn name(&mut self, span: Span) {
        let name = self.slice(span);
        let first = name.as_bytes().first().copied().unwrap_or_default();
        if !first.is_ascii() {
            let first = name.chars().next().unwrap_or_default();
            if !begins_name(first) {
                self.report(wording::wrong_first_character(
                    span.shifted(self.base),
                    name,
                    first,
                ));
            }
        }
        let mut kind = PartKind::Name;
        if is_reserved(name) {
            if name == "edge" && self.context == Context::Chain && !self.is_in_path() {
                kind = PartKind::EdgeWord;
            } else {
                self.report(wording::reserved_word(span.shifted(self.base), name));
            }
        }
        self.push(kind, span);
    }

    /// Whether the name that comes next belongs to a path, for what stands before it.
    pub(super) fn is_in_path(&self) -> bool {
        self.tree.parts.last().is_some_and(|part| {
            matches!(part.kind(), PartKind::Slash | PartKind::In | PartKind::Each)
        })
    }

    /// The word `edge` is a link's, and no group's with which a path could begin.
    pub(super) fn check_first_of_path(&mut self) {
        if let Some(first) = self.tree.parts.last()
            && first.kind() == PartKind::EdgeWord
        {
            let span = first.span();
            self.report(wording::reserved_word(
                span.shifted(self.base),
                self.slice(span),
            ));
        }
    }

    pub(super) fn list(&mut self, span: Span) {
        self.tree.lists.push(List {
            span,
            first: self.tree.attributes.len() as u32,
        });
        self.push(PartKind::Attributes, span);
    }

    /// A string that is a label or, inside a list, a value.
    pub(super) fn string(&mut self, span: Span) {
        match (self.tree.lists.last(), self.tree.attributes.last_mut()) {
            (Some(list), Some(attribute)) if span.end < list.span.end => {
                attribute.value = span;
                attribute.quoted = true;
            }
            _ => self.push(PartKind::Label, span),
        }
    }

    pub(super) fn check_string(&mut self, span: Span) {
        let raw = self.slice(span);
        for wrong in wrong_escapes(raw) {
            let place = wrong.span.shifted(span.start + self.base);
            let diagnostic = match wrong.kind {
                WrongEscapeKind::Unknown => {
                    wording::unknown_escape(place, &raw[wrong.span.range()])
                }
                WrongEscapeKind::NotACharacter => {
                    let after = &raw[wrong.span.end as usize..];
                    let digits = after.bytes().take_while(u8::is_ascii_hexdigit).count();
                    let digits = Span::new(place.end, place.end + digits as u32);
                    let is_bare = &raw[wrong.span.range()] == "\\u" && digits.len() >= 4;
                    wording::not_a_character(place, is_bare.then_some(digits))
                }
                WrongEscapeKind::Forbidden(character) => {
                    wording::forbidden_escape(place, character)
                }
            };
            self.report(diagnostic);
        }
    }

    pub(super) fn comment(&mut self, kind: TriviaKind, span: Span) {
        // A comment inside a statement lies before the end of the statement's own token.
        if span.start >= self.last {
            self.blank_lines(span.start);
            if kind == TriviaKind::HashComment && !self.line_is_blank {
                self.report(wording::late_hash(span.shifted(self.base)));
            }
            self.last = span.end;
            self.line_is_empty = false;
        }
        self.tree.trivia.push(Trivia { kind, span });
    }

    /// Notes the blank lines between the last token and `next`.
    pub(super) fn blank_lines(&mut self, next: u32) {
        if next <= self.last {
            return;
        }
        let between = &self.text.as_bytes()[self.last as usize..next as usize];
        let mut line = self.last;
        let mut blank = Span::at(line);
        for at in memchr::memchr2_iter(b'\n', b';', between) {
            let is_line_end = between[at] == b'\n';
            let end = self.last + at as u32 + 1;
            // The line end that ends the line on which something stands makes no blank line; a `;` is something.
            if !is_line_end || !self.line_is_empty {
                self.push_blank_lines(blank);
                blank = Span::at(end);
            } else if blank.is_empty() {
                blank = Span::new(line, end);
            } else {
                blank.end = end;
            }
            line = end;
            self.line_is_empty = is_line_end;
            self.line_is_blank = is_line_end;
        }
        self.push_blank_lines(blank);
    }

    fn push_blank_lines(&mut self, span: Span) {
        if !span.is_empty() {
            self.tree.trivia.push(Trivia {
                kind: TriviaKind::BlankLines,
                span,
            });
        }
    }
}
