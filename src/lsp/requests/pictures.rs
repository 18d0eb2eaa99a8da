//! Pictures for previews: certdot's own request.

use std::sync::Arc;

use lsp_server::{ErrorCode, RequestId};
use lsp_types::Uri;
use serde_json::{Value, json};

use super::Refusal;
use super::documents::asked;
use crate::compile::Analysis;
use crate::lsp::Painter;
use crate::lsp::server::Server;

/// A picture to be drawn.
pub(in crate::lsp) struct Preview {
    pub(in crate::lsp) id: RequestId,
    analysis: Arc<Analysis>,
    version: i32,
    is_dark: bool,
}

impl Preview {
    pub(in crate::lsp) fn draw(&self, painter: &Painter) -> Value {
        match painter(&self.analysis.model, self.is_dark) {
            Ok(svg) => shown(Some(svg), self.version, 0, None),
            Err(why) => shown(None, self.version, 0, Some(why)),
        }
    }
}

fn shown(svg: Option<String>, version: i32, errors: usize, message: Option<String>) -> Value {
    json!({ "svg": svg, "version": version, "errors": errors, "message": message })
}

/// The picture that is asked for or, where there are errors, the answer.
pub(in crate::lsp) fn preview(
    server: &mut Server,
    id: RequestId,
    params: Value,
) -> Result<Result<Preview, Value>, Refusal> {
    let uri = params["textDocument"]["uri"].as_str().unwrap_or_default();
    let uri: Uri = uri
        .parse()
        .map_err(|_| Refusal::new(ErrorCode::InvalidParams, "`textDocument.uri` is missing"))?;
    let asked = asked(server, &uri)?;
    let version = server
        .documents
        .get(&asked.key)
        .map_or(0, |document| document.version);
    let errors = asked.analysis.errors();
    if errors > 0 {
        let message = match errors {
            1 => "there is an error".to_owned(),
            count => format!("there are {count} errors"),
        };
        return Ok(Err(shown(None, version, errors, Some(message))));
    }
    Ok(Ok(Preview {
        id,
        analysis: asked.analysis,
        version,
        is_dark: params["dark"].as_bool().unwrap_or(false),
    }))
}
