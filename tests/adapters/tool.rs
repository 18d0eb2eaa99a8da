//! Tools that may not be here. Each of the test programs that take this in uses some of it.

#![allow(dead_code)]

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Whether a tool runs. Where it must, and does not, the test fails.
pub fn is_here(tool: impl AsRef<OsStr>, question: &[&str]) -> bool {
    let tool = tool.as_ref();
    let shown = tool.to_string_lossy();
    let asked = Command::new(tool).args(question).output();
    let is_here = asked.is_ok_and(|answer| answer.status.success());
    assert!(
        is_here || env::var_os("CI").is_none(),
        "this test needs `{shown} {}`: run `bash tests/run`, which installs it",
        question.join(" ")
    );
    if !is_here {
        say_once(&format!(
            "`{shown} {}` fails: what certdot has for it is not tested",
            question.join(" ")
        ));
    }
    is_here
}

/// Says something on standard error, where it is seen although the test passes: what is printed is kept back.
fn say_once(words: &str) {
    static SAID: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let mut said = SAID.lock().unwrap();
    if !said.iter().any(|other| other == words) {
        // Whoever has closed it does not want to know.
        let _ = writeln!(io::stderr(), "{words}");
        said.push(words.to_owned());
    }
}

/// A command that finds this certdot before all others, and whose pictures are kept where the test says.
pub fn command(tool: impl AsRef<OsStr>, cache: &Path) -> Command {
    let certdot = Path::new(env!("CARGO_BIN_EXE_certdot"));
    let folders = env::var_os("PATH").unwrap_or_default();
    let folders = certdot
        .parent()
        .map(Path::to_path_buf)
        .into_iter()
        .chain(env::split_paths(&folders));
    let mut command = Command::new(tool);
    command
        .env("PATH", env::join_paths(folders).unwrap())
        .env("CERTDOT_PROGRAM", certdot)
        .env("XDG_CACHE_HOME", cache);
    command
}

/// Runs a command to its good end.
#[track_caller]
pub fn run(mut command: Command) -> Output {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}\n{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// The Python that `tests/run` sets up or, failing that, the system's; the first that has some packages. Where one must
/// have them, and none does, the test fails.
pub fn python(packages: &str) -> Option<PathBuf> {
    let own = root().join("target/python/bin/python");
    let question = format!("import {packages}");
    let has = |python: &PathBuf| {
        let asked = Command::new(python).args(["-c", &question]).output();
        asked.is_ok_and(|answer| answer.status.success())
    };
    if has(&own) {
        Some(own)
    } else {
        is_here("python3", &["-c", &question]).then(|| "python3".into())
    }
}

/// Runs the tests of a folder that are written for pytest, if the packages that they need are here.
pub fn pytest(folder: &str, packages: &str) {
    let Some(python) = python(packages) else {
        return;
    };
    let mut tests = Command::new(python);
    tests
        .args(["-m", "pytest", "-q", "--tb=short", "--durations=3"])
        .current_dir(root().join(folder))
        .env("CERTDOT", env!("CARGO_BIN_EXE_certdot"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        // What a developer has set for pytest is not for these.
        .env_remove("PYTEST_ADDOPTS");
    run(tests);
}

/// A command of npm's in a folder.
pub fn npm(folder: &str, arguments: &[&str]) -> Command {
    let mut npm = Command::new("npm");
    npm.args(arguments)
        .current_dir(root().join(folder))
        .env("CERTDOT_PROGRAM", env!("CARGO_BIN_EXE_certdot"));
    npm
}

/// Whether Node.js is here; then a folder has the packages that its lock file names.
pub fn has_packages(folder: &str) -> bool {
    let both = ["node", "npm"].map(|tool| is_here(tool, &["--version"]));
    if both.contains(&false) {
        return false;
    }
    let changed = |name: &str| fs::metadata(root().join(folder).join(name))?.modified();
    let installed = changed("node_modules/.package-lock.json");
    if installed.is_err() || installed.unwrap() < changed("package-lock.json").unwrap() {
        run(npm(folder, &["ci"]));
    }
    true
}
