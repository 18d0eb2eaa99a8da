//! What lies behind the icons of a picture.

use super::contrast::ground_of;
use super::inks::{is_filled_behind_icon, is_painted};
use super::options::Options;
use super::theme::Theme;
use crate::attributes::{Element, Key, get};
use crate::icons::Ground;
use crate::model::{GroupId, Model, Node, SettingsId};

/// The grounds on which the icons of a model stand.
pub struct Grounds<'m> {
    model: &'m Model,
    theme: &'static Theme,
    /// The fill of nodes.
    fill: Option<Key>,
    /// What each group shows behind what stands in it.
    groups: Vec<Ground>,
}

impl<'m> Grounds<'m> {
    /// The grounds of a model in the theme that counts for it.
    pub fn new(model: &'m Model, options: &Options<'_>) -> Grounds<'m> {
        Grounds::in_theme(model, options.theme(model))
    }

    /// The grounds where the reader prefers dark pages, if the picture follows that.
    pub fn where_dark(model: &'m Model, options: &Options<'_>) -> Option<Grounds<'m>> {
        let is_auto = options.theme_name(model) == Some("auto");
        is_auto.then(|| Grounds::in_theme(model, Theme::by_name(Some("dark"))))
    }

    fn in_theme(model: &'m Model, theme: &'static Theme) -> Grounds<'m> {
        Grounds {
            model,
            theme,
            fill: get(Element::Node, "fillcolor"),
            groups: groups(model, theme),
        }
    }

    /// What lies behind the icon of a node.
    pub fn of(&self, node: &Node) -> Ground {
        let themes = self.theme.node_fill();
        if !is_filled_behind_icon(self.model, node, themes.is_some()) {
            return self.groups[node.group.index()];
        }
        let said = self.fill.and_then(|key| self.model.node_setting(node, key));
        let fill = said.map(|fill| self.model.text(fill)).or(themes);
        ground_of(fill.unwrap_or(UNNAMED)).unwrap_or(self.groups[node.group.index()])
    }
}

/// What Graphviz fills with where no colour is said.
const UNNAMED: &str = "lightgrey";

fn is_filled(style: &str) -> bool {
    is_painted(Some(style))
}

/// The grounds of all groups, the file's first. What cannot be told shows what is behind it.
fn groups(model: &Model, theme: &Theme) -> Vec<Ground> {
    let said = |settings: SettingsId, key: Option<Key>| {
        let value = model.setting(settings, key?)?;
        Some(model.text(value))
    };
    let background = said(model.diagram, get(Element::Diagram, "bgcolor"));
    let paper = background
        .and_then(ground_of)
        .or_else(|| ground_of(theme.paper()));
    let white = Ground::new([1.0; 3]);
    let mut grounds = vec![paper.unwrap_or(white); model.groups.len()];
    let mut depths = vec![0; model.groups.len()];
    let [fill, background, style] =
        ["fillcolor", "bgcolor", "style"].map(|key| get(Element::Group, key));
    for (index, group) in model.groups.iter().enumerate() {
        if index == GroupId::FILE.index() {
            continue;
        }
        // Each group comes after its parent.
        let parent = group.parent.index();
        depths[index] = depths[parent] + 1;
        let themes = theme.group_fill(depths[index]);
        let is_filled = said(group.settings, style).map_or(themes.is_some(), is_filled);
        let painted = if is_filled {
            said(group.settings, fill).or(themes)
        } else {
            None
        };
        let painted = painted.or_else(|| said(group.settings, background));
        let unnamed = is_filled.then_some(UNNAMED);
        let painted = painted.or(unnamed).and_then(ground_of);
        grounds[index] = painted.unwrap_or(grounds[parent]);
    }
    grounds
}
