//! The language server under random edits: its text is the client's, and its problems are those of `certdot check`.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use certdot::compile::{Input, Options, compile};
use certdot::diagnostics::{Diagnostic, Levels};
use certdot::lsp::{Event, Outgoing, Queue, Server, Settings};
use certdot::source::{Memory, Span};
use lsp_server::{Message, Notification, Request};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::edits::{Edit, edit, odd_edit};
use crate::programs::programs;
use crate::project::SAMPLES;
use crate::runs::holds;
use crate::texts::soup;

const URI: &str = "file:///nowhere/tree.cert";

/// A document that uses the other.
const USER: &str = "file:///nowhere/user.cert";

/// A client that knows what its text is.
struct Client {
    server: Server,
    sent: Receiver<Outgoing>,
    text: String,
    version: i32,
    is_utf8: bool,
    /// What was last published of each document.
    problems: BTreeMap<String, Value>,
    /// The last answer.
    answer: Value,
}

impl Client {
    fn new(text: String, is_utf8: bool) -> Client {
        let (out, sent) = channel();
        let (events, _) = channel();
        let settings = Settings {
            root: None,
            icons: Vec::new(),
            levels: Levels::default(),
            reader: Arc::new(certdot::icons::InProcess),
            painter: Arc::new(|_, _| Err(String::new())),
        };
        let mut client = Client {
            server: Server::new(settings, out, events),
            sent,
            text,
            version: 1,
            is_utf8,
            problems: BTreeMap::new(),
            answer: Value::Null,
        };
        let encoding = if is_utf8 { "utf-8" } else { "utf-16" };
        client.take(Message::Request(Request::new(
            1.into(),
            "initialize".to_owned(),
            json!({ "capabilities": { "general": { "positionEncodings": [encoding] } } }),
        )));
        let text = client.text.clone();
        client.open(URI, &text);
        client
    }

    fn open(&mut self, uri: &str, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": "certdot", "version": 1, "text": text } }),
        );
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.take(Message::Notification(Notification::new(
            method.to_owned(),
            params,
        )));
    }

    /// Asks something, and gives the answer.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.take(Message::Request(Request::new(
            2.into(),
            method.to_owned(),
            params,
        )));
        std::mem::take(&mut self.answer)
    }

    fn take(&mut self, message: Message) {
        self.server.take(Event::Message(message), &Queue::empty());
        self.let_work();
    }

    fn let_work(&mut self) {
        while self.server.has_work() {
            self.server.work();
        }
        while let Ok(Outgoing::Message(message)) = self.sent.try_recv() {
            match message {
                Message::Notification(notification) => {
                    let mut params = notification.params;
                    assert_eq!(
                        notification.method, "textDocument/publishDiagnostics",
                        "{params}"
                    );
                    let uri = params["uri"].as_str().expect("an address").to_owned();
                    self.problems.insert(uri, params["diagnostics"].take());
                }
                Message::Response(response) => {
                    self.answer = response.response_result.expect("an answer");
                }
                Message::Request(request) => panic!("{request:?}"),
            }
        }
    }

    /// A place as the protocol counts it: lines end at LF, CR LF or CR.
    fn position(&self, offset: usize) -> Value {
        // What no file may hold is blank to the compiler, byte for byte: a place in it is its start.
        let offset = self.text.floor_char_boundary(offset);
        let before = &self.text[..offset];
        let mut line = 0;
        let mut start = 0;
        for (at, character) in before.char_indices() {
            let ends = match character {
                '\n' => true,
                '\r' => !self.text[at + 1..].starts_with('\n'),
                _ => false,
            };
            if ends {
                line += 1;
                start = at + 1;
            }
        }
        let column = if self.is_utf8 {
            offset - start
        } else {
            before[start..].encode_utf16().count()
        };
        json!({ "line": line, "character": column })
    }

    fn range(&self, span: Span) -> Value {
        json!({
            "start": self.position(span.start as usize),
            "end": self.position(span.end as usize),
        })
    }

    /// Whether a place can be told: between the two bytes of a line end there is none.
    fn is_place(&self, offset: usize) -> bool {
        !(self.text[..offset].ends_with('\r') && self.text[offset..].starts_with('\n'))
    }

    fn edit(&mut self, edit: &Edit) {
        let change = self.change(edit);
        self.take(change_notification(self.version, &[change]));
    }

    /// Edits the client's text, and gives what the protocol calls that.
    fn change(&mut self, edit: &Edit) -> Value {
        let mut new = self.text.clone();
        let change = edit.apply(&mut new);
        let comes = &new[change.start as usize..change.new_end as usize];
        let is_told =
            self.is_place(change.start as usize) && self.is_place(change.old_end as usize);
        let range = self.range(Span::new(change.start, change.old_end));
        self.version += 1;
        let of_change = if is_told {
            json!({ "range": range, "text": comes })
        } else {
            json!({ "text": new })
        };
        self.text = new;
        of_change
    }

    /// All that the server says of its documents: problems, tokens, and what it offers to do.
    fn knowledge(&mut self) -> Vec<Value> {
        let mut all: Vec<Value> = vec![json!(self.problems)];
        for uri in [URI, USER] {
            let document = json!({ "uri": uri });
            let start = json!({ "line": 0, "character": 0 });
            let range = json!({ "start": start, "end": { "line": 4, "character": 0 } });
            let actions = json!({
                "textDocument": document,
                "range": range,
                "context": { "diagnostics": [] },
            });
            all.push(self.ask("textDocument/codeAction", actions));
            let params = json!({ "textDocument": document });
            all.push(self.ask("textDocument/semanticTokens/full", params));
        }
        all
    }

    /// What `certdot check` says of the text: code, place and message.
    fn expected(&self) -> Vec<(String, Value, String)> {
        let files = Memory::default();
        let input = Input {
            name: "tree.cert".into(),
            path: "/nowhere/tree.cert".into(),
            bytes: self.text.clone().into_bytes(),
        };
        let compilation = compile(input, Options::new(&files, "/nowhere")).expect("it is small");
        let mark = if self.text.starts_with('\u{FEFF}') {
            3
        } else {
            0
        };
        let told = |found: Diagnostic| {
            let range = self.range(found.span.shifted(mark));
            (found.code.name().to_owned(), range, found.message)
        };
        // What is wrong with a catalogue's text is wrong in no file of the client's.
        let own = self.text.len() as u32;
        let own = compilation
            .diagnostics
            .into_iter()
            .filter(|found| found.span.start <= own);
        own.map(told).take(1_000).collect()
    }

    fn told(&self) -> Vec<(String, Value, String)> {
        let problems = self.problems.get(URI).and_then(Value::as_array);
        let problems = problems.map_or(&[][..], Vec::as_slice);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        problems
            .iter()
            .map(|problem| {
                let message = text(&problem["message"]);
                let first = message.lines().next().unwrap_or_default().to_owned();
                (text(&problem["code"]), problem["range"].clone(), first)
            })
            .collect()
    }
}

fn change_notification(version: i32, changes: &[Value]) -> Message {
    let params = json!({
        "textDocument": { "uri": URI, "version": version },
        "contentChanges": changes,
    });
    Notification::new("textDocument/didChange".to_owned(), params).into()
}

/// How many edits are made in a run of a client.
const EDITS: usize = 100;

#[track_caller]
fn edits_are_followed(runs: u32, texts: impl Strategy<Value = Vec<u8>>, is_utf8: bool) {
    holds(runs, (texts, vec(edit(), EDITS)), |(bytes, edits)| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut client = Client::new(text, is_utf8);
        for edit in edits {
            let before = client.text.clone();
            client.edit(&edit);
            let uri = URI.parse().expect("an address");
            assert_eq!(client.server.text(&uri), Some(client.text.as_str()));
            assert_eq!(
                client.told(),
                client.expected(),
                "{edit:?} in\n{before}\ngives\n{}",
                client.text
            );
        }
    });
}

fn texts() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        1 => select(&SAMPLES[..]).prop_map(|sample| sample.as_bytes().to_vec()),
        6 => programs().prop_map(|program| program.texts()[0].clone().into_bytes()),
        2 => soup(),
    ]
}

// Two tests, because they run at the same time: 100,000 edits in all.

#[test]
fn edits_counted_in_utf16_are_followed() {
    edits_are_followed(500, texts(), false);
}

#[test]
fn edits_counted_in_bytes_are_followed() {
    edits_are_followed(500, texts(), true);
}

/// Several edits in a notification, several notifications before the server has time to parse: what it knows in the end
/// is what a new server knows that is given the text as a whole.
#[test]
fn a_server_that_follows_edits_knows_what_a_new_one_knows() {
    let notifications = vec((vec(odd_edit(), 1..5), any::<bool>()), 12);
    let client = (any::<bool>(), any::<bool>());
    holds(
        120,
        (texts(), notifications, client),
        |(bytes, notifications, (is_utf8, has_crlf))| {
            let mut text = String::from_utf8_lossy(&bytes).into_owned();
            if has_crlf {
                text = text.replace('\n', "\r\n");
            }
            let user = "use \"tree.cert\"\na >> b -> c\n";
            let mut client = Client::new(text, is_utf8);
            client.open(USER, user);
            for (edits, is_busy) in notifications {
                let before = client.text.clone();
                let changes: Vec<Value> = edits.iter().map(|edit| client.change(edit)).collect();
                let message = change_notification(client.version, &changes);
                client.server.take(Event::Message(message), &Queue::empty());
                if is_busy {
                    continue;
                }
                client.let_work();
                let mut new = Client::new(client.text.clone(), is_utf8);
                new.open(USER, user);
                assert_eq!(
                    client.knowledge(),
                    new.knowledge(),
                    "{edits:?} in\n{before}\ngives\n{}",
                    client.text
                );
            }
        },
    );
}
