//! `certdot explain`: what the codes mean.

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
fn without_a_code_all_are_listed() {
    let folder = Folder::new(&[]);
    let outcome = folder.run(&["explain"]);
    assert_eq!(outcome.code, Some(0));
    let listed: Vec<&str> = outcome.stdout.lines().map(|line| &line[..5]).collect();
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(listed, codes);
}

#[test]
fn an_unknown_code_is_answered_with_the_nearest() {
    let folder = Folder::new(&[]);
    folder
        .run(&["explain", "E020"])
        .assert_refused(2, "did you mean E020");
    folder
        .run(&["explain", "nonsense"])
        .assert_refused(2, "`certdot explain` lists all codes");
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
