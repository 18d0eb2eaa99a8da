//! Problems, as the protocol has them.

use std::collections::BTreeMap;

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString,
};

use super::convert::Converter;
use crate::compile::Analysis;
use crate::diagnostics::{self, Code, Severity};
use crate::source::Span;

/// No more problems of a file are published: nobody reads them, and editors suffer.
pub(super) const MOST_PROBLEMS: usize = 1_000;

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
        if all.len() < MOST_PROBLEMS {
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
        message: message(found),
        related_information: (!related.is_empty()).then_some(related),
        tags: is_unused.then(|| vec![DiagnosticTag::UNNECESSARY]),
        ..Diagnostic::default()
    }
}

pub(super) fn code(found: &diagnostics::Diagnostic) -> NumberOrString {
    NumberOrString::String(found.code.name().to_owned())
}

/// The terminal's text of a problem, without the places: an editor shows those.
pub(super) fn message(found: &diagnostics::Diagnostic) -> String {
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
