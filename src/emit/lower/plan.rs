//! What stands where, and which attributes need more than being handed on.

use hashbrown::HashMap;

use crate::attributes::{self, Element, Key};
use crate::model::{GroupId, Model, NodeId};

pub(super) fn rows(model: &Model) -> HashMap<GroupId, Vec<usize>> {
    let mut rows: HashMap<GroupId, Vec<usize>> = HashMap::new();
    for (index, row) in model.rows.iter().enumerate() {
        rows.entry(row.group).or_default().push(index);
    }
    rows
}

/// How deep each group stands; the file at 0.
pub(super) fn depths(model: &Model) -> Vec<u32> {
    let mut depths = vec![0; model.groups.len()];
    // Each group comes after its parent.
    for (index, group) in model.groups.iter().enumerate().skip(1) {
        depths[index] = depths[group.parent.index()] + 1;
    }
    depths
}

/// The attributes that need more than being handed on.
pub(super) struct Keys {
    pub(super) direction: Option<Key>,
    pub(super) layout: Option<Key>,
    pub(super) legend: Option<Key>,
    pub(super) group_class: Option<Key>,
    pub(super) node_class: Option<Key>,
    pub(super) node_level: Option<Key>,
    pub(super) node_tooltip: Option<Key>,
    pub(super) node_shape: Option<Key>,
    pub(super) node_font_size: Option<Key>,
    pub(super) node_font: Option<Key>,
    pub(super) edge_tooltip: Option<Key>,
    pub(super) edge_class: Option<Key>,
}

impl Keys {
    pub(super) fn new() -> Keys {
        Keys {
            direction: attributes::get(Element::Diagram, "direction"),
            layout: attributes::get(Element::Diagram, "layout"),
            legend: attributes::get(Element::Diagram, "legend"),
            group_class: attributes::get(Element::Group, "class"),
            node_class: attributes::get(Element::Node, "class"),
            node_level: attributes::get(Element::Node, "level"),
            node_tooltip: attributes::get(Element::Node, "tooltip"),
            node_shape: attributes::get(Element::Node, "shape"),
            node_font_size: attributes::get(Element::Node, "fontsize"),
            node_font: attributes::get(Element::Node, "fontname"),
            edge_tooltip: attributes::get(Element::Edge, "tooltip"),
            edge_class: attributes::get(Element::Edge, "class"),
        }
    }
}

/// What stands where.
pub(super) struct Layout {
    /// The groups from the outside in: each directly after what stands in the groups before it.
    pub(super) groups: Vec<GroupId>,
    /// The nodes by group, those of one group in the order first said.
    pub(super) nodes: Vec<NodeId>,
    /// Where the nodes of each group end in `nodes`.
    pub(super) ends: Vec<u32>,
    /// Whether a group has groups in it.
    pub(super) has_groups: Vec<bool>,
}

impl Layout {
    pub(super) fn new(model: &Model) -> Layout {
        let count = model.groups.len();
        let mut groups = vec![GroupId::FILE; count];
        let mut has_groups = vec![false; count];
        for (id, group) in (0..).map(GroupId).zip(&model.groups) {
            groups[group.within.start as usize] = id;
            has_groups[group.parent.index()] |= id != GroupId::FILE;
        }
        let mut ends = vec![0; count];
        for node in &model.nodes {
            ends[node.group.index()] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        let mut nodes = vec![NodeId(0); model.nodes.len()];
        for (id, node) in (0..).map(NodeId).zip(&model.nodes) {
            let next: &mut u32 = &mut ends[node.group.index()];
            nodes[*next as usize] = id;
            *next += 1;
        }
        Layout {
            groups,
            nodes,
            ends,
            has_groups,
        }
    }

    /// Whether a group holds neither nodes nor groups.
    pub(super) fn is_empty(&self, group: GroupId) -> bool {
        !self.has_groups[group.index()] && self.nodes(group).is_empty()
    }

    pub(super) fn nodes(&self, group: GroupId) -> &[NodeId] {
        let start = group
            .index()
            .checked_sub(1)
            .map_or(0, |before| self.ends[before]);
        &self.nodes[start as usize..self.ends[group.index()] as usize]
    }
}

/// Whereto edges lead, if it is said.
pub(super) fn direction<'m>(model: &'m Model, keys: &Keys) -> Option<&'m str> {
    let said = model.setting(model.diagram, keys.direction?)?;
    Some(model.text(said))
}
