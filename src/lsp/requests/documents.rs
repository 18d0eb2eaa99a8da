//! Documents that are asked about, and all files that may be about the same things.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use lsp_server::ErrorCode;
use lsp_types::{TextDocumentPositionParams, Uri};

use super::Refusal;
use crate::compile::Analysis;
use crate::ide::View;
use crate::lsp::server::Server;
use crate::source::{Disk, Files, MOST_BYTES, Span};

/// A document that is asked about.
pub(super) struct Asked {
    pub(super) key: PathBuf,
    pub(super) analysis: Arc<Analysis>,
}

impl Asked {
    pub(super) fn view(&self) -> View<'_> {
        View::of_main(&self.analysis)
    }
}

pub(super) fn asked(server: &mut Server, uri: &Uri) -> Result<Asked, Refusal> {
    let open = server
        .documents
        .iter()
        .find(|(_, document)| document.uri == *uri);
    let Some(key) = open.map(|(key, _)| key.clone()) else {
        return Err(Refusal::new(
            ErrorCode::InvalidParams,
            format!("`{}` is not open", uri.as_str()),
        ));
    };
    match server.analysis(&key) {
        Some(analysis) => Ok(Asked { key, analysis }),
        None => Err(Refusal::new(
            ErrorCode::RequestFailed,
            "the file is too large",
        )),
    }
}

/// A document, and the byte of its text, as it is compiled, at a position.
pub(super) fn asked_at(
    server: &mut Server,
    place: &TextDocumentPositionParams,
) -> Result<(Asked, u32), Refusal> {
    let asked = asked(server, &place.text_document.uri)?;
    let encoding = server.client.encoding;
    let offset = server.documents.get_mut(&asked.key).map_or(0, |document| {
        document.lines();
        let offset = document
            .known_lines()
            .offset(&document.text, place.position, encoding);
        offset.saturating_sub(document.mark())
    });
    Ok((asked, offset))
}

pub(super) fn span_of(server: &Server, asked: &Asked, range: lsp_types::Range) -> Span {
    let Some(document) = server.documents.get(&asked.key) else {
        return Span::default();
    };
    let span = document
        .known_lines()
        .span(&document.text, range, server.client.encoding);
    let mark = document.mark();
    Span::new(
        span.start.saturating_sub(mark),
        span.end.saturating_sub(mark),
    )
}

/// A position among all files as a stretch of the file that is asked about.
pub(super) fn local(asked: &Asked, span: Span) -> Span {
    let base = asked.view().base();
    Span::new(span.start - base, span.end - base)
}

/// How many files of the client's folders are looked through.
const MOST_FILES: usize = 1_000;

/// What is known of all files that may be about the same things: those that are open, and those in the client's folders.
pub(super) fn everything(server: &mut Server) -> Vec<Arc<Analysis>> {
    let open: Vec<PathBuf> = server.documents.keys().cloned().collect();
    let mut all: Vec<Arc<Analysis>> = open.iter().filter_map(|key| server.analysis(key)).collect();
    // Folders may lie in each other, and links may lead to the same file.
    let mut known: BTreeSet<PathBuf> = open.into_iter().collect();
    for path in cert_files(&server.folders) {
        if !known.insert(server.key(&path)) {
            continue;
        }
        if let Ok(bytes) = Disk.read(&path, MOST_BYTES) {
            let analysis = server.analyse(path, bytes, &BTreeMap::new());
            all.extend(analysis.map(Arc::new));
        }
    }
    all
}

/// The `.cert` files in folders and in those inside them, hidden ones and those of packages left out.
fn cert_files(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut queue: Vec<PathBuf> = folders.iter().rev().cloned().collect();
    let mut looked_at = 0;
    while let Some(folder) = queue.pop() {
        looked_at += 1;
        for name in Disk.names(&folder) {
            let path = folder.join(&name);
            let is_hidden = name.starts_with('.') || name == "node_modules" || name == "target";
            // Links could lead in circles.
            let kind = std::fs::symlink_metadata(&path).map(|known| known.file_type());
            match kind {
                Ok(kind) if kind.is_dir() && !is_hidden => queue.push(path),
                Ok(kind) if kind.is_file() && name.ends_with(".cert") => found.push(path),
                _ => {}
            }
        }
        if found.len() > MOST_FILES || looked_at > 10 * MOST_FILES {
            found.truncate(MOST_FILES);
            break;
        }
    }
    found
}
