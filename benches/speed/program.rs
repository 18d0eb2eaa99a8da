//! A program that is measured.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A program and the folder that it runs in.
pub(crate) struct Program {
    path: PathBuf,
    folder: PathBuf,
}

impl Program {
    pub(crate) fn new(path: PathBuf, folder: PathBuf) -> Program {
        Program { path, folder }
    }

    /// A command that runs it.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.path);
        command.args(arguments);
        self.settle(command)
    }

    /// A command that runs it under another program.
    pub(crate) fn command_under(
        &self,
        other: &str,
        options: &[&str],
        arguments: &[&str],
    ) -> Command {
        let mut command = Command::new(other);
        command.args(options).arg(&self.path).args(arguments);
        self.settle(command)
    }

    /// The environment is nearly empty, because the loader's work grows with it.
    fn settle(&self, mut command: Command) -> Command {
        command
            .current_dir(&self.folder)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .stdin(Stdio::null());
        command
    }

    /// Runs it to its end, without measuring.
    pub(crate) fn output(&self, arguments: &[&str]) -> Result<Output, String> {
        self.command(arguments)
            .output()
            .map_err(|error| format!("cannot start {}: {error}", self.path.display()))
    }

    /// What it prints, given that it succeeds and has nothing to say about the input.
    pub(crate) fn printed(&self, arguments: &[&str]) -> Result<Vec<u8>, String> {
        let output = self.output(arguments)?;
        if output.status.success() && output.stderr.is_empty() {
            return Ok(output.stdout);
        }
        Err(format!(
            "{} {} was to run without a word, and did not:\n{}",
            self.path.display(),
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        ))
    }
}
