//! `-o`: a file is written whole or not at all.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use crate::folder::Folder;

/// Begins a line of shell that runs something without the superuser's right to write everywhere, whoever runs the tests.
pub const UNPRIVILEGED: &str =
    "$(test $(id -u) -ne 0 || echo setpriv --bounding-set=-dac_override,-dac_read_search)";

#[test]
fn a_file_is_written_and_nothing_is_printed() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    let printed = folder.run(&["tree.cert"]).stdout;
    for arguments in [
        ["tree.cert", "-o", "tree.gv"].as_slice(),
        &["tree.cert", "-otree.gv"],
        &["--output", "tree.gv", "tree.cert"],
        &["--output=tree.gv", "tree.cert"],
    ] {
        let outcome = folder.run(arguments);
        assert_eq!(
            (
                outcome.code,
                outcome.stdout.as_str(),
                outcome.stderr.as_str()
            ),
            (Some(0), "", "")
        );
        assert_eq!(folder.text("tree.gv"), printed);
        assert_eq!(folder.names(), ["tree.cert", "tree.gv"]);
        fs::remove_file(folder.path("tree.gv")).unwrap();
    }
    folder.run(&["tree.cert", "-o", "-"]).assert_drawn();
}

#[test]
fn a_mistake_leaves_the_old_file_as_it_was() {
    let folder = Folder::new(&[
        ("tree.cert", "a -> b"),
        ("slip.cert", "a >> b\nb >> a"),
        ("old.gv", "old"),
    ]);
    folder
        .run(&["tree.cert", "-o", "old.gv"])
        .assert_refused(1, "E0102");
    folder
        .run(&["slip.cert", "--deny-warnings", "-o", "old.gv"])
        .assert_refused(1, "W0504");
    folder
        .run(&["none.cert", "-o", "old.gv"])
        .assert_refused(1, "none.cert");
    folder
        .run(&["tree.cert", "-o", "new.gv"])
        .assert_refused(1, "E0102");
    assert_eq!(folder.text("old.gv"), "old");
    assert_eq!(folder.names(), ["old.gv", "slip.cert", "tree.cert"]);
}

#[test]
fn a_full_disk_leaves_the_old_file_as_it_was() {
    let large: String = (0..2000).map(|n| format!("a{n} >> b{n}\n")).collect();
    let folder = Folder::new(&[("tree.cert", &large), ("old.gv", "old")]);
    // No file may grow beyond some blocks; without the signal, writing fails as it does on a full disk.
    let outcome = folder.shell("trap '' XFSZ; ulimit -f 8; certdot tree.cert -o old.gv");
    outcome.assert_refused(1, "cannot write `old.gv`: file too large");
    assert_eq!(folder.text("old.gv"), "old");
    assert_eq!(folder.names(), ["old.gv", "tree.cert"]);
}

#[test]
fn a_folder_that_may_not_be_written_leaves_the_old_file_as_it_was() {
    let folder = Folder::new(&[("tree.cert", "a >> b"), ("kept/old.gv", "old")]);
    let outcome = folder.shell(&format!(
        "chmod 555 kept; {UNPRIVILEGED} certdot tree.cert -o kept/old.gv; code=$?; chmod 755 kept; exit $code"
    ));
    outcome.assert_refused(1, "cannot write `kept/old.gv`: permission denied");
    assert_eq!(folder.text("kept/old.gv"), "old");
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let folder = Folder::new(&[("tree.cert", "a >> b"), ("pictures/x", "")]);
    folder
        .run(&["tree.cert", "-o", "nowhere/tree.gv"])
        .assert_refused(
            1,
            "cannot write `nowhere/tree.gv`: no such file or directory\n",
        );
    folder
        .run(&["tree.cert", "-o", "pictures"])
        .assert_refused(1, "cannot write `pictures`: is a directory\n");
    folder
        .run(&["tree.cert", "-o", "tree.cert/x.gv"])
        .assert_refused(1, "cannot write `tree.cert/x.gv`: not a directory\n");
}

#[test]
fn permissions_stay_and_a_new_file_has_the_usual_ones() {
    let folder = Folder::new(&[("tree.cert", "a >> b"), ("old.gv", "old")]);
    let mode = |name: &str| {
        fs::metadata(folder.path(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    fs::set_permissions(folder.path("old.gv"), PermissionsExt::from_mode(0o640)).unwrap();
    let outcome =
        folder.shell("umask 027; certdot tree.cert -o old.gv && certdot tree.cert -o new.gv");
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    assert!(folder.text("old.gv").starts_with("digraph"));
    assert_eq!(mode("old.gv"), 0o640);
    assert_eq!(mode("new.gv"), 0o640);
    fs::set_permissions(folder.path("old.gv"), PermissionsExt::from_mode(0o604)).unwrap();
    folder.shell("umask 077; certdot tree.cert -o old.gv");
    assert_eq!(mode("old.gv"), 0o604);
}

#[test]
fn of_a_link_the_file_behind_it_is_written() {
    let folder = Folder::new(&[("tree.cert", "a >> b"), ("pictures/tree.gv", "old")]);
    symlink("pictures/tree.gv", folder.path("link.gv")).unwrap();
    symlink("pictures/new.gv", folder.path("ahead.gv")).unwrap();
    for (link, file) in [
        ("link.gv", "pictures/tree.gv"),
        ("ahead.gv", "pictures/new.gv"),
    ] {
        let outcome = folder.run(&["tree.cert", "-o", link]);
        assert_eq!(outcome.code, Some(0), "{outcome:?}");
        assert!(
            fs::symlink_metadata(folder.path(link))
                .unwrap()
                .is_symlink()
        );
        assert!(folder.text(file).starts_with("digraph"));
    }
}

#[test]
fn what_is_no_regular_file_is_written_through() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    assert_eq!(folder.run(&["tree.cert", "-o", "/dev/null"]).code, Some(0));
    folder
        .run(&["tree.cert", "-o", "/dev/full"])
        .assert_refused(1, "cannot write `/dev/full`: no space left on device\n");
    folder
        .shell("certdot tree.cert -o /dev/stdout | cat")
        .assert_drawn();
    folder
        .shell("mkfifo pipe; cat pipe & certdot tree.cert -o pipe; wait")
        .assert_drawn();
}

#[test]
fn what_is_read_is_not_written_over() {
    let text = "use \"skills.cert\"\nnode git";
    let folder = Folder::new(&[
        ("tree.cert", text),
        ("skills.cert", "cert git"),
        ("trees/x", ""),
    ]);
    symlink("tree.cert", folder.path("link.gv")).unwrap();
    for output in [
        "tree.cert",
        "./tree.cert",
        "trees/../tree.cert",
        "link.gv",
        "skills.cert",
    ] {
        folder
            .run(&["tree.cert", "-o", output])
            .assert_refused(1, "is an input and would be overwritten");
    }
    let elsewhere = folder.path("trees");
    let output = folder
        .command(env!("CARGO_BIN_EXE_certdot"))
        .current_dir(elsewhere)
        .args(["../tree.cert", "-o", "../skills.cert"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(folder.text("tree.cert"), text);
    assert_eq!(folder.text("skills.cert"), "cert git");
    // What is piped in has no name, so nothing is known to be written over.
    assert_eq!(folder.pipe("a >> b", &["-o", "tree.gv"]).code, Some(0));
}
