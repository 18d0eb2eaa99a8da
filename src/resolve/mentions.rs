//! All that chains and rows say, in the order said: each name with the scope in which it is said.
//!
//! This is the first of two passes over the chains. It decides nothing about what a name means; but it can tell a link
//! from a node, because edge styles are global.

use super::declarations::{Declarations, ScopeCursor, file_of};
use super::lists::File;
use super::names::{NameId, Names};
use super::program::{Program, StatementRange};
use super::scopes::{FILE, ScopeId, Scopes};
use super::styles::Styles;
use super::wording;
use crate::ast::{Part, PartKind, Path, StatementKind};
use crate::diagnostics::Collector;
use crate::model::StyleId;
use crate::source::Span;

/// How something is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum MentionKind {
    /// A name in a chain.
    Say,
    /// A name in a `node` statement without an arrow.
    Declare,
    /// `new name`
    New,
    /// A group's name, in the scope in which the group stands.
    Group,
    /// A name in a row.
    Row,
    /// The last name of a path; the scope is the group that the names before it lead to.
    Path,
    /// `each path`; the scope is the group.
    Each,
    /// A link, or a slip that has been reported.
    Link,
}

impl MentionKind {
    /// Whether it can make a node.
    pub(super) fn makes(self) -> bool {
        matches!(
            self,
            MentionKind::Say | MentionKind::Declare | MentionKind::New
        )
    }
}

const MANNERS: [MentionKind; 8] = [
    MentionKind::Say,
    MentionKind::Declare,
    MentionKind::New,
    MentionKind::Group,
    MentionKind::Row,
    MentionKind::Path,
    MentionKind::Each,
    MentionKind::Link,
];

const SCOPE_BITS: u32 = 29;

/// One mention; there are millions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) symbol: NameId,
    manner_and_scope: u32,
}

impl Mention {
    pub(super) fn new(symbol: NameId, manner: MentionKind, scope: ScopeId) -> Mention {
        Mention {
            symbol,
            manner_and_scope: (manner as u32) << SCOPE_BITS | scope,
        }
    }

    pub(super) fn manner(self) -> MentionKind {
        MANNERS[(self.manner_and_scope >> SCOPE_BITS) as usize]
    }

    pub(super) fn scope(self) -> ScopeId {
        self.manner_and_scope & ((1 << SCOPE_BITS) - 1)
    }
}

/// Stands in place of a style's number for a link that is no named style's.
pub(super) const NO_STYLE: NameId = NameId(u32::MAX);
/// Stands in place of a style's number for a slip.
pub(super) const NOTHING: NameId = NameId(u32::MAX - 1);

/// All mentions, and what of it the second pass needs.
pub(super) struct Mentions {
    pub(super) mentions: Vec<Mention>,
    /// Whether there is an `each`: then edges can be made only when all nodes are there.
    pub(super) has_each: bool,
    /// For each scope, how many mentions come before it was first said. Scopes are numbered in that order.
    pub(super) before_scopes: Vec<u32>,
    pub(super) lost: Vec<Lost>,
}

/// A path that leads nowhere, because a group in it is not there.
pub(super) struct Lost {
    /// The mention that it would be.
    pub(super) number: u32,
    /// Its names.
    pub(super) names: Vec<NameId>,
    /// How many of them lead to groups, and to which group.
    pub(super) found: usize,
    pub(super) group: Option<ScopeId>,
    /// Whether its last name is a group's too.
    pub(super) is_each: bool,
}

pub(super) struct MentionContext<'r> {
    pub(super) program: &'r Program,
    pub(super) stretches: &'r [StatementRange],
    pub(super) declarations: &'r Declarations,
    /// The scopes that the places of chains name, in the order said.
    pub(super) places: &'r [ScopeId],
    pub(super) styles: &'r Styles,
    pub(super) scopes: &'r Scopes,
}

pub(super) fn mentions(
    around: &MentionContext<'_>,
    names: &mut Names,
    collector: &mut Collector,
) -> Mentions {
    let mut reader = Reader {
        around,
        names,
        collector,
        mentions: Vec::new(),
        has_each: false,
        before_scopes: vec![None; around.scopes.len()],
        lost: Vec::new(),
    };
    reader.note_scope(FILE);
    let mut standing = ScopeCursor::new(&around.declarations.opened);
    let mut places = around.places.iter();
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
                    if statement.has_place {
                        reader.note_scope(scope);
                    }
                    reader.chain(file, file.tree.parts(index), scope);
                }
                StatementKind::Group => {
                    standing.open();
                    reader.note_scope(standing.scope());
                }
                StatementKind::Close => standing.close(),
                StatementKind::Row => reader.row(file, file.tree.parts(index), standing.scope()),
                _ => {}
            }
        }
    }
    let mut mentions = reader.mentions;
    let has_each = reader.has_each;
    let count = mentions.len() as u32;
    let before_scopes = reader.before_scopes.into_iter();
    let before_scopes = before_scopes
        .map(|before| before.unwrap_or(count))
        .collect();
    let lost = reader.lost;
    // A group is declared in its parent, by whatever made it.
    let groups = around.scopes.groups();
    mentions.extend(
        groups.map(|(_, scope)| Mention::new(scope.name, MentionKind::Group, scope.parent)),
    );
    Mentions {
        mentions,
        has_each,
        before_scopes,
        lost,
    }
}

struct Reader<'r> {
    around: &'r MentionContext<'r>,
    names: &'r mut Names,
    collector: &'r mut Collector,
    mentions: Vec<Mention>,
    has_each: bool,
    before_scopes: Vec<Option<u32>>,
    lost: Vec<Lost>,
}

impl Reader<'_> {
    /// Notes where a scope is first said, and with it those around it that only its place has made.
    fn note_scope(&mut self, mut scope: ScopeId) {
        let count = self.mentions.len() as u32;
        while self.before_scopes[scope as usize].is_none() {
            self.before_scopes[scope as usize] = Some(count);
            scope = self.around.scopes.get(scope).parent;
        }
    }

    fn chain(&mut self, file: File<'_>, parts: &[Part], scope: ScopeId) {
        let is_node = parts
            .first()
            .is_some_and(|part| part.kind() == PartKind::Node);
        let declares = is_node && !parts.iter().any(|part| part.kind().is_arrow());
        let manner = if declares {
            MentionKind::Declare
        } else {
            MentionKind::Say
        };
        let mut at = 0;
        while let Some(part) = parts.get(at) {
            match part.kind() {
                PartKind::Name | PartKind::Quoted | PartKind::EdgeWord => {
                    at = self.term(file, parts, at, manner, scope);
                }
                PartKind::In => return,
                _ => at += 1,
            }
        }
    }

    /// Takes the term whose first name is the part `at`, and tells which part comes after its names.
    fn term(
        &mut self,
        file: File<'_>,
        parts: &[Part],
        at: usize,
        manner: MentionKind,
        scope: ScopeId,
    ) -> usize {
        let name = parts[at];
        let symbol = self.names.of_part(file.text, file.base, name);
        let before = at.checked_sub(1).map(|before| parts[before]);
        let after = parts.get(at + 1).map(|part| part.kind());
        let modifier = before
            .filter(|part| matches!(part.kind(), PartKind::New | PartKind::Each))
            .map(|part| part.kind());
        if after == Some(PartKind::Slash) || modifier == Some(PartKind::Each) {
            return self.path(file, parts, at, manner, scope);
        }
        let is_edge_word = name.kind() == PartKind::EdgeWord;
        let mention = if is_edge_word || self.around.styles.get(symbol).is_some() {
            self.link(file, parts, at, symbol, manner)
        } else if modifier.is_some() {
            Mention::new(symbol, MentionKind::New, scope)
        } else {
            Mention::new(symbol, manner, scope)
        };
        self.mentions.push(mention);
        at + 1
    }

    /// A name that is an edge style's: a link if it stands alone between two arrows.
    fn link(
        &mut self,
        file: File<'_>,
        parts: &[Part],
        at: usize,
        symbol: NameId,
        manner: MentionKind,
    ) -> Mention {
        let is_arrow = |part: Option<&Part>| part.is_some_and(|part| part.kind().is_arrow());
        let style = self.around.styles.get(symbol);
        let name = parts[at];
        let is_after_arrow = at > 0 && is_arrow(parts.get(at - 1));
        let next = parts[at + 1..]
            .iter()
            .find(|part| !matches!(part.kind(), PartKind::Label | PartKind::Attributes));
        let is_link = is_after_arrow && is_arrow(next);
        // A quoted `"edge"` is a name like others; the bare word is never a node's.
        if is_link {
            let number = match style {
                Some(style) if name.kind() != PartKind::EdgeWord => NameId(style.0),
                _ => NO_STYLE,
            };
            return Mention::new(number, MentionKind::Link, 0);
        }
        let span = name.outer_span().shifted(file.base);
        let text = self.names.name(symbol);
        let before = at.checked_sub(1).map(|at| parts[at].kind());
        let diagnostic = if manner == MentionKind::Declare || before == Some(PartKind::New) {
            self.style_name(span, text, style)
        } else {
            let why = match (before, next.map(|part| part.kind())) {
                (None | Some(PartKind::Node), _) => "a chain cannot begin with a link",
                (_, None | Some(PartKind::In)) => "a chain cannot end with a link",
                _ => "a link cannot be in a list",
            };
            wording::misplaced_link(span, text, why)
        };
        self.collector.push(diagnostic);
        Mention::new(NOTHING, MentionKind::Link, 0)
    }

    fn style_name(
        &self,
        at: Span,
        name: &str,
        style: Option<StyleId>,
    ) -> crate::diagnostics::Diagnostic {
        let declared = style.and_then(|style| {
            let entry = self
                .around
                .declarations
                .styles
                .entries
                .get(style.0 as usize)?;
            entry.declared.first().map(|(_, at)| *at)
        });
        wording::style_name(at, name, declared)
    }

    /// Takes `a/b/c`, or what `each` stands before.
    fn path(
        &mut self,
        file: File<'_>,
        parts: &[Part],
        at: usize,
        manner: MentionKind,
        scope: ScopeId,
    ) -> usize {
        let mut rest = &parts[at..];
        let Some(path) = Path::take(&mut rest) else {
            return at + 1;
        };
        let modifier = at.checked_sub(1).map(|before| parts[before].kind());
        let whole = path_span(path).shifted(file.base);
        if modifier == Some(PartKind::New) {
            let symbols: Vec<NameId> = path
                .names()
                .map(|part| self.names.of_part(file.text, file.base, part))
                .collect();
            let names: Vec<&str> = symbols.iter().map(|at| self.names.name(*at)).collect();
            if let Some((last, groups)) = names.split_last() {
                self.collector.push(wording::new_path(whole, groups, last));
            }
        }
        let mention = if modifier == Some(PartKind::Each) {
            self.has_each = true;
            if manner == MentionKind::Declare {
                self.collector.push(wording::declared_each(whole));
            }
            if let Some(part) = rest
                .first()
                .filter(|part| matches!(part.kind(), PartKind::Label | PartKind::Attributes))
            {
                self.collector.push(wording::each_with_appearance(
                    part.outer_span().shifted(file.base),
                ));
            }
            self.groups(file, path, path.names().len(), scope)
                .map(|group| Mention::new(NO_STYLE, MentionKind::Each, group))
        } else {
            self.end_of_path(file, path, scope)
        };
        self.mentions
            .push(mention.unwrap_or(Mention::new(NOTHING, MentionKind::Link, 0)));
        parts.len() - rest.len()
    }

    fn end_of_path(&mut self, file: File<'_>, path: Path<'_>, scope: ScopeId) -> Option<Mention> {
        let count = path.names().len();
        let last = path.names().next_back()?;
        let group = self.groups(file, path, count - 1, scope)?;
        let symbol = self.names.of_part(file.text, file.base, last);
        Some(Mention::new(symbol, MentionKind::Path, group))
    }

    /// The group that the first so many names of a path lead to, the first of them looked for in a scope and then outwards.
    fn groups(
        &mut self,
        file: File<'_>,
        path: Path<'_>,
        count: usize,
        scope: ScopeId,
    ) -> Option<ScopeId> {
        let mut at: Option<ScopeId> = None;
        for (found, part) in path.names().take(count).enumerate() {
            let symbol = self.names.of_part(file.text, file.base, part);
            let next = self.around.scopes.step(scope, at, symbol);
            if next.is_none() {
                let names = path.names();
                let names = names.map(|part| self.names.of_part(file.text, file.base, part));
                self.lost.push(Lost {
                    number: self.mentions.len() as u32,
                    names: names.collect(),
                    found,
                    group: at,
                    is_each: count == path.names().len(),
                });
                return None;
            }
            at = next;
        }
        at
    }

    fn row(&mut self, file: File<'_>, parts: &[Part], scope: ScopeId) {
        let mut rest = parts;
        while !rest.is_empty() {
            let Some(path) = Path::take(&mut rest) else {
                rest = &rest[1..];
                continue;
            };
            let mention = match path.only_name() {
                Some(name) => {
                    let symbol = self.names.of_part(file.text, file.base, name);
                    match self.around.styles.get(symbol) {
                        Some(style) => {
                            let span = name.outer_span().shifted(file.base);
                            let text = self.names.name(symbol);
                            let diagnostic = self.style_name(span, text, Some(style));
                            self.collector.push(diagnostic);
                            Mention::new(NOTHING, MentionKind::Link, 0)
                        }
                        None => Mention::new(symbol, MentionKind::Row, scope),
                    }
                }
                None => self.end_of_path(file, path, scope).unwrap_or(Mention::new(
                    NOTHING,
                    MentionKind::Link,
                    0,
                )),
            };
            self.mentions.push(mention);
        }
    }
}

/// Where a path stands.
pub(super) fn path_span(path: Path<'_>) -> Span {
    match path.ends() {
        Some((first, last)) => first.outer_span().to(last.outer_span()),
        None => Span::default(),
    }
}

/// Where the term whose first name is the part `at` stands, label and list left out, and which part comes next.
pub(super) fn term_span(parts: &[Part], at: usize) -> (Span, usize) {
    if parts
        .get(at + 1)
        .is_none_or(|part| part.kind() != PartKind::Slash)
    {
        return (parts[at].outer_span(), at + 1);
    }
    let mut rest = &parts[at..];
    match Path::take(&mut rest) {
        Some(path) => (path_span(path), parts.len() - rest.len()),
        None => (parts[at].outer_span(), at + 1),
    }
}
