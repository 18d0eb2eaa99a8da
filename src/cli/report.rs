//! Messages to standard error.

use std::env;
use std::io::{self, Write};

use anstream::AutoStream;
use anyhow::Context;
use clap::ColorChoice;

use super::arguments::{Common, MessageFormat};
use super::suggestions;
use crate::diagnostics::render::{human, is_obeyed, printable, short};
use crate::diagnostics::{Counts, Diagnostic, Severity, to_json};
use crate::docs::Report;
use crate::source::{Sources, in_words};

/// How many diagnostics of one file are printed.
const MOST_PRINTED: usize = 50;

/// Prints messages in the format that the arguments ask for.
#[derive(Clone)]
pub(super) struct Reporter {
    format: MessageFormat,
    color: bool,
}

impl Reporter {
    pub(super) fn new(common: &Common) -> Reporter {
        let color = match common.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never,
        };
        Reporter {
            format: common.message_format,
            color,
        }
    }

    /// Prints messages for people, when the arguments have not been understood.
    pub(super) fn plain() -> Reporter {
        Reporter {
            format: MessageFormat::Human,
            color: false,
        }
    }

    /// Prints the first of some diagnostics, and how many more there are.
    pub(super) fn diagnostics(&self, diagnostics: &[Diagnostic], sources: &Sources) -> Counts {
        for diagnostic in diagnostics.iter().take(MOST_PRINTED) {
            self.print(&match self.format {
                MessageFormat::Human => human(diagnostic, sources, self.color),
                MessageFormat::Short => short(diagnostic, sources),
                MessageFormat::Json => to_json(diagnostic, sources) + "\n",
            });
        }
        let hidden = Counts::of(&diagnostics[diagnostics.len().min(MOST_PRINTED)..]);
        if !hidden.is_empty() {
            let severity = if hidden.errors > 0 {
                Severity::Error
            } else {
                Severity::Warning
            };
            let rest = format!("… and {} more", hidden.errors + hidden.warnings);
            self.print(&match self.format {
                MessageFormat::Json => object(severity, &rest),
                _ => rest + "\n",
            });
        }
        Counts::of(diagnostics)
    }

    /// Prints a line that sums up.
    pub(super) fn summary(&self, summary: &str) {
        if self.format != MessageFormat::Json {
            self.print(&format!("{summary}\n"));
        }
    }

    /// Prints a warning that has no place in a source.
    pub(super) fn warning(&self, warning: &str) {
        let message = printable(warning);
        self.print(&match self.format {
            MessageFormat::Json => object(Severity::Warning, &message),
            _ => format!("warning: {message}\n"),
        });
    }

    /// Prints what is wrong in a line of a file, where no stretch of it is.
    pub(super) fn error(&self, file: &str, line: usize, words: &str) {
        let (file, words) = (printable(file), printable(words));
        self.print(&match self.format {
            MessageFormat::Json => {
                let place = serde_json::json!({ "file": file, "line": line });
                serde_json::json!({ "code": null, "severity": "error", "message": words, "place": place })
                    .to_string()
                    + "\n"
            }
            _ => format!("{file}:{line}: error: {words}\n"),
        });
    }

    /// Prints a failure that has no place in a source.
    pub(super) fn failure(&self, error: &anyhow::Error) {
        let message = printable(&in_full(error));
        self.print(&match self.format {
            MessageFormat::Json => object(Severity::Error, &message),
            _ => format!("error: {message}\n"),
        });
    }

    fn print(&self, text: &str) {
        // If messages cannot be printed, nor can this.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}

/// An error with all its causes, in words.
pub(super) fn in_full(error: &anyhow::Error) -> String {
    let causes: Vec<String> = error
        .chain()
        .map(|cause| match cause.downcast_ref::<io::Error>() {
            Some(error) => in_words(error),
            None => cause.to_string(),
        })
        .collect();
    causes.join(": ")
}

impl Report for Reporter {
    fn diagnostics(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        Reporter::diagnostics(self, diagnostics, sources);
    }

    fn error(&self, file: &str, line: usize, words: &str) {
        Reporter::error(self, file, line, words);
    }

    fn warning(&self, words: &str) {
        Reporter::warning(self, words);
    }
}

/// A line of JSON for a message without a place.
fn object(severity: Severity, message: &str) -> String {
    object_with(severity, message, &[])
}

/// The same with advice.
fn object_with(severity: Severity, message: &str, helps: &[String]) -> String {
    let mut object = serde_json::json!({
        "code": null,
        "severity": severity.word(),
        "message": message,
    });
    if !helps.is_empty() {
        object["help"] = helps
            .iter()
            .map(|message| serde_json::json!({ "message": message, "edits": [] }))
            .collect();
    }
    format!("{object}\n")
}

/// Prints clap's output: messages about wrong arguments, or help. It quotes the arguments as they are, so characters
/// that a terminal would obey are escaped.
///
/// # Errors
/// Help that cannot be written; a reader that went away is not an error.
pub(super) fn usage(error: &clap::Error) -> anyhow::Result<()> {
    if error.use_stderr() && suggestions::wants_json() {
        let _ = io::stderr().write_all(usage_object(&error.render().to_string()).as_bytes());
        return Ok(());
    }
    let is_inert = env::args_os().all(|argument| !argument.to_string_lossy().contains(is_obeyed));
    let done = if is_inert {
        error.print().and_then(|()| io::stdout().flush())
    } else {
        let text = error.render().to_string();
        let lines: Vec<String> = text.lines().map(printable).collect();
        writeln!(io::stderr(), "{}", lines.join("\n"))
    };
    match done {
        // If messages cannot be printed, nor can this.
        Err(failure) if !error.use_stderr() && failure.kind() != io::ErrorKind::BrokenPipe => {
            Err(failure).context(UNWRITABLE)
        }
        _ => Ok(()),
    }
}

/// What is printed could not be.
pub(super) const UNWRITABLE: &str = "cannot write to standard output";

/// Prints what was meant by wrong arguments, where that is known.
pub(super) fn failed_usage(answer: &str) {
    let text = if suggestions::wants_json() {
        object(Severity::Error, &printable(answer))
    } else {
        format!("error: {answer}\n")
    };
    // If it cannot be printed, nor can this.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Clap's message about wrong arguments, as a line of JSON: its first paragraph is the message, its tips are help.
fn usage_object(text: &str) -> String {
    let lines = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more information"))
        .filter(|line| !line.is_empty());
    let (tips, said): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with("tip: "));
    let message = said.join(" ");
    let tips: Vec<String> = tips
        .iter()
        .map(|tip| printable(tip.trim_start_matches("tip: ")))
        .collect();
    let message = printable(message.trim_start_matches("error: "));
    object_with(Severity::Error, &message, &tips)
}
