//! Messages from a stream of bytes: a header with a length, then JSON.
//!
//! lsp-server's own reader ends at the first malformed message; the protocol wants it answered, and the next one read.

use std::io::{self, BufRead, Read};

use lsp_server::{ErrorCode, Message};

/// The most bytes that a message may have: a file at its largest, each byte as an escape.
const MOST_BYTES: u64 = 6 * crate::source::MOST_BYTES;

/// A message, or something that should have been one.
#[derive(Debug)]
pub(super) enum Frame {
    Message(Message),
    /// Not a message: the error to answer, which belongs to no request.
    Malformed(ErrorCode, String),
}

/// The next frame; nothing at the end of the stream.
///
/// # Errors
/// Those of the stream.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let mut length: Option<u64> = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        // No header is long: a stream without line ends must not fill the memory.
        if input.by_ref().take(8 << 10).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\r', '\n']);
        if text.is_empty() {
            match length {
                Some(length) => return read_body(input, length).map(Some),
                // Blank lines between messages mean nothing.
                None => continue,
            }
        }
        let field = text
            .split_once(':')
            .map(|(name, value)| (name.trim(), value.trim()));
        match field {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                match value.parse() {
                    Ok(number) => length = Some(number),
                    Err(_) => return Ok(Some(parse_error("the content length is not a number"))),
                }
            }
            Some((name, _)) if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => {}
            _ => return Ok(Some(parse_error("this is not a header"))),
        }
    }
}

fn parse_error(what: &str) -> Frame {
    Frame::Malformed(ErrorCode::ParseError, what.to_owned())
}

fn read_body(input: &mut impl BufRead, length: u64) -> io::Result<Frame> {
    if length > MOST_BYTES {
        io::copy(&mut input.by_ref().take(length), &mut io::sink())?;
        return Ok(parse_error("the message is too long"));
    }
    let mut bytes = Vec::new();
    input.by_ref().take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let value: serde_json::Value = match serde_json::from_slice(&bytes) {
        Ok(value) => value,
        Err(error) => return Ok(parse_error(&format!("this is not JSON: {error}"))),
    };
    Ok(match serde_json::from_value(value) {
        Ok(message) => Frame::Message(message),
        Err(_) => Frame::Malformed(
            ErrorCode::InvalidRequest,
            "this is neither a request, a notification nor a response".to_owned(),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(bytes: &[u8]) -> Vec<String> {
        let mut input = bytes;
        let mut all = Vec::new();
        while let Ok(Some(frame)) = read(&mut input) {
            all.push(match frame {
                Frame::Message(Message::Notification(notification)) => notification.method,
                Frame::Message(_) => "message".to_owned(),
                Frame::Malformed(code, _) => format!("{}", code as i32),
            });
        }
        all
    }

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    const EXIT: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

    #[test]
    fn a_malformed_message_is_reported_and_the_next_is_read() {
        for wrong in ["{", "", "nonsense", "\u{0}", "{\"a\": }"] {
            let bytes = frame(wrong) + &frame(EXIT);
            assert_eq!(frames(bytes.as_bytes()), ["-32700", "exit"], "{wrong}");
        }
        for wrong in ["[]", "7", "{}", "null", r#"{"id":1}"#] {
            let bytes = frame(wrong) + &frame(EXIT);
            assert_eq!(frames(bytes.as_bytes()), ["-32600", "exit"], "{wrong}");
        }
        for wrong in [
            "Content-Length: x\r\n",
            "nonsense\r\n",
            "Content-Length: -1\r\n",
        ] {
            let bytes = wrong.to_owned() + &frame(EXIT);
            assert_eq!(frames(bytes.as_bytes()), ["-32700", "exit"], "{wrong}");
        }
    }

    #[test]
    fn headers_are_read_as_the_protocol_says() {
        let body = format!(
            "content-length: {}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{EXIT}",
            EXIT.len()
        );
        assert_eq!(frames(body.as_bytes()), ["exit"]);
        let cut = &frame(EXIT)[..30];
        assert_eq!(
            frames(cut.as_bytes()),
            [""; 0],
            "a stream that ends inside a message"
        );
    }
}
