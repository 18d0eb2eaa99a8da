//! Where the trees of files come from: they are parsed, unless someone has them already.

use std::path::Path;
use std::sync::Arc;

use crate::ast::Tree;
use crate::diagnostics::Diagnostic;
use crate::parse::parse;
use crate::source::Source;

/// A file as parsed.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The tree; its spans count from the file's start.
    pub tree: Arc<Tree>,
    /// What is wrong with how it is written; these spans are positions among all files.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where trees come from.
pub trait ParseSource {
    /// The tree of the file that lies there and has this text.
    fn parsed(&self, path: &Path, file: &Source<'_>) -> Parsed;
}

/// Parses each file again.
#[derive(Clone, Copy, Debug, Default)]
pub struct FreshParse;

impl ParseSource for FreshParse {
    fn parsed(&self, _: &Path, file: &Source<'_>) -> Parsed {
        let (tree, diagnostics) = parse(file.text(), file.base());
        Parsed {
            tree: Arc::new(tree),
            diagnostics,
        }
    }
}
