//! `in`: where a chain stands.

use certdot::diagnostics::Code::{self, *};

use crate::picture::{assert_same, draws, errors};

#[track_caller]
fn assert_errors(text: &str, codes: &[Code]) {
    assert_eq!(errors(text), codes, "{text}");
}

#[test]
fn a_chain_with_a_place_behaves_as_if_it_stood_in_the_group() {
    assert_same("group g { a >> b }", "a >> b in g");
    assert_same(
        "group g { group h { node a \"A\" } }",
        "node a \"A\" in g/h",
    );
    assert_same(
        "node x\ngroup g { x >> new y >> dive >> z }",
        "node x\nx >> new y >> dive >> z in g",
    );
    assert_same("group \"a b\" { node c }", "node c in \"a b\"");
    assert_same(
        "group g { edge [penwidth=2]\na >> b }",
        "group g { edge [penwidth=2] }\na >> b in g",
    );
}

#[test]
fn what_is_missing_of_a_place_is_created_where_the_chain_stands() {
    assert_eq!(draws("node a in g / h"), "g { h { a } }");
    assert_eq!(
        draws("group g { node x }\nnode a in g/h/i"),
        "g { x, h { i { a } } }"
    );
    assert_eq!(draws("group k { node a in g/h }"), "k { g { h { a } } }");
    assert_eq!(draws("node a in g\nnode b in g"), "g { a, b }");
    assert_eq!(
        draws("node a in g\ngroup g \"G\" { node b }"),
        "g \"G\" { a, b }"
    );
}

#[test]
fn a_place_found_in_its_scope_is_reopened() {
    assert_eq!(draws("group g { node a }\nnode b in g"), "g { a, b }");
    assert_eq!(
        draws("group g { node a }\ngroup k { group g { node b }\nnode c in g }"),
        "g { a }, k { g { b, c } }"
    );
}

#[test]
fn a_place_is_looked_for_outwards() {
    assert_eq!(
        draws("group g { node a }\ngroup k { node b in g\nnode x }"),
        "g { a, b }, k { x }"
    );
    assert_eq!(
        draws("group g { group h { node a } }\ngroup k { group l { node b in g/h\nnode x } }"),
        "g { h { a, b } }, k { l { x } }"
    );
    assert_eq!(
        draws("group g { node a\nnode b in g }"),
        "g { a, b }",
        "a scope's own name is found around it"
    );
    assert_eq!(
        draws("group k { node b in g\nnode x }\nnode a in g"),
        "k { x }, g { b, a }",
        "outer scopes are settled first, wherever they say it"
    );
}

#[test]
fn found_further_out_the_rest_must_exist() {
    assert_errors(
        "group g { node a }\ngroup k { node b in g/h }",
        &[MissingPlace],
    );
    assert_eq!(
        draws("group g { group h { node a } }\ngroup k { node b in g/h\nnode x }"),
        "g { h { a, b } }, k { x }"
    );
    assert_eq!(
        draws("group k { node b in g/h\nnode x }\nnode a in g/h"),
        "k { x }, g { h { b, a } }",
        "once every place is settled"
    );
    assert_eq!(
        draws("group g { node a in h }\ngroup k { node b in g/h\nnode x }"),
        "g { h { a, b } }, k { x }"
    );
    assert_eq!(
        draws("group k { node b in g/h\nnode x }\ngroup g { node a in h }"),
        "k { x }, g { h { b, a } }"
    );
}

#[test]
fn a_place_only_ever_adds_below_where_it_stands() {
    assert_eq!(
        draws("group k { node a in g }\ngroup l { node b in g }"),
        "k { g { a } }, l { g { b } }"
    );
    assert_eq!(
        draws("group k { node a in g\ngroup l { node b in g\nnode x } }"),
        "k { g { a, b }, l { x } }"
    );
    assert_eq!(
        draws("group k { group l { node b in g\nnode x }\nnode a in g }"),
        "k { l { x }, g { b, a } }"
    );
}

#[test]
fn places_inside_a_place_of_the_same_program_do_not_depend_on_order() {
    let statements = [
        "node a in p/q",
        "group p { node b in q }",
        "group p { group q { node c in r } }",
        "node d in p/q/r",
    ];
    let expected = ["p", "q", "r"];
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]] {
        let text: Vec<&str> = order.iter().map(|index| statements[*index]).collect();
        let drawn = draws(&text.join("\n"));
        for group in expected {
            assert_eq!(drawn.matches(&format!("{group} {{")).count(), 1, "{drawn}");
        }
    }
}

#[test]
fn a_place_is_a_group_and_no_node() {
    assert_errors("node g\nnode a in g", &[NodeAndGroup]);
    assert_errors("node a in dive", &[StyleName]);
    assert_eq!(
        draws("node g\ngroup k { node a in g }"),
        "g, k { g { a } }",
        "in another scope it may be both"
    );
}

#[test]
fn the_first_term_is_looked_for_from_the_place() {
    assert_eq!(
        draws("node a\ngroup g { node a }\na >> b in g"),
        "a, g { a, b } | g/a >> g/b"
    );
    assert_eq!(draws("node a\na >> b in g"), "a, g { b } | a >> g/b");
}

#[test]
fn a_place_may_not_nest_deeper_than_groups_may() {
    let deep = |depth: usize| {
        let names: Vec<String> = (0..depth).map(|level| format!("g{level}")).collect();
        format!("node a in {}", names.join("/"))
    };
    assert_eq!(errors(&deep(256)), []);
    assert_errors(&deep(257), &[TooDeep]);
    let both = format!(
        "{}node a in x/y{}",
        "group g {\n".repeat(255),
        "\n}".repeat(255)
    );
    assert_errors(&both, &[TooDeep]);
}
