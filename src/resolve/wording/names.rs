//! Names, paths and places that lead nowhere, or to several things.

use crate::ast::{spelled, spelled_path};
use crate::diagnostics::render::quoted;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

/// `inside` is the group in which the name is looked for, empty for one with which a path begins.
pub(in crate::resolve) fn unknown_in_path(
    at: Span,
    name: &str,
    inside: &[&str],
    wants_group: bool,
    nearest: Option<&str>,
) -> Diagnostic {
    let what = if wants_group {
        "group"
    } else {
        "node or group"
    };
    let place = match inside {
        [] => String::new(),
        path => format!(" in {}", quoted(&spelled_path(path.iter().copied()))),
    };
    let problem = Diagnostic::new(
        Code::UnknownPath,
        at,
        format!("there is no {what} {}{place}", quoted(name)),
    );
    match nearest {
        Some(nearest) => problem.fix("one with a similar name exists", at, spelled(nearest)),
        None => problem
            .help("a path leads to what is said elsewhere; it makes nothing")
            .help("if the `/` belongs to a name, write that name in quotes: `\"CI/CD\"`"),
    }
}

/// The group of an `each` that names it without a path.
pub(in crate::resolve) fn unknown_group(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownPath,
        at,
        format!("there is no group {}", quoted(name)),
    )
    .help("`each` stands for the nodes of a group that is there; it makes nothing")
}

/// `groups` is how many of the candidates are groups; the others are nodes.
pub(in crate::resolve) fn ambiguous(
    at: Span,
    name: &str,
    candidates: &[(String, Span)],
    groups: usize,
) -> Diagnostic {
    let what = match groups {
        0 => "nodes",
        _ if groups == candidates.len() => "groups",
        _ => "nodes and groups",
    };
    let problem = Diagnostic::new(
        Code::AmbiguousName,
        at,
        format!(
            "{} could be any of {} {what}",
            quoted(name),
            candidates.len()
        ),
    )
    .label("which of them?");
    let paths: Vec<String> = candidates
        .iter()
        .take(6)
        .map(|(path, _)| format!("`{path}`"))
        .collect();
    let more = if candidates.len() > 6 { ", …" } else { "" };
    let problem = candidates
        .iter()
        .take(6)
        .fold(problem, |problem, (_, span)| {
            problem.also(*span, "one of them")
        });
    problem
        .help(format!("say its path: {}{more}", paths.join(", ")))
        .help(format!("or declare one here: `node {}`", spelled(name)))
}

/// `path` is the groups that lead to the last name.
pub(in crate::resolve) fn new_path(at: Span, path: &[&str], last: &str) -> Diagnostic {
    let (last, place) = (spelled(last), spelled_path(path.iter().copied()));
    Diagnostic::new(Code::NewPath, at, "`new` cannot stand before a path").help(format!(
        "a new node stands where it is said: write `new {last}` in the group, or `node new {last} in {place}`"
    ))
}

pub(in crate::resolve) fn each_of_nothing(at: Span, path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::WrongEach,
        at,
        format!("no node stands directly in the group {}", quoted(path)),
    )
    .help("`each` stands for the nodes of a group, not for those of the groups inside it")
}

pub(in crate::resolve) fn declared_each(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongEach,
        at,
        "`node` declares nodes, and `each` stands for some that are there",
    )
    .help("leave `each` out, or use it in a chain with arrows")
}

pub(in crate::resolve) fn each_with_appearance(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongEach,
        at,
        "`each` takes no label and no attributes",
    )
    .help("for all nodes of a group, write `node [color=red]` in it")
}

pub(in crate::resolve) fn missing_place(
    at: Span,
    name: &str,
    inside: &[&str],
    found: Span,
    nearest: Option<&str>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::MissingPlace,
        at,
        format!(
            "there is no group {} in {}",
            quoted(name),
            quoted(&spelled_path(inside.iter().copied()))
        ),
    )
    .also(found, "the group further out that the place begins with")
    .note("`in` makes what is missing only below the group in which it stands");
    match nearest {
        Some(nearest) => problem.fix("one with a similar name exists", at, spelled(nearest)),
        None => problem.help(format!(
            "declare it there: `group {} {{ }}` in the block of {}",
            spelled(name),
            quoted(&spelled_path(inside.iter().copied()))
        )),
    }
}
