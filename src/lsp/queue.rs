//! The events that wait, so that the server can look ahead.

use std::collections::VecDeque;
use std::sync::mpsc::Receiver;

use lsp_server::{Message, RequestId};
use lsp_types::{CancelParams, NumberOrString};

use super::events::Event;

/// The events that have come and have not been handled.
pub struct Queue {
    incoming: Option<Receiver<Event>>,
    waiting: VecDeque<Event>,
}

impl Queue {
    /// The events that come through a channel.
    pub fn new(incoming: Receiver<Event>) -> Queue {
        Queue {
            incoming: Some(incoming),
            waiting: VecDeque::new(),
        }
    }

    /// A queue that nothing comes into.
    pub fn empty() -> Queue {
        Queue {
            incoming: None,
            waiting: VecDeque::new(),
        }
    }

    /// The next event. Waits for one, unless there is other work to do.
    pub(super) fn next(&mut self, has_work: bool) -> Option<Event> {
        self.receive();
        if let Some(event) = self.waiting.pop_front() {
            return Some(event);
        }
        if has_work {
            return None;
        }
        let incoming = self.incoming.as_ref()?;
        Some(incoming.recv().unwrap_or(Event::Closed))
    }

    /// Takes all events from the channel.
    fn receive(&mut self) {
        if let Some(incoming) = &self.incoming {
            self.waiting.extend(incoming.try_iter());
        }
    }

    /// Whether a waiting message cancels a request.
    pub(super) fn cancels(&self, id: &RequestId) -> bool {
        self.waiting.iter().any(|event| match event {
            Event::Message(Message::Notification(notification))
                if notification.method == "$/cancelRequest" =>
            {
                id_to_cancel(&notification.params).as_ref() == Some(id)
            }
            _ => false,
        })
    }

    /// Whether a waiting message changes the document with this address.
    pub(super) fn changes(&self, uri: &str) -> bool {
        self.waiting.iter().any(|event| match event {
            Event::Message(Message::Notification(notification))
                if notification.method == "textDocument/didChange" =>
            {
                notification.params["textDocument"]["uri"].as_str() == Some(uri)
            }
            _ => false,
        })
    }
}

/// The request that a `$/cancelRequest` is about.
pub(super) fn id_to_cancel(params: &serde_json::Value) -> Option<RequestId> {
    let params: CancelParams = serde_json::from_value(params.clone()).ok()?;
    Some(match params.id {
        NumberOrString::Number(number) => RequestId::from(number),
        NumberOrString::String(text) => RequestId::from(text),
    })
}
