//! Publishes problems: syntax errors at once, everything when there is time.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use lsp_types::notification as to;
use lsp_types::{Diagnostic, DiagnosticSeverity, Location, PublishDiagnosticsParams};

use super::outbox::Outbox;
use super::panics::catch;
use super::published::{FileProblems, Published};
use super::syntax_errors::{ChangedLines, problems_after_change};
use crate::lsp::diagnostics::by_file;
use crate::lsp::events::Event;
use crate::lsp::workspace::Workspace;
use crate::parse::file_problems;
use crate::source::Span;
use crate::watch::Watch;

/// Which problems the client knows, and which documents have changed since.
pub(super) struct Problems {
    published: Published,
    /// How many lines documents had when their problems were last published; by their keys.
    line_counts: BTreeMap<PathBuf, u32>,
    /// The keys of documents that have changed and have not been parsed since.
    unparsed: BTreeSet<PathBuf>,
    /// Whether something has changed that has not been published.
    is_stale: bool,
    watch: Watch,
}

/// How many times files are read again because their folders are new.
const MOST_ROUNDS: usize = 4;

impl Problems {
    /// No problems yet. Sends changes on the disk as events.
    pub(super) fn new(events: Sender<Event>) -> Problems {
        Problems {
            published: Published::default(),
            line_counts: BTreeMap::new(),
            unparsed: BTreeSet::new(),
            is_stale: false,
            watch: Watch::new(move |paths| {
                // Without a server, nobody wants to know.
                let _ = events.send(Event::Disk(paths));
            }),
        }
    }

    pub(super) fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// Notes that something has changed.
    pub(super) fn invalidate(&mut self) {
        self.is_stale = true;
    }

    /// Notes that the text of a document has changed.
    pub(super) fn invalidate_text(&mut self, key: PathBuf) {
        self.unparsed.insert(key);
        self.is_stale = true;
    }

    /// Publishes what comes next: the syntax errors of one changed document, or all problems.
    pub(super) fn publish_next(&mut self, workspace: &mut Workspace, outbox: &Outbox) {
        let next = self.unparsed.pop_first();
        self.is_stale = next.is_some();
        let done = catch(|| match next {
            Some(key) => self.publish_syntax_errors(&key, workspace, outbox),
            None => self.publish_all(workspace, outbox),
        });
        if let Err(bug) = done {
            outbox.log(bug);
        }
    }

    /// Publishes the syntax errors of a document, if they have changed: compiling takes longer.
    fn publish_syntax_errors(&mut self, key: &Path, workspace: &mut Workspace, outbox: &Outbox) {
        let encoding = workspace.client().encoding;
        let found = workspace.parse(key, |document, text, parse, change| {
            let count = document.lines().count();
            let before = self.line_counts.insert(key.to_path_buf(), count);
            let change = change?;
            let place = |at| document.range(Span::at(at), encoding).start.line;
            let more = i64::from(count) - i64::from(before.unwrap_or(0));
            let lines = ChangedLines {
                first: place(change.start),
                last: (i64::from(place(change.new_end)) - more).max(0) as u32,
                more,
            };
            let settled = file_problems(text, &parse.tree, Cow::Borrowed(&parse.diagnostics), 0);
            let location = |span| {
                let range = document.range(span, encoding);
                Some(Location::new(document.uri.clone(), range))
            };
            let known = self.published.of(document.uri.as_str());
            let diagnostics = problems_after_change(known, &settled.diagnostics, lines, location)?;
            Some(PublishDiagnosticsParams {
                uri: document.uri.clone(),
                diagnostics,
                version: Some(document.version),
            })
        });
        if let Some(params) = found.flatten() {
            self.published.set(&params);
            outbox.notify::<to::PublishDiagnostics>(params);
        }
    }

    fn publish_all(&mut self, workspace: &mut Workspace, outbox: &Outbox) {
        self.watch_folders(workspace);
        self.line_counts.clear();
        let keys = workspace.keys();
        let mut files = FileProblems::new();
        for key in &keys {
            if let Some(document) = workspace.document(key) {
                let count = document.lines().count();
                self.line_counts.insert(key.clone(), count);
                let uri = document.uri.as_str().to_owned();
                files.insert(uri, (Some(document.version), Vec::new()));
            }
        }
        for key in keys {
            add_problems(&mut files, &key, workspace);
        }
        for params in self.published.replace(files) {
            outbox.notify::<to::PublishDiagnostics>(params);
        }
    }

    /// Watches the folders of all files that are compiled. A file that was read before its folder was watched may have
    /// changed unseen, so it is read again: what is published then stays true until the watch reports a change.
    fn watch_folders(&mut self, workspace: &mut Workspace) {
        // Files that are read again seldom lead to more folders.
        for _ in 0..MOST_ROUNDS {
            let folders = workspace.folders_of_files();
            if !self.watch.set(folders) {
                return;
            }
            workspace.drop_analyses();
        }
    }
}

/// Adds the problems of an open document, and of the files that it uses.
fn add_problems(files: &mut FileProblems, key: &Path, workspace: &mut Workspace) {
    let Some(analysis) = workspace.analysis(key) else {
        return;
    };
    let own = workspace.document(key);
    let own = own.map(|document| document.uri.as_str());
    for (uri, found) in by_file(&analysis, &workspace.converter()) {
        let version = files.get(&uri).and_then(|(version, _)| *version);
        let is_own = own == Some(uri.as_str());
        let (_, all) = files.entry(uri).or_default();
        for diagnostic in found {
            // An open file reports its own problems; others add those that they have with it.
            let is_reported = version.is_some() && is_reported_alone(&diagnostic);
            if is_own || !(is_reported || all.contains(&diagnostic)) {
                all.push(diagnostic);
            }
        }
    }
}

/// Whether an open file itself reports such a problem, or rightly does not: warnings are about a program as a whole.
fn is_reported_alone(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Some(DiagnosticSeverity::WARNING)
}
