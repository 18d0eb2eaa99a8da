//! An alphabet of strokes, for letters that need no font where they are shown.
//!
//! Each letter stands on a grid of its own width and [`HEIGHT`], and is drawn with a round stroke of [`STROKE`] along
//! the lines given here. It is certdot's own drawing. Small letters are drawn as capitals.

/// How high a capital is.
pub(super) const HEIGHT: f32 = 6.0;

/// How thick a line is.
pub(super) const STROKE: f32 = 1.15;

/// From the middle of a letter's last line to that of the next one's first.
const GAP: f32 = 2.0;

/// The width and the lines of a letter.
fn letter(c: char) -> (f32, &'static str) {
    match c {
        'A' => (4.2, "M0 6L2.1 0L4.2 6M.75 4.1H3.45"),
        'B' => (
            3.9,
            "M0 2.9H2.35A1.55 1.55 0 0 1 2.35 6H0V0H2A1.45 1.45 0 0 1 2 2.9",
        ),
        'C' => (
            3.9,
            "M3.9 1.02A2.1 2.1 0 0 0 0 2.1V3.9A2.1 2.1 0 0 0 3.9 4.98",
        ),
        'D' => (
            4.1,
            "M0 0V6H1.7A2.4 2.4 0 0 0 4.1 3.6V2.4A2.4 2.4 0 0 0 1.7 0Z",
        ),
        'E' => (3.4, "M3.4 0H0V6H3.4M0 2.9H2.9"),
        'F' => (3.3, "M3.3 0H0V6M0 3H2.8"),
        'G' => (
            4.1,
            "M3.9 1.02A2.1 2.1 0 0 0 0 2.1V3.9A2.05 2.1 0 0 0 4.1 3.9V3.3H2.5",
        ),
        'H' => (4.0, "M0 0V6M4 0V6M0 3H4"),
        'I' => (0.0, "M0 0V6"),
        'J' => (2.9, "M2.9 0V4.4A1.5 1.6 0 0 1 0 4.7"),
        'K' => (3.9, "M0 0V6M3.8 0L0 3.7M1.5 2.3L3.9 6"),
        'L' => (3.2, "M0 0V6H3.2"),
        'M' => (4.8, "M0 6V0L2.4 3.7L4.8 0V6"),
        'N' => (4.0, "M0 6V0L4 6V0"),
        'O' => (
            4.6,
            "M2.3 0A2.3 2.3 0 0 0 0 2.3V3.7A2.3 2.3 0 0 0 4.6 3.7V2.3A2.3 2.3 0 0 0 2.3 0Z",
        ),
        'P' => (3.9, "M0 6V0H2.2A1.7 1.7 0 0 1 2.2 3.4H0"),
        'Q' => (
            4.6,
            "M2.3 0A2.3 2.3 0 0 0 0 2.3V3.7A2.3 2.3 0 0 0 4.6 3.7V2.3A2.3 2.3 0 0 0 2.3 0ZM3 4.4L4.6 6.1",
        ),
        'R' => (3.9, "M0 6V0H2.2A1.7 1.7 0 0 1 2.2 3.4H0M2.1 3.4L3.9 6"),
        'S' => (
            3.8,
            "M3.6 1.1C3.3 .4 2.7 0 1.9 0C.8 0 .1 .6 .1 1.5C.1 3.6 3.8 2.3 3.8 4.5C3.8 5.4 3 6 1.9 6C1 6 .3 5.6 0 4.8",
        ),
        'T' => (4.0, "M0 0H4M2 0V6"),
        'U' => (4.0, "M0 0V4A2 2 0 0 0 4 4V0"),
        'V' => (4.2, "M0 0L2.1 6L4.2 0"),
        'W' => (5.8, "M0 0L1.45 6L2.9 1.4L4.35 6L5.8 0"),
        'X' => (4.0, "M0 0L4 6M4 0L0 6"),
        'Y' => (4.0, "M0 0L2 3.1L4 0M2 3.1V6"),
        'Z' => (3.8, "M0 0H3.8L0 6H3.8"),
        '0' => (
            3.4,
            "M1.7 0A1.7 1.7 0 0 0 0 1.7V4.3A1.7 1.7 0 0 0 3.4 4.3V1.7A1.7 1.7 0 0 0 1.7 0Z",
        ),
        '1' => (1.7, "M0 1.4L1.7 0V6"),
        '2' => (
            3.7,
            "M.1 1.6A1.75 1.75 0 0 1 3.6 1.75C3.6 3 2.3 3.9 0 6H3.7",
        ),
        '3' => (
            3.7,
            "M.2 .9C.6 .3 1.2 0 1.9 0C2.9 0 3.5 .6 3.5 1.5C3.5 2.4 2.8 2.9 1.6 2.9C2.9 2.9 3.7 3.5 3.7 4.4C3.7 5.4 2.9 6 1.9 6C1 6 .4 5.6 0 4.9",
        ),
        '4' => (3.9, "M2.9 6V0L0 4.2H3.9"),
        '5' => (
            3.7,
            "M3.4 0H.6L.3 2.7C.8 2.4 1.3 2.3 1.9 2.3C3 2.3 3.7 3.1 3.7 4.1C3.7 5.3 2.9 6 1.8 6C1 6 .4 5.6 0 5",
        ),
        '6' => (
            3.8,
            "M3.2 .3C1.3-.6 0 1.4 0 4.1A1.9 1.9 0 1 0 1.9 2.3C.9 2.3 0 3.1 0 4.1",
        ),
        '7' => (3.7, "M0 0H3.7L1.3 6"),
        '8' => (
            3.8,
            "M1.9 0A1.5 1.45 0 1 0 1.9 2.9A1.5 1.45 0 1 0 1.9 0ZM1.9 2.9A1.9 1.55 0 1 0 1.9 6A1.9 1.55 0 1 0 1.9 2.9Z",
        ),
        '9' => (
            3.8,
            "M.6 5.7C2.5 6.6 3.8 4.6 3.8 1.9A1.9 1.9 0 1 0 1.9 3.7C2.9 3.7 3.8 2.9 3.8 1.9",
        ),
        '-' => (1.8, "M0 3.2H1.8"),
        '.' => (0.1, "M0 5.9H.1"),
        '_' => (3.0, "M0 6H3"),
        '+' => (3.0, "M0 3.2H3M1.5 1.7V4.7"),
        '/' => (2.2, "M0 6.3L2.2-.3"),
        ' ' => (0.6, ""),
        // Something stands here that this alphabet does not have.
        _ => (2.6, "M0 .6H2.6V5.4H0Z"),
    }
}

/// How wide a line of letters is, its strokes included.
pub(super) fn width(line: &str) -> f32 {
    let letters = line.to_uppercase();
    let count = letters.chars().count();
    let widths: f32 = letters.chars().map(|c| letter(c).0).sum();
    widths + GAP * count.saturating_sub(1) as f32 + STROKE
}

/// The letters of a line, each with how far right of the line's start its own grid begins.
pub(super) fn lines(line: &str) -> Vec<(f32, &'static str)> {
    let mut left = STROKE / 2.0;
    let mut lines = Vec::new();
    for c in line.to_uppercase().chars() {
        let (width, path) = letter(c);
        if !path.is_empty() {
            lines.push((left, path));
        }
        left += width + GAP;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_of_exam_codes_are_all_there() {
        let block = letter('\u{1F600}');
        for c in ('A'..='Z').chain('0'..='9').chain("-._+/ ".chars()) {
            assert_ne!(letter(c), block, "{c}");
        }
        assert_eq!(letter('é'), block);
    }

    #[test]
    fn a_letter_keeps_to_its_grid() {
        for c in ('A'..='Z').chain('0'..='9') {
            let (width, path) = letter(c);
            let svg = format!(
                "<svg viewBox='-2 -2 10 10'><path fill='none' stroke='red' stroke-width='.01' d='{path}'/></svg>"
            );
            let options = usvg::Options::default();
            let tree = usvg::Tree::from_str(&svg, &options).unwrap();
            let bounds = tree.root().children()[0].bounding_box();
            assert!(
                bounds.x() > -2.1 && bounds.right() < width + 2.1,
                "{c}: {bounds:?}"
            );
            assert!((bounds.width() - width).abs() < 0.16, "{c}: {bounds:?}");
            assert!((bounds.height() - HEIGHT).abs() < 0.3, "{c}: {bounds:?}");
        }
    }

    #[test]
    fn small_letters_are_drawn_as_capitals() {
        assert_eq!(lines("az-9"), lines("AZ-9"));
        assert_eq!(width("az"), width("AZ"));
    }
}
