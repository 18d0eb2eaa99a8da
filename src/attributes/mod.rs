//! Attributes: which keys each noun of the language takes, and which values each
//! key takes.
//!
//! Turns a key into a [`Key`] and a value into the value that is written in DOT, or into what is wrong
//! with it and what was probably meant. The facts come from Graphviz's documentation
//! (<https://graphviz.org/doc/info/attrs.html>) and from trying each of them with Graphviz 2.43:
//! a value that it warns about, hangs on or crashes on is wrong here.
//!
//! Knows neither files nor the model nor how DOT is quoted: a checked value is text, and
//! [`Attribute::text`] says how to write it. In particular a checked address still contains a
//! bare `&`, which Graphviz 2.43 copies into its SVG as it is: whatever writes it must write `&amp;`.

mod arrow;
mod attribute;
mod color;
mod color_names;
mod element;
mod form;
mod key;
mod kind;
mod number;
mod plain;
mod style;
mod table;
mod url;
mod value;
mod words;

pub use arrow::arrow_shapes;
pub use attribute::Attribute;
pub use color_names::color_names;
pub use element::Element;
pub use form::Form;
pub use key::{Key, KeyError, all, find, get, refused_keys};
pub use kind::{Kind, Text};
pub use number::Pair;
pub use url::{is_path, relocate};
pub use value::{Context, ValueError};
pub use words::{LAYOUTS, THEMES, Words};

#[cfg(test)]
mod tests;
