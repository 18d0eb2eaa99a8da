//! Standard output: empty when there is an error, and content with readers that go away.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::folder::Folder;

fn large() -> String {
    (0..50_000).map(|n| format!("a{n} >> b{n}\n")).collect()
}

#[test]
fn nothing_is_printed_when_there_is_an_error() {
    let folder = Folder::new(&[
        ("wrong.cert", &(large() + "a -> b")),
        ("slip.cert", "a >> b >> a"),
        ("use.cert", "use \"none.cert\"\na >> b"),
    ]);
    folder.run(&["wrong.cert"]).assert_refused(1, "E0102");
    folder.run(&["use.cert"]).assert_refused(1, "E0301");
    folder.run(&["none.cert"]).assert_refused(1, "none.cert");
    folder
        .run(&["slip.cert", "--deny-warnings"])
        .assert_refused(1, "W0504");
    folder
        .run(&["check", "wrong.cert"])
        .assert_refused(1, "E0102");
    folder.run(&["--nonsense"]).assert_refused(2, "--nonsense");
    folder.run(&["explain", "E9999"]).assert_refused(2, "E9999");
    folder
        .shell("certdot wrong.cert >&-")
        .assert_refused(1, "E0102");
}

#[test]
fn a_warning_does_not_keep_the_picture_back() {
    let folder = Folder::new(&[("slip.cert", "a >> b >> a")]);
    let outcome = folder.run(&["slip.cert"]);
    assert_eq!(outcome.code, Some(0));
    assert!(outcome.stdout.starts_with("digraph"));
    assert!(outcome.stderr.contains("W0504"));
    assert!(outcome.stderr.ends_with("slip.cert: 1 warning\n"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new(&[("big.cert", &large())]);
    let mut child = folder
        .command(env!("CARGO_BIN_EXE_certdot"))
        .arg("big.cert")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    // The reader is dropped with the pipe still full.
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let mut messages = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut messages)
        .unwrap();
    assert_eq!(messages, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(line.starts_with("digraph"));
}

#[test]
fn readers_of_messages_and_of_help_may_go_away_too() {
    let wrong: String = (0..20_000).map(|n| format!("a{n} -> b\n")).collect();
    let folder = Folder::new(&[("wrong.cert", &wrong)]);
    for (line, code) in [
        (
            "certdot --message-format json wrong.cert 2>&1 >/dev/null",
            1,
        ),
        ("certdot --help", 0),
        ("certdot explain", 0),
        ("certdot explain E0202", 0),
    ] {
        // `true` reads nothing.
        let outcome = folder.shell(&format!("{{ {line}; echo $? > code; }} | true"));
        assert_eq!(outcome.stderr, "", "{line}");
        assert_eq!(folder.text("code"), format!("{code}\n"), "{line}");
    }
}

#[test]
fn a_full_disk_is_an_error() {
    let folder = Folder::new(&[("tree.cert", "a >> b"), ("big.cert", &large())]);
    let files = [
        ("untidy.cert", "a>>b"),
        ("page.md", "```cert\na >> b\n```\n"),
        (
            "request.json",
            r#"{"items": [{"path": "page.md", "tree": "a >> b"}]}"#,
        ),
        (
            "book.json",
            r#"[{"root": ".", "config": {}}, {"items": [{"Chapter": {"content": "", "path": "a.md"}}]}]"#,
        ),
        (
            "document.json",
            r#"{"pandoc-api-version": [1, 23], "meta": {}, "blocks": []}"#,
        ),
    ];
    for (name, text) in files {
        std::fs::write(folder.path(name), text).unwrap();
    }
    for line in [
        "tree.cert",
        "big.cert",
        "explain E0202",
        "explain",
        "--help",
        "-h",
        "--version",
        "help",
        "help render",
        "render --help",
        "catalogue",
        "catalogue aws",
        "icons",
        "icons sheet -o -",
        "completions bash",
        "man",
        "man render",
        "render tree.cert -o -",
        "render tree.cert -T png -o -",
        "md page.md",
        "md --json < request.json",
        "mdbook < book.json",
        "pandoc < document.json",
        "fmt - < tree.cert",
        "fmt --diff untidy.cert",
        "watch tree.cert",
    ] {
        folder
            .shell(&format!("certdot {line} > /dev/full"))
            .assert_refused(
                1,
                "cannot write to standard output: no space left on device\n",
            );
    }
}

#[test]
fn messages_nobody_can_be_told_change_nothing() {
    let folder = Folder::new(&[("slip.cert", "a >> b >> a"), ("wrong.cert", "a -> b")]);
    for stream in ["2>&-", "2>/dev/full"] {
        folder
            .shell(&format!("certdot slip.cert {stream}"))
            .assert_drawn();
        folder
            .shell(&format!("certdot wrong.cert {stream}"))
            .assert_refused(1, "");
    }
}
