//! `certdot fmt`: files in the one style.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use similar::TextDiff;

use super::exit::{DONE, FAILED};
use super::input::{read, text_of};
use super::output::Output;
use super::paths::{is_markdown, is_standard};
use super::report::Reporter;
use crate::compile::TooLarge;
use crate::diagnostics::render::printable;
use crate::docs;
use crate::format::{Formatted, format};
use crate::source::MOST_BYTES;

/// What is done with what is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mode {
    /// Nothing is written; files that would change are listed, and are a failure.
    pub(super) is_check: bool,
    /// Nothing is written; what would change is shown.
    pub(super) is_diff: bool,
}

/// How many lines around a change are shown.
const AROUND: usize = 3;

/// `certdot fmt FILE…`
pub(super) fn fmt(files: &[PathBuf], mode: Mode, reporter: &Reporter) -> Result<u8> {
    let (mut changed, mut unchanged, mut failed) = (0, 0, 0);
    for file in files {
        match format_file(file, mode, reporter) {
            Ok(Done {
                is_changed,
                is_whole,
            }) => {
                changed += usize::from(is_changed);
                unchanged += usize::from(!is_changed);
                failed += usize::from(!is_whole);
            }
            Err(error) => {
                reporter.failure(&error);
                failed += 1;
            }
        }
    }
    if !files.iter().any(|file| is_standard(file)) {
        summary(changed, unchanged, mode, reporter);
    }
    Ok(if failed > 0 || mode.is_check && changed > 0 {
        FAILED
    } else {
        DONE
    })
}

struct Done {
    is_changed: bool,
    /// Whether no line had to be left as it was.
    is_whole: bool,
}

fn format_file(file: &Path, mode: Mode, reporter: &Reporter) -> Result<Done> {
    let folder = env::current_dir().context("cannot find the working directory")?;
    let input = read(file, &folder)?;
    let name = printable(&input.name);
    if input.bytes.len() as u64 > MOST_BYTES {
        // No more than that has been read.
        bail!("cannot format `{name}`: {TooLarge}");
    }
    let old = match text_of(input.bytes) {
        Ok(old) => old,
        Err(line) => bail!("cannot format `{name}`: line {line} is not UTF-8"),
    };
    let formatted = if is_markdown(file) {
        let (text, kept) = docs::format_page(&old);
        Formatted { text, kept }
    } else {
        format(&old)
    };
    if formatted.kept > 0 {
        let (lines, are) = match formatted.kept {
            1 => ("line", "was left unchanged"),
            _ => ("lines", "were left unchanged"),
        };
        let advice = if is_standard(file) {
            String::new()
        } else {
            format!("; see `certdot check {name}`")
        };
        reporter.warning(&format!(
            "{name}: {} {lines} with mistakes {are}{advice}",
            formatted.kept
        ));
    }
    let new = formatted.text;
    let is_changed = new != old;
    let is_filter = is_standard(file) && !mode.is_check && !mode.is_diff;
    if mode.is_diff && is_changed {
        let diff = TextDiff::from_lines(&old, &new);
        let mut diff = diff.unified_diff();
        let text = diff.context_radius(AROUND).header(&name, &name).to_string();
        print(&printable_diff(&text))?;
    } else if mode.is_check && is_changed {
        print(&format!("{name}\n"))?;
    } else if is_filter {
        print(&new)?;
    } else if is_changed && !mode.is_check && !mode.is_diff {
        Output::new(Some(file)).write(|out| out.write_all(new.as_bytes()))?;
    }
    Ok(Done {
        is_changed,
        is_whole: formatted.kept == 0,
    })
}

/// A diff that is safe for a terminal.
fn printable_diff(diff: &str) -> String {
    let lines = diff.lines().map(|line| printable(line) + "\n");
    lines.collect()
}

fn print(text: &str) -> Result<()> {
    Output::Standard.write(|out| out.write_all(text.as_bytes()))
}

fn summary(changed: usize, unchanged: usize, mode: Mode, reporter: &Reporter) {
    let plural = |count: usize| if count == 1 { "file" } else { "files" };
    let done = if mode.is_check || mode.is_diff {
        "would change"
    } else {
        "formatted"
    };
    reporter.summary(&match (changed, unchanged) {
        (0, 0) => return,
        (0, unchanged) => format!("{unchanged} {} unchanged", plural(unchanged)),
        (changed, 0) => format!("{changed} {} {done}", plural(changed)),
        (changed, unchanged) => {
            format!(
                "{changed} {} {done}, {unchanged} unchanged",
                plural(changed)
            )
        }
    });
}
