//! Where mentions stand, and what stands beside them.

use std::ops::Range;

use hashbrown::HashMap;

use crate::ast::{PartKind, Path, StatementKind};
use crate::resolve::declarations::{ScopeCursor, file_of};
use crate::resolve::mentions::{Mention, MentionContext, MentionKind, NOTHING};
use crate::resolve::scopes::ScopeId;
use crate::source::Span;

/// Where a mention stands.
#[derive(Clone, Default)]
pub(super) struct Place {
    /// Its name, and the names of the path before it.
    pub(super) names: Vec<Span>,
    /// The scope in which it is said.
    pub(super) scope: ScopeId,
    pub(super) is_row: bool,
    /// Whether a label or attributes are said of it there.
    pub(super) has_look: bool,
    /// The mentions with which arrows join it, or that are in a row with it.
    pub(super) beside: [Range<u32>; 2],
}

impl Place {
    /// The mention's own name, the last of its path.
    pub(super) fn name(&self) -> Span {
        self.names.last().copied().unwrap_or_default()
    }

    /// The path from one of its names on.
    pub(super) fn path_from(&self, index: usize) -> Span {
        match self.names.get(index) {
            Some(first) => first.to(self.name()),
            None => Span::default(),
        }
    }
}

/// The terms between two arrows.
#[derive(Default)]
struct Segment {
    mentions: Range<u32>,
    is_link: bool,
}

/// Finds where some mentions stand. Mentions are counted in the order said; this goes through all of them once more, which
/// only a program with slips pays for.
pub(super) fn locate(
    around: &MentionContext<'_>,
    mentions: &[Mention],
    places: &mut HashMap<u32, Place>,
) {
    let mut standing = ScopeCursor::new(&around.declarations.opened);
    let mut chains = around.places.iter();
    let mut next = 0;
    let mut segments: Vec<Segment> = Vec::new();
    let mut wanted: Vec<(u32, usize)> = Vec::new();
    for stretch in around.stretches {
        let file = file_of(around.program, stretch.file);
        standing.start();
        for index in stretch.statements.clone() {
            let statement = &file.tree.statements()[index];
            let scope = match statement.kind {
                StatementKind::Chain if statement.has_place => {
                    chains.next().copied().unwrap_or_default()
                }
                StatementKind::Chain | StatementKind::Row => standing.scope(),
                StatementKind::Group => {
                    standing.open();
                    continue;
                }
                StatementKind::Close => {
                    standing.close();
                    continue;
                }
                _ => continue,
            };
            segments.clear();
            wanted.clear();
            let mut from = next;
            let mut rest = file.tree.parts(index);
            while let Some(part) = rest.first() {
                if part.kind() == PartKind::In {
                    break;
                }
                if part.kind().is_arrow() {
                    segments.push(segment(from..next, mentions));
                    from = next;
                }
                let Some(path) = Path::take(&mut rest) else {
                    rest = &rest[1..];
                    continue;
                };
                if let Some(place) = places.get_mut(&next) {
                    let names = path.names();
                    let after = rest.first().map(|part| part.kind());
                    *place = Place {
                        names: names
                            .map(|name| name.outer_span().shifted(file.base))
                            .collect(),
                        scope,
                        is_row: statement.kind == StatementKind::Row,
                        has_look: matches!(after, Some(PartKind::Label | PartKind::Attributes)),
                        beside: Default::default(),
                    };
                    wanted.push((next, segments.len()));
                }
                next += 1;
            }
            segments.push(segment(from..next, mentions));
            for (number, at) in &wanted {
                if let Some(place) = places.get_mut(number) {
                    place.beside = if place.is_row {
                        [segments[0].mentions.clone(), 0..0]
                    } else {
                        beside(&segments, *at)
                    };
                }
            }
        }
    }
}

fn segment(range: Range<u32>, mentions: &[Mention]) -> Segment {
    let is_link = match mentions.get(range.start as usize..range.end as usize) {
        Some([one]) => one.manner() == MentionKind::Link && one.symbol != NOTHING,
        _ => false,
    };
    Segment {
        mentions: range,
        is_link,
    }
}

/// The terms that arrows join with those between two of them; a link is part of its edge.
fn beside(segments: &[Segment], at: usize) -> [Range<u32>; 2] {
    let (before, after) = (&segments[..at], &segments[at + 1..]);
    let left = before.iter().rev().find(|segment| !segment.is_link);
    let right = after.iter().find(|segment| !segment.is_link);
    [left, right].map(|segment| segment.map_or(0..0, |segment| segment.mentions.clone()))
}
