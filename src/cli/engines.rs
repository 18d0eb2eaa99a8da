//! What draws: the engine that is there or chosen, and where the images of icons are kept for it.

use std::env;
use std::sync::{Mutex, PoisonError};
use std::thread::available_parallelism;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::apart::OfThisRun;
use super::arguments::EngineChoice;
use super::caches;
use crate::emit::can_be_said;
use crate::pictures::{Cache, Kind, Order, Studio, Subject, Undrawn, draw};
use crate::render::{Drawn, Engine, Fonts, Program, Running, identity};
#[cfg(feature = "embedded")]
use crate::render::{Either, Embedded};

/// The engine that is chosen. It gives up after a time, and when told to.
pub(super) fn engine(
    choice: EngineChoice,
    timeout: Duration,
    running: Running,
) -> Result<Box<dyn Engine>> {
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
        "this certdot has no engine built in, and `dot` was not found: install Graphviz (https://graphviz.org/download/)"
    )
}

#[cfg(not(feature = "embedded"))]
fn either(program: Program, _: Duration) -> Box<dyn Engine> {
    Box::new(program)
}

/// Where images of icons are kept. Where the usual place is of no use, pictures can be drawn all the same: they need the
/// images only while they are drawn.
pub(super) fn images(kind: Kind, has_icons: bool, is_read: bool) -> Result<Cache> {
    let usual = caches::icons().map(|usual| match is_read {
        true => usual,
        false => usual.without_reading(),
    });
    if has_icons && matches!(kind, Kind::Dot | Kind::Json) {
        // These go on referring to them.
        return usual;
    }
    match usual {
        Ok(usual) if usual.folder().to_str().is_some_and(can_be_said) => Ok(usual.or_temporary()),
        _ => Cache::temporary().context("cannot make a temporary folder"),
    }
}

/// What draws subjects, in their order.
pub(super) type Draw =
    dyn Fn(&[Subject<'_>], &Order, Duration) -> Result<Vec<Result<Drawn, Undrawn>>>;

/// Pictures of subjects, in their order: with the engine that is there, and with what has been drawn before.
pub(super) fn drawn(
    subjects: &[Subject<'_>],
    order: &Order,
    timeout: Duration,
) -> Result<Vec<Result<Drawn, Undrawn>>> {
    drawn_unless_over(subjects, order, timeout, Running::default())
}

/// The same, given up when told to.
pub(super) fn drawn_unless_over(
    subjects: &[Subject<'_>],
    order: &Order,
    timeout: Duration,
    running: Running,
) -> Result<Vec<Result<Drawn, Undrawn>>> {
    let engine = engine(EngineChoice::Auto, timeout, running)?;
    let has_icons = subjects
        .iter()
        .any(|subject| !subject.model.icons.is_empty());
    let icons = images(order.kind, has_icons, true)?;
    let pictures = caches::pictures().ok();
    let studio = Studio {
        engine: engine.as_ref(),
        reader: &OfThisRun,
        icons: &icons,
        pictures: pictures.as_ref(),
        fonts: &Fonts::of_system(),
        maker: env::current_exe().map_or_else(|_| String::new(), |file| identity(&file)),
        working_directory: env::current_dir().context("cannot tell the working directory")?,
        at_once: match subjects.len() {
            0 | 1 => 1,
            _ => available_parallelism().map_or(1, usize::from),
        },
    };
    let outcomes: Mutex<Vec<Option<Result<Drawn, Undrawn>>>> =
        Mutex::new(subjects.iter().map(|_| None).collect());
    draw(subjects, order, &studio, &|number, drawn| {
        // Whoever panicked while holding it has left the others whole.
        let mut outcomes = outcomes.lock().unwrap_or_else(PoisonError::into_inner);
        outcomes[number] = Some(drawn);
    });
    let outcomes = outcomes
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    outcomes
        .into_iter()
        .map(|outcome| outcome.context("nothing was drawn"))
        .collect()
}

/// Why a picture was not drawn, in words.
pub(super) fn undrawn(undrawn: Undrawn) -> anyhow::Error {
    match undrawn {
        Undrawn::Icons(unstaged) => caches::unstaged(unstaged),
        Undrawn::Engine(failure) => anyhow::anyhow!("{failure}"),
        Undrawn::Nothing(words) => anyhow::anyhow!(words),
    }
}
