//! Where the parser cuts a file cannot be seen: it does so every 64 KiB, and after a mistake every 256 bytes.

use certdot::ast::{Statement, StatementKind, Tree, TriviaKind};
use certdot::diagnostics::Diagnostic;
use certdot::parse::parse;
use certdot::source::{Span, sanitize};
use proptest::prelude::*;

use crate::programs::programs;
use crate::project::SAMPLES;
use crate::runs::holds;
use crate::texts::{slipped, soup};

const CHUNK: usize = 64 << 10;

/// All that a tree holds, counted from a place in the text.
#[derive(Debug, PartialEq)]
struct Content {
    statements: Vec<(StatementKind, bool, Span, Vec<String>)>,
    trivia: Vec<(TriviaKind, Span)>,
}

fn content(tree: &Tree, from: usize) -> Content {
    let shift = |span: Span| Span::new(span.start - from as u32, span.end - from as u32);
    let is_after = |span: Span| span.start as usize >= from;
    let parts = |index: usize| {
        let parts = tree.parts(index).iter().map(|part| {
            let attributes = tree.attributes(*part).iter().map(|attribute| {
                (
                    shift(attribute.key),
                    shift(attribute.value),
                    attribute.quoted,
                )
            });
            let attributes: Vec<_> = attributes.collect();
            format!("{:?} {:?} {attributes:?}", part.kind(), shift(part.span()))
        });
        parts.collect()
    };
    let of_statement = |(index, statement): (usize, &Statement)| {
        (
            statement.kind,
            statement.has_place,
            shift(statement.span()),
            parts(index),
        )
    };
    Content {
        statements: tree
            .statements()
            .iter()
            .enumerate()
            .filter(|(_, statement)| is_after(statement.span()))
            .map(of_statement)
            .collect(),
        trivia: tree
            .trivia()
            .iter()
            .filter(|trivia| is_after(trivia.span))
            .map(|trivia| (trivia.kind, shift(trivia.span)))
            .collect(),
    }
}

/// The tree of a text that stands behind another, and what is wrong with it.
fn parsed_behind(before: &str, text: &str) -> (Content, Vec<Diagnostic>) {
    let whole = format!("{before}{text}");
    // Positions in messages are counted from the text's begin, as the tree's are.
    let base = CHUNK as u32 * 4;
    let (tree, diagnostics) = parse(&whole, base - before.len() as u32);
    let of_text = diagnostics
        .into_iter()
        .filter(|diagnostic| diagnostic.span.start >= base);
    (content(&tree, before.len()), of_text.collect())
}

/// Comments and a statement of so many bytes, so that what follows is no file's begin.
fn padding(length: usize) -> String {
    const LINE: &str = "// 456789012345678901234567890123456789012345678901234567890123\n";
    let rest = length - "node x\n".len();
    let mut padding = LINE.repeat(rest / LINE.len());
    let last = rest % LINE.len();
    padding += match last {
        0 => "",
        1 => ";",
        2 => ";;",
        _ => &LINE[..last - 1],
    };
    if last > 2 {
        padding.push('\n');
    }
    padding + "node x\n"
}

/// That a text is the same with the cut at any of some places in it.
#[track_caller]
fn assert_uncut(text: &str, cuts: impl Iterator<Item = usize>) {
    let whole = parsed_behind("node x\n", text);
    for cut in cuts {
        let cut_at = parsed_behind(&padding(CHUNK - cut), text);
        assert_eq!(cut_at, whole, "cut at {cut}:\n{text}");
    }
    // A mistake before it makes the next chunks small: many cuts.
    let after_mistake = parsed_behind("?\nnode x\n", text);
    assert_eq!(after_mistake, whole, "after a mistake:\n{text}");
}

#[test]
fn in_samples() {
    for sample in SAMPLES {
        assert_uncut(sample, (0..sample.len()).step_by(61));
        assert_uncut(&sample.repeat(4), [CHUNK / 2].into_iter());
    }
}

#[test]
fn in_any_text() {
    let texts = prop_oneof![
        programs().prop_map(|program| program.texts()[0].clone().into_bytes()),
        slipped(),
        soup(),
    ];
    holds(300, (texts, any::<prop::sample::Index>()), |(bytes, at)| {
        let (text, _) = sanitize(bytes);
        // What a lone arrow goes on with stands before the text.
        let text = format!("\nnode y\n{text}");
        assert_uncut(&text, [at.index(text.len())].into_iter());
    });
}
