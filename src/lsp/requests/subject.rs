//! The document that a request is about.

use std::path::PathBuf;
use std::sync::Arc;

use lsp_server::ErrorCode;
use lsp_types::{Range, TextDocumentPositionParams, Uri};

use super::answer::Refusal;
use crate::compile::Analysis;
use crate::ide::View;
use crate::lsp::workspace::Workspace;
use crate::source::Span;

/// An open document and its analysis.
pub(super) struct AnalyzedDocument {
    pub(super) key: PathBuf,
    pub(super) analysis: Arc<Analysis>,
}

impl AnalyzedDocument {
    /// The document with an address.
    pub(super) fn new(workspace: &mut Workspace, uri: &Uri) -> Result<AnalyzedDocument, Refusal> {
        let Some(key) = workspace.find(uri) else {
            return Err(Refusal::new(
                ErrorCode::InvalidParams,
                format!("`{}` is not open", uri.as_str()),
            ));
        };
        match workspace.analysis(&key) {
            Some(analysis) => Ok(AnalyzedDocument { key, analysis }),
            None => Err(Refusal::new(
                ErrorCode::RequestFailed,
                "the file is too large",
            )),
        }
    }

    /// The document at a place, and which byte of its text, as it is compiled, is there.
    pub(super) fn at(
        workspace: &mut Workspace,
        place: &TextDocumentPositionParams,
    ) -> Result<(AnalyzedDocument, u32), Refusal> {
        let subject = AnalyzedDocument::new(workspace, &place.text_document.uri)?;
        let here = Range::new(place.position, place.position);
        let offset = subject.span(workspace, here).start;
        Ok((subject, offset))
    }

    pub(super) fn view(&self) -> View<'_> {
        View::of_main(&self.analysis)
    }

    /// The stretch of the text, as it is compiled, that has a range.
    pub(super) fn span(&self, workspace: &Workspace, range: Range) -> Span {
        let document = workspace.document(&self.key);
        document.map_or(Span::default(), |document| {
            document.span(range, workspace.client().encoding)
        })
    }

    /// A stretch among all files as one of this document.
    pub(super) fn local(&self, span: Span) -> Span {
        let base = self.view().base();
        Span::new(span.start - base, span.end - base)
    }
}
