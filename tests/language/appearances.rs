//! What a node looks like, attribute by attribute.

use certdot::diagnostics::Code::*;

use crate::picture::{dot, draws, errors, project};

/// The line of DOT that declares a node.
fn line(dot: &str, id: &str) -> String {
    let start = format!("\"{id}\" [");
    let mut lines = dot
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with(&start));
    let line = lines.next().unwrap_or_else(|| panic!("no {id} in {dot}"));
    assert_eq!(lines.next(), None, "a node is declared once");
    line.to_owned()
}

#[test]
fn a_node_shows_the_cert_of_its_name() {
    assert_eq!(
        draws("cert a \"A\"\nnode a, b\ngroup g { node a }"),
        "a \"A\", b, g { a \"A\" }"
    );
    assert_eq!(
        draws("cert a \"A\"\nnew a >> new a"),
        "a \"A\", a#2 \"A\" | a >> a#2"
    );
}

#[test]
fn a_node_shows_the_cert_that_it_names() {
    assert_eq!(
        draws("cert a \"A\"\ncert b \"B\"\nnode a [cert=b], c [cert=a]"),
        "a \"B\", c \"A\""
    );
    assert_eq!(
        draws("cert a \"A\"\nnode [cert=a]\nnode b"),
        "b \"A\"",
        "by default too"
    );
    assert_eq!(
        draws("cert a \"A\"\ncert b \"B\"\nnode [cert=a]\nnode b"),
        "b \"B\"",
        "its name's before a default"
    );
}

#[test]
fn a_cert_that_is_named_must_exist() {
    assert_eq!(errors("node a [cert=b]"), [UnknownCert]);
    assert_eq!(
        errors("cert sa_assoc\nnode a [cert=sa_asoc]"),
        [UnknownCert]
    );
    assert_eq!(errors("node [cert=b]\nnode a"), [UnknownCert]);
}

#[test]
fn a_node_without_a_label_shows_its_name() {
    assert!(line(&dot("node a"), "a").contains("label=\"a\""));
    assert!(line(&dot("cert a [penwidth=2]\nnode a"), "a").contains("label=\"a\""));
    assert!(line(&dot("cert b \"B\"\nnode a [cert=b]"), "a").contains("label=\"B\""));
    assert!(
        line(&dot("cert b\nnode a [cert=b]"), "a").contains("label=\"a\""),
        "its own, not the cert's"
    );
    assert!(line(&dot("new a >> new a"), "a#2").contains("label=\"a\""));
}

#[test]
fn the_term_counts_before_the_cert_the_cert_before_defaults_the_inner_before_the_outer() {
    let text = |of_term: &str, of_cert: &str, inner: &str, outer: &str| {
        let list = |value: &str| match value {
            "" => "[]".to_owned(),
            value => format!("[label={value}, tooltip={value}, url=\"{value}\"]"),
        };
        format!(
            "cert a {}\nnode {}\ngroup g {{ node {}\nnode a {} }}",
            list(of_cert),
            list(outer),
            list(inner),
            list(of_term)
        )
    };
    for (text, expected) in [
        (text("term", "cert", "inner", "outer"), "term"),
        (text("", "cert", "inner", "outer"), "cert"),
        (text("", "", "inner", "outer"), "inner"),
        (text("", "", "", "outer"), "outer"),
    ] {
        let dot = dot(&text);
        let line = line(&dot, "g/a");
        assert!(line.contains(&format!("label=\"{expected}\"")), "{line}");
        assert!(line.contains(&format!("tooltip=\"{expected}\"")), "{line}");
        // What a default says of all is said once, for all.
        let url = format!("URL=\"{expected}\"");
        let place = match expected {
            "term" | "cert" => &line,
            _ => &dot,
        };
        assert!(place.contains(&url), "{url} in {place}");
    }
}

#[test]
fn each_attribute_is_looked_for_apart() {
    let dot = dot(
        "cert a \"A\" [penwidth=2, fontsize=20]\nnode [color=red, penwidth=4]\nnode a [fontsize=30]",
    );
    let line = line(&dot, "a");
    assert!(
        line.contains("label=\"A\"")
            && line.contains("penwidth=\"2\"")
            && line.contains("fontsize=\"30\""),
        "{line}"
    );
    assert!(
        !line.contains("fontsize=\"20\"") && !line.contains("penwidth=\"4\""),
        "{line}"
    );
    assert!(dot.contains("color=\"red\""), "{dot}");
}

#[test]
fn what_is_said_counts_before_the_theme() {
    let dot = dot(
        "node [fillcolor=red]\nedge [color=red]\ngroup [fillcolor=red]\ndiagram [bgcolor=red]\ngroup g { a >> b }",
    );
    let themed = crate::picture::dot("group g { a >> b }");
    let of = |dot: &str, start: &str| {
        dot.lines()
            .find(|line| line.trim().starts_with(start))
            .unwrap_or_default()
            .to_owned()
    };
    assert!(of(&dot, "node [").contains("fillcolor=\"red\""), "{dot}");
    assert_eq!(of(&dot, "node [").matches("fillcolor=").count(), 1);
    assert!(of(&themed, "node [").contains("fillcolor="));
    assert!(of(&dot, "graph [").contains("bgcolor=\"red\""));
    assert!(of(&dot, "\"g/a\" -> \"g/b\"").contains("color=\"red\""));
    assert!(dot.contains("fillcolor=\"red\""));
}

#[test]
fn attributes_of_a_node_may_be_said_in_several_places() {
    assert_eq!(
        draws("a [penwidth=2] >> b\ngroup g { a [color=red] >> c }\nnode a [fontsize=20]"),
        "a [color=red, fontsize=20, penwidth=2], b, g { c } | a >> b | a >> g/c"
    );
}

#[test]
fn a_used_files_cert_shows_too() {
    let files = project("use \"certs.cert\"\nnode a").with("certs.cert", "cert a \"A\"");
    assert_eq!(files.draws(), "a \"A\"");
}
