//! Pictures are drawn, one at a time, by a thread of their own.

use lsp_server::{ErrorCode, RequestId, Response};
use serde_json::Value;

use super::{Server, guarded, responded};
use crate::lsp::Event;
use crate::lsp::requests::{self, Preview};

impl Server {
    pub(super) fn preview(&mut self, id: RequestId, params: Value) {
        let asked = guarded(|| requests::preview(self, id.clone(), params));
        let preview = match asked {
            Ok(Ok(preview)) => preview,
            Ok(Err(answer)) => return self.respond(Response::new_ok(id, answer)),
            Err(refusal) => return self.respond(responded(id, Err(refusal))),
        };
        if !self.is_drawing {
            return self.draw(preview);
        }
        // Of those that wait, only the last is wanted.
        if let Some(older) = self.next_picture.replace(preview) {
            let code = ErrorCode::ContentModified as i32;
            let words = "a newer picture has been asked for".to_owned();
            self.respond(Response::new_err(older.id, code, words));
        }
    }

    fn draw(&mut self, preview: Preview) {
        self.is_drawing = true;
        let painter = self.settings.painter.clone();
        let events = self.events.clone();
        std::thread::spawn(move || {
            let id = preview.id.clone();
            let drawn = guarded(|| Ok(preview.draw(&*painter)));
            let response = responded(id, drawn);
            // Without a server, nobody wants it.
            let _ = events.send(Event::Drawn(response));
        });
    }

    pub(super) fn drawn(&mut self, response: Response) {
        self.is_drawing = false;
        self.respond(response);
        if let Some(next) = self.next_picture.take() {
            self.draw(next);
        }
    }
}
