//! The words and marks of a text that fits no statement.
//!
//! This is not how files are parsed: the grammar does that. When the grammar has said no, these lexemes say what the
//! user may have meant. They take in what the language has not: other languages' arrows, strings that do not end.

use crate::source::Span;

/// What a lexeme is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LexemeKind {
    Word,
    String,
    /// A string whose closing quote is not on its line; it goes to the line's end.
    UnclosedString,
    /// `>>`, `<<`, `--` or `<>`.
    Arrow,
    /// What someone might take for an arrow.
    WrongArrow,
    Comma,
    Semicolon,
    Slash,
    OpenList,
    CloseList,
    OpenBlock,
    CloseBlock,
    Equals,
    Newline,
    Comment,
    UnclosedComment,
    /// A character that begins nothing.
    Unknown,
}

/// One word or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lexeme {
    pub(crate) kind: LexemeKind,
    pub(crate) span: Span,
}

/// The lexemes of a text from a byte on. Blanks are left out.
pub(crate) fn lexemes(text: &str, from: usize) -> impl Iterator<Item = Lexeme> + '_ {
    let mut at = from;
    // A `#` begins a comment where nothing stands before it on its line.
    let before = text[..from].trim_end_matches([' ', '\t', '\r']);
    let mut line_is_blank = before.is_empty() || before.ends_with('\n');
    std::iter::from_fn(move || {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
        let rest = &text[at..];
        let (kind, length) = lexeme(rest, line_is_blank)?;
        let span = Span::new(at as u32, (at + length) as u32);
        at += length;
        line_is_blank = kind == LexemeKind::Newline || line_is_blank && kind == LexemeKind::Comment;
        Some(Lexeme { kind, span })
    })
}

fn lexeme(rest: &str, line_is_blank: bool) -> Option<(LexemeKind, usize)> {
    let first = rest.chars().next()?;
    let one = |kind| Some((kind, first.len_utf8()));
    match first {
        '\n' => one(LexemeKind::Newline),
        ',' => one(LexemeKind::Comma),
        ';' => one(LexemeKind::Semicolon),
        '[' => one(LexemeKind::OpenList),
        ']' => one(LexemeKind::CloseList),
        '{' => one(LexemeKind::OpenBlock),
        '}' => one(LexemeKind::CloseBlock),
        '"' => Some(string(rest)),
        '/' if rest.starts_with("//") => Some((LexemeKind::Comment, line_length(rest))),
        '/' if rest.starts_with("/*") => Some(block_comment(rest)),
        '/' => one(LexemeKind::Slash),
        '#' if line_is_blank => Some((LexemeKind::Comment, line_length(rest))),
        _ => arrow(rest)
            .or_else(|| word(rest))
            .or_else(|| {
                if first == '=' {
                    one(LexemeKind::Equals)
                } else {
                    None
                }
            })
            .or_else(|| one(LexemeKind::Unknown)),
    }
}

fn line_length(rest: &str) -> usize {
    memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())
}

fn block_comment(rest: &str) -> (LexemeKind, usize) {
    match rest[2..].find("*/") {
        Some(at) => (LexemeKind::Comment, at + 4),
        None => (LexemeKind::UnclosedComment, rest.len()),
    }
}

fn string(rest: &str) -> (LexemeKind, usize) {
    let mut from = 1;
    while let Some(at) = memchr::memchr3(b'"', b'\\', b'\n', &rest.as_bytes()[from..]) {
        let at = from + at;
        match rest.as_bytes()[at] {
            b'"' => return (LexemeKind::String, at + 1),
            b'\n' => break,
            _ => {
                let escaped = rest[at + 1..].chars().next();
                match escaped {
                    Some(character) if character != '\n' => from = at + 1 + character.len_utf8(),
                    _ => break,
                }
            }
        }
    }
    let line = &rest[..line_length(rest)];
    (LexemeKind::UnclosedString, line.trim_end().len())
}

/// The four arrows, and what other languages draw arrows with.
fn arrow(rest: &str) -> Option<(LexemeKind, usize)> {
    const UNICODE: [char; 10] = ['→', '←', '↔', '⇒', '⇐', '⇔', '⟶', '⟵', '➔', '➜'];
    let first = rest.chars().next()?;
    if UNICODE.contains(&first) {
        return Some((LexemeKind::WrongArrow, first.len_utf8()));
    }
    let length = rest
        .bytes()
        .take_while(|byte| matches!(byte, b'-' | b'=' | b'<' | b'>' | b'~' | b'.'))
        .count();
    let run = &rest[..length];
    if let Some(more) = odd_head(run, &rest[length..]) {
        return Some((LexemeKind::WrongArrow, length + more));
    }
    match run {
        ">>" | "<<" | "--" | "<>" => Some((LexemeKind::Arrow, 2)),
        "" | "=" | "." => None,
        _ if run.contains(['<', '>']) || run.len() > 1 && run.starts_with(['-', '=']) => {
            Some((LexemeKind::WrongArrow, length))
        }
        _ => None,
    }
}

/// The rest of an arrow whose head is a cross, a circle or a bracket, as Mermaid has them: `-x>`, `--x`, `--o`, `-)`.
fn odd_head(run: &str, rest: &str) -> Option<usize> {
    let is_line = run.len() > 1 && run.starts_with(['-', '=']) && run.ends_with(['-', '=']);
    if run != "-" && !is_line {
        return None;
    }
    let after = rest.strip_prefix(['x', 'o', ')'])?;
    if after.starts_with('>') {
        return Some(2);
    }
    // `a --x` is an arrow and a node, where nothing else follows.
    let next = after.strip_prefix(' ')?.trim_start();
    let is_node = next.starts_with(|c: char| is_word_character(c) || c == '"');
    (is_node && !next.starts_with("in ")).then_some(1)
}

/// A word, with all that may stand in a bare value: `a.b`, `#ff9900`, `50%`, `az-900`.
fn word(rest: &str) -> Option<(LexemeKind, usize)> {
    let mut length = 0;
    for (at, character) in rest.char_indices() {
        let after = &rest[at + character.len_utf8()..];
        let belongs = match character {
            '-' => length > 0 && after.starts_with(is_word_character),
            '.' | '#' | '%' | '+' | ':' => true,
            _ => is_word_character(character),
        };
        if !belongs {
            break;
        }
        length = at + character.len_utf8();
    }
    (length > 0).then_some((LexemeKind::Word, length))
}

pub(super) fn is_word_character(character: char) -> bool {
    pest::unicode::XID_CONTINUE(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use LexemeKind::*;

    fn kinds(text: &str) -> Vec<(LexemeKind, &str)> {
        lexemes(text, 0)
            .map(|lexeme| (lexeme.kind, &text[lexeme.span.range()]))
            .collect()
    }

    #[test]
    fn arrows_right_and_wrong() {
        assert_eq!(
            kinds("a -> b>>c --> d → e -- f<-g ==> h"),
            [
                (Word, "a"),
                (WrongArrow, "->"),
                (Word, "b"),
                (Arrow, ">>"),
                (Word, "c"),
                (WrongArrow, "-->"),
                (Word, "d"),
                (WrongArrow, "→"),
                (Word, "e"),
                (Arrow, "--"),
                (Word, "f"),
                (WrongArrow, "<-"),
                (Word, "g"),
                (WrongArrow, "==>"),
                (Word, "h"),
            ]
        );
    }

    #[test]
    fn strings_and_comments_that_do_not_end() {
        assert_eq!(kinds("\"a\\\"b"), [(UnclosedString, "\"a\\\"b")]);
        assert_eq!(
            kinds("\"a \n\"b\""),
            [(UnclosedString, "\"a"), (Newline, "\n"), (String, "\"b\"")]
        );
        assert_eq!(kinds("\"a\\"), [(UnclosedString, "\"a\\")]);
        assert_eq!(kinds("/*/ x"), [(UnclosedComment, "/*/ x")]);
        assert_eq!(kinds("/*/*/x"), [(Comment, "/*/*/"), (Word, "x")]);
    }

    #[test]
    fn a_hash_is_a_comment_at_a_lines_start_only() {
        assert_eq!(
            kinds("# a\n[c=#f]"),
            [
                (Comment, "# a"),
                (Newline, "\n"),
                (OpenList, "["),
                (Word, "c"),
                (Equals, "="),
                (Word, "#f"),
                (CloseList, "]")
            ]
        );
    }
}
