//! Requests to answers: each asks `ide`.

mod capabilities;
mod changes;
mod contents;
mod documents;
mod pictures;
mod places;

use lsp_server::{ErrorCode, Request};
use lsp_types::request::{self as on, Request as _};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::server::Server;
use changes::{actions, formatting, formatting_on_save, range_formatting};
use contents::{
    all_tokens, color_presentations, colors, folds, hints, links, some_tokens, symbols,
    workspace_symbols,
};
use places::{completion, definition, highlights, hover, prepare_rename, references, rename};

pub(super) use capabilities::capabilities;
pub(super) use pictures::{Preview, preview};

/// certdot's own request: a picture of a document.
pub(super) const PREVIEW: &str = "certdot/preview";

/// Why a request is not answered.
pub(super) struct Refusal {
    pub(super) code: ErrorCode,
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(code: ErrorCode, message: impl Into<String>) -> Refusal {
        Refusal {
            code,
            message: message.into(),
        }
    }
}

pub(super) type Answer = Result<Value, Refusal>;

/// Answers a request that is neither about the protocol's stages nor a picture.
pub(super) fn answer(server: &mut Server, request: &Request) -> Answer {
    let params = &request.params;
    match request.method.as_str() {
        on::Completion::METHOD => completion(server, read(params)?),
        on::HoverRequest::METHOD => hover(server, read(params)?),
        on::GotoDefinition::METHOD => definition(server, read(params)?),
        on::References::METHOD => references(server, read(params)?),
        on::DocumentHighlightRequest::METHOD => highlights(server, read(params)?),
        on::PrepareRenameRequest::METHOD => prepare_rename(server, read(params)?),
        on::Rename::METHOD => rename(server, read(params)?),
        on::DocumentSymbolRequest::METHOD => symbols(server, read(params)?),
        on::WorkspaceSymbolRequest::METHOD => workspace_symbols(server, read(params)?),
        on::FoldingRangeRequest::METHOD => folds(server, read(params)?),
        on::SemanticTokensFullRequest::METHOD => all_tokens(server, read(params)?),
        on::SemanticTokensRangeRequest::METHOD => some_tokens(server, read(params)?),
        on::Formatting::METHOD => formatting(server, read(params)?),
        on::RangeFormatting::METHOD => range_formatting(server, read(params)?),
        on::WillSaveWaitUntil::METHOD => formatting_on_save(server, read(params)?),
        on::InlayHintRequest::METHOD => hints(server, read(params)?),
        on::DocumentColor::METHOD => colors(server, read(params)?),
        on::ColorPresentationRequest::METHOD => color_presentations(read(params)?),
        on::DocumentLinkRequest::METHOD => links(server, read(params)?),
        on::CodeActionRequest::METHOD => actions(server, read(params)?),
        other => Err(Refusal::new(
            ErrorCode::MethodNotFound,
            format!("`{other}` is not known"),
        )),
    }
}

fn read<P: DeserializeOwned>(params: &Value) -> Result<P, Refusal> {
    serde_json::from_value(params.clone())
        .map_err(|error| Refusal::new(ErrorCode::InvalidParams, error.to_string()))
}

fn told(answer: impl Serialize) -> Answer {
    serde_json::to_value(answer)
        .map_err(|error| Refusal::new(ErrorCode::InternalError, error.to_string()))
}
