//! The README and the tutorial: their commands run as typed in an empty folder, their programs compile, their messages are
//! those of the program.

use crate::blocks::{Block, blocks, page};
use crate::desk::Desk;

/// Commands that would build or test the project, or that never end: what stands for them here.
const ELSEWHERE: &[(&str, &str)] = &[
    ("cargo install --path .", ""),
    (
        "cargo run --release --quiet -- render samples/aws.cert -o aws.svg",
        "certdot render samples/aws.cert -o aws.svg",
    ),
    // This is what is running now.
    ("bash tests/run", ""),
    (
        "certdot watch rust.cert",
        "timeout --preserve-status --signal=INT 2 certdot watch rust.cert || test $? -eq 130",
    ),
];

fn of_language<'b>(blocks: &'b [Block], language: &'b str) -> impl Iterator<Item = &'b Block> {
    blocks
        .iter()
        .filter(move |block| block.language == language)
}

#[test]
fn each_command_of_the_readme_runs_as_typed() {
    let (desk, replaced) = desk_after("README.md");
    assert_eq!(replaced, ELSEWHERE.len());
    for (picture, least) in [
        ("aws.svg", 10_000),
        ("icons.svg", 10_000),
        ("rust.svg", 2_000),
        ("rust.png", 10_000),
        ("piped.png", 10_000),
    ] {
        let length = std::fs::metadata(desk.path(picture)).unwrap().len();
        assert!(length > least, "{picture} has {length} bytes");
    }
    let path = std::fs::read_to_string(desk.path("path.svg")).unwrap();
    assert!(
        path.contains("<svg ") && path.contains("practice"),
        "{path}"
    );
}

#[test]
fn each_command_of_the_tutorial_runs_as_typed() {
    let (desk, _) = desk_after("docs/tutorial.md");
    for picture in ["data.svg", "kubernetes.png", "team.svg", "pipeline.svg"] {
        assert!(std::fs::metadata(desk.path(picture)).unwrap().len() > 2_000);
    }
    let page = std::fs::read_to_string(desk.path("page-with-picture.md")).unwrap();
    assert!(page.contains("<svg "), "{page}");
}

/// An empty folder after the commands of a page, and how many of them were replaced.
fn desk_after(name: &str) -> (Desk, usize) {
    let blocks = blocks(&page(name));
    let desk = Desk::empty();
    let mut replaced = 0;
    for (number, block) in blocks.iter().enumerate() {
        if block.language != "sh" {
            continue;
        }
        let mut lines = block.text.clone();
        for (typed, instead) in ELSEWHERE {
            replaced += lines.matches(typed).count();
            lines = lines.replace(typed, instead);
        }
        assert!(!lines.contains("cargo"), "{lines}");
        let (is_done, printed) = desk.shell(&lines);
        match blocks.get(number + 1) {
            // What a command prints may follow it, as messages do; then it may fail, too.
            Some(text) if text.language == "text" && !page_between(block, text) => {
                assert_eq!(printed, text.text, "{name}, line {}", text.line);
            }
            _ => assert!(is_done, "{name}, line {}: {printed}", block.line),
        }
    }
    (desk, replaced)
}

/// Whether anything but one blank line stands between two blocks.
fn page_between(block: &Block, next: &Block) -> bool {
    next.line != block.line + block.text.lines().count() + 3
}

#[test]
fn each_message_shown_is_printed_by_the_command_above_it() {
    let blocks = blocks(&page("README.md"));
    for (number, block) in blocks.iter().enumerate() {
        if block.language == "text" {
            let above = &blocks[number - 1];
            assert!(
                above.language == "sh" && !page_between(above, block),
                "line {}",
                block.line
            );
        }
    }
}

#[test]
fn each_program_compiles_without_a_message() {
    let blocks = blocks(&page("README.md"));
    let desk = Desk::new(&blocks);
    let mut count = 0;
    for block in of_language(&blocks, "cert") {
        let compilation = desk.compile(block);
        let messages: Vec<&str> = compilation
            .diagnostics
            .iter()
            .map(|d| d.message.as_str())
            .collect();
        assert_eq!(messages, [""; 0], "line {}", block.line);
        count += 1;
    }
    assert!(count >= 5);
}

#[test]
fn the_number_of_lines_is_that_of_the_sample() {
    let lines = page("samples/aws.cert").lines().count();
    assert!(
        page("README.md").contains(&format!("drawn from {lines} lines")),
        "it has {lines}"
    );
}

#[test]
fn it_names_each_sample() {
    let readme = page("README.md") + &page("docs/reference.md");
    for entry in std::fs::read_dir(crate::blocks::root().join("samples")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".cert") {
            assert!(
                readme.contains(&format!("samples/{name}")),
                "{name} is named nowhere"
            );
        }
    }
}
