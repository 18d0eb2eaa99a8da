//! The disk as the client sees it: open documents in front of files, saved or not.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::document::Document;
use crate::source::{Disk, Files, ReadError};

/// The disk, with documents and trial edits in front of it. Both are known by their canonical paths.
#[derive(Clone, Copy)]
pub(super) struct Buffers<'b> {
    documents: &'b BTreeMap<PathBuf, Document>,
    /// The texts that files would have after some edits.
    texts: Option<&'b BTreeMap<PathBuf, String>>,
}

impl<'b> Buffers<'b> {
    pub(super) fn new(documents: &'b BTreeMap<PathBuf, Document>) -> Buffers<'b> {
        Buffers {
            documents,
            texts: None,
        }
    }

    /// The same, as if some files had these texts.
    pub(super) fn with_texts(self, texts: &'b BTreeMap<PathBuf, String>) -> Buffers<'b> {
        Buffers {
            texts: Some(texts),
            ..self
        }
    }

    /// The text that hides a file of the disk.
    fn text(&self, path: &Path) -> Option<&str> {
        self.text_of(&self.canonical(path).ok()?)
    }

    /// The text that hides the file with a canonical path.
    fn text_of(&self, key: &Path) -> Option<&str> {
        let text = self.texts.and_then(|texts| texts.get(key));
        let text = text.map(String::as_str);
        text.or_else(|| Some(self.documents.get(key)?.text()))
    }

    /// The names in a folder on the disk, and those of the documents in it.
    fn with_open(&self, folder: &Path, mut names: Vec<String>) -> Vec<String> {
        let open = self
            .documents
            .keys()
            .filter(|path| path.parent() == Some(folder))
            .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
        names.extend(open);
        names.sort();
        names.dedup();
        names
    }
}

impl Files for Buffers<'_> {
    fn canonical(&self, path: &Path) -> Result<PathBuf, ReadError> {
        Disk.canonical(path).or_else(|error| {
            // A new document exists only here.
            if self.documents.contains_key(path) {
                Ok(path.to_path_buf())
            } else {
                Err(error)
            }
        })
    }

    fn start(&self, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        match self.text(path) {
            Some(text) => Ok(text.as_bytes()[..text.len().min(most as usize)].to_vec()),
            None => Disk.start(path, most),
        }
    }

    fn length(&self, path: &Path) -> Result<u64, ReadError> {
        match self.text(path) {
            Some(text) => Ok(text.len() as u64),
            None => Disk.length(path),
        }
    }

    fn names(&self, folder: &Path) -> Vec<String> {
        self.with_open(folder, Disk.names(folder))
    }

    fn read_within(&self, root: &Path, path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        match self.text_of(path) {
            Some(text) if text.len() as u64 > most => Err(ReadError::TooLarge),
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => Disk.read_within(root, path, most),
        }
    }

    fn names_within(&self, root: &Path, folder: &Path) -> Vec<String> {
        self.with_open(folder, Disk.names_within(root, folder))
    }
}
