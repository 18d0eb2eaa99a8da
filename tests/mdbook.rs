//! `certdot mdbook`: books of mdBook's get their pictures, from mdBook itself where it is here.
//!
//! On a machine without mdBook its part is passed over, and says so; where `CI` is set, it fails.

#[path = "adapters/tool.rs"]
mod tool;

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;
use tool::{command, is_here};

const BOOK: &str =
    "# My book.\n[book]\ntitle = \"Trees\" # all of them\nsrc = \"pages\"\n\n[output.html]\n";
const ONE: &str = "# One\n\n```cert\nuse aws\nsa_assoc >> dive >> security\n```\n\nText.\n";
const TWO: &str =
    "# Two\n\n- item\n\n  ```cert\n  use \"t.cert\"\n  b >> c\n  ```\n\n![A tree](t.cert)\n";

/// A book with two chapters, one in the other, and a draft.
fn book(two: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in [
        ("book.toml", BOOK),
        (
            "pages/SUMMARY.md",
            "# Summary\n\n- [One](one.md)\n  - [Two](sub/two.md)\n- [Draft]()\n",
        ),
        ("pages/one.md", ONE),
        ("pages/sub/two.md", two),
        ("pages/sub/t.cert", "a >> b\n"),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn certdot(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_certdot"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn it_is_put_into_book_toml_and_all_else_stays() {
    let folder = book(TWO);
    let installed = certdot(folder.path(), &["mdbook", "install"], "");
    assert!(installed.status.success(), "{installed:?}");
    let toml = fs::read_to_string(folder.path().join("book.toml")).unwrap();
    assert_eq!(
        toml,
        format!("{BOOK}\n[preprocessor.certdot]\ncommand = \"certdot mdbook\"\n")
    );
    let again = certdot(folder.path(), &["mdbook", "install", "."], "");
    assert!(again.status.success());
    assert_eq!(
        fs::read_to_string(folder.path().join("book.toml")).unwrap(),
        toml
    );
    let nowhere = certdot(folder.path(), &["mdbook", "install", "pages"], "");
    assert_eq!(nowhere.status.code(), Some(2));
    fs::write(folder.path().join("book.toml"), "[book\n").unwrap();
    let broken = certdot(folder.path(), &["mdbook", "install"], "");
    assert_eq!(broken.status.code(), Some(1));
    assert_eq!(
        fs::read_to_string(folder.path().join("book.toml")).unwrap(),
        "[book\n"
    );
}

#[test]
fn only_html_is_supported() {
    let folder = book(TWO);
    for (renderer, code) in [("html", 0), ("epub", 1), ("markdown", 1)] {
        let answer = certdot(folder.path(), &["mdbook", "supports", renderer], "");
        assert_eq!(answer.status.code(), Some(code), "{renderer}");
    }
}

/// What mdBook sends, with chapters under the word of one of its versions.
fn request(folder: &Path, chapters: &str, config: Value, two: &str) -> String {
    let chapter = |name: &str, content: &str, path: Value, inner: Value| {
        json!({ "Chapter": {
            "name": name, "content": content, "number": null, "sub_items": inner, "path": path, "source_path": path,
            "parent_names": [],
        }})
    };
    let inner = json!([chapter("Two", two, json!("sub/two.md"), json!([]))]);
    let context = json!({
        "root": folder,
        "config": { "book": { "src": "pages" }, "preprocessor": { "certdot": config } },
        "renderer": "html",
        "mdbook_version": "0.4.40",
    });
    let book = json!({
        chapters: [
            chapter("One", ONE, json!("one.md"), inner),
            "Separator",
            { "PartTitle": "Part" },
            chapter("Draft", "", Value::Null, json!([])),
        ],
        "__non_exhaustive": null,
    });
    json!([context, book]).to_string()
}

#[test]
fn chapters_of_both_versions_get_their_pictures() {
    let folder = book(TWO);
    for chapters in ["sections", "items"] {
        let request = request(folder.path(), chapters, json!({}), TWO);
        let answer = certdot(folder.path(), &["mdbook"], &request);
        assert!(answer.status.success(), "{answer:?}");
        let sent: Value = serde_json::from_str(&request).unwrap();
        let mut book: Value = serde_json::from_slice(&answer.stdout).unwrap();
        let one = book[chapters][0]["Chapter"]["content"].take();
        let two = book[chapters][0]["Chapter"]["sub_items"][0]["Chapter"]["content"].take();
        assert_eq!(one.as_str().unwrap().matches("<svg ").count(), 1);
        assert_eq!(two.as_str().unwrap().matches("<svg ").count(), 2);
        assert!(
            one.as_str()
                .unwrap()
                .contains("<style>:is(html.navy,html.coal,html.ayu) #")
        );
        // All else is as it was sent.
        book[chapters][0]["Chapter"]["content"] = ONE.into();
        book[chapters][0]["Chapter"]["sub_items"][0]["Chapter"]["content"] = TWO.into();
        assert_eq!(book, sent[1]);
    }
}

#[test]
fn links_lead_to_what_chapters_become() {
    let two = "# Two\n\n```cert\nnode a [url=\"../one.md#part\"]\nnode b [url=\"x/README.md?q\"]\nnode c [url=\"c.html\"]\n\
               node d [url=\"/d.md\"]\nnode e [url=\"https://x.y/e.md\"]\nnode f [url=\"f.md.txt\"]\n```\n\n\
               ![A tree](../trees/t.cert)\n";
    let folder = book(two);
    fs::create_dir(folder.path().join("pages/trees")).unwrap();
    let tree = "node a [url=\"../one.md\"]\nnode b [url=\"b.pdf\"]\n";
    fs::write(folder.path().join("pages/trees/t.cert"), tree).unwrap();
    let request = request(folder.path(), "items", json!({}), two);
    let answer = certdot(folder.path(), &["mdbook"], &request);
    let book: Value = serde_json::from_slice(&answer.stdout).unwrap();
    let text = &book["items"][0]["Chapter"]["sub_items"][0]["Chapter"]["content"];
    let links: Vec<&str> = text
        .as_str()
        .unwrap()
        .split("<a xlink:href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(
        links,
        [
            "../one.html#part",
            "x/index.html?q",
            "c.html",
            "/d.md",
            "https://x.y/e.md",
            "f.md.txt",
            "../one.html",
            "../trees/b.pdf"
        ]
    );
}

#[test]
fn a_mistake_is_told_with_its_place_and_fails_only_if_that_is_wanted() {
    let wrong = "# Two\n\n```cert\na -> b\n```\n";
    let folder = book(wrong);
    let answer = certdot(
        folder.path(),
        &["mdbook"],
        &request(folder.path(), "items", json!({}), wrong),
    );
    assert!(answer.status.success());
    let told = String::from_utf8(answer.stderr).unwrap();
    assert!(told.contains("two.md:4:3\n"), "{told}");
    assert!(
        String::from_utf8(answer.stdout)
            .unwrap()
            .contains("certdot-error")
    );
    let strict = request(folder.path(), "items", json!({ "strict": true }), wrong);
    let answer = certdot(folder.path(), &["mdbook"], &strict);
    assert_eq!((answer.status.code(), answer.stdout.len()), (Some(1), 0));
    let answer = certdot(folder.path(), &["mdbook"], "no book");
    assert_eq!(answer.status.code(), Some(1));
}

#[test]
fn nothing_outside_the_book_is_read() {
    let page = "```cert\nuse \"../../secret.cert\"\n```\n";
    let folder = book(page);
    let book = folder.path().join("pages");
    fs::write(folder.path().join("secret.cert"), "secret >> tree\n").unwrap();
    // The book is the folder `pages` now.
    let mut request: Value =
        serde_json::from_str(&request(&book, "items", json!({}), page)).unwrap();
    request[0]["config"]["book"]["src"] = ".".into();
    let answer = certdot(folder.path(), &["mdbook"], &request.to_string());
    let told = String::from_utf8(answer.stderr).unwrap();
    assert!(told.contains("E0302") && !told.contains("tree"), "{told}");
}

#[test]
fn a_real_book_is_built() {
    if !is_here("mdbook", &["--version"]) {
        return;
    }
    let folder = book(TWO);
    assert!(
        certdot(folder.path(), &["mdbook", "install"], "")
            .status
            .success()
    );
    let built = command("mdbook", &folder.path().join("cache"))
        .arg("build")
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    let page = |name: &str| fs::read_to_string(folder.path().join("book").join(name)).unwrap();
    let figures = |page: &str| page.matches("<figure class=\"certdot\"").count();
    assert_eq!(figures(&page("one.html")), 1);
    assert_eq!(figures(&page("sub/two.html")), 2);
    assert!(
        !page("one.html").contains("sa_assoc &gt;&gt;"),
        "no block is left as code"
    );
    assert_eq!(figures(&page("print.html")), 3);
}
