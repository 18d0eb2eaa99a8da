//! Blocks and their braces.

use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

pub(in crate::parse) fn block_of_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(Code::NotAStatement, span, "a block belongs to a group")
        .label("expected `group` and a name before this")
        .note("a list of nodes has no braces: `a, b >> c`; nodes on one rank are a row: `row a, b`")
}

pub(in crate::parse) fn block_of_diagram(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "a diagram has no block: the whole file is the diagram",
    )
    .help(if word == "diagram" {
        "leave out the `{` and its `}`"
    } else {
        "leave out this line and its `}`; a title is said so: `diagram \"Title\"`"
    })
}

pub(in crate::parse) fn block_of_other(span: Span, noun: &str, is_chain: bool) -> Diagnostic {
    let problem = Diagnostic::new(Code::NotAStatement, span, "only a group has a block");
    match noun {
        _ if is_chain => problem
            .help("attributes of a node stand in brackets after its name: `a >> b [color=red]`")
            .help("a group has a statement of its own, and chains say its name: `a >> net`"),
        "row" | "use" => problem.help(format!("`{noun}` ends at the end of its line")),
        _ => problem.help(format!(
            "attributes stand in brackets: `{noun} a \"Label\" [color=red]`"
        )),
    }
}

pub(in crate::parse) fn list_in_braces(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotAStatement,
        span,
        "a list of nodes has no braces around it",
    )
    .help("put commas between them: `a >> b, c`")
}

pub(in crate::parse) fn block_without_group(span: Span, fixes: &[(Span, String)]) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        "a block belongs to a group, and no `group` stands before this",
    );
    let messages = [
        "a group begins with `group`",
        "or, if this word stands for `group`",
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
        "the `{` of a group stands on the group's own line",
    )
    .fix("write it there", gap, " {")
}

pub(in crate::parse) fn unclosed_group(
    opener: Span,
    misaligned: Option<(Span, Span)>,
) -> Diagnostic {
    let problem = Diagnostic::new(Code::UnclosedGroup, opener, "this group is not closed")
        .label("its block begins here and goes on to the end of the file")
        .help("write `}` where the group ends");
    match misaligned {
        Some((opener, closer)) => problem.also(opener, "this group …").also(
            closer,
            "… is closed by this, which stands further left or right",
        ),
        None => problem,
    }
}

/// `parts` tells whether it ends a statement on its line that another follows.
pub(in crate::parse) fn stray_brace(span: Span, parts: bool) -> Diagnostic {
    let problem = Diagnostic::new(Code::StrayBrace, span, "this `}` closes no group");
    match parts {
        true => problem.fix("between two statements of a line, write `;`", span, ";"),
        false => problem.fix("remove it", span, ""),
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
        format!("`{noun}` may not stand in a group"),
    )
    .also(group, "in this group")
    .help("move it out of all groups; where it stands in the file does not matter")
}

pub(in crate::parse) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, span, "groups are nested deeper than 256")
        .label("this is in 256 groups already")
        .help("leave out groups that hold nothing but another group")
}

/// `gap` is what stands between the brace and what follows it, if that may begin a statement.
pub(in crate::parse) fn after_close(span: Span, found: &str, gap: Option<Span>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::NotAStatement,
        span,
        format!("{found} does not fit after `}}`"),
    )
    .label("expected a line end before this");
    match gap {
        Some(gap) => problem.fix("begin a new statement", gap, "; "),
        None => problem.help("a chain says a group by its name: `a >> net`"),
    }
}
