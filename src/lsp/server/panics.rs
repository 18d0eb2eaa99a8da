//! Bugs: they end the work that has them, and no other.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lsp_server::ErrorCode;

use crate::lsp::requests::Refusal;

/// Does work that may have a bug; if it panics, returns the message for that.
pub(super) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|panic| format!("a bug in certdot: {}", message(&*panic)))
}

/// Works out an answer; a bug in that is the answer.
pub(super) fn answer_or_bug<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch(work).unwrap_or_else(|bug| Err(Refusal::new(ErrorCode::InternalError, bug)))
}

/// The message of a panic.
fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}
