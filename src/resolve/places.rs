//! `in P`: the scope that a place names, and the groups that it makes.

use super::declarations::{Placed, file_of};
use super::names::{NameId, Names};
use super::program::Program;
use super::scopes::{ScopeId, Scopes};
use super::wording;
use crate::ast::{MOST_NESTED, Path};
use crate::diagnostics::{Code, Collector, Diagnostic, MissingInput};
use crate::source::Span;

/// Finds the scope of each chain with a place, in the order said, and makes the groups that are missing.
///
/// Outer scopes are settled first. A place is looked for where its chain is written, then further out. Found there or
/// nowhere, what is missing of it is made there; found further out, all of it must exist once all others are settled.
/// So a place only ever adds below where it stands, and the order in which places are said does not matter.
pub(super) fn places(
    program: &Program,
    placed: &[Placed],
    names: &mut Names,
    scopes: &mut Scopes,
    collector: &mut Collector,
) -> Vec<ScopeId> {
    let mut settled = vec![0; placed.len()];
    let mut outward = Vec::new();
    let mut order: Vec<usize> = (0..placed.len()).collect();
    order.sort_by_key(|index| scopes.get(placed[*index].written_in).depth);
    for index in order {
        let place = placed[index];
        let path = path(program, place, names);
        let Some(((first, first_at), rest)) = path.split_first() else {
            continue;
        };
        match scopes.from(place.written_in, *first) {
            Some((group, found_in)) if found_in != place.written_in => {
                outward.push((index, group, rest.to_vec()));
            }
            _ => {
                let mut scope = place.written_in;
                for (name, at) in std::iter::once(&(*first, *first_at)).chain(rest) {
                    if scopes.get(scope).depth as usize >= MOST_NESTED {
                        collector.push(too_deep(*at));
                        break;
                    }
                    scope = scopes.open(scope, *name, *at, place.said);
                }
                settled[index] = scope;
            }
        }
    }
    for (index, group, rest) in outward {
        let mut scope = group;
        for (number, (name, at)) in rest.iter().copied().enumerate() {
            match scopes.inside(scope, name) {
                Some(inner) => scope = inner,
                None => {
                    // What comes after it must be there too.
                    let leads_on = |group| {
                        let mut after = rest[number + 1..].iter();
                        let end = after.try_fold(group, |at, (name, _)| scopes.inside(at, *name));
                        end.is_some()
                    };
                    let inside = scopes
                        .groups()
                        .filter(|(id, other)| other.parent == scope && leads_on(*id))
                        .map(|(_, other)| names.name(other.name));
                    let nearest = names.nearest(names.name(name), inside);
                    let problem = wording::missing_place(
                        at,
                        names.name(name),
                        &scopes.path(scope, names),
                        scopes.get(group).at,
                        nearest,
                    );
                    collector.push_missing(problem, MissingInput::Anything);
                    break;
                }
            }
        }
        settled[index] = scope;
    }
    settled
}

fn too_deep(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TooDeep,
        at,
        format!("groups are nested deeper than {MOST_NESTED}"),
    )
    .label(format!("this is in {MOST_NESTED} groups already"))
}

fn path(program: &Program, place: Placed, names: &mut Names) -> Vec<(NameId, Span)> {
    let file = file_of(program, place.file);
    Path::place(file.tree.parts(place.statement))
        .names()
        .map(|name| {
            let symbol = names.of_part(file.text, file.base, name);
            (symbol, name.outer_span().shifted(file.base))
        })
        .collect()
}
