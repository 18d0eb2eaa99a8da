//! Unexpected characters.

use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

pub(in crate::parse) fn unknown_character(
    span: Span,
    character: &str,
    instead: Option<&str>,
) -> Diagnostic {
    let is_blank = character.chars().all(char::is_whitespace);
    let found = match character.chars().next() {
        Some(blank) if is_blank => format!("space U+{:04X}", u32::from(blank)),
        _ => format!("character {}", quote(character)),
    };
    let problem = Diagnostic::new(Code::UnknownCharacter, span, format!("unexpected {found}"));
    match instead {
        Some(" ") => problem.fix("write an ordinary space", span, " "),
        Some(instead) => problem.fix(format!("write `{instead}`"), span, instead),
        None => problem.help("write a name that contains it in quotes"),
    }
}

pub(in crate::parse) fn bullet(span: Span, character: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownCharacter,
        span,
        format!("unexpected character {}", quote(character)),
    )
    .help("remove the bullet: a node is `node a`, and a step from one node to the next is `a >> b`")
}

pub(in crate::parse) fn call(span: Span) -> Diagnostic {
    Diagnostic::new(Code::UnknownCharacter, span, "unexpected character `(`")
        .help("write a node as `node name \"Label\" [color=red]`")
}

pub(in crate::parse) fn markup(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownCharacter,
        span,
        "markup is not part of this language",
    )
    .help("write text in quotes; it is shown exactly as written")
}
