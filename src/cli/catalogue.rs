//! `certdot catalogue`: what ships inside the program for `use`.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::exit::{DONE, Usage};
use super::output::Output;
use super::table::table;
use crate::attributes::{self, Element};
use crate::catalogues::{self, Catalogue};
use crate::compile::{Input, Options, compile};
use crate::diagnostics::render::printable;
use crate::nearest::Nearest;
use crate::source::Memory;

pub(super) fn catalogue(name: Option<&str>) -> Result<u8> {
    let rows = match name {
        None => catalogues::ALL.iter().map(summary).collect::<Result<_>>()?,
        Some(name) => match catalogues::find(name) {
            Some(catalogue) => certs(&catalogue)?,
            None => {
                let nearest = Nearest::new(catalogues::names()).find(name);
                let nearest = nearest.map_or(
                    "`certdot catalogue` lists all catalogues".to_owned(),
                    |nearest| format!("did you mean {nearest}?"),
                );
                let shown = printable(name);
                bail!(Usage(format!("there is no catalogue `{shown}`; {nearest}")));
            }
        },
    };
    Output::Standard.write(|out| table(&rows, out))?;
    Ok(DONE)
}

/// A catalogue in one row: its name, how much is in it, as of when, and what it is.
fn summary(catalogue: &Catalogue) -> Result<Vec<String>> {
    Ok(vec![
        catalogue.name.to_owned(),
        format!("{} certs", certs(catalogue)?.len()),
        format!("as of {}", catalogue.as_of()),
        catalogue.title().to_owned(),
    ])
}

/// The certs of a catalogue, in its order: name, code, level, label, address.
fn certs(catalogue: &Catalogue) -> Result<Vec<Vec<String>>> {
    let files = Memory::default();
    let input = Input {
        name: catalogue.display_name(),
        path: PathBuf::from("/").join(catalogue.display_name()),
        bytes: catalogue.text.into(),
    };
    let options = Options::new(&files, "/");
    let Some(model) = compile(input, options)?.model else {
        return Ok(Vec::new());
    };
    let rows = model.certs.iter().map(|cert| {
        let says = |key| {
            let key = attributes::find(Element::Cert, key).ok()?;
            model.setting(cert.settings, key)
        };
        let cells = [
            Some(cert.name),
            says("code"),
            says("level"),
            cert.label,
            says("url"),
        ];
        // A label has its line breaks for the picture's sake.
        let shown = |text| model.text(text).replace('\n', " ");
        cells.map(|text| text.map_or(String::new(), shown)).to_vec()
    });
    Ok(rows.collect())
}
