//! The messages about what a file means.
//!
//! Each function makes one diagnostic; none of them decides anything.

mod attributes;
mod chains;
mod declarations;
mod icons;
mod names;

use crate::diagnostics::render::quote;

pub(super) use attributes::*;
pub(super) use chains::*;
pub(super) use declarations::*;
pub(super) use icons::*;
pub(super) use names::*;

/// A list in words: `a`, `b` and `c`.
fn list_in_words(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

pub(super) fn did_you_mean(name: &str) -> String {
    format!("did you mean {}?", quote(name))
}
