//! remark and MDX: integrations/remark, whose own tests process pages.

use tempfile::TempDir;

use crate::tool::{has_packages, npm, run};

#[test]
fn its_own_tests_pass() {
    if has_packages("integrations/remark") {
        let cache = TempDir::new().unwrap();
        let mut tests = npm("integrations/remark", &["test"]);
        tests.env("XDG_CACHE_HOME", cache.path());
        run(tests);
    }
}
