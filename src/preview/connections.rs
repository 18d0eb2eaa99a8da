//! The connections that are open.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

/// How many may be open, besides those that receive events. With one more, the oldest is closed: a client that opens many
/// and sends nothing does not keep others out.
const MOST: usize = 128;

/// How many may receive events.
const MOST_GUESTS: usize = 32;

/// What is open.
#[derive(Default)]
pub(super) struct Connections(Mutex<Open>);

#[derive(Default)]
struct Open {
    next: u64,
    short: BTreeMap<u64, TcpStream>,
    guests: usize,
}

/// A connection that counts as long as this is there.
pub(super) struct Place {
    connections: Arc<Connections>,
    number: u64,
    is_guest: bool,
}

impl Connections {
    fn open<T>(&self, with: impl FnOnce(&mut Open) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Place {
    /// Takes one more in.
    pub(super) fn new(connections: &Arc<Connections>, stream: TcpStream) -> Place {
        let number = connections.open(|open| {
            while open.short.len() >= MOST {
                if let Some((_, oldest)) = open.short.pop_first() {
                    // It may be closed already.
                    let _ = oldest.shutdown(Shutdown::Both);
                }
            }
            open.next += 1;
            open.short.insert(open.next, stream);
            open.next
        });
        Place {
            connections: Arc::clone(connections),
            number,
            is_guest: false,
        }
    }

    /// Makes this one of those that receive events, if there is room: none of them is closed for others.
    pub(super) fn stay(&mut self) -> bool {
        let number = self.number;
        self.is_guest = self.connections.open(|open| {
            let has_room = open.guests < MOST_GUESTS;
            if has_room {
                open.guests += 1;
                open.short.remove(&number);
            }
            has_room
        });
        self.is_guest
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let (number, is_guest) = (self.number, self.is_guest);
        self.connections.open(|open| {
            open.short.remove(&number);
            open.guests -= usize::from(is_guest);
        });
    }
}
