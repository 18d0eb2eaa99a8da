//! All that is said outside chains: groups, certs, styles, the diagram, defaults.

use hashbrown::HashMap;

use super::lists::{File, Lists, WrittenAttribute};
use super::names::{NameId, Names};
use super::program::{Program, StatementRange};
use super::scopes::{FILE, ScopeId, Scopes};
use super::styles::Styles;
use super::wording;
use crate::ast::{MOST_NESTED, Part, PartKind, StatementKind};
use crate::attributes::{self, Element};
use crate::diagnostics::Collector;
use crate::source::{FileId, Span};

/// What the statements other than chains and rows say.
pub(super) struct Declarations {
    pub(super) certs: Namespace,
    pub(super) styles: Namespace,
    /// What is said of the diagram, its title included.
    pub(super) diagram: Vec<WrittenAttribute>,
    /// What `group` statements say of groups.
    pub(super) groups: Vec<(ScopeId, WrittenAttribute)>,
    /// What `node […]`, `edge […]` and `group […]` say in which scope.
    pub(super) defaults: Vec<(ScopeId, Element, WrittenAttribute)>,
    /// The scope that each `group` statement opens, in the order said.
    pub(super) opened: Vec<ScopeId>,
    /// The scope and the number of each chain with a place, in the order said.
    pub(super) placed: Vec<Placed>,
}

impl Declarations {
    /// `dive` is there from the start; who declares it replaces it.
    pub(super) fn add_dive(&mut self, names: &mut Names) {
        let name = names.of("dive");
        if self.styles.find(name).is_some() {
            return;
        }
        let mut said = |key, value| {
            attributes::get(Element::Edge, key).map(|key| WrittenAttribute {
                key,
                value: names.texts.keep(value),
                at: Span::default(),
            })
        };
        let says = [said("color", "magenta"), said("style", "dashed")];
        let meaning = said("label", "Dive deep");
        self.styles.by_name.insert(name, self.styles.entries.len());
        self.styles.entries.push(Entry {
            name,
            declared: Vec::new(),
            says: says.into_iter().flatten().collect(),
            strings: meaning.into_iter().collect(),
        });
    }

    /// After scopes have been given new numbers.
    pub(super) fn renumber(&mut self, renumbered: &[ScopeId]) {
        let new = |scope: &mut ScopeId| *scope = renumbered[*scope as usize];
        self.opened.iter_mut().for_each(new);
        self.groups.iter_mut().for_each(|(scope, _)| new(scope));
        self.defaults
            .iter_mut()
            .for_each(|(scope, _, _)| new(scope));
    }

    /// No group has the name of an edge style.
    pub(super) fn check_names(
        &self,
        styles: &Styles,
        scopes: &Scopes,
        names: &Names,
        collector: &mut Collector,
    ) {
        for (_, scope) in scopes.groups() {
            if let Some(style) = styles.get(scope.name) {
                let declared = self.styles.entries[style.index()]
                    .declared
                    .first()
                    .map(|(_, at)| *at);
                collector.push(wording::style_name(
                    scope.at,
                    names.name(scope.name),
                    declared,
                ));
            }
        }
    }
}

/// A chain with a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) file: FileId,
    pub(super) statement: usize,
    /// The scope in which the chain is written.
    pub(super) written_in: ScopeId,
    /// When it is said, counted in statements.
    pub(super) said: u32,
}

/// Things of one namespace that files declare: certs, or edge styles.
#[derive(Default)]
pub(super) struct Namespace {
    pub(super) entries: Vec<Entry>,
    by_name: HashMap<NameId, usize>,
}

/// A cert or an edge style.
pub(super) struct Entry {
    pub(super) name: NameId,
    /// Where each file declares it first; in the order said.
    pub(super) declared: Vec<(FileId, Span)>,
    /// What is said of it.
    pub(super) says: Vec<WrittenAttribute>,
    /// The strings after its name.
    pub(super) strings: Vec<WrittenAttribute>,
}

impl Namespace {
    /// The index of an entry.
    pub(super) fn find(&self, name: NameId) -> Option<usize> {
        self.by_name.get(&name).copied()
    }

    fn declare(&mut self, name: NameId, file: FileId, at: Span) -> (&mut Entry, Option<Span>) {
        let index = *self.by_name.entry(name).or_insert_with(|| {
            self.entries.push(Entry {
                name,
                declared: Vec::new(),
                says: Vec::new(),
                strings: Vec::new(),
            });
            self.entries.len() - 1
        });
        let entry = &mut self.entries[index];
        let before = entry
            .declared
            .iter()
            .find(|(other, _)| *other == file)
            .map(|(_, span)| *span);
        if before.is_none() {
            entry.declared.push((file, at));
        }
        (entry, before)
    }
}

/// The scope in which a statement stands, as one goes through the statements in the order said.
pub(super) struct ScopeCursor<'s> {
    stack: Vec<ScopeId>,
    opened: std::slice::Iter<'s, ScopeId>,
}

impl<'s> ScopeCursor<'s> {
    pub(super) fn new(opened: &'s [ScopeId]) -> ScopeCursor<'s> {
        ScopeCursor {
            stack: vec![FILE],
            opened: opened.iter(),
        }
    }

    /// At the start of a stretch: it stands in the file.
    pub(super) fn start(&mut self) {
        self.stack.truncate(1);
    }

    /// At a `group` statement.
    pub(super) fn open(&mut self) {
        let scope = self.opened.next().copied().unwrap_or(FILE);
        self.stack.push(scope);
    }

    /// At a `}`.
    pub(super) fn close(&mut self) {
        // A `}` too many has been reported and is no statement.
        if self.stack.len() > 1 {
            self.stack.pop();
        }
    }

    pub(super) fn scope(&self) -> ScopeId {
        self.stack.last().copied().unwrap_or(FILE)
    }
}

pub(super) fn file_of(program: &Program, id: FileId) -> File<'_> {
    let source = program.sources.file(id);
    File {
        text: source.text(),
        base: source.base(),
        tree: &program.trees[id.index()],
    }
}

/// Goes through all statements once.
pub(super) fn declarations(
    program: &Program,
    stretches: &[StatementRange],
    lists: &Lists,
    names: &mut Names,
    scopes: &mut Scopes,
    collector: &mut Collector,
) -> Declarations {
    let mut reader = Reader {
        lists,
        names,
        scopes,
        collector,
        found: Declarations {
            certs: Namespace::default(),
            styles: Namespace::default(),
            diagram: Vec::new(),
            groups: Vec::new(),
            defaults: Vec::new(),
            opened: Vec::new(),
            placed: Vec::new(),
        },
        diagrams: Vec::new(),
        said: 0,
    };
    for stretch in stretches {
        reader.stretch(program, stretch);
    }
    reader.found
}

struct Reader<'r> {
    lists: &'r Lists,
    names: &'r mut Names,
    scopes: &'r mut Scopes,
    collector: &'r mut Collector,
    found: Declarations,
    diagrams: Vec<(FileId, Span)>,
    said: u32,
}

impl Reader<'_> {
    fn stretch(&mut self, program: &Program, stretch: &StatementRange) {
        let file = file_of(program, stretch.file);
        let mut stack = vec![FILE];
        for index in stretch.statements.clone() {
            self.said += 1;
            let statement = &file.tree.statements()[index];
            let scope = stack.last().copied().unwrap_or(FILE);
            match statement.kind {
                StatementKind::Chain if statement.has_place => self.found.placed.push(Placed {
                    file: stretch.file,
                    statement: index,
                    written_in: scope,
                    said: self.said,
                }),
                StatementKind::Group => stack.push(self.group(file, index, scope)),
                StatementKind::Close if stack.len() > 1 => {
                    stack.pop();
                }
                StatementKind::Cert => self.entry(file, stretch.file, index, Element::Cert),
                StatementKind::Edge => self.entry(file, stretch.file, index, Element::Edge),
                StatementKind::Diagram => self.diagram(file, stretch.file, index),
                StatementKind::NodeDefaults => self.defaults(file, index, scope, Element::Node),
                StatementKind::EdgeDefaults => self.defaults(file, index, scope, Element::Edge),
                StatementKind::GroupDefaults => self.defaults(file, index, scope, Element::Group),
                _ => {}
            }
        }
    }

    fn group(&mut self, file: File<'_>, index: usize, parent: ScopeId) -> ScopeId {
        let parts = file.tree.parts(index);
        let is_too_deep = self.scopes.get(parent).depth as usize >= MOST_NESTED;
        let scope = match parts.first() {
            Some(name) if name.kind().is_name() && !is_too_deep => {
                let symbol = self.names.of_part(file.text, file.base, *name);
                let at = name.outer_span().shifted(file.base);
                self.scopes.open(parent, symbol, at, self.said)
            }
            // Its name could not be told, or it is nested too deeply, which has been reported: what stands in it stands
            // around it.
            _ => parent,
        };
        self.found.opened.push(scope);
        let mut says = self.string(file, parts, self.lists.keys.group_label);
        self.read(file, parts, Element::Group, &mut says);
        if scope != parent {
            let says = says.into_iter().map(|said| (scope, said));
            self.found.groups.extend(says);
        }
        scope
    }

    fn entry(&mut self, file: File<'_>, id: FileId, index: usize, element: Element) {
        let parts = file.tree.parts(index);
        let Some(name) = parts.first() else { return };
        let symbol = self.names.of_part(file.text, file.base, *name);
        let at = name.outer_span().shifted(file.base);
        // The string of a style says what it means, that of a cert is its label.
        let label = match element {
            Element::Edge => self.lists.keys.edge_label,
            _ => self.lists.keys.label,
        };
        let string = self.string(file, parts, label);
        let mut says = Vec::new();
        self.read(file, parts, element, &mut says);
        let catalogue = match element {
            Element::Edge => &mut self.found.styles,
            _ => &mut self.found.certs,
        };
        let (entry, before) = catalogue.declare(symbol, id, at);
        if let Some(first) = before {
            let noun = if element == Element::Edge {
                "edge style"
            } else {
                "cert"
            };
            let name = self.names.name(symbol);
            self.collector
                .push(wording::declared_twice(noun, Some(name), first, at));
            return;
        }
        if element == Element::Edge {
            entry.strings.extend(string);
        } else {
            entry.says.extend(string);
        }
        entry.says.extend(says);
    }

    fn diagram(&mut self, file: File<'_>, id: FileId, index: usize) {
        let span = file.tree.statements()[index].span().shifted(file.base);
        if let Some((_, first)) = self.diagrams.iter().find(|(other, _)| *other == id) {
            self.collector
                .push(wording::declared_twice("diagram", None, *first, span));
            return;
        }
        self.diagrams.push((id, span));
        let parts = file.tree.parts(index);
        let mut says = self.string(file, parts, self.lists.keys.title);
        self.read(file, parts, Element::Diagram, &mut says);
        self.found.diagram.extend(says);
    }

    fn defaults(&mut self, file: File<'_>, index: usize, scope: ScopeId, element: Element) {
        let mut says = Vec::new();
        self.read(file, file.tree.parts(index), element, &mut says);
        self.found
            .defaults
            .extend(says.into_iter().map(|said| (scope, element, said)));
    }

    /// The string after a name, as an attribute.
    fn string(
        &mut self,
        file: File<'_>,
        parts: &[Part],
        key: crate::attributes::Key,
    ) -> Vec<WrittenAttribute> {
        parts
            .iter()
            .filter(|part| part.kind() == PartKind::Label)
            .filter_map(|part| {
                let value = self
                    .lists
                    .string(file, *part, key, self.names, self.collector)?;
                let at = part.outer_span().shifted(file.base);
                Some(WrittenAttribute { key, value, at })
            })
            .collect()
    }

    fn read(
        &mut self,
        file: File<'_>,
        parts: &[Part],
        element: Element,
        says: &mut Vec<WrittenAttribute>,
    ) {
        for list in parts
            .iter()
            .filter(|part| part.kind() == PartKind::Attributes)
        {
            self.lists
                .read(file, *list, element, self.names, self.collector, says);
        }
    }
}
