//! A reader's folder: the samples and the files that a page has named lie in it, and its commands are run there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use certdot::compile::{Compilation, Input, Options, compile};
use certdot::source::Disk;
use tempfile::TempDir;

use crate::blocks::{Block, root};

pub struct Desk(TempDir);

impl Desk {
    /// With the samples, once as they lie in the project and once at hand, and with the `file=` blocks of a page.
    pub fn new(blocks: &[Block]) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        for folder in ["samples", "."] {
            copy(&root().join("samples"), &desk.path(folder));
        }
        for block in blocks {
            if let Some(name) = block.option("file") {
                fs::write(desk.path(name), &block.text).unwrap();
            }
        }
        desk
    }

    /// An empty folder, but for the samples as they lie in the project.
    pub fn empty() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        copy(&root().join("samples"), &desk.path("samples"));
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Compiles a block under the name that its page gives it.
    pub fn compile(&self, block: &Block) -> Compilation {
        let name = block.option("file").unwrap_or("tree.cert");
        let input = Input {
            name: name.into(),
            path: self.path(name),
            bytes: block.text.clone().into(),
        };
        let options = Options::new(&Disk, self.0.path());
        compile(input, options).unwrap()
    }

    /// Runs lines of shell, up to the first that fails. Whether none did, and all that was printed.
    pub fn shell(&self, lines: &str) -> (bool, String) {
        let certdot = Path::new(env!("CARGO_BIN_EXE_certdot"));
        let mut path = certdot.parent().unwrap().as_os_str().to_owned();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        let output = Command::new("sh")
            .args(["-e", "-c", &format!("exec 2>&1\n{lines}")])
            .current_dir(self.0.path())
            .env("PATH", path)
            .env("XDG_CACHE_HOME", self.path(".cache"))
            .env_remove("CLICOLOR_FORCE")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        // Pictures are told apart by their names, not by what is in them.
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).into_owned(),
        )
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap().path();
        let copied = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &copied);
        } else {
            fs::copy(&entry, copied).unwrap();
        }
    }
}
