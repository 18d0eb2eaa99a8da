//! Pages with pictures in the places of their trees.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::blocks::BlockKind;
use super::html::{
    Switch, dark_where, error_box, error_text, figure, image, image_element, relink,
};
use super::ids::PageIds;
use super::page::{Page, Problems, Tree};
use super::rewrite::{Replacement, replace_blocks};
use super::tools::Tools;
use crate::attributes::{Element, get};
use crate::compile::{Compilation, Options};
use crate::diagnostics::{Counts, Severity};
use crate::model::Model;
use crate::pictures::{PictureInput, PictureKind, PictureOptions};
use crate::render::Drawn;

/// A page with its trees and what is wrong with them.
pub struct CompiledPage {
    /// The page.
    pub page: Page,
    /// Its trees, in their order.
    pub trees: Vec<Tree>,
    /// What is wrong with them.
    pub problems: Problems,
}

impl CompiledPage {
    /// Compiles the trees of a page.
    pub fn new(page: Page, options: &Options<'_>) -> CompiledPage {
        let trees = page.trees(|| options.clone());
        let problems = page.problems(&trees);
        CompiledPage {
            page,
            trees,
            problems,
        }
    }
}

/// Compiles the trees of pages, and reports what is wrong with them.
pub fn compile_pages(pages: Vec<Page>, tools: &Tools<'_>) -> (Vec<CompiledPage>, Counts) {
    let mut counts = Counts::default();
    let mut compiled = Vec::new();
    for page in pages {
        let page = CompiledPage::new(page, &tools.options);
        let problems = &page.problems;
        tools
            .report
            .diagnostics(&problems.diagnostics, &problems.sources);
        counts += Counts::of(&problems.diagnostics);
        for (line, words) in &problems.others {
            tools.report.error(&page.page.name, *line, words);
            counts.errors += 1;
        }
        compiled.push(page);
    }
    (compiled, counts)
}

/// What the pictures of pages shall be, and where they go.
pub struct PageOptions<'o> {
    /// What kind of pictures.
    pub kind: PictureKind,
    /// The theme, instead of those that diagrams set.
    pub theme: Option<String>,
    /// The theme of diagrams that name none.
    pub default_theme: Option<String>,
    /// The page's own switch between light and dark, if it has one.
    pub dark: Option<Switch>,
    /// What a page's links to other pages become, if its tool makes something else of them.
    pub links: fn(&str) -> Option<String>,
    /// Where pictures become files; otherwise they are part of the page.
    pub assets: Option<&'o dyn Assets>,
    /// How long the layout of a picture may take.
    pub timeout: Duration,
}

/// The pictures of pages as files.
pub trait Assets {
    /// Writes a picture, and returns its address in a page.
    ///
    /// # Errors
    /// Why it cannot be written.
    fn write(&self, page: &Page, picture: &[u8]) -> Result<String, String>;

    /// The relative address of a page's folder, as the pictures see it.
    fn way(&self, page: &Page) -> String;
}

/// A picture, or why there is none.
pub(super) type Picture = Result<Drawn, String>;

/// The pictures of all trees that can be drawn, in their order. All of one theme are drawn at once.
pub(super) fn draw_trees<'t>(
    trees: impl Iterator<Item = (&'t Page, &'t Tree)>,
    options: &PageOptions<'_>,
    tools: &Tools<'_>,
) -> Result<std::vec::IntoIter<Picture>, String> {
    let drawable = trees.filter_map(|(page, tree)| {
        let compilation = tree.outcome.as_ref().ok()?;
        let way = way_of(page, compilation, options);
        Some((compilation.model.as_ref()?, way))
    });
    let drawable: Vec<(&Model, String)> = drawable.collect();
    let subjects: Vec<PictureInput<'_>> = drawable
        .iter()
        .map(|(model, way)| PictureInput { model, way })
        .collect();
    let mut pictures: Vec<Option<Picture>> = subjects.iter().map(|_| None).collect();
    for names_theme in [false, true] {
        let default_theme = options.default_theme.as_ref().filter(|_| !names_theme);
        let order = PictureOptions {
            kind: options.kind,
            scale: 2.0,
            theme: options.theme.as_ref().or(default_theme).cloned(),
            layout: None,
            id_prefix: None,
        };
        let (numbers, some): (Vec<usize>, Vec<PictureInput<'_>>) = subjects
            .iter()
            .enumerate()
            .filter(|(_, subject)| theme_of(subject.model).is_some() == names_theme)
            .map(|(number, subject)| (number, *subject))
            .unzip();
        if some.is_empty() {
            continue;
        }
        let drawn = (tools.draw)(&some, &order, options.timeout)?;
        for (number, picture) in numbers.into_iter().zip(drawn) {
            pictures[number] = Some(picture);
        }
    }
    let all: Vec<Picture> = pictures.into_iter().flatten().collect();
    Ok(all.into_iter())
}

/// The relative address of a tree's folder, as its picture sees it. A page may be written to elsewhere than it is read
/// from: then all that its own addresses lead to goes with it.
fn way_of(page: &Page, compilation: &Compilation, options: &PageOptions<'_>) -> String {
    let to_page = options.assets.map(|assets| assets.way(page));
    to_page.unwrap_or_default() + &page.way(compilation)
}

/// Pages with pictures in the places of their trees, and how many trees could not be drawn.
///
/// # Errors
/// Why nothing can be drawn at all, or a picture cannot be written.
pub fn draw_pages(
    all: &[CompiledPage],
    options: &PageOptions<'_>,
    tools: &Tools<'_>,
) -> Result<(Vec<String>, usize), String> {
    let trees = all.iter().flat_map(|CompiledPage { page, trees, .. }| {
        let trees = trees.iter();
        trees.map(move |tree| (page, tree))
    });
    let mut pictures = draw_trees(trees, options, tools)?;
    let mut failed = 0;
    let mut pages = Vec::new();
    for CompiledPage {
        page,
        trees,
        problems,
    } in all
    {
        let mut ids = PageIds::new(&page.path, &tools.options.working_directory);
        let mut replacements = Vec::new();
        for (number, tree) in trees.iter().enumerate() {
            let line = page.line(tree.block.range.start);
            let picture = match tree.is_right().then(|| pictures.next()).flatten() {
                Some(Ok(drawn)) => {
                    for complaint in drawn.complaints {
                        let words = format!("{}:{line}: {complaint}", page.name);
                        tools.report.warning(&words);
                    }
                    Ok(fit_into_page(drawn.bytes, tree, options, &mut ids, 0)?)
                }
                Some(Err(why)) => {
                    let words = format!("cannot draw this: {why}");
                    tools.report.error(&page.name, line, &words);
                    Err(vec![format!("line {line}: {why}")])
                }
                None => Err(messages(page, problems, number)),
            };
            failed += usize::from(picture.is_err());
            replacements.push(Replacement {
                block: tree.block.clone(),
                text: replacement(page, tree, picture, options)?,
            });
        }
        pages.push(replace_blocks(&page.text, &replacements));
    }
    Ok((pages, failed))
}

/// A picture as it is put into a page: with ids that no other there has, and dark where the page is. `line` is where it
/// stands, if its page is not known as a whole. One in a file, or in a line as an image, does not know what is around it,
/// and stays as it is.
pub(super) fn fit_into_page(
    picture: Vec<u8>,
    tree: &Tree,
    options: &PageOptions<'_>,
    ids: &mut PageIds,
    line: usize,
) -> Result<Vec<u8>, String> {
    if options.kind != PictureKind::Svg || options.assets.is_some() || !tree.block.is_alone {
        return Ok(picture);
    }
    let svg = ids.unique(svg_text(picture)?, line);
    let svg = relink(&svg, options.links);
    let svg = match &options.dark {
        Some(switch) => dark_where(&svg, switch),
        None => svg,
    };
    Ok(svg.into_bytes())
}

/// An SVG as text.
pub(super) fn svg_text(svg: Vec<u8>) -> Result<String, String> {
    String::from_utf8(svg).map_err(|error| format!("the picture is not text: {error}"))
}

/// The replacement of a tree in a page: its picture, or a box with the reason why there is none.
pub(super) fn replacement(
    page: &Page,
    tree: &Tree,
    picture: Result<Vec<u8>, Vec<String>>,
    options: &PageOptions<'_>,
) -> Result<String, String> {
    let is_alone = tree.block.is_alone;
    let picture = match picture {
        Ok(picture) => picture,
        Err(messages) if is_alone => return Ok(error_box(&messages, tree.source())),
        Err(messages) => return Ok(error_text(&messages)),
    };
    let alt = alt(tree);
    if let Some(assets) = options.assets {
        let address = assets.write(page, &picture)?;
        return Ok(if is_alone {
            image(&address, &alt)
        } else {
            image_element(&address, &alt)
        });
    }
    if !is_alone {
        let address = format!("data:image/svg+xml;base64,{}", STANDARD.encode(picture));
        return Ok(image_element(&address, &alt));
    }
    let svg = svg_text(picture)?;
    Ok(match &tree.block.kind {
        BlockKind::Image { .. } => figure(&svg, &alt),
        // The SVG has it already.
        BlockKind::Fence { .. } => figure(&svg, ""),
    })
}

/// The text for readers who cannot see the picture: the page's, else the diagram's.
pub(super) fn alt(tree: &Tree) -> String {
    if let BlockKind::Image { alt, .. } = &tree.block.kind
        && !alt.is_empty()
    {
        return alt.clone();
    }
    tree.outcome.as_ref().map_or(String::new(), alt_of_diagram)
}

/// The diagram's text for readers who cannot see the picture.
pub(super) fn alt_of_diagram(compilation: &Compilation) -> String {
    let model = compilation.model.as_ref();
    model.map_or(String::new(), |model| model.alt().into_owned())
}

/// The theme that a diagram names.
fn theme_of(model: &Model) -> Option<&str> {
    let key = get(Element::Diagram, "theme")?;
    Some(model.text(model.setting(model.diagram, key)?))
}

/// Why a tree cannot be drawn: a sentence for each error, with its line.
fn messages(page: &Page, problems: &Problems, tree: usize) -> Vec<String> {
    let (of_text, others) = problems.of_tree(tree);
    let errors = of_text
        .iter()
        .filter(|found| found.severity == Severity::Error);
    let of_text = errors.map(|found| {
        let (file, position) = problems.sources.position(found.span);
        let place = if file.name() == page.name {
            format!("line {}", position.line)
        } else {
            format!("{}:{}", file.name(), position.line)
        };
        format!("{place}: {} ({})", found.message, found.code)
    });
    let others = others
        .iter()
        .map(|(line, words)| format!("line {line}: {words}"));
    of_text.chain(others).collect()
}
