//! What changes a document: formatting, and code actions.

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, DocumentFormattingParams,
    DocumentRangeFormattingParams, TextEdit, WillSaveTextDocumentParams,
};
use similar::{DiffOp, TextDiff};

use super::documents::{Asked, asked, span_of};
use super::{Answer, told};
use crate::format::format;
use crate::ide;
use crate::lsp::lines::Lines;
use crate::lsp::publish;
use crate::lsp::server::Server;
use crate::source::Span;

pub(super) fn formatting(server: &mut Server, params: DocumentFormattingParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    told(formatted(server, &asked, None))
}

pub(super) fn range_formatting(
    server: &mut Server,
    params: DocumentRangeFormattingParams,
) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let lines = params.range.start.line..=params.range.end.line;
    told(formatted(server, &asked, Some(lines)))
}

pub(super) fn formatting_on_save(
    server: &mut Server,
    params: WillSaveTextDocumentParams,
) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    told(formatted(server, &asked, None))
}

/// What formatting changes, line by line, so that cursors and marks in an editor stay where they are; of some lines, only
/// what touches them.
fn formatted(
    server: &Server,
    asked: &Asked,
    lines: Option<std::ops::RangeInclusive<u32>>,
) -> Vec<TextEdit> {
    let Some(document) = server.documents.get(&asked.key) else {
        return Vec::new();
    };
    let text = &document.text[document.mark() as usize..];
    let new = format(text).text;
    if new == text {
        return Vec::new();
    }
    let known = document.known_lines();
    let encoding = server.client.encoding;
    // The protocol's lines end at a lone carriage return too; the diff's do not.
    let own = Lines::new(text);
    let diff = TextDiff::from_lines(text, new.as_str());
    let mut start = 0;
    let mut starts = vec![0];
    for line in (0..diff.old_len()).filter_map(|index| diff.old_slice(index)) {
        start += line.len();
        starts.push(start);
    }
    let changes = diff.ops().iter();
    let edits = changes
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| {
            let old = op.old_range();
            let new = op.new_range();
            let new: String = new.filter_map(|index| diff.new_slice(index)).collect();
            let span = Span::new(starts[old.start] as u32, starts[old.end] as u32);
            (span, new)
        });
    let touches = |span: &Span| match &lines {
        None => true,
        Some(lines) => {
            let (first, last) = (
                own.position(text, span.start, encoding).line,
                own.position(text, span.end, encoding).line,
            );
            first <= *lines.end() && last >= *lines.start()
        }
    };
    edits
        .filter(|(span, _)| touches(span))
        .map(|(span, new)| {
            let range = known.range(&document.text, span.shifted(document.mark()), encoding);
            TextEdit::new(range, new)
        })
        .collect()
}

pub(super) fn actions(server: &mut Server, params: CodeActionParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let within = span_of(server, &asked, params.range);
    let only = params.context.only.as_deref();
    let only = only.filter(|only| !only.is_empty());
    // Who asks for `refactor` takes all kinds of it.
    let is_wanted = |kind: &CodeActionKind| match only {
        None => *kind != CodeActionKind::SOURCE_FIX_ALL,
        Some(only) => only.iter().any(|wanted| {
            let rest = kind.as_str().strip_prefix(wanted.as_str());
            wanted.as_str().is_empty()
                || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        }),
    };
    let analyses = [&*asked.analysis];
    let converter = server.converter();
    let judge = |_: usize, edits: &[ide::FileEdit]| server.judged(&asked.analysis, edits);
    let mut found = Vec::new();
    for action in ide::actions(asked.view(), within, &judge) {
        let kind = match action.kind {
            ide::ActionKind::Fix(_) => CodeActionKind::QUICKFIX,
            ide::ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        };
        if !is_wanted(&kind) {
            continue;
        }
        let diagnostics = match action.kind {
            ide::ActionKind::Fix(number) => {
                let problem = &asked.analysis.diagnostics[number];
                let place = converter.location(&asked.analysis, problem.span);
                place.map(|place| {
                    vec![publish::diagnostic(problem, place, |span| {
                        converter.location(&asked.analysis, span)
                    })]
                })
            }
            ide::ActionKind::Rewrite => None,
        };
        found.push(CodeAction {
            title: action.title,
            kind: Some(kind),
            diagnostics,
            edit: Some(converter.edits(&analyses, &action.edits)),
            is_preferred: action.is_preferred.then_some(true),
            ..CodeAction::default()
        });
    }
    if is_wanted(&CodeActionKind::SOURCE_FIX_ALL) {
        let edits = ide::fix_all(asked.view());
        if !edits.is_empty() {
            found.push(CodeAction {
                title: "fix all that certdot can fix".to_owned(),
                kind: Some(CodeActionKind::SOURCE_FIX_ALL),
                edit: Some(converter.edits(&analyses, &edits)),
                ..CodeAction::default()
            });
        }
    }
    told(found)
}
