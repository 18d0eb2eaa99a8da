//! Writing what came of it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};
use tempfile::NamedTempFile;

use super::input::is_standard;
use crate::diagnostics::render::printable;

/// Where something is written to.
pub(super) enum Output {
    /// Standard output.
    Standard,
    /// A file.
    File(PathBuf),
}

impl Output {
    /// What `-o` says.
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

    /// Writes all or nothing: a file is written beside the old one and takes its place when it is whole.
    pub(super) fn write(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        match self {
            Output::Standard => {
                let done = write(&mut io::stdout().lock());
                match done {
                    // A reader that went away has seen enough.
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                    done => done.context("cannot write to standard output"),
                }
            }
            Output::File(path) => write_file(path, write).with_context(|| {
                format!("cannot write `{}`", printable(&path.display().to_string()))
            }),
        }
    }
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

fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // What is no regular file, a device or a pipe, cannot be replaced; and of a link the file behind it is meant.
    let old = fs::metadata(path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        let mut out = BufWriter::new(File::options().write(true).open(path)?);
        write(&mut out)?;
        return out.flush();
    }
    let target = fs::canonicalize(path).unwrap_or_else(|_| match fs::read_link(path) {
        // It leads to a file that is still to be made.
        Ok(target) => path.with_file_name("").join(target),
        Err(_) => path.to_path_buf(),
    });
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut new = new_file(folder)?;
    write(new.as_file_mut())?;
    if let Some(old) = old {
        new.as_file().set_permissions(old.permissions())?;
    }
    new.as_file().sync_all()?;
    new.persist(&target)?;
    Ok(())
}

/// A file with the permissions that new files have; it goes if it does not take another's place.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".certdot-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
