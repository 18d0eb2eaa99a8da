//! Parsing again after a change gives what parsing the whole text gives.

use certdot::parse::{Change, Parse, parse};
use certdot::source::sanitize;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::programs::programs;
use crate::project::SAMPLES;
use crate::runs::holds;
use crate::texts::{TOKENS, slipped, soup};

/// Something typed, put in or taken out.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Where; without it, at the start.
    at: Option<Index>,
    /// How many characters go.
    gone: usize,
    comes: String,
}

impl Edit {
    /// Applies it to a text, and tells what has changed.
    pub fn apply(&self, text: &mut String) -> Change {
        let places: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let first = self.at.map_or(0, |at| at.index(places.len()));
        let last = (first + self.gone).min(places.len() - 1);
        let (start, old_end) = (places[first], places[last]);
        text.replace_range(start..old_end, &self.comes);
        Change {
            start: start as u32,
            old_end: old_end as u32,
            new_end: (start + self.comes.len()) as u32,
        }
    }
}

/// Mostly a character or a word, now and then much.
pub fn edit() -> impl Strategy<Value = Edit> {
    let gone = prop_oneof![6 => Just(0_usize), 4 => Just(1), 3 => 2..8_usize, 1 => 8..120_usize];
    let typed = select(
        &[
            "a", "b", "x1", " ", "\n", "\"", "{", "}", "[", "]", ",", ">", "-", "/", "=", "é", "😀",
        ][..],
    );
    let comes = prop_oneof![
        4 => Just(String::new()),
        6 => typed.prop_map(str::to_owned),
        4 => select(&TOKENS[..]).prop_map(|token| token.replace(|c: char| c.is_control() && c != '\n', " ")),
        2 => select(&["\n    a >> b\n", "node z \"Z\"\n", "group q {\n}\n", "// c\n", "\n\n"][..]).prop_map(str::to_owned),
    ];
    (any::<Index>(), gone, comes).prop_map(|(at, gone, comes)| Edit {
        at: Some(at),
        gone,
        comes,
    })
}

/// The same, and now and then what no file may hold, or only at some places: a carriage return before a line feed, a
/// byte-order mark at the start.
pub fn odd_edit() -> impl Strategy<Value = Edit> {
    let comes = select(&["\r", "\r\n", "\n", "\u{FEFF}", "\u{7}", "\u{85}", ""][..]);
    // At the start, or anywhere.
    let at = prop_oneof![1 => Just(None), 3 => any::<Index>().prop_map(Some)];
    let odd = (at, 0..3_usize, comes).prop_map(|(at, gone, comes)| Edit {
        at,
        gone,
        comes: comes.to_owned(),
    });
    prop_oneof![4 => edit(), 1 => odd]
}

#[test]
fn a_change_is_parsed_as_the_whole() {
    let texts = prop_oneof![
        3 => select(&SAMPLES[..]).prop_map(|sample| sample.as_bytes().to_vec()),
        2 => programs().prop_map(|program| program.texts()[0].clone().into_bytes()),
        2 => slipped(),
        1 => soup(),
    ];
    holds(1_500, (texts, vec(edit(), 1..24)), |(bytes, edits)| {
        let (mut text, _) = sanitize(bytes);
        let mut parsed = Parse::new(&text);
        for edit in edits {
            let before = text.clone();
            let change = edit.apply(&mut text);
            parsed.change(&text, change);
            let (tree, diagnostics) = parse(&text, 0);
            let is_same = *parsed.tree == tree && parsed.diagnostics == diagnostics;
            assert!(is_same, "{change:?} in\n{before}\ngives\n{text}");
        }
    });
}
