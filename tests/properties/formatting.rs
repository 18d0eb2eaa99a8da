//! Formatting changes how a text looks, and nothing else.

use certdot::ast::{StatementKind, TriviaKind};
use certdot::format::{WIDTH, format};
use certdot::parse::parse;
use certdot::source::sanitize;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::programs::programs;
use crate::project::{SAMPLES, compiled_alone, dot};
use crate::runs::holds;
use crate::texts::texts;
use crate::trees::decorated;

/// What a tree holds, in order, blank lines aside: kinds, words, marks, attributes, comments.
fn said(text: &str) -> Vec<String> {
    let (tree, _) = parse(text, 0);
    let mut said: Vec<(u32, String)> = Vec::new();
    for (index, statement) in tree.statements().iter().enumerate() {
        let kind = statement.kind;
        said.push((
            statement.span().start,
            format!("{kind:?} {}", statement.has_place),
        ));
        for part in tree.parts(index) {
            let span = part.outer_span();
            let word = match tree.attributes(*part) {
                _ if part.kind() == certdot::ast::PartKind::Attributes => "[".to_owned(),
                _ => format!("{:?} {}", part.kind(), &text[span.range()]),
            };
            said.push((span.start, word));
            for attribute in tree.attributes(*part) {
                let (key, value) = (attribute.key, attribute.outer_value());
                said.push((key.start, text[key.range()].to_owned()));
                said.push((value.start, text[value.range()].to_owned()));
            }
        }
    }
    for trivia in tree.trivia() {
        if trivia.kind != TriviaKind::BlankLines {
            let comment = text[trivia.span.range()].trim_end();
            said.push((trivia.span.start, comment.replace("\r\n", "\n")));
        }
    }
    // Of what begins at the same place, the statement comes first.
    said.sort_by_key(|(start, _)| *start);
    said.into_iter().map(|(_, said)| said).collect()
}

/// All that is neither blank nor a mark that only parts one thing from the next.
fn marks(text: &str) -> String {
    text.replace([' ', '\t', '\r', '\n', ';', ','], "")
}

#[track_caller]
fn assert_formats(text: &str) {
    let formatted = format(text);
    let new = &formatted.text;
    assert_eq!(formatted.kept, 0, "{text}\n{:?}", parse(text, 0).1);
    let (old, now) = (said(text), said(new));
    let differ = old.iter().zip(&now).find(|(old, now)| old != now);
    assert!(old == now, "{differ:?}\n{text}\n---\n{new}");
    assert_eq!(&format(new).text, new, "again, after\n{text}");
    let (old, now) = (compiled_alone(text), compiled_alone(new));
    assert_eq!(dot(&old), dot(&now), "{text}\n---\n{new}");
    let codes = |compilation: &certdot::compile::Compilation| {
        let diagnostics = compilation.diagnostics.iter();
        diagnostics
            .map(|diagnostic| (diagnostic.code, diagnostic.message.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&old), codes(&now));
    assert_shape(new);
}

/// What every line looks like.
#[track_caller]
fn assert_shape(text: &str) {
    let (tree, _) = parse(text, 0);
    let in_block_comment = |at: usize| {
        tree.trivia().iter().any(|trivia| {
            trivia.kind == TriviaKind::BlockComment && trivia.span.range().contains(&at)
        })
    };
    let mut at = 0;
    let mut was_blank = true;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\r', '\n']);
        if !in_block_comment(at) && !in_block_comment(at + content.len()) {
            let indent = content.len() - content.trim_start().len();
            assert!(
                indent % 4 == 0 && !content[..indent].contains('\t'),
                "{line:?} of\n{text}"
            );
            assert_eq!(content.trim_end(), content, "{line:?} of\n{text}");
            let is_blank = content.is_empty();
            assert!(!(is_blank && was_blank), "blank lines in\n{text}");
            assert!(
                !(was_blank && content.trim_start().starts_with('}')),
                "{text}"
            );
            was_blank = is_blank;
        } else {
            was_blank = false;
        }
        at += line.len();
    }
    assert!(!text.ends_with("\n\n"));
}

/// A word, a string or a mark of a text without comments.
fn lexemes(line: &str) -> Vec<&str> {
    let mut lexemes = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let length = if let Some(string) = rest.strip_prefix('"') {
            let mut escaped = false;
            let end = string.find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            end.map_or(rest.len(), |end| end + 2)
        } else if [">>", "<<", "--", "<>"]
            .iter()
            .any(|arrow| rest.starts_with(arrow))
        {
            2
        } else if rest.starts_with(['[', ']', '{', '}', ',', '=', '/', ';']) {
            1
        } else {
            let is_mark = |c: char| c.is_whitespace() || "[]{},=;\"<>/".contains(c);
            let end = rest.find(is_mark).unwrap_or(rest.len());
            rest[..end].find("--").unwrap_or(end)
        };
        let (lexeme, after) = rest.split_at(length);
        lexemes.push(lexeme);
        rest = after.trim_start();
    }
    lexemes
}

/// Some lines as nobody would write them.
fn disarranged(lines: &str, dice: &[Index]) -> String {
    const NARROW: &[&str] = &["", " ", "   ", "\t", " /* c */ ", "/*c*/"];
    const WIDE: &[&str] = &[
        "",
        "",
        " ",
        "\n",
        "\n\n    ",
        " // d\n\n",
        "\n # e\n",
        "/* f\n g */",
        "\r\n",
    ];
    const ENDS: &[&str] = &[
        "\n",
        "\n",
        "\n\n\n",
        ";",
        " ; ",
        "\n// g\n",
        "  // h  \n",
        " /* i */\n",
        ";\n# j\n\n",
        "\r\n",
    ];
    let mut dice = dice.iter().cycle();
    let mut choose = |from: &'static [&'static str]| dice.next().unwrap().get(from);
    let mut text = String::new();
    for line in lines.lines() {
        let lexemes = lexemes(line);
        let mut depth = 0;
        for (index, lexeme) in lexemes.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| lexemes[before]);
            let is_wide = match before {
                None => false,
                Some("[" | "=" | "," | ">>" | "<<" | "--" | "<>") => true,
                Some("/") => true,
                _ if depth > 0 && (*lexeme == "]" || *lexeme == ",") => true,
                // A chain goes on where a line begins with an arrow, unless it has a place.
                _ => [">>", "<<", "--", "<>"].contains(lexeme) && !line.contains(" in "),
            };
            let mut gap = *choose(if is_wide { WIDE } else { NARROW });
            let is_word = |lexeme: &str| {
                !lexeme.starts_with(['[', ']', '{', '}', ',', '=', '"', '<', '>', '-', '/', ';'])
            };
            if gap.is_empty() && before.is_some_and(|before| is_word(before) && is_word(lexeme)) {
                gap = " ";
            }
            // These would be other marks together.
            if before == Some("/") && gap.starts_with('/') || lexeme == &"/" && gap.ends_with('/') {
                gap = " ";
            }
            text.push_str(if index == 0 && gap.contains("/*") {
                ""
            } else {
                gap
            });
            text.push_str(lexeme);
            depth = match *lexeme {
                "[" => depth + 1,
                "]" => depth - 1,
                _ => depth,
            };
        }
        text.push_str(match lexemes.last() {
            Some(&"{") => [" ", "\n", "\n\n", " // k\n"][line.len() % 4],
            _ => choose(ENDS),
        });
    }
    text
}

/// Lines of every kind, long ones among them.
fn bank() -> String {
    let mut bank = String::from(
        "diagram \"Title\" [direction=right, alt=\"what it shows\"]\n\
         edge soon \"Comes soon\" [color=#ff9900, style=\"dashed,bold\"]\n\
         cert big-name \"A certification\" [code=\"AB-1\", level=associate, url=\"https://example.com/a/b\"]\n\
         node [fillcolor=gold]\n\
         group outer \"The outer\" [bgcolor=gray95, penwidth=2] {\n\
         edge [color=gray]\n\
         group inner { one >> two; two >> three }\n\
         group empty [style=dashed] {}\n\
         row one, inner/two\n\
         }\n\
         node x, y \"Why\", new z [shape=box] in outer / \"in ner\"\n\
         x >> soon \"at last\" [penwidth=3] >> y, each outer << z -- w <> v\n",
    );
    for length in [3, 9, 30] {
        for arrow in [
            " >> ",
            ", ",
            " [label=\"long enough to be broken\", color=red] >> ",
        ] {
            let names: Vec<String> = (0..length).map(|n| format!("chain_{length}_{n}")).collect();
            bank += &format!("node q{length} >> {}\n", names.join(arrow));
        }
        let attributes: Vec<String> = (0..length)
            .map(|n| format!("label=\"{n} of many\""))
            .collect();
        bank += &format!("node listed{length} [{}]\n", attributes.join(", "));
    }
    bank
}

#[test]
fn of_samples() {
    SAMPLES.iter().for_each(|sample| assert_formats(sample));
}

#[test]
fn of_programs_with_comments() {
    holds(2000, decorated(), |text| {
        if parse(&text, 0).1.is_empty() {
            assert_formats(&text);
        }
    });
}

/// Texts without mistakes in wild array.
fn wild() -> impl Strategy<Value = String> {
    let lines = prop_oneof![
        select(bank().lines().map(str::to_owned).collect::<Vec<_>>()).prop_map(|line| {
            match line.ends_with('{') {
                true => format!("{line}\nnode inside\n}}\n"),
                false if line == "}" => String::new(),
                false => format!("{line}\n"),
            }
        }),
        programs().prop_map(|program| program.texts().concat()),
    ];
    (vec(lines, 1..5), vec(any::<Index>(), 1..80))
        .prop_map(|(lines, dice)| disarranged(&lines.concat(), &dice))
}

#[test]
fn of_texts_in_wild_array() {
    let tried = std::cell::Cell::new(0);
    holds(3000, wild(), |text| {
        if parse(&text, 0).1.is_empty() {
            tried.set(tried.get() + 1);
            assert_formats(&text);
        }
    });
    assert!(
        tried.get() > 1000,
        "only {} are without mistakes",
        tried.get()
    );
}

#[test]
fn of_any_text_nothing_is_lost() {
    holds(3000, texts(), |bytes| {
        let Ok(text) = String::from_utf8(bytes) else {
            return;
        };
        // Some messages depend on whether the last line has an end, which it has afterwards.
        let text = &(text + "\n");
        let formatted = format(text);
        let new = &formatted.text;
        assert_eq!(marks(new), marks(text), "{text}\n---\n{new}");
        let kinds = |text: &str| {
            let (clean, _) = sanitize(text.into());
            let (tree, diagnostics) = parse(&clean, 0);
            let statements = tree.statements().iter();
            let statements: Vec<StatementKind> =
                statements.map(|statement| statement.kind).collect();
            let codes: Vec<_> = diagnostics
                .iter()
                .map(|diagnostic| diagnostic.code)
                .collect();
            (statements, codes)
        };
        assert_eq!(kinds(new), kinds(text), "{text}\n---\n{new}");
        assert_eq!(&format(new).text, new, "again, after\n{text:?}");
    });
}

#[test]
fn lines_are_as_long_as_may_be() {
    let new = format(&bank()).text;
    let longest = new.lines().map(|line| line.chars().count()).max();
    assert!(longest <= Some(WIDTH), "{new}");
    for sample in SAMPLES {
        let new = format(sample).text;
        for line in new.lines().filter(|line| line.chars().count() > WIDTH) {
            assert!(line.contains("//") || line.contains('"'), "{line}");
        }
    }
}
