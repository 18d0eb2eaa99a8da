//! The tree loses nothing: with what stands between them, statements, comments and blank lines are the text.

use certdot::ast::{StatementKind, Tree, Trivia, TriviaKind};
use certdot::parse::parse;
use certdot::source::{Span, sanitize};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::programs::programs;
use crate::project::SAMPLES;
use crate::runs::holds;
use crate::texts::texts;

/// What stands in order, none in another.
#[track_caller]
fn assert_in_order(text: &str, spans: impl Iterator<Item = Span>) {
    let mut before = 0;
    for span in spans {
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(
            before <= start && start <= end && end <= text.len(),
            "{span:?} of\n{text}"
        );
        assert!(
            text.is_char_boundary(start) && text.is_char_boundary(end),
            "{span:?}"
        );
        before = end;
    }
}

/// Whatever the text, each of the four lists stands in order, and parts stand in their statements.
#[track_caller]
fn assert_ordered(text: &str, tree: &Tree) {
    assert_in_order(
        text,
        tree.statements().iter().map(|statement| statement.span()),
    );
    assert_in_order(text, tree.trivia().iter().map(|trivia| trivia.span));
    assert_in_order(text, tree.lists());
    for (index, statement) in tree.statements().iter().enumerate() {
        let parts = tree.parts(index).iter();
        assert_in_order(text, parts.clone().map(|part| part.outer_span()));
        for part in parts {
            let (whole, inner) = (statement.span(), part.outer_span());
            assert!(
                whole.start <= inner.start && inner.end <= whole.end,
                "{part:?} of\n{text}"
            );
            for attribute in tree.attributes(*part) {
                let (key, value) = (attribute.key, attribute.outer_value());
                assert_in_order(text, [part.span(), key].into_iter().skip(1));
                assert!(inner.start < key.start && key.end < value.start && value.end < inner.end);
            }
        }
    }
}

/// The comments of a text without mistakes, by looking for nothing else.
fn comments(text: &str) -> Vec<Span> {
    let mut comments = Vec::new();
    let mut at = 0;
    let mut line_is_blank = true;
    while at < text.len() {
        let rest = &text[at..];
        let line = rest
            .split('\n')
            .next()
            .unwrap_or(rest)
            .trim_end_matches('\r')
            .len();
        let length = if rest.starts_with("//") || rest.starts_with('#') && line_is_blank {
            comments.push(Span::new(at as u32, (at + line) as u32));
            line
        } else if let Some(inside) = rest.strip_prefix("/*") {
            let length = inside.find("*/").map_or(rest.len(), |end| end + 4);
            comments.push(Span::new(at as u32, (at + length) as u32));
            length
        } else if rest.starts_with('"') {
            line_is_blank = false;
            string_length(rest)
        } else {
            let first = rest.chars().next().unwrap_or_default();
            line_is_blank = first == '\n' || line_is_blank && first.is_whitespace();
            first.len_utf8()
        };
        at += length;
    }
    comments
}

fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text[1..].find(|character| {
        let ends = character == '"' && !is_escaped;
        is_escaped = character == '\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// Lines on which nothing stands, as far as no statement and no comment goes over them.
fn blank_lines(text: &str, tree: &Tree) -> Vec<u32> {
    let is_in = |span: Span, at: u32| span.start <= at && at < span.end;
    let mut start = 0;
    let mut blank = Vec::new();
    for line in text.split_inclusive('\n') {
        let at = start as u32;
        let is_inside = tree
            .statements()
            .iter()
            .any(|statement| is_in(statement.span(), at))
            || tree
                .trivia()
                .iter()
                .any(|trivia| trivia.kind != TriviaKind::BlankLines && is_in(trivia.span, at));
        if line.ends_with('\n') && line.trim().is_empty() && !is_inside {
            blank.push(at);
        }
        start += line.len();
    }
    blank
}

#[track_caller]
fn assert_lossless(text: &str) {
    let (tree, diagnostics) = parse(text, 0);
    assert_ordered(text, &tree);
    if !diagnostics.is_empty() {
        return;
    }
    assert!(
        tree.statements()
            .iter()
            .all(|statement| statement.kind != StatementKind::Broken)
    );
    let is_comment = |trivia: &&Trivia| trivia.kind != TriviaKind::BlankLines;
    let found: Vec<Span> = tree
        .trivia()
        .iter()
        .filter(is_comment)
        .map(|trivia| trivia.span)
        .collect();
    assert_eq!(found, comments(text), "{text}");
    let is_told = |at: &u32| {
        let mut trivia = tree.trivia().iter();
        trivia.any(|trivia| {
            trivia.kind == TriviaKind::BlankLines
                && trivia.span.start <= *at
                && *at < trivia.span.end
        })
    };
    for at in blank_lines(text, &tree) {
        assert!(
            is_told(&at),
            "the blank line at {at} of\n{text:?}\n{:?}",
            tree.trivia()
        );
    }
    for trivia in tree.trivia().iter().filter(|trivia| !is_comment(trivia)) {
        assert!(
            text[trivia.span.range()].trim().is_empty(),
            "{trivia:?} of\n{text}"
        );
    }
    assert_eq!(rest(text, &tree), "", "{text}");
}

/// What neither a statement nor a comment has, blanks, line ends and `;` aside.
fn rest(text: &str, tree: &Tree) -> String {
    let mut rest = text.as_bytes().to_vec();
    let statements = tree.statements().iter().map(|statement| statement.span());
    for span in statements.chain(tree.trivia().iter().map(|trivia| trivia.span)) {
        rest[span.range()].fill(b' ');
    }
    let rest = String::from_utf8(rest).expect("spans end between characters");
    rest.replace([' ', '\t', '\r', '\n', ';'], "")
}

/// A program with comments and blank lines wherever they may stand.
pub fn decorated() -> impl Strategy<Value = String> {
    let decoration = select(vec![
        "",
        "",
        "",
        "\n",
        "\n\n",
        " \t\n\n",
        "\r\n\r\n",
        "// c\n",
        "# c \"\n",
        "  # c\n\n",
        "/* c */",
        "/* c\n\n*/",
        " /*\"*/ // c\n",
        "/* a */ /* b */\n",
        ";",
        " ; ",
        ";\n\n",
        "\n;\n",
    ]);
    (programs(), vec(decoration, 1..60)).prop_map(|(program, decorations)| {
        let mut decorations = decorations.into_iter().cycle();
        let text = program.texts().concat();
        let lines = text.lines().map(|line| {
            let line = match decorations.next() {
                // Where blank may stand in a line, a block comment may.
                Some("/* c */") => line.replacen(' ', " /* c */ ", 1),
                Some("/* c\n\n*/") => line.replacen(", ", ", /* c\n\n*/", 1),
                Some("// c\n") => line.replacen(">> ", ">> // c\n\n  ", 1),
                Some("# c \"\n") => line.replacen(" [", " [ // c\n\n # d\n", 1),
                Some("\n") => line.replacen(" >>", "\n\n/* d */ >>", 1),
                _ => line.to_owned(),
            };
            format!(
                "{line}{}\n{}",
                ["", " // end", " /* end */"][line.len() % 3],
                decorations.next().unwrap_or_default()
            )
        });
        lines.collect()
    })
}

#[test]
fn of_samples() {
    SAMPLES.iter().for_each(|sample| assert_lossless(sample));
}

#[test]
fn of_programs_with_comments() {
    holds(2000, decorated(), |text| assert_lossless(&text));
}

#[test]
fn of_any_text() {
    holds(2000, texts(), |bytes| {
        let (text, _) = sanitize(bytes);
        assert_lossless(&text);
    });
}
