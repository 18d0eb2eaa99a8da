//! What rows say: nodes that stand side by side.

use hashbrown::HashSet;

use super::Assembler;
use crate::ast::{Part, Path, spelled_path};
use crate::diagnostics::render::quote;
use crate::model::{GroupId, NodeId, Row};
use crate::resolve::lists::File;
use crate::resolve::meaning::{Meaning, UnpackedMeaning};
use crate::resolve::mentions::path_span;
use crate::resolve::wording;
use crate::source::Span;

impl Assembler<'_, '_> {
    pub(super) fn row<'m>(
        &mut self,
        file: File<'_>,
        parts: &[Part],
        meanings: &mut impl Iterator<Item = &'m Meaning>,
    ) {
        let mut nodes: Vec<(NodeId, Span)> = Vec::new();
        let mut seen = HashSet::new();
        let mut rest = parts;
        while !rest.is_empty() {
            let Some(path) = Path::take(&mut rest) else {
                rest = &rest[1..];
                continue;
            };
            let span = path_span(path).shifted(file.base);
            match meanings.next().map(|meaning| meaning.get()) {
                Some(UnpackedMeaning::Node(number)) if seen.insert(number) => {
                    nodes.push((NodeId(number), span))
                }
                Some(UnpackedMeaning::Group(group)) if self.makes_nodes => {
                    let scope = self.around.scopes.get(group);
                    let name = self.names.name(scope.name);
                    self.collector
                        .push(wording::group_in_row(span, name, scope.at));
                }
                _ => {}
            }
        }
        // The second pass comes by again; once is enough.
        if !self.makes_nodes {
            return;
        }
        let group_of = |node: NodeId| self.found.nodes[node.index()].group;
        let Some((first, first_at)) = nodes.first().copied() else {
            return;
        };
        let group = group_of(first);
        if let Some((other, at)) = nodes
            .iter()
            .copied()
            .find(|(node, _)| group_of(*node) != group)
        {
            let place = |group: GroupId| match &self.around.scopes.path(group.0, self.names)[..] {
                [] => "outside all groups".to_owned(),
                path => format!("in {}", quote(&spelled_path(path.iter().copied()))),
            };
            self.collector.push(wording::row_of_groups(
                at,
                first_at,
                &place(group_of(other)),
                &place(group),
            ));
            return;
        }
        let nodes: Vec<NodeId> = nodes.into_iter().map(|(node, _)| node).collect();
        let mut sorted = nodes.clone();
        sorted.sort_unstable();
        if self.known_rows.insert(sorted) {
            self.found.rows.push(Row { group, nodes });
        }
    }
}
