//! How early things are said.

use super::super::plan::Layout;
use crate::model::{GroupId, Model, NodeId};

/// How early each node and, behind the nodes, each group is said. What stands in one row shares its places, in the order of
/// the row. No node is said as early as a group.
pub(super) fn mention_order(model: &Model, layout: &Layout) -> Vec<u32> {
    let mut places: Vec<u32> = (0..model.nodes.len() as u32).collect();
    for row in &model.rows {
        let mut of_row: Vec<u32> = row.nodes.iter().map(|node| places[node.index()]).collect();
        of_row.sort_unstable();
        for (node, place) in row.nodes.iter().zip(of_row) {
            places[node.index()] = place;
        }
    }
    let of_groups = of_groups(model, layout, &places);
    let mut said: Vec<u32> = places.iter().map(|place| 2 * place + 1).collect();
    said.extend(of_groups.iter().map(|place| 2 * place));
    said
}

/// For each group the node before which it is said: where it is first said itself, or the first node that stands in it at
/// any depth, for that can be said before.
fn of_groups(model: &Model, layout: &Layout, places: &[u32]) -> Vec<u32> {
    let place = |node: &NodeId| places[node.index()];
    let mut first: Vec<u32> = (0..)
        .map(GroupId)
        .zip(&model.groups)
        .map(|(id, group)| {
            let of_nodes = layout.nodes(id).iter().map(place);
            of_nodes.fold(group.nodes_before, u32::min)
        })
        .collect();
    let inner = layout
        .groups
        .iter()
        .rev()
        .filter(|id| **id != GroupId::FILE);
    for id in inner {
        let parent = model.group(*id).parent.index();
        first[parent] = first[parent].min(first[id.index()]);
    }
    first
}
