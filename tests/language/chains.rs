//! Chains: arrows, lists, links, what is drawn once, bounds.

use certdot::diagnostics::Code::{self, *};

use crate::picture::{accepts, draws, errors, project, warnings};

#[track_caller]
fn assert_errors(text: &str, codes: &[Code]) {
    assert_eq!(errors(text), codes, "{text}");
}

// ---- arrows and lists ----

#[test]
fn there_is_an_arrow_for_each_way() {
    assert_eq!(draws("a >> b"), "a, b | a >> b");
    assert_eq!(draws("a << b"), "a, b | a << b");
    assert_eq!(draws("a -- b"), "a, b | a -- b");
    assert_eq!(draws("a <> b"), "a, b | a <> b");
    assert_eq!(
        draws("a >> b << c -- d <> e"),
        "a, b, c, d, e | a >> b | b << c | c -- d | d <> e"
    );
    assert_eq!(draws("a >> a"), "a | a >> a");
}

#[test]
fn each_arrow_joins_each_on_its_left_with_each_on_its_right() {
    assert_eq!(
        draws("a, b >> c, d"),
        "a, b, c, d | a >> c | a >> d | b >> c | b >> d"
    );
    assert_eq!(
        draws("a >> b, c >> d"),
        "a, b, c, d | a >> b | a >> c | b >> d | c >> d"
    );
    assert_eq!(draws("a, a >> b"), "a, b | a >> b");
    assert_eq!(draws("a, new a >> b"), "a, b | a >> b");
}

// ---- links ----

#[test]
fn a_link_stands_between_two_arrows_that_are_the_same() {
    for arrow in [">>", "<<", "--", "<>"] {
        assert_eq!(
            draws(&format!("a {arrow} dive {arrow} b")),
            format!("a, b | a {arrow} dive {arrow} b")
        );
    }
    for text in [
        "a >> dive << b",
        "a << dive >> b",
        "a >> dive -- b",
        "a -- edge >> b",
        "a <> dive >> b",
    ] {
        assert_errors(text, &[LinkArrows]);
    }
}

#[test]
fn a_link_may_carry_a_label_and_attributes_of_its_own() {
    assert_eq!(
        draws("a >> dive \"after 2 years\" [penwidth=2] >> b"),
        "a, b | a >> dive >> b [label=after 2 years, penwidth=2]"
    );
    assert_eq!(
        draws("a >> edge \"optional\" >> b"),
        "a, b | a >> b [label=optional]"
    );
    assert_eq!(
        draws("a >> edge [color=red] >> b >> c"),
        "a, b, c | a >> b [color=red] | b >> c"
    );
    assert_eq!(
        draws("edge fast [penwidth=2, color=red]\na >> fast [penwidth=3] >> b"),
        "a, b | a >> fast >> b [penwidth=3]",
        "its own count before the style's"
    );
}

#[test]
fn a_chain_does_not_begin_or_end_with_a_link_and_two_do_not_stand_side_by_side() {
    for text in [
        "dive >> a",
        "a >> dive",
        "edge >> a",
        "a >> b >> edge",
        "a >> dive >> dive >> b",
        "a >> dive >> edge >> b",
        "a >> dive in g",
    ] {
        let found = errors(text);
        assert!(
            !found.is_empty() && found.iter().all(|code| *code == MisplacedLink),
            "{text}: {found:?}"
        );
    }
    assert_eq!(
        draws("a >> dive >> b >> dive >> c"),
        "a, b, c | a >> dive >> b | b >> dive >> c"
    );
}

#[test]
fn a_label_and_attributes_anywhere_in_a_chain_are_the_nodes() {
    assert_eq!(
        draws("a \"A\" >> b \"B\" [color=red], c >> d [penwidth=2]"),
        "a \"A\", b \"B\" [color=red], c, d [penwidth=2] | a >> b | a >> c | b >> d | c >> d"
    );
}

// ---- drawn once ----

#[test]
fn edges_that_agree_are_one() {
    assert_eq!(draws("a >> b\na >> b"), "a, b | a >> b");
    assert_eq!(draws("a >> b >> a >> b"), "a, b | a >> b | b >> a");
    assert_eq!(draws("a << b\nb >> a"), "a, b | a << b");
    assert_eq!(draws("b >> a\na << b"), "b, a | b >> a");
    assert_eq!(draws("a -- b\nb -- a"), "a, b | a -- b");
    assert_eq!(draws("a <> b\nb <> a"), "a, b | a <> b");
    assert_eq!(
        draws("a >> dive >> b\na >> dive >> b"),
        "a, b | a >> dive >> b"
    );
    assert_eq!(
        draws("a >> edge \"x\" >> b\na >> edge [label=x] >> b"),
        "a, b | a >> b [label=x]"
    );
    assert_eq!(
        draws("a >> edge [color=red, penwidth=2] >> b\nb << edge [penwidth=2, color=red] << a"),
        "a, b | a >> b [color=red, penwidth=2]"
    );
    assert_eq!(
        draws("group g { node x }\na >> g\ng << a"),
        "a, g { x } | a >> {g}"
    );
    assert_eq!(draws("a >> edge >> b\na >> b"), "a, b | a >> b");
}

#[test]
fn edges_that_differ_in_anything_are_several() {
    for (text, count) in [
        ("a >> b\nb >> a", 2),
        ("a >> b\na << b", 2),
        ("a >> b\na -- b", 2),
        ("a >> b\na <> b", 2),
        ("a -- b\na <> b", 2),
        ("a >> b\na >> dive >> b", 2),
        ("edge x\nedge y\na >> x >> b\na >> y >> b", 2),
        ("a >> b\na >> edge \"x\" >> b", 2),
        ("a >> edge \"x\" >> b\na >> edge \"y\" >> b", 2),
        ("a >> b\na >> edge [color=red] >> b", 2),
        ("a >> edge [color=red] >> b\na >> edge [color=blue] >> b", 2),
        ("node a, b\na >> b\ngroup g { edge [color=red]\na >> b }", 2),
        ("node a, b\na >> b\ngroup g { a >> b }", 1),
        ("group g { node x }\na >> g\na >> g/x", 2),
        ("new a >> b\nnew a >> b", 2),
    ] {
        assert_eq!(draws(text).split(" | ").count() - 1, count, "{text}");
    }
}

// ---- bounds ----

#[test]
fn a_chain_makes_at_most_100_000_edges() {
    let list = |count: usize, name: &str| {
        let names: Vec<String> = (0..count).map(|number| format!("{name}{number}")).collect();
        names.join(", ")
    };
    assert_eq!(
        errors(&format!("{} >> {}", list(200, "a"), list(500, "b"))),
        []
    );
    assert_errors(
        &format!("{} >> {}", list(200, "a"), list(501, "b")),
        &[TooManyEdges],
    );
    assert_errors(
        &format!("{} >> {} >> x", list(200, "a"), list(500, "b")),
        &[TooManyEdges],
    );
    assert_errors(
        &format!("{} >> dive >> {}", list(317, "a"), list(317, "b")),
        &[TooManyEdges],
    );
}

#[test]
fn a_bound_that_each_breaks_is_told_before_anything_grows() {
    let nodes: Vec<String> = (0..2_000).map(|number| format!("n{number}")).collect();
    let each = vec!["each g"; 20_000].join(", ");
    let text = format!(
        "node {} in g\n{each} >> x\n{each} >> {each}",
        nodes.join(", ")
    );
    assert_errors(&text, &[TooManyEdges, TooManyEdges]);
}

#[test]
fn groups_nest_256_deep() {
    let nested = |depth: usize| {
        format!(
            "{}node a\n{}",
            "group g {\n".repeat(depth),
            "}\n".repeat(depth)
        )
    };
    assert_eq!(errors(&nested(256)), []);
    assert_errors(&nested(257), &[TooDeep]);
    assert_errors(&nested(2_000), &[TooDeep]);
}

#[test]
fn a_file_has_at_most_256_mib() {
    use certdot::compile::{Input, compile};
    use certdot::source::{MOST_BYTES, Memory};
    assert_eq!(MOST_BYTES, 256 << 20);
    let files = Memory::default();
    let input = Input {
        name: "main.cert".into(),
        path: "/project/main.cert".into(),
        bytes: vec![b'\n'; MOST_BYTES as usize + 1],
    };
    assert!(compile(input, crate::picture::options(&files, "/project".as_ref())).is_err());
}

#[test]
fn at_most_1_000_files_are_used() {
    let with_uses = |count: usize| {
        let uses: String = (0..count)
            .map(|number| format!("use \"f{number}.cert\"\n"))
            .collect();
        (0..count).fold(project(uses), |project, number| {
            project.with(&format!("f{number}.cert"), format!("node n{number}"))
        })
    };
    assert_eq!(with_uses(1_000).errors(), []);
    assert_eq!(with_uses(1_001).errors(), [TooManyFiles]);
}

#[test]
fn a_cycle_of_forward_edges_is_warned_of() {
    assert_eq!(warnings("a >> b >> c >> a"), [Cycle]);
    assert_eq!(warnings("a >> b\nb -- a"), []);
    accepts("a >> b >> a");
}
