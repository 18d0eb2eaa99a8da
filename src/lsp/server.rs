//! A server: what it knows, and what each message does to that.

mod knowledge;
mod pictures;
mod telling;

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{self as to, Notification as _};
use lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, InitializeParams, InitializeResult,
    LogMessageParams, MarkupKind, MessageType, PositionEncodingKind, ServerInfo, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::buffers::{Document, Shelf};
use super::lines::Encoding;
use super::publish::Published;
use super::queue::{Queue, cancelled};
use super::requests::{self, Preview, Refusal};
use super::{Event, Outgoing, Settings, uris};
use crate::compile::Analysis;
use crate::watch::Watch;

/// Where a server stands in the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Before `initialize`.
    New,
    Running,
    /// After `shutdown`.
    ShutDown,
}

/// What a client can do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    pub(super) has_snippets: bool,
    pub(super) has_nested_symbols: bool,
    /// Whether it shows Markdown beside completions.
    pub(super) completes_in_markdown: bool,
    /// Whether it shows Markdown under the pointer.
    pub(super) hovers_in_markdown: bool,
    /// Whether it wants files formatted when they are saved, and does not ask for it itself.
    pub(super) format_on_save: bool,
}

/// A language server, between its events and what it sends.
pub struct Server {
    pub(super) settings: Settings,
    out: Sender<Outgoing>,
    events: Sender<Event>,
    stage: Stage,
    pub(super) client: Client,
    /// The client's folders.
    pub(super) folders: Vec<PathBuf>,
    /// By where links lead.
    pub(super) documents: BTreeMap<PathBuf, Document>,
    shelf: Shelf,
    /// What is known of each document; nothing of one that has changed since.
    analyses: BTreeMap<PathBuf, Arc<Analysis>>,
    published: Published,
    /// Documents that have been changed and not been parsed since.
    unparsed: BTreeSet<PathBuf>,
    /// Whether something has changed that has not been published.
    is_stale: bool,
    watch: Watch,
    /// Whether a picture is being drawn.
    is_drawing: bool,
    /// The picture that is to be drawn next.
    next_picture: Option<Preview>,
    /// What answers requests; something else in a test.
    answer: fn(&mut Server, &Request) -> requests::Answer,
}

impl Server {
    /// A server that sends through one channel, and lets itself be told of disk and pictures through another.
    pub fn new(settings: Settings, out: Sender<Outgoing>, events: Sender<Event>) -> Server {
        Server {
            settings,
            out,
            watch: watch(events.clone()),
            events,
            stage: Stage::New,
            client: Client::default(),
            folders: Vec::new(),
            documents: BTreeMap::new(),
            shelf: Shelf::default(),
            analyses: BTreeMap::new(),
            published: Published::default(),
            unparsed: BTreeSet::new(),
            is_stale: false,
            is_drawing: false,
            next_picture: None,
            answer: requests::answer,
        }
    }

    /// The text of an open document.
    pub fn text(&self, uri: &Uri) -> Option<&str> {
        let documents = &mut self.documents.values();
        let found = documents.find(|document| document.uri == *uri)?;
        Some(&found.text)
    }

    /// Takes an event. When the last has come, tells whether the client had said `shutdown`.
    pub fn take(&mut self, event: Event, queue: &Queue) -> Option<bool> {
        match event {
            Event::Message(Message::Request(request)) => self.request(request, queue),
            Event::Message(Message::Notification(notification)) => {
                if notification.method == to::Exit::METHOD {
                    return Some(self.stage == Stage::ShutDown);
                }
                self.notification(notification);
            }
            // Nothing is asked of the client.
            Event::Message(Message::Response(_)) => {}
            Event::Malformed(code, words) => self.send(Outgoing::Error(code, words)),
            Event::Disk(paths) => self.disk_changed(&paths),
            Event::Drawn(response) => self.drawn(response),
            Event::Closed => return Some(false),
        }
        None
    }

    /// Whether there is something to do when no event waits.
    pub fn has_work(&self) -> bool {
        self.is_stale && self.stage == Stage::Running
    }

    /// Does the next thing that there is to do when no event waits: parses what has changed, and tells of what is wrong with
    /// its spelling; or compiles it, and tells of everything.
    pub fn work(&mut self) {
        let next = self.unparsed.pop_first();
        self.is_stale = next.is_some();
        let done = catch_unwind(AssertUnwindSafe(|| match next {
            Some(key) => self.publish_spelling(&key),
            None => self.publish(),
        }));
        if let Err(panic) = done {
            self.log(&format!("a bug in certdot: {}", words(&*panic)));
        }
    }

    // ---- sending ----

    pub(super) fn send(&self, outgoing: Outgoing) {
        // Once nothing can be written, the end of the input comes soon.
        let _ = self.out.send(outgoing);
    }

    fn respond(&self, response: Response) {
        self.send(Outgoing::Message(Message::Response(response)));
    }

    fn notify<N: to::Notification>(&self, params: N::Params) {
        let notification = Notification::new(N::METHOD.to_owned(), params);
        self.send(Outgoing::Message(Message::Notification(notification)));
    }

    fn log(&self, message: &str) {
        self.notify::<to::LogMessage>(LogMessageParams {
            typ: MessageType::ERROR,
            message: message.to_owned(),
        });
    }

    // ---- requests ----

    fn request(&mut self, request: Request, queue: &Queue) {
        let id = request.id.clone();
        let fail = |code: ErrorCode, words: &str| {
            Response::new_err(id.clone(), code as i32, words.to_owned())
        };
        let response = match (self.stage, request.method.as_str()) {
            (Stage::New, "initialize") => self.initialize(&id, request.params),
            (Stage::New, _) => fail(ErrorCode::ServerNotInitialized, "`initialize` comes first"),
            (Stage::ShutDown, _) => fail(ErrorCode::InvalidRequest, "the server is shut down"),
            (Stage::Running, "initialize") => fail(
                ErrorCode::InvalidRequest,
                "the server is initialized already",
            ),
            (Stage::Running, "shutdown") => {
                self.stage = Stage::ShutDown;
                Response::new_ok(id, Value::Null)
            }
            _ if queue.cancels(&request.id) => fail(ErrorCode::RequestCanceled, "cancelled"),
            _ if request.params["textDocument"]["uri"]
                .as_str()
                .is_some_and(|uri| queue.changes(uri)) =>
            {
                fail(ErrorCode::ContentModified, "the text has changed since")
            }
            (Stage::Running, requests::PREVIEW) => {
                return self.preview(id, request.params);
            }
            _ => responded(id, guarded(|| (self.answer)(self, &request))),
        };
        self.respond(response);
    }

    fn initialize(&mut self, id: &RequestId, params: Value) -> Response {
        let params: InitializeParams = match serde_json::from_value(params) {
            Ok(params) => params,
            Err(error) => {
                let code = ErrorCode::InvalidParams as i32;
                return Response::new_err(id.clone(), code, error.to_string());
            }
        };
        let general = params.capabilities.general.as_ref();
        let encodings = general.and_then(|general| general.position_encodings.as_deref());
        let knows_utf8 = encodings.is_some_and(|known| known.contains(&PositionEncodingKind::UTF8));
        let documents = params.capabilities.text_document.as_ref();
        let items = documents.and_then(|all| all.completion.as_ref()?.completion_item.as_ref());
        let hover = documents.and_then(|all| all.hover.as_ref()?.content_format.as_deref());
        let knows_markdown = |formats: Option<&[MarkupKind]>| {
            formats.is_some_and(|known| known.contains(&MarkupKind::Markdown))
        };
        let symbols = documents.and_then(|all| {
            all.document_symbol
                .as_ref()?
                .hierarchical_document_symbol_support
        });
        let own = params.initialization_options.as_ref();
        self.client = Client {
            encoding: if knows_utf8 {
                Encoding::Utf8
            } else {
                Encoding::Utf16
            },
            has_snippets: items
                .and_then(|items| items.snippet_support)
                .unwrap_or(false),
            completes_in_markdown: knows_markdown(
                items.and_then(|items| items.documentation_format.as_deref()),
            ),
            hovers_in_markdown: knows_markdown(hover),
            has_nested_symbols: symbols.unwrap_or(false),
            format_on_save: own.is_some_and(|own| own["formatOnSave"] == Value::Bool(true)),
        };
        let folders = params.workspace_folders.unwrap_or_default();
        self.folders = folders
            .iter()
            .filter_map(|folder| uris::path(&folder.uri))
            .collect();
        #[allow(deprecated)] // By clients that know no other way to say it.
        if self.folders.is_empty()
            && let Some(root) = params.root_uri.as_ref().and_then(uris::path)
        {
            self.folders.push(root);
        }
        self.stage = Stage::Running;
        Response::new_ok(
            id.clone(),
            InitializeResult {
                capabilities: requests::capabilities(self.client),
                server_info: Some(ServerInfo {
                    name: "certdot".to_owned(),
                    version: Some(env!("CARGO_PKG_VERSION").to_owned()),
                }),
            },
        )
    }

    // ---- notifications ----

    fn notification(&mut self, notification: Notification) {
        if self.stage != Stage::Running {
            return;
        }
        let method = notification.method.clone();
        let done = catch_unwind(AssertUnwindSafe(|| self.notified(notification)));
        match done {
            Ok(Ok(())) => {}
            Ok(Err(error)) => self.log(&format!("{method}: {error}")),
            Err(panic) => self.log(&format!("{method}: a bug in certdot: {}", words(&*panic))),
        }
    }

    fn notified(&mut self, notification: Notification) -> Result<(), String> {
        let params = notification.params;
        match notification.method.as_str() {
            to::DidOpenTextDocument::METHOD => self.opened(read(params)?),
            to::DidChangeTextDocument::METHOD => self.changed(read(params)?)?,
            to::DidCloseTextDocument::METHOD => self.closed(&read(params)?),
            to::DidChangeWatchedFiles::METHOD => {
                let params: DidChangeWatchedFilesParams = read(params)?;
                let paths = params
                    .changes
                    .iter()
                    .filter_map(|change| uris::path(&change.uri));
                self.disk_changed(&paths.collect::<Vec<_>>());
            }
            to::DidChangeWorkspaceFolders::METHOD => {
                let params: DidChangeWorkspaceFoldersParams = read(params)?;
                let gone: Vec<PathBuf> = params
                    .event
                    .removed
                    .iter()
                    .filter_map(|folder| uris::path(&folder.uri))
                    .collect();
                self.folders.retain(|folder| !gone.contains(folder));
                let new = params
                    .event
                    .added
                    .iter()
                    .filter_map(|folder| uris::path(&folder.uri));
                self.folders.extend(new);
                self.all_changed();
            }
            // It came when the request had been answered, or the request is the picture that waits.
            to::Cancel::METHOD => {
                let id = cancelled(&params);
                if let Some(waiting) = self
                    .next_picture
                    .take_if(|next| Some(&next.id) == id.as_ref())
                {
                    let code = ErrorCode::RequestCanceled as i32;
                    self.respond(Response::new_err(waiting.id, code, "cancelled".to_owned()));
                }
            }
            // Nobody need tell that nothing is done, as on `initialized`, `didSave` or `$/setTrace`.
            _ => {}
        }
        Ok(())
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let path = uris::path(&document.uri).unwrap_or_else(|| self.imagined(&document.uri));
        let key = self.key(&path);
        let document = Document::new(document.uri, path, document.version, document.text);
        self.documents.insert(key.clone(), document);
        self.document_changed(&key);
    }

    /// A path for what is in no file: in the first of the client's folders, where it would be saved.
    fn imagined(&self, uri: &Uri) -> PathBuf {
        let folder = self
            .folders
            .first()
            .cloned()
            .unwrap_or_else(|| PathBuf::from("/"));
        let name: String = uri
            .as_str()
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        folder.join(format!("{name}.cert"))
    }

    fn changed(&mut self, params: DidChangeTextDocumentParams) -> Result<(), String> {
        let encoding = self.client.encoding;
        let uri = params.text_document.uri;
        let (key, document) = self
            .documents
            .iter_mut()
            .find(|(_, document)| document.uri == uri)
            .ok_or_else(|| format!("`{}` is not open", uri.as_str()))?;
        for change in params.content_changes {
            document.change(change, encoding);
        }
        document.version = params.text_document.version;
        let key = key.clone();
        self.unparsed.insert(key.clone());
        self.document_changed(&key);
        Ok(())
    }

    fn closed(&mut self, params: &DidCloseTextDocumentParams) {
        let uri = &params.text_document.uri;
        let known = self
            .documents
            .iter()
            .find(|(_, document)| document.uri == *uri);
        let Some(key) = known.map(|(key, _)| key.clone()) else {
            return;
        };
        if let Some(document) = self.documents.remove(&key) {
            self.shelf.forget(&document.path);
        }
        self.document_changed(&key);
    }
}

/// What tells a server of changes on the disk.
fn watch(events: Sender<Event>) -> Watch {
    Watch::new(move |paths| {
        // Without a server, nobody wants to know.
        let _ = events.send(Event::Disk(paths));
    })
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, String> {
    serde_json::from_value(params).map_err(|error| error.to_string())
}

/// Does what may have a bug, which then is its answer: it must not take other requests with it.
fn guarded<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let message = format!("a bug in certdot: {}", words(&*panic));
        Err(Refusal::new(ErrorCode::InternalError, message))
    })
}

/// The response to a request.
fn responded(id: RequestId, answer: requests::Answer) -> Response {
    match answer {
        Ok(result) => Response::new_ok(id, result),
        Err(refusal) => Response::new_err(id, refusal.code as i32, refusal.message),
    }
}

/// What a panic said.
fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
