//! The tree of scopes: the file, and in it groups as they nest.

use std::cell::Cell;

use hashbrown::HashMap;

use super::names::{NameId, Names};
use crate::source::Span;

/// The number of a scope; that of a group.
pub(super) type ScopeId = u32;

/// The file.
pub(super) const FILE: ScopeId = 0;

#[derive(Debug)]
pub(super) struct Scope {
    pub(super) parent: ScopeId,
    pub(super) name: NameId,
    pub(super) depth: u32,
    /// Where it was first said.
    pub(super) at: Span,
    /// When it was first said: statements are counted in the order said.
    said: u32,
    /// Where it comes when scopes are counted from the outside in: a scope contains just those from `first` up to, but
    /// not including, `end`; `first` is its own place.
    pub(super) first: u32,
    pub(super) end: u32,
}

#[derive(Debug)]
pub(super) struct Scopes {
    scopes: Vec<Scope>,
    inner: HashMap<(ScopeId, NameId), ScopeId>,
}

impl Scopes {
    pub(super) fn new(names: &mut Names) -> Scopes {
        let file = Scope {
            parent: FILE,
            name: names.of(""),
            depth: 0,
            at: Span::default(),
            said: 0,
            first: 0,
            end: 0,
        };
        Scopes {
            scopes: vec![file],
            inner: HashMap::new(),
        }
    }

    pub(super) fn get(&self, id: ScopeId) -> &Scope {
        &self.scopes[id as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.scopes.len()
    }

    /// All scopes but the file, each after its parent.
    pub(super) fn groups(&self) -> impl Iterator<Item = (ScopeId, &Scope)> {
        (0..).zip(&self.scopes).skip(1)
    }

    /// The group of a name that stands directly in a scope.
    pub(super) fn inside(&self, parent: ScopeId, name: NameId) -> Option<ScopeId> {
        self.inner.get(&(parent, name)).copied()
    }

    /// The group of a name that stands in a scope or, failing that, in the next scope out that has one; and that scope.
    pub(super) fn from(&self, scope: ScopeId, name: NameId) -> Option<(ScopeId, ScopeId)> {
        let mut at = scope;
        loop {
            if let Some(group) = self.inside(at, name) {
                return Some((group, at));
            }
            if at == FILE {
                return None;
            }
            at = self.get(at).parent;
        }
    }

    /// The group that the next name of a path leads to: from the group that those before it lead to or, for the first, from
    /// the scope in which the path is said.
    pub(super) fn step(
        &self,
        scope: ScopeId,
        group: Option<ScopeId>,
        name: NameId,
    ) -> Option<ScopeId> {
        match group {
            None => self.from(scope, name).map(|(group, _)| group),
            Some(group) => self.inside(group, name),
        }
    }

    /// The fewest names that lead from a scope to a group; nothing if groups nearer by have those names.
    pub(super) fn way(
        &self,
        from: ScopeId,
        to: ScopeId,
        steps: &Steps,
    ) -> Result<Option<Vec<NameId>>, TooLong> {
        let mut way = Vec::new();
        let mut at = to;
        while at != FILE {
            let group = self.get(at);
            way.push(group.name);
            steps.take(1)?;
            // The first name is looked for around the place, and nowhere else.
            if self.is_within(from, group.parent) {
                steps.take(self.get(from).depth as usize)?;
                if self.step(from, None, group.name) == Some(at) {
                    way.reverse();
                    return Ok(Some(way));
                }
            }
            at = group.parent;
        }
        Ok(None)
    }

    /// The group of a name in a scope, made if it is not there. `said` counts statements.
    pub(super) fn open(&mut self, parent: ScopeId, name: NameId, at: Span, said: u32) -> ScopeId {
        if let Some(id) = self.inside(parent, name) {
            let scope = &mut self.scopes[id as usize];
            if said < scope.said {
                scope.said = said;
                scope.at = at;
            }
            return id;
        }
        let id = self.scopes.len() as ScopeId;
        self.scopes.push(Scope {
            parent,
            name,
            depth: self.get(parent).depth + 1,
            at,
            said,
            first: 0,
            end: 0,
        });
        self.inner.insert((parent, name), id);
        id
    }

    /// Numbers the scopes in the order first said, parents before what stands in them, and tells the new number of each
    /// old one. To be called when all scopes are there.
    pub(super) fn settle(&mut self) -> Vec<ScopeId> {
        let mut order: Vec<ScopeId> = (0..self.scopes.len() as ScopeId).collect();
        order.sort_by_key(|id| {
            let scope = self.get(*id);
            (scope.said, scope.depth)
        });
        let mut renumbered = vec![0; order.len()];
        for (new, old) in (0..).zip(&order) {
            renumbered[*old as usize] = new;
        }
        let mut old: Vec<Option<Scope>> = std::mem::take(&mut self.scopes)
            .into_iter()
            .map(Some)
            .collect();
        self.scopes = order
            .iter()
            .filter_map(|id| old[*id as usize].take())
            .map(|scope| Scope {
                parent: renumbered[scope.parent as usize],
                ..scope
            })
            .collect();
        self.inner = self
            .scopes
            .iter()
            .enumerate()
            .skip(1)
            .map(|(id, scope)| ((scope.parent, scope.name), id as ScopeId))
            .collect();
        self.number_from_outside();
        renumbered
    }

    /// Parents come before what stands in them, so that two passes do without recursion.
    fn number_from_outside(&mut self) {
        let mut sizes = vec![1; self.scopes.len()];
        for (id, scope) in self.scopes.iter().enumerate().skip(1).rev() {
            sizes[scope.parent as usize] += sizes[id];
        }
        let mut next = vec![0; self.scopes.len()];
        for id in 0..self.scopes.len() {
            let parent = self.scopes[id].parent as usize;
            let first = if id == 0 { 0 } else { next[parent] };
            next[parent] = first + sizes[id];
            next[id] = first + 1;
            self.scopes[id].first = first;
            self.scopes[id].end = first + sizes[id];
        }
    }

    /// The names of a scope and of those around it, outermost first, the file left out.
    pub(super) fn path<'n>(&self, scope: ScopeId, names: &'n Names) -> Vec<&'n str> {
        let mut path = Vec::new();
        let mut at = scope;
        while at != FILE {
            path.push(names.name(self.get(at).name));
            at = self.get(at).parent;
        }
        path.reverse();
        path
    }

    /// Whether a scope is another or stands inside it.
    pub(super) fn is_within(&self, inner: ScopeId, outer: ScopeId) -> bool {
        let outer = self.get(outer);
        (outer.first..outer.end).contains(&self.get(inner).first)
    }
}

/// The steps that a run may take in search of paths: some thousands of messages have theirs, and a million do not take the
/// memory and time that theirs would.
#[derive(Debug)]
pub(super) struct Steps(Cell<usize>);

/// The run has taken all its steps.
#[derive(Debug)]
pub(super) struct TooLong;

impl Default for Steps {
    fn default() -> Steps {
        Steps(Cell::new(1 << 20))
    }
}

impl Steps {
    pub(super) fn take(&self, count: usize) -> Result<(), TooLong> {
        self.0.set(self.0.get().checked_sub(count).ok_or(TooLong)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::Texts;
    use crate::source::Sources;

    #[test]
    fn scopes_are_numbered_as_said_and_from_outside() {
        let mut names = Names::new(Texts::new(Arc::new(Sources::default())), 0);
        let mut scopes = Scopes::new(&mut names);
        let [a, b, c] = ["a", "b", "c"].map(|name| names.of(name));
        // Found in this order, said in another: c (5), a (1), a/b (2), and a/b again (9).
        let old_c = scopes.open(FILE, c, Span::default(), 5);
        let old_a = scopes.open(FILE, a, Span::default(), 1);
        let old_b = scopes.open(old_a, b, Span::default(), 2);
        assert_eq!(scopes.open(old_a, b, Span::default(), 9), old_b);
        let new = scopes.settle();
        assert_eq!(
            [
                new[0],
                new[old_a as usize],
                new[old_b as usize],
                new[old_c as usize]
            ],
            [0, 1, 2, 3]
        );
        assert_eq!(scopes.inside(1, b), Some(2));
        assert_eq!(scopes.from(2, c), Some((3, FILE)));
        assert!(scopes.is_within(2, 1) && scopes.is_within(2, FILE) && !scopes.is_within(3, 1));
        assert_eq!(scopes.path(2, &names), ["a", "b"]);
    }

    #[test]
    fn the_shortest_way_leads_past_no_nearer_group_of_its_name() {
        let mut names = Names::new(Texts::new(Arc::new(Sources::default())), 0);
        let mut scopes = Scopes::new(&mut names);
        let [a, b, c] = ["a", "b", "c"].map(|name| names.of(name));
        let mut open = |parent, name, said| scopes.open(parent, name, Span::default(), said);
        // a, a/b, a/b/c, and c, c/a, c/a/b.
        let outer = open(FILE, a, 1);
        let inner = open(outer, b, 2);
        let innermost = open(inner, c, 3);
        let other = open(FILE, c, 4);
        let other_a = open(other, a, 5);
        let other_b = open(other_a, b, 6);
        let new = scopes.settle();
        let steps = Steps::default();
        let way = |from: ScopeId, to: ScopeId| {
            let (from, to) = (new[from as usize], new[to as usize]);
            scopes.way(from, to, &steps).unwrap()
        };
        assert_eq!(way(FILE, innermost), Some(vec![a, b, c]));
        assert_eq!(way(inner, innermost), Some(vec![c]));
        assert_eq!(way(innermost, innermost), Some(vec![c]));
        assert_eq!(way(innermost, inner), Some(vec![b]));
        assert_eq!(way(inner, other_b), None, "a/b/c is nearer than c");
        assert_eq!(way(other, innermost), None, "c/a is nearer than a");
        assert_eq!(way(FILE, other_b), Some(vec![c, a, b]));
        assert!(scopes.way(FILE, 1, &Steps(Cell::new(0))).is_err());
    }
}
