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
        let said = |key: Option<Key>| self.said(self.model.diagram, key);
        let ground = said(self.picture.background)?;
        self.choose(ground, self.theme.ink()?, said(self.picture.fonts))
    }

    /// The ink of a group's label.
    pub(super) fn group(&self, group: GroupId) -> Option<&'static str> {
        let settings = self.model.group(group).settings;
        if settings.is_empty() {
            return None;
        }
        let said = self.said(settings, self.group.fonts);
        self.choose(self.ground(group)?, self.theme.quiet()?, said)
    }

    /// The ink of a node: of its text or, if it shows an image, of the caption, which stands on the group.
    pub(super) fn node(&self, node: &Node, is_image: bool) -> Option<&'static str> {
        let said = |key: Option<Key>| Some(self.model.text(self.model.node_setting(node, key?)?));
        let ground = if is_image {
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
        let said = |key| self.said(settings, key);
        let fill = said(self.group.fill).or_else(|| said(self.group.background))?;
        is_painted(said(self.group.style)).then_some(fill)
    }

    fn choose(&self, ground: &str, ink: &str, said: Option<&str>) -> Option<&'static str> {
        match said {
            Some(_) => None,
            None => ink_on(ground, ink, self.changes),
        }
    }

    fn said(&self, settings: SettingsId, key: Option<Key>) -> Option<&'m str> {
        Some(self.model.text(self.model.setting(settings, key?)?))
    }
}

/// Whether a style, if it is said, paints the ground.
fn is_painted(style: Option<&str>) -> bool {
    style.is_none_or(|style| {
        ["filled", "radial", "striped", "wedged"]
            .iter()
            .any(|word| style.contains(word))
    })
}
