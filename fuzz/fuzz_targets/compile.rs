//! Any bytes through the whole compiler.
//!
//! The bytes are a program: what stands before the first line `=====` is the main file, what stands behind it is
//! `b.cert`, then `c.cert` and `d.cert`, so that `use` finds something. Nothing may panic, whatever they hold; on an error
//! no DOT is written; and no message holds a character that a terminal would obey.

#![no_main]

use std::path::PathBuf;

use certdot::compile::{Compilation, Input, Options, compile};
use certdot::diagnostics::render::{human, short};
use certdot::diagnostics::{Severity, to_json};
use certdot::source::Memory;
use libfuzzer_sys::fuzz_target;

const FOLDER: &str = "/project";

const BETWEEN_FILES: &[u8] = b"\n=====\n";

/// How many diagnostics are printed: the program prints no more either.
const MOST_PRINTED: usize = 50;

fuzz_target!(|bytes: &[u8]| {
    let compilation = compiled(bytes);
    let mut dot = Vec::new();
    let written = compilation.write_dot(&mut dot);
    assert!(written.is_ok(), "writing to memory cannot fail");
    if compilation.count(Severity::Error) > 0 {
        assert!(compilation.model.is_none());
        assert!(dot.is_empty(), "an error, and yet something is written");
        assert!(compilation.to_graph().is_none());
    } else {
        assert!(dot.starts_with(b"digraph \""));
        assert!(dot.ends_with(b"}\n"));
        assert!(std::str::from_utf8(&dot).is_ok());
        assert!(compilation.to_graph().is_some());
        let mut again = Vec::new();
        let written = compiled(bytes).write_dot(&mut again);
        assert!(written.is_ok() && again == dot, "the same input gives the same bytes");
    }
    for diagnostic in compilation.diagnostics.iter().take(MOST_PRINTED) {
        for shown in [
            human(diagnostic, &compilation.sources, false),
            short(diagnostic, &compilation.sources),
        ] {
            let obeyed = |character: char| character.is_control() && character != '\n';
            assert!(!shown.contains(obeyed), "{shown:?}");
        }
        let json = to_json(diagnostic, &compilation.sources);
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
    }
});

fn compiled(bytes: &[u8]) -> Compilation {
    let mut files = split(bytes).into_iter();
    let main = files.next().unwrap_or_default();
    let mut memory = Memory::default()
        .with(format!("{FOLDER}/a.cert"), main)
        .with(format!("{FOLDER}/x.png"), b"\x89PNG\r\n\x1A\n")
        .with(format!("{FOLDER}/icons/a.svg"), "<svg/>")
        .with(format!("{FOLDER}/not.png"), "text");
    for (name, file) in ["b", "c", "d"].into_iter().zip(files) {
        memory = memory.with(format!("{FOLDER}/{name}.cert"), file);
    }
    let input = Input {
        name: "a.cert".to_owned(),
        path: PathBuf::from(FOLDER).join("a.cert"),
        bytes: main.to_vec(),
    };
    let options = Options::new(&memory, FOLDER);
    match compile(input, options) {
        Ok(compilation) => compilation,
        Err(too_large) => panic!("no input of the fuzzer is so large: {too_large}"),
    }
}

fn split(bytes: &[u8]) -> Vec<&[u8]> {
    let mut files = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest
        .windows(BETWEEN_FILES.len())
        .position(|window| window == BETWEEN_FILES)
    {
        files.push(&rest[..at]);
        rest = &rest[at + BETWEEN_FILES.len()..];
    }
    files.push(rest);
    files
}
