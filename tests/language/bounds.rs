//! What would grow without end is bounded, and the bound is an error that names it; nothing grows before it is told.

use certdot::diagnostics::Code::{self, *};

use crate::picture::{dot, draws, errors, project};

#[track_caller]
fn assert_errors(text: &str, codes: &[Code]) {
    assert_eq!(errors(text), codes);
}

#[test]
fn a_name_has_at_most_128_kib() {
    let longest = "x".repeat(128 << 10);
    let (bare, quoted) = (format!("{longest}x"), format!("\"{longest} \""));
    assert_eq!(
        errors(&format!("node {longest}\nnode \"{longest}\" \"A\"")),
        []
    );
    for long in [&bare, &quoted] {
        assert_errors(&format!("node {long}"), &[WrongName]);
        assert_errors(&format!("a >> {long} >> b"), &[WrongName]);
        assert_errors(&format!("group {long} {{ node a }}"), &[WrongName]);
        assert_errors(&format!("cert {long}\nnode a"), &[WrongName]);
    }
    let told = &project(format!("node {bare}")).compile().diagnostics[0].message;
    assert!(told.contains("131073") && told.contains("131072"), "{told}");
    // It is a bound of names; a label may be longer.
    assert_eq!(errors(&format!("node a \"{longest} longer\"")), []);
}

#[test]
fn ids_are_right_however_much_stands_in_groups_of_long_names() {
    let name = "x".repeat(10_000);
    let nodes: String = (0..50).map(|node| format!("a{node} >> b\n")).collect();
    let dot = dot(&format!("group {name} {{ group g {{\n{nodes}}} }}")).replace("\\\n", "");
    for node in 0..50 {
        let edge = format!("\"{name}/g/a{node}\" -> \"{name}/g/b\" [");
        assert!(dot.contains(&edge), "a{node}");
    }
}

#[test]
fn the_tooltip_of_an_edge_has_of_a_long_label_its_beginning() {
    let label = "é".repeat(50_000);
    let dot = dot(&format!("a \"{label}\" >> b \"B\"")).replace("\\\n", "");
    let (_, tooltip) = dot.split_once("\"a\" -> \"b\" [tooltip=\"").unwrap();
    let (from, to) = tooltip.split_once(" → ").unwrap();
    assert!(label.starts_with(from.strip_suffix('…').unwrap()));
    assert!(from.len() > 1_000 && from.len() < 3_000, "{}", from.len());
    assert!(to.starts_with("B\""));
    assert_eq!(
        dot.matches(&label).count(),
        2,
        "the node has all of it, drawn and under the pointer"
    );
}

#[test]
fn all_chains_together_make_at_most_100_000_000_edges() {
    let nodes: Vec<String> = (0..400).map(|node| format!("n{node}")).collect();
    let chains = "each g >> each g\n".repeat(1_200);
    let errors = errors(&format!("node {} in g\n{chains}", nodes.join(", ")));
    assert_eq!(
        errors, [TooManyEdges; 1_001],
        "none of the others is looked at"
    );
}

#[test]
fn an_edge_is_one_whatever_its_values_are_spelled_like() {
    assert_eq!(
        draws(
            "a >> edge \"L\" [penwidth=2] >> b\na >> edge [label=\"L\", penwidth=\"2\"] >> b\nb << edge \"\\u{4C}\" [penwidth=2] << a"
        ),
        draws("a >> edge \"L\" [penwidth=2] >> b\nb << edge \"L\" [penwidth=2] << a")
    );
    assert_ne!(
        draws("a >> edge \"L\" >> b\na >> edge \"M\" >> b"),
        draws("a >> edge \"L\" >> b")
    );
}
