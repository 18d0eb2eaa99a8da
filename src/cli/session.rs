//! What the commands of a run share: where it was started, and how files are compiled.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::arguments::Common;
use super::icon_process::SharedIconReader;
use super::input;
use super::paths::name_of;
use super::report::Reporter;
use crate::compile::{Compilation, Options, compile};
use crate::diagnostics::Levels;
use crate::diagnostics::render::printable;
use crate::source::{Disk, NotAPath};

/// A run of the program.
pub(super) struct Session {
    /// Prints messages.
    pub(super) reporter: Reporter,
    /// The root that `--root` names.
    pub(super) root: Option<PathBuf>,
    /// The folders of icons that `--icons` names.
    pub(super) icons: Vec<PathBuf>,
    /// Which warnings are reported.
    pub(super) levels: Levels,
    /// Whether warnings are errors.
    pub(super) is_strict: bool,
    /// Where the run was started; nothing if that folder is gone.
    here: Option<PathBuf>,
}

impl Session {
    /// The arguments.
    ///
    /// # Errors
    /// A folder that an option names is not there.
    pub(super) fn new(common: &Common, reporter: &Reporter) -> Result<Session> {
        let root = common.root.as_deref().map(|root| folder(root, "--root"));
        let icons = common.icons.iter().map(|icons| folder(icons, "--icons"));
        Ok(Session {
            reporter: reporter.clone(),
            root: root.transpose()?,
            icons: icons.collect::<Result<_>>()?,
            levels: common.levels(),
            is_strict: common.deny_warnings,
            here: env::current_dir().ok(),
        })
    }

    /// The working directory.
    pub(super) fn here(&self) -> Result<&Path> {
        self.here
            .as_deref()
            .context("cannot find the working directory")
    }

    /// How files are compiled.
    pub(super) fn options(&self) -> Result<Options<'static>> {
        Ok(self.options_in(self.here()?))
    }

    fn options_in(&self, working_directory: &Path) -> Options<'static> {
        Options {
            root: self.root.clone(),
            icons: self.icons.clone(),
            levels: self.levels.clone(),
            reader: &SharedIconReader,
            ..Options::new(&Disk, working_directory)
        }
    }

    /// Compiles a file.
    pub(super) fn compile(&self, file: &Path) -> Result<Compilation> {
        let working_directory = match &self.here {
            Some(here) => here,
            // Where the working directory is gone, a file that is named in full can still be compiled.
            None if file.is_absolute() => file.parent().unwrap_or(file),
            None => self.here()?,
        };
        let input = input::read(file, working_directory)?;
        let options = self.options_in(working_directory);
        compile(input, options).with_context(|| format!("cannot read `{}`", name_of(file)))
    }
}

/// A folder that an option names.
fn folder(path: &Path, option: &str) -> Result<PathBuf> {
    let named = path.display().to_string();
    let shown = printable(&named);
    if let Some(why) = NotAPath::of(&named).filter(|why| *why == NotAPath::Address) {
        bail!("cannot use `{option} {shown}`: {why}");
    }
    let folder =
        fs::canonicalize(path).with_context(|| format!("cannot use `{option} {shown}`"))?;
    if !folder.is_dir() {
        bail!("cannot use `{option} {shown}`: it is not a folder");
    }
    Ok(folder)
}
