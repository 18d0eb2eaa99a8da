//! What the links and arrows of chains make.

use super::Assembler;
use crate::ast::{Part, PartKind, path_length, spelled_path};
use crate::attributes::Element;
use crate::diagnostics::MissingInput;
use crate::model::{Arrow, Edge, End, GroupId, LookId, NodeId};
use crate::resolve::lists::{File, WrittenAttribute};
use crate::resolve::meaning::UnpackedMeaning;
use crate::resolve::scopes::FILE;
use crate::resolve::wording;
use crate::source::Span;

/// The most edges that one chain may make.
const MOST_EDGES: u64 = 100_000;

/// The most edges that all chains may make, those said again included: a few short lists or `each` make many.
const MOST_EDGES_IN_ALL: u64 = 100_000_000;

/// Of the ends of one chain, no more are kept. If a chain has more, it makes too many edges, or there is nothing between
/// two of its arrows, which has been reported.
const MOST_ENDS: usize = 2 * MOST_EDGES as usize;

impl Assembler<'_, '_> {
    /// Takes what a term means, and tells how many ends of edges that is.
    pub(super) fn add_ends(&mut self, meant: UnpackedMeaning, span: Span) -> u64 {
        let room = MOST_ENDS.saturating_sub(self.ends.len());
        let end = match meant {
            UnpackedMeaning::Node(number) => End::node(NodeId(number)),
            UnpackedMeaning::Group(group) => End::group(GroupId(group)),
            UnpackedMeaning::Link(_) | UnpackedMeaning::Nothing | UnpackedMeaning::MadeBy(_) => {
                return 0;
            }
            UnpackedMeaning::Each(group) => {
                let nodes = self
                    .of_group
                    .get(group as usize)
                    .map_or(&[][..], Vec::as_slice);
                if nodes.is_empty() {
                    let path = spelled_path(self.around.scopes.path(group, self.names));
                    self.collector.push_missing(
                        wording::each_of_nothing(span, &path),
                        MissingInput::Anything,
                    );
                }
                let ends = nodes.iter().map(|node| (End::node(*node), span.start));
                self.ends.extend(ends.take(room));
                return nodes.len() as u64;
            }
        };
        if room > 0 {
            self.ends.push((end, span.start));
        }
        1
    }

    pub(super) fn edges(&mut self, file: File<'_>, parts: &[Part], scope: GroupId, span: Span) {
        let count = self.count();
        let span = span.shifted(file.base);
        self.made += count.min(MOST_EDGES);
        if self.made > MOST_EDGES_IN_ALL {
            self.makes_edges = false;
            self.collector
                .push(wording::too_many_edges_in_all(span, MOST_EDGES_IN_ALL));
            return;
        }
        if count > MOST_EDGES {
            self.collector
                .push(wording::too_many_edges(span, count, MOST_EDGES));
            return;
        }
        let mut left = 0;
        while left + 1 < self.segments.len() {
            let arrow = self.arrows[left];
            let Some(link) = self.segments[left + 1].link else {
                let look = self.looks.plain(arrow_of(arrow), scope, self.names);
                self.join(left, left + 1, look);
                left += 1;
                continue;
            };
            let Some(right) = self.segments.get(left + 2) else {
                break;
            };
            if let Some(second) = right.link {
                let place = Span::new(second.at.start - file.base, second.at.end - file.base);
                let name = &file.text[place.range()];
                let why = "two links cannot follow each other";
                self.collector
                    .push(wording::misplaced_link(second.at, name, why));
                left += 2;
                continue;
            }
            self.check_arrows(file, link.at, arrow, self.arrows[left + 1]);
            let own = self.link_appearance(file, parts, link.after);
            let look = self.looks.look(
                arrow_of(arrow),
                link.style,
                own,
                scope,
                self.names,
                self.collector,
            );
            self.join(left, left + 2, look);
            left += 2;
        }
    }

    /// How many edges the present chain makes.
    pub(super) fn count(&self) -> u64 {
        let size = |index: usize| self.segments[index].count;
        let mut count: u64 = 0;
        let mut left = 0;
        for right in 1..self.segments.len() {
            if self.segments[right].link.is_none() {
                count = size(left).saturating_mul(size(right)).saturating_add(count);
                left = right;
            }
        }
        count
    }

    pub(super) fn check_arrows(&mut self, file: File<'_>, link: Span, first: Part, second: Part) {
        if first.kind() == second.kind() {
            return;
        }
        let text = |part: Part| &file.text[part.span().range()];
        let name = &file.text[Span::new(link.start - file.base, link.end - file.base).range()];
        self.collector.push(wording::link_arrows(
            link,
            name,
            (first.span().shifted(file.base), text(first)),
            (second.span().shifted(file.base), text(second)),
        ));
    }

    /// What a link says of its edges.
    pub(super) fn link_appearance(
        &mut self,
        file: File<'_>,
        parts: &[Part],
        after: usize,
    ) -> Vec<WrittenAttribute> {
        let mut says = Vec::new();
        for part in &parts[after..] {
            match part.kind() {
                PartKind::Label => {
                    let key = self.lists.keys.edge_label;
                    let value = self
                        .lists
                        .string(file, *part, key, self.names, self.collector);
                    let at = part.outer_span().shifted(file.base);
                    says.extend(value.map(|value| WrittenAttribute { key, value, at }));
                }
                PartKind::Attributes => {
                    self.lists.read(
                        file,
                        *part,
                        Element::Edge,
                        self.names,
                        self.collector,
                        &mut says,
                    );
                }
                _ => break,
            }
        }
        says
    }

    /// Makes the edges from each end of one segment to each of another.
    pub(super) fn join(&mut self, left: usize, right: usize, look: LookId) {
        let lefts = self.segments[left].ends;
        let rights = self.segments[right].ends;
        for left in lefts.0 as usize..lefts.1 as usize {
            for right in rights.0 as usize..rights.1 as usize {
                let (left, _) = self.ends[left];
                let (right, at) = self.ends[right];
                let edge = Edge {
                    left,
                    right,
                    look,
                    at,
                };
                let is_between_nodes = left.as_node().is_some() && right.as_node().is_some();
                if !is_between_nodes && !self.check_ends(edge) {
                    continue;
                }
                let edges = &self.found.edges;
                if self.known.insert(edge, edges, self.looks) {
                    self.found.edges.push(edge);
                }
            }
        }
    }

    /// Whether neither end of an edge stands in the other.
    fn check_ends(&mut self, edge: Edge) -> bool {
        let scopes = self.around.scopes;
        let scope = |end: End| match (end.as_group(), end.as_node()) {
            (Some(group), _) => group.0,
            (_, Some(node)) => self.found.nodes[node.index()].group.0,
            _ => FILE,
        };
        for (outer, inner) in [(edge.left, edge.right), (edge.right, edge.left)] {
            let Some(group) = outer.as_group() else {
                continue;
            };
            if !scopes.is_within(scope(inner), group.0) {
                continue;
            }
            let group_name = self.names.name(scopes.get(group.0).name);
            let is_same = outer == inner;
            let inner_name = match inner.as_node() {
                Some(node) => self.names.texts.get(self.found.nodes[node.index()].name),
                None => self.names.name(scopes.get(scope(inner)).name),
            };
            let length = path_length(self.names.texts.sources().rest(edge.at));
            self.collector.push(wording::edge_to_itself(
                Span::new(edge.at, edge.at + length as u32),
                inner_name,
                group_name,
                is_same,
            ));
            return false;
        }
        true
    }
}

fn arrow_of(part: Part) -> Arrow {
    match part.kind() {
        PartKind::Back => Arrow::Back,
        PartKind::Line => Arrow::Line,
        PartKind::Both => Arrow::Both,
        _ => Arrow::Forward,
    }
}
