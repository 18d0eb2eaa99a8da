//! Every fix can be made: what the advice tells to write is text that can be read.

use certdot::compile::Compilation;
use certdot::diagnostics::Help;

use crate::programs::programs;
use crate::project::{compiled, compiled_alone};
use crate::runs::holds;
use crate::survival::assert_sound;
use crate::texts::{slipped, soup};

/// Makes each fix by itself, and compiles what comes of it.
fn assert_fixable(compilation: &Compilation) {
    let helps = compilation
        .diagnostics
        .iter()
        .flat_map(|diagnostic| &diagnostic.helps);
    for help in helps.filter(|help| !help.edits.is_empty()) {
        assert_sound(&compiled(&fixed(compilation, help)));
    }
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
    let overlap = |pair: &[&certdot::diagnostics::Edit]| pair[0].span.end > pair[1].span.start;
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
    holds(300, slipped(), |text| assert_fixable(&compiled_alone(text)));
}

#[test]
fn in_any_tokens() {
    holds(1000, soup(), |text| assert_fixable(&compiled_alone(text)));
}

#[test]
fn in_any_program() {
    holds(300, programs(), |program| {
        assert_fixable(&compiled(&program.texts()))
    });
}
