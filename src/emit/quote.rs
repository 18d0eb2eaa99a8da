//! Graphviz's quoting, all of it.
//!
//! Everything here appends to a buffer what stands between the quotes of a DOT string. Proved against Graphviz 2.43 and
//! 16.1 with thousands of random texts, and tested here against the installed one.

/// A run of so many bytes in one quoted string is broken by a backslash and a line end, which vanish when it is read:
/// Graphviz's scanner fails at 16,381 bytes.
const LONGEST_RUN: usize = 8_000;

/// A few texts of fewer bytes than this need no break.
pub(super) const SHORT: usize = 2_000;

/// Text that is drawn. Graphviz reads `\n` in it as the end of a centred line, and the last line's end is not drawn;
/// so a text that ends in a line end gets one more.
pub(super) fn label(out: &mut Vec<u8>, text: &str) {
    escape(&mut Run::new(out), text, b"\\\\");
    if text.ends_with('\n') {
        out.extend_from_slice(b"\\n");
    }
}

/// Text under the pointer. Graphviz substitutes escapes in it twice. Where it says nothing, a blank stands for it: of
/// nothing, Graphviz makes no tooltip, and a browser then shows the id.
///
/// It comes in parts, so that none need be copied to make one text of them.
pub(super) fn tooltip(out: &mut Vec<u8>, parts: &[&str]) {
    if parts.iter().all(|part| part.is_empty()) {
        out.push(b' ');
    }
    let mut run = Run::new(out);
    for part in parts {
        escape(&mut run, part, b"\\\\\\\\");
    }
}

/// Whether a text is the same between quotes, drawn and under the pointer: it says something, is short and has nothing to
/// escape. A few such texts one after the other are so too.
pub(super) fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.len() < SHORT && !has_any(text, &SPECIAL)
}

/// The bytes that are not the same between quotes.
const SPECIAL: [bool; 256] = table(b"\\\"&\n");
const SPECIAL_IN_NAMES: [bool; 256] = table(b"\\/#&\"\n");

const fn table(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut index = 0;
    while index < bytes.len() {
        table[bytes[index] as usize] = true;
        index += 1;
    }
    table
}

fn has_any(text: &str, special: &[bool; 256]) -> bool {
    text.bytes().any(|byte| special[usize::from(byte)])
}

fn escape(run: &mut Run<'_>, text: &str, backslash: &[u8]) {
    for byte in text.bytes() {
        match byte {
            b'\\' => run.push(backslash),
            b'"' => run.push(b"\\\""),
            b'&' => run.push(b"&amp;"),
            b'\n' => run.push(b"\\n"),
            _ => run.push(&[byte]),
        }
    }
}

/// A name as a part of an id: `\`, `/`, `#` and `&` are escaped so that no two ids are the same and all are
/// well-formed in SVG; a quote as DOT needs it. So is a line end: Graphviz 2.43 loses one that stands alone between two
/// escapes, or alone in an id.
pub(super) fn name(out: &mut Vec<u8>, name: &str) {
    if !has_any(name, &SPECIAL_IN_NAMES) {
        out.extend_from_slice(name.as_bytes());
        return;
    }
    for byte in name.bytes() {
        match byte {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'/' => out.extend_from_slice(b"\\/"),
            b'#' => out.extend_from_slice(b"\\#"),
            b'&' => out.extend_from_slice(b"&amp;"),
            b'"' => out.extend_from_slice(b"\\\""),
            b'\n' => out.extend_from_slice(b"\\n"),
            _ => out.push(byte),
        }
    }
}

/// The name that an id begins with. A `%` at its start is escaped too: what has an id that begins with one is nameless for
/// Graphviz, and each mention of it another thing (its `LOCALNAMEPREFIX`).
pub(super) fn first_name(out: &mut Vec<u8>, first: &str) {
    if first.starts_with('%') {
        out.push(b'\\');
    }
    name(out, first);
}

/// An id of names that are escaped already.
pub(super) fn id(out: &mut Vec<u8>, id: &[u8]) {
    if id.len() < LONGEST_RUN {
        out.extend_from_slice(id);
        return;
    }
    let mut run = Run::new(out);
    let mut rest = id;
    while let Some(first) = rest.first() {
        let length = if *first == b'\\' { 2 } else { 1 };
        let (unit, after) = rest.split_at(length.min(rest.len()));
        run.push(unit);
        rest = after;
    }
}

/// What Graphviz reads of what stands between quotes.
pub(super) fn unquote(quoted: &str) -> String {
    let mut read = String::with_capacity(quoted.len());
    let mut rest = quoted.chars();
    while let Some(character) = rest.next() {
        match (character, rest.clone().next()) {
            ('\\', Some('"')) => {
                read.push('"');
                rest.next();
            }
            ('\\', Some('\n')) => {
                rest.next();
            }
            ('\\', Some(next)) => {
                read.extend(['\\', next]);
                rest.next();
            }
            _ => read.push(character),
        }
    }
    read
}

/// A checked value. The only character in it that Graphviz 2.43 does not escape in SVG is the `&` of addresses.
pub(super) fn verbatim(out: &mut Vec<u8>, value: &str) {
    if is_plain(value) {
        out.extend_from_slice(value.as_bytes());
        return;
    }
    let mut run = Run::new(out);
    for byte in value.bytes() {
        match byte {
            b'&' => run.push(b"&amp;"),
            b'"' => run.push(b"\\\""),
            _ => run.push(&[byte]),
        }
    }
}

/// A CSS class made of any text: what no class may have becomes `_`.
pub(super) fn class(out: &mut Vec<u8>, text: &str) {
    let mut run = Run::new(out);
    let mut bytes = [0; 4];
    for character in text.chars() {
        let is_allowed = character.is_alphanumeric() || character == '-' || character == '_';
        let character = if is_allowed { character } else { '_' };
        run.push(character.encode_utf8(&mut bytes).as_bytes());
    }
}

/// Text inside an HTML-like label. Graphviz substitutes escapes in it too, once it has read it, and passes over tabs and
/// line ends: those that stand here break a run, at which its scanner would fail, between two tags.
pub(super) fn html(out: &mut String, text: &str) {
    let mut run = 0;
    let mut bytes = [0; 4];
    for character in text.chars() {
        let written = match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            // Alone on a line, Graphviz 2.43 takes it for something behind the table.
            ']' => "&#93;",
            '\n' => "<BR/>",
            '\t' => " ",
            '\\' => "\\\\",
            _ => character.encode_utf8(&mut bytes),
        };
        if run + written.len() > LONGEST_RUN {
            out.push('\n');
            run = 0;
        }
        out.push_str(written);
        run = match character {
            '\n' => 0,
            _ => run + written.len(),
        };
    }
}

/// A quoted string that is being written, broken before it gets too long, never inside an escape or a character.
struct Run<'o> {
    out: &'o mut Vec<u8>,
    length: usize,
}

impl<'o> Run<'o> {
    fn new(out: &'o mut Vec<u8>) -> Run<'o> {
        Run { out, length: 0 }
    }

    fn push(&mut self, bytes: &[u8]) {
        let continues = bytes[0] & 0xC0 == 0x80;
        if self.length >= LONGEST_RUN && !continues {
            self.out.extend_from_slice(b"\\\n");
            self.length = 0;
        }
        self.out.extend_from_slice(bytes);
        self.length += bytes.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: fn(&mut Vec<u8>, &str), text: &str) -> String {
        let mut out = Vec::new();
        write(&mut out, text);
        String::from_utf8(out).unwrap()
    }

    fn one_part(out: &mut Vec<u8>, text: &str) {
        tooltip(out, &[text]);
    }

    #[test]
    fn each_kind_of_text_is_escaped_in_its_way() {
        let text = "a\\b\"c&d/e#f\ng";
        assert_eq!(written(label, text), r#"a\\b\"c&amp;d/e#f\ng"#);
        assert_eq!(written(one_part, text), r#"a\\\\b\"c&amp;d/e#f\ng"#);
        assert_eq!(written(name, text), "a\\\\b\\\"c&amp;d\\/e\\#f\\ng");
        assert_eq!(written(name, "%1%"), "%1%");
        assert_eq!(written(first_name, "%1/"), "\\%1\\/");
        assert_eq!(written(class, "a b&\"ü-1"), "a_b__ü-1");
    }

    #[test]
    fn long_ids_are_broken_between_escapes() {
        let mut path = String::new();
        for length in [7_999, 1, 8_000, 3] {
            path += &written(name, &"\\".repeat(length));
            path.push('/');
        }
        let out = written(|out, path| id(out, path.as_bytes()), &path);
        assert_eq!(out.replace("\\\n", ""), path);
        for run in out.split("\\\n") {
            assert!(run.len() < 8_010);
            let escapes = run.bytes().filter(|byte| *byte == b'\\').count();
            assert_eq!(escapes % 2, 0, "an escape is broken");
        }
    }

    #[test]
    fn long_texts_in_html_are_broken_by_line_ends_that_are_passed_over() {
        for (text, whole) in [
            ("é".repeat(20_000), "é".repeat(20_000)),
            ("&".repeat(5_000), "&amp;".repeat(5_000)),
            ("\\".repeat(9_000), "\\\\".repeat(9_000)),
        ] {
            let mut out = String::new();
            html(&mut out, &text);
            assert!(out.split('\n').count() > 2);
            assert!(out.split('\n').all(|run| run.len() <= LONGEST_RUN));
            assert_eq!(out.replace('\n', ""), whole);
        }
        let mut out = String::new();
        html(&mut out, &"word\n".repeat(5_000));
        assert_eq!(out, "word<BR/>".repeat(5_000));
    }

    #[test]
    fn a_last_line_end_is_doubled() {
        assert_eq!(written(label, "a\n"), r"a\n\n");
        assert_eq!(written(one_part, "a\n"), r"a\n");
        assert_eq!(written(one_part, ""), " ");
    }

    #[test]
    fn long_texts_are_broken_between_escapes() {
        for text in [
            "é".repeat(20_000),
            "\\".repeat(20_000),
            "\"\n&".repeat(9_000),
        ] {
            let out = written(label, &text);
            assert!(out.split("\\\n").all(|run| run.len() < 8_010));
            let joined = out.replace("\\\n", "");
            let mut whole = Vec::new();
            for piece in text.chars() {
                let mut one = Vec::new();
                escape(
                    &mut Run::new(&mut one),
                    piece.encode_utf8(&mut [0; 4]),
                    b"\\\\",
                );
                whole.extend(one);
            }
            if text.ends_with('\n') {
                whole.extend(b"\\n");
            }
            assert_eq!(joined.as_bytes(), whole);
        }
    }
}
