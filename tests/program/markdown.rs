//! `certdot md`: trees in Markdown become pictures; `check` and `fmt` take Markdown too.

use serde_json::{Value, json};

use crate::folder::Folder;

const PAGE: &str = "\
# A page

```cert
a >> b
```

> ```cert
> use \"sub/used.cert\"
> c >> d
> ```

See ![inline](sub/used.cert) here.

![An *other* tree](sub/used.cert)

```cert source
left >> alone
```
";

const USED: (&str, &str) = ("sub/used.cert", "linux >> docker\n");

#[test]
fn pictures_take_the_place_of_trees_and_nothing_else_changes() {
    let folder = Folder::new(&[("page.md", PAGE), USED]);
    let outcome = folder.run(&["md", "page.md"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    let begins = |line: usize, with: &str| {
        assert!(
            lines[line].starts_with(with),
            "{line}: {}",
            &lines[line][..80.min(lines[line].len())]
        );
    };
    assert_eq!(lines[..2], ["# A page", ""]);
    begins(
        2,
        "<figure class=\"certdot\" style=\"margin-inline:0\"><svg ",
    );
    assert_eq!(lines[3], "");
    begins(
        4,
        "> <figure class=\"certdot\" style=\"margin-inline:0\"><svg ",
    );
    begins(
        6,
        "See <img class=\"certdot\" src=\"data:image/svg+xml;base64,",
    );
    assert!(lines[6].ends_with("\" alt=\"inline\"> here."));
    begins(
        8,
        "<figure class=\"certdot\" role=\"img\" aria-label=\"An other tree\" style=\"margin-inline:0\"><svg ",
    );
    assert_eq!(lines[9..], ["", "```cert source", "left >> alone", "```"]);
    for (line, node) in [(2, ">a</"), (4, ">docker</"), (4, ">d</"), (8, ">linux</")] {
        assert!(lines[line].contains(node), "{node}");
    }
}

#[test]
fn the_same_picture_twice_has_ids_of_its_own_each_time() {
    let folder = Folder::new(&[("p.md", "```cert\na >> b\n```\n\n```cert\na >> b\n```\n")]);
    let page = folder.run(&["md", "p.md"]).stdout;
    let mut ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let count = ids.len();
    assert!(count > 4);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "no id is there twice");
}

#[test]
fn pictures_go_into_files_named_by_what_is_in_them() {
    let folder = Folder::new(&[("docs/page.md", PAGE), ("docs/sub/used.cert", USED.1)]);
    let outcome = folder.run(&[
        "md",
        "docs/page.md",
        "-o",
        "site/page.md",
        "--assets",
        "site/img",
    ]);
    assert_eq!(
        (outcome.code, outcome.stderr.as_str()),
        (Some(0), "4 trees in 1 page\n")
    );
    let page = folder.text("site/page.md");
    let names: Vec<String> = std::fs::read_dir(folder.path("site/img"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        names.len(),
        3,
        "the file that is shown twice is drawn once: {names:?}"
    );
    for name in &names {
        assert!(
            name.starts_with("cert-") && name.ends_with(".svg"),
            "{name}"
        );
        assert!(page.contains(&format!("img/{name}")), "{name}");
    }
    assert!(page.contains("\n![An other tree](<img/cert-"), "{page}");
    let again = folder.run(&[
        "md",
        "docs/page.md",
        "-o",
        "site/page.md",
        "--assets",
        "site/img",
    ]);
    assert_eq!(again.code, Some(0));
    assert_eq!(folder.text("site/page.md"), page);
    let png = folder.run(&[
        "md",
        "docs/page.md",
        "-o",
        "o.md",
        "--assets",
        "img",
        "-T",
        "png",
    ]);
    assert_eq!(png.code, Some(0));
    assert!(folder.text("o.md").contains(".png>)"));
}

#[test]
fn many_pages_go_into_a_folder_as_they_lie() {
    let tree = "```cert\na >> b\n```\n";
    let folder = Folder::new(&[("docs/one.md", tree), ("docs/sub/two.md", tree)]);
    let outcome = folder.run(&["md", "docs/one.md", "docs/sub/two.md", "-o", "site"]);
    assert_eq!(
        (outcome.code, outcome.stderr.as_str()),
        (Some(0), "2 trees in 2 pages\n")
    );
    for page in ["site/one.md", "site/sub/two.md"] {
        assert!(folder.text(page).contains("<svg "), "{page}");
    }
    let refused = folder.run(&["md", "docs/one.md", "docs/sub/two.md"]);
    refused.assert_refused(2, "several pages need a folder: name one with `-o DIR`");
}

#[test]
fn each_page_is_told_its_own_way_to_the_pictures() {
    let tree = "```cert\na >> b\n```\n";
    let folder = Folder::new(&[("x.md", tree), ("sub/x.md", tree)]);
    let arguments = [
        "md", "x.md", "sub/x.md", "-o", "site", "--assets", "site/img",
    ];
    assert_eq!(folder.run(&arguments).code, Some(0));
    assert!(folder.text("site/x.md").contains("](<img/cert-"));
    assert!(folder.text("site/sub/x.md").contains("](<../img/cert-"));
}

#[test]
fn pages_lie_in_the_folder_however_they_are_named() {
    let tree = "```cert\na >> b\n```\n";
    let folder = Folder::new(&[("docs/one.md", tree), ("docs/sub/two.md", tree)]);
    let absolute = folder.path("docs/one.md");
    let arguments = [
        "md",
        absolute.to_str().unwrap(),
        "docs/../docs/sub/two.md",
        "-o",
        "site",
    ];
    let outcome = folder.run(&arguments);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    for page in ["site/one.md", "site/sub/two.md"] {
        assert!(folder.text(page).contains("<svg "), "{page}");
    }
}

#[test]
fn what_is_read_is_not_written_over() {
    let tree = "```cert\na >> b\n```\n\n![b](b.cert)\n";
    let files = [
        ("docs/one.md", tree),
        ("docs/two.md", "Text.\n"),
        ("docs/b.cert", "b\n"),
    ];
    let folder = Folder::new(&files);
    for (arguments, name) in [
        (
            vec!["md", "docs/one.md", "-o", "docs/one.md"],
            "docs/one.md",
        ),
        (
            vec!["md", "docs/two.md", "docs/one.md", "-o", "docs"],
            "docs/two.md",
        ),
        (
            vec!["md", "docs/one.md", "-o", "docs/b.cert"],
            "docs/b.cert",
        ),
    ] {
        let message =
            format!("`{name}` is an input and would be overwritten: name another file with `-o`");
        folder.run(&arguments).assert_refused(1, &message);
        for (file, text) in files {
            assert_eq!(folder.text(file), text, "{file}");
        }
    }
}

const WRONG: &str = "\
```cert
a >> b
```

- list

  ```cert
  a -> b
  ```

![gone](gone.cert)

```cert
c >> d
```
";

#[test]
fn what_is_wrong_is_told_and_shown_and_loses_no_other_picture() {
    let folder = Folder::new(&[("page.md", WRONG)]);
    let outcome = folder.run(&["md", "page.md", "--message-format", "short"]);
    assert_eq!(outcome.code, Some(0), "a page with a mistake is a page");
    assert_eq!(
        outcome.stderr,
        "page.md:8:5: error[E0102]: `->` is not an arrow of this language\n\
         page.md:11: error: there is no file `gone.cert`\n4 trees in 1 page, 2 not drawn\n"
    );
    assert_eq!(outcome.stdout.matches("<svg ").count(), 2);
    let shown = outcome
        .stdout
        .lines()
        .find(|line| line.contains("certdot-error"))
        .unwrap();
    assert!(
        shown.starts_with("  <div class=\"certdot-error\" role=\"alert\""),
        "{shown}"
    );
    assert!(
        shown.contains("line 8: `-&gt;` is not an arrow of this language (E0102)"),
        "{shown}"
    );
    assert!(shown.contains("<pre><code>a -&gt; b"), "{shown}");
    for strict in ["--strict", "--deny-warnings"] {
        let outcome = folder.run(&["md", "page.md", strict]);
        assert_eq!(outcome.code, Some(1));
        assert_eq!(outcome.stdout.matches("<svg ").count(), 2, "{strict}");
    }
    let right = Folder::new(&[("page.md", PAGE), USED]);
    assert_eq!(right.run(&["md", "page.md", "--strict"]).code, Some(0));
}

#[test]
fn checking_draws_nothing() {
    let folder = Folder::new(&[("page.md", WRONG), ("right.md", PAGE), USED]);
    let outcome = folder.run(&["md", "--check", "page.md", "right.md"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(1), ""));
    assert!(
        outcome.stderr.contains(" --> page.md:8:5\n"),
        "{}",
        outcome.stderr
    );
    assert!(
        outcome
            .stderr
            .ends_with("8 trees in 2 pages checked: 2 errors\n"),
        "{}",
        outcome.stderr
    );
    let same = folder.run(&["check", "page.md"]);
    assert_eq!(same.code, Some(1));
    assert!(same.stderr.contains(" --> page.md:8:5\n"));
    assert_eq!(folder.run(&["check", "right.md"]).code, Some(0));
    assert_eq!(folder.run(&["md", "--check", "right.md"]).code, Some(0));
}

#[test]
fn places_of_used_files_and_of_bytes_are_right() {
    let page = "x\n\n> ```cert\n> use \"bad.cert\"\n> a >> b [colr=red]\n> ```\n";
    let folder = Folder::new(&[("page.md", page), ("bad.cert", "\nc -> d\n")]);
    let outcome = folder.run(&["check", "page.md", "--message-format", "json"]);
    let messages: Vec<Value> = outcome
        .stderr
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let place = |message: &Value| message["place"].clone();
    let start = page.find("colr").unwrap();
    assert_eq!(
        messages.iter().map(place).collect::<Vec<_>>(),
        [
            json!({ "file": "page.md", "byte_start": start, "byte_end": start + 4, "line": 5, "column": 11,
                    "end_line": 5, "end_column": 15 }),
            json!({ "file": "bad.cert", "byte_start": 3, "byte_end": 5, "line": 2, "column": 3, "end_line": 2,
                    "end_column": 5 }),
        ]
    );
}

#[test]
fn nothing_outside_the_documents_is_read() {
    let page = "![a](../secret.cert)\n\n```cert\nuse \"../secret.cert\"\n```\n";
    let folder = Folder::new(&[("docs/page.md", page), ("secret.cert", "secret >> tree\n")]);
    let outcome = folder.run(&["md", "docs/page.md", "--root", "docs"]);
    assert_eq!(outcome.code, Some(0));
    assert!(
        !outcome.stdout.contains("<svg") && !outcome.stdout.contains("tree\""),
        "{}",
        outcome.stdout
    );
    assert!(
        outcome
            .stderr
            .contains("`../secret.cert` is outside the folder of the documents")
    );
    assert!(outcome.stderr.contains("E0302"), "{}", outcome.stderr);
}

#[test]
fn blocks_are_formatted_in_place() {
    let folder = Folder::new(&[(
        "page.md",
        "# A\n\n- x\n\n  ```cert\n  a>>b\n  ```\n\n```js\na>>b\n```\n",
    )]);
    let outcome = folder.run(&["fmt", "page.md"]);
    assert_eq!(
        (outcome.code, outcome.stderr.as_str()),
        (Some(0), "1 file formatted\n")
    );
    assert_eq!(
        folder.text("page.md"),
        "# A\n\n- x\n\n  ```cert\n  a >> b\n  ```\n\n```js\na>>b\n```\n"
    );
    assert_eq!(folder.run(&["fmt", "--check", "page.md"]).code, Some(0));
}

#[test]
fn standard_input_is_a_page() {
    let folder = Folder::new(&[USED]);
    let outcome = folder.pipe("![t](sub/used.cert)\n", &["md", "-"]);
    assert_eq!(outcome.code, Some(0));
    assert!(outcome.stdout.contains("<svg "), "{}", outcome.stdout);
}

fn exchanged(folder: &Folder, request: Value) -> Value {
    let outcome = folder.pipe(request.to_string(), &["md", "--json"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    serde_json::from_str(&outcome.stdout).unwrap()
}

#[test]
fn programs_hand_over_pages_and_trees() {
    let folder = Folder::new(&[("docs/used.cert", "x >> y\n")]);
    let reply = exchanged(
        &folder,
        json!({ "items": [
            { "path": "docs/a.md", "page": "```cert\na >> b\n```\n" },
            { "path": "docs/a.md", "tree": "use \"used.cert\"\ndiagram \"T\"\n" },
            { "path": "docs/a.md", "tree": "\na -> b", "line": 40 },
            { "path": "docs/a.md", "file": "used.cert" },
            { "path": "docs/a.md", "file": "gone.cert", "line": 7 },
        ] }),
    );
    let items = reply["items"].as_array().unwrap();
    let text = |number: usize, key: &str| items[number][key].as_str().unwrap_or_default();
    assert!(
        text(0, "text").starts_with("<figure class=\"certdot\" style=\"margin-inline:0\"><svg ")
    );
    assert!(text(1, "picture").starts_with("<svg "));
    assert_eq!(text(1, "alt"), "T: skill tree of 2 nodes, from x to y.");
    assert_eq!(
        items[1]["files"],
        json!([folder.path("docs/used.cert").canonicalize().unwrap()])
    );
    assert_eq!(items[2]["picture"], Value::Null);
    assert_eq!(
        items[2]["problems"],
        json!([{ "severity": "error", "code": "E0102", "file": "docs/a.md", "line": 41, "column": 3,
                 "message": "`->` is not an arrow of this language; write `>>`" }])
    );
    assert!(text(2, "text").starts_with("<div class=\"certdot-error\""));
    assert!(text(3, "picture").contains(">x</"));
    assert_eq!(items[4]["problems"][0]["line"], 7);
    assert_eq!(
        items[4]["problems"][0]["message"],
        "there is no file `gone.cert`"
    );
}

#[test]
fn programs_choose_kind_and_theme() {
    let folder = Folder::new(&[]);
    let tree = json!([{ "path": "a.md", "tree": "a >> b" }, { "path": "a.md", "tree": "diagram [theme=light]\na >> b" }]);
    let pdf = exchanged(&folder, json!({ "kind": "png", "items": tree }));
    assert!(
        pdf["items"][0]["picture"]
            .as_str()
            .unwrap()
            .starts_with("iVBORw0KGgo")
    );
    let auto = exchanged(
        &folder,
        json!({ "default_theme": "auto", "dark": ".dark", "items": tree }),
    );
    let text = |number: usize| auto["items"][number]["text"].as_str().unwrap();
    assert!(text(0).contains("<style>:is(.dark) #"), "{}", text(0));
    assert!(!text(1).contains("<style>"), "it names its theme");
    let refused = folder.pipe("{}", &["md", "--json"]);
    refused.assert_refused(1, "standard input is not a request");
    let unknown = folder.pipe(r#"{ "items": [], "x": 1 }"#, &["md", "--json"]);
    unknown.assert_refused(1, "standard input is not a request");
}
