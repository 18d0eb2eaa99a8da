//! A folder for files that nobody has named one by one: pictures of a document's trees. None is written through a link.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

use crate::diagnostics::render::printable;
use crate::disk::remove_leftovers;

/// A folder that is open, whatever its path leads to by now.
pub(super) struct Folder {
    folder: Dir,
    shown: String,
}

impl Folder {
    /// The folder at a path that the user has named; it is made if it is not there.
    pub(super) fn of_user(path: &Path) -> Result<Folder> {
        let open = || {
            std::fs::create_dir_all(path)?;
            Dir::open_ambient_dir(path, ambient_authority())
        };
        Folder::new(path, open())
    }

    /// The folder at a path below the working directory that a document has named: no link leads out of that.
    pub(super) fn of_document(path: &Path) -> Result<Folder> {
        let open = || {
            let here = Dir::open_ambient_dir(".", ambient_authority())?;
            here.create_dir_all(path)?;
            here.open_dir(path)
        };
        Folder::new(path, open())
    }

    fn new(path: &Path, folder: io::Result<Dir>) -> Result<Folder> {
        let shown = printable(&path.display().to_string());
        let folder = folder.with_context(|| format!("cannot make the folder `{shown}`"))?;
        remove_leftovers(path);
        Ok(Folder { folder, shown })
    }

    /// Writes a file, whole or not at all. It takes the place of what is called so, also of a link.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let new = format!(".certdot-{}-{name}", std::process::id());
        let write = || {
            let mut options = OpenOptions::new();
            let options = options.write(true).create_new(true);
            let mut file = self.folder.open_with(&new, options)?.into_std();
            // As long as it is locked, no other run takes it for a leftover.
            let _ = file.lock();
            file.write_all(bytes)?;
            file.sync_all()?;
            self.folder.rename(&new, &self.folder, name)
        };
        let done = write();
        if done.is_err() {
            let _ = self.folder.remove_file(&new);
        }
        done.with_context(|| format!("cannot write `{}/{}`", self.shown, printable(name)))
    }
}
