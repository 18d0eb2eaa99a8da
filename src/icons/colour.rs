//! The colours of levels.
//!
//! White letters stand on each with a contrast of at least 4.5 to 1 (WCAG AA), and no two of certdot's own levels are
//! told apart by the hue alone: each has a mark on its badge too.

/// What stands for no level.
pub(super) const NEUTRAL: &str = "#5c6773";

/// certdot's own levels.
pub(super) const LEVELS: [(&str, &str); 4] = [
    ("foundational", "#2b7a4b"),
    ("associate", "#1b6fb5"),
    ("professional", "#4b2e83"),
    ("specialty", "#9f330b"),
];

/// What all other levels share. Picked by hand: apart from each other and from those above.
const OTHERS: [&str; 8] = [
    "#0b6e75", "#7d1d3f", "#6b5a00", "#2f4b7c", "#8c4a2f", "#3b5d50", "#b02a78", "#5b4a3f",
];

/// The colour of a level, as `#rrggbb`: always the same for one word, whatever its case. White can be read on it.
pub fn level_colour(level: &str) -> &'static str {
    let level = level.trim().to_lowercase();
    if let Some((_, colour)) = LEVELS.iter().find(|(known, _)| *known == level) {
        return colour;
    }
    // FNV-1a, which is the same on every machine: <https://www.rfc-editor.org/rfc/rfc9923>.
    let hash = level.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    // By this factor, words that often stand together come to colours apart.
    OTHERS[(hash.wrapping_mul(1403) >> 29) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The part of light that a colour gives back: <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>.
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let part = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    #[test]
    fn white_can_be_read_on_every_colour() {
        let own = LEVELS.iter().map(|(_, colour)| *colour);
        for colour in own.chain(OTHERS).chain([NEUTRAL]) {
            let contrast = 1.05 / (luminance(colour) + 0.05);
            assert!(contrast >= 4.5, "{colour}: {contrast:.2}");
        }
    }

    #[test]
    fn a_word_has_one_colour_whatever_its_case() {
        assert_eq!(level_colour("Associate"), level_colour("associate"));
        assert_eq!(level_colour("Expert"), level_colour(" expert "));
        assert_eq!(level_colour("foundational"), LEVELS[0].1);
    }

    #[test]
    fn words_that_often_stand_together_have_colours_of_their_own() {
        for words in [
            ["beginner", "intermediate", "advanced", "expert"],
            ["basic", "intermediate", "advanced", "expert"],
            ["fundamentals", "associate", "expert", "specialty"],
            ["essentials", "practitioner", "advanced", "expert"],
            ["learner", "administrator", "developer", "architect"],
            ["entry", "junior", "senior", "lead"],
            ["bronze", "silver", "gold", "platinum"],
        ] {
            let mut colours = words.map(level_colour);
            colours.sort_unstable();
            assert!(
                colours.windows(2).all(|two| two[0] != two[1]),
                "{words:?}: {colours:?}"
            );
        }
    }
}
