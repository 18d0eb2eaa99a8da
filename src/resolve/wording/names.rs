//! Names, paths and places that lead nowhere, or to several things.

use crate::ast::{spelled, spelled_path};
use crate::diagnostics::render::quoted;
use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::slips::Reach;
use crate::source::Span;

/// `inside` is the group in which the name is looked for, empty for one with which a path begins.
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
        path => format!(" in {}", quoted(&spelled_path(path.iter().copied()))),
    };
    Diagnostic::new(
        Code::UnknownPath,
        at,
        format!("there is no {what} {}{place}", quoted(name)),
    )
}

pub(in crate::resolve) fn paths_make_nothing(problem: Diagnostic) -> Diagnostic {
    problem
        .help("a path leads to what is said elsewhere; it makes nothing")
        .help("if the `/` belongs to a name, write that name in quotes: `\"CI/CD\"`")
}

/// Why a path is offered: `group` is the path of the group that holds what was meant.
pub(in crate::resolve) fn stands_in(group: &str) -> String {
    format!("there is one in {}", quoted(group))
}

/// The group of an `each` that names it without a path.
pub(in crate::resolve) fn unknown_group(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownPath,
        at,
        format!("there is no group {}", quoted(name)),
    )
}

pub(in crate::resolve) fn each_makes_nothing(problem: Diagnostic) -> Diagnostic {
    problem.help("`each` stands for the nodes of a group that is there; it makes nothing")
}

/// One of the things that an ambiguous name may mean.
pub(in crate::resolve) struct Candidate {
    pub(in crate::resolve) at: Span,
    pub(in crate::resolve) is_group: bool,
    /// The path of the group that holds it.
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
        format!("{} could be any of {count} {what}", quoted(name)),
    )
    .label("which of them?");
    for one in candidates.iter().take(MOST_SHOWN) {
        problem = problem.also(one.at, "one of them");
    }
    for one in candidates.iter().take(MOST_SHOWN) {
        let group = quoted(&one.stands_in);
        problem = match &one.reach {
            Reach::By(path) => problem.fix(format!("for the one in {group}, say its path"), at, path),
            Reach::Hidden => problem.help(format!(
                "no path leads from here to the one in {group}: a name on the way means something nearer by; give one of the two another name"
            )),
            Reach::Unfit | Reach::Unknown => problem,
        };
    }
    if candidates.iter().any(|one| one.reach == Reach::Unknown) || count > MOST_SHOWN {
        problem = problem.help("or say the path of another, such as `group/name`");
    }
    problem.help(format!("or declare one here: `node {}`", spelled(name)))
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
