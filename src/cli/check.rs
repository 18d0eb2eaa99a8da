//! `certdot check FILE…`: what is wrong with files.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::exit::{DONE, FAILED};
use super::input::read_page;
use super::paths::is_markdown;
use super::session::Session;
use crate::diagnostics::Counts;
use crate::docs::CompiledPage;

/// `certdot check FILE…`
pub(super) fn check(files: &[PathBuf], session: &Session) -> Result<u8> {
    let reporter = &session.reporter;
    let mut counts = Counts::default();
    let mut failures = 0;
    for file in files {
        if is_markdown(file) {
            match check_page(file, session) {
                Ok(found) => counts += found,
                Err(error) => {
                    reporter.failure(&error);
                    failures += 1;
                }
            }
            continue;
        }
        match session.compile(file) {
            Ok(compilation) => {
                counts += reporter.diagnostics(&compilation.diagnostics, &compilation.sources)
            }
            Err(error) => {
                reporter.failure(&error);
                failures += 1;
            }
        }
    }
    let number = match files.len() {
        1 => "1 file".to_owned(),
        number => format!("{number} files"),
    };
    let unread = match failures {
        0 => String::new(),
        number => format!(", {number} could not be read"),
    };
    reporter.summary(&format!("{number} checked: {counts}{unread}"));
    Ok(if counts.errors > 0 || failures > 0 {
        FAILED
    } else {
        DONE
    })
}

/// Reports what is wrong with the trees of a page.
fn check_page(file: &Path, session: &Session) -> Result<Counts> {
    let page = read_page(file, session.here()?)?;
    let CompiledPage { page, problems, .. } = CompiledPage::new(page, &session.options()?);
    let reporter = &session.reporter;
    let mut counts = reporter.diagnostics(&problems.diagnostics, &problems.sources);
    for (line, words) in &problems.others {
        reporter.error(&page.name, *line, words);
        counts.errors += 1;
    }
    Ok(counts)
}
