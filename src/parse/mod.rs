//! Text → tree.
//!
//! The only place that knows pest. It never fails: whatever the text, there is a tree, and what fits no statement is a
//! diagnostic and a statement of kind [`Broken`](crate::ast::StatementKind::Broken). It knows no files and no names'
//! meaning.

mod again;
mod builder;
mod extent;
mod grammar;
pub(crate) mod lexeme;
mod mistake;
mod whole;
mod wording;

use pest::Parser;

use crate::ast::Tree;
use crate::diagnostics::Diagnostic;
use builder::{Builder, Stop};
use grammar::{Grammar, Rule};

pub use again::{Change, Parse};
pub use whole::{Settled, settle};

/// A file is parsed in stretches of about this many bytes: pest keeps 90 bytes of tokens for each byte of text, which
/// for a whole large file would be most of the memory. Smaller ones would pay more for pest's start and end.
const CHUNK: usize = 64 << 10;

/// After a statement that is wrong, the next chunk is this small. pest looks at all of a chunk before it returns, so
/// that with an error in every line each would otherwise cost a whole chunk.
const CHUNK_AFTER_ERROR: usize = 256;

/// Parses one file. Spans in the tree count from the text's start, those in the diagnostics from `base` further on.
///
/// The text has at most [`MOST_BYTES`](crate::source::MOST_BYTES) bytes.
pub fn parse(text: &str, base: u32) -> (Tree, Vec<Diagnostic>) {
    let mut builder = Builder::new(text, base);
    stretch(&mut builder, text, 0, text.len());
    let built = builder.finish();
    (built.tree, built.diagnostics)
}

/// Parses the statements of a stretch, which begins with a statement and ends at a line end or at the text's end. Tells
/// whether the last one ended there: where it did not, what has been built is of no use.
fn stretch<'t>(builder: &mut Builder<'t>, text: &'t str, from: usize, to: usize) -> bool {
    let mut size = CHUNK;
    let mut from = from;
    while from < to {
        let end = chunk_end(text, from, size).min(to);
        let stop = match Grammar::parse(Rule::chunk, &text[from..end]) {
            Ok(pairs) => builder.take(pairs, from),
            Err(_) => Stop::Before(from),
        };
        match stop {
            Stop::Before(stop) if stop == end => {
                from = end;
                size = (size * 4).min(CHUNK);
            }
            Stop::Before(stop) => {
                let extent = extent::extent(text, stop);
                if extent.end > to {
                    return false;
                }
                if extent.end > end {
                    // It goes on after this chunk; the next one has all of it.
                    from = stop;
                    size = size.max(extent.end - stop);
                } else {
                    from = builder.broken(stop, extent);
                    size = CHUNK_AFTER_ERROR;
                }
            }
            Stop::Misled(stop) => {
                from = stop;
                size = CHUNK_AFTER_ERROR;
            }
        }
    }
    from == to
}

/// Where a chunk of about `size` bytes ends: after a line end or, in very long lines, after a statement.
fn chunk_end(text: &str, from: usize, size: usize) -> usize {
    let least = (from + size).min(text.len());
    let rest = &text.as_bytes()[least - 1..text.len().min(least + CHUNK)];
    if let Some(at) = memchr::memchr(b'\n', rest) {
        return least + at;
    }
    let mut end = from;
    while end < least {
        end = extent::extent(text, end).end;
    }
    end
}
