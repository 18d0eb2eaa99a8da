//! W0510: a level that is almost one of the four that have a colour.

use super::written::Written;
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::nearest::Guesses;

const KNOWN: [&str; 4] = ["foundational", "associate", "professional", "specialty"];

/// So many letters of a level are an abbreviation of it.
const SHORTEST: usize = 4;

pub(super) fn check(written: &Written<'_>, collector: &mut Collector) {
    let guesses = Guesses::default();
    for file in written.files() {
        for attribute in file.tree.attributes_of("level", file.text) {
            let level = &file.text[attribute.value.range()];
            let Some(known) = intended_level(level, &guesses) else {
                continue;
            };
            let at = attribute.outer_value().shifted(file.base);
            collector.push(
                Diagnostic::new(
                    Code::AlmostLevel,
                    at,
                    format!(
                        "the level {} is almost the known level {}",
                        quote(level),
                        quote(known)
                    ),
                )
                .label("this is a different level")
                .fix(format!("did you mean {}?", quote(known)), at, known),
            );
        }
    }
}

/// The known level that a word almost is: cut short, in other letters, or misspelt.
fn intended_level(word: &str, guesses: &Guesses) -> Option<&'static str> {
    if KNOWN.contains(&word) {
        return None;
    }
    let lower = word.to_lowercase();
    let is_cut =
        |known: &&&str| lower.len() >= SHORTEST && known.starts_with(lower.trim_end_matches('.'));
    let cut = KNOWN.iter().find(is_cut);
    cut.copied().or_else(|| guesses.nearest(&lower, KNOWN))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixed, warnings};

    #[test]
    fn a_level_cut_short_or_misspelt_is_warned_of() {
        assert_eq!(
            warnings("node a [level=assoc]"),
            ["W0510 the level `assoc` is almost the known level `associate`"]
        );
        for level in [
            "prof",
            "Professional",
            "profesional",
            "\"spec.\"",
            "speciality",
            "foundation",
        ] {
            let text = format!("node [level={level}]\nnode a");
            assert_eq!(warnings(&text).len(), 1, "{level}");
            assert_eq!(warnings(&fixed(&text, 0)), [""; 0], "{level}");
        }
    }

    #[test]
    fn others_are_not() {
        for level in ["pro", "expert", "done", "associate", "beginner"] {
            assert_eq!(
                warnings(&format!("node a [level={level}]")),
                [""; 0],
                "{level}"
            );
        }
    }
}
