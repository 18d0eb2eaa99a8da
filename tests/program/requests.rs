//! `certdot md --json`: trees that another program has found in its documents.

use serde_json::{Value, json};

use crate::folder::Folder;

fn answer(folder: &Folder, request: &Value) -> Value {
    let outcome = folder.pipe(request.to_string(), &["md", "--json", "--root", "."]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    serde_json::from_str(&outcome.stdout).unwrap()
}

#[test]
fn the_same_tree_twice_has_ids_of_its_own() {
    let folder = Folder::new(&[]);
    let item = json!({"path": "page.rst", "tree": "a >> b"});
    let answer = answer(&folder, &json!({"items": [item, item]}));
    let id = |number: usize, part: &str| {
        let text = answer["items"][number][part].as_str().unwrap();
        let id = text.split("id=\"").nth(1).unwrap();
        id.split('"').next().unwrap().to_owned()
    };
    assert_ne!(id(0, "picture"), id(1, "picture"));
    for number in [0, 1] {
        assert_eq!(id(number, "picture"), id(number, "text"));
    }
}

#[test]
fn a_page_says_where_it_is_dark() {
    let folder = Folder::new(&[]);
    let answer = answer(
        &folder,
        &json!({
            "items": [{"path": "page.rst", "tree": "a >> b"}],
            "default_theme": "auto", "dark": "[data-theme=dark]", "system": "[data-theme=auto]",
        }),
    );
    for part in ["picture", "text"] {
        let svg = answer["items"][0][part].as_str().unwrap();
        assert!(svg.contains("<style>:is([data-theme=dark]) #"), "{svg}");
        let system = "@media (prefers-color-scheme:dark){:is([data-theme=auto]) #";
        assert!(svg.contains(system), "{svg}");
    }
}

#[test]
fn what_is_wrong_is_told_without_drawing() {
    let folder = Folder::new(&[("wrong.cert", "a -> b"), ("right.cert", "cert x \"X\"")]);
    let request = json!({"kind": "none", "items": [
        {"path": "page.rst", "tree": "use \"right.cert\"\na >> b", "line": 7},
        {"path": "page.rst", "tree": "a >> b\na -> b", "line": 7},
        {"path": "page.rst", "file": "wrong.cert", "line": 7},
    ]});
    let answer = answer(&folder, &request);
    let items = answer["items"].as_array().unwrap();
    for item in items {
        assert!(item["picture"].is_null());
    }
    assert_eq!(
        (&items[0]["text"], &items[0]["problems"]),
        (&json!(""), &json!([]))
    );
    assert!(
        items[0]["files"][0]
            .as_str()
            .unwrap()
            .ends_with("right.cert")
    );
    let place = |number: usize| {
        let problem = &items[number]["problems"][0];
        (
            problem["file"].as_str().unwrap(),
            problem["line"].as_u64().unwrap(),
        )
    };
    assert_eq!([place(1), place(2)], [("page.rst", 8), ("wrong.cert", 1)]);
    // The box says where, too.
    for (number, words) in [(1, "line 8: `-&gt;`"), (2, "wrong.cert:1: `-&gt;`")] {
        assert!(
            items[number]["text"].as_str().unwrap().contains(words),
            "{answer}"
        );
    }
}
