//! remark and MDX: integrations/remark, whose own tests process pages.

use std::fs;

use tempfile::TempDir;

use crate::tool::{command, is_here, root, run};

#[test]
fn its_own_tests_pass() {
    let both = ["node", "npm"].map(|tool| is_here(tool, &["--version"]));
    if both.contains(&false) {
        return;
    }
    let plugin = root().join("integrations/remark");
    let folder = TempDir::new().unwrap();
    let npm = |arguments: &[&str]| {
        let mut npm = command("npm", folder.path());
        npm.args(arguments).current_dir(&plugin);
        run(npm)
    };
    let changed = |name: &str| fs::metadata(plugin.join(name))?.modified();
    let installed = changed("node_modules/.package-lock.json");
    if installed.is_err() || installed.unwrap() < changed("package-lock.json").unwrap() {
        npm(&["ci"]);
    }
    npm(&["test"]);
}
