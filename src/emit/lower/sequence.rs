//! In which order Graphviz is to find nodes and groups, so that what is said first is drawn first.
//!
//! Where nothing else decides, Graphviz draws things in the order in which it finds them. But it finds them differently:
//!
//! - Parts of the picture that nothing joins stand from left to right, and with `direction=right` from below.
//! - In a group, what nothing of the group leads to stands from right to left with Graphviz up to 2.43, and from left to
//!   right with later ones; with `direction=right` from above, and from below.
//! - In a group, all else stands from left to right, and with `direction=right` from below.
//!
//! So what would come out backwards is named backwards. That is only where the layout begins: it goes on to avoid
//! crossings. Two things are no matter of drawing alone:
//!
//! - Where parts of a group are joined to several things outside, their order decides in which order those are found, and
//!   stand; the parts themselves then follow, for the sake of crossings. So they are ordered as what stands out there is.
//! - Which way an edge in a circle leads is settled by what is found first. So circles are left alone.

use std::cmp::Reverse;

use hashbrown::{HashMap, HashSet};

use super::borders::Anchor;
use super::plan::Layout;
use crate::attributes::{Element, get};
use crate::model::{Edge, GroupId, Model, NodeId};

/// A node or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Node(NodeId),
    /// What stands in it comes behind it.
    Group(GroupId),
}

/// Which way it goes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ways {
    /// Whether edges lead to the side, and not up or down.
    pub(super) is_sideways: bool,
    /// Whether Graphviz goes through groups from the first to the last.
    pub(super) is_forward: bool,
    /// Whether it heeds the order at all.
    pub(super) is_heeded: bool,
}

/// The nodes and groups in the order in which Graphviz is to find them, each behind the group that it stands in. The ends of the
/// edges are those that Graphviz knows.
pub(super) fn sequence(
    model: &Model,
    layout: &Layout,
    ways: Ways,
    edges: impl Iterator<Item = (Anchor, Anchor)>,
) -> Vec<Item> {
    let mut inside = inside(model, layout);
    let is_as_said = model.groups.len() == 1 && model.rows.is_empty() && !ways.is_sideways;
    if ways.is_heeded && !is_as_said {
        let order = Order::new(model, layout, ways, edges);
        for (group, items) in (0..).map(GroupId).zip(&mut inside) {
            if items.len() > 1 {
                order.sort(group, items);
            }
        }
    }
    let mut items = Vec::with_capacity(model.nodes.len() + model.groups.len());
    let mut open = vec![inside[GroupId::FILE.index()].iter()];
    while let Some(last) = open.last_mut() {
        match last.next() {
            Some(item) => {
                items.push(*item);
                if let Item::Group(group) = item {
                    open.push(inside[group.index()].iter());
                }
            }
            None => {
                open.pop();
            }
        }
    }
    items
}

/// What stands directly in each group, in the order said: the nodes, then the groups.
fn inside(model: &Model, layout: &Layout) -> Vec<Vec<Item>> {
    let groups = (0..model.groups.len() as u32).map(GroupId);
    let nodes = groups.map(|group| layout.nodes(group).iter());
    let mut inside: Vec<Vec<Item>> = nodes
        .map(|nodes| nodes.map(|node| Item::Node(*node)).collect())
        .collect();
    for id in layout.groups.iter().filter(|id| **id != GroupId::FILE) {
        inside[model.group(*id).parent.index()].push(Item::Group(*id));
    }
    inside
}

/// What decides the order. Nodes are numbered as the model does, and groups behind them.
struct Order {
    nodes: usize,
    ways: Ways,
    /// How early each is said; of a group, the first node in it.
    said: Vec<u32>,
    /// For each another of its part, or itself: what edges join in the innermost group that they do not leave.
    joined: Vec<u32>,
    /// How early the first of each part is said, by the one that stands for the part.
    first: Vec<u32>,
    /// Whether an edge leads to it from beside it.
    is_led_to: Vec<bool>,
    /// Whether there are circles in its part, by the one that stands for the part.
    has_circles: Vec<bool>,
    /// Where it is joined to something outside the group.
    pulls: Vec<Pull>,
    /// The same of its part, by the one that stands for the part.
    of_parts: Vec<Pull>,
    /// For each group what leads to its parts, and what they lead to.
    outside: Vec<[Outside; 2]>,
}

/// Where what stands in a group is joined to something outside the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pull {
    Nowhere,
    InTheFile,
    InAGroup,
}

/// What leads to the parts of a group, or what they lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outside {
    Nothing,
    One(u32),
    Several,
}

impl Order {
    fn new(
        model: &Model,
        layout: &Layout,
        ways: Ways,
        edges: impl Iterator<Item = (Anchor, Anchor)>,
    ) -> Order {
        let count = model.nodes.len() + model.groups.len();
        let mut order = Order {
            nodes: model.nodes.len(),
            ways,
            said: said(model, layout),
            joined: (0..count as u32).collect(),
            first: Vec::new(),
            is_led_to: vec![false; count],
            has_circles: vec![false; count],
            pulls: vec![Pull::Nowhere; count],
            of_parts: vec![Pull::Nowhere; count],
            outside: vec![[Outside::Nothing; 2]; model.groups.len()],
        };
        let depths = depths(model);
        let far = far(model);
        let meetings: Vec<Meeting> = edges
            .zip(&model.edges)
            .map(|(ends, edge)| Meeting::new(model, &depths, ends, far[edge.look.index()], edge))
            .collect();
        let far: HashSet<(u32, u32)> = meetings
            .iter()
            .filter(|meeting| meeting.is_far)
            .map(|meeting| meeting.ends)
            .collect();
        for meeting in &meetings {
            order.leave(model, meeting, far.contains(&meeting.ends));
        }
        let beside: Vec<(u32, u32)> = meetings
            .iter()
            .map(|meeting| meeting.ends)
            .filter(|(tail, head)| tail != head)
            .collect();
        for (tail, head) in &beside {
            order.is_led_to[*head as usize] = true;
            order.join(*tail, *head);
        }
        for item in 0..count {
            order.joined[item] = order.part(item as u32);
        }
        order.first = order.said.clone();
        for item in 0..count {
            let part = order.joined[item] as usize;
            order.first[part] = order.first[part].min(order.said[item]);
            if order.pulls[item] != Pull::Nowhere {
                order.of_parts[part] = order.pulls[item];
            }
        }
        for item in in_circles(count, &beside) {
            order.has_circles[order.joined[item] as usize] = true;
        }
        order
    }

    /// What stands for the part of an item.
    fn part(&mut self, mut item: u32) -> u32 {
        while self.joined[item as usize] != item {
            let next = self.joined[self.joined[item as usize] as usize];
            self.joined[item as usize] = next;
            item = next;
        }
        item
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.part(a), self.part(b));
        self.joined[a.max(b) as usize] = a.min(b);
    }

    /// Notes what an edge leaves on its way: of which group what, and where that leads.
    fn leave(&mut self, model: &Model, meeting: &Meeting, is_far: bool) {
        let pull = match meeting.around {
            GroupId::FILE => Pull::InTheFile,
            _ => Pull::InAGroup,
        };
        let others = [meeting.ends.1, meeting.ends.0];
        for (side, mut at) in meeting.sides.into_iter().enumerate() {
            while at.0 != meeting.around {
                self.pulls[at.1 as usize] = pull;
                // What is far away is reached by a way of its own.
                let other = match is_far {
                    true => self.joined.len() as u32 + at.1,
                    false => others[side],
                };
                let outside = &mut self.outside[at.0.index()][side];
                *outside = match *outside {
                    Outside::Nothing => Outside::One(other),
                    Outside::One(one) if one == other => Outside::One(one),
                    _ => Outside::Several,
                };
                at = outer(model, at.0);
            }
        }
    }

    fn number(&self, item: Item) -> usize {
        match item {
            Item::Node(node) => node.index(),
            Item::Group(group) => self.nodes + group.index(),
        }
    }

    fn part_of(&self, item: Item) -> u32 {
        self.joined[self.number(item)]
    }

    /// Sorts what stands in a group.
    fn sort(&self, group: GroupId, items: &mut [Item]) {
        let Ways {
            is_sideways,
            is_forward,
            ..
        } = self.ways;
        let is_file = group == GroupId::FILE;
        let is_backwards = match is_file {
            true => is_sideways,
            false => is_sideways == is_forward,
        };
        let is_pulled_apart = self.outside[group.index()].contains(&Outside::Several);
        let exchanged = match is_pulled_apart {
            true => self.exchanged(items, is_backwards),
            false => HashMap::new(),
        };
        // Nodes come before groups, but for groups of the file, which are parts of the picture as nodes are.
        items.sort_by_cached_key(|item| {
            let part = self.part_of(*item);
            let part = exchanged.get(&part).copied().unwrap_or(part);
            let first = (self.first[part as usize], part);
            let first = (
                is_backwards.then_some(Reverse(first)),
                (!is_backwards).then_some(first),
            );
            let is_group = matches!(item, Item::Group(_));
            let said = self.said[self.number(*item)];
            (is_group && !is_file, first, is_group, said)
        });
        if is_file {
            return;
        }
        let are_of_one = |a: &Item, b: &Item| {
            let is_node = |item: &Item| matches!(item, Item::Node(_));
            self.part_of(*a) == self.part_of(*b) && is_node(a) == is_node(b)
        };
        for items in items.chunk_by_mut(are_of_one) {
            let part = self.part_of(items[0]);
            if !self.has_circles[part as usize] {
                for (is_led_to, is_backwards) in [(false, is_backwards), (true, is_sideways)] {
                    let is_one = |item: &Item| self.is_led_to[self.number(*item)] == is_led_to;
                    if is_backwards {
                        reverse_those(items, is_one);
                    }
                    if is_pulled_apart {
                        reverse_those(items, |item| {
                            let pull = self.pulls[self.number(*item)];
                            is_one(item) && self.is_other(pull, is_backwards)
                        });
                    }
                }
            }
        }
    }

    /// Whether what is pulled so is to come the other way round than what is not.
    fn is_other(&self, pull: Pull, is_backwards: bool) -> bool {
        match pull {
            Pull::Nowhere => false,
            Pull::InTheFile => is_backwards,
            Pull::InAGroup => is_backwards != self.ways.is_sideways,
        }
    }

    /// The parts that are to come the other way round than the others, each with the one in whose place it comes.
    fn exchanged(&self, items: &[Item], is_backwards: bool) -> HashMap<u32, u32> {
        let is_other = |part: &u32| self.is_other(self.of_parts[*part as usize], is_backwards);
        let parts = items.iter().map(|item| self.part_of(*item));
        let mut parts: Vec<u32> = parts.filter(is_other).collect();
        parts.sort_unstable_by_key(|part| (self.first[*part as usize], *part));
        parts.dedup();
        let places = parts.iter().rev().copied();
        parts.iter().copied().zip(places).collect()
    }
}

/// Where the two ends of an edge meet.
struct Meeting {
    /// The innermost group around both.
    around: GroupId,
    /// The ends, each with the group that it stands in.
    sides: [(GroupId, u32); 2],
    /// What the ends are, or stand in, of all that stands in the innermost group.
    ends: (u32, u32),
    /// Whether it passes a rank on its way, as one to a group does.
    is_far: bool,
}

impl Meeting {
    fn new(
        model: &Model,
        depths: &[u32],
        (tail, head): (Anchor, Anchor),
        is_far: bool,
        edge: &Edge,
    ) -> Meeting {
        let side = |anchor| match anchor {
            Anchor::Node(node) => (model.node(node).group, node.0),
            // Beside what is added to a group nothing stands.
            Anchor::Added(group) => outer(model, group),
        };
        let sides = [side(tail), side(head)];
        let mut ends = sides;
        while ends[0].0 != ends[1].0 {
            let deeper = usize::from(depths[ends[1].0.index()] > depths[ends[0].0.index()]);
            ends[deeper] = outer(model, ends[deeper].0);
        }
        Meeting {
            around: ends[0].0,
            sides,
            ends: (ends[0].1, ends[1].1),
            is_far: is_far || edge.left.as_group().or(edge.right.as_group()).is_some(),
        }
    }
}

/// Whether edges of each look pass ranks on their way. Where one has a label, all do: Graphviz makes ranks for labels.
fn far(model: &Model) -> Vec<bool> {
    let says = |key: &str| -> Vec<Option<&str>> {
        let Some(key) = get(Element::Edge, key) else {
            return vec![None; model.looks.len()];
        };
        let looks = model.looks.iter();
        looks
            .map(|look| Some(model.text(model.setting(look.settings, key)?)))
            .collect()
    };
    let has_labels = says("label")
        .iter()
        .flatten()
        .any(|label| !label.is_empty());
    let lengths = says("minlen").into_iter();
    lengths
        .map(|length| has_labels || length.is_some_and(|length| !["0", "1"].contains(&length)))
        .collect()
}

/// The number of a group, with the group that it stands in.
fn outer(model: &Model, group: GroupId) -> (GroupId, u32) {
    let number = model.nodes.len() + group.index();
    (model.group(group).parent, number as u32)
}

/// Reverses some of a list, each in the place of another.
fn reverse_those(items: &mut [Item], is_one: impl Fn(&Item) -> bool) {
    let places: Vec<usize> = (0..items.len()).filter(|at| is_one(&items[*at])).collect();
    for (low, high) in places
        .iter()
        .zip(places.iter().rev())
        .take(places.len() / 2)
    {
        items.swap(*low, *high);
    }
}

/// How early nodes and groups are said. The nodes of a row share their places in the order of the row.
fn said(model: &Model, layout: &Layout) -> Vec<u32> {
    let mut said: Vec<u32> = (0..model.nodes.len() as u32).collect();
    for row in &model.rows {
        let mut places: Vec<u32> = row.nodes.iter().map(|node| said[node.index()]).collect();
        places.sort_unstable();
        for (node, place) in row.nodes.iter().zip(places) {
            said[node.index()] = place;
        }
    }
    // A group without nodes comes behind what is said before it.
    let mut before = 0;
    let mut of_groups = vec![u32::MAX; model.groups.len()];
    for id in &layout.groups {
        let nodes = layout.nodes(*id).iter();
        let own = nodes.map(|node| said[node.index()]).min();
        of_groups[id.index()] = own.unwrap_or(u32::MAX);
    }
    for id in layout
        .groups
        .iter()
        .rev()
        .filter(|id| **id != GroupId::FILE)
    {
        let parent = model.group(*id).parent.index();
        of_groups[parent] = of_groups[parent].min(of_groups[id.index()]);
    }
    for id in &layout.groups {
        let own = &mut of_groups[id.index()];
        if *own == u32::MAX {
            *own = before;
        }
        before = *own;
    }
    said.extend(of_groups);
    said
}

/// How deep each group stands; the file at 0.
fn depths(model: &Model) -> Vec<u32> {
    let mut depths = vec![0; model.groups.len()];
    // Each group comes after its parent.
    for (index, group) in model.groups.iter().enumerate().skip(1) {
        depths[index] = depths[group.parent.index()] + 1;
    }
    depths
}

/// What stands in circles, or behind them.
fn in_circles(count: usize, edges: &[(u32, u32)]) -> impl Iterator<Item = usize> {
    let mut ends = vec![0_u32; count + 1];
    let mut waits_for = vec![0_u32; count];
    for (tail, head) in edges {
        ends[*tail as usize + 1] += 1;
        waits_for[*head as usize] += 1;
    }
    for item in 0..count {
        ends[item + 1] += ends[item];
    }
    let starts = ends.clone();
    let mut heads = vec![0_u32; edges.len()];
    for (tail, head) in edges {
        let next = &mut ends[*tail as usize];
        heads[*next as usize] = *head;
        *next += 1;
    }
    let mut free: Vec<usize> = (0..count).filter(|item| waits_for[*item] == 0).collect();
    while let Some(item) = free.pop() {
        for head in &heads[starts[item] as usize..starts[item + 1] as usize] {
            let waits_for = &mut waits_for[*head as usize];
            *waits_for -= 1;
            if *waits_for == 0 {
                free.push(*head as usize);
            }
        }
    }
    (0..count).filter(move |item| waits_for[*item] > 0)
}
