//! W0501 again: two undeclared names that are almost the same.
//!
//! Neither is known to be right, so this is more careful than the rule for declared names. Two names are alike
//! if they differ in case or in `-`, `_` and spaces only; or if they differ in one word of five letters or more, which
//! begins with the same letter in both, and not in its last letter alone: `step1` and `step2`, `team_a` and `team_b`,
//! `az-900` and `ai-900`, `test` and `tests` are neighbors. One letter may be wrong, or two in words of eight letters or
//! more if the other name is used more often.

use hashbrown::{HashMap, HashSet};

use super::almost_known::replacements;
use super::unknown::Unknown;
use super::written::Written;
use crate::ast::spell;
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Collector, Diagnostic};
use crate::model::Node;
use crate::nearest::pairs;

/// Words with fewer letters have too many neighbours.
const SHORTEST: usize = 5;

/// In words with fewer letters, two wrong letters make another word.
const SHORTEST_OF_TWO: usize = 8;

/// With more words than these, names are made by a program, and nobody reads messages about them.
const MOST_WORDS: usize = 8192;

/// Two names that may be one, by their places in the list of the unknown ones.
#[derive(Clone, Copy)]
struct Pair {
    first: usize,
    second: usize,
    /// Whether only the number of uses can show that it is a typo.
    is_far: bool,
}

pub(super) fn check(written: &Written<'_>, unknown: &Unknown<'_>, collector: &mut Collector) {
    let mut pairs = alike(unknown);
    pairs.extend(a_word_apart(unknown));
    if pairs.is_empty() {
        return;
    }
    let named = |index: usize| unknown.nodes[index].0;
    let wanted: HashSet<&str> = pairs
        .iter()
        .flat_map(|pair| [named(pair.first), named(pair.second)])
        .collect();
    let places = written.places(&wanted);
    let count = |index: usize| places.get(named(index)).map_or(0, Vec::len);
    pairs.sort_by_key(|pair| (pair.is_far, pair.second, pair.first));
    let mut slips: HashMap<usize, usize> = HashMap::new();
    for pair in pairs {
        let (first, second) = (count(pair.first), count(pair.second));
        // Of two that are used as often, the first one counts as right.
        let (slip, right) = if first < second {
            (pair.first, pair.second)
        } else {
            (pair.second, pair.first)
        };
        if pair.is_far && first == second || slips.contains_key(&right) {
            continue;
        }
        // With a label each, both are meant.
        let label = |index: usize| unknown.nodes[index].1.label;
        if label(slip).is_some() && label(right).is_some() {
            continue;
        }
        slips.entry(slip).or_insert(right);
    }
    for (index, (name, node)) in unknown.nodes.iter().enumerate() {
        if let Some(right) = slips.get(&index) {
            let (other, known) = unknown.nodes[*right];
            let edits = replacements(places.get(*name), &spell(other));
            collector.push(
                diagnostic((name, node), (other, known))
                    .fix_with(format!("did you mean {}?", quote(other)), edits)
                    .help(format!(
                        "if both names are correct, declare them: `node {}, {}`",
                        spell(other),
                        spell(name)
                    )),
            );
        }
    }
}

fn diagnostic((name, node): (&str, &Node), (other, known): (&str, &Node)) -> Diagnostic {
    Diagnostic::new(
        Code::AlmostKnown,
        node.at,
        format!(
            "{} and {} are almost the same, and neither is declared",
            quote(name),
            quote(other)
        ),
    )
    .label("implicitly declared here")
    .also(known.at, "the other is implicitly declared here")
}

/// Names that differ in case or in `-`, `_` and blanks only.
fn alike(unknown: &Unknown<'_>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut first: HashMap<String, usize> = HashMap::new();
    for (second, (name, _)) in unknown.nodes.iter().enumerate() {
        let Some(key) = fold(name) else { continue };
        match first.entry(key) {
            hashbrown::hash_map::Entry::Occupied(first) => pairs.push(Pair {
                first: *first.get(),
                second,
                is_far: false,
            }),
            hashbrown::hash_map::Entry::Vacant(place) => drop(place.insert(second)),
        }
    }
    pairs
}

/// A name without case and marks, if it has letters enough. What parts two numbers stays: `1-1` is not `11`.
fn fold(name: &str) -> Option<String> {
    let mut key = String::with_capacity(name.len());
    let mut letters = 0;
    let mut after_number = false;
    let mut is_parted = false;
    for character in name.chars() {
        match character {
            '-' | '_' | ' ' => is_parted = true,
            _ if character.is_numeric() => {
                if after_number && is_parted {
                    key.push('-');
                }
                key.push(character);
                (after_number, is_parted) = (true, false);
            }
            _ => {
                letters += 1;
                key.extend(character.to_lowercase());
                (after_number, is_parted) = (false, false);
            }
        }
    }
    (letters >= SHORTEST).then_some(key)
}

/// Names that differ in one word, by a typo.
fn a_word_apart(unknown: &Unknown<'_>) -> Vec<Pair> {
    let mut of_word: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut words = Vec::new();
    for (index, (name, _)) in unknown.nodes.iter().enumerate() {
        for word in words_of(name) {
            let names = of_word.entry(word).or_insert_with(|| {
                words.push(word);
                Vec::new()
            });
            if names.last() != Some(&index) {
                names.push(index);
            }
        }
    }
    if words.len() < 2 || words.len() > MOST_WORDS {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for (one, other, slips) in pairs(&words) {
        let (one, other) = (words[one], words[other]);
        if !is_slip(one, other, slips) {
            continue;
        }
        if numbers.is_empty() {
            numbers = (0..)
                .zip(&unknown.nodes)
                .map(|(index, (name, _))| (*name, index))
                .collect();
        }
        // The fewer names are looked through.
        let (from, to) = if of_word[one].len() <= of_word[other].len() {
            (one, other)
        } else {
            (other, one)
        };
        for index in &of_word[from] {
            let name = unknown.nodes[*index].0;
            let changed = name.replacen(from, to, 1);
            if let Some(known) = numbers.get(&*changed) {
                found.push(Pair {
                    first: *index.min(known),
                    second: *index.max(known),
                    is_far: slips > 1,
                });
            }
        }
    }
    found
}

/// The words of a name that are long enough.
fn words_of(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphabetic())
        .filter(|word| word.len() >= SHORTEST && word.chars().count() >= SHORTEST)
}

/// Whether words that are so many letters apart may be one, misspelt.
fn is_slip(one: &str, other: &str, slips: usize) -> bool {
    let first = |word: &str| word.chars().next().map(|c| c.to_lowercase().to_string());
    let length = one.chars().count().min(other.chars().count());
    let stem = |word: &str| match word.char_indices().next_back() {
        Some((last, _)) => word[..last].to_owned(),
        None => String::new(),
    };
    let is_by_end = stem(one) == stem(other) || stem(one) == other || one == stem(other);
    let is_near = slips == 1 || slips == 2 && length >= SHORTEST_OF_TWO;
    is_near && first(one) == first(other) && !is_by_end
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{fixed, warnings};

    #[test]
    fn two_spellings_of_a_name_are_warned_of() {
        assert_eq!(
            warnings("node devops >> x\nnode y >> devpos"),
            ["W0501 `devpos` and `devops` are almost the same, and neither is declared"]
        );
        assert_eq!(
            warnings("practise >> exam\nlearn >> practice >> exam\nx >> practice"),
            ["W0501 `practise` and `practice` are almost the same, and neither is declared"],
            "the one said more often is right"
        );
        assert_eq!(
            warnings("learn_git >> x\ny >> learn-git"),
            ["W0501 `learn-git` and `learn_git` are almost the same, and neither is declared"]
        );
        assert_eq!(warnings("Docker >> x\ny >> docker").len(), 1);
        assert_eq!(
            warnings("module_network_1 >> x\ny >> module_netwrok_1").len(),
            1
        );
        assert_eq!(
            warnings("kubernetes >> x\ny >> kubernetes\nz >> kubrnets").len(),
            1
        );
    }

    #[test]
    fn the_fix_mends_each_place() {
        let text = "devpos >> x\nnode y >> devops >> z\ndevops >> a\nb >> \"devpos\"\ndevops >> c";
        let right = text
            .replace("\"devpos\"", "devops")
            .replace("devpos", "devops");
        assert_eq!(fixed(text, 0), right);
        assert_eq!(warnings(&right), [""; 0]);
    }

    #[test]
    fn neighbours_are_not() {
        for text in [
            "step1 >> step2 >> step3",
            "team_a >> team_b",
            "teams_a_x >> teams_b_x",
            "zz-900 >> zi-900 >> zz-104",
            "tests >> test",
            "employer >> employee",
            "testing >> resting",
            "backend1 >> backend2",
            "step-1-1 >> step-11",
            "read >> reed",
            "design >> deploy",
            "platform >> platforms",
            "kubernetes >> kubrnets",
            "practise \"By hand\" >> practice \"By law\"",
            "group a { frontend >> x }\ngroup b { frontend >> y }",
        ] {
            assert_eq!(warnings(text), [""; 0], "{text}");
        }
        assert_eq!(warnings("node devops, devpos\ndevops >> devpos"), [""; 0]);
    }
}
