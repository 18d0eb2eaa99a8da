//! The input and output of a program, over pipes.

use std::io::{self, Read};
use std::process::Child;
use std::time::Instant;

/// How many bytes of what a program complains of are kept.
const MOST_COMPLAINTS: usize = 1 << 20;

/// What a program has written.
#[derive(Debug, Default)]
pub(crate) struct ProgramOutput {
    pub(crate) output: Vec<u8>,
    pub(crate) complaints: Vec<u8>,
}

/// Gives a program its input, and takes what it writes until it has closed its pipes or ended, or its time or all
/// is over.
///
/// All from this thread: to start three would take longer than to compile a small tree.
///
/// # Errors
/// Those of the system. That the program stops reading is none: it shows in how it ends.
#[cfg(unix)]
pub(super) fn talk(
    child: &mut Child,
    input: &[&[u8]],
    until: Instant,
    is_over: &dyn Fn() -> bool,
) -> io::Result<ProgramOutput> {
    use std::io::Write;
    use std::os::fd::AsFd;
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    /// How often it is looked what there is, whether all is over, and whether the program has ended while others keep
    /// its pipes open.
    const GLANCE: Duration = Duration::from_millis(20);

    /// Of a program that writes so much between two glances, a pipe may be full.
    const MUCH: usize = 1 << 14;

    let (mut stdin, mut stdout, mut stderr) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take());
    if let (Some(stdin), Some(stdout)) = (&stdin, &stdout) {
        // A pipe that has room may still have too little for what is written.
        rustix::io::ioctl_fionbio(stdin, true)?;
        rustix::io::ioctl_fionbio(stdout, true)?;
    }
    let input = input.concat();
    let mut unsaid = &input[..];
    let mut talked = ProgramOutput::default();
    let mut buffer = [0; 1 << 14];
    let mut has_ended = false;
    // A small picture fits into the pipe, where it can wait until it is whole: Graphviz writes 4 KiB at a time, and to be
    // woken for each takes longer than to read them all.
    let mut awaits_output = PollFlags::empty();
    while !is_over() && (stdin.is_some() || stdout.is_some() || stderr.is_some()) {
        let pipes = [
            stdin.as_ref().map(|pipe| (pipe.as_fd(), PollFlags::OUT)),
            stdout.as_ref().map(|pipe| (pipe.as_fd(), awaits_output)),
            stderr.as_ref().map(|pipe| (pipe.as_fd(), PollFlags::IN)),
        ];
        let mut polled: Vec<PollFd<'_>> = pipes
            .iter()
            .flatten()
            .map(|(pipe, flags)| PollFd::new(pipe, *flags))
            .collect();
        let left = until.saturating_duration_since(Instant::now());
        let wait = Timespec::try_from(left.min(GLANCE)).ok();
        match poll(&mut polled, wait.as_ref()) {
            Err(rustix::io::Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
            Ok(0) if has_ended || left.is_zero() => break,
            Ok(0) => {
                has_ended = child.try_wait()?.is_some();
                let had = talked.output.len();
                if !take(&mut stdout, &mut buffer, &mut talked.output, usize::MAX)? {
                    stdout = None;
                }
                if talked.output.len() - had >= MUCH {
                    awaits_output = PollFlags::IN;
                }
                continue;
            }
            Ok(_) if left.is_zero() => break,
            Ok(_) => {}
        }
        let mut events = polled.iter().map(|pipe| !pipe.revents().is_empty());
        let ready = pipes.map(|pipe| pipe.is_some() && events.next() == Some(true));
        if let (true, Some(pipe)) = (ready[0], &mut stdin) {
            match pipe.write(unsaid) {
                Ok(written) => unsaid = &unsaid[written..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => unsaid = &[],
            }
            if unsaid.is_empty() {
                stdin = None;
            }
        }
        if ready[1] && !take(&mut stdout, &mut buffer, &mut talked.output, usize::MAX)? {
            stdout = None;
        }
        if ready[2]
            && !take(
                &mut stderr,
                &mut buffer,
                &mut talked.complaints,
                MOST_COMPLAINTS,
            )?
        {
            stderr = None;
        }
    }
    Ok(talked)
}

/// Takes what is there and keeps it, but for what is too much. Returns whether more may come.
fn take(
    from: &mut Option<impl Read>,
    buffer: &mut [u8],
    kept: &mut Vec<u8>,
    most: usize,
) -> io::Result<bool> {
    let Some(from) = from else { return Ok(false) };
    let taken = match from.read(buffer) {
        Ok(taken) => taken,
        Err(error) => {
            return match error.kind() {
                io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock => Ok(true),
                _ => Err(error),
            };
        }
    };
    let room = most - kept.len();
    kept.extend_from_slice(&buffer[..taken.min(room)]);
    Ok(taken > 0)
}

/// Gives a program its input, and takes what it writes until it has closed its pipes. It is ended when its time is over.
///
/// # Errors
/// Those of the system. That the program stops reading is none: it shows in how it ends.
#[cfg(not(unix))]
pub(super) fn talk(
    child: &mut Child,
    input: &[&[u8]],
    until: Instant,
    // Here the system ends programs with the terminal's.
    _: &dyn Fn() -> bool,
) -> io::Result<ProgramOutput> {
    use std::io::Write;
    use std::thread;

    use wait_timeout::ChildExt;

    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut stdin = stdin?;
            input.iter().try_for_each(|part| stdin.write_all(part)).ok()
        });
        let output = scope.spawn(|| all(stdout, usize::MAX));
        let complaints = scope.spawn(|| all(stderr, MOST_COMPLAINTS));
        let left = until.saturating_duration_since(Instant::now());
        if child.wait_timeout(left)?.is_none() {
            child.kill()?;
        }
        Ok(ProgramOutput {
            output: output.join().unwrap_or_else(|_| Ok(Vec::new()))?,
            complaints: complaints.join().unwrap_or_else(|_| Ok(Vec::new()))?,
        })
    })
}

#[cfg(not(unix))]
fn all(mut from: Option<impl Read>, most: usize) -> io::Result<Vec<u8>> {
    let (mut buffer, mut kept) = (vec![0; 1 << 16], Vec::new());
    while take(&mut from, &mut buffer, &mut kept, most)? {}
    Ok(kept)
}
