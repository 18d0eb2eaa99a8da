//! `--root` and `--icons`: how far files may reach.

use crate::folder::Folder;

/// The smallest PNG file there is.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

fn folder() -> Folder {
    let folder = Folder::new(&[
        ("skills.cert", "cert git \"Git!\""),
        ("trees/tree.cert", "use \"../skills.cert\"\nnode git"),
        ("trees/icon.cert", "node git [icon=git]"),
        ("pictures/x", ""),
    ]);
    std::fs::write(folder.path("pictures/git.png"), PIXEL).unwrap();
    folder
}

#[test]
fn the_root_is_the_working_directory_or_the_files_folder() {
    let folder = folder();
    folder.run(&["trees/tree.cert"]).assert_drawn();
    folder
        .shell("cd trees && certdot tree.cert")
        .assert_refused(1, "E0302");
    folder
        .shell("cd pictures && certdot ../trees/tree.cert")
        .assert_refused(1, "E0302");
}

#[test]
fn another_root_can_be_named() {
    let folder = folder();
    folder
        .shell("cd trees && certdot --root .. tree.cert")
        .assert_drawn();
    folder
        .shell("cd trees && certdot check --root=.. tree.cert")
        .assert_refused(0, "no mistakes");
    folder
        .run(&["--root", "trees", "trees/tree.cert"])
        .assert_refused(1, "E0302");
}

#[test]
fn folders_of_icons_are_searched_in_their_order() {
    let folder = folder();
    folder.run(&["trees/icon.cert"]).assert_refused(1, "E0305");
    folder
        .run(&["--icons", "pictures", "trees/icon.cert"])
        .assert_drawn();
    let outcome = folder.run(&["--icons", "trees", "--icons", "pictures", "trees/icon.cert"]);
    outcome.assert_drawn();
    assert!(
        outcome.stdout.contains("image=\"pictures/git.png\""),
        "{outcome:?}"
    );
    // They are the user's own word, so they may lie outside the root.
    folder
        .shell("cd trees && certdot --icons ../pictures icon.cert")
        .assert_drawn();
}

#[test]
fn folders_that_are_none_are_named() {
    let folder = folder();
    for option in ["--root", "--icons"] {
        folder
            .run(&[option, "nowhere", "trees/icon.cert"])
            .assert_refused(
                1,
                &format!("cannot use `{option} nowhere`: no such file or directory\n"),
            );
        folder
            .run(&[option, "skills.cert", "trees/icon.cert"])
            .assert_refused(
                1,
                &format!("cannot use `{option} skills.cert`: it is not a folder\n"),
            );
        folder.run(&[option]).assert_refused(2, "DIR");
    }
}
