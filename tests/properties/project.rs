//! Compiles files that exist in memory only.

use std::path::PathBuf;

use certdot::compile::{Analysis, Compilation, Input, Options, TooLarge, analyze, compile};
use certdot::diagnostics::Severity;
use certdot::source::Memory;

const FOLDER: &str = "/project";

/// The name of the file with this number; the first is the main one.
pub fn file_name(index: usize) -> String {
    format!("{index}.cert")
}

/// Compiles the first of some files; the others are there to be used.
pub fn compiled<B: AsRef<[u8]>>(files: &[B]) -> Compilation {
    with_files(files, compile)
}

/// The same, with what editors ask for.
pub fn analysed<B: AsRef<[u8]>>(files: &[B]) -> Analysis {
    with_files(files, analyze)
}

fn with_files<B: AsRef<[u8]>, T>(
    files: &[B],
    compile: impl FnOnce(Input, Options<'_>) -> Result<T, TooLarge>,
) -> T {
    let path = |index: usize| PathBuf::from(FOLDER).join(file_name(index));
    let memory = files
        .iter()
        .enumerate()
        .fold(Memory::default(), |memory, (index, bytes)| {
            memory.with(path(index), bytes.as_ref())
        });
    let options = Options::new(&memory, FOLDER);
    let input = Input {
        name: file_name(0),
        path: path(0),
        bytes: files[0].as_ref().to_vec(),
    };
    compile(input, options).expect("the text is not too large")
}

/// Compiles one file.
pub fn compiled_alone(text: impl AsRef<[u8]>) -> Compilation {
    compiled(&[text])
}

/// What is printed; nothing if there are errors.
pub fn dot(compilation: &Compilation) -> Vec<u8> {
    let mut dot = Vec::new();
    let written = compilation.write_dot(&mut dot);
    written.expect("writing to memory does not fail");
    dot
}

/// The codes and messages of one severity, sorted, each once.
pub fn problems(compilation: &Compilation, severity: Severity) -> Vec<String> {
    let of_severity = compilation
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == severity);
    let mut problems: Vec<String> = of_severity
        .map(|diagnostic| format!("{} {}", diagnostic.code, diagnostic.message))
        .collect();
    problems.sort();
    problems.dedup();
    problems
}

/// The samples that come with the program.
pub const SAMPLES: [&str; 6] = [
    include_str!("../../samples/aws.cert"),
    include_str!("../../samples/learning.cert"),
    include_str!("../../samples/roadmap.cert"),
    include_str!("../../samples/service.cert"),
    include_str!("../../samples/skills.cert"),
    include_str!("../../samples/team.cert"),
];
