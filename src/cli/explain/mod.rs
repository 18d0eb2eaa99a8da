//! `certdot explain`: what the codes mean, and the documentation, which an installed program has nowhere else.

mod attributes;
mod pages;
mod terminal;

use anyhow::{Result, bail};
use clap::CommandFactory;

use super::arguments::Arguments;
use super::exit::{DONE, Usage};
use super::output::Output;
use super::table::table;
use crate::attributes::Element;
use crate::diagnostics::Code;
use crate::diagnostics::render::printable;
use crate::nearest::Nearest;

/// `certdot explain [CODE|WORD]`
pub(super) fn explain(word: Option<&str>) -> Result<u8> {
    let text = match word {
        None => contents()?,
        Some(word) => match text_about(word) {
            Some(text) => text,
            None => bail!(Usage(unknown_word(word))),
        },
    };
    Output::Standard.write(|out| out.write_all(text.as_bytes()))?;
    Ok(DONE)
}

/// The whole explanation of a word: of a code its section, of others a page, sections and attributes.
fn text_about(word: &str) -> Option<String> {
    if let Some(code) = Code::from_name(word) {
        let section = pages::ERRORS.section(&pages::anchor(&format!("{code}: {}", code.title())));
        return Some(terminal::text(section.unwrap_or(code.title())));
    }
    let topic = pages::anchor(word);
    if let Some(page) = pages::ALL.iter().find(|page| page.name == topic) {
        return Some(terminal::text(page.text));
    }
    let mut parts = Vec::new();
    let section = match topic.as_str() {
        "edge" => pages::LANGUAGE.section("links-and-edge-styles"),
        _ => pages::LANGUAGE.section(&topic),
    };
    parts.extend(section.map(terminal::text));
    let element = Element::ALL.iter().find(|element| element.noun() == topic);
    parts.extend(element.map(|element| attributes::of_element(*element)));
    parts.extend(attributes::of_key(word));
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// What can be explained.
fn contents() -> Result<String> {
    let mut text = b"Messages (`certdot explain E0202`):\n".to_vec();
    let row = |name: &str, about: &str| vec![format!("  {name}"), about.to_owned()];
    let codes = Code::ALL.iter().map(|code| row(code.name(), code.title()));
    table(&codes.collect::<Vec<_>>(), &mut text)?;
    text.extend(b"\nWhole pages (`certdot explain language`):\n");
    let pages = pages::ALL.iter().map(|page| row(page.name, page.about));
    table(&pages.collect::<Vec<_>>(), &mut text)?;
    text.extend(b"\nSections of the page about the language (`certdot explain icons`):\n");
    let sections = pages::LANGUAGE.headings();
    let sections = sections.map(|heading| row(&pages::anchor(heading), heading));
    table(&sections.collect::<Vec<_>>(), &mut text)?;
    let nouns = Element::ALL.map(|element| format!("`certdot explain {}`", element.noun()));
    text.extend(format!(
        "\nThe attributes of an element: {}.\nOne attribute: `certdot explain penwidth`. Commands: `certdot help render`.\n",
        nouns.join(", ")
    ).bytes());
    Ok(String::from_utf8(text)?)
}

/// The message for a word without an explanation.
fn unknown_word(word: &str) -> String {
    let shown = printable(word);
    if Arguments::command().find_subcommand(word).is_some() {
        return format!("`{shown}` is a command: `certdot help {shown}` explains it");
    }
    let codes = Code::ALL.iter().map(|code| code.name().to_owned());
    let pages = pages::ALL.iter().map(|page| page.name.to_owned());
    let sections = pages::LANGUAGE.headings().map(pages::anchor);
    let nouns = Element::ALL.iter().map(|element| element.noun().to_owned());
    let keys = attributes::keys().map(str::to_owned);
    let known: Vec<String> = codes
        .chain(pages)
        .chain(sections)
        .chain(nouns)
        .chain(keys)
        .collect();
    match Nearest::new(known.iter().map(String::as_str)).find(word) {
        Some(nearest) => format!("there is no explanation of `{shown}`; did you mean {nearest}?"),
        None => format!(
            "there is no explanation of `{shown}`; `certdot explain` lists all codes, pages and sections"
        ),
    }
}
