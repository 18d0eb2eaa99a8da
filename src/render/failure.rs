//! Why there is no picture.

use std::fmt;

/// Why an engine has drawn nothing.
#[derive(Clone, Debug, PartialEq)]
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
    /// Its output is not what it should be.
    Unreadable(String),
    /// One of its icons cannot be drawn, in these words.
    Icon(String),
    /// The picture would have too many pixels a side.
    TooLarge {
        /// The maximum.
        most: u32,
        /// The scale, in pixels per 1/96 inch, that gives exactly the maximum.
        scale: f32,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::NotStarted(why) => write!(f, "cannot run `dot`: {why}"),
            Failure::TooLong(seconds) => write!(
                f,
                "the layout took more than {seconds} second{}: allow more with `--timeout`, or try `--layout sfdp`",
                if *seconds == 1 { "" } else { "s" }
            ),
            Failure::Interrupted => f.write_str("interrupted"),
            Failure::Crashed(Some(signal)) => {
                write!(f, "Graphviz was ended by signal {signal}")
            }
            Failure::Crashed(None) => f.write_str("the layout engine failed"),
            Failure::Refused(words) if words.is_empty() => {
                f.write_str("Graphviz failed without a message")
            }
            Failure::Refused(words) => f.write_str(&words.join("; ")),
            Failure::CannotMake(what) => f.write_str(what),
            Failure::Icon(why) => f.write_str(why),
            Failure::Unreadable(why) => {
                write!(f, "cannot read what Graphviz drew: {why}")
            }
            Failure::TooLarge { most, scale } => {
                write!(
                    f,
                    "the picture would have more than {most} pixels on one side: "
                )?;
                match decimal(*scale) {
                    Some(scale) => write!(
                        f,
                        "the largest `--scale` of `certdot render` that fits is {scale}; or draw it as SVG"
                    ),
                    None => f.write_str("no `--scale` makes it small enough: draw it as SVG"),
                }
            }
        }
    }
}

impl std::error::Error for Failure {}

/// The smallest scale that can be asked for.
const LEAST_SCALE: f32 = 0.1;

/// A scale in a few digits that makes no larger picture, if it can be asked for.
fn decimal(scale: f32) -> Option<String> {
    let digits = if scale < 1.0 { 3 } else { 2 };
    let unit = 10_f64.powi(digits);
    let fitting = (f64::from(scale) * unit).floor() / unit;
    (fitting as f32 >= LEAST_SCALE).then(|| format!("{fitting}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_that_is_told_makes_no_larger_picture() {
        for (scale, told) in [
            (1.2399, Some("1.23")),
            (2.0, Some("2")),
            (0.12345, Some("0.123")),
            (0.1, Some("0.1")),
            (0.0999, None),
            (0.0, None),
        ] {
            assert_eq!(decimal(scale).as_deref(), told, "{scale}");
            let again = told.map_or(0.0, |told| told.parse::<f32>().unwrap());
            assert!(again <= scale, "{scale}");
        }
    }
}
