//! A file that is compiled again whenever something that it uses changes.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::recording_files::{FileLog, RecordingFiles};
use crate::compile::{Compilation, Input, Options, compile};
use crate::source::{Files, MOST_BYTES, ReadError};
use crate::watch::Watch;

/// A change counts when nothing has changed for so long: editors save in several steps.
const QUIET: Duration = Duration::from_millis(20);

/// … or when this has passed, where something changes without end.
const PATIENCE: Duration = Duration::from_millis(150);

/// A file that has gone has so long to come back before that is reported: some editors put the new one in its place only
/// when they have moved the old one away.
const ABSENCE: Duration = Duration::from_millis(250);

/// How often it is asked whether all is over.
const GLANCE: Duration = Duration::from_millis(50);

/// How often all files are checked, because not every system reports every change: of files on other machines, for
/// one, or of a folder that is moved away with the folder around it.
const LOOK: Duration = Duration::from_secs(1);

/// What came of a file.
#[derive(Debug)]
pub enum FileState {
    /// It has been read and compiled, well or not.
    Compiled(Box<Compilation>),
    /// It cannot be read, for this reason.
    Unread(ReadError),
}

/// A file that is followed.
pub struct FileFollower {
    name: String,
    path: PathBuf,
    options: Options<'static>,
    watch: Watch,
    changes: Receiver<Vec<PathBuf>>,
    /// What was asked of the disk when it was last compiled; nothing before the first time.
    notes: Option<FileLog>,
    /// The key of the answers from which the last outcome came.
    answers: Option<[u8; 32]>,
    /// What must change for the answers to change, and the folders in which anything that comes or goes may.
    paths: BTreeSet<PathBuf>,
    listed: BTreeSet<PathBuf>,
    /// Something has changed while it was compiled.
    is_behind: bool,
}

/// Why a follower has stopped waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WakeReason {
    /// Something has changed.
    Changed,
    /// All is over.
    Over,
    /// Its time is up.
    TimeUp,
}

impl FileFollower {
    /// A follower of the file at an absolute path, which messages call by a name. Of the options, where files are read from
    /// does not count: it is the disk.
    pub fn new(name: String, path: PathBuf, options: Options<'static>) -> FileFollower {
        let (tell, changes) = channel();
        let watch = Watch::new(move |paths| {
            // Without a follower, nobody wants to know.
            let _ = tell.send(paths);
        });
        FileFollower {
            name,
            path,
            options,
            watch,
            changes,
            notes: None,
            answers: None,
            paths: BTreeSet::new(),
            listed: BTreeSet::new(),
            is_behind: false,
        }
    }

    /// What comes of the file: at once for the first time, then whenever something has changed that may make a difference;
    /// nothing when all is over, which is asked several times a second.
    pub fn next(&mut self, is_over: &dyn Fn() -> bool) -> Option<FileState> {
        loop {
            let is_first = self.notes.is_none();
            if !is_first && self.wait(is_over, None) == WakeReason::Over {
                return None;
            }
            let (mut notes, mut outcome) = self.compile();
            if matches!(outcome, FileState::Unread(ReadError::NotFound)) && !is_first {
                self.follow(notes);
                if self.wait(is_over, Some(ABSENCE)) == WakeReason::Over {
                    return None;
                }
                (notes, outcome) = self.compile();
            }
            if let Some(outcome) = self.note(notes, outcome) {
                return Some(outcome);
            }
        }
    }

    fn compile(&self) -> (FileLog, FileState) {
        let noted = RecordingFiles::default();
        let outcome = self.outcome(&noted);
        (noted.into_notes(), outcome)
    }

    fn outcome(&self, noted: &RecordingFiles) -> FileState {
        // A link leads to a file whose folder counts as well.
        let canonical = noted.canonical(&self.path);
        let bytes = noted.read(&self.path, MOST_BYTES);
        let read = canonical.and_then(|path| noted.length(&path)).and(bytes);
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(error) => return FileState::Unread(error),
        };
        let input = Input {
            name: self.name.clone(),
            path: self.path.clone(),
            bytes,
        };
        let options = Options {
            files: noted,
            ..self.options.clone()
        };
        match compile(input, options) {
            Ok(compilation) => FileState::Compiled(Box::new(compilation)),
            Err(_) => FileState::Unread(ReadError::TooLarge),
        }
    }

    /// Takes note of what came of the file. It is worth telling only if it came of other answers than the last did.
    fn note(&mut self, notes: FileLog, outcome: FileState) -> Option<FileState> {
        let before = self.answers.replace(notes.digest());
        self.follow(notes);
        (before != self.answers).then_some(outcome)
    }

    /// Watches what has been asked of.
    fn follow(&mut self, notes: FileLog) {
        let (mut folders, paths) = notes.places();
        self.listed = notes.listed_folders();
        folders.extend(self.listed.iter().cloned());
        self.paths = paths;
        self.watch.set(folders);
        // What has changed after it was read and before it was watched.
        self.is_behind = !notes.are_fresh();
        self.notes = Some(notes);
    }

    /// Waits for a change, and for the end of changes that follow it at once.
    fn wait(&mut self, is_over: &dyn Fn() -> bool, limit: Option<Duration>) -> WakeReason {
        let start = Instant::now();
        let mut looked = start;
        // When the first and the last of the changes came.
        let mut changed = self.is_behind.then_some((start, start));
        loop {
            if is_over() {
                return WakeReason::Over;
            }
            let now = Instant::now();
            let wait = match changed {
                Some((first, last)) => {
                    let until = (first + PATIENCE).min(last + QUIET);
                    if now >= until {
                        return WakeReason::Changed;
                    }
                    until - now
                }
                None if limit.is_some_and(|limit| now - start >= limit) => {
                    return WakeReason::TimeUp;
                }
                None => GLANCE,
            };
            match self.changes.recv_timeout(wait) {
                Ok(paths) => {
                    if self.concern(&paths) {
                        let now = Instant::now();
                        changed = Some((changed.map_or(now, |(first, _)| first), now));
                    }
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => {}
                // Where the system reports nothing.
                Err(RecvTimeoutError::Disconnected) => thread::sleep(wait),
            }
            if changed.is_none() && now - looked >= LOOK {
                looked = now;
                if self.notes.as_ref().is_some_and(|notes| !notes.are_fresh()) {
                    changed = Some((now, now));
                }
            }
        }
    }

    /// Whether changes of some paths may make a difference.
    fn concern(&mut self, paths: &[PathBuf]) -> bool {
        let mut concern = paths.is_empty();
        for path in paths {
            concern |= self.watch.has_gone(path)
                || self.paths.contains(path)
                || path
                    .parent()
                    .is_some_and(|folder| self.listed.contains(folder));
        }
        concern
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;
    use crate::source::Disk;

    #[test]
    fn what_is_the_same_is_not_told_again() {
        let folder = TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name);
        let write = |name: &str, text: &str| fs::write(path(name), text).unwrap();
        write("tree.cert", "use \"used.cert\"\na >> b");
        let options = Options::new(&Disk, folder.path());
        let mut follower = FileFollower::new("tree.cert".to_owned(), path("tree.cert"), options);
        let mut is_told = || {
            let (notes, outcome) = follower.compile();
            follower.note(notes, outcome).is_some()
        };
        assert!(is_told(), "the first");
        assert!(!is_told(), "nothing has changed");
        write("tree.cert", "use \"used.cert\"\na >> b");
        assert!(!is_told(), "it has been written again");
        write("used.cert", "c >> d");
        assert!(is_told(), "what was missed is there");
        write("tree.cert", "use \"used.cert\"\na >> b // here");
        assert!(is_told(), "it is another text");
        fs::remove_file(path("tree.cert")).unwrap();
        assert!(is_told(), "it is gone");
        assert!(!is_told(), "it is still gone");
    }
}
