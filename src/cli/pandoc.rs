//! `certdot pandoc`: a filter of pandoc.

use std::time::Duration;

use anyhow::{Result, anyhow};

use super::arguments::Pandoc;
use super::drawer::with_tools;
use super::exit::{DONE, FAILED};
use super::md::read_request;
use super::output::Output;
use super::session::Session;
use crate::docs::pandoc::{FilterOptions, filter, with_deep_stack};

/// `certdot pandoc [FORMAT]`
pub(super) fn pandoc(arguments: &Pandoc, session: &Session) -> Result<u8> {
    let options = FilterOptions {
        format: arguments.format.clone(),
        media: arguments.media.clone(),
        theme: arguments.theme.clone(),
        timeout: Duration::from_secs(arguments.timeout),
        is_strict: session.is_strict,
    };
    let text = read_request()?;
    let answer = with_deep_stack(|| {
        let document = with_tools(session, |tools| filter(text, &options, tools));
        let document = document.map_err(|error| super::report::in_full(&error))??;
        let json = document.map(|document| serde_json::to_vec(&document));
        json.transpose()
            .map_err(|error| format!("cannot write the document: {error}"))
    });
    match answer.map_err(|why| anyhow!(why))? {
        Some(document) => {
            Output::Standard.write_bytes(&document)?;
            Ok(DONE)
        }
        // The reason has been printed.
        None => Ok(FAILED),
    }
}
