//! Running certdot and Graphviz.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use certdot::compile::{Compilation, Input, Options, compile};
use certdot::diagnostics::render::human;
use certdot::diagnostics::{Code, Levels, Severity};
use certdot::emit;
use certdot::icons::InProcess;
use certdot::model::Model;
use certdot::pictures::{Cache, stage};
use certdot::source::{Disk, Memory};

/// What came of a program, errors or not.
pub fn compilation(program: &str) -> Compilation {
    compilation_in(Path::new("/project"), program, &Memory::default())
}

/// The same for a program in a folder, with files from elsewhere.
pub fn compilation_in(
    folder: &Path,
    program: &str,
    files: &dyn certdot::source::Files,
) -> Compilation {
    let input = Input {
        name: "main.cert".into(),
        path: folder.join("main.cert"),
        bytes: program.into(),
    };
    let options = Options {
        levels: Levels {
            allowed: Code::ALL
                .iter()
                .copied()
                .filter(|code| code.severity() == Severity::Warning)
                .collect(),
            ..Levels::default()
        },
        ..Options::new(files, folder)
    };
    compile(input, options).expect("no program here is so large")
}

/// A program without errors, as a model and as DOT.
pub fn compiled(program: &str) -> (Model, String) {
    checked(compilation(program), program)
}

/// The same for a program in a folder that holds icons.
pub fn compiled_in(folder: &Path, program: &str) -> (Model, String) {
    checked(compilation_in(folder, program, &Disk), program)
}

fn checked(compilation: Compilation, program: &str) -> (Model, String) {
    if let Some(first) = compilation.diagnostics.first() {
        let shown: String = program.chars().take(4000).collect();
        panic!("{}\nin\n{shown}", human(first, &compilation.sources, false));
    }
    let mut dot = Vec::new();
    compilation
        .write_dot(&mut dot)
        .expect("writing to memory cannot fail");
    let dot = String::from_utf8(dot).expect("DOT is UTF-8");
    (compilation.model.expect("there are no errors"), dot)
}

/// The DOT of a program in a folder that holds icons, as the program prints it: with an image for each icon, in the
/// folder `cache`.
pub fn staged_in(folder: &Path, program: &str) -> String {
    let (model, _) = compiled_in(folder, program);
    with_images(folder, &model)
}

/// The DOT of a model, with an image for each icon.
pub fn with_images(folder: &Path, model: &Model) -> String {
    let cache = Cache::new(folder.join("cache"));
    let options = emit::Options::default();
    let staged = stage(model, &cache, &InProcess, &options, false, folder)
        .expect("the cache can be written");
    let options = emit::Options {
        images: Some(&staged.images),
        instead: Some(&staged.instead),
        ..options
    };
    let mut dot = Vec::new();
    emit::write_dot(model, &options, &mut dot).expect("writing to memory cannot fail");
    String::from_utf8(dot).expect("DOT is UTF-8")
}

/// Runs `dot` in a folder on a graph. It must have nothing to complain of.
pub fn dot_in(folder: &Path, arguments: &[&str], graph: &str) -> Vec<u8> {
    let mut child = Command::new("dot")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("cannot run `dot`: {error}. These tests need Graphviz; `bash tests/run` installs it."));
    let mut stdin = child.stdin.take().expect("it is a pipe");
    // Written from beside, because `dot` may begin to write before it has read all.
    let bytes = graph.as_bytes().to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&bytes));
    let output = child.wait_with_output().expect("it can be waited for");
    let complaints = String::from_utf8_lossy(&output.stderr);
    let start: String = graph.chars().take(6000).collect();
    assert!(
        output.status.success(),
        "`dot` fails, {}: {complaints}\n{start}",
        output.status
    );
    assert!(
        complaints.is_empty(),
        "`dot` complains: {complaints}\n{start}"
    );
    writer
        .join()
        .expect("it does not panic")
        .expect("`dot` reads all");
    output.stdout
}

/// Runs `dot` on a graph that names no files. It must have nothing to complain of.
pub fn dot(arguments: &[&str], graph: &str) -> String {
    let out = dot_in(Path::new("."), arguments, graph);
    String::from_utf8(out).expect("Graphviz writes UTF-8")
}

/// The layout that does the least, so that large graphs are read and drawn soon.
pub const LEAST_LAYOUT: &str = "-Kosage";
