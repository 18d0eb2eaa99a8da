//! What is wrong → the lines that stay as they are.

use std::ops::Range;

use crate::ast::{StatementKind, Tree, TriviaKind};

/// The lines that are left as they are: those of what is wrong, and of all that shares a line with it.
pub(super) fn unformatted_lines(
    text: &str,
    tree: &Tree,
    mut wrong: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let statements = tree.statements().iter().map(|statement| {
        let span = statement.span().range();
        let is_wrong = match statement.kind {
            StatementKind::Broken => true,
            // A block of something that is no group.
            StatementKind::Group => !text[span.clone()].starts_with("group"),
            _ => false,
        };
        (span, is_wrong)
    });
    let comments = tree
        .trivia()
        .iter()
        .filter(|trivia| trivia.kind != TriviaKind::BlankLines)
        .map(|trivia| (trivia.span.range(), false));
    let mut items: Vec<(Range<usize>, bool)> = statements.chain(comments).collect();
    items.sort_by_key(|(item, _)| (item.start, item.end));
    // What belongs to nothing: a `}` that closes nothing, say.
    let mut at = 0;
    for (item, _) in &items {
        if at < item.start {
            wrong.extend(foreign(text, at..item.start));
        }
        at = at.max(item.end);
    }
    wrong.extend(foreign(text, at..text.len()));
    // Without the `;` that has ended the chain before it, an arrow would go on with that.
    for pair in tree.statements().windows(2) {
        let [before, statement] = pair else { continue };
        let (before, statement) = (before.span().range(), statement.span().range());
        // Also one that is none, such as `->` or `→`: a line that begins with it goes on with the one before.
        let begins_with_arrow = text[statement.clone()]
            .starts_with(|c: char| "<>-=~.".contains(c) || !c.is_ascii() && !c.is_alphanumeric());
        if begins_with_arrow && let Some(at) = text[before.end..statement.start].find(';') {
            // It may stand on a line of its own.
            wrong.push(before.start..before.end + at + 1);
        }
    }
    items.extend(wrong.into_iter().map(|wrong| (wrong, true)));
    let line_ends = memchr::memchr_iter(b'\n', text.as_bytes());
    let starts: Vec<usize> = std::iter::once(0)
        .chain(line_ends.map(|at| at + 1))
        .collect();
    let mut lines: Vec<(Range<usize>, bool)> = items
        .into_iter()
        .map(|(item, is_wrong)| (whole_lines(&starts, text, item), is_wrong))
        .collect();
    lines.sort_by_key(|(lines, _)| lines.start);
    let mut together: Vec<(Range<usize>, bool)> = Vec::new();
    for (lines, is_wrong) in lines {
        match together.last_mut() {
            Some((last, was_wrong)) if lines.start < last.end => {
                last.end = last.end.max(lines.end);
                *was_wrong |= is_wrong;
            }
            _ => together.push((lines, is_wrong)),
        }
    }
    together.retain(|(_, is_wrong)| *is_wrong);
    together.into_iter().map(|(lines, _)| lines).collect()
}

/// What in a stretch between statements and comments is neither blank nor the end of a statement.
fn foreign(text: &str, between: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let start = between.start;
    let marks = text[between].char_indices();
    marks
        .filter(|(_, mark)| !matches!(mark, ' ' | '\t' | '\r' | '\n' | ';'))
        .map(move |(at, mark)| start + at..start + at + mark.len_utf8())
}

/// The lines on which something stands, the last line end included; given where all lines of the text start.
fn whole_lines(starts: &[usize], text: &str, item: Range<usize>) -> Range<usize> {
    let line = |at: usize| starts.partition_point(|start| *start <= at) - 1;
    // What ends with a line end does not reach into the next line.
    let last = item.end.saturating_sub(1).max(item.start);
    let end = starts.get(line(last) + 1).copied();
    starts[line(item.start)]..end.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use crate::format::format;

    #[test]
    fn a_semicolon_that_parts_an_arrow_from_what_is_wrong_stays() {
        for text in [
            ":\n;\n>> c\n",
            ":;\n>> c\n",
            ":\n\n; // why\n-- c\n",
            ":\n;\n> c\n",
            ":\n;\n→ c\n",
        ] {
            assert_eq!(format(text).text, text);
        }
    }
}
