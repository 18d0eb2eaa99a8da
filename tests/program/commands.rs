//! Words that are no commands, and options that belong to other commands: what was meant, and a line that runs.

use crate::folder::Folder;

/// The last line in backquotes that a message offers.
fn offered(message: &str) -> Option<String> {
    let line = message.trim_end().strip_suffix('`')?.rsplit('`').next()?;
    line.starts_with("certdot ").then(|| line.to_owned())
}

#[test]
fn what_other_programs_call_a_command_leads_to_it() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    for (word, command) in [
        ("draw", "render"),
        ("svg", "render"),
        ("png", "render"),
        ("compile", "render"),
        ("build", "render"),
        ("export", "render"),
        ("preview", "watch"),
        ("serve", "watch"),
        ("lint", "check"),
        ("validate", "check"),
        ("format", "fmt"),
        ("Draw", "render"),
    ] {
        let words = format!("there is no command `{word}`; `{command}` ");
        let outcome = folder.run(&[word, "tree.cert"]);
        outcome.assert_refused(2, &words);
        let line = offered(&outcome.stderr).unwrap();
        assert!(line.starts_with(&format!("certdot {command} ")), "{line}");
        assert!(line.ends_with("tree.cert"), "{line}");
        // It goes on until it is ended.
        if command != "watch" {
            assert_eq!(folder.shell(&line).code, Some(0), "{line}");
        }
        folder.run(&[word]).assert_refused(2, &words);
        folder.run(&["help", word]).assert_refused(2, &words);
        folder.run(&["man", word]).assert_refused(2, &words);
        // With an option of the command that was meant as well.
        folder
            .run(&[word, "tree.cert", "--theme", "dark"])
            .assert_refused(2, &words);
    }
    for word in ["new", "init"] {
        let words = format!("there is no command `{word}`: a tree is a text file");
        folder.run(&[word]).assert_refused(2, &words);
        folder.run(&[word, "x.cert"]).assert_refused(2, &words);
    }
}

#[test]
fn a_file_may_be_called_as_others_call_a_command() {
    let folder = Folder::new(&[("draw", "a >> b"), ("svg.cert", "a >> b")]);
    folder.run(&["draw"]).assert_drawn();
    folder
        .run(&["draw", "svg.cert"])
        .assert_refused(2, "only one file can be printed as DOT at a time");
    folder.run(&["svg.cert"]).assert_drawn();
}

#[test]
fn an_option_of_another_command_is_answered_with_that_command() {
    let folder = Folder::new(&[("tree.cert", "a >> b"), ("page.md", "# Page")]);
    for (line, words) in [
        (
            "tree.cert --theme dark",
            "`--theme` belongs to `render`, `md`, `pandoc` and `watch`: `certdot render tree.cert --theme dark`",
        ),
        (
            "--theme=dark tree.cert",
            "`certdot render --theme=dark tree.cert`",
        ),
        ("tree.cert -T svg", "`certdot render tree.cert -T svg`"),
        (
            "tree.cert -j2",
            "`-j` belongs to `render`: `certdot render tree.cert -j2`",
        ),
        (
            "check tree.cert --scale 3",
            "`check` has no `--scale`; it belongs to `render`: `certdot render tree.cert --scale 3`",
        ),
        (
            "render tree.cert --check",
            "`render` has no `--check`; it belongs to `fmt` and `md`: `certdot fmt tree.cert --check`",
        ),
        (
            "page.md --theme dark",
            "`--theme` belongs to `md`, `render`, `pandoc` and `watch`: `certdot md page.md --theme dark`",
        ),
        (
            "tree.cert --them dark",
            "perhaps you meant `--theme` of `render`: `certdot render tree.cert --theme dark`",
        ),
        ("tree.cert --check", "`certdot fmt tree.cert --check`"),
        (
            "--render tree.cert",
            "`render` is a command, without `--`: `certdot render tree.cert`",
        ),
        (
            "tree.cert render",
            "the command comes first: `certdot render tree.cert`",
        ),
        (
            "tree.cert render -T svg",
            "the command comes first: `certdot render tree.cert -T svg`",
        ),
        (
            "tree.cert check tree.cert",
            "files go after the command, as in `certdot check tree.cert tree.cert`",
        ),
    ] {
        let outcome = folder.shell(&format!("certdot {line}"));
        outcome.assert_refused(2, words);
        let offered = offered(&outcome.stderr).unwrap();
        assert_ne!(folder.shell(&offered).code, Some(2), "{offered}");
    }
    for (line, words) in [
        (
            "md page.md --engine dot",
            "`md` has no `--engine`; it belongs to `render`\n",
        ),
        (
            "lsp --port 80",
            "`lsp` has no `--port`; it belongs to `watch`\n",
        ),
        (
            "icons --check",
            "`icons` has no `--check`; it belongs to `fmt` and `md`\n",
        ),
    ] {
        folder
            .shell(&format!("certdot {line}"))
            .assert_refused(2, words);
    }
}

#[test]
fn what_is_offered_can_be_typed() {
    let folder = Folder::new(&[("my tree's.cert", "a >> b")]);
    let outcome = folder.run(&["draw", "my tree's.cert"]);
    outcome.assert_refused(2, "there is no command `draw`");
    let line = offered(&outcome.stderr).unwrap();
    assert_eq!(folder.shell(&line).code, Some(0), "{line}");
    // What a terminal would obey is not repeated.
    let outcome = folder.run(&["draw", "x\u{1b}[31m.cert"]);
    assert!(!outcome.stderr.contains('\u{1b}'), "{outcome:?}");
}

#[test]
fn each_option_of_each_command_leads_there_from_every_other() {
    let folder = Folder::new(&[]);
    let help = folder.run(&["render", "--help"]).stdout;
    let options: Vec<&str> = help
        .split(|c: char| !(c.is_ascii_lowercase() || c == '-'))
        .filter(|word| word.starts_with("--") && word.len() > 3)
        .collect();
    assert!(options.contains(&"--engine"), "{options:?}");
    for option in options {
        let outcome = folder.run(&["man", "render", option]);
        assert!(!outcome.stderr.contains("tip:"), "{option}: {outcome:?}");
    }
}
