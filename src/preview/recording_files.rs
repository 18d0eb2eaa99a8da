//! Files, and a note of all that was asked of them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use crate::source::{Disk, Files, ReadError};

/// The disk, with a note of what was asked of it and what it answered.
///
/// The result of compiling depends on these answers and on nothing else. So the note tells what to watch, also
/// of what was looked for and not found; and if all answers are the same again, so is what they come to.
#[derive(Default)]
pub(super) struct RecordingFiles(RefCell<FileLog>);

/// What was asked, and what the answers were.
#[derive(Default)]
pub(super) struct FileLog {
    /// The files, whether or not they were there, each with what it looked like just before it was asked of first.
    pub(super) files: BTreeMap<PathBuf, Stamp>,
    /// The folders whose names were asked for, in the same way.
    pub(super) folders: BTreeMap<PathBuf, Stamp>,
    answers: Sha256,
}

impl FileLog {
    /// The key of these answers.
    pub(super) fn digest(&self) -> [u8; 32] {
        self.answers.clone().finalize().into()
    }

    /// Whether all files and folders look as they did.
    pub(super) fn are_fresh(&self) -> bool {
        let mut all = self.files.iter().chain(&self.folders);
        all.all(|(path, stamp)| Stamp::of(path) == *stamp)
    }

    /// Where something must change for the answers to change: folders that are there, and paths in them.
    pub(super) fn places(&self) -> (BTreeSet<PathBuf>, BTreeSet<PathBuf>) {
        let (mut folders, mut paths) = (BTreeSet::new(), BTreeSet::new());
        for file in self.files.keys() {
            // Of a folder that is not there, the first that is missing on the way to it is waited for.
            let mut missing = file.as_path();
            while let Some(folder) = missing.parent() {
                if let (Ok(folder), Some(name)) = (fs::canonicalize(folder), missing.file_name()) {
                    paths.insert(folder.join(name));
                    folders.insert(folder);
                    break;
                }
                missing = folder;
            }
        }
        (folders, paths)
    }

    /// The folders whose names were asked for and that are there.
    pub(super) fn listed_folders(&self) -> BTreeSet<PathBuf> {
        let folders = self.folders.keys();
        folders
            .filter_map(|path| fs::canonicalize(path).ok())
            .collect()
    }
}

/// What a file looks like without being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp(Option<(u64, Option<SystemTime>)>);

impl Stamp {
    fn of(path: &Path) -> Stamp {
        let metadata = fs::metadata(path).ok();
        Stamp(metadata.map(|data| (data.len(), data.modified().ok())))
    }
}

impl RecordingFiles {
    pub(super) fn into_notes(self) -> FileLog {
        self.0.into_inner()
    }

    fn file(&self, path: &Path) {
        let files = &mut self.0.borrow_mut().files;
        if !files.contains_key(path) {
            files.insert(path.to_path_buf(), Stamp::of(path));
        }
    }

    fn folder(&self, folder: &Path) {
        let folders = &mut self.0.borrow_mut().folders;
        if !folders.contains_key(folder) {
            folders.insert(folder.to_path_buf(), Stamp::of(folder));
        }
    }

    /// Adds an answer, with its length, so that no two lists of answers are the same bytes.
    fn note_answer(&self, answer: &[u8]) {
        let answers = &mut self.0.borrow_mut().answers;
        answers.update((answer.len() as u64).to_le_bytes());
        answers.update(answer);
    }

    fn note_failure(&self, error: &ReadError) {
        self.note_answer(format!("{error:?}").as_bytes());
    }

    /// Takes note of what was read.
    fn take_bytes(&self, answer: Result<Vec<u8>, ReadError>) -> Result<Vec<u8>, ReadError> {
        match &answer {
            Ok(bytes) => self.note_answer(bytes),
            Err(error) => self.note_failure(error),
        }
        answer
    }

    /// Takes note of the names in a folder.
    fn take_names(&self, names: Vec<String>) -> Vec<String> {
        self.note_answer(names.join("\0").as_bytes());
        names
    }
}

impl Files for RecordingFiles {
    fn canonical(&self, path: &Path) -> Result<PathBuf, ReadError> {
        let answer = Disk.canonical(path);
        // That a folder is where it is does not change with what it holds.
        if !path.is_dir() {
            self.file(path);
        }
        match &answer {
            Ok(path) => self.note_answer(path.as_os_str().as_encoded_bytes()),
            Err(error) => self.note_failure(error),
        }
        answer
    }

    fn destination(&self, path: &Path) -> PathBuf {
        let answer = Disk.destination(path);
        self.note_answer(answer.as_os_str().as_encoded_bytes());
        answer
    }

    fn start(&self, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        self.file(path);
        self.take_bytes(Disk.start(path, most))
    }

    fn length(&self, path: &Path) -> Result<u64, ReadError> {
        self.file(path);
        let answer = Disk.length(path);
        match &answer {
            Ok(length) => self.note_answer(&length.to_le_bytes()),
            Err(error) => self.note_failure(error),
        }
        answer
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        self.folder(folder);
        self.take_names(Disk.names(folder))
    }

    fn read_within(&self, root: &Path, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        self.file(path);
        self.take_bytes(Disk.read_within(root, path, most))
    }

    fn names_within(&self, root: &Path, folder: &Path) -> Vec<String> {
        self.folder(folder);
        self.take_names(Disk.names_within(root, folder))
    }
}
