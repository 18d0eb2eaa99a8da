//! Text that can be read on what the user has coloured.
//!
//! A theme chooses its colours so that text stands out. Who fills a node with a colour of their own rarely thinks of
//! the text on it, and never of another theme.

use std::str::FromStr;

use svgtypes::Color;

use crate::icons::{self, Ground, contrast};

/// What text needs at the least: WCAG AA, <https://www.w3.org/TR/WCAG22/#contrast-minimum>.
const ENOUGH: f64 = 4.5;

/// Inks for light grounds and for dark ones, and for those between. None is a theme's: these stay where the reader's
/// choice of dark pages changes the themes' colours, as the ground stays.
const INKS: [&str; 4] = ["#1b2734", "#f3f5f7", "#000000", "#ffffff"];

/// The ink for a ground that the user has coloured, where the theme's would not do. Nothing of a ground that cannot be
/// told: then the theme's ink is as good as any.
///
/// `changes` is whether the theme's ink changes with the reader's choice.
pub(super) fn ink_on(ground: &str, theme_ink: &str, changes: bool) -> Option<&'static str> {
    // Of several colours the first, without its weight.
    let ground = luminance(ground.split([':', ';']).next()?)?;
    let of_theme = contrast(ground, luminance(theme_ink)?);
    if of_theme >= ENOUGH && !changes {
        return None;
    }
    // Black or white reaches it on any ground.
    INKS.into_iter()
        .find(|ink| luminance(ink).is_some_and(|ink| contrast(ground, ink) >= ENOUGH))
}

/// How bright a colour is, as DOT spells it. Nothing of one that is not opaque, or that only a scheme tells.
fn luminance(colour: &str) -> Option<f64> {
    channels(colour).map(icons::luminance)
}

/// What a colour is behind an icon; of several, the first. Nothing of one that cannot be told.
pub(super) fn ground_of(colour: &str) -> Option<Ground> {
    channels(colour.split([':', ';']).next()?).map(Ground::new)
}

fn channels(colour: &str) -> Option<[f64; 3]> {
    if let Some(triple) = hsv(colour) {
        return Some(triple);
    }
    if let Some(shade) = ["gray", "grey"]
        .iter()
        .find_map(|name| colour.strip_prefix(name))
        && let Ok(percent) = shade.parse::<f64>()
    {
        return Some([percent / 100.0; 3]);
    }
    // X11 has many colours in four shades: <https://graphviz.org/doc/info/colors.html>. How much darker each is has been
    // read off that page.
    let (name, part) = match colour.strip_suffix(['1', '2', '3', '4']) {
        Some(name) if !colour.starts_with('#') => (
            name,
            match colour.as_bytes().last() {
                Some(b'2') => 0.932,
                Some(b'3') => 0.804,
                Some(b'4') => 0.545,
                _ => 1.0,
            },
        ),
        _ => (colour, 1.0),
    };
    let colour = Color::from_str(name)
        .ok()
        .filter(|colour| colour.alpha == 255)?;
    Some([colour.red, colour.green, colour.blue].map(|value| f64::from(value) / 255.0 * part))
}

/// Hue, saturation and value, each from 0 to 1: <https://graphviz.org/docs/attr-types/color/>.
fn hsv(colour: &str) -> Option<[f64; 3]> {
    let mut numbers = colour
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .map(str::parse::<f64>);
    let (hue, saturation, value) = (
        numbers.next()?.ok()?,
        numbers.next()?.ok()?,
        numbers.next()?.ok()?,
    );
    let channel = |shift: f64| {
        let place = (shift + hue * 6.0) % 6.0;
        let share = place.min(4.0 - place).clamp(0.0, 1.0);
        value - value * saturation * share
    };
    Some([channel(5.0), channel(3.0), channel(1.0)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(colour: &str, expected: [f64; 3]) {
        let channels = channels(colour).unwrap();
        let is_near = channels
            .iter()
            .zip(expected)
            .all(|(a, b)| (a - b).abs() < 0.01);
        assert!(is_near, "{colour}: {channels:?}");
    }

    #[test]
    fn all_spellings_of_colours_are_told() {
        near("#ff8000", [1.0, 0.5, 0.0]);
        near("#f80", [1.0, 0.533, 0.0]);
        near("white", [1.0, 1.0, 1.0]);
        near("orange3", [0.804, 0.52, 0.0]);
        near("gray40", [0.4, 0.4, 0.4]);
        near("0.0 1.0 1.0", [1.0, 0.0, 0.0]);
        near("0.333,1,0.5", [0.0, 0.5, 0.0]);
        near("0.667 0.5 1", [0.5, 0.5, 1.0]);
        for untold in ["/blues9/3", "transparent", "#ffffff80", "nonsense"] {
            assert_eq!(luminance(untold), None, "{untold}");
        }
    }

    #[test]
    fn ink_is_chosen_only_where_it_must_be() {
        let (light, dark) = ("#e6eaee", "#1b2733");
        assert_eq!(ink_on("#fff7ed", light, false), Some(INKS[0]));
        assert_eq!(ink_on("#fff7ed", dark, false), None);
        assert_eq!(ink_on("#fff7ed", dark, true), Some(INKS[0]));
        assert_eq!(ink_on("navy", dark, false), Some(INKS[1]));
        assert_eq!(ink_on("yellow:navy", light, false), Some(INKS[0]));
        assert_eq!(ink_on("/blues9/3", dark, true), None);
    }

    #[test]
    fn either_ink_can_be_read_on_every_grey() {
        for level in 0..=100 {
            let ground = format!("gray{level}");
            let ink = ink_on(&ground, &ground, false).unwrap();
            let reached = contrast(luminance(&ground).unwrap(), luminance(ink).unwrap());
            assert!(reached >= 4.5, "{ground}: {reached}");
        }
    }
}
