//! The whole graph, statement by statement.

use super::super::ids::{self, Ids};
use super::super::inks::Inks;
use super::super::legend::Legend;
use super::super::options::Options;
use super::super::sink::{Defaults, Id, Sink, Value};
use super::super::theme::Theme;
use super::borders::Borders;
use super::edges::Styled;
use super::label::Label;
use super::limits;
use super::loops::{self, Loops};
use super::lowering::Lowering;
use super::plan::{Keys, Layout, direction, rows};
use super::sequence::{self, Conventions, sequence};
use super::write::{ink, quote_value, says_anything, sets, theme};
use crate::attributes::{self, Element};
use crate::model::{Edge, GroupId, Model, Setting};

/// Hands a model to a sink.
pub(in crate::emit) fn lower<S: Sink>(
    model: &Model,
    options: &Options<'_>,
    sink: &mut S,
) -> Result<(), S::Error> {
    let keys = Keys::new();
    let theme = options.theme(model);
    let layout = Layout::new(model);
    let borders = Borders::new(model, &layout);
    let direction = direction(model, &keys);
    let conventions = Conventions {
        minds_order: minds_order(model, options),
        is_sideways: matches!(direction, Some("right" | "left")),
        is_upward: direction == Some("up"),
        is_forward: options.is_forward,
    };
    let anchors = |edge: &Edge| (borders.tail(*edge), borders.head(*edge));
    let items = sequence(model, &layout, conventions, model.edges.iter().map(anchors));
    let lowering = Lowering {
        model,
        ids: Ids::new(model),
        labels: model
            .nodes
            .iter()
            .map(|node| Label::new(model.text(model.node_label(node))))
            .collect(),
        borders,
        is_upward: conventions.is_upward,
        loops: Loops::new(model, &keys, options.layout, font_size(theme.edge)),
        layout,
        items,
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

/// Whether `Options::is_forward` makes a difference.
pub(in crate::emit) fn depends_on_engine(model: &Model, options: &Options<'_>) -> bool {
    minds_order(model, options) && sequence::depends_on_engine(model)
}

/// Whether the layout draws things in the order in which it finds them. Of all, only `dot` does.
fn minds_order(model: &Model, options: &Options<'_>) -> bool {
    limits::layout(model, options.layout) == "dot"
}

impl<'m> Lowering<'m> {
    fn graph<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        let model = self.model;
        let title = model.title.map_or("", |title| model.text(title));
        sink.begin_graph(ids::plain_id(title))?;
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
                styled = self.edge_style(edge.look);
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
        match direction(model, &self.keys) {
            Some("right") => sink.attribute("rankdir", Value::Verbatim("LR")),
            Some("up") => sink.attribute("rankdir", Value::Verbatim("BT")),
            Some("left") => sink.attribute("rankdir", Value::Verbatim("RL")),
            _ => {}
        }
        if self.borders.are_met() {
            sink.attribute("compound", Value::Verbatim("true"));
        }
        let options = self.options;
        for setting in own {
            let is_replaced = options.layout.is_some() && Some(setting.key) == self.keys.layout;
            let is_left_out = options.without_pixels
                && matches!(
                    setting.key.attribute().dot_name(),
                    Some("dpi" | "resolution")
                );
            if !is_replaced && !is_left_out {
                self.setting(sink, *setting);
            }
        }
        if let Some(layout) = self.options.layout {
            sink.attribute("layout", Value::Verbatim(layout));
        }
        for (key, value) in limits::of(model, self.options.layout) {
            if !sets(own, key) {
                sink.attribute(key, Value::Verbatim(&value));
            }
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
        for setting in self.default_settings(own) {
            self.setting(sink, setting);
        }
        sink.end_list()
    }

    /// The defaults of nodes that are handed on. How an image fills its node is certdot's to say: an icon fits its square.
    pub(super) fn default_settings(&self, own: &'m [Setting]) -> impl Iterator<Item = Setting> {
        own.iter().copied().filter(|setting| {
            let key = setting.key.attribute().dot_name();
            key.is_some_and(|key| !(self.has_icons && OF_IMAGES.contains(&key)))
        })
    }

    /// An attribute as it was said.
    pub(super) fn setting<S: Sink>(&self, sink: &mut S, setting: Setting) {
        let attribute = setting.key.attribute();
        // What has no name in Graphviz has been made something else of.
        if let Some(key) = attribute.dot_name() {
            let value = self.options.value(self.model, setting);
            sink.attribute(key, quote_value(attribute.text(), &&*value));
        }
    }
}

/// How an image fills its node.
const OF_IMAGES: [&str; 2] = ["imagepos", "imagescale"];

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

/// The size of letters that a theme has.
fn font_size(theme: &[(&str, &str)]) -> f64 {
    let said = theme.iter().find(|(key, _)| *key == "fontsize");
    said.and_then(|(_, size)| size.parse().ok())
        .unwrap_or(loops::FONT_SIZE)
}
