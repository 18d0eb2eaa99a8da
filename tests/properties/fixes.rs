//! Every fix can be made, and mends: what it is for is gone, and no error has come that was not there.

use certdot::compile::Compilation;
use certdot::diagnostics::{Diagnostic, Edit, Help, Severity};

use crate::programs::programs;
use crate::project::{compiled, compiled_alone};
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
    // A value is looked at when its key is known, and the rest of a path when its beginning is.
    ("E0401", "E0"),
    ("E0402", "E0"),
    ("E0201", "E0201"),
    ("E0212", "E0212"),
    // What a row or a path says must be there; declared in one place, it is no longer in the other.
    ("W0503", "E0201"),
    ("W0503", "E0212"),
    // The name that is nearest may be a group's, around the chain.
    ("W0501", "E0210"),
];

/// The most errors of a text whose fixes are judged: where most of a text is wrong, no line is what it seems.
const MOST_ERRORS: usize = 4;

/// Makes each fix by itself, and compiles what comes of it.
fn assert_fixable(compilation: &Compilation) {
    for (_, help) in fixes(compilation) {
        assert_sound(&compiled(&fixed(compilation, help)));
    }
}

/// The same, and looks for errors that it leaves or makes.
fn assert_mends(before: &Compilation) {
    let is_judged = errors(before).count() <= MOST_ERRORS;
    for (problem, help) in fixes(before) {
        let after = compiled(&fixed(before, help));
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
            assert!(
                HIDDEN.iter().any(is_hidden),
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

/// Where a problem stands after a fix.
fn place(help: &Help, problem: &Diagnostic) -> u32 {
    let at = problem.span.start;
    let before = help.edits.iter().filter(|edit| edit.span.end <= at);
    before.fold(at, |at, edit| {
        at + edit.text.len() as u32 - (edit.span.end - edit.span.start)
    })
}

/// The files after all edits of one advice.
fn fixed(compilation: &Compilation, help: &Help) -> Vec<String> {
    let sources = &compilation.sources;
    let mut files: Vec<String> = sources
        .files()
        .map(|(_, file)| file.text().to_owned())
        .collect();
    let mut edits: Vec<_> = help.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span.start);
    let overlap = |pair: &[&Edit]| pair[0].span.end > pair[1].span.start;
    assert!(!edits.windows(2).any(overlap), "{help:?}");
    for edit in edits.into_iter().rev() {
        let id = sources.file_at(edit.span.start);
        let base = sources.file(id).base();
        let range = (edit.span.start - base) as usize..(edit.span.end - base) as usize;
        let text = &mut files[id.index()];
        assert_ne!(
            text[range.clone()],
            edit.text,
            "a fix changes something: {help:?}"
        );
        text.replace_range(range, &edit.text);
    }
    files
}

#[test]
fn in_samples_with_slips() {
    holds(300, slipped(), |text| assert_mends(&compiled_alone(text)));
}

#[test]
fn in_any_tokens() {
    holds(1000, soup(), |text| assert_fixable(&compiled_alone(text)));
}

#[test]
fn in_any_program() {
    holds(300, programs(), |program| {
        assert_mends(&compiled(&program.texts()))
    });
}
