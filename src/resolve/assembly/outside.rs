//! Where nodes that a group shares are said outside it, and by which paths one in the group would be.

use hashbrown::HashMap;

use crate::ast::{PartKind, StatementKind};
use crate::model::{Node, Shared, Text};
use crate::resolve::declarations::{ScopeCursor, file_of};
use crate::resolve::meaning::{Meaning, UnpackedMeaning};
use crate::resolve::mentions::{MentionContext, term_span};
use crate::resolve::names::Names;
use crate::resolve::scopes::{ScopeId, Steps};
use crate::source::Span;

/// For how many shared nodes that is looked for. A few more messages are printed than these could be about.
const MOST_LOOKED_FOR: usize = 64;

/// Goes through the chains and rows once more, which only a program with shared nodes pays for.
pub(super) fn find(
    around: &MentionContext<'_>,
    meanings: &[Meaning],
    nodes: &[Node],
    names: &Names,
    shared: &mut [Shared],
) {
    if shared.is_empty() {
        return;
    }
    let wanted = (0..).zip(shared.iter()).take(MOST_LOOKED_FOR);
    let mut finder = Finder {
        around,
        nodes,
        names,
        wanted: wanted.map(|(at, shared)| (shared.node.0, at)).collect(),
        steps: Steps::default(),
        shared,
    };
    let mut meanings = meanings.iter();
    let mut standing = ScopeCursor::new(&around.declarations.opened);
    let mut places = around.places.iter();
    for stretch in around.stretches {
        let file = file_of(around.program, stretch.file);
        standing.start();
        for index in stretch.statements.clone() {
            let statement = &file.tree.statements()[index];
            let scope = match statement.kind {
                StatementKind::Chain if statement.has_place => {
                    places.next().copied().unwrap_or_default()
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
            let parts = file.tree.parts(index);
            let mut at = 0;
            while let Some(part) = parts.get(at)
                && part.kind() != PartKind::In
            {
                if !part.kind().is_name() {
                    at += 1;
                    continue;
                }
                let (span, after) = term_span(parts, at);
                let meant = meanings.next().map(|meaning| meaning.get());
                if let Some(UnpackedMeaning::Node(node)) = meant
                    && after == at + 1
                {
                    finder.note_mention(node, scope, span.shifted(file.base));
                }
                at = after;
            }
        }
    }
}

struct Finder<'r, 'a> {
    around: &'r MentionContext<'a>,
    nodes: &'r [Node],
    names: &'r Names,
    /// Nodes, and their places among the shared ones, as long as all that is said of them can be said by paths.
    wanted: HashMap<u32, usize>,
    steps: Steps,
    shared: &'r mut [Shared],
}

impl Finder<'_, '_> {
    fn note_mention(&mut self, node: u32, scope: ScopeId, span: Span) {
        let Some(at) = self.wanted.get(&node).copied() else {
            return;
        };
        let shared = &mut self.shared[at];
        let scopes = self.around.scopes;
        if scope == shared.group.0 {
            return;
        }
        // A group further in would share it with this one then.
        let is_outside = !scopes.is_within(scope, shared.group.0);
        match scopes.way(scope, shared.group.0, &self.steps) {
            Ok(Some(way)) if is_outside => {
                let name = self.nodes[node as usize].name;
                let groups = way.into_iter().map(|group| self.names.text(group));
                let path: Vec<Text> = groups.chain([name]).collect();
                shared.outside.push((span, path));
            }
            _ => {
                shared.outside.clear();
                self.wanted.remove(&node);
            }
        }
    }
}
