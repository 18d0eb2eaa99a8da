//! One file of an analysis, looked at.

use hashbrown::HashSet;

use crate::ast::{Attribute, Part, PartKind, Statement, StatementKind, Tree};
use crate::attributes::{self, Element, Key};
use crate::compile::Analysis;
use crate::model::{GroupId, Model, NodeId};
use crate::resolve::{Occurrence, Referent, Role};
use crate::source::{FileId, Span};

/// One file of an analysis.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The analysis.
    pub analysis: &'a Analysis,
    /// The file.
    pub file: FileId,
}

impl<'a> View<'a> {
    /// The file that was analysed itself, not one that it uses.
    pub fn of_main(analysis: &'a Analysis) -> View<'a> {
        View {
            analysis,
            file: FileId::MAIN,
        }
    }

    /// The file's text.
    pub fn text(self) -> &'a str {
        self.analysis.program.sources.file(self.file).text()
    }

    /// The position of the file's first byte among all files.
    pub fn base(self) -> u32 {
        self.analysis.program.sources.file(self.file).base()
    }

    pub(super) fn tree(self) -> &'a Tree {
        &self.analysis.program.trees[self.file.index()]
    }

    pub(super) fn model(self) -> &'a Model {
        &self.analysis.model
    }

    /// A part's text, without quotes.
    pub(super) fn slice(self, span: Span) -> &'a str {
        &self.text()[span.range()]
    }

    /// The statements of the file with their numbers and the group in which each stands; an opening and a closing stand
    /// in the group around theirs.
    pub(super) fn standing(self) -> impl Iterator<Item = (usize, Statement, GroupId)> + use<'a> {
        let mut stack = vec![GroupId::FILE];
        self.tree()
            .statements()
            .iter()
            .enumerate()
            .map(move |(index, statement)| {
                if statement.kind == StatementKind::Close && stack.len() > 1 {
                    stack.pop();
                }
                let group = stack.last().copied().unwrap_or(GroupId::FILE);
                if statement.kind == StatementKind::Group {
                    stack.push(self.opened_group(index).unwrap_or(group));
                }
                (index, *statement, group)
            })
    }

    /// The group that a statement opens.
    pub(super) fn opened_group(self, statement: usize) -> Option<GroupId> {
        let name = self.tree().parts(statement).first()?;
        let occurrence = self.occurrence_of(*name)?;
        match occurrence.referent {
            Referent::Group(group) => Some(group),
            _ => None,
        }
    }

    /// The group that contains a byte of the file.
    pub(super) fn group_at(self, offset: u32) -> GroupId {
        let mut stack = vec![GroupId::FILE];
        for (index, statement) in self.tree().statements().iter().enumerate() {
            let span = statement.span();
            if span.start >= offset {
                break;
            }
            let around = stack.last().copied().unwrap_or(GroupId::FILE);
            match statement.kind {
                StatementKind::Group if span.end <= offset => {
                    stack.push(self.opened_group(index).unwrap_or(around));
                }
                StatementKind::Close if stack.len() > 1 => {
                    stack.pop();
                }
                _ => {}
            }
        }
        stack.last().copied().unwrap_or(GroupId::FILE)
    }

    /// The last statement that begins at a byte or before it.
    pub(super) fn statement_at(self, offset: u32) -> Option<usize> {
        let statements = self.tree().statements();
        statements
            .partition_point(|statement| statement.span().start <= offset)
            .checked_sub(1)
    }

    /// The name at a byte of the file, or that ends there.
    pub fn occurrence_at(self, offset: u32) -> Option<Occurrence> {
        let at = offset + self.base();
        let all = &self.analysis.occurrences;
        let after = all.partition_point(|occurrence| occurrence.span.start <= at);
        let found = *all.get(after.checked_sub(1)?)?;
        (at <= found.span.end && self.contains(found.span)).then_some(found)
    }

    /// The name that a part is.
    pub(super) fn occurrence_of(self, part: Part) -> Option<Occurrence> {
        let at = part.outer_span().start + self.base();
        let all = &self.analysis.occurrences;
        let index = all.binary_search_by_key(&at, |occurrence| occurrence.span.start);
        index.ok().map(|index| all[index])
    }

    /// Whether a position among all files is in this one.
    pub(super) fn contains(self, span: Span) -> bool {
        self.analysis.program.sources.file_at(span.start) == self.file
    }

    /// The attribute at a byte of the file, and the statement that it belongs to.
    pub(super) fn attribute_at(self, offset: u32) -> Option<(usize, Part, Attribute)> {
        let statement = self.statement_at(offset)?;
        let parts = self.tree().parts(statement);
        let list = *parts.iter().find(|part| {
            part.kind() == PartKind::Attributes
                && part.span().start < offset
                && offset < part.span().end
        })?;
        let attribute = self.tree().attributes(list).iter().find(|attribute| {
            attribute.key.start <= offset && offset <= attribute.outer_value().end
        })?;
        Some((statement, list, *attribute))
    }

    /// What the attributes of a list are about.
    pub(super) fn element_of_list(self, statement: usize, list: Span) -> Option<Element> {
        let tree = self.tree();
        Some(match tree.statements()[statement].kind {
            StatementKind::Diagram => Element::Diagram,
            StatementKind::Cert => Element::Cert,
            StatementKind::Edge | StatementKind::EdgeDefaults => Element::Edge,
            StatementKind::Group | StatementKind::GroupDefaults => Element::Group,
            StatementKind::NodeDefaults => Element::Node,
            StatementKind::Chain => {
                let name = tree
                    .parts(statement)
                    .iter()
                    .rfind(|part| part.kind().is_name() && part.span().start < list.start)?;
                let is_style = self
                    .occurrence_of(*name)
                    .is_some_and(|found| matches!(found.referent, Referent::Style(_)));
                if is_style || name.kind() == PartKind::EdgeWord {
                    Element::Edge
                } else {
                    Element::Node
                }
            }
            _ => return None,
        })
    }

    /// All attributes that their elements take, each with its statement, the place of its list, and its key.
    pub(super) fn attributes(self) -> impl Iterator<Item = (usize, Span, Key, Attribute)> {
        let tree = self.tree();
        let lists = (0..tree.statements().len()).flat_map(move |statement| {
            let parts = tree.parts(statement).iter();
            let lists = parts.filter(|part| part.kind() == PartKind::Attributes);
            lists.map(move |list| (statement, *list))
        });
        lists.flat_map(move |(statement, list)| {
            let element = self.element_of_list(statement, list.span());
            tree.attributes(list).iter().filter_map(move |attribute| {
                let key = attributes::get(element?, self.slice(attribute.key))?;
                Some((statement, list.span(), key, *attribute))
            })
        })
    }

    /// Where a node, group, style or cert is declared or, failing that, first mentioned; all places in the order written.
    pub(super) fn declarations_of(self, referent: Referent) -> Vec<Span> {
        let mentions = self.analysis.occurrences.iter();
        let declared: Vec<Span> = mentions
            .filter(|found| found.referent == referent && found.role == Role::Declares)
            .map(|found| found.span)
            .collect();
        if !declared.is_empty() {
            return declared;
        }
        let model = self.model();
        let first = match referent {
            Referent::Node(node) => model.node(node).at,
            Referent::Group(group) => model.group(group).at,
            Referent::Cert(cert) => model.certs[cert.index()].at,
            Referent::Style(style) => match model.styles[style.index()].at {
                Some(at) => at,
                None => return Vec::new(),
            },
        };
        vec![first]
    }

    /// A name as it is meant.
    pub(super) fn name_of(self, referent: Referent) -> &'a str {
        let model = self.model();
        model.text(match referent {
            Referent::Node(node) => model.node(node).name,
            Referent::Group(group) => model.group(group).name,
            Referent::Style(style) => model.styles[style.index()].name,
            Referent::Cert(cert) => model.certs[cert.index()].name,
        })
    }

    /// The names of a group and of those around it, as they are written.
    pub(super) fn spelled_path(self, group: GroupId) -> String {
        let model = self.model();
        crate::ast::spelled_path(model.path(group).into_iter().map(|name| model.text(name)))
    }

    /// Where nodes are made by `new`: outside their groups only a path leads to them.
    pub(super) fn private_nodes(self) -> HashSet<Span> {
        let program = &self.analysis.program;
        let mut found = HashSet::new();
        for ((_, source), tree) in program.sources.files().zip(&program.trees) {
            for two in tree.parts.windows(2) {
                if two[0].kind() == PartKind::New {
                    found.insert(two[1].outer_span().shifted(source.base()));
                }
            }
        }
        found
    }

    /// How many nodes, counted with those before it, so that all of a model can be gone through.
    pub(super) fn nodes(self) -> impl Iterator<Item = NodeId> + use<'a> {
        (0..self.model().nodes.len() as u32).map(NodeId)
    }
}
