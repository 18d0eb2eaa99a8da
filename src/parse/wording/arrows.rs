//! Arrows, and what is next to them.

use crate::diagnostics::render::{printable, quote};
use crate::diagnostics::{Code, Diagnostic, Edit, Help};
use crate::source::Span;

pub(in crate::parse) fn wrong_arrow(
    span: Span,
    found: &str,
    instead: &str,
    edits: Vec<Edit>,
) -> Diagnostic {
    let message = match edits.as_slice() {
        [_] => format!("write `{instead}`"),
        _ => "write these arrows like this".to_owned(),
    };
    let mut problem = Diagnostic::new(
        Code::WrongArrow,
        span,
        format!("{} is not an arrow of this language", quote(found)),
    )
    .note(ARROWS);
    problem.helps.push(Help { message, edits });
    problem
}

pub(in crate::parse) fn wrong_arrow_alone(span: Span, found: &str, instead: &str) -> Diagnostic {
    let edits = vec![Edit {
        span,
        text: instead.to_owned(),
    }];
    wrong_arrow(span, found, instead, edits)
}

pub(super) const ARROWS: &str = "the arrows are `>>` (to the right), `<<` (to the left), `--` (without heads) and `<>` (with heads at both ends)";

pub(in crate::parse) fn label_of_edge(span: Span, example: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "the label of an edge cannot follow a `:`",
    )
    .help(format!(
        "write the label of an edge between two arrows: `{}`",
        printable(example)
    ))
}

pub(in crate::parse) fn label_after_arrow(
    span: Span,
    mark: &str,
    whole: Span,
    label: &str,
    name: &str,
) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "a string after an arrow is a name, and another name follows it",
    )
    .fix(
        "to label the edge, write the label between two arrows",
        whole,
        format!("edge {label} {mark} {name}"),
    )
}

/// `fix` is what to write instead of the arrow, if known.
pub(in crate::parse) fn bar(span: Span, fix: Option<(Span, String)>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        "the label of an edge cannot be inside its arrow",
    );
    match fix {
        Some((arrow, text)) => problem.fix("write it between two arrows", arrow, text),
        None => problem.help("write it between two arrows: `a >> edge \"label\" >> b`"),
    }
}

pub(in crate::parse) fn list_after_arrow(
    span: Span,
    mark: &str,
    list: &str,
    is_followed: bool,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        "attributes must follow what they belong to",
    );
    if is_followed {
        problem.fix(
            "write the attributes of an edge between two arrows",
            span,
            format!("edge {list} {mark}"),
        )
    } else {
        problem.help(format!(
            "write the attributes of an edge between two arrows: `a {mark} edge [color=red] {mark} b`"
        ))
    }
}

pub(in crate::parse) fn loose_arrow(span: Span, mark: &str, side: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LooseArrow,
        span,
        format!("there is nothing {side} this {}", quote(mark)),
    )
    .label(format!("expected a name {side} this"))
}

pub(in crate::parse) fn arrow_without_chain(span: Span, mark: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LooseArrow,
        span,
        format!(
            "this line begins with {}, but there is no chain before it",
            quote(mark)
        ),
    )
    .label("expected a name before this")
    .note("such a line continues the chain before it, unless that chain ends with `;` or a place")
}

pub(in crate::parse) fn with_arrow_help(problem: Diagnostic) -> Diagnostic {
    problem.help("write an arrow between two nodes: `a >> b >> c`")
}

pub(in crate::parse) fn arrow_in_row(span: Span, mark: &str, gap: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("{} is not allowed in a row", quote(mark)),
    )
    .fix(
        "write a comma between the nodes: a row draws no edges",
        gap,
        ",",
    )
}
