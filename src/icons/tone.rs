//! How light an icon is: whether it can be seen on a ground, and if not, which plate it needs.
//!
//! An icon is drawn once, small (of a bitmap a pixel is taken here and there), and its pixels are counted by how bright they
//! are; those at its rim a second time, since a shape is seen by its rim. A ground is then held against the counts, however
//! many there are.

use std::str::FromStr;
use std::sync::LazyLock;

use resvg::tiny_skia::Pixmap;
use svgtypes::Color;

use super::{Content, Plate, Wrong, badge, raster};

/// The side of the drawing that is looked at, in pixels.
const SIDE: u32 = 48;

/// What a shape needs to be made out on a dark ground: WCAG AA,
/// <https://www.w3.org/TR/WCAG22/#non-text-contrast>.
const ENOUGH: f64 = 3.0;

/// Below this, nothing can be made out on a light ground. Logos in pale colours are made for white paper, and look worse
/// on dark plates than as their makers have drawn them.
const NEARLY_NOTHING: f64 = 1.5;

/// How far the channels of a colour lie apart that is told from white and grey by its hue.
const COLOURED: f64 = 0.25;

/// The contrast of white and black.
const MOST: f64 = 21.0;

/// Steps of brightness, each as many times as bright as the one before.
const STEPS: usize = 64;

/// What lies behind an icon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ground {
    luminance: f64,
    is_coloured: bool,
}

impl Ground {
    /// A ground of this red, green and blue, each from 0 to 1.
    pub fn new(channels: [f64; 3]) -> Ground {
        Ground {
            luminance: luminance(channels),
            is_coloured: is_coloured(channels),
        }
    }

    /// Whether white stands out from it more than black does.
    fn is_dark(&self) -> bool {
        contrast(self.luminance, 1.0) > contrast(self.luminance, 0.0)
    }
}

/// How bright a colour of red, green and blue from 0 to 1 is:
/// <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>.
pub fn luminance(channels: [f64; 3]) -> f64 {
    let [red, green, blue] = channels.map(|value| {
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The contrast of two luminances: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
pub fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn is_coloured(channels: [f64; 3]) -> bool {
    let most = channels.into_iter().fold(0.0, f64::max);
    let least = channels.into_iter().fold(1.0, f64::min);
    most - least >= COLOURED
}

/// How many pixels have which brightness: grey ones, and behind them those that have a hue.
type Counts = [u16; 2 * STEPS];

/// How bright the pixels of an icon are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tone {
    all: Counts,
    rim: Counts,
}

impl Tone {
    /// In so many bytes it is kept: two lists of counts, of two bytes each.
    pub const BYTES: usize = 2 * 2 * (2 * STEPS);

    pub(super) fn of(content: &Content, ink: &str) -> Result<Tone, Wrong> {
        if badge::is_badge(content) {
            return Ok(Tone::of_badges());
        }
        if content.is_all_ink()
            && let Ok(ink) = Color::from_str(ink)
        {
            return Ok(Tone::of_ink(ink));
        }
        Ok(Tone::of_pixels(&raster::sampled(content, SIDE, ink)?))
    }

    fn of_ink(ink: Color) -> Tone {
        let mut tone = Tone::nothing();
        let place = place([ink.red, ink.green, ink.blue]);
        tone.all[place] = 1;
        tone.rim[place] = 1;
        tone
    }

    /// The tone of badges, which can be seen everywhere: they are dark and have a white rim.
    fn of_badges() -> Tone {
        let mut tone = Tone::nothing();
        tone.all[0] = 1;
        tone.rim[STEPS - 1] = 1;
        tone
    }

    fn nothing() -> Tone {
        Tone {
            all: [0; 2 * STEPS],
            rim: [0; 2 * STEPS],
        }
    }

    fn of_pixels(pixels: &Pixmap) -> Tone {
        let (width, height) = (pixels.width() as usize, pixels.height() as usize);
        let source = pixels.pixels();
        let most_opaque = source.iter().map(|pixel| pixel.alpha()).max();
        // What is half as opaque as the rest is a shadow, or the smoothed border.
        let least = (most_opaque.unwrap_or_default() / 2).max(1);
        let is_drawn = |x: usize, y: usize| source[y * width + x].alpha() >= least;
        let mut tone = Tone::nothing();
        for y in 0..height {
            for x in 0..width {
                if !is_drawn(x, y) {
                    continue;
                }
                let colour = source[y * width + x].demultiply();
                let place = place([colour.red(), colour.green(), colour.blue()]);
                tone.all[place] += 1;
                let is_inside = (x > 0 && is_drawn(x - 1, y))
                    && (x + 1 < width && is_drawn(x + 1, y))
                    && (y > 0 && is_drawn(x, y - 1))
                    && (y + 1 < height && is_drawn(x, y + 1));
                if !is_inside {
                    tone.rim[place] += 1;
                }
            }
        }
        tone
    }

    /// The plate that the icon needs on a ground: if most of it, and most of its rim, cannot be made out there, and can be
    /// on the plate.
    pub fn plate_on(&self, ground: Ground) -> Option<Plate> {
        let (plate, least) = match ground.is_dark() {
            true => (Plate::Light, ENOUGH),
            false => (Plate::Dark, NEARLY_NOTHING),
        };
        let without = self.share_seen_on(ground, least);
        let channels = plate.channels().map(|value| f64::from(value) / 255.0);
        let with = || self.share_seen_on(Ground::new(channels), ENOUGH);
        (without < 0.5 && with() > without).then_some(plate)
    }

    /// How much of the icon, or of its rim, whichever is more, has this contrast to a ground.
    fn share_seen_on(&self, ground: Ground, least: f64) -> f64 {
        let hue_is_enough = !ground.is_dark() && !ground.is_coloured;
        let share = |counts: &Counts| {
            let (mut seen, mut all) = (0, 0);
            for (place, count) in counts.iter().map(|count| u32::from(*count)).enumerate() {
                let has_hue = place >= STEPS;
                let is_bright = contrast(ground.luminance, BRIGHTNESS[place % STEPS]) >= least;
                all += count;
                if is_bright || has_hue && hue_is_enough {
                    seen += count;
                }
            }
            f64::from(seen) / f64::from(all.max(1))
        };
        share(&self.all).max(share(&self.rim))
    }

    /// It as bytes, to be kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        let counts = self.all.iter().chain(&self.rim);
        counts.flat_map(|count| count.to_le_bytes()).collect()
    }

    /// What was kept.
    pub fn from_bytes(bytes: &[u8]) -> Option<Tone> {
        let (counts, rest) = bytes.as_chunks::<2>();
        if bytes.len() != Tone::BYTES || !rest.is_empty() {
            return None;
        }
        let mut tone = Tone::nothing();
        let places = tone.all.iter_mut().chain(&mut tone.rim);
        for (place, count) in places.zip(counts) {
            *place = u16::from_le_bytes(*count);
        }
        Some(tone)
    }
}

/// Where a colour is counted.
fn place(channels: [u8; 3]) -> usize {
    let channels = channels.map(|value| f64::from(value) / 255.0);
    let share = contrast(luminance(channels), 0.0).ln() / MOST.ln();
    let step = (share * STEPS as f64) as usize;
    let grey = step.min(STEPS - 1);
    if is_coloured(channels) {
        grey + STEPS
    } else {
        grey
    }
}

/// The luminance in the middle of each step; at the ends, that of black and of white.
static BRIGHTNESS: LazyLock<[f64; STEPS]> = LazyLock::new(|| {
    std::array::from_fn(|step| {
        let share = match step {
            0 => 0.0,
            step if step == STEPS - 1 => 1.0,
            step => (step as f64 + 0.5) / STEPS as f64,
        };
        MOST.powf(share) * 0.05 - 0.05
    })
});

#[cfg(test)]
mod tests {
    use super::super::{LevelColours, badge, built_in, built_in_names};
    use super::*;

    const INK: &str = "#1f2933";
    const DARK_INK: &str = "#c8d3de";

    fn svg(body: &str) -> Content {
        Content::read(format!("<svg viewBox='0 0 24 24'>{body}</svg>").into_bytes()).unwrap()
    }

    fn plate(content: &Content, ink: &str, ground: &str) -> Option<Plate> {
        content.tone(ink).unwrap().plate_on(on(ground))
    }

    fn on(ground: &str) -> Ground {
        let colour = Color::from_str(ground).unwrap();
        let channels = [colour.red, colour.green, colour.blue];
        Ground::new(channels.map(|value| f64::from(value) / 255.0))
    }

    /// The grounds of the themes: the paper, and the outermost and innermost fill.
    const LIGHTS: [&str; 3] = ["#fffffe", "#f4f6f9", "#d3dce6"];
    const DARKS: [&str; 3] = ["#14181d", "#1b2128", "#2f3a45"];

    #[test]
    fn icons_get_plates_where_they_could_not_be_seen() {
        const CIRCLE: &str = "<circle cx='12' cy='12' r='10' fill='";
        let circle = |fill: &str| format!("{CIRCLE}{fill}'/>");
        let outline = |stroke: &str| {
            format!("<path fill='none' stroke='{stroke}' stroke-width='.4' d='M3 3h18v18H3z'/>")
        };
        let half = |a: &str, b: &str, at: u8| {
            let rest = 24 - at;
            format!(
                "<path fill='{a}' d='M0 0h{at}v24H0z'/><path fill='{b}' d='M{at} 0h{rest}v24H{at}z'/>"
            )
        };
        let (light, dark) = (Some(Plate::Light), Some(Plate::Dark));
        for (name, body, on_light, on_dark) in [
            ("black", circle("#000"), None, light),
            ("nearly black", circle("#222"), None, light),
            ("navy", circle("#0b1f4b"), None, light),
            ("violet", circle("#512bd4"), None, light),
            ("a see-through black", circle("#0008"), None, light),
            ("a thin black outline", outline("#000"), None, light),
            ("white", circle("#fff"), dark, None),
            ("nearly white", circle("#f4f4f4"), dark, None),
            ("a thin white outline", outline("#fff"), dark, None),
            ("gold", circle("#f5c518"), None, None),
            ("pale yellow", circle("#f7e38b"), None, None),
            ("bright yellow", circle("#ff0"), None, None),
            ("red", circle("#ff6b57"), None, None),
            ("grey", circle("#888"), None, None),
            ("black and gold", half("#000", "#f5c518", 10), None, None),
            ("mostly black", half("#000", "#f5c518", 20), None, light),
            ("mostly white", half("#fff", "#f5c518", 20), dark, None),
            (
                "black around white",
                format!(
                    "{}<circle cx='12' cy='12' r='8.5' fill='#fff'/>",
                    circle("#000")
                ),
                None,
                None,
            ),
            (
                "white around black",
                format!(
                    "{}<circle cx='12' cy='12' r='9' fill='#000'/>",
                    circle("#fff")
                ),
                None,
                None,
            ),
            (
                "a black shadow of white",
                format!(
                    "<circle cx='12' cy='12' r='12' fill='#0002'/>{}",
                    circle("#fff")
                ),
                dark,
                None,
            ),
        ] {
            let icon = svg(&body);
            for ground in &LIGHTS[..2] {
                assert_eq!(plate(&icon, INK, ground), on_light, "{name} on {ground}");
            }
            for ground in DARKS {
                assert_eq!(
                    plate(&icon, DARK_INK, ground),
                    on_dark,
                    "{name} on {ground}"
                );
            }
        }
    }

    #[test]
    fn a_ground_between_light_and_dark_gets_a_plate_only_if_that_helps() {
        for ground in ["#666", "#777", "#808080", "#999"] {
            for fill in ["#000", "#fff"] {
                let icon = svg(&format!("<path fill='{fill}' d='M0 0h24v24H0z'/>"));
                assert_eq!(plate(&icon, INK, ground), None, "{fill} on {ground}");
            }
        }
        let grey = svg("<path fill='#b0b0b0' d='M0 0h24v24H0z'/>");
        assert_eq!(
            plate(&grey, INK, "#6a6a6a"),
            None,
            "it is no clearer on light grey"
        );
        let yellow = svg("<path fill='#ffff00' d='M0 0h24v24H0z'/>");
        assert_eq!(
            plate(&yellow, INK, "#ffff33"),
            Some(Plate::Dark),
            "the ground has its hue"
        );
    }

    #[test]
    fn ink_needs_no_plate_where_the_theme_has_chosen_the_ground() {
        for name in built_in_names() {
            let icon = built_in(name).unwrap();
            assert!(icon.has_known_tone(), "{name}");
            assert!(
                LIGHTS
                    .iter()
                    .all(|ground| plate(&icon, "#33485c", ground).is_none())
            );
            assert!(
                DARKS
                    .iter()
                    .all(|ground| plate(&icon, DARK_INK, ground).is_none())
            );
            assert_eq!(plate(&icon, "#33485c", "black"), Some(Plate::Light));
        }
        // What is known of an icon that is all ink is what would be seen.
        let ink = svg("<path fill='currentColor' d='M2 2h20v20H2z'/>");
        let mixed = svg(
            "<path fill='currentColor' d='M2 2h20v20H2z'/><path fill='#ff0000' fill-opacity='.01' d='M5 5h1v1z'/>",
        );
        assert!(ink.has_known_tone() && !mixed.has_known_tone());
        for ground in LIGHTS.iter().chain(&DARKS) {
            assert_eq!(
                plate(&ink, INK, ground),
                plate(&mixed, INK, ground),
                "{ground}"
            );
        }
    }

    #[test]
    fn badges_need_no_plate_anywhere() {
        let mut colours = LevelColours::default();
        let words = [
            "foundational",
            "associate",
            "professional",
            "specialty",
            "a",
            "b",
            "c",
            "d",
        ];
        let levels = words.map(|word| Some((word, colours.of(word))));
        for level in levels.into_iter().chain([None]) {
            for code in [Some("AZ-104"), None] {
                let content = badge(code, level);
                assert!(content.has_known_tone());
                let seen = Tone::of_pixels(&raster::drawn(&content, SIDE, INK).unwrap());
                for ground in LIGHTS.iter().chain(&DARKS).chain(&["#777", "navy", "gold"]) {
                    assert_eq!(plate(&content, INK, ground), None);
                    assert_eq!(
                        seen.plate_on(on(ground)),
                        None,
                        "{level:?} {code:?} {ground}"
                    );
                }
            }
        }
        let other =
            svg("<path fill='#1b2733' stroke='#ffffff' stroke-width='8' d='M2 2h20v20H2z'/>");
        assert!(!other.has_known_tone());
    }

    #[test]
    fn bitmaps_have_a_tone_too() {
        let mut pixels = Pixmap::new(80, 20).unwrap();
        pixels.fill(resvg::tiny_skia::Color::BLACK);
        let icon = Content::read(pixels.encode_png().unwrap()).unwrap();
        assert_eq!(plate(&icon, INK, DARKS[0]), Some(Plate::Light));
        assert_eq!(plate(&icon, INK, LIGHTS[0]), None);
        // Whatever its size, a frame is found.
        for side in [1, 2, 47, 48, 49, 100, 257, 1000] {
            let mut frame = Pixmap::new(side, side + 1).unwrap();
            let width = (side / 10).max(1);
            let white = resvg::tiny_skia::ColorU8::from_rgba(255, 255, 255, 255).premultiply();
            for (at, pixel) in (0..).zip(frame.pixels_mut()) {
                let (x, y) = (at % side, at / side);
                if x < width || y < width || x + width >= side || y + width > side {
                    *pixel = white;
                }
            }
            let icon = Content::read(frame.encode_png().unwrap()).unwrap();
            assert_eq!(plate(&icon, INK, LIGHTS[0]), Some(Plate::Dark), "{side}");
            assert_eq!(plate(&icon, INK, DARKS[0]), None, "{side}");
        }
    }

    #[test]
    fn a_tone_is_kept_as_bytes() {
        let tone = svg("<path fill='#e8442e' d='M2 2h20v20H2z'/>")
            .tone(INK)
            .unwrap();
        let bytes = tone.to_bytes();
        assert_eq!(bytes.len(), Tone::BYTES);
        assert_eq!(Tone::from_bytes(&bytes), Some(tone));
        assert_eq!(Tone::from_bytes(&bytes[1..]), None);
        assert_eq!(Tone::from_bytes(&[]), None);
    }
}
