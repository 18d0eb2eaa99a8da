//! Where edges to groups run: which node inside stands for the group.
//!
//! Graphviz draws edges from node to node, cuts them off at the border of a group, and ranks the nodes. So that boxes
//! stand one after the other, an edge into a group runs to its first node that no other node of the group leads to, and
//! one out of it from its last node that leads to no other. What leads to what is as Graphviz ranks it: from what is
//! said first to what is said second, whichever arrow stands between them. An edge between two groups leads from node to
//! node as well, for the groups around both; so groups are settled from the inside out.

use super::plan::{Layout, depths};
use crate::model::{Edge, End, GroupId, Model, NodeId};

/// What an edge to a group runs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Anchor {
    Node(NodeId),
    /// What certdot has added to a group without nodes.
    Added(GroupId),
}

/// The anchors of a group: of edges into it, and of edges out of it.
#[derive(Clone, Copy, Debug)]
struct Anchors {
    first: Anchor,
    last: Anchor,
}

/// The anchors of all groups at which edges end.
#[derive(Default)]
pub(super) struct Borders {
    /// By group; empty if no edge ends at a group.
    anchors: Vec<Option<Anchors>>,
}

impl Borders {
    pub(super) fn new(model: &Model, layout: &Layout) -> Borders {
        let ends_at_group = |edge: &Edge| edge.left.as_group().or(edge.right.as_group()).is_some();
        if !model.edges.iter().any(ends_at_group) {
            return Borders::default();
        }
        let mut search = Search::new(model, layout);
        let mut to_groups: Vec<(u32, &Edge)> = Vec::new();
        for edge in &model.edges {
            let within = search.common_depth(edge);
            match (edge.left.as_node(), edge.right.as_node()) {
                (Some(left), Some(right)) => {
                    search.lead(Anchor::Node(left), Anchor::Node(right), within);
                }
                _ => to_groups.push((within, edge)),
            }
        }
        // All that can lead from node to node in a group lies deeper than the edges that end at its border.
        to_groups.sort_by_key(|(within, _)| std::cmp::Reverse(*within));
        for (within, edge) in to_groups {
            let from = search.end(edge.left).last;
            let to = search.end(edge.right).first;
            search.lead(from, to, within);
        }
        Borders {
            anchors: search.found,
        }
    }

    /// Whether any edge ends at a group.
    pub(super) fn are_met(&self) -> bool {
        !self.anchors.is_empty()
    }

    /// What an edge runs from.
    pub(super) fn tail(&self, edge: Edge) -> Anchor {
        self.end(edge.left, |group| self.last(group))
    }

    /// What an edge runs to.
    pub(super) fn head(&self, edge: Edge) -> Anchor {
        self.end(edge.right, |group| self.first(group))
    }

    fn end(&self, end: End, anchor: impl FnOnce(GroupId) -> Anchor) -> Anchor {
        match (end.as_node(), end.as_group()) {
            (Some(node), _) => Anchor::Node(node),
            (_, group) => anchor(group.unwrap_or(GroupId::FILE)),
        }
    }

    /// What an edge into a group runs to.
    pub(super) fn first(&self, group: GroupId) -> Anchor {
        self.of(group)
            .map_or(Anchor::Added(group), |anchors| anchors.first)
    }

    /// What an edge out of a group runs from.
    pub(super) fn last(&self, group: GroupId) -> Anchor {
        self.of(group)
            .map_or(Anchor::Added(group), |anchors| anchors.last)
    }

    fn of(&self, group: GroupId) -> Option<Anchors> {
        *self.anchors.get(group.index())?
    }
}

/// Looks for the anchors of groups.
struct Search<'m> {
    model: &'m Model,
    layout: &'m Layout,
    /// How deep each group stands; the file at 0.
    depths: Vec<u32>,
    /// For each node, and behind them for each group's added one: 0 if nothing leads to it, else one more than how deep
    /// the innermost group stands in which something does.
    led_to: Vec<u32>,
    /// The same of what it leads to.
    leads: Vec<u32>,
    found: Vec<Option<Anchors>>,
}

impl<'m> Search<'m> {
    fn new(model: &'m Model, layout: &'m Layout) -> Search<'m> {
        let count = model.nodes.len() + model.groups.len();
        Search {
            model,
            layout,
            depths: depths(model),
            led_to: vec![0; count],
            leads: vec![0; count],
            found: vec![None; model.groups.len()],
        }
    }

    fn index(&self, anchor: Anchor) -> usize {
        match anchor {
            Anchor::Node(node) => node.index(),
            Anchor::Added(group) => self.model.nodes.len() + group.index(),
        }
    }

    /// How deep the innermost group stands that both ends of an edge stand in.
    fn common_depth(&self, edge: &Edge) -> u32 {
        let around = |end: End| match (end.as_node(), end.as_group()) {
            (Some(node), _) => self.model.node(node).group,
            (_, Some(group)) => self.model.group(group).parent,
            _ => GroupId::FILE,
        };
        let (mut at, other) = (around(edge.left), around(edge.right));
        while !self.model.is_within(other, at) {
            at = self.model.group(at).parent;
        }
        self.depths[at.index()]
    }

    /// Takes note of an edge, and how deep the group stands that both ends stand in.
    fn lead(&mut self, from: Anchor, to: Anchor, within: u32) {
        if from == to {
            return;
        }
        let (from, to) = (self.index(from), self.index(to));
        self.leads[from] = self.leads[from].max(within + 1);
        self.led_to[to] = self.led_to[to].max(within + 1);
    }

    fn end(&mut self, end: End) -> Anchors {
        match (end.as_node(), end.as_group()) {
            (_, Some(group)) => self.group(group),
            (node, _) => {
                let only = node.map_or(Anchor::Added(GroupId::FILE), Anchor::Node);
                Anchors {
                    first: only,
                    last: only,
                }
            }
        }
    }

    /// The anchors of a group, of which all is known that leads from node to node inside it.
    fn group(&mut self, group: GroupId) -> Anchors {
        if let Some(found) = self.found[group.index()] {
            return found;
        }
        let depth = self.depths[group.index()];
        let is_free = |marks: &[u32], anchor| marks[self.index(anchor)] <= depth;
        // What is free counts before what is not, and then nodes before what certdot has added.
        let first = |anchor: &Anchor| (!is_free(&self.led_to, *anchor), *anchor);
        let last = |anchor: &Anchor| {
            let is_node = matches!(anchor, Anchor::Node(_));
            (is_free(&self.leads, *anchor), is_node, *anchor)
        };
        let (first, last) = (
            self.anchors(group).min_by_key(first),
            self.anchors(group).max_by_key(last),
        );
        let found = Anchors {
            first: first.unwrap_or(Anchor::Added(group)),
            last: last.unwrap_or(Anchor::Added(group)),
        };
        self.found[group.index()] = Some(found);
        found
    }

    /// All that stands in a group, at any depth.
    fn anchors(&self, group: GroupId) -> impl Iterator<Item = Anchor> {
        let within = &self.model.group(group).within;
        let groups = &self.layout.groups[within.start as usize..within.end as usize];
        groups.iter().flat_map(|group| {
            let nodes = self.layout.nodes(*group);
            let added = self
                .layout
                .is_empty(*group)
                .then_some(Anchor::Added(*group));
            nodes.iter().map(|node| Anchor::Node(*node)).chain(added)
        })
    }
}

/// Whether an edge is to span two ranks unless told otherwise: the border of a group, and what is written at its top, take
/// most of the room between two ranks, and no line would be left.
pub(super) fn needs_room(edge: &Edge, is_upward: bool) -> bool {
    edge.right.as_group().is_some() || edge.left.as_group().is_some() && is_upward
}
