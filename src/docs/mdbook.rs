//! mdBook's protocol for preprocessors, of its versions 0.4 and 0.5.
//!
//! mdBook sends `[context, book]` and takes the book back. Of chapters, only their content is changed.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;

use super::draw::{PageOptions, compile_pages, draw_pages};
use super::html::Switch;
use super::page::Page;
use super::tools::Tools;
use crate::attributes::is_path;
use crate::pictures::PictureKind;

/// Where mdBook's page is dark: the names of its dark themes.
const DARK: &str = "html.navy,html.coal,html.ayu";

/// The layout of a picture may take so long.
const TIMEOUT: Duration = Duration::from_secs(120);

/// A book with pictures in the places of its trees; nothing if something is wrong with them and that is to matter:
/// `is_strict`, or the book sets it.
///
/// # Errors
/// The text is not a book, or nothing can be drawn at all.
pub fn preprocess(
    text: Vec<u8>,
    is_strict: bool,
    tools: &Tools<'_>,
) -> Result<Option<Value>, String> {
    let (context, mut book): (Value, Value) = serde_json::from_slice(&text)
        .map_err(|error| format!("standard input is not a book from mdBook: {error}"))?;
    drop(text);
    if !context.is_object() || !book.is_object() {
        return Err(
            "standard input is not a book from mdBook: that is `[context, book]`, two objects"
                .to_owned(),
        );
    }
    let root = PathBuf::from(context["root"].as_str().unwrap_or("."));
    let own = &context["config"]["preprocessor"]["certdot"];
    let source = context["config"]["book"]["src"].as_str().unwrap_or("src");

    let mut tools = tools.clone();
    let here = tools.options.working_directory.clone();
    let source = here.join(&root).join(source);
    if tools.options.root.is_none() {
        // Nothing outside the book is read, no matter who wrote its pages.
        let book = tools.options.files.canonical(&here.join(&root));
        let book =
            book.map_err(|_| format!("cannot find the book's folder `{}`", root.display()))?;
        tools.options.root = Some(book);
    }
    let mut pages = Vec::new();
    for content in contents(&mut book) {
        let path = source.join(&content.path);
        let name = path.strip_prefix(&here).unwrap_or(&path);
        let name = name.display().to_string();
        pages.push(Page::new(name, path, std::mem::take(content.text)));
    }
    let (all, counts) = compile_pages(pages, &tools);
    let theme = own["theme"].as_str().unwrap_or("auto");
    let options = PageOptions {
        kind: PictureKind::Svg,
        theme: None,
        default_theme: Some(theme.to_owned()),
        dark: Some(Switch {
            dark: DARK.to_owned(),
            system: None,
        }),
        links: link_to_chapter,
        assets: None,
        timeout: TIMEOUT,
    };
    let (texts, failed) = draw_pages(&all, &options, &tools)?;
    let contents = contents(&mut book);
    for (content, text) in contents.into_iter().zip(texts) {
        *content.text = text;
    }
    let is_strict = is_strict || own["strict"].as_bool().unwrap_or(false);
    let is_wrong = failed > 0 || !counts.is_empty();
    Ok((!is_strict || !is_wrong).then_some(book))
}

/// What mdBook makes of a link to a chapter: the page that it becomes.
fn link_to_chapter(address: &str) -> Option<String> {
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
