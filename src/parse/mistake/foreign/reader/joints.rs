//! Arrows, and what other languages write into them.

use super::{Foreign, Reader, string_of};
use crate::parse::lexeme::LexemeKind;
use crate::parse::mistake::foreign::chain::{ChainLink, Link};
use crate::parse::mistake::foreign::keys::Pair;
use crate::parse::mistake::marks::{is_dotted, right_arrow};

impl Reader<'_, '_> {
    pub(super) fn joint(&mut self) -> Option<ChainLink> {
        let index = self.reading.chain.joints.len();
        let mark = self.peek()?;
        let arrow = self.arrow()?;
        let mut joint = ChainLink { arrow, link: None };
        let mut link = Link::default();
        if mark.kind == LexemeKind::WrongArrow && is_dotted(self.slice(mark)) {
            link.pairs.extend(Pair::translate("style", "dashed"));
        }
        joint.link = (!link.is_empty()).then(|| link.clone());
        let Some(next) = self.peek() else {
            return Some(joint);
        };
        let slice = self.slice(next);
        let mut is_closed = false;
        match next.kind {
            LexemeKind::Unknown if slice == "|" => {
                let length = self.suspect.lexemes[self.at + 1..]
                    .iter()
                    .position(|lexeme| self.slice(lexeme) == "|")?;
                let close = self.suspect.lexemes[self.at + 1 + length].span;
                let text = &self.suspect.text[next.span.end as usize..close.start as usize];
                link.label = Some(string_of(text.trim())?);
                self.note(Foreign::LabelInArrow, next.span.to(close));
                self.at += length + 2;
                is_closed = true;
            }
            LexemeKind::OpenList => {
                let (inside, close) = self.bracket_content()?;
                let whole = next.span.to(self.suspect.lexemes[close].span);
                let is_label = self.slice(mark) == "-";
                let has_comma = inside.iter().any(|l| l.kind == LexemeKind::Comma);
                match self.pairs(inside).filter(|pairs| !pairs.is_empty()) {
                    Some(pairs) => {
                        for pair in pairs {
                            link.take(pair, &mut joint.arrow)?;
                        }
                        self.note(Foreign::ListAfterArrow, whole);
                    }
                    None if has_comma && !is_label => return Some(joint),
                    None => {
                        let text = &self.suspect.text[whole.range()];
                        link.label = Some(string_of(text[1..text.len() - 1].trim())?);
                        self.note(Foreign::LabelInArrow, whole);
                    }
                }
                self.at = close + 1;
                is_closed = true;
            }
            LexemeKind::String => {
                let after = self.suspect.lexemes.get(self.at + 1);
                let is_label = after.is_some_and(|after| match after.kind {
                    LexemeKind::Word => {
                        !self.slice(after).ends_with(':') && self.slice(after) != "in"
                    }
                    LexemeKind::WrongArrow => closes(self.slice(mark), self.slice(after)),
                    _ => false,
                });
                if !is_label {
                    return Some(joint);
                }
                link.label = Some(slice.to_owned());
                self.note(Foreign::LabelInArrow, next.span);
                self.at += 1;
                is_closed = true;
            }
            LexemeKind::Word if matches!(slice, "edge" | "dive") => {
                let has_call = self.next_is("(");
                if !has_call {
                    return self.named_link(joint);
                }
                return Some(joint);
            }
            LexemeKind::Word if slice.ends_with("Edge") && self.next_is("(") => {
                self.at += 1;
                let open = self.peek()?;
                let (inside, close) = self.bracket_content()?;
                self.note(
                    Foreign::Call,
                    next.span.to(self.suspect.lexemes[close].span),
                );
                let rest = match inside {
                    [label, rest @ ..] if label.kind == LexemeKind::String => {
                        link.label = Some(self.slice(label).to_owned());
                        rest
                    }
                    rest => rest,
                };
                debug_assert_eq!(self.slice(open), "(");
                for pair in self.pairs(rest)? {
                    link.take(pair, &mut joint.arrow)?;
                }
                self.at = close + 1;
                is_closed = true;
            }
            LexemeKind::Word => {
                let length = self.suspect.lexemes[self.at..]
                    .iter()
                    .take_while(|lexeme| {
                        matches!(lexeme.kind, LexemeKind::Word | LexemeKind::Unknown)
                    })
                    .count();
                let words = &self.suspect.lexemes[self.at..self.at + length];
                let close = self.suspect.lexemes.get(self.at + length);
                let closes = close.is_some_and(|close| {
                    close.kind == LexemeKind::WrongArrow
                        && closes(self.slice(mark), self.slice(close))
                });
                if !closes {
                    return Some(joint);
                }
                let span = next.span.to(words.last()?.span);
                let text = &self.suspect.text[span.range()];
                link.label = Some(string_of(text)?);
                self.text_of_arrow = Some((index, right_arrow(self.slice(mark)), text.to_owned()));
                self.note(Foreign::LabelInArrow, span);
                self.at += length;
                is_closed = true;
            }
            _ => {}
        }
        if is_closed && self.is_arrow() {
            let second = self.arrow()?;
            // `-[yes]->`, `-- yes -->`: the second half has the head.
            if joint.arrow == "--" {
                joint.arrow = second;
            }
        }
        if !link.is_empty() {
            joint.link = Some(link);
        }
        Some(joint)
    }

    pub(super) fn next_is(&self, mark: &str) -> bool {
        let next = self.suspect.lexemes.get(self.at + 1);
        next.is_some_and(|next| self.slice(next) == mark)
    }

    /// The mark of the same arrow in this language.
    pub(super) fn arrow(&mut self) -> Option<&'static str> {
        let lexeme = self.peek()?;
        let mark = self.slice(lexeme);
        // A tag's.
        if mark == "<" || self.suspect.text[lexeme.span.start as usize..].starts_with("<!--") {
            return None;
        }
        self.at += 1;
        Some(match lexeme.kind {
            LexemeKind::Arrow => match mark {
                ">>" => ">>",
                "<<" => "<<",
                "<>" => "<>",
                _ => "--",
            },
            _ => {
                self.reading.arrow.get_or_insert(lexeme.span);
                right_arrow(mark)
            }
        })
    }

    /// `edge "label" [color=red] >>`, in this language, perhaps without the arrow.
    pub(super) fn named_link(&mut self, mut joint: ChainLink) -> Option<ChainLink> {
        let word = self.peek()?;
        let mut link = Link {
            style: Some(self.slice(word).to_owned()),
            ..Link::default()
        };
        self.at += 1;
        if let Some(label) = self.peek().filter(|l| l.kind == LexemeKind::String)
            && self.suspect.lexemes.len() > self.at + 1
        {
            link.label = Some(self.slice(label).to_owned());
            self.at += 1;
        }
        if self.is(LexemeKind::OpenList) {
            let (inside, close) = self.bracket_content()?;
            link.pairs = self.pairs(inside)?;
            self.at = close + 1;
        }
        if self.is_arrow() {
            self.arrow()?;
        } else if self.is(LexemeKind::Word) && self.peek().is_none_or(|w| self.slice(w) != "in") {
            self.note(Foreign::MissingArrow, word.span);
        } else {
            return None;
        }
        joint.link = Some(link);
        Some(joint)
    }
}

/// Whether a mark ends the arrow that another began: `-- yes -->`.
fn closes(open: &str, close: &str) -> bool {
    match open {
        "--" | "<--" => close.starts_with("--") && close.len() > 2,
        "-." | "<-." => close.starts_with(".-") || close.starts_with("-."),
        "==" | "<==" => close.starts_with("==") && close.len() > 2,
        _ => false,
    }
}
