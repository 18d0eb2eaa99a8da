//! Why there is no picture.

use std::fmt;

/// Why an engine has drawn nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The program could not be started; the system's words.
    NotStarted(String),
    /// It has taken longer than this many seconds.
    TooLong(u64),
    /// It is not to go on.
    Interrupted,
    /// A signal has ended it: it has crashed, or has been killed.
    Crashed(Option<i32>),
    /// It has refused, in these words.
    Refused(Vec<String>),
    /// It cannot make this.
    CannotMake(&'static str),
    /// What it has made is not what it should be.
    Unreadable(String),
    /// The picture would have more than so many pixels a side.
    TooLarge(u32),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::NotStarted(why) => write!(f, "cannot run `dot`: {why}"),
            Failure::TooLong(seconds) => write!(
                f,
                "laying it out takes more than {seconds} second{}: give it more with `--timeout`, or try `--layout sfdp`",
                if *seconds == 1 { "" } else { "s" }
            ),
            Failure::Interrupted => f.write_str("it has been interrupted"),
            Failure::Crashed(Some(signal)) => {
                write!(f, "Graphviz has been ended by signal {signal}")
            }
            Failure::Crashed(None) => f.write_str("the layout engine has failed"),
            Failure::Refused(words) if words.is_empty() => {
                f.write_str("Graphviz has failed without a word")
            }
            Failure::Refused(words) => f.write_str(&words.join("; ")),
            Failure::CannotMake(what) => f.write_str(what),
            Failure::Unreadable(why) => {
                write!(f, "what Graphviz has drawn cannot be read: {why}")
            }
            Failure::TooLarge(most) => write!(
                f,
                "the picture would have more than {most} pixels a side: give a smaller `--scale`, or draw it as SVG"
            ),
        }
    }
}

impl std::error::Error for Failure {}
