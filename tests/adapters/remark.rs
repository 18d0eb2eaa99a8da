//! remark, MDX and Docusaurus: integrations/remark, whose own tests process pages.

use std::fs;

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

#[test]
fn docusaurus_builds_a_site() {
    const SITE: &str = "integrations/remark/docusaurus";
    if !has_packages(SITE) {
        return;
    }
    let folder = TempDir::new().unwrap();
    let built = folder.path().join("built");
    let mut build = npm(SITE, &["run", "build", "--", "--out-dir"]);
    build
        .arg(&built)
        .env("XDG_CACHE_HOME", folder.path().join("cache"))
        .env("DOCUSAURUS_UPDATE_NOTIFIER", "false");
    run(build);
    let page = |name: &str| fs::read_to_string(built.join(name)).unwrap();
    let documents = page("index.html");
    // In a block, in an admonition, and as an image; that in a line is an image still.
    assert_eq!(documents.matches("<figure class=\"certdot\"").count(), 3);
    for name in ["docker", "a &lt; b", "year"] {
        assert!(documents.contains(&format!(">{name}</text>")), "{name}");
    }
    assert!(documents.contains("<img") && documents.contains("data:image/svg+xml;base64,"));
    assert!(documents.contains("as &gt;&gt; written"));
    assert!(page("blog/2026/01/01/post/index.html").contains(">post</text>"));
}
