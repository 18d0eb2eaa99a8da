//! `certdot completions` and `certdot man`: the command line for shells and for `man`.

use anyhow::{Context, Result, bail};
use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::arguments::Arguments;
use super::exit::{DONE, Usage};
use super::output::Output;
use super::suggestions;
use crate::diagnostics::render::printable;

/// `certdot completions SHELL`
pub(super) fn completions(shell: Shell) -> Result<u8> {
    let mut script = Vec::new();
    let mut command = Arguments::command();
    clap_complete::generate(shell, &mut command, "certdot", &mut script);
    Output::Standard.write(|out| out.write_all(&script))?;
    Ok(DONE)
}

/// `certdot man [COMMAND]`
pub(super) fn man(name: Option<&str>) -> Result<u8> {
    let mut root = Arguments::command();
    root.build();
    let command = match name {
        None => root,
        Some(name) => command_named(&root, name)?,
    };
    let mut page = Vec::new();
    Man::new(command)
        .source(concat!("certdot ", env!("CARGO_PKG_VERSION")))
        .manual("User Commands")
        .render(&mut page)
        .context("cannot write the page")?;
    Output::Standard.write(|out| out.write_all(&page))?;
    Ok(DONE)
}

/// The command of this name.
fn command_named(root: &Command, name: &str) -> Result<Command> {
    let Some(command) = root.find_subcommand(name) else {
        let line = |command: &str| Some(format!("certdot man {command}"));
        if let Some(answer) = suggestions::named_otherwise(name, &line) {
            bail!(Usage(answer));
        }
        let meant = suggestions::near(name)
            .map_or(String::new(), |meant| format!("; did you mean `{meant}`?"));
        let shown = printable(name);
        bail!(Usage(format!("there is no command `{shown}`{meant}")));
    };
    Ok(command.clone())
}
