//! A stretch of text.

/// A half-open stretch of bytes, `start..end`.
///
/// In a tree it counts from the file's first byte; everywhere else from the first byte of all files
/// (see [`Sources`](super::Sources)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end`.
    pub fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// The empty stretch at a position.
    pub fn at(position: u32) -> Span {
        Span::new(position, position)
    }

    /// The number of bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same stretch, counted from `base` bytes further ahead.
    pub fn shifted(self, base: u32) -> Span {
        Span::new(self.start + base, self.end + base)
    }

    /// From the start of this one to the end of the other.
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start, other.end)
    }

    /// The bytes as a range to index a text with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}
