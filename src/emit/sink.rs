//! The statements of DOT, as they are lowered one after the other.

use std::borrow::Cow;

use super::quote;

/// What takes statements.
///
/// A statement that takes attributes is begun, given its attributes, and ended by [`end_list`](Sink::end_list).
pub(super) trait Sink {
    /// What can go wrong in taking them.
    type Error;

    /// `digraph name {`
    fn begin_graph(&mut self, name: Id<'_>) -> Result<(), Self::Error>;

    /// `}`
    fn end_graph(&mut self) -> Result<(), Self::Error>;

    /// `subgraph "cluster_…" {`
    fn begin_cluster(&mut self, id: Id<'_>) -> Result<(), Self::Error>;

    /// `{ rank=same; a; b; }`
    fn row(&mut self, ids: &mut dyn Iterator<Item = Id<'_>>) -> Result<(), Self::Error>;

    /// `a; b;`: nodes that are declared later, in the order in which Graphviz is to find them.
    fn before(&mut self, ids: &mut dyn Iterator<Item = Id<'_>>) -> Result<(), Self::Error>;

    /// `}`
    fn end_cluster(&mut self) -> Result<(), Self::Error>;

    /// `graph […]`, `node […]` or `edge […]`
    fn begin_defaults(&mut self, of: Defaults) -> Result<(), Self::Error>;

    /// `id […]`
    fn begin_node(&mut self, id: Id<'_>) -> Result<(), Self::Error>;

    /// `tail -> head […]`
    fn begin_edge(&mut self, tail: Id<'_>, head: Id<'_>) -> Result<(), Self::Error>;

    /// `key=value`
    fn attribute(&mut self, key: &'static str, value: Value<'_>);

    /// `]`
    fn end_list(&mut self) -> Result<(), Self::Error>;
}

/// Of what a statement sets the defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Defaults {
    Graph,
    Node,
    Edge,
}

/// An id: UTF-8, and the names in it are escaped already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Id<'a> {
    /// A node's or the graph's.
    Node(Cow<'a, [u8]>),
    /// A group's cluster's: its path with a slash behind it.
    Cluster(Cow<'a, [u8]>),
    /// What certdot adds to a group: the group's path with a slash behind it.
    Added(Cow<'a, [u8]>),
}

impl Id<'_> {
    /// Appends what stands between the quotes.
    pub(super) fn quote(&self, out: &mut Vec<u8>) {
        match self {
            Id::Node(id) => quote::id(out, id),
            Id::Cluster(path) => {
                out.extend_from_slice(b"cluster_");
                quote::id(out, path.strip_suffix(b"/").unwrap_or(path));
            }
            Id::Added(path) => {
                quote::id(out, path);
                out.push(b'#');
            }
        }
    }
}

impl Id<'_> {
    /// The id as it is read: without what only stands for Graphviz between the quotes.
    pub(super) fn read(&self) -> String {
        let mut quoted = Vec::new();
        self.quote(&mut quoted);
        quote::unquote(&String::from_utf8_lossy(&quoted)).replace("&amp;", "&")
    }
}

/// The value of an attribute.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    /// Text that is drawn.
    Label(&'a str),
    /// Text that is the same between quotes, in parts that come one after the other.
    Plain(&'a [&'a str]),
    /// Text under the pointer: the parts, one after the other.
    Tooltip(&'a [&'a str]),
    /// A value without quotes, backslashes and line ends.
    Verbatim(&'a str),
    /// CSS classes: the first may be any text, of which the characters that no class may have are replaced.
    Classes(&'a str, &'a str),
    /// An id.
    Id(&'a Id<'a>),
    /// An HTML-like label, without its outer angle brackets.
    Html(&'a str),
}
