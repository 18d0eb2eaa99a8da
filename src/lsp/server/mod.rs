//! The protocol: which messages may come when, and what each does to the workspace.

mod outbox;
mod panics;
mod previews;
mod problems;
mod published;
mod syntax_errors;

use std::sync::mpsc::Sender;

use lsp_server::{ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{self as to, Notification as _};
use lsp_types::{
    DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, InitializeParams, InitializeResult, ServerInfo, Uri,
    WorkspaceFolder,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::events::{Event, Outgoing};
use super::queue::{Queue, id_to_cancel};
use super::requests::{self, Answer};
use super::settings::Settings;
use super::uris;
use super::workspace::Workspace;
use outbox::{Outbox, refusal, response};
use panics::{answer_or_bug, catch};
use previews::Previews;
use problems::Problems;

/// The stage of a server in the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Before `initialize`.
    New,
    Running,
    /// After `shutdown`.
    ShutDown,
}

/// A language server, between its events and what it sends.
pub struct Server {
    stage: Stage,
    workspace: Workspace,
    problems: Problems,
    previews: Previews,
    outbox: Outbox,
    /// Answers requests; a test puts another function here.
    answer: fn(&mut Workspace, &Request) -> Answer,
}

impl Server {
    /// A server that sends through one channel, and receives news of the disk and of pictures through another.
    pub fn new(settings: Settings, out: Sender<Outgoing>, events: Sender<Event>) -> Server {
        Server {
            stage: Stage::New,
            problems: Problems::new(events.clone()),
            previews: Previews::new(settings.painter.clone(), events),
            workspace: Workspace::new(settings),
            outbox: Outbox::new(out),
            answer: requests::answer,
        }
    }

    /// The text of an open document.
    pub fn text(&self, uri: &Uri) -> Option<&str> {
        let key = self.workspace.find(uri)?;
        Some(self.workspace.document(&key)?.text())
    }

    /// Handles an event. After the last one, returns whether the client sent `shutdown` first.
    pub fn take(&mut self, event: Event, queue: &Queue) -> Option<bool> {
        match event {
            Event::Message(Message::Request(request)) => self.handle_request(&request, queue),
            Event::Message(Message::Notification(notification)) => {
                if notification.method == to::Exit::METHOD {
                    return Some(self.stage == Stage::ShutDown);
                }
                self.handle_notification(notification);
            }
            // The server asks nothing of the client.
            Event::Message(Message::Response(_)) => {}
            Event::Malformed(code, words) => self.outbox.report(code, words),
            Event::Disk(paths) => {
                if self.stage == Stage::Running && self.workspace.change_on_disk(&paths) {
                    self.problems.invalidate();
                }
            }
            Event::Drawn(response) => {
                self.outbox.respond(response);
                self.previews.draw_next();
            }
            Event::Closed => return Some(false),
        }
        None
    }

    /// Whether there is work for the time when no event waits.
    pub fn has_work(&self) -> bool {
        self.problems.is_stale() && self.stage == Stage::Running
    }

    /// Does the next piece of that work: parses a changed document and publishes its syntax errors, or compiles all
    /// documents and publishes all problems.
    pub fn work(&mut self) {
        self.problems
            .publish_next(&mut self.workspace, &self.outbox);
    }
}

/// Requests.
impl Server {
    fn handle_request(&mut self, request: &Request, queue: &Queue) {
        let response = match self.refuse(request, queue) {
            Some(refusal) => Some(refusal),
            None => match request.method.as_str() {
                "initialize" => Some(self.initialize(request)),
                "shutdown" => {
                    self.stage = Stage::ShutDown;
                    Some(Response::new_ok(request.id.clone(), Value::Null))
                }
                requests::PREVIEW => self.preview(request),
                _ => {
                    let answer = answer_or_bug(|| (self.answer)(&mut self.workspace, request));
                    Some(response(request.id.clone(), answer))
                }
            },
        };
        if let Some(response) = response {
            self.outbox.respond(response);
        }
    }

    /// Refuses a request that may not come now, or whose answer nobody wants any more.
    fn refuse(&self, request: &Request, queue: &Queue) -> Option<Response> {
        let refuse = |code, words| Some(refusal(request.id.clone(), code, words));
        match (self.stage, request.method.as_str()) {
            (Stage::New, "initialize") | (Stage::Running, "shutdown") => None,
            (Stage::New, _) => refuse(
                ErrorCode::ServerNotInitialized,
                "`initialize` must come first",
            ),
            (Stage::ShutDown, _) => {
                refuse(ErrorCode::InvalidRequest, "the server has been shut down")
            }
            (Stage::Running, "initialize") => refuse(
                ErrorCode::InvalidRequest,
                "the server is already initialized",
            ),
            _ if queue.cancels(&request.id) => refuse(ErrorCode::RequestCanceled, "cancelled"),
            _ => {
                let uri = request.params["textDocument"]["uri"].as_str();
                let is_outdated = uri.is_some_and(|uri| queue.changes(uri));
                is_outdated.then(|| refuse(ErrorCode::ContentModified, "the text has changed"))?
            }
        }
    }

    fn initialize(&mut self, request: &Request) -> Response {
        let id = request.id.clone();
        let params: InitializeParams = match read(&request.params) {
            Ok(params) => params,
            Err(error) => return refusal(id, ErrorCode::InvalidParams, &error),
        };
        self.workspace.initialize(&params);
        self.stage = Stage::Running;
        Response::new_ok(
            id,
            InitializeResult {
                capabilities: requests::capabilities(self.workspace.client()),
                server_info: Some(ServerInfo {
                    name: "certdot".to_owned(),
                    version: Some(env!("CARGO_PKG_VERSION").to_owned()),
                }),
            },
        )
    }

    /// Starts to draw a picture. Returns a response if there is one already: to this request or to an older one.
    fn preview(&mut self, request: &Request) -> Option<Response> {
        let id = request.id.clone();
        let preview =
            answer_or_bug(|| requests::preview(&mut self.workspace, id.clone(), &request.params));
        match preview {
            Ok(Ok(preview)) => self.previews.add(preview),
            Ok(Err(result)) => Some(Response::new_ok(id, result)),
            Err(refusal) => Some(response(id, Err(refusal))),
        }
    }
}

/// Notifications.
impl Server {
    fn handle_notification(&mut self, notification: Notification) {
        if self.stage != Stage::Running {
            return;
        }
        let method = notification.method.clone();
        let done = catch(|| self.apply(&notification.method, &notification.params));
        if let Err(error) = done.and_then(|result| result) {
            self.outbox.log(format!("{method}: {error}"));
        }
    }

    fn apply(&mut self, method: &str, params: &Value) -> Result<(), String> {
        match method {
            to::DidOpenTextDocument::METHOD => {
                let params: DidOpenTextDocumentParams = read(params)?;
                self.workspace.open(params.text_document);
                self.problems.invalidate();
            }
            to::DidChangeTextDocument::METHOD => {
                let key = self.workspace.change(read(params)?)?;
                self.problems.invalidate_text(key);
            }
            to::DidCloseTextDocument::METHOD => {
                let params: DidCloseTextDocumentParams = read(params)?;
                if self.workspace.close(&params.text_document.uri) {
                    self.problems.invalidate();
                }
            }
            to::DidChangeWatchedFiles::METHOD => {
                let params: DidChangeWatchedFilesParams = read(params)?;
                let changes = params.changes.iter();
                let paths: Vec<_> = changes
                    .filter_map(|change| uris::path(&change.uri))
                    .collect();
                if self.workspace.change_on_disk(&paths) {
                    self.problems.invalidate();
                }
            }
            to::DidChangeWorkspaceFolders::METHOD => {
                let params: DidChangeWorkspaceFoldersParams = read(params)?;
                let (added, removed) = (params.event.added, params.event.removed);
                self.workspace
                    .change_folders(&uris_of(added), &uris_of(removed));
                self.problems.invalidate();
            }
            // Either the request has been answered, or it is the picture that waits.
            to::Cancel::METHOD => {
                let id = id_to_cancel(params);
                if let Some(response) = id.and_then(|id| self.previews.cancel(&id)) {
                    self.outbox.respond(response);
                }
            }
            // Others, such as `initialized`, `didSave` or `$/setTrace`, need no action.
            _ => {}
        }
        Ok(())
    }
}

fn uris_of(folders: Vec<WorkspaceFolder>) -> Vec<Uri> {
    folders.into_iter().map(|folder| folder.uri).collect()
}

fn read<P: DeserializeOwned>(params: &Value) -> Result<P, String> {
    P::deserialize(params).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests;
