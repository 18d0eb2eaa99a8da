//! `certdot [FILE]`: a file as DOT.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use clap::CommandFactory;

use super::arguments::{Arguments, Compile};
use super::exit::{DONE, FAILED, USAGE, Usage};
use super::icon_process::SharedIconReader;
use super::input;
use super::output::Output;
use super::paths::name_of;
use super::protect::{files_read, refuse_to_overwrite};
use super::session::Session;
use super::{caches, suggestions};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::render::printable;
use crate::emit;
use crate::model::Model;
use crate::pictures::{IconImages, IconImagesError, PictureKind, stage};

/// `certdot [FILE]`
pub(super) fn dot(arguments: &Compile, session: &Session) -> Result<u8> {
    let file = match &arguments.file {
        Some(first) if !arguments.more.is_empty() => bail!(Usage(input::too_many(first))),
        Some(file) => file.as_path(),
        None if input::stdin_is_terminal() => {
            // Without a file, waiting for the user to type a tree would look like hanging.
            let help = Arguments::command().render_help();
            let _ = write!(std::io::stderr(), "{help}");
            return Ok(USAGE);
        }
        None => Path::new("-"),
    };
    let output = Output::new(arguments.output.as_deref());
    if let Output::File(output) = &output
        && is_no_dot(output)
    {
        let (file, output) = (name_of(file), printable(&output.display().to_string()));
        bail!(Usage(format!(
            "without a command, certdot writes DOT, which does not fit the ending of `{output}`: write `certdot render {file} -o {output}`"
        )));
    }
    let compilation = match session.compile(file) {
        Ok(compilation) => compilation,
        Err(error) => match suggestions::no_command(file) {
            Some(answer) => bail!(Usage(answer)),
            None => return Err(error),
        },
    };
    if let Output::File(output) = &output {
        refuse_to_overwrite(output, &files_read([&compilation]))?;
    }
    let reporter = &session.reporter;
    let counts = reporter.diagnostics(&compilation.diagnostics, &compilation.sources);
    if !counts.is_empty() {
        reporter.summary(&format!("{}: {counts}", name_of(file)));
    }
    let Some(model) = &compilation.model else {
        return Ok(FAILED);
    };
    let images = match images(model, session)? {
        Ok(images) => images,
        Err(broken) => {
            reporter.diagnostics(&broken, &compilation.sources);
            return Ok(FAILED);
        }
    };
    let options = emit::Options {
        images: images.as_ref().map(|staged| &staged.images[..]),
        instead: images.as_ref().map(|staged| &staged.instead),
        ..emit::Options::default()
    };
    output.write(|out| emit::write_dot(model, &options, out))?;
    Ok(DONE)
}

/// Whether a file is named as what `render` makes and DOT is not.
fn is_no_dot(file: &Path) -> bool {
    let ending = file.extension().and_then(|ending| ending.to_str());
    let kind = ending.and_then(PictureKind::of_ending);
    kind.is_some_and(|kind| kind != PictureKind::Dot)
}

/// The images of a model's icons, or what is wrong with icons.
fn images(model: &Model, session: &Session) -> Result<Result<Option<IconImages>, Vec<Diagnostic>>> {
    if model.icons.is_empty() {
        return Ok(Ok(None));
    }
    let options = emit::Options::default();
    match stage(
        model,
        &caches::icons()?,
        &SharedIconReader,
        &options,
        false,
        session.here()?,
    ) {
        Ok(staged) => Ok(Ok(Some(staged))),
        Err(IconImagesError::Broken(broken)) => Ok(Err(broken)),
        Err(unstaged) => Err(caches::icon_images_error(unstaged)),
    }
}
