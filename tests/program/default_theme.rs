//! `certdot md --json`: the theme of trees that say none.

use serde_json::{Value, json};

use crate::folder::Folder;

#[test]
fn only_trees_without_a_theme_take_the_default() {
    let trees = ["a >> b", "diagram [theme=dark]\na >> b", "c >> d"];
    let folder = Folder::new(&[]);
    let drawn = |request: Value| -> Vec<String> {
        let mut request = request;
        request["items"] = trees
            .map(|tree| json!({"path": "page.md", "tree": tree}))
            .into();
        let outcome = folder.pipe(request.to_string(), &["md", "--json"]);
        assert_eq!(outcome.code, Some(0), "{outcome:?}");
        let reply: Value = serde_json::from_str(&outcome.stdout).unwrap();
        let items = reply["items"].as_array().unwrap();
        items
            .iter()
            .map(|item| item["picture"].as_str().unwrap().to_owned())
            .collect()
    };
    let follows = |picture: &String| picture.contains("prefers-color-scheme");
    let plain = drawn(json!({}));
    let default = drawn(json!({"default_theme": "auto"}));
    assert_eq!(plain.iter().map(follows).collect::<Vec<_>>(), [false; 3]);
    assert_eq!(
        default.iter().map(follows).collect::<Vec<_>>(),
        [true, false, true]
    );
    assert_eq!(default[1], plain[1]);
    // Each is in its place, though some are drawn together.
    for (picture, name) in default.iter().zip([">a<", ">a<", ">c<"]) {
        assert!(picture.contains(name), "{name}: {picture}");
    }
    // What is said for all of them counts before both.
    let forced = drawn(json!({"theme": "light", "default_theme": "auto"}));
    assert_eq!(forced.iter().map(follows).collect::<Vec<_>>(), [false; 3]);
    assert_ne!(forced[1], default[1]);
}
