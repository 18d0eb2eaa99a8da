//! Files that change on the disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::Event;

/// Watches folders, because editors save by putting a new file in the place of the old one.
#[derive(Default)]
pub(super) struct Watch {
    watcher: Option<RecommendedWatcher>,
    folders: BTreeSet<PathBuf>,
}

/// More folders are not watched.
const MOST_FOLDERS: usize = 1_000;

impl Watch {
    /// Where the system cannot tell of changes, nothing is watched: then those count of which the client tells.
    pub(super) fn new(events: Sender<Event>) -> Watch {
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if let Ok(event) = event
                && !event.kind.is_access()
            {
                // Without a server, nobody wants to know.
                let _ = events.send(Event::Disk(event.paths));
            }
        });
        Watch {
            watcher: watcher.ok(),
            folders: BTreeSet::new(),
        }
    }

    /// Watches these folders and no others. Tells whether there is a new one among them.
    pub(super) fn set(&mut self, folders: BTreeSet<PathBuf>) -> bool {
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
}

fn watch(watcher: &mut RecommendedWatcher, folder: &Path) -> bool {
    watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()
}
