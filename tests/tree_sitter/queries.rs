//! The queries ask for what is in the trees, and find it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::parser::{ask, grammar};

const TEXT: &str = "\
# hash
use aws // line
cert az-900 \"in a \\n string\" [color=#ff9900, penwidth=2.5, url=\"node\", fixedsize=true]
edge fast \"Fast\"
diagram [legend=false; size=-50%
]
group g_1 \"it\" {
    x1 >> new y2, \"quoted\" -- each h/z3 in g_2 / k_4 /* block
    goes on */
    row x5, x6
}
";

/// What a query captures: the name, the first byte, and the byte after it.
type Captures = Vec<(String, usize, usize)>;

/// What is captured in a text by all queries of the grammar, by file.
fn captures(text: &str) -> Option<BTreeMap<String, Captures>> {
    let mut files: Vec<_> = fs::read_dir(grammar().join("queries"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let queries: Vec<String> = files
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let names = files
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
    let found: Vec<Captures> = ask("captures", &(queries, text))?;
    Some(names.zip(found).collect())
}

/// What the smallest captured stretch around some words is captured as, all names of it.
fn captured_as<'c>(captures: &'c Captures, text: &str, words: &str) -> BTreeSet<&'c str> {
    let at = text.find(words).unwrap();
    let around = captures
        .iter()
        .filter(|(_, start, end)| *start <= at && at < *end);
    let smallest = around.clone().map(|(_, start, end)| end - start).min();
    around
        .filter(|(_, start, end)| Some(end - start) == smallest)
        .map(|(name, ..)| name.as_str())
        .collect()
}

#[test]
fn what_is_coloured_is_what_it_seems() {
    let Some(captures) = captures(TEXT) else {
        return;
    };
    let highlights = &captures["highlights.scm"];
    for (words, names) in [
        ("# hash", &["comment"][..]),
        ("use", &["keyword"]),
        ("aws", &["module", "namespace"]),
        ("// line", &["comment"]),
        ("cert", &["keyword"]),
        ("az-900", &["constant"]),
        ("in a", &["string"]),
        ("\\n", &["constant.character.escape", "string.escape"]),
        ("string\"", &["string"]),
        ("[color", &["punctuation.bracket"]),
        ("color", &["attribute"]),
        ("=#", &["operator"]),
        ("#ff9900", &["string.special"]),
        (", url", &["punctuation.delimiter"]),
        ("2.5", &["constant.numeric", "number"]),
        ("node\"", &["string"]),
        ("true", &["boolean", "constant.builtin.boolean"]),
        ("edge", &["keyword"]),
        ("fast", &["constant"]),
        ("diagram", &["keyword"]),
        ("; size", &["punctuation.delimiter"]),
        ("-50%", &["constant.numeric", "number"]),
        ("group", &["keyword"]),
        ("g_1", &["type"]),
        ("{", &["punctuation.bracket"]),
        ("x1", &["variable"]),
        (">>", &["operator"]),
        ("new", &["keyword.modifier"]),
        ("y2", &["variable"]),
        ("quoted", &["string"]),
        ("-- each", &["operator"]),
        ("each", &["keyword.modifier"]),
        ("/z3", &["punctuation.delimiter"]),
        ("z3", &["variable"]),
        ("in g", &["keyword.modifier"]),
        ("g_2", &["type"]),
        ("k_4", &["type"]),
        ("/* block", &["comment"]),
        ("goes on", &["comment"]),
        ("row", &["keyword"]),
        ("x5", &["variable"]),
    ] {
        assert_eq!(
            captured_as(highlights, TEXT, words),
            names.iter().copied().collect(),
            "{words}"
        );
    }
}

#[test]
fn each_word_has_one_colour() {
    let Some(captures) = captures(TEXT) else {
        return;
    };
    // The same stretch under two names is one capture for different editors; it is none by two rules.
    let mut names: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
    for (name, start, end) in &captures["highlights.scm"] {
        names.entry((*start, *end)).or_default().push(name);
    }
    for ((start, end), names) in names {
        let words = &TEXT[start..end];
        assert!(
            matches!(
                names[..],
                [_] | ["constant.numeric", "number"]
                    | ["constant.builtin.boolean", "boolean"]
                    | ["constant.character.escape", "string.escape"]
                    | ["namespace", "module"]
            ),
            "{words}: {names:?}"
        );
    }
}

#[test]
fn blocks_lists_and_comments_fold() {
    let Some(captures) = captures(TEXT) else {
        return;
    };
    let folds: Vec<&str> = captures["folds.scm"]
        .iter()
        .map(|(name, start, end)| {
            assert_eq!(name, "fold");
            &TEXT[*start..*end]
        })
        .filter(|stretch| stretch.contains('\n'))
        .collect();
    let block = &TEXT[TEXT.find('{').unwrap()..=TEXT.find('}').unwrap()];
    assert_eq!(
        folds,
        [
            "[legend=false; size=-50%\n]",
            block,
            "/* block\n    goes on */"
        ]
    );
}

#[test]
fn blocks_and_lists_are_indented() {
    let Some(captures) = captures(TEXT) else {
        return;
    };
    let of = |name: &str| -> BTreeSet<&str> {
        let captures = captures["indents.scm"].iter();
        captures
            .filter(|capture| capture.0 == name)
            .map(|(_, start, end)| &TEXT[*start..*end])
            .filter(|stretch| stretch.len() == 1 || stretch.contains('\n'))
            .map(|stretch| &stretch[..1])
            .collect()
    };
    assert_eq!(of("indent"), BTreeSet::from(["[", "{"]));
    assert_eq!(of("outdent"), BTreeSet::from(["]", "}"]));
    assert_eq!(of("end"), BTreeSet::from(["]", "}"]));
}
