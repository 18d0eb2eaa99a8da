//! `certdot mdbook`: a preprocessor of mdBook, and what puts it into `book.toml`.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use toml_edit::{DocumentMut, Item, Table, value};

use super::drawer::with_tools;
use super::exit::{DONE, FAILED, USAGE, Usage};
use super::output::Output;
use super::report::Reporter;
use super::session::Session;
use crate::diagnostics::render::printable;
use crate::docs::mdbook;

/// `certdot mdbook`, `certdot mdbook supports RENDERER`, `certdot mdbook install [DIR]`
pub(super) fn mdbook(words: &[String], session: &Session) -> Result<u8> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        [] => preprocess(session),
        ["supports", renderer] => Ok(if renderer == "html" { DONE } else { FAILED }),
        ["install"] => install(Path::new("."), &session.reporter),
        ["install", folder] => install(Path::new(folder), &session.reporter),
        _ => bail!(Usage(
            "`certdot mdbook` and `certdot mdbook supports RENDERER` are for mdBook; run `certdot mdbook install`".into()
        )),
    }
}

fn preprocess(session: &Session) -> Result<u8> {
    if io::stdin().is_terminal() {
        bail!(Usage(
            "mdBook runs this, with the book on standard input: `certdot mdbook install` sets that up".into()
        ));
    }
    let mut text = Vec::new();
    io::Read::read_to_end(&mut io::stdin().lock(), &mut text)
        .context("cannot read standard input")?;
    let book = with_tools(session, |tools| {
        mdbook::preprocess(text, session.is_strict, tools)
    })?;
    match book.map_err(|why| anyhow!(why))? {
        Some(book) => {
            Output::Standard.write(|out| Ok(serde_json::to_writer(out, &book)?))?;
            Ok(DONE)
        }
        // mdBook reports that the preprocessor has failed; the reason has been printed.
        None => Ok(FAILED),
    }
}

/// Adds the preprocessor to book.toml, and leaves everything else in it unchanged.
fn install(folder: &Path, reporter: &Reporter) -> Result<u8> {
    let file = folder.join("book.toml");
    let name = printable(&file.display().to_string());
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            reporter.failure(&anyhow::anyhow!(
                "there is no `{name}`: name the folder of the book, as in `certdot mdbook install docs`"
            ));
            return Ok(USAGE);
        }
        Err(error) => return Err(error).with_context(|| format!("cannot read `{name}`")),
    };
    let mut book: DocumentMut = text
        .parse()
        .with_context(|| format!("cannot change `{name}`"))?;
    let preprocessors = book.entry("preprocessor").or_insert_with(|| {
        let mut table = Table::new();
        // Only what is in it has a head.
        table.set_implicit(true);
        Item::Table(table)
    });
    let Some(preprocessors) = preprocessors.as_table_like_mut() else {
        bail!("cannot change `{name}`: its `preprocessor` is not a table");
    };
    if preprocessors.contains_key("certdot") {
        reporter.summary(&format!("{name} already has certdot"));
        return Ok(DONE);
    }
    let mut own = Table::new();
    own.insert("command", value("certdot mdbook"));
    preprocessors.insert("certdot", Item::Table(own));
    Output::File(file).write_bytes(book.to_string().as_bytes())?;
    reporter.summary(&format!(
        "{name} now has certdot: `mdbook build` draws `cert` blocks"
    ));
    Ok(DONE)
}
