//! A folder with files in it, and the program run there.

use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder that goes when it is dropped, and another that is the program's cache.
pub struct Folder(TempDir, TempDir);

/// How a run ended.
#[derive(Debug)]
pub struct Outcome {
    /// The exit code; none if a signal ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    pub fn of(output: Output) -> Outcome {
        Outcome {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// It drew, and had nothing to say.
    #[track_caller]
    pub fn assert_drawn(&self) {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""), "{self:?}");
        assert!(self.stdout.starts_with("digraph "), "{self:?}");
    }

    /// It printed nothing on standard output, ended with this code, and said this somewhere in its message.
    #[track_caller]
    pub fn assert_refused(&self, code: i32, words: &str) {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert_eq!(self.stdout, "", "{self:?}");
        assert!(self.stderr.contains(words), "{words}: {self:?}");
    }
}

impl Folder {
    pub fn new(files: &[(&str, &str)]) -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (name, text) in files {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of all that is in it, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// A command in this folder that finds the program as `certdot`, with nothing in the environment that bears on it.
    pub fn command(&self, program: &str) -> Command {
        let certdot = Path::new(env!("CARGO_BIN_EXE_certdot"));
        let mut path = certdot.parent().unwrap().as_os_str().to_owned();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        let mut command = Command::new(program);
        command
            .current_dir(self.0.path())
            .env("PATH", path)
            .env("TERM", "xterm")
            .env("XDG_CACHE_HOME", self.1.path())
            .stdin(Stdio::null());
        for name in ["CI", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    /// Puts an executable script there.
    pub fn script(&self, name: &str, lines: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
        fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
    }

    pub fn run(&self, arguments: &[&str]) -> Outcome {
        let mut command = self.command(env!("CARGO_BIN_EXE_certdot"));
        Outcome::of(command.args(arguments).output().unwrap())
    }

    /// The program with something piped in.
    pub fn pipe(&self, input: impl AsRef<[u8]>, arguments: &[&str]) -> Outcome {
        let mut child = self
            .command(env!("CARGO_BIN_EXE_certdot"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // It may have gone before it has read all, having seen that its arguments are wrong.
        let _ = child.stdin.take().unwrap().write_all(input.as_ref());
        Outcome::of(child.wait_with_output().unwrap())
    }

    /// A line of shell.
    pub fn shell(&self, line: &str) -> Outcome {
        Outcome::of(self.command("sh").args(["-c", line]).output().unwrap())
    }

    /// A line of shell whose three streams are a terminal. What it printed, and its exit code.
    pub fn terminal(&self, line: &str) -> (String, Option<i32>) {
        let output = self
            .command("script")
            .args(["--quiet", "--return", "--command", line, "/dev/null"])
            .output()
            .expect("this test needs `script`: run `bash tests/run`, which installs it");
        let shown = String::from_utf8(output.stdout).unwrap();
        (shown.replace("\r\n", "\n"), output.status.code())
    }
}
