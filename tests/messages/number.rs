//! How many messages the program prints, and how they stand apart.

use std::io::Write;
use std::process::{Command, Stdio};

/// What the program says of a text on standard input, on its standard error.
fn said(text: &str, format: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_certdot"))
        .args(["check", "--color", "never", "--message-format", format, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn fifty_messages_are_printed_and_the_others_counted() {
    let said_of = |problems: usize| said(&"a -> b\n".repeat(problems), "human");
    let fifty = said_of(50);
    assert_eq!(fifty.matches("error[E0102]").count(), 50);
    assert!(!fifty.contains("more"), "{fifty}");
    let many = said_of(73);
    assert_eq!(many.matches("error[E0102]").count(), 50);
    assert!(many.contains("--> <stdin>:50:3\n"), "the first fifty");
    assert!(
        many.ends_with("\n\n… and 23 more\n1 file checked: 73 errors\n"),
        "{many}"
    );
}

#[test]
fn in_short_they_are_as_many() {
    let short = said(&"a -> b\n".repeat(73), "short");
    assert_eq!(short.matches("error[E0102]").count(), 50);
    assert!(short.contains("\n… and 23 more\n"), "{short}");
}

#[test]
fn a_blank_line_stands_between_two_messages() {
    let said = said("a -> b\nlinux\n", "human");
    assert!(said.contains("  |\n\nerror[E0111]"), "{said}");
}
