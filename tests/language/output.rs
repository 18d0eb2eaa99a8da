//! The DOT that comes out: ids, order, clusters, edges, tooltips, icons.
//!
//! What Graphviz makes of it is tried elsewhere, with Graphviz.

use std::collections::BTreeSet;

use crate::picture::{assert_same, dot, drawn, project};

/// The statements of a DOT text without the defaults.
fn statements(dot: &str) -> Vec<&str> {
    let is_default = |line: &&str| {
        ["graph [", "node [", "edge ["]
            .iter()
            .any(|start| line.starts_with(start))
    };
    dot.lines()
        .map(str::trim)
        .filter(|line| !is_default(line))
        .collect()
}

/// The ids of the statements that begin with one, in their order: nodes, and edges as `a -> b`.
fn ids(text: &str) -> Vec<String> {
    let dot = dot(text);
    let begun = statements(&dot)
        .into_iter()
        .filter(|line| line.starts_with('"'));
    begun
        .map(|line| line[..line.find(" [").unwrap_or(line.len())].replace('"', ""))
        .collect()
}

/// The only statement that begins so.
#[track_caller]
fn line(text: &str, start: &str) -> String {
    let dot = dot(text);
    let found: Vec<&str> = dot
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with(start))
        .collect();
    assert_eq!(found.len(), 1, "{start} in {dot}");
    found[0].to_owned()
}

#[track_caller]
fn assert_has(line: &str, attribute: &str) {
    assert!(
        line.contains(&format!("{attribute},")) || line.contains(&format!("{attribute}]")),
        "{attribute} in {line}"
    );
}

// ---- the graph ----

#[test]
fn one_digraph_is_named_by_the_title() {
    let dot = dot("diagram \"My tree\"\na >> b\ngroup g { node c }");
    assert!(dot.starts_with("digraph \"My tree\" {\n"), "{dot}");
    assert_eq!(dot.matches("digraph").count(), 1);
    assert!(dot.ends_with("}\n"));
    assert!(
        crate::picture::dot("a >> b").starts_with("digraph \"\" {\n"),
        "no title, no name"
    );
}

#[test]
fn the_name_is_escaped_as_names_in_ids_are() {
    for (title, name) in [
        ("CI/CD", r"CI\/CD"),
        ("a#b", r"a\#b"),
        ("R&D", "R&amp;D"),
        (r"a\\b", r"a\\b"),
        (r#"say \"x\""#, r#"say \"x\""#),
        ("100%", "100%"),
        ("%d", r"\%d"),
    ] {
        let dot = dot(&format!("diagram \"{title}\"\na >> b"));
        assert!(dot.starts_with(&format!("digraph \"{name}\" {{")), "{dot}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let mut text = String::new();
    for number in 0..200 {
        text += &format!(
            "cert c{number} [penwidth=2, color=red, fontsize=20]\nedge s{number} [color=red, penwidth=3]\n\
             group g{number} {{ node c{number}, a, b\na >> s{number} >> b }}\n"
        );
    }
    let first = dot(&text);
    for _ in 0..5 {
        assert!(dot(&text) == first, "not the same bytes");
    }
}

// ---- ids ----

#[test]
fn a_nodes_id_is_its_group_names_and_its_name() {
    assert_eq!(
        ids(
            "node security\ngroup \"Networking\" { group \"Networking Engineer\" { node security } }"
        ),
        ["security", "Networking/Networking Engineer/security"]
    );
    assert_eq!(
        ids("group net \"Networking\" { node a \"A\" }"),
        ["net/a"],
        "names, not labels"
    );
    assert_eq!(ids("node a in g/h"), ["g/h/a"]);
}

#[test]
fn a_second_new_is_numbered() {
    assert_eq!(
        ids("group g { new a, new b, new a >> new a }")[..4],
        ["g/a", "g/b", "g/a#2", "g/a#3"]
    );
    assert_eq!(
        ids("new a >> new a\ngroup g { new a >> b }")[..4],
        ["a", "a#2", "g/a", "g/b"],
        "counted in each scope"
    );
}

#[test]
fn inside_a_name_four_characters_are_escaped() {
    for (name, id) in [
        (r"a\\b", r"a\\b"),
        ("a/b", r"a\/b"),
        ("a#2", r"a\#2"),
        ("a&b", "a&amp;b"),
        ("a&amp;b", "a&amp;amp;b"),
        (r#"a\"b"#, r#"a\"b"#),
        ("a b<c>é|{}:;=%", "a b<c>é|{}:;=%"),
    ] {
        let text = format!("group \"{name}\" {{ node \"{name}\" }}");
        line(&text, &format!("subgraph \"cluster_{id}\" {{"));
        line(&text, &format!("\"{id}/{id}\" ["));
    }
}

#[test]
fn a_line_end_in_a_name_is_escaped_too() {
    line("node \"a\\nb\"", r#""a\nb" ["#);
    line(r#"node "a\\nb""#, r#""a\\nb" ["#);
}

#[test]
fn an_id_that_would_begin_with_a_percent_sign_does_not() {
    line("node \"%3\"", r#""\%3" ["#);
    let text = "group \"%g\" { node \"%3\" }";
    line(text, r#"subgraph "cluster_\%g" {"#);
    line(text, r#""\%g/%3" ["#);
    line("node \"5%\"", "\"5%\" [");
}

#[test]
fn ids_never_collide() {
    let names = r##""a#2", "a/b", "a\\/b", "a\\", "\\%", "%", "a&b", "a&amp;b", "a\nb", "a\\nb", "/#", "#""##;
    let text = format!(
        "node {names}\nnew a >> new a\ngroup g {{ node b, \"/b\" }}\ngroup \"g/\" {{ node b }}\ngroup e {{ }}"
    );
    let ids = ids(&text);
    let nodes: BTreeSet<&String> = ids.iter().filter(|id| !id.contains("->")).collect();
    assert_eq!(nodes.len(), 12 + 2 + 3 + 1, "{nodes:?}");
}

// ---- groups and order ----

#[test]
fn a_group_is_a_cluster_inside_the_cluster_of_its_parent() {
    let dot = dot("group a { node x\ngroup b { node y\ngroup c { node z } } }\ngroup d { node w }");
    let structure: Vec<&str> = statements(&dot)
        .into_iter()
        .map(|line| line.split(" [").next().unwrap_or(line))
        .collect();
    assert_eq!(
        structure,
        [
            "digraph \"\" {",
            "subgraph \"cluster_a\" {",
            "\"a/x\"",
            "subgraph \"cluster_a/b\" {",
            "\"a/b/y\"",
            "subgraph \"cluster_a/b/c\" {",
            "\"a/b/c/z\"",
            "}",
            "}",
            "}",
            "subgraph \"cluster_d\" {",
            "\"d/w\"",
            "}",
            "}",
        ]
    );
}

#[test]
fn nodes_are_declared_in_their_group_in_the_order_first_said() {
    assert_eq!(ids("c >> a\nb >> c\nnode d, a")[..4], ["c", "a", "b", "d"]);
    assert_eq!(
        ids("group g { c >> a }\nnode z in g\ngroup g { b >> c }")[..4],
        ["g/c", "g/a", "g/z", "g/b"]
    );
    assert_eq!(
        ids("x >> g/b\ngroup g { node a, b }")[..3],
        ["x", "g/b", "g/a"],
        "said is said, wherever"
    );
}

#[test]
fn edges_come_after_all_nodes_in_the_order_first_said() {
    assert_eq!(
        ids("b >> c\ngroup g { d >> e }\na >> b\nb >> c\nf >> g/d"),
        [
            "b",
            "c",
            "a",
            "f",
            "g/d",
            "g/e",
            "b -> c",
            "g/d -> g/e",
            "a -> b",
            "f -> g/d"
        ]
    );
}

#[test]
fn a_group_without_a_node_holds_an_invisible_one() {
    let text = "node a\ngroup g { group h { } }";
    let added = line(text, "\"g/h/#\" [");
    assert_has(&added, "style=\"invis\"");
    assert_has(&added, "label=\"\"");
    assert_eq!(ids(text), ["a", "g/h/#"], "one is enough for both boxes");
    assert_eq!(ids("group g { node a\ngroup h { } }"), ["g/a", "g/h/#"]);
    assert_eq!(
        ids("group g { node \"#\" }"),
        [r"g/\#"],
        "no name comes out so"
    );
}

#[test]
fn a_row_is_nodes_of_one_rank_in_their_group() {
    let text = "group g { a >> b >> c\nrow a, c }\nx >> y\nrow x, y\nrow g/b, g/c";
    let dot = dot(text);
    let inside = dot.find("subgraph").unwrap()..dot.find("}\n  \"").unwrap_or(dot.len());
    for row in [
        r#"{ rank="same"; "g/a"; "g/c"; }"#,
        r#"{ rank="same"; "g/b"; "g/c"; }"#,
    ] {
        let at = dot.find(row).unwrap_or_else(|| panic!("{row} in {dot}"));
        assert!(inside.contains(&at), "in the cluster: {dot}");
    }
    let at = dot.find(r#"{ rank="same"; "x"; "y"; }"#).unwrap();
    assert!(!inside.contains(&at), "outside the cluster: {dot}");
}

// ---- edges ----

#[test]
fn arrows_are_directions() {
    let said = |arrow: &str| line(&format!("a {arrow} b"), "\"a\" -> \"b\" [");
    assert!(!said(">>").contains("dir="));
    assert_has(&said("<<"), "dir=\"back\"");
    assert_has(&said("--"), "dir=\"none\"");
    assert_has(&said("<>"), "dir=\"both\"");
}

#[test]
fn what_is_said_first_is_ranked_first() {
    assert_eq!(ids("a << b << c"), ["a", "b", "c", "a -> b", "b -> c"]);
    assert_eq!(
        ids("b >> a\na << b"),
        ["b", "a", "b -> a"],
        "one edge, as first said"
    );
}

#[test]
fn an_edge_of_a_named_style_carries_it_as_a_class() {
    assert_has(&line("a >> dive >> b", "\"a\" ->"), "class=\"dive\"");
    assert_has(
        &line("a >> dive [class=\"x y\"] >> b", "\"a\" ->"),
        "class=\"dive x y\"",
    );
    assert_has(
        &line("edge later [class=x]\na >> later >> b", "\"a\" ->"),
        "class=\"later x\"",
    );
    assert_has(
        &line("edge [class=x]\na >> dive >> b", "\"a\" ->"),
        "class=\"dive x\"",
    );
    assert_has(&line("a >> edge [class=x] >> b", "\"a\" ->"), "class=\"x\"");
    assert!(!line("a >> b", "\"a\" ->").contains("class="));
    let strange = line("edge \"not now\" []\na >> \"not now\" >> b", "\"a\" ->");
    assert_has(&strange, "class=\"not_now\"");
}

#[test]
fn an_edge_to_a_group_ends_at_its_border() {
    let text = "a >> g\ngroup g { group h { node c }\nnode b }\ng >> d\nx << g";
    assert!(dot(text).contains("compound=\"true\""));
    let to = line(text, "\"a\" ->");
    assert!(
        to.starts_with("\"a\" -> \"g/h/c\" ["),
        "the first said, in an inner group: {to}"
    );
    assert_has(&to, "lhead=\"cluster_g\"");
    assert!(!to.contains("ltail"));
    let from = line(text, "\"g/b\" -> \"d\" [");
    assert_has(&from, "ltail=\"cluster_g\"");
    assert!(!from.contains("lhead"));
    let back = line(text, "\"x\" -> \"g/h/c\" [");
    assert_has(&back, "lhead=\"cluster_g\"");
    assert_has(&back, "dir=\"back\"");
    let both = line(
        "group g { node a }\ngroup h { node b }\ng >> h",
        "\"g/a\" -> \"h/b\" [",
    );
    assert_has(&both, "ltail=\"cluster_g\"");
    assert_has(&both, "lhead=\"cluster_h\"");
    assert!(
        !dot("a >> b\ngroup g { node c }").contains("compound"),
        "only where one ends at a group"
    );
}

#[test]
fn an_edge_to_an_empty_group_runs_to_what_is_added() {
    let text = "a >> g\ngroup g { group h { } }";
    assert_has(&line(text, "\"a\" -> \"g/h/#\" ["), "lhead=\"cluster_g\"");
    assert_has(
        &line("a >> \"R&D\"\ngroup \"R&D\" { node b }", "\"a\" -> "),
        "lhead=\"cluster_R&amp;D\"",
    );
}

// ---- layouts ----

#[test]
fn layouts_that_put_nodes_on_one_another_are_told_not_to() {
    for layout in ["neato", "fdp", "sfdp", "twopi"] {
        let text = format!("diagram [layout={layout}]\na >> b");
        assert_has(&line(&text, "graph ["), "overlap=\"false\"");
        let text = format!("diagram [layout={layout}, overlap=scale]\na >> b");
        assert_has(&line(&text, "graph ["), "overlap=\"scale\"");
        assert!(!dot(&text).contains("overlap=\"false\""));
    }
    assert!(!dot("a >> b").contains("overlap"));
    assert!(!dot("diagram [layout=circo]\na >> b").contains("overlap"));
}

#[test]
fn large_graphs_are_laid_out_with_less_effort() {
    let chain = |nodes: usize| -> String {
        let ends = (1..nodes).map(|n| format!("n{} >> n{n}\n", n - 1));
        ends.collect()
    };
    assert!(!dot(&chain(300)).contains("limit"));
    let large = line(&chain(600), "graph [");
    for limit in ["nslimit=\"0.50\"", "nslimit1=\"0.50\"", "mclimit=\"0.50\""] {
        assert_has(&large, limit);
    }
    assert_has(&line(&chain(9_000), "graph ["), "nslimit=\"0.10\"");
    // So are those with many edges to a node: 50 nodes and 625 edges count as 1,953 nodes.
    let fan = |from: usize, to: usize| -> String {
        let names = |letter: char, count: usize| -> Vec<String> {
            (0..count).map(|n| format!("{letter}{n}")).collect()
        };
        format!(
            "{} >> {}",
            names('a', from).join(", "),
            names('b', to).join(", ")
        )
    };
    assert!(!dot(&fan(20, 30)).contains("limit"));
    assert_has(&line(&fan(25, 25), "graph ["), "mclimit=\"0.15\"");
    let own = line(&format!("diagram [nslimit=7]\n{}", chain(600)), "graph [");
    assert_has(&own, "nslimit=\"7\"");
    assert!(!own.contains("nslimit=\"0.50\""));
    assert!(!dot(&format!("diagram [layout=sfdp]\n{}", chain(600))).contains("limit"));
}

// ---- tooltips ----

#[test]
fn nodes_groups_and_edges_all_carry_a_tooltip() {
    let text = "diagram \"T\"\nedge later \"Not now\"\ncert c \"Cert\"\ngroup g \"Group\" { node a \"A\", b, c\ngroup e { } }\n\
                g/a >> b\nb >> later >> c\ng/a -- x\nx <> y\ny << z\nnode t [tooltip=\"Own\"]\nx >> g\nx >> edge \"l\" [tooltip=own] >> z";
    let dot = dot(text);
    for (start, tooltip) in [
        ("\"g/a\" [", "A"),
        ("\"g/b\" [", "b"),
        ("\"g/c\" [", "Cert"),
        ("\"t\" [", "Own"),
        ("\"g/a\" -> \"g/b\" [", "A → b"),
        ("\"g/b\" -> \"g/c\" [", "b → Cert: Not now"),
        ("\"g/a\" -> \"x\" [", "A — x"),
        ("\"x\" -> \"y\" [", "x ↔ y"),
        ("\"y\" -> \"z\" [", "z → y"),
        ("\"x\" -> \"g/a\" [", "x → Group"),
        ("\"x\" -> \"z\" [", "own"),
    ] {
        assert_has(&line(text, start), &format!("tooltip=\"{tooltip}\""));
    }
    let of_cluster = |id: &str| {
        dot.lines()
            .skip_while(|line| !line.contains(&format!("\"cluster_{id}\"")))
            .nth(1)
            .unwrap()
    };
    assert_has(of_cluster("g"), "tooltip=\"Group\"");
    assert_has(of_cluster("g/e"), "tooltip=\"e\"");
    for statement in statements(&dot)
        .iter()
        .filter(|line| line.starts_with('"') && !line.contains("/#\""))
    {
        assert_eq!(statement.matches("tooltip=").count(), 1, "{statement}");
    }
}

#[test]
fn a_tooltip_that_says_nothing_hides_the_id_all_the_same() {
    assert_has(&line("node a [tooltip=\"\"]", "\"a\" ["), "tooltip=\" \"");
    assert_has(&line("node a \"\"", "\"a\" ["), "tooltip=\" \"");
}

// ---- labels ----

#[test]
fn labels_are_text() {
    for (said, written) in [
        (r"\\N", r"\\N"),
        (r"\\l\\r\\G", r"\\l\\r\\G"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("<<b>x</b>>", "<<b>x</b>>"),
        ("R&D &amp; &lt;", "R&amp;D &amp;amp; &amp;lt;"),
        (r"a\nb", r"a\nb"),
        (r"a\n", r"a\n\n"),
        (r#"\""#, r#"\""#),
    ] {
        assert_has(
            &line(&format!("node a \"{said}\""), "\"a\" ["),
            &format!("label=\"{written}\""),
        );
        let group = dot(&format!("group a \"{said}\" {{ node b }}"));
        assert!(group.contains(&format!("label=\"{written}\"")), "{group}");
        assert_has(
            &line(&format!("a >> edge \"{said}\" >> b"), "\"a\" ->"),
            &format!("label=\"{written}\""),
        );
        let title = dot(&format!("diagram \"{said}\"\na >> b"));
        assert!(title.contains(&format!("label=\"{written}\"")), "{title}");
    }
}

#[test]
fn a_long_label_is_broken_where_it_can_be_joined() {
    for letter in ["x", "é", r"\\", r#"\""#, "&", "😀"] {
        let dot = dot(&format!("node a \"{}\"", letter.repeat(20_000)));
        let longest = dot.split("\\\n").map(str::len).max();
        assert!(longest < Some(16_381), "{letter}: {longest:?}");
    }
}

// ---- icons and defaults ----

const PNG: &[u8] = include_bytes!("../images/mark.png");

#[test]
fn a_node_with_an_icon_is_an_image_node() {
    let dot = project("diagram [icons=icons]\nnode a \"A\", b \"B\", c")
        .with("icons/a.png", PNG)
        .with("icons/b.svg", include_bytes!("../images/mark.svg"))
        .dot();
    let of = |id: &str| {
        dot.lines()
            .find(|line| line.trim().starts_with(&format!("\"{id}\" [")))
            .unwrap()
            .trim()
    };
    for (id, file) in [("a", "icons/a.png"), ("b", "icons/b.svg")] {
        assert_has(of(id), &format!("image=\"{file}\""));
        assert_has(of(id), "labelloc=\"b\"");
        assert_has(of(id), "shape=\"none\"");
    }
    let sizes: Vec<&str> = ["a", "b"]
        .iter()
        .map(|id| {
            of(id)
                .split("width=")
                .nth(1)
                .unwrap()
                .split(',')
                .next()
                .unwrap()
        })
        .collect();
    assert_eq!(sizes[0], sizes[1], "of one size");
    assert!(!of("c").contains("image"), "in a box");
    assert_eq!(
        dot.matches("imagescale=").count(),
        1,
        "what all share is said once"
    );
    assert_eq!(
        dot.matches("imagepos=").count(),
        1,
        "what all share is said once"
    );
}

#[test]
fn a_caption_wider_than_its_icon_stands_in_a_table() {
    let dot = project("node a \"Identity & <Access>\" [icon=x]\nnode b \"One\" [icon=x]")
        .with("x.png", PNG)
        .dot();
    let of = |id: &str| {
        dot.lines()
            .find(|line| line.trim().starts_with(&format!("\"{id}\" [")))
            .unwrap()
            .trim()
    };
    assert!(
        of("a").contains("label=<<TABLE ") && of("a").contains("SRC=\"x.png\""),
        "{dot}"
    );
    assert!(
        of("a").contains("Identity &amp; &lt;Access&gt;"),
        "text is text: {dot}"
    );
    assert!(!of("b").contains("TABLE"), "{dot}");
    let dot = project(r#"node a "Draws \\N, \\G and \\\\ as they are" [icon=x]"#)
        .with("x.png", PNG)
        .dot();
    assert!(
        dot.contains(r"Draws \\N, \\G and \\\\"),
        "Graphviz reads escapes in tables too: {dot}"
    );
}

#[test]
fn defaults_are_said_once() {
    let text = "node [penwidth=3]\nnode a, b, c\ngroup g { node d, e }\ngroup h { node [penwidth=4]\nnode f, i }";
    let dot = dot(text);
    assert_eq!(dot.matches("penwidth=\"3\"").count(), 1, "{dot}");
    assert_eq!(dot.matches("penwidth=\"4\"").count(), 1, "{dot}");
}

#[test]
fn certdots_own_words_do_not_reach_dot() {
    let text = "diagram \"T\" [alt=\"Alternative\", theme=light, legend=false, direction=right, icons=icons]\n\
                cert c [code=\"CODE-1\", level=professional]\nnode c, d [cert=c, level=associate, icon=none, code=\"CODE-2\"]";
    let dot = dot(text);
    for word in [
        "alt=",
        "Alternative",
        "theme",
        "legend",
        "direction",
        "icons",
        "code",
        "CODE",
        "level=",
        "cert=",
        "icon",
    ] {
        assert!(!dot.contains(word), "{word} in {dot}");
    }
    assert!(dot.contains("rankdir=\"LR\""), "{dot}");
    // For a page's style sheet.
    for class in ["class=\"level-professional\"", "class=\"level-associate\""] {
        assert!(dot.contains(class), "{dot}");
    }
}

#[test]
fn what_is_not_drawn_changes_nothing() {
    assert_same("a >> b", "a >> b // comment\n\n\n# comment\n;;");
    assert_same(
        "a >> b",
        "cert c [level=associate]\nedge unused [color=red]\na >> b",
    );
}

#[test]
fn nothing_comes_of_a_program_with_errors() {
    let compilation = project("a >> b\nnode c [color=magneta]").compile();
    assert!(compilation.model.is_none() && compilation.to_graph().is_none());
    let mut out = Vec::new();
    compilation
        .write_dot(&mut out)
        .expect("writing to memory does not fail");
    assert!(out.is_empty());
    assert!(drawn(&project("a >> b").compile()).edges.len() == 1);
}
