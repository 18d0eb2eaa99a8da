//! Events, sent to a browser as they happen: <https://html.spec.whatwg.org/multipage/server-sent-events.html>.

use std::io::{self, ErrorKind, Write};
use std::net::TcpStream;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::live_page::LivePage;
use super::response::head_of_events;

/// How often it is looked whether the browser is still there.
const GLANCE: Duration = Duration::from_millis(500);

/// How often an empty event is sent, so that either side notices when the other has gone silently.
const BEAT: Duration = Duration::from_secs(15);

/// Sends each change, the current state first, until the browser has gone. One that reads slowly gets fewer: after each,
/// only the state at that time.
pub(super) fn tell(mut stream: &TcpStream, show: &LivePage, is_dark: bool) -> io::Result<()> {
    stream.write_all(head_of_events().as_bytes())?;
    // After the program has ended, the page retries often: the program may be restarted on the same port.
    stream.write_all(b"retry: 1000\n\n")?;
    let _look = ColorView::new(show, is_dark);
    let mut known = u64::MAX;
    let mut told = Instant::now();
    while !has_gone(stream)? {
        if let Some((version, state)) = show.news(known, GLANCE) {
            // JSON has no line ends in it.
            stream.write_all(format!("data: {state}\n\n").as_bytes())?;
            (known, told) = (version, Instant::now());
        } else if told.elapsed() >= BEAT {
            stream.write_all(b":\n\n")?;
            told = Instant::now();
        }
    }
    Ok(())
}

/// Whether the browser has closed the connection. It sends nothing more.
fn has_gone(stream: &TcpStream) -> io::Result<bool> {
    stream.set_nonblocking(true)?;
    let peeked = stream.peek(&mut [0]);
    stream.set_nonblocking(false)?;
    match peeked {
        Ok(read) => Ok(read == 0),
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(false),
        Err(error) => Err(error),
    }
}

/// A browser that shows pictures in some colors.
struct ColorView<'s> {
    show: &'s LivePage,
    is_dark: bool,
}

impl<'s> ColorView<'s> {
    fn new(show: &'s LivePage, is_dark: bool) -> ColorView<'s> {
        show.looks(is_dark).fetch_add(1, Ordering::SeqCst);
        ColorView { show, is_dark }
    }
}

impl Drop for ColorView<'_> {
    fn drop(&mut self) {
        self.show.looks(self.is_dark).fetch_sub(1, Ordering::SeqCst);
    }
}
