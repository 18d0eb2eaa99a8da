//! A text is parsed in chunks, and a statement that is wrong by itself.

use pest::Parser;

use super::builder::{Builder, ChunkEnd};
use super::extent;
use super::grammar::{Grammar, Rule};
use crate::diagnostics::Diagnostic;
use crate::source::Span;

/// A file is parsed in stretches of about this many bytes: pest keeps 90 bytes of tokens for each byte of text, which
/// for a whole large file would be most of the memory. Smaller ones would pay more for pest's start and end.
const CHUNK: usize = 64 << 10;

/// After a statement that is wrong, the next chunk is this small. pest looks at all of a chunk before it returns, so
/// that with an error in every line each would otherwise cost a whole chunk.
const CHUNK_AFTER_ERROR: usize = 256;

/// Parses the statements of a stretch, which begins with a statement and ends at a line end or at the text's end. Tells
/// whether the last one ended there: where it did not, what has been built is of no use.
pub(super) fn stretch<'t>(
    builder: &mut Builder<'t>,
    text: &'t str,
    from: usize,
    to: usize,
) -> bool {
    let mut size = CHUNK;
    let mut from = from;
    while from < to {
        let end = chunk_end(text, from, size).min(to);
        let stop = match Grammar::parse(Rule::chunk, &text[from..end]) {
            Ok(pairs) => builder.take(pairs, from),
            Err(_) => ChunkEnd::Before(from),
        };
        match stop {
            ChunkEnd::Before(stop) if stop == end => {
                from = end;
                size = (size * 4).min(CHUNK);
            }
            ChunkEnd::Before(stop) => {
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
            ChunkEnd::Misled(stop) => {
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

/// What is wrong with a statement. Most of them are plain once their mistake is mended, and the grammar takes ten times as
/// long to say so.
pub(super) fn problems(text: &str, rounds: u8, follows_chain: bool) -> Vec<Diagnostic> {
    let end = text.trim_end().len();
    if end > 0 && !text[..end].contains('\n') {
        let mut again = Builder::new(text, 0, problems);
        again.rounds = rounds;
        if again.plain(Span::new(0, end as u32)) == Some(end as u32) {
            return again.finish().diagnostics;
        }
    }
    let mut again = Builder::new(text, 0, problems);
    again.rounds = rounds;
    again.follows_chain = follows_chain;
    if text.starts_with('}') {
        // It closes a group that stands before.
        again.unneeded.push(0);
    }
    stretch(&mut again, text, 0, text.len());
    again.finish().diagnostics
}
