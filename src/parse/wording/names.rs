//! Names.

use crate::diagnostics::render::quoted;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

use super::in_quotes;

pub(in crate::parse) fn kept_word(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ReservedWord,
        span,
        format!(
            "{} is a reserved word, and no statement begins with it yet",
            quoted(word)
        ),
    )
    .label("kept for a later version")
    .help(format!("as a name, write it in quotes: `\"{word}\"`"))
}

pub(in crate::parse) fn reserved_word(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ReservedWord,
        span,
        format!(
            "{} is a word of the language; as a name it must be in quotes",
            quoted(word)
        ),
    )
    .fix("put it in quotes", span, format!("\"{word}\""))
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
        format!("the name {} must be in quotes", quoted(name)),
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
        format!("the name {} must be in quotes", quoted(path)),
    )
    .note(BARE_NAME)
    .fix("write the whole in quotes", span, instead);
    match of_groups {
        Some(path) => problem.help(format!(
            "if it leads to what stands in a group, each name has its own quotes: {}",
            quoted(&path)
        )),
        None => problem,
    }
}

pub(in crate::parse) fn quoted_name(span: Span, name: &str) -> Diagnostic {
    wrong_bare_name(span, name, in_quotes(name), None)
}

pub(super) const BARE_NAME: &str =
    "without quotes, a name is made of letters, digits and `_`, with single `-` between them";

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
        format!("nothing stands between the words {}", quoted(text)),
    );
    let in_quotes = |problem: Diagnostic| {
        problem.fix(
            "a name with blanks is written in quotes",
            span,
            instead.clone(),
        )
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
            "a name of {} bytes is too long; {most} are the most",
            span.len()
        ),
    )
    .help("a label may be as long as it likes: `node short \"…\"`")
}

pub(in crate::parse) fn empty_name(span: Span) -> Diagnostic {
    Diagnostic::new(Code::WrongName, span, "a name cannot be empty")
        .help("write a name between the quotes")
}
