//! Problems, as the client is told of them.

use std::collections::BTreeMap;

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, PublishDiagnosticsParams,
};

use super::convert::Converter;
use crate::compile::Analysis;
use crate::diagnostics::{self, Code, Severity};

/// What has been published, so that only what is new is sent.
#[derive(Default)]
pub(super) struct Published {
    files: Files,
}

/// No more problems of a file are published: nobody reads them, and editors suffer.
const MOST: usize = 1_000;

impl Published {
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
            all.push(diagnostic(found, place, analysis, converter));
        }
    }
    files
}

pub(super) fn diagnostic(
    found: &diagnostics::Diagnostic,
    place: Location,
    analysis: &Analysis,
    converter: &Converter<'_>,
) -> Diagnostic {
    let related = found.others.iter().filter_map(|(span, label)| {
        Some(DiagnosticRelatedInformation {
            location: converter.location(analysis, *span)?,
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
        code: Some(NumberOrString::String(found.code.name().to_owned())),
        source: Some("certdot".to_owned()),
        message: words(found),
        related_information: (!related.is_empty()).then_some(related),
        tags: is_unused.then(|| vec![DiagnosticTag::UNNECESSARY]),
        ..Diagnostic::default()
    }
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
