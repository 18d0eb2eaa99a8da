//! What editors ask: a place in a file in, plain answers out.
//!
//! It stands on one [`Analysis`](crate::compile::Analysis) of a file, and knows no protocol. Places that come in are
//! bytes of that file's text; places that go out are positions among all files of the analysis.

mod actions;
mod colors;
mod completion;
mod context;
mod documentation;
mod folds;
mod hints;
mod hover;
mod links;
mod lone;
mod names;
mod rename;
mod symbols;
mod tokens;
mod view;

pub use actions::{Action, ActionKind, actions, fix_all};
pub use colors::{Color, colors, spelling};
pub use completion::{Completion, CompletionContext, CompletionKind, completions};
pub use folds::{Fold, FoldKind, folds};
pub use hints::{Hint, hints};
pub use hover::{Hover, hover};
pub use links::{Link, Target, links};
pub use names::{Mention, declarations, mentions};
pub use rename::{FileEdit, Reanalyze, renamable, rename};
pub use symbols::{OutlineItem, SymbolKind, outline, symbols};
pub use tokens::{Token, TokenKind, tokens};
pub use view::View;
