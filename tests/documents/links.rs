//! Links and pictures lead somewhere.

use crate::blocks::{page, root};

/// The pages that readers come by.
const PAGES: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/README.md",
    "docs/tutorial.md",
    "docs/reference.md",
    "docs/coming-from.md",
    "docs/documents.md",
    "docs/editors.md",
    "docs/errors.md",
    "docs/performance.md",
];

/// What a page says outside its blocks.
fn prose(page: &str) -> String {
    let mut is_open = false;
    let mut prose = String::new();
    for line in page.lines() {
        if line.starts_with("```") {
            is_open = !is_open;
        } else if !is_open {
            prose += line;
            prose.push('\n');
        }
    }
    prose
}

/// The targets of all links and pictures of a page. What stands in code is shown, and leads nowhere.
fn targets(page: &str) -> Vec<String> {
    let code = |line: &str| line.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let prose: String = prose(page).lines().map(|line| code(line) + "\n").collect();
    let between = |start: &str, end: char| -> Vec<String> {
        let rests = prose.split(start).skip(1);
        rests
            .map(|rest| rest.split(end).next().unwrap().to_owned())
            .collect()
    };
    [
        between("](", ')'),
        between(" src=\"", '"'),
        between(" srcset=\"", '"'),
    ]
    .concat()
}

/// The names that the headings of a page have as targets: as GitHub makes them.
fn anchors(page: &str) -> Vec<String> {
    prose(page)
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            line.trim_start_matches('#')
                .trim()
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
                .map(|c| if c == ' ' { '-' } else { c })
                .collect()
        })
        .collect()
}

#[test]
fn each_link_leads_to_a_file_and_a_heading() {
    for name in PAGES {
        let Ok(text) = std::fs::read_to_string(root().join(name)) else {
            panic!("{name} is missing")
        };
        for target in targets(&text) {
            if target.contains("://") {
                assert!(target.starts_with("https://"), "{name}: {target}");
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let folder = root().join(name).parent().unwrap().to_path_buf();
            let path = if file.is_empty() {
                root().join(name)
            } else {
                folder.join(file)
            };
            assert!(path.exists(), "{name}: there is no {target}");
            if !anchor.is_empty() {
                let anchors = anchors(&std::fs::read_to_string(path).unwrap());
                assert!(
                    anchors.iter().any(|known| known == anchor),
                    "{name}: there is no heading for {target}"
                );
            }
        }
    }
}

#[test]
fn each_picture_is_shown_and_small() {
    let readme = page("README.md");
    let reference = page("docs/reference.md");
    for entry in std::fs::read_dir(root().join("docs/pictures")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name == "draw" {
            continue;
        }
        assert!(
            readme.contains(name) || reference.contains(name),
            "nobody shows {name}"
        );
        let length = path.metadata().unwrap().len();
        assert!(length < 300_000, "{name} has {length} bytes");
    }
}
