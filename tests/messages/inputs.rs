//! The folder of files with mistakes, and compiling as if in it.

use std::fs;
use std::path::{Path, PathBuf};

use certdot::compile::{Compilation, Input, Options, compile};
use certdot::source::{Disk, Files, ReadError};

/// The folder of inputs and their goldens.
pub fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/messages/inputs");
    fs::canonicalize(folder).unwrap()
}

/// The names of all files with mistakes, without their ending: those that have a `-`. The others are for them to use.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| Some(name.strip_suffix(".cert")?.to_owned()))
        .filter(|name| name.contains('-'))
        .collect();
    names.sort();
    names
}

/// What comes of bytes that stand in a file of that name in the folder.
pub fn compiled(name: &str, bytes: &[u8]) -> Compilation {
    compiled_with(name, bytes, &Shelf)
}

/// What comes of bytes that stand in a file of that name in the folder, where some other files have become others.
pub fn compiled_with(name: &str, bytes: &[u8], files: &dyn Files) -> Compilation {
    let input = Input {
        name: name.to_owned(),
        path: folder().join(name),
        bytes: bytes.to_vec(),
    };
    compile(input, Options::new(files, folder())).unwrap()
}

/// The disk, and on it, in any number, empty files `part1.cert`, `part2.cert` …
pub struct Shelf;

fn is_part(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.and_then(|name| name.strip_prefix("part")?.strip_suffix(".cert"))
        .is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

impl Files for Shelf {
    fn canonical(&self, path: &Path) -> Result<PathBuf, ReadError> {
        if is_part(path) {
            Ok(path.to_owned())
        } else {
            Disk.canonical(path)
        }
    }

    fn start(&self, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        if is_part(path) {
            Ok(Vec::new())
        } else {
            Disk.start(path, most)
        }
    }

    fn length(&self, path: &Path) -> Result<u64, ReadError> {
        if is_part(path) {
            Ok(0)
        } else {
            Disk.length(path)
        }
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        Disk.names(folder)
    }

    fn read_within(&self, root: &Path, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        if is_part(path) {
            Ok(Vec::new())
        } else {
            Disk.read_within(root, path, most)
        }
    }

    fn names_within(&self, root: &Path, folder: &Path) -> Vec<String> {
        Disk.names_within(root, folder)
    }
}
