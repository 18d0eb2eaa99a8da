//! What the language server costs: from a keystroke to its diagnostics, and completion.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use certdot::compile::{Input, Options, compile};
use certdot::diagnostics::Levels;
use certdot::lsp::{Event, Outgoing, Queue, Server, Settings};
use certdot::source::Memory;
use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};

use crate::clock::median;
use crate::graph::Graph;
use crate::mistakes::NODES_IN_LINES;
use crate::report::Report;
use crate::spelling::{self, Spelling};

const URI: &str = "file:///certdot-bench/tree.cert";

/// How many keystrokes of a kind are taken.
const KEYSTROKES: usize = 200;

/// Measures it. Times are CPU time of this thread, and stand beside that of compiling the file as a whole.
pub(crate) fn measure(report: &mut Report) -> Result<(), String> {
    report.section("The language server at 10,000 lines: CPU time, and against compiling the file");
    let text = spelling::text(&Graph::new(NODES_IN_LINES), Spelling::CANONICAL);
    let whole = compiling(&text)?;
    report.note("compiling the file", milliseconds(whole));
    let lines: Vec<&str> = text.lines().collect();
    let middle = lines.len() / 2;
    let find = |what: &str| {
        let after = lines
            .iter()
            .skip(middle)
            .position(|line| line.contains(what));
        after
            .map(|at| middle + at)
            .ok_or(format!("no line of the input has {what}"))
    };
    let (node, chain) = (find("node ")?, find(" >> ")?);
    let label = lines[node].find('"').ok_or("no label")? + 1;
    let name = lines[chain].find(" >> ").ok_or("no arrow")?;
    let end = lines[chain].len();
    for (what, line, column, typed, is_within) in [
        ("a letter in a label", node, label, "x", true),
        (
            "a letter in a name, which makes a node of it",
            chain,
            name,
            "x",
            true,
        ),
        (
            "an arrow without an end, which is a mistake",
            chain,
            end,
            " >>",
            true,
        ),
        ("a new statement", chain, end, "\n    a >> b", true),
        (
            "a brace, which concerns all that follows",
            chain,
            end,
            "\n}",
            false,
        ),
    ] {
        report.note(what, "");
        let (spelling, all) = keystroke(&text, line, column, typed);
        if is_within {
            promise(
                report,
                "  to the problems of its spelling",
                1.0,
                spelling,
                whole,
            );
        }
        promise(report, "  to all problems", 5.0, all, whole);
    }
    let nanoseconds = completion(&text, chain, name + " >> ".len());
    promise(report, "completion of a name", 5.0, nanoseconds, whole);
    Ok(())
}

fn promise(report: &mut Report, what: &str, most: f64, nanoseconds: u64, whole: u64) {
    let ratio = nanoseconds as f64 / whole as f64;
    let figure = format!("{} ({ratio:.2}× compiling)", milliseconds(nanoseconds));
    let bound = format!("≤ {most} ms");
    report.promise(what, &bound, figure, nanoseconds as f64 / 1e6 <= most);
}

fn milliseconds(nanoseconds: u64) -> String {
    format!("{:.2} ms", nanoseconds as f64 / 1e6)
}

/// The CPU time of this thread so far, in nanoseconds.
fn now() -> u64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

fn compiling(text: &str) -> Result<u64, String> {
    let files = Memory::default();
    let mut times = Vec::new();
    for _ in 0..20 {
        let input = Input {
            name: "tree.cert".into(),
            path: "/tree.cert".into(),
            bytes: text.into(),
        };
        let before = now();
        let compilation = compile(input, Options::new(&files, "/")).map_err(|e| e.to_string())?;
        times.push(now() - before);
        drop(compilation);
    }
    Ok(median(times))
}

struct Client {
    server: Server,
    sent: Receiver<Outgoing>,
    version: i32,
}

impl Client {
    fn new(text: &str) -> Client {
        let (out, sent) = channel();
        let (events, _) = channel();
        let settings = Settings {
            root: None,
            icons: Vec::<PathBuf>::new(),
            levels: Levels::default(),
            reader: Arc::new(certdot::icons::InProcess),
            painter: Arc::new(|_, _| Err(String::new())),
        };
        let mut client = Client {
            server: Server::new(settings, out, events),
            sent,
            version: 1,
        };
        client.request("initialize", json!({ "capabilities": {} }));
        client.notify(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": URI, "languageId": "certdot", "version": 1, "text": text } }),
        );
        client
    }

    /// Has the server take a message and do what there is to do, and tells the time when it has first done something.
    fn take(&mut self, message: Message) -> u64 {
        self.server.take(Event::Message(message), &Queue::empty());
        let mut first = None;
        while self.server.has_work() {
            self.server.work();
            if first.is_none() {
                first = Some(now());
            }
        }
        while self.sent.try_recv().is_ok() {}
        first.unwrap_or_else(now)
    }

    fn request(&mut self, method: &str, params: Value) -> u64 {
        self.take(Message::Request(Request::new(
            1.into(),
            method.to_owned(),
            params,
        )))
    }

    fn notify(&mut self, method: &str, params: Value) -> u64 {
        self.take(Message::Notification(Notification::new(
            method.to_owned(),
            params,
        )))
    }

    /// Replaces a stretch that begins at a place, and tells what it took: to what is told first, and to all.
    fn change(
        &mut self,
        line: usize,
        column: usize,
        gone: (usize, usize),
        typed: &str,
    ) -> (u64, u64) {
        self.version += 1;
        let end = (
            line + gone.0,
            if gone.0 > 0 { gone.1 } else { column + gone.1 },
        );
        let params = json!({
            "textDocument": { "uri": URI, "version": self.version },
            "contentChanges": [{
                "range": {
                    "start": { "line": line, "character": column },
                    "end": { "line": end.0, "character": end.1 },
                },
                "text": typed,
            }],
        });
        let before = now();
        let first = self.notify("textDocument/didChange", params);
        (first - before, now() - before)
    }
}

/// What typing and taking back costs, in the middle.
fn keystroke(text: &str, line: usize, column: usize, typed: &str) -> (u64, u64) {
    let mut client = Client::new(text);
    let gone = match typed.rsplit_once('\n') {
        Some((before, last)) => (before.matches('\n').count() + 1, last.len()),
        None => (0, typed.len()),
    };
    let mut times = Vec::new();
    for _ in 0..KEYSTROKES {
        times.push(client.change(line, column, (0, 0), typed));
        times.push(client.change(line, column, gone, ""));
    }
    let (first, all) = times.into_iter().unzip();
    (median(first), median(all))
}

fn completion(text: &str, line: usize, column: usize) -> u64 {
    let mut client = Client::new(text);
    let mut times = Vec::new();
    for _ in 0..KEYSTROKES {
        let params = json!({
            "textDocument": { "uri": URI },
            "position": { "line": line, "character": column },
        });
        let before = now();
        client.request("textDocument/completion", params);
        times.push(now() - before);
    }
    median(times)
}
