//! Paths and `each`.

use certdot::diagnostics::Code::{self, *};

use crate::picture::{accepts, draws, errors};

#[track_caller]
fn assert_errors(text: &str, codes: &[Code]) {
    assert_eq!(errors(text), codes, "{text}");
}

#[test]
fn a_path_is_the_node_or_group_directly_in_a_group() {
    assert_eq!(
        draws("group net { node a }\nnet/a >> b"),
        "b, net { a } | net/a >> b"
    );
    assert_eq!(
        draws("group net { group inner { node a } }\nnet/inner >> b"),
        "b, net { inner { a } } | {net/inner} >> b"
    );
    assert_eq!(
        draws("group \"a b\" { group \"c/d\" { node e } }\n\"a b\"/\"c/d\"/e >> f"),
        "f, a b { c/d { e } } | a b/c/d/e >> f"
    );
    assert_eq!(
        draws("group net { x >> a }\nnet/a >> b"),
        "b, net { x, a } | net/x >> net/a | net/a >> b",
        "said is enough"
    );
    assert_errors(
        "group net { group inner { node a } }\nnet/a >> b",
        &[UnknownPath],
    );
    assert_errors("node a\ngroup net { a >> b }\nnet/a >> c", &[UnknownPath]);
}

#[test]
fn blanks_may_stand_around_the_slashes() {
    assert_eq!(
        draws("group net { node a }\nnet / a >> b"),
        "b, net { a } | net/a >> b"
    );
    assert_eq!(
        draws("group net { node a }\nnet/\n a >> b"),
        "b, net { a } | net/a >> b"
    );
}

#[test]
fn the_first_segment_is_looked_for_here_and_then_outwards() {
    assert_eq!(
        draws("group net { node a }\ngroup g { net/a >> b }"),
        "net { a }, g { b } | net/a >> g/b"
    );
    assert_eq!(
        draws("group net { node a }\ngroup g { group net { node a }\nnet/a >> b }"),
        "net { a }, g { b, net { a } } | g/net/a >> g/b",
        "the nearest counts"
    );
    assert_errors(
        "group net { node a }\ngroup g { group net { node c }\nnet/a >> b }",
        &[UnknownPath],
    );
    assert_eq!(
        draws("group g { node a\ng/a >> b }"),
        "g { a, b } | g/a >> g/b"
    );
    assert_eq!(
        draws("group net { node a }\nnet/a >> b in g"),
        "net { a }, g { b } | net/a >> g/b",
        "with a place, from the place"
    );
    assert_errors(
        "group g { group net { node a } }\nnet/a >> b",
        &[UnknownPath],
    );
}

#[test]
fn a_path_never_creates() {
    for text in [
        "net/a >> b",
        "group net { }\nnet/a >> b",
        "group net { node c }\nnode net/a",
        "group net { node c }\nnet/inner/a >> b",
        "node net\nnet/a >> b",
        "group net { node c }\nnet/a >> b\nnet/a >> d",
    ] {
        assert!(
            errors(text).iter().all(|code| *code == UnknownPath) && !errors(text).is_empty(),
            "{text}: {:?}",
            errors(text)
        );
    }
    assert_errors("group net { node a }\nb >> net/a/c", &[UnknownPath]);
}

#[test]
fn a_path_to_what_something_says_anywhere_exists() {
    accepts("net/a >> b\nnode a in net");
    accepts("net/a >> b\ngroup net { x >> a }");
    accepts("group net { new a >> c }\nnet/a >> b");
}

#[test]
fn a_path_does_not_lead_to_what_the_group_says_and_another_declares() {
    for outside in ["node a", "new a >> b", "new a >> b\nnew a >> c"] {
        let text = format!("{outside}\ngroup g {{ node x\na >> x }}\ng/a >> d");
        assert_errors(&text, &[UnknownPath]);
    }
}

#[test]
fn a_path_with_new_is_an_error() {
    assert_errors("group net { node a }\nb >> new net/a", &[NewPath]);
    assert_errors("group net { node a }\nnode new net/a", &[NewPath]);
}

#[test]
fn a_path_takes_a_label_and_attributes() {
    assert_eq!(
        draws("group net { node a }\nnet/a \"A\" [penwidth=2] >> b"),
        "b, net { a \"A\" [penwidth=2] } | net/a >> b"
    );
    assert_eq!(
        draws("group net { node a }\nnode net/a \"A\""),
        "net { a \"A\" }"
    );
}

// ---- each ----

#[test]
fn each_is_every_node_directly_in_a_group_as_if_listed() {
    assert_eq!(
        draws("group services { node a, b\ngroup inner { node c } }\nlb >> each services >> db"),
        "lb, db, services { a, b, inner { c } } | lb >> services/a | lb >> services/b | services/a >> db | services/b >> db"
    );
    assert_eq!(
        draws("group g { node a, b }\ngroup h { node c, d }\neach g >> each h"),
        "g { a, b }, h { c, d } | g/a >> h/c | g/a >> h/d | g/b >> h/c | g/b >> h/d"
    );
    assert_eq!(
        draws("group g { node a, b }\nx, each g, y >> z"),
        "x, y, z, g { a, b } | x >> z | g/a >> z | g/b >> z | y >> z"
    );
    assert_eq!(
        draws("group g { group h { node a, b } }\nx >> each g/h"),
        "x, g { h { a, b } } | x >> g/h/a | x >> g/h/b"
    );
}

#[test]
fn each_counts_nodes_that_are_said_later_and_elsewhere() {
    assert_eq!(
        draws("x >> each g\ngroup g { node a }\nnode b in g\nb >> y\ngroup g { new a >> z }"),
        "x, y, g { a, b, a#2, z } | x >> g/a | x >> g/b | x >> g/a#2 | x >> g/z | g/b >> y | g/a#2 >> g/z"
    );
    assert_eq!(
        draws("node a\ngroup g { a >> b }\nx >> each g"),
        "a, x, g { b } | a >> g/b | x >> g/b",
        "what is shared does not stand in the group"
    );
}

#[test]
fn each_is_in_the_order_first_said() {
    assert_eq!(
        draws("x >> g/b\ngroup g { node a, b }\ny >> each g"),
        "x, y, g { b, a } | x >> g/b | y >> g/b | y >> g/a"
    );
}

#[test]
fn each_finds_its_group_as_a_path_finds_its_first_segment() {
    assert_eq!(
        draws("group g { node a }\ngroup h { x >> each g }"),
        "g { a }, h { x } | h/x >> g/a"
    );
    assert_eq!(
        draws("group g { node a }\ngroup h { group g { node b }\nx >> each g }"),
        "g { a }, h { x, g { b } } | h/x >> h/g/b"
    );
    assert_errors("x >> each g", &[UnknownPath]);
    assert_errors("node g\nx >> each g", &[UnknownPath]);
    assert_errors(
        "group h { group g { node a } }\nx >> each g",
        &[UnknownPath],
    );
}

#[test]
fn each_takes_no_label_and_no_attributes() {
    assert_errors("group g { node a }\nx >> each g \"G\"", &[WrongEach]);
    assert_errors("group g { node a }\nx >> each g [color=red]", &[WrongEach]);
}

#[test]
fn each_of_a_group_without_nodes_is_an_error() {
    assert_errors("group g { }\nx >> each g", &[WrongEach]);
    assert_errors("group g { group h { node a } }\nx >> each g", &[WrongEach]);
}

#[test]
fn node_each_is_an_error() {
    assert_errors("group g { node a }\nnode each g", &[WrongEach]);
    accepts("group g { node a }\nnode each g >> b");
}

#[test]
fn a_link_between_each_and_each() {
    assert_eq!(
        draws("group g { node a, b }\neach g >> dive >> c"),
        "c, g { a, b } | g/a >> dive >> c | g/b >> dive >> c"
    );
}
