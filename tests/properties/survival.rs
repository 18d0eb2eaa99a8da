//! No input makes the compiler panic, and all it says has its place.

use certdot::compile::Compilation;
use certdot::diagnostics::render::{human, short};
use certdot::diagnostics::{Severity, to_json};
use certdot::source::Span;
use proptest::collection::vec;

use crate::programs::programs;
use crate::project::{SAMPLES, compiled, compiled_alone, dot};
use crate::runs::holds;
use crate::texts::{bytes, characters, slipped, soup, texts};

/// Asks for everything that a compilation has to tell.
#[track_caller]
pub fn assert_sound(compilation: &Compilation) {
    assert_placed(compilation);
    for diagnostic in &compilation.diagnostics {
        let obeyed = |character: char| character.is_control() && character != '\n';
        for shown in [
            human(diagnostic, &compilation.sources, false),
            short(diagnostic, &compilation.sources),
        ] {
            assert!(!shown.contains(obeyed), "{shown:?}");
        }
        let json = to_json(diagnostic, &compilation.sources);
        assert!(
            !json.contains(|character: char| character.is_control()),
            "{json:?}"
        );
        let read: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
        assert_eq!(read["message"], diagnostic.message.as_str());
        human(diagnostic, &compilation.sources, true);
    }
    let dot = dot(compilation);
    if compilation.count(Severity::Error) > 0 {
        assert!(compilation.model.is_none());
        assert!(compilation.to_graph().is_none());
        assert!(dot.is_empty(), "an error, and yet something is written");
    } else {
        assert!(compilation.to_graph().is_some());
        let dot = std::str::from_utf8(&dot).expect("DOT is UTF-8");
        assert!(
            dot.starts_with("digraph \"") && dot.ends_with("}\n"),
            "{dot}"
        );
    }
}

/// Each place lies in its file, between characters; and the places are in the order of the sources.
#[track_caller]
fn assert_placed(compilation: &Compilation) {
    let sources = &compilation.sources;
    let check = |span: Span| {
        let file = sources.file(sources.file_at(span.start));
        let text = file.text();
        let (start, end) = (span.start - file.base(), span.end - file.base());
        assert!(start <= end && end as usize <= text.len(), "{span:?}");
        assert!(text.is_char_boundary(start as usize) && text.is_char_boundary(end as usize));
    };
    for diagnostic in &compilation.diagnostics {
        assert!(!diagnostic.message.is_empty());
        check(diagnostic.span);
        diagnostic.others.iter().for_each(|(span, _)| check(*span));
        let edits = diagnostic.helps.iter().flat_map(|help| &help.edits);
        edits.for_each(|edit| check(edit.span));
    }
    assert!(
        compilation
            .diagnostics
            .is_sorted_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end))
    );
}

#[test]
fn any_bytes_are_survived() {
    holds(500, bytes(), |text| assert_sound(&compiled_alone(text)));
}

#[test]
fn any_characters_are_survived() {
    holds(500, characters(), |text| {
        assert_sound(&compiled_alone(text))
    });
}

#[test]
fn any_tokens_are_survived() {
    holds(3000, soup(), |text| assert_sound(&compiled_alone(text)));
}

#[test]
fn any_slip_in_a_sample_is_survived() {
    holds(1000, slipped(), |text| assert_sound(&compiled_alone(text)));
}

#[test]
fn any_program_is_survived() {
    holds(1000, programs(), |program| {
        assert_sound(&compiled(&program.texts()))
    });
}

#[test]
fn any_texts_that_use_each_other_are_survived() {
    holds(500, vec(texts(), 2..4), |mut files| {
        for (index, file) in files.iter_mut().enumerate() {
            file.extend(format!("\nuse \"{}.cert\"\nuse \"0.cert\"", index + 1).bytes());
        }
        assert_sound(&compiled(&files));
    });
}

#[test]
fn a_sample_cut_anywhere_is_survived() {
    for sample in SAMPLES {
        for end in 0..=sample.len() {
            assert_sound(&compiled_alone(&sample.as_bytes()[..end]));
        }
    }
}
