//! The table of floors in ARCHITECTURE.md is true.

mod circles;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

struct Row {
    floor: u32,
    module: String,
    may_import: BTreeSet<String>,
}

/// The rows of the table, from the lowest floor up.
fn table() -> Vec<Row> {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut above: BTreeSet<String> = BTreeSet::new();
    let mut rows = Vec::new();
    for line in page.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, floor, module, _, imports, _] = cells[..] else {
            continue;
        };
        let Ok(floor) = floor.parse() else { continue };
        let module = module.trim_matches('`').to_owned();
        let may_import = if imports == "all of the above" {
            above.clone()
        } else {
            imports
                .split(',')
                .map(|name| name.trim().trim_matches('`').to_owned())
                .filter(|name| name != "–")
                .collect()
        };
        above.insert(module.clone());
        rows.push(Row {
            floor,
            module,
            may_import,
        });
    }
    rows
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The source files of a module.
fn files(module: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("src").join(module)];
    let single = root().join(format!("src/{module}.rs"));
    if single.is_file() {
        files.push(single);
    }
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files
}

/// The modules of the crate that a file names, its tests left out.
fn imports(file: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(file).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|after| {
            after
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap()
                .to_owned()
        })
        .collect()
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let rows = table();
    let places: BTreeMap<&str, usize> = (0..)
        .zip(&rows)
        .map(|(place, row)| (row.module.as_str(), place))
        .collect();
    for (place, row) in rows.iter().enumerate() {
        let files = files(&row.module);
        assert!(!files.is_empty(), "there is no module `{}`", row.module);
        for file in files {
            for import in imports(&file) {
                if import == row.module {
                    continue;
                }
                assert!(
                    row.may_import.contains(&import),
                    "{}: `{}` may not import `{import}`",
                    file.display(),
                    row.module
                );
                assert!(
                    places[import.as_str()] < place,
                    "`{}` stands above `{import}`, which it imports",
                    row.module
                );
            }
        }
    }
}

#[test]
fn the_table_has_all_modules_in_the_order_of_the_library() {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let modules: Vec<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let rows = table();
    let listed: Vec<&str> = rows.iter().map(|row| row.module.as_str()).collect();
    assert_eq!(modules, listed);
    assert!(rows.is_sorted_by_key(|row| row.floor));
}

#[test]
fn only_parse_knows_pest_and_only_emit_knows_the_structures() {
    for (library, owner) in [("pest", "parse"), ("dot_structures", "emit")] {
        for row in table() {
            for file in files(&row.module) {
                let text = fs::read_to_string(&file).unwrap();
                let names_it = text
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .any(|line| {
                        line.contains(&format!("{library}::"))
                            || line.contains(&format!("{library}_derive"))
                    });
                assert!(
                    !names_it || row.module == owner,
                    "{} names {library}, which only `{owner}` knows",
                    file.display()
                );
            }
        }
    }
}

/// The rules of the grammar, each with what its body names.
fn rules() -> BTreeMap<String, BTreeSet<String>> {
    let grammar = fs::read_to_string(root().join("grammar/cert.pest")).unwrap();
    let mut rules: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut rule = String::new();
    for line in grammar.lines() {
        // What stands in quotes is the language's, not the grammar's.
        let unquoted: String = line.split('"').step_by(2).collect::<Vec<_>>().join(" ");
        let unquoted = unquoted.split("//").next().unwrap_or_default().to_owned();
        let body = match unquoted.split_once('=') {
            Some((name, body)) => {
                rule = name.trim().to_owned();
                body.to_owned()
            }
            None => unquoted,
        };
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        let words = body.split(|letter| !is_word(letter)).map(str::to_owned);
        let words = words.filter(|word| !word.is_empty());
        rules.entry(rule.clone()).or_default().extend(words);
    }
    rules
}

#[test]
fn the_grammar_never_recurses() {
    // So it needs no guard against a stack that overflows.
    let mut rules = rules();
    assert!(rules["chunk"].contains("group") && rules.len() > 20);
    let names: BTreeSet<String> = rules.keys().cloned().collect();
    for words in rules.values_mut() {
        words.retain(|word| names.contains(word));
    }
    // Rules that name no rule that is left are taken away, until none is left or all that are left are in a circle.
    while let Some(leaf) = rules.iter().find(|(_, words)| words.is_empty()) {
        let leaf = leaf.0.clone();
        rules.remove(&leaf);
        for words in rules.values_mut() {
            words.remove(&leaf);
        }
    }
    assert!(
        rules.is_empty(),
        "rules that come back to themselves: {rules:?}"
    );
}

#[test]
fn the_library_never_prints_and_never_exits() {
    for row in table().iter().filter(|row| row.module != "cli") {
        for file in files(&row.module) {
            let text = fs::read_to_string(&file).unwrap();
            for word in [
                "println!",
                "eprintln!",
                "print!",
                "process::exit",
                "std::env",
            ] {
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                assert!(
                    !code
                        .lines()
                        .any(|line| !line.trim_start().starts_with("//") && line.contains(word)),
                    "{} has `{word}`",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn every_dependency_has_a_line() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let libraries = page.split("## Libraries").nth(1).unwrap();
    let mut in_dependencies = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.ends_with("dependencies]");
        } else if let (true, Some((name, _))) = (in_dependencies, line.split_once(" = ")) {
            assert!(
                libraries.contains(name),
                "{name} has no line in ARCHITECTURE.md"
            );
        }
    }
}
