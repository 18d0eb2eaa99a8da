//! Relative addresses: they lead on from the file that says them, wherever the picture is seen.

use std::fs;

use serde_json::{Value, json};

use crate::folder::Folder;

/// A tree with a relative address of each kind of thing, and others in a file that it uses.
const TREE: (&str, &str) = (
    "trees/tree.cert",
    "use \"../shared/certs.cert\"\ndiagram [href=\"all.html\"]\nnode [url=\"default.html\"]\n\
     group g [url=\"../group.html\"] { node x }\nc >> hard >> x\n\
     node r [url=\"/rooted.html\"]\nnode s [url=\"https://x.y/a/../b\"]\nnode m [url=\"mailto:a@b.c\"]\n\
     node f [url=\"#part\"]\nnode q [url=\"?page=2\"]\n",
);
const CERTS: (&str, &str) = (
    "shared/certs.cert",
    "cert c [url=\"exams/ü%20b.html?a=../1&b#c/d\"]\nedge hard [url=\"./edge.html\", headURL=\"head.html\", headlabel=h]\n",
);

/// Where links lead that are told from the tree's folder.
const BESIDE: [&str; 11] = [
    "#part",
    "../group.html",
    "../shared/edge.html",
    "../shared/exams/ü%20b.html?a=../1&amp;b#c/d",
    "../shared/head.html",
    "/rooted.html",
    "?page=2",
    "all.html",
    "default.html",
    "https://x.y/a/../b",
    "mailto:a@b.c",
];

/// The same from elsewhere: what is told from the tree's folder, with what must stand before it.
fn from_elsewhere(before: &str) -> Vec<String> {
    let moved = BESIDE.iter().map(|address| match *address {
        "#part" | "?page=2" | "/rooted.html" | "https://x.y/a/../b" | "mailto:a@b.c" => {
            (*address).to_owned()
        }
        address => match (address.strip_prefix("../"), before.strip_suffix("trees/")) {
            (Some(rest), Some(before)) => format!("{before}{rest}"),
            _ => format!("{before}{address}"),
        },
    });
    let mut moved: Vec<String> = moved.collect();
    moved.sort();
    moved
}

/// Where the links of all pictures in a text lead, each once.
fn addresses(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .split("<a xlink:href=\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split('"').next()?.to_owned()))
        .collect();
    found.sort();
    found.dedup();
    found
}

fn folder(others: &[(&str, &str)]) -> Folder {
    Folder::new(&[&[TREE, CERTS], others].concat())
}

fn run(folder: &Folder, arguments: &[&str]) -> String {
    let outcome = folder.run(arguments);
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    outcome.stdout
}

#[test]
fn a_picture_beside_its_tree_says_what_the_tree_says() {
    let folder = folder(&[]);
    run(&folder, &["render", "trees/tree.cert"]);
    assert_eq!(addresses(&folder.text("trees/tree.svg")), BESIDE);
    let printed = run(&folder, &["render", "trees/tree.cert", "-o", "-"]);
    assert_eq!(addresses(&printed), BESIDE);
}

#[test]
fn a_picture_elsewhere_leads_to_the_same_places() {
    let folder = folder(&[]);
    fs::create_dir_all(folder.path("out/a b")).unwrap();
    // The second time, it is another picture than that which is known.
    for (output, file, before) in [
        ("out/tree.svg", "out/tree.svg", "../trees/"),
        ("out/a b/", "out/a b/tree.svg", "../../trees/"),
        ("tree.svg", "tree.svg", "trees/"),
        ("trees/../tree.svg", "tree.svg", "trees/"),
        ("trees/other.svg", "trees/other.svg", ""),
        ("shared/tree.svg", "shared/tree.svg", "../trees/"),
    ] {
        run(&folder, &["render", "trees/tree.cert", "-o", output]);
        let found = addresses(&folder.text(file));
        assert_eq!(found, from_elsewhere(before), "{output}");
    }
}

#[test]
fn many_pictures_in_one_folder_lead_each_to_their_own() {
    let folder = Folder::new(&[
        ("one/a.cert", "node x [url=\"x.html\"]\n"),
        ("two/b.cert", "node x [url=\"x.html\"]\n"),
    ]);
    run(
        &folder,
        &["render", "one/a.cert", "two/b.cert", "-o", "out/"],
    );
    assert_eq!(addresses(&folder.text("out/a.svg")), ["../one/x.html"]);
    assert_eq!(addresses(&folder.text("out/b.svg")), ["../two/x.html"]);
}

#[test]
fn a_graph_is_told_as_if_it_lay_beside_the_file() {
    let folder = folder(&[]);
    fs::create_dir(folder.path("out")).unwrap();
    let printed = run(&folder, &["trees/tree.cert"]);
    for address in ["href=\"all.html\"", "URL=\"../shared/edge.html\""] {
        assert!(printed.contains(address), "{printed}");
    }
    run(&folder, &["trees/tree.cert", "-o", "out/tree.gv"]);
    assert_eq!(folder.text("out/tree.gv"), printed);
    run(
        &folder,
        &["render", "trees/tree.cert", "-o", "out/tree.dot"],
    );
    assert!(folder.text("out/tree.dot").contains("href=\"all.html\""));
}

#[test]
fn standard_input_lies_in_the_working_directory() {
    let folder = Folder::new(&[]);
    fs::create_dir(folder.path("out")).unwrap();
    let arguments = ["render", "-", "-o", "out/x.svg"];
    let outcome = folder.pipe("node x [url=\"x.html\"]", &arguments);
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    assert_eq!(addresses(&folder.text("out/x.svg")), ["../x.html"]);
}

#[test]
fn what_a_folder_is_called_means_nothing_in_an_address() {
    let folder = Folder::new(&[("a: b?#&\"/t.cert", "node x [url=\"x.html\"]\n")]);
    run(&folder, &["render", "a: b?#&\"/t.cert", "-o", "t.svg"]);
    assert_eq!(
        addresses(&folder.text("t.svg")),
        ["a%3A%20b%3F%23%26%22/x.html"]
    );
}

const PAGE: &str = "```cert\nnode own [url=\"own.html\"]\n```\n\n![Tree](../trees/tree.cert)\n";

/// Of the page's own tree, and of that which it shows.
fn of_page(before: &str) -> Vec<String> {
    let mut all = from_elsewhere(&format!("{before}../trees/"));
    all.push(format!("{before}own.html"));
    all.sort();
    all
}

#[test]
fn a_page_shows_a_tree_of_another_folder() {
    let folder = folder(&[("docs/page.md", PAGE)]);
    assert_eq!(
        addresses(&run(&folder, &["md", "docs/page.md"])),
        of_page("")
    );
    // A page that is written elsewhere takes all that it leads to with it.
    run(&folder, &["md", "docs/page.md", "-o", "site/page.md"]);
    assert_eq!(addresses(&folder.text("site/page.md")), of_page(""));
}

#[test]
fn pictures_of_a_page_in_files_lead_from_there() {
    let folder = folder(&[("docs/page.md", PAGE)]);
    for (output, assets, before) in [
        ("docs/out.md", "docs/pictures", "../"),
        ("site/page.md", "site/all/pictures", "../../"),
        ("site/page.md", "pictures", "../site/"),
    ] {
        run(
            &folder,
            &["md", "docs/page.md", "-o", output, "--assets", assets],
        );
        let files = fs::read_dir(folder.path(assets)).unwrap();
        let pictures = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        let pictures: String = pictures.collect();
        let expected = match assets {
            "pictures" => {
                let mut all = from_elsewhere("../trees/");
                all.push("../site/own.html".to_owned());
                all.sort();
                all
            }
            _ => of_page(before),
        };
        assert_eq!(addresses(&pictures), expected, "{assets}");
    }
}

#[test]
fn each_page_that_shows_a_tree_has_addresses_of_its_own() {
    let folder = folder(&[("docs/deep/c.md", "")]);
    let items: Vec<Value> = ["trees/a.md", "docs/b.md", "docs/deep/c.md"]
        .iter()
        .zip(["tree.cert", "../trees/tree.cert", "../../trees/tree.cert"])
        .map(|(page, file)| json!({ "path": page, "file": file }))
        .chain([json!({ "path": "docs/d.md", "tree": "node own [url=\"own.html\"]" })])
        .chain([json!({ "path": "docs/e.md", "page": PAGE })])
        .collect();
    let request = json!({ "items": items }).to_string();
    let outcome = folder.pipe(request, &["md", "--json"]);
    let reply: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let found = |number: usize| addresses(reply["items"][number]["text"].as_str().unwrap());
    assert_eq!(found(0), BESIDE);
    assert_eq!(found(1), from_elsewhere("../trees/"));
    assert_eq!(found(2), from_elsewhere("../../trees/"));
    assert_eq!(found(3), ["own.html"]);
    assert_eq!(found(4), of_page(""));
}

#[test]
fn a_program_says_where_it_puts_a_picture() {
    let folder = Folder::new(&[TREE, CERTS, ("docs/page.rst", "")]);
    let item = json!({"path": "docs/page.rst", "file": "../trees/tree.cert"});
    let asked = |value: Value| {
        let request = json!({ "items": [value] }).to_string();
        folder.pipe(request, &["md", "--json", "--root", "."])
    };
    for (told, before) in [
        (None, "../trees/"),
        (Some("."), "../trees/"),
        (Some("images"), "../../trees/"),
        (Some("../out/images/"), "../../trees/"),
        (Some("../trees"), ""),
    ] {
        let mut item = item.clone();
        if let Some(told) = told {
            item["folder"] = told.into();
        }
        let outcome = asked(item);
        let reply: Value = serde_json::from_str(&outcome.stdout).unwrap();
        let picture = reply["items"][0]["picture"].as_str().unwrap();
        assert_eq!(addresses(picture), from_elsewhere(before), "{told:?}");
    }
    // The pictures of a page stand in it.
    let outcome = asked(json!({"path": "page.md", "page": "x", "folder": "images"}));
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome
            .stderr
            .contains("only a `tree` or a `file` can have a `folder`"),
        "{}",
        outcome.stderr
    );
}
