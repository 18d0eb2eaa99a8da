//! What is said first stands first where edges have labels or lengths or end at groups, and where groups are empty: told by
//! where things stand in the SVG that the program writes.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::pictures::svg_of;
use crate::xml::Element;

/// Where nodes and groups begin, by id: from the left and from the top.
type Corners = BTreeMap<String, [f64; 2]>;

fn corners(engine: &str, program: &str) -> Corners {
    let mut certdot = Command::new(env!("CARGO_BIN_EXE_certdot"))
        .args(["render", "-", "-o", "-", "--no-cache", "--engine", engine])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = certdot.stdin.take().expect("it has an input");
    input.write_all(program.as_bytes()).expect("it reads");
    drop(input);
    let output = certdot.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{engine}: {program}\n{said}");
    let svg = svg_of(&output.stdout);
    let groups = svg.named("g").into_iter();
    groups
        .filter_map(|group| {
            let class = group.attribute("class")?;
            let is_meant = class.starts_with("node") || class.starts_with("cluster");
            let id = group.attribute("data-id").filter(|_| is_meant)?;
            Some((id.to_owned(), corner(group)?))
        })
        .collect()
}

/// The least of the numbers of the outline in each axis.
fn corner(group: &Element) -> Option<[f64; 2]> {
    let paths = group.named("path");
    let outline = paths.first()?.attribute("d")?;
    let points = outline
        .split(|c: char| c.is_ascii_alphabetic() || c == ' ')
        .filter_map(|point| point.split_once(','));
    let least = |[left, top]: [f64; 2], (x, y): (&str, &str)| {
        let number = |text: &str| text.parse::<f64>().expect("a number");
        [left.min(number(x)), top.min(number(y))]
    };
    Some(points.fold([f64::MAX; 2], least))
}

/// Holds that of each list what is named first stands first: on the left, or at the top.
fn assert_first(program: &str, lists: &[&[&str]]) {
    for (direction, axis) in [("down", 0), ("right", 1)] {
        let program = format!("diagram [direction={direction}]\n{program}");
        for engine in ["dot", "embedded"] {
            let corners = corners(engine, &program);
            for list in lists {
                let along: Vec<f64> = list.iter().map(|id| corners[*id][axis]).collect();
                assert!(
                    along.is_sorted_by(|a, b| a < b),
                    "{list:?} stand at {along:?} by {engine}: {program}"
                );
            }
        }
    }
}

/// Arrows whose edges span more ranks than others.
const LONG: [&str; 2] = [">> edge \"then\" >>", ">> edge [minlen=3] >>"];

const GROUPS: &str = "group x {node p}\ngroup y {node q}\ngroup z {node r}\n";

/// `a`, `b` and `c`, each joined by an arrow to what has its place in a list.
fn joined(arrow: &str, heads: [&str; 3]) -> String {
    let tails = ["a", "b", "c"].into_iter();
    tails
        .zip(heads)
        .map(|(tail, head)| format!("{tail} {arrow} {head}\n"))
        .collect()
}

#[test]
fn beside_edges_with_labels_and_lengths() {
    let abc: &[&str] = &["a", "b", "c"];
    let in_g: &[&str] = &["g/a", "g/b", "g/c"];
    let in_h: &[&str] = &["h/p", "h/q", "h/r"];
    let groups: &[&str] = &["cluster_x", "cluster_y", "cluster_z"];
    let g = "group g {node a, b, c}\n";
    let h = "group h {node p, q, r}\n";
    for arrow in LONG {
        let hub = format!("s {arrow} a, b, c");
        let pairs = joined(arrow, ["a1", "b1", "c1"]);
        let out = joined(arrow, ["p", "q", "r"]);
        assert_first(&hub, &[abc]);
        assert_first(&pairs, &[abc]);
        assert_first(&format!("group g {{ {hub} }}"), &[in_g]);
        assert_first(&format!("group g {{ a, b, c {arrow} t }}"), &[in_g]);
        assert_first(&format!("group g {{ {pairs} }}"), &[in_g]);
        let deep: &[&str] = &["o/g/a", "o/g/b", "o/g/c"];
        assert_first(&format!("group o {{ group g {{ {pairs} }} }}"), &[deep]);
        assert_first(&format!("{g}{GROUPS}{out}"), &[in_g, groups]);
        assert_first(&format!("{g}{h}{out}"), &[in_g, in_h]);
        // One of them is unlike the others.
        for (tail, head) in [("a", "p"), ("b", "q"), ("c", "r")] {
            let edges = joined(">>", ["p", "q", "r"]);
            let edges = edges.replace(&format!("{tail} >>"), &format!("{tail} {arrow}"));
            assert!(edges.contains(&format!("{arrow} {head}")));
            assert_first(&format!("{g}{h}{edges}"), &[in_g, in_h]);
        }
    }
}

#[test]
fn beside_edges_to_groups() {
    let in_g: &[&str] = &["g/a", "g/b", "g/c"];
    let in_h: &[&str] = &["h/p", "h/q", "h/r"];
    let groups: &[&str] = &["cluster_x", "cluster_y", "cluster_z"];
    let two = "group g {node a, b, c}\ngroup h {node p, q, r}\n";
    let and_four = format!("{GROUPS}node s\ngroup w {{node t, u, v}}\n");
    for arrow in [">>", LONG[0], LONG[1]] {
        for (tail, head) in [("g", "h"), ("a", "h"), ("c", "h"), ("g", "p, q, r")] {
            assert_first(&format!("{two}{tail} {arrow} {head}"), &[in_g, in_h]);
        }
        let in_w: &[&str] = &["w/t", "w/u", "w/v"];
        for other in ["s", "w"] {
            let edges = [
                format!("{other} {arrow} x, y, z"),
                format!("x, y, z {arrow} {other}"),
            ];
            for edges in edges {
                assert_first(&format!("{and_four}{edges}"), &[groups, in_w]);
            }
        }
        let each = joined(arrow, ["x", "y", "z"]);
        let program = format!("group g {{node a, b, c}}\n{GROUPS}{each}");
        assert_first(&program, &[in_g, groups]);
    }
}

#[test]
fn beside_edges_between_groups_of_groups() {
    let groups = "group o { group g {node a, b, c} }\ngroup m { group h {node p, q, r} }\n";
    let lists: [&[&str]; 2] = [&["o/g/a", "o/g/b", "o/g/c"], &["m/h/p", "m/h/q", "m/h/r"]];
    for edges in ["g >> h", "o >> m", "o >> h", "a >> p\nb >> q\nc >> r"] {
        assert_first(&format!("{groups}{edges}"), &lists);
    }
}

#[test]
fn lists_of_nodes_in_groups_of_groups() {
    let lists: [&[&str]; 3] = [
        &["o/x", "o/y"],
        &["o/g/a", "o/g/b", "o/g/c"],
        &["o/h/d", "o/h/e", "o/h/f"],
    ];
    let inner = "group g { node a, b, c }\ngroup h { node d, e, f }";
    let groups: &[&str] = &["cluster_o/g", "cluster_o/h"];
    assert_first(
        &format!("group o {{\nnode x, y\n{inner}\n}}"),
        &[lists[0], lists[1], lists[2], groups],
    );
    for edges in ["g >> h", "a >> d\nb >> e\nc >> f", "y >> g"] {
        assert_first(
            &format!("group o {{\nnode x, y\n{inner}\n{edges}\n}}"),
            &lists[1..],
        );
    }
}

#[test]
fn groups_without_nodes() {
    // Empty or not, first, between and last; in the file and in a group.
    for pattern in 0..8 {
        let groups: String = ["x", "y", "z"]
            .iter()
            .enumerate()
            .map(|(at, name)| match pattern >> at & 1 {
                0 => format!("group {name} {{}}\n"),
                _ => format!("group {name} {{ node in_{name} }}\n"),
            })
            .collect();
        let ids = ["cluster_x", "cluster_y", "cluster_z"];
        assert_first(&groups, &[&ids]);
        let hub = format!("{groups}node s\ns >> x, y, z");
        assert_first(&hub, &[&ids]);
        let ids = ["cluster_g/x", "cluster_g/y", "cluster_g/z"];
        assert_first(&format!("group g {{\n{groups}}}"), &[&ids]);
    }
    for (program, list) in [
        ("group x {}\nnode a", &["cluster_x", "a"][..]),
        ("node a\ngroup x {}\nnode b", &["a", "cluster_x", "b"]),
        ("node a\ngroup x {}", &["a", "cluster_x"]),
        (
            "group x {}\na >> b\ngroup y {}\nc >> d",
            &["cluster_x", "a", "cluster_y", "c"],
        ),
        (
            "group x { group i {} }\nnode a\ngroup y { group i { group j {} } }",
            &["cluster_x", "a", "cluster_y"],
        ),
        (
            "group x {}\ngroup y {}\nx >> y\nnode a",
            &["cluster_x", "a"],
        ),
        // What is put into it later changes nothing.
        (
            "group x {}\nnode a\nc >> d in x\nnode e",
            &["cluster_x", "a", "e"],
        ),
        (
            "node a\np >> q in g/h\nnode b\ngroup i {}\nnode c",
            &["a", "cluster_g", "b", "cluster_i", "c"],
        ),
        // A node of it can be said before it is.
        ("x/p >> q\nnode a\ngroup x { node p }", &["cluster_x", "a"]),
    ] {
        assert_first(program, &[list]);
    }
}
