//! Problems, as the client is told of them.

use std::collections::BTreeMap;

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, PublishDiagnosticsParams,
};

use super::convert::Converter;
use crate::compile::Analysis;
use crate::diagnostics::{self, Code, Severity};
use crate::source::Span;

/// What has been published, so that only what is new is sent.
#[derive(Default)]
pub(super) struct Published {
    files: Files,
}

/// No more problems of a file are published: nobody reads them, and editors suffer.
const MOST: usize = 1_000;

impl Published {
    /// What was last published of a file.
    pub(super) fn of(&self, uri: &str) -> &[Diagnostic] {
        self.files
            .get(uri)
            .map_or(&[], |(_, diagnostics)| diagnostics)
    }

    /// Notes what has been published of a file besides.
    pub(super) fn set(&mut self, params: &PublishDiagnosticsParams) {
        let of_file = (params.version, params.diagnostics.clone());
        self.files.insert(params.uri.as_str().to_owned(), of_file);
    }

    /// What is to be sent so that just these problems are known; files by their addresses.
    pub(super) fn replace(&mut self, mut files: Files) -> Vec<PublishDiagnosticsParams> {
        for uri in self.files.keys() {
            files.entry(uri.clone()).or_default();
        }
        let mut sent = Vec::new();
        for (uri, (version, diagnostics)) in files {
            let known = self.files.get(&uri);
            if known.is_some_and(|(known, same)| *known == version && *same == diagnostics) {
                continue;
            }
            // Of a file that is not open any more and has no problems, nothing need be known.
            match diagnostics.is_empty() && version.is_none() {
                true => self.files.remove(&uri),
                false => self
                    .files
                    .insert(uri.clone(), (version, diagnostics.clone())),
            };
            if let Ok(uri) = uri.parse() {
                sent.push(PublishDiagnosticsParams {
                    uri,
                    diagnostics,
                    version,
                });
            }
        }
        sent
    }
}

/// The problems of files by their addresses, each with the version of the text that they are of, if it is open.
pub(super) type Files = BTreeMap<String, (Option<i32>, Vec<Diagnostic>)>;

/// The problems of an analysis, by the address of the file in which they are.
pub(super) fn by_file(
    analysis: &Analysis,
    converter: &Converter<'_>,
) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut files: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for found in &analysis.diagnostics {
        let Some(place) = converter.location(analysis, found.span) else {
            continue;
        };
        let all = files.entry(place.uri.as_str().to_owned()).or_default();
        if all.len() < MOST {
            all.push(diagnostic(found, place, |span| {
                converter.location(analysis, span)
            }));
        }
    }
    files
}

pub(super) fn diagnostic(
    found: &diagnostics::Diagnostic,
    place: Location,
    location: impl Fn(Span) -> Option<Location>,
) -> Diagnostic {
    let related = found.others.iter().filter_map(|(span, label)| {
        Some(DiagnosticRelatedInformation {
            location: location(*span)?,
            message: label.clone(),
        })
    });
    let related: Vec<DiagnosticRelatedInformation> = related.collect();
    let is_unused = matches!(found.code, Code::UnusedCert | Code::EmptyGroup);
    Diagnostic {
        range: place.range,
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        code: Some(code(found)),
        source: Some("certdot".to_owned()),
        message: words(found),
        related_information: (!related.is_empty()).then_some(related),
        tags: is_unused.then(|| vec![DiagnosticTag::UNNECESSARY]),
        ..Diagnostic::default()
    }
}

/// Lines that were replaced by others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines {
    /// The first of them.
    pub(super) first: u32,
    /// The last of them, as it was counted before.
    pub(super) last: u32,
    /// How many there are more now.
    pub(super) more: i64,
}

/// The problems of a file after a change, as far as its spelling alone tells them: those of its spelling, and of the
/// others those that stand on other lines. Nothing if no problem of its spelling is new or gone: an editor moves those
/// that it knows with its text.
pub(super) fn respelled(
    known: &[Diagnostic],
    found: &[diagnostics::Diagnostic],
    lines: Lines,
    location: impl Fn(Span) -> Option<Location>,
) -> Option<Vec<Diagnostic>> {
    let is_of_spelling = |known: &&Diagnostic| match &known.code {
        Some(NumberOrString::String(code)) => code.starts_with("E01"),
        _ => false,
    };
    let same = |(known, found): (&Diagnostic, &diagnostics::Diagnostic)| {
        known.code == Some(code(found)) && known.message == words(found)
    };
    let of_spelling: Vec<&Diagnostic> = known.iter().filter(is_of_spelling).collect();
    let found = &found[..found.len().min(MOST)];
    if of_spelling.len() == found.len() && of_spelling.into_iter().zip(found).all(same) {
        return None;
    }
    let moved = |known: &Diagnostic| {
        let mut moved = known.clone();
        if known.range.end.line < lines.first {
            return Some(moved);
        }
        for place in [&mut moved.range.start, &mut moved.range.end] {
            place.line = (i64::from(place.line) + lines.more).max(0) as u32;
        }
        (known.range.start.line > lines.last).then_some(moved)
    };
    let others = known
        .iter()
        .filter(|known| !is_of_spelling(known))
        .filter_map(moved);
    let own = found
        .iter()
        .filter_map(|found| Some(diagnostic(found, location(found.span)?, &location)));
    let mut all: Vec<Diagnostic> = own.chain(others).collect();
    all.sort_by_key(|diagnostic| (diagnostic.range.start, diagnostic.range.end));
    Some(all)
}

fn code(found: &diagnostics::Diagnostic) -> NumberOrString {
    NumberOrString::String(found.code.name().to_owned())
}

/// What the terminal says of a problem, its places left out: those an editor shows.
fn words(found: &diagnostics::Diagnostic) -> String {
    let mut words = found.message.clone();
    if !found.label.is_empty() {
        words += &format!("\n{}", found.label);
    }
    for note in &found.notes {
        words += &format!("\nnote: {note}");
    }
    for help in &found.helps {
        words += &format!("\nhelp: {}", help.message);
    }
    words
}
