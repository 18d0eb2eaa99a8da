//! `certdot mdbook`: mdBook's protocol for preprocessors, of its versions 0.4 and 0.5.
//!
//! mdBook sends `[context, book]` and takes the book back. Of chapters, only their content is changed.

use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use toml_edit::{DocumentMut, Item, Table, value};

use super::arguments::Common;
use super::documents::{Wanted, compiled, pictured};
use super::engines::{Draw, drawn};
use super::output::Output;
use super::report::Reporter;
use super::{DONE, FAILED, USAGE, Usage};
use crate::attributes::is_path;
use crate::diagnostics::render::printable;
use crate::docs::{Page, Switch};
use crate::pictures::Kind;

/// Where mdBook's page is dark: the names of its dark themes.
const DARK: &str = "html.navy,html.coal,html.ayu";

/// The layout of a picture may take so long.
const TIMEOUT: Duration = Duration::from_secs(120);

/// `certdot mdbook`, `certdot mdbook supports RENDERER`, `certdot mdbook install [DIR]`
pub(super) fn mdbook(words: &[String], common: &Common, reporter: &Reporter) -> Result<u8> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        [] => preprocess(common, reporter),
        ["supports", renderer] => Ok(if renderer == "html" { DONE } else { FAILED }),
        ["install"] => install(Path::new("."), reporter),
        ["install", folder] => install(Path::new(folder), reporter),
        _ => bail!(Usage(
            "mdBook calls `certdot mdbook` and `certdot mdbook supports RENDERER`; you call `certdot mdbook install`".into()
        )),
    }
}

fn preprocess(common: &Common, reporter: &Reporter) -> Result<u8> {
    if io::stdin().is_terminal() {
        bail!(Usage(
            "mdBook calls this, with the book on standard input: `certdot mdbook install` tells it to".into()
        ));
    }
    let mut text = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut text)
        .context("cannot read standard input")?;
    match answer(text, common, reporter, &drawn)? {
        Some(book) => {
            Output::Standard.write(|out| Ok(serde_json::to_writer(out, &book)?))?;
            Ok(DONE)
        }
        // mdBook says that the preprocessor has failed; why, has been printed.
        None => Ok(FAILED),
    }
}

/// A book with pictures in the places of its trees; nothing if something is wrong with them and that is to matter.
pub(super) fn answer(
    text: Vec<u8>,
    common: &Common,
    reporter: &Reporter,
    draw: &Draw,
) -> Result<Option<Value>> {
    let (context, mut book): (Value, Value) =
        serde_json::from_slice(&text).context("standard input is no book of mdBook's")?;
    drop(text);
    if !context.is_object() || !book.is_object() {
        bail!("standard input is no book of mdBook's: it is to be `[context, book]`, two objects");
    }
    let root = PathBuf::from(context["root"].as_str().unwrap_or("."));
    let own = &context["config"]["preprocessor"]["certdot"];
    let source = context["config"]["book"]["src"].as_str().unwrap_or("src");
    let source = root.join(source);

    let mut pages = Vec::new();
    for content in contents(&mut book) {
        let path = source.join(&content.path);
        pages.push(Page::new(shown(&path), path, std::mem::take(content.text)));
    }
    // Nothing outside the book is read, whoever has written its pages.
    let common = &common.below(root);
    let (all, counts) = compiled(pages, common, reporter)?;
    let theme = own["theme"].as_str().unwrap_or("auto");
    let wanted = Wanted {
        kind: Kind::Svg,
        theme: None,
        default_theme: Some(theme.to_owned()),
        dark: Some(Switch {
            dark: DARK.to_owned(),
            system: None,
        }),
        links: of_chapter,
        files: None,
        timeout: TIMEOUT,
        draw,
    };
    let (texts, failed) = pictured(&all, &wanted, reporter)?;
    let contents = contents(&mut book);
    for (content, text) in contents.into_iter().zip(texts) {
        *content.text = text;
    }
    let is_strict = common.deny_warnings || own["strict"].as_bool().unwrap_or(false);
    let is_wrong = failed > 0 || counts.errors > 0 || counts.warnings > 0;
    Ok((!is_strict || !is_wrong).then_some(book))
}

/// What mdBook makes of a link to a chapter: the page that it becomes.
fn of_chapter(address: &str) -> Option<String> {
    let path = &address[..address.find(['?', '#']).unwrap_or(address.len())];
    let chapter = path.strip_suffix(".md").filter(|_| is_path(path))?;
    let (folder, name) = chapter.split_at(chapter.rfind('/').map_or(0, |slash| slash + 1));
    // That of a folder is its index.
    let is_index = name.eq_ignore_ascii_case("readme");
    let name = if is_index { "index" } else { name };
    Some(format!("{folder}{name}.html{}", &address[path.len()..]))
}

/// A chapter's content.
struct Content<'b> {
    /// The chapter's file, from the folder of sources on.
    path: PathBuf,
    text: &'b mut String,
}

/// The contents of all chapters, in the order of the book. Drafts have none.
fn contents(book: &mut Value) -> Vec<Content<'_>> {
    // 0.4 has `sections`, 0.5 has `items`.
    let key = if book.get("items").is_some() {
        "items"
    } else {
        "sections"
    };
    let mut found = Vec::new();
    let list = book.get_mut(key).map(items);
    let mut queue: Vec<&mut Value> = list.into_iter().flatten().rev().collect();
    while let Some(item) = queue.pop() {
        let Some(Value::Object(chapter)) = item.get_mut("Chapter") else {
            continue;
        };
        let path = |key: &str| chapter.get(key).and_then(Value::as_str).map(PathBuf::from);
        let path = path("source_path")
            .or_else(|| path("path"))
            .unwrap_or_default();
        for (key, value) in chapter.iter_mut() {
            match (key.as_str(), value) {
                ("content", Value::String(text)) => found.push(Content {
                    path: path.clone(),
                    text,
                }),
                ("sub_items", inner) => queue.extend(items(inner).rev()),
                _ => {}
            }
        }
    }
    found
}

fn items(list: &mut Value) -> std::slice::IterMut<'_, Value> {
    match list {
        Value::Array(items) => items.iter_mut(),
        _ => Default::default(),
    }
}

/// A path as a message tells it.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// Tells book.toml of the preprocessor, and leaves everything else in it as it is.
fn install(folder: &Path, reporter: &Reporter) -> Result<u8> {
    let file = folder.join("book.toml");
    let name = printable(&file.display().to_string());
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            reporter.failure(&anyhow::anyhow!(
                "there is no `{name}`: say the folder of the book, as in `certdot mdbook install docs`"
            ));
            return Ok(USAGE);
        }
        Err(error) => return Err(error).with_context(|| format!("cannot read `{name}`")),
    };
    let mut book: DocumentMut = text
        .parse()
        .with_context(|| format!("`{name}` is left as it is"))?;
    let preprocessors = book.entry("preprocessor").or_insert_with(|| {
        let mut table = Table::new();
        // Only what is in it has a head.
        table.set_implicit(true);
        Item::Table(table)
    });
    let Some(preprocessors) = preprocessors.as_table_like_mut() else {
        bail!("`{name}` is left as it is: `preprocessor` is no table in it");
    };
    if preprocessors.contains_key("certdot") {
        reporter.summary(&format!("{name} has certdot already"));
        return Ok(DONE);
    }
    let mut own = Table::new();
    own.insert("command", value("certdot mdbook"));
    preprocessors.insert("certdot", Item::Table(own));
    Output::File(file).write_bytes(book.to_string().as_bytes())?;
    reporter.summary(&format!(
        "{name} has certdot now: `mdbook build` draws `cert` blocks"
    ));
    Ok(DONE)
}
