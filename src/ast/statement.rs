//! One statement.

use crate::source::Span;

/// What a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum StatementKind {
    /// A chain, with or without arrows, the word `node` and a place.
    Chain,
    /// `group NAME … {`: what follows stands in the group, up to its [`Close`](StatementKind::Close).
    Group,
    /// `}`
    Close,
    /// `cert NAME …`
    Cert,
    /// `edge NAME …`
    Edge,
    /// `diagram …`
    Diagram,
    /// `use …`
    Use,
    /// `row …`
    Row,
    /// `node […]`
    NodeDefaults,
    /// `edge […]`
    EdgeDefaults,
    /// `group […]`
    GroupDefaults,
    /// What is no statement; the parser has reported it.
    Broken,
}

impl StatementKind {
    /// The word that it begins with; empty for what begins with a name or a mark, and for what is no statement.
    pub fn noun(self) -> &'static str {
        match self {
            StatementKind::Group | StatementKind::GroupDefaults => "group",
            StatementKind::Cert => "cert",
            StatementKind::Edge | StatementKind::EdgeDefaults => "edge",
            StatementKind::Diagram => "diagram",
            StatementKind::Use => "use",
            StatementKind::Row => "row",
            StatementKind::NodeDefaults => "node",
            StatementKind::Chain | StatementKind::Close | StatementKind::Broken => "",
        }
    }
}

/// One statement: its kind and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// Whether it is a chain with a place: `… in group`.
    pub has_place: bool,
    /// Where it begins.
    pub(crate) start: u32,
    /// Where it ends.
    pub(crate) end: u32,
    /// The index of its first part.
    pub(crate) first: u32,
}

impl Statement {
    /// Where it stands, from its first to its last word or mark.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}
