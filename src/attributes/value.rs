//! What a value is checked against, and what a message says about a wrong one.

use std::fmt;

/// What else in the diagram decides whether a value is right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// Whether a `colorscheme` is set anywhere. Bare numbers are colors then, and a color's name
    /// is written so that the scheme does not hide it (`red` as `/red`).
    pub color_scheme: bool,
    /// Whether the scheme that is set is `svg`: names mean SVG's colors then, not X11's.
    pub svg_colors: bool,
}

/// Why a value is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    /// What is wrong: "`thick` is not a number".
    pub problem: String,
    /// What would be right: "a number from 0 to 100, such as `1.5`".
    pub expected: String,
    /// What was probably meant.
    pub nearest: Option<String>,
}

/// What is wrong with a value, before it is known what was expected.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) problem: String,
    pub(super) nearest: Option<String>,
}

impl Wrong {
    /// "`value` is not a number".
    pub(super) fn new(value: &str, what: impl fmt::Display) -> Wrong {
        Wrong {
            problem: format!("{} {what}", Quoted(value)),
            nearest: None,
        }
    }

    pub(super) fn or(mut self, nearest: Option<impl Into<String>>) -> Wrong {
        self.nearest = nearest.map(Into::into);
        self
    }
}

/// A value between backquotes, as messages show it: cut if it is long, and on one line.
pub(super) struct Quoted<'v>(pub(super) &'v str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("an empty value");
        }
        f.write_str("`")?;
        for letter in self.0.chars().take(40) {
            if letter.is_control() {
                write!(f, "{}", letter.escape_default())?;
            } else {
                write!(f, "{letter}")?;
            }
        }
        f.write_str(if self.0.chars().nth(40).is_some() {
            "…`"
        } else {
            "`"
        })
    }
}
