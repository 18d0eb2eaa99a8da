//! Writing what came of it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

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
