//! Boxes and what stands in them.

use std::ops::Range;

use super::ids::{GroupId, NodeId};
use super::{SettingsId, Text};
use crate::source::Span;

/// A box around nodes and other boxes.
#[derive(Clone, Debug)]
pub struct Group {
    /// The name; empty for the file.
    pub name: Text,
    /// The group in which it stands; the file stands in itself.
    pub parent: GroupId,
    /// What is written on it, if not its name.
    pub label: Option<Text>,
    /// What is said of it, and of groups around it for all groups inside them.
    pub settings: SettingsId,
    /// The defaults of the nodes in it: its own, then those of the groups around it.
    pub node_defaults: SettingsId,
    /// The numbers of the groups inside it, itself first, where groups are numbered from the outside in.
    pub within: Range<u32>,
    /// Where it was first said.
    pub at: Span,
    /// How many nodes were said before it.
    pub nodes_before: u32,
}

/// Nodes to draw on one rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The group in which they stand.
    pub group: GroupId,
    /// The nodes in the order said, none of them twice.
    pub nodes: Vec<NodeId>,
}
