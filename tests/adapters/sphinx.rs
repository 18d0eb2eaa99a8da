//! Sphinx and MyST: integrations/sphinx, whose own tests build projects.

use tempfile::TempDir;

use crate::tool::{command, is_here, root, run};

#[test]
fn its_own_tests_pass() {
    let python = root().join("target/python/bin/python");
    if !is_here(&python, &["-c", "import sphinx, myst_parser, pytest"]) {
        return;
    }
    let folder = TempDir::new().unwrap();
    let mut tests = command(&python, folder.path());
    tests
        .args(["-B", "-m", "pytest", "-q"])
        .arg("--basetemp")
        .arg(folder.path().join("projects"))
        .current_dir(root().join("integrations/sphinx"));
    run(tests);
}
