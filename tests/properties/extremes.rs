//! Very much of anything: it takes its time and its memory in proportion, and overflows nothing.

use certdot::compile::{Input, Options, compile};
use certdot::diagnostics::render::{human, short};
use certdot::diagnostics::{Code, Severity, to_json};
use certdot::source::{MOST_BYTES, Memory};

use crate::project::{compiled_alone, dot};
use crate::runs::more;

/// How many bytes much of something is. That is enough to overflow what recurses and never to end what is quadratic.
fn much() -> usize {
    200_000 * more().unwrap_or(1) as usize
}

/// Compiles, shows the first messages, and tells the codes of errors, each once.
#[track_caller]
fn errors(text: impl AsRef<[u8]>) -> Vec<Code> {
    let compilation = compiled_alone(text);
    for diagnostic in compilation.diagnostics.iter().take(50) {
        let shown = human(diagnostic, &compilation.sources, false);
        assert!(shown.len() < 20_000, "{} bytes", shown.len());
        short(diagnostic, &compilation.sources);
        to_json(diagnostic, &compilation.sources);
    }
    let errors = compilation.diagnostics.iter();
    let mut codes: Vec<Code> = errors
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .map(|diagnostic| diagnostic.code)
        .collect();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.is_empty(), !dot(&compilation).is_empty());
    codes
}

/// A great many of one token, in one line and in as many.
#[track_caller]
fn assert_survived(token: &str) {
    for blank in ["", " ", "\n"] {
        let text = format!("{token}{blank}").repeat(much() / (token.len() + blank.len()));
        assert!(!errors(text).is_empty(), "{token:?}");
    }
}

#[test]
fn many_braces() {
    assert_survived("{");
    assert_survived("}");
}

#[test]
fn many_brackets() {
    assert_survived("[");
    assert_survived("]");
}

#[test]
fn many_quotes() {
    assert_survived("\"");
    assert_survived("a\"");
}

#[test]
fn many_openings_of_comments() {
    assert_survived("/*");
}

#[test]
fn many_groups_in_each_other() {
    assert_survived("group a {");
    let right = format!("{}b >> c{}", "group a {".repeat(256), "}".repeat(256));
    assert_eq!(errors(&right), []);
    let deep = format!("{}b >> c{}", "group a {\n".repeat(257), "}\n".repeat(257));
    assert_eq!(errors(&deep), [Code::TooDeep]);
}

#[test]
fn many_arrows() {
    assert_survived(">>");
    assert_survived("a >>");
}

#[test]
fn many_commas() {
    assert_survived(",");
    assert_survived("a,");
}

#[test]
fn many_slashes() {
    assert_survived("/ ");
    assert_survived("a/");
    assert_survived("a in ");
}

#[test]
fn many_marks_that_are_none() {
    assert_survived("?");
    assert_survived("=");
    assert_survived("\\");
    assert_survived("x ?");
}

#[test]
fn a_long_line() {
    let text = format!("node a [tooltip=\"{}\", colour=red]", "x ".repeat(1 << 20));
    assert_eq!(errors(text), [Code::UnknownAttribute]);
    let comment = format!("/* {} */ node a; lone", "x".repeat(1 << 20));
    assert_eq!(errors(comment), [Code::LoneName]);
    assert_eq!(errors("node a; ".repeat(1 << 17)), []);
}

#[test]
fn a_long_name_and_a_long_label() {
    let longest = "n".repeat(128 << 10);
    assert_eq!(errors(format!("node {longest}")), []);
    assert_eq!(errors(format!("node {longest}n")), [Code::WrongName]);
    let name = "n".repeat(100 << 10);
    assert_eq!(
        errors(format!("{name} >> {name}\n{name} >> \"{name} quoted\"")),
        []
    );
    assert_eq!(errors(format!("node a \"{}\"", "w".repeat(1 << 20))), []);
    assert_eq!(
        errors(format!(
            "group {name} {{ node {name} }}\n{name}/{name} >> x in {name}"
        )),
        []
    );
    assert_eq!(errors(format!("lone{name}")), [Code::LoneName]);
    assert_eq!(errors(format!("node {}", "a-".repeat(1 << 16))).len(), 1);
}

#[test]
fn a_hundred_thousand_terms() {
    let names: Vec<String> = (0..100_000).map(|number| format!("n{number}")).collect();
    assert_eq!(errors(format!("node {}", names.join(", "))), []);
    assert_eq!(
        errors(format!(
            "row {}\nnode {}",
            names.join(", "),
            names.join(", ")
        )),
        []
    );
    assert_eq!(errors(names.join(" >> ")), []);
}

#[test]
fn a_chain_makes_a_hundred_thousand_edges_and_no_more() {
    let names = |letter: &str, count: usize| {
        let names: Vec<String> = (0..count)
            .map(|number| format!("{letter}{number}"))
            .collect();
        names.join(", ")
    };
    let right = format!("{} >> {}", names("a", 100), names("b", 1_000));
    let compilation = compiled_alone(&right);
    assert_eq!(compilation.model.expect("it is right").edges.len(), 100_000);
    let one_more = format!("{right} >> c");
    assert_eq!(errors(one_more), [Code::TooManyEdges], "1,000 more");
    let wrong = format!("{} >> a0", names("a", 100_001));
    assert_eq!(errors(wrong), [Code::TooManyEdges]);
    let group = format!("group g {{ node {} }}\n", names("a", 1_000));
    assert_eq!(errors(format!("{group}{} >> each g", names("b", 100))), []);
    assert_eq!(
        errors(format!("{group}{} >> each g", names("b", 101))),
        [Code::TooManyEdges]
    );
}

#[test]
fn edges_are_counted_before_they_are_made() {
    // All of them would be 10¹⁰ ends, and more edges than there are atoms on earth.
    let names: Vec<String> = (0..100_000).map(|number| format!("n{number}")).collect();
    let group = format!("group g {{ node {} }}\n", names.join(", "));
    let every = vec!["each g"; 100_000].join(", ");
    assert_eq!(
        errors(format!("{group}{every} >> {every}")),
        [Code::TooManyEdges]
    );
    let chain = vec!["each g"; 100_000].join(" >> ");
    assert_eq!(errors(format!("{group}{chain}")), [Code::TooManyEdges]);
}

#[test]
fn mistakes_in_every_place() {
    assert_eq!(errors("a -> b\n".repeat(200_000)), [Code::WrongArrow]);
    let names: String = (0..100_000)
        .map(|number| format!("x >> g/n{number}\n"))
        .collect();
    assert_eq!(
        errors(format!("group g {{ node a }}\n{names}")),
        [Code::UnknownPath]
    );
    let groups: String = (0..50_000)
        .map(|number| format!("group g{number} {{ node a }}\n"))
        .collect();
    assert_eq!(
        errors(format!("{groups}{}", "a >> b\n".repeat(50_000))),
        [Code::AmbiguousName]
    );
}

#[test]
fn a_file_has_256_mib_at_most() {
    let files = Memory::default();
    let options = Options::new(&files, "/");
    let input = Input {
        name: "a.cert".into(),
        path: "/a.cert".into(),
        bytes: vec![b' '; MOST_BYTES as usize + 1],
    };
    assert!(compile(input, options).is_err());
}
