//! How wide a text is drawn, about.

use unicode_width::UnicodeWidthChar;

/// The widths of the characters U+0020–7E in thousandths of the font size, each in the wider of two fonts: Helvetica, and
/// DejaVu Sans, which stands in for it on many machines.
///
/// Sources: Adobe's font metrics for the core 14 fonts, `Helvetica.afm`; the `hmtx` table of `DejaVuSans.ttf` 2.37.
const WIDEST: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 556, 1015, 684, 686, 722, 770, 667,
    611, 778, 752, 295, 500, 667, 557, 863, 748, 787, 667, 787, 722, 667, 611, 732, 684, 989, 685,
    667, 685, 390, 337, 390, 838, 556, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// The width of a line in points. On the safe side: fonts differ, and what is not Latin counts as wide.
pub(super) fn width(line: &str, font_size: f64) -> f64 {
    let thousandths: u32 = line.chars().map(thousandths).sum();
    f64::from(thousandths) / 1000.0 * font_size * 1.05
}

/// Whether no font that may stand in for Helvetica draws a line wider than it is reckoned to be.
pub(super) fn is_reckoned(line: &str) -> bool {
    let is_reckoned = |character| matches!(character, ' '..='~' | 'À'..='ÿ');
    line.chars().all(is_reckoned)
}

fn thousandths(character: char) -> u32 {
    match character {
        ' '..='~' => u32::from(WIDEST[character as usize - 0x20]),
        'Æ' | 'æ' => 1000,
        'À'..='\u{24F}' => 850,
        // Marks on and below letters, and what joins characters.
        _ if character.width() == Some(0) => 0,
        _ => 1000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_letters_are_not_taken_for_narrower_than_some_font_draws_them() {
        // DejaVu Sans draws these 69 points wide.
        assert!(width("iiiii iiiii iiiii iiiii", 10.0) > 65.0);
        assert!(is_reckoned("Größe") && !is_reckoned("日本") && !is_reckoned("e\u{301}"));
    }
}
