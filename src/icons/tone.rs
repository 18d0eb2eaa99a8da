//! How light an icon is: whether it can be seen on a ground, and if not, which plate it needs.
//!
//! An icon is drawn once, small (of a bitmap a pixel is taken here and there), and its pixels are counted by how bright they
//! are; those at its rim a second time, since a shape is seen by its rim; and a third time those of areas that stand out
//! from nothing else in the icon, and so only from the ground. A ground is then held against the counts, however many
//! there are.

use std::str::FromStr;
use std::sync::LazyLock;

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};
use svgtypes::Color;

use super::content::Content;
use super::plate::Plate;
use super::sample::{SIDE, Sample};
use super::wrong::IconError;
use super::{badge, bitmap, raster};

/// What a shape needs to be made out on a dark ground: WCAG AA,
/// <https://www.w3.org/TR/WCAG22/#non-text-contrast>.
const ENOUGH: f64 = 3.0;

/// Below this, nothing can be made out on a light ground. Logos in pale colors are made for white paper, and look worse
/// on dark plates than as their makers have drawn them.
const NEARLY_NOTHING: f64 = 1.5;

/// Below this, a part of an icon is lost on a dark ground, however well the rest can be seen.
const LOST: f64 = 2.0;

/// So much of an icon may be lost, and so much of its rim.
const MOST_LOST: f64 = 0.25;

/// An outline is no wider than this share of the icon: what it goes around tells where it is.
const OUTLINE: usize = 12;

/// How far the channels of a color lie apart that is told from white and gray by its hue.
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

    /// How many of these pixels have this contrast to it, or a hue that tells them from it.
    fn count_visible(&self, counts: &Counts, least: f64) -> u32 {
        let hue_is_enough = !self.is_dark() && !self.is_coloured;
        let is_seen = |place: usize| {
            contrast(self.luminance, BRIGHTNESS[place % STEPS]) >= least
                || place >= STEPS && hue_is_enough
        };
        let counts = counts.iter().enumerate();
        counts
            .filter(|(place, count)| **count > 0 && is_seen(*place))
            .map(|(_, count)| u32::from(*count))
            .sum()
    }

    /// Whether white stands out from it more than black does.
    fn is_dark(&self) -> bool {
        contrast(self.luminance, 1.0) > contrast(self.luminance, 0.0)
    }
}

/// How bright a color of red, green and blue from 0 to 1 is:
/// <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>.
pub fn luminance(channels: [f64; 3]) -> f64 {
    brightness(channels.map(linear))
}

/// A channel, without the correction by which it is stored.
fn linear(value: f64) -> f64 {
    if value <= 0.04045 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}

fn brightness([red, green, blue]: [f64; 3]) -> f64 {
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

/// How many pixels have which brightness: gray ones, and behind them those that have a hue.
type Counts = [u16; 2 * STEPS];

/// How bright the pixels of an icon are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tone {
    all: Counts,
    rim: Counts,
    /// What stands out from nothing near it in the icon.
    plain: Counts,
}

impl Tone {
    /// That of a bitmap.
    fn of_sample(sample: &Sample) -> Tone {
        let pixel = |[red, green, blue, alpha]: &[u8; 4]| {
            PremultipliedColorU8::from_rgba(*red, *green, *blue, *alpha)
                .unwrap_or(PremultipliedColorU8::TRANSPARENT)
        };
        let pixels: Vec<PremultipliedColorU8> = sample.pixels.iter().map(pixel).collect();
        Tone::of_pixels(&pixels, sample.width as usize)
    }

    /// In so many bytes it is kept: three lists of counts, of two bytes each.
    pub const BYTES: usize = 3 * 2 * (2 * STEPS);

    pub(super) fn of(content: &Content, ink: &str) -> Result<Tone, IconError> {
        if let Content::Bitmap {
            format,
            bytes,
            sample,
            ..
        } = content
        {
            return match sample {
                Some(sample) => Ok(Tone::of_sample(sample)),
                None => Ok(Tone::of_sample(&Sample::of(&bitmap::decode(
                    *format, bytes,
                )?)?)),
            };
        }
        if badge::is_badge(content) {
            return Ok(Tone::of_badges());
        }
        if content.is_all_ink()
            && let Ok(ink) = Color::from_str(ink)
        {
            return Ok(Tone::of_ink(ink));
        }
        Ok(Tone::of_pixmap(&raster::drawn(content, SIDE, ink)?))
    }

    fn of_ink(ink: Color) -> Tone {
        let mut tone = Tone::nothing();
        let place = place([ink.red, ink.green, ink.blue]);
        tone.all[place] = 1;
        tone.rim[place] = 1;
        tone.plain[place] = 1;
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
            plain: [0; 2 * STEPS],
        }
    }

    fn of_pixmap(pixels: &Pixmap) -> Tone {
        Tone::of_pixels(pixels.pixels(), pixels.width() as usize)
    }

    fn of_pixels(source: &[PremultipliedColorU8], width: usize) -> Tone {
        let height = source.len() / width.max(1);
        let most_opaque = source.iter().map(|pixel| pixel.alpha()).max();
        // What is half as opaque as the rest is a shadow, or the smoothed border.
        let least = (most_opaque.unwrap_or_default() / 2).max(1);
        let places: Vec<Option<usize>> = source
            .iter()
            .map(|pixel| {
                let colour = pixel.demultiply();
                (pixel.alpha() >= least)
                    .then(|| place([colour.red(), colour.green(), colour.blue()]))
            })
            .collect();
        let is_drawn = |x: usize, y: usize| places[y * width + x].is_some();
        let near = near(&places, width);
        let mut tone = Tone::nothing();
        for (at, place) in places.iter().enumerate() {
            let Some(place) = *place else { continue };
            tone.all[place] += 1;
            let (x, y) = (at % width, at / width);
            let is_inside = (x > 0 && is_drawn(x - 1, y))
                && (x + 1 < width && is_drawn(x + 1, y))
                && (y > 0 && is_drawn(x, y - 1))
                && (y + 1 < height && is_drawn(x, y + 1));
            if !is_inside {
                tone.rim[place] += 1;
            }
            if !near[at].stands_out(place % STEPS) {
                tone.plain[place] += 1;
            }
        }
        tone
    }

    /// The plate that the icon needs on a ground: if most of it, and most of its rim, cannot be made out there, and can be
    /// on the plate; or if a part of it is lost on a dark ground, and less of it would be on the plate.
    pub fn plate_on(&self, ground: Ground) -> Option<Plate> {
        let (plate, least) = if ground.is_dark() {
            (Plate::Light, ENOUGH)
        } else {
            (Plate::Dark, NEARLY_NOTHING)
        };
        let channels = plate.channels().map(|value| f64::from(value) / 255.0);
        let on_plate = Ground::new(channels);
        let seen = self.share_seen_on(ground, least);
        let is_hidden = seen < 0.5 && self.share_seen_on(on_plate, ENOUGH) > seen;
        let loses_a_part = || {
            let lost = self.share_lost_on(ground);
            // White parts of logos are made for white paper.
            ground.is_dark() && lost >= MOST_LOST && self.share_lost_on(on_plate) < lost / 2.0
        };
        (is_hidden || loses_a_part()).then_some(plate)
    }

    /// How much of the icon, or of its rim, whichever is more, has this contrast to a ground.
    fn share_seen_on(&self, ground: Ground, least: f64) -> f64 {
        let share =
            |counts| f64::from(ground.count_visible(counts, least)) / f64::from(sum(counts).max(1));
        share(&self.all).max(share(&self.rim))
    }

    /// How much of the icon stands out neither from a ground nor from what is near it in the icon; no more than of its rim,
    /// since what a frame goes around is no part of the ground.
    fn share_lost_on(&self, ground: Ground) -> f64 {
        let lost = |counts| f64::from(sum(counts) - ground.count_visible(counts, LOST));
        let of_all = lost(&self.plain) / f64::from(sum(&self.all).max(1));
        of_all.min(lost(&self.rim) / f64::from(sum(&self.rim).max(1)))
    }

    /// It as bytes, to be kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        let counts = self.all.iter().chain(&self.rim).chain(&self.plain);
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
        let places = places.chain(&mut tone.plain);
        for (place, count) in places.zip(counts) {
            *place = u16::from_le_bytes(*count);
        }
        Some(tone)
    }
}

fn sum(counts: &Counts) -> u32 {
    counts.iter().map(|count| u32::from(*count)).sum()
}

/// The darkest and the brightest step that is drawn near a pixel.
#[derive(Clone, Copy, Debug)]
struct Near {
    darkest: usize,
    brightest: usize,
}

impl Near {
    const NOTHING: Near = Near {
        darkest: STEPS,
        brightest: 0,
    };

    fn and(self, other: Near) -> Near {
        Near {
            darkest: self.darkest.min(other.darkest),
            brightest: self.brightest.max(other.brightest),
        }
    }

    /// Whether a pixel of this brightness, which is among them, can be told from another.
    fn stands_out(self, step: usize) -> bool {
        let least = LOST.ln() / MOST.ln() * STEPS as f64;
        let far = (self.brightest - step).max(step - self.darkest);
        far as f64 >= least
    }
}

/// What is near each pixel: no farther than an outline is wide, across and down.
fn near(places: &[Option<usize>], width: usize) -> Vec<Near> {
    let height = places.len() / width.max(1);
    let reach = width.max(height) / OUTLINE;
    let own: Vec<Near> = places
        .iter()
        .map(|place| {
            place.map_or(Near::NOTHING, |place| Near {
                darkest: place % STEPS,
                brightest: place % STEPS,
            })
        })
        .collect();
    // Along rows and then along columns: the square around each pixel.
    let along = |from: &[Near], place: &dyn Fn(usize) -> (usize, usize, usize)| -> Vec<Near> {
        let of = |at: usize| {
            let (at_line, length, step) = place(at);
            let first = at - at_line.min(reach) * step;
            let last = at + (length - 1 - at_line).min(reach) * step;
            let line = (first..=last).step_by(step).map(|other| from[other]);
            line.fold(Near::NOTHING, Near::and)
        };
        (0..from.len()).map(of).collect()
    };
    let rows = along(&own, &|at| (at % width, width, 1));
    along(&rows, &|at| (at / width, height, width))
}

/// Where a color is counted.
fn place(channels: [u8; 3]) -> usize {
    let [red, green, blue] = channels.map(|value| LINEAR[usize::from(value)]);
    let luminance = brightness([red, green, blue]);
    let grey = STARTS.partition_point(|start| *start <= luminance);
    if is_coloured(channels.map(|value| f64::from(value) / 255.0)) {
        grey + STEPS
    } else {
        grey
    }
}

/// What each value of a channel adds to how bright a color is.
static LINEAR: LazyLock<[f64; 256]> =
    LazyLock::new(|| std::array::from_fn(|value| linear(value as f64 / 255.0)));

/// The luminance at which each step begins, but for the first.
static STARTS: LazyLock<[f64; STEPS - 1]> = LazyLock::new(|| {
    std::array::from_fn(|step| MOST.powf((step + 1) as f64 / STEPS as f64) * 0.05 - 0.05)
});

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
        let word_and_line = |fill: &str| {
            format!(
                "<path fill='{fill}' d='M2 5h5v9H2zM9 5h5v9H9zM16 5h5v9h-5z'/>\
                 <path fill='#f90' d='M2 17q10 7 20 0v3q-10 6 -20 0z'/>"
            )
        };
        let outlined = |stroke: &str| {
            format!(
                "<g stroke='{stroke}' stroke-width='2' fill='#4aa3df'><path d='M3 3h18v18H3z'/>\
                 <circle cx='12' cy='12' r='4' fill='#ffd43b' stroke='none'/></g>"
            )
        };
        let framed = |fill: &str| {
            format!("<path fill='{fill}' d='M1 1h22v22H1z'/><path fill='#f90' d='M9 5h6v14H9z'/>")
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
            ("black and gold", half("#000", "#f5c518", 10), None, light),
            ("black and red", half("#000", "#e8442e", 12), None, light),
            ("a little black", half("#000", "#f5c518", 6), None, None),
            ("black and white", half("#000", "#fff", 12), None, None),
            ("white and red", half("#fff", "#e8442e", 12), None, None),
            (
                "blue and yellow",
                half("#3776ab", "#ffd43b", 12),
                None,
                None,
            ),
            (
                "dark and light blue",
                half("#0f6cbd", "#50e6ff", 12),
                None,
                None,
            ),
            (
                "a dark word over an orange line",
                word_and_line("#232f3e"),
                None,
                light,
            ),
            (
                "a grey word over an orange line",
                word_and_line("#8a94a0"),
                None,
                None,
            ),
            ("black outlines", outlined("#000"), None, None),
            ("a black frame with a red mark", framed("#000"), None, light),
            (
                "a pale red frame with a black mark",
                framed("#ff6b57").replace("#f90", "#000"),
                None,
                None,
            ),
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
                let seen = Tone::of_pixmap(&raster::drawn(&content, SIDE, INK).unwrap());
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
