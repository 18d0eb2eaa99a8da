//! The language server: the protocol around `ide`, and nothing else.
//!
//! Messages come in one after the other and are answered in that order by one thread. What has changed is compiled when no
//! message waits, so that of many changes in a row only the last is; requests about a text that a waiting message
//! changes are not answered. Pictures are drawn by a thread of their own. Bytes are counted everywhere but here:
//! `lines` and `convert` are the door.

mod buffers;
mod convert;
mod frames;
mod lines;
mod plain;
mod publish;
mod queue;
mod requests;
mod server;
mod uris;

use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use lsp_server::{Message, Response};
use serde_json::json;

use crate::diagnostics::Levels;
use crate::icons::Reader;
use crate::model::Model;
use frames::Frame;

pub use queue::Queue;
pub use server::Server;

/// Draws a model as SVG, in dark colours if told; otherwise says why it cannot.
pub type Painter = dyn Fn(&Model, bool) -> Result<String, String> + Send + Sync;

/// What decides how files are compiled, besides the files.
pub struct Settings {
    /// The folder that no file named by the sources may leave; without it, that of the client's that holds the file, or
    /// the file's own.
    pub root: Option<PathBuf>,
    /// Folders of icons, besides those that the sources name.
    pub icons: Vec<PathBuf>,
    /// Which warnings are heard.
    pub levels: Levels,
    /// What reads icons.
    pub reader: Arc<dyn Reader>,
    /// What draws previews.
    pub painter: Arc<Painter>,
}

/// What happens to a server.
pub enum Event {
    /// A message has come.
    Message(Message),
    /// What has come is no message; the error's code and words.
    Malformed(i32, String),
    /// Files have changed on the disk, or have come or gone.
    Disk(Vec<PathBuf>),
    /// A picture has been drawn, or has not.
    Drawn(Response),
    /// No more messages will come.
    Closed,
}

/// What a server sends.
#[derive(Debug)]
pub enum Outgoing {
    /// A message.
    Message(Message),
    /// An error that answers no request in particular.
    Error(i32, String),
}

/// Serves a client until it says `exit` or goes away. Tells whether it has said `shutdown` before, as it should.
///
/// # Errors
/// When nothing can be written any more.
pub fn serve(
    input: impl BufRead + Send + 'static,
    output: impl Write + Send + 'static,
    settings: Settings,
) -> io::Result<bool> {
    let (events, incoming) = channel();
    let (out, outgoing) = channel();
    let from_input = events.clone();
    // It ends with the process: nothing can wake a thread that waits for a stream.
    thread::spawn(move || read(input, &from_input));
    let writer = thread::spawn(move || write(output, outgoing.iter()));
    let mut server = Server::new(settings, out, events);
    let mut queue = Queue::new(incoming);
    let was_shut_down = loop {
        let event = match queue.next(server.has_work()) {
            Some(event) => event,
            None => {
                server.work();
                continue;
            }
        };
        if let Some(was_shut_down) = server.take(event, &queue) {
            break was_shut_down;
        }
    };
    // The last answers are written before the process ends.
    drop(server);
    match writer.join() {
        Ok(written) => written.map(|()| was_shut_down),
        Err(_) => Err(io::Error::other("the writing thread has died")),
    }
}

fn read(mut input: impl BufRead, events: &Sender<Event>) {
    loop {
        let event = match frames::read(&mut input) {
            Ok(Some(Frame::Message(message))) => Event::Message(message),
            Ok(Some(Frame::Malformed(code, words))) => Event::Malformed(code as i32, words),
            Ok(None) | Err(_) => Event::Closed,
        };
        let is_over = matches!(event, Event::Closed);
        if events.send(event).is_err() || is_over {
            return;
        }
    }
}

fn write(mut output: impl Write, messages: impl Iterator<Item = Outgoing>) -> io::Result<()> {
    for message in messages {
        match message {
            Outgoing::Message(message) => message.write(&mut output)?,
            Outgoing::Error(code, words) => {
                let error = json!({
                    "jsonrpc": "2.0",
                    "id": null,
                    "error": { "code": code, "message": words },
                });
                let text = error.to_string();
                write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
            }
        }
        output.flush()?;
    }
    Ok(())
}
