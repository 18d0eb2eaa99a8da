//! Requests to answers, with the help of `ide`.

mod answer;
mod capabilities;
mod changes;
mod contents;
mod places;
mod preview;
mod subject;

use lsp_server::{ErrorCode, Request};
use lsp_types::request::{self as on, Request as _};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::workspace::Workspace;
use changes::{actions, formatting, formatting_before_save, range_formatting};
use contents::{
    all_tokens, color_presentations, colors, folds, hints, links, range_tokens, symbols,
    workspace_symbols,
};
use places::{completion, definition, highlights, hover, prepare_rename, references, rename};

pub(super) use answer::{Answer, Refusal};
pub(super) use capabilities::capabilities;
pub(super) use preview::{Preview, preview};

/// certdot's own request: a picture of a document.
pub(super) const PREVIEW: &str = "certdot/preview";

/// Answers a request that is neither about the protocol's stages nor a picture.
pub(super) fn answer(workspace: &mut Workspace, request: &Request) -> Answer {
    let params = &request.params;
    match request.method.as_str() {
        on::Completion::METHOD => completion(workspace, read(params)?),
        on::HoverRequest::METHOD => hover(workspace, read(params)?),
        on::GotoDefinition::METHOD => definition(workspace, read(params)?),
        on::References::METHOD => references(workspace, read(params)?),
        on::DocumentHighlightRequest::METHOD => highlights(workspace, read(params)?),
        on::PrepareRenameRequest::METHOD => prepare_rename(workspace, read(params)?),
        on::Rename::METHOD => rename(workspace, read(params)?),
        on::DocumentSymbolRequest::METHOD => symbols(workspace, read(params)?),
        on::WorkspaceSymbolRequest::METHOD => workspace_symbols(workspace, read(params)?),
        on::FoldingRangeRequest::METHOD => folds(workspace, read(params)?),
        on::SemanticTokensFullRequest::METHOD => all_tokens(workspace, read(params)?),
        on::SemanticTokensRangeRequest::METHOD => range_tokens(workspace, read(params)?),
        on::Formatting::METHOD => formatting(workspace, read(params)?),
        on::RangeFormatting::METHOD => range_formatting(workspace, read(params)?),
        on::WillSaveWaitUntil::METHOD => formatting_before_save(workspace, read(params)?),
        on::InlayHintRequest::METHOD => hints(workspace, read(params)?),
        on::DocumentColor::METHOD => colors(workspace, read(params)?),
        on::ColorPresentationRequest::METHOD => color_presentations(read(params)?),
        on::DocumentLinkRequest::METHOD => links(workspace, read(params)?),
        on::CodeActionRequest::METHOD => actions(workspace, read(params)?),
        other => Err(Refusal::new(
            ErrorCode::MethodNotFound,
            format!("unknown method `{other}`"),
        )),
    }
}

fn read<P: DeserializeOwned>(params: &Value) -> Result<P, Refusal> {
    serde_json::from_value(params.clone())
        .map_err(|error| Refusal::new(ErrorCode::InvalidParams, error.to_string()))
}
