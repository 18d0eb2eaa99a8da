//! W0501: a name that was made by being said, and is one or two letters from a known one.

use hashbrown::HashSet;

use crate::ast::spelled;
use crate::diagnostics::render::quoted;
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::model::Model;
use crate::nearest::{Nearest, Sieve};

/// How many of the nearest names are looked at.
const MOST_CANDIDATES: usize = 4;

pub(super) fn check(model: &Model, collector: &mut Collector) {
    let undeclared = model.nodes.iter().filter(|node| !node.is_declared);
    let mut unknown: HashSet<&str> = undeclared.map(|node| model.text(node.name)).collect();
    if unknown.is_empty() {
        return;
    }
    let groups: HashSet<&str> = model
        .groups
        .iter()
        .skip(1)
        .map(|group| model.text(group.name))
        .collect();
    let declared = model
        .nodes
        .iter()
        .filter(|node| node.is_declared)
        .map(|node| node.name);
    let known = || {
        declared
            .clone()
            .chain(model.certs.iter().map(|cert| cert.name))
            .chain(model.styles.iter().map(|style| style.name))
            .map(|name| model.text(name))
            .chain(groups.iter().copied())
    };
    for name in known() {
        unknown.remove(name);
    }
    if unknown.is_empty() {
        return;
    }
    let sieve = Sieve::new(unknown.iter().copied());
    let mut near: Vec<&str> = known().filter(|name| sieve.lets_through(name)).collect();
    near.sort_unstable();
    near.dedup();
    let nearest = Nearest::new(near);
    let mut seen = HashSet::new();
    for node in model.nodes.iter().filter(|node| !node.is_declared) {
        let name = model.text(node.name);
        if !unknown.contains(name) || !seen.insert(name) {
            continue;
        }
        let near = nearest.find_all(name, MOST_CANDIDATES);
        // `step1` and `step2` are neighbours, not slips; nor is `networking` in a group `Networking`.
        let is_slip = |near: &&&str| {
            letters(near).ne(letters(name))
                && !(groups.contains(**near) && near.to_lowercase() == name.to_lowercase())
        };
        if let Some(near) = near.iter().find(is_slip) {
            collector.push(
                Diagnostic::new(
                    Code::AlmostKnown,
                    node.at,
                    format!(
                        "nothing declares {}, but there is {}",
                        quoted(name),
                        quoted(near)
                    ),
                )
                .label("a node is made of it by saying it")
                .fix(
                    format!("perhaps you meant {}", quoted(near)),
                    node.at,
                    spelled(near),
                )
                .help(format!(
                    "if it is right as it stands, declare it: `node {}`",
                    spelled(name)
                )),
            );
        }
    }
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
            ["W0501 nothing declares `secuirty`, but there is `security`"]
        );
        assert_eq!(
            warnings("cert sa_assoc\nnode sa_assoc\nsa_asoc >> x"),
            ["W0501 nothing declares `sa_asoc`, but there is `sa_assoc`"]
        );
    }

    #[test]
    fn neighbours_and_strangers_are_not() {
        assert_eq!(warnings("node step1\nstep2 >> step3"), [""; 0]);
        assert_eq!(warnings("node az-900\naz-901 >> x"), [""; 0]);
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
