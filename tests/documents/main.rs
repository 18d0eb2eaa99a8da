//! What is published is true: the examples of the README and of the reference do what the text beside them says.
//!
//! `BLESS=1 cargo test --test documents` writes anew what of the reference is made from the program.

#![cfg(unix)]

mod attributes;
mod blocks;
mod coming_from;
mod desk;
mod library;
mod links;
mod pictures;
mod readme;
mod reference;
mod style;
