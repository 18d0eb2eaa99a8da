//! What was probably meant by a text that is not a statement.
//!
//! One text is one diagnostic: the first of the known mistakes that its lexemes show, in the order in which they are
//! checked here; otherwise, what is at the place where the grammar gave up. Each file below knows one kind of mistake.

mod blocks;
mod foreign;
mod lists;
mod marks;
mod names;
mod nouns;
mod words;

use super::lexeme::{Lexeme, LexemeKind, lexemes};
use super::wording;
use crate::ast::PartKind;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::render::quote;
use crate::source::Span;
pub(super) use foreign::Foreign;
pub(super) use words::{KEYWORDS, is_key, keyword_for};

/// What is wrong, and what can still be made of it.
pub(super) struct Mistake {
    pub(super) diagnostic: Diagnostic,
    pub(super) block: Block,
    /// The end of the text that it is about: at a brace, it may continue to the end of the line.
    pub(super) end: usize,
}

/// What the text does to the blocks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// It opens none and closes none.
    None,
    /// It opens a group, whatever was meant; perhaps with a known name.
    Group(Option<(PartKind, Span)>),
    /// It opens something other than a group: it contains no statements, and nothing in it is reported.
    Foreign,
    /// A `}` will come that closes nothing: the `{` is missing, or is around all statements.
    Unneeded,
}

/// Examines the part `start..end` of a text, which the grammar refused at the byte `at`.
pub(super) fn mistake(text: &str, start: usize, end: usize, at: usize, base: u32) -> Mistake {
    let reach = reach(text, start, end);
    let all = without_comments(text, start, reach);
    let of_line = BrokenText {
        text,
        base,
        lexemes: &all,
        start,
        end: reach,
        at,
    };
    if !of_line.is_unclosed()
        && let Some((diagnostic, block)) = of_line.foreign()
    {
        return Mistake {
            diagnostic,
            block,
            end: reach,
        };
    }
    let count = all.partition_point(|lexeme| lexeme.span.end as usize <= end);
    let suspect = BrokenText {
        lexemes: &all[..count],
        end,
        ..of_line
    };
    let (diagnostic, block) = match suspect.wrong_block() {
        Some((diagnostic, block)) => (diagnostic, block),
        None => {
            let diagnostic = suspect.diagnostic();
            let block = suspect.block_after(&diagnostic);
            (diagnostic, block)
        }
    };
    Mistake {
        diagnostic,
        block,
        end,
    }
}

fn without_comments(text: &str, start: usize, end: usize) -> Vec<Lexeme> {
    lexemes(&text[..end], start)
        .filter(|lexeme| lexeme.kind != LexemeKind::Comment)
        .collect()
}

/// A line of another language has no more bytes after its first brace than this, and no more nested braces than
/// [`MOST_BRACES`]: the text after each brace is searched, which must not take quadratic time.
const LONGEST_LINE: usize = 1_000;

const MOST_BRACES: usize = 16;

/// Where the line ends whose `{` ends a statement, if each brace has its partner on it: `a{Label} >> b` is one thing to
/// other languages.
fn reach(text: &str, start: usize, end: usize) -> usize {
    let is_block = text[start..end].ends_with('{') && !text[start..].starts_with("group ");
    if !is_block {
        return end;
    }
    let mut depth = 1_usize;
    for lexeme in lexemes(text, end) {
        if depth > MOST_BRACES || lexeme.span.end as usize > end + LONGEST_LINE {
            return end;
        }
        match lexeme.kind {
            LexemeKind::OpenBlock => depth += 1,
            LexemeKind::CloseBlock if depth == 0 => return end,
            LexemeKind::CloseBlock => depth -= 1,
            LexemeKind::Newline if depth == 0 => return lexeme.span.end as usize,
            LexemeKind::Newline => return end,
            _ => {}
        }
    }
    if depth == 0 { text.len() } else { end }
}

/// A text that the grammar refused.
struct BrokenText<'t> {
    text: &'t str,
    base: u32,
    lexemes: &'t [Lexeme],
    start: usize,
    end: usize,
    at: usize,
}

impl<'t> BrokenText<'t> {
    fn diagnostic(&self) -> Diagnostic {
        self.unclosed_mark()
            .or_else(|| self.wrong_mark())
            .or_else(|| self.misplaced_list())
            .or_else(|| self.wrong_list())
            .or_else(|| self.wrong_assignment())
            .or_else(|| self.wrong_noun())
            .or_else(|| self.wrong_ends())
            .or_else(|| self.wrong_name())
            .unwrap_or_else(|| self.unexpected())
    }

    fn slice(&self, lexeme: &Lexeme) -> &'t str {
        &self.text[lexeme.span.range()]
    }

    fn place(&self, lexeme: &Lexeme) -> Span {
        lexeme.span.shifted(self.base)
    }

    fn find(&self, kind: LexemeKind) -> Option<&'t Lexeme> {
        self.lexemes.iter().find(|lexeme| lexeme.kind == kind)
    }

    /// The first word of the text, if it begins with a word.
    fn first_word(&self) -> Option<&'t str> {
        let first = self.lexemes.first()?;
        (first.kind == LexemeKind::Word).then(|| self.slice(first))
    }

    /// The last lexeme that is more than an end of the line or statement.
    fn last(&self) -> Option<&'t Lexeme> {
        self.lexemes
            .iter()
            .rfind(|lexeme| !matches!(lexeme.kind, LexemeKind::Newline | LexemeKind::Semicolon))
    }

    /// The lexemes that are not inside a list, nor its brackets.
    fn outside_lists(&self) -> Vec<&'t Lexeme> {
        let mut in_list = false;
        self.lexemes
            .iter()
            .filter(|lexeme| match lexeme.kind {
                LexemeKind::OpenList => {
                    in_list = true;
                    false
                }
                LexemeKind::CloseList => {
                    in_list = false;
                    false
                }
                _ => !in_list,
            })
            .collect()
    }

    /// What is at the place where the grammar gave up.
    fn unexpected(&self) -> Diagnostic {
        let lexeme = self
            .lexemes
            .iter()
            .find(|lexeme| lexeme.span.end as usize > self.at && lexeme.kind != LexemeKind::Newline)
            .or(self.lexemes.last());
        let Some(lexeme) = lexeme else {
            let span = Span::new(self.start as u32, self.end as u32);
            return wording::unexpected(span.shifted(self.base), "text", "a statement");
        };
        let before = self
            .lexemes
            .iter()
            .take_while(|before| before.span.end <= lexeme.span.start)
            .filter(|before| before.kind != LexemeKind::Newline)
            .last();
        self.expected(lexeme, self.expected_after(before))
    }

    /// What can follow a lexeme of this statement.
    fn expected_after(&self, before: Option<&Lexeme>) -> &'static str {
        let Some(before) = before else {
            return "a statement";
        };
        let noun = self.first_word().unwrap_or_default();
        let is_chain = !KEYWORDS.contains(&noun) || noun == "node";
        let is_in_place = is_chain
            && self.outside_lists().iter().skip(1).any(|lexeme| {
                lexeme.span.start < before.span.start
                    && lexeme.kind == LexemeKind::Word
                    && self.slice(lexeme) == "in"
            });
        match before.kind {
            LexemeKind::Word | LexemeKind::String if is_in_place => "`/` or the end of the line",
            LexemeKind::Word if self.slice(before) == "in" && is_chain => "the name of a group",
            LexemeKind::Arrow | LexemeKind::Comma | LexemeKind::Slash => "a name",
            LexemeKind::OpenBlock | LexemeKind::CloseBlock => "a statement",
            _ if noun == "use" => "the end of the line",
            _ if noun == "row" => "a comma or the end of the line",
            LexemeKind::Word if noun == "group" => "a string, `[` or `{`",
            LexemeKind::String if noun == "group" => "`[` or `{`",
            LexemeKind::CloseList if noun == "group" => "`{`",
            LexemeKind::Word if is_chain => "an arrow, a string, `[` or the end of the line",
            LexemeKind::String if is_chain => "an arrow, `[` or the end of the line",
            LexemeKind::CloseList if is_chain => "an arrow or the end of the line",
            LexemeKind::Word => "a string, `[` or the end of the line",
            LexemeKind::String => "`[` or the end of the line",
            _ => "the end of the line",
        }
    }

    fn expected(&self, lexeme: &Lexeme, expected: &str) -> Diagnostic {
        wording::unexpected(self.place(lexeme), &self.found_text(lexeme), expected)
    }

    fn found_text(&self, lexeme: &Lexeme) -> String {
        match lexeme.kind {
            LexemeKind::Newline => "end of the line".to_owned(),
            LexemeKind::String => format!("string {}", quote(self.slice(lexeme))),
            _ => quote(self.slice(lexeme)),
        }
    }
}
