//! Names to numbers.

use std::borrow::Cow;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::ast::{Part, PartKind, unescape};
use crate::model::{Text, Texts};
use crate::nearest::Guesses;
use crate::source::Span;

/// The number of a name: the same for the same name wherever it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct NameId(pub(super) u32);

/// All names of a program.
pub(super) struct Names {
    pub(super) texts: Texts,
    names: Vec<Text>,
    table: HashTable<u32>,
    // Seeded anew in each run, so that no input can be made to collide.
    hasher: DefaultHashBuilder,
    guesses: Guesses,
}

impl Names {
    /// No names yet; room for some.
    pub(super) fn new(texts: Texts, capacity: usize) -> Names {
        Names {
            texts,
            names: Vec::with_capacity(capacity),
            table: HashTable::with_capacity(capacity),
            hasher: DefaultHashBuilder::default(),
            guesses: Guesses::default(),
        }
    }

    /// The number of a name that stands in a file's text.
    pub(super) fn of_part(&mut self, text: &str, base: u32, part: Part) -> NameId {
        let span = part.span();
        let raw = &text[span.range()];
        if part.kind() != PartKind::Quoted && raw.is_ascii() {
            return self.intern(raw, |_| Text::of(span.shifted(base)));
        }
        let name = normalize(part, raw);
        match name {
            Cow::Borrowed(name) => self.intern(name, |_| Text::of(span.shifted(base))),
            Cow::Owned(name) => self.of(&name),
        }
    }

    /// The number of a name.
    pub(super) fn of(&mut self, name: &str) -> NameId {
        self.intern(name, |texts| texts.keep(name))
    }

    #[inline]
    fn intern(&mut self, name: &str, keep: impl FnOnce(&mut Texts) -> Text) -> NameId {
        let hash = self.hasher.hash_one(name.as_bytes());
        let found = self.table.find(hash, |id| self.is(*id, name));
        if let Some(id) = found {
            return NameId(*id);
        }
        let id = self.names.len() as u32;
        self.names.push(keep(&mut self.texts));
        self.table.insert_unique(hash, id, |id| {
            self.hasher
                .hash_one(self.texts.bytes(self.names[*id as usize]))
        });
        NameId(id)
    }

    /// The number of a name, if it has been said.
    pub(super) fn find(&self, name: &str) -> Option<NameId> {
        let hash = self.hasher.hash_one(name.as_bytes());
        self.table
            .find(hash, |id| self.is(*id, name))
            .map(|id| NameId(*id))
    }

    fn is(&self, id: u32, name: &str) -> bool {
        let text = self.names[id as usize];
        text.len() == name.len() && self.texts.bytes(text) == name.as_bytes()
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The text of a name.
    pub(super) fn text(&self, symbol: NameId) -> Text {
        self.names[symbol.0 as usize]
    }

    /// A name as it is meant.
    pub(super) fn name(&self, symbol: NameId) -> &str {
        self.texts.get(self.text(symbol))
    }

    /// The name among some that is nearest to one that is not among them.
    pub(super) fn nearest<'w>(
        &self,
        name: &str,
        among: impl IntoIterator<Item = &'w str>,
    ) -> Option<&'w str> {
        self.guesses.nearest(name, among)
    }

    /// The text of a string as it is meant, escapes replaced.
    pub(super) fn string(&mut self, text: &str, base: u32, span: Span) -> Text {
        match unescape(&text[span.range()]) {
            Cow::Borrowed(_) => Text::of(span.shifted(base)),
            Cow::Owned(made) => self.texts.keep(&made),
        }
    }
}

/// A name as it is compared: escapes replaced, in Unicode's normal form C.
fn normalize(part: Part, raw: &str) -> Cow<'_, str> {
    let name = match part.kind() {
        PartKind::Quoted => unescape(raw),
        _ => Cow::Borrowed(raw),
    };
    normal(name)
}

/// A name in Unicode's normal form C.
pub(super) fn normal(name: Cow<'_, str>) -> Cow<'_, str> {
    match is_nfc_quick(name.chars()) {
        IsNormalized::Yes => name,
        _ => {
            let composed: String = name.nfc().collect();
            if composed == name {
                name
            } else {
                Cow::Owned(composed)
            }
        }
    }
}
