//! Where each name is said, and what it means there: what editors ask for.
//!
//! A third pass over the statements, made only for them. It decides nothing: what a term means has been settled, and the
//! groups that a path or a place leads through are found from its end outwards.

use super::declarations::{ScopeCursor, file_of};
use super::lists::File;
use super::meaning::{Meaning, UnpackedMeaning};
use super::mentions::MentionContext;
use super::names::{Names, normal};
use super::scopes::{FILE, ScopeId};
use crate::ast::{Part, PartKind, Path, StatementKind, unescape};
use crate::model::{CertId, GroupId, Node, NodeId, StyleId};
use crate::source::Span;

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Referent {
    /// A node.
    Node(NodeId),
    /// A group.
    Group(GroupId),
    /// An edge style.
    Style(StyleId),
    /// A cert.
    Cert(CertId),
}

/// What saying a name does there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// It declares what it names.
    Declares,
    /// It says what is declared elsewhere, or by nothing.
    Says,
}

/// A name where it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Where it stands, quotes included: a position among all files.
    pub span: Span,
    /// What it means.
    pub referent: Referent,
    /// What saying it does.
    pub role: Role,
}

pub(super) fn occurrences(
    around: &MentionContext<'_>,
    meanings: &[Meaning],
    nodes: &[Node],
    names: &mut Names,
) -> Vec<Occurrence> {
    let mut finder = Finder {
        around,
        nodes,
        names,
        found: Vec::with_capacity(meanings.len()),
    };
    let mut standing = ScopeCursor::new(&around.declarations.opened);
    let mut places = around.places.iter();
    let mut meanings = meanings.iter().map(|meaning| meaning.get());
    for stretch in around.stretches {
        let file = file_of(around.program, stretch.file);
        standing.start();
        for index in stretch.statements.clone() {
            let statement = &file.tree.statements()[index];
            let parts = file.tree.parts(index);
            match statement.kind {
                StatementKind::Chain => {
                    let place = if statement.has_place {
                        places.next().copied()
                    } else {
                        None
                    };
                    let scope = place.unwrap_or(standing.scope());
                    finder.chain(file, parts, scope, &mut meanings);
                    if let Some(place) = place {
                        finder.groups(file, Path::place(parts).names(), place);
                    }
                }
                StatementKind::Group => {
                    let around = standing.scope();
                    standing.open();
                    finder.group(file, parts, around, standing.scope());
                }
                StatementKind::Close => standing.close(),
                StatementKind::Row => finder.row(file, parts, standing.scope(), &mut meanings),
                StatementKind::Cert | StatementKind::Edge => {
                    finder.add_declarations(file, parts, statement.kind);
                }
                _ => {}
            }
        }
    }
    for (id, _) in around.program.sources.files() {
        finder.certs_of_nodes(file_of(around.program, id));
    }
    finder.found.sort_by_key(|occurrence| occurrence.span.start);
    finder.found
}

struct Finder<'r, 'a> {
    around: &'r MentionContext<'a>,
    nodes: &'r [Node],
    names: &'r mut Names,
    found: Vec<Occurrence>,
}

impl Finder<'_, '_> {
    fn push(&mut self, file: File<'_>, part: Part, referent: Referent, role: Role) {
        self.found.push(Occurrence {
            span: part.outer_span().shifted(file.base),
            referent,
            role,
        });
    }

    fn chain(
        &mut self,
        file: File<'_>,
        parts: &[Part],
        scope: ScopeId,
        meanings: &mut impl Iterator<Item = UnpackedMeaning>,
    ) {
        let has_word = parts
            .first()
            .is_some_and(|part| part.kind() == PartKind::Node);
        let declares = has_word && !parts.iter().any(|part| part.kind().is_arrow());
        let mut at = 0;
        while let Some(part) = parts.get(at) {
            if part.kind() == PartKind::In {
                return;
            }
            if !part.kind().is_name() {
                at += 1;
                continue;
            }
            let before = at.checked_sub(1).map(|before| parts[before].kind());
            let mut rest = &parts[at..];
            let Some(path) = Path::take(&mut rest) else {
                return;
            };
            at = parts.len() - rest.len();
            let meant = meanings.next().unwrap_or(UnpackedMeaning::Nothing);
            let is_own = path.only_name().is_some() && before != Some(PartKind::Each);
            let role = if is_own && (declares || before == Some(PartKind::New)) {
                Role::Declares
            } else {
                Role::Says
            };
            self.term(file, path, meant, role, scope);
        }
    }

    fn row(
        &mut self,
        file: File<'_>,
        parts: &[Part],
        scope: ScopeId,
        meanings: &mut impl Iterator<Item = UnpackedMeaning>,
    ) {
        let mut rest = parts;
        while !rest.is_empty() {
            let Some(path) = Path::take(&mut rest) else {
                rest = &rest[1..];
                continue;
            };
            let meant = meanings.next().unwrap_or(UnpackedMeaning::Nothing);
            self.term(file, path, meant, Role::Says, scope);
        }
    }

    /// The names of a term that means this.
    fn term(
        &mut self,
        file: File<'_>,
        path: Path<'_>,
        meant: UnpackedMeaning,
        role: Role,
        scope: ScopeId,
    ) {
        let mut groups = path.names();
        let inner = match meant {
            UnpackedMeaning::Node(number) => {
                let node = NodeId(number);
                if let Some(last) = groups.next_back() {
                    self.push(file, last, Referent::Node(node), role);
                }
                self.nodes[node.index()].group.0
            }
            UnpackedMeaning::Link(Some(style)) => {
                if let Some(last) = groups.next_back() {
                    self.push(file, last, Referent::Style(StyleId(style)), Role::Says);
                }
                return;
            }
            UnpackedMeaning::Group(group) | UnpackedMeaning::Each(group) => group,
            UnpackedMeaning::Nothing => return self.through(file, groups, scope),
            UnpackedMeaning::Link(None) | UnpackedMeaning::MadeBy(_) => return,
        };
        self.groups(file, groups, inner);
    }

    /// The groups that names lead through, the last of which is known.
    fn groups(
        &mut self,
        file: File<'_>,
        names: impl DoubleEndedIterator<Item = Part>,
        last: ScopeId,
    ) {
        let mut scope = last;
        for part in names.rev() {
            let symbol = self.names.of_part(file.text, file.base, part);
            let known = self.around.scopes.get(scope);
            // A place that was not found leads to where its names came to an end.
            if scope == FILE || known.name != symbol {
                continue;
            }
            self.push(file, part, Referent::Group(GroupId(scope)), Role::Says);
            scope = known.parent;
        }
    }

    /// The groups that a path leads through, whose end is nothing.
    fn through(
        &mut self,
        file: File<'_>,
        names: impl ExactSizeIterator<Item = Part>,
        scope: ScopeId,
    ) {
        if names.len() < 2 {
            return;
        }
        let mut at: Option<ScopeId> = None;
        for part in names {
            let symbol = self.names.of_part(file.text, file.base, part);
            let Some(group) = self.around.scopes.step(scope, at, symbol) else {
                return;
            };
            self.push(file, part, Referent::Group(GroupId(group)), Role::Says);
            at = Some(group);
        }
    }

    fn group(&mut self, file: File<'_>, parts: &[Part], around: ScopeId, scope: ScopeId) {
        if let Some(name) = parts.first().filter(|part| part.kind().is_name())
            && scope != around
        {
            let group = Referent::Group(GroupId(scope));
            self.push(file, *name, group, Role::Declares);
        }
    }

    fn add_declarations(&mut self, file: File<'_>, parts: &[Part], kind: StatementKind) {
        let Some(name) = parts.first().filter(|part| part.kind().is_name()) else {
            return;
        };
        let symbol = self.names.of_part(file.text, file.base, *name);
        let declarations = self.around.declarations;
        let referent = match kind {
            StatementKind::Cert => declarations
                .certs
                .find(symbol)
                .map(|index| Referent::Cert(CertId::new(index))),
            _ => declarations
                .styles
                .find(symbol)
                .map(|index| Referent::Style(StyleId(index as u32))),
        };
        if let Some(referent) = referent {
            self.push(file, *name, referent, Role::Declares);
        }
    }

    /// The certs that `[cert=NAME]` names.
    fn certs_of_nodes(&mut self, file: File<'_>) {
        for attribute in &file.tree.attributes {
            if &file.text[attribute.key.range()] != "cert" {
                continue;
            }
            let raw = &file.text[attribute.value.range()];
            let name = if attribute.quoted {
                unescape(raw)
            } else {
                raw.into()
            };
            let symbol = self.names.find(&normal(name));
            let cert = symbol.and_then(|symbol| self.around.declarations.certs.find(symbol));
            if let Some(index) = cert {
                self.found.push(Occurrence {
                    span: attribute.outer_value().shifted(file.base),
                    referent: Referent::Cert(CertId::new(index)),
                    role: Role::Says,
                });
            }
        }
    }
}
