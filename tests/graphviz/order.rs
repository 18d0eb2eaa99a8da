//! What is said first stands first, with both engines and in all directions.

use crate::dice::Dice;
use crate::layout::places;

const GROUPS: &str = "group x {node p}\ngroup y {node q}\ngroup z {node r}\n";

/// The directions, and the axis along which things of one rank stand.
const DIRECTIONS: [(&str, usize); 4] = [("down", 0), ("right", 1), ("up", 0), ("left", 1)];

/// Holds that of each list what is named first stands first.
fn assert_order(program: &str, lists: &[&[&str]]) {
    for (direction, axis) in DIRECTIONS {
        let program = format!("diagram [direction={direction}]\n{program}");
        for (engine, places) in places(&program) {
            for list in lists {
                assert!(places.follow(list, axis), "{list:?} by {engine}: {program}");
            }
        }
    }
}

#[test]
fn parts_that_nothing_joins() {
    let abc: &[&str] = &["a", "b", "c"];
    for program in [
        "a >> a1\nb >> b1\nc >> c1",
        "node a, b, c",
        "a >> a1, a2\nnode b\nc, c1 >> c2",
    ] {
        assert_order(program, &[abc]);
    }
    let groups: &[&str] = &["cluster_x", "m", "cluster_y"];
    assert_order("group x {p >> q}\nnode m\ngroup y {node r}", &[groups]);
    let groups: &[&str] = &["cluster_x", "cluster_y", "cluster_z"];
    assert_order(GROUPS, &[groups]);
}

#[test]
fn what_stands_in_a_group() {
    let abc: &[&str] = &["g/a", "g/b", "g/c"];
    for inside in [
        "node a, b, c",
        "a, b, c >> t",
        "a >> a1\nb >> b1, b2\nc >> c1",
        "r >> a, b, c\na >> d, e",
        "t << a, b, c",
        "r >> a, b, c >> t",
        "node a, b, c\nb >> z\nc >> z\na >> z",
    ] {
        assert_order(&format!("group g {{ {inside} }}"), &[abc]);
    }
    let [groups, of_tree, deep]: [&[&str]; 3] = [
        &["cluster_g/x", "cluster_g/y", "cluster_g/z"],
        &["g/d", "g/e"],
        &["o/g/a", "o/g/b"],
    ];
    assert_order(&format!("group g {{ {GROUPS} }}"), &[groups]);
    let hub = "s >> p in x\ns >> q in y\ns >> r in z";
    assert_order(&format!("group g {{ node s\n{hub} }}"), &[groups]);
    assert_order("group g { r >> a, b\na >> d, e }", &[of_tree]);
    assert_order("group o { group g { a >> a1\nb >> b1 } }", &[deep]);
    assert_order("group o { group g { r >> a, b } }", &[deep]);
    // A circle keeps its beginning.
    assert_order("group g { a >> b >> c >> a\nd >> e }", &[&["g/a", "g/d"]]);
    let circle = "diagram [direction=right]\ngroup g { plan >> do >> check >> plan }";
    for (engine, places) in places(circle) {
        assert!(places.follow(&["g/plan", "g/do", "g/check"], 0), "{engine}");
    }
}

#[test]
fn what_is_joined_to_the_outside() {
    let [abc, pqr, groups]: [&[&str]; 3] = [
        &["s/a", "s/b", "s/c"],
        &["p", "q", "r"],
        &["cluster_x", "cluster_y", "cluster_z"],
    ];
    let s = "group s {node a, b, c}\n";
    let to = "\na >> p\nb >> q\nc >> r";
    let from = "\np >> a\nq >> b\nr >> c";
    assert_order(&format!("{s}{GROUPS}{to}"), &[abc, groups]);
    assert_order(&format!("{GROUPS}{s}{from}"), &[abc, groups]);
    assert_order(&format!("{s}{to}"), &[abc, pqr]);
    assert_order(&format!("node p, q, r\n{s}{from}"), &[abc, pqr]);
    assert_order(&format!("{s}group t {{node p, q, r}}{to}"), &[abc]);
    assert_order(&format!("node t\n{s}a, b, c >> t"), &[abc]);
    assert_order(&format!("node t\n{s}t >> a, b, c"), &[abc]);
    let hub = "group s {node h, a, b, c; h >> a, b, c}\n";
    assert_order(&format!("{hub}{GROUPS}{to}"), &[abc, groups]);
    let nested: [&[&str]; 2] = [
        &["o/s/a", "o/s/b", "o/s/c"],
        &["cluster_o/x", "cluster_o/y", "cluster_o/z"],
    ];
    assert_order(&format!("group o {{ {s}{GROUPS}{to} }}"), &nested);
    assert_order(&format!("group o {{ {GROUPS}{s}{from} }}"), &nested);
    let out = format!("group o {{ {s} }}\n{GROUPS}{to}");
    assert_order(&out, &[nested[0], groups]);
    let [abc, pqr]: [&[&str]; 2] = [&["a/x", "a/y", "a/z"], &["b/p", "b/q", "b/r"]];
    let joined = "group a {node x, y, z}\ngroup b {node p, q, r}\na >> b";
    assert_order(joined, &[abc, pqr]);
}

#[test]
fn rows() {
    assert_order("node a, b, c\nrow c, a, b", &[&["c", "a", "b"]]);
    let of_group: &[&str] = &["g/c", "g/a", "g/b"];
    assert_order("group g { node a, b, c\nrow c, a, b }", &[of_group]);
}

/// A tree whose nodes are called after its root, and its size.
fn tree(dice: &mut Dice, root: &str, inside: &str) -> String {
    let mut said = format!("node {root}\n");
    let mut names = vec![root.to_owned()];
    for number in 0..dice.below(6) {
        let parent = names[dice.below(names.len())].clone();
        let name = format!("{root}_{number}");
        said += &format!("{parent} >> {name}\n");
        names.push(name);
    }
    match inside {
        "" => said,
        group => format!("group {group} {{\n{said}}}\n"),
    }
}

#[test]
fn trees_that_nothing_joins_stand_in_the_order_said() {
    for seed in 0..12 {
        let dice = &mut Dice::new(7_000 + seed);
        let count = 3 + dice.below(4);
        let roots: Vec<String> = (0..count).map(|number| format!("r{number}")).collect();
        let forest = |dice: &mut Dice, are_grouped: bool| -> String {
            let group = |root: &String| {
                if are_grouped {
                    format!("of_{root}")
                } else {
                    String::new()
                }
            };
            let trees = roots.iter();
            trees.map(|root| tree(dice, root, &group(root))).collect()
        };
        let names = |prefix: &str| -> Vec<String> {
            roots.iter().map(|root| format!("{prefix}{root}")).collect()
        };
        for (program, names) in [
            (forest(dice, false), names("")),
            (forest(dice, true), names("cluster_of_")),
            (
                format!("group g {{\n{}}}", forest(dice, false)),
                names("g/"),
            ),
            (
                format!("group g {{\n{}}}", forest(dice, true)),
                names("cluster_g/of_"),
            ),
        ] {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            assert_order(&program, &[&names]);
        }
    }
}

/// How many pairs of edges between two ranks cross.
fn crossings(engine: &str, program: &str) -> usize {
    let (_, places) = places(program)
        .into_iter()
        .find(|(name, _)| *name == engine)
        .expect("it is one of the engines");
    let across = |id: &str| places.of(id)[0];
    let ends: Vec<(f64, f64)> = places
        .edges
        .iter()
        .map(|(tail, head, _)| (across(tail), across(head)))
        .collect();
    let pairs = ends
        .iter()
        .enumerate()
        .flat_map(|(index, a)| ends[..index].iter().map(move |b| (a, b)));
    pairs
        .filter(|(a, b)| (a.0 - b.0) * (a.1 - b.1) < 0.0)
        .count()
}

#[test]
fn crossings_count_more_than_order() {
    for inside in [
        "a >> z\nb >> y\nc >> x",
        "node x, y, z\na >> z\nb >> y\nc >> x",
    ] {
        let nodes = "node a, b, c";
        let tangled = format!("group s {{ {nodes} }}\ngroup t {{ node x, y, z }}\n{inside}");
        for program in [format!("{nodes}\nnode x, y, z\n{inside}"), tangled] {
            for engine in ["dot", "embedded"] {
                assert_eq!(crossings(engine, &program), 0, "{engine}: {program}");
            }
        }
    }
}
