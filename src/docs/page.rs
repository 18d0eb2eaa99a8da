//! A page, its trees compiled.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::blocks::{Block, BlockKind, blocks};
use crate::compile::{Compilation, Input, Options, compile, root};
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::{LineIndex, MOST_BYTES, ReadError, Sources, Span, normal, way};

/// A page of Markdown.
#[derive(Debug)]
pub struct Page {
    /// What messages call it.
    pub name: String,
    /// Its path, absolute.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// The folder of its pictures, if they are not in it, relative to that of the page.
    pub pictures: Option<PathBuf>,
    /// The line starts of the text, found when first asked for.
    lines: OnceLock<LineIndex>,
}

/// A tree of a page.
#[derive(Debug)]
pub struct Tree {
    /// Its place.
    pub block: Block,
    /// What came of it, or why its file cannot be read.
    pub outcome: Result<Compilation, String>,
}

impl Tree {
    /// A tree whose place in a document only someone else knows.
    pub fn lone(source: String, outcome: Result<Compilation, String>) -> Tree {
        let kind = BlockKind::Fence {
            content: source,
            pieces: vec![(0, 0)],
            prefix: String::new(),
            unknown: Vec::new(),
        };
        Tree::nowhere(kind, outcome)
    }

    /// The same of a file that is a tree.
    pub fn of_file(file: String, outcome: Result<Compilation, String>) -> Tree {
        let alt = String::new();
        Tree::nowhere(BlockKind::Image { file, alt }, outcome)
    }

    fn nowhere(kind: BlockKind, outcome: Result<Compilation, String>) -> Tree {
        Tree {
            block: Block {
                range: 0..0,
                kind,
                is_alone: true,
            },
            outcome,
        }
    }

    /// Whether it can be drawn.
    pub fn is_right(&self) -> bool {
        self.outcome
            .as_ref()
            .is_ok_and(|compilation| compilation.model.is_some())
    }

    /// The text that it is written as: of a block; of an image, nothing.
    pub fn source(&self) -> &str {
        match &self.block.kind {
            BlockKind::Fence { content, .. } => content,
            BlockKind::Image { .. } => "",
        }
    }
}

/// A tree that someone else has found in a document, and whose place there only they know.
pub fn lone_tree(path: &Path, source: &str, options: Options<'_>) -> Result<Compilation, String> {
    let shown = path
        .strip_prefix(&options.working_directory)
        .unwrap_or(path);
    let input = Input {
        name: shown.display().to_string(),
        path: path.to_path_buf(),
        bytes: source.as_bytes().to_vec(),
    };
    compile(input, options).map_err(|error| error.to_string())
}

/// What is wrong with the trees of a page.
#[derive(Debug, Default)]
pub struct Problems {
    /// The texts that it points into: the page first.
    pub sources: Sources,
    /// Problems in the order of the trees.
    pub diagnostics: Vec<Diagnostic>,
    /// Problems without a place in a text: each with the line of the page, from 1.
    pub others: Vec<(usize, String)>,
    /// How many diagnostics and others there are up to each tree, it included.
    ends: Vec<(usize, usize)>,
}

impl Page {
    /// A page of that name, path and text.
    pub fn new(name: String, path: PathBuf, text: String) -> Page {
        Page {
            name,
            path,
            text,
            pictures: None,
            lines: OnceLock::new(),
        }
    }

    /// Finds and compiles the trees of the page. Files are found relative to it.
    pub fn trees<'f>(&self, options: impl Fn() -> Options<'f>) -> Vec<Tree> {
        let tree = |block: Block| {
            let outcome = match &block.kind {
                BlockKind::Fence { content, .. } => self.compile_block(content, options()),
                BlockKind::Image { file, .. } => self.file(file, options()),
            };
            Tree { block, outcome }
        };
        blocks(&self.text).into_iter().map(tree).collect()
    }

    fn compile_block(&self, content: &str, options: Options<'_>) -> Result<Compilation, String> {
        let input = Input {
            name: self.name.clone(),
            path: self.path.clone(),
            bytes: content.as_bytes().to_vec(),
        };
        compile(input, options).map_err(|error| error.to_string())
    }

    /// A tree in a file, relative to the page.
    pub fn file(&self, file: &str, options: Options<'_>) -> Result<Compilation, String> {
        let folder = self.path.parent().unwrap_or(&self.path);
        let file = percent_encoding::percent_decode_str(file).decode_utf8_lossy();
        let path = folder.join(&*file);
        let root = root(folder, &options);
        let read = |path: &Path| {
            let found = root.locate(path)?;
            if found.has_ending("cert") {
                root.read(&found, MOST_BYTES).map(Some)
            } else {
                Ok(None)
            }
        };
        let bytes = read(&path).map_err(|error| match error {
            ReadError::NotFound => format!("there is no file `{file}`"),
            ReadError::NotAFile => format!("`{file}` is not a file"),
            ReadError::TooLarge => format!("`{file}` is too large"),
            ReadError::Outside => format!("`{file}` is outside the folder of the documents"),
            ReadError::Refused(why) => format!("cannot read `{file}`: {why}"),
        })?;
        // Any other file may be secret, and messages would quote it.
        let bytes =
            bytes.ok_or_else(|| format!("`{file}` is neither a `.cert` file nor a link to one"))?;
        let shown = normal(&path);
        let shown = shown
            .strip_prefix(&options.working_directory)
            .unwrap_or(&shown);
        let input = Input {
            name: shown.display().to_string(),
            path: path.components().collect(),
            bytes,
        };
        compile(input, options).map_err(|error| error.to_string())
    }

    /// The path to the folder of a tree's file from where its picture is seen, for the start of relative addresses: from
    /// the page, or from a folder of pictures.
    pub fn way(&self, tree: &Compilation) -> String {
        let folder = |path: &Path| path.parent().unwrap_or(path).to_path_buf();
        let here = folder(&self.path);
        let here = match &self.pictures {
            Some(pictures) => here.join(pictures),
            None => here,
        };
        let file = tree.paths.first();
        file.map_or(String::new(), |file| way(&here, &folder(file)))
    }

    /// The line, from 1, of a byte of the page.
    pub fn line(&self, offset: usize) -> usize {
        let lines = self.lines.get_or_init(|| LineIndex::new(&self.text));
        lines.line(offset as u32) + 1
    }

    /// What is wrong with the trees of the page, at its place in it.
    pub fn problems(&self, trees: &[Tree]) -> Problems {
        let mut problems = Problems::default();
        // With the page alone there is room.
        let _ = problems.sources.add(self.name.clone(), self.text.clone());
        for tree in trees {
            if let BlockKind::Fence { unknown, .. } = &tree.block.kind {
                problems.others.extend(unknown.iter().map(|word| {
                    (
                        self.line(tree.block.range.start),
                        format!(
                            "`{word}` has no meaning after `cert`: write options in the tree, as in `diagram \"Title\" \
                             [direction=right]`; only `source` is allowed here"
                        ),
                    )
                }));
            }
            match &tree.outcome {
                Ok(compilation) => problems.take(compilation, &tree.block),
                Err(why) => {
                    let line = self.line(tree.block.range.start);
                    problems.others.push((line, why.clone()));
                }
            }
            let end = (problems.diagnostics.len(), problems.others.len());
            problems.ends.push(end);
        }
        problems
    }
}

impl Problems {
    /// What is wrong with one of the trees: with what is written of it, and otherwise.
    pub fn of_tree(&self, number: usize) -> (&[Diagnostic], &[(usize, String)]) {
        let end = |number: usize| self.ends.get(number).copied().unwrap_or_default();
        let start = number.checked_sub(1).map(end).unwrap_or_default();
        let end = end(number);
        (
            &self.diagnostics[start.0..end.0],
            &self.others[start.1..end.1],
        )
    }

    /// Takes the problems of a tree, their places put into the page and into texts of its own.
    fn take(&mut self, compilation: &Compilation, block: &Block) {
        if compilation.diagnostics.is_empty() {
            return;
        }
        let is_block = matches!(block.kind, BlockKind::Fence { .. });
        let mut bases = Vec::new();
        for (number, (_, source)) in compilation.sources.files().enumerate() {
            let base = if number == 0 && is_block {
                0
            } else {
                let (name, text) = (source.name().to_owned(), source.text().to_owned());
                // What there is no room for is not shown.
                let Ok(id) = self.sources.add(name, text) else {
                    return;
                };
                self.sources.file(id).base()
            };
            bases.push((source.base(), base));
        }
        let place = |span: Span| {
            let file = bases
                .partition_point(|(old, _)| *old <= span.start)
                .saturating_sub(1);
            let (old, new) = bases[file];
            let (start, end) = (span.start - old, span.end - old);
            if file == 0 && is_block {
                let start = block.place(start as usize);
                // The end belongs to what is before it.
                let end = match end.checked_sub(1) {
                    Some(last) if span.start < span.end => block.place(last as usize) + 1,
                    _ => start,
                };
                Span::new(start as u32, end.max(start) as u32)
            } else {
                Span::new(start + new, end + new)
            }
        };
        let moved = compilation
            .diagnostics
            .iter()
            .cloned()
            .map(|found| found.map_spans(place));
        self.diagnostics.extend(moved);
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        let errors = self.diagnostics.iter();
        errors
            .filter(|found| found.severity == Severity::Error)
            .count()
    }
}
