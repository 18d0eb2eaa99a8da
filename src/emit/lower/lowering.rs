//! What is known of a model while it is lowered.

use hashbrown::HashMap;

use super::super::ids::Ids;
use super::super::inks::Inks;
use super::super::options::Options;
use super::super::theme::Theme;
use super::borders::Borders;
use super::label::Label;
use super::loops::Loops;
use super::plan::{Keys, Layout};
use super::sequence::Item;
use crate::model::{GroupId, Model};

/// A model, and what its statements are written by.
pub(super) struct Lowering<'m> {
    pub(super) model: &'m Model,
    pub(super) options: &'m Options<'m>,
    pub(super) ids: Ids<'m>,
    pub(super) labels: Vec<Label<'m>>,
    pub(super) layout: Layout,
    /// The nodes and groups in the order in which Graphviz is to find them.
    pub(super) items: Vec<Item>,
    pub(super) borders: Borders,
    pub(super) loops: Loops,
    /// Whether edges lead from below to above.
    pub(super) is_upward: bool,
    /// The rows of each group.
    pub(super) rows: HashMap<GroupId, Vec<usize>>,
    pub(super) keys: Keys,
    pub(super) theme: &'static Theme,
    pub(super) inks: Inks<'m>,
    /// Whether any node shows an image.
    pub(super) has_icons: bool,
    /// What the picture has and groups must not have from it.
    pub(super) only_the_pictures: Vec<&'static str>,
}
