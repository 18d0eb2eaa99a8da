//! Characters that begin nothing.

use crate::diagnostics::render::quoted;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

pub(in crate::parse) fn unknown_character(
    span: Span,
    character: &str,
    instead: Option<&str>,
) -> Diagnostic {
    let is_blank = character.chars().all(char::is_whitespace);
    let found = match character.chars().next() {
        Some(blank) if is_blank => format!("the blank U+{:04X}", u32::from(blank)),
        _ => quoted(character),
    };
    let problem = Diagnostic::new(
        Code::UnknownCharacter,
        span,
        format!("{found} begins nothing in this language"),
    );
    match instead {
        Some(" ") => problem.fix("write an ordinary blank", span, " "),
        Some(instead) => problem.fix(format!("write `{instead}`"), span, instead),
        None => problem.help("a name that holds it is written in quotes"),
    }
}

pub(in crate::parse) fn bullet(span: Span, character: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownCharacter,
        span,
        format!("{} begins nothing in this language", quoted(character)),
    )
    .help("statements have no bullets: a node is `node a`, a step from one to the next `a >> b`")
}

pub(in crate::parse) fn call(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownCharacter,
        span,
        "`(` begins nothing in this language",
    )
    .help("a node is written `node name \"Label\" [color=red]`")
}

pub(in crate::parse) fn markup(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownCharacter,
        span,
        "no markup is read in this language",
    )
    .help("a text is written in quotes, and shown as it is")
}
