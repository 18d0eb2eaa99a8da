//! Chains and rows: links, edges, and what is allowed in them.

use crate::ast::spell;
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

pub(in crate::resolve) fn misplaced_link(at: Span, name: &str, why: &str) -> Diagnostic {
    if name == "edge" {
        return Diagnostic::new(Code::MisplacedLink, at, "this `edge` links nothing")
            .label(why)
            .help("write the label and attributes of an edge between two arrows: `a >> edge \"label\" >> b`")
            .help("to refer to a node with this name, write `\"edge\"`");
    }
    Diagnostic::new(
        Code::MisplacedLink,
        at,
        format!("{} is an edge style and links nothing here", quote(name)),
    )
    .label(why)
    .help(format!(
        "write an edge style alone between two arrows: `a >> {} >> b`",
        spell(name)
    ))
}

pub(in crate::resolve) fn link_arrows(
    at: Span,
    name: &str,
    (first, first_arrow): (Span, &str),
    (second, second_arrow): (Span, &str),
) -> Diagnostic {
    Diagnostic::new(
        Code::LinkArrows,
        second,
        format!("the arrows on the two sides of {} differ", quote(name)),
    )
    .label(format!("`{second_arrow}` here"))
    .also(first, format!("`{first_arrow}` here"))
    .also(at, "")
    .fix(
        format!("use the same arrow on both sides: `{first_arrow}` instead of `{second_arrow}`"),
        second,
        first_arrow,
    )
}

pub(in crate::resolve) fn edge_to_itself(
    at: Span,
    inner: &str,
    group: &str,
    is_same: bool,
) -> Diagnostic {
    let message = if is_same {
        format!("this edge joins the group {} to itself", quote(group))
    } else {
        format!(
            "this edge joins the group {} to {} inside it",
            quote(group),
            quote(inner)
        )
    };
    Diagnostic::new(Code::EdgeToItself, at, message)
        .note("an edge to a group ends at its border, so it must come from outside the group")
        .help(format!(
            "if you mean a node {} in the group, declare it there: `node {}`",
            quote(group),
            spell(group)
        ))
}

/// `is_here` is whether the group is in the scope of the chain, where no node can have its name.
pub(in crate::resolve) fn group_appearance(
    at: Span,
    group: &str,
    declared: Span,
    is_here: bool,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::GroupAppearance,
        at,
        format!(
            "{} is a group; a chain cannot give it a label or attributes",
            quote(group)
        ),
    )
    .also(declared, "the group")
    .help(format!(
        "set them where the group is declared: `group {} \"Label\" [color=red] {{`",
        spell(group)
    ));
    if is_here {
        problem
    } else {
        problem.help(format!(
            "if you mean a node, declare it here: `node {}`",
            spell(group)
        ))
    }
}

pub(in crate::resolve) fn group_in_row(at: Span, group: &str, declared: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongRow,
        at,
        format!("{} is a group and cannot be in a row", quote(group)),
    )
    .label("expected a node")
    .also(declared, "the group")
}

pub(in crate::resolve) fn row_of_groups(
    at: Span,
    first: Span,
    path: &str,
    first_path: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::WrongRow,
        at,
        "the nodes of a row must be in the same group",
    )
    .label(format!("this one is {path}"))
    .also(first, format!("this one is {first_path}"))
}

pub(in crate::resolve) fn row_makes_nothing(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::WrongRow,
        at,
        format!(
            "there is no node {} here, and a row does not create one",
            quote(name)
        ),
    )
}

pub(in crate::resolve) fn too_many_edges(at: Span, count: u64, most: u64) -> Diagnostic {
    Diagnostic::new(
        Code::TooManyEdges,
        at,
        format!("this chain has {count} edges; at most {most} are allowed"),
    )
    .help("write several chains with shorter lists: an arrow joins each name on its left with each name on its right")
}

pub(in crate::resolve) fn too_many_edges_in_all(at: Span, most: u64) -> Diagnostic {
    Diagnostic::new(
        Code::TooManyEdges,
        at,
        format!("with this chain, the tree has more than {most} edges"),
    )
    .help("join groups instead of all their nodes: `network >> storage`")
}
