//! Arrows, and what stands beside them.

use crate::diagnostics::render::{printable, quoted};
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
        _ => "write these arrows so".to_owned(),
    };
    let mut problem = Diagnostic::new(
        Code::WrongArrow,
        span,
        format!("{} is not an arrow of this language", quoted(found)),
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

pub(super) const ARROWS: &str = "the arrows are `>>` (to the right), `<<` (to the left), `--` (without heads) and `<>` (with both)";

pub(in crate::parse) fn label_of_edge(span: Span, example: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "an edge takes no label after a `:`",
    )
    .help(format!(
        "the label of an edge stands between two arrows: `{}`",
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
        "a string after an arrow is a name, and a second name follows it",
    )
    .fix(
        "the label of an edge stands between two arrows",
        whole,
        format!("edge {label} {mark} {name}"),
    )
}

/// `fix` is what stands in the arrow's place, if it can be told.
pub(in crate::parse) fn bar(span: Span, fix: Option<(Span, String)>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        "the label of an edge is not written into its arrow",
    );
    match fix {
        Some((arrow, text)) => problem.fix("it stands between two arrows", arrow, text),
        None => problem.help("it stands between two arrows: `a >> edge \"label\" >> b`"),
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
        "attributes stand after what they belong to",
    );
    if is_followed {
        problem.fix(
            "those of an edge stand between two arrows",
            span,
            format!("edge {list} {mark}"),
        )
    } else {
        problem.help(format!(
            "those of an edge stand between two arrows: `a {mark} edge [color=red] {mark} b`"
        ))
    }
}

pub(in crate::parse) fn loose_arrow(span: Span, mark: &str, side: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LooseArrow,
        span,
        format!("nothing stands {side} this {}", quoted(mark)),
    )
    .label(format!("expected a name {side} this"))
}

pub(in crate::parse) fn arrow_without_chain(span: Span, mark: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LooseArrow,
        span,
        format!("a line begins with {} but no chain stands before it", quoted(mark)),
    )
    .label("expected a name before this")
    .note("such a line goes on with the chain before it, which must not have ended with `;` or a place")
}

pub(in crate::parse) fn with_arrow_help(problem: Diagnostic) -> Diagnostic {
    problem.help("in a chain, an arrow stands between two nodes: `a >> b >> c`")
}

pub(in crate::parse) fn arrow_in_row(span: Span, mark: &str, gap: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("no {} stands in a row", quoted(mark)),
    )
    .fix(
        "a row draws no edges: put a comma between its nodes",
        gap,
        ",",
    )
}
