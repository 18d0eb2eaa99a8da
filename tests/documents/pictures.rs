//! The pictures that pages show are those that the program draws. `docs/pictures/draw` draws them anew.

use std::fs;

use crate::blocks::{page, root};
use crate::desk::Desk;

/// The lines of the script, with the program that is running now.
fn script() -> String {
    let script = page("docs/pictures/draw");
    let (_, lines) = script
        .split_once("cd \"$(dirname \"$0\")/../..\"\n")
        .unwrap();
    let cargo = "cargo run --release --quiet --";
    assert_eq!(lines.matches(cargo).count(), 1);
    lines.replace(cargo, "certdot")
}

#[test]
#[cfg(feature = "embedded")]
fn each_picture_is_drawn_anew_byte_by_byte() {
    let desk = Desk::new(&[]);
    fs::create_dir_all(desk.path("docs/pictures")).unwrap();
    fs::write(desk.path("draw"), script()).unwrap();
    let (is_done, printed) = desk.shell("bash -eu draw");
    assert!(is_done, "{printed}");
    let mut count = 0;
    for entry in fs::read_dir(root().join("docs/pictures")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name == "draw" {
            continue;
        }
        let kept = fs::read(root().join("docs/pictures").join(&name)).unwrap();
        let drawn = fs::read(desk.path(&format!("docs/pictures/{name}"))).unwrap_or_default();
        assert!(
            kept == drawn,
            "docs/pictures/{name} is stale: run `docs/pictures/draw`"
        );
        count += 1;
    }
    assert_eq!(count, 6);
}
