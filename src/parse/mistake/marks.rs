//! Marks that do not exist in this language, or that have no partner.

use super::super::lexeme::{Lexeme, LexemeKind};
use super::super::wording;
use super::{BrokenText, KEYWORDS};
use crate::diagnostics::{Diagnostic, Edit};
use crate::source::Span;

/// The first space that an arrow or a list follows.
fn mark_behind_a_blank(text: &str) -> Option<usize> {
    memchr::memchr_iter(b' ', text.as_bytes()).find(|blank| {
        let behind = &text[blank + 1..];
        let marks = ["[", ">> ", "<< ", "-- ", "<> "];
        marks.iter().any(|mark| behind.starts_with(mark))
    })
}

impl BrokenText<'_> {
    /// A string, comment or list that does not end. Everything after the opener looks wrong because of it, so it comes
    /// first.
    pub(super) fn unclosed_mark(&self) -> Option<Diagnostic> {
        if let Some(string) = self.find(LexemeKind::UnclosedString) {
            return Some(self.unclosed_string(string));
        }
        if let Some(comment) = self.find(LexemeKind::UnclosedComment) {
            let mark = Span::new(comment.span.start, comment.span.start + 2);
            return Some(wording::unclosed_comment(mark.shifted(self.base)));
        }
        let open = self
            .lexemes
            .iter()
            .rposition(|lexeme| lexeme.kind == LexemeKind::OpenList)?;
        let list = &self.lexemes[open..];
        if list
            .iter()
            .any(|lexeme| lexeme.kind == LexemeKind::CloseList)
        {
            return None;
        }
        if let Some(address) = self.bare_address(list) {
            return Some(address);
        }
        // Before the block or the statement's end, after the last part that can still belong to the list.
        let last = list
            .iter()
            .take_while(|lexeme| lexeme.kind != LexemeKind::OpenBlock)
            .filter(|lexeme| lexeme.kind != LexemeKind::Newline)
            .last()?;
        Some(wording::unclosed_list(
            self.place(&self.lexemes[open]),
            last.span.end + self.base,
        ))
    }

    /// Whether a string, a comment or a list does not end.
    pub(super) fn is_unclosed(&self) -> bool {
        let mut in_list = false;
        self.lexemes.iter().any(|lexeme| {
            match lexeme.kind {
                LexemeKind::UnclosedString | LexemeKind::UnclosedComment => return true,
                LexemeKind::OpenList => in_list = true,
                LexemeKind::CloseList => in_list = false,
                _ => {}
            }
            false
        }) || in_list
    }

    /// `url=https://…` without quotes: what follows `https:` is a comment, and with it the `]`.
    fn bare_address(&self, list: &[Lexeme]) -> Option<Diagnostic> {
        let scheme = list
            .iter()
            .filter(|lexeme| lexeme.kind == LexemeKind::Word)
            .rfind(|lexeme| self.text[lexeme.span.end as usize..].starts_with("//"))?;
        let rest = &self.text[scheme.span.start as usize..self.end];
        let length = rest
            .find([']', ',', ' ', '\t', '\n', '"'])
            .unwrap_or(rest.trim_end().len());
        let span = Span::new(scheme.span.start, scheme.span.start + length as u32);
        Some(wording::unquoted_value(
            span.shifted(self.base),
            &self.text[span.range()],
        ))
    }

    /// An unclosed string, closed where a bracket, a brace or an arrow after it shows that it should have been.
    fn unclosed_string(&self, string: &Lexeme) -> Diagnostic {
        let text = self.slice(string);
        let before = self
            .lexemes
            .iter()
            .take_while(|lexeme| lexeme.span.start < string.span.start);
        let in_list = before
            .clone()
            .fold(false, |open, lexeme| match lexeme.kind {
                LexemeKind::OpenList => true,
                LexemeKind::CloseList => false,
                _ => open,
            });
        // The odd quotation mark may end a string that began on another line.
        let is_statement = self
            .first_word()
            .is_some_and(|word| KEYWORDS.contains(&word));
        if text == "\"" && !is_statement && self.find(LexemeKind::String).is_none() {
            return wording::quote_without_string(self.place(string));
        }
        // Or it may be inside a string: `"a "b" c"`.
        if let Some(last) = before.last()
            && last.span.end == string.span.start
            && matches!(last.kind, LexemeKind::Word | LexemeKind::String)
        {
            return wording::quote_in_string(self.place(string));
        }
        // The brace of a group that has become part of the string, with its partner or at the end of the line.
        let block = match text.find('{') {
            Some(brace) if self.first_word() == Some("group") => match text[brace..].find('}') {
                Some(_) => text[..brace].trim_end().len(),
                None => text.strip_suffix('{').map_or(text, str::trim_end).len(),
            },
            _ => text.len(),
        };
        let kept = match in_list {
            true => text.find([',', ']']).unwrap_or(block),
            // A brace after the mark would no longer be in the string.
            false => mark_behind_a_blank(text)
                .filter(|mark| block < text.len() || !text[*mark..].contains(['{', '}']))
                .unwrap_or(block),
        };
        let kept = kept.min(block);
        let span = Span::new(string.span.start, string.span.start + kept as u32);
        wording::unclosed_string(self.place(string), Span::at(span.end).shifted(self.base))
    }

    /// An arrow, quote or comment of another language, or an unexpected character.
    pub(super) fn wrong_mark(&self) -> Option<Diagnostic> {
        let mut in_list = false;
        for (index, lexeme) in self.lexemes.iter().enumerate() {
            let found = self.slice(lexeme);
            match lexeme.kind {
                LexemeKind::OpenList => in_list = true,
                LexemeKind::CloseList => in_list = false,
                LexemeKind::WrongArrow if !in_list => {
                    let bar = self.lexemes.get(index + 1);
                    return Some(match bar.filter(|bar| self.slice(bar) == "|") {
                        Some(_) => self.bar(index, index + 1),
                        None => self.wrong_arrow(index),
                    });
                }
                LexemeKind::Word if !in_list && found.starts_with(['#', '%']) => {
                    if let Some(comment) = self.wrong_comment(index) {
                        return Some(comment);
                    }
                }
                LexemeKind::Unknown if closing_quote(found).is_some() => {
                    return Some(self.wrong_quote(lexeme, in_list));
                }
                LexemeKind::Unknown if !in_list => {
                    if let Some(problem) = self.wrong_character(index) {
                        return Some(problem);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Another language's arrow; all of them in the text are replaced together.
    fn wrong_arrow(&self, index: usize) -> Diagnostic {
        let first = &self.lexemes[index];
        let found = self.slice(first);
        if self.text[first.span.start as usize..].starts_with("<!--") {
            let mark = Span::new(first.span.start, first.span.start + 4);
            return wording::other_comment(mark.shifted(self.base), "<!--", None);
        }
        let is_tag = found == "<" && self.lexemes[index..].iter().any(|l| self.slice(l) == ">");
        if is_tag {
            return wording::markup(self.place(first));
        }
        // Next to a link, an arrow is only an arrow.
        let has_link = self
            .lexemes
            .iter()
            .any(|lexeme| matches!(self.slice(lexeme), "edge" | "dive"));
        let written = |arrow: &str| {
            if has_link {
                right_arrow(arrow).to_owned()
            } else {
                right_arrow_with_style(arrow)
            }
        };
        let edits = self.lexemes[index..]
            .iter()
            .filter(|lexeme| lexeme.kind == LexemeKind::WrongArrow)
            .map(|lexeme| Edit {
                span: self.place(lexeme),
                text: written(self.slice(lexeme)),
            })
            .collect();
        wording::wrong_arrow(self.place(first), found, &written(found), edits)
    }

    /// `# …` after something else, or `%% …`.
    fn wrong_comment(&self, index: usize) -> Option<Diagnostic> {
        let lexeme = &self.lexemes[index];
        let found = self.slice(lexeme);
        let before = index.checked_sub(1).map(|before| &self.lexemes[before]);
        if found.starts_with('%') {
            let mark = Span::new(lexeme.span.start, lexeme.span.start + found.len() as u32);
            let is_mark = found.bytes().all(|byte| byte == b'%');
            let may_begin =
                before.is_none_or(|before| found.len() > 1 && before.span.end < lexeme.span.start);
            return (may_begin && is_mark).then(|| {
                wording::other_comment(self.place(lexeme), found, Some(mark.shifted(self.base)))
            });
        }
        let ends_statement = before.is_some_and(|before| match before.kind {
            LexemeKind::Word => index > 1 || !KEYWORDS.contains(&self.slice(before)),
            LexemeKind::String | LexemeKind::CloseList | LexemeKind::CloseBlock => true,
            _ => false,
        });
        ends_statement.then(|| wording::late_hash(self.place(lexeme)))
    }

    /// A quotation mark that does not exist here, with its partner if that is on the same line.
    fn wrong_quote(&self, lexeme: &Lexeme, in_list: bool) -> Diagnostic {
        let found = self.slice(lexeme);
        let start = lexeme.span.end as usize;
        let line = self.text[start..self.end]
            .split('\n')
            .next()
            .unwrap_or_default();
        let closing = closing_quote(found).unwrap_or_default();
        let touches = |at: usize| self.text[..at].ends_with(|c: char| c.is_alphanumeric());
        if matches!(found, "'" | "’") && touches(lexeme.span.start as usize) {
            // An apostrophe: its name extends to the spaces around it.
            return self.apostrophe(lexeme, in_list);
        }
        match line.find(|c: char| closing.contains(c)) {
            Some(length) => {
                let content = &line[..length];
                let mark = line[length..].chars().next().map_or(1, char::len_utf8);
                let span = Span::new(lexeme.span.start, (start + length + mark) as u32);
                wording::wrong_quotes(self.place(lexeme), found, span.shifted(self.base), content)
            }
            None => wording::wrong_quote(self.place(lexeme), found),
        }
    }

    fn apostrophe(&self, lexeme: &Lexeme, in_list: bool) -> Diagnostic {
        let (before, after) = self.text[..self.end].split_at(lexeme.span.start as usize);
        let ends = |c: char| {
            c.is_whitespace() && !in_list || "[]{},;\"\n".contains(c) || in_list && c == '='
        };
        let start = before.rfind(ends).map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
        let end = before.len() + after.find(ends).unwrap_or(after.len());
        let span = Span::new(start.max(self.start) as u32, end as u32);
        let text = &self.text[span.range()];
        if in_list {
            return wording::unquoted_value(span.shifted(self.base), text);
        }
        wording::quoted_name(span.shifted(self.base), text)
    }

    /// An unexpected character, where it is not part of what may be a name.
    fn wrong_character(&self, index: usize) -> Option<Diagnostic> {
        let lexeme = &self.lexemes[index];
        let found = self.slice(lexeme);
        let place = self.place(lexeme);
        let before = index.checked_sub(1).map(|before| &self.lexemes[before]);
        let after = self.lexemes.get(index + 1);
        let is_loose = before.is_none_or(|before| before.span.end < lexeme.span.start)
            && after.is_none_or(|after| lexeme.span.end < after.span.start);
        let instead = match found {
            "，" | "、" => ",",
            "；" => ";",
            "\u{A0}" | "\u{3000}" | "\u{2003}" | "\u{2009}" | "\u{202F}" => " ",
            "–" | "—" => return Some(wording::wrong_arrow_alone(place, found, "--")),
            "-" if is_loose && before.is_some() && after.is_some_and(is_name) => {
                return Some(wording::wrong_arrow_alone(place, found, "--"));
            }
            "-" | "*" | "•" if before.is_none() => return Some(wording::bullet(place, found)),
            "|" if before.is_some_and(|before| {
                matches!(before.kind, LexemeKind::Arrow | LexemeKind::WrongArrow)
            }) =>
            {
                return Some(self.bar(index - 1, index));
            }
            "-" if after.is_some_and(|after| after.kind == LexemeKind::OpenList) => {
                return Some(self.bar(index, index + 1));
            }
            "(" => return self.parenthesis(index),
            // After a space and at the end, it is not part of a name.
            _ if before.is_none_or(|before| before.span.end < lexeme.span.start)
                && after.is_none_or(|after| after.kind == LexemeKind::Newline) =>
            {
                return Some(wording::unknown_character(place, found, None));
            }
            _ => return None,
        };
        Some(wording::unknown_character(place, found, Some(instead)))
    }

    /// A label in an arrow, which begins at a lexeme and opens the label with another: `-->|label|` or `-[label]->`.
    fn bar(&self, arrow: usize, open: usize) -> Diagnostic {
        let [arrow, open] = [arrow, open].map(|index| &self.lexemes[index]);
        let place = self.place(open);
        let close = match self.slice(open) {
            "[" => "]",
            _ => "|",
        };
        let mut after = self
            .lexemes
            .iter()
            .skip_while(|lexeme| lexeme.span.start <= open.span.start)
            .skip_while(|lexeme| self.slice(lexeme) != close);
        let Some(closing) = after.next() else {
            return wording::bar(place, None);
        };
        let joins =
            |lexeme: &&Lexeme| matches!(lexeme.kind, LexemeKind::Arrow | LexemeKind::WrongArrow);
        let last = after.next().filter(joins);
        let text = self.text[open.span.end as usize..closing.span.start as usize].trim();
        let label = if text.starts_with('"') {
            text.to_owned()
        } else {
            wording::in_quotes(text)
        };
        let mark = match last {
            Some(last) => right_arrow(self.slice(last)),
            None => right_arrow(self.slice(arrow)),
        };
        let whole = arrow.span.to(last.unwrap_or(closing).span);
        wording::bar(
            place,
            Some((
                whole.shifted(self.base),
                format!("{mark} edge {label} {mark}"),
            )),
        )
    }

    /// `(`, unless only a few plain words are between it and its `)`: those may belong to a name.
    fn parenthesis(&self, index: usize) -> Option<Diagnostic> {
        let open = &self.lexemes[index];
        let before = index.checked_sub(1).map(|before| &self.lexemes[before]);
        let length = self.lexemes[index..]
            .iter()
            .position(|lexeme| self.slice(lexeme) == ")");
        let Some(length) = length else {
            return Some(wording::unknown_character(self.place(open), "(", None));
        };
        let inside = &self.lexemes[index + 1..index + length];
        let close = &self.lexemes[index + length];
        let whole = open.span.to(close.span).shifted(self.base);
        let content = &self.text[open.span.end as usize..close.span.start as usize];
        let has = |kind| inside.iter().any(|lexeme| lexeme.kind == kind);
        if has(LexemeKind::Equals) && !has(LexemeKind::String) {
            return Some(wording::attributes_in_parentheses(whole, content));
        }
        if has(LexemeKind::Newline) || content.contains(['"', '[', '(']) || inside.is_empty() {
            return Some(wording::call(self.place(open)));
        }
        let is_list = before.is_none_or(|before| {
            !matches!(before.kind, LexemeKind::Word | LexemeKind::String)
                || KEYWORDS.contains(&self.slice(before))
        });
        is_list.then(|| wording::list_in_brackets(whole, "parentheses", content))
    }

    /// An arrow or comma with nothing after it, or two of them.
    pub(super) fn wrong_ends(&self) -> Option<Diagnostic> {
        let marks = self.outside_lists();
        let joins = |lexeme: &Lexeme| {
            matches!(
                lexeme.kind,
                LexemeKind::Arrow | LexemeKind::Comma | LexemeKind::Slash
            )
        };
        for (index, lexeme) in marks.iter().enumerate() {
            if !joins(lexeme) {
                continue;
            }
            let line_ends = marks[index + 1..]
                .iter()
                .take_while(|next| next.kind == LexemeKind::Newline)
                .count();
            let mut rest = marks[index + 1 + line_ends..].iter();
            let (next, after) = (rest.next(), rest.next());
            let is_last = next.is_none_or(|next| {
                joins(next) || matches!(next.kind, LexemeKind::Semicolon | LexemeKind::CloseBlock)
            });
            // `a,` and on the next line `node b`: a new statement, which the comma has joined to this one.
            let begins_statement = line_ends > 0
                && next.is_some_and(|next| KEYWORDS.contains(&self.slice(next)))
                && after.is_some_and(|after| is_name(after));
            if is_last || begins_statement {
                let mark = self.slice(lexeme);
                return Some(wording::loose_arrow(self.place(lexeme), mark, "after"));
            }
            if index == 0 && lexeme.kind != LexemeKind::Arrow {
                let mark = self.slice(lexeme);
                return Some(wording::loose_arrow(self.place(lexeme), mark, "before"));
            }
        }
        None
    }
}

fn is_name(lexeme: &Lexeme) -> bool {
    matches!(lexeme.kind, LexemeKind::Word | LexemeKind::String)
}

/// The quotation marks that can close one of another language or of a word processor.
fn closing_quote(opening: &str) -> Option<&'static str> {
    match opening {
        "“" | "”" | "„" | "‟" => Some("“”‟\""),
        "«" | "»" => Some("«»"),
        "'" => Some("'"),
        "‘" | "’" => Some("‘’'"),
        "`" => Some("`"),
        _ => None,
    }
}

/// The arrow that was meant by another one.
/// Whether an arrow is drawn as a row of dots: `-.->`, `..>`.
pub(super) fn is_dotted(arrow: &str) -> bool {
    arrow.contains('.')
}

/// The same arrow on both sides of a link if its line is not plain.
fn right_arrow_with_style(wrong: &str) -> String {
    let arrow = right_arrow(wrong);
    if is_dotted(wrong) {
        format!("{arrow} edge [style=dashed] {arrow}")
    } else {
        arrow.to_owned()
    }
}

pub(super) fn right_arrow(wrong: &str) -> &'static str {
    let both = matches!(wrong, "↔" | "⇔");
    let left = both || wrong.starts_with('<') || matches!(wrong, "←" | "⇐" | "⟵");
    let has_head = wrong.ends_with(['>', 'x', 'o', ')']);
    let right = both || has_head || matches!(wrong, "→" | "⇒" | "⟶" | "➔" | "➜");
    match (left, right) {
        (true, true) => "<>",
        (true, false) => "<<",
        (false, true) => ">>",
        (false, false) => "--",
    }
}
