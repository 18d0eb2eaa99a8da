//! A folder for files that nobody has named one by one: the pictures of a document's trees, and pages. None is written
//! through a link.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

use crate::diagnostics::render::printable;
use crate::disk::remove_leftovers;
use crate::source::in_words;

/// A folder that is open, whatever its path leads to by now.
pub struct Folder {
    folder: Dir,
    /// Where it was found.
    path: PathBuf,
}

impl Folder {
    /// The folder at a path that the user has named; it is made if it is not there.
    ///
    /// # Errors
    /// Why it cannot be had.
    pub fn of_user(path: &Path) -> Result<Folder, String> {
        let open = || {
            std::fs::create_dir_all(path)?;
            Dir::open_ambient_dir(path, ambient_authority())
        };
        Folder::new(path, open())
    }

    /// The folder at a path below the working directory that a document named: no link leads out of the directory.
    ///
    /// # Errors
    /// Why it cannot be had.
    pub fn of_document(path: &Path) -> Result<Folder, String> {
        let open = || {
            let here = Dir::open_ambient_dir(".", ambient_authority())?;
            here.create_dir_all(path)?;
            here.open_dir(path)
        };
        Folder::new(path, open())
    }

    fn new(path: &Path, folder: io::Result<Dir>) -> Result<Folder, String> {
        let folder = folder.map_err(|error| {
            format!(
                "cannot create the folder `{}`: {}",
                display_path(path),
                in_words(&error)
            )
        })?;
        remove_leftovers(path);
        Ok(Folder {
            folder,
            path: path.to_path_buf(),
        })
    }

    /// The folder at a path from here; it is made if it is not there. No link leads out of this one.
    ///
    /// # Errors
    /// Why it cannot be had.
    pub fn inside(&self, path: &Path) -> Result<Folder, String> {
        if path == Path::new("") {
            return Folder::new(&self.path, self.folder.try_clone());
        }
        let open = || {
            self.folder.create_dir_all(path)?;
            self.folder.open_dir(path)
        };
        let opened = open();
        if opened.is_err()
            && let Some(link) = self.link_on(path)
        {
            let (link, folder) = (
                display_path(&self.path.join(link)),
                display_path(&self.path),
            );
            return Err(format!(
                "cannot write into `{link}`: it is a link that leads out of `{folder}`"
            ));
        }
        Folder::new(&self.path.join(path), opened)
    }

    /// The first link on a path.
    fn link_on<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        let mut on_it: Vec<&Path> = path.ancestors().collect();
        on_it.reverse();
        let is_link = |part: &&Path| {
            let data = self.folder.symlink_metadata(part);
            data.is_ok_and(|data| data.is_symlink())
        };
        on_it.into_iter().skip(1).find(is_link)
    }

    /// Writes a file, unless it has these bytes already; then it counts as written now.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub fn update(&self, name: &Path, bytes: &[u8]) -> Result<(), String> {
        if self.is_same(name, bytes) {
            Ok(())
        } else {
            self.write(name, bytes)
        }
    }

    fn is_same(&self, name: &Path, bytes: &[u8]) -> bool {
        let read = || {
            let data = self.folder.symlink_metadata(name)?;
            if !data.is_file() || data.len() != bytes.len() as u64 {
                return Ok(false);
            }
            let mut options = OpenOptions::new();
            let options = options.read(true).append(true).follow(FollowSymlinks::No);
            let mut file = self.folder.open_with(name, options)?.into_std();
            let mut old = Vec::new();
            file.read_to_end(&mut old)?;
            let is_same = old == bytes;
            if is_same {
                file.set_modified(SystemTime::now())?;
            }
            io::Result::Ok(is_same)
        };
        read().unwrap_or(false)
    }

    /// Writes a file, whole or not at all. It takes the place of what is called so, also of a link.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub fn write(&self, name: &Path, bytes: &[u8]) -> Result<(), String> {
        let new = format!(".certdot-{}", std::process::id());
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
        done.map_err(|error| {
            let file = display_path(&self.path.join(name));
            format!("cannot write `{file}`: {}", in_words(&error))
        })
    }
}

fn display_path(path: &Path) -> String {
    printable(&path.display().to_string())
}
