//! A folder of files that are named by a hash of what they were made from.
//!
//! Everything in it can be made again, so that losing it costs only time. Several processes may use it at once: a file
//! is written next to its place and moved there when it is complete. After its bytes each file has a seal, their length
//! and a digest of them and the key: a file that was cut, changed or replaced is never used. (A PNG with a seal is still
//! one: it ends before.)

use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

use crate::disk::{TemporaryFolder, new_file, open_regular};

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
    spare: Option<Arc<Mutex<Option<TemporaryFolder>>>>,
    /// Whether what is in it is looked at.
    is_read: bool,
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
        Cache {
            folder,
            spare: None,
            is_read: true,
        }
    }

    /// The same, but nothing in it is looked at: what is put takes the place of what is there.
    pub fn without_reading(self) -> Cache {
        let is_read = false;
        Cache { is_read, ..self }
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
        let folder = TemporaryFolder::new()?;
        Ok(Cache {
            folder: folder.path().to_path_buf(),
            spare: Some(Arc::new(Mutex::new(Some(folder)))),
            is_read: true,
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

    /// The path of a file, if it is there and as it was put. Its seal is in it.
    pub fn find(&self, key: &Key, ending: &str) -> Option<PathBuf> {
        self.get(key, ending)?;
        Some(self.place(key, ending))
    }

    /// The bytes of a file, if it is there and as it was put.
    pub fn get(&self, key: &Key, ending: &str) -> Option<Vec<u8>> {
        if !self.is_read {
            return None;
        }
        let place = self.place(key, ending);
        let mut file = open_regular(&place).ok()?;
        let bytes = read_sealed(&mut file, key)?;
        let used = file.metadata().ok()?.modified().ok()?;
        if used.elapsed().is_ok_and(|since| since > FRESH) {
            // Best effort: in a cache that is only read, nothing is swept either.
            let mark = |file: fs::File| file.set_modified(SystemTime::now());
            let _ = fs::File::options().append(true).open(&place).and_then(mark);
        }
        Some(bytes)
    }

    /// Keeps a file, and returns its path.
    ///
    /// # Errors
    /// Those of the system: there is no room, or the folder cannot be written.
    pub fn put(&self, key: &Key, ending: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let place = self.place(key, ending);
        let sealed = [bytes, &seal(bytes, key)].concat();
        let Err(error) = write(&place, &sealed) else {
            self.sweep();
            return Ok(place);
        };
        let Some(spare) = &self.spare else {
            return Err(error);
        };
        let mut spare = spare.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = match spare.take() {
            Some(folder) => folder,
            None => TemporaryFolder::new()?,
        };
        let folder = spare.insert(folder);
        let place = folder.path().join(format!("{}.{ending}", key.0));
        write(&place, &sealed)?;
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
    let mut new = new_file(folder)?;
    new.write_all(bytes)?;
    new.as_file().sync_all()?;
    if fs::symlink_metadata(place).is_ok_and(|old| old.is_dir()) {
        // A file cannot take the place of a folder, and no folder belongs here.
        fs::remove_dir_all(place)?;
    }
    new.persist(place)?;
    Ok(())
}

/// What a seal begins with.
const MARK: &[u8; 8] = b"certdot\n";

/// Bytes in a seal: the mark, the length, the digest.
const SEAL: usize = 8 + 8 + 32;

/// The seal after the bytes of a file in the cache.
fn seal(bytes: &[u8], key: &Key) -> Vec<u8> {
    let mut seal = MARK.to_vec();
    seal.extend((bytes.len() as u64).to_le_bytes());
    seal.extend(
        Sha256::new()
            .chain_update(&key.0)
            .chain_update(bytes)
            .finalize(),
    );
    seal
}

/// The bytes of a file in front of its seal, if they are those that were sealed.
fn read_sealed(file: &mut fs::File, key: &Key) -> Option<Vec<u8>> {
    let length = file.metadata().ok()?.len().checked_sub(SEAL as u64)?;
    // The length first: a file that is not an entry may have any size.
    let mut found = [0; SEAL];
    file.seek(SeekFrom::Start(length)).ok()?;
    file.read_exact(&mut found).ok()?;
    if found[..8] != *MARK || found[8..16] != length.to_le_bytes() {
        return None;
    }
    file.rewind().ok()?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).ok()?;
    (seal(&bytes, key) == found).then_some(bytes)
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
        assert!(fs::read(&path).unwrap().starts_with(b"one"));
        assert_eq!(cache.get(&a, "svg"), Some(b"one".to_vec()));
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
        assert!(fs::read(&paths[0]).unwrap().starts_with(b"a"));
        assert_eq!(paths[0].parent(), paths[1].parent());
        drop(cache);
        assert!(!paths[0].exists());
    }

    /// What may be found in the place of an entry.
    type Damage = (&'static str, fn(&Path));

    const DAMAGES: &[Damage] = &[
        ("empty", |place| fs::write(place, "").unwrap()),
        ("cut", |place| {
            let bytes = fs::read(place).unwrap();
            fs::write(place, &bytes[..bytes.len() - 1]).unwrap();
        }),
        ("longer", |place| {
            let mut bytes = fs::read(place).unwrap();
            bytes.push(b'\n');
            fs::write(place, bytes).unwrap();
        }),
        ("one bit is another", |place| {
            let mut bytes = fs::read(place).unwrap();
            bytes[2] ^= 1;
            fs::write(place, bytes).unwrap();
        }),
        ("another file", |place| {
            fs::write(place, "<svg>".repeat(100)).unwrap();
        }),
        ("gone", |place| fs::remove_file(place).unwrap()),
        ("a folder", |place| {
            fs::remove_file(place).unwrap();
            fs::create_dir(place).unwrap();
            fs::write(place.join("file"), "").unwrap();
        }),
        #[cfg(unix)]
        ("a link", |place| {
            let elsewhere = place.with_extension("elsewhere");
            fs::rename(place, &elsewhere).unwrap();
            std::os::unix::fs::symlink(elsewhere, place).unwrap();
        }),
        #[cfg(unix)]
        ("a pipe", |place| {
            fs::remove_file(place).unwrap();
            rustix::fs::mkfifoat(rustix::fs::CWD, place, 0o600.into()).unwrap();
        }),
    ];

    #[test]
    fn what_is_not_as_it_was_put_is_not_there_and_can_be_put_again() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().to_path_buf());
        let key = key(&["a"]);
        for (name, damage) in DAMAGES {
            let place = cache.put(&key, "svg", b"<svg/>").unwrap();
            damage(&place);
            assert_eq!(cache.get(&key, "svg"), None, "{name}");
            assert_eq!(cache.find(&key, "svg"), None, "{name}");
            cache.put(&key, "svg", b"<svg/>").unwrap();
            assert_eq!(cache.get(&key, "svg"), Some(b"<svg/>".to_vec()), "{name}");
        }
    }

    #[test]
    fn the_file_of_another_key_is_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().to_path_buf());
        let (a, b) = (key(&["a"]), key(&["b"]));
        let [from, to] = [&a, &b].map(|key| cache.put(key, "svg", b"<svg/>").unwrap());
        fs::copy(from, to).unwrap();
        assert_eq!(cache.get(&b, "svg"), None);
    }

    #[test]
    fn a_cache_that_is_not_read_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let read = Cache::new(folder.path().to_path_buf());
        let unread = read.clone().without_reading();
        let key = key(&["a"]);
        read.put(&key, "svg", b"old").unwrap();
        assert_eq!(unread.get(&key, "svg"), None);
        assert_eq!(unread.find(&key, "svg"), None);
        unread.put(&key, "svg", b"new").unwrap();
        assert_eq!(read.get(&key, "svg"), Some(b"new".to_vec()));
    }
}
