//! In which order Graphviz is to find nodes and groups, so that what is said first is drawn first.
//!
//! Where nothing else decides, Graphviz draws things in the order in which it finds them. But it does not always start
//! from the left, or from the top:
//!
//! - Components of the picture (what no edge joins to the rest) stand from left to right, and with `direction=right` from
//!   the bottom up.
//! - In a group, what has no edge coming in from the group stands from right to left with Graphviz up to 2.43, and from
//!   left to right with later ones; with `direction=right` from the top down, and from the bottom up.
//! - In a group, all else stands from left to right, and with `direction=right` from the bottom up.
//!
//! So what would be drawn backwards is named backwards. That is only where the layout begins: it goes on to avoid
//! crossings. Two things have to be minded:
//!
//! - Where components of a group are joined to several things outside, their order decides in which order Graphviz finds
//!   those, and so where those stand; the components then follow them, to avoid crossings. So they are ordered as what
//!   stands outside is.
//! - Which edge of a cycle is turned around depends on what is found first. So cycles are left alone.

mod item;
mod mention_order;
mod route;
mod sorter;

use super::borders::Anchor;
use super::plan::Layout;
use crate::model::{GroupId, Model};
pub(super) use item::{Conventions, Item};
use route::Route;
use sorter::Sorter;

/// The nodes and groups in the order in which Graphviz is to find them, each behind the group in which it stands.
/// `anchors` tells for each edge of the model which nodes it runs between.
pub(super) fn sequence(
    model: &Model,
    layout: &Layout,
    conventions: Conventions,
    anchors: impl Iterator<Item = (Anchor, Anchor)>,
) -> Vec<Item> {
    let mut contents = contents(model, layout);
    let is_as_said = model.groups.len() == 1 && model.rows.is_empty() && !conventions.is_sideways;
    if conventions.minds_order && !is_as_said {
        let routes = Route::all(model, anchors, conventions.is_upward);
        let sorter = Sorter::new(model, layout, conventions, &routes);
        for (group, items) in (0..).map(GroupId).zip(&mut contents) {
            if items.len() > 1 {
                sorter.sort(group, items);
            }
        }
    }
    flatten(model, &contents)
}

/// Whether it makes a difference to the sequence which way an engine goes through groups: no, if none has two things in it.
pub(super) fn depends_on_engine(model: &Model) -> bool {
    let mut has_one = vec![false; model.groups.len()];
    let nodes = model.nodes.iter().map(|node| node.group);
    let groups = model.groups.iter().skip(1).map(|group| group.parent);
    nodes
        .chain(groups)
        .filter(|group| *group != GroupId::FILE)
        .any(|group| std::mem::replace(&mut has_one[group.index()], true))
}

/// What stands directly in each group: its nodes, then its groups, both in the order said.
fn contents(model: &Model, layout: &Layout) -> Vec<Vec<Item>> {
    let groups = (0..model.groups.len() as u32).map(GroupId);
    let nodes = groups.map(|group| layout.nodes(group).iter());
    let mut contents: Vec<Vec<Item>> = nodes
        .map(|nodes| nodes.map(|node| Item::Node(*node)).collect())
        .collect();
    for id in layout.groups.iter().filter(|id| **id != GroupId::FILE) {
        contents[model.group(*id).parent.index()].push(Item::Group(*id));
    }
    contents
}

/// All items, those in a group directly behind it. A loop and a stack: groups may nest deeply.
fn flatten(model: &Model, contents: &[Vec<Item>]) -> Vec<Item> {
    let mut items = Vec::with_capacity(model.nodes.len() + model.groups.len());
    let mut open = vec![contents[GroupId::FILE.index()].iter()];
    while let Some(innermost) = open.last_mut() {
        match innermost.next() {
            Some(item) => {
                items.push(*item);
                if let Item::Group(group) = item {
                    open.push(contents[group.index()].iter());
                }
            }
            None => {
                open.pop();
            }
        }
    }
    items
}
