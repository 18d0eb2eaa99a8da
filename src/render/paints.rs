//! What is painted where a gradient cannot be had.
//!
//! A browser finds a gradient by its id. If the same picture stands in a page twice and the first is hidden, it finds the
//! gradient there, where it counts as none. So each reference to one is followed by a plain color: its first.

use std::collections::HashMap;

use super::pieces::{Piece, pieces, value};

/// By the ids of gradients, the colors in their place. One that lets anything through has none: a plain color would hide
/// what is behind it.
pub(super) fn plain_colours(pieces: &[Piece<'_>]) -> HashMap<String, String> {
    let mut colours = HashMap::new();
    let mut gradient: Option<(&str, Option<&str>)> = None;
    for piece in pieces {
        match piece {
            Piece::Start(tag) if tag.name().as_ref().ends_with("Gradient") => {
                gradient = value(tag, "id").map(|id| (id, None));
            }
            Piece::Start(tag) | Piece::Empty(tag) if tag.name().as_ref() == "stop" => {
                let said = |key: &str| {
                    let style = value(tag, "style").unwrap_or_default();
                    let mut styles = style.split(';').filter_map(|one| one.split_once(':'));
                    let of_style = styles.find(|(name, _)| name.trim() == key);
                    value(tag, key).or(of_style.map(|(_, value)| value.trim()))
                };
                let opacity = said("stop-opacity").map_or(Ok(1.0), str::parse::<f64>);
                let colour = said("stop-color").filter(|_| opacity.is_ok_and(|o| o >= 1.0));
                gradient = match (gradient, colour) {
                    (Some((id, first)), Some(colour)) => Some((id, first.or(Some(colour)))),
                    _ => None,
                };
            }
            Piece::End(raw) if raw.contains("Gradient") => {
                if let Some((id, Some(colour))) = gradient.take() {
                    colours.insert(id.to_owned(), colour.to_owned());
                }
            }
            _ => {}
        }
    }
    colours
}

/// A part of a picture that has no text, with plain colors behind its references to its gradients.
pub(super) fn with_plain_colours(body: &str) -> String {
    const REFERENCE: &str = "=\"url(#";
    let colours = pieces(body).map_or_else(|_| HashMap::new(), |pieces| plain_colours(&pieces));
    let mut parts = body.split(REFERENCE);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(REFERENCE);
        match part
            .split_once(')')
            .map(|(id, rest)| (id, colours.get(id), rest))
        {
            Some((id, Some(colour), rest)) if rest.starts_with('"') => {
                out.extend([id, ") ", colour, rest]);
            }
            _ => out.push_str(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gradient_is_followed_by_its_first_colour() {
        let gradient =
            |id: &str, stops: &str| format!("<linearGradient id=\"{id}\">{stops}</linearGradient>");
        let defs = [
            gradient(
                "a",
                "<stop stop-color=\"#123456\"/><stop stop-color=\"red\"/>",
            ),
            gradient("b", "<stop style=\"stop-color:gold;stop-opacity:1.;\"/>"),
            gradient(
                "seen-through",
                "<stop stop-color=\"red\"/><stop stop-color=\"red\" stop-opacity=\"0.5\"/>",
            ),
            gradient("empty", ""),
        ];
        let defs = defs.concat();
        let of = |references: &str| {
            with_plain_colours(&format!("{defs}{references}")).replace(&defs, "")
        };
        for (id, shown) in [("a", "url(#a) #123456"), ("b", "url(#b) gold")] {
            let reference = format!("<path fill=\"url(#{id})\"/>");
            assert_eq!(of(&reference), format!("<path fill=\"{shown}\"/>"));
        }
        for kept in ["seen-through", "empty", "none"] {
            let reference =
                format!("<path stroke=\"url(#{kept})\"/><path clip-path=\"url(#{kept})\"/>");
            assert_eq!(of(&reference), reference);
        }
    }
}
