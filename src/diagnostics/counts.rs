//! How many problems there are.

use std::fmt;
use std::ops::AddAssign;

use super::{Diagnostic, Severity};

/// A number of errors and of warnings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Counts {
    /// Counts some diagnostics.
    pub fn of(diagnostics: &[Diagnostic]) -> Counts {
        let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
        let errors = diagnostics.iter().filter(is_error).count();
        Counts {
            errors,
            warnings: diagnostics.len() - errors,
        }
    }

    /// Whether there is nothing to report.
    pub fn is_empty(self) -> bool {
        self == Counts::default()
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.errors += other.errors;
        self.warnings += other.warnings;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let Counts { errors, warnings } = *self;
        match (errors, warnings) {
            (0, 0) => f.write_str("no mistakes"),
            (0, _) => write!(f, "{warnings} warning{}", plural(warnings)),
            (_, 0) => write!(f, "{errors} error{}", plural(errors)),
            _ => write!(
                f,
                "{errors} error{}, {warnings} warning{}",
                plural(errors),
                plural(warnings)
            ),
        }
    }
}
