//! Each statement: what it may look like, what it does, and what of it is refused.

use certdot::diagnostics::Code::{self, *};

use crate::picture::{accepts, assert_same, dot, draws, errors, project, warnings};

#[track_caller]
fn refused(text: &str) {
    assert!(!errors(text).is_empty(), "{text}");
}

#[track_caller]
fn assert_errors(text: &str, codes: &[Code]) {
    assert_eq!(errors(text), codes, "{text}");
}

// ---- chains ----

#[test]
fn a_chain_without_an_arrow_needs_the_word_node() {
    for lone in [
        "security",
        "security \"Label\"",
        "security [color=red]",
        "a, b",
        "new a",
        "net/a in net",
        "a in net",
        "\"a b\"",
    ] {
        assert_errors(&format!("group net {{ node a }}\n{lone}"), &[LoneName]);
    }
    assert_eq!(draws("node security"), "security");
    assert_eq!(
        draws("node a, b \"B\", c [penwidth=2] in g"),
        "g { a, b \"B\", c [penwidth=2] }"
    );
}

#[test]
fn a_chain_with_arrows_may_begin_with_the_word_node() {
    assert_same("node a >> b", "a >> b");
    assert_same(
        "node a >> new b, c \"C\" >> d in g",
        "a >> new b, c \"C\" >> d in g",
    );
    assert_eq!(draws("node a >> a"), "a | a >> a");
}

#[test]
fn a_term_takes_a_string_and_then_a_list() {
    assert_eq!(
        draws("a \"A\" [penwidth=2], b \"B\" >> c [penwidth=3]"),
        "a \"A\" [penwidth=2], b \"B\", c [penwidth=3] | a >> c | b >> c"
    );
    for text in [
        "a [penwidth=2] \"A\" >> b",
        "a \"A\" \"B\" >> b",
        "node a [penwidth=1] [penwidth=1]",
        "\"A\" a >> b",
    ] {
        refused(text);
    }
}

#[test]
fn an_arrow_has_something_on_both_sides() {
    for text in [
        "a >>",
        ">> a",
        "a >> >> b",
        "a >> , b",
        "node >> a",
        "a, >> b",
        "a ,, b >> c",
        "a >> b,",
        "node a,",
    ] {
        refused(text);
    }
}

#[test]
fn there_are_four_arrows() {
    for arrow in [
        "->", "-->", "=>", "<-", "<--", "<->", "→", ">", "<", "-", "==", "<<>>", ">>>", "---",
        "~>", "..>",
    ] {
        refused(&format!("a {arrow} b"));
    }
    assert_errors("a -> b", &[WrongArrow]);
}

#[test]
fn nothing_stands_after_a_place() {
    for text in [
        "node a in g \"Label\"",
        "node a in g [color=red]",
        "node a in g in h",
        "a in g >> b",
        "node a in g, b",
        "node a in new g",
        "node a in each g",
    ] {
        refused(text);
    }
}

#[test]
fn each_and_new_stand_before_one_name() {
    for text in [
        "new new a >> b",
        "each each g >> b",
        "new each g >> b",
        "new \"a\", >> b",
        "a new >> b",
    ] {
        refused(text);
    }
}

// ---- attribute lists ----

#[test]
fn attributes_are_parted_by_commas_semicolons_or_line_ends() {
    let same = "a [label=\"x\", penwidth=2]";
    for list in [
        "[label=x, penwidth=2]",
        "[label=x; penwidth=2]",
        "[label=x\npenwidth=2]",
        "[ label = x , penwidth = 2 , ]",
        "[\n  label=x\n\n  penwidth=2,\n]",
        "[label=x,\n\npenwidth=2\n]",
        "[label=x // y\npenwidth=2]",
        "[label=x\n// y\n# z\npenwidth=2]",
    ] {
        assert_same(&format!("node {same}"), &format!("node a {list}"));
    }
    accepts("node a []");
    accepts("node a [\n]");
}

#[test]
fn what_is_no_list_of_attributes_is_refused() {
    for list in [
        "[label x]",
        "[label=]",
        "[=x]",
        "[label]",
        "[,]",
        "[label=x,,penwidth=2]",
        "[label=x penwidth=2]",
        "[label==x]",
        "[label=x",
        "label=x]",
        "[[label=x]]",
        "[label=\"x\"y]",
        "[\"label\"=x]",
        "[label=x;]",
    ] {
        refused(&format!("node a {list}"));
    }
    assert_errors("node a [label x]", &[MissingEquals]);
    assert_errors("node a [label=x\nnode b", &[UnclosedList]);
}

// ---- diagram ----

#[test]
fn a_diagram_has_a_title_and_attributes() {
    accepts("diagram");
    accepts("diagram []");
    assert_same("diagram \"T\"", "diagram [title=T]");
    assert!(dot("diagram \"T\"\nnode a").starts_with("digraph \"T\" {"));
    assert!(dot("node a").starts_with("digraph \"\" {"));
    assert_same("node a\ndiagram \"T\"", "diagram \"T\"\nnode a");
    for text in [
        "diagram t",
        "diagram t \"T\"",
        "diagram \"A\" \"B\"",
        "diagram [direction=down] \"T\"",
        "diagram { }",
    ] {
        refused(text);
    }
}

#[test]
fn a_diagram_is_said_once_in_a_file_and_at_the_top_level() {
    assert_errors("diagram \"A\"\ndiagram \"A\"", &[DeclaredTwice]);
    assert_errors(
        "diagram [direction=down]\nnode a\ndiagram [theme=dark]",
        &[DeclaredTwice],
    );
    assert_errors("group g { diagram \"A\" }", &[TopLevelOnly]);
}

// ---- cert ----

#[test]
fn a_cert_draws_nothing_by_itself() {
    assert_eq!(draws("cert a \"A\" [url=\"https://example.org\"]"), "");
    assert_eq!(draws("cert a \"A\"\nnode b"), "b");
    assert_eq!(draws("cert a \"A\"\nnode a"), "a \"A\"");
}

#[test]
fn a_cert_gives_label_icon_and_link() {
    let text = "cert a \"A\" [url=\"https://example.org\", tooltip=T, penwidth=3]\nx >> a";
    let dot = dot(text);
    let line = dot
        .lines()
        .find(|line| line.trim().starts_with("\"a\" ["))
        .unwrap();
    for part in [
        "label=\"A\"",
        "URL=\"https://example.org\"",
        "tooltip=\"T\"",
        "penwidth=\"3\"",
    ] {
        assert!(line.contains(part), "{part} in {line}");
    }
    let with_icon = project("cert a [icon=\"x.png\"]\nnode a")
        .with("x.png", include_bytes!("../images/mark.png"));
    assert!(with_icon.dot().contains("image=\"x.png\""));
}

#[test]
fn a_cert_stands_at_the_top_level_and_is_declared_once_in_a_file() {
    assert_errors("group g { cert a }", &[TopLevelOnly]);
    assert_errors("cert a \"A\"\ncert a \"A\"", &[DeclaredTwice]);
    for text in [
        "cert",
        "cert \"A\" \"B\" \"C\"",
        "cert a b",
        "cert a/b",
        "cert a { }",
        "cert a, b",
    ] {
        refused(text);
    }
}

#[test]
fn the_catalogue_is_one_for_the_whole_program() {
    assert_eq!(
        draws("group g { node a }\nnode a\ncert a \"A\""),
        "a \"A\", g { a \"A\" }"
    );
    let used = project("use \"u.cert\"\ngroup g { node a }").with("u.cert", "cert a \"A\"");
    assert_eq!(used.draws(), "g { a \"A\" }");
    let user = project("cert a \"A\"\nuse \"u.cert\"").with("u.cert", "node a");
    assert_eq!(user.draws(), "a \"A\"");
}

// ---- edge styles ----

#[test]
fn an_edge_style_is_global_and_may_be_declared_after_its_use() {
    assert_eq!(
        draws("group g { a >> fast >> b }\nedge fast \"Fast\" [penwidth=2]"),
        "g { a, b } | g/a >> fast >> g/b"
    );
    for end in ["\n", ";", " // it is\n"] {
        assert_eq!(
            draws(&format!("edge \"so fast\"{end}a >> \"so fast\" >> b")),
            "a, b | a >> so fast >> b"
        );
    }
    assert_errors("group g { edge fast [penwidth=2] }", &[TopLevelOnly]);
    assert_errors("edge fast\nedge fast", &[DeclaredTwice]);
    for text in [
        "edge fast slow",
        "edge fast { }",
        "edge a/b",
        "edge a >> b >> c [x",
        "edge fast [penwidth=2] \"F\"",
    ] {
        refused(text);
    }
}

#[test]
fn the_string_of_a_style_is_its_meaning_and_not_drawn_on_edges() {
    let meaning = dot("edge fast \"Means fast\" [penwidth=2]\na >> fast >> b");
    let edge = meaning.lines().find(|line| line.contains("->")).unwrap();
    assert!(!edge.contains("label="), "{edge}");
    assert!(
        edge.contains("Means fast") && edge.contains("penwidth=\"2\""),
        "{edge}"
    );
    let label = dot("edge fast \"Means fast\" [label=drawn]\na >> fast >> b");
    assert!(label.contains(", label=\"drawn\""), "{label}");
}

#[test]
fn dive_is_there_from_the_start() {
    let dot = dot("a >> dive >> b");
    let edge = dot.lines().find(|line| line.contains("->")).unwrap();
    for part in [
        "color=\"magenta\"",
        "style=\"dashed\"",
        "class=\"dive\"",
        "Dive deep",
    ] {
        assert!(edge.contains(part), "{part} in {edge}");
    }
}

#[test]
fn declaring_dive_again_replaces_it() {
    let dot = dot("edge dive [penwidth=2]\na >> dive >> b");
    let edge = dot.lines().find(|line| line.contains("->")).unwrap();
    assert!(
        edge.contains("penwidth=\"2\"") && edge.contains("class=\"dive\""),
        "{edge}"
    );
    for part in ["magenta", "dashed", "Dive deep"] {
        assert!(!edge.contains(part), "{part} in {edge}");
    }
}

// ---- groups ----

#[test]
fn a_group_is_a_box_around_what_its_block_says_and_groups_nest() {
    assert_eq!(
        draws(
            "group g { node a\ngroup h { a2 >> b\n group i { node c } } node d }"
                .replace("} node d", "}\nnode d")
                .as_str()
        ),
        "g { a, d, h { a2, b, i { c } } } | g/h/a2 >> g/h/b"
    );
    assert_eq!(draws("group g { }\ngroup h {}"), "g {}, h {}");
}

#[test]
fn a_group_named_again_in_the_same_place_is_reopened() {
    assert_eq!(
        draws("group g { node a }\nnode x\ngroup g { node b }"),
        "x, g { a, b }"
    );
    assert_eq!(
        draws("group g { group h { node a } }\ngroup h { node b }\ngroup g { group h { node c } }"),
        "g { h { a, c } }, h { b }",
        "elsewhere it is another group"
    );
    assert_eq!(draws("group g { }\ngroup \"g\" { node a }"), "g { a }");
    assert_eq!(
        draws("group g \"G\" [color=red] { }\ngroup g { node a }"),
        "g \"G\" [color=red] { a }"
    );
    assert_eq!(draws("group g \"G\" { }\ngroup g \"G\" { }"), "g \"G\" {}");
    assert_errors("group g \"G\" { }\ngroup g \"H\" { }", &[TwoValues]);
}

#[test]
fn a_group_has_a_name_and_a_label_or_one_string_for_both() {
    assert_eq!(
        draws("group net \"Networking\" { node a }\nnode b in net"),
        "net \"Networking\" { a, b }"
    );
    assert_eq!(
        draws("group \"Networking\" { node a }\nnode b in \"Networking\""),
        "Networking { a, b }"
    );
    assert!(dot("group \"Networking\" { node a }").contains("label=\"Networking\""));
    assert!(dot("group net \"Networking\" { node a }").contains("subgraph \"cluster_net\""));
}

#[test]
fn what_is_no_group_is_refused() {
    for text in [
        "group { node a }",
        "group g",
        "group g \"G\"",
        "group a b { }",
        "group a/b { }",
        "group new a { }",
        "group g { node a",
        "group g [color=red] \"G\" { }",
        "group a, b { }",
        "{ node a }",
    ] {
        refused(text);
    }
    assert_errors("group g { node a", &[UnclosedGroup]);
    assert_errors("node a\n}", &[StrayBrace]);
}

// ---- rows ----

#[test]
fn a_row_draws_its_nodes_on_one_rank() {
    let dot = dot("node a, b\nrow a, b");
    assert!(dot.contains("{ rank=\"same\"; \"a\"; \"b\"; }"), "{dot}");
    assert_same("row a, b\nnode a, b", "node a, b\nrow a, b");
    accepts("group g { node a, b\nrow a, b }");
    accepts("group g { node a, b }\nrow a, b");
    accepts("group g { node a, b }\nrow g/a, g/b");
    accepts("node a\ngroup g { row a }");
}

#[test]
fn a_row_said_twice_is_drawn_once() {
    for twice in ["row a, b\nrow a, b", "row a, b\nrow b, a", "row a, b, a"] {
        assert_same(&format!("node a, b\n{twice}"), "node a, b\nrow a, b");
    }
}

#[test]
fn a_row_makes_nothing() {
    assert_errors("row a", &[WrongRow]);
    assert_errors("node a\nrow a, b", &[WrongRow]);
    assert_errors("group g { }\nrow g/a", &[UnknownPath]);
    assert_eq!(
        draws("group g { row a }\nnode a"),
        "a, g {}",
        "what is said in a row is not said in its group"
    );
    assert_eq!(
        draws("group g { a >> b }\nnode x, a\nrow a, x"),
        "a, x, g { b } | a >> g/b"
    );
}

#[test]
fn the_nodes_of_a_row_are_in_one_group() {
    assert_errors("node a\ngroup g { node b }\nrow a, b", &[WrongRow]);
    assert_errors(
        "group g { node a }\ngroup h { node b }\nrow g/a, h/b",
        &[WrongRow],
    );
    assert_errors(
        "group g { node a\ngroup h { node b } }\nrow g/a, g/h/b",
        &[WrongRow],
    );
}

#[test]
fn a_row_takes_names_and_paths_only() {
    for text in [
        "row",
        "row a >> b",
        "row a \"A\"",
        "row a [color=red]",
        "row new a",
        "row each g",
        "row a in g",
        "row a,",
        "row a b",
    ] {
        refused(&format!("node a, b\ngroup g {{ node c }}\n{text}"));
    }
}

#[test]
fn a_group_in_a_row_is_an_error() {
    assert_errors("node a\ngroup g { node b }\nrow a, g", &[WrongRow]);
    assert_errors(
        "group g { group h { node b }\nnode a }\nrow g/a, g/h",
        &[WrongRow],
    );
}

// ---- defaults ----

#[test]
fn defaults_count_in_the_whole_scope_wherever_they_stand() {
    assert_same("node [penwidth=2]\na >> b", "a >> b\nnode [penwidth=2]");
    assert_same("edge [penwidth=2]\na >> b", "a >> b\nedge [penwidth=2]");
    assert_same(
        "group [penwidth=2]\ngroup g { node a }",
        "group g { node a }\ngroup [penwidth=2]",
    );
    assert_same(
        "group g { node [penwidth=2]\nnode a }",
        "group g { node a }\ngroup g { node [penwidth=2] }",
    );
}

#[test]
fn defaults_count_in_inner_scopes_and_not_outside() {
    assert_eq!(
        draws("group g { edge [penwidth=2]\na >> b\ngroup h { c >> d } }\ne >> f"),
        "e, f, g { a, b, h { c, d } } | g/a >> g/b [penwidth=2] | g/h/c >> g/h/d [penwidth=2] | e >> f"
    );
    assert_eq!(
        draws("group [penwidth=2]\ngroup g { group h { node a } }"),
        "g [penwidth=2] { h [penwidth=2] { a } }"
    );
    assert_eq!(
        draws("group g { group [penwidth=2]\ngroup h { node a } }"),
        "g { h [penwidth=2] { a } }",
        "the group in which they stand is not inside itself"
    );
    assert_eq!(
        draws("group g { node [label=x]\nnode a\ngroup h { node b } }\nnode c"),
        "c, g { a \"x\", h { b \"x\" } }"
    );
}

#[test]
fn the_inner_scopes_defaults_win() {
    assert_eq!(
        draws("edge [penwidth=2, color=red]\ngroup g { edge [penwidth=3]\na >> b }"),
        "g { a, b } | g/a >> g/b [color=red, penwidth=3]"
    );
    assert_eq!(
        draws("node [label=x]\ngroup g { node [label=y]\nnode a }\nnode b"),
        "b \"x\", g { a \"y\" }"
    );
    assert_eq!(
        draws("group [penwidth=2]\ngroup g { group [penwidth=3]\ngroup h { node a } }"),
        "g [penwidth=2] { h [penwidth=3] { a } }"
    );
}

#[test]
fn the_defaults_of_a_chain_are_those_of_where_it_stands() {
    assert_eq!(
        draws("group g { edge [penwidth=2]\nnode x }\na >> b in g\nc >> g/x"),
        "c, g { x, a, b } | g/a >> g/b [penwidth=2] | c >> g/x"
    );
}

#[test]
fn defaults_of_one_scope_agree() {
    assert_eq!(
        draws("edge [penwidth=2]\nedge [color=red, penwidth=2]\na >> b"),
        "a, b | a >> b [color=red, penwidth=2]"
    );
    assert_errors("node [penwidth=2]\nnode [penwidth=3]\nnode a", &[TwoValues]);
    refused("cert [penwidth=2]");
    refused("row [penwidth=2]");
}

// ---- use ----

#[test]
fn use_stands_at_the_top_level_and_names_a_file_or_a_catalogue() {
    assert_eq!(
        project("use \"u.cert\"").with("u.cert", "node a").draws(),
        "a"
    );
    assert_eq!(
        project("group g { use \"u.cert\" }")
            .with("u.cert", "node a")
            .errors(),
        [TopLevelOnly]
    );
    assert_errors("use nosuchcatalogue", &[UnknownCatalogue]);
    for text in [
        "use",
        "use \"u.cert\" \"v.cert\"",
        "use u.cert",
        "use \"u.cert\" [color=red]",
        "use a, b",
    ] {
        assert!(
            !project(text).with("u.cert", "node a").errors().is_empty(),
            "{text}"
        );
    }
}

#[test]
fn a_word_that_is_no_statement_is_an_error() {
    for text in [
        "foo bar",
        "grup g { }",
        "title \"T\"",
        "node",
        "new a",
        "each g",
        "in g",
        "digraph g { a -> b }",
        "a = b",
        "a: b",
    ] {
        refused(text);
    }
    assert!(warnings("node a").is_empty());
}
