//! The parser that editors get, asked through `parser.py`.

use std::env;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::tool::{is_here, python, root};

/// The folder of the grammar.
pub fn grammar() -> PathBuf {
    root().join("editors/tree-sitter-certdot")
}

/// What the script says to a command; nothing, if it cannot run here.
pub fn ask<A: DeserializeOwned>(command: &str, input: &impl Serialize) -> Option<A> {
    let python = python("tree_sitter")?;
    let compiler = env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let compiler = compiler.split_whitespace().next().unwrap_or_default();
    if !is_here(compiler, &["--version"]) {
        return None;
    }
    let mut script = Command::new(python)
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
