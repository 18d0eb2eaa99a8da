//! Random texts: from bytes without sense to samples with a slip.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::project::SAMPLES;

/// What the language is made of, and what is nearly that.
pub const TOKENS: [&str; 99] = [
    "use",
    "diagram",
    "cert",
    "edge",
    "group",
    "node",
    "row",
    "in",
    "new",
    "each",
    "class",
    "earned",
    "started",
    "skipped",
    "goal",
    "a",
    "b",
    "c",
    "g",
    "h",
    "dive",
    "az-900",
    "größe",
    "5g",
    "·",
    "a--b",
    "title",
    "end",
    "subgraph",
    "\"a\"",
    "\"g\"",
    "\"in\"",
    "\"A label\"",
    "\"\"",
    "\"",
    "\"a\\n\\\"b\\\\\"",
    "\"\\u{1F600}\"",
    "\"\\u{7}\"",
    "\"\\q\"",
    "\"x.cert\"",
    "\"0.cert\"",
    "\u{FEFF}",
    "\u{202E}",
    ">>",
    "<<",
    "--",
    "<>",
    "->",
    "=>",
    "<-",
    "-",
    ">",
    "<",
    "→",
    ",",
    ";",
    "/",
    ":",
    "=",
    "\\",
    "(",
    ")",
    "'",
    "`",
    "&",
    "#",
    "#ff9900",
    "@",
    "{",
    "}",
    "[",
    "]",
    "{ }",
    "[]",
    "[color=red]",
    "[color=",
    "label=\"L\"",
    "color=red",
    "colour=rde",
    "shape=box",
    "penwidth=thick",
    "cert=a",
    "icon=none",
    "url=\"https://x.y\"",
    "direction=right",
    "legend=true",
    "id=x",
    "//",
    "// comment\n",
    "/*",
    "*/",
    "/* c */",
    "# c\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{1B}[31m",
];

/// Any bytes.
pub fn bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..200)
}

/// Any characters.
pub fn characters() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<char>(), 0..100).prop_map(|characters| String::from_iter(characters).into_bytes())
}

/// Tokens of the language in any order, mostly with blanks between them.
pub fn soup() -> impl Strategy<Value = Vec<u8>> {
    let between = prop_oneof![6 => Just(" "), 2 => Just("\n"), 1 => Just("")];
    vec((select(&TOKENS[..]), between), 0..60).prop_map(|tokens| {
        let text: String = tokens
            .into_iter()
            .flat_map(|(token, blank)| [token, blank])
            .collect();
        text.into_bytes()
    })
}

/// A slip of the hand, or of a program.
#[derive(Clone, Debug)]
enum Slip {
    DropByte(Index),
    DoubleByte(Index),
    ChangeByte(Index, u8),
    DropWord(Index),
    DoubleWord(Index),
    SwapWords(Index, Index),
    PutToken(Index, &'static str),
    CutBefore(Index),
    CutAfter(Index),
    /// Another arrow in the place of one.
    ChangeArrow(Index, &'static str),
    /// A string that does not begin, or does not end.
    DropQuote(Index),
}

/// Arrows of other languages.
const ARROWS: [&str; 14] = [
    "->", "-->", "=>", "==>", "<-", "<->", "<-->", "-", "---", "-.->", "→", "-x", "..>", "o--",
];

fn slip() -> impl Strategy<Value = Slip> {
    let at = any::<Index>;
    prop_oneof![
        4 => at().prop_map(Slip::DropByte),
        2 => at().prop_map(Slip::DoubleByte),
        2 => (at(), any::<u8>()).prop_map(|(at, byte)| Slip::ChangeByte(at, byte)),
        4 => at().prop_map(Slip::DropWord),
        2 => at().prop_map(Slip::DoubleWord),
        2 => (at(), at()).prop_map(|(one, other)| Slip::SwapWords(one, other)),
        4 => (at(), select(&TOKENS[..])).prop_map(|(at, token)| Slip::PutToken(at, token)),
        1 => at().prop_map(Slip::CutBefore),
        1 => at().prop_map(Slip::CutAfter),
        3 => (at(), select(&ARROWS[..])).prop_map(|(at, arrow)| Slip::ChangeArrow(at, arrow)),
        1 => at().prop_map(Slip::DropQuote),
    ]
}

/// A sample with a few slips in it.
pub fn slipped() -> impl Strategy<Value = Vec<u8>> {
    with_slips(select(&SAMPLES[..]))
}

/// Texts with a few slips in each.
pub fn with_slips<T: Into<Vec<u8>>>(
    texts: impl Strategy<Value = T>,
) -> impl Strategy<Value = Vec<u8>> {
    (texts, vec(slip(), 1..4))
        .prop_map(|(text, slips)| slips.into_iter().fold(text.into(), slipped_once))
}

fn slipped_once(mut text: Vec<u8>, slip: Slip) -> Vec<u8> {
    if text.is_empty() {
        return text;
    }
    let length = text.len();
    match slip {
        Slip::DropByte(at) => {
            text.remove(at.index(length));
        }
        Slip::DoubleByte(at) => {
            let at = at.index(length);
            text.insert(at, text[at]);
        }
        Slip::ChangeByte(at, byte) => text[at.index(length)] = byte,
        Slip::CutBefore(at) => {
            text.drain(..at.index(length));
        }
        Slip::CutAfter(at) => text.truncate(at.index(length)),
        Slip::PutToken(at, token) => {
            let at = at.index(length);
            text.splice(at..at, token.bytes());
        }
        Slip::ChangeArrow(at, arrow) => {
            let is_arrow = |two: &[u8]| matches!(two, b">>" | b"<<" | b"--" | b"<>");
            let arrows: Vec<usize> = (0..length - 1)
                .filter(|at| is_arrow(&text[*at..at + 2]))
                .collect();
            if !arrows.is_empty() {
                let at = arrows[at.index(arrows.len())];
                text.splice(at..at + 2, arrow.bytes());
            }
        }
        Slip::DropQuote(at) => {
            let quotes: Vec<usize> = (0..length).filter(|at| text[*at] == b'"').collect();
            if !quotes.is_empty() {
                text.remove(quotes[at.index(quotes.len())]);
            }
        }
        Slip::DropWord(_) | Slip::DoubleWord(_) | Slip::SwapWords(..) => {
            let mut words = words(&text);
            let count = words.len();
            match slip {
                Slip::DropWord(at) => {
                    words.remove(at.index(count));
                }
                Slip::DoubleWord(at) => {
                    let at = at.index(count);
                    words.insert(at, words[at]);
                }
                Slip::SwapWords(one, other) => words.swap(one.index(count), other.index(count)),
                _ => {}
            }
            return words.concat();
        }
    }
    text
}

/// A text cut where letters, blanks and marks meet.
fn words(text: &[u8]) -> Vec<&[u8]> {
    let kind = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 128 => 0,
        byte if byte.is_ascii_whitespace() => 1,
        _ => 2,
    };
    text.chunk_by(|one, other| kind(*one) == kind(*other))
        .collect()
}

/// Any of them.
pub fn texts() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![1 => bytes(), 1 => characters(), 6 => soup(), 4 => slipped()]
}
