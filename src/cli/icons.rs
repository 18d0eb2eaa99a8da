//! `certdot icons`: what `icon` can name, and what that looks like.

use std::env;
use std::path::Path;

use anyhow::{Result, bail};

use super::exit::{DONE, FAILED, Usage};
use super::icon_index::{IconIndex, Source};
use super::output::Output;
use super::session::Session;
use super::table::table;
use crate::diagnostics::render::printable;
use crate::icons::sheet;
use crate::nearest::Nearest;
use crate::pictures::PictureKind;

/// The license of the icons that ship with the program: its own.
const LICENCE: &str = env!("CARGO_PKG_LICENSE");

/// An icon that has been asked for, under the name that `icon` takes.
struct Found {
    name: String,
    source: Source,
}

pub(super) fn icons(words: &[String], output: Option<&Path>, session: &Session) -> Result<u8> {
    let (is_sheet, word) = match words {
        [sheet] if sheet == "sheet" => (true, None),
        [sheet, word] if sheet == "sheet" => (true, Some(word.as_str())),
        [first, second] => bail!(Usage(format!(
            "only one word can be searched for at a time, not `{}` and `{}`",
            printable(first),
            printable(second)
        ))),
        [word] => (false, Some(word.as_str())),
        _ => (false, None),
    };
    if output.is_some() && !is_sheet {
        bail!(Usage(
            "`-o` needs `sheet`: `certdot icons sheet -o icons.svg`".into()
        ));
    }
    let ending = output.and_then(|output| output.extension()?.to_str());
    if let Some(kind) = ending.and_then(PictureKind::of_ending)
        && kind != PictureKind::Svg
    {
        bail!(Usage(format!(
            "the sheet is an SVG and cannot be written as `.{}`: `certdot icons sheet -o icons.svg`",
            kind.ending()
        )));
    }
    let shelf = IconIndex::new(&session.icons);
    let found = find_icons(&shelf, word)?;
    let content = |found: &Found| match found.source.content(&found.name) {
        Ok(content) => Some(content),
        Err(why) => {
            session
                .reporter
                .warning(&format!("`{}` {why}", place(found)));
            None
        }
    };
    if is_sheet {
        let icons = found
            .iter()
            .filter_map(|found| Some((found.name.as_str(), content(found)?)));
        let sheet = sheet(icons);
        Output::new(output).write(|out| out.write_all(sheet.as_bytes()))?;
        return Ok(DONE);
    }
    let is_usable = |found: &&Found| match found.source {
        // A file may contain anything; reading thousands of icons of a pack takes too long.
        Source::File(..) => content(found).is_some(),
        Source::BuiltIn | Source::Pack(..) => true,
    };
    let mut rows: Vec<Vec<String>> = found
        .iter()
        .filter(is_usable)
        .map(|found| row(found, &shelf))
        .collect();
    if word.is_none() {
        rows.extend(packs(&shelf));
    }
    if rows.is_empty() {
        // The icons that there are cannot be used, which has been reported.
        return Ok(FAILED);
    }
    Output::Standard.write(|out| table(&rows, out))?;
    Ok(DONE)
}

/// The icons whose names contain a word, without one all except those of packs; in the order of the alphabet, packs last.
fn find_icons(shelf: &IconIndex, word: Option<&str>) -> Result<Vec<Found>> {
    let holds = |name: &str, word: &str| name.to_lowercase().contains(&word.to_lowercase());
    if let Some((pack, word)) = word.and_then(|word| word.split_once(':')) {
        return of_pack(shelf, pack, word);
    }
    let word = word.unwrap_or_default();
    let mut found: Vec<Found> = shelf
        .icons
        .iter()
        .filter(|(name, _)| holds(name, word))
        .map(|(name, source)| Found {
            name: name.clone(),
            source: source.clone(),
        })
        .collect();
    if !word.is_empty() {
        for (prefix, shelved) in &shelf.packs {
            let Ok(pack) = &shelved.pack else { continue };
            let names = pack.names().filter(|name| holds(name, word));
            found.extend(names.map(|name| Found {
                name: format!("{prefix}:{name}"),
                source: Source::Pack(pack.clone(), name.to_owned()),
            }));
        }
    }
    if found.is_empty() {
        let of_packs = shelf.packs.values().flat_map(|shelved| {
            let pack = shelved.pack.as_ref().ok();
            pack.into_iter().flat_map(|pack| pack.names())
        });
        let names = shelf.icons.keys().map(String::as_str).chain(of_packs);
        bail!(
            "no icon has a name that contains `{}`{}",
            printable(word),
            suggestion(names, word, "`certdot icons` lists all names")
        );
    }
    Ok(found)
}

/// The icons of one pack whose names contain a word.
fn of_pack(shelf: &IconIndex, prefix: &str, word: &str) -> Result<Vec<Found>> {
    let Some(shelved) = shelf.packs.get(prefix) else {
        let otherwise = "a pack is a file `NAME.json` in a folder of `--icons`, or a package `@iconify-json/NAME` installed there";
        let names = shelf.packs.keys().map(String::as_str);
        bail!(
            "there is no pack `{}`{}",
            printable(prefix),
            suggestion(names, prefix, otherwise)
        );
    };
    let pack = match &shelved.pack {
        Ok(pack) => pack,
        Err(why) => bail!("`{}` {why}", display_path(&shelved.file)),
    };
    let wanted = word.to_lowercase();
    let found: Vec<Found> = pack
        .names()
        .filter(|name| name.to_lowercase().contains(&wanted))
        .map(|name| Found {
            name: format!("{prefix}:{name}"),
            source: Source::Pack(pack.clone(), name.to_owned()),
        })
        .collect();
    if found.is_empty() {
        let otherwise = format!("`certdot icons {prefix}:` lists all names");
        bail!(
            "no icon of the pack `{}` has a name that contains `{}`{}",
            printable(prefix),
            printable(word),
            suggestion(pack.names(), word, &otherwise)
        );
    }
    Ok(found)
}

/// What may have been meant by a word that no name contains; else what to do.
fn suggestion<'n>(names: impl Iterator<Item = &'n str>, word: &str, otherwise: &str) -> String {
    match Nearest::new(names).find(word) {
        Some(nearest) => format!("; did you mean `{}`?", printable(nearest)),
        None => format!("; {otherwise}"),
    }
}

/// An icon as it is listed: its name, its license, where it comes from.
fn row(found: &Found, shelf: &IconIndex) -> Vec<String> {
    let (licence, from) = match &found.source {
        Source::BuiltIn => (LICENCE.to_owned(), "built in".to_owned()),
        // Nobody knows but who has put it there.
        Source::File(file, _) => ("-".to_owned(), display_path(file)),
        Source::Pack(pack, _) => {
            let prefix = found.name.split(':').next().unwrap_or_default();
            let file = shelf
                .packs
                .get(prefix)
                .map(|shelved| display_path(&shelved.file));
            let file = file.unwrap_or_default();
            let from = match pack.title() {
                Some(title) => format!("{}, {file}", printable(title)),
                None => file,
            };
            (licence(pack.licence()), from)
        }
    };
    vec![printable(&found.name), licence, from]
}

/// The packs, a line each.
fn packs(shelf: &IconIndex) -> impl Iterator<Item = Vec<String>> {
    shelf.packs.iter().filter_map(|(prefix, shelved)| {
        // A file that is not a pack is here for something else.
        let pack = shelved.pack.as_ref().ok()?;
        let title = pack.title().unwrap_or(prefix);
        Some(vec![
            format!("{prefix}:"),
            licence(pack.licence()),
            format!(
                "{}, {} icons (`certdot icons {prefix}:` lists them), {}",
                printable(title),
                pack.names().count(),
                display_path(&shelved.file)
            ),
        ])
    })
}

fn licence(said: Option<&str>) -> String {
    said.map_or_else(|| "-".to_owned(), printable)
}

fn place(found: &Found) -> String {
    match &found.source {
        Source::File(file, _) => display_path(file),
        Source::BuiltIn | Source::Pack(..) => printable(&found.name),
    }
}

/// A path as it is printed: relative to the working directory if it is below that.
fn display_path(path: &Path) -> String {
    let here = env::current_dir().ok();
    let below = here.and_then(|here| Some(path.strip_prefix(here).ok()?.to_path_buf()));
    let path = below.unwrap_or_else(|| path.to_path_buf());
    printable(&path.display().to_string())
}
