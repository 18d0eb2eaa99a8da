//! Model → statements, one after the other.

use std::borrow::Cow;

use hashbrown::HashMap;

use super::caption::{Caption, FONT_SIZE, ICON_SIZE};
use super::ids::{self, Ids};
use super::inks::Inks;
use super::legend::Legend;
use super::options::Options;
use super::quote;
use super::sink::{Defaults, Id, Sink, Value};
use super::theme::Theme;
use crate::attributes::{self, Element, Key, Text as Quoting};
use crate::model::{Arrow, Edge, End, GroupId, LookId, Model, Node, NodeId, Setting, SettingsId};

/// Hands a model to a sink.
pub(super) fn lower<S: Sink>(
    model: &Model,
    options: &Options<'_>,
    sink: &mut S,
) -> Result<(), S::Error> {
    let keys = Keys::new();
    let theme = options.theme(model);
    let lowering = Lowering {
        model,
        ids: Ids::new(model),
        labels: model
            .nodes
            .iter()
            .map(|node| Label::new(model.text(model.node_label(node))))
            .collect(),
        layout: Layout::new(model),
        rows: rows(model),
        keys,
        only_the_pictures: only_the_pictures(model, theme),
        theme,
        inks: Inks::new(model, options),
        has_icons: model
            .icons()
            .any(|icon| options.image(model, icon).is_some()),
        options,
    };
    lowering.graph(sink)
}

fn rows(model: &Model) -> HashMap<GroupId, Vec<usize>> {
    let mut rows: HashMap<GroupId, Vec<usize>> = HashMap::new();
    for (index, row) in model.rows.iter().enumerate() {
        rows.entry(row.group).or_default().push(index);
    }
    rows
}

/// The attributes that need more than being handed on.
struct Keys {
    direction: Option<Key>,
    layout: Option<Key>,
    legend: Option<Key>,
    group_class: Option<Key>,
    node_class: Option<Key>,
    node_level: Option<Key>,
    node_tooltip: Option<Key>,
    node_shape: Option<Key>,
    node_font_size: Option<Key>,
    node_font: Option<Key>,
    edge_tooltip: Option<Key>,
    edge_class: Option<Key>,
}

impl Keys {
    fn new() -> Keys {
        Keys {
            direction: attributes::get(Element::Diagram, "direction"),
            layout: attributes::get(Element::Diagram, "layout"),
            legend: attributes::get(Element::Diagram, "legend"),
            group_class: attributes::get(Element::Group, "class"),
            node_class: attributes::get(Element::Node, "class"),
            node_level: attributes::get(Element::Node, "level"),
            node_tooltip: attributes::get(Element::Node, "tooltip"),
            node_shape: attributes::get(Element::Node, "shape"),
            node_font_size: attributes::get(Element::Node, "fontsize"),
            node_font: attributes::get(Element::Node, "fontname"),
            edge_tooltip: attributes::get(Element::Edge, "tooltip"),
            edge_class: attributes::get(Element::Edge, "class"),
        }
    }
}

/// What stands where.
struct Layout {
    /// The groups from the outside in: each directly after what stands in the groups before it.
    groups: Vec<GroupId>,
    /// The nodes by group, those of one group in the order first said.
    nodes: Vec<NodeId>,
    /// Where the nodes of each group end in `nodes`.
    ends: Vec<u32>,
    /// Whether a group has groups in it.
    has_groups: Vec<bool>,
    /// The first node of each group, those of inner groups included.
    first: Vec<Option<NodeId>>,
}

impl Layout {
    fn new(model: &Model) -> Layout {
        let count = model.groups.len();
        let mut groups = vec![GroupId::FILE; count];
        let mut has_groups = vec![false; count];
        for (id, group) in (0..).map(GroupId).zip(&model.groups) {
            groups[group.within.start as usize] = id;
            has_groups[group.parent.index()] |= id != GroupId::FILE;
        }
        let mut ends = vec![0; count];
        let mut first = vec![None; count];
        for (id, node) in (0..).map(NodeId).zip(&model.nodes) {
            ends[node.group.index()] += 1;
            // Once a group has its first node, so have those around it.
            let mut at = node.group;
            while first[at.index()].is_none() {
                first[at.index()] = Some(id);
                at = model.group(at).parent;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        let mut nodes = vec![NodeId(0); model.nodes.len()];
        for (id, node) in (0..).map(NodeId).zip(&model.nodes) {
            let next: &mut u32 = &mut ends[node.group.index()];
            nodes[*next as usize] = id;
            *next += 1;
        }
        Layout {
            groups,
            nodes,
            ends,
            has_groups,
            first,
        }
    }

    fn nodes(&self, group: GroupId) -> &[NodeId] {
        let start = group
            .index()
            .checked_sub(1)
            .map_or(0, |before| self.ends[before]);
        &self.nodes[start as usize..self.ends[group.index()] as usize]
    }
}

/// The text of a node, and whether it is the same between quotes: edges say it again and again.
#[derive(Clone, Copy, Default)]
struct Label<'m> {
    text: &'m str,
    is_plain: bool,
}

impl<'m> Label<'m> {
    fn new(text: &'m str) -> Label<'m> {
        Label {
            text,
            is_plain: quote::is_plain(text),
        }
    }

    fn drawn(&self) -> Value<'_> {
        match self.is_plain {
            true => Value::Plain(std::slice::from_ref(&self.text)),
            false => Value::Label(self.text),
        }
    }

    fn tooltip(&self) -> Value<'_> {
        match self.is_plain {
            true => Value::Plain(std::slice::from_ref(&self.text)),
            false => Value::Tooltip(std::slice::from_ref(&self.text)),
        }
    }
}

struct Lowering<'m> {
    model: &'m Model,
    options: &'m Options<'m>,
    ids: Ids<'m>,
    labels: Vec<Label<'m>>,
    layout: Layout,
    /// The rows of each group.
    rows: HashMap<GroupId, Vec<usize>>,
    keys: Keys,
    theme: &'static Theme,
    inks: Inks<'m>,
    /// Whether any node shows an image.
    has_icons: bool,
    /// What the picture has and groups must not have from it.
    only_the_pictures: Vec<&'static str>,
}

impl<'m> Lowering<'m> {
    fn graph<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let model = self.model;
        let title = model.title.map_or("", |title| model.text(title));
        sink.begin_graph(ids::alone(title))?;
        self.graph_attributes(sink)?;
        self.node_defaults(sink)?;
        if !self.theme.edge.is_empty() {
            sink.begin_defaults(Defaults::Edge)?;
            theme(sink, self.theme.edge, &[]);
            sink.end_list()?;
        }
        self.groups(sink)?;
        self.legend(sink)?;
        let mut styled = Styled::default();
        for edge in &model.edges {
            if styled.look != Some(edge.look) {
                styled = self.styled(edge.look);
            }
            self.edge(*edge, &styled, sink)?;
        }
        sink.end_graph()
    }

    fn graph_attributes<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let model = self.model;
        let own = model.settings.get(model.diagram);
        sink.begin_defaults(Defaults::Graph)?;
        theme(sink, self.theme.graph, own);
        if let Some(title) = model.title {
            sink.attribute("label", Value::Label(model.text(title)));
        }
        let direction = self
            .keys
            .direction
            .and_then(|key| model.setting(model.diagram, key));
        match direction.map(|direction| model.text(direction)) {
            Some("right") => sink.attribute("rankdir", Value::Verbatim("LR")),
            Some("up") => sink.attribute("rankdir", Value::Verbatim("BT")),
            Some("left") => sink.attribute("rankdir", Value::Verbatim("RL")),
            _ => {}
        }
        let ends_at_group = |edge: &Edge| edge.left.as_group().or(edge.right.as_group()).is_some();
        if model.edges.iter().any(ends_at_group) {
            sink.attribute("compound", Value::Verbatim("true"));
        }
        for setting in own {
            if self.options.layout.is_none() || Some(setting.key) != self.keys.layout {
                self.setting(sink, *setting);
            }
        }
        if let Some(layout) = self.options.layout {
            sink.attribute("layout", Value::Verbatim(layout));
        }
        ink(sink, self.inks.title());
        sink.end_list()
    }

    /// The legend, if one is wanted and there is something to explain.
    fn legend<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let wanted = self
            .keys
            .legend
            .and_then(|key| self.model.setting(self.model.diagram, key))
            .is_some_and(|wanted| self.model.text(wanted) == "true");
        let Some(legend) = wanted
            .then(|| Legend::new(self.model, self.theme))
            .flatten()
        else {
            return Ok(());
        };
        // No name has an id that begins so: a `#` in names is escaped.
        sink.begin_node(Id::Node(b"#legend".as_slice().into()))?;
        sink.attribute("label", Value::Html(&legend.table(self.theme)));
        for (key, value) in [
            ("tooltip", "Legend"),
            ("class", "legend"),
            ("shape", "plain"),
            ("style", ""),
            ("margin", "0"),
            // What the file's defaults could give it.
            ("URL", ""),
            ("xlabel", ""),
            ("fixedsize", "false"),
            ("peripheries", "0"),
        ] {
            sink.attribute(key, Value::Verbatim(value));
        }
        sink.end_list()
    }

    /// The defaults of all nodes: the theme's, those of the file, and what all icons share.
    fn node_defaults<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let own = self.model.group(GroupId::FILE).node_defaults;
        let own = self.model.settings.get(own);
        let has_icons = self.has_icons;
        if self.theme.node.is_empty() && !says_anything(own) && !has_icons {
            return Ok(());
        }
        sink.begin_defaults(Defaults::Node)?;
        theme(sink, self.theme.node, own);
        if has_icons {
            sink.attribute("imagescale", Value::Verbatim("true"));
            sink.attribute("imagepos", Value::Verbatim("tc"));
        }
        for setting in own {
            self.setting(sink, *setting);
        }
        sink.end_list()
    }

    /// An attribute as it was said.
    fn setting<S: Sink>(&self, sink: &mut S, setting: Setting) {
        let attribute = setting.key.attribute();
        // What has no name in Graphviz has been made something else of.
        if let Some(key) = attribute.dot_name() {
            let value = self.model.text(setting.value);
            sink.attribute(key, quoted(attribute.text(), &value));
        }
    }

    // ---- groups ----

    /// All groups with their nodes, each nested in its parent. A loop and a stack: the groups come from the outside in.
    fn groups<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let mut open: Vec<GroupId> = Vec::new();
        for id in &self.layout.groups {
            while let Some(last) = open.last()
                && *id != GroupId::FILE
                && self.model.group(*id).parent != *last
            {
                self.end_group(*last, sink)?;
                open.pop();
            }
            self.begin_group(*id, open.len(), sink)?;
            open.push(*id);
            for node in self.layout.nodes(*id) {
                self.node(*node, sink)?;
            }
            for row in self.rows.get(id).into_iter().flatten() {
                let nodes = &self.model.rows[*row].nodes;
                sink.row(&mut nodes.iter().map(|node| self.ids.node(*node)))?;
            }
        }
        for id in open.iter().rev() {
            self.end_group(*id, sink)?;
        }
        Ok(())
    }

    fn begin_group<S: Sink>(
        &self,
        id: GroupId,
        depth: usize,
        sink: &mut S,
    ) -> Result<(), S::Error> {
        if id == GroupId::FILE {
            return Ok(());
        }
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
        if let Some(last) = self.theme.fills.last()
            && !says("fillcolor")
        {
            let fill = self.theme.fills.get(depth - 1).unwrap_or(last);
            sink.attribute("fillcolor", Value::Verbatim(fill));
        }
        if !has_groups {
            self.group_settings(own, sink);
            ink(sink, self.inks.group(id));
        }
        sink.end_list()?;
        let outer = model.group(group.parent).node_defaults;
        let inner = model.settings.get(group.node_defaults);
        if group.node_defaults != outer && says_anything(inner) {
            sink.begin_defaults(Defaults::Node)?;
            for setting in inner {
                self.setting(sink, *setting);
            }
            sink.end_list()?;
        }
        if self.layout.first[id.index()].is_none() && !has_groups {
            sink.begin_node(self.ids.added(id))?;
            sink.attribute("label", Value::Verbatim(""));
            sink.attribute("style", Value::Verbatim("invis"));
            sink.end_list()?;
        }
        Ok(())
    }

    /// What is said of a group with groups in it stands behind them, so that Graphviz does not give it to them too.
    fn end_group<S: Sink>(&self, id: GroupId, sink: &mut S) -> Result<(), S::Error> {
        if id == GroupId::FILE {
            return Ok(());
        }
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

    // ---- nodes ----

    fn node<S: Sink>(&self, id: NodeId, sink: &mut S) -> Result<(), S::Error> {
        let model = self.model;
        let node = model.node(id);
        sink.begin_node(self.ids.node(id))?;
        let label = self.labels[id.index()];
        let image = node.icon.and_then(|icon| self.options.image(model, icon));
        match &image {
            None => sink.attribute("label", label.drawn()),
            Some(image) => self.icon(node, image, label.text, sink),
        }
        if node.settings.is_empty()
            && node.cert.is_none()
            && model.group(node.group).node_defaults.is_empty()
        {
            // Most nodes of most programs.
            sink.attribute("tooltip", label.tooltip());
            if image.is_some() {
                ink(sink, self.inks.node(node, true));
            }
            return sink.end_list();
        }
        let tooltip = self
            .keys
            .node_tooltip
            .and_then(|key| model.node_setting(node, key));
        let tooltip = tooltip.map_or(label.text, |tooltip| model.text(tooltip));
        sink.attribute("tooltip", Value::Tooltip(&[tooltip]));
        let setting = |key: Option<Key>| model.node_setting(node, key?);
        let level =
            setting(self.keys.node_level).map(|level| format!("level-{}", model.text(level)));
        if let Some(level) = &level {
            let own = setting(self.keys.node_class).map_or("", |class| model.text(class));
            sink.attribute("class", Value::Classes(level, own));
        }
        let own = model.settings.get(node.settings);
        let of_cert = node
            .cert
            .map_or(SettingsId::EMPTY, |cert| model.certs[cert.index()].settings);
        let of_cert = model
            .settings
            .get(of_cert)
            .iter()
            .filter(|setting| !own.iter().any(|own| own.key == setting.key));
        for setting in own.iter().chain(of_cert) {
            let is_written = Some(setting.key) == self.keys.node_tooltip
                || level.is_some() && Some(setting.key) == self.keys.node_class;
            if !is_written {
                self.setting(sink, *setting);
            }
        }
        ink(sink, self.inks.node(node, image.is_some()));
        sink.end_list()
    }

    /// A picture with its caption below. The node is as wide as the picture, and Graphviz sets the caption at its foot;
    /// a caption that is wider needs a table to make room.
    fn icon<S: Sink>(&self, node: &Node, path: &str, label: &str, sink: &mut S) {
        let said = |key: Option<Key>| {
            let value = self.model.node_setting(node, key?)?;
            Some(self.model.text(value))
        };
        let said_size = said(self.keys.node_font_size);
        let font_size = said_size.and_then(|size| size.parse().ok());
        let caption = Caption::new(label, font_size.unwrap_or(FONT_SIZE));
        let has_shape = self.keys.node_shape.is_some_and(|key| {
            let of_cert = node
                .cert
                .map(|cert| self.model.certs[cert.index()].settings);
            [Some(node.settings), of_cert]
                .into_iter()
                .flatten()
                .any(|list| self.model.setting(list, key).is_some())
        });
        if has_shape {
            // Someone wants another shape: then the picture stands in it as Graphviz puts it.
            sink.attribute("label", Value::Label(&caption.text));
            sink.attribute("labelloc", Value::Verbatim("b"));
            sink.attribute("image", Value::Verbatim(path));
            return;
        }
        if said_size.is_none() {
            sink.attribute("fontsize", Value::Verbatim(&format!("{FONT_SIZE}")));
        }
        // How wide letters are is known of the themes' font only.
        if caption.is_narrow && said(self.keys.node_font).is_none() {
            let (width, height) = (format!("{ICON_SIZE}"), format!("{:.2}", caption.height()));
            sink.attribute("label", Value::Label(&caption.text));
            for (key, value) in [
                ("shape", "none"),
                ("style", ""),
                ("labelloc", "b"),
                ("fixedsize", "true"),
                ("width", &width),
                ("height", &height),
                ("image", path),
            ] {
                sink.attribute(key, Value::Verbatim(value));
            }
        } else {
            sink.attribute("label", Value::Html(&table(&caption, path)));
            for (key, value) in [
                ("shape", "plain"),
                ("style", ""),
                ("margin", "0"),
                ("fixedsize", "false"),
            ] {
                sink.attribute(key, Value::Verbatim(value));
            }
        }
    }

    // ---- edges ----

    /// The id at which an edge ends, and the group at whose border it ends.
    fn end(&self, end: End) -> (Id<'_>, Option<GroupId>) {
        match (end.as_node(), end.as_group()) {
            (Some(node), _) => (self.ids.node(node), None),
            (_, Some(group)) => (self.first_node(group), Some(group)),
            _ => (self.ids.added(GroupId::FILE), None),
        }
    }

    /// The first node in a group; in one without nodes, what certdot has added to it or to the first group inside.
    fn first_node(&self, group: GroupId) -> Id<'_> {
        if let Some(node) = self.layout.first[group.index()] {
            return self.ids.node(node);
        }
        let mut place = self.model.group(group).within.start as usize;
        while self.layout.has_groups[self.layout.groups[place].index()] {
            place += 1;
        }
        self.ids.added(self.layout.groups[place])
    }

    fn end_label(&self, end: End) -> Label<'m> {
        match (end.as_node(), end.as_group()) {
            (Some(node), _) => self.labels[node.index()],
            (_, Some(group)) => Label::new(
                self.model
                    .text(self.model.group_label(self.model.group(group))),
            ),
            _ => Label::new(""),
        }
    }

    /// What edges of a look have in common.
    fn styled(&self, id: LookId) -> Styled<'m> {
        let model = self.model;
        let look = &model.looks[id.index()];
        let style = look.style.map(|style| &model.styles[style.index()]);
        let mut styled = Styled {
            look: Some(id),
            arrow: Some(look.arrow),
            style: style.map_or("", |style| model.text(style.name)),
            meaning: Label::new(
                style
                    .and_then(|style| style.meaning)
                    .map_or("", |meaning| model.text(meaning)),
            ),
            ..Styled::default()
        };
        for setting in model.settings.get(look.settings) {
            let value = model.text(setting.value);
            if Some(setting.key) == self.keys.edge_class {
                styled.class = value;
            } else if Some(setting.key) == self.keys.edge_tooltip {
                styled.tooltip = Some(value);
            } else if let Some(key) = setting.key.attribute().dot_name() {
                styled
                    .settings
                    .push((key, setting.key.attribute().text(), value));
            }
        }
        styled
    }

    fn edge<S: Sink>(&self, edge: Edge, styled: &Styled<'_>, sink: &mut S) -> Result<(), S::Error> {
        let (tail, ltail) = self.end(edge.left);
        let (head, lhead) = self.end(edge.right);
        sink.begin_edge(tail, head)?;
        match styled.arrow {
            Some(Arrow::Back) => sink.attribute("dir", Value::Verbatim("back")),
            Some(Arrow::Line) => sink.attribute("dir", Value::Verbatim("none")),
            Some(Arrow::Both) => sink.attribute("dir", Value::Verbatim("both")),
            Some(Arrow::Forward) | None => {}
        }
        for (key, group) in [("ltail", ltail), ("lhead", lhead)] {
            if let Some(group) = group {
                sink.attribute(key, Value::Id(&self.ids.cluster(group)));
            }
        }
        if !styled.style.is_empty() || !styled.class.is_empty() {
            sink.attribute("class", Value::Classes(styled.style, styled.class));
        }
        self.edge_tooltip(edge, styled, sink);
        for (key, quoting, value) in &styled.settings {
            sink.attribute(key, quoted(*quoting, value));
        }
        sink.end_list()
    }

    fn edge_tooltip<S: Sink>(&self, edge: Edge, styled: &Styled<'_>, sink: &mut S) {
        if let Some(own) = styled.tooltip {
            sink.attribute("tooltip", Value::Tooltip(&[own]));
            return;
        }
        let (left, right) = (self.end_label(edge.left), self.end_label(edge.right));
        let (from, arrow, to) = match styled.arrow {
            Some(Arrow::Back) => (right, " → ", left),
            Some(Arrow::Line) => (left, " — ", right),
            Some(Arrow::Both) => (left, " ↔ ", right),
            Some(Arrow::Forward) | None => (left, " → ", right),
        };
        let meaning = styled.meaning;
        let count = if meaning.text.is_empty() { 3 } else { 5 };
        let is_plain = from.is_plain && to.is_plain && (meaning.is_plain || count == 3);
        if is_plain {
            let parts = [from.text, arrow, to.text, ": ", meaning.text];
            sink.attribute("tooltip", Value::Plain(&parts[..count]));
        } else {
            let [from, to, meaning] = [from, to, meaning].map(|label| cut(label.text));
            let parts = [&from, arrow, &to, ": ", &meaning];
            sink.attribute("tooltip", Value::Tooltip(&parts[..count]));
        }
    }
}

/// A text as the tooltips of edges mention it: of a long one its beginning, because many edges may mention it.
fn cut(text: &str) -> Cow<'_, str> {
    if text.len() < quote::SHORT {
        return Cow::Borrowed(text);
    }
    let end = text.floor_char_boundary(quote::SHORT);
    Cow::Owned(format!("{}…", &text[..end]))
}

/// What edges of a look have in common; neighbours often share one.
#[derive(Default)]
struct Styled<'m> {
    look: Option<LookId>,
    arrow: Option<Arrow>,
    /// The name of the style.
    style: &'m str,
    meaning: Label<'m>,
    class: &'m str,
    tooltip: Option<&'m str>,
    settings: Vec<(&'static str, Quoting, &'m str)>,
}

fn quoted<'v>(quoting: Quoting, value: &'v &'v str) -> Value<'v> {
    match quoting {
        Quoting::Label => Value::Label(value),
        Quoting::Tooltip => Value::Tooltip(std::slice::from_ref(value)),
        Quoting::Verbatim => Value::Verbatim(value),
    }
}

/// The colour of a text, if it needs one.
fn ink<S: Sink>(sink: &mut S, ink: Option<&str>) {
    if let Some(ink) = ink {
        sink.attribute("fontcolor", Value::Verbatim(ink));
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

/// The attributes of a theme, less those that someone sets.
fn theme<S: Sink>(sink: &mut S, theme: &[(&'static str, &'static str)], own: &[Setting]) {
    for (key, value) in theme {
        if !sets(own, key) {
            sink.attribute(key, Value::Verbatim(value));
        }
    }
}

/// Whether anything of a list is handed on to Graphviz.
fn says_anything(list: &[Setting]) -> bool {
    list.iter()
        .any(|setting| setting.key.attribute().dot_name().is_some())
}

/// Whether a list has a value for what Graphviz calls `key`.
fn sets(list: &[Setting], key: &str) -> bool {
    list.iter()
        .any(|setting| setting.key.attribute().dot_name() == Some(key))
}

/// What is set for the picture, could be set for a group, and is not set for each group anyway. Left to itself, Graphviz
/// gives it to all groups, of which nobody said it: a link of the picture would be a link of every box.
fn only_the_pictures(model: &Model, theme: &Theme) -> Vec<&'static str> {
    let own = model
        .settings
        .get(model.diagram)
        .iter()
        .filter_map(|setting| {
            let key = setting.key.attribute().dot_name()?;
            Some((key, model.text(setting.value)))
        });
    let is_written_anyway = |key: &str| {
        ["label", "class", "tooltip"].contains(&key) || theme.group.iter().any(|(k, _)| *k == key)
    };
    let mut keys: Vec<&'static str> = Vec::new();
    for (key, value) in theme.graph.iter().copied().chain(own) {
        // That the label stands at the top is what groups have of themselves.
        let is_told_apart = (key, value) != ("labelloc", "t");
        let is_a_groups_too = attributes::get(Element::Group, key).is_some();
        if is_told_apart && is_a_groups_too && !is_written_anyway(key) && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// An icon over a caption that is wider than it.
fn table(caption: &Caption, path: &str) -> String {
    let side = (ICON_SIZE * 72.0).round();
    // Graphviz 2.43 takes an HTML-like label for a plain one of the same content if that came first. In a plain label
    // no `&` stands but that of `&amp;`, so that the reference to the character 0 keeps them apart.
    let mut table = format!(
        "<TABLE BORDER=\"&#48;\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">\
         <TR><TD FIXEDSIZE=\"TRUE\" WIDTH=\"{side}\" HEIGHT=\"{side}\"><IMG SCALE=\"TRUE\" SRC=\""
    );
    quote::html(&mut table, path);
    table.push_str("\"/></TD></TR><TR><TD>");
    quote::html(&mut table, &caption.text);
    table.push_str("</TD></TR></TABLE>");
    table
}
