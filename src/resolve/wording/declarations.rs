//! Declarations, and contradictions between them.

use crate::ast::spell;
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Diagnostic, Edit};
use crate::source::Span;

use super::did_you_mean;

pub(in crate::resolve) fn declared_twice(
    noun: &str,
    name: Option<&str>,
    first: Span,
    second: Span,
) -> Diagnostic {
    let what = match name {
        Some(name) => format!("the {noun} {} is declared twice in this file", quote(name)),
        None => format!("there are two `{noun}` statements in this file"),
    };
    Diagnostic::new(Code::DeclaredTwice, second, what)
        .label("declared again here")
        .also(first, "first declared here")
        .help("merge them into one")
}

pub(in crate::resolve) fn node_and_group(name: &str, node: Span, group: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NodeAndGroup,
        node,
        format!(
            "{} is both a node and a group in the same scope",
            quote(name)
        ),
    )
    .label("a node here")
    .also(group, "a group here")
    .help("give one of them another name; both can have the same label")
}

pub(in crate::resolve) fn style_name(at: Span, name: &str, style: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::StyleName,
        at,
        format!("{} is the name of an edge style", quote(name)),
    )
    .label("no node or group can have this name");
    match style {
        Some(style) => problem.also(style, "the edge style"),
        None => problem.note("`dive` is a built-in edge style"),
    }
}

/// A cert of a catalogue, referred to by its code or its label, or without the `use` that includes the catalogue, which
/// goes to `use_at`.
pub(in crate::resolve) fn cert_by_other_name(
    at: Span,
    name: &str,
    catalogue: &str,
    cert: &str,
    use_at: Option<Span>,
) -> Diagnostic {
    let is_own = cert == name;
    let rename = (!is_own).then(|| Edit {
        span: at,
        text: spell(cert),
    });
    let used = use_at.map(|span| Edit {
        span,
        text: format!("use {catalogue}\n"),
    });
    let message = match (is_own, use_at) {
        (true, _) => format!("use the catalogue `{catalogue}`, which has it"),
        (false, None) => format!("did you mean the cert `{cert}` of the catalogue `{catalogue}`?"),
        (false, Some(_)) => {
            format!("use the catalogue `{catalogue}`, which has it as `{cert}`")
        }
    };
    Diagnostic::new(
        Code::UnknownCert,
        at,
        format!("there is no cert {}", quote(name)),
    )
    .fix_with(message, rename.into_iter().chain(used))
}

pub(in crate::resolve) fn unknown_cert(at: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::UnknownCert,
        at,
        format!("there is no cert {}", quote(name)),
    );
    match nearest {
        Some(nearest) => {
            let text = spell(nearest);
            problem.fix(did_you_mean(&text), at, text)
        }
        None => problem.help(format!("declare it: `cert {}`", spell(name))),
    }
}
