//! A compiled program as a reader would describe it.
//!
//! `a, net { security } | a >> net/security` is a node, a group with a node in it, and an edge. Ends of edges are ids;
//! a group at an end stands in braces: `a >> {net}`.

use std::path::Path;

use certdot::compile::{Compilation, Input, Options, compile};
use certdot::diagnostics::{Code, Severity};
use certdot::model::{Arrow, Edge, End, GroupId, Model, Node, SettingsId};
use certdot::source::{Files, Memory};

/// A program of several files, all in memory.
pub struct Project {
    files: Memory,
    icons: Vec<String>,
    root: Option<String>,
    main: (String, Vec<u8>),
}

/// A program whose main file, `/project/main.cert`, holds this. Beside it is a folder `icons` without one.
pub fn project(main: impl Into<Vec<u8>>) -> Project {
    Project {
        files: Memory::default().with("/project/icons/readme.txt", ""),
        icons: Vec::new(),
        root: None,
        main: ("/project/main.cert".into(), main.into()),
    }
}

impl Project {
    /// With another file, in the folder `/project` unless its path says otherwise.
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Project {
        self.files = self.files.with(Path::new("/project").join(path), bytes);
        self
    }

    /// With the main file elsewhere.
    pub fn main_at(mut self, path: &str) -> Project {
        self.main.0 = path.into();
        self
    }

    /// With a folder of icons that the user names on the command line.
    pub fn icons(mut self, folder: &str) -> Project {
        self.icons.push(folder.into());
        self
    }

    /// With a root that the user names on the command line.
    pub fn root(mut self, folder: &str) -> Project {
        self.root = Some(folder.into());
        self
    }

    pub fn compile(self) -> Compilation {
        let (path, bytes) = self.main;
        let files = self.files.with(&path, bytes.clone());
        let options = Options {
            root: self.root.map(Into::into),
            icons: self.icons.into_iter().map(Into::into).collect(),
            ..options(&files, Path::new("/project"))
        };
        let input = Input {
            name: path.trim_start_matches("/project/").into(),
            path: path.into(),
            bytes,
        };
        compile(input, options).expect("the text is not too large")
    }

    #[track_caller]
    pub fn draws(self) -> String {
        described(drawn(&self.compile()))
    }

    pub fn errors(self) -> Vec<Code> {
        codes(&self.compile(), Severity::Error)
    }

    pub fn warnings(self) -> Vec<Code> {
        codes(&self.compile(), Severity::Warning)
    }

    #[track_caller]
    pub fn dot(self) -> String {
        dot_of(&self.compile())
    }
}

/// Options without anything in them.
pub fn options<'f>(files: &'f dyn Files, working_directory: &Path) -> Options<'f> {
    Options::new(files, working_directory)
}

/// What a program without errors draws.
#[track_caller]
pub fn draws(text: &str) -> String {
    project(text).draws()
}

/// The errors of a program.
pub fn errors(text: &str) -> Vec<Code> {
    project(text).errors()
}

/// The warnings of a program.
pub fn warnings(text: &str) -> Vec<Code> {
    project(text).warnings()
}

/// The DOT of a program without errors.
#[track_caller]
pub fn dot(text: &str) -> String {
    project(text).dot()
}

/// Whether two programs draw the same, attributes and all.
#[track_caller]
pub fn assert_same(one: &str, other: &str) {
    assert_eq!(dot(one), dot(other), "\n{one}\n-- and --\n{other}");
}

/// That a program is accepted, whatever it draws.
#[track_caller]
pub fn accepts(text: &str) {
    assert_eq!(errors(text), [], "{text}");
}

#[track_caller]
pub fn drawn(compilation: &Compilation) -> &Model {
    match &compilation.model {
        Some(model) => model,
        None => panic!("{}", problems(compilation)),
    }
}

#[track_caller]
pub fn dot_of(compilation: &Compilation) -> String {
    drawn(compilation);
    let mut out = Vec::new();
    compilation
        .write_dot(&mut out)
        .expect("writing to memory does not fail");
    String::from_utf8(out).expect("DOT is UTF-8")
}

fn problems(compilation: &Compilation) -> String {
    let lines: Vec<String> = compilation
        .diagnostics
        .iter()
        .map(|diagnostic| format!("{} {}", diagnostic.code, diagnostic.message))
        .collect();
    lines.join("\n")
}

/// The codes of one severity, in the order of their places.
pub fn codes(compilation: &Compilation, severity: Severity) -> Vec<Code> {
    compilation
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == severity)
        .map(|diagnostic| diagnostic.code)
        .collect()
}

// ---- the description ----

/// The nodes in their groups, then the edges.
pub fn described(model: &Model) -> String {
    std::iter::once(inside(model, GroupId::FILE.index()))
        .chain(model.edges.iter().map(|edge| edge_said(model, edge)))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" | ")
}

fn inside(model: &Model, id: usize) -> String {
    let nodes = model.nodes.iter().filter(|node| node.group.index() == id);
    let groups = (1..model.groups.len()).filter(|group| model.groups[*group].parent.index() == id);
    nodes
        .map(|node| node_said(model, node))
        .chain(groups.map(|group| group_said(model, group)))
        .collect::<Vec<_>>()
        .join(", ")
}

fn node_said(model: &Model, node: &Node) -> String {
    format!(
        "{}{}{}",
        own_name(model, node),
        labelled(node.label.map(|label| model.text(label))),
        listed(model, node.settings)
    )
}

fn own_name(model: &Model, node: &Node) -> String {
    match node.ordinal {
        0 => model.text(node.name).to_owned(),
        ordinal => format!("{}#{ordinal}", model.text(node.name)),
    }
}

fn group_said(model: &Model, id: usize) -> String {
    let group = &model.groups[id];
    let head = format!(
        "{}{}{}",
        model.text(group.name),
        labelled(group.label.map(|label| model.text(label))),
        listed(model, group.settings)
    );
    match inside(model, id).as_str() {
        "" => format!("{head} {{}}"),
        inside => format!("{head} {{ {inside} }}"),
    }
}

fn labelled(label: Option<&str>) -> String {
    label.map_or(String::new(), |label| format!(" {label:?}"))
}

fn listed(model: &Model, list: SettingsId) -> String {
    match attributes_of(model, list) {
        list if list.is_empty() => String::new(),
        list => format!(" [{}]", list.join(", ")),
    }
}

/// The attributes of a list as `key=value`, sorted.
pub fn attributes_of(model: &Model, list: SettingsId) -> Vec<String> {
    let settings = model.settings.get(list).iter();
    let mut list: Vec<String> = settings
        .map(|setting| format!("{}={}", setting.key.name(), model.text(setting.value)))
        .collect();
    list.sort();
    list
}

fn edge_said(model: &Model, edge: &Edge) -> String {
    let look = &model.looks[edge.look.index()];
    let arrow = match look.arrow {
        Arrow::Forward => ">>",
        Arrow::Back => "<<",
        Arrow::Line => "--",
        Arrow::Both => "<>",
    };
    let style = look.style.map_or(String::new(), |style| {
        format!(" {} {arrow}", model.text(model.styles[style.index()].name))
    });
    // What a style says of all its edges would only be in the way.
    let own = match look.style {
        None => listed(model, look.settings),
        Some(style) => {
            let of_style = attributes_of(model, model.styles[style.index()].settings);
            let mut own = attributes_of(model, look.settings);
            own.retain(|attribute| !of_style.contains(attribute));
            if own.is_empty() {
                String::new()
            } else {
                format!(" [{}]", own.join(", "))
            }
        }
    };
    let (left, right) = (end(model, edge.left), end(model, edge.right));
    format!("{left} {arrow}{style} {right}{own}")
}

fn end(model: &Model, end: End) -> String {
    match (end.as_node(), end.as_group()) {
        (Some(node), _) => node_id(model, model.node(node)),
        (_, Some(group)) => format!("{{{}}}", path(model, group)),
        _ => unreachable!("an end is a node or a group"),
    }
}

/// The names that lead to a node, and its own.
pub fn node_id(model: &Model, node: &Node) -> String {
    let own = own_name(model, node);
    match path(model, node.group) {
        path if path.is_empty() => own,
        path => format!("{path}/{own}"),
    }
}

/// The names that lead to a group, its own among them.
pub fn path(model: &Model, group: GroupId) -> String {
    let names = model.path(group).into_iter().map(|name| model.text(name));
    names.collect::<Vec<_>>().join("/")
}
