//! What is known of documents: compiled when it is first asked for, and forgotten when something changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Server, Stage};
use crate::compile::{Analysis, Input, Options, analyse};
use crate::ide::FileEdit;
use crate::lsp::buffers::Buffers;
use crate::lsp::convert::Converter;
use crate::lsp::uris;
use crate::source::{Files, MOST_BYTES};

/// No more often are files read again because their folders are new.
const MOST_ROUNDS: usize = 4;

impl Server {
    /// The path by which a document is known whatever links lead to it.
    pub(in crate::lsp) fn key(&self, path: &Path) -> PathBuf {
        self.buffers(&BTreeMap::new())
            .canonical(path)
            .unwrap_or_else(|_| path.to_path_buf())
    }

    pub(in crate::lsp) fn buffers<'b>(
        &'b self,
        edited: &'b BTreeMap<PathBuf, String>,
    ) -> Buffers<'b> {
        Buffers {
            documents: &self.documents,
            edited,
        }
    }

    pub(in crate::lsp) fn converter(&self) -> Converter<'_> {
        Converter {
            documents: &self.documents,
            encoding: self.client.encoding,
        }
    }

    /// A document that changes changes what it is and all that use it, or would if it were there.
    pub(super) fn document_changed(&mut self, key: &Path) {
        self.analyses.remove(key);
        self.analyses
            .retain(|_, analysis| analysis.program.uses.is_empty() && is_whole(analysis));
        self.is_stale = true;
    }

    pub(super) fn all_changed(&mut self) {
        self.analyses.clear();
        self.is_stale = true;
    }

    /// Files that are open are as the client says, whatever happens on the disk.
    pub(super) fn disk_changed(&mut self, paths: &[PathBuf]) {
        let is_other = |path: &PathBuf| !self.documents.contains_key(&self.key(path));
        if self.stage == Stage::Running && paths.iter().any(is_other) {
            self.all_changed();
        }
    }

    /// What is known of an open document.
    pub(in crate::lsp) fn analysis(&mut self, key: &Path) -> Option<Arc<Analysis>> {
        if let Some(known) = self.analyses.get(key) {
            return Some(known.clone());
        }
        let document = self.documents.get(key)?;
        let (path, text) = (document.path.clone(), document.text.clone());
        let analysis = Arc::new(self.analyse(path, text.into_bytes(), &BTreeMap::new())?);
        self.analyses.insert(key.to_path_buf(), analysis.clone());
        Some(analysis)
    }

    /// Compiles a text that lies somewhere, as if other files had been edited.
    pub(in crate::lsp) fn analyse(
        &self,
        path: PathBuf,
        bytes: Vec<u8>,
        edited: &BTreeMap<PathBuf, String>,
    ) -> Option<Analysis> {
        let around = self
            .folders
            .iter()
            .filter(|folder| path.starts_with(folder));
        let nearest = around
            .max_by_key(|folder| folder.components().count())
            .cloned();
        let working_directory = nearest
            .or_else(|| path.parent().map(Path::to_path_buf))
            .unwrap_or_default();
        let name = path
            .strip_prefix(&working_directory)
            .unwrap_or(&path)
            .display()
            .to_string();
        let buffers = self.buffers(edited);
        let options = Options {
            root: self.settings.root.clone(),
            icons: self.settings.icons.clone(),
            levels: self.settings.levels.clone(),
            parses: &self.shelf,
            reader: &*self.settings.reader,
            ..Options::new(&buffers, working_directory)
        };
        let mut analysis = analyse(Input { name, path, bytes }, options).ok()?;
        // A file has one address, however it is named where it is used.
        for path in &mut analysis.program.paths {
            *path = uris::plain(path, |path| buffers.canonical(path).ok());
        }
        Some(analysis)
    }

    /// Compiles a file again as if edits had been made.
    pub(in crate::lsp) fn judged(
        &self,
        analysis: &Analysis,
        edits: &[FileEdit],
    ) -> Option<Analysis> {
        let mut edited = BTreeMap::new();
        let mut sorted: Vec<&FileEdit> = edits.iter().collect();
        sorted.sort();
        for edit in sorted.into_iter().rev() {
            let key = self.key(&edit.path);
            let nothing = BTreeMap::new();
            let known = edited.remove(&key).or_else(|| {
                let bytes = self.buffers(&nothing).read(&edit.path, MOST_BYTES);
                String::from_utf8(bytes.ok()?).ok()
            });
            let mut text: String = known?;
            let mark = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
            let span = edit.span.shifted(mark);
            text.get(span.range())?;
            text.replace_range(span.range(), &edit.text);
            edited.insert(key, text);
        }
        let main = analysis.program.paths.first()?.clone();
        let bytes = match edited.get(&self.key(&main)) {
            Some(text) => text.clone().into_bytes(),
            None => self
                .buffers(&BTreeMap::new())
                .read(&main, MOST_BYTES)
                .ok()?,
        };
        self.analyse(main, bytes, &edited)
    }

    /// Watches the folders of all files that count. What has been read before its folder was watched may have changed
    /// unseen, and is read again: what is published then is true for as long as nothing is noticed.
    pub(super) fn watch_all(&mut self) {
        let keys: Vec<PathBuf> = self.documents.keys().cloned().collect();
        // Files that are read again seldom lead to more folders.
        for _ in 0..MOST_ROUNDS {
            let mut folders = BTreeSet::new();
            for key in &keys {
                let Some(analysis) = self.analysis(key) else {
                    continue;
                };
                let around = analysis
                    .program
                    .paths
                    .iter()
                    .filter_map(|path| path.parent());
                let there = around.filter(|folder| folder.is_dir());
                folders.extend(there.map(Path::to_path_buf));
            }
            if !self.watch.set(folders) {
                return;
            }
            self.analyses.clear();
        }
    }
}

/// Whether a file needs nothing that it does not find: then no other file's coming changes it.
fn is_whole(analysis: &Analysis) -> bool {
    analysis.errors() == 0
}
