//! The packages for Python, as pip installs them: the program comes with the plugins, which find it beside their Python.

#![cfg(unix)]

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::tool::{python, root, run};

/// Builds the wheel of a folder of this project.
fn wheel(python: &Path, folder: &str, wheels: &Path) {
    let usual = env::var_os("PATH").unwrap_or_default();
    let scripts = python.parent().map(Path::to_path_buf);
    let paths = scripts.into_iter().chain(env::split_paths(&usual));
    let mut pip = Command::new(python);
    pip.args([
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
    ])
    .arg("--wheel-dir")
    .arg(wheels)
    .arg(root().join(folder))
    // What builds wheels is found there.
    .env("PATH", env::join_paths(paths).unwrap())
    // Built apart, quickly rather than well: the other tests run the program that is there already.
    .env("CARGO_TARGET_DIR", root().join("target/wheel"))
    .env("CARGO_PROFILE_DEV_DEBUG", "false")
    .env("MATURIN_PEP517_ARGS", "--profile dev --locked");
    run(pip);
}

/// The folder in which a Python has its packages.
fn packages_of(python: &Path) -> String {
    let question = "import sysconfig; print(sysconfig.get_path('purelib'), end='')";
    let mut command = Command::new(python);
    command.args(["-c", question]);
    String::from_utf8(run(command).stdout).unwrap()
}

#[test]
fn packages_bring_what_they_need() {
    let Some(python) = python("pip, maturin, flit_core, mkdocs, sphinx") else {
        return;
    };
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    for package in ["", "integrations/mkdocs", "integrations/sphinx"] {
        wheel(&python, package, &path("wheels"));
    }

    // An environment of its own, with what these depend on from that of the tests.
    let mut environment = Command::new(&python);
    environment
        .args(["-m", "venv", "--without-pip"])
        .arg(path("env"));
    run(environment);
    let own = path("env/bin/python");
    let others = packages_of(&python);
    fs::write(Path::new(&packages_of(&own)).join("others.pth"), others).unwrap();
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "--python"])
        .arg(&own)
        .args([
            "install",
            "--quiet",
            "--no-index",
            "--no-deps",
            "--ignore-installed",
        ])
        .args(
            fs::read_dir(path("wheels"))
                .unwrap()
                .map(|wheel| wheel.unwrap().path()),
        );
    run(pip);
    let mut check = Command::new(&own);
    check.args(["-m", "pip", "check"]);
    run(check);

    // Nothing else is to be found: neither another certdot nor Graphviz.
    let alone = |arguments: &[&str]| {
        let mut command = Command::new(&own);
        command
            .args(arguments)
            .current_dir(folder.path())
            .env_clear()
            .env("HOME", folder.path())
            .env("PATH", "");
        run(command);
    };
    for (file, text) in [
        ("mkdocs.yml", "site_name: Site\nplugins: [certdot]\n"),
        ("docs/index.md", "# Trees\n\n```cert\nmkdocs >> tree\n```\n"),
        ("sphinx/conf.py", "extensions = ['sphinx_certdot']\n"),
        (
            "sphinx/index.rst",
            "Trees\n=====\n\n.. cert::\n\n   sphinx >> tree\n",
        ),
    ] {
        fs::create_dir_all(path(file).parent().unwrap()).unwrap();
        fs::write(path(file), text).unwrap();
    }
    alone(&["-m", "mkdocs", "build", "--quiet", "--strict"]);
    alone(&["-m", "sphinx", "-q", "-W", "sphinx", "html"]);
    for (page, word) in [
        ("site/index.html", ">mkdocs</text>"),
        ("html/index.html", ">sphinx</text>"),
    ] {
        assert!(
            fs::read_to_string(path(page)).unwrap().contains(word),
            "{page}"
        );
    }
}
