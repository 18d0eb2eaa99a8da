//! What is shown is written in the one style.

use std::fs;

use certdot::format::format;

use crate::blocks::{blocks, page, root};

#[test]
fn all_samples_are_formatted() {
    let mut samples = 0;
    for file in fs::read_dir(root().join("samples")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "cert") {
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(format(&text).text, text, "{}", path.display());
            samples += 1;
        }
    }
    assert!(samples > 8);
}

#[test]
fn all_blocks_are_formatted() {
    for name in [
        "README.md",
        "docs/reference.md",
        "docs/errors.md",
        "docs/coming-from.md",
    ] {
        let blocks = blocks(&page(name));
        let blocks = blocks.iter().filter(|block| block.language == "cert");
        assert!(blocks.clone().count() >= 5);
        for block in blocks {
            let formatted = format(&block.text);
            // What has a mistake shows it as someone has made it.
            if formatted.kept == 0 {
                assert_eq!(formatted.text, block.text, "line {} of {name}", block.line);
            }
        }
    }
}
