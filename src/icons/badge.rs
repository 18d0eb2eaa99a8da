//! Badges: what a certification without an icon looks like.
//!
//! A hexagon in the color of the level, with the letters of the exam's code on it and a mark for the level below, so
//! that levels can be told apart in gray too. Without a code the mark alone, large.

use std::fmt::Write;
use std::sync::LazyLock;

use super::colour::{LEVELS, LevelColour, MOST_BARS, NEUTRAL};
use super::content::Content;
use super::letters::{self, HEIGHT, STROKE};

/// As many characters of a code are shown.
const MOST_LETTERS: usize = 30;

/// The widest that letters may stand, and the highest that all their lines may be together, of 64.
const WIDEST: f32 = 40.5;
const HIGHEST: f32 = 27.0;

/// The highest that a letter is drawn.
const HIGHEST_LETTER: f32 = 15.0;

/// How large the first letter of a level is drawn, where there is no code.
const SCALE_OF_INITIAL: f32 = 3.6;

/// Between two lines, as a part of a letter's height.
const BETWEEN_LINES: f32 = 0.55;

/// The corners of a hexagon of radius 1 that stands on one of them.
const HEXAGON: [(f32, f32); 6] = [
    (0.0, -1.0),
    (0.866, -0.5),
    (0.866, 0.5),
    (0.0, 1.0),
    (-0.866, 0.5),
    (-0.866, -0.5),
];

/// What is filled.
static OUTLINE: LazyLock<String> = LazyLock::new(|| hexagon(27.0));

/// The line just inside the border.
static EDGE: LazyLock<String> = LazyLock::new(|| hexagon(27.2));

/// The badge of a certification: `code` is its exam's, `level` any word with the color that it has in the picture. It is
/// the same for the same words and colors.
pub fn badge(code: Option<&str>, level: Option<(&str, LevelColour)>) -> Content {
    let code = code.map(str::trim).filter(|code| !code.is_empty());
    let level = level
        .map(|(level, colour)| (level.trim(), colour))
        .filter(|(level, _)| !level.is_empty());
    let colour = level.map_or(NEUTRAL, |(_, colour)| colour.colour);
    let bars = level.map_or(0, |(_, colour)| colour.bars);
    let level = level.map(|(level, _)| level);
    let mut body = String::new();
    // A thick line of the same color rounds the corners off; the one around it sets it off from a dark ground.
    let _ = write!(
        body,
        "<path fill=\"{colour}\" stroke=\"#ffffff\" stroke-width=\"8\" stroke-linejoin=\"round\" d=\"{0}\"/>\
         <path fill=\"{colour}\" stroke=\"{colour}\" stroke-width=\"6\" stroke-linejoin=\"round\" d=\"{0}\"/>\
         <path fill=\"none\" stroke=\"#ffffff\" stroke-opacity=\".45\" stroke-width=\"1.1\" stroke-linejoin=\"round\" d=\"{1}\"/>",
        *OUTLINE, *EDGE,
    );
    let rank = level.and_then(|level| {
        LEVELS
            .iter()
            .position(|(known, _)| known.eq_ignore_ascii_case(level))
    });
    match (code, rank, level) {
        (Some(code), Some(rank), _) => {
            write_code(&mut body, code, 29.5);
            write_small_mark(&mut body, rank);
        }
        (Some(code), None, _) => write_code(&mut body, code, if bars > 0 { 29.5 } else { 32.0 }),
        (None, Some(rank), _) => write_large_mark(&mut body, rank),
        (None, None, Some(level)) => {
            let initial: String = level.chars().take(1).collect();
            write_letters(&mut body, &[&initial], SCALE_OF_INITIAL, 32.0);
        }
        (None, None, None) => write_tick(&mut body),
    }
    write_bars(&mut body, bars);
    Content::Svg(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\">{body}</svg>\n"
    ))
}

/// Whether a picture is a badge, or looks like one from outside.
pub(super) fn is_badge(content: &Content) -> bool {
    let Content::Svg(text) = content else {
        return false;
    };
    let rim = "\" stroke=\"#ffffff\" stroke-width=\"8\" stroke-linejoin=\"round\" d=\"";
    let outline = text.split_once("<path fill=\"#").and_then(|(_, path)| {
        let (_, behind) = path.split_at_checked("1b2733".len())?;
        behind.strip_prefix(rim)
    });
    outline.is_some_and(|outline| outline.starts_with(OUTLINE.as_str()))
}

fn hexagon(radius: f32) -> String {
    let corners =
        HEXAGON.map(|(x, y)| format!("{} {}", short(32.0 + radius * x), short(32.0 + radius * y)));
    format!("M{}Z", corners.join("L"))
}

/// The letters of a code, in as many lines as make them largest, about a middle.
fn write_code(body: &mut String, code: &str, middle: f32) {
    let code: String = code.chars().take(MOST_LETTERS).collect();
    let lines = split_code(&code);
    write_letters(body, &lines, scale(&lines), middle);
}

fn write_letters(body: &mut String, lines: &[&str], scale: f32, middle: f32) {
    let step = HEIGHT * (1.0 + BETWEEN_LINES);
    let height = step * (lines.len() - 1) as f32 + HEIGHT;
    body.push_str(
        "<g fill=\"none\" stroke=\"#ffffff\" stroke-linecap=\"round\" stroke-linejoin=\"round\"",
    );
    let _ = write!(body, " stroke-width=\"{STROKE}\">");
    for (line, row) in lines.iter().zip(0_u8..) {
        let top = middle + scale * (step * f32::from(row) - height / 2.0);
        let left = 32.0 - scale * letters::width(line) / 2.0;
        for (offset, letter) in letters::lines(line) {
            let _ = write!(
                body,
                "<path transform=\"translate({} {}) scale({})\" d=\"{letter}\"/>",
                short(left + scale * offset),
                short(top),
                short(scale),
            );
        }
    }
    body.push_str("</g>");
}

/// A code in up to three lines, broken at `-`, which the break stands for.
fn split_code(code: &str) -> Vec<&str> {
    // Where each part begins and ends.
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for part in code.split(['-', ' ']) {
        if !part.is_empty() {
            parts.push((start, start + part.len()));
        }
        start += part.len() + 1;
    }
    let joined = |parts: &[(usize, usize)]| Some(&code[parts.first()?.0..parts.last()?.1]);
    let mut best = vec![code];
    let count = parts.len().min(8);
    for first in 1..count {
        for second in first + 1..=count {
            let rows = [&parts[..first], &parts[first..second], &parts[second..]];
            let lines: Vec<&str> = rows.into_iter().filter_map(joined).collect();
            // A break must be worth it: a code on one line is read as one word.
            if scale(&lines) > scale(&best) * 1.12 {
                best = lines;
            }
        }
    }
    best
}

/// How large lines of letters may be drawn.
fn scale(lines: &[&str]) -> f32 {
    let widest = lines
        .iter()
        .map(|line| letters::width(line))
        .fold(1.0, f32::max);
    let rows = lines.len().max(1) as f32;
    let height = HEIGHT * (rows + BETWEEN_LINES * (rows - 1.0)) + STROKE;
    (WIDEST / widest)
        .min(HIGHEST / height)
        .min(HIGHEST_LETTER / HEIGHT)
}

/// One, two or three dots, or a diamond.
fn write_small_mark(body: &mut String, rank: usize) {
    if rank == 3 {
        body.push_str("<path fill=\"#ffffff\" d=\"M32 46.4L35.4 50L32 53.6L28.6 50Z\"/>");
        return;
    }
    for dot in 0..=rank {
        let x = 32.0 + 6.0 * (dot as f32 - rank as f32 / 2.0);
        let _ = write!(
            body,
            "<circle fill=\"#ffffff\" cx=\"{}\" cy=\"50\" r=\"1.9\"/>",
            short(x)
        );
    }
}

/// The bars that distinguish levels of one color.
fn write_bars(body: &mut String, bars: usize) {
    for bar in 0..bars.min(MOST_BARS) {
        let y = 48.2 + 3.2 * bar as f32;
        let _ = write!(
            body,
            "<path fill=\"none\" stroke=\"#ffffff\" stroke-width=\"1.6\" stroke-linecap=\"round\" d=\"M28 {0}H36\"/>",
            short(y)
        );
    }
}

/// One, two or three chevrons, or a star.
fn write_large_mark(body: &mut String, rank: usize) {
    if rank == 3 {
        let points: Vec<String> = (0_u8..10)
            .map(|at| {
                let radius = if at % 2 == 0 { 15.0 } else { 6.6 };
                let angle = f32::from(at) * std::f32::consts::PI / 5.0;
                format!(
                    "{} {}",
                    short(32.0 + radius * angle.sin()),
                    short(33.0 - radius * angle.cos())
                )
            })
            .collect();
        let _ = write!(
            body,
            "<path fill=\"#ffffff\" stroke=\"#ffffff\" stroke-width=\"2\" stroke-linejoin=\"round\" d=\"M{}Z\"/>",
            points.join("L")
        );
        return;
    }
    let mut path = String::new();
    for chevron in 0..=rank {
        let y = 35.5 + 9.0 * (chevron as f32 - rank as f32 / 2.0);
        let _ = write!(path, "M20 {}L32 {}L44 {0}", short(y), short(y - 7.0));
    }
    let _ = write!(
        body,
        "<path fill=\"none\" stroke=\"#ffffff\" stroke-width=\"4.4\" stroke-linecap=\"round\" stroke-linejoin=\"round\" d=\"{path}\"/>"
    );
}

fn write_tick(body: &mut String) {
    body.push_str(
        "<path fill=\"none\" stroke=\"#ffffff\" stroke-width=\"5\" stroke-linecap=\"round\" stroke-linejoin=\"round\" d=\"M20.5 33.5L28.5 41.5L44 24.5\"/>",
    );
}

/// A number with two digits behind the point, as many as can be seen at 256 pixels.
fn short(number: f32) -> String {
    // Whole numbers are written several times as fast as others, and most of a badge is numbers.
    let hundredths = (f64::from(number) * 100.0).round_ties_even() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.abs() / 100, hundredths.abs() % 100);
    match (part, part % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", part / 10),
        _ => format!("{sign}{whole}.{part:02}"),
    }
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::Pixmap;

    use super::super::LevelColours;
    use super::*;

    const CODES: [&str; 12] = [
        "SAA-C03",
        "AZ-104",
        "PCA",
        "CKA",
        "Terraform-Associate-003",
        "220-1101",
        "N10-009",
        "CISSP",
        "professional-cloud-database-engineer",
        "A",
        "------",
        "日本 \u{1F600}<&\"",
    ];

    fn badge(code: Option<&str>, level: Option<&str>) -> Content {
        let colours = &mut LevelColours::default();
        super::badge(code, level.map(|level| (level, colours.of(level))))
    }

    fn level_colour(level: &str) -> &'static str {
        LevelColours::default().of(level).colour
    }

    fn drawn(content: &Content, side: u32) -> Pixmap {
        Pixmap::decode_png(&content.to_png(side, "#000").unwrap()).unwrap()
    }

    fn text(content: &Content) -> &str {
        match content {
            Content::Svg(text) => text,
            Content::Bitmap { .. } => panic!("a badge is an SVG"),
        }
    }

    #[test]
    fn numbers_are_written_as_short_as_can_be() {
        for (number, text) in [
            (0.0, "0"),
            (-0.004, "0"),
            (-0.01, "-0.01"),
            (32.0, "32"),
            (4.5, "4.5"),
            (-4.05, "-4.05"),
            (63.996, "64"),
            (0.125, "0.12"),
        ] {
            assert_eq!(short(number), text);
        }
        for thousandth in -30_000..30_000_i16 {
            let number = f32::from(thousandth) / 1_000.0;
            let exact = format!("{number:.2}");
            let exact = exact.trim_end_matches('0').trim_end_matches('.');
            let exact = if exact == "-0" { "0" } else { exact };
            assert_eq!(short(number), exact);
        }
    }

    #[test]
    fn codes_are_broken_where_that_makes_them_larger() {
        for (code, lines) in [
            ("SAA-C03", &["SAA", "C03"][..]),
            ("AZ-104", &["AZ", "104"]),
            ("PCA", &["PCA"]),
            ("A-1", &["A-1"]),
            (
                "Terraform-Associate-003",
                &["Terraform", "Associate", "003"],
            ),
            (
                "professional cloud architect",
                &["professional", "cloud", "architect"],
            ),
            ("-", &["-"]),
        ] {
            assert_eq!(split_code(code), lines, "{code}");
        }
    }

    #[test]
    fn letters_stay_on_the_badge() {
        for code in CODES {
            for level in [None, Some("associate")] {
                let with = drawn(&badge(Some(code), level), 64);
                let without = drawn(&badge(Some("."), level), 64);
                for y in 0..64_u32 {
                    for x in 0..64_u32 {
                        let is_inside = x.abs_diff(32) < 22 && y.abs_diff(32) < 24;
                        if !is_inside {
                            assert_eq!(with.pixel(x, y), without.pixel(x, y), "{code} {x} {y}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn letters_are_white_and_large_enough_at_32_pixels() {
        for code in ["SAA-C03", "AZ-104", "CKA", "CISSP"] {
            let pixmap = drawn(&badge(Some(code), Some("associate")), 32);
            let is_light = |x: u32, y: u32| {
                let pixel = pixmap.pixel(x, y).unwrap();
                pixel.red() > 150
            };
            let rows = (8..20).filter(|y| (8..24).filter(|x| is_light(*x, *y)).count() >= 2);
            assert!(rows.count() >= 4, "{code}");
        }
    }

    #[test]
    fn every_badge_is_a_clean_drawing() {
        for code in CODES.map(Some).into_iter().chain([None]) {
            for level in [None, Some("professional"), Some("specialty"), Some("<&\">")] {
                let badge = badge(code, level);
                let cleaned = Content::read(badge.file().0.to_vec()).unwrap();
                assert_eq!(cleaned.symbol("").width, 64.0);
                assert!(!text(&badge).contains("<text"));
                assert_ne!(badge.symbol("x").body, "");
            }
        }
    }

    #[test]
    fn a_level_shows_in_colour_and_mark() {
        let levels = ["foundational", "associate", "professional", "specialty"];
        for code in [Some("X-1"), None] {
            let badges = levels.map(|level| badge(code, Some(level)));
            for (one, level) in badges.iter().zip(levels) {
                assert!(text(one).contains(level_colour(level)));
                let grey =
                    |badge: &Content, level| text(badge).replace(level_colour(level), "gray");
                let same = badges
                    .iter()
                    .zip(levels)
                    .filter(|(other, of)| grey(other, of) == grey(one, level));
                assert_eq!(same.count(), 1, "{level}");
            }
        }
        assert_eq!(
            badge(None, Some("Associate")),
            badge(None, Some("associate"))
        );
        assert!(text(&badge(None, None)).contains(NEUTRAL));
        assert_ne!(badge(None, Some("expert")), badge(None, Some("beginner")));
    }

    #[test]
    fn levels_of_one_colour_are_told_apart_by_bars() {
        let badge = |bars| {
            let colour = "#b06000";
            super::badge(Some("X-1"), Some(("done", LevelColour { colour, bars })))
        };
        for bars in 0..4 {
            assert_eq!(text(&badge(bars)).matches("H36").count(), bars);
            let cleaned = Content::read(badge(bars).file().0.to_vec()).unwrap();
            assert_eq!(cleaned.symbol("").width, 64.0);
        }
    }
}
