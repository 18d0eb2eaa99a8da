//! The reference: each example does what the text says, and its tables are those of the program.
//!
//! A `cert` block compiles without a message; with `error=CODE` or `warning=CODE` it has just that one. `file=NAME`
//! puts it beside all other blocks under that name. A `json` or `dot` block shows what comes of the `cert` block before.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use certdot::diagnostics::{Code, Severity, to_json};
use serde_json::Value;

use crate::blocks::{Block, blocks, page};
use crate::desk::Desk;

fn reference() -> String {
    page("docs/reference.md")
}

/// The blocks of a language, each with the `cert` block before it.
fn after_cert(language: &str) -> Vec<(Block, Block)> {
    let mut pairs = Vec::new();
    let mut cert = None;
    for block in blocks(&reference()) {
        if block.language == "cert" {
            cert = Some(block);
        } else if block.language == language {
            pairs.push((cert.clone().unwrap(), block));
        }
    }
    assert!(!pairs.is_empty());
    pairs
}

#[test]
fn each_program_has_the_messages_that_the_text_says() {
    let blocks = blocks(&reference());
    let desk = Desk::new(&blocks);
    let mut count = 0;
    for block in blocks.iter().filter(|block| block.language == "cert") {
        for key in block.options.keys() {
            assert!(
                ["file", "error", "warning"].contains(&key.as_str()),
                "line {}: {key}",
                block.line
            );
        }
        let compilation = desk.compile(block);
        let found: Vec<(Severity, &str)> = compilation
            .diagnostics
            .iter()
            .map(|diagnostic| (diagnostic.severity, diagnostic.code.name()))
            .collect();
        let said: Vec<(Severity, &str)> =
            [("error", Severity::Error), ("warning", Severity::Warning)]
                .into_iter()
                .filter_map(|(key, severity)| Some((severity, block.option(key)?)))
                .collect();
        assert_eq!(found, said, "line {}: {}", block.line, block.text);
        count += 1;
    }
    assert!(count > 40, "{count}");
}

#[test]
fn each_command_runs_as_typed() {
    let blocks = blocks(&reference());
    let desk = Desk::new(&blocks);
    for block in blocks.iter().filter(|block| block.language == "sh") {
        let (is_done, printed) = desk.shell(&block.text);
        assert!(is_done, "line {}: {printed}", block.line);
    }
}

#[test]
fn the_dot_shown_comes_out() {
    for (cert, dot) in after_cert("dot") {
        let desk = Desk::new(&[]);
        let mut written = Vec::new();
        desk.compile(&cert).write_dot(&mut written).unwrap();
        let written = String::from_utf8(written).unwrap();
        let mut lines = written.lines().map(str::trim);
        for line in dot.text.lines().map(str::trim) {
            assert!(
                lines.any(|found| found == line),
                "{line}\nis not, or not there, in\n{written}"
            );
        }
    }
}

#[test]
fn the_json_shown_comes_out() {
    for (cert, json) in after_cert("json") {
        let compilation = Desk::new(&[]).compile(&cert);
        let printed = to_json(&compilation.diagnostics[0], &compilation.sources);
        let printed: Value = serde_json::from_str(&printed).unwrap();
        let shown: Value = serde_json::from_str(&json.text).unwrap();
        assert_eq!(printed, shown);
    }
}

/// The words in backquotes in the first column of the tables between two headings.
fn first_column(heading: &str) -> Vec<String> {
    let page = reference();
    let section = page.split(&format!("\n{heading}\n")).nth(1).unwrap();
    let section = section.split("\n#").next().unwrap();
    section
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .flat_map(|line| {
            let cell = line.split(" | ").next().unwrap();
            cell.split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn the_fields_listed_are_those_of_json() {
    fn fields(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    found.insert(key.clone());
                    fields(value, found);
                }
            }
            Value::Array(list) => list.iter().for_each(|value| fields(value, found)),
            _ => {}
        }
    }
    let (_, json) = after_cert("json").remove(0);
    let mut shown = BTreeSet::new();
    fields(&serde_json::from_str(&json.text).unwrap(), &mut shown);
    let mut listed: BTreeSet<String> = first_column("### Messages as JSON").into_iter().collect();
    // These stand in the text of the rows for `help` and for edits.
    listed.extend(["edits", "text"].map(str::to_owned));
    assert_eq!(listed, shown);
}

/// What `--help` prints.
fn help(command: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_certdot"))
        .args(command)
        .arg("--help")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The options in a text: words that begin with a dash.
fn options<'t>(text: impl Iterator<Item = &'t str>) -> BTreeSet<String> {
    text.flat_map(str::split_whitespace)
        .map(|word| word.trim_end_matches(','))
        .filter(|word| word.starts_with('-') && word.len() > 1)
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_options_listed_are_those_of_the_help() {
    let help = help(&[]);
    let drawing = self::help(&["render"]);
    let of_help = options(
        help.lines()
            .chain(drawing.lines())
            .map(str::trim)
            .filter(|line| line.starts_with('-') && !line.starts_with("- ")),
    );
    let listed = first_column("### Options");
    let of_page = options(listed.iter().map(String::as_str));
    let all: BTreeSet<String> = of_help
        .difference(&BTreeSet::from(["-".to_owned()]))
        .cloned()
        .collect();
    assert_eq!(of_page, all);
    for command in ["render", "icons", "check", "catalogue", "explain", "help"] {
        assert!(help.contains(&format!("\n  {command} ")));
        assert!(
            first_column("## The command line")
                .iter()
                .any(|cell| cell.starts_with(&format!("certdot {command}")))
        );
    }
}

#[test]
fn the_warnings_listed_are_all() {
    let page = reference();
    for code in Code::ALL
        .iter()
        .filter(|code| code.severity() == Severity::Warning)
    {
        assert!(page.contains(&format!("| [{code}](errors.md) |")), "{code}");
    }
}

#[test]
fn the_library_example_is_the_one_that_is_compiled() {
    let blocks = blocks(&reference());
    let shown: Vec<&Block> = blocks
        .iter()
        .filter(|block| block.language == "rust")
        .collect();
    assert_eq!(shown.len(), 1);
    let compiled = page("tests/documents/library.rs");
    let (_, code) = compiled.split_once("\n\n").unwrap();
    assert_eq!(code, shown[0].text);
    let graph = crate::library::graph_of("use \"skills.cert\"\nlearn >> git").unwrap();
    assert!(format!("{graph:?}").contains("Git"));
    let refused = crate::library::graph_of("learn -> git").unwrap_err();
    assert!(refused.to_string().contains("tree.cert:1:7"));
}

#[test]
fn the_tables_of_attributes_are_those_of_the_program() {
    const BEGIN: &str =
        "<!-- attributes: `BLESS=1 cargo test --test documents` writes this part -->\n";
    const END: &str = "<!-- /attributes -->";
    let page = reference();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let expected = format!(
        "{before}{BEGIN}\n{}\n{END}{after}",
        crate::attributes::tables()
    );
    if std::env::var_os("BLESS").is_some() {
        fs::write(crate::blocks::root().join("docs/reference.md"), expected).unwrap();
    } else {
        assert!(
            page == expected,
            "the tables are stale: `BLESS=1 cargo test --test documents`"
        );
    }
}
