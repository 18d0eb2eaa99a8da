//! Statements of other languages that are not chains: settings of the diagram, statements of this language in another
//! order, and sentences of English. `blocks` and `looks` handle the others.

use super::super::lists::as_string;
use super::super::{Block, BrokenText};
use super::keys::{list, setting};
use crate::ast::{is_reserved, spell};
use crate::diagnostics::Diagnostic;
use crate::parse::lexeme::{Lexeme, LexemeKind};
use crate::parse::wording;
use crate::source::Span;

/// What English and other languages put between two nodes; here, the second comes first.
const NEEDS: [&str; 7] = [
    "requires", "require", "needs", "need", "after", "follows", "depends",
];
/// … and here, the first does.
const LEADS: [&str; 8] = [
    "to", "then", "before", "unlocks", "enables", "precedes", "leads", "into",
];

impl<'t> BrokenText<'t> {
    pub(super) fn foreign_statement(&self) -> Option<(Diagnostic, Block)> {
        if let Some(block) = self.block_of_call() {
            return Some(block);
        }
        let problem = self
            .subgraph()
            .or_else(|| self.setting())
            .or_else(|| self.note())
            .or_else(|| self.look())
            .or_else(|| self.key_of_node())
            .or_else(|| self.nodes_of_group())
            .or_else(|| self.several_uses())
            .or_else(|| self.edge_statement())
            .or_else(|| self.sentence())?;
        Some((problem, Block::None))
    }

    /// The lexemes of the line, without its end.
    pub(super) fn line(&self) -> &'t [Lexeme] {
        let count = self
            .lexemes
            .iter()
            .rposition(|lexeme| !matches!(lexeme.kind, LexemeKind::Newline | LexemeKind::Semicolon))
            .map_or(0, |last| last + 1);
        &self.lexemes[..count]
    }

    pub(super) fn slice_of(&self, lexemes: &[Lexeme]) -> &'t str {
        match (lexemes.first(), lexemes.last()) {
            (Some(first), Some(last)) => &self.text[first.span.to(last.span).range()],
            _ => "",
        }
    }

    // ---- settings of the diagram ----

    /// `direction LR`, `rankdir=LR`, `theme: dark`, `graph [rankdir=LR]`
    fn setting(&self) -> Option<Diagnostic> {
        let line = self.line();
        let first = line
            .first()
            .filter(|first| first.kind == LexemeKind::Word)?;
        let word = self.slice(first);
        if matches!(word, "graph" | "digraph") && line.get(1)?.kind == LexemeKind::OpenList {
            return self.settings_in_list(line);
        }
        if let [side, to, other, last] = line
            && self.slice(to) == "to"
            && self.slice(last) == "direction"
        {
            let direction = match (self.slice(side), self.slice(other)) {
                ("left", "right") => "right",
                ("right", "left") => "left",
                ("top", "bottom") => "down",
                ("bottom", "top") => "up",
                _ => return None,
            };
            let value = format!("direction={direction}");
            return Some(self.diagram_setting(last, "direction", Some(value)));
        }
        let (key, value) = match line {
            [key, value @ ..] if self.slice(key).ends_with(':') => (key, value),
            [key, mark, value @ ..]
                if mark.kind == LexemeKind::Equals || self.slice(mark) == ":" =>
            {
                (key, value)
            }
            [key, value] if matches!(self.slice(key), "direction" | "theme" | "rankdir") => {
                (key, std::slice::from_ref(value))
            }
            _ => return None,
        };
        let [value] = value else { return None };
        if !matches!(value.kind, LexemeKind::Word | LexemeKind::String) {
            return None;
        }
        let key_text = self.slice(key).trim_end_matches(':');
        let found = setting(key_text, self.slice(value))?;
        let value = found
            .ok()
            .map(|pair| format!("{}={}", pair.key, pair.value));
        Some(self.diagram_setting(key, key_text, value))
    }

    /// `value` is the attribute as it should be written, if possible.
    fn diagram_setting(&self, key: &Lexeme, name: &str, value: Option<String>) -> Diagnostic {
        let place = Span::new(key.span.start, key.span.start + name.len() as u32);
        let fix = value.and_then(|value| {
            Some((
                self.whole()?.shifted(self.base),
                format!("diagram [{value}]"),
            ))
        });
        wording::setting(place.shifted(self.base), name, fix)
    }

    /// `graph [rankdir=LR, bgcolor=white]`
    fn settings_in_list(&self, line: &[Lexeme]) -> Option<Diagnostic> {
        let (first, last) = (line.first()?, line.last()?);
        if last.kind != LexemeKind::CloseList {
            return None;
        }
        let mut written = Vec::new();
        let mut is_whole = true;
        let mut title = String::new();
        for entry in line[2..line.len() - 1].split(|lexeme| {
            matches!(
                lexeme.kind,
                LexemeKind::Comma | LexemeKind::Semicolon | LexemeKind::Newline
            )
        }) {
            let entries: Vec<&[Lexeme]> = entry.chunks(3).collect();
            for entry in entries {
                match entry {
                    [key, equals, value] if equals.kind == LexemeKind::Equals => {
                        let (key, value) = (self.slice(key), self.slice(value));
                        match setting(key, value) {
                            Some(Ok(pair)) => written.push(pair),
                            _ if key == "label" => title = format!(" {}", as_string(value)),
                            _ => is_whole = false,
                        }
                    }
                    _ => is_whole = false,
                }
            }
        }
        let written = list(&written).map_or(String::new(), |list| format!(" {list}"));
        let text = format!("diagram{title}{written}");
        let fix = (is_whole && text != "diagram")
            .then(|| self.whole())
            .flatten()
            .map(|whole| (whole.shifted(self.base), text));
        Some(wording::settings_of_graph(
            self.place(first),
            self.slice(first),
            fix,
        ))
    }

    // ---- statements of this language, in another order ----

    /// `group A: a, b`
    fn nodes_of_group(&self) -> Option<Diagnostic> {
        let line = self.line();
        let [noun, name, rest @ ..] = line else {
            return None;
        };
        if self.slice(noun) != "group" || rest.iter().any(|l| l.kind == LexemeKind::OpenBlock) {
            return None;
        }
        let (name_text, mark, nodes) = match (self.slice(name).strip_suffix(':'), rest) {
            (Some(bare), nodes) if name.kind == LexemeKind::Word => {
                (bare, Span::new(name.span.end - 1, name.span.end), nodes)
            }
            (_, [mark, nodes @ ..])
                if mark.kind == LexemeKind::Equals || self.slice(mark) == ":" =>
            {
                (self.slice(name), mark.span, nodes)
            }
            _ => return None,
        };
        let are_names = !nodes.is_empty()
            && nodes
                .iter()
                .enumerate()
                .all(|(index, lexeme)| match index % 2 {
                    0 => matches!(lexeme.kind, LexemeKind::Word | LexemeKind::String),
                    _ => lexeme.kind == LexemeKind::Comma,
                })
            && nodes.len() % 2 == 1;
        if !are_names {
            return None;
        }
        let nodes: Vec<String> = nodes
            .iter()
            .step_by(2)
            .map(|lexeme| match lexeme.kind {
                LexemeKind::String => self.slice(lexeme).to_owned(),
                _ => spell(self.slice(lexeme)),
            })
            .collect();
        let name = if name_text.starts_with('"') {
            name_text.to_owned()
        } else {
            spell(name_text)
        };
        let text = format!("group {name} {{ node {} }}", nodes.join(", "));
        let fix = self.whole().map(|w| (w.shifted(self.base), text));
        Some(wording::nodes_of_group(mark.shifted(self.base), fix))
    }

    /// `use aws azure`
    fn several_uses(&self) -> Option<Diagnostic> {
        let [noun, names @ ..] = self.line() else {
            return None;
        };
        let is_file = |name: &Lexeme| match name.kind {
            LexemeKind::String => true,
            LexemeKind::Word => {
                let name = self.slice(name);
                spell(name) == name || name == "and"
            }
            _ => false,
        };
        if self.slice(noun) != "use" || names.len() < 2 || !names.iter().all(is_file) {
            return None;
        }
        let uses: Vec<String> = names
            .iter()
            .map(|name| self.slice(name))
            .filter(|name| *name != "and")
            .map(|name| format!("use {name}"))
            .collect();
        let whole = self.whole()?.shifted(self.base);
        Some(wording::several_uses(
            self.place(&names[1]),
            whole,
            uses.join("; "),
        ))
    }

    /// `edge a b`, `edge from a to b`
    fn edge_statement(&self) -> Option<Diagnostic> {
        let [noun, rest @ ..] = self.line() else {
            return None;
        };
        if !matches!(self.slice(noun), "edge" | "link" | "connect") {
            return None;
        }
        let rest = match rest {
            [from, rest @ ..] if self.slice(from) == "from" => rest,
            rest => rest,
        };
        let (one, other) = match rest {
            [one, to, other] if matches!(self.slice(to), "to" | "with") => (one, other),
            [one, other] => (one, other),
            _ => return None,
        };
        let names = [one, other];
        let are_names = names.iter().all(|name| {
            let text = self.slice(name);
            name.kind == LexemeKind::Word && spell(text) == text && !is_reserved(text)
        });
        if !are_names {
            return None;
        }
        let (one, other) = (self.slice(one), self.slice(other));
        let whole = self.whole()?.shifted(self.base);
        let label = (self.slice(noun) == "edge" && rest.len() == 2)
            .then(|| format!("edge {one} {}", wording::in_quotes(other)));
        Some(wording::edge_without_arrow(
            self.place(noun),
            self.slice(noun),
            whole,
            format!("{one} >> {other}"),
            label,
        ))
    }

    /// `a requires b`, `a depends on b, c`, `a then b`
    fn sentence(&self) -> Option<Diagnostic> {
        let mut line = self.line();
        if let [noun, rest @ ..] = line
            && self.slice(noun) == "node"
        {
            line = rest;
        }
        let [name, verb, rest @ ..] = line else {
            return None;
        };
        let is_name = |lexeme: &Lexeme| match lexeme.kind {
            LexemeKind::String => true,
            LexemeKind::Word => {
                let text = self.slice(lexeme);
                spell(text) == text && !NEEDS.contains(&text) && !LEADS.contains(&text)
            }
            _ => false,
        };
        let verb_text = self.slice(verb);
        let needs = NEEDS.contains(&verb_text);
        if verb.kind != LexemeKind::Word || !needs && !LEADS.contains(&verb_text) || !is_name(name)
        {
            return None;
        }
        let (particle, rest) = match rest {
            [particle, rest @ ..] if matches!(self.slice(particle), "on" | "to" | "upon") => {
                (Some(particle), rest)
            }
            rest => (None, rest),
        };
        let mut names = Vec::new();
        for (index, lexeme) in rest.iter().enumerate() {
            let separates = lexeme.kind == LexemeKind::Comma || self.slice(lexeme) == "and";
            match index % 2 {
                0 if is_name(lexeme) => names.push(self.slice(lexeme)),
                1 if separates => {}
                _ => return None,
            }
        }
        if names.is_empty() || rest.len() % 2 == 0 {
            return None;
        }
        let (name, names) = (self.slice(name), names.join(", "));
        let text = if needs {
            format!("{names} >> {name}")
        } else {
            format!("{name} >> {names}")
        };
        let span = particle.map_or(verb.span, |particle| verb.span.to(particle.span));
        let whole = self.whole()?.shifted(self.base);
        Some(wording::verb(
            span.shifted(self.base),
            &self.text[span.range()],
            needs,
            whole,
            text,
        ))
    }
}
