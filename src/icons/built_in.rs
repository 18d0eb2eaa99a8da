//! The built-in icons: certdot's own drawings, in the color around them.
//!
//! All are lines of 1.75 with round ends on a grid of 24, with a breath of the same color inside. They are under the
//! license of certdot itself.

use super::content::Content;
use super::drawing;

/// A row of the table below, by name.
macro_rules! icons {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("../../assets/icons/", $name, ".svg")))),*]
    };
}

/// In the order of the alphabet.
const ICONS: [(&str, &str); 60] = icons! {
    "book" "box" "brain" "branch" "briefcase" "browser" "bug" "building"
    "calendar" "certificate" "chart" "check" "chip" "clock" "cloud" "code"
    "compass" "container" "database" "document" "eye" "flag" "flask" "folder"
    "gauge" "gear" "globe" "graduation" "heart" "home" "key" "laptop"
    "layers" "lightbulb" "lock" "mail" "map" "message" "mountain" "network"
    "pencil" "people" "person" "phone" "pipeline" "puzzle" "question" "queue"
    "robot" "rocket" "search" "server" "shield" "star" "storage" "target"
    "terminal" "tools" "trophy" "warning"
};

/// The names of all icons that ship with the program, in the order of the alphabet.
pub fn built_in_names() -> impl Iterator<Item = &'static str> {
    ICONS.iter().map(|(name, _)| *name)
}

/// An icon that ships with the program.
pub fn built_in(name: &str) -> Option<Content> {
    let at = ICONS.binary_search_by_key(&name, |(name, _)| name).ok()?;
    // Each is read in the tests, so that none is lost here.
    drawing::clean(ICONS[at].1).ok().map(Content::Svg)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_icon_is_drawn_and_every_file_is_an_icon() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/icons");
        let files: BTreeSet<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let names: BTreeSet<String> = built_in_names().map(|name| format!("{name}.svg")).collect();
        assert_eq!(files, names);
        assert!(built_in_names().is_sorted());
        for name in built_in_names() {
            assert!(built_in(name).is_some(), "{name}");
        }
        assert!(built_in("nothing").is_none());
    }

    #[test]
    fn cleaning_changes_nothing_that_is_seen() {
        for (name, text) in ICONS {
            let options = usvg::Options::default();
            let tree =
                usvg::Tree::from_str(&text.replace("currentColor", "#204060"), &options).unwrap();
            let mut pixmap = resvg::tiny_skia::Pixmap::new(96, 96).unwrap();
            let scale = resvg::tiny_skia::Transform::from_scale(4.0, 4.0);
            resvg::render(&tree, scale, &mut pixmap.as_mut());
            let png = built_in(name).unwrap().to_png(96, "#204060").unwrap();
            let cleaned = resvg::tiny_skia::Pixmap::decode_png(&png).unwrap();
            // Where an edge lies between two samples, the last digit of a number decides about some pixels.
            let apart = pixmap
                .data()
                .iter()
                .zip(cleaned.data())
                .filter(|(one, other)| one.abs_diff(**other) > 2)
                .count();
            assert!(apart < pixmap.data().len() / 500, "{name}: {apart}");
        }
    }

    #[test]
    fn all_are_small_and_of_one_style() {
        for (name, text) in ICONS {
            assert!(text.len() < 1500, "{name}");
            assert!(
                text.starts_with(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\" fill=\"none\" \
                     stroke=\"currentColor\" stroke-width=\"1.75\" stroke-linecap=\"round\" stroke-linejoin=\"round\">"
                ),
                "{name}"
            );
            for key in ["fill=\"", "stroke=\""] {
                let colours = text
                    .split(key)
                    .skip(1)
                    .map(|rest| rest.split('"').next().unwrap());
                for colour in colours {
                    assert!(
                        matches!(colour, "none" | "currentColor"),
                        "{name}: {colour}"
                    );
                }
            }
        }
    }
}
