//! The page for those who know another language: what it shows of this one compiles, and what it shows of others is
//! answered with the line that stands beside it.

use std::path::PathBuf;

use certdot::compile::{Compilation, Input, Options, compile};
use certdot::diagnostics::Severity;
use certdot::source::Memory;

use crate::blocks::{blocks, page};

fn compiled(text: &str) -> Compilation {
    let files = Memory::default();
    let input = Input {
        name: "tree.cert".into(),
        path: PathBuf::from("/tree.cert"),
        bytes: text.into(),
    };
    compile(input, Options::new(&files, "/")).unwrap()
}

fn drawn(text: &str) -> String {
    let mut dot = Vec::new();
    compiled(text).write_dot(&mut dot).unwrap();
    String::from_utf8(dot).unwrap()
}

/// The rows of the table side by side: what they are about, and the code in their cells.
fn rows(page: &str) -> Vec<(String, Vec<String>)> {
    let (_, rest) = page.split_once("|---|---|---|---|---|---|\n").unwrap();
    let lines = rest.lines().take_while(|line| line.starts_with("| "));
    lines
        .map(|line| {
            let line = line.replace("\\|", "\u{0}");
            let mut cells = line.trim_matches('|').split(" | ").map(|cell| {
                let cell = cell.trim().trim_matches('`');
                cell.replace('\u{0}', "|")
            });
            let about = cells.next().unwrap();
            (about, cells.collect())
        })
        .collect()
}

#[test]
fn each_program_of_the_page_compiles() {
    let blocks = blocks(&page("docs/coming-from.md"));
    let programs: Vec<_> = blocks
        .iter()
        .filter(|block| block.language == "cert")
        .collect();
    assert!(programs.len() > 5);
    for block in programs {
        let found = compiled(&block.text).diagnostics;
        let errors = found
            .iter()
            .filter(|found| found.severity == Severity::Error);
        assert_eq!(errors.count(), 0, "line {}: {found:?}", block.line);
    }
}

#[test]
fn each_line_of_another_language_is_answered_with_ours() {
    let rows = rows(&page("docs/coming-from.md"));
    assert!(rows.len() > 10);
    let mut answered = 0;
    for (about, cells) in rows {
        let (ours, others) = cells.split_last().unwrap();
        let found = compiled(ours).diagnostics;
        assert!(found.is_empty(), "{about}: {ours}: {found:?}");
        for other in others
            .iter()
            .filter(|other| *other != "–" && *other != ours)
        {
            let compilation = compiled(&format!("{other}\n"));
            let found = &compilation.diagnostics;
            // Some lines are right here as well, and say the same or less.
            if found.is_empty() {
                continue;
            }
            assert_eq!(found.len(), 1, "{about}: {other}: {found:?}");
            let fixes = found[0].helps.iter().filter(|help| !help.edits.is_empty());
            let fixed: Vec<String> = fixes
                .map(|help| {
                    let mut text = other.clone();
                    let mut edits: Vec<_> = help.edits.iter().collect();
                    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
                    for edit in edits {
                        text.replace_range(edit.span.range(), &edit.text);
                    }
                    text
                })
                .collect();
            // `a - b` may be an arrow or a line.
            let is_line = about == "an arrow" && fixed == ["a -- b"];
            let is_ours = fixed.iter().any(|fixed| drawn(fixed) == drawn(ours));
            assert!(is_line || is_ours, "{about}: {other}: {fixed:?}");
            answered += 1;
        }
    }
    assert!(answered > 20, "{answered}");
}

#[test]
fn each_program_of_another_language_is_one_message() {
    let blocks = blocks(&page("docs/coming-from.md"));
    for block in blocks.iter().filter(|block| block.language == "text") {
        let found = compiled(&block.text).diagnostics;
        assert_eq!(found.len(), 1, "line {}: {found:?}", block.line);
        assert_eq!(found[0].code.name(), "E0120", "line {}", block.line);
    }
}
