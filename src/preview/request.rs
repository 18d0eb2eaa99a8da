//! What a browser asks.

use std::io::{self, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use httparse::{EMPTY_HEADER, Request as Parsed, Status};

/// What comes before the body may have so many bytes.
const MOST_BYTES: usize = 16 << 10;

/// … and so many headers.
const MOST_HEADERS: usize = 64;

/// … and may take so long to come.
const PATIENCE: Duration = Duration::from_secs(10);

/// A request, its body apart: nothing here takes one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    /// What is asked for, without the query.
    pub(super) path: String,
    pub(super) query: String,
    /// All values of `Host`.
    hosts: Vec<String>,
    /// All values of `Origin`.
    origins: Vec<String>,
    /// The origin that the browser gives.
    site: Option<String>,
}

/// Why a request cannot be read.
#[derive(Debug)]
pub(super) enum Unreadable {
    /// It is not HTTP.
    Malformed,
    /// It is longer than any that is meant for this.
    TooLong,
    /// Nobody waits for an answer.
    Gone,
}

impl From<io::Error> for Unreadable {
    fn from(_: io::Error) -> Unreadable {
        Unreadable::Gone
    }
}

impl Request {
    /// Reads a request up to its body.
    pub(super) fn read(mut stream: &TcpStream) -> Result<Request, Unreadable> {
        let until = Instant::now() + PATIENCE;
        let mut bytes = Vec::new();
        let mut buffer = [0; 1 << 12];
        loop {
            if bytes.len() > MOST_BYTES {
                return Err(Unreadable::TooLong);
            }
            if let Some(request) = parse(&bytes)? {
                return Ok(request);
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Unreadable::Gone);
            }
            stream.set_read_timeout(Some(left))?;
            match stream.read(&mut buffer)? {
                0 => return Err(Unreadable::Gone),
                read => bytes.extend_from_slice(&buffer[..read]),
            }
        }
    }

    /// Whether it comes from a page of this server, or from an address that someone has typed. What a foreign page asks
    /// for carries its origin; and a foreign name that has been made to lead here (DNS rebinding) stands in `Host`.
    pub(super) fn is_from_here(&self, port: u16) -> bool {
        let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
        let [host] = &self.hosts[..] else {
            return false;
        };
        let is_host = hosts.iter().any(|known| known.eq_ignore_ascii_case(host));
        let own = format!("http://{host}");
        let is_origin = self
            .origins
            .iter()
            .all(|origin| origin.eq_ignore_ascii_case(&own));
        // A foreign page may have a link to the page, but may take nothing else in.
        let is_foreign = self
            .site
            .as_deref()
            .is_some_and(|site| site != "same-origin" && site != "none");
        is_host && is_origin && (!is_foreign || self.path == "/")
    }

    /// Whether dark pictures are meant.
    pub(super) fn is_dark(&self) -> bool {
        self.query.split('&').any(|part| part == "theme=dark")
    }
}

fn parse(bytes: &[u8]) -> Result<Option<Request>, Unreadable> {
    let mut headers = [EMPTY_HEADER; MOST_HEADERS];
    let mut parsed = Parsed::new(&mut headers);
    match parsed.parse(bytes) {
        Ok(Status::Complete(_)) => {}
        Ok(Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Unreadable::TooLong),
        Err(_) => return Err(Unreadable::Malformed),
    }
    let target = parsed.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let values = |name: &str| {
        let named = parsed
            .headers
            .iter()
            .filter(|header| header.name.eq_ignore_ascii_case(name));
        let values = named.map(|header| String::from_utf8_lossy(header.value).trim().to_owned());
        values.collect::<Vec<_>>()
    };
    Ok(Some(Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        hosts: values("host"),
        origins: values("origin"),
        site: values("sec-fetch-site").pop(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(lines: &str) -> Request {
        let text = format!("{}\r\n\r\n", lines.replace('\n', "\r\n"));
        parse(text.as_bytes()).unwrap().unwrap()
    }

    #[test]
    fn a_request_is_read_whole_or_not_at_all() {
        let text = "GET /picture.svg?theme=dark HTTP/1.1\r\nHost: localhost:1\r\n\r\n";
        for end in 0..text.len() {
            assert!(parse(&text.as_bytes()[..end]).unwrap().is_none(), "{end}");
        }
        let request = parse(text.as_bytes()).unwrap().unwrap();
        assert_eq!(
            (request.method.as_str(), request.path.as_str()),
            ("GET", "/picture.svg")
        );
        assert!(request.is_dark());
        assert!(matches!(parse(b"\0\r\n\r\n"), Err(Unreadable::Malformed)));
    }

    #[test]
    fn only_this_servers_pages_ask() {
        for (headers, path, is_from_here) in [
            ("Host: 127.0.0.1:80", "/x", true),
            ("host: LOCALHOST:80", "/x", true),
            ("Host: 127.0.0.1", "/", false),
            ("Host: 127.0.0.1:81", "/", false),
            ("Host: evil.example:80", "/", false),
            ("Host: 127.0.0.1:80.evil.example", "/", false),
            ("Accept: */*", "/", false),
            ("Host: 127.0.0.1:80\nHost: evil.example", "/", false),
            (
                "Host: localhost:80\nOrigin: http://localhost:80",
                "/x",
                true,
            ),
            (
                "Host: localhost:80\nOrigin: http://127.0.0.1:80",
                "/x",
                false,
            ),
            (
                "Host: localhost:80\nOrigin: https://localhost:80",
                "/x",
                false,
            ),
            ("Host: localhost:80\nOrigin: null", "/x", false),
            (
                "Host: localhost:80\nOrigin: http://evil.example",
                "/",
                false,
            ),
            (
                "Host: localhost:80\nSec-Fetch-Site: same-origin",
                "/x",
                true,
            ),
            ("Host: localhost:80\nSec-Fetch-Site: none", "/x", true),
            (
                "Host: localhost:80\nSec-Fetch-Site: cross-site",
                "/x",
                false,
            ),
            ("Host: localhost:80\nSec-Fetch-Site: same-site", "/x", false),
            ("Host: localhost:80\nSec-Fetch-Site: cross-site", "/", true),
        ] {
            let request = request(&format!("GET {path} HTTP/1.1\n{headers}"));
            assert_eq!(request.is_from_here(80), is_from_here, "{headers} {path}");
        }
    }
}
