//! Help, the version, and answers to wrong arguments.

use crate::folder::Folder;

#[test]
fn help_teaches_by_example() {
    let folder = Folder::new(&[]);
    for arguments in [["--help"].as_slice(), &["-h"], &["help"]] {
        let outcome = folder.run(arguments);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
        for words in [
            "Usage: certdot",
            "certdot tree.cert | dot -Tpng > tree.png",
            "certdot check",
            "certdot explain E0202",
        ] {
            assert!(
                outcome.stdout.contains(words),
                "{arguments:?} lacks {words}"
            );
        }
        assert!(
            outcome
                .stdout
                .lines()
                .all(|line| line.chars().count() <= 100),
            "{}",
            outcome.stdout
        );
    }
    for command in [
        "render",
        "icons",
        "check",
        "fmt",
        "explain",
        "catalogue",
        "md",
        "pandoc",
        "watch",
    ] {
        let outcome = folder.run(&[command, "--help"]);
        assert_eq!(outcome.code, Some(0));
        assert!(outcome.stdout.contains("Examples:"), "{outcome:?}");
        let same = folder.run(&["help", command]);
        assert_eq!(same.stdout, outcome.stdout);
    }
}

#[test]
fn the_examples_of_help_run_as_they_stand() {
    let folder = Folder::new(&[]);
    let help = folder.run(&["--help"]).stdout;
    let examples = help
        .split("Write a tree, say in tree.cert:\n")
        .nth(1)
        .unwrap();
    let (tree, commands) = examples.split_once("\n\n").unwrap();
    std::fs::write(folder.path("tree.cert"), tree).unwrap();
    let mut count = 0;
    for line in commands.lines() {
        let command = line.trim();
        // It goes on until it is ended, and opens a browser; tests of its own do that.
        if command.starts_with("certdot watch ") {
            continue;
        }
        if command.starts_with("certdot ") || command.starts_with("echo ") {
            // What the line says about itself stands after many blanks.
            let command = command.split("    ").next().unwrap();
            let outcome = folder.shell(command);
            assert_eq!(outcome.code, Some(0), "{command}: {outcome:?}");
            count += 1;
        }
    }
    assert_eq!(count, 11);
    for picture in ["tree.png", "tree.svg", "tree.gv"] {
        assert!(folder.names().contains(&picture.to_owned()), "{picture}");
    }
}

#[test]
fn the_version_is_the_packages() {
    let folder = Folder::new(&[]);
    for option in ["--version", "-V"] {
        let outcome = folder.run(&[option]);
        assert_eq!(outcome.code, Some(0));
        assert_eq!(
            outcome.stdout,
            concat!("certdot ", env!("CARGO_PKG_VERSION"), "\n")
        );
    }
}

#[test]
fn wrong_arguments_are_answered_with_what_was_meant() {
    let folder = Folder::new(&[("tree.cert", "a >> b"), ("team.cert", "a >> b")]);
    for (arguments, words) in [
        (
            ["chek", "tree.cert"].as_slice(),
            "there is no command `chek`; did you mean `check`?",
        ),
        (&["explian", "E0202"], "did you mean `explain`?"),
        (&["rendr", "tree.cert"], "did you mean `render`?"),
        (
            &["tree.cert", "-o", "tree.svg"],
            "`certdot render tree.cert -o tree.svg`",
        ),
        (
            &["tree.cert", "team.cert"],
            "`certdot render` and `certdot check` take several",
        ),
        (&["--deny-warning", "tree.cert"], "--deny-warnings"),
        (&["--out", "x.gv", "tree.cert"], "--output"),
        (&["-o"], "FILE"),
        (
            &["--message-format", "xml", "tree.cert"],
            "human, short, json",
        ),
        (&["-A", "E0102", "tree.cert"], "W0501"),
        (&["-W", "nonsense", "tree.cert"], "W0501"),
    ] {
        folder.run(arguments).assert_refused(2, words);
    }
}
