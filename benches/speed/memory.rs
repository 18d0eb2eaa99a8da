//! The most memory that a process has held.

use std::fs;
use std::io::{self, Read};
use std::process::{Command, Stdio};

/// The maximum resident set in bytes, that of shared libraries included.
///
/// Asked for again and again while the output is read: the process cannot end before its last piece is taken, and what
/// it does after that takes no more memory. (`getrusage` would count what the parent held before the program began.)
pub(crate) fn peak(mut command: Command) -> Result<u64, String> {
    let measured = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .and_then(|mut child| {
            let status = format!("/proc/{}/status", child.id());
            let mut peak = 0;
            if let Some(output) = &mut child.stdout {
                let mut buffer = vec![0; 32 << 10];
                while output.read(&mut buffer)? > 0 {
                    let status = fs::read_to_string(&status)?;
                    peak = peak.max(high_water(&status).unwrap_or_default());
                }
            }
            if child.wait()?.success() {
                Ok(peak)
            } else {
                Err(io::Error::other("it failed"))
            }
        });
    measured.map_err(|error| format!("cannot measure the memory of {command:?}: {error}"))
}

fn high_water(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes << 10)
}
