//! Nodes, their icons and captions.

use std::fmt::Write;

use super::super::caption::{Caption, FONT_SIZE, ICON_SIZE};
use super::super::quote;
use super::super::sink::{Sink, Value};
use super::lowering::Lowering;
use super::write::ink;
use crate::attributes::{self, Element, Key};
use crate::model::{IconId, Node, NodeId, SettingsId};

impl<'m> Lowering<'m> {
    pub(super) fn node<S: Sink>(&self, id: NodeId, sink: &mut S) -> Result<(), S::Error> {
        let model = self.model;
        let node = model.node(id);
        sink.begin_node(self.ids.node(id))?;
        let label = self.labels[id.index()];
        let image = node
            .icon
            .and_then(|icon| Some((icon, self.options.image_of(model, id)?)));
        match &image {
            None => sink.attribute("label", label.drawn()),
            Some((icon, path)) => self.icon(id, (*icon, path), label.text, sink),
        }
        if image.is_none() || self.has_shape(node) {
            self.least(id, sink);
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
        let is_icon_alone = image.is_some() && !self.has_shape(node);
        for setting in own.iter().chain(of_cert) {
            let is_written = Some(setting.key) == self.keys.node_tooltip
                || level.is_some() && Some(setting.key) == self.keys.node_class;
            let is_of_layout = is_icon_alone && OF_LAYOUT.contains(&setting.key.name());
            if !is_written && !is_of_layout {
                self.setting(sink, *setting);
            }
        }
        ink(sink, self.inks.node(node, image.is_some()));
        sink.end_list()
    }

    /// A picture with its caption below. The node is as wide as the picture, and Graphviz sets the caption at its foot;
    /// a caption that is wider needs a table to make room.
    fn icon<S: Sink>(&self, id: NodeId, (icon, path): (IconId, &str), label: &str, sink: &mut S) {
        let node = self.model.node(id);
        let least = self.loops.least(id).filter(|(key, _)| *key == "width");
        let said = |key: Option<Key>| {
            let value = self.model.node_setting(node, key?)?;
            Some(self.model.text(value))
        };
        let said_size = said(self.keys.node_font_size);
        let font_size = said_size.and_then(|size| size.parse().ok());
        let caption = Caption::new(label, font_size.unwrap_or(FONT_SIZE));
        if said_size.is_none() {
            sink.attribute("fontsize", Value::Verbatim(&format!("{FONT_SIZE}")));
        }
        // How wide letters are is known of the themes' font only; and an image that is not square would be as high as
        // the node.
        let is_simple = caption.is_narrow
            && least.is_none()
            && said(self.keys.node_font).is_none()
            && self.options.is_square(self.model, icon);
        if self.has_shape(node) {
            // Someone wants another shape: it goes around both.
            sink.attribute("label", Value::Html(&table(&caption, path, least)));
        } else if is_simple {
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
            sink.attribute("label", Value::Html(&table(&caption, path, least)));
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

    /// What its loops need, if that is more than nodes have and nobody says how large this one is.
    fn least<S: Sink>(&self, id: NodeId, sink: &mut S) {
        let Some((key, least)) = self.loops.least(id) else {
            return;
        };
        let node = self.model.node(id);
        let is_said = |key: &str| {
            let key = attributes::get(Element::Node, key);
            key.is_some_and(|key| self.model.node_setting(node, key).is_some())
        };
        let inches = least / POINTS_PER_INCH;
        if inches > LEAST && !is_said(key) && !is_said("fixedsize") {
            sink.attribute(key, Value::Verbatim(&format!("{inches:.2}")));
        }
    }

    /// Whether someone wants another shape for a node than the one that certdot has for it.
    fn has_shape(&self, node: &Node) -> bool {
        let of_cert = node
            .cert
            .map(|cert| self.model.certs[cert.index()].settings);
        let mut lists = [Some(node.settings), of_cert].into_iter().flatten();
        self.keys
            .node_shape
            .is_some_and(|key| lists.any(|list| self.model.setting(list, key).is_some()))
    }
}

/// What would part an icon from its caption, or swell it, in a node that has no shape.
const OF_LAYOUT: [&str; 7] = [
    "fixedsize",
    "height",
    "imagepos",
    "imagescale",
    "labelloc",
    "margin",
    "width",
];

/// What nodes measure at the least, in inches, with every theme.
const LEAST: f64 = 0.4;

const POINTS_PER_INCH: f64 = 72.0;

/// An icon over a caption that is wider than it; or over one that is to have this width.
fn table(caption: &Caption, path: &str, least: Option<(&str, f64)>) -> String {
    let side = (ICON_SIZE * 72.0).round();
    // Graphviz 2.43 takes an HTML-like label for a plain one of the same content if that came first. In a plain label
    // no `&` stands but that of `&amp;`, so that the reference to the character 0 keeps them apart.
    let mut table = format!(
        "<TABLE BORDER=\"&#48;\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">\
         <TR><TD FIXEDSIZE=\"TRUE\" WIDTH=\"{side}\" HEIGHT=\"{side}\"><IMG SCALE=\"TRUE\" SRC=\""
    );
    quote::html(&mut table, path);
    let room = least.map_or(String::new(), |(_, width)| {
        format!(" WIDTH=\"{}\"", width.ceil())
    });
    let _ = write!(table, "\"/></TD></TR><TR><TD{room}>");
    quote::html(&mut table, &caption.text);
    table.push_str("</TD></TR></TABLE>");
    table
}
