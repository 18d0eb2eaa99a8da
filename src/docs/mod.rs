//! Trees in Markdown: fenced `cert` blocks, and images that are `.cert` files.
//!
//! A page's trees are found with their places (`blocks`), compiled, each by itself (`page`), and what is drawn of them is
//! put in their places, every other byte left as it is (`rewrite`). It writes and draws nothing itself, reads files only
//! as the compiler does, and knows no tool that documents are made with.

mod blocks;
mod html;
mod page;
mod rewrite;

pub use blocks::{Block, Kind, blocks};
pub use html::{Switch, dark_where, error_box, error_text, figure, image, image_element, linked};
pub use page::{Page, Problems, Tree, lone_tree};
pub use rewrite::{Replacement, formatted, rewritten};
