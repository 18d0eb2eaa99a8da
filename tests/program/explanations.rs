//! `certdot explain`: what the codes mean, and what the documentation has on a word.

use std::fs;
use std::path::{Path, PathBuf};

use certdot::attributes::{self, Element};
use certdot::diagnostics::Code;

use crate::folder::Folder;

#[test]
fn a_code_is_explained_as_in_the_documentation() {
    let folder = Folder::new(&[]);
    let page = include_str!("../../docs/errors.md");
    for code in Code::ALL {
        let outcome = folder.run(&["explain", code.name()]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
        assert!(outcome.stdout.contains(code.title()), "{outcome:?}");
        assert!(
            !outcome.stdout.contains("\n## "),
            "{code} goes on into the next"
        );
        let section = page
            .split("\n## ")
            .find(|section| section.starts_with(code.name()))
            .unwrap();
        // Examples are set off as a terminal can, and not fenced.
        for line in section.lines().filter(|line| !line.starts_with("```")) {
            assert!(outcome.stdout.contains(line), "{code}: {line}");
        }
        assert!(!outcome.stdout.contains("```"), "{code}");
    }
}

#[test]
fn case_does_not_matter() {
    let folder = Folder::new(&[]);
    assert_eq!(
        folder.run(&["explain", "e0202"]).stdout,
        folder.run(&["explain", "E0202"]).stdout
    );
}

#[test]
fn without_a_code_all_are_listed_and_what_is_listed_is_explained() {
    let folder = Folder::new(&[]);
    let outcome = folder.run(&["explain"]);
    assert_eq!(outcome.code, Some(0));
    let listed: Vec<&str> = outcome
        .stdout
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .collect();
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(listed[..codes.len()], codes);
    let words = &listed[codes.len()..];
    for word in ["language", "documents", "editors", "icons", "each"] {
        assert!(words.contains(&word), "{word}");
    }
    for word in words {
        let outcome = folder.run(&["explain", word]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
        assert!(
            outcome.stdout.lines().all(|line| !line.starts_with("```")),
            "{word}"
        );
    }
}

#[test]
fn a_noun_is_explained_with_its_attributes_and_an_attribute_with_its_values() {
    let folder = Folder::new(&[]);
    for element in Element::ALL {
        let outcome = folder.run(&["explain", element.noun()]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
        for key in attributes::all() {
            let line = format!("\n  {}: {}", key.name(), key.attribute().doc);
            // A key may mean the same in two senses that take other values.
            let mut same = attributes::all()
                .map(|key| key.attribute())
                .filter(|other| other.name == key.name() && other.doc == key.attribute().doc);
            assert_eq!(
                outcome.stdout.contains(&line),
                same.any(|attribute| attribute.belongs_to(element)),
                "{} of {}",
                key.name(),
                element.noun()
            );
        }
    }
    for key in attributes::all() {
        let outcome = folder.run(&["explain", key.name()]);
        assert!(outcome.stdout.contains(key.attribute().doc), "{outcome:?}");
        assert!(
            outcome
                .stdout
                .contains(&key.attribute().kind.expected().to_string()),
            "{outcome:?}"
        );
    }
    // What cannot be set is explained with what to write instead.
    let outcome = folder.run(&["explain", "rankdir"]);
    assert!(outcome.stdout.contains("direction"), "{outcome:?}");
}

#[test]
fn messages_name_no_page_that_an_installed_program_lacks() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages: Vec<String> = fs::read_dir(root.join("docs"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".md"))
        .collect();
    assert!(pages.len() > 3, "{pages:?}");
    let mut folders: Vec<PathBuf> = vec![root.join("src")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            count += 1;
            let text = fs::read_to_string(&path).unwrap();
            // What clap takes for help is written `///`, other comments are for readers of the code.
            let is_help = path.ends_with("cli/arguments.rs");
            for line in text.lines().map(str::trim) {
                let is_comment = line.starts_with("//") && !(is_help && line.starts_with("///"));
                if is_comment || line.contains("include_str!") {
                    continue;
                }
                for page in &pages {
                    let page = format!("docs/{page}");
                    assert!(!line.contains(&page), "{}: {line}", path.display());
                }
            }
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn an_unknown_attribute_is_answered_with_what_lists_them() {
    let folder = Folder::new(&[("tree.cert", "diagram [qqqqqq=1]\nnode a [qqqqqq=1]")]);
    let outcome = folder.run(&["check", "tree.cert"]);
    for command in ["`certdot explain diagram`", "`certdot explain node`"] {
        assert!(outcome.stderr.contains(command), "{outcome:?}");
    }
}

#[test]
fn an_unknown_code_is_answered_with_the_nearest() {
    let folder = Folder::new(&[]);
    folder
        .run(&["explain", "E0202x"])
        .assert_refused(2, "did you mean E0202?");
    folder
        .run(&["explain", "nonsense"])
        .assert_refused(2, "`certdot explain` lists all codes");
    folder
        .run(&["explain", "penwith"])
        .assert_refused(2, "did you mean penwidth?");
    folder
        .run(&["explain", "render"])
        .assert_refused(2, "`certdot help render`");
    folder
        .run(&["explain", ""])
        .assert_refused(2, "`certdot explain` lists all codes");
    folder
        .run(&["explain", "E0202", "E0203"])
        .assert_refused(2, "E0203");
    let outcome = folder.run(&["explain", "nonsense", "--message-format", "json"]);
    let failure: serde_json::Value = serde_json::from_str(&outcome.stderr).unwrap();
    assert_eq!(failure["severity"], "error");
}
