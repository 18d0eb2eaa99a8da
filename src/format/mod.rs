//! Text → the same text in the one style.
//!
//! Statements are printed anew from the tree: one a line, four blanks a depth, one blank around what stands alone. What
//! fits into a line stays in it; a chain that does not is broken before its arrows; a list of attributes is broken where
//! its writer has broken it behind the bracket, or where nothing else helps. Comments stay where they stand, blank lines
//! too, but one of several. Lines with a mistake are kept byte for byte.

mod kept;
mod layout;
mod token;

use std::ops::Range;

use crate::ast::{StatementKind, Tree, Trivia, TriviaKind};
use crate::parse::parse;
use crate::source::sanitize;
use kept::unformatted_lines;
pub use layout::WIDTH;
use layout::{INDENT, layout, push_blanks, push_flat, push_lines};
use token::{Reader, Token};

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A text in the one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatted {
    /// The text.
    pub text: String,
    /// How many lines of it are kept as they were, because something is wrong there.
    pub kept: usize,
}

/// Formats a text of at most [`MOST_BYTES`](crate::source::MOST_BYTES) bytes. A byte-order mark at its start stays. Line ends become what the first is that does
/// not stand in a line with a mistake.
pub fn format(text: &str) -> Formatted {
    let rest = text.trim_start_matches(BYTE_ORDER_MARK);
    let mark = &text[..text.len() - rest.len()];
    if !mark.is_empty() {
        let formatted = format(rest);
        return Formatted {
            text: mark.to_owned() + &formatted.text,
            ..formatted
        };
    }
    let (clean, forbidden) = sanitize(text.into());
    let (tree, diagnostics) = parse(&clean, 0);
    let mut wrong: Vec<Range<usize>> = forbidden.iter().map(|found| found.span.range()).collect();
    wrong.extend(diagnostics.iter().map(|found| found.span.range()));
    let kept = if wrong.is_empty() {
        Vec::new()
    } else {
        unformatted_lines(text, &tree, wrong)
    };
    let lines = |lines: &Range<usize>| text[lines.clone()].lines().count();
    Formatted {
        kept: kept.iter().map(lines).sum(),
        text: Formatter::new(text, &tree, kept).all(),
    }
}

struct Formatter<'t> {
    text: &'t str,
    tree: &'t Tree,
    /// The lines that are left as they are, and how many of them are done.
    kept: Vec<Range<usize>>,
    kept_done: usize,
    /// Where what has been taken last ends.
    at: usize,
    line_end: &'static str,
    out: String,
    /// The next statement and the next piece of trivia.
    statement: usize,
    trivia: usize,
    /// The comments before this one stand before no statement.
    not_leading: usize,
    /// How many groups are open.
    depth: usize,
    /// Whether the last line has its line end: one that is left as it is has its own.
    is_line_ended: bool,
    /// Whether a blank line is due.
    is_blank_due: bool,
    /// Whether a block has just begun, which does not begin with a blank line.
    is_block_new: bool,
    tokens: Vec<Token<'t>>,
    /// Where something is tried out.
    trial: String,
}

impl<'t> Formatter<'t> {
    fn new(text: &'t str, tree: &'t Tree, kept: Vec<Range<usize>>) -> Formatter<'t> {
        let mut line_ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let is_kept = |at: usize| {
            let next = kept.partition_point(|lines| lines.end <= at);
            kept.get(next).is_some_and(|lines| lines.contains(&at))
        };
        let first_end = line_ends.find(|at| !is_kept(*at));
        let is_crlf = first_end.is_some_and(|at| text[..at].ends_with('\r'));
        Formatter {
            text,
            tree,
            kept,
            kept_done: 0,
            at: 0,
            line_end: if is_crlf { "\r\n" } else { "\n" },
            out: String::with_capacity(text.len() + text.len() / 8),
            statement: 0,
            trivia: 0,
            not_leading: 0,
            depth: 0,
            is_line_ended: false,
            is_blank_due: false,
            is_block_new: true,
            tokens: Vec::new(),
            trial: String::new(),
        }
    }

    fn all(mut self) -> String {
        loop {
            let statement = self.tree.statements().get(self.statement);
            let statement = statement.map(|statement| statement.span().start as usize);
            let trivia = self.next_trivia();
            let trivia = trivia.map(|trivia| trivia.span.start as usize);
            let next = match (statement, trivia) {
                (None, None) => break,
                (Some(at), None) | (None, Some(at)) => at,
                (Some(statement), Some(trivia)) => statement.min(trivia),
            };
            // Nothing may stand in them: a `}` that closes nothing is no statement.
            let lines = self.kept.get(self.kept_done);
            match lines.filter(|lines| lines.start <= next) {
                Some(lines) => self.keep(lines.clone()),
                None if trivia == Some(next) => self.take_trivia(),
                None => self.take_statement(self.trivia),
            }
        }
        while let Some(lines) = self.kept.get(self.kept_done) {
            self.keep(lines.clone());
        }
        if !self.out.is_empty() && !self.is_line_ended {
            self.out.push_str(self.line_end);
        }
        self.out
    }

    fn next_trivia(&self) -> Option<&'t Trivia> {
        self.tree.trivia().get(self.trivia)
    }

    /// Begins a line of its own.
    fn begin_line(&mut self) {
        self.end_line();
        push_blanks(&mut self.out, self.depth * INDENT);
    }

    fn end_line(&mut self) {
        if !self.out.is_empty() {
            if !self.is_line_ended {
                self.out.push_str(self.line_end);
            }
            if self.is_blank_due && !self.is_block_new {
                self.out.push_str(self.line_end);
            }
        }
        self.is_line_ended = false;
        self.is_blank_due = false;
        self.is_block_new = false;
    }

    /// Takes lines over as they are.
    fn keep(&mut self, lines: Range<usize>) {
        let all = &self.text[lines.clone()];
        if self.out.is_empty() && all.starts_with(BYTE_ORDER_MARK) {
            // At the start of the text it would be none of the mistakes.
            self.out.push_str(self.line_end);
        }
        self.end_line();
        let mut kept = all;
        while let Some(line) = kept.strip_suffix('\n') {
            kept = line.strip_suffix('\r').unwrap_or(line);
        }
        let line_end = all
            .len()
            .min(kept.len() + all[kept.len()..].find('\n').map_or(0, |at| at + 1));
        self.out.push_str(&all[..line_end]);
        self.is_line_ended = true;
        self.is_blank_due = memchr::memchr_iter(b'\n', &all.as_bytes()[kept.len()..]).count() > 1;
        self.at = lines.end;
        self.kept_done += 1;
        while let Some(statement) = self.tree.statements().get(self.statement)
            && (statement.span().start as usize) < lines.end
        {
            match statement.kind {
                StatementKind::Group => self.depth += 1,
                StatementKind::Close => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            self.statement += 1;
        }
        while self
            .next_trivia()
            .is_some_and(|trivia| (trivia.span.start as usize) < lines.end)
        {
            self.trivia += 1;
        }
    }

    /// A comment between statements, or blank lines.
    fn take_trivia(&mut self) {
        let Some(trivia) = self.next_trivia() else {
            return;
        };
        if trivia.kind == TriviaKind::BlankLines {
            self.is_blank_due = true;
            self.trivia += 1;
            return;
        }
        if self.trivia >= self.not_leading {
            match self.end_of_leading() {
                Ok(end) => return self.take_statement(end),
                Err(end) => self.not_leading = end,
            }
        }
        let span = trivia.span.range();
        if self.is_on_new_line(span.start) {
            self.begin_line();
        } else {
            self.out.push(' ');
        }
        push_lines(
            self.text[span.clone()].trim_end(),
            self.line_end,
            &mut self.out,
        );
        self.at = span.end;
        self.trivia += 1;
    }

    /// Whether a line end stands between a place and what has been taken last.
    fn is_on_new_line(&self, at: usize) -> bool {
        let is_at_line = self.at == 0 || self.text[..self.at].ends_with('\n');
        is_at_line || memchr::memchr(b'\n', &self.text.as_bytes()[self.at..at]).is_some()
    }

    /// Block comments that stand before a statement on its line stay there: where they end in the list of trivia. If they
    /// do not stand there, up to where that holds.
    fn end_of_leading(&self) -> Result<usize, usize> {
        let is_blank = |from: usize, to: usize| {
            let between = &self.text.as_bytes()[from..to];
            between.iter().all(|byte| matches!(byte, b' ' | b'\t'))
        };
        let statement = self.tree.statements().get(self.statement);
        let mut end = self.trivia;
        let mut at = None;
        while let Some(trivia) = self.tree.trivia().get(end)
            && statement.is_none_or(|statement| trivia.span.start < statement.span().start)
        {
            let span = trivia.span.range();
            let is_after = at.is_none_or(|at| is_blank(at, span.start));
            if trivia.kind != TriviaKind::BlockComment || !is_after {
                return Err(end.max(self.trivia + 1));
            }
            at = Some(span.end);
            end += 1;
        }
        match (statement, at) {
            (Some(statement), Some(at))
                if statement.kind != StatementKind::Close
                    && is_blank(at, statement.span().start as usize) =>
            {
                Ok(end)
            }
            _ => Err(end.max(self.trivia + 1)),
        }
    }

    /// A statement with the comments before it up to one, which stand on its line.
    fn take_statement(&mut self, leading: usize) {
        let index = self.statement;
        let statement = self.tree.statements()[index];
        if statement.kind == StatementKind::Close {
            self.depth = self.depth.saturating_sub(1);
            self.is_blank_due = false;
        }
        self.begin_line();
        if statement.kind == StatementKind::Group && leading == self.trivia && self.take_one_line()
        {
            return;
        }
        let mut reader = Reader::new(self.text, self.tree, self.trivia);
        self.tokens.clear();
        reader.statement(index, leading, &mut self.tokens);
        self.trivia = reader.trivia;
        self.at = statement.span().end as usize;
        self.statement += 1;
        layout(
            &mut self.tokens,
            self.depth * INDENT,
            self.line_end,
            &mut self.out,
        );
        if statement.kind == StatementKind::Group {
            self.depth += 1;
            self.is_block_new = true;
        }
    }

    /// A group that has been written on one line stays on it, if it fits and holds no comments.
    fn take_one_line(&mut self) -> bool {
        let statements = self.tree.statements();
        let start = statements[self.statement].span().start as usize;
        // No further than what may fit: a line may be as long as the text.
        let most = self.text.len().min(start + 8 * WIDTH);
        let line_end = memchr::memchr2(b'\n', b'\r', &self.text.as_bytes()[start..most])
            .map_or(most, |at| start + at);
        self.trial.clear();
        let mut depth = 0_usize;
        let mut was_open = false;
        for (index, statement) in statements.iter().enumerate().skip(self.statement) {
            let span = statement.span();
            let is_close = statement.kind == StatementKind::Close;
            if span.end as usize > line_end {
                return false;
            }
            depth = if is_close { depth - 1 } else { depth };
            if index > self.statement {
                self.trial.push_str(match (was_open, is_close) {
                    (true, true) => "",
                    (true, false) | (false, true) => " ",
                    (false, false) => "; ",
                });
            }
            let mut reader = Reader::new(self.text, self.tree, self.trivia);
            self.tokens.clear();
            reader.statement(index, self.trivia, &mut self.tokens);
            push_flat(&self.tokens, &mut self.trial);
            was_open = statement.kind == StatementKind::Group;
            depth += usize::from(was_open);
            if depth > 0 {
                continue;
            }
            let end = span.end;
            let has_comments = self
                .next_trivia()
                .is_some_and(|trivia| trivia.span.start < end);
            let width = self.depth * INDENT + layout::width(&self.trial);
            if has_comments || width > WIDTH {
                return false;
            }
            self.out.push_str(&self.trial);
            self.at = end as usize;
            self.statement = index + 1;
            return true;
        }
        false
    }
}
