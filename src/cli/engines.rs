//! What draws: the engine that is there or chosen, and where the images of icons are kept for it.

use std::env;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::arguments::EngineChoice;
use super::caches;
use crate::emit::can_be_said;
use crate::pictures::{Cache, Kind};
#[cfg(feature = "embedded")]
use crate::render::{Either, Embedded};
use crate::render::{Engine, Program, Running};

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
pub(super) fn images(kind: Kind, has_icons: bool) -> Result<Cache> {
    let usual = caches::icons();
    if has_icons && matches!(kind, Kind::Dot | Kind::Json) {
        // These go on referring to them.
        return usual;
    }
    match usual {
        Ok(usual) if usual.folder().to_str().is_some_and(can_be_said) => Ok(usual.or_temporary()),
        _ => Cache::temporary().context("cannot make a temporary folder"),
    }
}
