//! The problems that the client knows, so that only news is sent.

use std::collections::BTreeMap;

use lsp_types::{Diagnostic, PublishDiagnosticsParams};

/// The problems of files by their addresses, each with the version of the text that they are of, if it is open.
pub(super) type FileProblems = BTreeMap<String, (Option<i32>, Vec<Diagnostic>)>;

/// The problems that have been published.
#[derive(Default)]
pub(super) struct Published {
    files: FileProblems,
}

impl Published {
    /// The problems last published of a file.
    pub(super) fn of(&self, uri: &str) -> &[Diagnostic] {
        self.files
            .get(uri)
            .map_or(&[], |(_, diagnostics)| diagnostics)
    }

    /// Notes problems that have been published.
    pub(super) fn set(&mut self, params: &PublishDiagnosticsParams) {
        let of_file = (params.version, params.diagnostics.clone());
        self.files.insert(params.uri.as_str().to_owned(), of_file);
    }

    /// Notes all problems, and returns what to send so that the client knows them and no others.
    pub(super) fn replace(&mut self, mut files: FileProblems) -> Vec<PublishDiagnosticsParams> {
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
            if diagnostics.is_empty() && version.is_none() {
                self.files.remove(&uri);
            } else {
                let known = (version, diagnostics.clone());
                self.files.insert(uri.clone(), known);
            }
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
