//! What stands at a place: completion, hover, and where names lead.

use std::collections::BTreeMap;
use std::path::Path;

use lsp_server::ErrorCode;
use lsp_types::{
    CompletionList, CompletionParams, DocumentHighlight, DocumentHighlightKind, Hover,
    HoverContents, Location, PrepareRenameResponse, ReferenceParams, RenameParams,
    TextDocumentPositionParams,
};

use super::documents::{asked_at, everything, local};
use super::{Answer, Refusal, told};
use crate::compile::Analysis;
use crate::ide;
use crate::lsp::convert::{self, Converter};
use crate::lsp::server::Server;
use crate::source::{FileId, Root, Span};

pub(super) fn completion(server: &mut Server, params: CompletionParams) -> Answer {
    let (asked, offset) = asked_at(server, &params.text_document_position)?;
    let nothing = BTreeMap::new();
    let buffers = server.buffers(&nothing);
    let path = &asked.analysis.program.paths[0];
    let folder = path.parent().unwrap_or(path);
    let around = ide::Surroundings {
        root: &Root::new(&buffers, &asked.analysis.root),
        folder,
    };
    let (found, is_all) = ide::completions(asked.view(), offset, around);
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    let client = server.client;
    let items = (0..)
        .zip(found)
        .map(|(number, found)| convert::completion(found, number, &range, client));
    told(CompletionList {
        is_incomplete: !is_all,
        items: items.collect(),
    })
}

pub(super) fn hover(server: &mut Server, params: TextDocumentPositionParams) -> Answer {
    let (asked, offset) = asked_at(server, &params)?;
    let found = ide::hover(asked.view(), offset);
    told(found.map(|found| Hover {
        contents: HoverContents::Markup(convert::markup(
            found.markdown,
            server.client.hovers_in_markdown,
        )),
        range: Some(server.converter().range(
            &asked.analysis,
            FileId::MAIN,
            local(&asked, found.span),
        )),
    }))
}

pub(super) fn definition(server: &mut Server, params: TextDocumentPositionParams) -> Answer {
    let (asked, offset) = asked_at(server, &params)?;
    let converter = server.converter();
    let link = ide::links(asked.view())
        .into_iter()
        .find(|link| link.span.start <= offset && offset <= link.span.end);
    if let Some(ide::Target::File(path)) = link.map(|link| link.target) {
        let uri = converter.uri(&path);
        return told(uri.map(|uri| Location::new(uri, lsp_types::Range::default())));
    }
    let places = ide::declarations(asked.view(), offset).into_iter();
    told(
        places
            .filter_map(|span| converter.location(&asked.analysis, span))
            .collect::<Vec<_>>(),
    )
}

pub(super) fn references(server: &mut Server, params: ReferenceParams) -> Answer {
    let (asked, offset) = asked_at(server, &params.text_document_position)?;
    let all = everything(server);
    let analyses: Vec<&Analysis> = all.iter().map(AsRef::as_ref).collect();
    let path = &asked.analysis.program.paths[0];
    let converter = server.converter();
    let mentions = ide::mentions(&analyses, path, offset).into_iter();
    let wanted = mentions.filter(|found| params.context.include_declaration || !found.declares);
    told(
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

pub(super) fn highlights(server: &mut Server, params: TextDocumentPositionParams) -> Answer {
    let (asked, offset) = asked_at(server, &params)?;
    let path = &asked.analysis.program.paths[0];
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    let mentions = ide::mentions(&[&asked.analysis], path, offset).into_iter();
    let here = mentions
        .filter(|found| found.path == *path)
        .map(|found| DocumentHighlight {
            range: range(found.span),
            kind: Some(match found.declares {
                true => DocumentHighlightKind::WRITE,
                false => DocumentHighlightKind::READ,
            }),
        });
    told(here.collect::<Vec<_>>())
}

pub(super) fn prepare_rename(server: &mut Server, params: TextDocumentPositionParams) -> Answer {
    let (asked, offset) = asked_at(server, &params)?;
    let found = ide::renamable(asked.view(), offset);
    told(found.map(|(span, placeholder)| {
        PrepareRenameResponse::RangeWithPlaceholder {
            range: server
                .converter()
                .range(&asked.analysis, FileId::MAIN, local(&asked, span)),
            placeholder,
        }
    }))
}

pub(super) fn rename(server: &mut Server, params: RenameParams) -> Answer {
    let (asked, offset) = asked_at(server, &params.text_document_position)?;
    let all = everything(server);
    let analyses: Vec<&Analysis> = all.iter().map(AsRef::as_ref).collect();
    let path = &asked.analysis.program.paths[0];
    let judge = |number: usize, edits: &[ide::FileEdit]| server.judged(&all[number], edits);
    let edits = ide::rename(&analyses, path, offset, &params.new_name, &judge)
        .map_err(|why| Refusal::new(ErrorCode::RequestFailed, why))?;
    told(server.converter().edits(&analyses, &edits))
}
