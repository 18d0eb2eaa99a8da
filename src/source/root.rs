//! The folder that nothing named by a source may leave: the one door through which such files are read.

use std::path::{Path, PathBuf};

use super::{Files, ReadError};

/// A folder that bounds what is read. What lies outside is neither opened nor listed, whatever links lead there and
/// whenever they are put in the way; and of what lies outside, not even whether it exists is told.
#[derive(Clone)]
pub struct Root<'f> {
    files: &'f dyn Files,
    folder: PathBuf,
}

/// Where a file really lies, below a root.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Located(PathBuf);

impl Located {
    /// The path, without links.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Whether the file's own name, not that of a link to it, has this ending.
    pub fn has_ending(&self, ending: &str) -> bool {
        self.0.extension().is_some_and(|own| own == ending)
    }
}

impl<'f> Root<'f> {
    /// The root at a folder; links on the way to it are followed.
    pub fn new(files: &'f dyn Files, folder: &Path) -> Root<'f> {
        Root {
            files,
            folder: files
                .canonical(folder)
                .unwrap_or_else(|_| folder.to_path_buf()),
        }
    }

    /// The root at another folder of the same files.
    pub fn at(&self, folder: &Path) -> Root<'f> {
        Root::new(self.files, folder)
    }

    /// The folder, without links.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a path leads.
    ///
    /// # Errors
    /// [`ReadError::Outside`] if it leads out of the root, or would; else as of [`Files::canonical`].
    pub fn locate(&self, path: &Path) -> Result<Located, ReadError> {
        match self.files.canonical(path) {
            Ok(real) if real.starts_with(&self.folder) => Ok(Located(real)),
            Err(error) if self.files.destination(path).starts_with(&self.folder) => Err(error),
            _ => Err(ReadError::Outside),
        }
    }

    /// Whether what lies there is a regular file.
    pub fn is_file(&self, file: &Located) -> bool {
        self.files.length(&file.0).is_ok()
    }

    /// All bytes of a file that has at most `most`.
    ///
    /// # Errors
    /// As of [`Files::read_within`].
    pub fn read(&self, file: &Located, most: u64) -> Result<Vec<u8>, ReadError> {
        self.files.read_within(&self.folder, &file.0, most)
    }

    /// The names in a folder, sorted; empty where there is none, or it lies outside.
    pub fn names(&self, folder: &Path) -> Vec<String> {
        match self.locate(folder) {
            Ok(folder) => self.files.names_within(&self.folder, &folder.0),
            Err(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::source::Disk;

    /// A folder with a folder `root` in it; beside that, what nobody may read.
    fn folder() -> (tempfile::TempDir, PathBuf) {
        let kept = tempfile::tempdir().unwrap();
        let folder = fs::canonicalize(kept.path()).unwrap();
        for (file, text) in [
            ("root/in/a.cert", "right"),
            ("root/secret.txt", "secret"),
            ("out/a.cert", "secret"),
            ("out/secret.cert", "secret"),
        ] {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        (kept, folder)
    }

    #[test]
    fn what_lies_outside_is_not_located() {
        let (_kept, folder) = folder();
        let root = Root::new(&Disk, &folder.join("root"));
        symlink("../out", folder.join("root/link")).unwrap();
        for path in [
            "root/../out/a.cert",
            "root/../out/nothing.cert",
            "root/link/a.cert",
            "root/link/nothing.cert",
            "out",
        ] {
            let found = root.locate(&folder.join(path));
            assert_eq!(found, Err(ReadError::Outside), "{path}");
        }
        assert_eq!(root.names(&folder.join("root/link")), [""; 0]);
        assert_eq!(
            root.names(&folder.join("root")),
            ["in", "link", "secret.txt"]
        );
        let missing = root.locate(&folder.join("root/nothing.cert"));
        assert_eq!(missing, Err(ReadError::NotFound));
    }

    #[test]
    fn what_becomes_a_link_after_it_was_located_is_not_followed() {
        for (place, link) in [
            ("root/in", "../out"),
            ("root/in/a.cert", "../../out/a.cert"),
            ("root/in/a.cert", "../secret.txt"),
        ] {
            let (_kept, folder) = folder();
            let root = Root::new(&Disk, &folder.join("root"));
            let file = root.locate(&folder.join("root/in/a.cert")).unwrap();
            assert_eq!(root.read(&file, 9), Ok(b"right".to_vec()));
            let place = folder.join(place);
            fs::rename(&place, folder.join("aside")).unwrap();
            symlink(link, &place).unwrap();
            let read = root.read(&file, 9);
            assert!(read.is_err(), "{link}: {read:?}");
            let names = Disk.names_within(root.folder(), &folder.join("root/in"));
            assert!(
                !names.contains(&"secret.cert".to_owned()),
                "{link}: {names:?}"
            );
        }
    }

    #[test]
    fn links_that_stay_inside_are_followed() {
        let (_kept, folder) = folder();
        symlink("root", folder.join("another")).unwrap();
        symlink(folder.join("root/in"), folder.join("root/absolute")).unwrap();
        let root = Root::new(&Disk, &folder.join("another"));
        let file = root
            .locate(&folder.join("another/absolute/a.cert"))
            .unwrap();
        assert_eq!(root.read(&file, 9), Ok(b"right".to_vec()));
        assert_eq!(root.read(&file, 4), Err(ReadError::TooLarge));
        assert_eq!(root.names(&folder.join("root/absolute")), ["a.cert"]);
        let folder = root.locate(&folder.join("root/in")).unwrap();
        assert_eq!(root.read(&folder, 9), Err(ReadError::NotAFile));
    }
}
