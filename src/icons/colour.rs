//! The colors of levels.
//!
//! White letters stand on each with a contrast of at least 4.5 to 1 (WCAG AA). The colors of one picture's levels are told
//! apart, also by readers who see fewer colors; and none of certdot's own levels by its color alone: each has a mark on
//! its badge too.

use hashbrown::HashMap;

/// The look without a level.
pub(super) const NEUTRAL: &str = "#5c6773";

/// certdot's own levels.
pub(super) const LEVELS: [(&str, &str); 4] = [
    ("foundational", "#2b7a4b"),
    ("associate", "#1b6fb5"),
    ("professional", "#4b2e83"),
    ("specialty", "#9f330b"),
];

/// The colors of all other levels, in the order in which they are given out. Searched for by computer: of colors on
/// which white can be read, those that are farthest apart from each other and from those above, for readers with normal
/// sight and with each kind of color blindness.
const OTHERS: [&str; 8] = [
    "#b06000", "#005060", "#d83058", "#6800f8", "#385038", "#780048", "#c810a0", "#780818",
];

/// As many bars are drawn: more cannot be counted at a glance.
pub const MOST_BARS: usize = 4;

/// How a level looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelColour {
    /// `#rrggbb`: white can be read on it.
    pub colour: &'static str,
    /// How many bars mark it: none, unless so many levels came before it that its color is another's too.
    pub bars: usize,
}

/// Gives the levels of one picture their colors: certdot's own always the same, others in the order in which they are
/// asked for first. Case makes no other level.
#[derive(Clone, Debug, Default)]
pub struct LevelColours {
    others: HashMap<String, usize>,
}

impl LevelColours {
    /// The color of a level, whether it has been asked for before or not.
    pub fn of(&mut self, level: &str) -> LevelColour {
        let level = level.trim().to_lowercase();
        if let Some((_, colour)) = LEVELS.iter().find(|(known, _)| *known == level) {
            return LevelColour { colour, bars: 0 };
        }
        let next = self.others.len();
        let number = *self.others.entry(level).or_insert(next);
        LevelColour {
            colour: OTHERS[number % OTHERS.len()],
            bars: number / OTHERS.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = &'static str> {
        let own = LEVELS.iter().map(|(_, colour)| *colour);
        own.chain(OTHERS).chain([NEUTRAL])
    }

    /// The parts of red, green and blue in the light that a color gives back.
    fn linear(colour: &str) -> [f64; 3] {
        [1, 3, 5].map(|at| {
            let part = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    fn product(matrix: [[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum())
    }

    /// What is seen of a color, in CIE L*a*b*: <https://www.w3.org/TR/css-color-4/#color-conversion-code>.
    fn lab(light: [f64; 3]) -> [f64; 3] {
        let to_xyz = [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ];
        let [x, y, z] = product(to_xyz, light.map(|part| part.clamp(0.0, 1.0)));
        let [x, y, z] = [x / 0.95047, y, z / 1.08883].map(|part| {
            if part > 0.008856 {
                part.cbrt()
            } else {
                7.787 * part + 16.0 / 116.0
            }
        });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// What people see who lack one of the three kinds of cones: Machado, Oliveira, Fernandes, "A physiologically-based
    /// model for simulation of color vision deficiency", 2009, table 1, severity 1.
    const SIGHTS: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ];

    #[test]
    fn white_can_be_read_on_every_colour() {
        for colour in all() {
            let [red, green, blue] = linear(colour);
            let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
            let contrast = 1.05 / (luminance + 0.05);
            assert!(contrast >= 4.5, "{colour}: {contrast:.2}");
        }
    }

    #[test]
    fn colours_are_told_apart_by_every_reader() {
        for sight in SIGHTS {
            let seen: Vec<(&str, [f64; 3])> = all()
                .map(|colour| (colour, lab(product(sight, linear(colour)))))
                .collect();
            for (at, (one, a)) in seen.iter().enumerate() {
                for (other, b) in &seen[at + 1..] {
                    let squares = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b));
                    let distance = squares.sum::<f64>().sqrt();
                    // About four times what can just be seen.
                    assert!(distance >= 10.0, "{one} and {other}: {distance:.1}");
                }
            }
        }
    }

    #[test]
    fn certdots_own_levels_look_the_same_in_every_picture() {
        let mut colours = LevelColours::default();
        for level in ["done", "locked", "planned"] {
            colours.of(level);
        }
        for (level, colour) in LEVELS {
            assert_eq!(colours.of(level), LevelColour { colour, bars: 0 });
        }
        assert_eq!(colours.of("Associate"), colours.of(" associate"));
    }

    #[test]
    fn other_levels_are_told_apart_whatever_they_are_called() {
        let mut colours = LevelColours::default();
        let words: Vec<String> = (0..100).map(|number| format!("level {number}")).collect();
        let mut given: Vec<LevelColour> = words.iter().map(|word| colours.of(word)).collect();
        for (word, colour) in words.iter().zip(&given) {
            assert_eq!(colours.of(word), *colour);
            assert_eq!(colours.of(&word.to_uppercase()), *colour);
        }
        assert!(given[..OTHERS.len()].iter().all(|level| level.bars == 0));
        given.extend(LEVELS.map(|(word, _)| colours.of(word)));
        for (at, one) in given.iter().enumerate() {
            assert!(!given[..at].contains(one), "{one:?}");
        }
    }
}
