//! The same input gives the same bytes: in one process and in two, whose hash tables are seeded differently.

use std::process::{Command, Output};

use certdot::compile::Compilation;
use certdot::diagnostics::render::human;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::programs::programs;
use crate::project::{SAMPLES, compiled, dot};
use crate::runs::holds;
use crate::texts::texts;

/// All that is said of a program.
fn printed(compilation: &Compilation) -> (Vec<u8>, Vec<String>) {
    let messages = compilation.diagnostics.iter();
    let messages = messages.map(|diagnostic| human(diagnostic, &compilation.sources, false));
    (dot(compilation), messages.collect())
}

#[test]
fn in_one_process() {
    let files = prop_oneof![
        programs().prop_map(|program| program
            .texts()
            .into_iter()
            .map(String::into_bytes)
            .collect()),
        texts().prop_map(|text| vec![text]),
    ];
    holds(1000, files, |files: Vec<Vec<u8>>| {
        assert_eq!(printed(&compiled(&files)), printed(&compiled(&files)));
    });
}

#[test]
fn in_two_processes() {
    // Many programs one after the other, in groups of their own, so that two processes print them all.
    let mut runner = TestRunner::new(Config {
        rng_seed: RngSeed::Fixed(0),
        ..Config::default()
    });
    let values = (programs(), texts());
    let mut text = String::new();
    for number in 0..200 {
        let (program, _) = values
            .new_tree(&mut runner)
            .expect("nothing is filtered")
            .current();
        text += &format!("group \"{number}\" {{\n{}}}\n", program.texts()[0]);
    }
    for text in SAMPLES.iter().copied().chain([text.as_str()]) {
        let folder = tempfile::tempdir().expect("there is room for a file");
        std::fs::write(folder.path().join("a.cert"), text).expect("it can be written");
        let run = || -> Output {
            let mut program = Command::new(env!("CARGO_BIN_EXE_certdot"));
            program.current_dir(folder.path()).arg("a.cert");
            program.output().expect("the program runs")
        };
        let (one, other) = (run(), run());
        assert_eq!(one.stdout, other.stdout);
        assert_eq!(one.stderr, other.stderr);
    }
}
