//! Nodes: their names, labels and attributes, in any brackets.

use super::{Foreign, Reader, string_of};
use crate::ast::{is_reserved, spell};
use crate::parse::lexeme::{Lexeme, LexemeKind};
use crate::parse::mistake::foreign::chain::Term;
use crate::parse::mistake::foreign::keys::{Pair, key_of_value};
use crate::parse::wording;
use crate::source::Span;

impl Reader<'_, '_> {
    pub(super) fn term(&mut self, is_node: bool) -> Option<Term> {
        let mut term = Term::default();
        while let Some(word) = self.peek().filter(|word| word.kind == LexemeKind::Word) {
            let follows = self
                .suspect
                .lexemes
                .get(self.at + 1)
                .is_some_and(|next| matches!(next.kind, LexemeKind::Word | LexemeKind::String));
            match self.slice(word) {
                "new" if follows && term.modifier.is_empty() => term.modifier = "new ",
                "each" if follows && term.modifier.is_empty() => term.modifier = "each ",
                // Alone on a line, it begins a statement.
                "node" if follows && self.begins_line() => return None,
                "node" if follows => self.note(Foreign::Noun, word.span),
                _ => break,
            }
            self.at += 1;
        }
        let lexemes = self.suspect.lexemes;
        let first = self.peek()?;
        // `node "Label" a`
        if is_node
            && first.kind == LexemeKind::String
            && let Some(name) = lexemes.get(self.at + 1)
            && name.kind == LexemeKind::Word
            && name.span.start > first.span.end
            && spell(self.slice(name)) == self.slice(name)
        {
            self.note(Foreign::LabelFirst, first.span);
            term.label = Some(self.slice(first).to_owned());
            term.name = self.slice(name).to_owned();
            self.at += 2;
        } else {
            self.name(&mut term)?;
        }
        if self.colon.is_none() {
            self.label_and_list(&mut term)?;
        }
        Some(term)
    }

    /// A name, bare or in quotes, or what would be one in quotes.
    pub(super) fn name(&mut self, term: &mut Term) -> Option<()> {
        let start = self.at;
        let lexemes = self.suspect.lexemes;
        let mut end = self.peek()?.span.start;
        let mut is_path = true;
        let mut awaits_name = true;
        while let Some(lexeme) = self.peek() {
            let slice = self.slice(lexeme);
            match lexeme.kind {
                LexemeKind::Slash => {
                    is_path &= !awaits_name;
                    awaits_name = true;
                }
                LexemeKind::String if awaits_name && is_path => awaits_name = false,
                LexemeKind::Word if self.at > start && slice == "in" => break,
                // What was meant for it has advice of its own.
                LexemeKind::Word if matches!(slice, "inside" | "within") => return None,
                LexemeKind::Word => {
                    let colon = slice
                        .find(":::")
                        .or_else(|| slice.ends_with(':').then(|| slice.len() - 1));
                    if slice.starts_with("%%") {
                        return None;
                    }
                    let name = &slice[..colon.unwrap_or(slice.len())];
                    if !name.is_empty() {
                        is_path &= awaits_name && spell(name) == name;
                        awaits_name = false;
                        end = lexeme.span.start + name.len() as u32;
                    }
                    if let Some(colon) = colon {
                        let colon = lexeme.span.start + colon as u32;
                        let class = slice.find(":::").is_some();
                        if class {
                            self.note(Foreign::Class, Span::new(colon, lexeme.span.end))
                        } else {
                            self.colon = Some(Span::new(colon, colon + 1))
                        }
                        self.at += 1;
                        break;
                    }
                    self.at += 1;
                    continue;
                }
                LexemeKind::Unknown => {
                    // A quotation mark of another language, not an apostrophe.
                    if slice == "'" && !self.is_tight() {
                        return None;
                    }
                    // An arrow that does not exist here: `b -x> c`.
                    if slice == "-" && !self.is_tight() && self.at > start && !self.is_arrow() {
                        return None;
                    }
                    if self.is_loose() && slice != "&" && !self.is_arrow() {
                        return None;
                    }
                    let is_mark = matches!(slice, "(" | ")" | "|" | "`" | "’")
                        || slice == "&" && self.is_loose()
                        || slice.contains(['“', '”', '„', '«', '»', '‘']);
                    let is_part = !(is_mark || self.is_arrow())
                        && slice.chars().all(|c| !c.is_whitespace() && c.is_ascii());
                    if !is_part || self.at == start {
                        break;
                    }
                    is_path = false;
                }
                _ => break,
            }
            end = lexeme.span.end;
            self.at += 1;
        }
        let first = lexemes[start].span;
        if self.at == start || end <= first.start {
            return None;
        }
        let span = Span::new(first.start, end);
        let text = &self.suspect.text[span.range()];
        // A part of a path may be a reserved word, which is reported elsewhere.
        if is_reserved(text) {
            return None;
        }
        if is_path && !awaits_name {
            term.name = text.to_owned();
            return Some(());
        }
        if text.contains('"') {
            return None;
        }
        term.name = wording::in_quotes(text);
        let foreign = match text {
            text if text.contains([' ', '\t', '\n']) => Foreign::Words,
            text => match text.rsplit_once('.').filter(|_| !text.contains('/')) {
                Some((group, node)) => {
                    let is_path = text.split('.').all(|name| spell(name) == name);
                    is_path.then(|| {
                        term.dotted = Some((group.replace('.', "/"), node.to_owned()));
                    });
                    if is_path {
                        Foreign::DottedName
                    } else {
                        Foreign::OddName
                    }
                }
                None => Foreign::OddName,
            },
        };
        self.note(foreign, span);
        self.reading.names.push((span, term.name.clone()));
        Some(())
    }

    /// What follows a name: a label, attributes, or their equivalents in other languages.
    pub(super) fn label_and_list(&mut self, term: &mut Term) -> Option<()> {
        while let Some(lexeme) = self.peek() {
            let slice = self.slice(lexeme);
            match lexeme.kind {
                LexemeKind::String if term.label.is_none() => {
                    if self.is_tight() {
                        return None;
                    }
                    term.label = Some(slice.to_owned());
                    self.at += 1;
                }
                LexemeKind::OpenList | LexemeKind::OpenBlock => {
                    let is_tight = self.is_tight();
                    let (inside, close) = self.bracket_content()?;
                    let whole = lexeme.span.to(self.suspect.lexemes[close].span);
                    let is_block = lexeme.kind == LexemeKind::OpenBlock;
                    if let Some(pairs) = self.pairs(inside) {
                        if is_block {
                            self.note(Foreign::ListInBraces, whole);
                        }
                        term.pairs.extend(pairs);
                    } else if is_tight && term.label.is_none() {
                        term.label = Some(self.shape(whole)?);
                        self.note(Foreign::LabelInShape, whole);
                    } else {
                        return None;
                    }
                    self.at = close + 1;
                }
                LexemeKind::Unknown if slice == "(" && self.is_tight() => {
                    let (inside, close) = self.bracket_content()?;
                    let whole = lexeme.span.to(self.suspect.lexemes[close].span);
                    let has_equals = inside.iter().any(|l| l.kind == LexemeKind::Equals);
                    match inside {
                        [label, rest @ ..] if label.kind == LexemeKind::String => {
                            let rest = match rest {
                                [comma, rest @ ..] if comma.kind == LexemeKind::Comma => rest,
                                rest => rest,
                            };
                            term.label = Some(self.slice(label).to_owned());
                            if !rest.is_empty() {
                                term.pairs.extend(self.pairs(rest)?);
                            }
                            self.note(Foreign::Call, whole);
                        }
                        _ if has_equals || term.label.is_some() => return None,
                        _ => {
                            term.label = Some(self.shape(whole)?);
                            self.note(Foreign::LabelInShape, whole);
                        }
                    }
                    self.at = close + 1;
                }
                LexemeKind::Word if slice == ":" => {
                    self.colon = Some(lexeme.span);
                    self.at += 1;
                    return Some(());
                }
                LexemeKind::Word if slice.starts_with(":::") => {
                    self.note(Foreign::Class, lexeme.span);
                    self.at += 1;
                }
                _ => return Some(()),
            }
        }
        Some(())
    }

    /// The label in a shape's brackets, as a string.
    pub(super) fn shape(&self, whole: Span) -> Option<String> {
        let mut text = self.suspect.text[whole.range()].trim();
        for _ in 0..3 {
            let Some(inner) = text
                .strip_prefix(['[', '(', '{', '/', '\\'])
                .and_then(|text| text.strip_suffix([']', ')', '}', '/', '\\']))
            else {
                break;
            };
            text = inner.trim();
        }
        string_of(text)
    }

    /// Attributes between brackets, if there is nothing else; an empty list has none.
    pub(super) fn pairs(&mut self, inside: &[Lexeme]) -> Option<Vec<Pair>> {
        let mut pairs: Vec<Pair> = Vec::new();
        let mut found = Vec::new();
        let mut rest = inside;
        let is_separator = |kind| {
            matches!(
                kind,
                LexemeKind::Comma | LexemeKind::Semicolon | LexemeKind::Newline
            )
        };
        while let Some((key, after)) = rest.split_first() {
            if is_separator(key.kind) {
                rest = after;
                continue;
            }
            let name = self.slice(key);
            let (name, value_start, mut after) = match (name.split_once(':'), after) {
                // `color:red`, `color: red`
                (Some((name, value)), _) if key.kind == LexemeKind::Word => {
                    let start = (!value.is_empty()).then(|| key.span.end - value.len() as u32);
                    (name, start, after)
                }
                (_, [equals, after @ ..]) if equals.kind == LexemeKind::Equals => {
                    (name, None, after)
                }
                (None, _) if key.kind == LexemeKind::Word => {
                    let is_alone = after.first().is_none_or(|next| is_separator(next.kind));
                    let of = key_of_value(name).filter(|_| is_alone)?;
                    found.push((Foreign::ValueWithoutKey, key.span));
                    match pairs.last_mut() {
                        Some(last) if last.key == of && of == "style" => {
                            last.value = format!("\"{},{name}\"", last.value.trim_matches('"'));
                        }
                        _ => pairs.push(Pair::translate(of, name)?),
                    }
                    rest = after;
                    continue;
                }
                _ => return None,
            };
            while let [line_end, next @ ..] = after
                && line_end.kind == LexemeKind::Newline
            {
                after = next;
            }
            let length = (0..after.len())
                .find(|&at| {
                    is_separator(after[at].kind)
                        || at > 0 && {
                            let next = after.get(at + 1);
                            next.is_some_and(|next| next.kind == LexemeKind::Equals)
                        }
                })
                .unwrap_or(after.len());
            let (value, next) = after.split_at(length);
            let start = value_start.or(value.first().map(|first| first.span.start))?;
            let end = value.last().map_or(key.span.end, |last| last.span.end);
            let value_text = &self.suspect.text[start as usize..end as usize];
            let is_one_string = value_text.starts_with('"') && value.len() == 1;
            if value_text.contains(['"', '{', '}', '<']) && !is_one_string {
                return None;
            }
            pairs.push(Pair::translate(name, value_text)?);
            rest = next;
        }
        self.reading.found.append(&mut found);
        Some(pairs)
    }
}
