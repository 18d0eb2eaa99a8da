//! Requests for edits: formatting and code actions.

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, DocumentFormattingParams,
    DocumentRangeFormattingParams, TextEdit, WillSaveTextDocumentParams,
};
use similar::{DiffOp, TextDiff};

use super::answer::{Answer, answer};
use super::subject::AnalyzedDocument;
use crate::format::format;
use crate::ide;
use crate::lsp::diagnostics;
use crate::lsp::lines::Lines;
use crate::lsp::workspace::Workspace;
use crate::source::Span;

pub(super) fn formatting(workspace: &mut Workspace, params: DocumentFormattingParams) -> Answer {
    let subject = AnalyzedDocument::new(workspace, &params.text_document.uri)?;
    answer(format_edits(workspace, &subject, None))
}

pub(super) fn range_formatting(
    workspace: &mut Workspace,
    params: DocumentRangeFormattingParams,
) -> Answer {
    let subject = AnalyzedDocument::new(workspace, &params.text_document.uri)?;
    let lines = params.range.start.line..=params.range.end.line;
    answer(format_edits(workspace, &subject, Some(lines)))
}

pub(super) fn formatting_before_save(
    workspace: &mut Workspace,
    params: WillSaveTextDocumentParams,
) -> Answer {
    let subject = AnalyzedDocument::new(workspace, &params.text_document.uri)?;
    answer(format_edits(workspace, &subject, None))
}

/// The edits that format a document, or only those that touch some lines. Each changes whole lines and as few as possible,
/// so that cursors and marks in an editor stay where they are.
fn format_edits(
    workspace: &Workspace,
    subject: &AnalyzedDocument,
    lines: Option<std::ops::RangeInclusive<u32>>,
) -> Vec<TextEdit> {
    let Some(document) = workspace.document(&subject.key) else {
        return Vec::new();
    };
    let text = &document.text()[document.mark() as usize..];
    let new = format(text).text;
    if new == text {
        return Vec::new();
    }
    let encoding = workspace.client().encoding;
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
        .map(|(span, new)| TextEdit::new(document.range(span, encoding), new))
        .collect()
}

pub(super) fn actions(workspace: &mut Workspace, params: CodeActionParams) -> Answer {
    let subject = AnalyzedDocument::new(workspace, &params.text_document.uri)?;
    let within = subject.span(workspace, params.range);
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
    let analyses = [&*subject.analysis];
    let converter = workspace.converter();
    let judge = |_: usize, edits: &[ide::FileEdit]| workspace.reanalyse(&subject.analysis, edits);
    let mut found = Vec::new();
    for action in ide::actions(subject.view(), within, &judge) {
        let kind = match action.kind {
            ide::ActionKind::Fix(_) => CodeActionKind::QUICKFIX,
            ide::ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        };
        if !is_wanted(&kind) {
            continue;
        }
        let diagnostics = match action.kind {
            ide::ActionKind::Fix(number) => {
                let problem = &subject.analysis.diagnostics[number];
                let place = converter.location(&subject.analysis, problem.span);
                place.map(|place| {
                    vec![diagnostics::diagnostic(problem, place, |span| {
                        converter.location(&subject.analysis, span)
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
        let edits = ide::fix_all(subject.view());
        if !edits.is_empty() {
            found.push(CodeAction {
                title: "fix all that certdot can fix".to_owned(),
                kind: Some(CodeActionKind::SOURCE_FIX_ALL),
                edit: Some(converter.edits(&analyses, &edits)),
                ..CodeAction::default()
            });
        }
    }
    answer(found)
}
