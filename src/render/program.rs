//! The `dot` program, over pipes.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant, UNIX_EPOCH};

use super::complaint;
use super::{Drawn, Engine, Failure, Form};
use crate::process::{self, ProgramResult};

/// Whether programs run at present, and whether they shall end.
///
/// What handles signals sets `signal`; whoever waits for a program looks there. It needs to do so only while one runs:
/// `is_idle` tells.
#[derive(Clone, Debug)]
pub struct Running {
    programs: Arc<Mutex<usize>>,
    /// Whether none runs.
    pub is_idle: Arc<AtomicBool>,
    /// The signal by which all are to end, or 0. None is started any more.
    pub signal: Arc<AtomicUsize>,
}

impl Default for Running {
    fn default() -> Running {
        Running {
            programs: Arc::default(),
            is_idle: Arc::new(AtomicBool::new(true)),
            signal: Arc::default(),
        }
    }
}

impl Running {
    /// Whether programs are to end.
    pub fn is_over(&self) -> bool {
        self.signal.load(Ordering::SeqCst) != 0
    }

    /// Counts programs that start or have ended.
    fn count(&self, change: impl FnOnce(usize) -> usize) {
        // A thread that panicked while holding it has left a number anyway.
        let mut programs = self.programs.lock().unwrap_or_else(PoisonError::into_inner);
        *programs = change(*programs);
        self.is_idle.store(*programs == 0, Ordering::SeqCst);
    }
}

/// Graphviz's `dot`.
#[derive(Clone, Debug)]
pub struct Program {
    path: PathBuf,
    timeout: Duration,
    running: Running,
    /// Which way it goes through groups, once it has been asked.
    is_forward: Arc<OnceLock<bool>>,
}

impl Program {
    /// The program in this file. A graph may take it this long; while it runs, it is in the list.
    pub fn new(path: PathBuf, timeout: Duration, running: Running) -> Program {
        Program {
            path,
            timeout,
            running,
            is_forward: Arc::default(),
        }
    }

    /// The program of this name in the first of some folders that has it.
    pub fn find(folders: impl IntoIterator<Item = PathBuf>) -> Option<PathBuf> {
        let name = if cfg!(windows) { "dot.exe" } else { "dot" };
        folders
            .into_iter()
            // A folder told relatively is whoever's the working directory is: nothing is run from there.
            .filter(|folder| folder.is_absolute())
            .map(|folder| folder.join(name))
            .find(|file| is_executable(file))
    }

    /// Runs it once on the graphs, one after the other.
    fn run(&self, graphs: &[&str], form: Form) -> Result<Ended, Failure> {
        let mut command = Command::new(&self.path);
        command
            .arg(format!("-T{}", form.name()))
            // Each of these makes Graphviz look for images elsewhere, or for none.
            .env_remove("GV_FILE_PATH")
            .env_remove("SERVER_NAME");
        let timeout = self.timeout * graphs.len().max(1) as u32;
        let until = Instant::now() + timeout;
        let input: Vec<&[u8]> = graphs.iter().map(|graph| graph.as_bytes()).collect();
        // Before it starts, so that none is left by a signal that comes meanwhile.
        self.running.count(|programs| programs + 1);
        let ran = process::run(&mut command, &input, until, &|| self.running.is_over());
        self.running.count(|programs| programs - 1);
        let ProgramResult { status, talked } = ran.map_err(start_failure)?;
        let Some(status) = status else {
            return Err(if self.running.is_over() {
                Failure::Interrupted
            } else {
                Failure::TooLong(timeout.as_secs())
            });
        };
        Ok(Ended {
            status,
            bytes: talked.output,
            complaints: complaint::sentences(String::from_utf8_lossy(&talked.complaints).lines()),
        })
    }

    fn draw_one(&self, graph: &str, form: Form) -> Result<Drawn, Failure> {
        let ended = self.run(&[graph], form)?;
        if !ended.status.success() {
            return Err(ended.failure());
        }
        Ok(Drawn {
            bytes: ended.bytes,
            complaints: ended.complaints,
        })
    }

    /// Draws all by one process: its start costs as much as a small graph. If anything is amiss, nothing comes of it,
    /// because it cannot be told whose fault it is.
    fn draw_at_once(&self, graphs: &[&str]) -> Option<Vec<Drawn>> {
        let ended = self.run(graphs, Form::Svg).ok()?;
        if !ended.status.success() || !ended.complaints.is_empty() {
            return None;
        }
        let pictures = documents(&ended.bytes);
        (pictures.len() == graphs.len()).then(|| {
            pictures
                .into_iter()
                .map(|bytes| Drawn {
                    bytes: without_page_number(bytes),
                    complaints: Vec::new(),
                })
                .collect()
        })
    }
}

impl Engine for Program {
    fn name(&self) -> &str {
        "dot"
    }

    /// The file and when it was changed last: asking the program for its version would cost as much as drawing.
    fn identity(&self) -> String {
        identity(&self.path)
    }

    /// Tried once: versions mean little, since distributions patch them.
    fn is_forward(&self) -> Option<bool> {
        self.is_known_forward().or_else(|| {
            let drawn = self.draw_one("digraph { subgraph cluster { a; b } }", Form::Json);
            let is_forward = is_in_order(&drawn.ok()?.bytes)?;
            Some(*self.is_forward.get_or_init(|| is_forward))
        })
    }

    fn is_known_forward(&self) -> Option<bool> {
        self.is_forward.get().copied()
    }

    fn draw(&self, graphs: &[&str], form: Form) -> Vec<Result<Drawn, Failure>> {
        if form == Form::Svg
            && graphs.len() > 1
            && let Some(drawn) = self.draw_at_once(graphs)
        {
            return drawn.into_iter().map(Ok).collect();
        }
        graphs
            .iter()
            .map(|graph| self.draw_one(graph, form))
            .collect()
    }
}

/// Whether the first of two nodes is on the left, in Graphviz's JSON.
fn is_in_order(json: &[u8]) -> Option<bool> {
    let graph: serde_json::Value = serde_json::from_slice(json).ok()?;
    let across = |name: &str| {
        let mut objects = graph["objects"].as_array()?.iter();
        let node = objects.find(|object| object["name"] == name)?;
        let (across, _) = node["pos"].as_str()?.split_once(',')?;
        across.parse::<f64>().ok()
    };
    Some(across("a")? < across("b")?)
}

fn start_failure(error: io::Error) -> Failure {
    Failure::NotStarted(error.to_string())
}

/// What tells a file from what it was or will be: its path, its length and when it was changed last.
pub fn identity(file: &Path) -> String {
    let metadata = file.metadata().ok();
    let changed = metadata.as_ref().and_then(|data| data.modified().ok());
    let since = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!(
        "{}\0{}\0{}",
        file.display(),
        metadata.map_or(0, |data| data.len()),
        since.map_or(0, |time| time.as_nanos())
    )
}

/// How a run of the program ended.
struct Ended {
    status: ExitStatus,
    bytes: Vec<u8>,
    complaints: Vec<String>,
}

impl Ended {
    fn failure(self) -> Failure {
        #[cfg(unix)]
        if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&self.status) {
            return Failure::Crashed(Some(signal));
        }
        Failure::Refused(self.complaints)
    }
}

/// The SVG documents, one after the other. Within one, no line begins like this: `<` is escaped in texts.
fn documents(bytes: &[u8]) -> Vec<&[u8]> {
    let starts: Vec<usize> = memchr::memmem::find_iter(bytes, b"<?xml ").collect();
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| &bytes[*start..end])
        .collect()
}

/// A document as it were if it stood alone: from the second on, Graphviz 2.43 counts pages in the id of the graph.
fn without_page_number(document: &[u8]) -> Vec<u8> {
    const PAGE: &[u8] = b"page0,1_";
    let mut unpaged = Vec::with_capacity(document.len());
    let mut rest = document;
    for start in [
        &b"<g id=\"page0,1_graph0\""[..],
        b"<g id=\"a_page0,1_graph0\"",
    ] {
        let Some(at) = memchr::memmem::find(rest, start) else {
            continue;
        };
        let at = at + start.len() - PAGE.len() - "graph0\"".len();
        unpaged.extend_from_slice(&rest[..at]);
        rest = &rest[at + PAGE.len()..];
    }
    unpaged.extend_from_slice(rest);
    unpaged
}

fn is_executable(file: &Path) -> bool {
    let Ok(metadata) = file.metadata() else {
        return false;
    };
    #[cfg(unix)]
    let may_run = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o111 != 0;
    #[cfg(not(unix))]
    let may_run = true;
    metadata.is_file() && may_run
}
