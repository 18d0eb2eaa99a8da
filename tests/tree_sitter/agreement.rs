//! Both parsers take the same texts, and refuse the same.

use std::fmt::Debug;
use std::fs;
use std::path::Path;

use certdot::parse::parse;
use certdot::source::sanitize;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::blocks::{blocks, page, root};
use crate::parser::ask;
use crate::programs::programs;
use crate::runs::more;
use crate::sentences::sentences;
use crate::texts::{texts, with_slips};

/// So many texts of each kind are tried.
const TEXTS: usize = 4000;

/// Whether the compiler's parser has nothing against a text.
fn is_right(text: &str) -> bool {
    let (text, forbidden) = sanitize(text.as_bytes().to_vec());
    forbidden.is_empty() && parse(&text, 0).1.is_empty()
}

/// Holds both parsers against each other, and tells how many of the texts are right. Of those on which they do not
/// agree, the shortest is shown.
#[track_caller]
fn assert_agreement(texts: &[String]) -> Option<usize> {
    let errors: Vec<bool> = ask("errors", &texts)?;
    assert_eq!(errors.len(), texts.len());
    let right: Vec<bool> = texts.iter().map(|text| is_right(text)).collect();
    let parted = texts
        .iter()
        .zip(errors.iter().zip(&right))
        .filter(|(_, (has_error, is_right))| has_error == is_right);
    let count = parted.clone().count();
    if let Some((text, (_, is_right))) = parted.min_by_key(|(text, _)| text.len()) {
        let (compiler, other) = if *is_right {
            ("takes", "refuses")
        } else {
            ("refuses", "takes")
        };
        panic!(
            "the parsers do not agree on {count} texts. The compiler {compiler} and tree-sitter {other}\n{text}\n{text:?}\n{:?}",
            parse(text, 0).1
        );
    }
    Some(right.iter().filter(|is_right| **is_right).count())
}

/// So many random values, the same ones in each run unless more are asked for.
fn some<S: Strategy>(strategy: S) -> Vec<S::Value>
where
    S::Value: Debug,
{
    let more = more();
    let mut runner = TestRunner::new(Config {
        rng_seed: match more {
            Some(_) => RngSeed::Random,
            None => RngSeed::Fixed(0),
        },
        ..Config::default()
    });
    (0..TEXTS * more.unwrap_or(1) as usize)
        .map(|_| strategy.new_tree(&mut runner).unwrap().current())
        .collect()
}

/// Bytes that are no UTF-8 are for the editor to read.
fn read(bytes: Vec<Vec<u8>>) -> Vec<String> {
    bytes
        .iter()
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .collect()
}

fn program_texts() -> impl Strategy<Value = String> {
    programs().prop_map(|program| program.texts().concat())
}

fn spelled_texts() -> impl Strategy<Value = String> {
    any::<u64>().prop_map(sentences)
}

/// The files of a folder and of those in it that end in `.cert`.
fn files(folder: &Path, texts: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, texts);
        } else if path.extension().is_some_and(|ending| ending == "cert") {
            texts.push(fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn on_samples_and_catalogues() {
    let mut texts = Vec::new();
    files(&root().join("samples"), &mut texts);
    files(&root().join("assets"), &mut texts);
    let count = texts.len();
    assert!(count > 12);
    if let Some(right) = assert_agreement(&texts) {
        assert_eq!(right, count);
    }
}

#[test]
fn on_what_the_pages_show() {
    let mut texts = Vec::new();
    for name in [
        "README.md",
        "docs/reference.md",
        "docs/errors.md",
        "docs/editors.md",
    ] {
        let blocks = blocks(&page(name)).into_iter();
        texts.extend(
            blocks
                .filter(|block| block.language == "cert")
                .map(|block| block.text),
        );
    }
    let count = texts.len();
    assert!(count > 80);
    if let Some(right) = assert_agreement(&texts) {
        assert!(right > count / 2 && right < count, "{right} of {count}");
    }
}

#[test]
fn on_programs() {
    if let Some(right) = assert_agreement(&some(program_texts())) {
        assert_eq!(right % TEXTS, 0, "all are right");
    }
}

#[test]
fn on_programs_with_slips() {
    if let Some(right) = assert_agreement(&read(some(with_slips(program_texts())))) {
        assert!(right > TEXTS / 10, "{right}");
    }
}

#[test]
fn on_all_spellings() {
    if let Some(right) = assert_agreement(&some(spelled_texts())) {
        assert!(right > TEXTS / 10, "{right}");
    }
}

#[test]
fn on_all_spellings_with_slips() {
    if let Some(right) = assert_agreement(&read(some(with_slips(spelled_texts())))) {
        assert!(right > TEXTS / 10, "{right}");
    }
}

#[test]
fn on_any_text() {
    if let Some(right) = assert_agreement(&read(some(texts()))) {
        assert!(right > TEXTS / 50, "{right}");
    }
}

/// Editors parse again only what has changed. What the scanner has looked at ahead must be parsed again with it.
#[test]
fn on_what_is_edited() {
    let edits = spelled_texts().prop_flat_map(|old| (Just(old.clone()), with_slips(Just(old))));
    let edits = some(edits)
        .into_iter()
        .map(|(old, new)| (old, String::from_utf8_lossy(&new).into_owned()));
    // What a tree is like where something is wrong may depend on what it was before.
    let pairs: Vec<(String, String)> = edits.filter(|(_, new)| is_right(new)).collect();
    assert!(pairs.len() > TEXTS / 10, "{}", pairs.len());
    let Some(same) = ask::<Vec<bool>>("edits", &pairs) else {
        return;
    };
    let stale = pairs.iter().zip(same).filter(|(_, same)| !same);
    if let Some(((old, new), _)) = stale.min_by_key(|((old, new), _)| old.len() + new.len()) {
        panic!("a tree is not brought up to date:\n{old:?}\n{new:?}");
    }
}

/// A character wherever it may matter which it is, and as an escape.
fn texts_with(character: char) -> [String; 7] {
    let code = u32::from(character);
    [
        format!("node {character}"),
        format!("node a{character}a-{character}"),
        format!("node \"{character}\" [{character}=1]"),
        format!("// {character}\n/* {character} */"),
        format!("node a [a={character}, b=/{character}]"),
        format!("node \"\\u{{{code:x}}}\""),
        format!("node \"\\u{{{code:06X}}}\""),
    ]
}

#[test]
fn on_each_character() {
    let of_most_scripts = '\0'..='\u{2FFF}';
    let others = "\u{D7FF}\u{E000}\u{FDFF}\u{FE00}\u{FEFE}\u{FEFF}\u{FF00}\u{FFFD}\u{FFFE}\u{FFFF}\u{10000}日\u{FFFFF}\u{100000}\u{10FFFF}";
    let texts: Vec<String> = of_most_scripts
        .chain(others.chars())
        .flat_map(texts_with)
        .collect();
    if let Some(right) = assert_agreement(&texts) {
        assert!(right > texts.len() / 4, "{right}");
    }
}
