//! What a program draws, its drawing order left out.

use std::collections::{BTreeMap, BTreeSet};

use certdot::diagnostics::{Code, Diagnostic};
use certdot::model::{Arrow, Edge, End, GroupId, Model, Node, SettingsId};

/// Two programs that say the same are alike. Each thing is a line of text, so that a difference can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    pub nodes: BTreeSet<String>,
    pub groups: BTreeSet<String>,
    pub edges: BTreeSet<String>,
    pub rows: BTreeSet<String>,
}

/// Attributes by their keys.
pub type Attributes = BTreeMap<String, String>;

/// A thing with its label and its attributes.
pub fn line(thing: &str, label: Option<&str>, attributes: &Attributes) -> String {
    let label = label.map_or(String::new(), |label| format!(" {label:?}"));
    let attributes: Vec<String> = attributes
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    format!("{thing}{label} [{}]", attributes.join(", "))
}

/// An edge; `a << b` is `b >> a`, and where both ends are the same kind of end, their order is left out.
pub fn edge_line(
    left: &str,
    arrow: &str,
    right: &str,
    style: &str,
    attributes: &Attributes,
) -> String {
    let (first, arrow, second) = match arrow {
        ">>" => (left, ">>", right),
        "<<" => (right, ">>", left),
        _ if left <= right => (left, arrow, right),
        _ => (right, arrow, left),
    };
    line(
        &format!("{first} {arrow} {style} {arrow} {second}"),
        None,
        attributes,
    )
}

impl Likeness {
    pub fn of(model: &Model) -> Likeness {
        let edges: Vec<String> = model
            .edges
            .iter()
            .map(|edge| edge_of(model, edge))
            .collect();
        let set: BTreeSet<String> = edges.iter().cloned().collect();
        assert_eq!(set.len(), edges.len(), "an edge is drawn once: {edges:?}");
        Likeness {
            nodes: model
                .nodes
                .iter()
                .map(|node| node_of(model, node))
                .collect(),
            groups: (1..model.groups.len())
                .map(|id| group_of(model, id))
                .collect(),
            edges: set,
            rows: model
                .rows
                .iter()
                .map(|row| {
                    let nodes = row.nodes.iter().map(|node| id(model, model.node(*node)));
                    row_line(nodes.collect())
                })
                .collect(),
        }
    }
}

pub fn row_line(nodes: BTreeSet<String>) -> String {
    nodes.into_iter().collect::<Vec<_>>().join(" | ")
}

/// What is said of the diagram, the catalogue and the styles.
pub fn surroundings(model: &Model) -> BTreeSet<String> {
    let text = |text| model.text(text);
    let title = line(
        "diagram",
        model.title.map(text),
        &listed(model, model.diagram),
    );
    let certs = model
        .certs
        .iter()
        .map(|cert| line(text(cert.name), None, &listed(model, cert.settings)));
    let styles = model.styles.iter().map(|style| {
        let settings = listed(model, style.settings);
        line(text(style.name), style.meaning.map(text), &settings)
    });
    certs.chain(styles).chain([title]).collect()
}

/// The warnings, as far as they do not depend on order: of a round, it tells where one begins to count, and of a node
/// drawn outside or split, which groups are told first.
pub fn warnings(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut warnings: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| match diagnostic.code {
            Code::Cycle => diagnostic.code.to_string(),
            Code::DrawnOutside => {
                let name = diagnostic.message.split(" is not drawn").next();
                format!("{} {}", diagnostic.code, name.unwrap_or_default())
            }
            Code::SplitName => {
                let name = diagnostic.message.split(" is one node in").next();
                format!("{} {}", diagnostic.code, name.unwrap_or_default())
            }
            _ => format!("{} {}", diagnostic.code, diagnostic.message),
        })
        .collect();
    warnings.sort();
    warnings
}

fn listed(model: &Model, list: SettingsId) -> Attributes {
    let settings = model.settings.get(list).iter();
    settings
        .map(|setting| {
            let key = setting.key.name().to_owned();
            (key, model.text(setting.value).to_owned())
        })
        .collect()
}

fn path(model: &Model, group: GroupId, name: &str) -> String {
    let names = model.path(group).into_iter().map(|name| model.text(name));
    names.chain([name]).collect::<Vec<_>>().join("/")
}

fn id(model: &Model, node: &Node) -> String {
    let name = match node.ordinal {
        0 => model.text(node.name).to_owned(),
        ordinal => format!("{}#{ordinal}", model.text(node.name)),
    };
    path(model, node.group, &name)
}

fn node_of(model: &Model, node: &Node) -> String {
    let thing = match node.cert {
        Some(cert) => {
            let cert = model.text(model.certs[cert.index()].name);
            format!("{} ({cert})", id(model, node))
        }
        None => id(model, node),
    };
    let label = node.label.map(|label| model.text(label));
    line(&thing, label, &listed(model, node.settings))
}

fn group_of(model: &Model, id: usize) -> String {
    let group = &model.groups[id];
    let label = group.label.map(|label| model.text(label));
    let path = path(model, group.parent, model.text(group.name));
    line(&path, label, &listed(model, group.settings))
}

fn edge_of(model: &Model, edge: &Edge) -> String {
    let look = &model.looks[edge.look.index()];
    let arrow = match look.arrow {
        Arrow::Forward => ">>",
        Arrow::Back => "<<",
        Arrow::Line => "--",
        Arrow::Both => "<>",
    };
    let style = look
        .style
        .map_or("edge", |style| model.text(model.styles[style.index()].name));
    let (left, right) = (end_of(model, edge.left), end_of(model, edge.right));
    edge_line(&left, arrow, &right, style, &listed(model, look.settings))
}

fn end_of(model: &Model, end: End) -> String {
    match (end.as_node(), end.as_group()) {
        (Some(node), _) => id(model, model.node(node)),
        (_, Some(group)) => {
            let of_group = model.group(group);
            format!(
                "{{{}}}",
                path(model, of_group.parent, model.text(of_group.name))
            )
        }
        _ => unreachable!("an end is a node or a group"),
    }
}
