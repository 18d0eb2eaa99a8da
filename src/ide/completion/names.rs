//! Names that may be written: of nodes, groups, edge styles and certs.

use hashbrown::{HashMap, HashSet};

use super::{CompletionKind, INNER, List};
use crate::ast::spelled_path;
use crate::attributes::{self, Element};
use crate::ide::hover::{escape_markdown, facts, settings};
use crate::model::{Cert, GroupId, Node};
use crate::source::Span;

impl<'a> List<'a> {
    /// The names that can be said here: what stands in this group and around it, nearest first, then what groups inside
    /// declare, then the catalogue.
    pub(super) fn names(&mut self, declares: bool, may_link: bool) {
        let view = self.view;
        let model = view.model();
        let mut seen = HashSet::new();
        if may_link {
            for style in &model.styles {
                let name = model.text(style.name);
                let look = settings(model, style.settings);
                let meaning = style.meaning.map_or("", |meaning| model.text(meaning));
                let text = self.in_place(name);
                self.add_known_as(meaning, name, CompletionKind::Style, text, |completion| {
                    completion.detail = meaning.replace('\n', " ");
                    completion.documentation = format!("edge style `[{look}]`");
                });
                seen.insert(name);
            }
        }
        if declares {
            self.certs(&mut seen);
        }
        let scopes: Vec<GroupId> = model.around(self.around).collect();
        // How far out each scope is: nearer names come first.
        let rank = |group: GroupId| scopes.iter().position(|scope| *scope == group);
        let mut near: Vec<(usize, &str, Named)> = Vec::new();
        let mut inside: Vec<&Node> = Vec::new();
        for node in &model.nodes {
            // What is being written here is not known for that.
            if self.is_here(node.at) {
                continue;
            }
            let named = (model.text(node.name), Named::Node(node));
            match rank(node.group) {
                Some(rank) => near.push((rank, named.0, named.1)),
                None if model.is_within(node.group, self.around) => inside.push(node),
                None => {}
            }
        }
        if !declares {
            for (id, group) in (0..).map(GroupId).zip(&model.groups).skip(1) {
                if let Some(rank) = rank(group.parent).filter(|_| !self.is_here(group.at)) {
                    near.push((rank, model.text(group.name), Named::Group(id)));
                }
            }
        }
        near.sort_by_key(|(rank, _, _)| *rank);
        for (_, name, named) in near {
            if seen.insert(name) {
                self.named(name, named);
            }
        }
        if !declares {
            self.inside_groups(&inside, &mut seen);
        }
        if !declares {
            self.certs(&mut seen);
        }
        // In quotes, a word is a name.
        if !declares && !self.is_quoted() {
            for word in INNER.iter().filter(|word| word.word != "in") {
                self.word(word);
            }
        }
    }

    /// The nodes of groups inside this one: by their names if those lead to them from here, else by paths.
    fn inside_groups(&mut self, nodes: &[&'a Node], seen: &mut HashSet<&'a str>) {
        let view = self.view;
        let model = view.model();
        let private = view.private_nodes();
        let is_public = |node: &Node| node.is_declared && !private.contains(&node.at);
        let mut declared: HashMap<&str, usize> = HashMap::new();
        for node in nodes.iter().filter(|node| is_public(node)) {
            *declared.entry(model.text(node.name)).or_default() += 1;
        }
        for node in nodes {
            let name = model.text(node.name);
            let is_reached = is_public(node) && declared.get(name) == Some(&1);
            if is_reached && seen.insert(name) {
                self.named(name, Named::Node(node));
            } else if !is_reached && !self.is_quoted() && node.ordinal == 0 {
                self.by_path(node);
            }
        }
    }

    /// A node by the groups that lead to it from here.
    fn by_path(&mut self, node: &Node) {
        let model = self.view.model();
        let depth = model.path(self.around).len();
        let names = model.path(node.group).into_iter().skip(depth);
        let path = spelled_path(names.chain([node.name]).map(|name| model.text(name)));
        let label = model.text(model.node_label(node));
        self.add_known_as(
            label,
            &path,
            CompletionKind::Node,
            path.clone(),
            |completion| {
                completion.detail = label.replace('\n', " ");
                completion.documentation = "a node of another group".to_owned();
            },
        );
    }

    /// The nodes that a row can contain: those of this group and of those inside and around it.
    pub(super) fn nodes(&mut self) {
        self.names(false, false);
        self.found
            .retain(|found| found.kind == CompletionKind::Node);
    }

    fn is_here(&self, at: Span) -> bool {
        self.view.contains(at) && at.start.checked_sub(self.view.base()) == Some(self.written.start)
    }

    fn named(&mut self, name: &str, named: Named<'_>) {
        let view = self.view;
        let model = view.model();
        let (kind, label, documentation) = match named {
            Named::Node(node) => {
                let place = match node.group {
                    GroupId::FILE => "a node".to_owned(),
                    group => format!("a node in `{}`", view.spelled_path(group)),
                };
                (CompletionKind::Node, model.node_label(node), place)
            }
            Named::Group(id) => {
                let label = model.group_label(model.group(id));
                (CompletionKind::Group, label, "a group".to_owned())
            }
        };
        let label = match model.text(label) {
            label if label == name => "",
            label => label,
        };
        let text = self.in_place(name);
        self.add_known_as(label, name, kind, text, |completion| {
            completion.detail = label.replace('\n', " ");
            completion.documentation = documentation;
        });
    }

    fn certs(&mut self, seen: &mut HashSet<&'a str>) {
        let model = self.view.model();
        for cert in &model.certs {
            let name = model.text(cert.name);
            if seen.insert(name) {
                self.cert(name, cert);
            }
        }
    }

    pub(super) fn cert(&mut self, name: &str, cert: &Cert) {
        let model = self.view.model();
        let value = |key: &str| {
            let key = attributes::get(Element::Cert, key)?;
            model
                .setting(cert.settings, key)
                .map(|value| model.text(value))
        };
        let label = cert.label.map_or("", |label| model.text(label));
        // The exam's code and the label find it too.
        let code = value("code").unwrap_or_default();
        let words: Vec<&str> = [label, code]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let text = self.in_place(name);
        let sought = words.join(" ");
        self.add_known_as(&sought, name, CompletionKind::Cert, text, |completion| {
            completion.detail = words.join(" · ").replace('\n', " ");
            completion.documentation = format!("**{}**{}", escape_markdown(label), facts(value));
        });
    }

    /// What is directly in the group that names lead to.
    pub(super) fn inside(&mut self, path: &[String], only_groups: bool) {
        let model = self.view.model();
        let Some((first, rest)) = path.split_first() else {
            return;
        };
        let within = |parent: GroupId, name: &str| {
            (1..model.groups.len() as u32).map(GroupId).find(|id| {
                let group = model.group(*id);
                group.parent == parent && model.text(group.name) == name
            })
        };
        let found = model
            .around(self.around)
            .find_map(|scope| within(scope, first));
        let Some(group) = rest.iter().fold(found, |group, name| within(group?, name)) else {
            return;
        };
        if !only_groups {
            for node in model.nodes.iter().filter(|node| node.group == group) {
                if !self.is_here(node.at) {
                    self.named(model.text(node.name), Named::Node(node));
                }
            }
        }
        for (id, inner) in (0..).map(GroupId).zip(&model.groups).skip(1) {
            if inner.parent == group && !self.is_here(inner.at) {
                self.named(model.text(inner.name), Named::Group(id));
            }
        }
    }

    pub(super) fn groups(&mut self) {
        let model = self.view.model();
        let scopes: Vec<GroupId> = model.around(self.around).collect();
        let mut seen = HashSet::new();
        for scope in scopes {
            for (id, group) in (0..).map(GroupId).zip(&model.groups).skip(1) {
                let name = model.text(group.name);
                if group.parent == scope && !self.is_here(group.at) && seen.insert(name) {
                    self.named(name, Named::Group(id));
                }
            }
        }
    }
}

/// Something that has a name.
#[derive(Clone, Copy)]
enum Named<'m> {
    Node(&'m crate::model::Node),
    Group(GroupId),
}
