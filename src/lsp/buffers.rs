//! Open documents, and files seen through them: what is not yet saved counts, not what is on the disk.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use hashbrown::HashMap;
use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::lines::{Encoding, Lines};
use crate::compile::{Parsed, Parses};
use crate::parse::{Change, Parse};
use crate::source::{Disk, Files, ReadError, Source};

/// A document that a client has opened.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) uri: Uri,
    /// Where it lies, as the client says.
    pub(super) path: PathBuf,
    pub(super) version: i32,
    /// The text as the client has it.
    pub(super) text: String,
    lines: Option<Lines>,
    /// How many lines it had when its problems were last published.
    pub(super) lines_published: u32,
}

impl Document {
    pub(super) fn new(uri: Uri, path: PathBuf, version: i32, text: String) -> Document {
        Document {
            uri,
            path,
            version,
            text,
            lines: None,
            lines_published: 0,
        }
    }

    pub(super) fn lines(&mut self) -> &Lines {
        self.lines.get_or_insert_with(|| Lines::new(&self.text))
    }

    /// The line starts, where the document cannot be changed.
    pub(super) fn known_lines(&self) -> std::borrow::Cow<'_, Lines> {
        match &self.lines {
            Some(lines) => std::borrow::Cow::Borrowed(lines),
            None => std::borrow::Cow::Owned(Lines::new(&self.text)),
        }
    }

    /// How many bytes stand before what the compiler takes for the start: those of a byte-order mark.
    pub(super) fn mark(&self) -> u32 {
        match self.text.starts_with('\u{FEFF}') {
            true => '\u{FEFF}'.len_utf8() as u32,
            false => 0,
        }
    }

    pub(super) fn change(&mut self, change: TextDocumentContentChangeEvent, encoding: Encoding) {
        match change.range {
            None => self.text = change.text,
            Some(range) => {
                self.lines();
                let lines = self.known_lines();
                let span = lines.span(&self.text, range, encoding);
                self.text.replace_range(span.range(), &change.text);
            }
        }
        self.lines = None;
    }
}

/// The disk, with documents and edits before it. Documents and edits are known by where links lead.
#[derive(Clone, Copy)]
pub(super) struct Buffers<'b> {
    pub(super) documents: &'b BTreeMap<PathBuf, Document>,
    /// Texts that files would have.
    pub(super) edited: &'b BTreeMap<PathBuf, String>,
}

impl Buffers<'_> {
    /// The text that is before the disk's.
    pub(super) fn text(&self, path: &Path) -> Option<&str> {
        self.known(&self.canonical(path).ok()?)
    }

    /// The same, of a canonical path.
    fn known(&self, key: &Path) -> Option<&str> {
        let edited = self.edited.get(key).map(String::as_str);
        edited.or_else(|| Some(self.documents.get(key)?.text.as_str()))
    }

    /// The names in a folder on the disk, and those of the documents in it.
    fn with_open(&self, folder: &Path, mut names: Vec<String>) -> Vec<String> {
        let open = self
            .documents
            .keys()
            .filter(|path| path.parent() == Some(folder))
            .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
        names.extend(open);
        names.sort();
        names.dedup();
        names
    }
}

impl Files for Buffers<'_> {
    fn canonical(&self, path: &Path) -> Result<PathBuf, ReadError> {
        Disk.canonical(path).or_else(|error| {
            // What is new is nowhere but here.
            let known = self.documents.contains_key(path);
            if known {
                Ok(path.to_path_buf())
            } else {
                Err(error)
            }
        })
    }

    fn start(&self, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        match self.text(path) {
            Some(text) => Ok(text.as_bytes()[..text.len().min(most as usize)].to_vec()),
            None => Disk.start(path, most),
        }
    }

    fn length(&self, path: &Path) -> Result<u64, ReadError> {
        match self.text(path) {
            Some(text) => Ok(text.len() as u64),
            None => Disk.length(path),
        }
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        self.with_open(folder, Disk.names(folder))
    }

    fn read_within(&self, root: &Path, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        match self.known(path) {
            Some(text) if text.len() as u64 > most => Err(ReadError::TooLarge),
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => Disk.read_within(root, path, most),
        }
    }

    fn names_within(&self, root: &Path, folder: &Path) -> Vec<String> {
        self.with_open(folder, Disk.names_within(root, folder))
    }
}

/// The trees of files that have been parsed, each ready for the next change of its file.
#[derive(Default)]
pub(super) struct Shelf {
    files: RefCell<HashMap<PathBuf, (String, Parse)>>,
}

/// More files are not kept.
const MOST_KEPT: usize = 1_000;

impl Shelf {
    pub(super) fn forget(&self, path: &Path) {
        self.files.borrow_mut().remove(path);
    }

    /// Has the text of a file parsed, and lets it be looked at; with it, what has changed since it was last parsed.
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
        let seen = look(&parse, change);
        let mut files = self.files.borrow_mut();
        if files.len() > MOST_KEPT {
            files.clear();
        }
        files.insert(path.to_path_buf(), (known, parse));
        seen
    }
}

impl Parses for Shelf {
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

/// What of a text has become another, if anything has.
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
