//! The grammar's own tests hold, without tree-sitter's program.

use std::fs;

use crate::parser::{ask, grammar};

#[test]
fn trees_are_as_the_corpus_says() {
    let Some(tests) = ask::<Vec<[String; 3]>>("corpus", &()) else {
        return;
    };
    let mut titles = 0;
    for file in fs::read_dir(grammar().join("test/corpus")).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        titles += text.lines().filter(|line| line.starts_with("===")).count() / 2;
    }
    assert_eq!(tests.len(), titles, "each test has been read");
    for [title, expected, given] in tests {
        assert_eq!(given, expected, "{title}");
    }
}
