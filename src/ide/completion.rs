//! What may be written at a place, nearest things first.

use hashbrown::{HashMap, HashSet};
use std::path::Path;

use super::context::{Context, context};
use super::documentation::{ARROWS, INNER, NOUNS};
use super::hover::{escaped, facts, of_key, settings};
use super::symbols::has_letters;
use super::view::View;
use crate::ast::{spelled, spelled_path, unescape};
use crate::attributes::{self, Element, Kind};
use crate::catalogues;
use crate::icons;
use crate::model::{Cert, GroupId, Node};
use crate::source::{FileId, Files, Span};

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A word of the language.
    Word,
    /// An arrow.
    Arrow,
    /// A node.
    Node,
    /// A group.
    Group,
    /// An edge style.
    Style,
    /// A cert of the catalogue.
    Cert,
    /// An attribute.
    Key,
    /// A value.
    Value,
    /// A colour.
    Color,
    /// A file.
    File,
    /// A folder.
    Folder,
}

/// Something that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown.
    pub label: String,
    /// What is looked for: what has been written has letters of it, in this order.
    pub sought: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words beside it.
    pub detail: String,
    /// What there is to know of it, in Markdown.
    pub documentation: String,
    /// What is written in the place of `span`.
    pub text: String,
    /// The same with what is to be filled in as `$1` or `${1:word}`, if there is something to fill in.
    pub snippet: Option<String>,
    /// What has been written of it, in bytes of the file.
    pub span: Span,
}

/// What is outside the analysis and may be named.
#[derive(Clone, Copy)]
pub struct Surroundings<'f> {
    /// Where files are.
    pub files: &'f dyn Files,
    /// The folder in which the file lies.
    pub folder: &'f Path,
}

/// How many are told at most: no more can be looked through, and with each letter written there are fewer.
pub const MOST: usize = 200;

/// What may be written at a byte of a file; and whether that is all.
pub fn completions(
    view: View<'_>,
    offset: u32,
    around: Surroundings<'_>,
) -> (Vec<Completion>, bool) {
    let (context, written) = context(view, offset);
    let mut list = List {
        view,
        written,
        letters: letters(view.slice(written)),
        around: view.group_at(offset),
        found: Vec::new(),
        is_all: true,
        offset,
    };
    match context {
        Context::Statement => {
            list.statements();
            list.names(false, false);
        }
        Context::Name { declares, may_link } => {
            list.names(declares, may_link);
        }
        Context::Row => list.nodes(),
        Context::Inside { path, only_groups } => list.inside(&path, only_groups),
        Context::Group => list.groups(),
        Context::AfterTerm => list.after_term(),
        Context::Use => list.uses(around),
        Context::Key(element) => list.keys(element),
        Context::Value(element, key) => list.values(element, &key, around),
        Context::Nothing => {}
    }
    list.sort();
    (list.found, list.is_all)
}

/// A text as a string.
fn quoted(text: &str) -> String {
    let spelled = spelled(text);
    match spelled.starts_with('"') {
        true => spelled,
        false => format!("\"{spelled}\""),
    }
}

/// What has been written, without the quote that it begins with.
fn letters(written: &str) -> String {
    unescape(written.trim_start_matches('"')).into_owned()
}

struct List<'a> {
    view: View<'a>,
    written: Span,
    letters: String,
    around: GroupId,
    found: Vec<Completion>,
    is_all: bool,
    offset: u32,
}

impl<'a> List<'a> {
    /// Adds one, unless what has been written is no part of it.
    fn add(
        &mut self,
        label: &str,
        kind: CompletionKind,
        text: String,
        rest: impl FnOnce(&mut Completion),
    ) {
        self.add_known_as("", label, kind, text, rest);
    }

    /// The same for what can be found by other words too.
    fn add_known_as(
        &mut self,
        words: &str,
        label: &str,
        kind: CompletionKind,
        text: String,
        rest: impl FnOnce(&mut Completion),
    ) {
        if ![label, words]
            .iter()
            .any(|known| has_letters(known, &self.letters))
        {
            return;
        }
        if self.found.len() >= MOST {
            self.is_all = false;
            return;
        }
        // What stands in quotes is looked for with them.
        let quote = match self.is_quoted() {
            true => "\"",
            false => "",
        };
        let sought = format!("{quote}{label} {words}");
        let mut completion = Completion {
            label: label.to_owned(),
            sought: sought.trim_end().to_owned(),
            kind,
            detail: String::new(),
            documentation: String::new(),
            text,
            snippet: None,
            span: self.written,
        };
        rest(&mut completion);
        self.found.push(completion);
    }

    /// Brings what begins with the letters to the front, then that of which another word does.
    fn sort(&mut self) {
        let letters = self.letters.to_lowercase();
        if letters.is_empty() {
            return;
        }
        self.found.sort_by_cached_key(|completion| {
            let sought = completion.sought.trim_start_matches('"').to_lowercase();
            let is_word = |(at, _): (usize, &str)| {
                sought[..at]
                    .chars()
                    .next_back()
                    .is_none_or(|before| !before.is_alphanumeric())
            };
            match sought.starts_with(&letters) {
                true => 0,
                false if sought.match_indices(&letters).any(is_word) => 1,
                false => 2,
            }
        });
    }

    fn is_quoted(&self) -> bool {
        self.view.slice(self.written).starts_with('"')
    }

    /// A name or value in the place of what has been written. A quote that has been opened is closed again, unless an
    /// editor has done so.
    fn in_place(&self, bare: &str) -> String {
        if !self.is_quoted() {
            return spelled(bare);
        }
        let mut quoted = quoted(bare);
        if self.view.text()[self.offset as usize..].starts_with('"') {
            quoted.pop();
        }
        quoted
    }

    fn statements(&mut self) {
        let is_top = self.around == GroupId::FILE;
        for noun in NOUNS.iter().filter(|noun| is_top || !noun.is_top_level) {
            self.add(
                noun.word,
                CompletionKind::Word,
                noun.word.to_owned(),
                |completion| {
                    completion.documentation = noun.markdown();
                    completion.snippet = Some(noun.snippet.to_owned());
                },
            );
        }
    }

    /// The names that can be said here: what stands in this group and around it, nearest first, then what groups inside
    /// declare, then the catalogue.
    fn names(&mut self, declares: bool, may_link: bool) {
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
        // How far out each scope is: what is nearer is told first.
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
                self.add(
                    word.word,
                    CompletionKind::Word,
                    word.word.to_owned(),
                    |completion| {
                        completion.documentation = word.markdown();
                    },
                );
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

    /// The nodes that a row can hold: those of this group and of those inside and around it.
    fn nodes(&mut self) {
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

    fn cert(&mut self, name: &str, cert: &Cert) {
        let model = self.view.model();
        let value = |key: &str| {
            let key = attributes::get(Element::Cert, key)?;
            model
                .setting(cert.settings, key)
                .map(|value| model.text(value))
        };
        let label = cert.label.map_or("", |label| model.text(label));
        // Whoever knows the exam's code or the label finds it too.
        let code = value("code").unwrap_or_default();
        let words: Vec<&str> = [label, code]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let text = self.in_place(name);
        let sought = words.join(" ");
        self.add_known_as(&sought, name, CompletionKind::Cert, text, |completion| {
            completion.detail = words.join(" · ").replace('\n', " ");
            completion.documentation = format!("**{}**{}", escaped(label), facts(value));
        });
    }

    /// What stands directly in the group that names lead to.
    fn inside(&mut self, path: &[String], only_groups: bool) {
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

    fn groups(&mut self) {
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

    fn after_term(&mut self) {
        // An arrow or a word, not what would go on with the term's name.
        for (arrow, does) in ARROWS {
            self.add(
                arrow,
                CompletionKind::Arrow,
                arrow.to_owned(),
                |completion| {
                    completion.detail = does.to_owned();
                },
            );
        }
        for word in INNER.iter().filter(|word| word.word == "in") {
            self.add(
                word.word,
                CompletionKind::Word,
                word.word.to_owned(),
                |completion| {
                    completion.documentation = word.markdown();
                },
            );
        }
    }

    fn uses(&mut self, around: Surroundings<'_>) {
        let is_string = self.view.slice(self.written).starts_with('"');
        if !is_string {
            for catalogue in catalogues::ALL {
                self.add(
                    catalogue.name,
                    CompletionKind::Cert,
                    catalogue.name.to_owned(),
                    |completion| {
                        completion.detail = catalogue.title().to_owned();
                        completion.documentation = format!("as of {}", catalogue.as_of());
                    },
                );
            }
        }
        let own = self
            .view
            .analysis
            .program
            .paths
            .get(FileId::MAIN.index())
            .cloned();
        let (folder, prefix) = self.folder(around.folder);
        for name in around.files.names(&folder) {
            let path = folder.join(&name);
            if name.ends_with(".cert") && Some(&path) != own.as_ref() {
                self.file(&format!("{prefix}{name}"), CompletionKind::File);
            } else if !name.contains('.') && !around.files.names(&path).is_empty() {
                self.file(&format!("{prefix}{name}/"), CompletionKind::Folder);
            }
        }
    }

    /// The folder that has been written, and how.
    fn folder(&self, base: &Path) -> (std::path::PathBuf, String) {
        match self.letters.rsplit_once('/') {
            Some((folder, _)) => (base.join(folder), format!("{folder}/")),
            None => (base.to_path_buf(), String::new()),
        }
    }

    /// A file as a string. After a folder one goes on, before the quote that closes it.
    fn file(&mut self, name: &str, kind: CompletionKind) {
        let mut text = match self.is_quoted() {
            true => self.in_place(name),
            false => quoted(name),
        };
        if kind == CompletionKind::Folder && text.len() > 1 && text.ends_with('"') {
            text.pop();
        }
        self.add(name, kind, text, |_| {});
    }

    fn keys(&mut self, element: Element) {
        let all = attributes::all().filter(|key| key.attribute().belongs_to(element));
        let (own, other): (Vec<_>, Vec<_>) = all.partition(|key| key.attribute().own);
        for key in own.into_iter().chain(other) {
            let attribute = key.attribute();
            let text = format!("{}=", attribute.name);
            self.add(attribute.name, CompletionKind::Key, text, |completion| {
                completion.detail = attribute.doc.to_owned();
                completion.documentation = of_key(key, element);
                let needs_quotes = matches!(
                    attribute.kind,
                    Kind::Text | Kind::Tooltip | Kind::Url | Kind::Font | Kind::Classes
                );
                if needs_quotes {
                    completion.snippet = Some(format!("{}=\"$1\"", attribute.name));
                }
            });
        }
    }

    fn values(&mut self, element: Element, key: &str, around: Surroundings<'_>) {
        let Some(key) = attributes::get(element, key) else {
            return;
        };
        let kind = key.attribute().kind;
        if matches!(kind, Kind::Style(_) | Kind::Colors(_)) {
            self.go_on_behind([',', ':', ';', ' ']);
        }
        for word in kind.words() {
            self.value(word, CompletionKind::Value);
        }
        if matches!(kind, Kind::Color | Kind::Colors(_)) {
            for color in attributes::color_names() {
                self.value(color, CompletionKind::Color);
            }
        }
        let model = self.view.model();
        match key.name() {
            "cert" => {
                for cert in &model.certs {
                    let name = model.text(cert.name);
                    self.cert(name, cert);
                }
            }
            "level" => {
                for level in ["foundational", "associate", "professional", "specialty"] {
                    self.value(level, CompletionKind::Value);
                }
            }
            "icon" => {
                self.value("none", CompletionKind::Value);
                for icon in icons::built_in_names() {
                    self.value(icon, CompletionKind::Value);
                }
                let (folder, prefix) = self.folder(around.folder);
                for name in around.files.names(&folder) {
                    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
                    if icons::ENDINGS.contains(&ending.to_ascii_lowercase().as_str()) {
                        self.file(&format!("{prefix}{name}"), CompletionKind::File);
                    } else if !name.contains('.')
                        && !around.files.names(&folder.join(&name)).is_empty()
                    {
                        self.file(&format!("{prefix}{name}/"), CompletionKind::Folder);
                    }
                }
            }
            _ => {}
        }
    }

    /// Where a string holds several values, the last of them is being written.
    fn go_on_behind(&mut self, marks: [char; 4]) {
        if let Some(at) = self.view.slice(self.written).rfind(marks) {
            self.written.start += at as u32 + 1;
            self.letters = letters(self.view.slice(self.written));
        }
    }

    fn value(&mut self, value: &str, kind: CompletionKind) {
        let text = match self.is_quoted() {
            true => self.in_place(value),
            false => value.to_owned(),
        };
        self.add(value, kind, text, |_| {});
    }
}

/// Something that has a name.
#[derive(Clone, Copy)]
enum Named<'m> {
    Node(&'m crate::model::Node),
    Group(GroupId),
}
