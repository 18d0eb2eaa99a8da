//! Mistakes with attributes: in their list, in its place, or without one.

use super::super::lexeme::{Lexeme, LexemeKind};
use super::super::wording;
use super::words::is_key;
use super::{BrokenText, KEYWORDS};
use crate::diagnostics::Diagnostic;
use crate::source::Span;

impl BrokenText<'_> {
    /// The list whose `[` is the lexeme `open`: what is in it, and the index of its `]`.
    fn list(&self, open: usize) -> Option<(&[Lexeme], usize)> {
        let length = self.lexemes[open..]
            .iter()
            .position(|lexeme| lexeme.kind == LexemeKind::CloseList)?;
        Some((&self.lexemes[open + 1..open + length], open + length))
    }

    /// A list where none is allowed: nodes in brackets, attributes before what they belong to.
    pub(super) fn misplaced_list(&self) -> Option<Diagnostic> {
        let mut from = 0;
        while let Some(open) = self.lexemes[from..]
            .iter()
            .position(|lexeme| lexeme.kind == LexemeKind::OpenList)
        {
            let open = from + open;
            let (inside, close) = self.list(open)?;
            from = close;
            let before = open.checked_sub(1).map(|before| &self.lexemes[before]);
            let after = self.lexemes.get(close + 1);
            let whole = self.lexemes[open].span.to(self.lexemes[close].span);
            let content = &self.text[whole.start as usize + 1..whole.end as usize - 1];
            let has_equals = inside
                .iter()
                .any(|lexeme| lexeme.kind == LexemeKind::Equals)
                || content.contains(':');
            let waits = before.is_none_or(|before| match before.kind {
                LexemeKind::Arrow | LexemeKind::Comma => true,
                LexemeKind::Word => matches!(self.slice(before), "in" | "each" | "new" | "row"),
                _ => false,
            });
            let is_after_node = before.is_some_and(|before| self.slice(before) == "node");
            let has_comma = inside.iter().any(|lexeme| lexeme.kind == LexemeKind::Comma);
            let is_between = before.is_some_and(|before| before.kind == LexemeKind::Arrow)
                && after.is_some_and(is_value);
            if !has_equals && is_between {
                return Some(wording::bar(whole.shifted(self.base), None));
            }
            if !has_equals && !inside.is_empty() && (waits || is_after_node && has_comma) {
                let whole = whole.shifted(self.base);
                return Some(wording::list_in_brackets(whole, "brackets", content));
            }
            if waits && before.is_some_and(|before| before.kind == LexemeKind::Arrow) {
                let mark = self.slice(before?);
                return Some(wording::list_after_arrow(
                    whole.shifted(self.base),
                    mark,
                    &self.text[whole.range()],
                    after.is_some_and(|after| after.kind != LexemeKind::Newline),
                ));
            }
            if before.is_none() {
                let whole = whole.shifted(self.base);
                return Some(wording::list_of_nothing(whole));
            }
            if let Some(label) = after.filter(|after| after.kind == LexemeKind::String) {
                return Some(wording::label_after_list(
                    self.place(label),
                    Span::at(whole.start).shifted(self.base),
                    Span::new(whole.end, label.span.end).shifted(self.base),
                    self.slice(label),
                ));
            }
            if let Some(second) = after.filter(|after| after.kind == LexemeKind::OpenList) {
                let gap = Span::new(whole.end - 1, second.span.end).shifted(self.base);
                let (_, close) = self.list(close + 1)?;
                let second = second.span.to(self.lexemes[close].span);
                return Some(wording::second_list(second.shifted(self.base), gap));
            }
        }
        None
    }

    /// Something between `[` and `]`.
    pub(super) fn wrong_list(&self) -> Option<Diagnostic> {
        let mut from = 0;
        while let Some(open) = self.lexemes[from..]
            .iter()
            .position(|lexeme| lexeme.kind == LexemeKind::OpenList)
        {
            let open = from + open;
            let (inside, close) = self.list(open)?;
            // The grammar gave up inside this list or before it; lists after it have not been checked.
            if self.lexemes[close].span.end as usize > self.at
                || self.lexemes[open].span.start as usize >= self.at
            {
                return self.wrong_attribute(inside);
            }
            from = close;
        }
        None
    }

    fn wrong_attribute(&self, inside: &[Lexeme]) -> Option<Diagnostic> {
        let mut rest = inside;
        let mut is_first = true;
        loop {
            let marks = rest.iter().take_while(|next| is_separator(next.kind));
            if let Some(extra) = extra_mark(marks.clone(), is_first) {
                return Some(wording::extra_mark(self.place(extra), self.slice(extra)));
            }
            rest = &rest[marks.count()..];
            is_first = false;
            let (key, after) = rest.split_first()?;
            if key.kind == LexemeKind::String {
                return Some(match after.first() {
                    Some(equals) if equals.kind == LexemeKind::Equals => {
                        wording::quoted_key(self.place(key), self.slice(key))
                    }
                    _ => self.expected(key, "a key such as `color`"),
                });
            }
            if key.kind != LexemeKind::Word {
                return Some(self.expected(key, "a key such as `color`"));
            }
            let name = self.slice(key);
            let after: &[Lexeme] = match after {
                [equals, after @ ..]
                    if equals.kind == LexemeKind::Equals && !name.ends_with(':') =>
                {
                    after
                }
                // The colon belongs to the word: `color:` or `color:red`.
                _ if name.contains(':') => return Some(self.colon_for_equals(key, inside)),
                [colon, equals, ..]
                    if self.slice(colon) == ":" && equals.kind == LexemeKind::Equals =>
                {
                    let both = colon.span.to(equals.span).shifted(self.base);
                    return Some(wording::wrong_equals(both, name, ":="));
                }
                [wrong, ..] if matches!(self.slice(wrong), "==" | "=>" | "->") => {
                    return Some(wording::wrong_equals(
                        self.place(wrong),
                        name,
                        self.slice(wrong),
                    ));
                }
                [value, ..] if is_value(value) => {
                    return Some(self.missing_equals(inside, key, value));
                }
                // The lexer reads `=<` as an arrow.
                [mark, ..] if self.slice(mark).starts_with("=<") => {
                    return Some(self.markup(inside, mark));
                }
                _ => return Some(self.lone_key(inside, key)),
            };
            let after = match after {
                [line_end, after @ ..] if line_end.kind == LexemeKind::Newline => after,
                _ => after,
            };
            let length = after
                .iter()
                .take_while(|lexeme| !is_separator(lexeme.kind))
                .take_while(|lexeme| lexeme.kind != LexemeKind::Equals)
                .count();
            let (value, next) = after.split_at(length);
            if next
                .first()
                .is_some_and(|next| next.kind == LexemeKind::Equals)
            {
                // `a=1 b=2`: the last word is the next key.
                let [.., before, key] = value else {
                    return Some(wording::missing_value(self.place(key), name));
                };
                return Some(wording::missing_separator(
                    self.place(key),
                    self.place(before),
                ));
            }
            if let Some(problem) = self.wrong_attribute_value(key, value, next) {
                return Some(problem);
            }
            rest = next;
        }
    }

    fn wrong_attribute_value(
        &self,
        key: &Lexeme,
        value: &[Lexeme],
        next: &[Lexeme],
    ) -> Option<Diagnostic> {
        let (first, last) = match value {
            [] => return Some(wording::missing_value(self.place(key), self.slice(key))),
            [one] if is_value(one) => return None,
            [first, .., last] => (first, last),
            [one] => (one, one),
        };
        let mut span = first.span.to(last.span);
        let text = &self.text[span.range()];
        if value.iter().any(|lexeme| lexeme.kind == LexemeKind::String) {
            let odd = value
                .windows(2)
                .find(|two| two[0].span.end == two[1].span.start)?;
            return Some(wording::quote_in_string(self.place(&odd[1])));
        }
        if first.kind == LexemeKind::OpenList {
            return Some(wording::nested_list(self.place(first)));
        }
        // A slash or two belong to a bare value.
        let is_bare = value
            .iter()
            .all(|lexeme| matches!(lexeme.kind, LexemeKind::Word | LexemeKind::Slash))
            && !text.contains([' ', '\t']);
        if is_bare {
            return None;
        }
        // `rgb(1, 2, 3)`: its commas do not separate attributes.
        if text.contains('(') && !text.contains(')') {
            let close = next.iter().find(|lexeme| self.slice(lexeme) == ")")?;
            span = span.to(close.span);
        }
        let text = &self.text[span.range()];
        Some(wording::unquoted_value(span.shifted(self.base), text))
    }

    fn missing_equals(&self, inside: &[Lexeme], key: &Lexeme, value: &Lexeme) -> Diagnostic {
        let name = self.slice(key);
        let is_label = !is_key(name)
            && inside
                .iter()
                .all(|lexeme| matches!(lexeme.kind, LexemeKind::Word | LexemeKind::Unknown));
        if is_label {
            return self.lone_key(inside, key);
        }
        wording::missing_equals(self.place(key), name, self.place(value))
    }

    /// `a [red]` or `a [Some Words]`: a key without a value, or a label as Mermaid writes it.
    fn lone_key(&self, inside: &[Lexeme], key: &Lexeme) -> Diagnostic {
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else {
            return wording::lone_key(self.place(key), self.slice(key), None);
        };
        let span = first.span.to(last.span);
        let text = &self.text[span.range()];
        let has_label = self
            .lexemes
            .iter()
            .rfind(|before| before.span.end < span.start)
            .is_some_and(|before| before.kind == LexemeKind::String);
        let is_label =
            !has_label && !is_key(self.slice(key)) && !text.contains(['=', '"', ',', '\n', '<']);
        let brackets = Span::new(span.start - 1, span.end + 1);
        let is_tight = self.text[..brackets.end as usize].ends_with(']')
            && self.text[brackets.start as usize..].starts_with('[');
        let label = (is_label && is_tight).then(|| {
            let touches = self.text[..brackets.start as usize].ends_with([' ', '\t']);
            (brackets.shifted(self.base), text, touches)
        });
        let place = if label.is_some() {
            span.shifted(self.base)
        } else {
            self.place(key)
        };
        wording::lone_key(place, self.slice(key), label)
    }

    /// `label=<b>text</b>`
    fn markup(&self, inside: &[Lexeme], mark: &Lexeme) -> Diagnostic {
        let start = mark.span.start + 1;
        let end = inside
            .iter()
            .rfind(|lexeme| !is_separator(lexeme.kind))
            .map_or(mark.span.end, |lexeme| lexeme.span.end);
        let span = Span::new(start, end);
        wording::markup_value(span.shifted(self.base), &self.text[span.range()])
    }

    /// `[color: red, shape:box]`: all colons of the list are replaced together.
    fn colon_for_equals(&self, key: &Lexeme, inside: &[Lexeme]) -> Diagnostic {
        let mut is_key = true;
        let mut colons = Vec::new();
        for (index, lexeme) in inside.iter().enumerate() {
            if std::mem::replace(&mut is_key, is_separator(lexeme.kind))
                && lexeme.kind == LexemeKind::Word
                && let Some(length) = self.slice(lexeme).find(':')
            {
                colons.push(self.whole_colon(lexeme, length, inside.get(index + 1)));
            }
        }
        let name = self.slice(key).split(':').next().unwrap_or_default();
        let mark = key.span.start + name.len() as u32;
        wording::colon_for_equals(Span::new(mark, mark + 1).shifted(self.base), name, colons)
    }

    /// A colon with the spaces after it, and with a `=` if one follows.
    fn whole_colon(&self, word: &Lexeme, length: usize, after: Option<&Lexeme>) -> Span {
        let colon = word.span.start + length as u32;
        let end = match after {
            Some(equals) if colon + 1 == word.span.end && equals.kind == LexemeKind::Equals => {
                equals.span.end
            }
            _ => colon + 1,
        };
        let rest = &self.text[end as usize..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        Span::new(colon, end + blanks as u32).shifted(self.base)
    }

    /// A `=` outside a list: attributes without brackets, a label with `=` before it, a statement of another language.
    pub(super) fn wrong_assignment(&self) -> Option<Diagnostic> {
        let outside = self.outside_lists();
        let at = outside
            .iter()
            .position(|lexeme| lexeme.kind == LexemeKind::Equals)?;
        let equals = outside[at];
        let key = *outside.get(at.checked_sub(1)?)?;
        let noun = outside
            .first()
            .filter(|first| KEYWORDS.contains(&self.slice(first)));
        let is_named = at >= 3 || noun.is_some_and(|noun| self.slice(noun) == "diagram") && at >= 2;
        let value = outside.get(at + 1)?;
        if key.kind == LexemeKind::Word && is_named {
            let owner = outside[at - 2];
            let follows_name = matches!(
                owner.kind,
                LexemeKind::Word | LexemeKind::String | LexemeKind::CloseList
            );
            if follows_name {
                return self.attributes_without_list(&outside, at);
            }
        }
        if noun.is_some() && at == 2 && is_value(value) {
            let span = Span::new(key.span.end, value.span.end).shifted(self.base);
            return Some(wording::equals_before_label(
                self.place(equals),
                span,
                &as_string(self.slice(value)),
            ));
        }
        if noun.is_none() && at == 1 && value.kind == LexemeKind::String && !is_key(self.slice(key))
        {
            let whole = key.span.to(value.span).shifted(self.base);
            let node = format!("node {} {}", self.slice(key), self.slice(value));
            let name = self.slice(key);
            return Some(wording::label_by_assignment(
                self.place(key),
                name,
                whole,
                node,
            ));
        }
        (key.kind == LexemeKind::Word)
            .then(|| wording::assignment(self.place(key), self.slice(key), " ="))
    }

    /// `node a color=red, shape=box`
    fn attributes_without_list(&self, outside: &[&Lexeme], equals: usize) -> Option<Diagnostic> {
        let key = outside[equals - 1];
        let mut end = key.span.end;
        let mut texts = Vec::new();
        let mut rest = &outside[equals - 1..];
        loop {
            match rest {
                [key, equals, value, after @ ..]
                    if key.kind == LexemeKind::Word
                        && equals.kind == LexemeKind::Equals
                        && is_value(value) =>
                {
                    texts.push(format!("{}={}", self.slice(key), self.slice(value)));
                    end = value.span.end;
                    rest = after;
                }
                [mark, after @ ..] if mark.kind == LexemeKind::Comma => rest = after,
                _ => break,
            }
        }
        let is_all = rest.iter().all(|lexeme| {
            matches!(
                lexeme.kind,
                LexemeKind::Newline | LexemeKind::Semicolon | LexemeKind::OpenBlock
            )
        });
        let span = Span::new(key.span.start, end).shifted(self.base);
        let list = (is_all && !texts.is_empty()).then(|| format!("[{}]", texts.join(", ")));
        Some(wording::attributes_without_list(span, list))
    }
}

fn is_separator(kind: LexemeKind) -> bool {
    matches!(
        kind,
        LexemeKind::Comma | LexemeKind::Semicolon | LexemeKind::Newline
    )
}

fn is_value(lexeme: &Lexeme) -> bool {
    matches!(lexeme.kind, LexemeKind::Word | LexemeKind::String)
}

/// A comma or `;` with no attribute before it: the first of a list, or a second between two attributes.
fn extra_mark<'l>(marks: impl Iterator<Item = &'l Lexeme>, is_first: bool) -> Option<&'l Lexeme> {
    marks
        .filter(|mark| mark.kind != LexemeKind::Newline)
        .nth(usize::from(!is_first))
}

/// A value as a string in quotes.
pub(super) fn as_string(value: &str) -> String {
    if value.starts_with('"') {
        value.to_owned()
    } else {
        wording::in_quotes(value)
    }
}
