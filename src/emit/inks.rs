//! Which ink texts need that stand on what the user has coloured.

use super::contrast::ink_on;
use super::options::Options;
use super::theme::Theme;
use crate::attributes::{Element, Key, get};
use crate::model::{GroupId, Model, Node, SettingsId};

/// Chooses inks for a model.
pub(super) struct Inks<'m> {
    model: &'m Model,
    theme: &'static Theme,
    /// Whether the theme's colours change with the reader's choice.
    changes: bool,
    picture: Keys,
    group: Keys,
    node: Keys,
}

/// The attributes that decide about one kind of thing.
struct Keys {
    fonts: Option<Key>,
    fill: Option<Key>,
    background: Option<Key>,
    style: Option<Key>,
}

impl Keys {
    fn new(element: Element) -> Keys {
        let key = |name| get(element, name);
        Keys {
            fonts: key("fontcolor"),
            fill: key("fillcolor"),
            background: key("bgcolor"),
            style: key("style"),
        }
    }
}

impl<'m> Inks<'m> {
    pub(super) fn new(model: &'m Model, options: &Options<'_>) -> Inks<'m> {
        Inks {
            model,
            theme: options.theme(model),
            changes: options.theme_name(model) == Some("auto"),
            picture: Keys::new(Element::Diagram),
            group: Keys::new(Element::Group),
            node: Keys::new(Element::Node),
        }
    }

    /// The ink of the title.
    pub(super) fn title(&self) -> Option<&'static str> {
        let said = |key: Option<Key>| self.setting(self.model.diagram, key);
        let ground = said(self.picture.background)?;
        self.choose(ground, self.theme.ink()?, said(self.picture.fonts))
    }

    /// The ink of a group's label.
    pub(super) fn group(&self, group: GroupId) -> Option<&'static str> {
        let settings = self.model.group(group).settings;
        if settings.is_empty() {
            return None;
        }
        let said = self.setting(settings, self.group.fonts);
        self.choose(self.ground(group)?, self.theme.quiet()?, said)
    }

    /// The ink of a node: of its text or, if it shows an image, of the caption, which stands on the
    /// group unless the node is filled.
    pub(super) fn node(&self, node: &Node, is_image: bool) -> Option<&'static str> {
        let said = |key: Option<Key>| Some(self.model.text(self.model.node_setting(node, key?)?));
        let theme_fills = self.theme.node_fill().is_some();
        let ground = if is_image && !is_filled_behind_icon(self.model, node, theme_fills) {
            self.ground(node.group)?
        } else {
            let fill = said(self.node.fill)?;
            is_painted(said(self.node.style)).then_some(fill)?
        };
        self.choose(ground, self.theme.ink()?, said(self.node.fonts))
    }

    /// What the user has coloured a group with.
    fn ground(&self, group: GroupId) -> Option<&'m str> {
        let settings = self.model.group(group).settings;
        let said = |key| self.setting(settings, key);
        let fill = said(self.group.fill).or_else(|| said(self.group.background))?;
        is_painted(said(self.group.style)).then_some(fill)
    }

    fn choose(&self, ground: &str, ink: &str, said: Option<&str>) -> Option<&'static str> {
        match said {
            Some(_) => None,
            None => ink_on(ground, ink, self.changes),
        }
    }

    fn setting(&self, settings: SettingsId, key: Option<Key>) -> Option<&'m str> {
        Some(self.model.text(self.model.setting(settings, key?)?))
    }
}

/// Whether a node that shows an icon is filled behind it. Around an icon stands nothing that could be, unless the node or
/// its cert says a shape, or so.
pub(super) fn is_filled_behind_icon(model: &Model, node: &Node, theme_fills: bool) -> bool {
    let own = |key: &str| {
        let key = get(Element::Node, key)?;
        let of_cert = node.cert.map(|cert| model.certs[cert.index()].settings);
        let mut lists = [Some(node.settings), of_cert].into_iter().flatten();
        Some(model.text(lists.find_map(|list| model.setting(list, key))?))
    };
    let fills = |style: &str| is_painted(Some(style));
    match own("shape") {
        None => own("style").is_some_and(fills),
        Some(_) => {
            let style = get(Element::Node, "style").and_then(|key| model.node_setting(node, key));
            style.map_or(theme_fills, |style| fills(model.text(style)))
        }
    }
}

/// Whether a style, if it is said, paints the ground.
pub(super) fn is_painted(style: Option<&str>) -> bool {
    style.is_none_or(|style| {
        ["filled", "radial", "striped", "wedged"]
            .iter()
            .any(|word| style.contains(word))
    })
}
