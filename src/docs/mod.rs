//! Trees in Markdown: fenced `cert` blocks, and images that are `.cert` files.
//!
//! A page's trees are found with their places (`blocks`), compiled, each by itself (`page`), and what is drawn of them is
//! put in their places, every other byte left as it is (`rewrite`). It writes and draws nothing itself, reads files only
//! as the compiler does, and knows no tool that documents are made with.

mod blocks;
mod draw;
mod folder;
mod html;
mod ids;
pub mod mdbook;
mod page;
pub mod pandoc;
pub mod protocol;
mod rewrite;
mod tools;

pub use blocks::{Block, BlockKind, blocks};
pub use draw::{Assets, CompiledPage, PageOptions, compile_pages, draw_pages};
pub use folder::Folder;
pub use html::{Switch, error_box, error_text, figure, image, image_element};
pub use page::{Page, Problems, Tree, lone_tree};
pub use rewrite::{Replacement, format_page, replace_blocks};
pub use tools::{Draw, Report, Silent, Tools};

#[cfg(test)]
mod tests;
