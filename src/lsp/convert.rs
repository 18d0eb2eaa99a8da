//! Answers of `ide` to the protocol's types: the one door through which its positions and addresses go.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, DocumentSymbol, Documentation,
    FoldingRange, FoldingRangeKind, InsertTextFormat, Location, Position, Range, SemanticToken,
    SemanticTokenModifier, SemanticTokenType, SymbolKind, TextEdit, Uri, WorkspaceEdit,
};

use super::client::Client;
use super::document::Document;
use super::lines::{Encoding, Lines};
use super::markup::{markup, plain_text};
use super::uris;
use crate::compile::Analysis;
use crate::ide;
use crate::source::{FileId, Span};

/// Knows the open documents, whose texts are what the client counts in.
#[derive(Clone, Copy)]
pub(super) struct Converter<'d> {
    pub(super) documents: &'d BTreeMap<PathBuf, Document>,
    pub(super) encoding: Encoding,
}

impl<'d> Converter<'d> {
    /// The open document at a path, as files name it.
    fn document(&self, path: &Path) -> Option<&'d Document> {
        let found = self.documents.get(path);
        found.or_else(|| {
            self.documents
                .values()
                .find(|document| document.path == path)
        })
    }

    /// The text of a file of an analysis with its lines, and how far on in it the analysis begins.
    fn text<'t>(&self, analysis: &'t Analysis, file: FileId) -> (&'t str, Cow<'t, Lines>, u32)
    where
        'd: 't,
    {
        let path = &analysis.program.paths[file.index()];
        match self.document(path) {
            Some(document) => (document.text(), document.lines(), document.mark()),
            None => {
                let text = analysis.program.sources.file(file).text();
                (text, Cow::Owned(Lines::new(text)), 0)
            }
        }
    }

    /// A stretch among all files as a place in one of them; none for a catalogue, which is in no file.
    pub(super) fn location(&self, analysis: &Analysis, span: Span) -> Option<Location> {
        let program = &analysis.program;
        let file = program.sources.file_at(span.start);
        if program.catalogues.contains(&file) {
            return None;
        }
        let base = program.sources.file(file).base();
        let uri = self.uri(&program.paths[file.index()])?;
        let local = Span::new(span.start - base, span.end - base);
        Some(Location::new(uri, self.range(analysis, file, local)))
    }

    pub(super) fn uri(&self, path: &Path) -> Option<Uri> {
        match self.document(path) {
            Some(document) => Some(document.uri.clone()),
            None => uris::uri(path),
        }
    }

    pub(super) fn range(&self, analysis: &Analysis, file: FileId, span: Span) -> Range {
        let (text, lines, mark) = self.text(analysis, file);
        lines.range(text, span.shifted(mark), self.encoding)
    }

    /// The ranges of many stretches of one file.
    pub(super) fn ranges<'a>(
        &'a self,
        analysis: &'a Analysis,
        file: FileId,
    ) -> impl Fn(Span) -> Range + 'a {
        let (text, lines, mark) = self.text(analysis, file);
        move |span: Span| lines.range(text, span.shifted(mark), self.encoding)
    }

    /// Edits, of files that one of the analyses knows.
    pub(super) fn edits(&self, analyses: &[&Analysis], edits: &[ide::FileEdit]) -> WorkspaceEdit {
        // The protocol's own type is keyed by addresses.
        #[allow(clippy::mutable_key_type)]
        let mut changes = std::collections::HashMap::<Uri, Vec<TextEdit>>::new();
        for edit in edits {
            let known = analyses.iter().find_map(|analysis| {
                let index = analysis
                    .program
                    .paths
                    .iter()
                    .position(|path| *path == edit.path)?;
                let (file, _) = analysis.program.sources.files().nth(index)?;
                Some((*analysis, file))
            });
            let Some((analysis, file)) = known else {
                continue;
            };
            if let Some(uri) = self.uri(&edit.path) {
                let range = self.range(analysis, file, edit.span);
                changes
                    .entry(uri)
                    .or_default()
                    .push(TextEdit::new(range, edit.text.clone()));
            }
        }
        WorkspaceEdit {
            changes: Some(changes),
            ..WorkspaceEdit::default()
        }
    }
}

pub(super) fn completion(
    found: ide::Completion,
    number: usize,
    range: &impl Fn(Span) -> Range,
    client: Client,
) -> CompletionItem {
    use ide::CompletionKind as Kind;
    let (text, format) = match found.snippet.filter(|_| client.has_snippets) {
        Some(snippet) => (snippet, InsertTextFormat::SNIPPET),
        None => (found.text.clone(), InsertTextFormat::PLAIN_TEXT),
    };
    CompletionItem {
        filter_text: Some(found.sought),
        label: found.label,
        kind: Some(match found.kind {
            Kind::Word => CompletionItemKind::KEYWORD,
            Kind::Arrow => CompletionItemKind::OPERATOR,
            Kind::Node => CompletionItemKind::VARIABLE,
            Kind::Group => CompletionItemKind::MODULE,
            Kind::Style => CompletionItemKind::EVENT,
            Kind::Cert => CompletionItemKind::CLASS,
            Kind::Key => CompletionItemKind::PROPERTY,
            Kind::Value => CompletionItemKind::ENUM_MEMBER,
            Kind::Color => CompletionItemKind::COLOR,
            Kind::File => CompletionItemKind::FILE,
            Kind::Folder => CompletionItemKind::FOLDER,
        }),
        detail: (!found.detail.is_empty()).then_some(found.detail),
        documentation: (!found.documentation.is_empty()).then(|| {
            if client.completes_in_markdown {
                Documentation::MarkupContent(markup(found.documentation, true))
            } else {
                // A client that names no format knows none.
                Documentation::String(plain_text(&found.documentation))
            }
        }),
        // Clients sort by this, and the nearest are first already.
        sort_text: Some(format!("{number:04}")),
        insert_text_format: Some(format),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
            range(found.span),
            text,
        ))),
        ..CompletionItem::default()
    }
}

pub(super) fn symbol_kind(kind: ide::SymbolKind) -> SymbolKind {
    match kind {
        ide::SymbolKind::Diagram => SymbolKind::FILE,
        ide::SymbolKind::Cert => SymbolKind::CLASS,
        ide::SymbolKind::Style => SymbolKind::EVENT,
        ide::SymbolKind::Group => SymbolKind::NAMESPACE,
        ide::SymbolKind::Node => SymbolKind::VARIABLE,
    }
}

/// Symbols with what is in them. They nest no deeper than groups may.
#[allow(deprecated)] // A field that must be given a value, and is not used any more.
pub(super) fn symbol(found: ide::OutlineItem, range: &impl Fn(Span) -> Range) -> DocumentSymbol {
    let inner: Vec<DocumentSymbol> = found
        .inner
        .into_iter()
        .map(|inner| symbol(inner, range))
        .collect();
    DocumentSymbol {
        // An empty name is an error to some clients.
        name: if found.name.trim().is_empty() {
            "\"\"".to_owned()
        } else {
            found.name
        },
        detail: (!found.label.is_empty()).then_some(found.label),
        kind: symbol_kind(found.kind),
        tags: None,
        deprecated: None,
        range: range(found.span),
        selection_range: range(found.at),
        children: (!inner.is_empty()).then_some(inner),
    }
}

pub(super) fn fold(found: ide::Fold, range: Range) -> Option<FoldingRange> {
    (range.start.line < range.end.line).then_some(FoldingRange {
        start_line: range.start.line,
        start_character: None,
        end_line: range.end.line,
        end_character: None,
        kind: match found.kind {
            ide::FoldKind::Code => None,
            ide::FoldKind::Comment => Some(FoldingRangeKind::Comment),
            ide::FoldKind::Uses => Some(FoldingRangeKind::Imports),
        },
        collapsed_text: None,
    })
}

/// The types of tokens in the order of their numbers, which is that of [`ide::TokenKind::ALL`].
pub(super) fn token_types() -> Vec<SemanticTokenType> {
    use ide::TokenKind as Kind;
    let name = |kind: &Kind| match kind {
        Kind::Keyword => SemanticTokenType::KEYWORD,
        Kind::Node => SemanticTokenType::VARIABLE,
        Kind::Group => SemanticTokenType::NAMESPACE,
        Kind::Style => SemanticTokenType::EVENT,
        Kind::Cert => SemanticTokenType::CLASS,
        Kind::Key => SemanticTokenType::PROPERTY,
        Kind::Number => SemanticTokenType::NUMBER,
        Kind::Value => SemanticTokenType::ENUM_MEMBER,
        Kind::String => SemanticTokenType::STRING,
        Kind::Comment => SemanticTokenType::COMMENT,
        Kind::Arrow => SemanticTokenType::OPERATOR,
    };
    Kind::ALL.iter().map(name).collect()
}

pub(super) fn token_modifiers() -> Vec<SemanticTokenModifier> {
    vec![SemanticTokenModifier::DECLARATION]
}

/// Tokens as the protocol has them: each counted from the one before, and none over several lines.
pub(super) fn tokens(
    found: &[ide::Token],
    text: &str,
    range: &impl Fn(Span) -> Range,
) -> Vec<SemanticToken> {
    let mut all = Vec::with_capacity(found.len());
    let mut last = Position::new(0, 0);
    for token in found {
        let mut start = token.span.start;
        for line in text[token.span.range()].split_inclusive(['\n', '\r']) {
            let content = line.trim_end_matches(['\n', '\r']);
            let place = range(Span::new(start, start + content.len() as u32));
            start += line.len() as u32;
            let length = place.end.character.saturating_sub(place.start.character);
            if length == 0 {
                continue;
            }
            let is_same_line = place.start.line == last.line;
            all.push(SemanticToken {
                delta_line: place.start.line - last.line,
                delta_start: if is_same_line {
                    place.start.character - last.character
                } else {
                    place.start.character
                },
                length,
                token_type: token.kind as u32,
                token_modifiers_bitset: u32::from(token.declares),
            });
            last = place.start;
        }
    }
    all
}
