//! Which groups an edge leaves and enters on its way.

use super::super::borders::{Anchor, needs_room};
use super::super::plan::depths;
use crate::attributes::{Element, get};
use crate::model::{Edge, GroupId, LookId, Model};

/// The number of an item: nodes have those of the model, and groups come behind them.
pub(super) type Number = u32;

/// The way of an edge from its tail out of the groups around it, and into those around its head.
pub(super) struct Route {
    /// The innermost group around both ends.
    pub(super) common: GroupId,
    /// The tail and the head, each with the group in which it stands.
    pub(super) ends: [(GroupId, Number); 2],
    /// What the tail and the head are, or stand in, of all that stands directly in the common group.
    pub(super) tops: (Number, Number),
    /// Whether it passes a rank on its way. Graphviz lays such an edge on its own, and others between the same two groups
    /// together.
    pub(super) is_long: bool,
}

impl Route {
    /// The routes of all edges of a model, of which `anchors` tells between which nodes they run.
    pub(super) fn all(
        model: &Model,
        anchors: impl Iterator<Item = (Anchor, Anchor)>,
        is_upward: bool,
    ) -> Vec<Route> {
        let depths = depths(model);
        let lengths = Lengths::new(model, is_upward);
        anchors
            .zip(&model.edges)
            .map(|(anchors, edge)| Route::new(model, &depths, anchors, lengths.is_long(edge)))
            .collect()
    }

    fn new(model: &Model, depths: &[u32], (tail, head): (Anchor, Anchor), is_long: bool) -> Route {
        let end = |anchor| match anchor {
            Anchor::Node(node) => (model.node(node).group, node.0),
            // Where a node is added to a group, nothing stands beside it: the group itself counts.
            Anchor::Added(group) => outer(model, group),
        };
        let ends = [end(tail), end(head)];
        let mut tops = ends;
        while tops[0].0 != tops[1].0 {
            let deeper = usize::from(depths[tops[1].0.index()] > depths[tops[0].0.index()]);
            tops[deeper] = outer(model, tops[deeper].0);
        }
        Route {
            common: tops[0].0,
            ends,
            tops: (tops[0].1, tops[1].1),
            is_long,
        }
    }
}

/// The number of a group, with the group in which it stands.
pub(super) fn outer(model: &Model, group: GroupId) -> (GroupId, Number) {
    let number = model.nodes.len() + group.index();
    (model.group(group).parent, number as Number)
}

/// How many ranks edges span.
struct Lengths {
    /// Whether any edge has a label. Then Graphviz doubles all ranks, to have some for the labels.
    has_labels: bool,
    /// What `minlen` is said of edges of each look.
    said: Vec<Option<f64>>,
    is_upward: bool,
}

impl Lengths {
    fn new(model: &Model, is_upward: bool) -> Lengths {
        let [label, minlen] = ["label", "minlen"].map(|key| get(Element::Edge, key));
        let looks = || (0..model.looks.len() as u32).map(LookId);
        let says = |look: LookId, key| {
            let settings = model.looks[look.index()].settings;
            Some(model.text(model.setting(settings, key?)?))
        };
        Lengths {
            has_labels: looks().any(|look| says(look, label).is_some_and(|text| !text.is_empty())),
            said: looks()
                .map(|look| says(look, minlen)?.parse().ok())
                .collect(),
            is_upward,
        }
    }

    fn is_long(&self, edge: &Edge) -> bool {
        let is_long = match self.said[edge.look.index()] {
            Some(length) => length > 1.0,
            None => needs_room(edge, self.is_upward),
        };
        self.has_labels || is_long
    }
}
