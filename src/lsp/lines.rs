//! Bytes to positions as editors count them, and back.

use lsp_types::{Position, PositionEncodingKind, Range};

use crate::source::Span;

/// What columns count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: what every client knows.
    #[default]
    Utf16,
}

impl Encoding {
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }
}

/// The line starts of a text. A lone carriage return ends a line here: that is how the protocol counts.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    pub(super) fn new(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at as u32 + 1);
            }
        }
        Lines { starts }
    }

    /// How many there are; an empty text has one.
    pub(super) fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The line that contains a byte.
    fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    /// The first byte of a line; the text's end for a line past the last.
    pub(super) fn start(&self, line: usize, text: &str) -> u32 {
        self.starts.get(line).copied().unwrap_or(text.len() as u32)
    }

    /// The end of a line, its line end left out.
    fn end(&self, line: usize, text: &str) -> u32 {
        let (start, next) = (self.start(line, text), self.start(line + 1, text));
        let line = &text[start as usize..next as usize];
        start + line.trim_end_matches(['\n', '\r']).len() as u32
    }

    pub(super) fn position(&self, text: &str, offset: u32, encoding: Encoding) -> Position {
        let offset = text.floor_char_boundary((offset as usize).min(text.len()));
        let line = self.line(offset as u32);
        let before = &text[self.starts[line] as usize..offset];
        let column = match encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 if before.is_ascii() => before.len(),
            Encoding::Utf16 => before.chars().map(char::len_utf16).sum(),
        };
        Position::new(line as u32, column as u32)
    }

    /// The byte at a position. A position past the end of a line is its end, one past the last line is the text's
    /// end, and one inside a character is its start.
    pub(super) fn offset(&self, text: &str, position: Position, encoding: Encoding) -> u32 {
        let line = position.line as usize;
        let start = self.start(line, text);
        let end = self.end(line, text);
        let content = &text[start as usize..end as usize];
        let column = position.character as usize;
        if encoding == Encoding::Utf8 || content.is_ascii() {
            let column = content.floor_char_boundary(column.min(content.len()));
            return start + column as u32;
        }
        let mut units = 0;
        for (at, character) in content.char_indices() {
            units += character.len_utf16();
            if units > column {
                return start + at as u32;
            }
        }
        end
    }

    pub(super) fn range(&self, text: &str, span: Span, encoding: Encoding) -> Range {
        Range::new(
            self.position(text, span.start, encoding),
            self.position(text, span.end, encoding),
        )
    }

    /// The stretch of a range; if its ends are swapped, the stretch between them.
    pub(super) fn span(&self, text: &str, range: Range, encoding: Encoding) -> Span {
        let start = self.offset(text, range.start, encoding);
        let end = self.offset(text, range.end, encoding);
        Span::new(start.min(end), start.max(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_what_was_agreed_on() {
        let text = "añ😀b\nc";
        let lines = Lines::new(text);
        let at = |needle: &str| text.find(needle).unwrap() as u32;
        for (encoding, column) in [(Encoding::Utf8, 7), (Encoding::Utf16, 4)] {
            let position = Position::new(0, column);
            assert_eq!(lines.position(text, at("b"), encoding), position);
            assert_eq!(lines.offset(text, position, encoding), at("b"));
        }
    }

    #[test]
    fn positions_go_there_and_back() {
        let text = "a😀b\r\n\nñx\ry";
        let lines = Lines::new(text);
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            // Between the two bytes of a line end there is no place.
            for (offset, _) in text.char_indices().filter(|(offset, _)| *offset != 7) {
                let position = lines.position(text, offset as u32, encoding);
                let back = lines.offset(text, position, encoding);
                assert_eq!(back as usize, offset);
            }
        }
        assert_eq!(
            lines.position(text, 13, Encoding::Utf16),
            Position::new(3, 0)
        );
    }

    #[test]
    fn a_place_outside_is_the_nearest_place_inside() {
        let text = "a😀b\r\nc";
        let lines = Lines::new(text);
        let offset =
            |line, column| lines.offset(text, Position::new(line, column), Encoding::Utf16);
        assert_eq!(offset(0, 99), 6, "before the line end");
        assert_eq!(offset(9, 0), text.len() as u32);
        assert_eq!(offset(0, 2), 1, "inside the character");
        let utf8 = |column| lines.offset(text, Position::new(0, column), Encoding::Utf8);
        assert_eq!(utf8(3), 1);
    }
}
