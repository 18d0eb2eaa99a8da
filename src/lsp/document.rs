//! A document that the client has opened.

use std::borrow::Cow;
use std::path::PathBuf;

use lsp_types::{Range, TextDocumentContentChangeEvent, Uri};

use super::lines::{Encoding, Lines};
use crate::parse::Change;
use crate::source::Span;

/// An open document.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) uri: Uri,
    /// Its address from the client.
    pub(super) path: PathBuf,
    pub(super) version: i32,
    text: String,
    lines: Option<Lines>,
}

impl Document {
    pub(super) fn new(uri: Uri, path: PathBuf, version: i32, text: String) -> Document {
        Document {
            uri,
            path,
            version,
            text,
            lines: None,
        }
    }

    /// The text as the client has it.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Finds the line starts, so that [`lines`](Document::lines) need not.
    pub(super) fn count_lines(&mut self) -> u32 {
        let lines = self.lines.get_or_insert_with(|| Lines::new(&self.text));
        lines.count()
    }

    pub(super) fn lines(&self) -> Cow<'_, Lines> {
        match &self.lines {
            Some(lines) => Cow::Borrowed(lines),
            None => Cow::Owned(Lines::new(&self.text)),
        }
    }

    /// How many bytes are before what the compiler takes for the start: those of a byte-order mark.
    pub(super) fn mark(&self) -> u32 {
        if self.text.starts_with('\u{FEFF}') {
            '\u{FEFF}'.len_utf8() as u32
        } else {
            0
        }
    }

    /// The range of a stretch of the text as it is compiled, which has no byte-order mark.
    pub(super) fn range(&self, span: Span, encoding: Encoding) -> Range {
        self.lines()
            .range(&self.text, span.shifted(self.mark()), encoding)
    }

    /// The stretch of the text as it is compiled that has this range.
    pub(super) fn span(&self, range: Range, encoding: Encoding) -> Span {
        let span = self.lines().span(&self.text, range, encoding);
        let mark = self.mark();
        Span::new(
            span.start.saturating_sub(mark),
            span.end.saturating_sub(mark),
        )
    }

    /// Applies a change from the client. Returns which stretch of the compiled text has changed, unless the
    /// whole may have.
    pub(super) fn change(
        &mut self,
        change: TextDocumentContentChangeEvent,
        encoding: Encoding,
    ) -> Option<Change> {
        let Some(range) = change.range else {
            self.text = change.text;
            self.lines = None;
            return None;
        };
        let span = self.lines().span(&self.text, range, encoding);
        let mark = self.mark();
        self.text.replace_range(span.range(), &change.text);
        self.lines = None;
        if span.start < mark || self.mark() != mark {
            return None;
        }
        // Whether a carriage return is blank to the compiler depends on what follows it.
        let before = &self.text[..span.start as usize];
        let start = span.start - u32::from(before.ends_with('\r'));
        Some(Change {
            start: start - mark,
            old_end: span.end - mark,
            new_end: span.start + change.text.len() as u32 - mark,
        })
    }
}
