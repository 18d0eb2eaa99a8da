//! Messages to the client.

use std::sync::mpsc::Sender;

use lsp_server::{ErrorCode, Message, Notification, RequestId, Response};
use lsp_types::notification as to;
use lsp_types::{LogMessageParams, MessageType};

use crate::lsp::events::Outgoing;
use crate::lsp::requests::Answer;

/// The way to the client.
pub(super) struct Outbox {
    out: Sender<Outgoing>,
}

impl Outbox {
    pub(super) fn new(out: Sender<Outgoing>) -> Outbox {
        Outbox { out }
    }

    fn send(&self, outgoing: Outgoing) {
        // Once nothing can be written, the end of the input comes soon.
        let _ = self.out.send(outgoing);
    }

    pub(super) fn respond(&self, response: Response) {
        self.send(Outgoing::Message(Message::Response(response)));
    }

    pub(super) fn notify<N: to::Notification>(&self, params: N::Params) {
        let notification = Notification::new(N::METHOD.to_owned(), params);
        self.send(Outgoing::Message(Message::Notification(notification)));
    }

    /// Reports an error that answers no request in particular.
    pub(super) fn report(&self, code: i32, words: String) {
        self.send(Outgoing::Error(code, words));
    }

    /// Writes an error into the client's log.
    pub(super) fn log(&self, message: String) {
        self.notify::<to::LogMessage>(LogMessageParams {
            typ: MessageType::ERROR,
            message,
        });
    }
}

/// The response that carries an answer.
pub(super) fn response(id: RequestId, answer: Answer) -> Response {
    match answer {
        Ok(result) => Response::new_ok(id, result),
        Err(refusal) => Response::new_err(id, refusal.code as i32, refusal.message),
    }
}

/// The response that refuses a request.
pub(super) fn refusal(id: RequestId, code: ErrorCode, words: &str) -> Response {
    Response::new_err(id, code as i32, words.to_owned())
}
