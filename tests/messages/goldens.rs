//! Each input gives its golden, and each code has one.

use std::fs;

use certdot::diagnostics::Code;
use certdot::diagnostics::render::human;

use crate::inputs::{compiled, folder, names};

#[test]
fn each_input_gives_its_golden() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for name in names() {
        let file = format!("{name}.cert");
        let compilation = compiled(&file, &fs::read(folder().join(&file)).unwrap());
        let shown: String = compilation
            .diagnostics
            .iter()
            .map(|diagnostic| human(diagnostic, &compilation.sources, false))
            .collect();
        let golden = folder().join(format!("{name}.txt"));
        if bless {
            fs::write(&golden, shown).unwrap();
        } else if shown != fs::read_to_string(&golden).unwrap_or_default() {
            wrong.push(format!("{}:\n{shown}", golden.display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "not what these have: {}",
        wrong.join("\n")
    );
}

#[test]
fn an_input_shows_the_code_that_it_is_called_after() {
    let mut shown = Vec::new();
    for name in names() {
        let file = format!("{name}.cert");
        let Some(code) = name.split('-').next().and_then(Code::from_name) else {
            continue;
        };
        let compilation = compiled(&file, &fs::read(folder().join(&file)).unwrap());
        let mut codes = compilation.diagnostics.iter().map(|problem| problem.code);
        assert!(codes.any(|other| other == code), "{name} shows no {code}");
        shown.push(code);
    }
    for code in Code::ALL {
        assert!(shown.contains(code), "no input is called after {code}");
    }
}

#[test]
fn each_golden_has_an_input() {
    let names = names();
    for entry in fs::read_dir(folder()).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        if let Some(name) = file.strip_suffix(".txt") {
            assert!(names.iter().any(|input| input == name), "{file}");
        }
    }
}
