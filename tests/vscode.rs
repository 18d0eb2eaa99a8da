//! The extension for Visual Studio Code: its own tests pass, and what is packed is what it needs.
//!
//! On a machine without Node.js this is passed over, and says so; where `CI` is set, it fails.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use certdot::compile::{Input, Options, compile};
use certdot::diagnostics::Severity;
use certdot::format::format;
use certdot::source::Disk;
use tempfile::TempDir;

fn extension() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/vscode")
}

fn npm(arguments: &[&str]) -> Command {
    let mut npm = Command::new("npm");
    npm.args(arguments).current_dir(extension());
    npm
}

/// Whether the tools are here, with the packages that the lock file names.
fn is_ready() -> bool {
    static IS_READY: OnceLock<bool> = OnceLock::new();
    *IS_READY.get_or_init(|| {
        let is_here = ["node", "npm"]
            .into_iter()
            .all(|name| Command::new(name).arg("--version").output().is_ok());
        assert!(
            is_here || env::var_os("CI").is_none(),
            "this test needs `node` and `npm`: run `bash tests/run`, which installs them"
        );
        if !is_here {
            eprintln!(
                "`node` and `npm` are not here: the extension for Visual Studio Code is not tested"
            );
            return false;
        }
        let changed = |name: &str| fs::metadata(extension().join(name))?.modified();
        let installed = changed("node_modules/.package-lock.json");
        if installed.is_err() || installed.unwrap() < changed("package-lock.json").unwrap() {
            run(npm(&["ci"]));
        }
        true
    })
}

/// Runs a command to its good end.
fn run(mut command: Command) {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}\n{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
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
        let mut test = npm(&["test"]);
        test.env("CERTDOT_PROGRAM", env!("CARGO_BIN_EXE_certdot"));
        run(test);
    }
}

#[test]
fn one_command_packs_what_is_needed_and_nothing_else() {
    if !is_ready() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let package = folder.path().join("certdot.vsix");
    run(npm(&[
        "run",
        "package",
        "--",
        "--out",
        package.to_str().unwrap(),
    ]));
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
        licence(Path::new(env!("CARGO_MANIFEST_DIR")).join("LICENSE-MIT"))
    );
}
