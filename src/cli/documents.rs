//! Pages of Markdown: read, their trees compiled, drawn, and replaced.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::arguments::Common;
use super::draw::options;
use super::engines::{drawn, undrawn};
use super::exchange::unique;
use super::input::read;
use super::report::{Counts, Reporter};
use crate::attributes::{Element, get};
use crate::compile::{Compilation, TooLarge};
use crate::diagnostics::render::printable;
use crate::docs::{
    Kind as BlockKind, Page, Replacement, Tree, error_box, error_text, figure, image,
    image_element, rewritten,
};
use crate::pictures::Order;
use crate::source::MOST_BYTES;

/// Whether a file is Markdown, by its ending.
pub(super) fn is_markdown(file: &Path) -> bool {
    const ENDINGS: [&str; 6] = ["md", "markdown", "mdown", "mdx", "mkd", "qmd"];
    let ending = file.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// Reads a page.
pub(super) fn page(file: &Path) -> Result<Page> {
    let folder = std::env::current_dir().context("cannot tell the working directory")?;
    let input = read(file, &folder)?;
    let name = printable(&input.name);
    if input.bytes.len() as u64 > MOST_BYTES {
        bail!("cannot read `{name}`: {TooLarge}");
    }
    match String::from_utf8(input.bytes) {
        Ok(text) => Ok(Page {
            name: input.name,
            path: input.path,
            text,
        }),
        Err(error) => {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = memchr::memchr_iter(b'\n', valid).count() + 1;
            bail!("cannot read `{name}`: line {line} is not UTF-8")
        }
    }
}

/// A page with its trees.
pub(super) struct Compiled {
    pub(super) page: Page,
    pub(super) trees: Vec<Tree>,
}

/// Compiles the trees of pages, and prints what is wrong with them.
pub(super) fn compiled(
    pages: Vec<Page>,
    common: &Common,
    reporter: &Reporter,
) -> Result<(Vec<Compiled>, Counts)> {
    let mut counts = Counts::default();
    let mut all = Vec::new();
    for page in pages {
        let known = options(common, &page.path)?;
        let trees = page.trees(|| known.again());
        let problems = page.problems(&trees);
        counts += reporter.diagnostics(&problems.diagnostics, &problems.sources);
        for (line, words) in &problems.others {
            reporter.trouble(&page.name, *line, words);
            counts.errors += 1;
        }
        all.push(Compiled { page, trees });
    }
    Ok((all, counts))
}

/// Where pictures go, and what they are.
pub(super) struct Wanted<'w> {
    pub(super) order: Order,
    /// Files rather than pictures in the page: writes one, and tells the address that the page has for it.
    pub(super) files: Option<&'w dyn Fn(&Page, &[u8]) -> Result<String>>,
    pub(super) timeout: Duration,
}

/// Pages with pictures in the places of their trees; and how many trees could not be drawn.
pub(super) fn pictured(
    all: &[Compiled],
    wanted: &Wanted<'_>,
    reporter: &Reporter,
) -> Result<(Vec<String>, usize)> {
    let models: Vec<_> = all
        .iter()
        .flat_map(|compiled| &compiled.trees)
        .filter_map(|tree| tree.outcome.as_ref().ok()?.model.as_ref())
        .collect();
    let mut pictures = match models.is_empty() {
        true => Vec::new(),
        false => drawn(&models, &wanted.order, wanted.timeout)?,
    }
    .into_iter();
    let mut failed = 0;
    let mut pages = Vec::new();
    for Compiled { page, trees } in all {
        let mut seen: Vec<String> = Vec::new();
        let mut replacements = Vec::new();
        for tree in trees {
            let text = match tree.is_right().then(|| pictures.next()).flatten() {
                Some(Ok(drawn)) => put(page, tree, drawn.bytes, wanted, &mut seen)?,
                Some(Err(why)) => {
                    let why = format!("{:#}", undrawn(why));
                    let line = page.line(tree.block.range.start);
                    reporter.trouble(&page.name, line, &format!("cannot draw this: {why}"));
                    failed += 1;
                    refused(tree, &[format!("line {line}: {why}")])
                }
                None => {
                    failed += 1;
                    refused(tree, &messages(page, tree))
                }
            };
            replacements.push(Replacement {
                block: tree.block.clone(),
                text,
            });
        }
        pages.push(rewritten(&page.text, &replacements));
    }
    Ok((pages, failed))
}

/// A picture as it stands in a page.
fn put(
    page: &Page,
    tree: &Tree,
    picture: Vec<u8>,
    wanted: &Wanted<'_>,
    seen: &mut Vec<String>,
) -> Result<String> {
    let said = tree.outcome.as_ref().map_or(String::new(), alt);
    let alt = match &tree.block.kind {
        BlockKind::Image { alt, .. } if !alt.is_empty() => alt.clone(),
        _ => said,
    };
    if let Some(write) = wanted.files {
        let address = write(page, &picture)?;
        return Ok(match tree.block.is_alone {
            true => image(&address, &alt),
            false => image_element(&address, &alt),
        });
    }
    let svg = String::from_utf8(picture).context("the picture is no text")?;
    if !tree.block.is_alone {
        use base64::Engine;
        let data = base64::engine::general_purpose::STANDARD.encode(svg);
        return Ok(image_element(
            &format!("data:image/svg+xml;base64,{data}"),
            &alt,
        ));
    }
    let svg = unique(svg, seen);
    let alt = match &tree.block.kind {
        BlockKind::Image { .. } => alt,
        // The SVG says it itself.
        BlockKind::Fence { .. } => String::new(),
    };
    Ok(figure(&svg, &alt))
}

/// What is shown instead of a picture.
fn refused(tree: &Tree, messages: &[String]) -> String {
    match tree.block.is_alone {
        true => error_box(messages, tree.source()),
        false => error_text(messages),
    }
}

/// What a reader is told who cannot see the picture.
pub(super) fn alt(compilation: &Compilation) -> String {
    let said = compilation.model.as_ref().and_then(|model| {
        let key = get(Element::Diagram, "alt")?;
        let alt = model.setting(model.diagram, key).or(model.title)?;
        Some(model.text(alt).to_owned())
    });
    said.unwrap_or_default()
}

/// Why a tree cannot be drawn, a sentence for each error, with its line.
fn messages(page: &Page, tree: &Tree) -> Vec<String> {
    let problems = page.problems(std::slice::from_ref(tree));
    let of_text = problems
        .diagnostics
        .iter()
        .filter(|found| found.severity == crate::diagnostics::Severity::Error);
    let of_text = of_text.map(|found| {
        let (file, position) = problems.sources.position(found.span);
        let place = match file.name() == page.name {
            true => format!("line {}", position.line),
            false => format!("{}:{}", file.name(), position.line),
        };
        format!("{place}: {} ({})", found.message, found.code)
    });
    let others = problems
        .others
        .iter()
        .map(|(line, words)| format!("line {line}: {words}"));
    of_text.chain(others).collect()
}

/// A path as told from a folder, both from the same place.
pub(super) fn relative(path: &Path, folder: &Path) -> PathBuf {
    let common = path
        .components()
        .zip(folder.components())
        .take_while(|(one, other)| one == other)
        .count();
    let up = folder.components().skip(common).map(|_| "..");
    let down = path.components().skip(common);
    up.map(PathBuf::from)
        .chain(down.map(|part| PathBuf::from(part.as_os_str())))
        .collect()
}
