//! Answers: a result, or why there is none.

use lsp_server::ErrorCode;
use serde::Serialize;
use serde_json::Value;

/// Why a request is not answered.
pub(in crate::lsp) struct Refusal {
    pub(in crate::lsp) code: ErrorCode,
    pub(in crate::lsp) message: String,
}

impl Refusal {
    pub(in crate::lsp) fn new(code: ErrorCode, message: impl Into<String>) -> Refusal {
        Refusal {
            code,
            message: message.into(),
        }
    }
}

pub(in crate::lsp) type Answer = Result<Value, Refusal>;

/// The answer with a result.
pub(super) fn answer(result: impl Serialize) -> Answer {
    serde_json::to_value(result)
        .map_err(|error| Refusal::new(ErrorCode::InternalError, error.to_string()))
}
