//! Names.

use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

use super::in_quotes;

pub(in crate::parse) fn kept_word(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ReservedWord,
        span,
        format!(
            "{} is a reserved word, but no statement uses it yet",
            quote(word)
        ),
    )
    .label("reserved for a later version")
    .help(format!(
        "to use it as a name, write it in quotes: `\"{word}\"`"
    ))
}

pub(in crate::parse) fn reserved_word(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ReservedWord,
        span,
        format!(
            "{} is a reserved word; as a name, it must be in quotes",
            quote(word)
        ),
    )
    .fix("write it in quotes", span, format!("\"{word}\""))
}

/// `instead` is the name in quotes, `other` what else may have been meant: `net/lb` by `net.lb`.
pub(in crate::parse) fn wrong_bare_name(
    span: Span,
    name: &str,
    instead: String,
    other: Option<(&str, String)>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::WrongName,
        span,
        format!("the name {} must be in quotes", quote(name)),
    )
    .note(BARE_NAME)
    .fix("write it in quotes", span, instead);
    match other {
        Some((message, text)) => problem.fix(message, span, text),
        None => problem,
    }
}

/// The path of a file, or what looks like one. `instead` is the whole in quotes, `of_groups` the same as a path of
/// groups.
pub(in crate::parse) fn wrong_path(
    span: Span,
    path: &str,
    instead: String,
    of_groups: Option<String>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::WrongName,
        span,
        format!("the name {} must be in quotes", quote(path)),
    )
    .note(BARE_NAME)
    .fix("write the whole path in quotes", span, instead);
    match of_groups {
        Some(path) => problem.help(format!(
            "if it refers to something in a group, write each name in its own quotes: {}",
            quote(&path)
        )),
        None => problem,
    }
}

pub(in crate::parse) fn quoted_name(span: Span, name: &str) -> Diagnostic {
    wrong_bare_name(span, name, in_quotes(name), None)
}

pub(super) const BARE_NAME: &str =
    "without quotes, a name consists of letters, digits and `_`, with single `-` between them";

/// `instead` is the words in quotes, `other` what else may have been meant, which comes first if it is likelier.
pub(in crate::parse) fn several_words(
    span: Span,
    text: &str,
    instead: String,
    other: Option<(&str, String)>,
    is_other_likely: bool,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("nothing joins the words {}", quote(text)),
    );
    let in_quotes = |problem: Diagnostic| {
        problem.fix("write a name with spaces in quotes", span, instead.clone())
    };
    match other {
        Some((message, text)) if is_other_likely => in_quotes(problem.fix(message, span, text)),
        Some((message, text)) => in_quotes(problem).fix(message, span, text),
        None => in_quotes(problem),
    }
}

pub(in crate::parse) fn wrong_first_character(span: Span, name: &str, first: char) -> Diagnostic {
    Diagnostic::new(
        Code::WrongName,
        span,
        format!(
            "a name that begins with the character U+{:04X} must be in quotes",
            u32::from(first)
        ),
    )
    .fix("write the name in quotes", span, in_quotes(name))
}

pub(in crate::parse) fn long_name(span: Span, most: usize) -> Diagnostic {
    Diagnostic::new(
        Code::WrongName,
        span,
        format!(
            "a name of {} bytes is too long; at most {most} are allowed",
            span.len()
        ),
    )
    .help("use a short name and a long label: `node short \"…\"`")
}

pub(in crate::parse) fn empty_name(span: Span) -> Diagnostic {
    Diagnostic::new(Code::WrongName, span, "a name cannot be empty")
        .help("write a name between the quotes")
}
