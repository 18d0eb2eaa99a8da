//! How messages are printed: for people, one a line, as JSON.

use serde_json::Value;

use crate::folder::Folder;

/// The messages that a run printed as JSON.
fn json(stderr: &str) -> Vec<Value> {
    stderr
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

#[track_caller]
fn assert_place(place: &Value) {
    assert_eq!(
        keys(place),
        [
            "byte_end",
            "byte_start",
            "column",
            "end_column",
            "end_line",
            "file",
            "line"
        ]
    );
    assert!(place["file"].is_string());
    for key in [
        "byte_start",
        "byte_end",
        "line",
        "column",
        "end_line",
        "end_column",
    ] {
        assert!(place[key].is_u64(), "{key}: {place}");
    }
    assert!(place["byte_start"].as_u64() <= place["byte_end"].as_u64());
    assert!(place["line"].as_u64() >= Some(1) && place["column"].as_u64() >= Some(1));
}

#[track_caller]
fn assert_message(message: &Value) {
    assert_eq!(
        keys(message),
        [
            "code", "help", "label", "message", "notes", "place", "related", "severity"
        ]
    );
    assert!(
        message["code"].is_string()
            && message["message"].is_string()
            && message["label"].is_string()
    );
    assert!(matches!(
        message["severity"].as_str(),
        Some("error" | "warning")
    ));
    assert_place(&message["place"]);
    for note in message["notes"].as_array().unwrap() {
        assert!(note.is_string());
    }
    for related in message["related"].as_array().unwrap() {
        assert_eq!(keys(related), ["label", "place"]);
        assert_place(&related["place"]);
        assert!(related["label"].is_string());
    }
    for help in message["help"].as_array().unwrap() {
        assert_eq!(keys(help), ["edits", "message"]);
        assert!(help["message"].is_string());
        for edit in help["edits"].as_array().unwrap() {
            assert_eq!(keys(edit), ["place", "text"]);
            assert_place(&edit["place"]);
            assert!(edit["text"].is_string());
        }
    }
}

const WRONG: &str = "node git [color=rde]\nnode git [color=blue]\na -> b\nc >> d >> c\n";

#[test]
fn people_see_the_line_and_what_to_write() {
    let folder = Folder::new(&[("tree.cert", "a -> b\n")]);
    let outcome = folder.run(&["tree.cert"]);
    // Blank lines are no part of a message.
    let lines = outcome.stderr.lines().filter(|line| !line.is_empty());
    assert_eq!(
        lines.map(|line| line.to_owned() + "\n").collect::<String>(),
        "error[E0102]: `->` is not an arrow of this language\n \
         --> tree.cert:1:3\n  \
         |\n\
         1 | a -> b\n  \
         |   ^^\n  \
         |\n  \
         = note: the arrows are `>>` (to the right), `<<` (to the left), `--` (without heads) and `<>` (with heads at both ends)\n\
         help: write `>>`\n  \
         |\n\
         1 - a -> b\n\
         1 + a >> b\n  \
         |\n\
         tree.cert: 1 error\n"
    );
    let named = folder.run(&["--message-format", "human", "tree.cert"]);
    assert_eq!(named.stderr, outcome.stderr);
}

#[test]
fn short_is_one_message_a_line() {
    let folder = Folder::new(&[("tree.cert", "a -> b\nc -> d\n")]);
    let outcome = folder.run(&["--message-format=short", "tree.cert"]);
    assert_eq!(
        outcome.stderr,
        "tree.cert:1:3: error[E0102]: `->` is not an arrow of this language\n\
         tree.cert:2:3: error[E0102]: `->` is not an arrow of this language\n\
         tree.cert: 2 errors\n"
    );
}

#[test]
fn json_is_one_object_a_line_of_the_documented_shape() {
    let folder = Folder::new(&[
        ("tree.cert", WRONG),
        ("slip.cert", "c >> d >> c\ngroup x {\n}\n"),
        (
            "many.cert",
            "node a \"x\"\nnode a \"y\"\nnode a [colr=red]\n",
        ),
    ]);
    for file in ["tree.cert", "slip.cert", "many.cert"] {
        for arguments in [
            ["--message-format", "json", file].as_slice(),
            &["check", "--message-format", "json", file],
        ] {
            let outcome = folder.run(arguments);
            let messages = json(&outcome.stderr);
            assert!(!messages.is_empty());
            for message in &messages {
                assert_message(message);
                assert_eq!(message["place"]["file"], file);
            }
        }
    }
}

#[test]
fn json_places_are_those_of_the_text() {
    let text = "node \"é\"\r\n\"é\" -> b\r\n";
    let folder = Folder::new(&[("tree.cert", format!("\u{FEFF}{text}").as_str())]);
    let outcome = folder.run(&["--message-format", "json", "tree.cert"]);
    let messages = json(&outcome.stderr);
    assert_eq!(messages.len(), 1);
    let place = &messages[0]["place"];
    let start = place["byte_start"].as_u64().unwrap() as usize;
    let end = place["byte_end"].as_u64().unwrap() as usize;
    assert_eq!(&text[start..end], "->");
    assert_eq!((&place["line"], &place["column"]), (&2.into(), &5.into()));
    assert_eq!(
        (&place["end_line"], &place["end_column"]),
        (&2.into(), &7.into())
    );
}

#[test]
fn the_edits_of_json_mend_the_file() {
    let text = "a -> b\nnode git [color=magneta]\n";
    let folder = Folder::new(&[("tree.cert", text)]);
    let outcome = folder.run(&["--message-format", "json", "tree.cert"]);
    let mut edits: Vec<(usize, usize, String)> = json(&outcome.stderr)
        .iter()
        .flat_map(|message| message["help"][0]["edits"].as_array().unwrap().clone())
        .map(|edit| {
            (
                edit["place"]["byte_start"].as_u64().unwrap() as usize,
                edit["place"]["byte_end"].as_u64().unwrap() as usize,
                edit["text"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    edits.sort();
    let mut mended = text.to_owned();
    for (start, end, text) in edits.iter().rev() {
        mended.replace_range(start..end, text);
    }
    assert_eq!(mended, "a >> b\nnode git [color=magenta]\n");
    folder.pipe(mended, &[]).assert_drawn();
}

#[test]
fn json_tells_failures_too() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    for arguments in [
        ["none.cert"].as_slice(),
        &["check", "none.cert", "tree.cert"],
        &["tree.cert", "--root", "nowhere"],
        &["tree.cert", "-o", "nowhere/x.gv"],
        &["tree.cert", "-o", "/dev/full"],
    ] {
        let outcome = folder.run(&[&["--message-format", "json"], arguments].concat());
        assert_eq!(outcome.code, Some(1));
        let messages = json(&outcome.stderr);
        assert_eq!(messages.len(), 1, "{outcome:?}");
        assert_eq!(keys(&messages[0]), ["code", "message", "severity"]);
        assert!(messages[0]["code"].is_null());
        assert_eq!(messages[0]["severity"], "error");
    }
}

#[test]
fn of_many_mistakes_fifty_are_printed_and_then_their_number() {
    let wrong: String = (0..70).map(|n| format!("a{n} -> b\n")).collect();
    let folder = Folder::new(&[("tree.cert", &wrong)]);
    let count = |text: &str| text.matches("E0102").count();
    for format in ["human", "short"] {
        let outcome = folder.run(&["--message-format", format, "tree.cert"]);
        assert_eq!(outcome.code, Some(1));
        assert_eq!(count(&outcome.stderr), 50, "{format}");
        assert!(
            outcome
                .stderr
                .ends_with("… and 20 more\ntree.cert: 70 errors\n"),
            "{}",
            outcome.stderr
        );
        assert!(
            outcome.stderr.contains("tree.cert:50:") && !outcome.stderr.contains("tree.cert:51:")
        );
    }
    let outcome = folder.run(&["--message-format", "json", "tree.cert"]);
    let messages = json(&outcome.stderr);
    assert_eq!(messages.len(), 51);
    messages[..50]
        .iter()
        .for_each(|message| assert_message(message));
    assert_eq!(keys(&messages[50]), ["code", "message", "severity"]);
    assert_eq!(messages[50]["message"], "… and 20 more");
}

#[test]
fn messages_come_in_the_order_of_their_places() {
    let text = "a -> b\nnode x [colr=red]\nnode y \"unclosed\nnode z \"Z\"\nnode z \"Q\"\nc -> d\n";
    let folder = Folder::new(&[("tree.cert", text)]);
    let outcome = folder.run(&["--message-format", "json", "tree.cert"]);
    let starts: Vec<u64> = json(&outcome.stderr)
        .iter()
        .map(|message| message["place"]["byte_start"].as_u64().unwrap())
        .collect();
    assert!(starts.len() >= 5, "{starts:?}");
    assert!(starts.is_sorted(), "{starts:?}");
}

#[test]
fn wrong_arguments_are_told_as_json_where_that_is_asked_for() {
    let folder = Folder::new(&[("tree.cert", "a >> b")]);
    for (arguments, said, advised) in [
        (&["check", "--frobnicate"][..], "'--frobnicate'", 1),
        (&["check", "--color", "blue"], "[possible values: ", 0),
        (&["draw", "tree.cert"], "`render` draws pictures", 0),
        (
            &["tree.cert", "--theme", "dark"],
            "`--theme` belongs to `render`",
            0,
        ),
    ] {
        for format in [
            &["--message-format", "json"][..],
            &["--message-format=json"],
        ] {
            let all = [arguments, format].concat();
            let outcome = folder.run(&all);
            assert_eq!(outcome.code, Some(2), "{all:?}: {outcome:?}");
            let messages = json(&outcome.stderr);
            let [message] = messages.as_slice() else {
                panic!("{all:?}: {outcome:?}")
            };
            assert!(message["code"].is_null());
            assert_eq!(message["severity"], "error");
            let words = message["message"].as_str().unwrap();
            assert!(words.contains(said), "{all:?}: {words}");
            let help = message["help"].as_array().map_or(0, Vec::len);
            assert_eq!(help, advised, "{all:?}");
        }
    }
    // Help is no message.
    let help = folder.run(&["--help", "--message-format", "json"]);
    assert!(help.code == Some(0) && help.stderr.is_empty() && help.stdout.contains("Usage"));
}
