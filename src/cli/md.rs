//! `certdot md`: Markdown with pictures in the places of its trees.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use super::arguments::{Common, Documents};
use super::documents::{Wanted, Writer, compiled, page, pictured, relative};
use super::exchange;
use super::input::is_standard;
use super::output::Output;
use super::report::Reporter;
use super::{DONE, FAILED, USAGE};
use crate::cache::Key;
use crate::diagnostics::render::printable;
use crate::docs::Page;

/// `certdot md FILE…`
pub(super) fn md(documents: &Documents, common: &Common, reporter: &Reporter) -> Result<u8> {
    if documents.json {
        return exchange::exchange(documents, common);
    }
    let places = match places(documents) {
        Ok(places) => places,
        Err(wrong) => {
            reporter.failure(&anyhow::anyhow!("{wrong}"));
            return Ok(USAGE);
        }
    };
    let mut unread = 0;
    let (mut pages, mut outputs) = (Vec::new(), Vec::new());
    for (file, place) in documents.files.iter().zip(places) {
        match page(file) {
            Ok(page) => {
                pages.push(page);
                outputs.push(place);
            }
            Err(error) => {
                reporter.failure(&error);
                unread += 1;
            }
        }
    }
    let count = pages.len();
    let (all, counts) = compiled(pages, common, reporter)?;
    let trees: usize = all.iter().map(|compiled| compiled.trees.len()).sum();
    let plural = |count: usize, noun: &str| match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    };
    if documents.check {
        reporter.summary(&format!(
            "{} in {} checked: {counts}",
            plural(trees, "tree"),
            plural(count, "page")
        ));
        return Ok(if counts.errors > 0 || unread > 0 {
            FAILED
        } else {
            DONE
        });
    }
    let write = |page: &Page, picture: &[u8]| asset(documents, page, picture);
    let wanted = Wanted {
        kind: documents.kind,
        theme: documents.theme.clone(),
        default_theme: None,
        dark: None,
        files: documents.assets.as_ref().map(|_| &write as &Writer<'_>),
        timeout: Duration::from_secs(documents.timeout),
    };
    let (texts, failed) = pictured(&all, &wanted, reporter)?;
    for (text, output) in texts.iter().zip(&outputs) {
        if let Output::File(file) = output
            && let Some(folder) = file.parent()
        {
            let shown = printable(&folder.display().to_string());
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder `{shown}`"))?;
        }
        output.write_bytes(text.as_bytes())?;
    }
    if !matches!(outputs[..], [Output::Standard]) || failed > 0 {
        let not_drawn = match failed {
            0 => String::new(),
            count => format!(", {count} not drawn"),
        };
        reporter.summary(&format!(
            "{} in {}{not_drawn}",
            plural(trees, "tree"),
            plural(count, "page")
        ));
    }
    let is_strict = common.deny_warnings && (failed > 0 || counts.errors > 0);
    Ok(if is_strict || unread > 0 {
        FAILED
    } else {
        DONE
    })
}

/// Where each page goes.
fn places(documents: &Documents) -> std::result::Result<Vec<Output>, String> {
    let files = &documents.files;
    let Some(output) = documents
        .output
        .as_deref()
        .filter(|output| !is_standard(output))
    else {
        if files.len() > 1 && !documents.check {
            return Err("several pages go into a folder: name one with `-o DIR`".to_owned());
        }
        return Ok(files.iter().map(|_| Output::Standard).collect());
    };
    let is_folder = output.is_dir() || output.as_os_str().as_encoded_bytes().ends_with(b"/");
    if !is_folder && files.len() == 1 {
        return Ok(vec![Output::File(output.to_path_buf())]);
    }
    if output.is_file() {
        return Err(format!(
            "several pages go into a folder, and `{}` is a file",
            printable(&output.display().to_string())
        ));
    }
    // As they lie to each other.
    let common = common_folder(files);
    let place = |file: &PathBuf| match is_standard(file) {
        true => Err("standard input has no name in a folder: write it with `-o FILE`".to_owned()),
        false => Ok(Output::File(
            output.join(file.strip_prefix(&common).unwrap_or(file)),
        )),
    };
    files.iter().map(place).collect()
}

/// The folder in which all files lie, at whatever depth.
fn common_folder(files: &[PathBuf]) -> PathBuf {
    let mut folders = files
        .iter()
        .map(|file| file.parent().unwrap_or(Path::new("")));
    let first = folders.next().unwrap_or(Path::new("")).to_path_buf();
    folders.fold(first, |common, folder| {
        let same = common.components().zip(folder.components());
        same.take_while(|(one, other)| one == other)
            .map(|(part, _)| part)
            .collect()
    })
}

/// Writes a picture into the folder of pictures, and tells its address in a page.
fn asset(documents: &Documents, page: &Page, picture: &[u8]) -> Result<String> {
    let folder = documents.assets.as_deref().unwrap_or(Path::new("."));
    let shown = printable(&folder.display().to_string());
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{shown}`"))?;
    let key = Key::of([picture]);
    let name = format!("cert-{}.{}", &key.digits()[..16], documents.kind.ending());
    Output::File(folder.join(&name)).write_bytes(picture)?;
    // Where the page will lie decides how the picture is told from it.
    let of_page = documents
        .files
        .iter()
        .position(|file| page.path.ends_with(file));
    let place = places(documents)
        .ok()
        .and_then(|places| places.into_iter().nth(of_page?));
    let beside = match &place {
        Some(Output::File(file)) => file.parent().unwrap_or(Path::new("")).to_path_buf(),
        _ => PathBuf::new(),
    };
    let absolute = |path: &Path| fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    let beside = match beside.as_os_str().is_empty() {
        true => absolute(Path::new("."))?,
        false => {
            fs::create_dir_all(&beside)?;
            absolute(&beside)?
        }
    };
    let address = relative(&absolute(folder)?.join(name), &beside);
    Ok(address.to_string_lossy().replace('\\', "/"))
}
