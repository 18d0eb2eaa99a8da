//! The three doors through which other programs hand over JSON: whatever comes in, there is an answer or a message.

use serde_json::{Value, json};

use crate::folder::Folder;

/// What is put in the place of each part of a document in turn.
fn odd_values() -> [Value; 7] {
    [
        json!(null),
        json!(-3),
        json!("x"),
        json!([]),
        json!({}),
        json!([1, [2], "3"]),
        json!({ "t": 1, "c": {} }),
    ]
}

/// All documents that differ from one in a single part, which is another or is not there.
fn mutated(document: &Value) -> Vec<Value> {
    let mut pointers = Vec::new();
    let mut open = vec![(String::new(), document)];
    while let Some((pointer, value)) = open.pop() {
        match value {
            Value::Array(items) => open.extend(
                items
                    .iter()
                    .enumerate()
                    .map(|(number, item)| (format!("{pointer}/{number}"), item)),
            ),
            Value::Object(items) => open.extend(
                items
                    .iter()
                    .map(|(key, item)| (format!("{pointer}/{key}"), item)),
            ),
            _ => {}
        }
        pointers.push(pointer);
    }
    let mut all = Vec::new();
    for pointer in pointers {
        for odd in odd_values() {
            let mut other = document.clone();
            *other.pointer_mut(&pointer).unwrap() = odd;
            all.push(other);
        }
        let (parent, key) = pointer.rsplit_once('/').unwrap_or_default();
        let mut other = document.clone();
        match other.pointer_mut(parent) {
            Some(Value::Object(items)) => drop(items.remove(key)),
            Some(Value::Array(items)) if !key.is_empty() => {
                drop(items.remove(key.parse().unwrap()))
            }
            _ => continue,
        }
        all.push(other);
    }
    all
}

/// That a command answers all documents like one, or says why it does not.
#[track_caller]
fn assert_answered(command: &[&str], document: &Value) {
    let folder = Folder::new(&[("src/used.cert", "x >> y\n")]);
    for other in mutated(document) {
        let outcome = folder.pipe(other.to_string(), command);
        let told = &outcome.stderr;
        assert!(!told.contains("panicked"), "{other}\n{told}");
        match outcome.code {
            Some(0) => {
                let answer: Result<Value, _> = serde_json::from_str(&outcome.stdout);
                assert!(answer.is_ok(), "{other}\n{}", outcome.stdout);
            }
            Some(1) => assert!(!told.is_empty(), "{other}"),
            code => panic!("{code:?} for {other}\n{told}"),
        }
    }
}

#[test]
fn whatever_is_no_book_is_told_of() {
    let chapter = json!({ "Chapter": {
        "name": "c", "content": "```cert\na -> b\n```\n", "path": "c.md", "source_path": "c.md",
        "sub_items": [{ "Chapter": { "content": "![x](used.cert)", "path": null, "sub_items": [] } }, "Separator"],
    } });
    let context = json!({ "root": ".", "config": {
        "book": { "src": "src" }, "preprocessor": { "certdot": { "theme": "auto", "strict": false } },
    } });
    assert_answered(&["mdbook"], &json!([context, { "items": [chapter] }]));
    let folder = Folder::new(&[]);
    for text in [
        "[1,2]", "[{},{}]x", "[[],[]]", "{}", "", "[{}]", "[{},[]]", "\"\"",
    ] {
        folder
            .pipe(text, &["mdbook"])
            .assert_refused(1, "is not a book from mdBook");
    }
    assert_eq!(folder.pipe("[{},{}]", &["mdbook"]).stdout, "{}");
}

#[test]
fn whatever_is_no_document_is_told_of() {
    let block = json!({ "t": "CodeBlock", "c": [["id", ["cert"], [["caption", "c"]]], "a -> b"] });
    let image = json!({ "t": "Image", "c": [["", [], []], [{ "t": "Str", "c": "x" }], ["src/used.cert", ""]] });
    let meta =
        json!({ "certdot-theme": { "t": "MetaInlines", "c": [{ "t": "Str", "c": "dark" }] } });
    let document = json!({ "pandoc-api-version": [1, 23], "meta": meta,
        "blocks": [block, { "t": "Para", "c": [image] }] });
    assert_answered(&["pandoc"], &document);
}

#[test]
fn whatever_is_no_request_is_told_of() {
    let request = json!({ "theme": "dark", "kind": "svg", "dark": ".dark", "items": [
        { "path": "a.md", "page": "```cert\na -> b\n```\n" },
        { "path": "a.md", "tree": "a -> b", "line": 3 },
        { "path": "src/a.md", "file": "used.cert" },
    ] });
    assert_answered(&["md", "--json"], &request);
}
