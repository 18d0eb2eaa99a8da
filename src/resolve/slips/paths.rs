//! The paths by which things are reached from where a mention stands, and whether they may stand there.

use std::cell::{Cell, OnceCell};

use hashbrown::{HashMap, HashSet};

use super::place::Place;
use crate::ast::spelled_path;
use crate::resolve::meaning::{Meaning, NewNode, UnpackedMeaning};
use crate::resolve::mentions::Mention;
use crate::resolve::names::{NameId, Names};
use crate::resolve::scopes::{FILE, ScopeId, Scopes, Steps, TooLong};

/// How many steps making a fix counts for.
const STEPS_OF_A_FIX: usize = 32;

/// How many times a run looks for a name everywhere. A few more messages are printed than these could be about.
const MOST_SEARCHES: u32 = 64;

/// How something is reached.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::resolve) enum Reach {
    /// By this path.
    By(String),
    /// Not at all: groups nearer by have the names of those around it, or a node before it has its own.
    Hidden,
    /// By this one, which cannot stand there.
    Unfit,
    /// It has taken too long to say.
    Unknown,
}

pub(super) struct Paths<'r> {
    pub(super) scopes: &'r Scopes,
    pub(super) names: &'r Names,
    pub(super) mentions: &'r [Mention],
    meanings: &'r [Meaning],
    nodes: &'r [NewNode],
    /// The nodes to which paths lead, by the group in which they stand and their names.
    ends: OnceCell<HashMap<(ScopeId, NameId), u32>>,
    /// The groups in which nodes stand.
    filled: OnceCell<HashSet<ScopeId>>,
    steps: Steps,
    searches: Cell<u32>,
}

impl<'r> Paths<'r> {
    pub(super) fn new(
        scopes: &'r Scopes,
        names: &'r Names,
        mentions: &'r [Mention],
        meanings: &'r [Meaning],
        nodes: &'r [NewNode],
    ) -> Paths<'r> {
        Paths {
            scopes,
            names,
            mentions,
            meanings,
            nodes,
            ends: OnceCell::new(),
            filled: OnceCell::new(),
            steps: Steps::default(),
            searches: Cell::new(MOST_SEARCHES),
        }
    }

    /// What a mention means.
    pub(super) fn meaning(&self, number: u32) -> UnpackedMeaning {
        self.meanings[number as usize].get()
    }

    /// What a path means whose last name is this, and whose others lead to that group.
    pub(super) fn end(&self, group: ScopeId, name: NameId) -> Option<UnpackedMeaning> {
        if let Some(inner) = self.scopes.inside(group, name) {
            return Some(UnpackedMeaning::Group(inner));
        }
        let ends = self.ends.get_or_init(|| {
            let firsts = (0..).zip(self.nodes).filter(|(_, made)| made.ordinal == 0);
            firsts
                .map(|(number, made)| ((made.scope, made.name), number))
                .collect()
        });
        ends.get(&(group, name)).copied().map(UnpackedMeaning::Node)
    }

    /// The group in which something stands.
    fn container(&self, meant: UnpackedMeaning) -> ScopeId {
        match meant {
            UnpackedMeaning::Node(number) => self.nodes[number as usize].scope,
            UnpackedMeaning::Group(group) => self.scopes.get(group).parent,
            _ => FILE,
        }
    }

    /// How something of this name is reached by a path from where a mention stands.
    pub(super) fn reach(&self, place: &Place, meant: UnpackedMeaning, name: NameId) -> Reach {
        let container = self.container(meant);
        if self.end(container, name) != Some(meant) {
            return Reach::Hidden;
        }
        let way = match self.scopes.way(place.scope, container, &self.steps) {
            Ok(Some(way)) => way,
            Ok(None) => return Reach::Hidden,
            Err(TooLong) => return Reach::Unknown,
        };
        match self.takes(place, meant) {
            Ok(true) => {}
            Ok(false) => return Reach::Unfit,
            Err(TooLong) => return Reach::Unknown,
        }
        let names = way.into_iter().chain([name]);
        let path = spelled_path(names.map(|name| self.names.name(name)));
        match self.spend(STEPS_OF_A_FIX + path.len()) {
            Ok(()) => Reach::By(path),
            Err(TooLong) => Reach::Unknown,
        }
    }

    /// Whether something may stand in the place of a mention: a group has no looks there and is in no row, the nodes of a
    /// row stand in one group, and no edge joins a group with what is in it.
    pub(super) fn takes(&self, place: &Place, meant: UnpackedMeaning) -> Result<bool, TooLong> {
        if let UnpackedMeaning::Group(_) = meant
            && (place.is_row || place.has_look)
        {
            return Ok(false);
        }
        for range in &place.beside {
            self.spend(range.len())?;
            for other in range.clone().map(|number| self.meaning(number)) {
                let fits = if place.is_row {
                    self.stand_together(meant, other)
                } else {
                    !self.holds(meant, other) && !self.holds(other, meant)
                };
                if !fits {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    fn stand_together(&self, one: UnpackedMeaning, other: UnpackedMeaning) -> bool {
        match other {
            UnpackedMeaning::Node(_) => self.container(one) == self.container(other),
            _ => true,
        }
    }

    /// Whether the first is a group, and the second that group or something in it.
    fn holds(&self, outer: UnpackedMeaning, inner: UnpackedMeaning) -> bool {
        let UnpackedMeaning::Group(outer) = outer else {
            return false;
        };
        let inner = match inner {
            UnpackedMeaning::Group(group) | UnpackedMeaning::Each(group) => group,
            UnpackedMeaning::Node(_) => self.container(inner),
            _ => return false,
        };
        self.scopes.is_within(inner, outer)
    }

    /// What the names of a path that come next lead to from a group, if they lead to something.
    pub(super) fn follow(
        &self,
        group: ScopeId,
        rest: &[NameId],
        is_each: bool,
    ) -> Option<UnpackedMeaning> {
        let Some((last, groups)) = rest.split_last() else {
            return is_each.then(|| self.each(group)).flatten();
        };
        let mut at = group;
        for name in groups {
            at = self.scopes.inside(at, *name)?;
        }
        if is_each {
            self.each(self.scopes.inside(at, *last)?)
        } else {
            self.end(at, *last)
        }
    }

    /// The nodes directly in a group, if there are some.
    pub(super) fn each(&self, group: ScopeId) -> Option<UnpackedMeaning> {
        let filled = self
            .filled
            .get_or_init(|| self.nodes.iter().map(|made| made.scope).collect());
        filled
            .contains(&group)
            .then_some(UnpackedMeaning::Each(group))
    }

    /// The only thing of a name, inside a scope, that can stand in a place and that a path leads to; and the group in which
    /// it stands. Groups of some names stand around it, in this order.
    pub(super) fn only(
        &self,
        place: &Place,
        within: ScopeId,
        groups: &[NameId],
        name: NameId,
    ) -> Option<(String, ScopeId)> {
        self.searches.set(self.searches.get().checked_sub(1)?);
        let nodes = (0..).zip(self.nodes).filter(|(_, made)| made.name == name);
        let nodes = nodes.map(|(number, _)| UnpackedMeaning::Node(number));
        let inner = self
            .scopes
            .groups()
            .filter(|(_, scope)| scope.name == name)
            .map(|(group, _)| UnpackedMeaning::Group(group));
        let mut found = None;
        for meant in nodes.chain(inner) {
            let container = self.container(meant);
            if container == FILE
                || !self.scopes.is_within(container, within)
                || !self.stands_in(container, groups)
            {
                continue;
            }
            if let Reach::By(path) = self.reach(place, meant, name)
                && found.replace((path, container)).is_some()
            {
                return None;
            }
        }
        found
    }

    /// The same of a group, for `each`.
    pub(super) fn only_group(
        &self,
        place: &Place,
        within: ScopeId,
        groups: &[NameId],
        name: NameId,
    ) -> Option<(String, ScopeId)> {
        self.searches.set(self.searches.get().checked_sub(1)?);
        let mut named = self.scopes.groups().filter(|(group, scope)| {
            scope.name == name
                && self.scopes.is_within(scope.parent, within)
                && self.stands_in(scope.parent, groups)
                && self
                    .each(*group)
                    .is_some_and(|each| self.takes(place, each).unwrap_or(false))
        });
        let ((group, scope), None) = (named.next()?, named.next()) else {
            return None;
        };
        let way = self.scopes.way(place.scope, group, &self.steps).ok()??;
        let path = spelled_path(way.into_iter().map(|name| self.names.name(name)));
        Some((path, scope.parent))
    }

    /// Whether groups of these names are around something, perhaps with others between them.
    fn stands_in(&self, container: ScopeId, groups: &[NameId]) -> bool {
        let mut at = container;
        let mut left = groups;
        while let Some((last, rest)) = left.split_last()
            && at != FILE
        {
            if self.scopes.get(at).name == *last {
                left = rest;
            }
            at = self.scopes.get(at).parent;
        }
        left.is_empty()
    }

    /// A group's path from the file.
    pub(super) fn path_of_group(&self, group: ScopeId) -> String {
        let path = spelled_path(self.scopes.path(group, self.names));
        // Where no step is left, no path is told any more.
        let _ = self.spend(path.len());
        path
    }

    fn spend(&self, steps: usize) -> Result<(), TooLong> {
        self.steps.take(steps)
    }
}
