//! Reading what is to be compiled.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::paths::is_standard;
use super::suggestions;
use crate::compile::{Input, TooLarge};
use crate::diagnostics::render::printable;
use crate::docs::Page;
use crate::nearest::Nearest;
use crate::source::{Disk, Files, MOST_BYTES, NotAPath, ReadError};

/// Reads a page of Markdown, or standard input.
pub(super) fn read_page(file: &Path, working_directory: &Path) -> Result<Page> {
    let input = read(file, working_directory)?;
    let name = printable(&input.name);
    if input.bytes.len() as u64 > MOST_BYTES {
        bail!("cannot read `{name}`: {TooLarge}");
    }
    match text_of(input.bytes) {
        Ok(text) => Ok(Page::new(input.name, input.path, text)),
        Err(line) => bail!("cannot read `{name}`: line {line} is not UTF-8"),
    }
}

/// Bytes as text, or the first line that is not UTF-8.
pub(super) fn text_of(bytes: Vec<u8>) -> Result<String, usize> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        memchr::memchr_iter(b'\n', valid).count() + 1
    })
}

/// Whether standard input is a terminal, so that reading it would wait for the user.
pub(super) fn stdin_is_terminal() -> bool {
    io::stdin().is_terminal()
}

/// Reads a file, or standard input.
pub(super) fn read(path: &Path, working_directory: &Path) -> Result<Input> {
    if is_standard(path) {
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .take(MOST_BYTES + 1)
            .read_to_end(&mut bytes)
            .context("cannot read standard input")?;
        return Ok(Input {
            name: "<stdin>".to_owned(),
            path: working_directory.join("<stdin>"),
            bytes,
        });
    }
    let bytes = match bytes(path) {
        Ok(bytes) => bytes,
        Err(error) => bail!(refusal(path, &ReadError::from(error))),
    };
    Ok(Input {
        name: path.display().to_string(),
        path: working_directory.join(path),
        bytes,
    })
}

/// All bytes of a file. It may be a pipe: `certdot <(generate)`.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(length.min(MOST_BYTES) as usize);
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Why a file cannot be read, in words.
pub(super) fn refusal(path: &Path, error: &ReadError) -> String {
    let shown = printable(&path.display().to_string());
    match error {
        ReadError::NotFound if NotAPath::of(&shown) == Some(NotAPath::Address) => {
            format!("cannot read `{shown}`: {}", NotAPath::Address)
        }
        ReadError::NotFound => {
            let nearest = nearest(path).map_or(String::new(), |nearest| {
                format!(
                    "; did you mean `{}`?",
                    printable(&nearest.display().to_string())
                )
            });
            let command = || suggestions::near(path.to_str()?);
            let nearest = match nearest.is_empty().then(command).flatten() {
                Some(command) => {
                    format!("; did you mean the command `{command}`?")
                }
                None => nearest,
            };
            format!("cannot read `{shown}`: there is no such file{nearest}")
        }
        ReadError::NotAFile => format!("cannot read `{shown}`: it is a folder, not a file"),
        ReadError::TooLarge => format!("cannot read `{shown}`: it is too large"),
        ReadError::Outside => format!("cannot read `{shown}`: it is outside the root"),
        ReadError::Refused(why) => format!("cannot read `{shown}`: {}", printable(why)),
    }
}

/// The message for more than one file.
pub(super) fn too_many(first: &Path) -> String {
    match suggestions::no_command(first) {
        Some(answer) => answer,
        None => "only one file can be printed as DOT at a time; `certdot render` and `certdot check` take several"
            .into(),
    }
}

/// A file of a similar name in the same folder.
fn nearest(path: &Path) -> Option<PathBuf> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let name = path.file_name()?.to_str()?;
    let names = Disk.names(folder);
    let with_ending = format!("{name}.cert");
    let cert_files = names
        .iter()
        .map(String::as_str)
        .filter(|name| name.ends_with(".cert"));
    let nearest = if names.contains(&with_ending) {
        with_ending.as_str()
    } else {
        Nearest::new(cert_files).find(name)?
    };
    Some(path.with_file_name(nearest))
}
