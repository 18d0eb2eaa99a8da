//! Which lines of text in a picture belong together.
//!
//! Graphviz draws each line of a label as a text of its own. What is decided by a label's words, such as whether it runs
//! from right to left, is decided for all its lines together.

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;
use unicode_bidi::{Direction, get_base_direction_full};

use super::pieces::{Piece, plain, value};

/// A line of a label.
pub(super) struct Line {
    /// The number of the piece that begins it.
    pub(super) at: usize,
    /// Its text.
    pub(super) text: String,
}

/// The labels of a picture, each with its lines.
pub(super) fn labels(pieces: &[Piece<'_>]) -> Vec<Vec<Line>> {
    let mut labels: Vec<Vec<Line>> = Vec::new();
    let mut before: Option<&BytesStart<'_>> = None;
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let start = at;
        at += 1;
        let tag = match piece {
            Piece::Start(tag) if tag.name().as_ref() == "text" => tag,
            Piece::Text(blank) if blank.trim().is_empty() => continue,
            _ => {
                before = None;
                continue;
            }
        };
        let mut text = String::new();
        while let Some(Piece::Text(raw)) = pieces.get(at) {
            let raw = plain(raw);
            text.push_str(&unescape(&raw).unwrap_or_else(|_| raw.as_ref().into()));
            at += 1;
        }
        let line = Line { at: start, text };
        match labels.last_mut() {
            Some(label) if before.is_some_and(|before| is_next(before, tag)) => label.push(line),
            _ => labels.push(vec![line]),
        }
        before = Some(tag);
        // Its end.
        at += 1;
    }
    labels
}

/// Whether a text is the line below another of the same label.
fn is_next(before: &BytesStart<'_>, tag: &BytesStart<'_>) -> bool {
    let number = |tag, key| value(tag, key).and_then(|number| number.parse::<f64>().ok());
    let looks = [
        "font-family",
        "font-size",
        "font-weight",
        "fill",
        "text-anchor",
    ];
    let looks_the_same = looks
        .iter()
        .all(|key| value(before, key) == value(tag, key));
    let (Some(above), Some(below), Some(size)) = (
        number(before, "y"),
        number(tag, "y"),
        number(tag, "font-size"),
    ) else {
        return false;
    };
    // Lines stand below one another; those of a table, whose places Graphviz has computed, begin where they may.
    let is_in_line =
        value(tag, "text-anchor") == Some("start") || value(before, "x") == value(tag, "x");
    looks_the_same && is_in_line && (0.8 * size..=1.6 * size).contains(&(below - above))
}

/// Whether a label runs from right to left: as the first letter does that has a direction.
pub(super) fn is_right_to_left(lines: &[Line]) -> bool {
    lines
        .iter()
        .map(|line| get_base_direction_full(line.text.as_str()))
        .find(|direction| *direction != Direction::Mixed)
        == Some(Direction::Rtl)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::pieces::pieces;

    fn read(svg: &str) -> Vec<(Vec<String>, bool)> {
        let pieces = pieces(svg).unwrap();
        let words = |lines: &Vec<Line>| lines.iter().map(|line| line.text.clone()).collect();
        let labels = labels(&pieces);
        labels
            .iter()
            .map(|lines| (words(lines), is_right_to_left(lines)))
            .collect()
    }

    fn text(x: f64, y: f64, size: f64, words: &str) -> String {
        format!(
            "\n<text text-anchor=\"middle\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\">{words}</text>"
        )
    }

    #[test]
    fn lines_below_one_another_are_one_label() {
        let svg = [
            text(9.0, 1.0, 10.0, "a &amp; b"),
            text(9.0, 13.0, 10.0, "c"),
            // Above, beside, far below, and in other letters.
            text(9.0, 2.0, 10.0, "d"),
            text(8.0, 14.0, 10.0, "e"),
            text(8.0, 44.0, 10.0, "f"),
            text(8.0, 56.0, 12.0, "g"),
            "\n<path d=\"\"/>".to_owned(),
            text(8.0, 70.0, 12.0, "h"),
        ];
        let labels: Vec<Vec<String>> = read(&svg.concat()).into_iter().map(|(l, _)| l).collect();
        assert_eq!(
            labels,
            [&["a & b", "c"][..], &["d"], &["e"], &["f"], &["g"], &["h"]]
        );
    }

    #[test]
    fn the_first_letter_tells_the_direction_of_all_lines() {
        for (words, expected) in [
            (["(1) הסמכה", "AZ-305"], true),
            (["(1)", "شهادة CCNA"], true),
            (["AZ-305", "הסמכה"], false),
            (["1", "2 🚀"], false),
            (["", ""], false),
        ] {
            let svg = [
                text(1.0, 1.0, 10.0, words[0]),
                text(1.0, 12.0, 10.0, words[1]),
            ]
            .concat();
            assert_eq!(read(&svg)[0].1, expected, "{words:?}");
        }
    }
}
