//! What is ordered, and what the layout makes of it.

use crate::model::{GroupId, NodeId};

/// A node or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit::lower) enum Item {
    Node(NodeId),
    /// What stands in it comes behind it.
    Group(GroupId),
}

/// What the layout makes of the order in which it finds things.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::emit::lower) struct Conventions {
    /// Whether it draws first what it finds first, or last, at all.
    pub(in crate::emit::lower) minds_order: bool,
    /// Whether edges lead to the right or to the left, not up or down.
    pub(in crate::emit::lower) is_sideways: bool,
    /// Whether edges lead up.
    pub(in crate::emit::lower) is_upward: bool,
    /// Whether it goes through groups from the first to the last.
    pub(in crate::emit::lower) is_forward: bool,
}
