//! Statements: their words, and what is missing in them.

use crate::diagnostics::render::{printable, quoted};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{NotAPath, Span};

use super::in_quotes;

pub(in crate::parse) fn unexpected(span: Span, found: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("{found} does not fit here"),
    )
    .label(format!("expected {expected}"))
}

pub(in crate::parse) fn unknown_statement(span: Span, word: &str, keyword: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("no statement begins with {}", quoted(word)),
    )
    .fix(format!("perhaps you meant `{keyword}`"), span, keyword)
}

pub(in crate::parse) fn other_diagram(span: Span, word: &str, fix: (Span, String)) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("no statement begins with {}", quoted(word)),
    )
    .fix(
        "a file is one diagram; what is said of it stands in `diagram`",
        fix.0,
        fix.1,
    )
}

/// `word` is the first word of the line, and `said` all of it that is no attribute.
pub(in crate::parse) fn lone_name(
    chain: Span,
    word: Span,
    said: &str,
    keyword: Option<&str>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::LoneName,
        chain,
        format!("{} alone on a line says nothing", quoted(said)),
    );
    match keyword {
        Some(keyword) => problem.fix(format!("perhaps you meant `{keyword}`"), word, keyword),
        None => problem.label("expected an arrow after this, or `node` before it"),
    }
    .fix(
        "to draw it without an arrow",
        Span::at(chain.start),
        "node ",
    )
}

pub(in crate::parse) fn lone_key_word(chain: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LoneName,
        chain,
        format!("{} alone on a line says nothing", quoted(word)),
    )
    .help("attributes stand in brackets after what they belong to: `node a [color=red]`, `group net [color=red] {`, `diagram [direction=right]`")
}

pub(in crate::parse) fn lone_end(chain: Span) -> Diagnostic {
    Diagnostic::new(Code::LoneName, chain, "`end` alone on a line says nothing").fix(
        "a group ends with `}`",
        chain,
        "}",
    )
}

pub(in crate::parse) fn lone_each(chain: Span, path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LoneName,
        chain,
        format!("{} alone on a line says nothing", quoted(path)),
    )
    .label("expected an arrow before or after this")
    .help(format!("for example `a >> {}`", printable(path)))
}

pub(in crate::parse) fn missing_name(span: Span, noun: &str, example: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingName, span, format!("`{noun}` needs a name"))
        .label("expected a name after this")
        .help(format!("for example `{example}`"))
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
            format!("cannot read {}: {why}", quoted(name)),
        )
        .help("say the path of a file from the folder of this one: `use \"shared/skills.cert\"`");
    }
    Diagnostic::new(
        Code::WrongName,
        span,
        format!("the file {} must be in quotes", quoted(name)),
    )
    .fix("the name of a file stands in quotes", span, in_quotes(name))
}

pub(in crate::parse) fn one_each(span: Span, noun: &str, gap: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("each `{noun}` is a statement of its own"),
    )
    .fix("begin a new one", gap, format!("; {noun} "))
}

pub(in crate::parse) fn chain_after_noun(span: Span, noun: &str, whole: Span) -> Diagnostic {
    let (message, help) = if noun == "edge" {
        (
            "`edge` names a style of edges; it draws none",
            "an edge is drawn by its arrow alone",
        )
    } else {
        (
            "`cert` puts something into the catalogue; it draws nothing",
            "a chain has no `cert` before it",
        )
    };
    Diagnostic::new(Code::NotAStatement, span, message).fix(help, whole, "")
}

pub(in crate::parse) fn early_place(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "`in` begins no statement")
        .help("a place stands at the end of its chain, on the same line: `a >> b in net`")
}

pub(in crate::parse) fn other_place(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("{} does not fit here", quoted(word)),
    )
    .fix("the place of a chain begins with `in`", span, "in")
}

pub(in crate::parse) fn after_place(span: Span, mark: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("no {} stands after a place", quoted(mark)),
    )
    .label("expected the end of the line before this")
    .help("a place ends its chain and holds for all of it")
}
