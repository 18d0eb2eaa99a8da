//! Lines that are spelt as the formatter spells them → statements, without the grammar's tokens: most lines of most files are.

use super::Builder;
use crate::ast::{LONGEST_NAME, Part, PartKind, StatementKind, TriviaKind, is_reserved};
use crate::parse::extent::extent;
use crate::source::Span;

impl Builder<'_> {
    /// Takes the statements of a line, and tells where the last one ends. What is not plain the whole grammar parses.
    pub(super) fn line(&mut self, line: Span) -> u32 {
        let mut from = line.start;
        loop {
            let mut end = self
                .plain(Span::new(from, line.end))
                .unwrap_or_else(|| self.parse_with_grammar(from));
            if end == line.end {
                return end;
            }
            // What ends a statement, and what ends the groups around it.
            loop {
                let rest = self.text.get(end as usize..line.end as usize);
                let rest = rest.unwrap_or_default().trim_ascii_start();
                let at = line.end - rest.len() as u32;
                match rest.as_bytes() {
                    [] => return line.end.max(end),
                    [b';', ..] => end = at + 1,
                    [b'}', after @ ..] => match after.trim_ascii_start() {
                        [] => {
                            self.close(Span::new(at, line.end));
                            return line.end;
                        }
                        inner @ [b'}', ..] => {
                            end = line.end - inner.len() as u32;
                            self.close(Span::new(at, end));
                        }
                        _ => {
                            from = at;
                            break;
                        }
                    },
                    _ if rest.starts_with(unicode_ident::is_xid_continue) => {
                        from = at;
                        break;
                    }
                    _ => return end,
                }
            }
        }
    }

    /// Takes the chain that a line begins with, if it has bare names and single blanks between all that it says, as the
    /// formatter spells it: `node a "Label"` or `a >> b, c "Label"`. Tells where it ends. If it is no such chain, nothing
    /// has happened.
    pub(in crate::parse) fn plain(&mut self, line: Span) -> Option<u32> {
        self.begin(StatementKind::Chain, line, line.start);
        let bytes = &self.text.as_bytes()[line.range()];
        let Some(said) = self.plain_chain(bytes, line.start) else {
            let statement = self.tree.statements.pop()?;
            self.tree.parts.truncate(statement.first as usize);
            return None;
        };
        if let Some(statement) = self.tree.statements.last_mut() {
            statement.end = line.start + said as u32;
        }
        let rest = bytes[said..].trim_ascii_start();
        if rest.is_empty() {
            return Some(line.end);
        }
        let mut end = line.end - rest.len() as u32;
        match rest {
            [b';', ..] => end += 1,
            [b'/', ..] => {
                let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                let is_crlf = rest[..length].ends_with(b"\r");
                let comment = Span::new(end, end + (length - usize::from(is_crlf)) as u32);
                self.comment(TriviaKind::LineComment, comment);
                end = comment.end;
            }
            _ => {}
        }
        self.end_at(Span::new(line.start, end));
        Some(end)
    }

    /// The length of a plain chain, if nothing stands behind it but its end.
    fn plain_chain(&mut self, line: &[u8], start: u32) -> Option<usize> {
        // `edge "Deep dive"` declares a style.
        if line.starts_with(b"edge \"") {
            return None;
        }
        let mut at = 0;
        if line.starts_with(b"node ") {
            self.tree.parts.push(Part::new(PartKind::Node, start, 4));
            at = "node ".len();
        }
        loop {
            let length = name_length(&line[at..]);
            if length == 0 || !self.plain_name(start + at as u32, length) {
                return None;
            }
            at += length;
            if let [b' ', b'"', after @ ..] = &line[at..] {
                let length =
                    memchr::memchr2(b'"', b'\\', after).filter(|end| after[*end] == b'"')?;
                let label = Part::new(PartKind::Label, start + at as u32 + 2, length as u32);
                self.tree.parts.push(label);
                at += length + 3;
            }
            let (kind, mark_at, mark_length, skip) = match &line[at..] {
                [b'\n'] => return Some(at),
                [b',', b' ', ..] => (PartKind::Comma, at, 1, 2),
                [b' ', b'>', b'>', b' ', ..] => (PartKind::Forward, at + 1, 2, 4),
                [b' ', b'<', b'<', b' ', ..] => (PartKind::Back, at + 1, 2, 4),
                [b' ', b'-', b'-', b' ', ..] => (PartKind::Line, at + 1, 2, 4),
                [b' ', b'<', b'>', b' ', ..] => (PartKind::Both, at + 1, 2, 4),
                rest => {
                    let is_end = matches!(
                        rest.trim_ascii_start(),
                        [] | [b';', ..] | [b'}', ..] | [b'/', b'/', ..]
                    );
                    return is_end.then_some(at);
                }
            };
            self.tree
                .parts
                .push(Part::new(kind, start + mark_at as u32, mark_length));
            at += skip;
        }
    }

    /// Has a statement parsed by the whole grammar, and tells where it ends.
    fn parse_with_grammar(&mut self, start: u32) -> u32 {
        let extent = extent(self.text, start as usize);
        self.parse_alone(start as usize, extent) as u32
    }

    /// Takes a name of a plain line, if it is one that is not reserved.
    fn plain_name(&mut self, start: u32, length: usize) -> bool {
        let span = Span::new(start, start + length as u32);
        let name = self.slice(span);
        if length > LONGEST_NAME || is_reserved(name) && name != "edge" {
            return false;
        }
        let kind = if name == "edge" {
            PartKind::EdgeWord
        } else {
            PartKind::Name
        };
        self.tree.parts.push(Part::new(kind, start, length as u32));
        true
    }
}

/// The characters of a name that are ASCII, but for the hyphen. Names with others are left to the grammar.
const NAME_CHARACTERS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    table
};

/// The length of the bare name that some bytes begin with.
fn name_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    loop {
        while let Some(byte) = bytes.get(length)
            && NAME_CHARACTERS[usize::from(*byte)]
        {
            length += 1;
        }
        // A hyphen stands between two other characters.
        match bytes.get(length..) {
            Some([b'-', after, ..]) if length > 0 && NAME_CHARACTERS[usize::from(*after)] => {
                length += 1
            }
            _ => return length,
        }
    }
}
