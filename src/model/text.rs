//! Texts that are not copied.

use std::sync::Arc;

use crate::source::{Sources, Span};

/// A text: a stretch of a source, or of what had to be made because the source spells it otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    start: u32,
    // One more than the length, so that `Option<Text>` needs no room of its own.
    length_and_one: std::num::NonZeroU32,
}

impl Text {
    /// The text of a stretch of the sources.
    pub fn of(span: Span) -> Text {
        Text::new(span.start, span.len())
    }

    /// Where it stands in the sources, if it does.
    pub fn span(self) -> Span {
        Span::new(self.start, self.start + self.length())
    }

    fn new(start: u32, length: u32) -> Text {
        Text {
            start,
            length_and_one: std::num::NonZeroU32::MIN.saturating_add(length),
        }
    }

    /// The number of bytes.
    pub fn len(self) -> usize {
        self.length() as usize
    }

    /// Whether it says nothing.
    pub fn is_empty(self) -> bool {
        self.length() == 0
    }

    fn length(self) -> u32 {
        self.length_and_one.get() - 1
    }
}

/// The texts of a model: those of its sources, and above them those made anew.
#[derive(Debug)]
pub struct Texts {
    sources: Arc<Sources>,
    base: u32,
    made: String,
}

impl Texts {
    /// No texts but those of the sources.
    pub fn new(sources: Arc<Sources>) -> Texts {
        Texts {
            base: sources.end(),
            sources,
            made: String::new(),
        }
    }

    /// The sources.
    pub fn sources(&self) -> &Arc<Sources> {
        &self.sources
    }

    /// Keeps a text that stands in no source.
    pub fn keep(&mut self, text: &str) -> Text {
        let start = self.base + self.made.len() as u32;
        self.made.push_str(text);
        Text::new(start, text.len() as u32)
    }

    /// The bytes of what a text says.
    pub(crate) fn bytes(&self, text: Text) -> &[u8] {
        match text.start.checked_sub(self.base) {
            None => self
                .sources
                .bytes(Span::new(text.start, text.start + text.length())),
            Some(start) => &self.made.as_bytes()[start as usize..(start + text.length()) as usize],
        }
    }

    /// What a text says.
    pub fn get(&self, text: Text) -> &str {
        match text.start.checked_sub(self.base) {
            None => self
                .sources
                .slice(Span::new(text.start, text.start + text.length())),
            Some(start) => &self.made[start as usize..(start + text.length()) as usize],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_from_the_sources_or_are_kept() {
        let mut sources = Sources::default();
        sources.add("a".into(), "one two".into()).unwrap();
        let mut texts = Texts::new(Arc::new(sources));
        let two = Text::of(Span::new(4, 7));
        let kept = texts.keep("three");
        let empty = texts.keep("");
        assert_eq!(texts.get(two), "two");
        assert_eq!(texts.get(kept), "three");
        assert_eq!(texts.get(empty), "");
        assert_eq!(size_of::<Option<Text>>(), 8);
    }
}
