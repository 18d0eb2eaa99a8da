//! The command line.
//!
//! The only place that knows arguments, standard streams and exit codes.

mod arguments;
mod caches;
mod catalogue;
mod check;
mod dot;
mod drawer;
mod exit;
mod explain;
mod fmt;
mod icon_index;
mod icon_process;
mod icons;
mod input;
mod lsp;
mod md;
mod mdbook;
mod output;
mod pandoc;
mod paths;
mod protect;
mod render;
mod report;
mod session;
mod shells;
mod signals;
mod suggestions;
mod table;
mod theme;
mod watch;

use std::process::ExitCode;

use anyhow::{Result, bail};

use arguments::{Arguments, Command};
use exit::{FAILED, USAGE, Usage};
use report::Reporter;
use session::Session;

/// Does what the arguments of this process ask for, and returns how it went.
pub fn run() -> ExitCode {
    if let Some(code) = icon_process::serve_if_icon_process() {
        return code;
    }
    let arguments = match Arguments::of_process() {
        Ok(arguments) => arguments,
        Err(error) => {
            if let Some(answer) = suggestions::answer(&error) {
                report::failed_usage(&answer);
                return ExitCode::from(USAGE);
            }
            let code = match report::usage(&error) {
                Ok(()) => error.exit_code() as u8,
                Err(failure) => {
                    Reporter::plain().failure(&failure);
                    FAILED
                }
            };
            return ExitCode::from(code);
        }
    };
    let reporter = Reporter::new(&arguments.compile.common);
    let code = command(&arguments, &reporter).unwrap_or_else(|error| {
        reporter.failure(&error);
        if error.is::<Usage>() { USAGE } else { FAILED }
    });
    ExitCode::from(code)
}

/// Runs the command that the arguments name, and returns the exit code.
fn command(arguments: &Arguments, reporter: &Reporter) -> Result<u8> {
    let session = || Session::new(&arguments.compile.common, reporter);
    match &arguments.command {
        Some(_) if arguments.compile.file.is_some() => {
            let line = suggestions::in_order().unwrap_or("certdot check tree.cert".to_owned());
            bail!(Usage(format!("files go after the command, as in `{line}`")))
        }
        Some(_) if arguments.compile.output.is_some() => {
            bail!(Usage(
                "`-o` goes after the command, as in `certdot render tree.cert -o tree.svg`".into()
            ))
        }
        None => dot::dot(&arguments.compile, &session()?),
        Some(Command::Render(drawing)) => render::render(drawing, &session()?),
        Some(Command::Icons { words, output }) => {
            icons::icons(words, output.as_deref(), &session()?)
        }
        Some(Command::Check { files }) => check::check(files, &session()?),
        Some(Command::Fmt { files, check, diff }) => {
            let mode = fmt::Mode {
                is_check: *check,
                is_diff: *diff,
            };
            fmt::fmt(files, mode, reporter)
        }
        Some(Command::Md(documents)) => md::md(documents, &session()?),
        Some(Command::Mdbook { words }) => mdbook::mdbook(words, &session()?),
        Some(Command::Pandoc(filter)) => pandoc::pandoc(filter, &session()?),
        Some(Command::Watch(watching)) => watch::watch(watching, session()?),
        Some(Command::Lsp) => lsp::lsp(session()?),
        Some(Command::Explain { word }) => explain::explain(word.as_deref()),
        Some(Command::Completions { shell }) => shells::completions(*shell),
        Some(Command::Man { command }) => shells::man(command.as_deref()),
        Some(Command::Catalogue { name }) => catalogue::catalogue(name.as_deref()),
    }
}
