//! The nouns of the language that take attributes.

/// A noun of the language that takes attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// `diagram`: the whole diagram.
    Diagram,
    /// `cert`: an entry of a catalogue, from which nodes take their appearance.
    Cert,
    /// A node, in a chain or after `node`, and the defaults of nodes.
    Node,
    /// `group`, and the defaults of groups.
    Group,
    /// An edge, a named edge style, and the defaults of edges.
    Edge,
}

impl Element {
    /// All of them, in the order of their declaration.
    pub const ALL: [Element; 5] = [
        Element::Diagram,
        Element::Cert,
        Element::Node,
        Element::Group,
        Element::Edge,
    ];

    /// Its word in the language.
    pub fn noun(self) -> &'static str {
        match self {
            Element::Diagram => "diagram",
            Element::Cert => "cert",
            Element::Node => "node",
            Element::Group => "group",
            Element::Edge => "edge",
        }
    }

    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The elements whose bits are set.
pub(super) fn elements(bits: u8) -> impl Iterator<Item = Element> {
    Element::ALL
        .into_iter()
        .filter(move |element| bits & element.bit() != 0)
}
