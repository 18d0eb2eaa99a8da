//! A `{` where no block can be: only groups have one.

use super::super::lexeme::{Lexeme, LexemeKind};
use super::super::wording;
use super::lists::as_string;
use super::{Block, BrokenText, KEYWORDS, keyword_for};
use crate::ast::PartKind;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

impl BrokenText<'_> {
    /// A block without a group, or a group without a block. What follows looks wrong because of it.
    pub(super) fn wrong_block(&self) -> Option<(Diagnostic, Block)> {
        let first = self.lexemes.first()?;
        if self.find(LexemeKind::UnclosedString).is_some() || first.kind == LexemeKind::CloseBlock {
            return None;
        }
        let open = self
            .lexemes
            .iter()
            .position(|lexeme| lexeme.kind == LexemeKind::OpenBlock)?;
        let (header, brace) = (&self.lexemes[..open], &self.lexemes[open]);
        let place = self.place(brace);
        let Some(last) = header.last() else {
            return Some((wording::block_of_nothing(place), Block::Foreign));
        };
        let word = self.first_word().unwrap_or_default();
        if word == "group" {
            let line = header
                .iter()
                .rfind(|lexeme| lexeme.kind != LexemeKind::Newline)?;
            let is_below = last.kind == LexemeKind::Newline && header.len() > 2;
            return is_below.then(|| {
                let gap = Span::new(line.span.end, brace.span.end).shifted(self.base);
                (wording::brace_on_next_line(place, gap), self.block())
            });
        }
        if word == "diagram" || keyword_for(word) == Some("diagram") {
            let problem = wording::block_of_diagram(self.place(first), word);
            return Some((problem, Block::Unneeded));
        }
        let joins = |lexeme: &Lexeme| {
            matches!(
                lexeme.kind,
                LexemeKind::Arrow | LexemeKind::WrongArrow | LexemeKind::Comma
            )
        };
        if joins(last) {
            return Some((wording::list_in_braces(place), Block::Foreign));
        }
        if KEYWORDS.contains(&word) || header.iter().any(joins) {
            let is_chain = !KEYWORDS.contains(&word);
            return Some((
                wording::block_of_other(place, word, is_chain),
                Block::Foreign,
            ));
        }
        self.block_without_group(header)
    }

    /// `Networking {`, `subgraph net {`, `net: Networking {`
    fn block_without_group(&self, header: &[Lexeme]) -> Option<(Diagnostic, Block)> {
        let first = header.first()?;
        let word = self.slice(first);
        let names = header
            .iter()
            .take_while(|lexeme| matches!(lexeme.kind, LexemeKind::Word | LexemeKind::String))
            .count();
        let (names, list) = header.split_at(names);
        let place = self.place(first);
        let name_of = |lexeme: &Lexeme| match lexeme.kind {
            LexemeKind::String => Some((
                PartKind::Quoted,
                Span::new(lexeme.span.start + 1, lexeme.span.end - 1),
            )),
            _ => Some((PartKind::Name, lexeme.span)),
        };
        let is_open = list
            .first()
            .is_none_or(|lexeme| lexeme.kind == LexemeKind::OpenList);
        match names {
            _ if !is_open => None,
            [name, rest @ ..] if self.slice(name).ends_with(':') => {
                let last = rest.last().unwrap_or(name);
                let label = match rest {
                    [] => String::new(),
                    [one] => format!(" {}", as_string(self.slice(one))),
                    [from, .., to] => {
                        let text = &self.text[from.span.to(to.span).range()];
                        format!(" {}", wording::in_quotes(text))
                    }
                };
                let bare = Span::new(name.span.start, name.span.end - 1);
                let text = format!("group {}{label}", &self.text[bare.range()]);
                let whole = name.span.to(last.span).shifted(self.base);
                Some((
                    wording::block_without_group(place, &[(whole, text)]),
                    Block::Group(Some((PartKind::Name, bare))),
                ))
            }
            [name] => Some((
                wording::block_without_group(
                    place,
                    &[(Span::at(place.start), "group ".to_owned())],
                ),
                Block::Group(name_of(name)),
            )),
            [name, label]
                if label.kind == LexemeKind::String
                    && keyword_for(word).is_none()
                    && word != "in" =>
            {
                Some((
                    wording::block_without_group(
                        place,
                        &[
                            (Span::at(place.start), "group ".to_owned()),
                            (place, "group".to_owned()),
                        ],
                    ),
                    Block::Group(name_of(name)),
                ))
            }
            [_, name, ..] => {
                let last = names.last()?;
                let whole = first.span.to(last.span);
                let text = &self.text[whole.range()];
                let rest = name.span.to(last.span);
                let rest = &self.text[rest.range()];
                let mut fixes = if text.contains('"') || names.len() == 2 {
                    vec![(place, "group".to_owned())]
                } else {
                    vec![(
                        whole.shifted(self.base),
                        format!("group {}", wording::in_quotes(rest)),
                    )]
                };
                if keyword_for(word).is_none() && word != "in" && !text.contains('"') {
                    let name = format!("group {}", wording::in_quotes(text));
                    fixes.insert(0, (whole.shifted(self.base), name));
                }
                Some((
                    wording::block_without_group(place, &fixes),
                    Block::Group(name_of(name)),
                ))
            }
            [] => None,
        }
    }

    /// What the text does to the blocks around it, if it is what it looks like.
    pub(super) fn block(&self) -> Block {
        let is_group = self.first_word() == Some("group");
        let brace = self.lexemes.iter().find(|lexeme| match lexeme.kind {
            LexemeKind::OpenBlock => true,
            // It is inside an unclosed string.
            LexemeKind::UnclosedString => is_group && self.slice(lexeme).ends_with('{'),
            _ => false,
        });
        if brace.is_none() {
            return Block::None;
        }
        let name = self
            .lexemes
            .iter()
            .skip(1)
            .find_map(|lexeme| match lexeme.kind {
                LexemeKind::Word => Some((PartKind::Name, lexeme.span)),
                LexemeKind::String if lexeme.span.len() > 2 => Some((
                    PartKind::Quoted,
                    Span::new(lexeme.span.start + 1, lexeme.span.end - 1),
                )),
                _ => None,
            });
        Block::Group(name)
    }

    /// What a reported mistake does to the blocks around it.
    pub(super) fn block_after(&self, diagnostic: &Diagnostic) -> Block {
        if diagnostic.code == Code::MissingBrace {
            Block::Unneeded
        } else {
            self.block()
        }
    }
}
