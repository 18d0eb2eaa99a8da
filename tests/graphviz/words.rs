//! Texts that are hard to quote, and how a program writes them.

use unicode_normalization::UnicodeNormalization;

use crate::dice::Dice;

/// What means something to DOT, to Graphviz's labels, to HTML-like labels, to XML, to a browser or to a terminal.
const HARD: &[&str] = &[
    "\"",
    "\\",
    "\\\\",
    "\\N",
    "\\G",
    "\\E",
    "\\T",
    "\\H",
    "\\L",
    "\\n",
    "\\l",
    "\\r",
    "\\\"",
    "\n",
    "\n\n",
    " ",
    "  ",
    "\t",
    "&",
    "&amp;",
    "&amp;amp;",
    "&lt;",
    "&bogus;",
    "&#60;",
    "&#x3c;",
    "&#0;",
    "&nbsp",
    "<",
    ">",
    "<b>",
    "</b>",
    "<BR/>",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "--",
    "->",
    "<?xml ?>",
    "{",
    "}",
    "|",
    "<0>",
    "[",
    "]",
    ";",
    ":",
    "=",
    "/",
    "//",
    "#",
    "#2",
    "%",
    "%3",
    "%n",
    "%s",
    "'",
    "`",
    "$",
    "é",
    "e\u{301}",
    "\u{301}",
    "ﬁ",
    "ß",
    "😀",
    "👩\u{200D}💻",
    "𝔘",
    "שלום",
    "مرحبا",
    "日本語",
    "\u{AD}",
    "\u{A0}",
    "\u{200B}",
    "\u{200E}",
    "\u{202E}",
    "\u{2028}",
    "\u{2060}",
    "\u{3000}",
    "\u{FFFD}",
    "\u{E000}",
    "\u{FDD0}",
    "\u{10FFFF}",
    "\u{1D173}",
    "\u{C0}",
    "cluster_",
    "subgraph",
    "digraph",
    "node",
    "lhead",
    "<script>alert(1)</script>",
    "\" onload=\"alert(1)",
    "javascript:alert(1)",
    "\u{1F1E9}\u{1F1EA}",
    "AWS",
    "a",
    "b",
    "Developer",
    "word",
    "1",
    "-",
    "_",
    ".",
    ",",
];

/// A text: of hard things, of any characters, or empty; seldom a long one.
pub fn text(dice: &mut Dice) -> String {
    let mut text = String::new();
    for _ in 0..dice.below(7) {
        if dice.once_in(3) {
            text.push(character(dice));
        } else {
            text.push_str(dice.pick::<&str>(HARD));
        }
    }
    // Nothing but line ends cannot be drawn, and is an error.
    if text.bytes().all(|byte| byte == b'\n') {
        String::new()
    } else {
        text
    }
}

/// A text that can be a name: not empty, and composed as names are.
pub fn name(dice: &mut Dice) -> String {
    loop {
        let name: String = text(dice).nfc().collect();
        if !name.is_empty() {
            return name;
        }
    }
}

/// Any character that a program may hold.
fn character(dice: &mut Dice) -> char {
    loop {
        let end = *dice.pick(&[0x80, 0x300, 0x3000, 0x1_0000, 0x11_0000]);
        let Some(character) = char::from_u32(dice.below(end) as u32) else {
            continue;
        };
        let is_allowed = matches!(character, '\t' | '\n' | ' '..='~' | '\u{A0}'..='\u{FFFD}' | '\u{10000}'..)
            && character != '\u{FEFF}';
        if is_allowed {
            return character;
        }
    }
}

/// How a program writes a text; now and then with an escape where none is needed.
pub fn quoted(text: &str, dice: &mut Dice) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ if text.len() < 100 && dice.once_in(10) => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(character)))
            }
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// A name as the specification has it in ids, with line ends as in a string.
pub fn in_id(name: &str) -> String {
    name.replace('\\', "\\\\")
        .replace('/', "\\/")
        .replace('#', "\\#")
        .replace('&', "&amp;")
        .replace('\n', "\\n")
}

/// An id of names. What would begin with `%` is nameless for Graphviz.
pub fn begun(id: String) -> String {
    if id.starts_with('%') {
        format!("\\{id}")
    } else {
        id
    }
}
