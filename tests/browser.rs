//! The live page in a browser: the tests in `tests/browser` pass.
//!
//! On a machine without Node.js or Chromium this is passed over, and says so; where `CI` is set, it fails.

#[path = "adapters/tool.rs"]
mod tool;

use tool::{has_packages, is_here, npm, run};

#[test]
fn the_live_page_follows_its_file() {
    if is_here("chromium", &["--version"]) && has_packages("tests/browser") {
        run(npm("tests/browser", &["test"]));
    }
}
