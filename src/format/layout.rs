//! The words and marks of a statement → lines.
//!
//! Where a line is broken follows from the tokens alone, not from where lines were broken before, but for comments that
//! end a line and for lists that were broken behind their bracket. So what has been laid out is laid out alike again.

use std::ops::Range;

use super::token::{Role, Token};

/// How many characters a line may have.
pub const WIDTH: usize = 120;

/// How many blanks a group's block is indented by.
pub(super) const INDENT: usize = 4;

/// How many columns a text takes: one a character, as editors count them.
pub(super) fn width(text: &str) -> usize {
    // The first half of a line end takes none.
    if text.is_ascii() && memchr::memchr(b'\r', text.as_bytes()).is_none() {
        text.len()
    } else {
        text.chars().filter(|letter| *letter != '\r').count()
    }
}

pub(super) fn push_blanks(out: &mut String, count: usize) {
    out.extend(std::iter::repeat_n(' ', count));
}

/// A text that may have lines, with such line ends.
pub(super) fn push_lines(text: &str, line_end: &str, out: &mut String) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            if out.ends_with('\r') {
                out.pop();
            }
            out.push_str(line_end);
        }
        out.push_str(line);
    }
}

/// What stands before and behind a token within a line.
fn flat<'t>(token: &Token<'t>) -> (&'static str, &'t str, &'static str) {
    let behind = match token.role {
        Role::Value { is_last: false } => ",",
        _ => "",
    };
    (if token.is_glued { "" } else { " " }, token.text, behind)
}

/// Puts all tokens on one line.
pub(super) fn push_flat(tokens: &[Token<'_>], out: &mut String) {
    for (index, token) in tokens.iter().enumerate() {
        let (before, text, behind) = flat(token);
        out.push_str(if index == 0 { "" } else { before });
        out.push_str(text);
        out.push_str(behind);
    }
}

fn flat_width(token: &Token<'_>) -> usize {
    let (before, text, behind) = flat(token);
    before.len() + width(text) + behind.len()
}

/// Whether a token cannot stand within a line.
fn breaks(token: &Token<'_>) -> bool {
    match token.role {
        Role::LineComment => true,
        Role::BlockComment => token.text.contains('\n'),
        Role::Open { is_broken } => is_broken,
        _ => false,
    }
}

/// Lays a statement out on the line that has been begun with `indent` blanks.
pub(super) fn layout(tokens: &mut [Token<'_>], indent: usize, line_end: &str, out: &mut String) {
    let whole: usize = tokens.iter().map(flat_width).sum();
    if indent + whole <= WIDTH && !tokens.iter().any(breaks) {
        return push_flat(tokens, out);
    }
    break_lists(tokens, indent);
    Layout {
        tokens,
        indent,
        line_end,
        out,
        column: indent,
        line_indent: indent,
        has_arrow: false,
        is_line_over: false,
        list: None,
    }
    .all();
}

/// How far lines that go on with a statement are indented.
fn further(has_arrow: bool, role: Role) -> usize {
    match role {
        Role::Arrow => INDENT,
        _ if has_arrow => 2 * INDENT,
        _ => INDENT,
    }
}

/// Settles which lists are broken: those that hold what cannot stand within a line, and those of what would be too wide
/// on a line of its own.
fn break_lists(tokens: &mut [Token<'_>], indent: usize) {
    let mut has_arrow = false;
    let mut start = 0;
    while start < tokens.len() {
        let end = end_of_unit(tokens, start);
        let first = tokens[start].role;
        let own_indent = match start {
            0 => indent,
            _ => indent + further(has_arrow, first),
        };
        has_arrow |= first == Role::Arrow;
        let unit = &mut tokens[start..end];
        let is_wide = own_indent + unit.iter().map(flat_width).sum::<usize>() > WIDTH;
        let mut at = 0;
        while let Some(open) = unit[at..]
            .iter()
            .position(|token| matches!(token.role, Role::Open { .. }))
        {
            let open = at + open;
            let shut = unit[open..]
                .iter()
                .position(|token| token.role == Role::Shut)
                .map_or(unit.len() - 1, |shut| open + shut);
            let is_empty = shut == open + 1;
            let list = &unit[open..=shut];
            if list.iter().any(breaks) || is_wide && !is_empty {
                unit[open].role = Role::Open { is_broken: true };
            }
            at = shut + 1;
        }
        start = end;
    }
}

/// Where the tokens end among which no line is broken, lists and comments aside.
fn end_of_unit(tokens: &[Token<'_>], start: usize) -> usize {
    let may_break = |token: &Token<'_>| matches!(token.role, Role::Arrow | Role::Term);
    tokens[start + 1..]
        .iter()
        .position(may_break)
        .map_or(tokens.len(), |at| start + 1 + at)
}

struct Layout<'l, 't> {
    tokens: &'l [Token<'t>],
    indent: usize,
    line_end: &'l str,
    out: &'l mut String,
    column: usize,
    /// How far the present line is indented.
    line_indent: usize,
    /// Whether an arrow has come.
    has_arrow: bool,
    /// Whether a comment has ended the line.
    is_line_over: bool,
    /// In a broken list: how wide its keys are.
    list: Option<usize>,
}

impl Layout<'_, '_> {
    fn all(mut self) {
        for index in 0..self.tokens.len() {
            let token = self.tokens[index];
            match self.list {
                Some(keys) => self.in_list(index, token, keys),
                None => self.outside(index, token),
            }
            self.is_line_over = token.role == Role::LineComment;
        }
    }

    fn outside(&mut self, index: usize, token: Token<'_>) {
        let is_first = index == 0;
        let may_break = matches!(token.role, Role::Arrow | Role::Term);
        let goes_over = self.is_line_over || token.is_comment() && token.is_on_new_line;
        if !is_first && (goes_over || may_break && self.column + self.least(index) > WIDTH) {
            // A comment stands where what comes after it does.
            let rest = &self.tokens[index..];
            let next = rest.iter().find(|token| !token.is_comment());
            let role = next.map_or(Role::Word, |next| next.role);
            self.line(self.indent + further(self.has_arrow, role));
        } else if !is_first && !token.is_glued {
            self.push(" ");
        }
        self.has_arrow |= token.role == Role::Arrow;
        self.push(token.text);
        match token.role {
            Role::Open { is_broken: true } => self.list = Some(self.keys(index)),
            // In a list that is not broken.
            Role::Value { is_last: false } => self.push(","),
            _ => {}
        }
    }

    fn in_list(&mut self, index: usize, token: Token<'_>, keys: usize) {
        let before = self.tokens[index - 1];
        let inside = self.line_indent + INDENT;
        match token.role {
            Role::Shut => {
                self.list = None;
                self.line(self.line_indent);
                self.push("]");
            }
            Role::Key => {
                let follows = before.role == Role::BlockComment && !token.is_on_new_line;
                self.line_or_blank(!follows, inside);
                self.push(token.text);
                push_blanks(self.out, keys - width(token.text));
            }
            Role::Value { .. } => {
                self.line_or_blank(self.is_line_over, inside + INDENT);
                self.push(token.text);
                self.push(",");
            }
            _ => {
                let goes_over = self.is_line_over || token.is_comment() && token.is_on_new_line;
                self.line_or_blank(goes_over, inside);
                self.push(token.text);
            }
        }
    }

    /// A line of a list, which does not count for what comes after the list.
    fn line_or_blank(&mut self, is_line: bool, indent: usize) {
        if is_line {
            let list_indent = self.line_indent;
            self.line(indent);
            self.line_indent = list_indent;
        } else {
            self.push(" ");
        }
    }

    /// How wide the keys of the list are that begins here.
    fn keys(&self, open: usize) -> usize {
        let list = self.tokens[open..].iter();
        list.take_while(|token| token.role != Role::Shut)
            .filter(|token| token.role == Role::Key)
            .map(|token| width(token.text))
            .max()
            .unwrap_or_default()
    }

    /// How much of a line is to be free for what begins here. Terms stay with their arrow, if they fit on a line.
    fn least(&self, start: usize) -> usize {
        if self.tokens[start].role == Role::Arrow {
            let is_arrow = |token: &Token<'_>| token.role == Role::Arrow;
            let rest = &self.tokens[start + 1..];
            let length = rest.iter().position(is_arrow).unwrap_or(rest.len());
            let least = self.least_of(start..start + 1 + length);
            if self.indent + INDENT + least <= WIDTH {
                return least;
            }
        }
        self.least_of(start..end_of_unit(self.tokens, start))
    }

    fn least_of(&self, tokens: Range<usize>) -> usize {
        let mut least = 0;
        for token in &self.tokens[tokens] {
            match token.role {
                Role::LineComment => break,
                Role::BlockComment if token.text.contains('\n') => {
                    let first = token.text.split('\n').next().unwrap_or_default();
                    return least + 1 + width(first);
                }
                Role::Open { is_broken: true } => return least + flat_width(token),
                _ => least += flat_width(token),
            }
        }
        least
    }

    fn push(&mut self, text: &str) {
        push_lines(text, self.line_end, self.out);
        match text.rfind('\n') {
            Some(at) => self.column = width(&text[at + 1..]),
            None => self.column += width(text),
        }
    }

    fn line(&mut self, indent: usize) {
        self.out.push_str(self.line_end);
        push_blanks(self.out, indent);
        self.column = indent;
        self.line_indent = indent;
    }
}
