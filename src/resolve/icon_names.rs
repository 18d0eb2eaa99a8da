//! Which icon that ships with the program was meant by a name of another set.

use crate::icons::built_in_names;

/// What sets put behind the name of an icon to tell how it is drawn.
const MANNERS: [&str; 16] = [
    "alt", "bold", "duotone", "fill", "filled", "light", "line", "o", "outline", "outlined",
    "regular", "round", "rounded", "sharp", "solid", "thin",
];

/// The icon that ships with the program whose name this one ends in: `cloud` of `:cloud:`, `fa-cloud`, `mdi:cloud-outline`,
/// `icons/cloud.svg` and `https://example.org/cloud.png?size=2`.
pub(super) fn built_in_of(name: &str) -> Option<&'static str> {
    let path = name.split(['?', '#']).next().unwrap_or_default();
    let name = path.trim_matches(':').to_ascii_lowercase();
    let name = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 4 => stem,
        _ => name.as_str(),
    };
    find_at_end(name).or_else(|| {
        let (rest, manner) = name.rsplit_once(['-', '_', ':'])?;
        MANNERS.contains(&manner).then(|| find_at_end(rest))?
    })
}

fn find_at_end(name: &str) -> Option<&'static str> {
    built_in_names().find(|known| {
        let before = name.strip_suffix(known);
        before.is_some_and(|before| before.is_empty() || before.ends_with(is_between))
    })
}

fn is_between(letter: char) -> bool {
    matches!(letter, ':' | '-' | '/' | '\\' | '_' | '.' | ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_that_ships_is_known_by_the_names_of_other_sets() {
        for name in [
            ":cloud:",
            "cloud:",
            ":cloud",
            "mdi:cloud",
            "fa-cloud",
            "fas fa-cloud",
            "cloud.svg",
            "Cloud.PNG",
            "icons/cloud",
            "icons\\cloud.png",
            "ion.cloud",
            "mdi:cloud-outline",
            "ic_cloud_filled",
            "https://x.y/cloud.svg?size=2#top",
            "C:\\cloud.png",
            "CLOUD",
        ] {
            assert_eq!(built_in_of(name), Some("cloud"), "{name}");
        }
        for name in [
            "",
            ":",
            "clouds",
            "icloud",
            "cloud-off",
            "outline",
            "cloud/a",
            "größe",
            ".svg",
        ] {
            assert_eq!(built_in_of(name), None, "{name}");
        }
    }
}
