//! What other languages write about the appearance of something, and notes next to it.

use super::super::BrokenText;
use super::super::lists::as_string;
use super::keys::{Pair, list};
use crate::ast::spell;
use crate::diagnostics::Diagnostic;
use crate::parse::lexeme::LexemeKind;
use crate::parse::wording;
use crate::source::Span;

impl BrokenText<'_> {
    /// Mermaid's `classDef`, `class`, `style`, `linkStyle` and `click`, and `Edge(…)` by itself.
    pub(super) fn look(&self) -> Option<Diagnostic> {
        let line = self.line();
        let first = line.first()?;
        let place = self.place(first);
        match (self.slice(first), &line[1..]) {
            ("Edge" | "Node", [open, inside @ .., close])
                if self.slice(open) == "(" && self.slice(close) == ")" =>
            {
                let noun = self.slice(first).to_ascii_lowercase();
                let content = self.slice_of(inside);
                let pairs = content
                    .split(',')
                    .map(|entry| {
                        let (key, value) = entry.split_once('=')?;
                        Pair::translate(key.trim(), value.trim())
                    })
                    .collect::<Option<Vec<Pair>>>();
                let text = pairs.and_then(|pairs| Some(format!("{noun} {}", list(&pairs)?)));
                let fix = self.whole().map(|w| w.shifted(self.base)).zip(text);
                Some(wording::defaults_by_call(place, &noun, fix))
            }
            ("classDef", [_, _, ..]) => Some(wording::class_definition(place)),
            ("linkStyle", [_, ..]) => Some(wording::style_of_link(place)),
            ("style", [name, css @ ..]) if css.first()?.kind == LexemeKind::Word => {
                let css = self.slice_of(css);
                let pairs = css
                    .split([',', ';'])
                    .filter(|entry| !entry.trim().is_empty())
                    .map(|entry| {
                        let (key, value) = entry.split_once(':')?;
                        Pair::of_css(key.trim(), value.trim())
                    })
                    .collect::<Option<Vec<Pair>>>();
                if !css.contains(':') {
                    return None;
                }
                let name = spell(self.slice(name).trim_matches('"'));
                let text = pairs.and_then(|pairs| Some(format!("node {name} {}", list(&pairs)?)));
                let fix = self.whole().map(|w| w.shifted(self.base)).zip(text);
                Some(wording::style_of_node(place, fix))
            }
            ("click", [name, rest @ ..]) => {
                let address = rest.iter().find(|l| l.kind == LexemeKind::String)?;
                let text = format!(
                    "node {} [url={}]",
                    spell(self.slice(name)),
                    self.slice(address)
                );
                let fix = self.whole().map(|w| (w.shifted(self.base), text));
                Some(wording::click(place, fix))
            }
            _ => None,
        }
    }

    /// `a.shape: circle`, `a.style.fill: red`
    pub(super) fn key_of_node(&self) -> Option<Diagnostic> {
        let [path, value] = self.line() else {
            return None;
        };
        let path_text = self.slice(path).strip_suffix(':')?;
        let (name, key) = match path_text.split_once(".style.") {
            Some((name, key)) => (name, key),
            None => path_text.rsplit_once('.')?,
        };
        let is_value = matches!(value.kind, LexemeKind::Word | LexemeKind::String);
        let is_known =
            super::super::is_key(key) || path_text.contains(".style.") || key.starts_with("font-");
        if !is_value || !is_known || name.is_empty() {
            return None;
        }
        let name = if name.split('.').all(|name| spell(name) == name) {
            name.replace('.', "/")
        } else {
            spell(name)
        };
        let mut whole = self.whole();
        let mut value = self.slice(value);
        // What follows the scheme of an address looks like a comment.
        let end = self.end;
        let start = value.as_ptr() as usize - self.text.as_ptr() as usize;
        if value.ends_with(':') && self.text[start + value.len()..end].starts_with("//") {
            let rest = &self.text[start..end];
            value = rest.split_whitespace().next().unwrap_or(rest);
            whole = Some(Span::new(path.span.start, (start + value.len()) as u32));
        }
        let text = match key {
            "label" => Some(format!("node {name} {}", as_string(value))),
            "class" | "near" | "direction" => None,
            _ => Pair::translate(key, value)
                .and_then(|pair| Some(format!("node {name} {}", list(&[pair])?))),
        };
        // A path refers to something that exists, which one line cannot show.
        let text = text.filter(|_| !name.contains('/'));
        let fix = whole.map(|w| w.shifted(self.base)).zip(text);
        Some(wording::attribute_of_path(self.place(path), path_text, fix))
    }

    /// `note right of a: text`, as in Mermaid and PlantUML.
    pub(super) fn note(&self) -> Option<Diagnostic> {
        let [noun, side, rest @ ..] = self.line() else {
            return None;
        };
        let is_note = self.slice(noun).eq_ignore_ascii_case("note");
        let rest = match (self.slice(side), rest) {
            ("left" | "right" | "top" | "bottom", [of, rest @ ..]) if self.slice(of) == "of" => {
                rest
            }
            ("over", rest) => rest,
            _ => return None,
        };
        if !is_note {
            return None;
        }
        let fix = self
            .slice_of(rest)
            .split_once(':')
            .map(|(name, text)| (name.trim(), text.trim()))
            .filter(|(name, text)| {
                spell(name) == *name && !text.is_empty() && !text.contains(['"', '\n'])
            })
            .map(|(name, text)| format!("node {name} [tooltip={}]", wording::in_quotes(text)));
        let fix = self.whole().map(|w| w.shifted(self.base)).zip(fix);
        Some(wording::note(self.place(noun), self.slice(noun), fix))
    }
}
