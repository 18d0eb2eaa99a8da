//! Writing what came of it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};

use super::paths::is_standard;
use super::report::UNWRITABLE;
use crate::compile::Compilation;
use crate::diagnostics::render::printable;
use crate::disk::new_file;
use crate::pictures::PictureKind;
use crate::source::way;

/// Where something is written to.
pub(super) enum Output {
    /// Standard output.
    Standard,
    /// A file.
    File(PathBuf),
}

impl Output {
    /// What `-o` names.
    pub(super) fn new(path: Option<&Path>) -> Output {
        match path {
            Some(path) if !is_standard(path) => Output::File(path.to_path_buf()),
            _ => Output::Standard,
        }
    }

    /// Writes some bytes, all or nothing. A file that has them already is left as it is, but for its time.
    pub(super) fn write_bytes(&self, bytes: &[u8]) -> Result<()> {
        match self {
            Output::File(path) if is_same(path, bytes) => Ok(()),
            _ => self.write(|out| out.write_all(bytes)),
        }
    }

    /// Writes all or nothing: a file is written next to the old one and replaces it when it is complete.
    pub(super) fn write(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        match self {
            Output::Standard => {
                let mut out = io::stdout().lock();
                // What is still in the buffer when the program ends is lost without a word.
                let done = write(&mut out).and_then(|()| out.flush());
                match done {
                    // A reader that went away has seen enough.
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                    done => done.context(UNWRITABLE),
                }
            }
            Output::File(path) => write_file(path, write).with_context(|| unwritable(path)),
        }
    }
}

/// Whether an output is a folder, or shall be one.
pub(super) fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

/// The path from the folder of a picture to that of its file. Other output may become a picture anywhere: as its folder is
/// unknown, the path is as if it were next to the file.
pub(super) fn way_from(
    picture: &Path,
    kind: PictureKind,
    compilation: &Compilation,
) -> Result<String> {
    // Pixels lead nowhere.
    if !matches!(kind, PictureKind::Svg | PictureKind::Pdf) {
        return Ok(String::new());
    }
    let picture = std::path::absolute(picture).context("the name of the picture is empty")?;
    let folder = |path: &Path| path.parent().unwrap_or(path).to_path_buf();
    let file = compilation.paths.first().map(|path| folder(path));
    Ok(file.map_or(String::new(), |file| way(&folder(&picture), &file)))
}

/// Whether a file has just these bytes; if so, it counts as written now.
fn is_same(path: &Path, bytes: &[u8]) -> bool {
    let has_length = |data: fs::Metadata| data.is_file() && data.len() == bytes.len() as u64;
    let mark = |file: File| file.set_modified(SystemTime::now());
    fs::metadata(path).is_ok_and(has_length)
        && fs::read(path).is_ok_and(|old| old == bytes)
        && File::options()
            .append(true)
            .open(path)
            .and_then(mark)
            .is_ok()
}

/// Whether a file can be written, as far as that can be known before.
///
/// # Errors
/// If the file cannot be written, with its name and the reason.
pub(super) fn check_writable(path: &Path) -> Result<()> {
    let is_special = fs::metadata(path).is_ok_and(|old| !old.is_file());
    let done = if is_special {
        File::options().write(true).open(path).map(drop)
    } else {
        new_file(folder_of(&target(path))).map(drop)
    };
    done.with_context(|| unwritable(path))
}

fn unwritable(path: &Path) -> String {
    format!("cannot write `{}`", printable(&path.display().to_string()))
}

/// The file that a path leads to.
fn target(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| match fs::read_link(path) {
        // It leads to a file that is still to be made.
        Ok(target) => path.with_file_name("").join(target),
        Err(_) => path.to_path_buf(),
    })
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // Anything but a regular file (a device, a pipe) cannot be replaced; a link means the file it leads to.
    let old = fs::metadata(path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        let mut out = BufWriter::new(File::options().write(true).open(path)?);
        write(&mut out)?;
        return out.flush();
    }
    let target = target(path);
    let mut new = new_file(folder_of(&target))?;
    write(new.as_file_mut())?;
    if let Some(old) = old {
        new.as_file().set_permissions(old.permissions())?;
    }
    new.as_file().sync_all()?;
    new.persist(&target)?;
    Ok(())
}
