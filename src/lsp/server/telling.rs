//! Problems are told: those of spelling at once, all of them when there is time.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use lsp_types::notification as to;
use lsp_types::{Diagnostic, DiagnosticSeverity, Location, PublishDiagnosticsParams};

use super::Server;
use crate::lsp::publish::{self, by_file};
use crate::parse::settle;
use crate::source::{Span, sanitize};

impl Server {
    /// Tells at once of what is wrong with how a document is written, or is not any more: compiling takes longer.
    pub(super) fn publish_spelling(&mut self, key: &Path) {
        let encoding = self.client.encoding;
        let Some(document) = self.documents.get_mut(key) else {
            return;
        };
        let count = document.lines().count();
        let before = std::mem::replace(&mut document.lines_published, count);
        let (text, _) = sanitize(document.text.clone().into_bytes());
        let lines = document.known_lines();
        let location = |span: Span| {
            let range = lines.range(&document.text, span.shifted(document.mark()), encoding);
            Some(Location::new(document.uri.clone(), range))
        };
        let known = self.published.of(document.uri.as_str());
        let told = self.shelf.parse(&document.path, &text, |parse, change| {
            let change = change?;
            let place = |at| location(Span::at(at)).map_or(0, |place| place.range.start.line);
            let more = i64::from(count) - i64::from(before);
            let lines = publish::Lines {
                first: place(change.start),
                last: (i64::from(place(change.new_end)) - more).max(0) as u32,
                more,
            };
            let settled = settle(&text, &parse.tree, Cow::Borrowed(&parse.diagnostics), 0);
            publish::respelled(known, &settled.diagnostics, lines, location)
        });
        if let Some(diagnostics) = told {
            let params = PublishDiagnosticsParams {
                uri: document.uri.clone(),
                diagnostics,
                version: Some(document.version),
            };
            self.published.set(&params);
            self.notify::<to::PublishDiagnostics>(params);
        }
    }

    pub(super) fn publish(&mut self) {
        self.watch_all();
        let mut files = publish::Files::new();
        let keys: Vec<PathBuf> = self.documents.keys().cloned().collect();
        for document in self.documents.values_mut() {
            document.lines_published = document.lines().count();
            let uri = document.uri.as_str().to_owned();
            files.insert(uri, (Some(document.version), Vec::new()));
        }
        for key in keys {
            let Some(analysis) = self.analysis(&key) else {
                continue;
            };
            let own = self
                .documents
                .get(&key)
                .map(|document| document.uri.as_str().to_owned());
            for (uri, found) in by_file(&analysis, &self.converter()) {
                let is_open = files
                    .get(&uri)
                    .is_some_and(|(version, _)| version.is_some());
                let (_, all) = files.entry(uri.clone()).or_default();
                // Of a file that is open, its own problems are told, and those that others have with it.
                let is_own = own.as_ref() == Some(&uri);
                for diagnostic in found {
                    let is_news = is_own
                        || !(is_open && is_told_by_itself(&diagnostic)
                            || all.contains(&diagnostic));
                    if is_news {
                        all.push(diagnostic);
                    }
                }
            }
        }
        for params in self.published.replace(files) {
            self.notify::<to::PublishDiagnostics>(params);
        }
    }
}

/// Whether a problem of a file is told, or rightly not told, when that file is looked at by itself: its spelling is, and
/// warnings are about a whole.
fn is_told_by_itself(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Some(DiagnosticSeverity::WARNING)
}
