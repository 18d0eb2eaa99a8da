//! Files on the disk that others may meddle with: opened without waiting, written whole, and cleaned up after a run that
//! was killed.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::{Builder, NamedTempFile, TempDir};

/// What the names of unfinished files and of temporary folders begin with.
const PREFIX: &str = ".certdot-";

/// The file in a temporary folder that is locked as long as the folder is in use.
const LOCK: &str = ".lock";

/// How often a new file is tried that another run takes for a leftover before it is locked.
const TRIES: usize = 8;

/// Opens a regular file for reading. It does not follow a link, nor wait for what a pipe may bring.
///
/// # Errors
/// Those of the system; [`io::ErrorKind::InvalidInput`] for what is no regular file.
pub fn open_regular(path: &Path) -> io::Result<File> {
    let file = options().open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "not a regular file",
        ))
    }
}

#[cfg(unix)]
fn options() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let mut options = File::options();
    options.read(true).custom_flags(flags.bits() as i32);
    options
}

#[cfg(not(unix))]
fn options() -> OpenOptions {
    let mut options = File::options();
    options.read(true);
    options
}

/// A new file in a folder, with the permissions that new files have, to be renamed when it is whole. It is removed when it is
/// dropped; if this run is killed, by the next one that writes to this folder.
///
/// # Errors
/// Those of the system.
pub fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    remove_leftovers(folder);
    let mut builder = Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    create_locked(|| {
        let file = builder.tempfile_in(folder)?;
        let is_ours = lock(file.as_file(), file.path());
        Ok(is_ours.then_some(file))
    })
}

/// A folder in use. It is removed when it is dropped; if this run is killed, by the next one that makes such a folder.
#[derive(Debug)]
pub struct TemporaryFolder {
    folder: TempDir,
    /// Holds the lock.
    _lock: File,
}

impl TemporaryFolder {
    /// A new folder where the system keeps temporary files.
    ///
    /// # Errors
    /// Those of the system.
    pub fn new() -> io::Result<TemporaryFolder> {
        TemporaryFolder::new_in(&tempfile::env::temp_dir())
    }

    fn new_in(parent: &Path) -> io::Result<TemporaryFolder> {
        remove_leftovers(parent);
        create_locked(|| {
            let folder = Builder::new().prefix(PREFIX).tempdir_in(parent)?;
            let path = folder.path().join(LOCK);
            let file = File::create_new(&path)?;
            let is_ours = lock(&file, &path);
            Ok(is_ours.then_some(TemporaryFolder {
                folder,
                _lock: file,
            }))
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// The first of some new things that no other run removes before it is locked.
fn create_locked<T>(mut make: impl FnMut() -> io::Result<Option<T>>) -> io::Result<T> {
    for _ in 0..TRIES {
        if let Some(made) = make()? {
            return Ok(made);
        }
    }
    Err(io::Error::other("other programs remove temporary files"))
}

/// Locks a new file, and tells whether it is still there: until it was locked, another run may have taken it for a leftover.
fn lock(file: &File, path: &Path) -> bool {
    // Where files cannot be locked, nothing is taken for a leftover either.
    let _ = file.lock();
    path.exists()
}

/// Removes what killed runs have left in a folder, when this run first writes to it: unfinished files and temporary
/// folders whose names begin with `.certdot-` and that no run has locked. Best effort: another run may be quicker.
pub fn remove_leftovers(folder: &Path) {
    static DONE: Mutex<Option<HashSet<PathBuf>>> = Mutex::new(None);
    let mut done = DONE.lock().unwrap_or_else(PoisonError::into_inner);
    if done
        .get_or_insert_default()
        .insert(std::path::absolute(folder).unwrap_or_default())
    {
        remove_unlocked(folder);
    }
}

fn remove_unlocked(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !entry.file_name().to_string_lossy().starts_with(PREFIX) {
            continue;
        }
        let path = entry.path();
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_file()
            && let Some(_lock) = take_over(&path)
        {
            let _ = fs::remove_file(path);
        } else if kind.is_dir()
            && let Some(_lock) = take_over(&path.join(LOCK))
        {
            let _ = fs::remove_dir_all(path);
        }
    }
}

/// The lock on a file, if no run has it.
fn take_over(path: &Path) -> Option<File> {
    let file = open_regular(path).ok()?;
    file.try_lock().ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_leftover_file_is_removed_and_one_in_use_is_not() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".certdot-left"), "half").unwrap();
        fs::write(folder.path().join("certdot-mine.txt"), "whole").unwrap();
        let used = new_file(folder.path()).unwrap();
        assert!(!folder.path().join(".certdot-left").exists());
        // As another process would.
        remove_unlocked(folder.path());
        assert!(used.path().exists());
        used.persist(folder.path().join("a.svg")).unwrap();
        assert_eq!(names(folder.path()), ["a.svg", "certdot-mine.txt"]);
    }

    #[test]
    fn a_leftover_folder_is_removed_and_one_in_use_is_not() {
        let parent = tempfile::tempdir().unwrap();
        let left = parent.path().join(".certdot-left");
        fs::create_dir(&left).unwrap();
        fs::write(left.join(LOCK), "").unwrap();
        fs::write(left.join("icon.png"), "").unwrap();
        let used = TemporaryFolder::new_in(parent.path()).unwrap();
        assert!(!left.exists());
        remove_unlocked(parent.path());
        assert!(used.path().exists());
        drop(used);
        assert_eq!(names(parent.path()), [""; 0]);
    }

    #[test]
    fn a_new_file_that_is_gone_before_it_is_locked_is_made_again() {
        let mut attempts = 0;
        let made = create_locked(|| {
            attempts += 1;
            Ok((attempts == 3).then_some(attempts))
        });
        assert_eq!(made.unwrap(), 3);
        assert!(create_locked::<()>(|| Ok(None)).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_pipes_and_folders_are_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("file"), "text").unwrap();
        std::os::unix::fs::symlink(path("file"), path("link")).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, path("pipe"), 0o600.into()).unwrap();
        assert!(open_regular(&path("file")).is_ok());
        for name in ["link", "pipe", "", "none"] {
            assert!(open_regular(&path(name)).is_err(), "{name}");
        }
    }
}
