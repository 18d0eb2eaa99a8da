//! The ids of nodes and clusters, and the texts of nodes.

use std::ops::Range;

use super::quote;
use super::sink::Id;
use crate::model::{GroupId, Model, NodeId};

/// The ids of all groups and nodes, each made once: edges say them again and again.
pub(super) struct Ids {
    /// The ids of the groups one after the other, each with a slash behind it.
    groups: String,
    group_ends: Vec<u32>,
    nodes: String,
    node_ends: Vec<u32>,
}

impl Ids {
    pub(super) fn new(model: &Model) -> Ids {
        let mut groups: Vec<u8> = Vec::new();
        // The file has no id: what stands in it has no path.
        let mut group_ends = vec![0];
        for group in &model.groups[1..] {
            let outer = range(&group_ends, group.parent.index());
            let name = model.text(group.name);
            if outer.is_empty() {
                quote::first_name(&mut groups, name);
            } else {
                groups.extend_from_within(outer);
                quote::name(&mut groups, name);
            }
            groups.push(b'/');
            group_ends.push(groups.len() as u32);
        }
        let mut nodes: Vec<u8> = Vec::new();
        let mut node_ends = Vec::with_capacity(model.nodes.len());
        for node in &model.nodes {
            let name = model.text(node.name);
            match &groups[range(&group_ends, node.group.index())] {
                [] => quote::first_name(&mut nodes, name),
                outer => {
                    nodes.extend_from_slice(outer);
                    quote::name(&mut nodes, name);
                }
            }
            if node.ordinal > 0 {
                nodes.extend_from_slice(format!("#{}", node.ordinal).as_bytes());
            }
            node_ends.push(nodes.len() as u32);
        }
        Ids {
            groups: text(groups),
            group_ends,
            nodes: text(nodes),
            node_ends,
        }
    }

    /// The id of a node.
    pub(super) fn node(&self, id: NodeId) -> Id<'_> {
        Id::Node(&self.nodes[range(&self.node_ends, id.index())])
    }

    /// The id of a group's cluster.
    pub(super) fn cluster(&self, id: GroupId) -> Id<'_> {
        let path = self.inside(id);
        Id::Cluster(path.strip_suffix('/').unwrap_or(path))
    }

    /// The id of what certdot adds to a group.
    pub(super) fn added(&self, id: GroupId) -> Id<'_> {
        Id::Added(self.inside(id))
    }

    /// What the ids of all that stands in a group begin with.
    fn inside(&self, id: GroupId) -> &str {
        &self.groups[range(&self.group_ends, id.index())]
    }
}

/// Of stretches that lie one after the other, the one with this index.
fn range(ends: &[u32], index: usize) -> Range<usize> {
    let start = index.checked_sub(1).map_or(0, |before| ends[before]);
    start as usize..ends[index] as usize
}

/// A name as an id of its own.
pub(super) fn escaped(name: &str) -> String {
    let mut out = Vec::new();
    quote::first_name(&mut out, name);
    text(out)
}

fn text(bytes: Vec<u8>) -> String {
    // Escaping puts in and takes out whole characters.
    String::from_utf8(bytes).unwrap_or_default()
}
