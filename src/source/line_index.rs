//! Byte positions to lines and columns, and back.

/// A place as people count: both from 1; the column counts characters (Unicode scalar values), as rustc does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// The line starts of one text.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of a text. One pass.
    pub fn new(text: &str) -> LineIndex {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        LineIndex { starts }
    }

    /// The number of lines; an empty text has one.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: every text has a line.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The line (from 0) in which a byte lies.
    pub fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    /// The first byte of a line (from 0); the text's end for a line past the last.
    pub fn start(&self, line: usize, text: &str) -> u32 {
        self.starts.get(line).copied().unwrap_or(text.len() as u32)
    }

    /// Line and column of a byte; a byte inside a character counts as the character's start.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let offset = floor_char(text, offset);
        let line = self.line(offset);
        let column = text[self.starts[line] as usize..offset as usize]
            .chars()
            .count();
        Position {
            line: line as u32 + 1,
            column: column as u32 + 1,
        }
    }

    /// Line (from 0) and column in UTF-16 code units (from 0) of a byte, as language-server clients count.
    pub fn utf16(&self, text: &str, offset: u32) -> (u32, u32) {
        let offset = floor_char(text, offset);
        let line = self.line(offset);
        let column: usize = text[self.starts[line] as usize..offset as usize]
            .chars()
            .map(char::len_utf16)
            .sum();
        (line as u32, column as u32)
    }

    /// The byte at a line (from 0) and a column in UTF-16 code units (from 0). What lies past the end of a line is
    /// its end, what lies past the last line is the text's end.
    pub fn from_utf16(&self, text: &str, line: u32, column: u32) -> u32 {
        let start = self.start(line as usize, text);
        let end = self.start(line as usize + 1, text);
        let mut units = 0;
        for (at, character) in text[start as usize..end as usize].char_indices() {
            if units >= column
                || character == '\n'
                || text[start as usize + at..].starts_with("\r\n")
            {
                return start + at as u32;
            }
            units += character.len_utf16() as u32;
        }
        end
    }
}

fn floor_char(text: &str, offset: u32) -> u32 {
    text.floor_char_boundary((offset as usize).min(text.len())) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "añ😀b\nc";
        let index = LineIndex::new(text);
        let at = |needle: &str| index.position(text, text.find(needle).unwrap() as u32);
        assert_eq!(at("b"), Position { line: 1, column: 4 });
        assert_eq!(at("c"), Position { line: 2, column: 1 });
        assert_eq!(index.position(text, 99), Position { line: 2, column: 2 });
    }

    #[test]
    fn utf16_goes_there_and_back() {
        let text = "a😀b\r\n\nñx";
        let index = LineIndex::new(text);
        for (offset, _) in text.char_indices().filter(|(_, c)| *c != '\n') {
            let (line, column) = index.utf16(text, offset as u32);
            assert_eq!(
                index.from_utf16(text, line, column),
                offset as u32,
                "{offset}"
            );
        }
        assert_eq!(
            index.from_utf16(text, 0, 99),
            6,
            "a line's end is before CRLF"
        );
        assert_eq!(index.from_utf16(text, 9, 0), text.len() as u32);
    }
}
