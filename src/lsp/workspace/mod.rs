//! The client, its open documents and the files around them.
//!
//! A document is compiled when a request first needs its analysis; a change drops the analyses that it could affect.
//! The workspace knows no messages: it returns analyses, and `requests` makes answers of them.

mod cert_files;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{DidChangeTextDocumentParams, InitializeParams, TextDocumentItem, Uri};

use super::buffers::Buffers;
use super::client::Client;
use super::convert::Converter;
use super::document::Document;
use super::parses::{DocumentParses, FileParses, ParseCache, TrialParses};
use super::settings::Settings;
use super::uris;
use crate::compile::{Analysis, Input, Options, ParseSource, analyze};
use crate::ide::FileEdit;
use crate::parse::{Change, Parse};
use crate::source::{Disk, Files, MOST_BYTES, sanitize};
use cert_files::cert_files;

/// All that requests need.
pub(super) struct Workspace {
    settings: Settings,
    client: Client,
    /// The client's folders.
    folders: Vec<PathBuf>,
    /// By their keys: see [`key`](Workspace::key).
    documents: BTreeMap<PathBuf, Document>,
    parses: ParseCache,
    /// The analyses of documents that have not changed since; by their keys.
    analyses: BTreeMap<PathBuf, Arc<Analysis>>,
}

impl Workspace {
    pub(super) fn new(settings: Settings) -> Workspace {
        Workspace {
            settings,
            client: Client::default(),
            folders: Vec::new(),
            documents: BTreeMap::new(),
            parses: ParseCache::default(),
            analyses: BTreeMap::new(),
        }
    }

    /// Takes over what the client says of itself.
    pub(super) fn initialize(&mut self, params: &InitializeParams) {
        self.client = Client::new(params);
        let folders = params.workspace_folders.iter().flatten();
        self.folders = folders
            .filter_map(|folder| uris::path(&folder.uri))
            .collect();
        #[allow(deprecated)] // Some clients know no other way to name their folder.
        let root = params.root_uri.as_ref();
        if self.folders.is_empty() {
            self.folders.extend(root.and_then(uris::path));
        }
    }

    pub(super) fn client(&self) -> Client {
        self.client
    }

    pub(super) fn change_folders(&mut self, added: &[Uri], removed: &[Uri]) {
        let removed: Vec<PathBuf> = removed.iter().filter_map(uris::path).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(added.iter().filter_map(uris::path));
        self.drop_analyses();
    }

    /// The key of a file: one path, whatever links lead to it.
    fn key(&self, path: &Path) -> PathBuf {
        let canonical = self.buffers().canonical(path);
        canonical.unwrap_or_else(|_| path.to_path_buf())
    }

    /// The disk with the open documents in front of it.
    pub(super) fn buffers(&self) -> Buffers<'_> {
        Buffers::new(&self.documents)
    }

    pub(super) fn converter(&self) -> Converter<'_> {
        Converter {
            documents: &self.documents,
            encoding: self.client.encoding,
        }
    }
}

/// Open documents.
impl Workspace {
    /// The keys of all open documents.
    pub(super) fn keys(&self) -> Vec<PathBuf> {
        self.documents.keys().cloned().collect()
    }

    pub(super) fn document(&self, key: &Path) -> Option<&Document> {
        self.documents.get(key)
    }

    /// The key of the open document with an address.
    pub(super) fn find(&self, uri: &Uri) -> Option<PathBuf> {
        let mut documents = self.documents.iter();
        let (key, _) = documents.find(|(_, document)| document.uri == *uri)?;
        Some(key.clone())
    }

    pub(super) fn open(&mut self, document: TextDocumentItem) {
        let uri = document.uri;
        let path = uris::path(&uri).unwrap_or_else(|| self.unsaved_path(&uri));
        let key = self.key(&path);
        let document = Document::new(uri, path, document.version, document.text);
        // Two documents with one path would share what is kept of its text.
        self.documents
            .retain(|_, other| other.path != document.path);
        self.parses.note_replacement(&document.path);
        self.documents.insert(key.clone(), document);
        self.drop_analyses_with(&key);
    }

    /// A path for a document that is in no file: in the first of the client's folders, where it would be saved.
    fn unsaved_path(&self, uri: &Uri) -> PathBuf {
        let folder = self.folders.first().cloned();
        let folder = folder.unwrap_or_else(|| PathBuf::from("/"));
        let name: String = uri
            .as_str()
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        folder.join(format!("{name}.cert"))
    }

    /// Changes the text of a document, and returns its key.
    pub(super) fn change(
        &mut self,
        params: DidChangeTextDocumentParams,
    ) -> Result<PathBuf, String> {
        let encoding = self.client.encoding;
        let uri = params.text_document.uri;
        let key = self.find(&uri);
        let document = key.as_ref().and_then(|key| self.documents.get_mut(key));
        let (Some(key), Some(document)) = (&key, document) else {
            return Err(format!("`{}` is not open", uri.as_str()));
        };
        for change in params.content_changes {
            match document.change(change, encoding) {
                Some(edit) => self.parses.note_edit(&document.path, edit),
                None => self.parses.note_replacement(&document.path),
            }
        }
        document.version = params.text_document.version;
        self.drop_analyses_with(key);
        Ok(key.clone())
    }

    /// Closes a document; returns whether it was open.
    pub(super) fn close(&mut self, uri: &Uri) -> bool {
        let Some(key) = self.find(uri) else {
            return false;
        };
        if let Some(document) = self.documents.remove(&key) {
            self.parses.forget(&document.path);
        }
        self.drop_analyses_with(&key);
        true
    }

    /// Parses a document, and hands `look` the document, its text as it is compiled, the parse, and what has changed
    /// since the last one.
    pub(super) fn parse<T>(
        &mut self,
        key: &Path,
        look: impl FnOnce(&Document, &str, &Parse, Option<Change>) -> T,
    ) -> Option<T> {
        let document = self.documents.get_mut(key)?;
        document.count_lines();
        let (text, _) = sanitize(document.text().to_owned().into_bytes());
        let outcome = self
            .parses
            .parse_document(&document.path, &text, |parse, change| {
                look(document, &text, parse, change)
            });
        Some(outcome)
    }
}

/// Analyses.
impl Workspace {
    /// Drops the analysis of a document that has changed, and those of all that use it, or would if it were there.
    fn drop_analyses_with(&mut self, key: &Path) {
        self.analyses.remove(key);
        // A file without errors looks for nothing that it does not find, so another file's coming does not change it.
        self.analyses
            .retain(|_, analysis| analysis.program.uses.is_empty() && analysis.errors() == 0);
    }

    pub(super) fn drop_analyses(&mut self) {
        self.analyses.clear();
    }

    /// Notes that files have changed on the disk, and returns whether that matters: an open document is as the client
    /// says, whatever happens on the disk.
    pub(super) fn change_on_disk(&mut self, paths: &[PathBuf]) -> bool {
        let is_open = |path: &PathBuf| self.documents.contains_key(&self.key(path));
        let matters = !paths.iter().all(is_open);
        if matters {
            self.drop_analyses();
        }
        matters
    }

    /// The analysis of an open document.
    pub(super) fn analysis(&mut self, key: &Path) -> Option<Arc<Analysis>> {
        if let Some(known) = self.analyses.get(key) {
            return Some(known.clone());
        }
        let document = self.documents.get_mut(key)?;
        // All places that are found in it will be converted to lines.
        document.count_lines();
        let (path, text) = (document.path.clone(), document.text().to_owned());
        let buffers = self.buffers();
        let parses = DocumentParses(&self.parses);
        let analysis = self.analyse(path, text.into_bytes(), buffers, &parses)?;
        let analysis = Arc::new(analysis);
        self.analyses.insert(key.to_path_buf(), analysis.clone());
        Some(analysis)
    }

    /// The analyses of all files that may share names: the open documents, and the files in the client's folders.
    pub(super) fn analyse_all(&mut self) -> Vec<Arc<Analysis>> {
        let open = self.keys();
        let mut all: Vec<Arc<Analysis>> =
            open.iter().filter_map(|key| self.analysis(key)).collect();
        // Folders may contain each other, and links may lead to the same file.
        let mut seen: BTreeSet<PathBuf> = open.into_iter().collect();
        for path in cert_files(&self.folders) {
            if !seen.insert(self.key(&path)) {
                continue;
            }
            if let Ok(bytes) = Disk.read(&path, MOST_BYTES) {
                let parses = FileParses(&self.parses);
                let analysis = self.analyse(path, bytes, self.buffers(), &parses);
                all.extend(analysis.map(Arc::new));
            }
        }
        all
    }

    /// The folders of all files that the open documents are made of.
    pub(super) fn folders_of_files(&mut self) -> BTreeSet<PathBuf> {
        let mut folders = BTreeSet::new();
        for key in self.keys() {
            let Some(analysis) = self.analysis(&key) else {
                continue;
            };
            let paths = analysis.program.paths.iter();
            let around = paths.filter_map(|path| path.parent());
            let there = around.filter(|folder| folder.is_dir());
            folders.extend(there.map(Path::to_path_buf));
        }
        folders
    }

    /// Compiles a file again as if edits had been made.
    pub(super) fn reanalyse(&self, analysis: &Analysis, edits: &[FileEdit]) -> Option<Analysis> {
        let edited = self.texts_after(edits)?;
        let main = analysis.program.paths.first()?.clone();
        let bytes = match edited.get(&self.key(&main)) {
            Some(text) => text.clone().into_bytes(),
            None => self.buffers().read(&main, MOST_BYTES).ok()?,
        };
        let buffers = self.buffers().with_texts(&edited);
        self.analyse(main, bytes, buffers, &TrialParses(&self.parses))
    }

    /// The texts that files would have after edits, by the files' keys.
    fn texts_after(&self, edits: &[FileEdit]) -> Option<BTreeMap<PathBuf, String>> {
        let mut edited = BTreeMap::new();
        let mut sorted: Vec<&FileEdit> = edits.iter().collect();
        sorted.sort();
        for edit in sorted.into_iter().rev() {
            let key = self.key(&edit.path);
            let text = edited.remove(&key).or_else(|| {
                let bytes = self.buffers().read(&edit.path, MOST_BYTES);
                String::from_utf8(bytes.ok()?).ok()
            });
            let mut text: String = text?;
            let mark = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
            let span = edit.span.shifted(mark);
            text.get(span.range())?;
            text.replace_range(span.range(), &edit.text);
            edited.insert(key, text);
        }
        Some(edited)
    }

    fn analyse(
        &self,
        path: PathBuf,
        bytes: Vec<u8>,
        buffers: Buffers<'_>,
        parses: &dyn ParseSource,
    ) -> Option<Analysis> {
        let working_directory = self.working_directory(&path);
        let name = path
            .strip_prefix(&working_directory)
            .unwrap_or(&path)
            .display()
            .to_string();
        let options = Options {
            root: self.settings.root.clone(),
            icons: self.settings.icons.clone(),
            levels: self.settings.levels.clone(),
            parses,
            reader: &*self.settings.reader,
            ..Options::new(&buffers, working_directory)
        };
        let mut analysis = analyze(Input { name, path, bytes }, options).ok()?;
        // A file has one address, however it is named where it is used.
        for path in &mut analysis.program.paths {
            *path = uris::without_dots(path, |path| buffers.canonical(path).ok());
        }
        Some(analysis)
    }

    /// The folder that paths in messages about a file are relative to: the innermost of the client's folders that holds
    /// the file, or the file's own.
    fn working_directory(&self, path: &Path) -> PathBuf {
        let around = self
            .folders
            .iter()
            .filter(|folder| path.starts_with(folder));
        let innermost = around.max_by_key(|folder| folder.components().count());
        innermost
            .cloned()
            .or_else(|| path.parent().map(Path::to_path_buf))
            .unwrap_or_default()
    }
}
