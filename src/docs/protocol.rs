//! The protocol of `certdot md --json`: pages and trees for the programs that documents are made with.
//!
//! One object comes in, with items; one goes out, with as many. All pictures are drawn together.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::blocks::BlockKind;
use super::draw::{PageOptions, Picture, alt, draw_trees, fit_into_page, replacement};
use super::html::Switch;
use super::ids::PageIds;
use super::page::{Page, Problems, Tree, lone_tree};
use super::rewrite::{Replacement, replace_blocks};
use super::tools::Tools;
use crate::diagnostics::{Diagnostic, Severity};
use crate::pictures::PictureKind;
use crate::source::{FileId, Sources};

/// What comes in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    items: Vec<Item>,
    /// The theme, instead of those that diagrams set.
    #[serde(default)]
    theme: Option<String>,
    /// The theme of diagrams that name none.
    #[serde(default)]
    default_theme: Option<String>,
    /// `svg`, `png` or `pdf`; of pages, only `svg`. With `none`, nothing is drawn, and only problems are reported.
    #[serde(default)]
    kind: Option<String>,
    /// The selector of what is around a picture where the page is dark, if it has a switch of its own.
    #[serde(default)]
    dark: Option<String>,
    /// The same where it follows its reader's system, if it can.
    #[serde(default)]
    system: Option<String>,
}

/// A page, a tree in a page, or a file that a page shows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    /// The path of the page: files are found relative to it.
    path: PathBuf,
    /// A page of Markdown.
    #[serde(default)]
    page: Option<String>,
    /// A tree.
    #[serde(default)]
    tree: Option<String>,
    /// A file that is a tree, as the page names it.
    #[serde(default)]
    file: Option<String>,
    /// The line of the page, from 1, on which the tree begins.
    #[serde(default = "first_line")]
    line: usize,
    /// Of a tree or file whose picture goes into a file: the folder of that file, relative to the page.
    #[serde(default)]
    folder: Option<PathBuf>,
}

fn first_line() -> usize {
    1
}

/// What goes out.
#[derive(Debug, Serialize)]
struct Reply {
    items: Vec<Outcome>,
}

#[derive(Debug, Default, Serialize)]
struct Outcome {
    /// Of a page: the page with pictures. Of a tree: the picture, or what is shown instead, as HTML on one line.
    text: String,
    /// Of a tree: the picture as SVG; or, of another kind, in Base64. Nothing if it cannot be drawn.
    picture: Option<String>,
    /// The text for readers who cannot see the picture.
    alt: String,
    problems: Vec<Problem>,
    /// The files that it was made of: what they become changes it.
    files: Vec<PathBuf>,
}

#[derive(Debug, Serialize)]
struct Problem {
    severity: &'static str,
    code: Option<&'static str>,
    message: String,
    file: String,
    line: usize,
    column: usize,
}

impl Problem {
    fn is_error(&self) -> bool {
        self.severity == Severity::Error.word()
    }
}

/// Answers a request. What is wrong with a tree is in the answer.
///
/// # Errors
/// The text is not a request, or nothing can be drawn at all.
pub fn answer(
    text: &[u8],
    theme: Option<String>,
    timeout: Duration,
    tools: &Tools<'_>,
) -> Result<Vec<u8>, String> {
    let request: Request = serde_json::from_slice(text)
        .map_err(|error| format!("standard input is not a request: {error}"))?;
    let is_drawn = request.kind.as_deref() != Some("none");
    let kind = match request.kind.as_deref() {
        None | Some("none") => PictureKind::Svg,
        Some(kind) => match PictureKind::of_ending(kind) {
            Some(kind @ (PictureKind::Svg | PictureKind::Png | PictureKind::Pdf)) => kind,
            _ => {
                return Err(format!(
                    "`{kind}` is not a kind of picture: use svg, png, pdf or none"
                ));
            }
        },
    };
    let jobs = request.items.into_iter().map(|item| Job::new(item, tools));
    let jobs: Vec<Job> = jobs.collect::<Result<_, _>>()?;
    let options = PageOptions {
        kind,
        theme: request.theme.or(theme),
        default_theme: request.default_theme,
        dark: request.dark.map(|dark| Switch {
            dark,
            system: request.system,
        }),
        links: |_| None,
        assets: None,
        timeout,
    };
    let trees = jobs
        .iter()
        .filter(|_| is_drawn)
        .flat_map(|job| job.trees.iter().map(|tree| (&job.page, tree)));
    let mut pictures = draw_trees(trees, &options, tools)?;
    let mut items = Vec::new();
    // Trees of a page that come one by one are shown in it together.
    let mut all_ids: HashMap<&Path, PageIds> = HashMap::new();
    for job in &jobs {
        let path = job.page.path.as_path();
        let mut own = PageIds::new(path, &tools.options.working_directory);
        let ids = if job.is_page {
            &mut own
        } else {
            all_ids.entry(path).or_insert(own)
        };
        items.push(job.outcome(&options, &mut pictures, ids)?);
    }
    serde_json::to_vec(&Reply { items })
        .map_err(|error| format!("cannot write the answer: {error}"))
}

/// An item with its trees.
struct Job {
    page: Page,
    trees: Vec<Tree>,
    is_page: bool,
    line: usize,
}

impl Job {
    fn new(item: Item, tools: &Tools<'_>) -> Result<Job, String> {
        if item.path.as_os_str().is_empty() {
            return Err("a path is empty".to_owned());
        }
        let path = tools.options.working_directory.join(&item.path);
        let options = tools.options.clone();
        let mut page = Page::new(item.path.display().to_string(), path, String::new());
        if item.page.is_some() && item.folder.is_some() {
            return Err(
                "a `page` contains its pictures: only a `tree` or a `file` can have a `folder`"
                    .to_owned(),
            );
        }
        page.pictures = item.folder;
        let (trees, is_page) = match (item.page, item.tree, item.file) {
            (Some(text), None, None) => {
                page.text = text;
                (page.trees(|| options.clone()), true)
            }
            (None, Some(source), None) => {
                let outcome = lone_tree(&page.path, &source, options);
                (vec![Tree::lone(source, outcome)], false)
            }
            (None, None, Some(file)) => {
                let outcome = page.file(&file, options);
                (vec![Tree::of_file(file, outcome)], false)
            }
            _ => return Err("an item must have one of `page`, `tree` and `file`".to_owned()),
        };
        Ok(Job {
            page,
            trees,
            is_page,
            line: item.line,
        })
    }

    fn outcome(
        &self,
        options: &PageOptions<'_>,
        pictures: &mut impl Iterator<Item = Picture>,
        ids: &mut PageIds,
    ) -> Result<Outcome, String> {
        let mut outcome = Outcome::default();
        let mut replacements = Vec::new();
        // Of a tree that comes alone, nobody knows how many are before it.
        let line = if self.is_page { 0 } else { self.line };
        let of_page = if self.is_page {
            self.page.problems(&self.trees)
        } else {
            Problems::default()
        };
        for (number, tree) in self.trees.iter().enumerate() {
            let mut problems = if self.is_page {
                self.problems_of_page(&of_page, number)
            } else {
                self.problems_of_lone(tree)
            };
            let picture = match tree.is_right().then(|| pictures.next()).flatten() {
                Some(Ok(drawn)) => {
                    for complaint in drawn.complaints {
                        problems.push(Problem {
                            severity: Severity::Warning.word(),
                            ..self.problem(self.line_of(tree), complaint)
                        });
                    }
                    Some(fit_into_page(drawn.bytes, tree, options, ids, line)?)
                }
                Some(Err(why)) => {
                    problems.push(self.problem(self.line_of(tree), why));
                    None
                }
                None => None,
            };
            if !self.is_page {
                outcome.picture = picture.as_ref().map(|bytes| match options.kind {
                    PictureKind::Svg => String::from_utf8_lossy(bytes).into_owned(),
                    _ => STANDARD.encode(bytes),
                });
                outcome.alt = alt(tree);
            }
            // Only an SVG is put into a page.
            let is_shown = match &picture {
                Some(_) => options.kind == PictureKind::Svg,
                None => !tree.is_right() || problems.iter().any(Problem::is_error),
            };
            if is_shown {
                let errors = problems.iter().filter(|problem| problem.is_error());
                let picture =
                    picture.ok_or_else(|| errors.map(|problem| self.sentence(problem)).collect());
                replacements.push(Replacement {
                    block: tree.block.clone(),
                    text: replacement(&self.page, tree, picture, options)?,
                });
            }
            outcome.problems.append(&mut problems);
            outcome.files.extend(self.files(tree));
        }
        outcome.text = if self.is_page {
            replace_blocks(&self.page.text, &replacements)
        } else {
            replacements.pop().map_or(String::new(), |only| only.text)
        };
        outcome.files.sort();
        outcome.files.dedup();
        Ok(outcome)
    }

    /// An error in words, with its place.
    fn sentence(&self, problem: &Problem) -> String {
        let (line, message) = (problem.line, &problem.message);
        if problem.file == self.page.name {
            format!("line {line}: {message}")
        } else {
            format!("{}:{line}: {message}", problem.file)
        }
    }

    /// The files that a tree uses, besides the page.
    fn files(&self, tree: &Tree) -> Vec<PathBuf> {
        let Ok(compilation) = &tree.outcome else {
            return Vec::new();
        };
        let sources = compilation.sources.files().map(|(_, source)| source.name());
        let used = compilation.paths.iter().zip(sources);
        let used = used.filter(|(path, name)| !name.starts_with('<') && **path != self.page.path);
        let icons = compilation.model.iter().flat_map(|model| &model.icons);
        let icons = icons.filter_map(|icon| std::path::absolute(icon.file.as_ref()?).ok());
        used.map(|(path, _)| path.clone()).chain(icons).collect()
    }

    fn line_of(&self, tree: &Tree) -> usize {
        if self.is_page {
            self.page.line(tree.block.range.start)
        } else {
            self.line
        }
    }

    fn problem(&self, line: usize, message: String) -> Problem {
        Problem {
            severity: Severity::Error.word(),
            code: None,
            message,
            file: self.page.name.clone(),
            line,
            column: 1,
        }
    }

    fn problems_of_page(&self, found: &Problems, tree: usize) -> Vec<Problem> {
        let (diagnostics, others) = found.of_tree(tree);
        let others = others
            .iter()
            .map(|(line, words)| self.problem(*line, words.clone()));
        problems_in_words(diagnostics, &found.sources, None)
            .into_iter()
            .chain(others)
            .collect()
    }

    /// The problems of a tree that someone else has found: the first line of its text is that which they say.
    fn problems_of_lone(&self, tree: &Tree) -> Vec<Problem> {
        match &tree.outcome {
            Ok(compilation) => {
                let is_of_page = matches!(tree.block.kind, BlockKind::Fence { .. });
                let page = is_of_page.then_some((self.page.name.as_str(), self.line));
                problems_in_words(&compilation.diagnostics, &compilation.sources, page)
            }
            Err(why) => vec![self.problem(self.line, why.clone())],
        }
    }
}

/// Problems in words; those of the first text are told of the page, if its name and the line at which the text begins
/// are known.
fn problems_in_words(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    page: Option<(&str, usize)>,
) -> Vec<Problem> {
    let of_main = |position: u32| sources.file_at(position) == FileId::MAIN;
    let problem = |found: &Diagnostic| {
        let (file, position) = sources.position(found.span);
        let (file, line) = match page.filter(|_| of_main(found.span.start)) {
            Some((name, first)) => (name.to_owned(), first + position.line as usize - 1),
            None => (file.name().to_owned(), position.line as usize),
        };
        let help = found
            .helps
            .first()
            .map(|help| format!("; {}", help.message));
        Problem {
            severity: found.severity.word(),
            code: Some(found.code.name()),
            message: format!("{}{}", found.message, help.unwrap_or_default()),
            file,
            line,
            column: position.column as usize,
        }
    };
    diagnostics.iter().map(problem).collect()
}
