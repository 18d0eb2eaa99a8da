//! The live page in a browser: the tests in `tests/browser` pass.
//!
//! On a machine without Node.js or Chromium this is passed over, and says so; where `CI` is set, it fails.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

fn npm(arguments: &[&str]) -> Command {
    let mut npm = Command::new("npm");
    npm.args(arguments).current_dir(tests());
    npm
}

/// Whether the tools are here, with the packages that the lock file names.
fn is_ready() -> bool {
    let is_here = |name: &&str| Command::new(name).arg("--version").output().is_ok();
    let missing: Vec<&str> = ["node", "npm", "chromium"]
        .into_iter()
        .filter(|name| !is_here(name))
        .collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        assert!(
            env::var_os("CI").is_none(),
            "this test needs {missing}: run `bash tests/run`, which installs them"
        );
        eprintln!("{missing}: not here, so that the live page is not tested");
        return false;
    }
    let changed = |name: &str| fs::metadata(tests().join(name))?.modified();
    let installed = changed("node_modules/.package-lock.json");
    if installed.is_err() || installed.unwrap() < changed("package-lock.json").unwrap() {
        run(npm(&["ci"]));
    }
    true
}

/// Runs a command to its good end.
fn run(mut command: Command) {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}\n{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_live_page_follows_its_file() {
    if is_ready() {
        let mut test = npm(&["test"]);
        test.env("CERTDOT_PROGRAM", env!("CARGO_BIN_EXE_certdot"));
        run(test);
    }
}
