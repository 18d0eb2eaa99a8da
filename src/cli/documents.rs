//! Pages of Markdown: read, their trees compiled, drawn, and replaced.

use std::cell::OnceCell;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::arguments::Common;
use super::draw::options;
use super::engines::{Draw, undrawn};
use super::input::read;
use super::page_ids::PageIds;
use super::report::{Counts, Reporter};
use crate::attributes::{Element, get};
use crate::compile::{Compilation, TooLarge};
use crate::diagnostics::Severity;
use crate::diagnostics::render::printable;
use crate::docs::{
    Kind as BlockKind, Page, Problems, Replacement, Switch, Tree, dark_where, error_box,
    error_text, figure, image, image_element, linked, rewritten,
};
use crate::model::Model;
use crate::pictures::{Kind, Order, Subject};
use crate::render::Drawn;
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
        Ok(text) => Ok(Page::new(input.name, input.path, text)),
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
        let trees = page.trees(|| known.clone());
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

/// What pictures are to be, and where they go.
pub(super) struct Wanted<'w> {
    pub(super) kind: Kind,
    /// The theme, in place of what diagrams say.
    pub(super) theme: Option<String>,
    /// The theme of diagrams that name none.
    pub(super) default_theme: Option<String>,
    /// The page's own switch between light and dark, if it has one.
    pub(super) dark: Option<Switch>,
    /// What a page's links to other pages become, if its tool makes something else of them.
    pub(super) links: fn(&str) -> Option<String>,
    /// Files rather than pictures in the page: writes one, and tells the address that the page has for it.
    pub(super) files: Option<&'w dyn Shelf>,
    pub(super) timeout: Duration,
    pub(super) draw: &'w Draw,
}

/// Where pictures of pages go as files.
pub(super) trait Shelf {
    /// Writes a picture, and tells its address in a page.
    fn write(&self, page: &Page, picture: &[u8]) -> Result<String>;

    /// How the folder of a page is told from that of its pictures.
    fn way(&self, page: &Page) -> String;
}

/// A picture, or why there is none.
pub(super) type Painted = std::result::Result<Drawn, String>;

/// The pictures of all trees that can be drawn, in their order: all of one theme are drawn at once.
pub(super) fn painted<'t>(
    trees: impl Iterator<Item = (&'t Page, &'t Tree)>,
    wanted: &Wanted<'_>,
) -> Result<std::vec::IntoIter<Painted>> {
    let drawable = trees.filter_map(|(page, tree)| {
        let compilation = tree.outcome.as_ref().ok()?;
        let way = way_of(page, compilation, wanted);
        Some((compilation.model.as_ref()?, way))
    });
    let drawable: Vec<(&Model, String)> = drawable.collect();
    let subjects: Vec<Subject<'_>> = drawable
        .iter()
        .map(|(model, way)| Subject { model, way })
        .collect();
    let mut pictures: Vec<Option<Painted>> = subjects.iter().map(|_| None).collect();
    for names_theme in [false, true] {
        let theme = match names_theme {
            false => wanted
                .theme
                .clone()
                .or_else(|| wanted.default_theme.clone()),
            true => wanted.theme.clone(),
        };
        let order = Order {
            kind: wanted.kind,
            scale: 2.0,
            theme,
            layout: None,
            id_prefix: None,
        };
        let (numbers, some): (Vec<usize>, Vec<Subject<'_>>) = subjects
            .iter()
            .enumerate()
            .filter(|(_, subject)| said(subject.model, "theme").is_some() == names_theme)
            .map(|(number, subject)| (number, *subject))
            .unzip();
        if some.is_empty() {
            continue;
        }
        for (number, outcome) in
            numbers
                .into_iter()
                .zip((wanted.draw)(&some, &order, wanted.timeout)?)
        {
            pictures[number] = Some(outcome.map_err(|why| format!("{:#}", undrawn(why))));
        }
    }
    let all: Vec<Painted> = pictures.into_iter().flatten().collect();
    Ok(all.into_iter())
}

/// How the folder of a tree's file is told from where its picture is seen. A page may be written to elsewhere than it is
/// read from: then all that its own addresses lead to goes with it.
fn way_of(page: &Page, compilation: &Compilation, wanted: &Wanted<'_>) -> String {
    let to_page = wanted.files.map(|shelf| shelf.way(page));
    to_page.unwrap_or_default() + &page.way(compilation)
}

/// Pages with pictures in the places of their trees; and how many trees could not be drawn.
pub(super) fn pictured(
    all: &[Compiled],
    wanted: &Wanted<'_>,
    reporter: &Reporter,
) -> Result<(Vec<String>, usize)> {
    let trees = all.iter().flat_map(|Compiled { page, trees }| {
        let trees = trees.iter();
        trees.map(move |tree| (page, tree))
    });
    let mut pictures = painted(trees, wanted)?;
    let mut failed = 0;
    let mut pages = Vec::new();
    for Compiled { page, trees } in all {
        let mut ids = PageIds::of(&page.path);
        // Asked for once, and only if a tree is wrong.
        let problems = OnceCell::new();
        let mut replacements = Vec::new();
        for (number, tree) in trees.iter().enumerate() {
            let picture = tree.is_right().then(|| pictures.next()).flatten();
            let picture = match picture {
                Some(Ok(drawn)) => {
                    let line = page.line(tree.block.range.start);
                    for complaint in drawn.complaints {
                        reporter.warning(&format!("{}:{line}: {complaint}", page.name));
                    }
                    Ok(in_page(drawn.bytes, tree, wanted, &mut ids, 0)?)
                }
                Some(Err(why)) => {
                    let line = page.line(tree.block.range.start);
                    reporter.trouble(&page.name, line, &format!("cannot draw this: {why}"));
                    Err(vec![format!("line {line}: {why}")])
                }
                None => {
                    let problems = problems.get_or_init(|| page.problems(trees));
                    Err(messages(page, problems, number))
                }
            };
            failed += usize::from(picture.is_err());
            replacements.push(Replacement {
                block: tree.block.clone(),
                text: shown(page, tree, picture, wanted)?,
            });
        }
        pages.push(rewritten(&page.text, &replacements));
    }
    Ok((pages, failed))
}

/// A picture as it is put into a page: with ids that no other there has, and dark where the page is. `line` tells
/// where it stands, if its page is not known as a whole. One in a file, or in a line as an image, does not know what is
/// around it, and stays as it is.
pub(super) fn in_page(
    picture: Vec<u8>,
    tree: &Tree,
    wanted: &Wanted<'_>,
    ids: &mut PageIds,
    line: usize,
) -> Result<Vec<u8>> {
    if wanted.kind != Kind::Svg || wanted.files.is_some() || !tree.block.is_alone {
        return Ok(picture);
    }
    let svg = ids.unique(text(picture)?, line);
    let svg = linked(&svg, wanted.links);
    let svg = match &wanted.dark {
        Some(switch) => dark_where(&svg, switch),
        None => svg,
    };
    Ok(svg.into_bytes())
}

fn text(svg: Vec<u8>) -> Result<String> {
    String::from_utf8(svg).context("the picture is no text")
}

/// What stands in a page in the place of a tree: its picture, as it is put there, or why there is none.
pub(super) fn shown(
    page: &Page,
    tree: &Tree,
    picture: std::result::Result<Vec<u8>, Vec<String>>,
    wanted: &Wanted<'_>,
) -> Result<String> {
    let is_alone = tree.block.is_alone;
    let picture = match picture {
        Ok(picture) => picture,
        Err(messages) if is_alone => return Ok(error_box(&messages, tree.source())),
        Err(messages) => return Ok(error_text(&messages)),
    };
    let alt = alt(tree);
    if let Some(shelf) = wanted.files {
        let address = shelf.write(page, &picture)?;
        return Ok(match is_alone {
            true => image(&address, &alt),
            false => image_element(&address, &alt),
        });
    }
    if !is_alone {
        let data = STANDARD.encode(picture);
        return Ok(image_element(
            &format!("data:image/svg+xml;base64,{data}"),
            &alt,
        ));
    }
    let svg = text(picture)?;
    Ok(match &tree.block.kind {
        BlockKind::Image { .. } => figure(&svg, &alt),
        // The SVG says it itself.
        BlockKind::Fence { .. } => figure(&svg, ""),
    })
}

/// What a reader is told who cannot see the picture: what the page says of it, else what the diagram does.
pub(super) fn alt(tree: &Tree) -> String {
    if let BlockKind::Image { alt, .. } = &tree.block.kind
        && !alt.is_empty()
    {
        return alt.clone();
    }
    tree.outcome.as_ref().map_or(String::new(), alt_of)
}

/// What is told of a tree, whatever the page says of it.
pub(super) fn alt_of(compilation: &Compilation) -> String {
    let model = compilation.model.as_ref();
    model.map_or(String::new(), |model| model.alt().into_owned())
}

/// What a diagram says of itself.
fn said<'m>(model: &'m Model, key: &str) -> Option<&'m str> {
    let key = get(Element::Diagram, key)?;
    Some(model.text(model.setting(model.diagram, key)?))
}

/// Why a tree cannot be drawn, a sentence for each error, with its line.
fn messages(page: &Page, problems: &Problems, tree: usize) -> Vec<String> {
    let (of_text, others) = problems.of_tree(tree);
    let of_text = of_text
        .iter()
        .filter(|found| found.severity == Severity::Error);
    let of_text = of_text.map(|found| {
        let (file, position) = problems.sources.position(found.span);
        let place = match file.name() == page.name {
            true => format!("line {}", position.line),
            false => format!("{}:{}", file.name(), position.line),
        };
        format!("{place}: {} ({})", found.message, found.code)
    });
    let others = others
        .iter()
        .map(|(line, words)| format!("line {line}: {words}"));
    of_text.chain(others).collect()
}
