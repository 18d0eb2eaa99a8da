//! A server on two streams: one thread reads, one writes, and the calling thread does the work.

use std::io::{self, BufRead, Write};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use serde_json::json;

use super::events::{Event, Outgoing};
use super::frames::{self, Frame};
use super::queue::Queue;
use super::server::Server;
use super::settings::Settings;

/// Serves a client until it sends `exit` or goes away. Returns whether it sent `shutdown` before, as it should.
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
