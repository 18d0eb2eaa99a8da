//! Groups with all that stands in them.

use std::borrow::Cow;

use super::super::sink::{Defaults, Sink, Value};
use super::sequence::Item;
use super::{Lowering, ink, sets, theme};
use crate::model::{GroupId, Setting};

impl<'m> Lowering<'m> {
    /// All groups with their nodes, each nested in its parent. A loop and a stack: the groups come from the outside in.
    pub(super) fn groups<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let mut open: Vec<GroupId> = Vec::new();
        for item in &self.items {
            let around = match item {
                Item::Node(node) => self.model.node(*node).group,
                Item::Group(group) => self.model.group(*group).parent,
            };
            while let Some(last) = open.pop_if(|last| *last != around) {
                self.end_group(last, sink)?;
            }
            match item {
                Item::Node(node) => self.node(*node, sink)?,
                Item::Group(group) => {
                    open.push(*group);
                    self.begin_group(*group, open.len(), sink)?;
                }
            }
        }
        while let Some(last) = open.pop() {
            self.end_group(last, sink)?;
        }
        self.rows_in(GroupId::FILE, sink)
    }

    fn rows_in<S: Sink>(&self, group: GroupId, sink: &mut S) -> Result<(), S::Error> {
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
            sink.begin_node(self.ids.added(id))?;
            sink.attribute("label", Value::Verbatim(""));
            sink.attribute("style", Value::Verbatim("invis"));
            sink.end_list()?;
        }
        Ok(())
    }

    /// What is said of a group with groups in it stands behind them, so that Graphviz does not give it to them too.
    fn end_group<S: Sink>(&self, id: GroupId, sink: &mut S) -> Result<(), S::Error> {
        self.rows_in(id, sink)?;
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
