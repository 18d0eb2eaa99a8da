//! A terminal obeys nothing that comes from files, their names or the arguments.
//!
//! Control characters are written out, and so are those that turn the direction of writing: with them, a line could
//! show something else than it says.

use std::fs;

use crate::folder::Folder;

/// Each does something to a terminal: a colour, a title, a cleared screen, a bell, what is typed for the user, C1's way
/// to begin such a sequence, text that runs backwards.
const NASTY: &[&str] = &[
    "\u{1B}[31m",
    "\u{1B}]0;title\u{7}",
    "\u{1B}[2J",
    "\u{7}",
    "\u{8}\u{8}",
    "\r",
    "\u{9B}2J",
    "\u{9D}0;x\u{9C}",
    "\u{7F}",
    "\u{202E}",
    "\u{2066}",
    "\u{2069}",
];

fn is_obeyed(character: char) -> bool {
    character.is_control() && character != '\n'
        || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[track_caller]
fn assert_inert(text: &str) {
    let found: Vec<char> = text
        .chars()
        .filter(|character| is_obeyed(*character))
        .collect();
    assert!(found.is_empty(), "{found:?} in {text:?}");
}

#[test]
fn nothing_of_a_file_is_obeyed() {
    for nasty in NASTY {
        let texts = [
            format!("a {nasty} b"),
            format!("node {nasty}a [color=red]"),
            format!("node a \"x{nasty}y\" [colr=red]"),
            format!("node \"x{nasty}y\", \"x{nasty}y\" \"1\" \"2\""),
            format!("node a [\"{nasty}\"=1]"),
            format!("node a [color=\"{nasty}\"]"),
            format!("node a [shape={nasty}]"),
            format!("node a \"x{nasty}y\"\nnode a \"z{nasty}\""),
            format!("group \"g{nasty}\" {{ node s }}\ngroup \"h{nasty}\" {{ node s }}\nx >> s"),
            format!("a >> \"g{nasty}\"/\"h{nasty}\""),
            format!("\"a{nasty}\" >> \"b{nasty}\" >> \"a{nasty}\""),
            format!("use \"x{nasty}.cert\""),
            format!("node a [icon=\"{nasty}.png\"]"),
            format!("node a [cert=\"{nasty}\"]"),
            format!("node a \"\\{nasty}\""),
            format!("// {nasty}\na -> b // {nasty}"),
        ];
        for text in texts {
            assert_messages_inert(&text);
        }
    }
}

/// The messages about a text are, in each format.
#[track_caller]
fn assert_messages_inert(text: &str) {
    let folder = Folder::new(&[("tree.cert", text)]);
    for format in ["human", "short", "json"] {
        let outcome = folder.run(&["--message-format", format, "tree.cert"]);
        assert_inert(&outcome.stderr);
    }
}

#[test]
fn nothing_of_an_escape_is_obeyed() {
    for nasty in NASTY {
        let escaped: String = nasty
            .chars()
            .map(|c| format!("\\u{{{:X}}}", u32::from(c)))
            .collect();
        for text in [
            format!("node \"x{escaped}y\" >> b >> \"x{escaped}y\""),
            format!("node a \"{escaped}\"\nnode a \"b\""),
            format!("group g \"{escaped}\" {{ }}\na >> \"{escaped}\""),
        ] {
            assert_messages_inert(&text);
        }
    }
}

#[test]
fn nothing_of_a_name_is_obeyed() {
    for nasty in NASTY {
        let name = format!("x{nasty}.cert");
        let folder = Folder::new(&[]);
        fs::write(folder.path(&name), "a -> b").unwrap();
        for format in ["human", "short", "json"] {
            let arguments = ["--message-format", format];
            for rest in [
                [name.as_str()].as_slice(),
                &["check", &name],
                &[&format!("y{nasty}.cert")],
                &[&name, "-o", &name],
                &[&name, "-o", &format!("{nasty}/{nasty}")],
                &[&name, "--root", nasty],
                &[&name, "--icons", nasty],
            ] {
                let outcome = folder.run(&[&arguments, rest].concat());
                assert_inert(&outcome.stderr);
                assert_eq!(outcome.code, Some(1), "{outcome:?}");
            }
        }
        // A used file's name is told as well, and that of the folder it lies in.
        fs::write(folder.path("main.cert"), format!("use \"x{nasty}.cert\"")).unwrap();
        assert_inert(&folder.run(&["main.cert"]).stderr);
    }
}

#[test]
fn nothing_of_the_arguments_is_obeyed() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    for nasty in NASTY {
        for arguments in [
            [format!("--x{nasty}")].as_slice(),
            &[format!("-A{nasty}"), "tree.cert".into()],
            &[format!("--color={nasty}")],
            &["explain".into(), nasty.to_string()],
            &["explain".into(), "E0202".into(), nasty.to_string()],
            &[nasty.to_string(), "tree.cert".into()],
        ] {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let outcome = folder.run(&arguments);
            assert_inert(&outcome.stderr);
            assert_eq!(
                (outcome.code, outcome.stdout.as_str()),
                (Some(2), ""),
                "{outcome:?}"
            );
        }
        let (shown, code) = folder.terminal(&format!(
            "env NO_COLOR=1 certdot '--x{}'",
            nasty.replace('\'', "")
        ));
        assert_inert(&shown);
        assert_eq!(code, Some(2));
    }
}
