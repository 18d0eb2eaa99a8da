//! The fenced blocks of a page.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A fenced block, such as a `cert` one with the option `error=E0102`.
#[derive(Clone, Debug)]
pub struct Block {
    /// The line of its fence, counted from 1.
    pub line: usize,
    /// The word after the fence.
    pub language: String,
    /// What else stands there, as `key=value`.
    pub options: BTreeMap<String, String>,
    pub text: String,
}

impl Block {
    pub fn option(&self, key: &str) -> Option<&str> {
        self.options.get(key).map(String::as_str)
    }
}

/// The folder of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A page of the project.
pub fn page(name: &str) -> String {
    fs::read_to_string(root().join(Path::new(name))).unwrap()
}

/// All blocks of a page.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    // How many backquotes the open block began with.
    let mut open = None;
    for (number, line) in (1..).zip(page.lines()) {
        let info = line.trim_start_matches('`');
        let fence = line.len() - info.len();
        match open {
            None if fence >= 3 => {
                let mut words = info.split_whitespace();
                let language = words.next().unwrap_or_default().to_owned();
                let options = words
                    .filter_map(|word| word.split_once('='))
                    .map(|(key, value)| (key.to_owned(), value.to_owned()))
                    .collect();
                open = Some(fence);
                blocks.push(Block {
                    line: number,
                    language,
                    options,
                    text: String::new(),
                });
            }
            None => {}
            Some(length) if fence >= length && info.is_empty() => open = None,
            Some(_) => {
                let block = blocks.last_mut().unwrap();
                block.text += line;
                block.text.push('\n');
            }
        }
    }
    assert!(open.is_none(), "the last block is not closed");
    blocks
}
