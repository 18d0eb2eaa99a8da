//! Edges and how they look.

use super::{GroupId, NodeId, SettingsId, Text};
use crate::source::Span;

/// One end of an edge: a node, or a group at whose border the edge ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct End(u32);

const IS_GROUP: u32 = 1 << 31;

impl End {
    /// Ends at a node.
    pub fn node(node: NodeId) -> End {
        End(node.0)
    }

    /// Ends at the border of a group.
    pub fn group(group: GroupId) -> End {
        End(group.0 | IS_GROUP)
    }

    /// This end and another as one number.
    pub(crate) fn pair_key(self, other: End) -> u64 {
        u64::from(self.0) << 32 | u64::from(other.0)
    }

    /// The node, if it is one.
    pub fn as_node(self) -> Option<NodeId> {
        (self.0 & IS_GROUP == 0).then_some(NodeId(self.0))
    }

    /// The group, if it is one.
    pub fn as_group(self) -> Option<GroupId> {
        (self.0 & IS_GROUP != 0).then_some(GroupId(self.0 & !IS_GROUP))
    }
}

/// Which ends of an edge have a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Arrow {
    /// `a >> b`
    Forward,
    /// `a << b`: from b to a, said from a.
    Back,
    /// `a -- b`
    Line,
    /// `a <> b`
    Both,
}

/// A line between two ends.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// The end said first.
    pub left: End,
    /// The end said second.
    pub right: End,
    /// How it looks.
    pub look: LookId,
    /// Where its right end was said: the position of its first byte among all files.
    pub at: u32,
}

/// The number of a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LookId(pub(crate) u32);

impl LookId {
    /// The number as an index into [`Model::looks`](super::Model::looks).
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// All that edges can share.
#[derive(Clone, Debug)]
pub struct Look {
    /// The arrow.
    pub arrow: Arrow,
    /// The named style.
    pub style: Option<StyleId>,
    /// The attributes that count: the link's own, then the style's, then the defaults of the scopes, inner first.
    pub settings: SettingsId,
}

/// The number of an edge style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StyleId(pub(crate) u32);

impl StyleId {
    /// The number as an index into [`Model::styles`](super::Model::styles).
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A named edge style.
#[derive(Clone, Debug)]
pub struct Style {
    /// The name.
    pub name: Text,
    /// What it means, if that is said.
    pub meaning: Option<Text>,
    /// How its edges look.
    pub settings: SettingsId,
    /// Where it was declared; nowhere for the one that is there from the start.
    pub at: Option<Span>,
}
