//! The `.cert` files in the client's folders.

use std::path::PathBuf;

use crate::source::{Disk, Files};

/// The most files that are looked for.
const MOST_FILES: usize = 1_000;

/// The `.cert` files in folders and in those inside them, hidden ones and those of packages left out.
pub(super) fn cert_files(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut queue: Vec<PathBuf> = folders.iter().rev().cloned().collect();
    let mut looked_at = 0;
    while let Some(folder) = queue.pop() {
        looked_at += 1;
        for name in Disk.names(&folder) {
            let path = folder.join(&name);
            let is_hidden = name.starts_with('.') || name == "node_modules" || name == "target";
            // Links could lead in circles.
            let kind = std::fs::symlink_metadata(&path).map(|known| known.file_type());
            match kind {
                Ok(kind) if kind.is_dir() && !is_hidden => queue.push(path),
                Ok(kind) if kind.is_file() && name.ends_with(".cert") => found.push(path),
                _ => {}
            }
        }
        if found.len() > MOST_FILES || looked_at > 10 * MOST_FILES {
            found.truncate(MOST_FILES);
            break;
        }
    }
    found
}
