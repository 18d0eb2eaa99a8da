//! Names that need quotes, and names with nothing between them.

use super::super::lexeme::{Lexeme, LexemeKind};
use super::super::wording;
use super::lists::as_string;
use super::words::is_key;
use super::{BrokenText, KEYWORDS};
use crate::ast::{is_reserved, spell};
use crate::diagnostics::Diagnostic;
use crate::source::Span;

/// What is between two marks of a statement: a name and its label, if it is correct.
struct Run<'l> {
    lexemes: Vec<&'l Lexeme>,
    /// The noun of the statement, if this run comes first after it.
    noun: Option<&'l str>,
    /// The mark before it.
    before: Option<&'l Lexeme>,
}

impl<'t> BrokenText<'t> {
    pub(super) fn wrong_name(&self) -> Option<Diagnostic> {
        if let Some(problem) = self.after_place() {
            return Some(problem);
        }
        self.runs().iter().find_map(|run| self.wrong_run(run))
    }

    /// `a >> b in net >> c`
    fn after_place(&self) -> Option<Diagnostic> {
        let outside = self.outside_lists();
        let place = outside
            .iter()
            .skip(1)
            .position(|lexeme| lexeme.kind == LexemeKind::Word && self.slice(lexeme) == "in")?;
        outside[place + 1..]
            .iter()
            .find(|lexeme| matches!(lexeme.kind, LexemeKind::Arrow | LexemeKind::Comma))
            .map(|mark| wording::after_place(self.place(mark), self.slice(mark)))
    }

    /// The runs of names and strings, without the keywords and modifiers that they begin with.
    fn runs(&self) -> Vec<Run<'t>> {
        let mut runs = Vec::new();
        let mut lexemes: Vec<&'t Lexeme> = Vec::new();
        let mut before: Option<&'t Lexeme> = None;
        let mut noun = None;
        let mut in_list = false;
        for (index, lexeme) in self.lexemes.iter().enumerate() {
            in_list = match lexeme.kind {
                LexemeKind::OpenList => true,
                LexemeKind::CloseList => false,
                _ => in_list,
            };
            let is_part = matches!(
                lexeme.kind,
                LexemeKind::Word | LexemeKind::String | LexemeKind::Unknown
            );
            let word = self.slice(lexeme);
            if index == 0 && KEYWORDS.contains(&word) {
                noun = Some(word);
            } else if is_part && !in_list && !(word == "in" && index > 0) {
                if !(lexemes.is_empty() && matches!(word, "new" | "each")) {
                    lexemes.push(lexeme);
                }
            } else {
                if !lexemes.is_empty() {
                    runs.push(Run {
                        lexemes: std::mem::take(&mut lexemes),
                        noun: noun.take(),
                        before,
                    });
                }
                before = Some(lexeme);
            }
        }
        if !lexemes.is_empty() {
            runs.push(Run {
                lexemes,
                noun: noun.take(),
                before,
            });
        }
        runs
    }

    fn wrong_run(&self, run: &Run<'t>) -> Option<Diagnostic> {
        let is_string = |lexeme: &&&Lexeme| lexeme.kind == LexemeKind::String;
        if let Some(problem) = self.colon(run) {
            return Some(problem);
        }
        let words = run
            .lexemes
            .iter()
            .take_while(|lexeme| !is_string(lexeme))
            .count();
        let (words, rest) = run.lexemes.split_at(words);
        match (words, rest) {
            ([], [string, next, ..]) | ([_, ..], [string, next, ..])
                if string.span.end == next.span.start =>
            {
                Some(wording::quote_in_string(self.place(next)))
            }
            ([], [label, name]) if self.follows_arrow(run) && name.kind == LexemeKind::Word => {
                let mark = run.before.map_or(">>", |mark| self.slice(mark));
                let gap = label.span.to(name.span).shifted(self.base);
                Some(wording::label_after_arrow(
                    self.place(label),
                    mark,
                    gap,
                    self.slice(label),
                    self.slice(name),
                ))
            }
            ([], [_]) => None,
            ([], [_, label]) if label.kind == LexemeKind::String => None,
            ([], [_, second, third, ..]) if second.kind == LexemeKind::String => {
                Some(self.expected(third, self.expected_after(Some(second))))
            }
            ([], [first, second, ..]) => {
                Some(self.expected(second, self.expected_after(Some(first))))
            }
            ([], []) => None,
            (words, rest) => self.wrong_words(run, words, rest),
        }
    }

    fn follows_arrow(&self, run: &Run<'_>) -> bool {
        run.before
            .is_some_and(|before| before.kind == LexemeKind::Arrow)
    }

    fn wrong_words(
        &self,
        run: &Run<'t>,
        words: &[&'t Lexeme],
        rest: &[&'t Lexeme],
    ) -> Option<Diagnostic> {
        let (first, last) = (words.first()?, words.last()?);
        let whole = first.span.to(last.span);
        let text = &self.text[whole.range()];
        let place = whole.shifted(self.base);
        if run.noun == Some("diagram") && rest.is_empty() {
            return Some(wording::title_without_quotes(place, text));
        }
        if words.len() == 1 && spell(text) == text || is_reserved(text) {
            let second = rest.get(1)?;
            return Some(self.expected(second, self.expected_after(rest.first().copied())));
        }
        // Without an arrow, a chain needs the word `node`.
        let is_alone = run.noun.is_none()
            && run.before.is_none()
            && self
                .outside_lists()
                .iter()
                .all(|l| l.kind != LexemeKind::Arrow);
        let node = if is_alone { "node " } else { "" };
        let quoted = format!("{node}{}", wording::in_quotes(text));
        if let Some(path) = self.path_around(run, whole) {
            let (of_names, path_text) = (wording::in_quotes(text), &self.text[path.range()]);
            // These declare something by a name, not by a path.
            let noun = self.slice(&self.lexemes[0]);
            let leads_somewhere = !matches!(noun, "group" | "cert" | "edge");
            let before = &self.text[path.start as usize..whole.start as usize];
            let after = &self.text[whole.end as usize..path.end as usize];
            return Some(wording::wrong_path(
                path.shifted(self.base),
                path_text,
                format!("{node}{}", wording::in_quotes(path_text)),
                leads_somewhere.then(|| format!("{before}{of_names}{after}")),
            ));
        }
        if !text.contains([' ', '\t']) {
            let path = text.replace('.', "/");
            let is_path =
                path.split('/').all(|name| spell(name) == name) && run.noun != Some("group");
            let path = (is_path && path != text && !text.contains('/'))
                .then_some(("to refer to something in a group, use `/`", path));
            return Some(wording::wrong_bare_name(place, text, quoted, path));
        }
        if let Some(reserved) = words[1..]
            .iter()
            .find(|word| is_reserved(self.slice(word)) || word.kind == LexemeKind::OpenList)
        {
            let before = words
                .iter()
                .rfind(|word| word.span.end <= reserved.span.start);
            return Some(self.expected(reserved, self.expected_after(before.copied())));
        }
        let near_place = words[1..]
            .iter()
            .find(|word| matches!(self.slice(word), "inside" | "within"));
        if let Some(word) = near_place {
            return Some(wording::other_place(self.place(word), self.slice(word)));
        }
        let are_names = words
            .iter()
            .all(|word| spell(self.slice(word)) == self.slice(word));
        let texts: Vec<&str> = words.iter().map(|word| self.slice(word)).collect();
        let other = match run.noun {
            _ if !are_names => {
                let is_list = texts.iter().skip(1).step_by(2).all(|text| *text == "&");
                (is_list && !is_alone).then(|| {
                    let names: Vec<&str> = texts.iter().step_by(2).copied().collect();
                    (
                        "for several nodes, write commas between them",
                        names.join(", "),
                    )
                })
            }
            Some("node" | "row") if rest.is_empty() => Some((
                "for several nodes, write commas between them",
                texts.join(", "),
            )),
            Some("group" | "edge" | "cert") if rest.is_empty() => {
                let label = Span::new(words[1].span.start, whole.end);
                let label = wording::in_quotes(&self.text[label.range()]);
                let both = format!("{} {label}", texts[0]);
                Some(("if a label follows the name, write it in quotes", both))
            }
            None if is_alone && texts.len() == 2 && rest.is_empty() => Some((
                "for two nodes, write an arrow between them",
                texts.join(" >> "),
            )),
            _ => None,
        };
        if !are_names {
            return Some(wording::wrong_bare_name(place, text, quoted, other));
        }
        let problem = wording::several_words(place, text, quoted, other, run.noun != Some("group"));
        Some(if is_alone && texts.len() > 2 {
            wording::with_arrow_help(problem)
        } else {
            problem
        })
    }

    /// The whole of what looks like the path of a file (`src/report/index.js`), around some of its words. After `in`
    /// and `each` it can only be a path of groups.
    fn path_around(&self, run: &Run<'t>, words: Span) -> Option<Span> {
        let is_slash = |lexeme: &Lexeme| lexeme.kind == LexemeKind::Slash;
        let is_part = |lexeme: &Lexeme| matches!(lexeme.kind, LexemeKind::Word | LexemeKind::Slash);
        let (mut start, mut end) = (words.start, words.end);
        let mut before = None;
        for lexeme in self.lexemes.iter().rev() {
            if lexeme.span.end == start && is_part(lexeme) {
                start = lexeme.span.start;
            } else if lexeme.span.end <= start {
                before = Some(lexeme);
                break;
            }
        }
        for lexeme in self.lexemes {
            if lexeme.span.start == end && is_part(lexeme) {
                end = lexeme.span.end;
            }
        }
        let whole = Span::new(start, end);
        let has_slash = self
            .lexemes
            .iter()
            .any(|lexeme| is_slash(lexeme) && start <= lexeme.span.start && lexeme.span.end <= end);
        let is_of_groups = before.is_some_and(|lexeme| {
            let is_first = lexeme.span.start == self.lexemes[0].span.start;
            self.slice(lexeme) == "each" || self.slice(lexeme) == "in" && !is_first
        });
        let text = &self.text[whole.range()];
        // `new` and the marks of other statements stay as they are.
        let is_quotable = !text.contains('"') && run.noun != Some("diagram");
        (has_slash && !is_of_groups && is_quotable).then_some(whole)
    }

    /// `name: Label`, as in YAML and D2.
    fn colon(&self, run: &Run<'t>) -> Option<Diagnostic> {
        let at = run.lexemes.iter().position(|lexeme| {
            lexeme.kind == LexemeKind::Word && self.slice(lexeme).ends_with(':')
        })?;
        let colon = run.lexemes[at];
        let start = run.lexemes.first()?.span.start;
        let mark = Span::new(colon.span.end - 1, colon.span.end);
        let name = self.text[start as usize..mark.start as usize].trim_end();
        let rest = &run.lexemes[at + 1..];
        let last = *run.lexemes.last()?;
        let label = match rest {
            [] => None,
            [one] => Some(as_string(self.slice(one))),
            [from, .., to] => {
                let text = &self.text[from.span.to(to.span).range()];
                (!text.contains('"')).then(|| wording::in_quotes(text))
            }
        };
        if self.follows_arrow(run) {
            let arrow = run.before.map_or(">>", |mark| self.slice(mark));
            let label = label.as_deref().unwrap_or("\"…\"");
            let left = self.text[self.start..start as usize].trim();
            return Some(wording::label_of_edge(
                mark.shifted(self.base),
                &format!("{left} edge {label} {arrow} {name}"),
            ));
        }
        let is_first = run.before.is_none();
        if is_first && run.noun.is_none() && is_key(name) {
            return Some(wording::assignment(
                Span::new(start, mark.end).shifted(self.base),
                name,
                ":",
            ));
        }
        let Some(label) = label.filter(|_| !name.is_empty()) else {
            return Some(wording::loose_colon(mark.shifted(self.base)));
        };
        let noun = if is_first && run.noun.is_none() {
            "node "
        } else {
            ""
        };
        let name = if name.starts_with('"') {
            name.to_owned()
        } else {
            spell(name)
        };
        let whole = Span::new(start, last.span.end).shifted(self.base);
        Some(wording::colon_before_label(
            mark.shifted(self.base),
            whole,
            format!("{noun}{name} {label}"),
        ))
    }
}
