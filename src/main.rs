//! The program `certdot`: see [`certdot::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    certdot::cli::run()
}
