//! Files that change on the disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

/// Watches folders, because editors save by putting a new file in the place of the old one.
#[derive(Default)]
pub struct Watch {
    watcher: Option<RecommendedWatcher>,
    folders: BTreeSet<PathBuf>,
}

/// More folders are not watched.
const MOST_FOLDERS: usize = 1_000;

impl Watch {
    /// Tells, from a thread of its own, of what has changed or come or gone in the folders that are watched: its paths, or
    /// none if the system has lost count.
    ///
    /// Where the system cannot tell of changes, nothing is watched.
    pub fn new(mut tell: impl FnMut(Vec<PathBuf>) + Send + 'static) -> Watch {
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if let Ok(event) = event
                && !event.kind.is_access()
            {
                tell(event.paths);
            }
        });
        Watch {
            watcher: watcher.ok(),
            folders: BTreeSet::new(),
        }
    }

    /// Watches these folders and no others. Tells whether there is a new one among them.
    pub fn set(&mut self, folders: BTreeSet<PathBuf>) -> bool {
        let Some(watcher) = &mut self.watcher else {
            return false;
        };
        for folder in self.folders.difference(&folders) {
            let _ = watcher.unwatch(folder);
        }
        let mut is_new = false;
        let mut watched = BTreeSet::new();
        for folder in folders.into_iter().take(MOST_FOLDERS) {
            let is_known = self.folders.contains(&folder);
            if is_known || watch(watcher, &folder) {
                is_new |= !is_known;
                watched.insert(folder);
            }
        }
        self.folders = watched;
        is_new
    }

    /// Takes note that a folder has gone, if it is one that is watched: what comes in its place is another. Tells whether
    /// it is one.
    pub fn has_gone(&mut self, folder: &Path) -> bool {
        let is_watched = self.folders.remove(folder);
        if let (true, Some(watcher)) = (is_watched, &mut self.watcher) {
            let _ = watcher.unwatch(folder);
        }
        is_watched
    }
}

fn watch(watcher: &mut RecommendedWatcher, folder: &Path) -> bool {
    watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()
}
