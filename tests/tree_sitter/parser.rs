//! The parser that editors get, asked through `parser.py`.

use std::env;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::blocks::root;

/// The folder of the grammar.
pub fn grammar() -> PathBuf {
    root().join("editors/tree-sitter-certdot")
}

/// The Python that `tests/run` has set up, else the machine's.
fn python() -> PathBuf {
    let own = root().join("target/python/bin/python");
    if own.is_file() {
        own
    } else {
        PathBuf::from("python3")
    }
}

/// Whether there is all that the script needs.
fn is_here() -> bool {
    let works = |command: &mut Command| {
        let output = command.output();
        output.is_ok_and(|output| output.status.success())
    };
    let compiler = env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let compiler = compiler.split_whitespace().next().unwrap_or_default();
    let is_here = works(Command::new(python()).args(["-c", "import tree_sitter"]))
        && works(Command::new(compiler).arg("--version"));
    assert!(
        is_here || env::var_os("CI").is_none(),
        "this test needs a C compiler and Python's `tree-sitter`: run `bash tests/run`, which installs them"
    );
    if !is_here {
        eprintln!(
            "there is no C compiler or no `tree-sitter` for Python (tests/python/requirements.txt): the grammar for \
             editors is not tested"
        );
    }
    is_here
}

/// What the script says to a command; nothing, if it cannot run here.
pub fn ask<A: DeserializeOwned>(command: &str, input: &impl Serialize) -> Option<A> {
    if !is_here() {
        return None;
    }
    let mut script = Command::new(python())
        .arg(root().join("tests/tree_sitter/parser.py"))
        .arg(grammar())
        .arg(command)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut to_script = script.stdin.take().unwrap();
    // The script reads all before it writes anything.
    to_script
        .write_all(&serde_json::to_vec(input).unwrap())
        .unwrap();
    drop(to_script);
    let output = script.wait_with_output().unwrap();
    assert!(output.status.success(), "the script fails: see above");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}
