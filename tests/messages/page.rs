//! `docs/errors.md`, which `certdot explain` prints from: each code has a section, and its examples show what it says.

use std::fs;
use std::path::Path;

use certdot::compile::Compilation;
use certdot::diagnostics::{Code, Severity};

use crate::inputs::{Shelf, compiled_with};

/// What stands between two lines or names of an example that are the same but for a number.
const AND_SO_ON: &str = "…";

fn page() -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors.md");
    fs::read_to_string(page).unwrap()
}

/// The sections: their headings, and what stands below those.
fn sections(page: &str) -> Vec<(&str, &str)> {
    let sections = page.split("\n## ").skip(1);
    sections
        .map(|section| section.split_once('\n').unwrap())
        .collect()
}

/// The fenced block after a line: what stands behind its language, and what is in it.
fn block<'p>(section: &'p str, introduced_by: &str) -> (&'p str, &'p str) {
    let opening = format!("\n{introduced_by}\n\n```cert");
    let [_, rest] = section.split(&opening).collect::<Vec<_>>()[..] else {
        panic!("not one `{introduced_by}` in: {section}");
    };
    let (kind, rest) = rest.split_once('\n').unwrap();
    let (text, _) = rest.split_once("```").unwrap();
    (kind.trim(), text)
}

/// A text with its last number, if it has one, apart from what stands before and after.
fn numbered(text: &str) -> Option<(&str, u32, &str)> {
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = text[..end]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |before| before + 1);
    Some((&text[..start], text[start..end].parse().ok()?, &text[end..]))
}

/// What stands between two texts that differ in their numbers.
fn between(first: &str, last: &str) -> Vec<String> {
    let (before, from, after) = numbered(first).unwrap();
    let (same, to, _) = numbered(last).unwrap();
    assert_eq!(before, same, "no row of numbers: {first} … {last}");
    let text = |number: u32| format!("{before}{number}{after}");
    if from < to {
        (from + 1..to).map(text).collect()
    } else {
        (to + 1..from).rev().map(text).collect()
    }
}

/// Parts of a text, with what `…` stands for among them.
fn written_out(parts: Vec<String>) -> Vec<String> {
    let mut all = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        if part == AND_SO_ON {
            all.extend(between(&parts[index - 1], &parts[index + 1]))
        } else {
            all.push(part.clone())
        }
    }
    all
}

/// An example as a file has it.
fn bytes(kind: &str, example: &str) -> Vec<u8> {
    let lines = example
        .lines()
        .map(|line| match line {
            AND_SO_ON => line.to_owned(),
            _ => {
                let lists = line.split(" >> ").map(|list| {
                    let names = list.split(", ").map(str::to_owned).collect();
                    written_out(names).join(", ")
                });
                lists.collect::<Vec<_>>().join(" >> ")
            }
        })
        .collect();
    let text = written_out(lines).join("\n") + "\n";
    match kind {
        "" => text.into_bytes(),
        // Its characters are the first 256 of Unicode.
        "latin-1" => text
            .chars()
            .map(|character| u8::try_from(u32::from(character)).unwrap())
            .collect(),
        other => panic!("what is ```cert {other}?"),
    }
}

fn compiled((kind, example): (&str, &str)) -> Compilation {
    compiled_with("tree.cert", &bytes(kind, example), &Shelf)
}

fn told(compilation: &Compilation) -> Vec<String> {
    compilation
        .diagnostics
        .iter()
        .map(|problem| format!("{} {}", problem.code, problem.message))
        .collect()
}

#[test]
fn each_code_has_a_section_in_the_order_of_the_codes() {
    let page = page();
    let headings: Vec<&str> = sections(&page)
        .iter()
        .map(|(heading, _)| *heading)
        .collect();
    let expected: Vec<String> = Code::ALL
        .iter()
        .map(|code| format!("{code}: {}", code.title()))
        .collect();
    assert_eq!(headings, expected);
}

#[test]
fn a_wrong_example_shows_its_code_and_no_other() {
    let page = page();
    for (code, (_, section)) in Code::ALL.iter().zip(sections(&page)) {
        let compilation = compiled(block(section, "Wrong:"));
        let told = told(&compilation);
        assert!(!told.is_empty(), "{code}: the wrong example is right");
        let same = |told: &String| told.starts_with(code.name());
        assert!(told.iter().all(same), "{code}: {told:?}");
        assert_eq!(
            compilation.model.is_none(),
            code.severity() == Severity::Error,
            "{code}"
        );
    }
}

#[test]
fn a_right_example_has_no_problem_and_draws_something() {
    let page = page();
    for (code, (_, section)) in Code::ALL.iter().zip(sections(&page)) {
        let compilation = compiled(block(section, "Right:"));
        assert_eq!(told(&compilation), [""; 0], "{code}");
        assert!(!compilation.model.unwrap().nodes.is_empty(), "{code}");
    }
}

#[test]
fn the_page_fits_a_terminal() {
    for line in page().lines() {
        assert!(line.chars().count() <= 82, "{line}");
    }
}
