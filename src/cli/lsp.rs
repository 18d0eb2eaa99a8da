//! `certdot lsp`: the language server on the standard streams.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};

use super::drawer::{Drawer, draw_error};
use super::exit::{DONE, FAILED};
use super::icon_process;
use super::report::in_full;
use super::session::Session;
use super::theme::theme;
use crate::lsp::{Settings, serve};
use crate::model::Model;
use crate::pictures::{PictureKind, PictureOptions};
use crate::render::Running;

/// A preview that takes longer is of no use to anyone.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Serves the client on the standard streams. A client that goes without `shutdown` is a failure, as in the protocol.
pub(super) fn lsp(session: Session) -> Result<u8> {
    icon_process::hurry(icon_process::WHILE_WRITING);
    let session = Arc::new(session);
    let settings = Settings {
        root: session.root.clone(),
        icons: session.icons.clone(),
        levels: session.levels.clone(),
        reader: Arc::new(icon_process::SharedIconReader),
        painter: Arc::new(move |model, is_dark| {
            preview(model, is_dark, &session).map_err(|error| in_full(&error))
        }),
    };
    if io::stdin().is_terminal() {
        eprintln!(
            "This command is for editors, which start it themselves; `certdot explain editors` says how. Ctrl-C ends it."
        );
    }
    let input = io::BufReader::new(io::stdin());
    let was_shut_down = serve(input, io::stdout(), settings).context("cannot write")?;
    Ok(if was_shut_down { DONE } else { FAILED })
}

/// The picture of a model, as SVG.
fn preview(model: &Model, is_dark: bool, session: &Session) -> Result<String> {
    let order = PictureOptions {
        kind: PictureKind::Svg,
        scale: 1.0,
        theme: theme(model, is_dark),
        layout: None,
        id_prefix: None,
    };
    let drawer = Drawer::new(session, TIMEOUT, Running::default())?;
    let mut pictures = drawer.pictures(&[model.into()], &order)?;
    match pictures.pop().context("nothing was drawn")? {
        Ok(drawn) => String::from_utf8(drawn.bytes).context("the picture is not text"),
        Err(why) => Err(draw_error(why)),
    }
}
