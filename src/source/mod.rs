//! Where text comes from, and where in it something stands.
//!
//! All texts of one run lie, one after the other, in a single space of positions that are `u32` bytes: a [`Span`]
//! alone tells the file and the place in it. This module turns positions into lines and columns and back; it reads
//! bytes through [`Files`] and deliberately knows nothing of what the text says.

mod files;
mod line_index;
mod not_a_path;
mod root;
mod span;
mod text;
mod way;

pub(crate) use files::in_words;
pub use files::{Disk, Files, Memory, ReadError, normal};
pub use line_index::{LineIndex, Position};
pub use not_a_path::{NotAPath, tails};
pub use root::{Located, Root};
pub use span::Span;
pub use text::{Forbidden, ForbiddenKind, sanitize};
pub use way::{relative, way};

use std::sync::OnceLock;

/// The most bytes that one file may have: 256 MiB.
pub const MOST_BYTES: u64 = 256 << 20;

/// The most bytes that all files of a run may have together: 1 GiB. Positions are `u32`, and a model keeps texts of its
/// own above those of the files.
pub const MOST_BYTES_IN_ALL: u64 = 1 << 30;

/// The number of a file in [`Sources`], in the order in which files were added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

impl FileId {
    /// The file that was added first: the one that the user named.
    pub const MAIN: FileId = FileId(0);

    /// The number as an index into a list that runs parallel to the files.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One text with the name that messages call it by.
#[derive(Clone, Copy, Debug)]
pub struct Source<'s> {
    file: &'s File,
    text: &'s str,
}

#[derive(Debug)]
struct File {
    name: String,
    base: u32,
    length: u32,
    lines: OnceLock<LineIndex>,
}

impl<'s> Source<'s> {
    /// What messages call the file: its path as the user would type it, or `<stdin>`.
    pub fn name(&self) -> &'s str {
        &self.file.name
    }

    /// The whole text.
    pub fn text(&self) -> &'s str {
        self.text
    }

    /// The position of the file's first byte among all files.
    pub fn base(&self) -> u32 {
        self.file.base
    }

    /// The line starts, found when first asked for: a run without messages never pays for them.
    pub fn lines(&self) -> &'s LineIndex {
        self.file.lines.get_or_init(|| LineIndex::new(self.text))
    }
}

/// All texts of one run.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<File>,
    /// All texts, with a line end between two.
    texts: String,
}

/// The texts of one run together have more than [`MOST_BYTES_IN_ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMuchText;

impl Sources {
    /// Adds a text under the name that messages shall use.
    ///
    /// # Errors
    /// [`TooMuchText`] when all texts together would pass [`MOST_BYTES_IN_ALL`].
    pub fn add(&mut self, name: String, text: String) -> Result<FileId, TooMuchText> {
        let base = self.end();
        if u64::from(base) + text.len() as u64 > MOST_BYTES_IN_ALL {
            return Err(TooMuchText);
        }
        let length = text.len() as u32;
        if self.files.is_empty() {
            // Most runs have one file: it is not copied.
            self.texts = text;
        } else {
            self.texts.push('\n');
            self.texts.push_str(&text);
        }
        self.files.push(File {
            name,
            base,
            length,
            lines: OnceLock::new(),
        });
        Ok(FileId(self.files.len() as u32 - 1))
    }

    /// The position after the last file, where no file's text can be.
    pub fn end(&self) -> u32 {
        self.files
            .last()
            .map_or(0, |file| file.base + file.length + 1)
    }

    /// The file with this number.
    pub fn file(&self, id: FileId) -> Source<'_> {
        self.source(&self.files[id.index()])
    }

    fn source<'s>(&'s self, file: &'s File) -> Source<'s> {
        Source {
            file,
            text: &self.texts[file.base as usize..(file.base + file.length) as usize],
        }
    }

    /// All files with their numbers, in the order added.
    pub fn files(&self) -> impl Iterator<Item = (FileId, Source<'_>)> {
        (0..)
            .map(FileId)
            .zip(self.files.iter().map(|file| self.source(file)))
    }

    /// The file in which a position lies.
    pub fn file_at(&self, position: u32) -> FileId {
        let after = self.files.partition_point(|file| file.base <= position);
        FileId(after.saturating_sub(1) as u32)
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.texts[span.range()]
    }

    /// The text from a position to the end of its file.
    pub fn rest(&self, position: u32) -> &str {
        let file = self.file(self.file_at(position));
        &file.text()[(position - file.base()) as usize..]
    }

    /// The bytes of a span.
    pub(crate) fn bytes(&self, span: Span) -> &[u8] {
        &self.texts.as_bytes()[span.range()]
    }

    /// Where a span begins: its file, and line and column in it.
    pub fn position(&self, span: Span) -> (Source<'_>, Position) {
        let file = self.file(self.file_at(span.start));
        let position = file.lines().position(file.text, span.start - file.base());
        (file, position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_tells_its_file() {
        let mut sources = Sources::default();
        let a = sources.add("a".into(), "one\ntwo".into()).unwrap();
        let b = sources.add("b".into(), String::new()).unwrap();
        let c = sources.add("c".into(), "three".into()).unwrap();
        let base = sources.file(c).base();
        assert_eq!(sources.file_at(0), a);
        assert_eq!(
            sources.file_at(7),
            a,
            "the end of a file still belongs to it"
        );
        assert_eq!(sources.file_at(sources.file(b).base()), b);
        assert_eq!(sources.slice(Span::new(base, base + 5)), "three");
        let (file, position) = sources.position(Span::new(5, 6));
        assert_eq!(
            (file.name(), position),
            ("a", Position { line: 2, column: 2 })
        );
    }
}
