//! Compiling files, to draw them or to report their mistakes.

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::CommandFactory;

use super::arguments::{Arguments, Common};
use super::output::Output;
use super::report::{Counts, Reporter};
use super::{DONE, FAILED, USAGE, Usage, input};
use crate::compile::{Compilation, Options, compile};
use crate::diagnostics::render::printable;
use crate::source::Disk;

/// `certdot [FILE]`
pub(super) fn draw(arguments: &Arguments, reporter: &Reporter) -> Result<u8> {
    let file = match &arguments.file {
        Some(first) if !arguments.more.is_empty() => bail!(Usage(input::too_many(first))),
        Some(file) => file.as_path(),
        None if input::stdin_is_terminal() => {
            // Nobody has said what to draw, and waiting for them to type it would look like hanging.
            let help = Arguments::command().render_help();
            let _ = write!(std::io::stderr(), "{help}");
            return Ok(USAGE);
        }
        None => Path::new("-"),
    };
    let output = Output::new(arguments.output.as_deref());
    let compilation = compiled(file, &arguments.common)?;
    if let Output::File(output) = &output {
        check_output(output, &compilation)?;
    }
    let counts = reporter.diagnostics(&compilation.diagnostics, &compilation.sources);
    if counts != Counts::default() {
        reporter.summary(&format!("{}: {counts}", name_of(file)));
    }
    if compilation.model.is_none() {
        return Ok(FAILED);
    }
    output.write(|out| compilation.write_dot(out))?;
    Ok(DONE)
}

/// `certdot check FILE…`
pub(super) fn check(files: &[PathBuf], common: &Common, reporter: &Reporter) -> Result<u8> {
    let mut counts = Counts::default();
    let mut failures = 0;
    for file in files {
        match compiled(file, common) {
            Ok(compilation) => {
                counts += reporter.diagnostics(&compilation.diagnostics, &compilation.sources)
            }
            Err(error) => {
                reporter.failure(&error);
                failures += 1;
            }
        }
    }
    let number = match files.len() {
        1 => "1 file".to_owned(),
        number => format!("{number} files"),
    };
    let unread = match failures {
        0 => String::new(),
        number => format!(", {number} could not be read"),
    };
    reporter.summary(&format!("{number} checked: {counts}{unread}"));
    Ok(if counts.errors > 0 || failures > 0 {
        FAILED
    } else {
        DONE
    })
}

fn name_of(file: &Path) -> String {
    match input::is_standard(file) {
        true => "<stdin>".to_owned(),
        false => printable(&file.display().to_string()),
    }
}

fn compiled(file: &Path, common: &Common) -> Result<Compilation> {
    let working_directory = working_directory(file)?;
    let input = input::read(file, &working_directory)?;
    let options = Options {
        files: &Disk,
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
        working_directory,
    };
    compile(input, options).with_context(|| format!("cannot read `{}`", name_of(file)))
}

/// The working directory. Where it has been deleted, a file that is named in full can still be compiled.
fn working_directory(file: &Path) -> Result<PathBuf> {
    match env::current_dir() {
        Err(_) if file.is_absolute() => Ok(file.parent().unwrap_or(file).to_path_buf()),
        found => found.context("cannot tell the working directory"),
    }
}

/// A folder that an option names.
fn folder(path: &Path, option: &str) -> Result<PathBuf> {
    let shown = printable(&path.display().to_string());
    let folder =
        fs::canonicalize(path).with_context(|| format!("cannot use `{option} {shown}`"))?;
    if !folder.is_dir() {
        bail!("cannot use `{option} {shown}`: it is not a folder");
    }
    Ok(folder)
}

/// Refuses to write over what has been read.
fn check_output(output: &Path, compilation: &Compilation) -> Result<()> {
    let Ok(output) = fs::canonicalize(output) else {
        return Ok(());
    };
    for (path, (_, source)) in compilation.paths.iter().zip(compilation.sources.files()) {
        if fs::canonicalize(path).is_ok_and(|path| path == output) {
            bail!(
                "`{}` is read and would be written over: name another file with `-o`",
                printable(source.name())
            );
        }
    }
    Ok(())
}
