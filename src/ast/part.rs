//! The words and marks of a statement.

use crate::source::Span;

/// What a part of a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum PartKind {
    /// A bare name: `security`.
    Name,
    /// A quoted name; its span is what stands between the quotes.
    Quoted,
    /// The bare word `edge` where a name may stand: a link without a named style.
    EdgeWord,
    /// The string after a name; its span is what stands between the quotes.
    Label,
    /// A list of attributes, brackets included; see [`Tree::attributes`](super::Tree::attributes).
    Attributes,
    /// The word `node` that begins a chain.
    Node,
    /// The word `new`.
    New,
    /// The word `each`.
    Each,
    /// The word `in`.
    In,
    /// A comma between terms.
    Comma,
    /// A slash between the names of a path.
    Slash,
    /// `>>`
    Forward,
    /// `<<`
    Back,
    /// `--`
    Line,
    /// `<>`
    Both,
}

// Sixteen, so that four bits need no check; the last is never used.
const KINDS: [PartKind; 16] = [
    PartKind::Name,
    PartKind::Quoted,
    PartKind::EdgeWord,
    PartKind::Label,
    PartKind::Attributes,
    PartKind::Node,
    PartKind::New,
    PartKind::Each,
    PartKind::In,
    PartKind::Comma,
    PartKind::Slash,
    PartKind::Forward,
    PartKind::Back,
    PartKind::Line,
    PartKind::Both,
    PartKind::Both,
];

impl PartKind {
    /// Whether it names something: [`Name`](PartKind::Name), [`Quoted`](PartKind::Quoted) or
    /// [`EdgeWord`](PartKind::EdgeWord).
    pub fn is_name(self) -> bool {
        matches!(self, PartKind::Name | PartKind::Quoted | PartKind::EdgeWord)
    }

    /// Whether it is one of the four arrows.
    pub fn is_arrow(self) -> bool {
        matches!(
            self,
            PartKind::Forward | PartKind::Back | PartKind::Line | PartKind::Both
        )
    }
}

/// A word or mark of a statement with its place.
///
/// Eight bytes, because a large file has millions: a file has at most 2²⁸ bytes, so that a length leaves room for the
/// kind.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Part {
    start: u32,
    kind_and_length: u32,
}

const LENGTH_BITS: u32 = 28;

// A part of the longest file still fits.
const _: () = assert!(crate::source::MOST_BYTES <= 1 << LENGTH_BITS);

impl Part {
    pub(crate) fn new(kind: PartKind, start: u32, length: u32) -> Part {
        Part {
            start,
            kind_and_length: (kind as u32) << LENGTH_BITS | length.min((1 << LENGTH_BITS) - 1),
        }
    }

    /// What it is.
    pub fn kind(self) -> PartKind {
        KINDS[(self.kind_and_length >> LENGTH_BITS) as usize]
    }

    /// Where it stands.
    pub fn span(self) -> Span {
        Span::new(
            self.start,
            self.start + (self.kind_and_length & ((1 << LENGTH_BITS) - 1)),
        )
    }

    /// Where it stands, the quotes of a string included.
    pub fn outer_span(self) -> Span {
        let span = self.span();
        match self.kind() {
            PartKind::Quoted | PartKind::Label => Span::new(span.start - 1, span.end + 1),
            _ => span,
        }
    }
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let span = self.span();
        write!(f, "{:?}@{}..{}", self.kind(), span.start, span.end)
    }
}

/// One `key=value`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The key.
    pub key: Span,
    /// The value; of a string, what stands between the quotes.
    pub value: Span,
    /// Whether the value is a string.
    pub quoted: bool,
}

impl Attribute {
    /// The value with its quotes, if it has any.
    pub fn outer_value(&self) -> Span {
        if self.quoted {
            Span::new(self.value.start - 1, self.value.end + 1)
        } else {
            self.value
        }
    }
}

/// The place of one attribute list and the index of its first attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct List {
    pub(crate) span: Span,
    pub(crate) first: u32,
}
