//! CPU time of processes too short for an ordinary clock.

use std::fs;
use std::io::{self, Read};
use std::process::{Child, Command, Stdio};

/// The CPU time of one run in nanoseconds, user and system together.
pub(crate) fn nanoseconds(mut command: Command) -> Result<u64, String> {
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let measured = command.spawn().and_then(|mut child| {
        let time = time_of(&mut child);
        child.wait()?;
        time
    });
    measured.map_err(|error| format!("cannot time {command:?}: {error}"))
}

/// Linux tells the time of a process that has ended until someone waits for it. It is the figure of `getrusage`, which
/// the standard library does not offer.
fn time_of(child: &mut Child) -> io::Result<u64> {
    // The end of its messages comes shortly before its own, so that hardly any time is lost in asking for that.
    if let Some(messages) = &mut child.stderr {
        messages.read_to_end(&mut Vec::new())?;
    }
    let folder = format!("/proc/{}", child.id());
    loop {
        let stat = fs::read_to_string(format!("{folder}/stat"))?;
        // The state comes after the name, which stands in parentheses and may be anything.
        if stat
            .rsplit(')')
            .next()
            .is_some_and(|rest| rest.trim_start().starts_with('Z'))
        {
            break;
        }
    }
    let figures = fs::read_to_string(format!("{folder}/schedstat"))?;
    figures
        .split(' ')
        .next()
        .and_then(|figure| figure.parse().ok())
        .ok_or_else(|| io::Error::other("no figure in schedstat"))
}

/// The figure in the middle.
pub(crate) fn median(mut figures: Vec<u64>) -> u64 {
    figures.sort_unstable();
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}
