//! Where both engines put things.

use std::collections::BTreeMap;
use std::time::Duration;

use certdot::pictures::PictureKind;
use certdot::render::{Embedded, Engine};
use serde_json::Value;

use crate::dot::compiled;
use crate::pictures::{drawn_by, order, the_program};

/// A box in points, its y growing downwards: left, top, right, bottom.
pub type Box = [f64; 4];

/// What an engine has laid out.
pub struct Places {
    /// The boxes of nodes and clusters by id.
    pub boxes: BTreeMap<String, Box>,
    /// The edges that are drawn: tail, head, and all points of their lines and arrowheads.
    pub edges: Vec<(String, String, Vec<[f64; 2]>)>,
}

impl Places {
    pub fn of(&self, id: &str) -> Box {
        *self.boxes.get(id).unwrap_or_else(|| panic!("no {id}"))
    }

    /// Whether things stand one after the other in this order, from the left or from the top.
    pub fn follow(&self, ids: &[&str], axis: usize) -> bool {
        ids.windows(2)
            .all(|pair| self.of(pair[0])[axis + 2] <= self.of(pair[1])[axis])
    }
}

/// The places of a program's things, by each engine.
pub fn places(program: &str) -> [(&'static str, Places); 2] {
    let (model, _) = compiled(program);
    let engines: [(&str, &dyn Engine); 2] = [
        ("dot", &the_program()),
        ("embedded", &Embedded::new(Duration::from_secs(600))),
    ];
    engines.map(|(name, engine)| {
        let drawn = drawn_by(engine, &[&model], &order(PictureKind::Json)).remove(0);
        (name, read(&drawn))
    })
}

fn numbers(text: &str) -> Vec<f64> {
    let parts = text.split([',', ' ']);
    parts.map(|part| part.parse().expect("a number")).collect()
}

fn read(json: &[u8]) -> Places {
    let json: Value = serde_json::from_slice(json).expect("JSON");
    let text = |object: &Value, key: &str| object[key].as_str().unwrap_or_default().to_owned();
    let empty = Vec::new();
    let list = |key: &str| json[key].as_array().unwrap_or(&empty);
    let mut boxes = BTreeMap::new();
    let mut names = Vec::new();
    for object in list("objects") {
        let name = text(object, "name");
        names.push(name.clone());
        if let [x, y] = numbers_of(object, "pos")[..] {
            // From inches to points, and half of it.
            let width = numbers(&text(object, "width"))[0] * 36.0;
            let height = numbers(&text(object, "height"))[0] * 36.0;
            boxes.insert(name, [x - width, -y - height, x + width, height - y]);
        } else if let [left, bottom, right, top] = numbers_of(object, "bb")[..] {
            boxes.insert(name, [left, -top, right, -bottom]);
        }
    }
    let name =
        |edge: &Value, key: &str| names[edge[key].as_u64().expect("a number") as usize].clone();
    let edges = list("edges")
        .iter()
        .filter(|edge| edge["style"] != "invis")
        .map(|edge| {
            let drawn = ["_draw_", "_hdraw_", "_tdraw_"].map(|key| edge[key].as_array());
            let points = drawn.into_iter().flatten().flatten();
            let points = points
                .filter_map(|stroke| stroke["points"].as_array())
                .flatten();
            let points =
                points.map(|point| [point[0].as_f64().unwrap(), -point[1].as_f64().unwrap()]);
            (name(edge, "tail"), name(edge, "head"), points.collect())
        })
        .collect();
    Places { boxes, edges }
}

fn numbers_of(object: &Value, key: &str) -> Vec<f64> {
    object[key].as_str().map_or(Vec::new(), numbers)
}

/// How long the line of an edge is along an axis, its arrowheads included.
fn length(points: &[[f64; 2]], axis: usize) -> f64 {
    let along = points.iter().map(|point| point[axis]);
    along.clone().fold(f64::MIN, f64::max) - along.fold(f64::MAX, f64::min)
}

const THREE: &str = "group one {a >> b >> c}\ngroup two {d >> e >> f}\ngroup three {g >> h >> i}\n";

#[test]
fn groups_that_are_joined_stand_one_after_the_other() {
    let joined = [
        format!("{THREE}one >> two >> three"),
        format!("{THREE}one -- two -- three"),
        format!("{THREE}one <> two <> three"),
        // What is said first is ranked first.
        format!("{THREE}one << two << three"),
        // Groups in groups, joined in the groups as well.
        "group one {group y {node b}\ngroup x {node a}\nx >> y}\ngroup two {group v {c >> d >> c}}\n\
         group three {group z {}}\none >> two >> three"
            .to_owned(),
    ];
    for program in &joined {
        for (direction, axis) in [("down", 1), ("right", 0), ("up", 1), ("left", 0)] {
            let program = format!("diagram [direction={direction}]\n{program}");
            for (engine, places) in places(&program) {
                let mut order = ["cluster_one", "cluster_two", "cluster_three"];
                if ["up", "left"].contains(&direction) {
                    order.reverse();
                }
                assert!(places.follow(&order, axis), "{engine}: {program}");
                let between = |(tail, head, _): &&(String, String, Vec<[f64; 2]>)| {
                    tail.split('/').next() != head.split('/').next()
                };
                let between: Vec<_> = places.edges.iter().filter(between).collect();
                assert_eq!(between.len(), 2);
                for (tail, head, points) in between {
                    // Twice as long as its arrowhead, between the borders of groups in groups too.
                    let length = length(points, axis);
                    assert!(
                        length > 14.0,
                        "{tail} -> {head}: {length} by {engine}: {program}"
                    );
                }
            }
        }
    }
}

/// Whether two boxes lie on one another by more than half a point.
fn overlap(a: Box, b: Box) -> bool {
    (0..2).all(|axis| a[axis + 2].min(b[axis + 2]) - a[axis].max(b[axis]) > 0.5)
}

#[test]
fn no_layout_puts_nodes_on_one_another() {
    let programs = [
        "root >> a,b,c,d,e,f,g,h\na >> i,j,k,l\nb >> m,n,o,p",
        "hub >> \"a node with a long label\", \"another such node\", x, y, z\nx -- y -- z -- x\nnode alone, apart",
        "group one { a >> b, c }\ngroup two { d >> e, f\ngroup three { g >> h } }\na >> d\nb >> g",
    ];
    for layout in ["dot", "neato", "fdp", "sfdp", "twopi", "circo"] {
        for program in programs {
            let program = format!("diagram [layout={layout}]\n{program}");
            for (engine, places) in places(&program) {
                let nodes: Vec<_> = places
                    .boxes
                    .iter()
                    .filter(|(id, _)| !id.starts_with("cluster_"))
                    .collect();
                for (index, (id, a)) in nodes.iter().enumerate() {
                    for (other, b) in &nodes[index + 1..] {
                        assert!(
                            !overlap(**a, **b),
                            "{id} and {other} by {engine}: {program}"
                        );
                    }
                }
            }
        }
    }
}
