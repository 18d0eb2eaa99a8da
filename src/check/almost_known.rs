//! W0501: an implicitly declared name that is one or two letters from a known one.

use hashbrown::{HashMap, HashSet};

use super::unknown::{Unknown, declared_names};
use super::written::Written;
use crate::ast::spell;
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Collector, Diagnostic, Edit};
use crate::nearest::{Nearest, Sieve};

/// How many of the nearest names are looked at.
const MOST_CANDIDATES: usize = 4;

pub(super) fn check(written: &Written<'_>, unknown: &mut Unknown<'_>, collector: &mut Collector) {
    let model = written.model;
    let names = unknown.names();
    if names.is_empty() {
        return;
    }
    let groups: HashSet<&str> = model
        .groups
        .iter()
        .skip(1)
        .map(|group| model.text(group.name))
        .collect();
    let sieve = Sieve::new(names.iter().copied());
    let mut near: Vec<&str> = declared_names(model)
        .filter(|name| sieve.lets_through(name))
        .collect();
    if near.is_empty() {
        return;
    }
    near.sort_unstable();
    near.dedup();
    let nearest = Nearest::new(near);
    let mut slips: HashMap<&str, &str> = HashMap::new();
    for (name, _) in &unknown.nodes {
        let near = nearest.find_all(name, MOST_CANDIDATES);
        // `step1` and `step2` are neighbors, not typos; so are `saa` and `sap`, `n10` and `g10`, and `networking` in a
        // group `Networking`.
        let is_slip = |near: &&&str| {
            let are_neighbours = letters(near).eq(letters(name))
                || are_short_neighbours(near, name)
                || is_numbered(near) && is_numbered(name)
                || groups.contains(**near) && near.to_lowercase() == name.to_lowercase();
            !are_neighbours
        };
        if let Some(near) = near.iter().find(is_slip) {
            slips.insert(name, near);
        }
    }
    let styles: HashSet<&str> = model
        .styles
        .iter()
        .map(|style| model.text(style.name))
        .collect();
    let as_styles: HashSet<&str> = slips
        .iter()
        .filter(|(_, near)| styles.contains(*near))
        .map(|(name, _)| *name)
        .collect();
    if !as_styles.is_empty() {
        // An edge style is only between arrows.
        for name in written.no_links(&as_styles) {
            slips.remove(name.as_str());
        }
    }
    if slips.is_empty() {
        return;
    }
    let places = written.places(&slips.keys().copied().collect());
    for (name, node) in &unknown.nodes {
        let Some(near) = slips.get(name) else {
            continue;
        };
        let problem = Diagnostic::new(
            Code::AlmostKnown,
            node.at,
            format!("{} is not declared, but {} is", quote(name), quote(near)),
        )
        .label("implicitly declared here");
        let edits = replacements(places.get(*name), &spell(near));
        collector.push(
            problem
                .fix_with(format!("did you mean {}?", quote(near)), edits)
                .help(format!(
                    "if the name is correct, declare it: `node {}`",
                    spell(name)
                )),
        );
    }
    unknown.nodes.retain(|(name, _)| !slips.contains_key(name));
}

/// The edits that put one text in the place of each of several.
pub(super) fn replacements(places: Option<&Vec<crate::source::Span>>, text: &str) -> Vec<Edit> {
    let edit = |span: &crate::source::Span| Edit {
        span: *span,
        text: text.to_owned(),
    };
    places.into_iter().flatten().map(edit).collect()
}

/// Whether two names have three letters and differ in the last of them, as abbreviations do.
fn are_short_neighbours(one: &str, other: &str) -> bool {
    let but_last = |name: &str| {
        let (at, _) = name.char_indices().nth(2)?;
        (name[at..].chars().count() == 1).then(|| name[..at].to_lowercase())
    };
    but_last(one).is_some() && but_last(one) == but_last(other)
}

/// Whether a name is a number with a letter or two, as codes are: `az-900`, `n10`.
fn is_numbered(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters < 3 && name.chars().any(char::is_numeric)
}

fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|character| !character.is_numeric())
}

#[cfg(test)]
mod tests {
    use crate::check::tests::warnings;

    #[test]
    fn a_slip_is_warned_of() {
        assert_eq!(
            warnings("node security\nnetworking >> secuirty"),
            ["W0501 `secuirty` is not declared, but `security` is"]
        );
        assert_eq!(
            warnings("cert sa_assoc\nnode sa_assoc\nsa_asoc >> x"),
            ["W0501 `sa_asoc` is not declared, but `sa_assoc` is"]
        );
    }

    #[test]
    fn neighbours_and_strangers_are_not() {
        assert_eq!(warnings("node step1\nstep2 >> step3"), [""; 0]);
        assert_eq!(warnings("node az-900\naz-901 >> x"), [""; 0]);
        assert_eq!(warnings("node az-900\nai-900 >> x"), [""; 0]);
        assert_eq!(warnings("group g10 { node x }\nn10 >> x"), [""; 0]);
        assert_eq!(warnings("node cka\ncks >> x"), [""; 0]);
        assert_eq!(warnings("node cka\nkca >> x").len(), 1);
        assert_eq!(
            warnings("group \"Networking\" { a >> networking }"),
            [""; 0]
        );
        assert_eq!(warnings("node apple\nbanana >> cherry"), [""; 0]);
        assert_eq!(
            warnings("node security, secuirty"),
            [""; 0],
            "both are declared"
        );
    }
}
