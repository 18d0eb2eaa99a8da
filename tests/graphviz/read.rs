//! A graph as Graphviz has read it, from `dot -Tdot_json`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::dot::{LEAST_LAYOUT, dot};

/// The attributes that count, whatever they come from; what is empty is left out.
pub type Attributes = BTreeMap<String, String>;

#[derive(Debug, PartialEq)]
pub struct Graph {
    pub name: String,
    pub attributes: Attributes,
    pub nodes: Vec<Node>,
    pub clusters: Vec<Cluster>,
    pub edges: Vec<Edge>,
    /// The ids of the nodes of each `rank=same`.
    pub rows: Vec<BTreeSet<String>>,
}

#[derive(Debug, PartialEq)]
pub struct Node {
    pub id: String,
    /// The innermost cluster in which it stands.
    pub cluster: Option<String>,
    pub attributes: Attributes,
}

#[derive(Debug, PartialEq)]
pub struct Cluster {
    pub id: String,
    pub parent: Option<String>,
    pub attributes: Attributes,
}

#[derive(Debug, PartialEq)]
pub struct Edge {
    pub tail: String,
    pub head: String,
    pub attributes: Attributes,
}

/// Reads DOT through Graphviz.
pub fn graph(source: &str) -> Graph {
    let json = dot(&[LEAST_LAYOUT, "-Tdot_json"], source);
    let json: Value = serde_json::from_str(&json).expect("Graphviz writes JSON");
    let json = json.as_object().expect("a graph is an object");
    let empty = Vec::new();
    let objects = json
        .get("objects")
        .and_then(Value::as_array)
        .unwrap_or(&empty);
    let subgraphs = json.get("_subgraph_cnt").map_or(0, number);
    let object = |index: usize| {
        objects[index]
            .as_object()
            .expect("a node or a subgraph is an object")
    };
    let name = |index: usize| text(object(index), "name");
    let parent = |index: usize| {
        (0..subgraphs).find(|outer| numbers(object(*outer), "subgraphs").contains(&index))
    };
    let is_cluster = |index: &usize| name(*index).starts_with("cluster_");
    let mut inside: Vec<Option<usize>> = vec![None; objects.len()];
    // A subgraph comes after those around it, and lists all nodes in it and in those inside it.
    for cluster in (0..subgraphs).filter(is_cluster) {
        for node in numbers(object(cluster), "nodes") {
            inside[node] = Some(cluster);
        }
    }
    Graph {
        name: text(json, "name"),
        attributes: attributes(json),
        nodes: (subgraphs..objects.len())
            .map(|index| Node {
                id: name(index),
                cluster: inside[index].map(name),
                attributes: attributes(object(index)),
            })
            .collect(),
        clusters: (0..subgraphs)
            .filter(is_cluster)
            .map(|index| Cluster {
                id: name(index),
                parent: parent(index).map(name),
                attributes: attributes(object(index)),
            })
            .collect(),
        edges: json
            .get("edges")
            .and_then(Value::as_array)
            .unwrap_or(&empty)
            .iter()
            .map(|edge| {
                let edge = edge.as_object().expect("an edge is an object");
                Edge {
                    tail: name(number(&edge["tail"])),
                    head: name(number(&edge["head"])),
                    attributes: attributes(edge),
                }
            })
            .collect(),
        rows: (0..subgraphs)
            .filter(|index| !is_cluster(index))
            .map(|index| {
                assert_eq!(text(object(index), "rank"), "same");
                numbers(object(index), "nodes")
                    .into_iter()
                    .map(name)
                    .collect()
            })
            .collect(),
    }
}

fn attributes(object: &Map<String, Value>) -> Attributes {
    let is_attribute =
        |key: &str| !["name", "directed", "strict", "rank"].contains(&key) && !key.starts_with('_');
    object
        .iter()
        .filter(|(key, _)| is_attribute(key))
        .filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

fn text(object: &Map<String, Value>, key: &str) -> String {
    object[key].as_str().expect("a name is a text").to_owned()
}

fn number(value: &Value) -> usize {
    value.as_u64().expect("a reference is a number") as usize
}

fn numbers(object: &Map<String, Value>, key: &str) -> Vec<usize> {
    let list = object.get(key).and_then(Value::as_array);
    list.into_iter().flatten().map(number).collect()
}
