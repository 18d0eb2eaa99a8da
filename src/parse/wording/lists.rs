//! Lists of attributes.

use crate::diagnostics::render::{printable, quote};
use crate::diagnostics::{Code, Diagnostic, Edit, Help};
use crate::source::Span;

use super::in_quotes;

/// `colons` are those of the whole list, with the blanks after them.
pub(in crate::parse) fn colon_for_equals(span: Span, key: &str, colons: Vec<Span>) -> Diagnostic {
    let mut problem = Diagnostic::new(
        Code::MissingEquals,
        span,
        format!("the attribute {} has a `:` instead of `=`", quote(key)),
    );
    let edits = colons.into_iter().map(|span| Edit {
        span,
        text: "=".to_owned(),
    });
    problem.helps.push(Help {
        message: "write `=`".to_owned(),
        edits: edits.collect(),
    });
    problem
}

pub(in crate::parse) fn wrong_equals(span: Span, key: &str, found: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingEquals,
        span,
        format!(
            "the attribute {} has {} instead of `=`",
            quote(key),
            quote(found)
        ),
    )
    .fix("write `=`", span, "=")
}

pub(in crate::parse) fn missing_equals(span: Span, key: &str, value: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingEquals,
        span,
        format!("the attribute {} has no `=`", quote(key)),
    )
    .fix(
        "write it before the value",
        Span::new(span.end, value.start),
        "=",
    )
}

/// `label` is the whole list with its brackets, what is in it, and whether a space is before it.
pub(in crate::parse) fn lone_key(
    span: Span,
    key: &str,
    label: Option<(Span, &str, bool)>,
) -> Diagnostic {
    match label {
        None => Diagnostic::new(
            Code::MissingEquals,
            span,
            format!("the attribute {} has no value", quote(key)),
        )
        .label("expected `=` and a value after this")
        .help(format!(
            "write `{}=…`, with the value in quotes if it contains spaces",
            printable(key)
        )),
        Some((list, text, is_apart)) => {
            let blank = if is_apart { "" } else { " " };
            Diagnostic::new(
                Code::MissingEquals,
                span,
                format!(
                    "{} is not an attribute: it has no `=` and no value",
                    quote(text)
                ),
            )
            .label("expected `key=value`")
            .fix(
                "if it is a label, write it in quotes instead of brackets",
                list,
                format!("{blank}{}", in_quotes(text)),
            )
        }
    }
}

pub(in crate::parse) fn missing_value(span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingEquals,
        span,
        format!("the attribute {} has no value", quote(key)),
    )
    .label("expected a value after its `=`")
    .help(format!(
        "write a word or a string: `{}=\"…\"`",
        printable(key)
    ))
}

pub(in crate::parse) fn unquoted_value(span: Span, value: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnquotedValue,
        span,
        format!("the value {} must be in quotes", quote(value)),
    )
    .note("without quotes, a value consists of letters, digits and `_ . # % + - : /`, and does not contain `//`")
    .fix("write it in quotes", span, in_quotes(value))
}

pub(in crate::parse) fn markup_value(span: Span, value: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnquotedValue,
        span,
        format!("the value {} must be in quotes", quote(value)),
    )
    .note("a label is plain text, not HTML")
    .help("write the plain text in quotes: `label=\"text\"`")
}

pub(in crate::parse) fn quoted_key(span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "the key of an attribute cannot be in quotes",
    )
    .fix("remove them", span, key.trim_matches('"'))
}

pub(in crate::parse) fn nested_list(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "a value cannot be a list")
        .label("expected a word or a string")
        .help("write several values of one attribute in one string: `style=\"rounded,filled\"`")
}

pub(in crate::parse) fn extra_mark(span: Span, mark: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("there is no attribute before this {}", quote(mark)),
    )
    .fix("remove it", span, "")
}

pub(in crate::parse) fn second_list(span: Span, gap: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "a second list of attributes is not allowed here",
    )
    .fix("merge the two lists", gap, ", ")
}

pub(in crate::parse) fn list_of_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "these attributes belong to nothing",
    )
    .label("expected a name before this")
    .help("for all nodes, edges or groups of a block, write `node [color=red]`, `edge [color=red]` or `group [color=red]`")
}

pub(in crate::parse) fn list_in_brackets(span: Span, marks: &str, content: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("a list of nodes is not written in {marks}"),
    )
    .fix("remove them", span, content.trim())
}

/// `list` is what to write instead, if known.
pub(in crate::parse) fn attributes_without_list(span: Span, list: Option<String>) -> Diagnostic {
    let problem = Diagnostic::new(Code::NotAStatement, span, "attributes must be in brackets");
    match list {
        Some(list) => problem.fix("write them in brackets", span, list),
        None => problem.help("write, for example, `node a \"Label\" [color=red, shape=box]`"),
    }
}

pub(in crate::parse) fn attributes_in_parentheses(span: Span, content: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "attributes must be in brackets, not in parentheses",
    )
    .fix("use brackets", span, format!("[{content}]"))
}

pub(in crate::parse) fn missing_separator(span: Span, before: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "there is no comma between two attributes",
    )
    .label("expected a comma before this")
    .fix("write a comma between them", Span::at(before.end), ",")
}

pub(in crate::parse) fn unclosed_list(opener: Span, end: u32) -> Diagnostic {
    Diagnostic::new(
        Code::UnclosedList,
        opener,
        "this list of attributes is not closed",
    )
    .label("the list begins here")
    .fix("close it", Span::at(end), "]")
}
