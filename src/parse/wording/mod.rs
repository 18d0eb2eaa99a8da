//! The words of all that can be wrong with how a file is written.
//!
//! Each function makes one diagnostic; none of them decides anything. Spans are positions among all files.

mod arrows;
mod blocks;
mod characters;
mod foreign;
mod labels;
mod lists;
mod names;
mod statements;
mod strings;

pub(super) use arrows::*;
pub(super) use blocks::*;
pub(super) use characters::*;
pub(super) use foreign::*;
pub(super) use labels::*;
pub(super) use lists::*;
pub(super) use names::*;
pub(super) use statements::*;
pub(super) use strings::*;
