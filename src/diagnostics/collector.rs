//! Gathers the problems of a run.

use std::collections::BTreeSet;

use super::{Code, Diagnostic, Severity};

/// Which warnings are reported, and as what.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// Warnings are errors.
    pub deny_warnings: bool,
    /// Warnings that are not reported.
    pub allowed: BTreeSet<Code>,
    /// Warnings that are always reported as warnings.
    pub warned: BTreeSet<Code>,
}

impl Levels {
    fn of(&self, code: Code) -> Option<Severity> {
        match code.severity() {
            Severity::Error => Some(Severity::Error),
            Severity::Warning if self.warned.contains(&code) => Some(Severity::Warning),
            Severity::Warning if self.allowed.contains(&code) => None,
            Severity::Warning if self.deny_warnings => Some(Severity::Error),
            Severity::Warning => Some(Severity::Warning),
        }
    }
}

/// What a program lacks because a `use` failed: whatever it would have declared seems to be missing elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum MissingInput {
    /// All files are there.
    #[default]
    Nothing,
    /// Certs of a catalogue.
    Certs,
    /// A file, which may say anything.
    Anything,
}

/// The problems of a run, as the stages find them.
#[derive(Clone, Debug, Default)]
pub struct Collector {
    levels: Levels,
    lacks: MissingInput,
    found: Vec<Diagnostic>,
}

impl Collector {
    /// An empty one that listens at these levels.
    pub fn new(levels: Levels) -> Collector {
        Collector {
            levels,
            lacks: MissingInput::Nothing,
            found: Vec::new(),
        }
    }

    /// Notes that something could not be read, which has been reported.
    pub fn lack(&mut self, lacks: MissingInput) {
        self.lacks = self.lacks.max(lacks);
    }

    /// Whether something is lacking that may say anything.
    pub fn lacks_anything(&self) -> bool {
        self.lacks == MissingInput::Anything
    }

    /// Takes a problem that is none if what the program lacks says what seems to be missing: a failed `use` is one
    /// message. `by` is the least that would say it.
    pub fn push_missing(&mut self, diagnostic: Diagnostic, by: MissingInput) {
        if self.lacks < by {
            self.push(diagnostic);
        }
    }

    /// How many problems are kept: a file of nothing but mistakes must not fill the memory with messages.
    const MOST: usize = 100_000;

    /// Takes a problem, unless it is a silenced warning.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        if let Some(severity) = self.levels.of(diagnostic.code)
            && self.found.len() < Collector::MOST
        {
            diagnostic.severity = severity;
            self.found.push(diagnostic);
        }
    }

    /// Takes many.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        for diagnostic in diagnostics {
            self.push(diagnostic);
        }
    }

    /// Whether an error is among them, so that nothing may be drawn.
    pub fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The problems in the order of their places; those of one place in the order found.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.found
            .sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
        // A path with backslashes gets a message about paths: one about unknown escapes as well would not help.
        let mut path_end = 0;
        self.found.retain(|diagnostic| match diagnostic.code {
            Code::MissingIcon | Code::UnreadableFile => {
                path_end = diagnostic.span.end.max(path_end);
                true
            }
            Code::WrongEscape => diagnostic.span.end > path_end,
            _ => true,
        });
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn heard(levels: Levels) -> Vec<(Code, Severity)> {
        let mut collector = Collector::new(levels);
        collector.push(Diagnostic::new(Code::Cycle, Span::at(2), ""));
        collector.push(Diagnostic::new(Code::EmptyGroup, Span::at(1), ""));
        collector.push(Diagnostic::new(Code::LoneName, Span::at(0), ""));
        collector
            .finish()
            .into_iter()
            .map(|d| (d.code, d.severity))
            .collect()
    }

    #[test]
    fn a_path_that_is_wrong_is_told_once() {
        let mut collector = Collector::new(Levels::default());
        for (code, start, end) in [
            (Code::WrongEscape, 3, 5),
            (Code::WrongEscape, 12, 14),
            (Code::WrongEscape, 22, 24),
            (Code::MissingIcon, 10, 20),
        ] {
            collector.push(Diagnostic::new(code, Span::new(start, end), ""));
        }
        let told = collector.finish();
        let starts: Vec<u32> = told.iter().map(|problem| problem.span.start).collect();
        assert_eq!(starts, [3, 10, 22]);
    }

    #[test]
    fn levels_are_kept() {
        use Severity::{Error, Warning};
        assert_eq!(
            heard(Levels::default()),
            [
                (Code::LoneName, Error),
                (Code::EmptyGroup, Warning),
                (Code::Cycle, Warning)
            ]
        );
        let levels = Levels {
            deny_warnings: true,
            allowed: [Code::EmptyGroup, Code::LoneName].into(),
            warned: BTreeSet::new(),
        };
        assert_eq!(
            heard(levels),
            [(Code::LoneName, Error), (Code::Cycle, Error)]
        );
        let levels = Levels {
            deny_warnings: true,
            allowed: [Code::Cycle].into(),
            warned: [Code::Cycle].into(),
        };
        assert_eq!(
            heard(levels)[1..],
            [(Code::EmptyGroup, Error), (Code::Cycle, Warning)]
        );
    }
}
