//! Bytes to text that holds only what XML and a terminal can hold.

use super::Span;

/// What is wrong with a stretch of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForbiddenKind {
    /// The bytes are no UTF-8.
    NotUtf8,
    /// A character that no `.cert` file may hold.
    Character(char),
}

/// A stretch of bytes that no `.cert` file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forbidden {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ForbiddenKind,
}

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Turns bytes into text of the same length, in which each forbidden stretch is blank, and tells where those stretches
/// were. Valid text is not copied. A byte-order mark at the start is no part of the text.
///
/// Forbidden are the characters that XML 1.0 cannot hold or a terminal would obey, and U+FEFF other than at the start
/// (see [`Forbidden`]). A carriage return is allowed before a line feed.
pub fn sanitize(bytes: Vec<u8>) -> (String, Vec<Forbidden>) {
    let mut forbidden = Vec::new();
    let mut bytes = bytes;
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    let mut from = 0;
    while let Err(error) = std::str::from_utf8(&bytes[from..]) {
        let start = from + error.valid_up_to();
        let end = error.error_len().map_or(bytes.len(), |len| start + len);
        bytes[start..end].fill(b' ');
        match forbidden.last_mut() {
            Some(Forbidden { span, .. }) if span.end == start as u32 => span.end = end as u32,
            _ => forbidden.push(Forbidden {
                span: Span::new(start as u32, end as u32),
                kind: ForbiddenKind::NotUtf8,
            }),
        }
        from = end;
    }
    // All that is forbidden is rare: a quick look first, one that the compiler turns into vector instructions. The
    // lead bytes 0xC2 (of U+0080–9F) and 0xEF (of U+FEFF, U+FFFE, U+FFFF) are suspects, not culprits.
    let suspicious = |byte: &u8| {
        (*byte < 0x20 && *byte != b'\n' && *byte != b'\t')
            || *byte == 0x7F
            || *byte == 0xC2
            || *byte == 0xEF
    };
    let mut text = String::from_utf8(bytes).expect("each wrong byte has just been blanked");
    if text
        .as_bytes()
        .chunks(1024)
        .any(|chunk| chunk.iter().fold(false, |any, byte| any | suspicious(byte)))
    {
        text = blank_forbidden(text, &mut forbidden);
        forbidden.sort_by_key(|found| found.span);
    }
    (text, forbidden)
}

/// Whether a CR stands at this byte, with the LF that makes a line end of the two.
fn ends_line(text: &str, at: usize) -> bool {
    text.as_bytes()[at..].starts_with(b"\r\n")
}

fn blank_forbidden(text: String, forbidden: &mut Vec<Forbidden>) -> String {
    let mut blanks = Vec::new();
    for (at, character) in text.char_indices() {
        let span = Span::new(at as u32, (at + character.len_utf8()) as u32);
        if !is_allowed(character) && !ends_line(&text, at) {
            blanks.push(span);
            forbidden.push(Forbidden {
                span,
                kind: ForbiddenKind::Character(character),
            });
        }
    }
    let mut bytes = text.into_bytes();
    for span in blanks {
        bytes[span.range()].fill(b' ');
    }
    String::from_utf8(bytes).expect("whole characters have been blanked")
}

/// Whether a character may stand in a text: what XML 1.0 can hold (<https://www.w3.org/TR/xml/#charsets>), less the
/// control characters U+007F–9F and U+FEFF.
pub(super) fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

impl Forbidden {
    /// Whether a character may stand in a text or be written as an escape.
    pub fn allows(character: char) -> bool {
        is_allowed(character)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find_forbidden(bytes: &[u8]) -> (String, Vec<(u32, u32)>) {
        let (text, forbidden) = sanitize(bytes.to_vec());
        let mark = usize::from(bytes.starts_with(BYTE_ORDER_MARK)) * BYTE_ORDER_MARK.len();
        assert_eq!(text.len(), bytes.len() - mark, "the length never changes");
        (
            text,
            forbidden
                .iter()
                .map(|f| (f.span.start, f.span.end))
                .collect(),
        )
    }

    #[test]
    fn good_text_is_left_alone() {
        let good = "a\tb\r\nc \u{A0} ï \u{FFFD} 😀".as_bytes();
        assert_eq!(
            find_forbidden(good),
            (String::from_utf8(good.to_vec()).unwrap(), vec![])
        );
    }

    #[test]
    fn a_leading_mark_is_left_out_and_one_inside_is_forbidden() {
        assert_eq!(find_forbidden("\u{FEFF}a".as_bytes()), ("a".into(), vec![]));
        assert_eq!(
            find_forbidden("a\u{FEFF}".as_bytes()),
            ("a   ".into(), vec![(1, 4)])
        );
    }

    #[test]
    fn each_forbidden_stretch_is_told() {
        assert_eq!(find_forbidden(b"a\xFFb\xC3").1, [(1, 2), (3, 4)]);
        assert_eq!(
            find_forbidden("\0x\u{85}y\u{7F}\u{FFFE}\r.".as_bytes())
                .1
                .len(),
            5
        );
        assert_eq!(find_forbidden(b"\x1B[31m\xE2\x28").1, [(0, 1), (5, 6)]);
    }
}
