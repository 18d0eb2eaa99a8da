//! Blocks of other languages: clusters, subgraphs, whole diagrams.

use super::super::lists::as_string;
use super::super::{Block, BrokenText};
use crate::ast::{PartKind, spell};
use crate::diagnostics::{Diagnostic, Edit};
use crate::parse::lexeme::LexemeKind;
use crate::parse::wording;
use crate::source::Span;

impl BrokenText<'_> {
    /// `Cluster("Net") {`, `with Cluster("Net"):`, `strict digraph {`
    pub(super) fn block_of_call(&self) -> Option<(Diagnostic, Block)> {
        let mut line = self.line();
        let first = line.first()?;
        if self.slice(first) == "strict"
            && matches!(self.slice(line.get(1)?), "digraph" | "graph")
            && line.last()?.kind == LexemeKind::OpenBlock
        {
            let place = first.span.to(line[1].span).shifted(self.base);
            return Some((wording::block_of_diagram(place, "digraph"), Block::Unneeded));
        }
        if self.slice(first) == "with" {
            line = &line[1..];
        }
        let [call, open, label, rest @ ..] = line else {
            return None;
        };
        let noun = match self.slice(call) {
            "Cluster" => "group",
            "Diagram" => "diagram",
            _ => return None,
        };
        if self.slice(open) != "(" || label.kind != LexemeKind::String {
            return None;
        }
        let label_text = self.slice(label);
        let has_block = rest
            .last()
            .is_some_and(|last| last.kind == LexemeKind::OpenBlock);
        let place = self.place(call);
        let whole = self.whole().map(|whole| whole.shifted(self.base));
        if noun == "diagram" {
            let text = format!("diagram {label_text}");
            let fix = whole.filter(|_| !has_block).map(|whole| (whole, text));
            let block = if has_block {
                Block::Unneeded
            } else {
                Block::None
            };
            return Some((wording::call_for_noun(place, "Diagram", noun, fix), block));
        }
        let name = Span::new(label.span.start + 1, label.span.end - 1);
        let text = format!("group {label_text} {{");
        let fix = whole.filter(|_| has_block).map(|whole| (whole, text));
        let block = if has_block {
            Block::Group(Some((PartKind::Quoted, name)))
        } else {
            Block::None
        };
        Some((wording::call_for_noun(place, "Cluster", noun, fix), block))
    }

    /// Mermaid's `subgraph one[Title]`, which continues to its `end`.
    pub(super) fn subgraph(&self) -> Option<Diagnostic> {
        let [noun, rest @ ..] = self.line() else {
            return None;
        };
        let has_block = rest.iter().any(|l| l.kind == LexemeKind::OpenBlock);
        if self.slice(noun) != "subgraph" || has_block {
            return None;
        }
        let whole = self.whole()?;
        let text = self.slice_of(rest);
        let head = match text.strip_suffix(']').and_then(|text| text.split_once('[')) {
            Some((name, title)) => {
                format!("{} {}", spell(name.trim()), as_string(title.trim()))
            }
            None if text.starts_with('"') => text.to_owned(),
            None => spell(text),
        };
        let is_head = !text.is_empty() && !head.trim_matches('"').contains('"')
            || text.contains('[') && head.matches('"').count() == 2;
        let end = end_of_subgraph(self.text, whole.end as usize).filter(|_| is_head);
        let edits = end.map_or(Vec::new(), |end| {
            vec![
                Edit {
                    span: whole.shifted(self.base),
                    text: format!("group {head} {{"),
                },
                Edit {
                    span: end.shifted(self.base),
                    text: "}".to_owned(),
                },
            ]
        });
        Some(wording::subgraph(self.place(noun), edits))
    }
}

/// How many lines of a `subgraph` are searched for its `end`.
const MOST_LINES: usize = 200;

/// The `end` of the `subgraph` whose line ends at a place.
fn end_of_subgraph(text: &str, from: usize) -> Option<Span> {
    let mut depth = 0_usize;
    let mut start = from;
    for line in text[from..].split_inclusive('\n').take(MOST_LINES) {
        let word = line.trim();
        if word == "end" {
            if depth == 0 {
                let at = (start + line.len() - line.trim_start().len()) as u32;
                return Some(Span::new(at, at + 3));
            }
            depth -= 1;
        }
        depth += usize::from(word.starts_with("subgraph ") && !word.ends_with('{'));
        start += line.len();
    }
    None
}
