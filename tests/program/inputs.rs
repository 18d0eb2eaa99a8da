//! What is read: a file, standard input, and what is neither.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use crate::folder::Folder;

#[test]
fn a_file_is_drawn_on_standard_output() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    let outcome = folder.run(&["tree.cert"]);
    outcome.assert_drawn();
    assert!(outcome.stdout.contains("\"a\" -> \"b\""));
}

#[test]
fn standard_input_is_drawn_with_a_dash_and_without_a_file() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    let drawn = folder.run(&["tree.cert"]).stdout;
    for outcome in [
        folder.pipe("a >> b", &["-"]),
        folder.pipe("a >> b", &[]),
        folder.shell("certdot < tree.cert"),
        folder.shell("cat tree.cert | certdot -"),
    ] {
        outcome.assert_drawn();
        assert_eq!(outcome.stdout, drawn);
    }
}

#[test]
fn standard_input_counts_as_a_file_in_the_working_directory() {
    let folder = Folder::new(&[("skills.cert", "cert git \"Git!\"")]);
    let outcome = folder.pipe("use \"skills.cert\"\nnode git", &[]);
    outcome.assert_drawn();
    assert!(outcome.stdout.contains("Git!"));
    let outcome = folder.pipe("a >>", &["--message-format", "short"]);
    outcome.assert_refused(1, "<stdin>:1:");
}

#[test]
fn a_terminal_without_a_file_gets_a_short_help() {
    let folder = Folder::new(&[]);
    let (shown, code) = folder.terminal("certdot");
    assert_eq!(code, Some(2), "{shown}");
    assert!(shown.contains("Usage: certdot"), "{shown}");
    assert!(shown.contains("certdot tree.cert | dot"), "{shown}");
    let (printed, code) = folder.terminal("certdot 2>/dev/null");
    assert_eq!((printed.as_str(), code), ("", Some(2)));
}

#[test]
fn nothing_is_a_picture_without_anything_in_it() {
    let folder = Folder::new(&[("empty.cert", ""), ("blank.cert", "\n// nothing yet\n")]);
    folder.run(&["empty.cert"]).assert_drawn();
    folder.run(&["blank.cert"]).assert_drawn();
    folder.run(&[]).assert_drawn();
}

#[test]
fn a_folder_is_no_file() {
    let folder = Folder::new(&[("trees/tree.cert", "a >> b")]);
    let outcome = folder.run(&["trees"]);
    outcome.assert_refused(1, "cannot read `trees`: it is a folder");
}

#[test]
fn what_is_not_there_is_named_with_what_was_meant() {
    let folder = Folder::new(&[("tree.cert", "a >> b"), ("trees/team.cert", "a >> b")]);
    let cases = [
        ("tre.cert", "did you mean `tree.cert`?"),
        ("tree", "did you mean `tree.cert`?"),
        ("tree.crt", "did you mean `tree.cert`?"),
        ("trees/taem.cert", "did you mean `trees/team.cert`?"),
        ("tree.cert/x.cert", "there is no such file"),
        ("nowhere/to/be/found.cert", "there is no such file"),
        ("chek", "did you mean the command `check`?"),
        ("explian", "did you mean the command `explain`?"),
    ];
    for (name, words) in cases {
        folder.run(&[name]).assert_refused(1, words);
    }
}

#[test]
fn what_may_not_be_read_is_named() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    let outcome = folder.shell(&format!(
        "chmod 000 tree.cert && {} certdot tree.cert",
        crate::outputs::UNPRIVILEGED
    ));
    outcome.assert_refused(1, "cannot read `tree.cert`: permission denied");
}

#[test]
fn a_pipe_with_a_name_is_read_to_its_end() {
    let folder = Folder::new(&[]);
    let outcome =
        folder.shell("mkfifo tree.cert; echo 'a >> b' > tree.cert & certdot tree.cert; wait");
    outcome.assert_drawn();
}

#[test]
fn a_link_is_followed() {
    let folder = Folder::new(&[("trees/tree.cert", "a >> b")]);
    symlink("trees/tree.cert", folder.path("link.cert")).unwrap();
    folder.run(&["link.cert"]).assert_drawn();
}

#[test]
fn names_that_are_not_utf_8_are_names() {
    let folder = Folder::new(&[("skills.cert", "cert git \"Git!\"")]);
    let name = OsStr::from_bytes(b"tree-\xFF.cert");
    if fs::write(folder.path(name), "use \"skills.cert\"\nnode git").is_err() {
        // Some systems have no such names.
        return;
    }
    let output = folder.command("certdot").arg(name).output().unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8(output.stdout).unwrap().contains("Git!"));
    // It is still known as what was read.
    let output = folder
        .command("certdot")
        .args([name, OsStr::new("-o"), name])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    fs::write(folder.path(name), "a ->").unwrap();
    let output = folder.command("certdot").arg(name).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("tree-\u{FFFD}.cert:1:3")
    );
}

#[test]
fn a_name_that_begins_with_a_dash_can_be_said() {
    let folder = Folder::new(&[("-x.cert", "a >> b")]);
    folder.run(&["--", "-x.cert"]).assert_drawn();
    folder.run(&["./-x.cert"]).assert_drawn();
}

#[test]
fn a_deleted_working_directory_is_no_obstacle_to_a_file_named_in_full() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    let gone = "mkdir gone && cd gone && rmdir ../gone &&";
    let file = folder.path("tree.cert");
    folder
        .shell(&format!("{gone} certdot '{}'", file.display()))
        .assert_drawn();
    folder
        .shell(&format!("{gone} echo 'a >> b' | certdot"))
        .assert_refused(1, "cannot find the working directory");
}

#[test]
fn nothing_is_asked_of_the_environment() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    let output = folder
        .command(env!("CARGO_BIN_EXE_certdot"))
        .env_clear()
        .arg("tree.cert")
        .output()
        .unwrap();
    assert!(output.status.success());
    assert_eq!(output.stderr, b"");
}
