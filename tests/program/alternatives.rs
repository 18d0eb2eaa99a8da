//! What readers are told who cannot see a picture: wherever one is shown, it is something.

use serde_json::{Value, json};
use usvg::roxmltree::Document;

use crate::folder::Folder;

/// Trees, and what is told of each.
const TREES: [(&str, &str); 4] = [
    ("a >> b", "Skill tree of 2 nodes, from a to b."),
    (
        "diagram \"The *way*\"\na >> b",
        "The *way*: skill tree of 2 nodes, from a to b.",
    ),
    ("diagram \"T\" [alt=\"From a to b\"]\na >> b", "From a to b"),
    // It is said that there is nothing to be told.
    ("diagram \"T\" [alt=\"\"]\na >> b", ""),
];

/// A page with all trees in blocks, in images that say nothing, and in the middle of a line.
fn page() -> String {
    let blocks = TREES.map(|(tree, _)| format!("```cert\n{tree}\n```\n"));
    let images = [0, 1, 2, 3].map(|number| format!("![](t{number}.cert)\n"));
    let inline = [0, 1, 2, 3].map(|number| format!("x ![](t{number}.cert) y\n"));
    [blocks, images, inline].concat().join("\n")
}

fn folder() -> Folder {
    let page = page();
    let names = ["t0.cert", "t1.cert", "t2.cert", "t3.cert"];
    let trees = names.into_iter().zip(TREES.map(|(tree, _)| tree));
    let files: Vec<_> = trees.chain([("page.md", page.as_str())]).collect();
    Folder::new(&files)
}

/// What the root of a picture is called by those who read it out; nothing if they pass over it.
fn name_of(svg: &str) -> Option<String> {
    let document = Document::parse(svg).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    if root.attribute("aria-hidden") == Some("true") {
        return None;
    }
    if let Some(label) = root.attribute("aria-label") {
        return Some(label.to_owned());
    }
    let parts = root.attribute("aria-labelledby").unwrap().split(' ');
    let text = |id| {
        let all = document.descendants();
        let mut found = all.filter(|node| node.attribute("id") == Some(id));
        found.next().unwrap().text().unwrap().to_owned()
    };
    Some(parts.map(text).collect::<Vec<_>>().join(": "))
}

#[test]
fn pictures_in_files_have_a_text_in_their_page() {
    let folder = folder();
    let outcome = folder.run(&["md", "page.md", "--assets", "pictures"]);
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    let lines: Vec<&str> = outcome
        .stdout
        .lines()
        .filter(|line| !line.is_empty())
        .collect();
    let told = TREES.map(|(_, told)| told);
    for (number, line) in lines.iter().enumerate() {
        let told = told[number % 4];
        match number / 4 {
            0 | 1 => {
                let told = told.replace('*', "\\*");
                assert!(line.starts_with(&format!("![{told}](<pictures/")), "{line}");
            }
            _ => assert!(line.contains(&format!(" alt=\"{told}\">")), "{line}"),
        }
    }
    assert_eq!(lines.len(), 12);
}

#[test]
fn pictures_in_a_page_say_the_same() {
    let folder = folder();
    let outcome = folder.run(&["md", "page.md"]);
    let lines: Vec<&str> = outcome
        .stdout
        .lines()
        .filter(|line| !line.is_empty())
        .collect();
    for (number, (_, told)) in TREES.iter().enumerate() {
        let figure = format!("<figure class=\"certdot\" role=\"img\" aria-label=\"{told}\" ");
        let begins = lines[4 + number].starts_with(&figure);
        assert_eq!(begins, !told.is_empty(), "{}", &lines[4 + number][..100]);
        assert!(lines[8 + number].contains(&format!(" alt=\"{told}\">")));
        let svg = &lines[number][lines[number].find("<svg").unwrap()..];
        let svg = svg.strip_suffix("</figure>").unwrap();
        let own = name_of(svg);
        let expected = match number {
            1 => Some("The *way*: Skill tree of 2 nodes, from a to b."),
            2 => Some("T: From a to b"),
            3 => None,
            _ => Some(*told),
        };
        assert_eq!(own.as_deref(), expected);
    }
}

#[test]
fn a_picture_says_it_itself_and_shows_no_more_under_the_pointer() {
    let folder = folder();
    for number in 0..4 {
        let name = format!("t{number}.cert");
        let svg = folder.run(&["render", &name, "-o", "-"]).stdout;
        assert_eq!(name_of(&svg).is_none(), number == 3);
        let document = Document::parse(&svg).unwrap();
        let children = document.root_element().children();
        let titles = children.filter(|node| node.tag_name().name() == "title");
        assert_eq!(titles.count(), usize::from(number > 0), "{svg}");
    }
}

#[test]
fn programs_are_told_it() {
    let folder = folder();
    let items = TREES.map(|(tree, _)| json!({ "path": "page.md", "tree": tree }));
    let files =
        [0, 1, 2, 3].map(|number| json!({ "path": "page.md", "file": format!("t{number}.cert") }));
    let items = [items, files].concat();
    let request = json!({ "items": items }).to_string();
    let outcome = folder.pipe(request, &["md", "--json"]);
    let reply: Value = serde_json::from_str(&outcome.stdout).unwrap();
    for number in 0..8 {
        assert_eq!(reply["items"][number]["alt"], TREES[number % 4].1);
    }
}
