//! The advice that comes with edits: following it does away with the problem, and makes no other.

use std::fs;
use std::path::{Path, PathBuf};

use certdot::compile::Compilation;
use certdot::diagnostics::{Code, Diagnostic, Help};
use certdot::source::{Files, ReadError, Sources};

use crate::inputs::{Shelf, compiled_with, folder, names};

/// Where following the advice shows the next problem, which was hidden by the first: the input, what the advice puts
/// there, and the code that comes.
const SHOWS_ANOTHER: &[(&str, &str, Code)] = &[
    // A value in quotes is read as one value, and this one is CSS, not a colour of Graphviz's.
    ("E0119-values", "\"rgb(1, 2, 3)\"", Code::WrongValue),
    // Of two files in one statement, the second is not there.
    (
        "E0101-unexpected",
        "use \"skills.cert\"; use \"more.cert\"",
        Code::UnreadableFile,
    ),
];

/// The disk with some other text in one file.
struct Edited {
    path: PathBuf,
    text: String,
}

impl Files for Edited {
    fn canonical(&self, path: &Path) -> Result<PathBuf, ReadError> {
        Shelf.canonical(path)
    }

    fn start(&self, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        if path == self.path {
            Ok(self.text.clone().into())
        } else {
            Shelf.start(path, most)
        }
    }

    fn length(&self, path: &Path) -> Result<u64, ReadError> {
        Shelf.length(path)
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        Shelf.names(folder)
    }

    fn read_within(&self, root: &Path, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        if path == self.path {
            Ok(self.text.clone().into())
        } else {
            Shelf.read_within(root, path, most)
        }
    }

    fn names_within(&self, root: &Path, folder: &Path) -> Vec<String> {
        Shelf.names_within(root, folder)
    }
}

/// What comes of an input when the advice is followed.
fn followed(input: &str, help: &Help, sources: &Sources) -> Compilation {
    let file = sources.file(sources.file_at(help.edits[0].span.start));
    let mut edits: Vec<_> = help.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = file.text().to_owned();
    for edit in edits {
        let local = |at: u32| (at - file.base()) as usize;
        text.replace_range(local(edit.span.start)..local(edit.span.end), &edit.text);
    }
    let edited = Edited {
        path: folder().join(file.name()),
        text,
    };
    let bytes = if file.name() == input {
        edited.text.clone().into_bytes()
    } else {
        fs::read(folder().join(input)).unwrap()
    };
    compiled_with(input, &bytes, &edited)
}

/// A problem in words that stay the same when text before it is edited: its line is not told.
fn told(problem: &Diagnostic) -> String {
    format!("{} {}", problem.code, problem.message)
}

#[test]
fn advice_that_is_followed_does_away_with_the_problem() {
    let mut followed_in_all = 0;
    let mut wrong = Vec::new();
    let mut used = Vec::new();
    for name in names() {
        let input = format!("{name}.cert");
        let before = compiled_with(&input, &fs::read(folder().join(&input)).unwrap(), &Shelf);
        for problem in &before.diagnostics {
            for help in problem.helps.iter().filter(|help| !help.edits.is_empty()) {
                followed_in_all += 1;
                let after = followed(&input, help, &before.sources);
                let mut rest: Vec<String> = before.diagnostics.iter().map(told).collect();
                rest.remove(
                    rest.iter()
                        .position(|other| *other == told(problem))
                        .unwrap(),
                );
                for problem in &after.diagnostics {
                    if let Some(known) = rest.iter().position(|other| *other == told(problem)) {
                        rest.remove(known);
                        continue;
                    }
                    let text = &help.edits[0].text;
                    let shows = |(file, put, code): &&(&str, &str, Code)| {
                        *file == name && put == text && *code == problem.code
                    };
                    match SHOWS_ANOTHER.iter().find(shows) {
                        Some(known) => used.push(known),
                        None => wrong.push(format!(
                            "{name}: {} ({text}) brings {}",
                            help.message,
                            told(problem)
                        )),
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(followed_in_all > 100, "{followed_in_all}");
    for known in SHOWS_ANOTHER {
        assert!(used.contains(&known), "not so any more: {known:?}");
    }
}
