//! All files of a run: read, made text, parsed, and their `use` statements followed.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hashbrown::HashMap;

use super::options::{Input, Options};
use super::wording;
use crate::ast::{Part, PartKind, StatementKind, Tree, unescape};
use crate::catalogues::{self, Catalogue};
use crate::diagnostics::{Collector, Diagnostic, MissingInput, Severity};
use crate::nearest::{Guesses, Nearest};
use crate::parse::file_problems;
use crate::resolve::{Program, Use};
use crate::source::{
    FileId, Located, MOST_BYTES, NotAPath, ReadError, Root, Sources, Span, sanitize, tails,
};

/// The most files that may be used.
const MOST_FILES: usize = 1_000;

/// The input has more bytes than a file can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a file can be at most {} MiB", MOST_BYTES >> 20)
    }
}

impl std::error::Error for TooLarge {}

/// The folder that nothing may leave that is named by a source, or by a page, that lies in `folder`.
pub(crate) fn root<'f>(folder: &Path, options: &Options<'f>) -> Root<'f> {
    let root = |folder: &Path| Root::new(options.files, folder);
    if let Some(named) = &options.root {
        return root(named);
    }
    let working_directory = root(&options.working_directory);
    if folder == options.working_directory {
        return working_directory;
    }
    let folder = root(folder);
    // Below the folder of the whole disk lies everything: that would bound nothing.
    let is_bound = working_directory.folder().parent().is_some();
    if is_bound && folder.folder().starts_with(working_directory.folder()) {
        working_directory
    } else {
        folder
    }
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// Loads the input and all files that it uses, directly or through others.
pub(super) fn load(
    input: Input,
    options: &Options<'_>,
    root: &Root<'_>,
    collector: &mut Collector,
) -> Result<Program, TooLarge> {
    let mut loader = Loader {
        options,
        root,
        collector,
        sources: Sources::default(),
        trees: Vec::new(),
        paths: Vec::new(),
        by_path: HashMap::new(),
        catalogues: Vec::new(),
        uses: Vec::new(),
        guesses: Guesses::default(),
        tails: MOST_TAILS_LOOKED_FOR,
        listed: HashMap::new(),
    };
    if input.bytes.len() as u64 > MOST_BYTES {
        return Err(TooLarge);
    }
    loader.take(input).ok_or(TooLarge)?;
    let mut next = 0;
    while next < loader.trees.len() {
        loader.follow(next);
        next += 1;
    }
    Ok(Program {
        paths: loader.paths,
        sources: Arc::new(loader.sources),
        trees: loader.trees,
        uses: loader.uses,
        catalogues: loader.catalogues.iter().map(|(_, id)| *id).collect(),
    })
}

/// For how many names that are no paths a file is looked for that was meant.
const MOST_TAILS_LOOKED_FOR: u32 = 64;

/// How far before a mistake the `use` is looked for in which it is.
const LOOK_BACK: usize = 4_096;

/// Whether a place in a text lies in what begins as a `use` statement.
fn is_in_use(text: &str, at: usize) -> bool {
    let before = &text.as_bytes()[at.saturating_sub(LOOK_BACK)..at];
    let start = before
        .iter()
        .rposition(|byte| b"\n;{}".contains(byte))
        .map_or(at - before.len(), |mark| at - before.len() + mark + 1);
    let statement = text.as_bytes()[start..].trim_ascii_start();
    let rest = statement.strip_prefix(b"use");
    rest.is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'\t' | b'"' | b'\n')))
}

struct Loader<'l> {
    options: &'l Options<'l>,
    root: &'l Root<'l>,
    collector: &'l mut Collector,
    sources: Sources,
    trees: Vec<Arc<Tree>>,
    paths: Vec<PathBuf>,
    by_path: HashMap<Located, FileId>,
    catalogues: Vec<(&'static str, FileId)>,
    uses: Vec<Use>,
    guesses: Guesses,
    /// For how many more names that are no paths a file is looked for that was meant.
    tails: u32,
    /// What is in the folders in which a file was looked for in vain.
    listed: HashMap<PathBuf, Vec<String>>,
}

impl Loader<'_> {
    /// Takes a file in, unless there is too much text.
    fn take(&mut self, input: Input) -> Option<FileId> {
        let (text, forbidden) = sanitize(input.bytes);
        let id = self.sources.add(input.name, text).ok()?;
        let file = self.sources.file(id);
        let parsed = self.options.parses.parsed(&input.path, &file);
        self.collector.extend(
            forbidden
                .iter()
                .map(|found| wording::forbidden(found, file.base())),
        );
        let is_used = id != FileId::MAIN;
        let is_error = |problem: &&Diagnostic| problem.code.severity() == Severity::Error;
        let is_lacking = is_used && !forbidden.is_empty()
            || parsed.diagnostics.iter().filter(is_error).any(|problem| {
                // Of what is wrong in a used file, nobody knows what it would have said.
                is_used || is_in_use(file.text(), (problem.span.start - file.base()) as usize)
            });
        if is_lacking {
            self.collector.lack(MissingInput::Anything);
        }
        let found = Cow::Owned(parsed.diagnostics);
        let settled = file_problems(file.text(), &parsed.tree, found, file.base());
        self.collector.extend(settled.diagnostics.into_owned());
        self.trees.push(if settled.is_foreign {
            Arc::default()
        } else {
            parsed.tree
        });
        self.paths.push(input.path);
        Some(id)
    }

    /// Follows the `use` statements of a file.
    fn follow(&mut self, index: usize) {
        let mut depth = 0_usize;
        let uses: Vec<(usize, Part)> = self.trees[index]
            .statements()
            .iter()
            .enumerate()
            .filter_map(|(number, statement)| {
                match statement.kind {
                    StatementKind::Group => depth += 1,
                    StatementKind::Close => depth = depth.saturating_sub(1),
                    // In a group it is out of place, which has been reported.
                    StatementKind::Use if depth == 0 => {
                        return Some((number, *self.trees[index].parts(number).first()?));
                    }
                    _ => {}
                }
                None
            })
            .collect();
        let Some((from, _)) = self.sources.files().nth(index) else {
            return;
        };
        for (statement, name) in uses {
            match self.load_used(from, name) {
                Ok(to) => self.uses.push(Use {
                    from,
                    statement,
                    to,
                }),
                Err(lacks) => self.collector.lack(lacks),
            }
        }
    }

    /// The file that a `use` statement names, or what is lacking without it, which has been reported.
    fn load_used(&mut self, from: FileId, part: Part) -> Result<FileId, MissingInput> {
        let file = self.sources.file(from);
        let at = part.outer_span().shifted(file.base());
        let raw = &file.text()[part.span().range()];
        let beside = folder_of(&self.paths[from.index()]);
        let near = || self.root.names(beside);
        if part.kind() == PartKind::Name {
            let Some(catalogue) = catalogues::find(raw) else {
                let problem = wording::unknown_catalogue(at, raw, &near());
                self.collector.push(problem);
                // It may as well be a file's name without its quotes.
                return Err(match Nearest::new(catalogues::names()).find(raw) {
                    Some(_) => MissingInput::Certs,
                    None => MissingInput::Anything,
                });
            };
            return self.catalogue(catalogue, at).ok_or(MissingInput::Certs);
        }
        let name = unescape(raw).into_owned();
        if name.is_empty() {
            // No name is empty, which has been reported.
            return Err(MissingInput::Anything);
        }
        let wrong_path = NotAPath::of(&name);
        let is_cert_file = name.ends_with(".cert");
        if let Some(why) = wrong_path.filter(|why| why.is_never_a_file() || !is_cert_file) {
            return self.report_wrong_path(at, &name, why, from);
        }
        if !is_cert_file {
            let problem = wording::not_a_cert_file(at, &name, &near());
            self.collector.push(problem);
            return Err(MissingInput::Anything);
        }
        let path = beside.join(&name);
        match self.find(&path, at, &name) {
            Ok(id) => id.ok_or(MissingInput::Anything),
            Err(error) => {
                if let (ReadError::NotFound, Some(why)) = (&error, wrong_path) {
                    return self.report_wrong_path(at, &name, why, from);
                }
                let nearest = match error {
                    ReadError::NotFound => self.nearest(&path),
                    _ => None,
                };
                self.collector
                    .push(wording::unreadable(at, &name, &error, nearest.as_deref()));
                Err(MissingInput::Anything)
            }
        }
    }

    /// Reports a name that is no path, with the file that may have been meant.
    fn report_wrong_path(
        &mut self,
        at: Span,
        name: &str,
        why: NotAPath,
        from: FileId,
    ) -> Result<FileId, MissingInput> {
        let mut there = None;
        if let Some(left) = self.tails.checked_sub(1) {
            self.tails = left;
            let beside = folder_of(&self.paths[from.index()]);
            let is_there = |path: &String| {
                let file = self.root.locate(&beside.join(path));
                path.ends_with(".cert") && file.is_ok_and(|file| self.root.is_file(&file))
            };
            there = tails(name).find(is_there);
        }
        self.collector
            .push(wording::wrong_path(at, name, why, there.as_deref()));
        Err(MissingInput::Anything)
    }

    /// A file that ships inside the program. It lies in no folder: of the working directory, as what is piped in does.
    fn catalogue(&mut self, catalogue: Catalogue, at: Span) -> Option<FileId> {
        let known = self
            .catalogues
            .iter()
            .find(|(name, _)| *name == catalogue.name);
        if let Some((_, id)) = known {
            return Some(*id);
        }
        let input = Input {
            name: catalogue.display_name(),
            path: self
                .options
                .working_directory
                .join(catalogue.display_name()),
            bytes: catalogue.text.into(),
        };
        let id = self.take(input);
        match id {
            Some(id) => self.catalogues.push((catalogue.name, id)),
            None => self.collector.push(wording::too_much_text(at)),
        }
        id
    }

    /// The name of a file in the same folder that is nearest to one that is not there.
    fn nearest(&mut self, path: &Path) -> Option<String> {
        let (folder, name) = (folder_of(path), path.file_name()?.to_str()?);
        let names = self
            .listed
            .entry(folder.to_path_buf())
            .or_insert_with(|| self.root.names(folder));
        let files = names.iter().filter(|name| name.ends_with(".cert"));
        let nearest = self.guesses.nearest(name, files.map(String::as_str));
        nearest.map(str::to_owned)
    }

    fn find(&mut self, path: &Path, at: Span, name: &str) -> Result<Option<FileId>, ReadError> {
        let file = match self.root.locate(path) {
            Err(ReadError::Outside) => {
                let root = self.display_path(self.root.folder());
                self.collector.push(wording::outside_root(at, name, &root));
                return Ok(None);
            }
            found => found?,
        };
        if self.by_path.is_empty() {
            // Of the input it is asked only now, because most programs use no files.
            if let Ok(main) = self.root.locate(&self.paths[0]) {
                self.by_path.insert(main, FileId::MAIN);
            }
        }
        if let Some(known) = self.by_path.get(&file) {
            return Ok(Some(*known));
        }
        if !file.has_ending("cert") {
            self.collector.push(wording::leads_elsewhere(at, name));
            return Ok(None);
        }
        if self.trees.len() > MOST_FILES {
            self.collector.push(wording::too_many_files(at, MOST_FILES));
            return Ok(None);
        }
        let input = Input {
            name: self.display_path(path),
            bytes: self.root.read(&file, MOST_BYTES)?,
            path: path.components().collect(),
        };
        let id = self.take(input);
        match id {
            Some(id) => {
                self.by_path.insert(file, id);
            }
            None => self.collector.push(wording::too_much_text(at)),
        }
        Ok(id)
    }

    /// A path as messages tell it: relative to the working directory if it lies below that.
    fn display_path(&self, path: &Path) -> String {
        let path: PathBuf = path.components().collect();
        let shown = path
            .strip_prefix(&self.options.working_directory)
            .unwrap_or(&path);
        shown.display().to_string()
    }
}
