//! Tools that may not be here.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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
        eprintln!("`{shown}` is not here: what certdot has for it is not tested");
    }
    is_here
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
