//! The tree-sitter grammar in `editors/tree-sitter-certdot` is that of the compiler.
//!
//! Its parser is C, and loading it takes code that this package forbids itself; so a Python script runs it. On a machine
//! that lacks what the script needs, the tests are passed over, and say so; where `CI` is set, they fail.
//!
//! What a grammar without context cannot tell is left out: groups nested too deep, and names too long.

mod agreement;
mod corpus;
mod neovim;
mod origin;
mod parser;
mod queries;
mod sentences;
mod words;

// Random programs and texts are those of the properties, which use more of these modules than is used here.
#[allow(dead_code)]
#[path = "../documents/blocks.rs"]
mod blocks;
#[allow(dead_code)]
#[path = "../properties/program.rs"]
mod program;
#[allow(dead_code)]
#[path = "../properties/programs.rs"]
mod programs;
#[allow(dead_code)]
#[path = "../properties/project.rs"]
mod project;
#[allow(dead_code)]
#[path = "../properties/runs.rs"]
mod runs;
#[allow(dead_code)]
#[path = "../properties/texts.rs"]
mod texts;
#[path = "../adapters/tool.rs"]
mod tool;
