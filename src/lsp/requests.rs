//! Requests to answers: each asks `ide`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_server::{ErrorCode, Request, RequestId};
use lsp_types::request::{self as on, Request as _};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability,
    ColorInformation, ColorPresentation, ColorPresentationParams, ColorProviderCapability,
    CompletionList, CompletionOptions, CompletionParams, DocumentColorParams,
    DocumentFormattingParams, DocumentHighlight, DocumentHighlightKind, DocumentLink,
    DocumentLinkOptions, DocumentLinkParams, DocumentRangeFormattingParams, DocumentSymbolParams,
    DocumentSymbolResponse, FoldingRangeParams, FoldingRangeProviderCapability, Hover,
    HoverContents, HoverProviderCapability, InlayHint, InlayHintKind, InlayHintLabel,
    InlayHintParams, InlayHintTooltip, Location, OneOf, PrepareRenameResponse, ReferenceParams,
    RenameOptions, RenameParams, SemanticTokens, SemanticTokensFullOptions, SemanticTokensLegend,
    SemanticTokensOptions, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensServerCapabilities, ServerCapabilities, SymbolInformation,
    TextDocumentPositionParams, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextEdit, Uri, WillSaveTextDocumentParams, WorkDoneProgressOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities, WorkspaceSymbolParams,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use similar::{DiffOp, TextDiff};

use super::convert::{self, Converter};
use super::lines::Lines;
use super::publish;
use super::server::{Client, Server};
use super::{Painter, uris};
use crate::compile::Analysis;
use crate::format::format;
use crate::ide::{self, View};
use crate::source::{Disk, FileId, Files, Span};

/// certdot's own request: a picture of a document.
pub(super) const PREVIEW: &str = "certdot/preview";

/// Why a request is not answered.
pub(super) struct Refusal {
    pub(super) code: ErrorCode,
    pub(super) message: String,
}

impl Refusal {
    fn new(code: ErrorCode, message: impl Into<String>) -> Refusal {
        Refusal {
            code,
            message: message.into(),
        }
    }
}

pub(super) type Answer = Result<Value, Refusal>;

/// What the server can do for this client.
pub(super) fn capabilities(client: Client) -> ServerCapabilities {
    let no_progress = WorkDoneProgressOptions::default;
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                will_save_wait_until: client.format_on_save.then_some(true),
                ..TextDocumentSyncOptions::default()
            },
        )),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(
                ["/", "=", "\"", "[", ",", ">", "<", "-", " "]
                    .map(str::to_owned)
                    .to_vec(),
            ),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QUICKFIX,
                CodeActionKind::REFACTOR_REWRITE,
                CodeActionKind::SOURCE_FIX_ALL,
            ]),
            ..CodeActionOptions::default()
        })),
        document_formatting_provider: Some(OneOf::Left(true)),
        document_range_formatting_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: no_progress(),
        })),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: no_progress(),
        }),
        color_provider: Some(ColorProviderCapability::Simple(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(
            SemanticTokensOptions {
                legend: SemanticTokensLegend {
                    token_types: convert::token_types(),
                    token_modifiers: convert::token_modifiers(),
                },
                full: Some(SemanticTokensFullOptions::Bool(true)),
                range: Some(true),
                work_done_progress_options: no_progress(),
            },
        )),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        experimental: Some(json!({ "preview": true })),
        ..ServerCapabilities::default()
    }
}

/// Answers a request that is neither about the protocol's stages nor a picture.
pub(super) fn answer(server: &mut Server, request: &Request) -> Answer {
    let params = &request.params;
    match request.method.as_str() {
        on::Completion::METHOD => completion(server, read(params)?),
        on::HoverRequest::METHOD => hover(server, read(params)?),
        on::GotoDefinition::METHOD => definition(server, read(params)?),
        on::References::METHOD => references(server, read(params)?),
        on::DocumentHighlightRequest::METHOD => highlights(server, read(params)?),
        on::PrepareRenameRequest::METHOD => prepare_rename(server, read(params)?),
        on::Rename::METHOD => rename(server, read(params)?),
        on::DocumentSymbolRequest::METHOD => symbols(server, read(params)?),
        on::WorkspaceSymbolRequest::METHOD => workspace_symbols(server, read(params)?),
        on::FoldingRangeRequest::METHOD => folds(server, read(params)?),
        on::SemanticTokensFullRequest::METHOD => all_tokens(server, read(params)?),
        on::SemanticTokensRangeRequest::METHOD => some_tokens(server, read(params)?),
        on::Formatting::METHOD => formatting(server, read(params)?),
        on::RangeFormatting::METHOD => range_formatting(server, read(params)?),
        on::WillSaveWaitUntil::METHOD => formatting_on_save(server, read(params)?),
        on::InlayHintRequest::METHOD => hints(server, read(params)?),
        on::DocumentColor::METHOD => colors(server, read(params)?),
        on::ColorPresentationRequest::METHOD => color_presentations(read(params)?),
        on::DocumentLinkRequest::METHOD => links(server, read(params)?),
        on::CodeActionRequest::METHOD => actions(server, read(params)?),
        other => Err(Refusal::new(
            ErrorCode::MethodNotFound,
            format!("`{other}` is not known"),
        )),
    }
}

fn read<P: DeserializeOwned>(params: &Value) -> Result<P, Refusal> {
    serde_json::from_value(params.clone())
        .map_err(|error| Refusal::new(ErrorCode::InvalidParams, error.to_string()))
}

fn told(answer: impl Serialize) -> Answer {
    serde_json::to_value(answer)
        .map_err(|error| Refusal::new(ErrorCode::InternalError, error.to_string()))
}

// ---- documents ----

/// A document that is asked about.
struct Asked {
    key: PathBuf,
    analysis: Arc<Analysis>,
}

impl Asked {
    fn view(&self) -> View<'_> {
        View::of_main(&self.analysis)
    }
}

fn asked(server: &mut Server, uri: &Uri) -> Result<Asked, Refusal> {
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
fn asked_at(
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

fn span_of(server: &Server, asked: &Asked, range: lsp_types::Range) -> Span {
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
fn local(asked: &Asked, span: Span) -> Span {
    let base = asked.view().base();
    Span::new(span.start - base, span.end - base)
}

/// How many files of the client's folders are looked through.
const MOST_FILES: usize = 1_000;

/// What is known of all files that may be about the same things: those that are open, and those in the client's folders.
fn everything(server: &mut Server) -> Vec<Arc<Analysis>> {
    let open: Vec<PathBuf> = server.documents.keys().cloned().collect();
    let mut all: Vec<Arc<Analysis>> = open.iter().filter_map(|key| server.analysis(key)).collect();
    // Folders may lie in each other, and links may lead to the same file.
    let mut known: BTreeSet<PathBuf> = open.into_iter().collect();
    for path in cert_files(&server.folders) {
        if !known.insert(server.key(&path)) {
            continue;
        }
        if let Ok(bytes) = Disk.read(&path, crate::source::MOST_BYTES) {
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

// ---- what stands at a place ----

fn completion(server: &mut Server, params: CompletionParams) -> Answer {
    let (asked, offset) = asked_at(server, &params.text_document_position)?;
    let nothing = BTreeMap::new();
    let buffers = server.buffers(&nothing);
    let path = &asked.analysis.program.paths[0];
    let folder = path.parent().unwrap_or(path);
    let around = ide::Surroundings {
        files: &buffers,
        folder,
    };
    let (found, is_all) = ide::completions(asked.view(), offset, around);
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    let client = server.client;
    let items = (0..)
        .zip(found)
        .map(|(number, found)| convert::completion(found, number, &range, client));
    told(CompletionList {
        is_incomplete: !is_all,
        items: items.collect(),
    })
}

fn hover(server: &mut Server, params: TextDocumentPositionParams) -> Answer {
    let (asked, offset) = asked_at(server, &params)?;
    let found = ide::hover(asked.view(), offset);
    told(found.map(|found| Hover {
        contents: HoverContents::Markup(convert::markup(
            found.markdown,
            server.client.hovers_in_markdown,
        )),
        range: Some(server.converter().range(
            &asked.analysis,
            FileId::MAIN,
            local(&asked, found.span),
        )),
    }))
}

fn definition(server: &mut Server, params: TextDocumentPositionParams) -> Answer {
    let (asked, offset) = asked_at(server, &params)?;
    let converter = server.converter();
    let link = ide::links(asked.view())
        .into_iter()
        .find(|link| link.span.start <= offset && offset <= link.span.end);
    if let Some(ide::Target::File(path)) = link.map(|link| link.target) {
        let uri = converter.uri(&path);
        return told(uri.map(|uri| Location::new(uri, lsp_types::Range::default())));
    }
    let places = ide::declarations(asked.view(), offset).into_iter();
    told(
        places
            .filter_map(|span| converter.location(&asked.analysis, span))
            .collect::<Vec<_>>(),
    )
}

fn references(server: &mut Server, params: ReferenceParams) -> Answer {
    let (asked, offset) = asked_at(server, &params.text_document_position)?;
    let all = everything(server);
    let analyses: Vec<&Analysis> = all.iter().map(AsRef::as_ref).collect();
    let path = &asked.analysis.program.paths[0];
    let converter = server.converter();
    let mentions = ide::mentions(&analyses, path, offset).into_iter();
    let wanted = mentions.filter(|found| params.context.include_declaration || !found.declares);
    told(
        wanted
            .filter_map(|found| place(&analyses, &found.path, found.span, &converter))
            .collect::<Vec<_>>(),
    )
}

/// A place in a file that one of the analyses knows.
fn place(
    analyses: &[&Analysis],
    path: &Path,
    span: Span,
    converter: &Converter<'_>,
) -> Option<Location> {
    analyses.iter().find_map(|analysis| {
        let program = &analysis.program;
        let index = program.paths.iter().position(|known| known == path)?;
        let (_, source) = program.sources.files().nth(index)?;
        converter.location(analysis, span.shifted(source.base()))
    })
}

fn highlights(server: &mut Server, params: TextDocumentPositionParams) -> Answer {
    let (asked, offset) = asked_at(server, &params)?;
    let path = &asked.analysis.program.paths[0];
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    let mentions = ide::mentions(&[&asked.analysis], path, offset).into_iter();
    let here = mentions
        .filter(|found| found.path == *path)
        .map(|found| DocumentHighlight {
            range: range(found.span),
            kind: Some(match found.declares {
                true => DocumentHighlightKind::WRITE,
                false => DocumentHighlightKind::READ,
            }),
        });
    told(here.collect::<Vec<_>>())
}

fn prepare_rename(server: &mut Server, params: TextDocumentPositionParams) -> Answer {
    let (asked, offset) = asked_at(server, &params)?;
    let found = ide::renamable(asked.view(), offset);
    told(found.map(|(span, placeholder)| {
        PrepareRenameResponse::RangeWithPlaceholder {
            range: server
                .converter()
                .range(&asked.analysis, FileId::MAIN, local(&asked, span)),
            placeholder,
        }
    }))
}

fn rename(server: &mut Server, params: RenameParams) -> Answer {
    let (asked, offset) = asked_at(server, &params.text_document_position)?;
    let all = everything(server);
    let analyses: Vec<&Analysis> = all.iter().map(AsRef::as_ref).collect();
    let path = &asked.analysis.program.paths[0];
    let judge = |number: usize, edits: &[ide::FileEdit]| server.judged(&all[number], edits);
    let edits = ide::rename(&analyses, path, offset, &params.new_name, &judge)
        .map_err(|why| Refusal::new(ErrorCode::RequestFailed, why))?;
    told(server.converter().edits(&analyses, &edits))
}

// ---- what is in a document ----

fn symbols(server: &mut Server, params: DocumentSymbolParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    if server.client.has_nested_symbols {
        let outline = ide::outline(asked.view()).into_iter();
        let nested = outline
            .map(|symbol| convert::symbol(symbol, &range))
            .collect();
        return told(DocumentSymbolResponse::Nested(nested));
    }
    let flat = ide::symbols(asked.view(), "")
        .into_iter()
        .map(|(symbol, around)| {
            let place = Location::new(params.text_document.uri.clone(), range(symbol.at));
            information(symbol, around, place)
        });
    told(DocumentSymbolResponse::Flat(flat.collect()))
}

#[allow(deprecated)] // A field that must be given a value, and is not used any more.
fn information(symbol: ide::Symbol, around: String, location: Location) -> SymbolInformation {
    SymbolInformation {
        name: symbol.name,
        kind: convert::symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        location,
        container_name: (!around.is_empty()).then_some(around),
    }
}

/// How many symbols are told of all files together.
const MOST_SYMBOLS: usize = 500;

fn workspace_symbols(server: &mut Server, params: WorkspaceSymbolParams) -> Answer {
    let all = everything(server);
    let converter = server.converter();
    let mut found = Vec::new();
    for analysis in &all {
        let view = View::of_main(analysis);
        for (symbol, around) in ide::symbols(view, &params.query) {
            if found.len() >= MOST_SYMBOLS {
                return told(found);
            }
            let at = symbol.at.shifted(view.base());
            if let Some(place) = converter.location(analysis, at) {
                found.push(information(symbol, around, place));
            }
        }
    }
    told(found)
}

fn folds(server: &mut Server, params: FoldingRangeParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    let folds = ide::folds(asked.view()).into_iter();
    told(
        folds
            .filter_map(|fold| convert::fold(fold, range(fold.span)))
            .collect::<Vec<_>>(),
    )
}

fn all_tokens(server: &mut Server, params: SemanticTokensParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    tokens(server, &asked, None)
}

fn some_tokens(server: &mut Server, params: SemanticTokensRangeParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let within = span_of(server, &asked, params.range);
    tokens(server, &asked, Some(within))
}

fn tokens(server: &Server, asked: &Asked, within: Option<Span>) -> Answer {
    let mut found = ide::tokens(asked.view());
    if let Some(within) = within {
        found.retain(|token| token.span.start <= within.end && token.span.end >= within.start);
    }
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    told(SemanticTokens {
        result_id: None,
        data: convert::tokens(&found, asked.view().text(), &range),
    })
}

fn hints(server: &mut Server, params: InlayHintParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let within = span_of(server, &asked, params.range);
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    let knows_markdown = server.client.hovers_in_markdown;
    let hints = ide::hints(asked.view(), within)
        .into_iter()
        .map(|hint| InlayHint {
            position: range(Span::at(hint.at)).start,
            label: InlayHintLabel::String(hint.label),
            kind: Some(InlayHintKind::TYPE),
            text_edits: None,
            tooltip: Some(InlayHintTooltip::MarkupContent(convert::markup(
                hint.tooltip,
                knows_markdown,
            ))),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    told(hints.collect::<Vec<_>>())
}

fn colors(server: &mut Server, params: DocumentColorParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    let part = |value: u8| f32::from(value) / 255.0;
    let colors = ide::colors(asked.view()).into_iter().map(|found| {
        let [red, green, blue, alpha] = found.rgba.map(part);
        ColorInformation {
            range: range(found.span),
            color: lsp_types::Color {
                red,
                green,
                blue,
                alpha,
            },
        }
    });
    told(colors.collect::<Vec<_>>())
}

fn color_presentations(params: ColorPresentationParams) -> Answer {
    let color = params.color;
    let part = |value: f32| (value.clamp(0.0, 1.0) * 255.0).round() as u8;
    let rgba = [color.red, color.green, color.blue, color.alpha].map(part);
    let spelling = ide::spelling(rgba);
    told([ColorPresentation {
        text_edit: Some(TextEdit::new(params.range, spelling.clone())),
        label: spelling,
        additional_text_edits: None,
    }])
}

fn links(server: &mut Server, params: DocumentLinkParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let converter = server.converter();
    let range = converter.ranges(&asked.analysis, FileId::MAIN);
    let links = ide::links(asked.view()).into_iter().filter_map(|link| {
        let target = match link.target {
            ide::Target::File(path) => converter.uri(&path).or_else(|| uris::uri(&path))?,
            ide::Target::Address(address) => address.parse().ok()?,
        };
        Some(DocumentLink {
            range: range(link.span),
            target: Some(target),
            tooltip: None,
            data: None,
        })
    });
    told(links.collect::<Vec<_>>())
}

// ---- what changes a document ----

fn formatting(server: &mut Server, params: DocumentFormattingParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    told(formatted(server, &asked, None))
}

fn range_formatting(server: &mut Server, params: DocumentRangeFormattingParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let lines = params.range.start.line..=params.range.end.line;
    told(formatted(server, &asked, Some(lines)))
}

fn formatting_on_save(server: &mut Server, params: WillSaveTextDocumentParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    told(formatted(server, &asked, None))
}

/// What formatting changes, line by line, so that cursors and marks in an editor stay where they are; of some lines, only
/// what touches them.
fn formatted(
    server: &Server,
    asked: &Asked,
    lines: Option<std::ops::RangeInclusive<u32>>,
) -> Vec<TextEdit> {
    let Some(document) = server.documents.get(&asked.key) else {
        return Vec::new();
    };
    let text = &document.text[document.mark() as usize..];
    let new = format(text).text;
    if new == text {
        return Vec::new();
    }
    let known = document.known_lines();
    let encoding = server.client.encoding;
    // The protocol's lines end at a lone carriage return too; the diff's do not.
    let own = Lines::new(text);
    let diff = TextDiff::from_lines(text, new.as_str());
    let mut start = 0;
    let mut starts = vec![0];
    for line in (0..diff.old_len()).filter_map(|index| diff.old_slice(index)) {
        start += line.len();
        starts.push(start);
    }
    let changes = diff.ops().iter();
    let edits = changes
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| {
            let old = op.old_range();
            let new = op.new_range();
            let new: String = new.filter_map(|index| diff.new_slice(index)).collect();
            let span = Span::new(starts[old.start] as u32, starts[old.end] as u32);
            (span, new)
        });
    let touches = |span: &Span| match &lines {
        None => true,
        Some(lines) => {
            let (first, last) = (
                own.position(text, span.start, encoding).line,
                own.position(text, span.end, encoding).line,
            );
            first <= *lines.end() && last >= *lines.start()
        }
    };
    edits
        .filter(|(span, _)| touches(span))
        .map(|(span, new)| {
            let range = known.range(&document.text, span.shifted(document.mark()), encoding);
            TextEdit::new(range, new)
        })
        .collect()
}

fn actions(server: &mut Server, params: CodeActionParams) -> Answer {
    let asked = asked(server, &params.text_document.uri)?;
    let within = span_of(server, &asked, params.range);
    let only = params.context.only.as_deref();
    let only = only.filter(|only| !only.is_empty());
    // Who asks for `refactor` takes all kinds of it.
    let is_wanted = |kind: &CodeActionKind| match only {
        None => *kind != CodeActionKind::SOURCE_FIX_ALL,
        Some(only) => only.iter().any(|wanted| {
            let rest = kind.as_str().strip_prefix(wanted.as_str());
            wanted.as_str().is_empty()
                || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        }),
    };
    let analyses = [&*asked.analysis];
    let converter = server.converter();
    let judge = |_: usize, edits: &[ide::FileEdit]| server.judged(&asked.analysis, edits);
    let mut found = Vec::new();
    for action in ide::actions(asked.view(), within, &judge) {
        let kind = match action.kind {
            ide::ActionKind::Fix(_) => CodeActionKind::QUICKFIX,
            ide::ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        };
        if !is_wanted(&kind) {
            continue;
        }
        let diagnostics = match action.kind {
            ide::ActionKind::Fix(number) => {
                let problem = &asked.analysis.diagnostics[number];
                let place = converter.location(&asked.analysis, problem.span);
                place.map(|place| {
                    vec![publish::diagnostic(problem, place, |span| {
                        converter.location(&asked.analysis, span)
                    })]
                })
            }
            ide::ActionKind::Rewrite => None,
        };
        found.push(CodeAction {
            title: action.title,
            kind: Some(kind),
            diagnostics,
            edit: Some(converter.edits(&analyses, &action.edits)),
            is_preferred: action.is_preferred.then_some(true),
            ..CodeAction::default()
        });
    }
    if is_wanted(&CodeActionKind::SOURCE_FIX_ALL) {
        let edits = ide::fix_all(asked.view());
        if !edits.is_empty() {
            found.push(CodeAction {
                title: "fix all that certdot can fix".to_owned(),
                kind: Some(CodeActionKind::SOURCE_FIX_ALL),
                edit: Some(converter.edits(&analyses, &edits)),
                ..CodeAction::default()
            });
        }
    }
    told(found)
}

// ---- pictures ----

/// A picture to be drawn.
pub(super) struct Preview {
    pub(super) id: RequestId,
    analysis: Arc<Analysis>,
    version: i32,
    is_dark: bool,
}

impl Preview {
    pub(super) fn draw(&self, painter: &Painter) -> Value {
        match painter(&self.analysis.model, self.is_dark) {
            Ok(svg) => shown(Some(svg), self.version, 0, None),
            Err(why) => shown(None, self.version, 0, Some(why)),
        }
    }
}

fn shown(svg: Option<String>, version: i32, errors: usize, message: Option<String>) -> Value {
    json!({ "svg": svg, "version": version, "errors": errors, "message": message })
}

/// The picture that is asked for or, where there are errors, the answer.
pub(super) fn preview(
    server: &mut Server,
    id: RequestId,
    params: Value,
) -> Result<Result<Preview, Value>, Refusal> {
    let uri = params["textDocument"]["uri"].as_str().unwrap_or_default();
    let uri: Uri = uri
        .parse()
        .map_err(|_| Refusal::new(ErrorCode::InvalidParams, "`textDocument.uri` is missing"))?;
    let asked = asked(server, &uri)?;
    let version = server
        .documents
        .get(&asked.key)
        .map_or(0, |document| document.version);
    let errors = asked.analysis.errors();
    if errors > 0 {
        let message = match errors {
            1 => "there is an error".to_owned(),
            count => format!("there are {count} errors"),
        };
        return Ok(Err(shown(None, version, errors, Some(message))));
    }
    Ok(Ok(Preview {
        id,
        analysis: asked.analysis,
        version,
        is_dark: params["dark"].as_bool().unwrap_or(false),
    }))
}
