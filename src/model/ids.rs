//! The numbers by which nodes and groups refer to each other.

/// The number of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// The number as an index into [`Model::nodes`](super::Model::nodes).
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The number of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(pub(crate) u32);

impl GroupId {
    /// The file: the outermost scope, which is not drawn.
    pub const FILE: GroupId = GroupId(0);

    /// The number as an index into [`Model::groups`](super::Model::groups).
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
