//! The pipeline: text → tree → model → DOT.
//!
//! [`compile`] never fails for what the user did wrong: problems are in the [`Compilation`], and without a model nothing
//! can be drawn. It knows neither arguments nor streams.

mod load;
mod options;
mod parses;
mod trial;
mod wording;

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use crate::check::check;
use crate::diagnostics::{Collector, Diagnostic, Severity};
use crate::emit;
use crate::model::Model;
use crate::resolve::{IconPlaces, Occurrence, Program, resolve, resolve_for_editors};
use crate::source::Sources;

pub use load::TooLarge;
pub(crate) use load::root;
pub use options::{Input, Options};
pub use parses::{FreshParse, ParseSource, Parsed};

/// What came of a file.
#[derive(Debug)]
pub struct Compilation {
    /// The texts that diagnostics point into: the input, then all files it uses.
    pub sources: Arc<Sources>,
    /// Where the files of those texts lie, in the same order.
    pub paths: Vec<PathBuf>,
    /// All problems, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// What is drawn; nothing if there are errors.
    pub model: Option<Model>,
}

impl Compilation {
    /// How many of its problems are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }

    /// Writes the picture as DOT, if there is one.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_dot(&self, out: &mut dyn Write) -> io::Result<()> {
        match &self.model {
            Some(model) => emit::write_dot(model, &emit::Options::default(), out),
            None => Ok(()),
        }
    }

    /// The picture as graphviz-rust's structures, if there is one.
    pub fn to_graph(&self) -> Option<emit::Graph> {
        let model = self.model.as_ref()?;
        Some(emit::to_graph(model, &emit::Options::default()))
    }
}

/// Compiles a file and all files it uses.
///
/// # Errors
/// [`TooLarge`] for an input of more than [`MOST_BYTES`](crate::source::MOST_BYTES).
pub fn compile(input: Input, options: Options<'_>) -> Result<Compilation, TooLarge> {
    let (program, _, collector, model) = run(input, options, |program, places, collector| {
        resolve(program, places, collector)
    })?;
    let is_drawable = !collector.has_errors();
    Ok(Compilation {
        sources: program.sources,
        paths: program.paths,
        diagnostics: collector.finish(),
        model: is_drawable.then_some(model),
    })
}

/// All that is known of a file, for editors: also of one with errors.
#[derive(Debug)]
pub struct Analysis {
    /// The file and all files it uses, as they are written.
    pub program: Program,
    /// What would be drawn: the best guess if there are errors.
    pub model: Model,
    /// Where each name is said, and what it means there; in the order of their places.
    pub occurrences: Vec<Occurrence>,
    /// All problems, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// The folder that the files of icons are told relative to.
    pub working_directory: PathBuf,
    /// The folder that nothing named by the file may leave.
    pub root: PathBuf,
}

impl Analysis {
    /// How many errors there are; a picture is drawn only without any.
    pub fn errors(&self) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .count()
    }
}

/// Compiles a file and all files it uses, and keeps what editors ask for.
///
/// # Errors
/// As of [`compile`].
pub fn analyze(input: Input, options: Options<'_>) -> Result<Analysis, TooLarge> {
    let mut occurrences = Vec::new();
    let working_directory = options.working_directory.clone();
    let (program, root, collector, model) = run(input, options, |program, places, collector| {
        let (model, found) = resolve_for_editors(program, places, collector);
        occurrences = found;
        model
    })?;
    Ok(Analysis {
        program,
        model,
        occurrences,
        diagnostics: collector.finish(),
        working_directory,
        root,
    })
}

fn run(
    input: Input,
    options: Options<'_>,
    resolve: impl FnOnce(&Program, IconPlaces<'_>, &mut Collector) -> Model,
) -> Result<(Program, PathBuf, Collector, Model), TooLarge> {
    let mut collector = Collector::new(options.levels.clone());
    let root = load::root(load::folder_of(&input.path), &options);
    let program = load::load(input, &options, &root, &mut collector)?;
    // What could not be read may declare what seems to be missing: then only errors are worth a word.
    let is_whole = !collector.has_errors();
    let folder = root.folder().to_path_buf();
    let places = IconPlaces {
        root,
        working_directory: options.working_directory,
        folders: options.icons,
        reader: options.reader,
    };
    let model = resolve(&program, places, &mut collector);
    if is_whole && !collector.has_errors() {
        let mut warnings = Collector::new(options.levels);
        check(&model, &program.trees, &program.catalogues, &mut warnings);
        collector.extend(trial::try_fixes(&program, warnings.finish()));
    }
    Ok((program, folder, collector, model))
}
