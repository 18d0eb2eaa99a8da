//! Colors in a file: their places, and how to write others there.

use std::str::FromStr;

use super::View;
use crate::attributes::Kind;
use crate::source::Span;

/// A color in a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Color {
    /// Where, in bytes of the file; the quotes of a string are left out.
    pub span: Span,
    /// Red, green, blue and opacity, from 0 to 255.
    pub rgba: [u8; 4],
}

/// All values of a file that are a single color, and the same color in every scheme.
pub fn colors(view: View<'_>) -> Vec<Color> {
    let all = view.attributes().filter_map(|(_, _, key, attribute)| {
        let is_color = matches!(key.attribute().kind, Kind::Color | Kind::Colors(_));
        let rgba = is_color.then(|| rgba(view.slice(attribute.value)))?;
        Some(Color {
            span: attribute.value,
            rgba: rgba?,
        })
    });
    all.collect()
}

/// What a color looks like: three, four, six or eight hexadecimal digits, or a name that the web and Graphviz share.
fn rgba(value: &str) -> Option<[u8; 4]> {
    // These are other colors for Graphviz, which uses X11's.
    const OTHERS: [&str; 5] = ["gray", "grey", "green", "maroon", "purple"];
    let name = value.to_ascii_lowercase();
    if OTHERS.contains(&name.as_str()) {
        let x11 = match name.as_str() {
            "green" => [0, 255, 0, 255],
            "maroon" => [176, 48, 96, 255],
            "purple" => [160, 32, 240, 255],
            _ => [192, 192, 192, 255],
        };
        return Some(x11);
    }
    // X11 has a hundred steps from black to white.
    let step = name.strip_prefix("gray").or(name.strip_prefix("grey"));
    if let Some(percent) = step.and_then(|step| step.parse::<u16>().ok().filter(|n| *n <= 100)) {
        let part = ((percent * 255 + 50) / 100) as u8;
        return Some([part, part, part, 255]);
    }
    let is_plain = name.starts_with('#') || name.chars().all(|c| c.is_ascii_alphabetic());
    let color = svgtypes::Color::from_str(&name).ok().filter(|_| is_plain)?;
    Some([color.red, color.green, color.blue, color.alpha])
}

/// How a color is written in the place of another.
pub fn spelling(rgba: [u8; 4]) -> String {
    let [red, green, blue, alpha] = rgba;
    match alpha {
        255 => format!("#{red:02x}{green:02x}{blue:02x}"),
        _ => format!("#{red:02x}{green:02x}{blue:02x}{alpha:02x}"),
    }
}
