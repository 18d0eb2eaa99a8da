//! Groups with all that stands in them.

use std::borrow::Cow;

use super::super::sink::{Defaults, Sink, Value};
use super::lowering::Lowering;
use super::sequence::Item;
use super::write::{ink, sets, theme};
use crate::model::{GroupId, NodeId, Setting};

/// How far the nodes of each group are written.
struct Found {
    /// Whether the nodes of a group come in the order said. If not, they are named in the order in which Graphviz is to
    /// find them, and then declared in the order said.
    is_as_said: Vec<bool>,
    /// How many nodes are still to come.
    to_come: Vec<u32>,
    /// Nodes that are to be named.
    before: Vec<NodeId>,
}

impl Found {
    fn new(lowering: &Lowering<'_>) -> Found {
        let count = lowering.model.groups.len();
        let mut found = Found {
            is_as_said: vec![true; count],
            to_come: vec![0; count],
            before: Vec::new(),
        };
        let mut last = vec![NodeId(0); count];
        for item in &lowering.items {
            if let Item::Node(node) = item {
                let group = lowering.model.node(*node).group.index();
                found.is_as_said[group] &= last[group] <= *node;
                found.to_come[group] += 1;
                last[group] = *node;
            }
        }
        found
    }

    /// Counts a node of a group, and tells whether it is the last.
    fn is_last(&mut self, group: GroupId) -> bool {
        self.to_come[group.index()] -= 1;
        self.to_come[group.index()] == 0
    }
}

impl<'m> Lowering<'m> {
    /// All groups with their nodes, each nested in its parent. A loop and a stack: the groups come from the outside in.
    pub(super) fn groups<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let mut open: Vec<GroupId> = Vec::new();
        let mut found = Found::new(self);
        for item in &self.items {
            let around = match item {
                Item::Node(node) => self.model.node(*node).group,
                Item::Group(group) => self.model.group(*group).parent,
            };
            while let Some(last) = open.pop_if(|last| *last != around) {
                self.end_group(last, sink)?;
            }
            match item {
                Item::Node(node) if found.is_as_said[around.index()] => self.node(*node, sink)?,
                Item::Node(node) => found.before.push(*node),
                Item::Group(group) => {
                    self.before(&mut found.before, sink)?;
                    open.push(*group);
                    self.begin_group(*group, open.len(), sink)?;
                }
            }
            if matches!(item, Item::Node(_)) && found.is_last(around) {
                self.end_nodes(around, &mut found, sink)?;
            }
        }
        while let Some(last) = open.pop() {
            self.end_group(last, sink)?;
        }
        Ok(())
    }

    /// Names nodes that are declared later.
    fn before<S: Sink>(&self, nodes: &mut Vec<NodeId>, sink: &mut S) -> Result<(), S::Error> {
        if !nodes.is_empty() {
            sink.before(&mut nodes.drain(..).map(|node| self.ids.node(node)))?;
        }
        Ok(())
    }

    /// What comes behind the last node of a group: the nodes themselves, if they have only been named, and the rows.
    fn end_nodes<S: Sink>(
        &self,
        group: GroupId,
        found: &mut Found,
        sink: &mut S,
    ) -> Result<(), S::Error> {
        if !found.is_as_said[group.index()] {
            self.before(&mut found.before, sink)?;
            for node in self.layout.nodes(group) {
                self.node(*node, sink)?;
            }
        }
        for row in self.rows.get(&group).into_iter().flatten() {
            let nodes = &self.model.rows[*row].nodes;
            sink.row(&mut nodes.iter().map(|node| self.ids.node(*node)))?;
        }
        Ok(())
    }

    fn begin_group<S: Sink>(
        &self,
        id: GroupId,
        depth: usize,
        sink: &mut S,
    ) -> Result<(), S::Error> {
        let model = self.model;
        let group = model.group(id);
        let own = model.settings.get(group.settings);
        sink.begin_cluster(self.ids.cluster(id))?;
        sink.begin_defaults(Defaults::Graph)?;
        let label = model.text(model.group_label(group));
        sink.attribute("label", Value::Label(label));
        let class = self
            .keys
            .group_class
            .and_then(|key| model.setting(group.settings, key));
        let own_class = class.map_or("", |class| model.text(class));
        sink.attribute("class", Value::Classes(&depth_class(depth), own_class));
        let says = |name: &str| own.iter().any(|setting| setting.key.name() == name);
        if !says("tooltip") {
            sink.attribute("tooltip", Value::Tooltip(&[label]));
        }
        // Groups inside a group have from Graphviz what was said of it before they began: the theme, which is theirs too
        // even where the outer group departs from it, but nothing that is said of the picture alone.
        let has_groups = self.layout.has_groups[id.index()];
        if depth == 1 {
            theme(sink, self.theme.group, if has_groups { &[] } else { own });
            for key in &self.only_the_pictures {
                if has_groups || !sets(own, key) {
                    sink.attribute(key, Value::Verbatim(""));
                }
            }
        }
        if let Some(fill) = self.theme.group_fill(depth)
            && !says("fillcolor")
        {
            sink.attribute("fillcolor", Value::Verbatim(fill));
        }
        if !has_groups {
            self.group_settings(own, sink);
            ink(sink, self.inks.group(id));
        }
        sink.end_list()?;
        let outer = model.group(group.parent).node_defaults;
        let inner = model.settings.get(group.node_defaults);
        let mut inner = self.default_settings(inner).peekable();
        if group.node_defaults != outer && inner.peek().is_some() {
            sink.begin_defaults(Defaults::Node)?;
            for setting in inner {
                self.setting(sink, setting);
            }
            sink.end_list()?;
        }
        if self.layout.is_empty(id) {
            sink.begin_node(self.ids.added_id(id))?;
            sink.attribute("label", Value::Verbatim(""));
            sink.attribute("style", Value::Verbatim("invis"));
            sink.end_list()?;
        }
        Ok(())
    }

    /// What is said of a group with groups in it stands behind them, so that Graphviz does not give it to them too.
    fn end_group<S: Sink>(&self, id: GroupId, sink: &mut S) -> Result<(), S::Error> {
        let own = self.model.settings.get(self.model.group(id).settings);
        if self.layout.has_groups[id.index()]
            && own.iter().any(|setting| self.is_written_behind(setting))
        {
            sink.begin_defaults(Defaults::Graph)?;
            self.group_settings(own, sink);
            ink(sink, self.inks.group(id));
            sink.end_list()?;
        }
        sink.end_cluster()
    }

    fn group_settings<S: Sink>(&self, own: &[Setting], sink: &mut S) {
        for setting in own.iter().filter(|setting| self.is_written_behind(setting)) {
            self.setting(sink, *setting);
        }
    }

    /// Whether an attribute of a group has not been written with its label.
    fn is_written_behind(&self, setting: &Setting) -> bool {
        let has_name = setting.key.attribute().dot_name().is_some();
        has_name && Some(setting.key) != self.keys.group_class
    }
}

/// The class of groups at a depth.
fn depth_class(depth: usize) -> Cow<'static, str> {
    match depth {
        1 => "depth-1".into(),
        2 => "depth-2".into(),
        3 => "depth-3".into(),
        _ => format!("depth-{depth}").into(),
    }
}
