//! What decides the order in each group.

use hashbrown::{HashMap, HashSet};

use super::super::plan::Layout;
use super::item::{Conventions, Item};
use super::mention_order::mention_order;
use super::route::{Number, Route, outer};

use crate::model::{GroupId, Model};

/// Sorts what stands in groups. A component is what edges join in one group: an edge counts for what it joins in the
/// innermost group around both its ends. It is known by the number of one item in it.
pub(super) struct Sorter {
    nodes: usize,
    conventions: Conventions,
    /// How early each item is said.
    said: Vec<u32>,
    /// The component of each item; while it is being found, another item of it.
    component: Vec<Number>,
    /// How early the first item of each component is said.
    component_said: Vec<u32>,
    /// Whether an edge leads to each item from beside it.
    has_incoming: Vec<bool>,
    /// Whether there are cycles in each component.
    is_cyclic: Vec<bool>,
    /// How far out edges of each item lead.
    reach: Vec<Distance>,
    /// The same of each component.
    component_reach: Vec<Distance>,
    /// For each group, what its items lead to outside of it, and what leads to them from there.
    neighbours: Vec<[Neighbours; 2]>,
}

/// How far out of its group an item is joined to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Distance {
    /// Not at all.
    Nowhere,
    /// To something that stands in no group with it.
    File,
    /// To something in another group around it.
    Group,
}

/// How many things outside a group are joined to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Neighbours {
    Nothing,
    One(Number),
    Several,
}

impl Sorter {
    pub(super) fn new(
        model: &Model,
        layout: &Layout,
        conventions: Conventions,
        routes: &[Route],
    ) -> Sorter {
        let count = model.nodes.len() + model.groups.len();
        let mut sorter = Sorter {
            nodes: model.nodes.len(),
            conventions,
            said: mention_order(model, layout),
            component: (0..count as Number).collect(),
            component_said: Vec::new(),
            has_incoming: vec![false; count],
            is_cyclic: vec![false; count],
            reach: vec![Distance::Nowhere; count],
            component_reach: vec![Distance::Nowhere; count],
            neighbours: vec![[Neighbours::Nothing; 2]; model.groups.len()],
        };
        let long = routes.iter().filter(|route| route.is_long);
        let long: HashSet<(Number, Number)> = long.map(|route| route.tops).collect();
        for route in routes {
            sorter.note_outside(model, route, long.contains(&route.tops));
        }
        let edges = routes.iter().map(|route| route.tops);
        let edges: Vec<(Number, Number)> = edges.filter(|(tail, head)| tail != head).collect();
        sorter.find_components(&edges);
        for item in in_cycles(count, &edges) {
            sorter.is_cyclic[sorter.component[item] as usize] = true;
        }
        sorter
    }

    /// Takes note, for each group that an edge leaves or enters, of what of the group it joins to what outside.
    fn note_outside(&mut self, model: &Model, route: &Route, is_long: bool) {
        let reach = match route.common {
            GroupId::FILE => Distance::File,
            _ => Distance::Group,
        };
        let others = [route.tops.1, route.tops.0];
        for (side, mut at) in route.ends.into_iter().enumerate() {
            while at.0 != route.common {
                self.reach[at.1 as usize] = reach;
                // Long edges are laid each on its own, as if they led to different things.
                let other = if is_long {
                    self.component.len() as Number + at.1
                } else {
                    others[side]
                };
                let neighbours = &mut self.neighbours[at.0.index()][side];
                *neighbours = match *neighbours {
                    Neighbours::Nothing => Neighbours::One(other),
                    Neighbours::One(one) if one == other => Neighbours::One(one),
                    _ => Neighbours::Several,
                };
                at = outer(model, at.0);
            }
        }
    }

    fn find_components(&mut self, edges: &[(Number, Number)]) {
        for (tail, head) in edges {
            self.has_incoming[*head as usize] = true;
            let (a, b) = (self.find(*tail), self.find(*head));
            self.component[a.max(b) as usize] = a.min(b);
        }
        self.component_said = self.said.clone();
        for item in 0..self.component.len() {
            let found = self.find(item as Number);
            self.component[item] = found;
            let said = &mut self.component_said[found as usize];
            *said = (*said).min(self.said[item]);
            if self.reach[item] != Distance::Nowhere {
                self.component_reach[found as usize] = self.reach[item];
            }
        }
    }

    /// The component of an item while components are being found.
    fn find(&mut self, mut item: Number) -> Number {
        while self.component[item as usize] != item {
            let next = self.component[self.component[item as usize] as usize];
            self.component[item as usize] = next;
            item = next;
        }
        item
    }

    fn number(&self, item: Item) -> usize {
        match item {
            Item::Node(node) => node.index(),
            Item::Group(group) => self.nodes + group.index(),
        }
    }

    fn component_of(&self, item: Item) -> Number {
        self.component[self.number(item)]
    }

    /// Sorts what stands in a group.
    pub(super) fn sort(&self, group: GroupId, items: &mut [Item]) {
        let conventions = self.conventions;
        let is_file = group == GroupId::FILE;
        let is_backwards = if is_file {
            conventions.is_sideways
        } else {
            conventions.is_sideways == conventions.is_forward
        };
        let is_pulled_apart = self.neighbours[group.index()].contains(&Neighbours::Several);
        self.sort_components(items, is_file, is_backwards, is_pulled_apart);
        if !is_file {
            self.sort_within_components(items, is_backwards, is_pulled_apart);
        }
    }

    /// Brings components in order. In groups, nodes come before groups; in the file both are components alike.
    fn sort_components(
        &self,
        items: &mut [Item],
        is_file: bool,
        is_backwards: bool,
        is_pulled_apart: bool,
    ) {
        let exchanged = if is_pulled_apart {
            self.components_to_swap(items, is_backwards)
        } else {
            HashMap::new()
        };
        // One number a key: most groups are in order already, and to see that is all that they cost.
        let key = |item: &Item| {
            let component = self.component_of(*item);
            let component = exchanged.get(&component).copied().unwrap_or(component);
            let first =
                u64::from(self.component_said[component as usize]) << 32 | u64::from(component);
            let first = if is_backwards { !first } else { first };
            let is_group = matches!(item, Item::Group(_));
            let said = self.said[self.number(*item)];
            u128::from(is_group && !is_file) << 97
                | u128::from(first) << 33
                | u128::from(is_group) << 32
                | u128::from(said)
        };
        let mut keyed: Vec<(u128, Item)> = items.iter().map(|item| (key(item), *item)).collect();
        if !keyed.is_sorted_by_key(|(key, _)| *key) {
            keyed.sort_by_key(|(key, _)| *key);
            for (item, (_, sorted)) in items.iter_mut().zip(keyed) {
                *item = sorted;
            }
        }
    }

    /// Turns around what would come out backwards of the nodes, and of the groups, of each component.
    fn sort_within_components(
        &self,
        items: &mut [Item],
        is_backwards: bool,
        is_pulled_apart: bool,
    ) {
        let are_together = |a: &Item, b: &Item| {
            let is_node = |item: &Item| matches!(item, Item::Node(_));
            self.component_of(*a) == self.component_of(*b) && is_node(a) == is_node(b)
        };
        for items in items.chunk_by_mut(are_together) {
            if items.len() == 1 || self.is_cyclic[self.component_of(items[0]) as usize] {
                continue;
            }
            let is_sideways = self.conventions.is_sideways;
            for (has_incoming, is_backwards) in [(false, is_backwards), (true, is_sideways)] {
                let is_meant = |item: &Item| self.has_incoming[self.number(*item)] == has_incoming;
                if is_backwards {
                    reverse_those(items, is_meant);
                }
                if is_pulled_apart {
                    reverse_those(items, |item| {
                        let reach = self.reach[self.number(*item)];
                        is_meant(item) && self.is_turned(reach, is_backwards)
                    });
                }
            }
        }
    }

    /// Whether what reaches so far is to come the other way round than what is joined to nothing outside.
    fn is_turned(&self, reach: Distance, is_backwards: bool) -> bool {
        match reach {
            Distance::Nowhere => false,
            Distance::File => is_backwards,
            Distance::Group => is_backwards != self.conventions.is_sideways,
        }
    }

    /// The components that are to come the other way round than the others, each with the one in whose place it comes.
    fn components_to_swap(&self, items: &[Item], is_backwards: bool) -> HashMap<Number, Number> {
        let is_turned = |component: &Number| {
            self.is_turned(self.component_reach[*component as usize], is_backwards)
        };
        let components = items.iter().map(|item| self.component_of(*item));
        let mut components: Vec<Number> = components.filter(is_turned).collect();
        components.sort_unstable_by_key(|component| {
            (self.component_said[*component as usize], *component)
        });
        components.dedup();
        let places = components.iter().rev().copied();
        components.iter().copied().zip(places).collect()
    }
}

/// Reverses some of a list among themselves: the others keep their places.
fn reverse_those(items: &mut [Item], is_meant: impl Fn(&Item) -> bool) {
    let (mut low, mut high) = (0, items.len());
    loop {
        while low < high && !is_meant(&items[low]) {
            low += 1;
        }
        while low < high && !is_meant(&items[high - 1]) {
            high -= 1;
        }
        if low >= high {
            return;
        }
        items.swap(low, high - 1);
        low += 1;
        high -= 1;
    }
}

/// What stands in a cycle, or behind one: all that is left when what no edge leads to is taken away again and again.
fn in_cycles(count: usize, edges: &[(Number, Number)]) -> impl Iterator<Item = usize> {
    let mut incoming = vec![0_u32; count];
    let mut starts = vec![0_u32; count + 1];
    for (tail, head) in edges {
        starts[*tail as usize + 1] += 1;
        incoming[*head as usize] += 1;
    }
    for item in 0..count {
        starts[item + 1] += starts[item];
    }
    let mut next = starts.clone();
    let mut heads = vec![0_u32; edges.len()];
    for (tail, head) in edges {
        let next = &mut next[*tail as usize];
        heads[*next as usize] = *head;
        *next += 1;
    }
    let mut free: Vec<usize> = (0..count).filter(|item| incoming[*item] == 0).collect();
    while let Some(item) = free.pop() {
        for head in &heads[starts[item] as usize..starts[item + 1] as usize] {
            let incoming = &mut incoming[*head as usize];
            *incoming -= 1;
            if *incoming == 0 {
                free.push(*head as usize);
            }
        }
    }
    (0..count).filter(move |item| incoming[*item] > 0)
}
