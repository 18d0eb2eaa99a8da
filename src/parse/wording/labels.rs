//! Labels, and what was meant as one.

use crate::diagnostics::render::printable;
use crate::diagnostics::{Code, Diagnostic, Edit, Help};
use crate::source::Span;

use super::in_quotes;

pub(in crate::parse) fn label_after_list(
    span: Span,
    before: Span,
    after: Span,
    label: &str,
) -> Diagnostic {
    let mut problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        "a label must come before the attributes",
    );
    problem.helps.push(Help {
        message: "move it there".to_owned(),
        edits: vec![
            Edit {
                span: before,
                text: format!("{label} "),
            },
            Edit {
                span: after,
                text: String::new(),
            },
        ],
    });
    problem
}

pub(in crate::parse) fn equals_before_label(span: Span, whole: Span, label: &str) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "unexpected `=` before a label").fix(
        "write the label in quotes after the name",
        whole,
        format!(" {label}"),
    )
}

pub(in crate::parse) fn colon_before_label(span: Span, whole: Span, text: String) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "unexpected `:` before a label").fix(
        "write the label in quotes after the name",
        whole,
        text,
    )
}

pub(in crate::parse) fn loose_colon(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "unexpected `:`").fix("remove it", span, "")
}

/// `p = "Label"`, written as a node with a label.
pub(in crate::parse) fn label_by_assignment(
    span: Span,
    name: &str,
    whole: Span,
    node: String,
) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("`{} = …` is not a statement", printable(name)),
    )
    .fix("write a node and its label like this", whole, node)
}

pub(in crate::parse) fn assignment(span: Span, key: &str, mark: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("`{}{mark} …` is not a statement", printable(key)),
    )
    .help("write attributes in brackets after what they belong to: `node a [color=red]`, `group net [color=red] {`, `diagram [direction=right]`")
}

pub(in crate::parse) fn title_without_quotes(span: Span, title: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "the title of a diagram must be in quotes",
    )
    .fix("write it in quotes", span, in_quotes(title))
}
