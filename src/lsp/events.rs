//! What a server receives, and what it sends.

use std::path::PathBuf;

use lsp_server::{Message, Response};

/// What happens to a server.
pub enum Event {
    /// A message has come.
    Message(Message),
    /// Input that is not a message has come; the error's code and words.
    Malformed(i32, String),
    /// Files have changed on the disk, or have come or gone.
    Disk(Vec<PathBuf>),
    /// A picture has been drawn, or could not be.
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
