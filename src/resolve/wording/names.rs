//! Names, paths and places that lead nowhere, or to several things.

use crate::ast::{spell, spelled_path};
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::slips::Reach;
use crate::source::Span;

use super::did_you_mean;

/// `inside` is the group in which the name is looked up, empty for the first name of a path.
pub(in crate::resolve) fn unknown_in_path(
    at: Span,
    name: &str,
    inside: &[&str],
    wants_group: bool,
) -> Diagnostic {
    let what = if wants_group {
        "group"
    } else {
        "node or group"
    };
    let place = match inside {
        [] => String::new(),
        path => format!(" in {}", quote(&spelled_path(path.iter().copied()))),
    };
    Diagnostic::new(
        Code::UnknownPath,
        at,
        format!("there is no {what} {}{place}", quote(name)),
    )
}

pub(in crate::resolve) fn paths_make_nothing(problem: Diagnostic) -> Diagnostic {
    problem
        .note("a path creates nothing: each part of it must be declared or mentioned elsewhere")
        .help("if the `/` is part of a name, write that name in quotes: `\"CI/CD\"`")
}

/// Why a path is offered: `group` is the path of the group that contains what was meant.
pub(in crate::resolve) fn stands_in(group: &str) -> String {
    format!("use the path of the one in {}", quote(group))
}

/// The group of an `each` that names it without a path.
pub(in crate::resolve) fn unknown_group(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownPath,
        at,
        format!("there is no group {}", quote(name)),
    )
}

pub(in crate::resolve) fn each_makes_nothing(problem: Diagnostic) -> Diagnostic {
    problem.note("`each` stands for the nodes of an existing group; it creates nothing")
}

/// One of the things that an ambiguous name may mean.
pub(in crate::resolve) struct Candidate {
    pub(in crate::resolve) at: Span,
    pub(in crate::resolve) is_group: bool,
    /// The path of the group that contains it.
    pub(in crate::resolve) stands_in: String,
    pub(in crate::resolve) reach: Reach,
}

/// How many of the things that an ambiguous name may mean are shown.
const MOST_SHOWN: usize = 6;

pub(in crate::resolve) fn ambiguous(at: Span, name: &str, candidates: &[Candidate]) -> Diagnostic {
    let groups = candidates.iter().filter(|one| one.is_group).count();
    let what = match groups {
        0 => "nodes",
        _ if groups == candidates.len() => "groups",
        _ => "nodes and groups",
    };
    let count = candidates.len();
    let mut problem = Diagnostic::new(
        Code::AmbiguousName,
        at,
        format!(
            "{} is ambiguous: {count} {what} have this name",
            quote(name)
        ),
    )
    .label("which one?");
    for one in candidates.iter().take(MOST_SHOWN) {
        problem = problem.also(one.at, "one of them");
    }
    for one in candidates.iter().take(MOST_SHOWN) {
        let group = quote(&one.stands_in);
        problem = match &one.reach {
            Reach::By(path) => problem.fix(format!("use the path of the one in {group}"), at, path),
            Reach::Hidden => problem.help(format!(
                "to refer to the one in {group}, rename it or the group around it: here, its path leads to something closer"
            )),
            Reach::Unfit | Reach::Unknown => problem,
        };
    }
    if candidates.iter().any(|one| one.reach == Reach::Unknown) || count > MOST_SHOWN {
        problem = problem.help("or use the path of another one, such as `group/name`");
    }
    problem.help(format!("or declare a new one here: `node {}`", spell(name)))
}

/// `path` is the groups that lead to the last name.
pub(in crate::resolve) fn new_path(at: Span, path: &[&str], last: &str) -> Diagnostic {
    let (last, place) = (spell(last), spelled_path(path.iter().copied()));
    Diagnostic::new(Code::NewPath, at, "`new` is not allowed before a path").help(format!(
        "write `new {last}` in the group, or `node new {last} in {place}`"
    ))
}

pub(in crate::resolve) fn each_of_nothing(at: Span, path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::WrongEach,
        at,
        format!("no node is directly in the group {}", quote(path)),
    )
    .note("`each` stands for the nodes directly in a group, not for those of the groups inside it")
}

pub(in crate::resolve) fn declared_each(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongEach,
        at,
        "`node` declares nodes, but `each` stands for existing ones",
    )
    .help("remove `each`, or use it in a chain with arrows")
}

pub(in crate::resolve) fn each_with_appearance(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongEach,
        at,
        "`each` takes no label and no attributes",
    )
    .help("for all nodes of a group, write `node [color=red]` in its block")
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
            quote(name),
            quote(&spelled_path(inside.iter().copied()))
        ),
    )
    .also(found, "the place begins with this group")
    .note("`in` creates missing groups only inside the group that contains the chain");
    match nearest {
        Some(nearest) => problem.fix(did_you_mean(nearest), at, spell(nearest)),
        None => problem.help(format!(
            "declare it there: `group {} {{ }}` in the block of {}",
            spell(name),
            quote(&spelled_path(inside.iter().copied()))
        )),
    }
}
