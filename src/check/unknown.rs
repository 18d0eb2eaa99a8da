//! Names that nothing declares: most typos are among them.

use hashbrown::HashSet;

use crate::model::{Model, Node};

/// The names of implicitly declared nodes, without those that a node, group, cert or edge style declares.
pub(super) struct Unknown<'m> {
    /// Each with its first node, in the order of the text.
    pub(super) nodes: Vec<(&'m str, &'m Node)>,
}

impl<'m> Unknown<'m> {
    pub(super) fn new(model: &'m Model) -> Unknown<'m> {
        let mut seen = HashSet::new();
        let mut nodes: Vec<(&str, &Node)> = model
            .nodes
            .iter()
            .filter(|node| !node.is_declared)
            .map(|node| (model.text(node.name), node))
            .filter(|(name, _)| seen.insert(*name))
            .collect();
        if nodes.is_empty() {
            return Unknown { nodes };
        }
        for name in declared_names(model) {
            seen.remove(name);
        }
        nodes.retain(|(name, _)| seen.contains(name));
        Unknown { nodes }
    }

    /// The names alone.
    pub(super) fn names(&self) -> HashSet<&'m str> {
        self.nodes.iter().map(|(name, _)| *name).collect()
    }
}

/// All names that something declares; some of them several times.
pub(super) fn declared_names(model: &Model) -> impl Iterator<Item = &str> {
    let nodes = model.nodes.iter().filter(|node| node.is_declared);
    let groups = model.groups.iter().skip(1);
    nodes
        .map(|node| node.name)
        .chain(model.certs.iter().map(|cert| cert.name))
        .chain(model.styles.iter().map(|style| style.name))
        .chain(groups.map(|group| group.name))
        .map(|name| model.text(name))
}
