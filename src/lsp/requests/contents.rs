//! Requests about a whole document: symbols, folds, tokens, hints, colours, links.

use lsp_types::{
    ColorInformation, ColorPresentation, ColorPresentationParams, DocumentColorParams,
    DocumentLink, DocumentLinkParams, DocumentSymbolParams, DocumentSymbolResponse,
    FoldingRangeParams, InlayHint, InlayHintKind, InlayHintLabel, InlayHintParams,
    InlayHintTooltip, Location, SemanticTokens, SemanticTokensParams, SemanticTokensRangeParams,
    SymbolInformation, TextEdit, WorkspaceSymbolParams,
};

use super::answer::{Answer, answer};
use super::subject::AnalyzedDocument;
use crate::ide::{self, View};
use crate::lsp::markup::markup;
use crate::lsp::workspace::Workspace;
use crate::lsp::{convert, uris};
use crate::source::{FileId, Span};

pub(super) fn symbols(workspace: &mut Workspace, params: DocumentSymbolParams) -> Answer {
    let subject = AnalyzedDocument::new(workspace, &params.text_document.uri)?;
    let converter = workspace.converter();
    let range = converter.ranges(&subject.analysis, FileId::MAIN);
    if workspace.client().has_nested_symbols {
        let outline = ide::outline(subject.view()).into_iter();
        let nested = outline
            .map(|symbol| convert::symbol(symbol, &range))
            .collect();
        return answer(DocumentSymbolResponse::Nested(nested));
    }
    let flat = ide::symbols(subject.view(), "")
        .into_iter()
        .map(|(symbol, around)| {
            let place = Location::new(params.text_document.uri.clone(), range(symbol.at));
            information(symbol, around, place)
        });
    answer(DocumentSymbolResponse::Flat(flat.collect()))
}

#[allow(deprecated)] // A field that must be given a value, and is not used any more.
fn information(symbol: ide::OutlineItem, around: String, location: Location) -> SymbolInformation {
    SymbolInformation {
        name: symbol.name,
        kind: convert::symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        location,
        container_name: (!around.is_empty()).then_some(around),
    }
}

/// How many symbols of all files together are returned.
const MOST_SYMBOLS: usize = 500;

pub(super) fn workspace_symbols(
    workspace: &mut Workspace,
    params: WorkspaceSymbolParams,
) -> Answer {
    let all = workspace.analyse_all();
    let converter = workspace.converter();
    let mut found = Vec::new();
    for analysis in &all {
        let view = View::of_main(analysis);
        for (symbol, around) in ide::symbols(view, &params.query) {
            if found.len() >= MOST_SYMBOLS {
                return answer(found);
            }
            let at = symbol.at.shifted(view.base());
            if let Some(place) = converter.location(analysis, at) {
                found.push(information(symbol, around, place));
            }
        }
    }
    answer(found)
}

pub(super) fn folds(workspace: &mut Workspace, params: FoldingRangeParams) -> Answer {
    let subject = AnalyzedDocument::new(workspace, &params.text_document.uri)?;
    let converter = workspace.converter();
    let range = converter.ranges(&subject.analysis, FileId::MAIN);
    let folds = ide::folds(subject.view()).into_iter();
    answer(
        folds
            .filter_map(|fold| convert::fold(fold, range(fold.span)))
            .collect::<Vec<_>>(),
    )
}

pub(super) fn all_tokens(workspace: &mut Workspace, params: SemanticTokensParams) -> Answer {
    let subject = AnalyzedDocument::new(workspace, &params.text_document.uri)?;
    tokens(workspace, &subject, None)
}

pub(super) fn range_tokens(workspace: &mut Workspace, params: SemanticTokensRangeParams) -> Answer {
    let subject = AnalyzedDocument::new(workspace, &params.text_document.uri)?;
    let within = subject.span(workspace, params.range);
    tokens(workspace, &subject, Some(within))
}

fn tokens(workspace: &Workspace, subject: &AnalyzedDocument, within: Option<Span>) -> Answer {
    let mut found = ide::tokens(subject.view());
    if let Some(within) = within {
        found.retain(|token| token.span.start <= within.end && token.span.end >= within.start);
    }
    let converter = workspace.converter();
    let range = converter.ranges(&subject.analysis, FileId::MAIN);
    answer(SemanticTokens {
        result_id: None,
        data: convert::tokens(&found, subject.view().text(), &range),
    })
}

pub(super) fn hints(workspace: &mut Workspace, params: InlayHintParams) -> Answer {
    let subject = AnalyzedDocument::new(workspace, &params.text_document.uri)?;
    let within = subject.span(workspace, params.range);
    let converter = workspace.converter();
    let range = converter.ranges(&subject.analysis, FileId::MAIN);
    let knows_markdown = workspace.client().hovers_in_markdown;
    let hints = ide::hints(subject.view(), within)
        .into_iter()
        .map(|hint| InlayHint {
            position: range(Span::at(hint.at)).start,
            label: InlayHintLabel::String(hint.label),
            kind: Some(InlayHintKind::TYPE),
            text_edits: None,
            tooltip: Some(InlayHintTooltip::MarkupContent(markup(
                hint.tooltip,
                knows_markdown,
            ))),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    answer(hints.collect::<Vec<_>>())
}

pub(super) fn colors(workspace: &mut Workspace, params: DocumentColorParams) -> Answer {
    let subject = AnalyzedDocument::new(workspace, &params.text_document.uri)?;
    let converter = workspace.converter();
    let range = converter.ranges(&subject.analysis, FileId::MAIN);
    let part = |value: u8| f32::from(value) / 255.0;
    let colors = ide::colors(subject.view()).into_iter().map(|found| {
        let [red, green, blue, alpha] = found.rgba.map(part);
        ColorInformation {
            range: range(found.span),
            color: lsp_types::Color {
                red,
                green,
                blue,
                alpha,
            },
        }
    });
    answer(colors.collect::<Vec<_>>())
}

pub(super) fn color_presentations(params: ColorPresentationParams) -> Answer {
    let color = params.color;
    let part = |value: f32| (value.clamp(0.0, 1.0) * 255.0).round() as u8;
    let rgba = [color.red, color.green, color.blue, color.alpha].map(part);
    let spelling = ide::spelling(rgba);
    answer([ColorPresentation {
        text_edit: Some(TextEdit::new(params.range, spelling.clone())),
        label: spelling,
        additional_text_edits: None,
    }])
}

pub(super) fn links(workspace: &mut Workspace, params: DocumentLinkParams) -> Answer {
    let subject = AnalyzedDocument::new(workspace, &params.text_document.uri)?;
    let converter = workspace.converter();
    let range = converter.ranges(&subject.analysis, FileId::MAIN);
    let links = ide::links(subject.view()).into_iter().filter_map(|link| {
        let target = match link.target {
            ide::Target::File(path) => converter.uri(&path).or_else(|| uris::uri(&path))?,
            ide::Target::Address(address) => address.parse().ok()?,
            ide::Target::Page(path) => uris::uri(&path).filter(|_| path.exists())?,
        };
        Some(DocumentLink {
            range: range(link.span),
            target: Some(target),
            tooltip: None,
            data: None,
        })
    });
    answer(links.collect::<Vec<_>>())
}
