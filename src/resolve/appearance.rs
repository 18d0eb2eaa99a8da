//! What each thing looks like: attribute by attribute the value that counts.

use std::path::Path;

use hashbrown::HashMap;

use super::assembly::Assembly;
use super::declarations::{Declarations, Namespace};
use super::icons::{Choice, IconFolder, IconPlaces, Icons};
use super::lists::{Lists, WrittenAttribute};
use super::looks::Looks;
use super::merge::{FileUses, merge};
use super::names::{Names, normal};
use super::program::Program;
use super::scopes::{FILE, ScopeId, Scopes};
use super::wording;
use crate::attributes::Element;
use crate::catalogues;
use crate::diagnostics::render::quote;
use crate::diagnostics::{Collector, Diagnostic, MissingInput};
use crate::model::{
    Cert, CertId, Group, GroupId, IconId, Model, Node, NodeId, Setting, Settings, SettingsId,
    Style, Text,
};
use crate::source::{FileId, NotAPath, ReadError, Root, Span};

/// The looks of edges: those of the styles and the defaults of all scopes.
pub(super) fn looks(
    program: &Program,
    declarations: &Declarations,
    scopes: &Scopes,
    names: &Names,
    collector: &mut Collector,
) -> Looks {
    let reach = FileUses::new(program.reach());
    let mut settings = Settings::default();
    let styles = declarations
        .styles
        .entries
        .iter()
        .map(|entry| {
            let mut says = entry.says.clone();
            let name = names.name(entry.name);
            let what = |key| wording::attribute_of(key, &format!("the edge style {}", quote(name)));
            merge(&mut says, &names.texts, &reach, collector, &what);
            settings.keep(&list(&says))
        })
        .collect();
    let defaults = Defaults::new(
        Element::Edge,
        declarations,
        scopes,
        names,
        &reach,
        collector,
    );
    let defaults = defaults.settings(&mut settings, |_| true);
    Looks::new(settings, styles, defaults, reach)
}

fn list(says: &[WrittenAttribute]) -> Vec<Setting> {
    says.iter().map(WrittenAttribute::setting).collect()
}

/// The defaults of one kind of thing that count in each scope.
struct Defaults {
    /// For each scope, which of the lists counts.
    of_scope: Vec<usize>,
    lists: Vec<Vec<WrittenAttribute>>,
}

impl Defaults {
    /// An inner scope's count more than an outer's. A scope that sets none shares the list of the one around it.
    fn new(
        element: Element,
        declarations: &Declarations,
        scopes: &Scopes,
        names: &Names,
        reach: &FileUses,
        collector: &mut Collector,
    ) -> Defaults {
        let mut own: HashMap<ScopeId, Vec<WrittenAttribute>> = HashMap::new();
        for (scope, _, said) in declarations
            .defaults
            .iter()
            .filter(|(_, of, _)| *of == element)
        {
            own.entry(*scope).or_default().push(*said);
        }
        let mut lists: Vec<Vec<WrittenAttribute>> = vec![Vec::new()];
        let mut of_scope = Vec::with_capacity(scopes.len());
        for id in 0..scopes.len() as ScopeId {
            let outer = match id {
                FILE => 0,
                _ => of_scope[scopes.get(id).parent as usize],
            };
            let Some(mut says) = own.remove(&id) else {
                of_scope.push(outer);
                continue;
            };
            let what =
                |key| wording::attribute_of(key, &format!("the defaults of {}s", element.noun()));
            merge(&mut says, &names.texts, reach, collector, &what);
            let count = says.len();
            for said in &lists[outer] {
                if !says[..count].iter().any(|own| own.key == said.key) {
                    says.push(*said);
                }
            }
            lists.push(says);
            of_scope.push(lists.len() - 1);
        }
        Defaults { of_scope, lists }
    }

    fn of(&self, scope: ScopeId) -> &[WrittenAttribute] {
        &self.lists[self.of_scope[scope as usize]]
    }

    /// Keeps each list once, and tells which is whose.
    fn settings(
        &self,
        settings: &mut Settings,
        keep: impl Fn(&WrittenAttribute) -> bool,
    ) -> Vec<SettingsId> {
        let ids: Vec<SettingsId> = self
            .lists
            .iter()
            .map(|says| {
                let kept: Vec<WrittenAttribute> =
                    says.iter().copied().filter(|said| keep(said)).collect();
                settings.keep(&list(&kept))
            })
            .collect();
        self.of_scope.iter().map(|index| ids[*index]).collect()
    }
}

/// What of a list is not handed to Graphviz as it is.
#[derive(Clone, Copy, Default)]
struct Shown {
    label: Option<Text>,
    icon: Option<Choice>,
    cert: Option<CertId>,
    /// What its badge shows, if it has no icon.
    code: Option<Text>,
    level: Option<Text>,
}

impl Shown {
    /// This, and where it says nothing, the other.
    fn or(self, other: Shown) -> Shown {
        Shown {
            label: self.label.or(other.label),
            icon: self.icon.or(other.icon),
            cert: self.cert.or(other.cert),
            code: self.code.or(other.code),
            level: self.level.or(other.level),
        }
    }
}

/// What is wrong with the folder of icons that the diagram names.
fn wrong_folder(
    folder: &Path,
    name: &str,
    at: Span,
    root: &Root<'_>,
    names: &Names,
) -> Option<Diagnostic> {
    let wrong_path = NotAPath::of(name);
    if let Some(why) = wrong_path.filter(|why| why.is_never_a_file()) {
        return Some(wording::misnamed_icon_folder(at, name, why));
    }
    match root.locate(folder) {
        Err(ReadError::Outside) => Some(wording::icon_folder_outside(at, name)),
        Err(ReadError::NotFound) => Some(match wrong_path {
            Some(why) => wording::misnamed_icon_folder(at, name, why),
            None => {
                let beside = folder.parent().unwrap_or(folder);
                let mut others = root.names(beside);
                others.retain(|other| {
                    let other = root.locate(&beside.join(other));
                    other.is_ok_and(|other| !root.is_file(&other))
                });
                let last = folder.file_name().and_then(|last| last.to_str());
                let nearest =
                    names.nearest(last.unwrap_or_default(), others.iter().map(String::as_str));
                wording::missing_icon_folder(at, name, nearest)
            }
        }),
        Ok(file) if root.is_file(&file) => Some(wording::no_icon_folder(at, name)),
        _ => None,
    }
}

/// Makes the model of all that has been found.
#[allow(clippy::too_many_arguments)]
pub(super) fn model(
    program: &Program,
    declarations: &Declarations,
    scopes: &Scopes,
    lists: &Lists,
    looks: Looks,
    names: Names,
    assembly: Assembly,
    nodes_before: &[u32],
    places: IconPlaces<'_>,
    collector: &mut Collector,
) -> Model {
    let mut diagram = declarations.diagram.clone();
    merge(
        &mut diagram,
        &names.texts,
        &looks.reach,
        collector,
        &|key| wording::attribute_of(key, "the diagram"),
    );
    let keys = &lists.keys;
    let folder = diagram
        .iter()
        .find(|said| said.key == keys.icons)
        .map(|said| {
            let file = program.sources.file_at(said.at.start);
            let name = names.texts.get(said.value);
            let folder = program.folder(file).join(name);
            match wrong_folder(&folder, name, said.at, &places.root, &names) {
                Some(problem) => {
                    collector.push(problem);
                    IconFolder::Lacking
                }
                None => IconFolder::At(folder),
            }
        });
    let folder = folder.unwrap_or(IconFolder::None);
    let title = diagram
        .iter()
        .find(|said| said.key == keys.title)
        .map(|said| said.value);
    diagram.retain(|said| said.key != keys.title);
    let mut maker = Maker {
        program,
        lists,
        names,
        looks,
        icons: Icons::new(places, folder),
        choices: HashMap::new(),
        catalogue: &declarations.certs,
        collector,
    };
    let diagram = maker.looks.settings.keep(&list(&diagram));
    let (certs, of_certs) = maker.certs();
    let defaults = maker.defaults(Element::Node, declarations, scopes);
    let groups = maker.groups(declarations, scopes, nodes_before, &defaults);
    let of_defaults: Vec<Shown> = defaults
        .lists
        .iter()
        .map(|says| maker.model_values(says))
        .collect();
    let mut nodes = assembly.nodes;
    let said = maker.said_of_nodes(&mut nodes, assembly.says);
    let plain = certs.is_empty() && defaults.lists.len() == 1 && !maker.icons.has_folders();
    // In a program without certs, defaults and icons there is nothing more to know of most nodes.
    let ids: Vec<NodeId> = if plain {
        said.iter().map(|(id, _)| *id).collect()
    } else {
        (0..nodes.len() as u32).map(NodeId).collect()
    };
    let mut said = said.into_iter().peekable();
    for id in ids {
        let node = &mut nodes[id.index()];
        let own = said.next_if(|(of, _)| *of == id);
        let own = own.map(|(_, shown)| shown).unwrap_or_default();
        let by_default = of_defaults[defaults.of_scope[node.group.index()]];
        node.cert = own.cert.or(node.cert).or(by_default.cert);
        let of_cert = node
            .cert
            .map_or(Shown::default(), |cert| of_certs[cert.index()]);
        let all = own.or(of_cert).or(by_default);
        node.label = node.label.or(all.label);
        node.icon = maker.icon(node, &certs, all);
    }
    let styles = maker.styles(&declarations.styles);
    Model {
        texts: maker.names.texts,
        title,
        diagram,
        certs,
        styles,
        groups,
        nodes,
        edges: assembly.edges,
        looks: maker.looks.looks,
        icons: maker.icons.icons,
        rows: assembly.rows,
        shared: assembly.shared,
        settings: maker.looks.settings,
    }
}

struct Maker<'r, 'f> {
    program: &'r Program,
    lists: &'r Lists,
    names: Names,
    looks: Looks,
    icons: Icons<'f>,
    /// What each `icon` attribute comes to, by its place: scopes inherit defaults, and one report is enough.
    choices: HashMap<Span, Choice>,
    catalogue: &'r Namespace,
    collector: &'r mut Collector,
}

impl Maker<'_, '_> {
    /// Leaves the values that count of what is said of the thing of this noun and name.
    fn merge(&mut self, says: &mut Vec<WrittenAttribute>, noun: &str, name: Text) {
        let texts = &self.names.texts;
        let what =
            |key| wording::attribute_of(key, &format!("the {noun} {}", quote(texts.get(name))));
        merge(says, texts, &self.looks.reach, self.collector, &what);
    }

    fn defaults(
        &mut self,
        element: Element,
        declarations: &Declarations,
        scopes: &Scopes,
    ) -> Defaults {
        let reach = &self.looks.reach;
        Defaults::new(
            element,
            declarations,
            scopes,
            &self.names,
            reach,
            self.collector,
        )
    }

    /// Whether an attribute of a node is one that the model has a place of its own for.
    fn has_place(&self, said: &WrittenAttribute) -> bool {
        let keys = &self.lists.keys;
        [keys.label, keys.icon, keys.cert].contains(&said.key)
    }

    fn keep(&mut self, says: &[WrittenAttribute]) -> SettingsId {
        let kept: Vec<Setting> = says
            .iter()
            .filter(|said| !self.has_place(said))
            .map(WrittenAttribute::setting)
            .collect();
        self.looks.settings.keep(&kept)
    }

    /// What a list says that the model has a place of its own for.
    fn model_values(&mut self, says: &[WrittenAttribute]) -> Shown {
        let find = |key| says.iter().find(|said| said.key == key).copied();
        let value = |key| find(key).map(|said| said.value);
        let keys = &self.lists.keys;
        let (icon, cert) = (find(keys.icon), find(keys.cert));
        Shown {
            label: value(keys.label),
            code: value(keys.code),
            level: value(keys.level),
            icon: icon.map(|said| self.choice(said)),
            cert: cert.and_then(|said| self.cert(said)),
        }
    }

    fn choice(&mut self, said: WrittenAttribute) -> Choice {
        if let Some(choice) = self.choices.get(&said.at) {
            return *choice;
        }
        let file = self.program.sources.file_at(said.at.start);
        let folder = self.program.folder(file);
        let name = self.names.texts.get(said.value);
        let choice = self
            .icons
            .find(name, said.at, folder, &self.names, self.collector);
        self.choices.insert(said.at, choice);
        choice
    }

    /// The cert that `cert=NAME` names.
    fn cert(&mut self, said: WrittenAttribute) -> Option<CertId> {
        let name = normal(self.names.texts.get(said.value).into());
        let found = self
            .names
            .find(&name)
            .and_then(|symbol| self.catalogue.find(symbol));
        if found.is_none() {
            let entries = self.catalogue.entries.iter();
            let nearest = self
                .names
                .nearest(&name, entries.map(|entry| self.names.name(entry.name)));
            let problem = match self.cert_called(&name) {
                Some((catalogue, cert)) => {
                    let is_used = self
                        .names
                        .find(cert)
                        .is_some_and(|symbol| self.catalogue.find(symbol).is_some());
                    let file = self.program.sources.file_at(said.at.start);
                    let start = self.program.sources.file(file).base();
                    let use_at = (!is_used).then(|| Span::at(start));
                    wording::cert_by_other_name(said.at, &name, catalogue, cert, use_at)
                }
                None => wording::unknown_cert(said.at, &name, nearest),
            };
            self.collector.push_missing(problem, MissingInput::Certs);
        }
        found.map(CertId::new)
    }

    /// The catalogue and the name of the cert that can be called so, if it is one.
    fn cert_called(&self, name: &str) -> Option<(&'static str, &'static str)> {
        let key = catalogues::fold(name);
        let mut called = catalogues::certs_by_key(&key);
        called.next().filter(|_| called.next().is_none())
    }

    fn certs(&mut self) -> (Vec<Cert>, Vec<Shown>) {
        self.catalogue
            .entries
            .iter()
            .map(|entry| {
                let mut says = entry.says.clone();
                self.merge(&mut says, "cert", self.names.text(entry.name));
                let mut declared = entry.declared.iter();
                let own = declared.clone().find(|(file, _)| *file == FileId::MAIN);
                let at = own.or(declared.next()).map(|(_, at)| *at);
                let shown = self.model_values(&says);
                let cert = Cert {
                    name: self.names.text(entry.name),
                    label: shown.label,
                    settings: self.keep(&says),
                    at: at.unwrap_or_default(),
                    is_own: own.is_some(),
                };
                (cert, shown)
            })
            .unzip()
    }

    fn styles(&mut self, catalogue: &Namespace) -> Vec<Style> {
        let settings = self.looks.styles.clone();
        catalogue
            .entries
            .iter()
            .zip(settings)
            .map(|(entry, settings)| {
                let mut strings = entry.strings.clone();
                let texts = &self.names.texts;
                let what = |_| {
                    let name = quote(self.names.name(entry.name));
                    format!("the meaning of the edge style {name}")
                };
                merge(
                    &mut strings,
                    texts,
                    &self.looks.reach,
                    self.collector,
                    &what,
                );
                Style {
                    name: self.names.text(entry.name),
                    meaning: strings.first().map(|said| said.value),
                    settings,
                    at: entry.declared.first().map(|(_, at)| *at),
                }
            })
            .collect()
    }

    fn groups(
        &mut self,
        declarations: &Declarations,
        scopes: &Scopes,
        nodes_before: &[u32],
        of_nodes: &Defaults,
    ) -> Vec<Group> {
        let mut said: HashMap<ScopeId, Vec<WrittenAttribute>> = HashMap::new();
        for (scope, of_group) in &declarations.groups {
            said.entry(*scope).or_default().push(*of_group);
        }
        let of_groups = self.defaults(Element::Group, declarations, scopes);
        let node_defaults = of_nodes.settings(&mut self.looks.settings, |said| {
            let keys = &self.lists.keys;
            ![keys.label, keys.icon, keys.cert].contains(&said.key)
        });
        let label = self.lists.keys.group_label;
        let mut groups = Vec::with_capacity(scopes.len());
        for id in 0..scopes.len() as ScopeId {
            let scope = scopes.get(id);
            let mut says = said.remove(&id).unwrap_or_default();
            self.merge(&mut says, "group", self.names.text(scope.name));
            if id != FILE {
                let count = says.len();
                for outer in of_groups.of(scope.parent) {
                    if !says[..count].iter().any(|own| own.key == outer.key) {
                        says.push(*outer);
                    }
                }
            }
            let own_label = says
                .iter()
                .find(|said| said.key == label)
                .map(|said| said.value);
            says.retain(|said| said.key != label);
            groups.push(Group {
                name: self.names.text(scope.name),
                parent: GroupId(scope.parent),
                label: own_label,
                settings: self.looks.settings.keep(&list(&says)),
                node_defaults: node_defaults[id as usize],
                within: scope.first..scope.end,
                at: scope.at,
                nodes_before: nodes_before[id as usize],
            });
        }
        groups
    }

    /// Gives nodes what chains say of them, and tells what of it the model has a place of its own for, in the order of the
    /// nodes.
    fn said_of_nodes(
        &mut self,
        nodes: &mut [Node],
        mut says: Vec<(NodeId, WrittenAttribute)>,
    ) -> Vec<(NodeId, Shown)> {
        says.sort_by_key(|(node, _)| *node);
        let label = self.lists.keys.label;
        let mut shown = Vec::new();
        for of_node in says.chunk_by(|a, b| a.0 == b.0) {
            let id = of_node[0].0;
            let node = &mut nodes[id.index()];
            let mut says: Vec<WrittenAttribute> = of_node.iter().map(|(_, said)| *said).collect();
            // The label that was set aside comes back where it was said.
            if let Some(value) = node.label.take() {
                // It is a string, and its quotes are part of its place.
                let inner = value.span();
                let at = Span::new(inner.start - 1, inner.end + 1);
                let place = says.partition_point(|said| said.at.start < at.start);
                says.insert(
                    place,
                    WrittenAttribute {
                        key: label,
                        value,
                        at,
                    },
                );
            }
            let name = node.name;
            // What nothing declares may be an edge style of a file that is lacking: several links, not one node.
            if !node.is_declared && self.collector.lacks_anything() {
                let heard = std::mem::take(self.collector);
                self.merge(&mut says, "node", name);
                *self.collector = heard;
            } else {
                self.merge(&mut says, "node", name)
            }
            let own = self.model_values(&says);
            let node = &mut nodes[id.index()];
            node.settings = self.keep(&says);
            node.label = own.label;
            shown.push((id, own));
        }
        shown
    }

    /// The icon of a node: the one that is said, else one that a folder holds for its cert or for itself, else a badge.
    fn icon(&mut self, node: &Node, certs: &[Cert], shown: Shown) -> Option<IconId> {
        let texts = &self.names.texts;
        let level = shown.level.map(|level| texts.get(level));
        let level = level.map(|level| (level, self.icons.level(level)));
        match shown.icon {
            Some(Choice::Icon(icon)) => return Some(icon),
            Some(Choice::None | Choice::Missing) => return None,
            None => {}
        }
        let cert = node.cert.map(|cert| certs[cert.index()].name);
        let held = [cert, Some(node.name)]
            .into_iter()
            .flatten()
            .find_map(|name| {
                let name = self.names.texts.get(name);
                self.icons.held(name, node.at, self.collector)
            });
        let code = shown.code.map(|code| self.names.texts.get(code));
        held.or_else(|| self.icons.badge(code, level, node.at))
    }
}
