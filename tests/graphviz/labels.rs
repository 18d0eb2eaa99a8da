//! Texts come back as they were written, from Graphviz's reading and from its drawing.

use std::collections::{BTreeMap, BTreeSet};

use crate::dice::Dice;
use crate::dot::{LEAST_LAYOUT, compiled, dot};
use crate::escapes::{drawn, pointed};
use crate::read;
use crate::words::{begun, in_id, name, quoted, text};
use crate::xml::{self, Element};

/// A program of nodes, groups and edges with a label and a tooltip each.
struct Labelled {
    program: String,
    title: String,
    /// What Graphviz calls it, its label and its tooltip.
    nodes: Vec<[String; 3]>,
    groups: Vec<[String; 3]>,
    edges: Vec<[String; 3]>,
}

impl Labelled {
    fn new(count: usize, dice: &mut Dice, mut text: impl FnMut(&mut Dice) -> String) -> Labelled {
        let title = text(dice);
        let mut program = format!("diagram {}\n", quoted(&title, dice));
        let mut texts = |id: String, program: &mut String, dice: &mut Dice| {
            let (label, tooltip) = (text(dice), text(dice));
            program.push_str(&format!(
                "{} [tooltip={}]",
                quoted(&label, dice),
                quoted(&tooltip, dice)
            ));
            [id, label, tooltip]
        };
        let (mut nodes, mut groups, mut edges) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..count {
            program.push_str(&format!("node n{number} "));
            nodes.push(texts(format!("n{number}"), &mut program, dice));
            program.push_str(&format!("\ngroup g{number} "));
            groups.push(texts(format!("cluster_g{number}"), &mut program, dice));
            program.push_str(&format!(" {{ node m{number} }}\nn{number} >> edge "));
            edges.push(texts(
                format!("n{number}->g{number}/m{number}"),
                &mut program,
                dice,
            ));
            program.push_str(&format!(" >> m{number}\n"));
        }
        Labelled {
            program,
            title,
            nodes,
            groups,
            edges,
        }
    }

    /// What Graphviz has read.
    fn is_read(&self, dot: &str) {
        let graph = read::graph(dot);
        let nothing = String::new();
        let same = |told: &read::Attributes, [id, label, tooltip]: &[String; 3]| {
            assert_eq!(
                drawn(told.get("label").unwrap_or(&nothing)),
                *label,
                "the label of {id}"
            );
            assert_eq!(
                pointed(&told["tooltip"]),
                shown_tooltip(tooltip),
                "the tooltip of {id}"
            );
        };
        assert_eq!(
            drawn(graph.attributes.get("label").unwrap_or(&nothing)),
            self.title
        );
        assert_eq!(graph.name, begun(in_id(&self.title)));
        let nodes: BTreeMap<&str, &read::Attributes> = graph
            .nodes
            .iter()
            .map(|node| (node.id.as_str(), &node.attributes))
            .collect();
        self.nodes
            .iter()
            .for_each(|node| same(nodes[node[0].as_str()], node));
        let clusters: BTreeMap<&str, &read::Attributes> = graph
            .clusters
            .iter()
            .map(|cluster| (cluster.id.as_str(), &cluster.attributes))
            .collect();
        self.groups
            .iter()
            .for_each(|group| same(clusters[group[0].as_str()], group));
        let edges: BTreeMap<String, &read::Attributes> = graph
            .edges
            .iter()
            .map(|edge| (format!("{}->{}", edge.tail, edge.head), &edge.attributes))
            .collect();
        self.edges
            .iter()
            .for_each(|edge| same(edges[&edge[0]], edge));
    }

    /// What Graphviz has drawn.
    fn is_drawn(&self, dot_source: &str) {
        let svg = xml::read(&dot(&[LEAST_LAYOUT, "-Tsvg"], dot_source));
        let shown = shown(&svg);
        for [id, label, tooltip] in self.nodes.iter().chain(&self.groups).chain(&self.edges) {
            let (lines, title) = &shown[id];
            assert_eq!(*lines, lines_of(label), "the label of {id}");
            assert_eq!(
                *title,
                blanks(&shown_tooltip(tooltip)).replace('\t', " "),
                "the tooltip of {id}"
            );
        }
        let title: Vec<String> = svg.children[0]
            .children
            .iter()
            .filter(|child| child.name == "text")
            .map(|text| blanks(&text.text))
            .collect();
        assert_eq!(title, lines_of(&self.title));
    }
}

/// Where a tooltip says nothing, a blank keeps Graphviz from showing something else.
fn shown_tooltip(tooltip: &str) -> String {
    if tooltip.is_empty() {
        " ".into()
    } else {
        tooltip.into()
    }
}

/// Graphviz draws lines with something on them, and writes some blanks as no-break spaces.
fn lines_of(text: &str) -> Vec<String> {
    text.split('\n')
        .filter(|line| !line.is_empty())
        .map(blanks)
        .collect()
}

fn blanks(text: &str) -> String {
    text.replace('\u{A0}', " ")
}

/// The lines of text and the tooltip of each node, cluster and edge of an SVG by its title.
fn shown(svg: &Element) -> BTreeMap<String, (Vec<String>, String)> {
    let mut shown = BTreeMap::new();
    for group in svg.named("g") {
        if !group
            .attribute("class")
            .and_then(|class| class.split(' ').next())
            .is_some_and(|kind| ["node", "cluster", "edge"].contains(&kind))
        {
            continue;
        }
        let id = &group.children[0];
        assert_eq!(id.name, "title");
        let lines = group
            .named("text")
            .iter()
            .map(|text| blanks(&text.text))
            .collect();
        let links = group.named("a");
        // An edge with a label has a link around its line and one around its label; they say the same.
        let titles: BTreeSet<String> = links
            .iter()
            .filter_map(|link| link.attribute("xlink:title"))
            .map(blanks)
            .collect();
        assert_eq!(titles.len(), 1, "the tooltips of {}", id.text);
        shown.insert(
            id.text.clone(),
            (lines, titles.into_iter().next().unwrap_or_default()),
        );
    }
    shown
}

#[test]
fn texts_are_read_and_drawn_as_they_are() {
    // 8 × 250 × 6 texts.
    for seed in 0..8 {
        let mut dice = Dice::new(seed);
        let labelled = Labelled::new(250, &mut dice, text);
        let (_, dot) = compiled(&labelled.program);
        labelled.is_read(&dot);
        labelled.is_drawn(&dot);
    }
}

#[test]
fn long_texts_are_read_and_drawn_as_they_are() {
    let mut kinds = [
        "x", "é", "😀", "\"", "\\", "&", "\\N", "&amp;", "a\\\"", " ", "line\n", "]]>", "<b>",
    ]
    .iter()
    .cycle();
    let mut lengths = [
        16_380_usize,
        16_381,
        16_382,
        20_000,
        7_999,
        8_000,
        8_001,
        40_000,
    ]
    .iter()
    .cycle();
    let long = |dice: &mut Dice| {
        let (kind, length) = (kinds.next().unwrap(), lengths.next().unwrap());
        // One byte more or less at the start, so that the break falls everywhere in what is repeated.
        "a".repeat(dice.below(4)) + &kind.repeat(length / kind.len())
    };
    let labelled = Labelled::new(18, &mut Dice::new(1), long);
    let (_, dot) = compiled(&labelled.program);
    labelled.is_read(&dot);
    labelled.is_drawn(&dot);
}

#[test]
fn names_are_read_in_ids_as_they_are() {
    for seed in 0..6 {
        let mut dice = Dice::new(100 + seed);
        let mut known = BTreeSet::new();
        let mut fresh = |dice: &mut Dice| loop {
            let name = if dice.once_in(50) {
                name(dice).repeat(1_000)
            } else {
                name(dice)
            };
            if known.insert(name.clone()) {
                return name;
            }
        };
        let mut program = String::new();
        let (mut expected, mut edges) = (BTreeMap::new(), BTreeSet::new());
        for _ in 0..150 {
            let (outer, inner, a, b) = (
                fresh(&mut dice),
                fresh(&mut dice),
                fresh(&mut dice),
                fresh(&mut dice),
            );
            let [outer_name, inner_name, a_name, b_name] =
                [&outer, &inner, &a, &b].map(|name| quoted(name, &mut dice));
            program.push_str(&format!(
                "group {outer_name} {{ group {inner_name} {{ node {a_name}, {b_name}, new {a_name} }} }}\n{b_name} >> {outer_name}/{inner_name}/{a_name}\n"
            ));
            edges.insert((
                begun(format!("{}/{}/{}", in_id(&outer), in_id(&inner), in_id(&b))),
                begun(format!("{}/{}/{}", in_id(&outer), in_id(&inner), in_id(&a))),
            ));
            let folder = begun(format!("{}/{}", in_id(&outer), in_id(&inner)));
            for (id, label) in [
                (in_id(&a), &a),
                (in_id(&b), &b),
                (format!("{}#2", in_id(&a)), &a),
            ] {
                expected.insert(
                    format!("{folder}/{id}"),
                    (label.clone(), format!("cluster_{folder}")),
                );
            }
        }
        let (_, dot) = compiled(&program);
        let graph = read::graph(&dot);
        for node in &graph.nodes {
            let known = expected.get(&node.id);
            let (label, cluster) =
                known.unwrap_or_else(|| panic!("no node has the id {}", node.id));
            assert_eq!(
                (drawn(&node.attributes["label"]), node.cluster.as_ref()),
                (label.clone(), Some(cluster)),
                "{}",
                node.id
            );
        }
        assert_eq!(graph.nodes.len(), expected.len());
        let read: BTreeSet<(String, String)> = graph
            .edges
            .into_iter()
            .map(|edge| (edge.tail, edge.head))
            .collect();
        assert_eq!(read, edges);
    }
}
