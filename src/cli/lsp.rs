//! `certdot lsp`: the language server on the standard streams.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};

use super::apart;
use super::arguments::Common;
use super::draw::folders;
use super::engines::{drawn, undrawn};
use super::{DONE, FAILED};
use crate::attributes::{Element, get};
use crate::lsp::{Settings, serve};
use crate::model::Model;
use crate::pictures::{Kind, Order};

/// A preview that takes longer is of no use to anyone.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Serves the client on the standard streams. A client that goes without saying so is a failure, as the protocol says.
pub(super) fn lsp(common: &Common) -> Result<u8> {
    let (root, icons) = folders(common)?;
    apart::hurry(apart::WHILE_WRITING);
    let settings = Settings {
        root,
        icons,
        levels: common.levels(),
        reader: Arc::new(apart::OfThisRun),
        painter: Arc::new(|model, is_dark| {
            painted(model, is_dark).map_err(|error| format!("{error:#}"))
        }),
    };
    if io::stdin().is_terminal() {
        eprintln!(
            "This speaks to an editor, which starts it by itself; `certdot explain editors` says how. Ctrl-C ends it."
        );
    }
    let input = io::BufReader::new(io::stdin());
    let was_shut_down = serve(input, io::stdout(), settings).context("cannot write")?;
    Ok(if was_shut_down { DONE } else { FAILED })
}

/// The picture of a model, as SVG.
fn painted(model: &Model, is_dark: bool) -> Result<String> {
    let order = Order {
        kind: Kind::Svg,
        scale: 1.0,
        theme: theme(model, is_dark),
        layout: None,
        id_prefix: None,
    };
    let mut pictures = drawn(&[model.into()], &order, TIMEOUT)?;
    match pictures.pop().context("nothing was drawn")? {
        Ok(drawn) => String::from_utf8(drawn.bytes).context("the picture is no text"),
        Err(why) => Err(undrawn(why)),
    }
}

/// The theme in place of the diagram's: where that leaves it to the reader, the editor knows what the reader has.
pub(super) fn theme(model: &Model, is_dark: bool) -> Option<String> {
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
