//! Draws skill trees, certification paths and roadmaps from text.
//!
//! A `.cert` file is parsed into a tree, the tree is resolved into a model, and the model is lowered to Graphviz DOT.
//! The modules stand here in the order of that pipeline; no module imports one that stands below it, and
//! `ARCHITECTURE.md` has the table that a test holds the code against.
//!
//! ```
//! use certdot::compile::{Input, Options, compile};
//! use certdot::diagnostics::Levels;
//! use certdot::source::Disk;
//!
//! let working_directory = std::env::current_dir()?;
//! let input = Input {
//!     name: "tree.cert".to_owned(),
//!     path: working_directory.join("tree.cert"),
//!     bytes: b"a >> b in \"Networking\"".to_vec(),
//! };
//! let options = Options::new(&Disk, working_directory);
//! let compilation = compile(input, options)?;
//! let mut dot = Vec::new();
//! compilation.write_dot(&mut dot)?;
//! assert!(String::from_utf8(dot)?.contains("\"Networking/a\" -> \"Networking/b\""));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]
#![deny(missing_docs)]

// Where text comes from, and where in it something stands.
pub mod source;

// Files on the disk that others may meddle with.
pub mod disk;

// Programs that this one starts.
pub mod process;

// Which files change on the disk.
pub mod watch;

// Which known word was meant by an unknown one.
pub mod nearest;

// The `.cert` files that ship inside the program.
pub mod catalogues;

// Pictures for nodes: files of icons, packs, badges, and what ships with the program.
pub mod icons;

// What may be said of a thing: keys, and the values they take.
pub mod attributes;

// What is wrong, where, and what to write instead.
pub mod diagnostics;

// The tree that a file is written as.
pub mod ast;

// The resolved tree: what is drawn.
pub mod model;

// Text → tree.
pub mod parse;

// Tree → model: names, scopes, used files, appearances.
pub mod resolve;

// Rules over the model: what looks like a slip.
pub mod check;

// Model → DOT.
pub mod emit;

// Text → the same text in the one style.
pub mod format;

// The pipeline.
pub mod compile;

// A folder of what can be made anew.
pub mod cache;

// DOT → pictures.
pub mod render;

// Compiled files → pictures, many at once.
pub mod pictures;

// Trees in Markdown.
pub mod docs;
// What editors ask: a place in a file in, plain answers out.
pub mod ide;
// The language server: editors' protocol around `ide`.
pub mod lsp;
// The live page: a picture in a browser that follows its file.
pub mod preview;
// The command line.
pub mod cli;
