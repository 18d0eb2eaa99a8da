//! Text → tree.
//!
//! The only place that knows pest. It never fails: whatever the text, there is a tree, and what fits no statement is a
//! diagnostic and a statement of kind [`Broken`](crate::ast::StatementKind::Broken). It knows no files and no names'
//! meaning.

mod builder;
mod chunks;
mod extent;
mod file_problems;
mod grammar;
mod incremental;
pub(crate) mod lexeme;
mod mistake;
mod wording;

use crate::ast::Tree;
use crate::diagnostics::Diagnostic;
use builder::Builder;
use chunks::{problems, stretch};

pub use file_problems::{FileProblems, file_problems};
pub use incremental::{Change, Parse};

/// Parses one file. Spans in the tree count from the text's start, those in the diagnostics from `base` further on.
///
/// The text has at most [`MOST_BYTES`](crate::source::MOST_BYTES) bytes.
pub fn parse(text: &str, base: u32) -> (Tree, Vec<Diagnostic>) {
    let mut builder = Builder::new(text, base, problems);
    stretch(&mut builder, text, 0, text.len());
    let built = builder.finish();
    (built.tree, built.diagnostics)
}
