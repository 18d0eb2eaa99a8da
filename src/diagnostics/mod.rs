//! What is wrong, where, and what to write instead.
//!
//! A [`Diagnostic`] is data: a code, words, places and edits. The stages word their own diagnostics (each in one file);
//! this module knows only what all of them share, and how they are printed: for people ([`render`]), one to a line,
//! or as JSON. It deliberately knows nothing of the language.

mod code;
mod collector;
mod counts;
mod diagnostic;
mod json;
pub mod render;

pub use code::{Code, Severity};
pub use collector::{Collector, Levels, MissingInput};
pub use counts::Counts;
pub use diagnostic::{Diagnostic, Edit, Help};
pub use json::to_json;
