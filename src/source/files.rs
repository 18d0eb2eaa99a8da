//! Reading files, so that an editor's unsaved buffer, a test's map or a browser can stand in for the disk.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is none of that name.
    NotFound,
    /// It is a folder, a device, a pipe or a socket.
    NotAFile,
    /// It has more bytes than were asked for.
    TooLarge,
    /// It lies outside the folder that it is to lie in; whether it is there is not told.
    Outside,
    /// The system says no, in its own words.
    Refused(String),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> ReadError {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::NotFound,
            io::ErrorKind::IsADirectory => ReadError::NotAFile,
            _ => ReadError::Refused(in_words(&error)),
        }
    }
}

/// The system's words for what went wrong, without Rust's "(os error 13)" and what follows it.
pub(crate) fn in_words(error: &io::Error) -> String {
    let words = error.to_string();
    let end = words.find(" (os error").unwrap_or(words.len());
    words[..end].to_lowercase()
}

/// Where files are read from.
///
/// Paths are absolute. The library reads files in no other way.
pub trait Files {
    /// The path under which a file is known whatever links lead to it.
    ///
    /// # Errors
    /// When nothing is there, or the system refuses to look.
    fn canonical(&self, path: &Path) -> Result<PathBuf, ReadError>;

    /// Where a path leads, whether or not something is there: what does not exist of it is taken by its spelling.
    fn destination(&self, path: &Path) -> PathBuf {
        let mut at = PathBuf::new();
        for component in path.components() {
            match component {
                Component::CurDir => {}
                Component::ParentDir => {
                    at.pop();
                }
                other => {
                    at.push(other);
                    at = self.canonical(&at).unwrap_or(at);
                }
            }
        }
        at
    }

    /// The first `most` bytes of a regular file.
    ///
    /// # Errors
    /// When there is no such file, it is not a regular one, or it cannot be read.
    fn start(&self, path: &Path, most: u64) -> Result<Vec<u8>, ReadError>;

    /// All bytes of a regular file that has at most `most`.
    ///
    /// # Errors
    /// As for [`start`](Files::start), and [`ReadError::TooLarge`].
    fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        let bytes = self.start(path, most + 1)?;
        if bytes.len() as u64 > most {
            Err(ReadError::TooLarge)
        } else {
            Ok(bytes)
        }
    }

    /// The number of bytes of a regular file.
    ///
    /// # Errors
    /// As for [`start`](Files::start).
    fn length(&self, path: &Path) -> Result<u64, ReadError>;

    /// The names in a folder, sorted; empty where there is no such folder. For suggestions only, so that names that no
    /// source can hold may be left out.
    fn names(&self, folder: &Path) -> Vec<String>;

    /// The same as [`read`](Files::read), for a file that must lie in `root`. Both paths are [canonical](Files::canonical),
    /// or were: if someone has put links in the way since, none is followed out of `root`, nor to a file of another name.
    /// [`Root`](super::Root) calls this.
    ///
    /// # Errors
    /// As for [`read`](Files::read), and [`ReadError::Outside`].
    fn read_within(&self, root: &Path, path: &Path, most: u64) -> Result<Vec<u8>, ReadError>;

    /// The same as [`names`](Files::names), for a folder that must lie in `root`, or be it; paths are as there.
    fn names_within(&self, root: &Path, folder: &Path) -> Vec<String>;
}

/// The disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn canonical(&self, path: &Path) -> Result<PathBuf, ReadError> {
        Ok(fs::canonicalize(path)?)
    }

    fn start(&self, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        // Asked before opening, because opening a pipe waits for a writer.
        let metadata = fs::metadata(path)?;
        if !metadata.is_file() {
            return Err(ReadError::NotAFile);
        }
        let mut bytes = Vec::with_capacity(metadata.len().min(most) as usize);
        fs::File::open(path)?.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn length(&self, path: &Path) -> Result<u64, ReadError> {
        let metadata = fs::metadata(path)?;
        if metadata.is_file() {
            Ok(metadata.len())
        } else {
            Err(ReadError::NotAFile)
        }
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        names(entries.map(|entry| entry.file_name()))
    }

    fn read_within(&self, root: &Path, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        let inner = path.strip_prefix(root).map_err(|_| ReadError::Outside)?;
        let mut options = OpenOptions::new();
        // Opening a pipe would wait for a writer.
        options.read(true).follow(FollowSymlinks::No).nonblock(true);
        let root = Dir::open_ambient_dir(root, ambient_authority())?;
        let file = root.open_with(inner, &options).map_err(of_opening)?;
        // What has been opened is asked, not what lies at its path by now.
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(ReadError::NotAFile);
        }
        let mut bytes = Vec::with_capacity(metadata.len().min(most) as usize);
        file.take(most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            return Err(ReadError::TooLarge);
        }
        Ok(bytes)
    }

    fn names_within(&self, root: &Path, folder: &Path) -> Vec<String> {
        let entries = || {
            let inner = folder.strip_prefix(root).ok()?;
            let root = Dir::open_ambient_dir(root, ambient_authority()).ok()?;
            root.read_dir(Path::new(".").join(inner)).ok()
        };
        let entries = entries().into_iter().flatten().flatten();
        names(entries.map(|entry| entry.file_name()))
    }
}

/// Why a file below a folder could not be opened.
fn of_opening(error: io::Error) -> ReadError {
    // cap-std's refusal is not the system's.
    let is_refusal =
        error.kind() == io::ErrorKind::PermissionDenied && error.raw_os_error().is_none();
    if is_refusal {
        ReadError::Outside
    } else {
        error.into()
    }
}

fn names(all: impl Iterator<Item = OsString>) -> Vec<String> {
    let mut names: Vec<String> = all
        .filter_map(|name| name.into_string().ok())
        .filter(|name| !name.contains(char::is_control))
        .collect();
    names.sort();
    names
}

/// Files that exist in memory only, by absolute path.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Memory {
    /// The same with one more file.
    #[must_use]
    pub fn with(mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Memory {
        self.files.insert(normal(&path.into()), bytes.into());
        self
    }
}

impl Files for Memory {
    fn canonical(&self, path: &Path) -> Result<PathBuf, ReadError> {
        let path = normal(path);
        let exists = self.files.keys().any(|file| file.starts_with(&path));
        if exists || path.parent().is_none() {
            Ok(path)
        } else {
            Err(ReadError::NotFound)
        }
    }

    fn start(&self, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        let path = normal(path);
        match self.files.get(&path) {
            Some(bytes) => Ok(bytes[..bytes.len().min(most as usize)].to_vec()),
            None if self.files.keys().any(|file| file.starts_with(&path)) => {
                Err(ReadError::NotAFile)
            }
            None => Err(ReadError::NotFound),
        }
    }

    fn length(&self, path: &Path) -> Result<u64, ReadError> {
        Ok(self.start(path, u64::MAX)?.len() as u64)
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        let folder = normal(folder);
        let mut names: Vec<String> = self
            .files
            .keys()
            .filter_map(|file| file.strip_prefix(&folder).ok()?.components().next())
            .filter_map(|name| Some(name.as_os_str().to_str()?.to_owned()))
            .collect();
        names.dedup();
        names
    }

    // There are no links in memory.

    fn read_within(&self, root: &Path, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        if normal(path).starts_with(root) {
            self.read(path, most)
        } else {
            Err(ReadError::Outside)
        }
    }

    fn names_within(&self, root: &Path, folder: &Path) -> Vec<String> {
        if normal(folder).starts_with(root) {
            self.names(folder)
        } else {
            Vec::new()
        }
    }
}

/// A path without `.` and `..`, by its spelling alone: where links lead is not asked.
pub fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same_answers(files: &dyn Files, root: &Path) {
        assert_eq!(files.read(&root.join("a/x.cert"), 3), Ok(b"abc".to_vec()));
        assert_eq!(
            files.read(&root.join("a/x.cert"), 2),
            Err(ReadError::TooLarge)
        );
        assert_eq!(files.start(&root.join("a/x.cert"), 2), Ok(b"ab".to_vec()));
        assert_eq!(files.length(&root.join("a/x.cert")), Ok(3));
        assert_eq!(files.length(&root.join("a")), Err(ReadError::NotAFile));
        assert_eq!(files.read(&root.join("a"), 9), Err(ReadError::NotAFile));
        assert_eq!(files.read(&root.join("b"), 9), Err(ReadError::NotFound));
        assert_eq!(
            files.read(&root.join("a/x.cert/y"), 9),
            Err(ReadError::NotFound)
        );
        assert_eq!(
            files.canonical(&root.join("a/../a/./x.cert")),
            Ok(root.join("a/x.cert"))
        );
        assert_eq!(files.canonical(&root.join("b")), Err(ReadError::NotFound));
        assert_eq!(files.names(&root.join("a")), ["x.cert", "y"]);
        assert_eq!(files.names(&root.join("none")), [""; 0]);
    }

    #[test]
    fn memory_answers_as_the_disk_does() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir(root.join("a")).unwrap();
        fs::write(root.join("a/x.cert"), "abc").unwrap();
        fs::write(root.join("a/y"), "").unwrap();
        same_answers(&Disk, &root);
        let memory = Memory::default()
            .with(root.join("a/x.cert"), "abc")
            .with(root.join("a/y"), "");
        same_answers(&memory, &root);
    }

    #[test]
    #[cfg(unix)]
    fn a_path_leads_somewhere_even_if_nothing_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir_all(root.join("a/b")).unwrap();
        std::os::unix::fs::symlink(root.join("a/b"), root.join("link")).unwrap();
        for (path, to) in [
            ("a/./b", "a/b"),
            ("x/y", "x/y"),
            ("x/../y", "y"),
            ("link/x", "a/b/x"),
            ("link/../x", "a/x"),
            ("../../../../../../../../..", "/"),
        ] {
            assert_eq!(Disk.destination(&root.join(path)), root.join(to), "{path}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_device_is_no_file() {
        assert_eq!(
            Disk.read(Path::new("/dev/null"), 9),
            Err(ReadError::NotAFile)
        );
    }
}
