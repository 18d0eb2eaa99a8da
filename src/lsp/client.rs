//! What the client can do.

use lsp_types::{InitializeParams, MarkupKind, PositionEncodingKind};
use serde_json::Value;

use super::lines::Encoding;

/// What a client can do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    pub(super) has_snippets: bool,
    pub(super) has_nested_symbols: bool,
    /// Whether it shows Markdown next to completions.
    pub(super) completes_in_markdown: bool,
    /// Whether it shows Markdown under the pointer.
    pub(super) hovers_in_markdown: bool,
    /// Whether the server is to format files when they are saved, because the client does not ask for it itself.
    pub(super) format_on_save: bool,
}

impl Client {
    /// The client that sends these parameters with `initialize`.
    pub(super) fn new(params: &InitializeParams) -> Client {
        let general = params.capabilities.general.as_ref();
        let encodings = general.and_then(|general| general.position_encodings.as_deref());
        let knows_utf8 = encodings.is_some_and(|known| known.contains(&PositionEncodingKind::UTF8));
        let documents = params.capabilities.text_document.as_ref();
        let items = documents.and_then(|all| all.completion.as_ref()?.completion_item.as_ref());
        let hover = documents.and_then(|all| all.hover.as_ref()?.content_format.as_deref());
        let symbols = documents.and_then(|all| {
            all.document_symbol
                .as_ref()?
                .hierarchical_document_symbol_support
        });
        let options = params.initialization_options.as_ref();
        Client {
            encoding: if knows_utf8 {
                Encoding::Utf8
            } else {
                Encoding::Utf16
            },
            has_snippets: items
                .and_then(|items| items.snippet_support)
                .unwrap_or(false),
            has_nested_symbols: symbols.unwrap_or(false),
            completes_in_markdown: has_markdown(
                items.and_then(|items| items.documentation_format.as_deref()),
            ),
            hovers_in_markdown: has_markdown(hover),
            format_on_save: options
                .is_some_and(|options| options["formatOnSave"] == Value::Bool(true)),
        }
    }
}

fn has_markdown(formats: Option<&[MarkupKind]>) -> bool {
    formats.is_some_and(|known| known.contains(&MarkupKind::Markdown))
}
