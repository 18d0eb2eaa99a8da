//! Other programs: started, talked with over pipes, and ended with all that they have started.

mod talk;

use std::io;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

use wait_timeout::ChildExt;

pub(crate) use talk::ProgramOutput;
use talk::talk;

/// What came of a program.
#[derive(Debug)]
pub(crate) struct ProgramResult {
    /// How it ended; nothing if it was ended because its time or all was over.
    pub(crate) status: Option<ExitStatus>,
    /// What it has written.
    pub(crate) talked: ProgramOutput,
}

/// Starts a program, gives it its input, and takes what it writes. It has a group of its own, and is ended with all of it
/// when it has ended itself, its time is up, or all is over.
///
/// # Errors
/// Those of the system.
pub(crate) fn run(
    command: &mut Command,
    input: &[&[u8]],
    until: Instant,
    is_over: &dyn Fn() -> bool,
) -> io::Result<ProgramResult> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut child = command.spawn()?;
    let talked = talk(&mut child, input, until, is_over);
    let left = until.saturating_duration_since(Instant::now());
    let status = if is_over() {
        Ok(None)
    } else {
        child.wait_timeout(left)
    };
    end_group(child.id());
    if !matches!(status, Ok(Some(_))) {
        let _ = child.kill();
        let _ = child.wait();
    }
    Ok(ProgramResult {
        status: status?,
        talked: talked?,
    })
}

fn end_group(id: u32) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(id)
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    {
        // It may have ended by itself.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    #[cfg(not(unix))]
    let _ = id;
}
