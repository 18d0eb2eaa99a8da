//! What draws: the engine that is there or chosen, and the caches of images and pictures.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::available_parallelism;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::arguments::{Drawing, EngineChoice};
use super::caches;
use super::icon_process::SharedIconReader;
use super::paths::name_of;
use super::report::{Reporter, in_full};
use super::session::Session;
use crate::docs::Tools;
use crate::emit::is_safe_in_svg;
use crate::model::Model;
use crate::pictures::{
    Cache, DrawContext, DrawError, PictureInput, PictureKind, PictureOptions, draw, too_large,
};
use crate::render::{Drawn, Engine, Fonts, Program, Running, identity};
#[cfg(feature = "embedded")]
use crate::render::{Either, Embedded};

/// The chosen engine. It gives up after a time, and when interrupted.
fn engine(choice: EngineChoice, timeout: Duration, running: Running) -> Result<Box<dyn Engine>> {
    let found = || {
        let folders = env::var_os("PATH").map(|path| env::split_paths(&path).collect::<Vec<_>>());
        Program::find(folders.unwrap_or_default())
    };
    let program = |path| Program::new(path, timeout, running);
    match (choice, found()) {
        (EngineChoice::Embedded, _) | (EngineChoice::Auto, None) => embedded(timeout),
        (EngineChoice::Auto, Some(path)) => Ok(either(program(path), timeout)),
        (EngineChoice::Dot, Some(path)) => Ok(Box::new(program(path))),
        (EngineChoice::Dot, None) => bail!(
            "`dot` was not found: install Graphviz (https://graphviz.org/download/), or leave out `--engine dot`"
        ),
    }
}

#[cfg(feature = "embedded")]
fn embedded(timeout: Duration) -> Result<Box<dyn Engine>> {
    Ok(Box::new(Embedded::new(timeout)))
}

#[cfg(feature = "embedded")]
fn either(program: Program, timeout: Duration) -> Box<dyn Engine> {
    Box::new(Either::new(program, Embedded::new(timeout)))
}

#[cfg(not(feature = "embedded"))]
fn embedded(_: Duration) -> Result<Box<dyn Engine>> {
    bail!(
        "this certdot has no embedded engine, and `dot` was not found: install Graphviz (https://graphviz.org/download/)"
    )
}

#[cfg(not(feature = "embedded"))]
fn either(program: Program, _: Duration) -> Box<dyn Engine> {
    Box::new(program)
}

/// Where images of icons are kept. Where the usual place is of no use, pictures can be drawn all the same: they need the
/// images only while they are drawn.
fn images(kind: PictureKind, has_icons: bool, is_read: bool) -> Result<Cache> {
    let usual = caches::icons().map(|usual| {
        if is_read {
            usual
        } else {
            usual.without_reading()
        }
    });
    if has_icons && matches!(kind, PictureKind::Dot | PictureKind::Json) {
        // These go on referring to them.
        return usual;
    }
    match usual {
        Ok(usual) if usual.folder().to_str().is_some_and(is_safe_in_svg) => {
            Ok(usual.or_temporary())
        }
        _ => Cache::temporary().context("cannot create a temporary folder"),
    }
}

/// Draws pictures with the engine that is chosen or there, and with what has been drawn before.
pub(super) struct Drawer {
    engine: Box<dyn Engine>,
    working_directory: PathBuf,
    /// Whether what has been drawn before is used and kept.
    is_cached: bool,
    /// How many pictures may be drawn at the same time; by default one per processor.
    jobs: Option<usize>,
}

impl Drawer {
    /// What draws for programs and pages: with whatever engine there is.
    pub(super) fn new(session: &Session, timeout: Duration, running: Running) -> Result<Drawer> {
        Ok(Drawer {
            engine: engine(EngineChoice::Auto, timeout, running)?,
            working_directory: session.here()?.to_path_buf(),
            is_cached: true,
            jobs: None,
        })
    }

    /// Draws with the options of `render`.
    pub(super) fn of_arguments(
        session: &Session,
        drawing: &Drawing,
        running: Running,
    ) -> Result<Drawer> {
        let timeout = Duration::from_secs(drawing.timeout);
        Ok(Drawer {
            engine: engine(drawing.engine, timeout, running)?,
            working_directory: session.here()?.to_path_buf(),
            is_cached: !drawing.no_cache,
            jobs: drawing.jobs,
        })
    }

    /// Draws subjects, and hands each picture over as soon as it is there, with its number.
    pub(super) fn draw(
        &self,
        subjects: &[PictureInput<'_>],
        order: &PictureOptions,
        deliver: &(dyn Fn(usize, Result<Drawn, DrawError>) + Sync),
    ) -> Result<()> {
        let has_icons = subjects
            .iter()
            .any(|subject| !subject.model.icons.is_empty());
        let icons = images(order.kind, has_icons, self.is_cached)?;
        let pictures = caches::pictures().ok().filter(|_| self.is_cached);
        let studio = DrawContext {
            engine: self.engine.as_ref(),
            reader: &SharedIconReader,
            icons: &icons,
            pictures: pictures.as_ref(),
            fonts: &Fonts::of_system(),
            maker: if self.is_cached {
                env::current_exe().map_or_else(|_| String::new(), |file| identity(&file))
            } else {
                String::new()
            },
            working_directory: self.working_directory.clone(),
            at_once: match (self.jobs, subjects.len()) {
                (Some(jobs), _) => jobs,
                // Counting the processors takes as long as reading a small tree.
                (None, 0 | 1) => 1,
                (None, _) => available_parallelism().map_or(1, usize::from),
            },
        };
        draw(subjects, order, &studio, deliver);
        Ok(())
    }

    /// Pictures of subjects, in their order.
    pub(super) fn pictures(
        &self,
        subjects: &[PictureInput<'_>],
        order: &PictureOptions,
    ) -> Result<Vec<Result<Drawn, DrawError>>> {
        let outcomes: Mutex<Vec<Option<Result<Drawn, DrawError>>>> =
            Mutex::new(subjects.iter().map(|_| None).collect());
        self.draw(subjects, order, &|number, drawn| {
            // A thread that panicked while holding it has left the others whole.
            let mut outcomes = outcomes.lock().unwrap_or_else(PoisonError::into_inner);
            outcomes[number] = Some(drawn);
        })?;
        let outcomes = outcomes
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        outcomes
            .into_iter()
            .map(|outcome| outcome.context("nothing was drawn"))
            .collect()
    }
}

/// Why a picture was not drawn, as an error.
pub(super) fn draw_error(undrawn: DrawError) -> anyhow::Error {
    match undrawn {
        DrawError::Icons(unstaged) => caches::icon_images_error(unstaged),
        DrawError::Engine(failure) => anyhow::anyhow!("{failure}"),
        DrawError::Nothing(words) => anyhow::anyhow!(words),
    }
}

/// Has something done with what compiles and draws the trees of documents.
pub(super) fn with_tools<T>(session: &Session, work: impl FnOnce(&Tools<'_>) -> T) -> Result<T> {
    let draw = |subjects: &[PictureInput<'_>], order: &PictureOptions, timeout: Duration| {
        let drawer = Drawer::new(session, timeout, Running::default());
        let pictures = drawer.and_then(|drawer| drawer.pictures(subjects, order));
        let pictures = pictures.map_err(|error| in_full(&error))?.into_iter();
        let in_words = |why| in_full(&draw_error(why));
        Ok(pictures.map(|picture| picture.map_err(in_words)).collect())
    };
    Ok(work(&Tools {
        options: session.options()?,
        draw: &draw,
        report: &session.reporter,
    }))
}

/// Warns of a tree whose layout takes long.
pub(super) fn warn_if_large(file: &Path, model: &Model, layout: Option<&str>, reporter: &Reporter) {
    if too_large(model, layout) {
        reporter.warning(&format!(
            "{}: `dot` is slow with {} nodes and {} edges, and its picture is hard to read: try `--layout sfdp`",
            name_of(file),
            model.nodes.len(),
            model.edges.len()
        ));
    }
}
