//! Blocks and their braces.

use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

pub(in crate::parse) fn block_of_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "a block must belong to a group")
        .label("expected `group` and a name before this")
        .note(
            "a list of nodes has no braces: `a, b >> c`; a row puts nodes side by side: `row a, b`",
        )
}

pub(in crate::parse) fn block_of_diagram(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "a diagram has no block: the whole file is the diagram",
    )
    .help(if word == "diagram" {
        "remove the `{` and its `}`"
    } else {
        "remove this line and its `}`; to set a title, write `diagram \"Title\"`"
    })
}

pub(in crate::parse) fn block_of_other(span: Span, noun: &str, is_chain: bool) -> Diagnostic {
    let problem = Diagnostic::new(Code::NotAStatement, span, "only a group can have a block");
    match noun {
        _ if is_chain => problem
            .help("write the attributes of a node in brackets after its name: `a >> b [color=red]`")
            .help("declare a group in a separate statement, and use its name in the chain: `a >> net`"),
        "row" | "use" => problem.help(format!("remove the block: `{noun}` ends with its line")),
        _ => problem.help(format!(
            "write attributes in brackets: `{noun} a \"Label\" [color=red]`"
        )),
    }
}

pub(in crate::parse) fn list_in_braces(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "a list of nodes is not written in braces",
    )
    .help("write commas between them: `a >> b, c`")
}

pub(in crate::parse) fn block_without_group(span: Span, fixes: &[(Span, String)]) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        "this block has no `group` before it",
    );
    let messages = [
        "write `group` before the name",
        "or, if this word means a group, write `group` instead",
    ];
    fixes
        .iter()
        .zip(messages)
        .fold(problem, |problem, ((span, text), message)| {
            problem.fix(message, *span, text.clone())
        })
}

pub(in crate::parse) fn brace_on_next_line(span: Span, gap: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingBrace,
        span,
        "the `{` of a group must be on the same line as `group`",
    )
    .fix("move it there", gap, " {")
}

pub(in crate::parse) fn unclosed_group(
    opener: Span,
    misaligned: Option<(Span, Span)>,
) -> Diagnostic {
    let problem = Diagnostic::new(Code::UnclosedGroup, opener, "this group is not closed")
        .label("its block begins here and continues to the end of the file")
        .help("write `}` where the group ends");
    match misaligned {
        Some((opener, closer)) => problem
            .also(opener, "this group …")
            .also(closer, "… is closed by this, which is indented differently"),
        None => problem,
    }
}

/// `parts` is whether it ends a statement that another one follows on its line.
pub(in crate::parse) fn stray_brace(span: Span, parts: bool) -> Diagnostic {
    let problem = Diagnostic::new(Code::StrayBrace, span, "this `}` closes no group");
    if parts {
        problem.fix("to separate two statements on a line, write `;`", span, ";")
    } else {
        problem.fix("remove it", span, "")
    }
}

pub(in crate::parse) fn missing_brace(at: Span, group: Span) -> Diagnostic {
    Diagnostic::new(Code::MissingBrace, group, "this group has no block")
        .label("expected `{` after this")
        .fix("begin the block here", at, " {")
}

/// The same for a group after which no `}` comes.
pub(in crate::parse) fn with_whole_block(problem: &mut Diagnostic) {
    if problem.code != Code::MissingBrace {
        return;
    }
    for edit in problem.helps.iter_mut().flat_map(|help| &mut help.edits) {
        if edit.text == " {" {
            edit.text = " { }".to_owned();
        }
    }
}

pub(in crate::parse) fn top_level_only(span: Span, noun: &str, group: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TopLevelOnly,
        span,
        format!("`{noun}` is not allowed in a group"),
    )
    .also(group, "in this group")
    .help("move it outside all groups, anywhere in the file")
}

pub(in crate::parse) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, span, "groups are nested deeper than 256")
        .label("this is in 256 groups already")
        .help("remove groups that contain nothing but another group")
}

/// `gap` is what is between the brace and what follows it, if that may begin a statement.
pub(in crate::parse) fn after_close(span: Span, found: &str, gap: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("unexpected {found} after `}}`"),
    )
    .label("expected the end of the line before this");
    match gap {
        Some(gap) => problem.fix("begin a new statement", gap, "; "),
        None => problem.help("use the name of the group in a chain: `a >> net`"),
    }
}
