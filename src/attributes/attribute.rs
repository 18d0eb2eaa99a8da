//! One attribute.

use super::element::{Element, elements};
use super::kind::{Kind, Text};

/// One attribute: a key together with the elements that take it in the same sense. A key that means
/// two things (`labelloc` of a node and of a group) is two attributes.
#[derive(Clone, Copy, Debug)]
pub struct Attribute {
    /// The key.
    pub name: &'static str,
    /// The values it takes.
    pub kind: Kind,
    /// What it does, in one line.
    pub doc: &'static str,
    /// Whether it is certdot's own; otherwise Graphviz's, passed on.
    pub own: bool,
    /// The first version of Graphviz that supports it, where 2.43 does not.
    pub since: Option<&'static str>,
    pub(super) elements: u8,
}

impl Attribute {
    /// Whether this element takes it.
    pub fn belongs_to(&self, element: Element) -> bool {
        self.elements & element.bit() != 0
    }

    /// The elements that take it.
    pub fn elements(&self) -> impl Iterator<Item = Element> + use<> {
        elements(self.elements)
    }

    /// How its value is written in DOT.
    pub fn text(&self) -> Text {
        self.kind.text()
    }

    /// Its name in Graphviz; none if certdot turns it into something else.
    pub fn dot_name(&self) -> Option<&'static str> {
        match self.name {
            "url" => Some("URL"),
            "label" | "tooltip" | "class" | "layout" => Some(self.name),
            _ if self.own => None,
            _ => Some(self.name),
        }
    }
}
