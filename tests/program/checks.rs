//! `certdot check`: diagnostics of many files, and a line that sums up.

use crate::folder::Folder;

const FILES: &[(&str, &str)] = &[
    ("good.cert", "a >> b"),
    ("slip.cert", "a >> b >> a"),
    ("wrong.cert", "a -> b\nb -> c"),
];

#[test]
fn nothing_is_drawn_and_a_line_sums_up() {
    let folder = Folder::new(FILES);
    for (arguments, code, summary) in [
        (
            ["check", "good.cert"].as_slice(),
            0,
            "1 file checked: no mistakes\n",
        ),
        (
            &["check", "good.cert", "good.cert"],
            0,
            "2 files checked: no mistakes\n",
        ),
        (&["check", "slip.cert"], 0, "1 file checked: 1 warning\n"),
        (&["check", "wrong.cert"], 1, "1 file checked: 2 errors\n"),
        (
            &["check", "good.cert", "slip.cert", "wrong.cert"],
            1,
            "3 files checked: 2 errors, 1 warning\n",
        ),
        (
            &["check", "--deny-warnings", "good.cert", "slip.cert"],
            1,
            "2 files checked: 1 error\n",
        ),
    ] {
        let outcome = folder.run(arguments);
        assert_eq!(
            (outcome.code, outcome.stdout.as_str()),
            (Some(code), ""),
            "{outcome:?}"
        );
        assert_eq!(outcome.stderr.lines().last().unwrap(), summary.trim_end());
    }
    assert_eq!(folder.names(), ["good.cert", "slip.cert", "wrong.cert"]);
}

#[test]
fn all_files_are_checked_in_their_order_whatever_is_wrong_with_one() {
    let folder = Folder::new(FILES);
    let outcome = folder.run(&[
        "check",
        "--message-format",
        "short",
        "wrong.cert",
        "none.cert",
        "slip.cert",
        ".",
    ]);
    assert_eq!(outcome.code, Some(1));
    let lines: Vec<&str> = outcome.stderr.lines().collect();
    let starts = [
        "wrong.cert:1:3: error[E0102]: ",
        "wrong.cert:2:3: error[E0102]: ",
        "error: cannot read `none.cert`: there is no such file",
        "slip.cert:1:",
        "error: cannot read `.`: it is a folder",
        "4 files checked: 2 errors, 1 warning, 2 could not be read",
    ];
    assert_eq!(lines.len(), starts.len(), "{lines:#?}");
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}: {start}");
    }
    // Whatever else there is, what was not read was not checked.
    let outcome = folder.run(&["check", "good.cert", "none.cert"]);
    assert_eq!(outcome.code, Some(1));
}

#[test]
fn standard_input_can_be_checked() {
    let folder = Folder::new(FILES);
    let outcome = folder.pipe("a -> b", &["check", "good.cert", "-"]);
    outcome.assert_refused(1, "<stdin>:1:3");
    assert!(outcome.stderr.ends_with("2 files checked: 1 error\n"));
}

#[test]
fn each_file_is_a_program_of_its_own() {
    let folder = Folder::new(&[
        ("a.cert", "diagram \"A\"\ncert x \"X\"\nnode x"),
        ("b.cert", "diagram \"B\"\ncert x \"Y\"\nnode x"),
    ]);
    let outcome = folder.run(&["check", "a.cert", "b.cert"]);
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
}

#[test]
fn a_file_is_needed_and_none_is_written() {
    let folder = Folder::new(FILES);
    folder.run(&["check"]).assert_refused(2, "FILE");
    folder
        .run(&["-o", "x.gv", "check", "good.cert"])
        .assert_refused(2, "`-o`");
    folder
        .run(&["good.cert", "check", "good.cert"])
        .assert_refused(2, "after the command");
}

#[test]
fn options_may_stand_before_and_after_the_command() {
    let folder = Folder::new(FILES);
    for arguments in [
        ["--deny-warnings", "check", "slip.cert"],
        ["check", "--deny-warnings", "slip.cert"],
        ["check", "slip.cert", "--deny-warnings"],
    ] {
        folder.run(&arguments).assert_refused(1, "error[W0504]");
    }
}
