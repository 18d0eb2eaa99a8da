//! What reads icons for this program: itself, once more.

use std::env;
use std::io::{stdin, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{LazyLock, OnceLock};
use std::time::Duration;

use super::exit::{DONE, FAILED};
use crate::icons::{Content, IconError, IconProcess, IconReader, READ_APART, serve_icon_process};

/// How long all icons that take long may take together in a minute.
const IN_A_MINUTE: Duration = Duration::from_secs(10);

/// The same, where somebody waits who goes on writing.
pub(super) const WHILE_WRITING: Duration = Duration::from_secs(2);

static TIME: OnceLock<Duration> = OnceLock::new();

static READER: LazyLock<IconProcess> = LazyLock::new(|| {
    let time = TIME.get().copied().unwrap_or(IN_A_MINUTE);
    IconProcess::new(this_program(), time)
});

/// What reads icons; the same for all of a run, so that none is read twice. It is made when the first is read.
pub(super) struct SharedIconReader;

impl IconReader for SharedIconReader {
    fn read(&self, bytes: Vec<u8>) -> Result<Content, IconError> {
        READER.read(bytes)
    }

    fn to_png(&self, content: &Content, side: u32, ink: &str) -> Result<Vec<u8>, IconError> {
        READER.to_png(content, side, ink)
    }
}

/// Sets how long all icons may take, if that is less than usual. To be called before any is read.
pub(super) fn hurry(time: Duration) {
    let _ = TIME.set(time.min(IN_A_MINUTE));
}

/// Answers, if this process has been started to read an icon.
pub(super) fn serve_if_icon_process() -> Option<ExitCode> {
    let mut arguments = env::args_os().skip(1);
    if arguments.next()? != READ_APART || arguments.next().is_some() {
        return None;
    }
    Some(match serve_icon_process(stdin().lock(), stdout().lock()) {
        Ok(()) => ExitCode::from(DONE),
        Err(_) => ExitCode::from(FAILED),
    })
}

/// The file of this program. Where it has been replaced since, as by a newer one, the running one is still to be had.
fn this_program() -> PathBuf {
    let running = PathBuf::from("/proc/self/exe");
    if cfg!(target_os = "linux") && running.exists() {
        running
    } else {
        env::current_exe().unwrap_or_else(|_| PathBuf::from("certdot"))
    }
}
