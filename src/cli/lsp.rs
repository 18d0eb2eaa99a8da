//! `certdot lsp`: the language server on the standard streams.

use std::env;
use std::io;
use std::sync::{Arc, Mutex};
use std::thread::available_parallelism;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};

use super::arguments::{Common, EngineChoice};
use super::caches;
use super::draw::folder;
use super::engines::{engine, images};
use super::{DONE, FAILED};
use crate::attributes::{Element, get};
use crate::lsp::{Settings, serve};
use crate::model::Model;
use crate::pictures::{Kind, Order, Studio, Undrawn, draw};
use crate::render::{Running, identity};

/// A preview that takes longer is of no use to anyone.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Serves the client on the standard streams. A client that goes without saying so is a failure, as the protocol says.
pub(super) fn lsp(common: &Common) -> Result<u8> {
    let settings = Settings {
        root: common
            .root
            .as_deref()
            .map(|root| folder(root, "--root"))
            .transpose()?,
        icons: common
            .icons
            .iter()
            .map(|icons| folder(icons, "--icons"))
            .collect::<Result<_>>()?,
        levels: common.levels(),
        painter: Arc::new(|model, is_dark| {
            painted(model, is_dark).map_err(|error| format!("{error:#}"))
        }),
    };
    let input = io::BufReader::new(io::stdin());
    let was_shut_down = serve(input, io::stdout(), settings).context("cannot write")?;
    Ok(if was_shut_down { DONE } else { FAILED })
}

/// The picture of a model, as SVG.
fn painted(model: &Model, is_dark: bool) -> Result<String> {
    let engine = engine(EngineChoice::Auto, TIMEOUT, Running::default())?;
    let icons = images(Kind::Svg, !model.icons.is_empty())?;
    let pictures = caches::pictures().ok();
    let studio = Studio {
        engine: engine.as_ref(),
        icons: &icons,
        pictures: pictures.as_ref(),
        maker: env::current_exe().map_or_else(|_| String::new(), |file| identity(&file)),
        working_directory: env::current_dir().context("cannot tell the working directory")?,
        at_once: available_parallelism().map_or(1, usize::from),
    };
    let order = Order {
        kind: Kind::Svg,
        scale: 1.0,
        theme: theme(model, is_dark),
        layout: None,
    };
    let outcome = Mutex::new(None);
    draw(&[model], &order, &studio, &|_, drawn| {
        if let Ok(mut outcome) = outcome.lock() {
            *outcome = Some(drawn);
        }
    });
    let drawn = outcome.into_inner().ok().flatten();
    match drawn.ok_or_else(|| anyhow!("nothing was drawn"))? {
        Ok(drawn) => String::from_utf8(drawn.bytes).context("the picture is no text"),
        Err(Undrawn::Icons(unstaged)) => Err(caches::unstaged(unstaged)),
        Err(Undrawn::Engine(failure)) => Err(anyhow!("{failure}")),
    }
}

/// The theme in place of the diagram's: where that leaves it to the reader, the editor knows what the reader has.
fn theme(model: &Model, is_dark: bool) -> Option<String> {
    let key = get(Element::Diagram, "theme")?;
    let said = model
        .setting(model.diagram, key)
        .map(|theme| model.text(theme));
    match (said, is_dark) {
        (None | Some("auto"), true) => Some("dark".to_owned()),
        (Some("auto"), false) => Some("light".to_owned()),
        _ => None,
    }
}
