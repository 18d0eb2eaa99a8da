//! `--deny-warnings`, `-A` and `-W`, alone and together.

use crate::folder::Folder;

/// What becomes of a warning.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Heard {
    Error,
    Warning,
    Nothing,
}

/// What becomes of W0504 and of W0506 in a file that has one of each.
fn heard(arguments: &[&str]) -> (Heard, Heard) {
    let folder = Folder::new(&[("tree.cert", "a >> b >> a\ngroup g { }\n")]);
    let outcome = folder.run(&[arguments, &["tree.cert", "--message-format", "short"]].concat());
    let of = |code: &str| match (
        outcome.stderr.contains(&format!("error[{code}]")),
        outcome.stderr.contains(&format!("warning[{code}]")),
    ) {
        (true, false) => Heard::Error,
        (false, true) => Heard::Warning,
        (false, false) => Heard::Nothing,
        (true, true) => panic!("{outcome:?}"),
    };
    let (cycle, empty) = (of("W0504"), of("W0506"));
    let fails = cycle == Heard::Error || empty == Heard::Error;
    assert_eq!(outcome.code, Some(i32::from(fails)), "{outcome:?}");
    assert_eq!(outcome.stdout.is_empty(), fails);
    (cycle, empty)
}

#[test]
fn each_combination_does_what_the_help_says() {
    use Heard::{Error, Nothing, Warning};
    let cases: &[(&[&str], (Heard, Heard))] = &[
        (&[], (Warning, Warning)),
        (&["--deny-warnings"], (Error, Error)),
        (&["-A", "W0504"], (Nothing, Warning)),
        (&["--allow=W0504"], (Nothing, Warning)),
        (&["-A", "w0504"], (Nothing, Warning)),
        (&["-A", "W0504", "-A", "W0506"], (Nothing, Nothing)),
        (&["-A", "W0504", "-A", "W0504"], (Nothing, Warning)),
        (&["-A", "W0504", "--deny-warnings"], (Nothing, Error)),
        (
            &["--deny-warnings", "-A", "W0504", "-A", "W0506"],
            (Nothing, Nothing),
        ),
        (&["-W", "W0504"], (Warning, Warning)),
        (&["-W", "W0504", "--deny-warnings"], (Warning, Error)),
        (
            &["--deny-warnings", "--warn", "W0504", "-W", "W0506"],
            (Warning, Warning),
        ),
        (&["-A", "W0504", "-W", "W0504"], (Warning, Warning)),
        (&["-W", "W0504", "-A", "W0504"], (Warning, Warning)),
        (
            &["-W", "W0504", "-A", "W0504", "--deny-warnings"],
            (Warning, Error),
        ),
        (
            &["-W", "W0504", "-A", "W0506", "--deny-warnings"],
            (Warning, Nothing),
        ),
    ];
    for (arguments, expected) in cases {
        assert_eq!(heard(arguments), *expected, "{arguments:?}");
    }
}

#[test]
fn nothing_of_what_is_allowed_is_counted() {
    let folder = Folder::new(&[("tree.cert", "a >> b >> a")]);
    let outcome = folder.run(&["check", "-A", "W0504", "tree.cert"]);
    assert_eq!(outcome.stderr, "1 file checked: no mistakes\n");
    folder.run(&["-A", "W0504", "tree.cert"]).assert_drawn();
}

#[test]
fn errors_cannot_be_allowed() {
    let folder = Folder::new(&[("tree.cert", "a -> b")]);
    folder
        .run(&["-A", "E0102", "tree.cert"])
        .assert_refused(2, "E0102");
    folder
        .run(&["-W", "E0102", "tree.cert"])
        .assert_refused(2, "E0102");
}
