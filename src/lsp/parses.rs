//! Parsed files, kept so that only what changes is parsed again.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use hashbrown::HashMap;

use crate::compile::{Parsed, Parses};
use crate::parse::{Change, Parse};
use crate::source::Source;

/// The files that have been parsed, each ready for the next change of its text.
#[derive(Default)]
pub(super) struct ParseCache {
    files: RefCell<HashMap<PathBuf, (String, Parse)>>,
}

/// More files are not kept.
const MOST_KEPT: usize = 1_000;

impl ParseCache {
    pub(super) fn forget(&self, path: &Path) {
        self.files.borrow_mut().remove(path);
    }

    /// Parses the text of a file, and hands the outcome on, with what has changed since the file was last parsed.
    pub(super) fn parse<T>(
        &self,
        path: &Path,
        text: &str,
        look: impl FnOnce(&Parse, Option<Change>) -> T,
    ) -> T {
        // A parser that panics leaves nothing half done behind: the next time, the whole is parsed.
        let kept = self.files.borrow_mut().remove(path);
        let (mut known, mut parse) = kept.unwrap_or_else(|| (text.to_owned(), Parse::new(text)));
        let change = difference(&known, text);
        if let Some(change) = change {
            known.replace_range(
                change.start as usize..change.old_end as usize,
                &text[change.start as usize..change.new_end as usize],
            );
            parse.change(text, change);
        }
        let outcome = look(&parse, change);
        let mut files = self.files.borrow_mut();
        if files.len() > MOST_KEPT {
            files.clear();
        }
        files.insert(path.to_path_buf(), (known, parse));
        outcome
    }
}

impl Parses for ParseCache {
    fn parsed(&self, path: &Path, file: &Source<'_>) -> Parsed {
        let base = file.base();
        self.parse(path, file.text(), |parse, _| {
            let diagnostics = parse.diagnostics.iter().cloned();
            Parsed {
                tree: parse.tree.clone(),
                diagnostics: match base {
                    0 => diagnostics.collect(),
                    _ => diagnostics
                        .map(|found| found.moved(|span| span.shifted(base)))
                        .collect(),
                },
            }
        })
    }
}

/// The change that makes one text of another, if they differ.
fn difference(old: &str, new: &str) -> Option<Change> {
    if old == new {
        return None;
    }
    let (one, other) = (old.as_bytes(), new.as_bytes());
    let shorter = one.len().min(other.len());
    let mut start = same(one[..shorter].chunks(BLOCK), other[..shorter].chunks(BLOCK));
    start += one[start..]
        .iter()
        .zip(&other[start..])
        .take_while(|(a, b)| a == b)
        .count();
    start = old.floor_char_boundary(start);
    let rest = shorter - start;
    let (one, other) = (&one[one.len() - rest..], &other[other.len() - rest..]);
    let mut same = same(one.rchunks(BLOCK), other.rchunks(BLOCK));
    let (a, b) = (&one[..rest - same], &other[..rest - same]);
    same += a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let mut old_end = old.len() - same;
    while !old.is_char_boundary(old_end) {
        old_end += 1;
    }
    Some(Change {
        start: start as u32,
        old_end: old_end as u32,
        new_end: (new.len() - (old.len() - old_end)) as u32,
    })
}

/// Blocks are compared as a whole, which is many times as fast as byte by byte.
const BLOCK: usize = 1 << 10;

/// The number of bytes in the blocks that are the same, up to the first that are not.
fn same<'t>(one: impl Iterator<Item = &'t [u8]>, other: impl Iterator<Item = &'t [u8]>) -> usize {
    let equal = one.zip(other).take_while(|(one, other)| one == other);
    equal.map(|(block, _)| block.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_is_what_lies_between_what_is_the_same() {
        let long = "x".repeat(3 * BLOCK);
        for (old, new, start, old_end, new_end) in [
            ("abc", "abXc", 2, 2, 3),
            ("abc", "ac", 1, 2, 1),
            ("aaa", "aa", 2, 3, 2),
            ("", "y", 0, 0, 1),
            ("é", "è", 0, 2, 2),
            ("😀a", "😁a", 0, 4, 4),
            ("ab", "yb", 0, 1, 1),
        ] {
            let change = Change {
                start,
                old_end,
                new_end,
            };
            assert_eq!(difference(old, new), Some(change), "{old} {new}");
            let moved = |text: &str| format!("{long}{text}{long}");
            let found = difference(&moved(old), &moved(new)).unwrap();
            let by = long.len() as u32;
            assert_eq!(
                (found.start - by, found.old_end - by),
                (start, old_end),
                "{old} {new}"
            );
        }
        assert_eq!(difference("same", "same"), None);
    }
}
