//! What a name means: the six rules, and that order does not count.

use certdot::diagnostics::Code::{self, *};

use crate::picture::{accepts, assert_same, draws, errors, warnings};

#[track_caller]
fn assert_errors(text: &str, codes: &[Code]) {
    assert_eq!(errors(text), codes, "{text}");
}

// ---- scopes ----

#[test]
fn in_one_scope_a_name_is_a_node_or_a_group() {
    for text in [
        "node a\ngroup a { node b }",
        "group a { node b }\nnode a",
        "group a { node b }\nnew a >> c",
        "group g { node a\ngroup a { node b } }",
        "node a\nnode b in a",
        "group a { node b }\nnode a in g\nnode x in g/a",
    ] {
        assert_errors(text, &[NodeAndGroup]);
    }
    assert_eq!(
        draws("node a\ngroup g { group a { node b } }"),
        "a, g { a { b } }",
        "two scopes, two things"
    );
}

#[test]
fn no_node_or_group_has_the_name_of_an_edge_style() {
    for text in [
        "node dive",
        "new dive >> a",
        "group dive { node a }",
        "node a in dive",
        "edge fast\nnode fast",
        "node fast\nedge fast",
        "edge fast\ngroup g { node fast }",
        "edge fast\ngroup g { group fast { node a } }",
        "node a\nrow a, dive",
    ] {
        assert_errors(text, &[StyleName]);
    }
}

#[test]
fn certs_are_a_namespace_of_their_own() {
    accepts("cert dive\nnode a [cert=dive]");
    accepts("cert g\ngroup g { node a [cert=g] }");
    assert_eq!(draws("cert a \"A\"\nedge a\nnode b [cert=a]"), "b \"A\"");
}

#[test]
fn every_name_may_be_used_before_it_is_declared() {
    assert_same("a >> b\nnode a \"A\"", "node a \"A\"\na >> b");
    assert_eq!(draws("node x in g\ngroup g \"G\" { }"), "g \"G\" { x }");
    assert_eq!(
        draws("a >> g/b\ngroup g { node b }"),
        "a, g { b } | a >> g/b"
    );
    assert_eq!(draws("node a\ncert a \"A\""), "a \"A\"");
    assert_eq!(draws("a >> fast >> b\nedge fast"), "a, b | a >> fast >> b");
}

// ---- rule 1: links ----

#[test]
fn a_lone_style_between_two_arrows_is_the_link() {
    assert_eq!(draws("a >> dive >> b"), "a, b | a >> dive >> b");
    assert_eq!(
        draws("a >> dive >> b >> c"),
        "a, b, c | a >> dive >> b | b >> c"
    );
    assert_eq!(draws("a >> \"dive\" >> b"), "a, b | a >> dive >> b");
    assert_eq!(
        draws("a, b >> dive >> c, d"),
        "a, b, c, d | a >> dive >> c | a >> dive >> d | b >> dive >> c | b >> dive >> d"
    );
    assert_eq!(draws("a >> edge >> b"), "a, b | a >> b");
    assert_eq!(
        draws("edge \"edge\" [penwidth=2]\na >> \"edge\" >> b"),
        "a, b | a >> edge >> b"
    );
    assert_eq!(
        draws("a >> \"edge\" >> b"),
        "a, edge, b | a >> edge | edge >> b",
        "in quotes it is a name like others"
    );
}

#[test]
fn a_style_anywhere_else_is_an_error() {
    for text in [
        "dive >> a",
        "a >> dive",
        "a >> dive, b >> c",
        "a >> b, dive >> c",
        "a, dive >> b",
        "edge >> a >> b",
        "a >> edge",
    ] {
        assert_errors(text, &[MisplacedLink]);
    }
    assert_errors("a >> new dive >> b", &[StyleName]);
    assert_errors("a >> g/dive >> b\ngroup g { node x }", &[UnknownPath]);
}

// ---- rule 2: new ----

#[test]
fn new_makes_a_fresh_node() {
    assert_eq!(
        draws("node a\ngroup g { new a >> b }"),
        "a, g { a, b } | g/a >> g/b"
    );
    assert_eq!(
        draws("a >> new b\nc >> new b"),
        "a, b, c, b#2 | a >> b | c >> b#2"
    );
    assert_eq!(
        draws("new a >> new a >> new a"),
        "a, a#2, a#3 | a >> a#2 | a#2 >> a#3"
    );
    assert_eq!(draws("node new a, new a"), "a, a#2");
}

#[test]
fn from_anywhere_in_its_scope_the_plain_name_means_the_new_node() {
    assert_eq!(
        draws("node a\ngroup g { b >> a\nnew a >> c\nd >> a }"),
        "a, g { b, a, c, d } | g/b >> g/a | g/a >> g/c | g/d >> g/a"
    );
    assert_eq!(
        draws("node a\ngroup g { new a >> b\ngroup h { c >> a } }"),
        "a, g { a, b, h { c } } | g/a >> g/b | g/h/c >> g/a",
        "inner scopes ask the scopes around them"
    );
    assert_eq!(draws("new a >> a"), "a | a >> a");
}

#[test]
fn of_several_the_nearest_before_is_meant_else_the_first_after() {
    assert_eq!(
        draws("a >> x\nnew a >> y\na >> z\nnew a >> u\na >> v"),
        "a, x, y, z, a#2, u, v | a >> x | a >> y | a >> z | a#2 >> u | a#2 >> v"
    );
    assert_eq!(
        draws("new a >> a >> new a >> a"),
        "a, a#2 | a >> a | a >> a#2 | a#2 >> a#2"
    );
    assert_eq!(
        draws("group g { new a >> b\ngroup h { a >> c }\nnew a >> d\ngroup i { a >> e } }"),
        "g { a, b, a#2, d, h { c }, i { e } } | g/a >> g/b | g/a >> g/h/c | g/a#2 >> g/d | g/a#2 >> g/i/e"
    );
}

#[test]
fn a_node_statement_is_numbered_among_the_new_ones() {
    assert_eq!(
        draws("new a >> x\nnode a\na >> y\nnew a >> z"),
        "a, x, a#2, y, a#3, z | a >> x | a#2 >> y | a#3 >> z"
    );
    assert_eq!(
        draws("node a \"A\"\nnew a >> b"),
        "a \"A\", a#2, b | a#2 >> b"
    );
    assert_eq!(
        draws("node a\nnew a >> b\nnode a \"A\""),
        "a \"A\", a#2, b | a#2 >> b",
        "said twice it is one node all the same"
    );
}

#[test]
fn numbers_are_counted_in_each_scope_apart() {
    assert_eq!(
        draws("new a >> b\ngroup g { new a >> c\nnew a >> d }\nnew a >> e"),
        "a, b, a#2, e, g { a, c, a#2, d } | a >> b | g/a >> g/c | g/a#2 >> g/d | a#2 >> e"
    );
}

#[test]
fn a_new_node_is_private() {
    assert_eq!(
        draws("group g { new a >> b }\na >> c"),
        "a, c, g { a, b } | g/a >> g/b | a >> c",
        "from outside the plain name is another node"
    );
    assert_eq!(
        draws("group g { new a >> b }\ng/a >> c"),
        "c, g { a, b } | g/a >> g/b | g/a >> c"
    );
    assert_eq!(
        draws("group g { new a >> b }\ngroup h { node a }\na >> c"),
        "c, g { a, b }, h { a } | g/a >> g/b | h/a >> c",
        "it is no candidate"
    );
    assert_eq!(
        draws("group g { new a >> b }\ngroup h { a >> c }"),
        "g { a, b }, h { a, c } | g/a >> g/b | h/a >> h/c"
    );
}

// ---- rule 3: what the scope declares ----

#[test]
fn what_a_scope_declares_is_meant_before_all_others() {
    assert_eq!(
        draws("node a\ngroup g { node a\na >> b }"),
        "a, g { a, b } | g/a >> g/b"
    );
    assert_eq!(
        draws("node a\ngroup g { a >> b\nnode a }"),
        "a, g { a, b } | g/a >> g/b"
    );
    assert_eq!(
        draws("node a\ngroup g { group a { node x }\nb >> a }"),
        "a, g { b, a { x } } | g/b >> {g/a}"
    );
    assert_eq!(
        draws("node a\ngroup g { node a in h\na >> b }"),
        "a, g { b, h { a } } | a >> g/b",
        "the scope that declares is the one that the place names"
    );
}

#[test]
fn a_node_statement_with_an_arrow_does_not_declare() {
    assert_eq!(
        draws("node a\ngroup g { node a >> b }"),
        "a, g { b } | a >> g/b"
    );
}

#[test]
fn node_said_twice_is_one_node_with_its_attributes_merged() {
    assert_eq!(
        draws("node a \"A\"\nnode a [penwidth=2]\na [color=red] >> b"),
        "a \"A\" [color=red, penwidth=2], b | a >> b"
    );
    assert_eq!(draws("node a, a"), "a");
    assert_eq!(
        draws("a \"A\" >> b\nc >> a \"A\""),
        "a \"A\", b, c | a >> b | c >> a"
    );
}

#[test]
fn the_same_attribute_with_two_values_is_an_error_that_shows_both_places() {
    for text in [
        "node a [penwidth=1]\nnode a [penwidth=2]",
        "node a \"A\"\nnode a \"B\"",
        "node a \"A\" [label=B]",
        "node a [label=A, label=B]",
        "a \"A\" >> b\nc >> a \"B\"",
        "group g [penwidth=1] { node a }\ngroup g [penwidth=2] { }",
        "group g \"A\" [label=B] { node a }",
        "diagram \"A\" [title=B]",
        "cert a \"A\" [label=B]",
        "edge fast [penwidth=1, penwidth=2]",
        "a >> dive \"A\" [label=B] >> b",
    ] {
        assert_errors(text, &[TwoValues]);
        let compilation = crate::picture::project(text).compile();
        let conflict = &compilation.diagnostics[0];
        let places: Vec<u32> = std::iter::once(conflict.span)
            .chain(conflict.others.iter().map(|(span, _)| *span))
            .map(|span| span.start)
            .collect();
        assert_eq!(places.len(), 2, "{text}");
        assert_ne!(places[0], places[1], "{text}");
    }
    for text in [
        "node a \"A\" [label=A]",
        "diagram \"A\" [title=A]",
        "node a [penwidth=1]\nnode a [penwidth=1]",
        "a >> dive \"A\" [label=A] >> b",
    ] {
        accepts(text);
    }
}

// ---- rule 4: what a scope around it knows ----

#[test]
fn a_name_that_the_outer_scope_knows_is_shared() {
    assert_eq!(
        draws("node a\ngroup g { a >> b }\ngroup h { a >> c }"),
        "a, g { b }, h { c } | a >> g/b | a >> h/c"
    );
    assert_eq!(
        draws("a >> x\ngroup g { a >> b }"),
        "a, x, g { b } | a >> x | a >> g/b",
        "being said is enough"
    );
    assert_eq!(
        draws("group g { a >> b }\na >> x"),
        "a, x, g { b } | a >> g/b | a >> x",
        "even later"
    );
    assert_eq!(
        draws("node a\ngroup g { group h { group i { a >> b } } }"),
        "a, g { h { i { b } } } | a >> g/h/i/b"
    );
}

#[test]
fn the_nearest_scope_out_that_knows_it_counts() {
    assert_eq!(
        draws("node a\ngroup g { node a\ngroup h { a >> b } }"),
        "a, g { a, h { b } } | g/a >> g/h/b"
    );
    assert_eq!(
        draws("node a\ngroup g { a >> x\ngroup h { a >> b } }"),
        "a, g { x, h { b } } | a >> g/x | a >> g/h/b",
        "what g says, it has from further out"
    );
    assert_eq!(
        draws("group a { node x }\ngroup g { b >> a }"),
        "a { x }, g { b } | g/b >> {a}",
        "an outer group too"
    );
    assert_eq!(
        draws("group g { group h { a >> b }\na >> c }\ngroup k { a >> d }"),
        "g { a, c, h { b } }, k { a, d } | g/a >> g/h/b | g/a >> g/c | k/a >> k/d"
    );
}

// ---- rule 5: what groups inside declare ----

#[test]
fn what_a_group_declares_can_be_used_from_outside_by_its_plain_name() {
    assert_eq!(draws("group g { node a }\na >> b"), "b, g { a } | g/a >> b");
    assert_eq!(
        draws("a >> b\ngroup g { group h { node a } }"),
        "b, g { h { a } } | g/h/a >> b"
    );
    assert_eq!(
        draws("group g { group h { node a }\na >> b }\ngroup k { a >> c }"),
        "g { b, h { a } }, k { a, c } | g/h/a >> g/b | k/a >> k/c",
        "from a sibling it cannot"
    );
    assert_eq!(
        draws("node a in g\na >> b"),
        "b, g { a } | g/a >> b",
        "with a place too"
    );
}

#[test]
fn what_a_group_only_says_is_its_own() {
    assert_eq!(
        draws("group g { a >> b }\ngroup h { node b }\nb >> c"),
        "c, g { a, b }, h { b } | g/a >> h/b | h/b >> c".replace("g { a, b }", "g { a }")
    );
}

#[test]
fn several_declarations_inside_are_an_error_that_lists_their_paths() {
    assert_errors(
        "group g { node a }\ngroup h { node a }\na >> b",
        &[AmbiguousName],
    );
    assert_errors(
        "group g { node a\ngroup h { node a } }\na >> b",
        &[AmbiguousName],
    );
    assert_errors("a >> b\nnode a in g\nnode a in h", &[AmbiguousName]);
    assert_errors(
        "group g { node a }\ngroup h { node a }\nrow a",
        &[AmbiguousName],
    );
    assert_errors(
        "group g { node a }\ngroup h { node a }\na >> g, h",
        &[AmbiguousName],
    );
    assert_eq!(
        draws("group g { node a }\ngroup h { node a }\ng/a >> b\nh/a >> b"),
        "b, g { a }, h { a } | g/a >> b | h/a >> b"
    );
    assert_eq!(
        draws("group g { node a }\ngroup h { node a }\nnode a\na >> b"),
        "a, b, g { a }, h { a } | a >> b",
        "what the scope itself declares comes first"
    );
    let compilation =
        crate::picture::project("group g { node a }\ngroup \"h i\" { node a }\na >> b").compile();
    let told = format!("{:?}", compilation.diagnostics);
    assert!(told.contains("g/a") && told.contains("h i"), "{told}");
}

#[test]
fn a_group_further_in_can_be_said_from_outside_by_its_plain_name() {
    assert_eq!(
        draws("qa >> d1\ngroup work { group qa { node t } }"),
        "d1, work { qa { t } } | {work/qa} >> d1"
    );
    assert_eq!(
        draws("group work { group qa { node t } }\nqa >> d1 in work"),
        "work { d1, qa { t } } | {work/qa} >> work/d1",
        "in its own scope it was so before"
    );
    assert_eq!(
        draws("group a { group b { group qa { node t }\nx >> y } }\nz >> qa"),
        "z, a { b { x, y, qa { t } } } | a/b/x >> a/b/y | z >> {a/b/qa}"
    );
    assert_eq!(
        draws("group work { group qa { node t } }\nnode qa\nqa >> d1"),
        "qa, d1, work { qa { t } } | qa >> d1",
        "what the scope itself declares comes first"
    );
    assert_eq!(
        draws("qa >> d1\nnode t in work/qa"),
        "d1, work { qa { t } } | {work/qa} >> d1",
        "made by a place too"
    );
    assert_eq!(
        draws("group work { group qa { node t } }\ngroup play { qa >> x }"),
        "work { qa { t } }, play { qa, x } | play/qa >> play/x",
        "from a sibling it cannot"
    );
    assert_eq!(
        draws("group work { group qa { node t } }\nqa >> d1\ngroup play { qa >> x }"),
        "d1, work { qa { t } }, play { x } | {work/qa} >> d1 | {work/qa} >> play/x",
        "unless the scope around both says it"
    );
}

#[test]
fn several_groups_of_a_name_and_nodes_beside_them_are_ambiguous() {
    for text in [
        "group a { group qa { node t } }\ngroup b { group qa { node u } }\nqa >> x",
        "group a { group qa { node t } }\ngroup b { node qa }\nx >> qa",
        "group a { group b { group qa { group qa { node t } } } }\nx >> qa",
    ] {
        assert_errors(text, &[AmbiguousName]);
    }
    assert_errors(
        "group work { group qa { node t }\nnode qa }\nqa >> d1",
        &[NodeAndGroup],
    );
    assert_errors(
        "group work { group qa { node t } }\nnode x\nrow x, qa",
        &[WrongRow],
    );
    let compilation = crate::picture::project(
        "group a { group qa { node t } }\ngroup b { group qa { node u } }\nqa >> x",
    )
    .compile();
    let told = format!("{:?}", compilation.diagnostics);
    assert!(
        told.contains("a/qa") && told.contains("b/qa") && told.contains("2 groups"),
        "{told}"
    );
}

#[test]
fn a_name_said_in_a_group_may_mean_what_a_sibling_declares_if_the_outer_scope_says_it() {
    assert_eq!(
        draws("group g { node a }\na >> x\ngroup h { a >> b }"),
        "x, g { a }, h { b } | g/a >> x | g/a >> h/b",
        "in h it means what it means outside"
    );
}

// ---- rule 6: made by being said ----

#[test]
fn sibling_groups_that_say_a_name_have_a_node_each() {
    assert_eq!(
        draws("group g { security >> a }\ngroup h { security >> b }"),
        "g { security, a }, h { security, b } | g/security >> g/a | h/security >> h/b"
    );
}

#[test]
fn a_name_that_nothing_declares_is_made_in_the_scope_that_says_it() {
    assert_eq!(draws("a >> b"), "a, b | a >> b");
    assert_eq!(draws("group g { a >> b }"), "g { a, b } | g/a >> g/b");
    assert_eq!(draws("a >> b in g"), "g { a, b } | g/a >> g/b");
    assert_eq!(
        draws("group g { group h { a >> b } }"),
        "g { h { a, b } } | g/h/a >> g/h/b"
    );
}

#[test]
fn a_name_said_in_a_group_and_outside_is_drawn_outside_and_warned_of() {
    assert_eq!(
        draws("a >> b\ngroup g { b >> c }"),
        "a, b, g { c } | a >> b | b >> g/c"
    );
    assert_eq!(warnings("a >> b\ngroup g { b >> c }"), [DrawnOutside]);
    assert_eq!(warnings("node b\na >> b\ngroup g { b >> c }"), []);
}

// ---- edges to groups ----

#[test]
fn a_chain_may_name_a_group() {
    assert_eq!(draws("group g { node a }\nb >> g"), "b, g { a } | b >> {g}");
    assert_eq!(draws("b >> g\nnode a in g"), "b, g { a } | b >> {g}");
    assert_eq!(
        draws("group g { node a }\ngroup h { node b }\ng >> h, c"),
        "c, g { a }, h { b } | {g} >> {h} | {g} >> c"
    );
    assert_eq!(
        draws("group g { group h { node a } }\nb >> g/h"),
        "b, g { h { a } } | b >> {g/h}"
    );
    assert_eq!(
        draws("group g { group h { node a } }\nh >> b"),
        "b, g { h { a } } | {g/h} >> b",
        "groups are found inside by their plain name too"
    );
}

#[test]
fn an_edge_between_a_group_and_itself_or_its_inside_is_an_error() {
    for text in [
        "group g { node a }\ng >> g",
        "group g { node a }\ng >> g/a",
        "group g { node a\na >> g }",
        "group g { group h { node a }\nh >> g }",
        "group g { group h { node a } }\ng/h >> g",
        "group g { group h { node a } }\ng -- g/h/a",
    ] {
        assert_errors(text, &[EdgeToItself]);
    }
    accepts("group g { node a }\ngroup h { node b }\ng >> h/b");
    accepts("group g { group h { node a }\ngroup i { node b }\nh >> i }");
}

#[test]
fn a_label_or_attributes_on_a_group_in_a_chain_are_an_error() {
    for text in [
        "group g { node a }\nb >> g \"G\"",
        "group g { node a }\nb >> g [color=red]",
        "group g { group h { node a } }\nb >> g/h \"H\"",
    ] {
        assert_errors(text, &[GroupAppearance]);
    }
    // Declared as a node it would be both.
    assert_errors("group g { node a }\nnode g \"G\"", &[NodeAndGroup]);
}
