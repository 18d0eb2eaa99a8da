//! Names that mean nothing by themselves, to diagnostics.

use hashbrown::HashMap;

use super::declarations::file_of;
use super::meaning::Slip;
use super::mentions::{Manner, Mention, Surroundings};
use super::names::Names;
use super::wording;
use crate::ast::{PartKind, Path, StatementKind, spelled_path};
use crate::diagnostics::{Collector, Lacks};
use crate::source::Span;

/// Reports all slips.
pub(super) fn report(
    around: &Surroundings<'_>,
    mentions: &[Mention],
    slips: &[(u32, Slip)],
    names: &Names,
    collector: &mut Collector,
) {
    if slips.is_empty() {
        return;
    }
    let mut places: HashMap<u32, Span> = HashMap::new();
    for (number, slip) in slips {
        places.insert(*number, Span::default());
        if let Slip::Ambiguous(candidates) = slip {
            places.extend(
                candidates
                    .iter()
                    .map(|candidate| (*candidate, Span::default())),
            );
        }
    }
    locate(around, &mut places);
    let place = |number: u32| places.get(&number).copied().unwrap_or_default();
    let scopes = around.scopes;
    for (number, slip) in slips {
        let mention = mentions[*number as usize];
        let name = names.name(mention.symbol);
        let at = place(*number);
        let problem = match slip {
            Slip::Ambiguous(candidates) => {
                let mut groups = 0;
                let candidates: Vec<(String, Span)> = candidates
                    .iter()
                    .map(|candidate| {
                        let scope = mentions[*candidate as usize].scope();
                        let mut path = scopes.path(scope, names);
                        path.push(name);
                        let group = match mentions[*candidate as usize].manner() {
                            Manner::Group => scopes.inside(scope, mention.symbol),
                            _ => None,
                        };
                        let at = match group {
                            Some(group) => {
                                groups += 1;
                                scopes.get(group).at
                            }
                            None => place(*candidate),
                        };
                        (spelled_path(path), at)
                    })
                    .collect();
                wording::ambiguous(at, name, &candidates, groups)
            }
            Slip::NodeAndGroup(maker, group) => {
                wording::node_and_group(name, place(*maker), scopes.get(*group).at)
            }
            Slip::RowOfNothing => {
                let near = mentions
                    .iter()
                    .filter(|other| other.scope() == mention.scope() && other.manner().makes())
                    .map(|other| names.name(other.symbol));
                wording::row_makes_nothing(at, name, names.nearest(name, near))
            }
            Slip::PathToNothing => {
                let path = scopes.path(mention.scope(), names);
                let near = mentions
                    .iter()
                    .filter(|other| other.scope() == mention.scope())
                    .filter(|other| other.manner().makes() || other.manner() == Manner::Group)
                    // The group may say the very name, and mean what stands further out.
                    .filter(|other| other.symbol != mention.symbol)
                    .map(|other| names.name(other.symbol));
                wording::unknown_in_path(at, name, &path, false, names.nearest(name, near))
            }
        };
        match slip {
            Slip::NodeAndGroup(..) => collector.push(problem),
            // What is lacking may declare the name, further out or where the path leads.
            _ => collector.push_missing(problem, Lacks::Anything),
        }
    }
}

/// Finds where mentions stand. Mentions are counted in the order said; this goes through all of them once more, which
/// only a program with slips pays for.
fn locate(around: &Surroundings<'_>, places: &mut HashMap<u32, Span>) {
    let mut number = 0;
    for stretch in around.stretches {
        let file = file_of(around.program, stretch.file);
        for index in stretch.statements.clone() {
            let kind = file.tree.statements()[index].kind;
            if !matches!(kind, StatementKind::Chain | StatementKind::Row) {
                continue;
            }
            let mut rest = file.tree.parts(index);
            while let Some(part) = rest.first() {
                if part.kind() == PartKind::In {
                    break;
                }
                match Path::take(&mut rest) {
                    Some(path) => {
                        // The slip is in the last name: those before it lead to a group that is there.
                        if let Some(place) = places.get_mut(&number)
                            && let Some((_, last)) = path.ends()
                        {
                            *place = last.outer_span().shifted(file.base);
                        }
                        number += 1;
                    }
                    None => rest = &rest[1..],
                }
            }
        }
    }
}
