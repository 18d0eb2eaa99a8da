//! The parser that pest makes of `grammar/cert.pest`.

// The rules are documented in the grammar.
#![allow(missing_docs)]

use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "../grammar/cert.pest"]
pub(super) struct Grammar;
