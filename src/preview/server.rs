//! Connections from browsers, each with a thread of its own.

use std::io::{self, Read};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::connections::{Connections, Place};
use super::events;
use super::live_page::LivePage;
use super::request::{Request, Unreadable};
use super::response::Response;
use super::routes::{Answer, answer};

/// Who does not read on for so long is not written to any more.
const PATIENCE: Duration = Duration::from_secs(10);

/// When the system has no room for a connection, some will have gone by then.
const PAUSE: Duration = Duration::from_millis(50);

/// What a browser still says after it has been answered is listened to for so long: to close the connection at once would
/// take the answer from it.
const FAREWELL: Duration = Duration::from_millis(500);

/// Shows it to browsers, from threads of its own, as long as the process is there.
///
/// # Errors
/// When the system does not return the port.
pub fn serve(listener: TcpListener, show: Arc<LivePage>) -> io::Result<()> {
    let port = listener.local_addr()?.port();
    let connections = Arc::new(Connections::default());
    thread::spawn(move || {
        loop {
            let stream = match listener.accept() {
                Ok((stream, from)) if from.ip().is_loopback() => stream,
                Ok(_) => continue,
                Err(_) => {
                    thread::sleep(PAUSE);
                    continue;
                }
            };
            let Ok(own) = stream.try_clone() else {
                continue;
            };
            let place = Place::new(&connections, own);
            let show = Arc::clone(&show);
            let thread = thread::Builder::new();
            // Where no thread can be started, the connection is closed.
            let _ = thread.spawn(move || {
                // A browser that has gone is not answered.
                let _ = converse(&stream, place, port, &show);
            });
        }
    });
    Ok(())
}

/// Answers one request.
fn converse(stream: &TcpStream, mut place: Place, port: u16, show: &LivePage) -> io::Result<()> {
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let (response, is_head) = match Request::read(stream) {
        Ok(request) => match answer(&request, port, show) {
            Answer::Response(response) => (response, request.method == "HEAD"),
            Answer::Events if place.stay() => {
                return events::tell(stream, show, request.is_dark());
            }
            Answer::Events => {
                let words = "too many pages are open already";
                (Response::failure("503 Service Unavailable", words), false)
            }
        },
        Err(Unreadable::Malformed) => (
            Response::failure("400 Bad Request", "this is not HTTP"),
            false,
        ),
        Err(Unreadable::TooLong) => {
            let status = "431 Request Header Fields Too Large";
            (Response::failure(status, "the request is too long"), false)
        }
        Err(Unreadable::Gone) => return Ok(()),
    };
    response.write(&mut &*stream, is_head)?;
    part(stream)
}

/// Closes a connection so that what has been written arrives.
fn part(mut stream: &TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    let until = Instant::now() + FAREWELL;
    let mut buffer = [0; 1 << 12];
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        stream.set_read_timeout(Some(left))?;
        if stream.read(&mut buffer)? == 0 {
            return Ok(());
        }
    }
}
