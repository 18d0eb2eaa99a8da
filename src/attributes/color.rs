//! Colors: turns a color as people write it into one that Graphviz 2.43 knows.
//!
//! `#rgb` and `#rgba` become six and eight digits (2.43 knows only those), a color with a fourth
//! number for its opacity becomes eight digits (known since 8.0), and where a color scheme is set,
//! names are written with the scheme they belong to. Source:
//! <https://graphviz.org/docs/attr-types/color/>.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::color_names::{self, SCHEMES};
use super::number;
use super::value::{Context, Wrong};
use crate::nearest::Nearest;

pub(super) const EXPECTED: &str = "a color, such as `red`, `#ff9900` or `0.6,0.5,1`";

pub(super) fn expected_list(most: usize) -> String {
    format!(
        "a color, such as `red` or `#ff9900`, or up to {most} separated by colons, such as `red;0.3:blue`"
    )
}

pub(super) fn check<'v>(value: &'v str, context: &Context) -> Result<Cow<'v, str>, Wrong> {
    if let Some(digits) = value.strip_prefix('#') {
        return hexadecimal(value, digits);
    }
    if value.starts_with(|c: char| c.is_ascii_digit() || c == '.') && value.contains([',', ' ']) {
        return hue(value);
    }
    // Two slashes mean the scheme that is set, as no slash does.
    let name = value.strip_prefix("//").unwrap_or(value);
    if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()) {
        return bare_number(name, context);
    }
    if let Some(path) = name.strip_prefix('/') {
        return match path.split_once('/') {
            Some((scheme, name)) => in_scheme(value, scheme, name),
            None => is_svg_color(path)
                .map(|_| value.into())
                .ok_or_else(|| unknown_color(value, path, "/")),
        };
    }
    match is_svg_color(name) {
        None => Err(unknown_color(value, name, "")),
        // Graphviz compares this one as text, before it asks any scheme.
        Some(_) if name.eq_ignore_ascii_case("transparent") => Ok("transparent".into()),
        Some(svg) if context.color_scheme => {
            let scheme = if svg && context.svg_colors {
                "svg/"
            } else {
                ""
            };
            Ok(format!("/{scheme}{name}").into())
        }
        Some(_) => Ok(name.into()),
    }
}

/// One color, or several separated by colons, each optionally with the share it takes up.
pub(super) fn check_list<'v>(
    value: &'v str,
    most: usize,
    context: &Context,
) -> Result<Cow<'v, str>, Wrong> {
    if !value.contains([':', ';']) {
        return check(value, context);
    }
    let parts: Vec<&str> = value.split(':').collect();
    if parts.len() > most {
        return Err(
            Wrong::new(value, format_args!("has more than {most} colors"))
                .or(Some(parts[..most].join(":"))),
        );
    }
    if parts.len() == 1 {
        let color = value.split(';').next().unwrap_or_default();
        return Err(Wrong::new(value, "gives a share to its only color").or(Some(color)));
    }
    let mut written = String::with_capacity(value.len());
    let mut sum = 0.0;
    for (at, part) in parts.iter().enumerate() {
        let (color, weight) = match part.split_once(';') {
            Some((color, weight)) => (color, Some(weight)),
            None => (*part, None),
        };
        let color = check(color, context).map_err(|wrong| {
            // The corrected color is written back into the whole list.
            let whole = wrong.nearest.map(|nearest| {
                let rest = weight
                    .map(|weight| format!(";{weight}"))
                    .unwrap_or_default();
                let right = nearest + &rest;
                let mut parts = parts.clone();
                parts[at] = &right;
                parts.join(":")
            });
            Wrong {
                problem: wrong.problem,
                nearest: whole,
            }
        })?;
        if at > 0 {
            written.push(':');
        }
        written += &color;
        if let Some(weight) = weight {
            let Some(part) = number::parse(weight).filter(|part| (0.0..1.0).contains(part)) else {
                return Err(Wrong::new(weight, "is not a share between 0 and 1"));
            };
            sum += part;
            written.push(';');
            written += weight;
        }
    }
    // Ten tenths are a little more than one in binary.
    if sum > 1.000_001 {
        return Err(Wrong::new(value, "has shares that add up to more than 1"));
    }
    Ok(if written == value {
        value.into()
    } else {
        written.into()
    })
}

/// The name of a scheme, for `colorscheme`; an empty value resets it.
pub(super) fn check_scheme(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let lower = value.to_ascii_lowercase();
    if value.is_empty()
        || matches!(lower.as_str(), "x11" | "svg")
        || color_names::colors_in(&lower).is_some()
    {
        return Ok(value.into());
    }
    Err(Wrong::new(value, "is not the name of a color scheme").or(NEAREST_SCHEME.find(value)))
}

fn hexadecimal<'v>(value: &'v str, digits: &str) -> Result<Cow<'v, str>, Wrong> {
    if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        match digits.len() {
            6 | 8 => return Ok(value.into()),
            3 | 4 => {
                return Ok(format!(
                    "#{}",
                    digits.chars().flat_map(|d| [d, d]).collect::<String>()
                )
                .into());
            }
            _ => {}
        }
    }
    Err(Wrong::new(
        value,
        "is not a color: `#` must be followed by 3, 4, 6 or 8 hexadecimal digits",
    ))
}

/// Hue, saturation, value and optionally opacity, each from 0 to 1.
fn hue(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let wrong = || {
        Wrong::new(
            value,
            "is not a color: hue, saturation and value must be numbers from 0 to 1",
        )
    };
    let mut parts = [0.0; 4];
    let mut count = 0;
    for part in value.split([',', ' ']).filter(|part| !part.is_empty()) {
        let number = number::parse(part).filter(|number| (0.0..=1.0).contains(number));
        *parts.get_mut(count).ok_or_else(wrong)? = number.ok_or_else(wrong)?;
        count += 1;
    }
    match count {
        3 => Ok(value.into()),
        4 => Ok(rgba(parts).into()),
        _ => Err(wrong()),
    }
}

/// The usual conversion from hue, saturation, value and opacity to red, green, blue and opacity.
fn rgba([hue, saturation, value, opacity]: [f64; 4]) -> String {
    let channel = |offset: f64| {
        let position = (offset + hue * 6.0) % 6.0;
        value - value * saturation * position.min(4.0 - position).clamp(0.0, 1.0)
    };
    let byte = |part: f64| (part * 255.0).round() as u8;
    let [red, green, blue] = [channel(5.0), channel(3.0), channel(1.0)].map(byte);
    format!("#{red:02x}{green:02x}{blue:02x}{:02x}", byte(opacity))
}

/// A number is a color in the scheme that is set. Which one that is for this element is not known
/// here, but no scheme has more than twelve.
fn bare_number<'v>(value: &'v str, context: &Context) -> Result<Cow<'v, str>, Wrong> {
    let fits = value.len() < 3 && matches!(value.parse(), Ok(1..=12_u8)) && !value.starts_with('0');
    match (context.color_scheme, fits) {
        (true, true) => Ok(value.into()),
        (true, false) => Err(Wrong::new(
            value,
            "is not a color: color schemes have 3 to 12 colors, numbered from 1",
        )),
        (false, _) => Err(Wrong::new(
            value,
            "is a color only where a `colorscheme` is set",
        )),
    }
}

fn in_scheme<'v>(value: &'v str, scheme: &str, name: &str) -> Result<Cow<'v, str>, Wrong> {
    let lower = scheme.to_ascii_lowercase();
    match (lower.as_str(), color_names::colors_in(&lower)) {
        ("x11", _) => is_svg_color(name)
            .map(|_| value.into())
            .ok_or_else(|| unknown_color(value, name, "/x11/")),
        ("svg", _) if is_svg_color(name) == Some(true) => Ok(value.into()),
        ("svg", _) => Err(unknown_color(value, name, "/svg/")),
        (_, Some(most)) => {
            if (1..=most).any(|number| number.to_string() == name) {
                return Ok(value.into());
            }
            let problem =
                format_args!("is not a color: the scheme `{lower}` has the colors 1 to {most}");
            Err(Wrong::new(value, problem).or(Some(format!("/{lower}/{most}"))))
        }
        (_, None) => {
            let nearest = NEAREST_SCHEME
                .find(scheme)
                .map(|scheme| format!("/{scheme}/{name}"));
            Err(Wrong::new(value, "is not a color: there is no such scheme").or(nearest))
        }
    }
}

/// Whether X11 has a color of this name, in any case, and whether SVG has it too.
fn is_svg_color(name: &str) -> Option<bool> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return color_names::find(&name.to_ascii_lowercase());
    }
    color_names::find(name)
}

/// The error that no color has this name; the nearest name is searched for after the slashes.
fn unknown_color(value: &str, name: &str, slashes: &str) -> Wrong {
    if let Some((scheme, color)) = name.split_once('/')
        && let Ok(_) = in_scheme(value, scheme, color)
    {
        return Wrong::new(value, "needs a `/` before the scheme").or(Some(format!("/{name}")));
    }
    if let Some(hexadecimal) = as_hexadecimal(name) {
        return Wrong::new(value, "is not a color").or(Some(hexadecimal));
    }
    let nearest = NEAREST
        .find(&name.to_ascii_lowercase())
        .map(|name| format!("{slashes}{name}"));
    Wrong::new(value, "is not a color").or(nearest)
}

/// A color as CSS writes it, or one that only lacks its `#`.
fn as_hexadecimal(name: &str) -> Option<String> {
    if matches!(name.len(), 6 | 8) && name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(format!("#{name}"));
    }
    let channels = name.strip_prefix("rgb(")?.strip_suffix(')')?;
    let channels: Vec<u8> = channels
        .split([',', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse::<u8>().ok())
        .collect::<Option<_>>()?;
    match channels[..] {
        [red, green, blue] => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        _ => None,
    }
}

static NEAREST: LazyLock<Nearest<'static>> =
    LazyLock::new(|| Nearest::new(color_names::LIST.iter().map(|name| &**name)));

static NEAREST_SCHEME: LazyLock<Nearest<'static>> =
    LazyLock::new(|| Nearest::new(SCHEMES.iter().map(|name| &**name)));

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const PLAIN: Context = Context {
        color_scheme: false,
        svg_colors: false,
    };
    const SCHEME: Context = Context {
        color_scheme: true,
        svg_colors: false,
    };
    const SVG: Context = Context {
        color_scheme: true,
        svg_colors: true,
    };

    fn right(value: &str, context: &Context) -> String {
        check(value, context)
            .unwrap_or_else(|wrong| panic!("{value}: {wrong:?}"))
            .into_owned()
    }

    fn nearest(value: &str) -> Option<String> {
        check_list(value, 3, &PLAIN)
            .expect_err("a wrong colour")
            .nearest
    }

    #[test]
    fn colours_are_brought_into_the_form_of_2_43() {
        for (value, written) in [
            ("red", "red"),
            ("LightBlue", "LightBlue"),
            ("lightgreen", "lightgreen"),
            ("gray51", "gray51"),
            ("snow4", "snow4"),
            ("transparent", "transparent"),
            ("#f90", "#ff9900"),
            ("#F90c", "#FF9900cc"),
            ("#ff9900", "#ff9900"),
            ("#ff990080", "#ff990080"),
            ("0.5,0.3,1", "0.5,0.3,1"),
            (".5 .3 1", ".5 .3 1"),
            ("0, 1, 1, 0.5", "#ff000080"),
            ("0.333333,1,1,1", "#00ff00ff"),
            ("0.6 0.5 0.8 0", "#668fcc00"),
            ("/red", "/red"),
            ("//red", "red"),
            ("/x11/Red", "/x11/Red"),
            ("/svg/Teal", "/svg/Teal"),
            ("/blues9/9", "/blues9/9"),
            ("/set312/12", "/set312/12"),
        ] {
            assert_eq!(right(value, &PLAIN), written);
        }
    }

    #[test]
    fn what_graphviz_does_not_know_is_wrong() {
        for value in [
            "",
            " ",
            "#",
            "#12",
            "#12345",
            "#ggg",
            "#ff9900aa0",
            "0.5,0.3",
            "0.5,0.3,2",
            "0.5,nan,1",
            "1 1 1 1 1",
            "7",
            "snow5",
            "gray101",
            "/",
            "//",
            "/svg/red1",
            "/svg/rebeccapurple",
            "/blues9/0",
            "/blues9/10",
            "/blues9/+3",
            "/blues9/03",
            "/blues2/1",
            "/blues09/1",
            "/nope/1",
            "blues9/3",
            "red\n",
            "red:blue",
            "red;1",
            "\"",
            "url(x)",
        ] {
            assert!(check(value, &PLAIN).is_err(), "{value:?}");
        }
    }

    #[test]
    fn the_nearest_colour_was_meant_wherever_it_stands() {
        for (value, meant) in [
            ("magneta", "magenta"),
            ("Magneta", "magenta"),
            ("light blue", "lightblue"),
            ("/magneta", "/magenta"),
            ("/svg/tael", "/svg/teal"),
            ("blues9/3", "/blues9/3"),
            ("/bleus9/3", "/blues9/3"),
            ("/blues9/12", "/blues9/9"),
            ("red;0.3:bleu", "red;0.3:blue"),
            ("rde;0.3:blue", "red;0.3:blue"),
            ("red;0.5", "red"),
            ("red:blue:green:black", "red:blue:green"),
        ] {
            assert_eq!(nearest(value).as_deref(), Some(meant), "{value}");
        }
        assert_eq!(nearest("#12345"), None);
    }

    #[test]
    fn lists_have_parts_that_are_at_most_one_together() {
        for value in [
            "red",
            "red:blue",
            "red;0.3:blue",
            "red;0.25:blue;0.75",
            "red;0:blue",
            "0.5,0.3,1;.5:red",
        ] {
            assert_eq!(&*check_list(value, 3, &PLAIN).unwrap(), value);
        }
        assert_eq!(
            &*check_list("#f00;0.3://blue", 3, &PLAIN).unwrap(),
            "#ff0000;0.3:blue"
        );
        for value in [
            "red:",
            ":red",
            "red;:blue",
            "red;1:blue",
            "red;0.6:blue;0.6",
            "red;-0.1:blue",
            "red;nan:blue",
            "red;0.1;0.1:blue",
            "red : blue",
        ] {
            assert!(check_list(value, 3, &PLAIN).is_err(), "{value}");
        }
        let tenths = ["red;0.1"; 10].join(":");
        assert!(check_list(&tenths, 16, &PLAIN).is_ok());
    }

    #[test]
    fn a_scheme_makes_numbers_colours_and_hides_no_name() {
        assert_eq!(right("7", &SCHEME), "7");
        assert_eq!(right("//12", &SCHEME), "12");
        for value in ["0", "13", "07", "100"] {
            assert!(check(value, &SCHEME).is_err(), "{value}");
        }
        assert_eq!(right("red", &SCHEME), "/red");
        assert_eq!(right("red", &SVG), "/svg/red");
        assert_eq!(right("red1", &SVG), "/red1");
        assert_eq!(right("/svg/red", &SCHEME), "/svg/red");
        assert_eq!(right("transparent", &SCHEME), "transparent");
        assert_eq!(right("#abc", &SCHEME), "#aabbcc");
    }

    #[test]
    fn schemes_are_known_by_name() {
        for value in ["", "svg", "x11", "blues9", "set312", "Accent8", "dark23"] {
            assert!(check_scheme(value).is_ok(), "{value}");
        }
        for value in ["blues", "blues2", "blues10", "blues09", "set313", "red"] {
            assert!(check_scheme(value).is_err(), "{value}");
        }
        assert_eq!(
            check_scheme("bleus9").unwrap_err().nearest.as_deref(),
            Some("blues9")
        );
    }

    #[test]
    fn all_names_are_found_and_no_others() {
        let names: BTreeSet<&str> = color_names::LIST.iter().map(String::as_str).collect();
        assert_eq!(names.len(), 675, "as many as 2.43 knows");
        assert_eq!(color_names::LIST.len(), 675, "none of them twice");
        for (at, name) in color_names::LIST.iter().enumerate() {
            assert_eq!(color_names::find(name), Some(at < 147), "{name}");
            for other in [
                &name[1..],
                &name[..name.len() - 1],
                &format!("{name}0"),
                &format!("{name}1"),
                &format!("{name}5"),
                &format!("{name}x"),
            ] {
                assert_eq!(
                    color_names::find(other).is_some(),
                    names.contains(other),
                    "{other}"
                );
            }
        }
        for name in [
            "",
            "1",
            "gray01",
            "gray101",
            "gray256",
            "snow01",
            "snow99999999999",
        ] {
            assert_eq!(color_names::find(name), None, "{name}");
        }
    }
}
