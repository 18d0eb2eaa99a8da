//! What decides how a model is written, besides the model.

use std::borrow::Cow;
use std::collections::HashMap;

use super::theme::Theme;
use crate::attributes::{Element, Kind, get, relocate};
use crate::model::{IconId, Model, NodeId, Setting};

/// What is asked for besides what the program says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'o> {
    /// The theme, in place of the diagram's.
    pub theme: Option<&'o str>,
    /// The layout, in place of the diagram's.
    pub layout: Option<&'o str>,
    /// Leaves out `dpi` and `resolution`: they say how many pixels an inch has, and Graphviz would enlarge with them
    /// what has no pixels.
    pub without_pixels: bool,
    /// Writes for an engine that goes through the nodes of a group from the first to the last. Graphviz does since some
    /// version after 2.43; up to that, which Debian and Ubuntu have, from the last to the first.
    pub is_forward: bool,
    /// For each icon of the model the path of a square image that shows it. Without them, icons that are files are called by
    /// their own paths, which not every Graphviz can read, and nodes with others are drawn without icon, as are those
    /// whose path [`is_safe_in_svg`] refuses.
    pub images: Option<&'o [String]>,
    /// How the folder of the model's file is told from where the picture will lie, as what addresses begin with:
    /// `../trees/`. With nothing, the picture lies beside the file.
    pub way: &'o str,
    /// Of nodes that show another image than their icon's, its place among the images, behind those of the icons.
    pub instead: Option<&'o HashMap<NodeId, usize>>,
}

impl<'o> Options<'o> {
    /// The name of the theme that counts for a model, if one is named.
    pub fn theme_name<'m>(&self, model: &'m Model) -> Option<&'m str>
    where
        'o: 'm,
    {
        let of_diagram = || {
            let key = get(Element::Diagram, "theme")?;
            Some(model.text(model.setting(model.diagram, key)?))
        };
        self.theme.or_else(of_diagram)
    }

    /// The theme that counts for a model.
    pub fn theme(&self, model: &Model) -> &'static Theme {
        Theme::by_name(self.theme_name(model))
    }

    /// What the value of an attribute is where the picture will lie.
    pub(super) fn value<'m>(&self, model: &'m Model, setting: Setting) -> Cow<'m, str> {
        let value = model.text(setting.value);
        match setting.key.attribute().kind {
            Kind::Url if !self.way.is_empty() => relocate(value, self.way),
            _ => value.into(),
        }
    }

    /// The path of the image of a node, if it has one.
    pub(super) fn image_of<'i>(&self, model: &'i Model, node: NodeId) -> Option<Cow<'i, str>>
    where
        'o: 'i,
    {
        let instead = self.instead.and_then(|instead| instead.get(&node));
        match instead.and_then(|place| self.images?.get(*place)) {
            Some(image) => Some(image.as_str().into()),
            None => self.image(model, model.node(node).icon?),
        }
    }

    /// The path of the image of an icon, if it has one.
    pub(super) fn image<'i>(&self, model: &'i Model, icon: IconId) -> Option<Cow<'i, str>>
    where
        'o: 'i,
    {
        match self.images {
            Some(images) => images.get(icon.index()).map(|image| image.as_str().into()),
            None => {
                let file = model.icons[icon.index()].file.as_deref()?.to_str()?;
                is_safe_in_svg(file).then_some(file.into())
            }
        }
    }

    /// Whether the image of an icon is as wide as it is high.
    pub(super) fn is_square(&self, model: &Model, icon: IconId) -> bool {
        self.images.is_some() || model.icons[icon.index()].content.is_square()
    }
}

/// Whether the path of an image stays what it is in a picture: Graphviz 2.43 writes paths into SVG as they are, where
/// these characters say something else.
pub fn is_safe_in_svg(path: &str) -> bool {
    !path.contains(['"', '<', '>', '&', '\'', '\\']) && !path.contains(char::is_control)
}
