//! Pictures, which a thread of their own draws one at a time.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use lsp_server::{ErrorCode, RequestId, Response};

use super::outbox::{refusal, response};
use super::panics::answer_or_bug;
use crate::lsp::events::Event;
use crate::lsp::requests::Preview;
use crate::lsp::settings::Painter;

/// The picture that is being drawn, and the next.
pub(super) struct Previews {
    painter: Arc<Painter>,
    events: Sender<Event>,
    is_drawing: bool,
    next: Option<Preview>,
}

impl Previews {
    /// Draws with a painter, and sends what was drawn as an event.
    pub(super) fn new(painter: Arc<Painter>, events: Sender<Event>) -> Previews {
        Previews {
            painter,
            events,
            is_drawing: false,
            next: None,
        }
    }

    /// Draws a picture as soon as the present one is done. Of those that wait only the last is wanted: this gives the
    /// response to the one that it replaces.
    pub(super) fn add(&mut self, preview: Preview) -> Option<Response> {
        if !self.is_drawing {
            self.draw(preview);
            return None;
        }
        let older = self.next.replace(preview)?;
        let words = "a newer picture was requested";
        Some(refusal(older.id, ErrorCode::ContentModified, words))
    }

    fn draw(&mut self, preview: Preview) {
        self.is_drawing = true;
        let painter = self.painter.clone();
        let events = self.events.clone();
        thread::spawn(move || {
            let id = preview.id.clone();
            let response = response(id, answer_or_bug(|| Ok(preview.draw(&*painter))));
            // Without a server, nobody wants it.
            let _ = events.send(Event::Drawn(response));
        });
    }

    /// Goes on with the next picture when one has been drawn.
    pub(super) fn draw_next(&mut self) {
        self.is_drawing = false;
        if let Some(next) = self.next.take() {
            self.draw(next);
        }
    }

    /// Gives up a picture that waits, and gives the response to its request.
    pub(super) fn cancel(&mut self, id: &RequestId) -> Option<Response> {
        let waiting = self.next.take_if(|next| next.id == *id)?;
        Some(refusal(waiting.id, ErrorCode::RequestCanceled, "cancelled"))
    }
}
