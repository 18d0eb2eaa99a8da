//! A folder of files that are named by what they were made of.
//!
//! Whatever is in it can be made anew, so that losing it costs time only. Several processes may use it at once: a file
//! is written beside its place and moved there when it is whole.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// What has not been used for so long goes.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How often it is looked for what has not been used.
const SWEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// A file that has been used within this time is not marked as used again.
const FRESH: Duration = Duration::from_secs(60 * 60);

/// A cache.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    /// What is put into instead, once the folder cannot be written.
    spare: Option<Arc<Mutex<Option<TempDir>>>>,
}

/// What a file was made of, in 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key(String);

impl Key {
    /// The key of some parts: SHA-256 of them with their lengths, so that no two lists have the same.
    pub fn of<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Key {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let halves = hash.finalize().into_iter();
        let halves = halves.flat_map(|byte| [byte >> 4, byte & 15]);
        let digit = |half| char::from_digit(u32::from(half), 16).unwrap_or_default();
        Key(halves.map(digit).collect())
    }

    /// The digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl Cache {
    /// The cache in a folder, which is made when something is put into it.
    pub fn new(folder: PathBuf) -> Cache {
        let spare = None;
        Cache { folder, spare }
    }

    /// The same, but where its folder cannot be written, what is put goes into one that is gone with the cache.
    pub fn or_temporary(self) -> Cache {
        let spare = Some(Arc::default());
        Cache { spare, ..self }
    }

    /// A cache in a folder that is gone with it.
    ///
    /// # Errors
    /// Those of the system.
    pub fn temporary() -> io::Result<Cache> {
        let folder = tempfile::tempdir()?;
        Ok(Cache {
            folder: folder.path().to_path_buf(),
            spare: Some(Arc::new(Mutex::new(Some(folder)))),
        })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a file with this ending is kept.
    fn place(&self, key: &Key, ending: &str) -> PathBuf {
        // Not all in one folder: some systems are slow with many files in one.
        let (start, rest) = key.0.split_at(2);
        self.folder.join(start).join(format!("{rest}.{ending}"))
    }

    /// The path of a file, if it is there.
    pub fn find(&self, key: &Key, ending: &str) -> Option<PathBuf> {
        let place = self.place(key, ending);
        let used = fs::metadata(&place).ok()?.modified().ok()?;
        if used.elapsed().is_ok_and(|since| since > FRESH) {
            // Best effort: in a cache that is only read, nothing is swept either.
            let mark = |file: fs::File| file.set_modified(SystemTime::now());
            let _ = fs::File::options().append(true).open(&place).and_then(mark);
        }
        Some(place)
    }

    /// The bytes of a file, if it is there.
    pub fn get(&self, key: &Key, ending: &str) -> Option<Vec<u8>> {
        fs::read(self.find(key, ending)?).ok()
    }

    /// Keeps a file, and tells its path.
    ///
    /// # Errors
    /// Those of the system: there is no room, or the folder cannot be written.
    pub fn put(&self, key: &Key, ending: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let place = self.place(key, ending);
        let Err(error) = write(&place, bytes) else {
            self.sweep();
            return Ok(place);
        };
        let Some(spare) = &self.spare else {
            return Err(error);
        };
        let mut spare = spare.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = match spare.take() {
            Some(folder) => folder,
            None => tempfile::tempdir()?,
        };
        let folder = spare.insert(folder);
        let place = folder.path().join(format!("{}.{ending}", key.0));
        write(&place, bytes)?;
        Ok(place)
    }

    /// Removes what has not been used for long, once a day.
    fn sweep(&self) {
        let mark = self.folder.join(".swept");
        let age = |path: &Path| {
            let changed = fs::metadata(path).ok()?.modified().ok()?;
            changed.elapsed().ok()
        };
        if age(&mark).is_some_and(|age| age < SWEPT) || fs::write(&mark, "").is_err() {
            return;
        }
        let folders = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let files = folders
            .filter_map(|folder| fs::read_dir(folder.path()).ok())
            .flatten()
            .flatten();
        for file in files.map(|file| file.path()) {
            if age(&file).is_some_and(|age| age > KEPT) {
                // Another process may be quicker.
                let _ = fs::remove_file(file);
            }
        }
    }
}

/// Writes a file that is there only when it is whole, and its folder.
fn write(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = place.parent().unwrap_or(place);
    fs::create_dir_all(folder)?;
    let mut new = tempfile::Builder::new()
        .prefix(".new-")
        .tempfile_in(folder)?;
    new.write_all(bytes)?;
    new.persist(place)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(parts: &[&str]) -> Key {
        Key::of(parts.iter().map(|part| part.as_bytes()))
    }

    #[test]
    fn what_was_put_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().join("not/yet"));
        let a = key(&["a"]);
        assert_eq!(cache.get(&a, "svg"), None);
        let path = cache.put(&a, "svg", b"one").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(cache.find(&a, "svg"), Some(path));
        assert_eq!(cache.get(&a, "png"), None);
        cache.put(&a, "svg", b"two").unwrap();
        assert_eq!(cache.get(&a, "svg"), Some(b"two".to_vec()));
        let names = fs::read_dir(cache.folder().join(&a.digits()[..2])).unwrap();
        assert_eq!(names.count(), 1, "nothing is left beside it");
    }

    #[test]
    fn keys_tell_parts_apart() {
        assert_ne!(key(&["ab", "c"]), key(&["a", "bc"]));
        assert_ne!(key(&["a"]), key(&["a", ""]));
        assert_eq!(key(&[]).digits().len(), 64);
    }

    #[test]
    fn what_is_old_goes_and_what_is_used_stays() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().to_path_buf());
        let (old, used, new) = (key(&["old"]), key(&["used"]), key(&["new"]));
        let long_ago = SystemTime::now() - 2 * KEPT;
        for key in [&old, &used] {
            let path = cache.put(key, "x", b"").unwrap();
            let file = fs::File::options().append(true).open(path).unwrap();
            file.set_modified(long_ago).unwrap();
        }
        assert!(cache.get(&used, "x").is_some());
        fs::remove_file(cache.folder().join(".swept")).unwrap();
        cache.put(&new, "x", b"").unwrap();
        assert_eq!(cache.find(&old, "x"), None);
        assert!(cache.find(&used, "x").is_some() && cache.find(&new, "x").is_some());
    }

    #[test]
    fn a_folder_that_cannot_be_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let cache = Cache::new(folder.path().join("file/cache"));
        assert!(cache.put(&key(&["a"]), "x", b"").is_err());
        assert_eq!(cache.get(&key(&["a"]), "x"), None);
    }

    #[test]
    fn what_cannot_be_kept_is_there_for_a_while() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let cache = Cache::new(folder.path().join("file/cache")).or_temporary();
        let paths = ["a", "b"].map(|name| cache.put(&key(&[name]), "x", name.as_bytes()).unwrap());
        assert_eq!(fs::read(&paths[0]).unwrap(), b"a");
        assert_eq!(paths[0].parent(), paths[1].parent());
        drop(cache);
        assert!(!paths[0].exists());
    }
}
