//! certdot's own request: a picture of a document.

use std::sync::Arc;

use lsp_server::{ErrorCode, RequestId};
use lsp_types::Uri;
use serde_json::{Value, json};

use super::answer::Refusal;
use super::subject::AnalyzedDocument;
use crate::compile::Analysis;
use crate::lsp::settings::Painter;
use crate::lsp::workspace::Workspace;

/// A picture to be drawn.
pub(in crate::lsp) struct Preview {
    pub(in crate::lsp) id: RequestId,
    analysis: Arc<Analysis>,
    version: i32,
    is_dark: bool,
}

impl Preview {
    /// Draws it, and gives the answer to its request.
    pub(in crate::lsp) fn draw(&self, painter: &Painter) -> Value {
        match painter(&self.analysis.model, self.is_dark) {
            Ok(svg) => result(Some(svg), self.version, 0, None),
            Err(why) => result(None, self.version, 0, Some(why)),
        }
    }
}

fn result(svg: Option<String>, version: i32, errors: usize, message: Option<String>) -> Value {
    json!({ "svg": svg, "version": version, "errors": errors, "message": message })
}

/// The picture that a request wants or, if the document has errors, the answer.
pub(in crate::lsp) fn preview(
    workspace: &mut Workspace,
    id: RequestId,
    params: &Value,
) -> Result<Result<Preview, Value>, Refusal> {
    let uri = params["textDocument"]["uri"].as_str().unwrap_or_default();
    let uri: Uri = uri
        .parse()
        .map_err(|_| Refusal::new(ErrorCode::InvalidParams, "`textDocument.uri` is missing"))?;
    let subject = AnalyzedDocument::new(workspace, &uri)?;
    let document = workspace.document(&subject.key);
    let version = document.map_or(0, |document| document.version);
    let errors = subject.analysis.errors();
    if errors > 0 {
        let message = match errors {
            1 => "there is an error".to_owned(),
            count => format!("there are {count} errors"),
        };
        return Ok(Err(result(None, version, errors, Some(message))));
    }
    Ok(Ok(Preview {
        id,
        analysis: subject.analysis,
        version,
        is_dark: params["dark"].as_bool().unwrap_or(false),
    }))
}
