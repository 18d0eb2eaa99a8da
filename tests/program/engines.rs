//! `certdot render` and what lays out: which engine is taken, what becomes of one that fails, and what is not drawn
//! again. A script stands in for Graphviz's `dot` where it has to misbehave.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::thread;

use crate::folder::{Folder, Outcome};

/// Lines of a script that go on as the real `dot`.
const REAL: &str = "PATH=${PATH#*:}; exec dot \"$@\"";

/// A tree, and a script in the place of `dot`.
fn folder(dot: &str) -> Folder {
    let folder = Folder::new(&[("tree.cert", "a >> b"), ("more.cert", "c >> d")]);
    folder.script("bin/dot", dot);
    folder
}

fn command(folder: &Folder, arguments: &[&str]) -> Command {
    let mut path = folder.path("bin").into_os_string();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap());
    let mut command = folder.command(env!("CARGO_BIN_EXE_certdot"));
    command.arg("render").args(arguments).env("PATH", path);
    command
}

fn render(folder: &Folder, arguments: &[&str]) -> Outcome {
    Outcome::of(command(folder, arguments).output().unwrap())
}

/// How often a script has been run that adds a line to a file.
fn runs(folder: &Folder) -> usize {
    let counted = fs::read_to_string(folder.path("runs")).unwrap_or_default();
    counted.lines().count()
}

/// A `dot` that counts its runs.
fn counted() -> Folder {
    folder(&format!("echo run >> runs\n{REAL}"))
}

#[test]
fn dot_is_taken_where_it_is_found() {
    for engine in ["auto", "dot"] {
        let folder = counted();
        let outcome = render(&folder, &["tree.cert", "--engine", engine]);
        assert_eq!(
            (outcome.code, &*outcome.stderr),
            (Some(0), "tree.svg written\n")
        );
        assert_eq!(runs(&folder), 1, "{engine}");
    }
    let folder = counted();
    assert_eq!(
        render(&folder, &["tree.cert", "--engine", "embedded"]).code,
        Some(0)
    );
    assert_eq!(runs(&folder), 0);
}

#[test]
fn without_dot_the_engine_that_is_built_in_draws() {
    let folder = folder("exit 1");
    let without = |arguments: &[&str]| {
        let mut command = folder.command(env!("CARGO_BIN_EXE_certdot"));
        command
            .arg("render")
            .args(arguments)
            .env("PATH", folder.path("none"));
        Outcome::of(command.output().unwrap())
    };
    let outcome = without(&["tree.cert", "-o", "-"]);
    assert_eq!((outcome.code, &*outcome.stderr), (Some(0), ""));
    let embedded = without(&["tree.cert", "-o", "-", "--engine", "embedded"]);
    assert_eq!(outcome.stdout, embedded.stdout);
    assert_eq!(without(&["tree.cert", "-o", "tree.png"]).code, Some(0));
    let outcome = without(&["tree.cert", "--engine", "dot"]);
    outcome.assert_refused(
        1,
        "`dot` was not found: install Graphviz (https://graphviz.org/download/)",
    );
    without(&["tree.cert", "-T", "pdf"]).assert_refused(1, "only Graphviz's `dot` can write PDF");
}

#[test]
fn nothing_is_run_from_the_working_directory() {
    let folder = folder("");
    folder.script("dot", "echo run >> runs");
    for path in ["", ".", "bin"] {
        let mut command = folder.command(env!("CARGO_BIN_EXE_certdot"));
        let arguments = ["render", "tree.cert", "-o", "-"];
        let outcome = Outcome::of(command.args(arguments).env("PATH", path).output().unwrap());
        assert_eq!((outcome.code, &*outcome.stderr), (Some(0), ""), "{path:?}");
    }
    assert_eq!(runs(&folder), 0);
}

/// A `dot` that hangs, with a child that does too. Both hold a pipe; if they are not ended, they write to it in the end.
const HANGS: &str = "exec 9>alive\necho started >&9\nsleep 60 &\nwait\necho alive >&9";

/// The folder of one that hangs, with its pipe.
fn hanging() -> Folder {
    let folder = folder(HANGS);
    assert_eq!(folder.shell("mkfifo alive").code, Some(0));
    folder
}

#[test]
fn an_engine_that_hangs_is_ended_with_its_children() {
    let folder = hanging();
    let alive = folder.path("alive");
    let heard = thread::spawn(move || {
        let mut heard = String::new();
        File::open(alive)
            .unwrap()
            .read_to_string(&mut heard)
            .unwrap();
        heard
    });
    let outcome = render(&folder, &["tree.cert", "--timeout", "1"]);
    outcome.assert_refused(1, "took more than 1 second: allow more with `--timeout`");
    // The end of the pipe is there when nobody is left who could write to it.
    assert_eq!(heard.join().unwrap(), "started\n");
    assert!(!folder.path("tree.svg").exists());
}

#[test]
fn ctrl_c_ends_the_engine_with_its_children() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let folder = hanging();
        let mut certdot = command(&folder, &["tree.cert", "more.cert"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut alive = BufReader::new(File::open(folder.path("alive")).unwrap());
        let mut line = String::new();
        alive.read_line(&mut line).unwrap();
        assert_eq!(line, "started\n");
        folder.shell(&format!("kill -{signal} {}", certdot.id()));
        assert_eq!(certdot.wait().unwrap().code(), Some(code), "{signal}");
        let mut rest = String::new();
        alive.read_to_string(&mut rest).unwrap();
        assert_eq!(rest.replace("started\n", ""), "");
        let left = folder.names();
        assert_eq!(
            left,
            ["alive", "bin", "more.cert", "tree.cert"],
            "no half picture"
        );
    }
}

#[test]
fn what_an_engine_leaves_running_is_not_waited_for() {
    let folder = folder(&format!("sleep 60 &\n{REAL}"));
    let outcome = render(&folder, &["tree.cert", "--timeout", "30"]);
    assert_eq!(
        (outcome.code, &*outcome.stderr),
        (Some(0), "tree.svg written\n")
    );
}

#[test]
fn where_dot_crashes_the_other_engine_draws_and_says_so() {
    let folder = folder("kill -SEGV $$");
    let outcome = render(&folder, &["tree.cert"]);
    assert_eq!(outcome.code, Some(0));
    assert_eq!(
        outcome.stderr,
        "warning: tree.cert: `dot` failed, so the embedded engine drew it instead: \
         Graphviz was ended by signal 11\ntree.svg written\n"
    );
    let drawn = folder.text("tree.svg");
    let embedded = render(&folder, &["tree.cert", "-o", "-", "--engine", "embedded"]);
    assert_eq!(drawn, embedded.stdout);
    let outcome = render(&folder, &["tree.cert", "--engine", "dot", "-o", "x.svg"]);
    outcome.assert_refused(
        1,
        "cannot draw `tree.cert`: Graphviz was ended by signal 11",
    );
    assert!(!folder.path("x.svg").exists());
}

#[test]
fn one_graph_that_dot_cannot_draw_takes_no_other_with_it() {
    let folder = folder(
        "graphs=$(cat)\ncase $graphs in *boom*) kill -SEGV $$;; esac\n\
         PATH=${PATH#*:}\nprintf '%s' \"$graphs\" | dot \"$@\"",
    );
    fs::write(folder.path("boom.cert"), "boom >> b").unwrap();
    let arguments = [
        "tree.cert",
        "boom.cert",
        "more.cert",
        "--engine",
        "dot",
        "-j",
        "1",
    ];
    let outcome = render(&folder, &arguments);
    outcome.assert_refused(1, "cannot draw `boom.cert`: Graphviz was ended by signal");
    assert!(
        outcome
            .stderr
            .ends_with("2 pictures written, 1 not drawn\n"),
        "{outcome:?}"
    );
    assert!(folder.text("tree.svg").contains(">a<") && folder.text("more.svg").contains(">c<"));
}

#[test]
fn what_dot_complains_of_is_said_in_other_words() {
    for (complaint, words) in [
        (
            "Warning: Orthogonal edges do not currently handle edge labels. Try using xlabels (splines=ortho).",
            "warning: tree.cert: Graphviz cannot place labels of edges with `splines=ortho`",
        ),
        (
            "Warning: something odd",
            "warning: tree.cert: Graphviz: something odd",
        ),
    ] {
        let folder = folder(&format!("echo '{complaint}' >&2\n{REAL}"));
        // A picture that was complained of is complained of again: it is not kept.
        for _ in 0..2 {
            let outcome = render(&folder, &["tree.cert"]);
            assert_eq!(outcome.code, Some(0));
            assert!(outcome.stderr.starts_with(words), "{outcome:?}");
            assert!(!outcome.stderr.contains(complaint), "{outcome:?}");
        }
    }
    let folder = folder("echo 'Fontconfig error: Cannot load default config file' >&2\nexit 3");
    let outcome = render(&folder, &["tree.cert", "--engine", "dot"]);
    outcome.assert_refused(
        1,
        "cannot draw `tree.cert`: Graphviz failed without a message",
    );
}

#[test]
fn what_dot_prints_is_not_trusted_to_be_a_picture() {
    for dot in ["echo nonsense", "cat > /dev/null", "printf '<svg'"] {
        let folder = folder(dot);
        let outcome = render(&folder, &["tree.cert", "--engine", "dot"]);
        outcome.assert_refused(1, "cannot read what Graphviz drew");
        assert!(!folder.path("tree.svg").exists());
    }
}

#[test]
fn a_batch_takes_one_run() {
    let folder = counted();
    let outcome = render(
        &folder,
        &["tree.cert", "more.cert", "-o", "out/", "-j", "1"],
    );
    assert_eq!(
        (outcome.code, &*outcome.stderr),
        (Some(0), "2 pictures written\n")
    );
    assert_eq!(runs(&folder), 1);
}

#[test]
fn what_has_been_drawn_is_not_drawn_again() {
    let folder = counted();
    let drawn = |arguments: &[&str]| {
        let outcome = render(&folder, &[&["tree.cert", "-o", "-"], arguments].concat());
        assert_eq!((outcome.code, &*outcome.stderr), (Some(0), ""));
        (outcome.stdout, runs(&folder))
    };
    let (first, _) = drawn(&[]);
    assert_eq!(drawn(&[]), (first.clone(), 1));
    assert_eq!(drawn(&["--no-cache"]), (first.clone(), 2));
    // What changes the picture is another picture.
    assert_eq!(drawn(&["--theme", "dark"]).1, 3);
    assert_eq!(drawn(&["--layout", "circo"]).1, 4);
    assert_eq!(drawn(&["--theme", "auto"]).1, 5);
    assert_eq!(drawn(&["-T", "json"]).1, 6);
    assert_ne!(drawn(&["--engine", "embedded"]).0, "");
    fs::write(folder.path("tree.cert"), "a >> b // in other words").unwrap();
    assert_eq!(drawn(&[]), (first.clone(), 6));
    fs::write(folder.path("tree.cert"), "a >> c").unwrap();
    assert_eq!(drawn(&[]).1, 7);
    // So is that of another program.
    folder.script("bin/dot", &format!("echo run >> runs; true\n{REAL}"));
    assert_eq!(drawn(&[]).1, 8);
}

#[test]
fn a_cache_that_cannot_be_written_costs_time_only() {
    let folder = counted();
    fs::write(folder.path("tree.cert"), "node a [code=\"X-1\"]\na >> b").unwrap();
    let drawn = |cache: &str, arguments: &[&str]| {
        let mut command = command(&folder, arguments);
        command.env("XDG_CACHE_HOME", folder.path(cache));
        Outcome::of(command.output().unwrap())
    };
    let kept = drawn("cache", &["tree.cert", "-o", "-"]);
    assert_eq!((kept.code, &*kept.stderr), (Some(0), ""));
    for runs_before in [1, 2] {
        let outcome = drawn("tree.cert", &["tree.cert", "-o", "-"]);
        assert_eq!((outcome.code, &*outcome.stderr), (Some(0), ""));
        assert!(outcome.stdout == kept.stdout);
        assert_eq!(runs(&folder), runs_before + 1);
    }
    // Graphviz would write the name of this one into pictures, where it says something else.
    let outcome = drawn("it's", &["tree.cert", "-o", "-"]);
    assert_eq!((outcome.code, &*outcome.stderr), (Some(0), ""));
    assert!(outcome.stdout == kept.stdout);
    // DOT goes on referring to the images, so that they have to be kept somewhere.
    let outcome = drawn("tree.cert", &["tree.cert", "-T", "dot"]);
    outcome.assert_refused(1, "XDG_CACHE_HOME");
    let outcome = drawn("tree.cert", &["more.cert", "-T", "dot"]);
    assert_eq!(
        outcome.code,
        Some(0),
        "without icons there is nothing to keep"
    );
}

#[test]
fn a_tree_that_is_too_large_for_dot_is_warned_of() {
    // What is drawn does not matter here, and would take long.
    let folder = folder("cat > /dev/null; echo '<svg width=\"1pt\" height=\"1pt\"></svg>'");
    let tree = |nodes: usize| {
        let lines: String = (1..nodes)
            .map(|n| format!("n{} >> n{n}\n", n / 2))
            .collect();
        fs::write(folder.path("tree.cert"), lines).unwrap();
    };
    let warned = |arguments: &[&str]| {
        let outcome = render(&folder, &[&["tree.cert"], arguments].concat());
        assert_eq!(outcome.code, Some(0), "{outcome:?}");
        let warning = "warning: tree.cert: `dot` is slow with 5001 nodes and 5000 edges, and its picture is hard to read: try `--layout sfdp`\n";
        outcome.stderr.starts_with(warning)
    };
    tree(5001);
    assert!(warned(&[]));
    assert!(warned(&["--layout", "dot"]));
    assert!(!warned(&["--layout", "sfdp"]));
    assert!(!warned(&["-T", "dot"]));
    tree(5000);
    assert!(!warned(&[]));
    // Many edges to a node take as long.
    let dense = |count: usize| {
        let names: Vec<String> = (0..count).map(|n| format!("n{n}")).collect();
        let (from, to) = names.split_at(count / 2);
        let line = format!("{} >> {}", from.join(", "), to.join(", "));
        fs::write(folder.path("tree.cert"), line).unwrap();
        render(&folder, &["tree.cert"]).stderr
    };
    assert!(
        dense(80).contains("with 80 nodes and 1600 edges"),
        "{}",
        dense(80)
    );
    assert!(!dense(60).contains("is slow with"));
}
