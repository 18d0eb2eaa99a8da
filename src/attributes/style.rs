//! Styles: lists of words for how lines and areas are drawn, such as `rounded,filled`.
//!
//! Turns a list into itself if each word is one that Graphviz 2.43 draws on that element; it ignores
//! some silently and warns about others. Source:
//! <https://graphviz.org/docs/attr-types/style/>.

use std::borrow::Cow;

use super::number;
use super::value::Wrong;
use super::words::Words;

/// What nodes take.
pub static NODE: Words = Words::new(
    "a style of nodes",
    &[
        "filled",
        "rounded",
        "dashed",
        "dotted",
        "solid",
        "bold",
        "invis",
        "diagonals",
        "radial",
        "striped",
        "wedged",
    ],
);
/// What edges take.
pub static EDGE: Words = Words::new(
    "a style of edges",
    &["dashed", "dotted", "solid", "bold", "invis", "tapered"],
);
/// What groups take.
pub static GROUP: Words = Words::new(
    "a style of groups",
    &[
        "filled", "rounded", "dashed", "dotted", "solid", "bold", "invis", "radial", "striped",
    ],
);
/// What the diagram takes: a background of two colors can be radial.
pub static DIAGRAM: Words = Words::new("a style of diagrams", &["radial"]);

/// The pen's width in points, the same as `penwidth`.
const WIDEST: f64 = 100.0;

pub(super) fn expected(words: &Words) -> String {
    format!("{}, or several separated by commas", words.expected())
}

pub(super) fn check<'v>(value: &'v str, words: &Words) -> Result<Cow<'v, str>, Wrong> {
    // An empty value resets a default.
    if value.is_empty() {
        return Ok(value.into());
    }
    let parts: Vec<&str> = value
        .split(',')
        .map(|part| part.trim_matches(' '))
        .collect();
    // Graphviz cuts a list off after 64 words; nobody means more than one of each.
    if parts.len() > 16 {
        return Err(Wrong::new(value, "has more than 16 styles"));
    }
    for (at, part) in parts.iter().enumerate() {
        if parts[..at].contains(part) {
            return Err(Wrong::new(part, "is written twice"));
        }
        if words.contains(part) {
            continue;
        }
        if let Some(width) = part
            .strip_prefix("setlinewidth(")
            .and_then(|rest| rest.strip_suffix(')'))
        {
            number::check(width, 0.0, WIDEST)?;
            continue;
        }
        let spaced = || part.split(' ').filter(|word| !word.is_empty());
        let joined = spaced()
            .all(|word| words.contains(word))
            .then(|| spaced().collect::<Vec<_>>().join(","));
        let nearest = joined.or_else(|| words.nearest(part).map(Into::into));
        let whole = nearest.map(|nearest| {
            let mut parts = parts.clone();
            parts[at] = &nearest;
            // A superfluous comma.
            parts.retain(|part| !part.is_empty());
            parts.join(",")
        });
        let whole = whole.filter(|whole| !whole.is_empty());
        return Err(words.wrong(part).or(whole));
    }
    Ok(value.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_belong_to_elements() {
        for (value, words) in [
            ("filled,rounded", &NODE),
            ("dashed, bold", &EDGE),
            ("setlinewidth(2.5)", &EDGE),
            ("", &GROUP),
            ("radial", &DIAGRAM),
        ] {
            assert!(check(value, words).is_ok(), "{value}");
        }
        for (value, words) in [
            ("rounded", &EDGE),
            ("tapered", &NODE),
            ("wedged", &GROUP),
            ("filled", &DIAGRAM),
            ("dashed,", &EDGE),
        ] {
            assert!(check(value, words).is_err(), "{value}");
        }
        for value in [
            "dashed,dashed",
            "setlinewidth()",
            "setlinewidth(1e9)",
            "setlinewidth(1",
            "setlinewidth(nan)",
            "dashed\"",
            "dashed\n",
        ] {
            assert!(check(value, &EDGE).is_err(), "{value}");
        }
    }

    #[test]
    fn a_slip_is_put_right_in_the_whole_list() {
        let nearest = |value| check(value, &NODE).unwrap_err().nearest;
        assert_eq!(nearest("filed,rounded").as_deref(), Some("filled,rounded"));
        assert_eq!(
            nearest("filled, Rounded").as_deref(),
            Some("filled,rounded")
        );
        assert_eq!(nearest("filled rounded").as_deref(), Some("filled,rounded"));
        assert_eq!(
            nearest("filled,,rounded,").as_deref(),
            Some("filled,rounded")
        );
        assert_eq!(nearest(","), None);
        assert_eq!(nearest("fancy"), None);
    }
}
