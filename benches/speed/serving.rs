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
    let within = "≤ 1 ms";
    for (what, line, column, typed, bound, most) in [
        ("a letter in a label", node, label, "x", within, 1.0),
        (
            "a letter in a name, which makes a node of it",
            chain,
            name,
            "x",
            within,
            1.0,
        ),
        (
            "an arrow without an end, which is a mistake",
            chain,
            end,
            " >>",
            within,
            1.0,
        ),
        ("a new statement", chain, end, "\n    a >> b", "≤ 5 ms", 5.0),
        (
            "a brace, which concerns all that follows",
            chain,
            end,
            "\n}",
            "≤ 5 ms",
            5.0,
        ),
    ] {
        let nanoseconds = keystroke(&text, line, column, typed)?;
        promise(report, what, bound, most, nanoseconds, whole);
    }
    let nanoseconds = completion(&text, chain, name + " >> ".len())?;
    promise(
        report,
        "completion of a name",
        "≤ 5 ms",
        5.0,
        nanoseconds,
        whole,
    );
    Ok(())
}

fn promise(report: &mut Report, what: &str, bound: &str, most: f64, nanoseconds: u64, whole: u64) {
    let ratio = nanoseconds as f64 / whole as f64;
    let figure = format!("{} ({ratio:.2}× compiling)", milliseconds(nanoseconds));
    report.promise(what, bound, figure, nanoseconds as f64 / 1e6 <= most);
}

fn milliseconds(nanoseconds: u64) -> String {
    format!("{:.2} ms", nanoseconds as f64 / 1e6)
}

/// The CPU time of this thread so far, in nanoseconds.
fn now() -> Result<u64, String> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat");
    let told = told.map_err(|error| error.to_string())?;
    let figure = told
        .split(' ')
        .next()
        .and_then(|figure| figure.parse().ok());
    figure.ok_or_else(|| "no figure in schedstat".to_owned())
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
        let before = now()?;
        let compilation = compile(input, Options::new(&files, "/")).map_err(|e| e.to_string())?;
        times.push(now()? - before);
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

    fn take(&mut self, message: Message) {
        self.server.take(Event::Message(message), &Queue::none());
        while self.server.has_work() {
            self.server.work();
        }
        while self.sent.try_recv().is_ok() {}
    }

    fn request(&mut self, method: &str, params: Value) {
        self.take(Message::Request(Request::new(
            1.into(),
            method.to_owned(),
            params,
        )));
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.take(Message::Notification(Notification::new(
            method.to_owned(),
            params,
        )));
    }

    /// Replaces so many columns of a line, and tells what it took.
    fn change(
        &mut self,
        line: usize,
        column: usize,
        gone: (usize, usize),
        typed: &str,
    ) -> Result<u64, String> {
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
        let before = now()?;
        self.notify("textDocument/didChange", params);
        Ok(now()? - before)
    }
}

/// What typing and taking back costs, in the middle.
fn keystroke(text: &str, line: usize, column: usize, typed: &str) -> Result<u64, String> {
    let mut client = Client::new(text);
    let gone = match typed.rsplit_once('\n') {
        Some((before, last)) => (before.matches('\n').count() + 1, last.len()),
        None => (0, typed.len()),
    };
    let mut times = Vec::new();
    for _ in 0..KEYSTROKES {
        times.push(client.change(line, column, (0, 0), typed)?);
        times.push(client.change(line, column, gone, "")?);
    }
    Ok(median(times))
}

fn completion(text: &str, line: usize, column: usize) -> Result<u64, String> {
    let mut client = Client::new(text);
    let mut times = Vec::new();
    for _ in 0..KEYSTROKES {
        let params = json!({
            "textDocument": { "uri": URI },
            "position": { "line": line, "character": column },
        });
        let before = now()?;
        client.request("textDocument/completion", params);
        times.push(now()? - before);
    }
    Ok(median(times))
}
