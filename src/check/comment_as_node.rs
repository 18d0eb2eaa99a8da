//! W0512: a name after the only `--` of a program, at the end of a chain of other arrows, and used only there.

use hashbrown::HashSet;

use super::unknown::Unknown;
use super::written::{File, Written};
use crate::ast::{Part, PartKind, StatementKind, spell};
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::source::Span;

pub(super) fn check(written: &Written<'_>, unknown: &Unknown<'_>, collector: &mut Collector) {
    if unknown.nodes.is_empty() {
        return;
    }
    let mut candidates: Vec<(String, Span, Span)> = Vec::new();
    for file in written.files() {
        for (index, statement) in file.tree.statements().iter().enumerate() {
            if statement.kind != StatementKind::Chain {
                continue;
            }
            let parts = file.tree.parts(index);
            let lines = parts.iter().filter(|part| part.kind() == PartKind::Line);
            match (lines.count(), candidate(file, parts)) {
                (0, _) => {}
                (1, Some(found)) => candidates.push(found),
                // A program with lines knows what they are.
                _ => return,
            }
        }
    }
    if candidates.is_empty() {
        return;
    }
    let names = unknown.names();
    let wanted: HashSet<&str> = candidates
        .iter()
        .map(|(name, _, _)| name.as_str())
        .filter(|name| names.contains(name))
        .collect();
    let places = written.places(&wanted);
    for (name, arrow, at) in &candidates {
        if places.get(name).is_some_and(|places| places.len() == 1) {
            collector.push(
                Diagnostic::new(
                    Code::CommentAsNode,
                    arrow.to(*at),
                    format!("`--` draws a line to the node {}", quote(name)),
                )
                .label("the only line in the file, and the only use of this name")
                .fix("to write a comment, begin it with `//`", *arrow, "//")
                .help(format!(
                    "if you mean a node, declare it: `node {}`",
                    spell(name)
                )),
            );
        }
    }
}

/// The last name of a chain, if it is alone after a `--`, with nothing else after it on its line, and another arrow is
/// before it; with the places of the `--` and of the name.
fn candidate(file: File<'_>, parts: &[Part]) -> Option<(String, Span, Span)> {
    let [before @ .., arrow, name] = parts else {
        return None;
    };
    let is_last = arrow.kind() == PartKind::Line
        && matches!(name.kind(), PartKind::Name | PartKind::Quoted)
        && before.iter().any(|part| part.kind().is_arrow());
    let rest = &file.text[name.outer_span().end as usize..];
    let is_at_end = rest.trim_start_matches([' ', '\t', '\r']);
    (is_last && (is_at_end.is_empty() || is_at_end.starts_with('\n'))).then(|| {
        (
            file.name(*name).into_owned(),
            arrow.span().shifted(file.base),
            name.outer_span().shifted(file.base),
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixed, warnings};

    #[test]
    fn a_comment_behind_a_line_is_warned_of() {
        let text = "a >> b -- comment\nb >> c";
        assert_eq!(
            warnings(text),
            ["W0512 `--` draws a line to the node `comment`"]
        );
        assert_eq!(fixed(text, 0), "a >> b // comment\nb >> c");
        assert_eq!(warnings("a >> b -- \"see the docs\"").len(), 1);
        assert_eq!(warnings("a >> b -- one\nb >> c -- two").len(), 2);
    }

    #[test]
    fn a_line_is_not() {
        for text in [
            "a -- b",
            "a >> b -- c\nc >> d",
            "a >> b -- c\nnode c",
            "a >> b -- c\nx -- y",
            "a >> b -- c // why",
            "a >> b -- c in g",
            "a >> b -- c, d",
        ] {
            assert_eq!(warnings(text), [""; 0], "{text}");
        }
    }
}
