//! What is in a document: symbols, folds, tokens, hints, colours, links.

use lsp_types::{
    ColorInformation, ColorPresentation, ColorPresentationParams, DocumentColorParams,
    DocumentLink, DocumentLinkParams, DocumentSymbolParams, DocumentSymbolResponse,
    FoldingRangeParams, InlayHint, InlayHintKind, InlayHintLabel, InlayHintParams,
    InlayHintTooltip, Location, SemanticTokens, SemanticTokensParams, SemanticTokensRangeParams,
    SymbolInformation, TextEdit, WorkspaceSymbolParams,
};

use super::documents::{Asked, asked, everything, span_of};
use super::{Answer, told};
use crate::ide::{self, View};
use crate::lsp::server::Server;
use crate::lsp::{convert, uris};
use crate::source::{FileId, Span};

pub(super) fn symbols(server: &mut Server, params: DocumentSymbolParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    if server.client.has_nested_symbols {
        let outline = ide::outline(asked.view()).into_iter();
        let nested = outline
            .map(|symbol| convert::symbol(symbol, &range))
            .collect();
        return told(DocumentSymbolResponse::Nested(nested));
    }
    let flat = ide::symbols(asked.view(), "")
        .into_iter()
        .map(|(symbol, around)| {
            let place = Location::new(params.text_document.uri.clone(), range(symbol.at));
            information(symbol, around, place)
        });
    told(DocumentSymbolResponse::Flat(flat.collect()))
}

#[allow(deprecated)] // A field that must be given a value, and is not used any more.
fn information(symbol: ide::Symbol, around: String, location: Location) -> SymbolInformation {
    SymbolInformation {
        name: symbol.name,
        kind: convert::symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        location,
        container_name: (!around.is_empty()).then_some(around),
    }
}

/// How many symbols are told of all files together.
const MOST_SYMBOLS: usize = 500;

pub(super) fn workspace_symbols(server: &mut Server, params: WorkspaceSymbolParams) -> Answer {
    let all = everything(server);
    let converter = server.converter();
    let mut found = Vec::new();
    for analysis in &all {
        let view = View::of_main(analysis);
        for (symbol, around) in ide::symbols(view, &params.query) {
            if found.len() >= MOST_SYMBOLS {
                return told(found);
            }
            let at = symbol.at.shifted(view.base());
            if let Some(place) = converter.location(analysis, at) {
                found.push(information(symbol, around, place));
            }
        }
    }
    told(found)
}

pub(super) fn folds(server: &mut Server, params: FoldingRangeParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    let folds = ide::folds(asked.view()).into_iter();
    told(
        folds
            .filter_map(|fold| convert::fold(fold, range(fold.span)))
            .collect::<Vec<_>>(),
    )
}

pub(super) fn all_tokens(server: &mut Server, params: SemanticTokensParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    tokens(server, &asked, None)
}

pub(super) fn some_tokens(server: &mut Server, params: SemanticTokensRangeParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let within = span_of(server, &asked, params.range);
    tokens(server, &asked, Some(within))
}

fn tokens(server: &Server, asked: &Asked, within: Option<Span>) -> Answer {
    let mut found = ide::tokens(asked.view());
    if let Some(within) = within {
        found.retain(|token| token.span.start <= within.end && token.span.end >= within.start);
    }
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    told(SemanticTokens {
        result_id: None,
        data: convert::tokens(&found, asked.view().text(), &range),
    })
}

pub(super) fn hints(server: &mut Server, params: InlayHintParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let within = span_of(server, &asked, params.range);
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    let knows_markdown = server.client.hovers_in_markdown;
    let hints = ide::hints(asked.view(), within)
        .into_iter()
        .map(|hint| InlayHint {
            position: range(Span::at(hint.at)).start,
            label: InlayHintLabel::String(hint.label),
            kind: Some(InlayHintKind::TYPE),
            text_edits: None,
            tooltip: Some(InlayHintTooltip::MarkupContent(convert::markup(
                hint.tooltip,
                knows_markdown,
            ))),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    told(hints.collect::<Vec<_>>())
}

pub(super) fn colors(server: &mut Server, params: DocumentColorParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    let part = |value: u8| f32::from(value) / 255.0;
    let colors = ide::colors(asked.view()).into_iter().map(|found| {
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
    told(colors.collect::<Vec<_>>())
}

pub(super) fn color_presentations(params: ColorPresentationParams) -> Answer {
    let color = params.color;
    let part = |value: f32| (value.clamp(0.0, 1.0) * 255.0).round() as u8;
    let rgba = [color.red, color.green, color.blue, color.alpha].map(part);
    let spelling = ide::spelling(rgba);
    told([ColorPresentation {
        text_edit: Some(TextEdit::new(params.range, spelling.clone())),
        label: spelling,
        additional_text_edits: None,
    }])
}

pub(super) fn links(server: &mut Server, params: DocumentLinkParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    let links = ide::links(asked.view()).into_iter().filter_map(|link| {
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
    told(links.collect::<Vec<_>>())
}
