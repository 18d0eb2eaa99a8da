//! The second pass over chains and rows: nodes get what is said of them here, chains make their edges (`edges`), and rows are
//! kept (`rows`).

mod edges;
mod outside;
mod rows;

use hashbrown::HashSet;

use super::declarations::{ScopeCursor, file_of};
use super::lists::{File, Lists, WrittenAttribute};
use super::looks::{KnownEdges, Looks};
use super::meaning::{Meaning, NewNode, UnpackedMeaning};
use super::mentions::{MentionContext, term_span};
use super::names::Names;
use super::wording;
use crate::ast::{Part, PartKind, StatementKind};
use crate::diagnostics::Collector;
use crate::model::{CertId, Edge, End, GroupId, Node, NodeId, Row, SettingsId, Shared, Text};
use crate::source::Span;

/// About how many names are said for an edge: room for edges is made accordingly.
const NAMES_PER_EDGE: usize = 2;

/// What the second pass makes.
pub(super) struct Assembly {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    pub(super) rows: Vec<Row>,
    /// What is said of nodes, besides a first label.
    pub(super) says: Vec<(NodeId, WrittenAttribute)>,
    pub(super) shared: Vec<Shared>,
}

/// Makes nodes and edges of all chains and rows.
///
/// With an `each` somewhere, the chains are gone through twice: it stands for nodes that may be said only later.
#[allow(clippy::too_many_arguments)]
pub(super) fn assemble(
    around: &MentionContext<'_>,
    meanings: &[Meaning],
    made: Vec<NewNode>,
    has_each: bool,
    lists: &Lists,
    looks: &mut Looks,
    names: &mut Names,
    collector: &mut Collector,
) -> Assembly {
    let nodes = made
        .iter()
        .map(|made| Node {
            name: names.text(made.name),
            group: GroupId(made.scope),
            ordinal: made.ordinal,
            label: None,
            settings: SettingsId::EMPTY,
            cert: around.declarations.certs.find(made.name).map(CertId::new),
            icon: None,
            at: Span::default(),
            is_declared: made.is_declared,
        })
        .collect();
    drop(made);
    let mut assembler = Assembler {
        around,
        lists,
        looks,
        names,
        collector,
        of_group: Vec::new(),
        makes_nodes: true,
        makes_edges: !has_each,
        segments: Vec::new(),
        arrows: Vec::new(),
        ends: Vec::new(),
        made: 0,
        found: Assembly {
            nodes,
            edges: Vec::with_capacity(meanings.len() / NAMES_PER_EDGE),
            rows: Vec::new(),
            says: Vec::new(),
            shared: Vec::new(),
        },
        known: KnownEdges::new(meanings.len() / NAMES_PER_EDGE),
        known_rows: HashSet::new(),
        is_shared: HashSet::new(),
        said_inside: HashSet::new(),
    };
    assembler.pass(meanings);
    if has_each {
        assembler.of_group = nodes_of_groups(&assembler.found.nodes, around.scopes.len());
        assembler.makes_nodes = false;
        assembler.makes_edges = true;
        assembler.pass(meanings);
    }
    let mut found = assembler.found;
    outside::find(around, meanings, &found.nodes, names, &mut found.shared);
    found
}

fn nodes_of_groups(nodes: &[Node], groups: usize) -> Vec<Vec<NodeId>> {
    let mut of_group = vec![Vec::new(); groups];
    for (id, node) in (0..).map(NodeId).zip(nodes) {
        of_group[node.group.index()].push(id);
    }
    of_group
}

/// The terms between two arrows.
#[derive(Clone, Copy)]
struct Segment {
    /// Where its ends stand in `ends`.
    ends: (u32, u32),
    /// How many ends it has, those that are not kept included.
    count: u64,
    /// The link that it is, if it is one.
    link: Option<LinkTerm>,
}

/// A link of the present chain.
#[derive(Clone, Copy)]
struct LinkTerm {
    style: Option<u32>,
    /// Where it stands.
    at: Span,
    /// The index of the part after its name: a label or a list of its own, perhaps.
    after: usize,
}

struct Assembler<'r, 'a> {
    around: &'r MentionContext<'a>,
    lists: &'r Lists,
    looks: &'r mut Looks,
    names: &'r mut Names,
    collector: &'r mut Collector,
    /// The nodes of each group; empty while they are not known.
    of_group: Vec<Vec<NodeId>>,
    makes_nodes: bool,
    makes_edges: bool,
    // Of the present chain; kept to be used again.
    segments: Vec<Segment>,
    arrows: Vec<Part>,
    /// The ends of edges, each with the place where it was said.
    ends: Vec<(End, u32)>,
    /// How many edges have been made so far, those said again included.
    made: u64,
    found: Assembly,
    known: KnownEdges,
    /// The nodes of each row, sorted.
    known_rows: HashSet<Vec<NodeId>>,
    /// Nodes that nothing declares and that groups inside theirs say.
    is_shared: HashSet<NodeId>,
    /// Those of them that have not yet been said in their own group.
    said_inside: HashSet<NodeId>,
}

impl Assembler<'_, '_> {
    fn pass(&mut self, meanings: &[Meaning]) {
        let around = self.around;
        let mut standing = ScopeCursor::new(&around.declarations.opened);
        let mut places = around.places.iter();
        let mut meanings = meanings.iter();
        for stretch in around.stretches {
            let file = file_of(around.program, stretch.file);
            standing.start();
            for index in stretch.statements.clone() {
                let statement = &file.tree.statements()[index];
                match statement.kind {
                    StatementKind::Chain => {
                        let scope = if statement.has_place {
                            places.next().copied().unwrap_or_default()
                        } else {
                            standing.scope()
                        };
                        let parts = file.tree.parts(index);
                        self.chain(file, parts, GroupId(scope), &mut meanings);
                        if self.makes_edges && !self.arrows.is_empty() {
                            self.edges(file, parts, GroupId(scope), statement.span());
                        }
                    }
                    StatementKind::Group => standing.open(),
                    StatementKind::Close => standing.close(),
                    StatementKind::Row => self.row(file, file.tree.parts(index), &mut meanings),
                    _ => {}
                }
            }
        }
    }

    /// Goes through the parts of a chain, and leaves its segments and arrows.
    fn chain<'m>(
        &mut self,
        file: File<'_>,
        parts: &[Part],
        scope: GroupId,
        meanings: &mut impl Iterator<Item = &'m Meaning>,
    ) {
        self.segments.clear();
        self.arrows.clear();
        self.ends.clear();
        let mut present = UnpackedMeaning::Nothing;
        let mut link = None;
        let mut from = 0;
        let mut count = 0;
        let mut at = 0;
        while let Some(part) = parts.get(at) {
            match part.kind() {
                PartKind::Name | PartKind::Quoted | PartKind::EdgeWord => {
                    present = meanings
                        .next()
                        .map_or(UnpackedMeaning::Nothing, |meaning| meaning.get());
                    let (span, after) = term_span(parts, at);
                    let span = span.shifted(file.base);
                    if self.makes_nodes
                        && after == at + 1
                        && let UnpackedMeaning::Node(number) = present
                    {
                        let before = at.checked_sub(1).map(|before| parts[before].kind());
                        self.note_node(number, span, before, scope);
                    }
                    if let UnpackedMeaning::Link(style) = present {
                        link = Some(LinkTerm {
                            style,
                            at: span,
                            after,
                        });
                    }
                    if self.makes_edges {
                        count += self.add_ends(present, span);
                    }
                    at = after;
                }
                PartKind::Forward | PartKind::Back | PartKind::Line | PartKind::Both => {
                    let end = self.ends.len() as u32;
                    self.segments.push(Segment {
                        ends: (from, end),
                        count: std::mem::take(&mut count),
                        link: link.take(),
                    });
                    from = end;
                    self.arrows.push(*part);
                    at += 1;
                }
                PartKind::Label | PartKind::Attributes => {
                    if self.makes_nodes {
                        self.appearance(file, parts, at, present, scope);
                    }
                    at += 1;
                }
                PartKind::In => break,
                _ => at += 1,
            }
        }
        self.segments.push(Segment {
            ends: (from, self.ends.len() as u32),
            count,
            link: link.take(),
        });
    }

    /// Notes where a node was said by its name.
    fn note_node(&mut self, number: u32, span: Span, before: Option<PartKind>, scope: GroupId) {
        let node = &mut self.found.nodes[number as usize];
        let is_here = node.group == scope;
        if node.is_declared {
            let declares = matches!(before, Some(PartKind::New | PartKind::Node));
            if node.at.is_empty() || declares && is_here {
                node.at = span;
            }
            return;
        }
        // A node that is made by being said was made where it stands, even if a group inside says it earlier.
        let id = NodeId(number);
        if node.at.is_empty() || is_here && self.said_inside.remove(&id) {
            node.at = span;
        }
        if !is_here && self.is_shared.insert(id) {
            self.said_inside.insert(id);
            self.found.shared.push(Shared {
                node: id,
                group: scope,
                at: span,
                outside: Vec::new(),
            });
        }
    }

    /// Takes a label or an attribute list that follows a term.
    fn appearance(
        &mut self,
        file: File<'_>,
        parts: &[Part],
        index: usize,
        term: UnpackedMeaning,
        from: GroupId,
    ) {
        let at = parts[index].outer_span().shifted(file.base);
        match term {
            UnpackedMeaning::Node(number) => {
                self.node_appearance(file, parts, index, NodeId(number))
            }
            UnpackedMeaning::Group(group) => {
                let scope = self.around.scopes.get(group);
                let name = self.names.name(scope.name);
                let is_here = scope.parent == from.0;
                self.collector
                    .push(wording::group_appearance(at, name, scope.at, is_here));
            }
            // A link's belong to its edges; the others have been reported.
            _ => {}
        }
    }

    fn node_appearance(&mut self, file: File<'_>, parts: &[Part], index: usize, id: NodeId) {
        let part = parts[index];
        if part.kind() == PartKind::Attributes {
            let mut says = Vec::new();
            self.lists
                .read_of_term(file, parts, index, self.names, self.collector, &mut says);
            self.found
                .says
                .extend(says.into_iter().map(|said| (id, said)));
            return;
        }
        // Most nodes have one label, said once, as it stands in the source: the list of all that is said need not hold
        // those, and the place of such a label is that of its text.
        let key = self.lists.keys.label;
        let Some(value) = self
            .lists
            .string(file, part, key, self.names, self.collector)
        else {
            return;
        };
        let node = &mut self.found.nodes[id.index()];
        if node.label.is_none() && value == Text::of(part.span().shifted(file.base)) {
            node.label = Some(value);
        } else {
            let at = part.outer_span().shifted(file.base);
            self.found
                .says
                .push((id, WrittenAttribute { key, value, at }));
        }
    }
}
