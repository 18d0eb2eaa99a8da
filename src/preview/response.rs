//! What is answered.

use std::io::{self, Write};
use std::sync::Arc;

/// What the page may do: load files of the same server, and nothing else. Not even styles are allowed in it: the script
/// adds those of pictures, which the policy allows.
const PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a picture may do that is opened by itself.
const PICTURE: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox";

/// An answer.
pub(super) struct Response {
    status: &'static str,
    kind: &'static str,
    policy: &'static str,
    body: Body,
}

enum Body {
    Text(&'static str),
    Made(Arc<Vec<u8>>),
}

impl Response {
    fn new(status: &'static str, kind: &'static str, policy: &'static str, body: Body) -> Response {
        Response {
            status,
            kind,
            policy,
            body,
        }
    }

    /// A file of the page.
    pub(super) fn page(kind: &'static str, text: &'static str) -> Response {
        Response::new("200 OK", kind, PAGE, Body::Text(text))
    }

    /// Something that has been drawn.
    pub(super) fn picture(kind: &'static str, bytes: Arc<Vec<u8>>) -> Response {
        Response::new("200 OK", kind, PICTURE, Body::Made(bytes))
    }

    /// Why there is nothing, in words.
    pub(super) fn failure(status: &'static str, words: &str) -> Response {
        let words = format!("{words}\n").into_bytes();
        Response::new(status, TEXT, PICTURE, Body::Made(Arc::new(words)))
    }

    /// Writes it, or only what comes before the body.
    pub(super) fn write(&self, out: &mut dyn Write, is_head: bool) -> io::Result<()> {
        let body = match &self.body {
            Body::Text(text) => text.as_bytes(),
            Body::Made(bytes) => bytes,
        };
        let mut head = head(self.status, self.kind, self.policy);
        head += &format!("Content-Length: {}\r\n\r\n", body.len());
        out.write_all(head.as_bytes())?;
        if !is_head {
            out.write_all(body)?;
        }
        out.flush()
    }
}

const TEXT: &str = "text/plain; charset=utf-8";

/// What comes before events.
pub(super) fn head_of_events() -> String {
    head("200 OK", "text/event-stream", PAGE) + "\r\n"
}

/// The head of every answer.
fn head(status: &str, kind: &str, policy: &str) -> String {
    let allow = if status.starts_with("405") {
        "Allow: GET, HEAD\r\n"
    } else {
        ""
    };
    format!(
        "HTTP/1.1 {status}\r\n\
         Content-Type: {kind}\r\n\
         Content-Security-Policy: {policy}\r\n\
         Cross-Origin-Opener-Policy: same-origin\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\n\
         Referrer-Policy: no-referrer\r\n\
         X-Content-Type-Options: nosniff\r\n\
         Cache-Control: no-store\r\n\
         {allow}\
         Connection: close\r\n"
    )
}
