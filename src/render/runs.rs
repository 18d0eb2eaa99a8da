//! A line of text → the stretches of it that one font draws in one direction.
//!
//! Each character gets its font here, for what draws texts would give a whole line to another font for the sake of one
//! character, and none to a line in which two are missing.

use std::collections::HashMap;

use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;

use super::fonts::{self, Faces, Fonts};

/// A stretch of a line.
#[derive(Debug, PartialEq)]
pub(super) struct Run {
    /// The number of its font.
    pub(super) face: usize,
    /// What is written, within marks that fix its direction.
    pub(super) text: String,
}

/// A line that cannot be drawn as it is.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Runs {
    /// From left to right.
    pub(super) runs: Vec<Run>,
    /// What no font has, as often as it is there.
    pub(super) missing: Vec<String>,
}

/// The substitute for a character that no font has.
pub(super) const SUBSTITUTE: char = '\u{FFFD}';

/// Finds fonts.
pub(super) struct FontFinder<'f> {
    fonts: &'f Fonts,
    /// Whether those that are built in were not enough.
    pub(super) asks_others: bool,
    bases: HashMap<String, usize>,
    orders: HashMap<usize, Vec<usize>>,
    found: HashMap<(usize, String), Option<usize>>,
}

impl<'f> FontFinder<'f> {
    pub(super) fn new(fonts: &'f Fonts) -> FontFinder<'f> {
        FontFinder {
            fonts,
            asks_others: false,
            bases: HashMap::new(),
            orders: HashMap::new(),
            found: HashMap::new(),
        }
    }

    /// The fonts that its numbers are of.
    pub(super) fn faces(&self) -> &'f Faces {
        if self.asks_others {
            self.fonts.all()
        } else {
            Faces::built_in()
        }
    }

    /// The font of a list of families: of the first that there is.
    pub(super) fn base(&mut self, families: &str, is_bold: bool, is_slanted: bool) -> usize {
        let key = format!("{families}\0{is_bold}\0{is_slanted}");
        if let Some(base) = self.bases.get(&key) {
            return *base;
        }
        let names = families
            .split(',')
            .map(|name| name.trim_matches([' ', '\'', '"']));
        let mut found = None;
        for name in names.chain(["sans-serif"]).filter(|name| !name.is_empty()) {
            found = fonts::built_in(name, is_bold, is_slanted).or_else(|| {
                self.asks_others = true;
                self.faces().find_font(name, is_bold, is_slanted)
            });
            if found.is_some() {
                break;
            }
        }
        let base = found.unwrap_or_default();
        self.bases.insert(key, base);
        base
    }

    /// The stretches of a line; nothing if one font draws all of it as it is.
    pub(super) fn runs(&mut self, line: &str, base: usize, is_right_to_left: bool) -> Option<Runs> {
        let is_plain = |character: char| {
            !is_line_end(character) && (is_unseen(character) || self.faces().has(base, character))
        };
        if !is_right_to_left && line.chars().all(is_plain) {
            return None;
        }
        let line = line.replace(is_line_end, " ");
        let level = if is_right_to_left {
            Level::rtl()
        } else {
            Level::ltr()
        };
        let directions = BidiInfo::new(&line, Some(level));
        let paragraph = directions.paragraphs.first()?;
        let (levels, stretches) = directions.visual_runs(paragraph, paragraph.range.clone());
        let mut all = Runs::default();
        for stretch in stretches {
            let is_left_to_right = levels[stretch.start].is_ltr();
            let mut parts: Vec<Run> = Vec::new();
            for cluster in line[stretch].graphemes(true) {
                self.place(cluster, base, &mut parts, &mut all.missing);
            }
            if !is_left_to_right {
                parts.reverse();
            }
            for part in &mut parts {
                part.text = match is_left_to_right {
                    true => format!("\u{202D}{}\u{202C}", part.text),
                    // Without the last mark, a blank at the end would be moved to the other side.
                    false => format!("\u{202E}{}\u{200F}\u{202C}", part.text),
                };
            }
            all.runs.append(&mut parts);
        }
        Some(all)
    }

    /// Gives fonts to a character with all that is joined to it.
    fn place(
        &mut self,
        cluster: &str,
        base: usize,
        runs: &mut Vec<Run>,
        missing: &mut Vec<String>,
    ) {
        let seen: String = cluster.chars().filter(|c| !is_unseen(*c)).collect();
        if let Some(face) = self.face(&seen, base) {
            return push(runs, face, cluster);
        }
        // No font has all of it: it comes apart.
        let substitute = SUBSTITUTE.to_string();
        let mut lost = String::new();
        let (mut is_any_drawn, mut is_after_lost) = (false, false);
        for character in seen.chars() {
            let alone = character.to_string();
            let found = self.face(&alone, base);
            match found {
                Some(face) => push(runs, face, &alone),
                // One stands for several that are joined.
                None if is_after_lost => {}
                None => {
                    let face = self.face(&substitute, base).unwrap_or_default();
                    push(runs, face, &substitute);
                }
            }
            is_any_drawn |= found.is_some();
            is_after_lost = found.is_none();
            if is_after_lost {
                lost.push(character);
            }
        }
        let lost = if is_any_drawn {
            lost
        } else {
            cluster.to_owned()
        };
        missing.push(lost);
    }

    /// The first font that has all of some characters.
    fn face(&mut self, characters: &str, base: usize) -> Option<usize> {
        if characters.is_empty() {
            return Some(base);
        }
        let key = (base, characters.to_owned());
        if let Some(found) = self.found.get(&key) {
            return *found;
        }
        let mut found = self.first_with(characters, base);
        if found.is_none() && !self.asks_others {
            self.asks_others = true;
            self.orders.clear();
            found = self.first_with(characters, base);
        }
        self.found.insert(key, found);
        found
    }

    fn first_with(&mut self, characters: &str, base: usize) -> Option<usize> {
        let faces = self.faces();
        let order = self.orders.entry(base).or_insert_with(|| faces.like(base));
        let has_all = |face: &usize| characters.chars().all(|c| faces.has(*face, c));
        order.iter().copied().find(has_all)
    }
}

/// Adds some text to the last run, if that has the same font.
fn push(runs: &mut Vec<Run>, face: usize, text: &str) {
    match runs.last_mut() {
        Some(run) if run.face == face => run.text.push_str(text),
        _ => runs.push(Run {
            face,
            text: text.to_owned(),
        }),
    }
}

/// What ends a line in Unicode's eyes, though not in a label's: what comes after it would not be drawn.
fn is_line_end(character: char) -> bool {
    matches!(character, '\u{2028}' | '\u{2029}' | '\u{85}')
}

/// Whether a character needs no font: a blank, or one that only tells how others are drawn (Unicode's property
/// `Default_Ignorable_Code_Point`, less the fillers of Hangul, which fonts draw).
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || matches!(character,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFF8}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    type Found = (Vec<(usize, String)>, Vec<String>);

    /// The runs of a line, without the marks around them, in the font that stands for none; and what is missing.
    fn of(line: &str, is_right_to_left: bool) -> Option<Found> {
        let none = Fonts::in_folders(Vec::new());
        let runs = FontFinder::new(&none).runs(line, 0, is_right_to_left)?;
        let bare = |text: &str| text.replace(['\u{202C}', '\u{202D}', '\u{202E}', '\u{200F}'], "");
        let each = runs.runs.iter().map(|run| (run.face, bare(&run.text)));
        Some((each.collect(), runs.missing))
    }

    #[track_caller]
    fn assert_ltr(line: &str, drawn: &str, missing: &[&str]) {
        let (runs, lost) = of(line, false).unwrap();
        let all: String = runs.into_iter().map(|(_, text)| text).collect();
        assert_eq!(
            (all.as_str(), lost),
            (drawn, missing.iter().map(|m| (*m).to_owned()).collect())
        );
    }

    #[test]
    fn what_one_font_draws_stays_as_it_is() {
        for line in [
            "",
            "Build",
            "é ß Ω Ж",
            "הסמכה",
            "a\u{301}",
            "\u{2764}\u{FE0F}",
            "soft\u{AD}ly",
            "a\u{3000}b",
        ] {
            assert_eq!(of(line, false), None, "{line}");
        }
    }

    #[test]
    fn a_substitute_stands_for_each_character_that_no_font_has() {
        assert_ltr("Build 🚀", "Build \u{FFFD}", &["🚀"]);
        assert_ltr(
            "🚀中 and 🚀",
            "\u{FFFD}\u{FFFD} and \u{FFFD}",
            &["🚀", "中", "🚀"],
        );
        assert_ltr("\u{E000}", "\u{FFFD}", &["\u{E000}"]);
        // One for all that is joined to one.
        for joined in ["👨\u{200D}👩\u{200D}👧", "👍\u{1F3FD}", "🚀\u{FE0F}"] {
            assert_ltr(joined, "\u{FFFD}", &[joined]);
        }
        // What can be drawn of them is.
        assert_ltr("e\u{1AB0}f", "e\u{FFFD}f", &["\u{1AB0}"]);
        // What ends no line is no end.
        assert_ltr("a\u{2029}b", "a b", &[]);
    }

    #[test]
    fn another_font_that_is_built_in_helps_out() {
        let none = Fonts::in_folders(Vec::new());
        let mut finder = FontFinder::new(&none);
        let serif = finder.base("Times,serif", false, false);
        // Serif has no Hebrew.
        let runs = finder.runs("Level א end", serif, false).unwrap();
        let faces: Vec<usize> = runs.runs.iter().map(|run| run.face).collect();
        assert_eq!((faces, runs.missing), (vec![serif, 0, serif], Vec::new()));
        assert!(!finder.asks_others);
    }

    #[test]
    fn a_family_that_nobody_has_is_that_of_the_next() {
        let none = Fonts::in_folders(Vec::new());
        let mut finder = FontFinder::new(&none);
        let sans = finder.base("Helvetica,Arial,sans-serif", false, false);
        assert!(!finder.asks_others);
        for (families, same) in [
            ("No Such Font", sans),
            ("", sans),
            ("No Such Font,serif", finder.base("serif", false, false)),
            ("Courier", finder.base("monospace", false, false)),
        ] {
            assert_eq!(finder.base(families, false, false), same, "{families}");
        }
    }

    #[test]
    fn runs_stand_from_left_to_right() {
        let parts = |line| -> Vec<String> {
            of(line, true)
                .unwrap()
                .0
                .into_iter()
                .map(|(_, text)| text)
                .collect()
        };
        assert_eq!(
            parts("הסמכה (AZ-305) רמה 2"),
            ["2", ") רמה ", "AZ-305", "הסמכה ("]
        );
        assert_eq!(
            parts("شهادة CCNA مستوى 2"),
            ["2", " مستوى ", "CCNA", "شهادة "]
        );
        assert_eq!(parts("CCNA"), ["CCNA"]);
    }
}
