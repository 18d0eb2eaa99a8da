//! Requests about a place: completion, hover, where a name is declared and used.

use std::path::Path;

use lsp_server::ErrorCode;
use lsp_types::{
    CompletionList, CompletionParams, DocumentHighlight, DocumentHighlightKind, Hover,
    HoverContents, Location, PrepareRenameResponse, ReferenceParams, RenameParams,
    TextDocumentPositionParams,
};

use super::answer::{Answer, Refusal, answer};
use super::subject::AnalyzedDocument;
use crate::compile::Analysis;
use crate::ide;
use crate::lsp::convert::{self, Converter};
use crate::lsp::markup::markup;
use crate::lsp::workspace::Workspace;
use crate::source::{FileId, Root, Span};

pub(super) fn completion(workspace: &mut Workspace, params: CompletionParams) -> Answer {
    let (subject, offset) = AnalyzedDocument::at(workspace, &params.text_document_position)?;
    let buffers = workspace.buffers();
    let path = &subject.analysis.program.paths[0];
    let folder = path.parent().unwrap_or(path);
    let around = ide::CompletionContext {
        root: &Root::new(&buffers, &subject.analysis.root),
        folder,
    };
    let (found, is_all) = ide::completions(subject.view(), offset, around);
    let converter = workspace.converter();
    let range = converter.ranges(&subject.analysis, FileId::MAIN);
    let client = workspace.client();
    let items = (0..)
        .zip(found)
        .map(|(number, found)| convert::completion(found, number, &range, client));
    answer(CompletionList {
        is_incomplete: !is_all,
        items: items.collect(),
    })
}

pub(super) fn hover(workspace: &mut Workspace, params: TextDocumentPositionParams) -> Answer {
    let (subject, offset) = AnalyzedDocument::at(workspace, &params)?;
    let found = ide::hover(subject.view(), offset);
    answer(found.map(|found| Hover {
        contents: HoverContents::Markup(markup(
            found.markdown,
            workspace.client().hovers_in_markdown,
        )),
        range: Some(workspace.converter().range(
            &subject.analysis,
            FileId::MAIN,
            subject.local(found.span),
        )),
    }))
}

pub(super) fn definition(workspace: &mut Workspace, params: TextDocumentPositionParams) -> Answer {
    let (subject, offset) = AnalyzedDocument::at(workspace, &params)?;
    let converter = workspace.converter();
    let link = ide::links(subject.view())
        .into_iter()
        .find(|link| link.span.start <= offset && offset <= link.span.end);
    if let Some(ide::Target::File(path)) = link.map(|link| link.target) {
        let uri = converter.uri(&path);
        return answer(uri.map(|uri| Location::new(uri, lsp_types::Range::default())));
    }
    let places = ide::declarations(subject.view(), offset).into_iter();
    answer(
        places
            .filter_map(|span| converter.location(&subject.analysis, span))
            .collect::<Vec<_>>(),
    )
}

pub(super) fn references(workspace: &mut Workspace, params: ReferenceParams) -> Answer {
    let (subject, offset) = AnalyzedDocument::at(workspace, &params.text_document_position)?;
    let all = workspace.analyse_all();
    let analyses: Vec<&Analysis> = all.iter().map(AsRef::as_ref).collect();
    let path = &subject.analysis.program.paths[0];
    let converter = workspace.converter();
    let mentions = ide::mentions(&analyses, path, offset).into_iter();
    let wanted = mentions.filter(|found| params.context.include_declaration || !found.declares);
    answer(
        wanted
            .filter_map(|found| place(&analyses, &found.path, found.span, &converter))
            .collect::<Vec<_>>(),
    )
}

/// A place in a file that one of the analyses knows.
fn place(
    analyses: &[&Analysis],
    path: &Path,
    span: Span,
    converter: &Converter<'_>,
) -> Option<Location> {
    analyses.iter().find_map(|analysis| {
        let program = &analysis.program;
        let index = program.paths.iter().position(|known| known == path)?;
        let (_, source) = program.sources.files().nth(index)?;
        converter.location(analysis, span.shifted(source.base()))
    })
}

pub(super) fn highlights(workspace: &mut Workspace, params: TextDocumentPositionParams) -> Answer {
    let (subject, offset) = AnalyzedDocument::at(workspace, &params)?;
    let path = &subject.analysis.program.paths[0];
    let converter = workspace.converter();
    let range = converter.ranges(&subject.analysis, FileId::MAIN);
    let mentions = ide::mentions(&[&subject.analysis], path, offset).into_iter();
    let here = mentions
        .filter(|found| found.path == *path)
        .map(|found| DocumentHighlight {
            range: range(found.span),
            kind: Some(if found.declares {
                DocumentHighlightKind::WRITE
            } else {
                DocumentHighlightKind::READ
            }),
        });
    answer(here.collect::<Vec<_>>())
}

pub(super) fn prepare_rename(
    workspace: &mut Workspace,
    params: TextDocumentPositionParams,
) -> Answer {
    let (subject, offset) = AnalyzedDocument::at(workspace, &params)?;
    let found = ide::renamable(subject.view(), offset);
    answer(found.map(|(span, placeholder)| {
        PrepareRenameResponse::RangeWithPlaceholder {
            range: workspace.converter().range(
                &subject.analysis,
                FileId::MAIN,
                subject.local(span),
            ),
            placeholder,
        }
    }))
}

pub(super) fn rename(workspace: &mut Workspace, params: RenameParams) -> Answer {
    let (subject, offset) = AnalyzedDocument::at(workspace, &params.text_document_position)?;
    let all = workspace.analyse_all();
    let analyses: Vec<&Analysis> = all.iter().map(AsRef::as_ref).collect();
    let path = &subject.analysis.program.paths[0];
    let judge = |number: usize, edits: &[ide::FileEdit]| workspace.reanalyse(&all[number], edits);
    let edits = ide::rename(&analyses, path, offset, &params.new_name, &judge)
        .map_err(|why| Refusal::new(ErrorCode::RequestFailed, why))?;
    answer(workspace.converter().edits(&analyses, &edits))
}
