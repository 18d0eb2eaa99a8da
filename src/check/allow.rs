//! `// allow W0504`: comments that silence warnings, and W0513: one that silences nothing.

use super::written::{File, Written};
use crate::ast::{Statement, StatementKind, TriviaKind};
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::nearest::Guesses;
use crate::source::Span;

const WORD: &str = "allow";

/// One code in a comment.
struct Allow {
    /// Where the code is.
    at: Span,
    /// The whole comment.
    comment: Span,
    /// How many codes the comment has.
    count: usize,
    code: Option<Code>,
    /// Where warnings that begin there are silenced.
    within: Vec<Span>,
    is_used: bool,
}

/// The warnings that are not silenced, and one for each code that silences none.
pub(super) fn heard(written: &Written<'_>, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut allows: Vec<Allow> = written.files().flat_map(allows_of).collect();
    if allows.is_empty() {
        return found;
    }
    // Where each silences which code, in the order of the beginnings: blocks contain others, so of those that begin
    // before a warning, few are still open.
    let mut stretches: Vec<(Span, Code, usize)> = Vec::new();
    for (index, allow) in allows.iter().enumerate() {
        let Some(code) = allow.code else { continue };
        stretches.extend(allow.within.iter().map(|span| (*span, code, index)));
    }
    stretches.sort_by_key(|(span, code, _)| (*span, *code));
    // Of several that are the same, the first is enough, and the others silence nothing more.
    stretches.dedup_by_key(|(span, code, _)| (*span, *code));
    let mut heard = Vec::new();
    let mut stretches = stretches.into_iter().peekable();
    let mut open: Vec<(Span, Code, usize)> = Vec::new();
    for warning in found {
        while let Some(stretch) = stretches.next_if(|(span, _, _)| span.start <= warning.span.start)
        {
            open.push(stretch);
        }
        open.retain(|(span, _, _)| span.end > warning.span.start);
        let mut is_quiet = false;
        for (_, _, index) in open.iter().filter(|(_, code, _)| *code == warning.code) {
            allows[*index].is_used = true;
            is_quiet = true;
        }
        if !is_quiet {
            heard.push(warning);
        }
    }
    let guesses = Guesses::default();
    let idle = allows.iter().filter(|allow| !allow.is_used);
    heard.extend(idle.map(|allow| diagnostic(allow, written, &guesses)));
    heard
}

/// The allows of a file, each with where it applies.
fn allows_of(file: File<'_>) -> Vec<Allow> {
    let mut allows = Vec::new();
    let mut before: Option<(usize, Vec<Span>)> = None;
    let comments = file.tree.trivia().iter();
    for comment in comments.filter(|trivia| trivia.kind == TriviaKind::LineComment) {
        let range = comment.span.range();
        let Some(codes) = codes(&file.text[range.clone()]) else {
            continue;
        };
        // Comments above one line apply to the same: its blocks are visited once.
        let next = file
            .tree
            .statements()
            .partition_point(|statement| statement.span().start < comment.span.start);
        let is_alone = is_alone(&file, range.start);
        let within = match before.take() {
            Some((known, within)) if is_alone && known == next => within,
            _ => within(&file, range.start, next, is_alone),
        };
        let count = codes.len();
        for (start, end) in codes {
            let at = Span::new(comment.span.start + start, comment.span.start + end);
            allows.push(Allow {
                code: Code::from_name(&file.text[at.range()])
                    .filter(|code| code.severity() == Severity::Warning),
                at: at.shifted(file.base),
                comment: comment.span.shifted(file.base),
                count,
                within: within.clone(),
                is_used: false,
            });
        }
        before = is_alone.then_some((next, within));
    }
    allows
}

/// Whether only spaces are before a byte on its line.
fn is_alone(file: &File<'_>, at: usize) -> bool {
    let before = file.text[..at].trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with('\n')
}

/// The places of the codes in `// allow W0503, W0504: why`, counted from the comment's first byte; nothing of any other
/// comment.
pub(crate) fn codes(comment: &str) -> Option<Vec<(u32, u32)>> {
    let rest = comment.strip_prefix("//")?.trim_start_matches([' ', '\t']);
    let rest = rest.strip_prefix(WORD)?;
    if !rest.starts_with([' ', '\t']) {
        return None;
    }
    let mut at = comment.len() - rest.len();
    let mut codes = Vec::new();
    for word in rest.split_inclusive([' ', '\t', ',', ':']) {
        let bare = word.trim_end_matches([' ', '\t', ',', ':']);
        // A comment in words may begin with `allow`: one in codes has something like a code there.
        if looks_like_a_code(bare) {
            codes.push((at as u32, (at + bare.len()) as u32));
        } else if !bare.is_empty() {
            break;
        }
        at += word.len();
        if word.ends_with(':') {
            break;
        }
    }
    (!codes.is_empty()).then_some(codes)
}

/// A letter and digits, such as `W0504`, or `E1`.
fn looks_like_a_code(word: &str) -> bool {
    let digits = word.strip_prefix(|c: char| c.is_ascii_alphabetic());
    digits.is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Where a comment at this byte, before the statement `next`, silences warnings: after a statement, on its lines; on a
/// line of its own, in the statements that begin on the next line, with the blocks that they open.
fn within(file: &File<'_>, comment: usize, next: usize, is_alone: bool) -> Vec<Span> {
    let statements = file.tree.statements();
    if !is_alone {
        let line = file.text[..comment].rfind('\n').map_or(0, |end| end + 1);
        // Those that begin or end on this line; a chain that continues after the comment, too.
        let on_line = |statement: &&Statement| statement.span().end as usize > line;
        let before = statements[..next].iter().rev().take_while(on_line);
        return before
            .map(|statement| statement.span().shifted(file.base))
            .collect();
    }
    let Some(first) = statements.get(next) else {
        return Vec::new();
    };
    // On a line of its own inside a statement, it belongs to that statement.
    if let Some(around) = next.checked_sub(1).map(|before| &statements[before])
        && around.span().end as usize > comment
    {
        return vec![around.span().shifted(file.base)];
    }
    let start = first.span().start as usize;
    let line_end = file.text[start..]
        .find('\n')
        .map_or(file.text.len(), |length| start + length);
    let mut depth = 0_usize;
    let mut end = start;
    for statement in &statements[next..] {
        if depth == 0
            && (statement.span().start as usize > line_end
                || statement.kind == StatementKind::Close)
        {
            break;
        }
        match statement.kind {
            StatementKind::Group => depth += 1,
            StatementKind::Close => depth -= 1,
            _ => {}
        }
        end = statement.span().end as usize;
    }
    vec![Span::new(start as u32, end as u32).shifted(file.base)]
}

fn diagnostic(allow: &Allow, written: &Written<'_>, guesses: &Guesses) -> Diagnostic {
    let word = written.model.texts.sources().slice(allow.at);
    let message = match (allow.code, Code::from_name(word)) {
        (Some(_), _) => format!(
            "this `allow` silences nothing: there is no {} here",
            quote(word)
        ),
        (None, Some(_)) => format!("{} is an error, and errors cannot be silenced", quote(word)),
        (None, None) => format!("there is no warning {}", quote(word)),
    };
    let problem = Diagnostic::new(Code::IdleAllow, allow.at, message);
    let warnings = Code::ALL
        .iter()
        .filter(|code| code.severity() == Severity::Warning)
        .map(|code| code.name());
    let near = match (allow.code, Code::from_name(word)) {
        (None, None) => guesses.nearest(&word.to_uppercase(), warnings),
        _ => None,
    };
    let problem = match near {
        Some(near) => problem.help(format!("did you mean {}?", quote(near))),
        None => problem,
    };
    let problem = match allow.code {
        Some(_) => problem.note(
            "`allow` applies to the statement before it on the same line, or else to the next line",
        ),
        None => problem,
    };
    match allow.count {
        1 => problem.fix(
            "remove the comment",
            removal_span(written, allow.comment),
            "",
        ),
        _ => problem.help("remove this code"),
    }
}

/// A comment with the spaces before it, and with its line, if nothing else is on it.
fn removal_span(written: &Written<'_>, comment: Span) -> Span {
    let sources = written.model.texts.sources();
    let file = sources.file(sources.file_at(comment.start));
    let (start, end) = (comment.start - file.base(), comment.end - file.base());
    let before = file.text()[..start as usize].trim_end_matches([' ', '\t']);
    let is_alone = before.is_empty() || before.ends_with('\n');
    let after = &file.text()[end as usize..];
    let line_end = match after.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\n', ..] => 1,
        _ => 0,
    };
    let end = if is_alone { end + line_end } else { end };
    Span::new(before.len() as u32, end).shifted(file.base())
}

#[cfg(test)]
mod tests {
    use super::codes;
    use crate::check::tests::{fixed, warnings};

    const ROUND: &str = "W0504 these arrows form a cycle: a → b → a";

    #[test]
    fn a_comment_behind_a_statement_keeps_its_warning_quiet() {
        assert_eq!(warnings("a >> b >> a"), [ROUND]);
        for text in [
            "a >> b >> a // allow W0504",
            "a >> b >> a //allow w0504: it is meant",
            "a >> b >> a // allow W0504 it is meant",
            "a\n    >> b // allow W0504\n    >> a",
            "a >>\n    b >> a // allow W0504",
            "group g { a >> b >> a } // allow W0504",
            "x >> y; a >> b >> a // allow W0504",
        ] {
            assert_eq!(warnings(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn so_does_one_on_a_line_of_its_own_above() {
        for text in [
            "// allow W0504\na >> b >> a",
            "x >> y\n// allow W0504\n\n// why\na >> b >> a\nz >> x",
            "// allow W0504\ngroup g {\n    x >> y\n    a >> b >> a\n}",
            "// allow W0504\nx >> y; a >> b >> a",
            "// allow W0506\n// allow W0504\ngroup g { a >> b >> a; group h { } }",
            "// allow W0504, W0506\ngroup g { a >> b >> a; group h { } }",
            "// allow W0504 W0506\r\ngroup g { a >> b >> a; group h { } }",
        ] {
            assert_eq!(warnings(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn it_reaches_no_further() {
        let idle = "W0513 this `allow` silences nothing: there is no `W0504` here";
        for text in [
            "a >> b >> a\nx >> y // allow W0504",
            "a >> b >> a\n// allow W0504\n",
        ] {
            assert_eq!(warnings(text), [ROUND, idle], "{text}");
        }
        for text in [
            "// allow W0504\nx >> y\na >> b >> a",
            "group g { // allow W0504\n    a >> b >> a\n}",
            "group g {\n    // allow W0504\n}\na >> b >> a in g",
        ] {
            assert_eq!(warnings(text), [idle, ROUND], "{text}");
        }
        assert_eq!(
            warnings("a >> b >> a // allow W0506"),
            [
                ROUND,
                "W0513 this `allow` silences nothing: there is no `W0506` here"
            ]
        );
    }

    #[test]
    fn what_is_no_warning_is_told() {
        assert_eq!(
            warnings("a >> b // allow W0594, E0101"),
            [
                "W0513 there is no warning `W0594`",
                "W0513 `E0101` is an error, and errors cannot be silenced"
            ]
        );
        assert_eq!(fixed("a >> b // allow W0504\nc >> d", 0), "a >> b\nc >> d");
        assert_eq!(
            fixed("a >> b\n  // allow W0504\nc >> d", 0),
            "a >> b\nc >> d"
        );
    }

    #[test]
    fn other_comments_are_left_alone() {
        for comment in [
            "// allow",
            "// allow this",
            "// allows W0504",
            "// Allow W0504",
            "// see allow W0504",
            "# allow W0504",
        ] {
            assert_eq!(codes(comment), None, "{comment}");
        }
        assert_eq!(codes("// allow W1, W22"), Some(vec![(9, 11), (13, 16)]));
    }
}
