//! The compiler up to one of its stages, run alone so that its instructions can be counted.
//!
//! What a stage costs is the difference between a run that ends after it and one that ends before it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use certdot::check::check;
use certdot::diagnostics::{Collector, Levels};
use certdot::emit::{Options as Look, to_graph, write_dot};
use certdot::format::format;
use certdot::model::Model;
use certdot::parse::parse;
use certdot::resolve::{IconPlaces, Program, resolve};
use certdot::source::{FileId, Memory, Root, Sources, sanitize};

use crate::printer;

/// The argument that comes before a stage and a file.
pub(crate) const FLAG: &str = "--stage";

/// The stages, each of which does what those before it do.
pub(crate) const READ: &str = "read";
pub(crate) const PARSE: &str = "parse";
pub(crate) const RESOLVE: &str = "resolve";
pub(crate) const CHECK: &str = "check";

/// Parsing and formatting, which is all that formatting takes.
pub(crate) const FORMAT: &str = "format";

/// The ways from the model on.
pub(crate) const STREAM: &str = "stream";
pub(crate) const STRUCTURES: &str = "structures";
pub(crate) const PRINTED: &str = "printed";

/// Runs the compiler up to a stage, or on from the model in one of the ways.
pub(crate) fn run(stage: &str, file: &str) -> Result<(), String> {
    let bytes = std::fs::read(file).map_err(|error| format!("cannot read {file}: {error}"))?;
    let (text, _) = sanitize(bytes);
    let mut sources = Sources::default();
    let id: FileId = sources
        .add(file.to_owned(), text)
        .map_err(|_| "the file is too large")?;
    if stage == READ {
        return Ok(());
    }
    if stage == FORMAT {
        drop(format(sources.file(id).text()));
        return Ok(());
    }
    let (tree, diagnostics) = parse(sources.file(id).text(), sources.file(id).base());
    if !diagnostics.is_empty() {
        return Err("the file has mistakes".into());
    }
    if stage == PARSE {
        return Ok(());
    }
    let program = Program {
        sources: Arc::new(sources),
        trees: vec![Arc::new(tree)],
        paths: vec![PathBuf::from("/tree.cert")],
        uses: Vec::new(),
        catalogues: Vec::new(),
    };
    let files = Memory::default();
    let places = IconPlaces {
        root: Root::new(&files, Path::new("/")),
        working_directory: PathBuf::from("/"),
        folders: Vec::new(),
        reader: &certdot::icons::InProcess,
    };
    let mut collector = Collector::new(Levels::default());
    let model = resolve(&program, places, &mut collector);
    if stage == RESOLVE {
        return Ok(());
    }
    check(&model, &program.trees, &program.catalogues, &mut collector);
    if stage == CHECK {
        return Ok(());
    }
    // As in the compiler, the tree is gone before anything is written.
    drop(program);
    write(stage, &model).map_err(|error| format!("cannot write: {error}"))
}

fn write(stage: &str, model: &Model) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match stage {
        STREAM => write_dot(model, &Look::default(), &mut out),
        STRUCTURES => {
            drop(to_graph(model, &Look::default()));
            Ok(())
        }
        PRINTED => printer::print(&to_graph(model, &Look::default()), &mut out),
        other => Err(io::Error::other(format!("`{other}` is no stage"))),
    }
}
