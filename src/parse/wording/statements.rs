//! Statements: their words, and what is missing in them.

use crate::diagnostics::render::{printable, quote};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{NotAPath, Span};

use super::in_quotes;

pub(in crate::parse) fn unexpected(span: Span, found: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, format!("unexpected {found}"))
        .label(format!("expected {expected}"))
}

pub(in crate::parse) fn unknown_statement(span: Span, word: &str, keyword: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("no statement begins with {}", quote(word)),
    )
    .fix(format!("did you mean `{keyword}`?"), span, keyword)
}

pub(in crate::parse) fn other_diagram(span: Span, word: &str, fix: (Span, String)) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("no statement begins with {}", quote(word)),
    )
    .fix(
        "write the title and the settings of the diagram after `diagram`",
        fix.0,
        fix.1,
    )
}

/// `word` is the first word of the line, and `said` is all of the line without attributes.
pub(in crate::parse) fn lone_name(
    chain: Span,
    word: Span,
    said: &str,
    keyword: Option<&str>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::LoneName,
        chain,
        format!("{} alone on a line is not a statement", quote(said)),
    );
    match keyword {
        Some(keyword) => problem.fix(format!("did you mean `{keyword}`?"), word, keyword),
        None => problem.label("expected an arrow after this, or `node` before it"),
    }
    .fix(
        "to declare a node, write `node` before it",
        Span::at(chain.start),
        "node ",
    )
}

pub(in crate::parse) fn lone_key_word(chain: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LoneName,
        chain,
        format!("{} alone on a line is not a statement", quote(word)),
    )
    .help("write attributes in brackets after what they belong to: `node a [color=red]`, `group net [color=red] {`, `diagram [direction=right]`")
}

pub(in crate::parse) fn lone_end(chain: Span) -> Diagnostic {
    Diagnostic::new(
        Code::LoneName,
        chain,
        "`end` alone on a line is not a statement",
    )
    .fix("end a group with `}`", chain, "}")
}

pub(in crate::parse) fn lone_each(chain: Span, path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LoneName,
        chain,
        format!("{} alone on a line is not a statement", quote(path)),
    )
    .label("expected an arrow before or after this")
    .help(format!("write, for example, `a >> {}`", printable(path)))
}

pub(in crate::parse) fn missing_name(span: Span, noun: &str, example: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingName, span, format!("`{noun}` needs a name"))
        .label("expected a name after this")
        .help(format!("write, for example, `{example}`"))
}

pub(in crate::parse) fn file_without_quotes(
    span: Span,
    name: &str,
    wrong_path: Option<NotAPath>,
) -> Diagnostic {
    if let Some(why) = wrong_path {
        return Diagnostic::new(
            Code::UnreadableFile,
            span,
            format!("cannot read {}: {why}", quote(name)),
        )
        .help("write the path of the file relative to the folder of this one: `use \"shared/skills.cert\"`");
    }
    Diagnostic::new(
        Code::WrongName,
        span,
        format!("the file name {} must be in quotes", quote(name)),
    )
    .fix("write it in quotes", span, in_quotes(name))
}

pub(in crate::parse) fn one_each(span: Span, noun: &str, gap: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("each `{noun}` must be a separate statement"),
    )
    .fix("begin a new statement", gap, format!("; {noun} "))
}

pub(in crate::parse) fn chain_after_noun(span: Span, noun: &str, whole: Span) -> Diagnostic {
    let (message, help) = if noun == "edge" {
        (
            "`edge` declares an edge style; it does not draw an edge",
            "remove `edge`: the arrow draws the edge",
        )
    } else {
        (
            "`cert` declares a cert; it draws nothing",
            "remove `cert` before the chain",
        )
    };
    Diagnostic::new(Code::NotAStatement, span, message).fix(help, whole, "")
}

pub(in crate::parse) fn early_place(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "no statement begins with `in`")
        .help("write a place at the end of its chain, on the same line: `a >> b in net`")
}

pub(in crate::parse) fn other_place(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("unexpected {}", quote(word)),
    )
    .fix("begin the place of a chain with `in`", span, "in")
}

pub(in crate::parse) fn after_place(span: Span, mark: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("{} is not allowed after a place", quote(mark)),
    )
    .label("expected the end of the line before this")
    .note("a place ends its chain and applies to all of it")
}
