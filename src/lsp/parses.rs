//! Parsed files, kept so that only what changes is parsed again.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use hashbrown::HashMap;

use crate::compile::{FreshParse, ParseSource, Parsed};
use crate::parse::{Change, Parse};
use crate::source::Source;

/// The files that have been parsed, each ready for the next change of its text.
#[derive(Default)]
pub(super) struct ParseCache {
    files: RefCell<HashMap<PathBuf, CachedFile>>,
}

/// More files are not kept.
const MOST_KEPT: usize = 1_000;

struct CachedFile {
    /// The text that was last parsed.
    text: String,
    parse: Parse,
    edits: Edits,
}

/// How the client has edited a document since its text was last parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edits {
    /// Nobody knows, or what was last parsed was not the document's text: the texts are compared.
    Unknown,
    None,
    /// All edits are within this change.
    Within(Change),
}

impl ParseCache {
    pub(super) fn forget(&self, path: &Path) {
        self.files.borrow_mut().remove(path);
    }

    /// Notes that the client has edited a document.
    pub(super) fn note_edit(&self, path: &Path, edit: Change) {
        if let Some(file) = self.files.borrow_mut().get_mut(path) {
            file.edits = match file.edits {
                Edits::Unknown => Edits::Unknown,
                Edits::None => Edits::Within(edit),
                Edits::Within(earlier) => Edits::Within(cover(earlier, edit)),
            };
        }
    }

    /// Notes that a document has another text now, and nobody knows where it differs.
    pub(super) fn note_replacement(&self, path: &Path) {
        if let Some(file) = self.files.borrow_mut().get_mut(path) {
            file.edits = Edits::Unknown;
        }
    }

    /// Parses the text of an open document, all of whose edits have been noted. Hands the outcome on, with what has
    /// changed since the document was last parsed.
    pub(super) fn parse_document<T>(
        &self,
        path: &Path,
        text: &str,
        look: impl FnOnce(&Parse, Option<Change>) -> T,
    ) -> T {
        let mut file = self.take(path, text);
        let change = file.change_to_edited(text);
        file.change(text, change);
        file.edits = Edits::None;
        let outcome = look(&file.parse, change);
        self.keep(path, file);
        outcome
    }

    /// Parses the text of a file, which may be any.
    fn parse_file(&self, path: &Path, source: &Source<'_>) -> Parsed {
        let text = source.text();
        let mut file = self.take(path, text);
        if let Some(change) = difference(&file.text, text) {
            file.change(text, Some(change));
            file.edits = Edits::Unknown;
        }
        let parsed = copy(&file.parse, source.base());
        self.keep(path, file);
        parsed
    }

    /// Takes a file out, so that a parser that panics leaves nothing half done. A new file is parsed.
    fn take(&self, path: &Path, text: &str) -> CachedFile {
        let kept = self.files.borrow_mut().remove(path);
        kept.unwrap_or_else(|| CachedFile {
            text: text.to_owned(),
            parse: Parse::new(text),
            edits: Edits::Unknown,
        })
    }

    fn keep(&self, path: &Path, file: CachedFile) {
        let mut files = self.files.borrow_mut();
        if files.len() > MOST_KEPT {
            files.clear();
        }
        files.insert(path.to_path_buf(), file);
    }
}

impl CachedFile {
    /// The change that makes the document's text of the one that was last parsed.
    fn change_to_edited(&self, text: &str) -> Option<Change> {
        match self.edits {
            Edits::None => None,
            Edits::Unknown => difference(&self.text, text),
            Edits::Within(edit) => {
                let old = &self.text[edit.start as usize..edit.old_end as usize];
                let new = &text[edit.start as usize..edit.new_end as usize];
                let change = difference(old, new)?;
                Some(Change {
                    start: edit.start + change.start,
                    old_end: edit.start + change.old_end,
                    new_end: edit.start + change.new_end,
                })
            }
        }
    }

    fn change(&mut self, text: &str, change: Option<Change>) {
        if let Some(change) = change {
            let new = &text[change.start as usize..change.new_end as usize];
            self.text
                .replace_range(change.start as usize..change.old_end as usize, new);
            self.parse.change(text, change);
        }
        debug_assert!(self.text == text, "every edit must be noted");
    }
}

/// Parses an open document as edited, and the files that it uses by comparing texts: for an analysis whose input is the
/// document.
pub(super) struct DocumentParses<'c>(pub(super) &'c ParseCache);

impl ParseSource for DocumentParses<'_> {
    fn parsed(&self, path: &Path, file: &Source<'_>) -> Parsed {
        let is_input = file.base() == 0;
        if is_input {
            self.0
                .parse_document(path, file.text(), |parse, _| copy(parse, 0))
        } else {
            self.0.parse_file(path, file)
        }
    }
}

/// Parses files that may have any text, and keeps the outcome.
pub(super) struct FileParses<'c>(pub(super) &'c ParseCache);

impl ParseSource for FileParses<'_> {
    fn parsed(&self, path: &Path, file: &Source<'_>) -> Parsed {
        self.0.parse_file(path, file)
    }
}

/// Parses files as if they had been edited, and leaves the cache as it is.
pub(super) struct TrialParses<'c>(pub(super) &'c ParseCache);

impl ParseSource for TrialParses<'_> {
    fn parsed(&self, path: &Path, file: &Source<'_>) -> Parsed {
        let files = self.0.files.borrow();
        let Some(known) = files.get(path) else {
            return FreshParse.parsed(path, file);
        };
        let mut parse = known.parse.clone();
        if let Some(change) = difference(&known.text, file.text()) {
            parse.change(file.text(), change);
        }
        copy(&parse, file.base())
    }
}

/// A parse as the compiler wants it.
fn copy(parse: &Parse, base: u32) -> Parsed {
    let diagnostics = parse.diagnostics.iter();
    Parsed {
        tree: parse.tree.clone(),
        diagnostics: diagnostics
            .map(|found| found.clone().map_spans(|span| span.shifted(base)))
            .collect(),
    }
}

/// One change in place of two, of which the later was made to the text that the earlier had left.
fn cover(earlier: Change, later: Change) -> Change {
    let end_between = earlier.new_end.max(later.old_end);
    Change {
        start: earlier.start.min(later.start),
        old_end: end_between - earlier.new_end + earlier.old_end,
        new_end: end_between - later.old_end + later.new_end,
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
    use crate::source::Sources;

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

    #[test]
    fn a_change_that_covers_two_makes_the_same_text() {
        let texts = ["", "x", "yz"];
        let old = "abcdef";
        let places = |text: &str| {
            let length = text.len();
            (0..=length).flat_map(move |start| (start..=length).map(move |end| (start, end)))
        };
        let replace = |text: &str, (start, end): (usize, usize), new: &str| {
            let mut changed = text.to_owned();
            changed.replace_range(start..end, new);
            let change = Change {
                start: start as u32,
                old_end: end as u32,
                new_end: (start + new.len()) as u32,
            };
            (changed, change)
        };
        for (place, new) in places(old).flat_map(|place| texts.map(|new| (place, new))) {
            let (between, earlier) = replace(old, place, new);
            for place in places(&between) {
                let (last, later) = replace(&between, place, "q");
                let change = cover(earlier, later);
                let new = &last[change.start as usize..change.new_end as usize];
                let range = (change.start as usize, change.old_end as usize);
                assert_eq!(replace(old, range, new).0, last, "{earlier:?} {later:?}");
            }
        }
    }

    /// Checks that each way to parse gives what parsing the whole text gives.
    #[test]
    fn a_document_is_parsed_right_whatever_its_file_was_parsed_as() {
        let path = Path::new("/a.cert");
        let cache = ParseCache::default();
        let is_right = |parsed: &Parsed, text: &str| {
            let whole = Parse::new(text);
            assert_eq!(*parsed.tree, *whole.tree, "{text}");
            assert_eq!(parsed.diagnostics, whole.diagnostics, "{text}");
        };
        let parse = |parses: &dyn ParseSource, text: &str| {
            let mut sources = Sources::default();
            let id = sources.add("a.cert".to_owned(), text.to_owned()).unwrap();
            is_right(&parses.parsed(path, &sources.file(id)), text);
        };
        let typed = |at: u32| Change {
            start: at,
            old_end: at,
            new_end: at + 1,
        };
        parse(&DocumentParses(&cache), "a >> b\n");
        cache.note_edit(path, typed(6));
        // Something else is read under that path, before and after the next edit.
        parse(&FileParses(&cache), "node x\nnode y\n");
        parse(&DocumentParses(&cache), "a >> bc\n");
        parse(&FileParses(&cache), "x -> y\n");
        cache.note_edit(path, typed(7));
        parse(&TrialParses(&cache), "node z\n");
        parse(&DocumentParses(&cache), "a >> bcd\n");
        cache.note_edit(path, typed(0));
        parse(&TrialParses(&cache), "node z\n");
        parse(&DocumentParses(&cache), "ba >> bcd\n");
        cache.note_replacement(path);
        parse(&DocumentParses(&cache), "c -> d\n");
    }
}
