//! One problem.

use super::{Code, Severity};
use crate::source::Span;

/// A problem: what is wrong, where, and what to write instead.
///
/// All spans are positions among all files (see [`Sources`](crate::source::Sources)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// Error or warning; a warning that was denied is an error.
    pub severity: Severity,
    /// The place.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// A few words at the place; empty if the message is enough.
    pub label: String,
    /// The other places that matter, each with a few words.
    pub others: Vec<(Span, String)>,
    /// What else a reader might want to know.
    pub notes: Vec<String>,
    /// What to write instead.
    pub helps: Vec<Help>,
}

/// Advice, with the edits that follow it if it can be followed without thinking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// The advice, in one sentence without a full stop.
    pub message: String,
    /// What to change, in the order of the places; all of them or none.
    pub edits: Vec<Edit>,
}

/// A text to put in the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub text: String,
}

impl Diagnostic {
    /// A problem of this code at this place.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            span,
            message: message.into(),
            label: String::new(),
            others: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
        }
    }

    /// The same with each of its places moved.
    #[must_use]
    pub fn map_spans(mut self, place: impl Fn(Span) -> Span) -> Diagnostic {
        self.span = place(self.span);
        for (span, _) in &mut self.others {
            *span = place(*span);
        }
        for edit in self.helps.iter_mut().flat_map(|help| &mut help.edits) {
            edit.span = place(edit.span);
        }
        self
    }

    /// With a few words at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = label.into();
        self
    }

    /// With another place that matters.
    #[must_use]
    pub fn also(mut self, span: Span, label: impl Into<String>) -> Diagnostic {
        self.others.push((span, label.into()));
        self
    }

    /// With a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Diagnostic {
        self.notes.push(note.into());
        self
    }

    /// With advice.
    #[must_use]
    pub fn help(mut self, message: impl Into<String>) -> Diagnostic {
        self.helps.push(Help {
            message: message.into(),
            edits: Vec::new(),
        });
        self
    }

    /// With advice that an editor can follow: put `text` in the place of `span`.
    #[must_use]
    pub fn fix(
        self,
        message: impl Into<String>,
        span: Span,
        text: impl Into<String>,
    ) -> Diagnostic {
        let text = text.into();
        self.fix_with(message, [Edit { span, text }])
    }

    /// With advice that an editor can follow by several edits. Without any it is advice in words.
    #[must_use]
    pub fn fix_with(
        mut self,
        message: impl Into<String>,
        edits: impl IntoIterator<Item = Edit>,
    ) -> Diagnostic {
        let mut edits: Vec<Edit> = edits.into_iter().collect();
        edits.sort_by_key(|edit| edit.span);
        self.helps.push(Help {
            message: message.into(),
            edits,
        });
        self
    }
}
