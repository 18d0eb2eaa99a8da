//! What certdot has for the tools that documents are made with works in them, as they are installed from their
//! registries.
//!
//! On a machine that lacks a tool, its part is passed over, and says so; where `CI` is set, it fails.

mod asciidoctor;
mod packages;
mod pandoc;
mod remark;
mod sphinx;
mod tool;
