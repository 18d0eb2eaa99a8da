//! The resolved tree: what is drawn, in what, joined by what, and how each of it looks.
//!
//! Names have become numbers, scopes have become groups, and each attribute has the value that counts. The model knows
//! neither how it was written nor what Graphviz makes of it. Texts are not copied out of the sources: see [`Text`].

mod alt;
mod edge;
mod group;
mod ids;
mod node;
mod settings;
mod text;

pub use edge::{Arrow, Edge, End, Look, LookId, Style, StyleId};
pub use group::{Group, Row};
pub use ids::{GroupId, NodeId};
pub use node::{Cert, CertId, Icon, IconId, Node, Shared};
pub use settings::{Setting, Settings, SettingsId};
pub use text::{Text, Texts};

/// A whole diagram.
#[derive(Debug)]
pub struct Model {
    /// What its texts are.
    pub texts: Texts,
    /// The title, if there is one.
    pub title: Option<Text>,
    /// What is said of the diagram.
    pub diagram: SettingsId,
    /// The catalogue.
    pub certs: Vec<Cert>,
    /// The edge styles, in the order declared.
    pub styles: Vec<Style>,
    /// The groups, in the order first said. The first is the file itself; each other one comes after its parent.
    pub groups: Vec<Group>,
    /// The nodes, in the order first said.
    pub nodes: Vec<Node>,
    /// The edges, in the order first said.
    pub edges: Vec<Edge>,
    /// How edges look; many edges share one.
    pub looks: Vec<Look>,
    /// The icons that nodes show.
    pub icons: Vec<Icon>,
    /// Nodes to draw side by side.
    pub rows: Vec<Row>,
    /// Nodes that nothing declares and that are said both in their group and in groups inside it.
    pub shared: Vec<Shared>,
    /// All attributes that are said of anything.
    pub settings: Settings,
}

impl Model {
    /// The text of a [`Text`].
    pub fn text(&self, text: Text) -> &str {
        self.texts.get(text)
    }

    /// The node with this number.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The numbers of all icons.
    pub fn icons(&self) -> impl Iterator<Item = IconId> {
        (0..self.icons.len()).map(IconId::new)
    }

    /// The group with this number.
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.index()]
    }

    /// What is said of a list's key.
    pub fn setting(&self, list: SettingsId, key: crate::attributes::Key) -> Option<Text> {
        self.settings
            .get(list)
            .iter()
            .find(|setting| setting.key == key)
            .map(|setting| setting.value)
    }

    /// The value of a node's attribute that counts: the node's own, else its cert's, else the default of the innermost
    /// group that has one.
    pub fn node_setting(&self, node: &Node, key: crate::attributes::Key) -> Option<Text> {
        self.setting(node.settings, key)
            .or_else(|| self.setting(self.certs[node.cert?.index()].settings, key))
            .or_else(|| self.setting(self.group(node.group).node_defaults, key))
    }

    /// The text that a reader sees of a node.
    pub fn node_label(&self, node: &Node) -> Text {
        node.label.unwrap_or(node.name)
    }

    /// The text that a reader sees of a group.
    pub fn group_label(&self, group: &Group) -> Text {
        group.label.unwrap_or(group.name)
    }

    /// Whether a group is another or stands, at any depth, inside it.
    pub fn is_within(&self, inner: GroupId, outer: GroupId) -> bool {
        self.group(outer)
            .within
            .contains(&self.group(inner).within.start)
    }

    /// The names of a group and of all groups around it but the file, outermost first.
    pub fn path(&self, group: GroupId) -> Vec<Text> {
        let groups = self.around(group).filter(|group| *group != GroupId::FILE);
        let mut names: Vec<Text> = groups.map(|group| self.group(group).name).collect();
        names.reverse();
        names
    }

    /// A group and all groups around it, the file last.
    pub fn around(&self, group: GroupId) -> impl Iterator<Item = GroupId> {
        std::iter::successors(Some(group), |at| {
            (*at != GroupId::FILE).then(|| self.group(*at).parent)
        })
    }
}
