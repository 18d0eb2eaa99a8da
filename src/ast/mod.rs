//! The tree that a file is written as.
//!
//! It is lossless: every byte of the file belongs to a part, to a piece of trivia, or is punctuation or blank between
//! them; the user's spelling is the text under a span. It is flat: statements, parts, attributes and trivia stand in
//! four lists in the order written, and a group is two statements, one that opens it and one that closes it. So no
//! input can nest deep enough to overflow anything, and dropping a tree costs four deallocations.
//!
//! All spans count from the file's first byte. The tree knows neither what names mean nor other files.

mod name;
mod part;
mod path;
mod statement;
mod text;
mod trivia;

pub use name::{
    RESERVED, begins_name, in_quotes, is_kept, is_reserved, path_length, spell, spelled_path,
};
pub use part::{Attribute, Part, PartKind};
pub use path::Path;
pub use statement::{Statement, StatementKind};
pub use text::{WrongEscape, WrongEscapeKind, unescape, wrong_escapes};
pub use trivia::{Trivia, TriviaKind};

pub(crate) use part::List;

use crate::source::Span;

/// How deep groups may nest.
pub const MOST_NESTED: usize = 256;

/// How many bytes a name may have: it stands in the ids of all that is in the group of that name.
pub const LONGEST_NAME: usize = 128 << 10;

/// One file as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    pub(crate) statements: Vec<Statement>,
    pub(crate) parts: Vec<Part>,
    pub(crate) lists: Vec<List>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) trivia: Vec<Trivia>,
}

impl Tree {
    /// The statements in the order written; those of a group stand between its opening and its closing.
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// Comments and blank lines in the order written.
    pub fn trivia(&self) -> &[Trivia] {
        &self.trivia
    }

    /// The parts of the statement with this index.
    pub fn parts(&self, statement: usize) -> &[Part] {
        let first = self.statements[statement].first as usize;
        let end = self
            .statements
            .get(statement + 1)
            .map_or(self.parts.len(), |next| next.first as usize);
        &self.parts[first..end]
    }

    /// All attribute lists' spans, brackets included, in the order written.
    pub fn lists(&self) -> impl ExactSizeIterator<Item = Span> {
        self.lists.iter().map(|list| list.span)
    }

    /// All attributes of a key, in the order written; given the file's text.
    pub fn attributes_of<'t>(
        &'t self,
        key: &'t str,
        text: &'t str,
    ) -> impl Iterator<Item = &'t Attribute> {
        let attributes = self.attributes.iter();
        attributes.filter(move |attribute| &text[attribute.key.range()] == key)
    }

    /// The attributes of the list that a part of kind [`PartKind::Attributes`] stands for.
    pub fn attributes(&self, list: Part) -> &[Attribute] {
        let start = list.span().start;
        let index = self.lists.partition_point(|list| list.span.start < start);
        let end = self
            .lists
            .get(index + 1)
            .map_or(self.attributes.len(), |next| next.first as usize);
        match self.lists.get(index) {
            Some(list) if list.span.start == start => &self.attributes[list.first as usize..end],
            _ => &[],
        }
    }
}
