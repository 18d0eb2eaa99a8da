//! Names that mean nothing by themselves, to diagnostics.

mod paths;
mod place;

use hashbrown::HashMap;

use self::paths::Paths;
pub(super) use self::paths::Reach;
use self::place::{Place, locate};
use super::meaning::{Meanings, Slip, UnpackedMeaning};
use super::mentions::{Lost, MentionContext, MentionKind, Mentions};
use super::names::{NameId, Names};
use super::scopes::{FILE, ScopeId};
use super::wording;
use crate::ast::{spell, spelled_path};
use crate::diagnostics::{Collector, Diagnostic, MissingInput};
use crate::source::Span;

/// Reports all slips.
pub(super) fn report(
    around: &MentionContext<'_>,
    mentions: &Mentions,
    meanings: &Meanings,
    names: &Names,
    collector: &mut Collector,
) {
    if meanings.slips.is_empty() && mentions.lost.is_empty() {
        return;
    }
    let mut places: HashMap<u32, Place> = HashMap::new();
    for lost in &mentions.lost {
        places.insert(lost.number, Place::default());
    }
    for (number, slip) in &meanings.slips {
        places.insert(*number, Place::default());
        if let Slip::Ambiguous(candidates) = slip {
            let candidates = candidates.iter();
            places.extend(candidates.map(|candidate| (*candidate, Place::default())));
        }
    }
    let mentioned = &mentions.mentions;
    locate(around, mentioned, &mut places);
    let reporter = Reporter {
        places: &places,
        paths: Paths::new(
            around.scopes,
            names,
            mentioned,
            &meanings.meanings,
            &meanings.nodes,
        ),
    };
    for lost in &mentions.lost {
        collector.push_missing(reporter.lost(lost), MissingInput::Anything);
    }
    for (number, slip) in &meanings.slips {
        let problem = reporter.slip(*number, slip);
        match slip {
            Slip::NodeAndGroup(..) => collector.push(problem),
            // What is lacking may declare the name, further out or where the path leads.
            _ => collector.push_missing(problem, MissingInput::Anything),
        }
    }
}

struct Reporter<'r> {
    places: &'r HashMap<u32, Place>,
    paths: Paths<'r>,
}

impl Reporter<'_> {
    fn slip(&self, number: u32, slip: &Slip) -> Diagnostic {
        let paths = &self.paths;
        let place = &self.places[&number];
        let mention = paths.mentions[number as usize];
        let name = paths.names.name(mention.symbol);
        match slip {
            Slip::Ambiguous(candidates) => self.ambiguous(place, mention.symbol, candidates),
            Slip::NodeAndGroup(maker, group) => wording::node_and_group(
                name,
                self.places[maker].name(),
                paths.scopes.get(*group).at,
            ),
            Slip::RowOfNothing => self.row_of_nothing(place, mention.symbol),
            Slip::PathToNothing => self.path_to_nothing(place, mention.scope(), mention.symbol),
        }
    }

    fn ambiguous(&self, place: &Place, symbol: NameId, candidates: &[u32]) -> Diagnostic {
        let paths = &self.paths;
        let candidates = candidates.iter().map(|candidate| {
            let mention = paths.mentions[*candidate as usize];
            let group = match mention.manner() {
                MentionKind::Group => paths.scopes.inside(mention.scope(), mention.symbol),
                _ => None,
            };
            let meant = group.map_or_else(|| paths.meaning(*candidate), UnpackedMeaning::Group);
            let reach = paths.reach(place, meant, symbol);
            wording::Candidate {
                at: match group {
                    Some(group) => paths.scopes.get(group).at,
                    None => self.places[candidate].name(),
                },
                is_group: group.is_some(),
                stands_in: match reach {
                    Reach::By(_) | Reach::Hidden => paths.path_of_group(mention.scope()),
                    Reach::Unfit | Reach::Unknown => String::new(),
                },
                reach,
            }
        });
        let candidates: Vec<wording::Candidate> = candidates.collect();
        wording::ambiguous(place.name(), paths.names.name(symbol), &candidates)
    }

    fn row_of_nothing(&self, place: &Place, symbol: NameId) -> Diagnostic {
        let paths = &self.paths;
        let name = paths.names.name(symbol);
        let problem = wording::row_makes_nothing(place.name(), name);
        // What the others of the row are is known only now.
        let near = (0..)
            .zip(paths.mentions)
            .filter(|(_, other)| other.scope() == place.scope && other.manner().makes())
            .filter(|(number, _)| {
                let meant = paths.meaning(*number);
                matches!(meant, UnpackedMeaning::Node(_))
                    && paths.takes(place, meant).unwrap_or(false)
            })
            .map(|(_, other)| paths.names.name(other.symbol));
        if let Some(near) = paths.names.nearest(name, near) {
            return problem.fix(wording::did_you_mean(near), place.name(), spell(near));
        }
        match paths.only(place, FILE, &[], symbol) {
            Some((path, group)) => {
                let group = paths.path_of_group(group);
                problem.fix(wording::stands_in(&group), place.name(), path)
            }
            None => problem.help(format!("declare it: `node {}`", spell(name))),
        }
    }

    fn path_to_nothing(&self, place: &Place, group: ScopeId, symbol: NameId) -> Diagnostic {
        let paths = &self.paths;
        let inside = paths.scopes.path(group, paths.names);
        let name = paths.names.name(symbol);
        let problem = wording::unknown_in_path(place.name(), name, &inside, false);
        if let Some(near) = self.near_end(place, group, symbol) {
            return problem.fix(wording::did_you_mean(near), place.name(), spell(near));
        }
        match paths.only(place, group, &[], symbol) {
            Some((path, group)) => {
                let group = paths.path_of_group(group);
                problem.fix(wording::stands_in(&group), place.path_from(0), path)
            }
            None => wording::paths_make_nothing(problem),
        }
    }

    /// The name that is nearest to one that should be said in a group, of those that a path finds there.
    fn near_end(&self, place: &Place, group: ScopeId, symbol: NameId) -> Option<&str> {
        let paths = &self.paths;
        let near = paths
            .mentions
            .iter()
            .filter(|other| other.scope() == group)
            .filter(|other| other.manner().makes() || other.manner() == MentionKind::Group)
            // The group may say a name, and mean what stands further out.
            .filter(|other| {
                let meant = paths.end(group, other.symbol);
                meant.is_some_and(|meant| paths.takes(place, meant).unwrap_or(false))
            })
            .map(|other| paths.names.name(other.symbol));
        paths.names.nearest(paths.names.name(symbol), near)
    }

    fn lost(&self, lost: &Lost) -> Diagnostic {
        let paths = &self.paths;
        let place = &self.places[&lost.number];
        let inside = match lost.group {
            Some(group) => paths.scopes.path(group, paths.names),
            None => Vec::new(),
        };
        let name = paths.names.name(lost.names[lost.found]);
        let at = place.names.get(lost.found).copied().unwrap_or_default();
        let problem = match lost.names.len() {
            1 => wording::unknown_group(at, name),
            _ => wording::unknown_in_path(at, name, &inside, true),
        };
        if let Some((message, at, path)) = self.replacement(lost, place) {
            return problem.fix(message, at, path);
        }
        match lost.names.len() {
            1 => wording::each_makes_nothing(problem),
            _ => wording::paths_make_nothing(problem),
        }
    }

    /// What is put where instead of a path that leads nowhere, and why.
    fn replacement(&self, lost: &Lost, place: &Place) -> Option<(String, Span, String)> {
        let paths = &self.paths;
        let names = paths.names;
        let (wrong, rest) = lost.names[lost.found..].split_first()?;
        let takes = |meant: UnpackedMeaning| paths.takes(place, meant).unwrap_or(false);
        let groups = || {
            let groups = paths.scopes.groups();
            groups.filter(|(id, other)| {
                paths.scopes.step(place.scope, lost.group, other.name) == Some(*id)
            })
        };
        let is_right = |group: ScopeId| {
            let meant = paths.follow(group, rest, lost.is_each);
            meant.is_some_and(takes)
        };
        let right = groups().filter(|(id, _)| is_right(*id));
        let right = right.map(|(_, group)| names.name(group.name));
        if let Some(near) = names.nearest(names.name(*wrong), right) {
            let message = wording::did_you_mean(near);
            return Some((message, place.names[lost.found], spell(near)));
        }
        let near = groups().map(|(_, group)| names.name(group.name));
        if let Some((near, end)) = self.both_near(lost, place, near) {
            let path = spelled_path([near, end]);
            let message = wording::did_you_mean(&path);
            return Some((message, place.path_from(lost.found), path));
        }
        let (last, groups) = lost.names.split_last()?;
        let within = lost.group.unwrap_or(FILE);
        let groups = groups.get(lost.found..).unwrap_or_default();
        let (path, group) = if lost.is_each {
            paths.only_group(place, within, groups, *last)?
        } else {
            paths.only(place, within, groups, *last)?
        };
        let message = wording::stands_in(&paths.path_of_group(group));
        Some((message, place.path_from(0), path))
    }

    /// The names that are nearest to a group that is not there and to what is said to be in it.
    fn both_near<'n>(
        &'n self,
        lost: &Lost,
        place: &Place,
        groups: impl Iterator<Item = &'n str>,
    ) -> Option<(&'n str, &'n str)> {
        let [wrong, last] = lost.names[lost.found..] else {
            return None;
        };
        if lost.is_each {
            return None;
        }
        let paths = &self.paths;
        let near = paths.names.nearest(paths.names.name(wrong), groups)?;
        let symbol = paths.names.find(near)?;
        let group = paths.scopes.step(place.scope, lost.group, symbol)?;
        Some((near, self.near_end(place, group, last)?))
    }
}
