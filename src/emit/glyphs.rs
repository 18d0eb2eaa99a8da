//! How wide a text is drawn, about.

/// The widths of the characters U+0020–7E in Helvetica, in thousandths of the font size.
///
/// Source: Adobe's font metrics for the core 14 fonts, `Helvetica.afm`.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The width of a line in points. On the safe side: fonts differ, and what is not ASCII counts as wide.
pub(super) fn width(line: &str, font_size: f64) -> f64 {
    let thousandths: u32 = line
        .chars()
        .map(|character| match character {
            ' '..='~' => u32::from(HELVETICA[character as usize - 0x20]),
            '\u{300}'..='\u{36F}' => 0,
            '\u{80}'..='\u{24F}' => 722,
            _ => 1000,
        })
        .sum();
    f64::from(thousandths) / 1000.0 * font_size * 1.05
}
