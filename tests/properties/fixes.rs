//! Every fix can be made, and mends: what it is for is gone, and no error has come that was not there.

use certdot::compile::Analysis;
use certdot::compile::Compilation;
use certdot::diagnostics::{Code, Diagnostic, Edit, Help, Severity};
use certdot::resolve::Referent;

use proptest::prelude::*;

use crate::programs::{Dice, programs};
use crate::project::{analysed, compiled, file_name};
use crate::runs::holds;
use crate::survival::assert_sound;
use crate::texts::{slipped, soup};

/// Errors that show only when others are gone: what is fixed, what may come, and why.
const HIDDEN: &[(&str, &str)] = &[
    // What a statement means is asked when it can be read, and where it may stand: `use my file` in a group.
    ("E01", "E02"),
    ("E01", "E03"),
    ("E01", "E04"),
    ("E01", "E0114"),
];

/// Errors that show only when others are gone, and only of what is fixed: a value is looked at when its key is known.
const HIDDEN_THERE: &[(&str, &str)] = &[("E0401", "E0"), ("E0402", "E0")];

/// The most errors of a text whose fixes are judged: where most of a text is wrong, no line is what it seems.
const MOST_ERRORS: usize = 4;

/// How the names of programs are spelled where a slip is likely: the right way, and two wrong ones. One group is nearly
/// called as nodes are.
const SPELLINGS: [(&str, [&str; 3]); 7] = [
    ("a", ["security", "secuirty", "securty"]),
    ("b", ["networking", "netwroking", "networkin"]),
    ("c", ["storage", "storgae", "storaeg"]),
    ("d", ["database", "databsae", "datebase"]),
    ("g", ["platform", "platfrom", "paltform"]),
    ("h", ["operations", "opertaions", "operation"]),
    ("k", ["networkings", "networking", "networkigns"]),
];

/// Spells the names of a text in full, now and then wrong.
fn misspelled(text: &str, dice: &mut Dice) -> String {
    let words = text.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    let spelled = words.map(|word| {
        let name = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        match SPELLINGS.iter().find(|(known, _)| *known == name) {
            Some((_, ways)) => {
                let way = if dice.once_in(5) {
                    1 + dice.below(2)
                } else {
                    0
                };
                word.replacen(name, ways[way], 1)
            }
            None => word.to_owned(),
        }
    });
    spelled.collect()
}

/// Makes each fix by itself, and compiles what comes of it.
fn assert_fixable<B: AsRef<[u8]>>(files: &[B]) {
    let compilation = compiled(files);
    for (_, help) in fixes(&compilation) {
        assert_sound(&compiled(&fixed(files, &compilation, help)));
    }
}

/// The same, and looks for errors that it leaves or makes.
fn assert_mends<B: AsRef<[u8]>>(files: &[B]) {
    let before = &compiled(files);
    let is_judged = errors(before).count() <= MOST_ERRORS;
    for (problem, help) in fixes(before) {
        let after = compiled(&fixed(files, before, help));
        assert_sound(&after);
        if !is_judged {
            continue;
        }
        let told = |problem: &Diagnostic| (problem.code, problem.message.clone());
        let mut known: Vec<_> = errors(before).collect();
        known.retain(|other| !std::ptr::eq(*other, problem));
        for new in errors(&after) {
            let is_same = |old: &&Diagnostic| {
                told(old) == told(new) || old.code == new.code && place(help, old) == new.span.start
            };
            if let Some(at) = known.iter().position(is_same) {
                known.remove(at);
                continue;
            }
            let is_hidden = |(fixed, shown): &(&str, &str)| {
                problem.code.to_string().starts_with(fixed)
                    && new.code.to_string().starts_with(shown)
            };
            let is_there = || HIDDEN_THERE.iter().any(is_hidden) && is_there(help, &after, new);
            assert!(
                HIDDEN.iter().any(is_hidden) || is_there(),
                "{} {} ({}: {:?}) brings {} {}",
                problem.code,
                problem.message,
                help.message,
                help.edits,
                new.code,
                new.message
            );
        }
    }
}

fn errors(compilation: &Compilation) -> impl Iterator<Item = &Diagnostic> {
    let all = compilation.diagnostics.iter();
    all.filter(|problem| problem.severity == Severity::Error)
}

fn fixes(compilation: &Compilation) -> impl Iterator<Item = (&Diagnostic, &Help)> {
    let all = compilation.diagnostics.iter();
    all.flat_map(|problem| problem.helps.iter().map(move |help| (problem, help)))
        .filter(|(_, help)| !help.edits.is_empty())
}

/// Whether an error is one of the attribute that a fix has changed: it stands there, or says so beside its place.
fn is_there(help: &Help, after: &Compilation, error: &Diagnostic) -> bool {
    let start = help.edits[0].span.start;
    let rest = after.sources.rest(start);
    let length = rest.find([',', ';', ']', '\n']).unwrap_or(rest.len());
    let end = start + length as u32;
    let others = error.others.iter().map(|(span, _)| *span);
    others
        .chain([error.span])
        .any(|span| span.start <= end && span.end >= start)
}

/// Where a problem stands after a fix.
fn place(help: &Help, problem: &Diagnostic) -> u32 {
    let at = problem.span.start;
    let before = help.edits.iter().filter(|edit| edit.span.end <= at);
    before.fold(at, |at, edit| {
        at + edit.text.len() as u32 - (edit.span.end - edit.span.start)
    })
}

/// The files after all edits of one advice, as far as they were taken in.
fn fixed<B: AsRef<[u8]>>(before: &[B], compilation: &Compilation, help: &Help) -> Vec<Vec<u8>> {
    let sources = &compilation.sources;
    let mut files: Vec<Vec<u8>> = before.iter().map(|file| file.as_ref().to_vec()).collect();
    let index = |name: &str| (0..before.len()).find(|index| file_name(*index) == name);
    for (_, file) in sources.files() {
        if let Some(index) = index(file.name()) {
            files[index] = file.text().into();
        }
    }
    let mut edits: Vec<_> = help.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span.start);
    let overlap = |pair: &[&Edit]| pair[0].span.end > pair[1].span.start;
    assert!(!edits.windows(2).any(overlap), "{help:?}");
    for edit in edits.into_iter().rev() {
        let id = sources.file_at(edit.span.start);
        let file = sources.file(id);
        let [start, end] = [edit.span.start, edit.span.end].map(|at| (at - file.base()) as usize);
        let text = &mut files[index(file.name()).expect("a file that can be mended")];
        assert_ne!(
            text[start..end],
            *edit.text.as_bytes(),
            "a fix changes something: {help:?}"
        );
        text.splice(start..end, edit.text.bytes());
    }
    files
}

#[test]
fn in_samples_with_slips() {
    holds(300, slipped(), |text| assert_mends(&[text]));
}

#[test]
fn in_any_tokens() {
    holds(1000, soup(), |text| assert_fixable(&[text]));
}

#[test]
fn in_any_program() {
    holds(300, programs(), |program| assert_mends(&program.texts()));
}

#[test]
fn in_programs_with_misspelled_names() {
    let programs = (programs(), any::<u64>()).prop_map(|(program, seed)| {
        let mut dice = Dice::new(seed);
        let texts = program.texts();
        let texts = texts.iter().map(|text| misspelled(text, &mut dice));
        texts.collect::<Vec<String>>()
    });
    holds(300, programs, |texts| assert_mends(&texts));
}

/// The group, as a path, of what the last name means that begins in a stretch of text.
fn group_meant(analysis: &Analysis, from: u32, length: u32) -> String {
    let mut said = analysis.occurrences.iter();
    let last = said.rfind(|said| (from..from + length).contains(&said.span.start));
    let model = &analysis.model;
    let group = match last.expect("a name that means something").referent {
        Referent::Node(node) => model.nodes[node.index()].group,
        Referent::Group(group) => model.group(group).parent,
        other => panic!("{other:?}"),
    };
    let names = model.path(group).into_iter().map(|name| model.text(name));
    names.collect::<Vec<_>>().join("/")
}

#[test]
fn the_path_for_an_ambiguous_name_leads_to_the_one_that_it_is_for() {
    let found = std::cell::Cell::new(0);
    holds(1000, programs(), |program| {
        let files = &program.texts();
        let before = compiled(files);
        for (problem, help) in fixes(&before) {
            if problem.code != Code::AmbiguousName {
                continue;
            }
            let [edit] = &help.edits[..] else {
                panic!("{help:?}")
            };
            let after = analysed(&fixed(files, &before, help));
            let group = group_meant(&after, edit.span.start, edit.text.len() as u32);
            let promised = format!("use the path of the one in `{group}`");
            assert_eq!(help.message, promised, "{edit:?}");
            found.set(found.get() + 1);
        }
    });
    assert!(found.get() > 20, "{}", found.get());
}
