//! Nodes and the certs that they show.

use std::path::PathBuf;

use super::ids::{GroupId, NodeId};
use super::{SettingsId, Text};
use crate::icons::Content;
use crate::source::Span;

/// The number of a cert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CertId(pub(crate) std::num::NonZeroU32);

impl CertId {
    /// The cert with this index.
    pub(crate) fn new(index: usize) -> CertId {
        CertId(std::num::NonZeroU32::MIN.saturating_add(index as u32))
    }

    /// The number as an index into [`Model::certs`](super::Model::certs).
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// The number of an icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IconId(pub(crate) std::num::NonZeroU32);

impl IconId {
    /// The icon with this index.
    pub(crate) fn new(index: usize) -> IconId {
        IconId(std::num::NonZeroU32::MIN.saturating_add(index as u32))
    }

    /// The number as an index into [`Model::icons`](super::Model::icons).
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Something drawn.
#[derive(Clone, Debug)]
pub struct Node {
    /// The name.
    pub name: Text,
    /// The group in which it stands.
    pub group: GroupId,
    /// 0 if it is the first of its name in its group, else 2 for the second, 3 for the third …
    pub ordinal: u32,
    /// What is written on it, if not its name: its own label or its cert's or its group's default.
    pub label: Option<Text>,
    /// What is said of it.
    pub settings: SettingsId,
    /// The cert that it shows.
    pub cert: Option<CertId>,
    /// Its picture.
    pub icon: Option<IconId>,
    /// Where it was declared, or else first said.
    pub at: Span,
    /// Whether something declares it; if not, it was made by being said.
    pub is_declared: bool,
}

/// An entry of the catalogue.
#[derive(Clone, Debug)]
pub struct Cert {
    /// The name.
    pub name: Text,
    /// What is written on its nodes, if that is said.
    pub label: Option<Text>,
    /// What is said of it, its label apart.
    pub settings: SettingsId,
    /// Where it was declared: in the file itself if it declares it, else where it was first declared.
    pub at: Span,
    /// Whether the file itself declares it, and not only a file that it uses.
    pub is_own: bool,
}

/// A picture to show on nodes.
#[derive(Clone, Debug)]
pub struct Icon {
    /// What it is called: as the user named it, or as it was found.
    pub name: String,
    /// The file that holds it, if one does: relative to the working directory if it lies below that, else absolute.
    pub file: Option<PathBuf>,
    /// What is drawn.
    pub content: Content,
    /// Where it is first asked for.
    pub at: Span,
}

/// A node that nothing declares and that a group inside its own says too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The node.
    pub node: NodeId,
    /// The inner group.
    pub group: GroupId,
    /// Where it says the node.
    pub at: Span,
    /// Where the node is said outside that group, and the path that would lead from there to one in the group. Empty if
    /// there is a place from which none does, and if groups in that group say the node too.
    pub outside: Vec<(Span, Vec<Text>)>,
}
