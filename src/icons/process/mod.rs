//! Icons that are read and drawn in a process of their own, which has little time and memory and can be ended.

mod answer;
mod time_budget;
#[cfg(all(test, unix))]
mod tests;
mod messages;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Command, ExitStatus};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::cheap;
use super::content::Content;
use super::reader::IconReader;
use super::wrong::IconError;
use crate::process;

pub use answer::serve_icon_process;
use messages::{Answer, Question};
use time_budget::{PERIOD, TimeBudget};

/// The argument with which a program must call [`serve_icon_process`].
pub const READ_APART: &str = "--read-an-icon";

/// How long an icon may take to read or to draw, by the clock; by the processor's time it is one second.
const MOST_TIME: Duration = Duration::from_secs(2);

/// How much of what has been read is kept.
const MOST_KEPT: usize = 32 << 20;

/// Reads and draws in this process what is plainly cheap, as nearly all icons are. For everything else it starts a program
/// that answers by [`serve_icon_process`], and ends it when it takes more than two seconds; on systems that have limits,
/// it has a second of the processor's time, and 160 MB of memory.
///
/// What has been read is kept, so that a file that has not changed is not read again.
#[derive(Debug)]
pub struct IconProcess {
    program: PathBuf,
    most_time: Duration,
    ration: Mutex<TimeBudget>,
    kept: Mutex<Kept>,
}

/// What has been read, by the digest of its bytes.
#[derive(Debug, Default)]
struct Kept {
    read: HashMap<[u8; 32], Read>,
    size: usize,
}

/// What has been read of a file.
#[derive(Clone, Debug)]
struct Read {
    /// Of a bitmap, its bytes are left out.
    content: Result<Content, IconError>,
    /// Where it was given up for lack of time: then it may be tried again.
    until: Option<Instant>,
}

/// Why nothing has been answered.
enum Unanswered {
    Wrong(IconError),
    /// The same, but it may go better another time.
    Hurried(IconError),
}

impl IconProcess {
    /// One that starts this program with [`READ_APART`] as its only argument. All icons that take long may together take so
    /// long in a minute; those that come after are refused.
    pub fn new(program: PathBuf, in_a_minute: Duration) -> IconProcess {
        IconProcess {
            program,
            most_time: MOST_TIME.min(in_a_minute),
            ration: Mutex::new(TimeBudget::new(in_a_minute)),
            kept: Mutex::default(),
        }
    }

    fn cached_answers(&self) -> MutexGuard<'_, Kept> {
        // A thread that panicked while holding it has left it whole.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ration(&self) -> MutexGuard<'_, TimeBudget> {
        self.ration.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask(&self, question: &Question) -> Result<Answer, Unanswered> {
        let Some(left) = self.ration().left() else {
            return Err(Unanswered::Hurried(IconError::new(
                "is left out because other icons took too long",
            )));
        };
        let asked = Instant::now();
        let mut command = Command::new(&self.program);
        command
            .arg(READ_APART)
            // Nobody reads where in it something went wrong, and to find that out takes memory.
            .env_remove("RUST_BACKTRACE")
            .env_remove("RUST_LIB_BACKTRACE");
        let (head, body) = question.written();
        let until = asked + self.most_time.min(left + time_budget::EACH);
        let ran = process::run(&mut command, &[&head, body], until, &|| false);
        self.ration().take(asked.elapsed());
        let ran = ran.map_err(|error| {
            Unanswered::Wrong(IconError::new(format!(
                "needs a separate process to draw, which could not be started: {error}"
            )))
        })?;
        let too_long = || Unanswered::Hurried(IconError::new("takes too long to draw"));
        let status = ran.status.ok_or_else(too_long)?;
        if status.success() {
            let answer = Answer::read(&ran.talked.output, question.bytes());
            return answer.ok_or_else(|| Unanswered::Wrong(IconError::new("cannot be drawn")));
        }
        if is_out_of_time(status) {
            return Err(too_long());
        }
        let complaints = String::from_utf8_lossy(&ran.talked.complaints);
        // The words of Rust's library before it ends the process.
        Err(Unanswered::Wrong(
            if complaints.contains("memory allocation of") {
                IconError::new("takes too much memory to draw")
            } else {
                IconError::new("cannot be drawn")
            },
        ))
    }
}

impl IconReader for IconProcess {
    fn read(&self, bytes: Vec<u8>) -> Result<Content, IconError> {
        let bytes = match surviving(|| Ok(cheap::read(bytes)))? {
            Ok(read) => return read,
            Err(bytes) => bytes,
        };
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        if let Some(known) = self.cached_answers().find(&digest) {
            return known.map(|content| content.with_bytes(bytes));
        }
        let read = match self.ask(&Question::Read(&bytes)) {
            Ok(Answer::Content(content)) => Ok(content),
            Ok(Answer::Wrong(wrong)) => Err(Unanswered::Wrong(wrong)),
            Ok(Answer::Png(_)) => Err(Unanswered::Wrong(IconError::new("cannot be drawn"))),
            Err(unanswered) => Err(unanswered),
        };
        let until = match &read {
            Err(Unanswered::Hurried(_)) => Some(Instant::now() + PERIOD),
            _ => None,
        };
        let content = read.map_err(|(Unanswered::Wrong(wrong) | Unanswered::Hurried(wrong))| wrong);
        let kept = content.as_ref().map(Content::without_bytes);
        let kept = kept.map_err(Clone::clone);
        self.cached_answers().keep(
            digest,
            Read {
                content: kept,
                until,
            },
        );
        content
    }

    fn to_png(&self, content: &Content, side: u32, ink: &str) -> Result<Vec<u8>, IconError> {
        if content.is_cheap(side as f32) {
            return surviving(|| content.to_png(side, ink));
        }
        match self.ask(&Question::Draw { content, side, ink }) {
            Ok(Answer::Png(png)) => Ok(png),
            Ok(Answer::Content(_)) => Err(IconError::new("cannot be drawn")),
            Ok(Answer::Wrong(wrong)) => Err(wrong),
            Err(Unanswered::Wrong(wrong) | Unanswered::Hurried(wrong)) => Err(wrong),
        }
    }
}

/// What comes of something; that an icon of a kind nobody has thought of makes it panic is not the end of the program.
fn surviving<T>(read: impl FnOnce() -> Result<T, IconError>) -> Result<T, IconError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(IconError::new("cannot be drawn")))
}

impl Kept {
    fn find(&self, digest: &[u8; 32]) -> Option<Result<Content, IconError>> {
        let found = self.read.get(digest)?;
        let is_fresh = found.until.is_none_or(|until| Instant::now() < until);
        is_fresh.then(|| found.content.clone())
    }

    fn keep(&mut self, digest: [u8; 32], read: Read) {
        self.size += read
            .content
            .as_ref()
            .map_or(0, |content| content.bytes().len());
        if self.size > MOST_KEPT {
            *self = Kept::default();
            return;
        }
        self.read.insert(digest, read);
    }
}

impl Content {
    /// Itself, but of a bitmap only what it is.
    fn without_bytes(&self) -> Content {
        match self {
            Content::Svg(text) => Content::Svg(text.clone()),
            Content::Bitmap {
                format,
                width,
                height,
                sample,
                ..
            } => Content::Bitmap {
                format: *format,
                width: *width,
                height: *height,
                bytes: Vec::new(),
                sample: sample.clone(),
            },
        }
    }

    /// Itself, with the bytes of the file that it was read from.
    fn with_bytes(self, file: Vec<u8>) -> Content {
        match self {
            Content::Svg(_) => self,
            Content::Bitmap {
                format,
                width,
                height,
                sample,
                ..
            } => Content::Bitmap {
                format,
                width,
                height,
                bytes: file,
                sample,
            },
        }
    }
}

/// Whether the system has ended it because it had used up its time.
fn is_out_of_time(status: ExitStatus) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        let signals = [rustix::process::Signal::XCPU, rustix::process::Signal::KILL];
        status
            .signal()
            .is_some_and(|number| signals.iter().any(|signal| signal.as_raw() == number))
    }
    #[cfg(not(unix))]
    {
        let _ = status;
        false
    }
}
