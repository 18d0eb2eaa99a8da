//! The words of all that can be wrong with what a file means.
//!
//! Each function makes one diagnostic; none of them decides anything.

use std::path::Path;

use crate::ast::{spelled, spelled_path};
use crate::attributes::{Element, Key, KeyError, ValueError};
use crate::diagnostics::render::{printable, quoted};
use crate::diagnostics::{Code, Diagnostic, Edit, Help};
use crate::source::Span;

use super::synonyms::{is_kept, other_attribute, other_key, other_value};

/// A list in words: `a`, `b` and `c`.
fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

// ---- attributes ----

/// An attribute of something.
pub(super) fn attribute_of(key: Key, thing: &str) -> String {
    format!("`{}` of {thing}", key.name())
}

pub(super) fn wrong_key(at: Span, name: &str, element: Element, error: KeyError) -> Diagnostic {
    let noun = element.noun();
    let article = if matches!(element, Element::Edge) {
        "an"
    } else {
        "a"
    };
    match error {
        KeyError::Unknown { nearest } => {
            let problem = Diagnostic::new(
                Code::UnknownAttribute,
                at,
                format!("{article} {noun} has no attribute {}", quoted(name)),
            );
            match nearest.or_else(|| other_key(element, name)) {
                Some(nearest) => problem.fix(format!("perhaps you meant `{nearest}`"), at, nearest),
                None if is_kept(element, name) => Diagnostic::new(
                    Code::UnknownAttribute,
                    at,
                    format!(
                        "{} is kept for a later version and means nothing yet",
                        quoted(name)
                    ),
                )
                .help(format!(
                    "leave it out, or say it in the label: `{noun} a \"Label, {name}: …\"`"
                )),
                None => problem.help(format!(
                    "`certdot explain {noun}` lists what may be said of {article} {noun}"
                )),
            }
        }
        KeyError::WrongElement {
            belongs_to,
            nearest,
        } => {
            let nouns: Vec<String> = belongs_to
                .iter()
                .map(|element| format!("{}s", element.noun()))
                .collect();
            let problem = Diagnostic::new(
                Code::WrongElement,
                at,
                format!(
                    "{article} {noun} has no attribute {}; only {} have it",
                    quoted(name),
                    listed(&nouns)
                ),
            );
            match nearest.or_else(|| other_key(element, name)) {
                Some(nearest) => problem.fix(format!("perhaps you meant `{nearest}`"), at, nearest),
                None if element == Element::Node && belongs_to.contains(&Element::Edge) => problem
                    .help(format!(
                        "what is said of an edge stands between two arrows: `a >> edge [{name}=…] >> b`"
                    )),
                None if belongs_to == [Element::Diagram] => problem.help(format!(
                    "it is said of the whole picture: `diagram [{name}=…]`"
                )),
                None => problem,
            }
        }
        KeyError::Refused { instead } => Diagnostic::new(
            Code::RefusedAttribute,
            at,
            format!("{} cannot be set", quoted(name)),
        )
        .label("certdot sets this itself, or it would break the picture")
        .help(format!("instead: {instead}")),
    }
}

/// `key_at` is where the key stands, if it does.
pub(super) fn wrong_value(
    at: Span,
    key_at: Option<Span>,
    key: Key,
    value: &str,
    error: ValueError,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::WrongValue,
        at,
        format!("wrong value of `{}`: {}", key.name(), error.problem),
    )
    .label(format!("expected {}", error.expected));
    if let (Some(attribute), Some(key_at)) = (other_attribute(key, value), key_at) {
        return problem.fix(
            format!("perhaps you meant `{attribute}`"),
            key_at.to(at),
            attribute,
        );
    }
    let other = other_value(key, value).map(str::to_owned);
    match other.or(error.nearest) {
        Some(nearest) => {
            let is_bare = !nearest.is_empty()
                && nearest
                    .chars()
                    .all(|c| c.is_alphanumeric() || "_.#%+-:/".contains(c))
                && !nearest.contains("//");
            let text = if is_bare {
                nearest
            } else {
                format!("\"{nearest}\"")
            };
            problem.fix(format!("perhaps you meant `{text}`"), at, text.clone())
        }
        None => problem,
    }
}

/// Attributes of an edge on the node behind its arrow; with what moves them.
pub(super) fn edges_list(at: Span, name: &str, edits: Vec<Edit>) -> Diagnostic {
    let mut problem = Diagnostic::new(
        Code::WrongElement,
        at,
        format!(
            "a node has no attribute {}; only edges have it",
            quoted(name)
        ),
    );
    problem.helps.push(Help {
        message: "write the attributes of an edge between two arrows".to_owned(),
        edits,
    });
    problem
}

pub(super) fn two_values(what: &str, first: Span, second: Span, in_one_file: bool) -> Diagnostic {
    Diagnostic::new(Code::TwoValues, second, format!("{what} has two values"))
        .label("another value here")
        .also(first, "one value here")
        .help(if in_one_file {
            "leave one of them"
        } else {
            "say it in a file that uses both: what that says counts"
        })
}

// ---- declarations ----

pub(super) fn declared_twice(
    noun: &str,
    name: Option<&str>,
    first: Span,
    second: Span,
) -> Diagnostic {
    let what = match name {
        Some(name) => format!("the {noun} {} is declared twice in this file", quoted(name)),
        None => format!("there are two `{noun}` statements in this file"),
    };
    Diagnostic::new(Code::DeclaredTwice, second, what)
        .label("again here")
        .also(first, "first here")
        .help("make one of them, with all that both say")
}

pub(super) fn node_and_group(name: &str, node: Span, group: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NodeAndGroup,
        node,
        format!(
            "{} is both a node and a group in the same place",
            quoted(name)
        ),
    )
    .label("a node here")
    .also(group, "a group here")
    .help("give one of them another name; a label may be the same")
}

pub(super) fn style_name(at: Span, name: &str, style: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::StyleName,
        at,
        format!("{} is the name of an edge style", quoted(name)),
    )
    .label("no node or group can have it");
    match style {
        Some(style) => problem.also(style, "the edge style"),
        None => problem.note("`dive` is an edge style that is there from the start"),
    }
}

pub(super) fn unknown_cert(at: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::UnknownCert,
        at,
        format!("there is no cert {}", quoted(name)),
    );
    match nearest {
        Some(nearest) => {
            let text = spelled(nearest);
            problem.fix("one with a similar name exists", at, text)
        }
        None => problem.help(format!("declare it: `cert {}`", spelled(name))),
    }
}

// ---- names ----

/// `inside` is the group in which the name is looked for, empty for one with which a path begins.
pub(super) fn unknown_in_path(
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
pub(super) fn unknown_group(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownPath,
        at,
        format!("there is no group {}", quoted(name)),
    )
    .help("`each` stands for the nodes of a group that is there; it makes nothing")
}

/// `groups` is how many of the candidates are groups; the others are nodes.
pub(super) fn ambiguous(
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

pub(super) fn misplaced_link(at: Span, name: &str, why: &str) -> Diagnostic {
    if name == "edge" {
        return Diagnostic::new(Code::MisplacedLink, at, "this `edge` links nothing")
            .label(why)
            .help("what is said of an edge stands between two arrows: `a >> edge \"label\" >> b`")
            .help("a node of that name is written `\"edge\"`");
    }
    Diagnostic::new(
        Code::MisplacedLink,
        at,
        format!("{} is an edge style and links nothing here", quoted(name)),
    )
    .label(why)
    .help(format!(
        "a style stands alone between two arrows: `a >> {} >> b`",
        spelled(name)
    ))
}

pub(super) fn link_arrows(
    at: Span,
    name: &str,
    (first, first_arrow): (Span, &str),
    (second, second_arrow): (Span, &str),
) -> Diagnostic {
    Diagnostic::new(
        Code::LinkArrows,
        second,
        format!("the arrows on the two sides of {} differ", quoted(name)),
    )
    .label(format!("`{second_arrow}` here"))
    .also(first, format!("`{first_arrow}` here"))
    .also(at, "")
    .fix(
        format!(
            "the edge is one, and so is its arrow: `{first_arrow}` instead of `{second_arrow}`"
        ),
        second,
        first_arrow,
    )
}

pub(super) fn edge_to_itself(at: Span, inner: &str, group: &str, is_same: bool) -> Diagnostic {
    let message = if is_same {
        format!("this edge joins the group {} to itself", quoted(group))
    } else {
        format!(
            "this edge joins the group {} to {} inside it",
            quoted(group),
            quoted(inner)
        )
    };
    Diagnostic::new(Code::EdgeToItself, at, message)
        .help("an edge to a group comes from outside it and ends at its border")
        .help(format!(
            "if {} is meant to be a node of its own in the group, declare it there: `node {}`",
            quoted(group),
            spelled(group)
        ))
}

/// `is_here` tells whether the group stands in the very scope of the chain, where no node can have its name.
pub(super) fn group_appearance(at: Span, group: &str, declared: Span, is_here: bool) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::GroupAppearance,
        at,
        format!(
            "{} is a group; a chain cannot give it a label or attributes",
            quoted(group)
        ),
    )
    .also(declared, "the group")
    .help(format!(
        "say it where the group is declared: `group {} \"Label\" [color=red] {{`",
        spelled(group)
    ));
    match is_here {
        true => problem,
        false => problem.help(format!(
            "if a node is meant, declare it here: `node {}`",
            spelled(group)
        )),
    }
}

pub(super) fn group_in_row(at: Span, group: &str, declared: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongRow,
        at,
        format!("{} is a group and cannot stand in a row", quoted(group)),
    )
    .label("expected a node")
    .also(declared, "the group")
}

pub(super) fn row_of_groups(at: Span, first: Span, path: &str, first_path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::WrongRow,
        at,
        "the nodes of a row must stand in the same group",
    )
    .label(format!("this one is {path}"))
    .also(first, format!("this one is {first_path}"))
}

pub(super) fn row_makes_nothing(at: Span, name: &str, nearest: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::WrongRow,
        at,
        format!(
            "there is no node {} here, and a row makes none",
            quoted(name)
        ),
    );
    match nearest {
        Some(nearest) => problem.fix("one with a similar name exists", at, spelled(nearest)),
        None => problem.help(format!("declare it: `node {}`", spelled(name))),
    }
}

/// `path` is the groups that lead to the last name.
pub(super) fn new_path(at: Span, path: &[&str], last: &str) -> Diagnostic {
    let (last, place) = (spelled(last), spelled_path(path.iter().copied()));
    Diagnostic::new(Code::NewPath, at, "`new` cannot stand before a path").help(format!(
        "a new node stands where it is said: write `new {last}` in the group, or `node new {last} in {place}`"
    ))
}

pub(super) fn each_of_nothing(at: Span, path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::WrongEach,
        at,
        format!("no node stands directly in the group {}", quoted(path)),
    )
    .help("`each` stands for the nodes of a group, not for those of the groups inside it")
}

pub(super) fn declared_each(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongEach,
        at,
        "`node` declares nodes, and `each` stands for some that are there",
    )
    .help("leave `each` out, or use it in a chain with arrows")
}

pub(super) fn each_with_appearance(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongEach,
        at,
        "`each` takes no label and no attributes",
    )
    .help("for all nodes of a group, write `node [color=red]` in it")
}

pub(super) fn too_many_edges(at: Span, count: u64, most: u64) -> Diagnostic {
    Diagnostic::new(
        Code::TooManyEdges,
        at,
        format!("this chain would make {count} edges; {most} are the most"),
    )
    .help("each arrow joins each term on its left with each on its right; write several chains with shorter lists")
}

pub(super) fn too_many_edges_in_all(at: Span, most: u64) -> Diagnostic {
    Diagnostic::new(
        Code::TooManyEdges,
        at,
        format!("with this chain there would be more than {most} edges"),
    )
    .help("join groups in place of all their nodes: `network >> storage`")
}

pub(super) fn missing_place(
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

// ---- icons ----

pub(super) fn missing_icon(
    at: Span,
    name: &str,
    looked: &[String],
    with_endings: bool,
    nearest: Option<&str>,
) -> Diagnostic {
    let endings = if with_endings {
        " and the same with `.png`, `.jpg`, `.jpeg`, `.gif`, `.webp`"
    } else {
        ""
    };
    let problem = Diagnostic::new(
        Code::MissingIcon,
        at,
        format!("there is no icon {}", quoted(name)),
    )
    .note(format!("looked for {}{endings}", looked.join(", ")));
    match nearest {
        Some(nearest) => problem.fix("one with a similar name exists", at, spelled(nearest)),
        None => problem.help("`diagram [icons=folder]` or `--icons folder` names a folder of icons; `icon=none` draws none"),
    }
}

pub(super) fn missing_pack(at: Span, name: &str, looked: &[String]) -> Diagnostic {
    let pack = name.split(':').next().unwrap_or_default();
    Diagnostic::new(
        Code::MissingIcon,
        at,
        format!("there is no pack of icons {}", quoted(pack)),
    )
    .note(format!("looked for {}", looked.join(", ")))
    .help(format!(
        "put `{0}.json` of Iconify, or `node_modules/@iconify-json/{0}`, into a folder of icons",
        printable(pack)
    ))
}

pub(super) fn not_in_pack(at: Span, name: &str, pack: &Path, nearest: Option<&str>) -> Diagnostic {
    let (prefix, icon) = name.split_once(':').unwrap_or_default();
    let problem = Diagnostic::new(
        Code::MissingIcon,
        at,
        format!("the pack {} has no icon {}", quoted(prefix), quoted(icon)),
    )
    .note(format!(
        "the pack is {}",
        quoted(&pack.display().to_string())
    ));
    match nearest {
        Some(nearest) => {
            let text = format!("{prefix}:{nearest}");
            let is_bare = spelled(nearest) == nearest;
            problem.fix(
                "one with a similar name exists",
                at,
                if is_bare { text } else { spelled(&text) },
            )
        }
        None => problem.help(format!(
            "`certdot icons {}` lists what there is",
            printable(icon)
        )),
    }
}

pub(super) fn not_an_icon(at: Span, name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAnImage,
        at,
        format!("the icon {} {}", quoted(name), printable(why)),
    )
}

pub(super) fn not_an_image(at: Span, path: &Path, why: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAnImage,
        at,
        format!("{} {why}", quoted(&path.display().to_string())),
    )
    .label("expected a picture: SVG, PNG, JPEG, GIF or WebP")
}

pub(super) fn icon_folder_outside(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OutsideRoot,
        at,
        format!("the folder of icons {} lies outside the root", quoted(name)),
    )
    .help("name a folder below the root, or give this one with `--icons`")
}

pub(super) fn icon_outside(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OutsideRoot,
        at,
        format!("the icon {} lies outside the root", quoted(name)),
    )
    .help("move it below the root, or name another root with `--root`")
}
