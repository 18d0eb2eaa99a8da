//! The command line.
//!
//! The only place that knows arguments, standard streams and exit codes.

mod apart;
mod arguments;
mod caches;
mod catalogue;
mod documents;
pub mod doors;
mod draw;
mod engines;
mod exchange;
mod explain;
mod fmt;
mod folder;
mod icons;
mod input;
mod lsp;
mod md;
mod mdbook;
mod meant;
mod output;
mod page_ids;
mod pandoc;
mod render;
mod report;
mod shells;
mod shelf;
mod table;
mod watch;

use std::process::ExitCode;

use anyhow::{Result, bail};

use arguments::{Arguments, Command};
use report::Reporter;

/// Everything done; warnings allowed.
const DONE: u8 = 0;
/// The input's fault, or the system's.
const FAILED: u8 = 1;
/// The arguments' fault.
const USAGE: u8 = 2;

/// Does what the arguments of this process say, and tells how it went.
pub fn run() -> ExitCode {
    if let Some(code) = apart::answered() {
        return code;
    }
    let arguments = match Arguments::of_process() {
        Ok(arguments) => arguments,
        Err(error) => {
            if let Some(answer) = meant::answer(&error) {
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
    let code = done(&arguments, &reporter).unwrap_or_else(|error| {
        reporter.failure(&error);
        if error.is::<Usage>() { USAGE } else { FAILED }
    });
    ExitCode::from(code)
}

/// The arguments are wrong in a way that only their meaning shows.
#[derive(Debug)]
struct Usage(String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

fn done(arguments: &Arguments, reporter: &Reporter) -> Result<u8> {
    match &arguments.command {
        Some(_) if arguments.compile.file.is_some() => {
            let line = meant::in_order().unwrap_or("certdot check tree.cert".to_owned());
            bail!(Usage(format!(
                "files stand after the command, as in `{line}`"
            )))
        }
        Some(_) if arguments.compile.output.is_some() => {
            bail!(Usage(
                "`-o` stands after the command, as in `certdot render tree.cert -o tree.svg`"
                    .into()
            ))
        }
        Some(Command::Render(drawing)) => {
            render::render(drawing, &arguments.compile.common, reporter)
        }
        Some(Command::Icons { words, output }) => icons::icons(
            words,
            output.as_deref(),
            &arguments.compile.common,
            reporter,
        ),
        Some(Command::Check { files }) => draw::check(files, &arguments.compile.common, reporter),
        Some(Command::Fmt { files, check, diff }) => {
            let mode = fmt::Mode {
                is_check: *check,
                is_diff: *diff,
            };
            fmt::fmt(files, mode, reporter)
        }
        Some(Command::Md(documents)) => md::md(documents, &arguments.compile.common, reporter),
        Some(Command::Mdbook { words }) => {
            mdbook::mdbook(words, &arguments.compile.common, reporter)
        }
        Some(Command::Pandoc(filter)) => {
            pandoc::pandoc(filter, &arguments.compile.common, reporter)
        }
        Some(Command::Watch(watching)) => {
            watch::watch(watching, &arguments.compile.common, reporter)
        }
        Some(Command::Lsp) => lsp::lsp(&arguments.compile.common),
        Some(Command::Explain { word }) => explain::explain(word.as_deref()),
        Some(Command::Completions { shell }) => shells::completions(*shell),
        Some(Command::Man { command }) => shells::man(command.as_deref()),
        Some(Command::Catalogue { name }) => catalogue::catalogue(name.as_deref()),
        None => draw::draw(&arguments.compile, reporter),
    }
}
