//! The extension for Visual Studio Code: its own tests pass, and what is packed is what it needs.
//!
//! On a machine without Node.js this is passed over, and says so; where `CI` is set, it fails.

#[path = "adapters/tool.rs"]
mod tool;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use certdot::compile::{Input, Options, compile};
use certdot::diagnostics::Severity;
use certdot::format::format;
use certdot::source::Disk;
use tempfile::TempDir;
use tool::{has_packages, npm, root, run};

const EXTENSION: &str = "editors/vscode";

fn extension() -> PathBuf {
    root().join(EXTENSION)
}

/// Whether the tools are here, with the packages that the lock file names. Two tests at a time must not install them.
fn is_ready() -> bool {
    static IS_READY: OnceLock<bool> = OnceLock::new();
    *IS_READY.get_or_init(|| has_packages(EXTENSION))
}

/// The names of the files in a ZIP archive, as the directory at its end has them.
fn files(archive: &[u8]) -> Vec<String> {
    let number = |at: usize, length: usize| {
        archive[at..at + length]
            .iter()
            .rev()
            .fold(0, |number, byte| number << 8 | usize::from(*byte))
    };
    let end = archive
        .windows(4)
        .rposition(|window| window == b"PK\x05\x06")
        .unwrap();
    let mut at = number(end + 16, 4);
    let mut names = Vec::new();
    for _ in 0..number(end + 10, 2) {
        let [name, extra, comment] = [28, 30, 32].map(|field| number(at + field, 2));
        let start = at + 46;
        names.push(String::from_utf8(archive[start..start + name].to_vec()).unwrap());
        at = start + name + extra + comment;
    }
    names.sort();
    names
}

#[test]
fn its_own_tests_pass() {
    if is_ready() {
        run(npm(EXTENSION, &["test"]));
    }
}

#[test]
fn one_command_packs_what_is_needed_and_nothing_else() {
    if !is_ready() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let package = folder.path().join("certdot.vsix");
    run(npm(
        EXTENSION,
        &["run", "package", "--", "--out", package.to_str().unwrap()],
    ));
    assert_eq!(
        files(&fs::read(package).unwrap()),
        [
            "[Content_Types].xml",
            "extension.vsixmanifest",
            "extension/CHANGELOG.md",
            "extension/LICENSE.txt",
            "extension/README.md",
            "extension/dist/extension.js",
            "extension/dist/licences.txt",
            "extension/dist/page.js",
            "extension/dist/style.css",
            "extension/icons/certdot.png",
            "extension/icons/file-dark.svg",
            "extension/icons/file-light.svg",
            "extension/language-configuration.json",
            "extension/package.json",
            "extension/snippets/certdot.json",
            "extension/syntaxes/certdot.tmLanguage.json",
            "extension/syntaxes/markdown.tmLanguage.json",
        ]
    );
}

/// What a snippet leaves in the text when one goes through it with the tabulator, and then writes a chain.
fn expansion(body: &str) -> String {
    let mut text = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('$') {
        text += before;
        let Some(field) = after.strip_prefix('{') else {
            text += "here >> there";
            rest = after.strip_prefix('0').unwrap();
            continue;
        };
        let (field, after) = field.split_once('}').unwrap();
        let proposal = field.trim_start_matches(|c: char| c.is_ascii_digit());
        text += match proposal.strip_prefix('|') {
            Some(choices) => choices.split([',', '|']).next().unwrap(),
            None => proposal.strip_prefix(':').unwrap(),
        };
        rest = after;
    }
    text + rest
}

#[test]
fn the_snippets_together_are_a_tree_in_the_one_style() {
    let file = fs::read_to_string(extension().join("snippets/certdot.json")).unwrap();
    let snippets: serde_json::Value = serde_json::from_str(&file).unwrap();
    let mut text = String::new();
    for snippet in snippets.as_object().unwrap().values() {
        for line in snippet["body"].as_array().unwrap() {
            text += &expansion(line.as_str().unwrap()).replace('\t', "    ");
            text.push('\n');
        }
    }
    let input = Input {
        name: "tree.cert".into(),
        path: "tree.cert".into(),
        bytes: text.clone().into(),
    };
    let compilation = compile(input, Options::new(&Disk, Path::new("."))).unwrap();
    assert_eq!(compilation.count(Severity::Error), 0, "{text}");
    assert_eq!(format(&text).text, text);
}

#[test]
fn the_licence_is_the_projects() {
    let licence = |path: PathBuf| fs::read_to_string(path).unwrap();
    assert_eq!(
        licence(extension().join("LICENSE")),
        licence(root().join("LICENSE-MIT"))
    );
}
