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
}
