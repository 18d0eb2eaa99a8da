//! A server: what it knows, and what each message does to that.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{self as to, Notification as _};
use lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, InitializeParams, InitializeResult,
    Location, LogMessageParams, MarkupKind, MessageType, PositionEncodingKind,
    PublishDiagnosticsParams, ServerInfo, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::buffers::{Buffers, Document, Shelf};
use super::convert::Converter;
use super::lines::Encoding;
use super::publish::{self, Published, by_file};
use super::queue::{Queue, cancelled};
use super::requests::{self, Preview};
use super::{Event, Outgoing, Settings, uris};
use crate::compile::{Analysis, Input, Options, analyse};
use crate::ide::FileEdit;
use crate::source::{Files, Span, sanitize};
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

/// No more often are files read again because their folders are new.
const MOST_ROUNDS: usize = 4;

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
            _ => {
                // A bug in one request must not take the others with it.
                let answer = catch_unwind(AssertUnwindSafe(|| (self.answer)(self, &request)));
                match answer {
                    Ok(Ok(result)) => Response::new_ok(id, result),
                    Ok(Err(error)) => Response::new_err(id, error.code as i32, error.message),
                    Err(panic) => fail(
                        ErrorCode::InternalError,
                        &format!("a bug in certdot: {}", words(&*panic)),
                    ),
                }
            }
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

    // ---- what is known ----

    /// The path by which a document is known whatever links lead to it.
    pub(super) fn key(&self, path: &Path) -> PathBuf {
        self.buffers(&BTreeMap::new())
            .canonical(path)
            .unwrap_or_else(|_| path.to_path_buf())
    }

    pub(super) fn buffers<'b>(&'b self, edited: &'b BTreeMap<PathBuf, String>) -> Buffers<'b> {
        Buffers {
            documents: &self.documents,
            edited,
        }
    }

    pub(super) fn converter(&self) -> Converter<'_> {
        Converter {
            documents: &self.documents,
            encoding: self.client.encoding,
        }
    }

    /// A document that changes changes what it is and all that use it, or would if it were there.
    fn document_changed(&mut self, key: &Path) {
        self.analyses.remove(key);
        self.analyses
            .retain(|_, analysis| analysis.program.uses.is_empty() && is_whole(analysis));
        self.is_stale = true;
    }

    fn all_changed(&mut self) {
        self.analyses.clear();
        self.is_stale = true;
    }

    /// Files that are open are as the client says, whatever happens on the disk.
    fn disk_changed(&mut self, paths: &[PathBuf]) {
        let is_other = |path: &PathBuf| !self.documents.contains_key(&self.key(path));
        if self.stage == Stage::Running && paths.iter().any(is_other) {
            self.all_changed();
        }
    }

    /// What is known of an open document.
    pub(super) fn analysis(&mut self, key: &Path) -> Option<Arc<Analysis>> {
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
    pub(super) fn analyse(
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
    pub(super) fn judged(&self, analysis: &Analysis, edits: &[FileEdit]) -> Option<Analysis> {
        let mut edited = BTreeMap::new();
        let mut sorted: Vec<&FileEdit> = edits.iter().collect();
        sorted.sort();
        for edit in sorted.into_iter().rev() {
            let key = self.key(&edit.path);
            let nothing = BTreeMap::new();
            let known = edited.remove(&key).or_else(|| {
                let bytes = self
                    .buffers(&nothing)
                    .read(&edit.path, crate::source::MOST_BYTES);
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
                .read(&main, crate::source::MOST_BYTES)
                .ok()?,
        };
        self.analyse(main, bytes, &edited)
    }

    /// Tells at once of what is wrong with how a document is written, or is not any more: compiling takes longer.
    fn publish_spelling(&mut self, key: &Path) {
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
            publish::respelled(known, &parse.diagnostics, lines, location)
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

    fn publish(&mut self) {
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

    /// Watches the folders of all files that count. What has been read before its folder was watched may have changed
    /// unseen, and is read again: what is published then is true for as long as nothing is noticed.
    fn watch_all(&mut self) {
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

    // ---- pictures ----

    fn preview(&mut self, id: RequestId, params: Value) {
        let preview = match requests::preview(self, id.clone(), params) {
            Ok(Ok(preview)) => preview,
            Ok(Err(answer)) => return self.respond(Response::new_ok(id, answer)),
            Err(error) => {
                let response = Response::new_err(id, error.code as i32, error.message);
                return self.respond(response);
            }
        };
        if !self.is_drawing {
            return self.draw(preview);
        }
        // Of those that wait, only the last is wanted.
        if let Some(older) = self.next_picture.replace(preview) {
            let code = ErrorCode::ContentModified as i32;
            let words = "a newer picture has been asked for".to_owned();
            self.respond(Response::new_err(older.id, code, words));
        }
    }

    fn draw(&mut self, preview: Preview) {
        self.is_drawing = true;
        let painter = self.settings.painter.clone();
        let events = self.events.clone();
        std::thread::spawn(move || {
            let id = preview.id.clone();
            let drawn = catch_unwind(AssertUnwindSafe(|| preview.draw(&*painter)));
            let response = match drawn {
                Ok(result) => Response::new_ok(id, result),
                Err(panic) => Response::new_err(
                    id,
                    ErrorCode::InternalError as i32,
                    format!("a bug in certdot: {}", words(&*panic)),
                ),
            };
            // Without a server, nobody wants it.
            let _ = events.send(Event::Drawn(response));
        });
    }

    fn drawn(&mut self, response: Response) {
        self.is_drawing = false;
        self.respond(response);
        if let Some(next) = self.next_picture.take() {
            self.draw(next);
        }
    }
}

/// Whether a file needs nothing that it does not find: then no other file's coming changes it.
fn is_whole(analysis: &Analysis) -> bool {
    analysis.errors() == 0
}

/// Whether a problem of a file is told, or rightly not told, when that file is looked at by itself: its spelling is, and
/// warnings are about a whole.
fn is_told_by_itself(diagnostic: &lsp_types::Diagnostic) -> bool {
    diagnostic.severity == Some(lsp_types::DiagnosticSeverity::WARNING)
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

/// What a panic said.
fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use serde_json::json;

    use super::*;
    use crate::diagnostics::Levels;

    fn server() -> (Server, Receiver<Outgoing>, Receiver<Event>) {
        let (out, sent) = channel();
        let (events, happened) = channel();
        let settings = Settings {
            root: None,
            icons: Vec::new(),
            levels: Levels::default(),
            painter: Arc::new(|_, _| panic!("the painter")),
        };
        let mut server = Server::new(settings, out, events);
        ask(&mut server, "initialize", json!({ "capabilities": {} }));
        let document = json!({ "uri": "file:///a.cert", "languageId": "certdot", "version": 1, "text": "a >> b" });
        let opened = Notification::new(
            to::DidOpenTextDocument::METHOD.to_owned(),
            json!({ "textDocument": document }),
        );
        server.take(Event::Message(opened.into()), &Queue::none());
        sent.try_iter().count();
        (server, sent, happened)
    }

    fn ask(server: &mut Server, method: &str, params: Value) {
        let request = Request::new(1.into(), method.to_owned(), params);
        server.take(Event::Message(request.into()), &Queue::none());
    }

    fn response(sent: &Receiver<Outgoing>) -> Result<Value, (i32, String)> {
        match sent.recv() {
            Ok(Outgoing::Message(Message::Response(response))) => {
                let result = response.response_result;
                result.map_err(|error| (error.code, error.message))
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_bug_in_one_request_is_its_answer_and_others_are_answered() {
        let (mut server, sent, happened) = server();
        let usual = server.answer;
        server.answer = |_, _| panic!("the answer");
        let hover = json!({ "textDocument": { "uri": "file:///a.cert" }, "position": { "line": 0, "character": 0 } });
        ask(&mut server, "textDocument/hover", hover.clone());
        let bug = |what: &str| Err((-32603, format!("a bug in certdot: {what}")));
        assert_eq!(response(&sent), bug("the answer"));
        server.answer = usual;
        ask(&mut server, requests::PREVIEW, hover.clone());
        let drawn = happened.recv().unwrap();
        server.take(drawn, &Queue::none());
        assert_eq!(response(&sent), bug("the painter"));
        ask(&mut server, "textDocument/hover", hover);
        assert!(response(&sent).unwrap()["contents"]["value"].is_string());
    }
}
