//! The command line.
//!
//! The only place that knows arguments, standard streams and exit codes.

mod arguments;
mod draw;
mod explain;
mod input;
mod output;
mod report;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

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
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and versions come this way too, with code 0. A reader that went away is no error.
            let _ = error.print();
            return ExitCode::from(error.exit_code() as u8);
        }
    };
    let reporter = Reporter::new(&arguments.common);
    let code = done(&arguments, &reporter).unwrap_or_else(|error| {
        reporter.failure(&error);
        FAILED
    });
    ExitCode::from(code)
}

fn done(arguments: &Arguments, reporter: &Reporter) -> Result<u8> {
    match &arguments.command {
        Some(Command::Check { files }) => draw::check(files, &arguments.common, reporter),
        Some(Command::Explain { code }) => explain::explain(code.as_deref()),
        None => draw::draw(arguments, reporter),
    }
}
