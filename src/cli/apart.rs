//! What reads icons for this program: itself, once more.

use std::env;
use std::io::{stdin, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{LazyLock, OnceLock};
use std::time::Duration;

use super::exit::{DONE, FAILED};
use crate::icons::{Apart, Content, READ_APART, Reader, Wrong, answer_apart};

/// How long all icons that take long may take together in a minute.
const IN_A_MINUTE: Duration = Duration::from_secs(10);

/// The same, where somebody waits who goes on writing.
pub(super) const WHILE_WRITING: Duration = Duration::from_secs(2);

static TIME: OnceLock<Duration> = OnceLock::new();

static READER: LazyLock<Apart> = LazyLock::new(|| {
    let time = TIME.get().copied().unwrap_or(IN_A_MINUTE);
    Apart::new(this_program(), time)
});

/// What reads icons; the same for all of a run, so that none is read twice. It is made when the first is read.
pub(super) struct OfThisRun;

impl Reader for OfThisRun {
    fn read(&self, bytes: Vec<u8>) -> Result<Content, Wrong> {
        READER.read(bytes)
    }

    fn to_png(&self, content: &Content, side: u32, ink: &str) -> Result<Vec<u8>, Wrong> {
        READER.to_png(content, side, ink)
    }
}

/// Sets how long all icons may take, if that is less than usual. To be called before any is read.
pub(super) fn hurry(time: Duration) {
    let _ = TIME.set(time.min(IN_A_MINUTE));
}

/// Answers, if this process has been started to read an icon.
pub(super) fn answered() -> Option<ExitCode> {
    let mut arguments = env::args_os().skip(1);
    if arguments.next()? != READ_APART || arguments.next().is_some() {
        return None;
    }
    Some(match answer_apart(stdin().lock(), stdout().lock()) {
        Ok(()) => ExitCode::from(DONE),
        Err(_) => ExitCode::from(FAILED),
    })
}

/// The file of this program. Where it has been replaced since, as by a newer one, the running one is still to be had.
fn this_program() -> PathBuf {
    let running = PathBuf::from("/proc/self/exe");
    match cfg!(target_os = "linux") && running.exists() {
        true => running,
        false => env::current_exe().unwrap_or_else(|_| PathBuf::from("certdot")),
    }
}
