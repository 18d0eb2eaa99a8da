//! W0511: a string between two arrows, used only there, that may be meant as the label of the edge.
//!
//! Names in quotes are ordinary nodes. So the names on both sides must be bare; and either the string could be bare
//! too, and somebody has quoted it because it is not a name, or no other node has a name in quotes.

use hashbrown::HashSet;

use super::unknown::Unknown;
use super::written::Written;
use crate::ast::{Part, PartKind, StatementKind, is_reserved, spell};
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Collector, Diagnostic, Edit};
use crate::source::Span;

pub(super) fn check(written: &Written<'_>, unknown: &Unknown<'_>, collector: &mut Collector) {
    if unknown.nodes.is_empty() {
        return;
    }
    let mut candidates: Vec<(String, Span)> = Vec::new();
    let mut quotes_names = false;
    for file in written.files() {
        for (index, statement) in file.tree.statements().iter().enumerate() {
            if statement.kind != StatementKind::Chain {
                continue;
            }
            let parts = file.tree.parts(index);
            let end = parts.iter().position(|part| part.kind() == PartKind::In);
            let parts = &parts[..end.unwrap_or(parts.len())];
            for (at, part) in parts.iter().enumerate() {
                if part.kind() != PartKind::Quoted {
                    continue;
                }
                if stands_as_a_link(parts, at) {
                    let place = part.outer_span().shifted(file.base);
                    candidates.push((file.name(*part).into_owned(), place));
                } else {
                    quotes_names = true;
                }
            }
        }
    }
    if candidates.is_empty() {
        return;
    }
    let names = unknown.names();
    let wanted: HashSet<&str> = candidates
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| names.contains(name) && !is_reserved(name))
        .collect();
    let places = written.places(&wanted);
    for (name, at) in &candidates {
        let is_lone = places.get(name).is_some_and(|places| places.len() == 1);
        let is_bare = spell(name) == *name;
        if is_lone && (is_bare || !quotes_names) {
            collector.push(
                Diagnostic::new(
                    Code::LabelAsNode,
                    *at,
                    format!(
                        "the string {} creates a node between two arrows",
                        quote(name)
                    ),
                )
                .label("used only here")
                .fix_with(
                    "to label the edge, write `edge` before it",
                    [Edit {
                        span: Span::at(at.start),
                        text: "edge ".to_owned(),
                    }],
                )
                .help(format!(
                    "if you mean a node, declare it: `node {}`",
                    spell(name)
                )),
            );
        }
    }
}

/// Whether a part is alone between two equal arrows, and the next names on both sides are bare.
fn stands_as_a_link(parts: &[Part], at: usize) -> bool {
    let kind = |part: Option<&Part>| part.map(|part| part.kind());
    let (Some(before), Some(after)) = (
        at.checked_sub(1).and_then(|before| kind(parts.get(before))),
        kind(parts.get(at + 1)),
    ) else {
        return false;
    };
    let is_name = |part: &&Part| part.kind().is_name();
    before.is_arrow()
        && before == after
        && kind(parts[..at].iter().rev().find(is_name)) == Some(PartKind::Name)
        && kind(parts[at + 1..].iter().find(is_name)) == Some(PartKind::Name)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixed, warnings};

    #[test]
    fn a_text_between_two_arrows_is_warned_of() {
        assert_eq!(
            warnings("a >> \"yes\" >> b"),
            ["W0511 the string `yes` creates a node between two arrows"]
        );
        assert_eq!(fixed("a >> \"yes\" >> b", 0), "a >> edge \"yes\" >> b");
        assert_eq!(warnings("a >> \"after 2 years\" >> b >> c").len(), 1);
        assert_eq!(
            warnings("a >> \"yes\" >> b\na >> \"no\" >> c\nnode \"CI/CD\"").len(),
            2
        );
        assert_eq!(
            warnings("a >> \"Label\" >> b \"Text\" [color=red] in \"Place\"").len(),
            1
        );
    }

    #[test]
    fn a_node_in_quotes_is_not() {
        for text in [
            "\"Learn Git\" >> \"Learn Rust\" >> \"Ship it\"",
            "linux >> \"on call\" >> sre\nnode \"CI/CD\"",
            "a >> \"yes\" >> b\nx >> \"yes\"",
            "a >> \"yes\" >> b\nnode yes",
            "a >> \"yes\" << b",
            "a >> \"yes\", x >> b",
            "a >> \"in\" >> b",
            "a >> \"yes\"",
            "cert yes\na >> \"yes\" >> b",
            "a >> \"yes\" \"Yes\" >> b",
        ] {
            assert_eq!(warnings(text), [""; 0], "{text}");
        }
    }
}
