//! The language server: the protocol around `ide`, and nothing else.
//!
//! One thread answers messages in the order in which they come. It compiles what has changed when no message waits, so
//! that of many changes in a row only the last is compiled; it does not answer requests about a text that a waiting
//! message changes. Another thread draws pictures. `Workspace` is what the server knows of the client and its files;
//! `Server` is the protocol around it. Everything counts bytes but `lines` and `convert`, which are the door.

mod buffers;
mod client;
mod convert;
mod diagnostics;
mod document;
mod events;
mod frames;
mod lines;
mod markup;
mod parses;
mod queue;
mod requests;
mod serve;
mod server;
mod settings;
mod uris;
mod workspace;

pub use events::{Event, Outgoing};
pub use queue::Queue;
pub use serve::serve;
pub use server::Server;
pub use settings::{Painter, Settings};
