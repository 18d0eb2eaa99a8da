//! Where the measuring is done: the folder of the inputs, and the programs that are needed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::Program;

/// A folder for the inputs, and the programs.
pub(crate) struct Workshop {
    folder: PathBuf,
    pub(crate) certdot: Program,
    /// This program, which runs single stages of the compiler.
    pub(crate) stages: Program,
    /// Graphviz's parser: reads DOT and counts what is in it.
    pub(crate) gc: Program,
    /// Graphviz's formatter: reads DOT and prints it.
    pub(crate) nop: Program,
}

impl Workshop {
    /// Looks for the programs, and tells which are missing.
    pub(crate) fn open() -> Result<Workshop, String> {
        let needed = [
            ("valgrind", "--version", "valgrind"),
            ("gc", "-?", "graphviz"),
            ("nop", "-?", "graphviz"),
        ];
        for (name, argument, package) in needed {
            if let Err(error) = Command::new(name).arg(argument).output() {
                return Err(format!(
                    "`{name}` cannot be started ({error}): install the package {package}"
                ));
            }
        }
        if fs::read_to_string("/proc/self/schedstat").is_err() {
            return Err(
                "CPU time is read from Linux's /proc/PID/schedstat, which is not there".into(),
            );
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("speed");
        fs::create_dir_all(&folder)
            .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        let this = std::env::current_exe()
            .map_err(|error| format!("cannot tell where this program is: {error}"))?;
        // As it is once installed. What a linker has written lies in memory in small pieces, which starting pays for.
        let installed = folder.join("certdot");
        fs::copy(env!("CARGO_BIN_EXE_certdot"), &installed)
            .map_err(|error| format!("cannot make {}: {error}", installed.display()))?;
        let program = |path: PathBuf| Program::new(path, folder.clone());
        Ok(Workshop {
            certdot: program(installed),
            stages: program(this),
            gc: program("gc".into()),
            nop: program("nop".into()),
            folder,
        })
    }

    /// Where something lies in the folder of the inputs.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Writes an input; programs run in its folder and find it by its name.
    pub(crate) fn write(&self, name: &str, text: &str) -> Result<(), String> {
        fs::write(self.folder.join(name), text)
            .map_err(|error| format!("cannot write {name}: {error}"))
    }

    /// A command that runs a script of the shell in the folder of the inputs. Caches lie there too.
    pub(crate) fn shell(&self, script: &str) -> Command {
        let mut command = Command::new("sh");
        command
            .args(["-c", script])
            .current_dir(&self.folder)
            .env("XDG_CACHE_HOME", self.folder.join("cache"));
        command
    }

    /// What certdot prints of a file, its icons kept in the folder of the inputs.
    pub(crate) fn certdot_in_shell(&self, file: &str) -> Result<Vec<u8>, String> {
        let script = format!("./certdot {file}");
        match self.shell(&script).output() {
            Ok(output) if output.status.success() => Ok(output.stdout),
            Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
            Err(error) => Err(format!("cannot start a shell: {error}")),
        }
    }

    /// Takes an input away: the largest is as large as all others together.
    pub(crate) fn remove(&self, name: &str) {
        // A file that stays is written over next time.
        let _ = fs::remove_file(self.folder.join(name));
    }
}
