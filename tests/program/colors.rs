//! `--color`, and what the environment says of colours.

use crate::folder::Folder;

const ESC: char = '\u{1B}';

#[test]
fn the_option_counts_more_than_anything_else() {
    let folder = Folder::new(&[("tree.cert", "a -> b")]);
    for (line, is_colored) in [
        ("certdot tree.cert", false),
        ("certdot --color auto tree.cert", false),
        ("certdot --color always tree.cert", true),
        ("NO_COLOR=1 certdot --color always tree.cert", true),
        ("TERM=dumb certdot --color always tree.cert", true),
        ("certdot --color never tree.cert", false),
        ("CLICOLOR_FORCE=1 certdot --color never tree.cert", false),
        ("CLICOLOR_FORCE=1 certdot tree.cert", true),
        ("CLICOLOR_FORCE= certdot tree.cert", false),
        ("NO_COLOR=1 CLICOLOR_FORCE=1 certdot tree.cert", false),
        ("NO_COLOR= CLICOLOR_FORCE=1 certdot tree.cert", true),
    ] {
        let outcome = folder.shell(line);
        assert_eq!(outcome.code, Some(1));
        assert_eq!(
            outcome.stderr.contains(ESC),
            is_colored,
            "{line}: {outcome:?}"
        );
        assert!(outcome.stderr.contains("tree.cert"), "{line}");
    }
}

#[test]
fn a_terminal_is_colored_unless_the_environment_says_no() {
    let folder = Folder::new(&[("tree.cert", "a -> b")]);
    for (line, is_colored) in [
        ("certdot tree.cert", true),
        ("certdot check tree.cert", true),
        ("certdot --color auto tree.cert", true),
        ("certdot --color never tree.cert", false),
        ("env NO_COLOR=1 certdot tree.cert", false),
        ("env NO_COLOR= certdot tree.cert", true),
        ("env CLICOLOR=0 certdot tree.cert", false),
        ("env TERM=dumb certdot tree.cert", false),
        ("certdot --message-format short tree.cert", false),
        ("certdot --message-format json tree.cert", false),
    ] {
        let (shown, code) = folder.terminal(line);
        assert_eq!(code, Some(1), "{shown}");
        assert_eq!(shown.contains(ESC), is_colored, "{line}: {shown:?}");
    }
}

#[test]
fn what_is_drawn_is_never_colored() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    let outcome = folder.run(&["--color", "always", "tree.cert"]);
    outcome.assert_drawn();
    assert!(!outcome.stdout.contains(ESC));
}

#[test]
fn a_wrong_word_is_answered_with_the_right_ones() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    let outcome = folder.run(&["--color", "sometimes", "tree.cert"]);
    outcome.assert_refused(2, "auto, always, never");
}
