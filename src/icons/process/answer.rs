//! The process that reads an icon.

use std::io::{self, Read, Write};

use super::super::content::{Content, MOST_BYTES, TRIED};
use super::super::wrong::IconError;
use super::messages::{Answer, Request};

/// The most bytes of a question: those of an icon that has been read, and a few words.
const MOST_HEARD: u64 = (MOST_BYTES + (1 << 20)) as u64;

/// Answers the one question that [`IconProcess`](super::IconProcess) asks on its standard input, on its standard output. A
/// program whose only argument is [`READ_APART`](super::READ_APART) is to do this and nothing else: on systems that
/// have limits, it soon runs out of time and memory.
///
/// # Errors
/// Those of the streams.
pub fn serve_icon_process(input: impl Read, mut output: impl Write) -> io::Result<()> {
    limit();
    let mut heard = Vec::new();
    input.take(MOST_HEARD).read_to_end(&mut heard)?;
    let question = Request::read(&heard);
    // It may be large.
    drop(heard);
    let answer = match question {
        None => Answer::Wrong(IconError::new("cannot be drawn")),
        Some(Request::Read(bytes)) => match read_and_draw(bytes) {
            Ok(content) => Answer::Content(content),
            Err(wrong) => Answer::Wrong(wrong),
        },
        Some(Request::Draw { content, side, ink }) => match content.to_png(side, &ink) {
            Ok(png) => Answer::Png(png),
            Err(wrong) => Answer::Wrong(wrong),
        },
    };
    output.write_all(&answer.written())?;
    output.flush()
}

/// What a file shows, if it can be drawn.
fn read_and_draw(bytes: Vec<u8>) -> Result<Content, IconError> {
    let content = Content::read(bytes)?;
    // A bitmap that has been read has been decoded.
    if let Content::Svg(_) = content {
        content.to_png(TRIED, "#000000")?;
    }
    Ok(content)
}

/// Takes from this process all time and memory but a little.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};

    const SECONDS: u64 = 1;
    const MEMORY: u64 = 160_000_000;

    let limits = [
        (Resource::Cpu, SECONDS, SECONDS + 1),
        (Resource::Data, MEMORY, MEMORY),
        // Nobody wants to look into what is left of it.
        (Resource::Core, 0, 0),
    ];
    for (resource, current, maximum) in limits {
        let limit = Rlimit {
            current: Some(current),
            maximum: Some(maximum),
        };
        // Where the system will not have it, the clock is what is left.
        let _ = setrlimit(resource, limit);
    }
}

#[cfg(not(unix))]
fn limit() {}
