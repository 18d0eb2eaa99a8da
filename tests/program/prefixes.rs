//! The ids of pictures that stand in one page, and what refers to them.

use serde_json::{Value, json};
use usvg::roxmltree::Document;

use crate::folder::Folder;

const TREE: &str = "node a [style=filled, fillcolor=\"red:blue\"]\na >> b\nnode c [icon=cloud]";

fn ids(svg: &str) -> Vec<String> {
    let document = Document::parse(svg).unwrap();
    let all = document.descendants();
    let ids: Vec<String> = all
        .filter_map(|node| node.attribute("id").map(str::to_owned))
        .collect();
    assert!(ids.len() > 5);
    ids
}

fn rendered(folder: &Folder, arguments: &[&str]) -> String {
    let all = [
        &["render", "--engine", "embedded", "tree.cert", "-o", "-"],
        arguments,
    ]
    .concat();
    let outcome = folder.run(&all);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    outcome.stdout
}

#[test]
fn a_prefix_begins_all_ids_and_what_refers_to_them() {
    let folder = Folder::new(&[("tree.cert", TREE)]);
    let plain = rendered(&folder, &[]);
    let own = &ids(&plain)[0];
    for prefix in ["one", "Page-2_b"] {
        let svg = rendered(&folder, &["--id-prefix", prefix]);
        assert_eq!(svg, plain.replace(own.as_str(), prefix));
        let is_prefixed = |id: &String| *id == prefix || id.starts_with(&format!("{prefix}-"));
        assert!(ids(&svg).iter().all(is_prefixed));
        assert!(
            svg.contains(&format!("url(#{prefix}-")) && svg.contains(&format!("href=\"#{prefix}-"))
        );
    }
    // What has been drawn with one is not taken for another.
    assert_eq!(rendered(&folder, &[]), plain);
}

#[test]
fn a_prefix_is_a_name_and_for_one_svg() {
    let folder = Folder::new(&[("tree.cert", TREE), ("other.cert", TREE)]);
    for prefix in ["", "1", "-a", "_a", "é", "a b", "a\"", "a#", "a."] {
        let option = format!("--id-prefix={prefix}");
        let outcome = folder.run(&["render", "tree.cert", &option]);
        outcome.assert_refused(2, "");
        assert!(
            outcome.stderr.contains("expected a letter") || prefix.is_empty(),
            "{outcome:?}"
        );
    }
    for (arguments, words) in [
        (
            &["tree.cert", "-T", "png"][..],
            "`--id-prefix` works only with SVG",
        ),
        (
            &["tree.cert", "other.cert"],
            "would give several pictures the same ids",
        ),
    ] {
        let all = [&["render", "--id-prefix", "a"], arguments].concat();
        folder.run(&all).assert_refused(2, words);
    }
    assert_eq!(folder.names(), ["other.cert", "tree.cert"]);
}

#[test]
fn where_a_gradient_is_hidden_a_plain_colour_is_painted() {
    let folder = Folder::new(&[(
        "tree.cert",
        "a [fillcolor=\"gold:blue\"] >> b [style=radial, fillcolor=\"red:blue\"]",
    )]);
    let svg = rendered(&folder, &["--id-prefix", "x"]);
    assert!(svg.contains(") gold\""), "{svg}");
    assert!(svg.contains(") red\""), "{svg}");
}

/// The ids of the pictures that `md --json` answers with.
fn answered(folder: &Folder, items: &Value) -> Vec<String> {
    let request = json!({"items": items}).to_string();
    let outcome = folder.pipe(request, &["md", "--json", "--root", "."]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let answer: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let items = answer["items"].as_array().unwrap().iter();
    let svgs = items.flat_map(|item| {
        let text = item["text"].as_str().unwrap();
        let begins: Vec<usize> = text.match_indices("<svg ").map(|(at, _)| at).collect();
        let svg = |at: usize| &text[at..at + text[at..].find("</svg>").unwrap() + "</svg>".len()];
        begins
            .into_iter()
            .map(svg)
            .flat_map(ids)
            .collect::<Vec<_>>()
    });
    svgs.collect()
}

#[test]
fn no_two_pictures_of_a_site_share_an_id() {
    let folder = Folder::new(&[]);
    let fence = format!("```cert\n{TREE}\n```\n");
    let page = format!("{fence}\n{fence}");
    let calls = [
        json!([{"path": "one.md", "page": page}]),
        json!([{"path": "two.md", "page": page}]),
        json!([{"path": "deep/one.md", "page": page}]),
        json!([{"path": "one.rst", "tree": TREE, "line": 1}, {"path": "one.rst", "tree": TREE, "line": 1}]),
        json!([{"path": "one.rst", "tree": TREE, "line": 9}]),
        json!([{"path": "two.rst", "tree": TREE, "line": 1}]),
    ];
    let each = || {
        calls
            .iter()
            .map(|items| answered(&folder, items))
            .collect::<Vec<_>>()
    };
    let found = each();
    assert_eq!(found, each(), "the same call is answered alike");
    let mut all: Vec<&String> = found.iter().flatten().collect();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count);
}
