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
    assert_eq!(documents.matches("<figure class=\"certdot\"").count(), 4);
    for name in ["docker", "a &lt; b", "year"] {
        assert!(documents.contains(&format!(">{name}</text>")), "{name}");
    }
    assert!(documents.contains("<img") && documents.contains("data:image/svg+xml;base64,"));
    assert!(documents.contains("as &gt;&gt; written"));
    assert!(page("blog/2026/01/01/post/index.html").contains(">post</text>"));

    // Links in trees become what Docusaurus makes of a page's own, wherever the tree is shown.
    let links = |page: &str| -> Vec<String> {
        let links = page.split("<a xlink:href=\"").skip(1);
        let links = links.filter_map(|rest| rest.split('"').next());
        links.map(str::to_owned).collect()
    };
    let to_pages = ["/deep/other", "/deep/other?x=1&amp;y=2#part", "/elsewhere"];
    let cases = [
        (links(&documents), "trees/plain.html", &[][..]),
        (
            links(&page("deep/other/index.html")),
            "../trees/plain.html",
            &["/", "#part"],
        ),
    ];
    for (found, plain, own) in cases {
        let (pages, rest) = found.split_at(3);
        assert_eq!(pages, to_pages);
        let file = rest[0].strip_prefix("/assets/files/exam-");
        assert!(
            file.is_some_and(|name| name.ends_with(".pdf#page=2")),
            "{rest:?}"
        );
        assert_eq!(rest[1..3], ["https://example.org/x.md", plain]);
        assert_eq!(rest[3..], *own);
    }
}
