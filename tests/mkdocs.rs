//! The plugin for MkDocs, in the sites of MkDocs and of Zensical.
//!
//! The tests are in `integrations/mkdocs/tests`, in Python. On a machine that lacks their packages they are passed over,
//! which is said; where `CI` is set, that is a failure.

#![cfg(unix)]

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The Python that has the plugin and what builds sites: the one that `tests/run` sets up or, failing that, the system's.
fn python() -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/python/bin/python");
    let all = [own, PathBuf::from("python3")];
    all.into_iter().find(|python| {
        let tried = Command::new(python)
            .args(["-c", "import pytest, material, zensical, mkdocs_certdot"])
            .output();
        tried.is_ok_and(|output| output.status.success())
    })
}

#[test]
fn sites_are_built_with_their_trees() {
    let Some(python) = python() else {
        assert!(
            env::var_os("CI").is_none(),
            "this test needs MkDocs and Zensical: run `bash tests/run`, which installs them"
        );
        eprintln!("MkDocs or Zensical is not here: the plugin for them is not tested");
        return;
    };
    let output = Command::new(python)
        .args(["-m", "pytest", "-q", "--tb=short", "--durations=3"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("integrations/mkdocs/tests"))
        .env("CERTDOT", env!("CARGO_BIN_EXE_certdot"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        // What a developer has set for pytest is not for these.
        .env_remove("PYTEST_ADDOPTS")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
