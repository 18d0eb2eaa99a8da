//! Strings, escapes and comments.

use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Diagnostic, Edit, Help};
use crate::source::Span;

/// A text as a string.
pub(in crate::parse) fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

pub(in crate::parse) fn unclosed_string(span: Span, end: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnclosedString,
        span,
        "this string does not end on its line",
    )
    .label("the string begins here")
    .fix("close it", end, "\"")
    .note("write a line break in a string as `\\n`")
}

pub(in crate::parse) fn quote_without_string(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnclosedString,
        span,
        "this quotation mark does not end a string on its line",
    )
    .note("a string begins and ends on one line; write a line break in it as `\\n`")
}

pub(in crate::parse) fn quote_in_string(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "the string ends before this")
        .label("expected a space, or no quotation mark before this")
        .help("write a quotation mark in a string as `\\\"`")
}

pub(in crate::parse) fn unclosed_comment(opener: Span) -> Diagnostic {
    Diagnostic::new(Code::UnclosedComment, opener, "this comment is not closed")
        .label("it begins here and continues to the end of the file")
        .help("write `*/` where the comment ends")
}

pub(in crate::parse) fn unknown_escape(span: Span, escape: &str) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::WrongEscape,
        span,
        format!("unknown escape {}", quote(escape)),
    );
    let backslash = Span::new(span.start, span.start + 1);
    match escape {
        "\\'" => problem.fix(
            "remove the backslash: this quotation mark needs none",
            backslash,
            "",
        ),
        "\\l" | "\\r" => problem
            .fix("for a line break, write `\\n`", span, "\\n")
            .fix("for a backslash, write two", backslash, "\\\\"),
        _ => problem.fix("for a backslash, write two", backslash, "\\\\"),
    }
    .note("the escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{1F600}`")
}

/// `digits` are hexadecimal ones without their braces.
pub(in crate::parse) fn not_a_character(span: Span, digits: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::WrongEscape,
        span,
        "this escape does not stand for a character",
    );
    if let Some(digits) = digits {
        let mut problem = problem;
        problem.helps.push(Help {
            message: "write the number in braces".to_owned(),
            edits: [(digits.start, "{"), (digits.end, "}")]
                .map(|(at, text)| Edit {
                    span: Span::at(at),
                    text: text.to_owned(),
                })
                .into(),
        });
        return problem;
    }
    problem.help("write the character's number in hexadecimal digits: `\\u{1F600}` is 😀")
}

pub(in crate::parse) fn forbidden_escape(span: Span, character: char) -> Diagnostic {
    Diagnostic::new(
        Code::ForbiddenCharacter,
        span,
        format!("the character U+{:04X} is not allowed in a picture", u32::from(character)),
    )
    .note("SVG cannot contain control characters, U+FEFF, U+FFFE or U+FFFF; write a tab as `\\t` and a line break as `\\n`")
}

/// A quote of another language, in a way that can be read.
fn other_quote(mark: &str) -> String {
    match mark {
        "`" => "a backtick".to_owned(),
        _ => quote(mark),
    }
}

pub(in crate::parse) fn wrong_quotes(
    span: Span,
    quote: &str,
    whole: Span,
    content: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownCharacter,
        span,
        format!(
            "{} is not a quotation mark in this language",
            other_quote(quote)
        ),
    )
    .fix("use `\"`", whole, in_quotes(content))
}

pub(in crate::parse) fn wrong_quote(span: Span, quote: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownCharacter,
        span,
        format!(
            "{} is not a quotation mark in this language",
            other_quote(quote)
        ),
    )
    .help("write strings in `\"`, and also names that contain this character")
}

/// `mark` is what a comment's mark can be put in place of.
pub(in crate::parse) fn other_comment(span: Span, found: &str, mark: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::UnknownCharacter,
        span,
        format!("{} does not begin a comment in this language", quote(found)),
    );
    match mark {
        Some(mark) => problem.fix("begin a comment with `//`", mark, "//"),
        None => problem.help("write a comment as `// …` or `/* … */`"),
    }
}

pub(in crate::parse) fn late_hash(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownCharacter,
        span,
        "`#` begins a comment only at the start of a line",
    )
    .fix(
        "use `//` elsewhere",
        Span::new(span.start, span.start + 1),
        "//",
    )
}
