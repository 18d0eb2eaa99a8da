//! `certdot watch`: a picture that follows its file, in a page or in a file.
//!
//! What a page is told comes as events; the tests wait for those, or for files, and time decides nothing.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStderr, ChildStdout, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::folder::Folder;

/// Whatever is waited for will have happened by then.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program at work; it goes when this is dropped.
struct Watch {
    child: Child,
    stdout: BufReader<ChildStdout>,
    stderr: BufReader<ChildStderr>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watch {
    fn new(folder: &Folder, arguments: &[&str]) -> Watch {
        // Scripts of the folder come first.
        let path = folder.command("true");
        let path = path
            .get_envs()
            .find(|(name, _)| *name == "PATH")
            .unwrap()
            .1
            .unwrap();
        let scripts = folder.path("bin");
        let mut child = folder
            .command(env!("CARGO_BIN_EXE_certdot"))
            .env(
                "PATH",
                format!("{}:{}", scripts.display(), path.to_str().unwrap()),
            )
            .arg("watch")
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (stdout, stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        Watch {
            child,
            stdout: BufReader::new(stdout),
            stderr: BufReader::new(stderr),
        }
    }

    /// The next line on standard error that has some words in it.
    fn says(&mut self, words: &str) -> String {
        let mut said = String::new();
        loop {
            let mut line = String::new();
            assert!(
                self.stderr.read_line(&mut line).unwrap() > 0,
                "{words}: {said}"
            );
            if line.contains(words) {
                return line;
            }
            said += &line;
        }
    }

    fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        let sent = std::process::Command::new("kill")
            .args([&format!("-{name}"), &pid])
            .status();
        assert!(sent.unwrap().success());
    }
}

/// A page that is shown: its server and its port.
struct Page {
    watch: Watch,
    port: u16,
}

impl Page {
    fn new(folder: &Folder, arguments: &[&str]) -> Page {
        let mut watch = Watch::new(folder, arguments);
        let mut line = String::new();
        watch.stdout.read_line(&mut line).unwrap();
        let port = line
            .trim_start_matches("http://127.0.0.1:")
            .trim_end_matches("/\n");
        let port = port.parse().unwrap_or_else(|_| {
            let mut rest = String::new();
            let _ = watch.stderr.read_to_string(&mut rest);
            panic!("{line}{rest}")
        });
        Page { watch, port }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends lines as a request, and takes the whole answer.
    fn ask(&self, lines: &str) -> Answer {
        let mut stream = self.connect();
        let lines = lines.replace("HOST", &format!("Host: 127.0.0.1:{}", self.port));
        let lines = lines
            .replace("PORT", &self.port.to_string())
            .replace('\n', "\r\n");
        write!(stream, "{lines}\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap();
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head,
            body: bytes[end + 4..].to_vec(),
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\nHOST"))
    }

    fn events(&self) -> Events {
        let mut stream = self.connect();
        write!(
            stream,
            "GET /events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
            self.port
        )
        .unwrap();
        let mut events = Events(BufReader::new(stream));
        let mut line = String::new();
        events.0.read_line(&mut line).unwrap();
        assert_eq!(line, "HTTP/1.1 200 OK\r\n");
        events
    }
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// What a page is told.
struct Events(BufReader<TcpStream>);

impl Events {
    fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "it has ended");
            if let Some(state) = line.strip_prefix("data: ") {
                return serde_json::from_str(state).unwrap();
            }
        }
    }

    /// The next state that is as it should be.
    fn until(&mut self, is_right: impl Fn(&Value) -> bool) -> Value {
        loop {
            let state = self.next();
            if is_right(&state) {
                return state;
            }
        }
    }

    /// The next picture that is another than one before, or the first.
    fn picture(&mut self, before: &Value) -> Value {
        let state = self.until(|state| state["picture"] != *before && state["isDrawing"] == false);
        assert_eq!(state["isOld"], false, "{state}");
        state["picture"].clone()
    }

    /// The words of the next problem; the picture stays.
    fn problem(&mut self, picture: &Value) -> String {
        let state = self.until(|state| state["isOld"] == true);
        assert_eq!(state["picture"], *picture, "{state}");
        state["problems"][0]["text"].as_str().unwrap().to_owned()
    }
}

/// Waits until a file is as it should be.
fn wait_for(what: &str, is_right: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_right() {
        assert!(start.elapsed() < PATIENCE, "{what}");
        thread::sleep(Duration::from_millis(5));
    }
}

const TREE: &str = "diagram \"Two\"\nfirst >> second";

#[test]
fn the_page_and_its_pictures_are_there() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    let page = Page::new(&folder, &["tree.cert"]);
    page.events().picture(&Value::Null);
    for (path, media, start) in [
        ("/", "text/html; charset=utf-8", "<!doctype html>"),
        ("/app.js", "text/javascript; charset=utf-8", "//"),
        ("/app.css", "text/css; charset=utf-8", ":root"),
        ("/picture.svg", "image/svg+xml", "<svg "),
        ("/picture.svg?theme=dark", "image/svg+xml", "<svg "),
        ("/picture.png?theme=dark", "image/png", "\u{fffd}PNG"),
        ("/graph.dot", "text/vnd.graphviz; charset=utf-8", "digraph "),
        ("/tree.json", "application/json", "{"),
    ] {
        let answer = page.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(
            String::from_utf8_lossy(&answer.body).starts_with(start),
            "{path}"
        );
        for header in [
            &format!("Content-Type: {media}"),
            "Content-Security-Policy: default-src 'none'; ",
            "frame-ancestors 'none'",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer",
            "Cross-Origin-Resource-Policy: same-origin",
            "Cache-Control: no-store",
            &format!("Content-Length: {}", answer.body.len()),
        ] {
            assert!(
                answer.head.contains(header),
                "{path}: {header}\n{}",
                answer.head
            );
        }
    }
    let head = page.ask("HEAD / HTTP/1.1\nHOST");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert!(
        page.get("/")
            .head
            .contains("script-src 'self'; style-src 'self';")
    );
    assert!(page.get("/picture.svg").text().contains("#fffffe"));
    assert!(
        page.get("/picture.svg?theme=dark")
            .text()
            .contains("#14181d")
    );
    let tree: Value = serde_json::from_slice(&page.get("/tree.json").body).unwrap();
    assert_eq!(tree["title"], "Two");
    assert_eq!(tree["nodes"][1]["label"], "second");
    assert_eq!(tree["nodes"][1]["place"]["file"], "tree.cert");
    assert_eq!(tree["nodes"][1]["place"]["line"], 2);
    assert_eq!(tree["nodes"][1]["place"]["column"], 10);
}

#[test]
fn the_ids_of_the_tree_are_those_of_the_picture() {
    let names = r##""a & b", "&lt;", "\\", "say \"x\"", "x/y#z", "%a", "a--b", "ü", "]]>", "'", "a\nb", "<i>", plain"##;
    let tree = format!("node {names}\ngroup \"g/&\" {{ new plain >> new plain }}");
    let folder = Folder::new(&[("tree.cert", &tree)]);
    let page = Page::new(&folder, &["tree.cert"]);
    page.events().picture(&Value::Null);
    let tree: Value = serde_json::from_slice(&page.get("/tree.json").body).unwrap();
    let nodes = tree["nodes"].as_array().unwrap();
    let mut told: Vec<&str> = nodes
        .iter()
        .map(|node| node["id"].as_str().unwrap())
        .collect();
    let svg = page.get("/picture.svg").text().to_owned();
    let read = |value: &str| {
        let value = value
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"");
        value.replace("&#39;", "'").replace("&amp;", "&")
    };
    let figures = svg.split("class=\"node").skip(1);
    let mut drawn: Vec<String> = figures
        .map(|figure| {
            read(
                figure
                    .split("data-id=\"")
                    .nth(1)
                    .unwrap()
                    .split('"')
                    .next()
                    .unwrap(),
            )
        })
        .collect();
    drawn.sort();
    told.sort();
    assert_eq!(told, drawn);
    assert_eq!(told.len(), 15);
}

#[test]
fn a_theme_that_is_told_counts_whatever_the_page_has() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    let page = Page::new(&folder, &["tree.cert", "--theme", "light"]);
    page.events().picture(&Value::Null);
    assert!(
        page.get("/picture.svg?theme=dark")
            .text()
            .contains("#fffffe")
    );
}

#[test]
fn only_the_page_is_answered_and_only_what_it_asks() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    let page = Page::new(&folder, &["tree.cert"]);
    page.events().picture(&Value::Null);
    for (lines, status) in [
        ("GET / HTTP/1.1\nHost: localhost:PORT", 200),
        ("GET / HTTP/1.1\nHOST\nOrigin: http://127.0.0.1:PORT", 200),
        ("GET / HTTP/1.1\nHost: evil.example:PORT", 403),
        ("GET /picture.svg HTTP/1.1\nHost: evil.example", 403),
        ("GET / HTTP/1.1\nHost: 127.0.0.1", 403),
        ("GET / HTTP/1.0", 403),
        (
            "GET /tree.json HTTP/1.1\nHOST\nOrigin: http://evil.example",
            403,
        ),
        ("GET /events HTTP/1.1\nHOST\nOrigin: null", 403),
        (
            "GET /picture.svg HTTP/1.1\nHOST\nSec-Fetch-Site: cross-site",
            403,
        ),
        ("GET / HTTP/1.1\nHOST\nSec-Fetch-Site: cross-site", 200),
        (
            "POST / HTTP/1.1\nHOST\nContent-Length: 1000000000000000000",
            405,
        ),
        ("PUT /picture.svg HTTP/1.1\nHOST", 405),
        ("OPTIONS * HTTP/1.1\nHOST", 405),
        ("DELETE /events HTTP/1.1\nHOST", 405),
        ("GET /tree.cert HTTP/1.1\nHOST", 404),
        ("GET /../tree.cert HTTP/1.1\nHOST", 404),
        ("GET //etc/passwd HTTP/1.1\nHOST", 404),
        ("GET /%2e%2e/etc/passwd HTTP/1.1\nHOST", 404),
        ("GET http://127.0.0.1:PORT/ HTTP/1.1\nHOST", 404),
        ("nonsense", 400),
        ("\0\u{1}\u{2}", 400),
    ] {
        let answer = page.ask(lines);
        assert_eq!(answer.status, status, "{lines}\n{}", answer.head);
        assert!(
            answer
                .head
                .contains("\r\nX-Content-Type-Options: nosniff\r\n")
        );
        assert_eq!(
            answer.head.contains("\r\nAllow: GET, HEAD\r\n"),
            status == 405
        );
    }
    let long = format!("GET / HTTP/1.1\nHOST\nCookie: {}", "x".repeat(20_000));
    assert_eq!(page.ask(&long).status, 431);
    let many = format!("GET / HTTP/1.1\nHOST{}", "\nX: y".repeat(100));
    assert_eq!(page.ask(&many).status, 431);
    let all = TcpStream::connect(("127.0.0.2", page.port));
    assert!(all.is_err(), "it listens at no other address");
}

#[test]
fn many_who_are_slow_keep_nobody_out() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    let page = Page::new(&folder, &["tree.cert"]);
    // It stays: that one has gone is noticed only after a while.
    let mut first = page.events();
    first.picture(&Value::Null);
    let slow: Vec<TcpStream> = (0..300)
        .map(|number| {
            let mut stream = page.connect();
            if number % 2 == 0 {
                // Those who have been closed already need not be told.
                let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: ");
            }
            stream
        })
        .collect();
    assert_eq!(page.get("/").status, 200);
    drop(slow);
    let mut guests: Vec<Events> = (1..32).map(|_| page.events()).collect();
    assert_eq!(page.get("/events").status, 503);
    assert_eq!(page.get("/").status, 200);
    // Those who listen are told all the same, though one of them reads nothing.
    let listening = guests.iter_mut().skip(1);
    let told = listening.map(|guest| guest.next()["picture"].clone());
    let told: Vec<Value> = told.collect();
    fs::write(folder.path("tree.cert"), "first >> third").unwrap();
    for (guest, before) in guests.iter_mut().skip(1).zip(&told) {
        guest.picture(before);
    }
    guests.pop();
    wait_for("there is room for one more", || {
        let mut stream = page.connect();
        write!(
            stream,
            "GET /events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
            page.port
        )
        .unwrap();
        let mut start = [0; 12];
        stream.read_exact(&mut start).unwrap();
        &start == b"HTTP/1.1 200"
    });
}

#[test]
fn it_follows_all_that_the_picture_is_made_of() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    let page = Page::new(&folder, &["tree.cert"]);
    let mut events = page.events();
    // Whole at once: who looks in the middle of writing sees half a file.
    let put = |name: &str, text: &str| {
        fs::write(folder.path("part"), text).unwrap();
        fs::rename(folder.path("part"), folder.path(name)).unwrap();
    };
    let tree = |text: &str| put("tree.cert", text);
    let mut picture = events.picture(&Value::Null);

    tree("first >> second >> third");
    picture = events.picture(&picture);
    assert!(
        page.get("/picture.svg")
            .text()
            .contains("data-id=\"third\"")
    );

    tree("first -> second");
    let problem = events.problem(&picture);
    assert!(problem.contains("--> tree.cert:1:7"), "{problem}");
    assert!(
        page.get("/picture.svg")
            .text()
            .contains("data-id=\"third\"")
    );

    // A file that is not there yet, in a folder that is not there yet.
    tree("use \"more/used.cert\"\nfirst >> second");
    let problem = events.problem(&picture);
    assert!(problem.contains("more/used.cert"), "{problem}");
    fs::create_dir(folder.path("more")).unwrap();
    put("more/used.cert", "node used");
    picture = events.picture(&picture);
    assert!(page.get("/picture.svg").text().contains("data-id=\"used\""));
    put("more/used.cert", "node used, too");
    picture = events.picture(&picture);

    // The folder goes, and another comes in its place.
    fs::remove_dir_all(folder.path("more")).unwrap();
    events.problem(&picture);
    fs::create_dir(folder.path("more")).unwrap();
    put("more/used.cert", "node again");
    picture = events.picture(&picture);
    assert!(page.get("/tree.json").text().contains("\"again\""));

    // An icon that is not there yet, then is another.
    tree("node first [icon=mark]");
    let problem = events.problem(&picture);
    assert!(problem.contains("mark"), "{problem}");
    let icon = |colour: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><rect width=\"8\" height=\"8\" fill=\"{colour}\"/></svg>"
        )
    };
    put("mark.svg", &icon("#123456"));
    picture = events.picture(&picture);
    assert!(page.get("/picture.svg").text().contains("#123456"));
    put("mark.svg", &icon("#654321"));
    picture = events.picture(&picture);
    assert!(page.get("/picture.svg").text().contains("#654321"));
    // One that would stop the program; it is said which, and the page goes on.
    let corners = (0..100_000_u64).map(|at| format!("L{} {}", at * 7919 % 8, at * 104_729 % 8));
    let corners: String = corners.collect();
    let hostile = icon("red").replace(
        "<rect",
        &format!("<path stroke=\"red\" d=\"M0 0{corners}\"/><rect"),
    );
    put("mark.svg", &hostile);
    let problem = events.problem(&picture);
    assert!(
        problem.contains("mark.svg") && problem.contains("takes too"),
        "{problem}"
    );
    put("mark.svg", &icon("#abcdef"));
    picture = events.picture(&picture);
    assert!(page.get("/picture.svg").text().contains("#abcdef"));

    // The file itself goes, and comes back by being renamed.
    fs::remove_file(folder.path("tree.cert")).unwrap();
    let problem = events.problem(&picture);
    assert!(problem.contains("there is no such file"), "{problem}");
    tree("back >> again");
    picture = events.picture(&picture);
    assert!(page.get("/picture.svg").text().contains("data-id=\"back\""));

    tree("back >> again >> anew");
    picture = events.picture(&picture);
    // A comment moves nodes to other lines, which the page is told of.
    tree("// here\nback >> again >> anew");
    events.picture(&picture);
    assert!(page.get("/tree.json").text().contains("\"line\":2"));
}

#[test]
fn a_link_leads_to_a_file_that_is_followed() {
    let folder = Folder::new(&[("far/tree.cert", TREE)]);
    std::os::unix::fs::symlink("far/tree.cert", folder.path("tree.cert")).unwrap();
    let page = Page::new(&folder, &["tree.cert"]);
    let mut events = page.events();
    let picture = events.picture(&Value::Null);
    fs::write(folder.path("far/tree.cert"), "first >> third").unwrap();
    events.picture(&picture);
}

#[test]
fn what_is_newer_is_not_kept_waiting_by_what_is_slow() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    folder.script(
        "bin/dot",
        "text=$(cat)\ncase $text in *endless*) echo $$ > pid; exec sleep 600;; esac\nPATH=${PATH#*:}\necho \"$text\" | exec dot \"$@\"",
    );
    let page = Page::new(&folder, &["tree.cert"]);
    let mut events = page.events();
    let picture = events.picture(&Value::Null);
    fs::write(folder.path("tree.cert"), "node endless").unwrap();
    wait_for("it is being drawn", || folder.path("pid").exists());
    fs::write(folder.path("tree.cert"), "node short").unwrap();
    let picture = events.picture(&picture);
    assert!(
        page.get("/picture.svg")
            .text()
            .contains("data-id=\"short\"")
    );
    let has_gone = || {
        let pid = fs::read_to_string(folder.path("pid")).unwrap_or_default();
        !pid.is_empty() && !fs::exists(format!("/proc/{}/exe", pid.trim())).unwrap()
    };
    wait_for("the slow one has been ended", has_gone);

    // So it is at the end.
    fs::remove_file(folder.path("pid")).unwrap();
    fs::write(folder.path("tree.cert"), "node endless, too").unwrap();
    let told = events.until(|state| state["isDrawing"] == true);
    assert_eq!(told["picture"], picture);
    wait_for("it is being drawn", || folder.path("pid").exists());
    let Page { mut watch, .. } = page;
    watch.signal("INT");
    assert_eq!(watch.child.wait().unwrap().code(), Some(130));
    wait_for("the slow one has been ended", has_gone);
}

#[test]
fn a_port_can_be_named_and_one_that_is_taken_is_told() {
    // Of those that a system gives to whoever names none, another test may have got it meanwhile.
    let is_free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let port = (20_000..32_000).find(is_free).unwrap();
    let folder = Folder::new(&[("tree.cert", TREE)]);
    let number = port.to_string();
    let page = Page::new(&folder, &["tree.cert", "--port", &number]);
    assert_eq!(page.port, port);
    let outcome = folder.run(&["watch", "tree.cert", "--port", &number]);
    outcome.assert_refused(
        1,
        &format!("port {port} is in use by another program: choose another with `--port`"),
    );
}

#[test]
fn a_signal_ends_it() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let mut page = Page::new(&folder, &["tree.cert"]);
        let mut events = page.events();
        events.picture(&Value::Null);
        page.watch.signal(signal);
        assert_eq!(page.watch.child.wait().unwrap().code(), Some(code));
        let mut rest = String::new();
        events.0.read_to_string(&mut rest).unwrap();
    }
}

#[test]
fn it_opens_the_page_in_the_browser() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    folder.script("bin/xdg-open", "echo \"$1\" > part && mv part opened");
    let page = Page::new(&folder, &["tree.cert", "--open"]);
    wait_for("it is opened", || folder.path("opened").exists());
    assert_eq!(
        folder.text("opened"),
        format!("http://127.0.0.1:{}/\n", page.port)
    );
}

#[test]
fn without_a_page_it_writes_a_file_anew() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    let mut watch = Watch::new(&folder, &["tree.cert", "-o", "tree.svg"]);
    let tree = |text: &str| fs::write(folder.path("tree.cert"), text).unwrap();
    watch.says("tree.svg written");
    assert!(folder.text("tree.svg").contains("data-id=\"second\""));

    tree("first >> third");
    watch.says("tree.svg written");
    let third = folder.text("tree.svg");
    assert!(third.contains("data-id=\"third\""));

    tree("first -> fourth");
    watch.says("error[E0102]");
    watch.says("tree.cert:1:7");
    watch.says("tree.cert: 1 error");
    assert_eq!(folder.text("tree.svg"), third, "the old one stays");

    fs::remove_file(folder.path("tree.cert")).unwrap();
    watch.says("there is no such file");
    assert_eq!(folder.text("tree.svg"), third);

    fs::write(folder.path("other"), "first >> fifth").unwrap();
    fs::rename(folder.path("other"), folder.path("tree.cert")).unwrap();
    watch.says("tree.svg written");
    assert!(folder.text("tree.svg").contains("data-id=\"fifth\""));

    watch.signal("INT");
    assert_eq!(watch.child.wait().unwrap().code(), Some(130));
    let mut rest = String::new();
    watch.stderr.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
    watch.stdout.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
}

#[test]
fn a_file_elsewhere_leads_to_the_same_places() {
    let tree = "node a [url=\"exams/a.html\"]";
    let folder = Folder::new(&[("trees/tree.cert", tree), ("out/here", "")]);
    let mut watch = Watch::new(&folder, &["trees/tree.cert", "-o", "out/tree.svg"]);
    watch.says("out/tree.svg written");
    let written = folder.text("out/tree.svg");
    assert!(written.contains("<a xlink:href=\"../trees/exams/a.html\""));
}

#[test]
fn the_ending_tells_what_is_written() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    for (name, start) in [
        ("t.png", b"\x89PNG".as_slice()),
        ("t.pdf", b"%PDF"),
        ("t.gv", b"digraph"),
        ("t.json", b"{"),
    ] {
        let mut watch = Watch::new(&folder, &["tree.cert", "-o", name]);
        watch.says("written");
        assert!(
            fs::read(folder.path(name)).unwrap().starts_with(start),
            "{name}"
        );
    }
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = Folder::new(&[("tree.cert", TREE), ("pictures/x.svg", "")]);
    for (arguments, code, words) in [
        (
            ["watch", "-"].as_slice(),
            2,
            "standard input cannot be watched",
        ),
        (&["watch", "tre.cert"], 1, "did you mean `tree.cert`?"),
        (&["watch", "pictures"], 1, "it is a folder"),
        (
            &["watch", "tree.cert", "-o", "tree"],
            2,
            "unknown kind of picture `tree`",
        ),
        (
            &["watch", "tree.cert", "-o", "pictures"],
            2,
            "is not a file to which a picture can be written",
        ),
        (
            &["watch", "tree.cert", "-o", "x.svg", "--open"],
            2,
            "cannot be used with",
        ),
        (&["wath", "tree.cert"], 2, "did you mean `watch`?"),
    ] {
        folder.run(arguments).assert_refused(code, words);
    }
    // What it would write over is told whenever it is so.
    fs::write(folder.path("tree.dot"), TREE).unwrap();
    let mut watch = Watch::new(&folder, &["tree.dot", "-o", "tree.dot"]);
    watch.says("`tree.dot` is an input and would be overwritten");
    assert_eq!(folder.text("tree.dot"), TREE);
}

#[test]
fn a_file_that_cannot_be_written_ends_it_at_the_start() {
    let folder = Folder::new(&[("tree.cert", "a >> b"), ("file", "")]);
    for output in ["no/dir/tree.svg", "file/tree.svg"] {
        let outcome = folder.run(&["watch", "tree.cert", "-o", output]);
        outcome.assert_refused(1, &format!("cannot write `{output}`: "));
    }
    assert_eq!(folder.names(), ["file", "tree.cert"]);
}
