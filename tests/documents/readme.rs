//! The README: its commands run as typed, its programs compile, its messages are those of the program.

use crate::blocks::{Block, blocks, page};
use crate::desk::Desk;

/// Commands that would build or test the project: what stands for them here.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "cargo run --release --quiet -- render samples/aws.cert -o aws.svg",
        "certdot render samples/aws.cert -o aws.svg",
    ),
    // This is what is running now.
    ("bash tests/run", ""),
    // It goes on until it is ended.
    (
        "certdot watch aws.cert",
        "timeout --preserve-status --signal=INT 2 certdot watch aws.cert || test $? -eq 130",
    ),
];

fn of_language<'b>(blocks: &'b [Block], language: &'b str) -> impl Iterator<Item = &'b Block> {
    blocks
        .iter()
        .filter(move |block| block.language == language)
}

#[test]
fn each_command_runs_as_typed() {
    let blocks = blocks(&page("README.md"));
    let desk = Desk::new(&blocks);
    let mut elsewhere = 0;
    for (number, block) in blocks.iter().enumerate() {
        if block.language != "sh" {
            continue;
        }
        let mut lines = block.text.clone();
        for (typed, instead) in ELSEWHERE {
            elsewhere += lines.matches(typed).count();
            lines = lines.replace(typed, instead);
        }
        assert!(!lines.contains("cargo"), "{lines}");
        let (is_done, printed) = desk.shell(&lines);
        match blocks.get(number + 1) {
            // What a command prints may follow it, as messages do; then it may fail, too.
            Some(text) if text.language == "text" && !page_between(block, text) => {
                assert_eq!(printed, text.text, "line {}", text.line);
            }
            _ => assert!(is_done, "line {}: {printed}", block.line),
        }
    }
    assert_eq!(elsewhere, ELSEWHERE.len());
    for picture in ["aws.svg", "aws.png", "pictures/team.svg", "icons.svg"] {
        assert!(std::fs::metadata(desk.path(picture)).unwrap().len() > 10_000);
    }
    assert!(
        std::fs::read_to_string(desk.path("aws.gv"))
            .unwrap()
            .starts_with("digraph")
    );
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
