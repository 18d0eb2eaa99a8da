//! What a compiler skips and a formatter must not lose.

use crate::source::Span;

/// What a piece of trivia is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TriviaKind {
    /// `// …`, without the line end.
    LineComment,
    /// `# …`, without the line end.
    HashComment,
    /// `/* … */`
    BlockComment,
    /// One or more blank lines between statements.
    BlankLines,
}

/// A comment or a run of blank lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trivia {
    /// What it is.
    pub kind: TriviaKind,
    /// Where it stands.
    pub span: Span,
}
