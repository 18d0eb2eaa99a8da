//! The parser was generated from the grammar that stands beside it.

use std::fs;

use sha2::{Digest, Sha256};

use crate::parser::grammar;

#[test]
fn the_parser_was_generated_from_the_grammar() {
    let sums = fs::read_to_string(grammar().join("src/generated.sha256")).unwrap();
    let names: Vec<&str> = sums
        .lines()
        .map(|line| {
            let (sum, name) = line.split_once("  ").unwrap();
            let bytes = fs::read(grammar().join(name)).unwrap();
            let actual: String = Sha256::digest(&bytes)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            assert_eq!(
                actual, sum,
                "{name} has changed: run editors/tree-sitter-certdot/generate"
            );
            name
        })
        .collect();
    assert_eq!(
        names,
        [
            "grammar.js",
            "src/grammar.json",
            "src/node-types.json",
            "src/parser.c"
        ]
    );
}
