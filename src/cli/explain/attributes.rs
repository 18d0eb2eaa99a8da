//! Attributes as `certdot explain` prints them.

use crate::attributes::{Attribute, Element, KeyError, all, find};

/// The keys of all attributes.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    all().map(|key| key.name())
}

/// All attributes that an element takes, certdot's own first.
pub(super) fn of_element(element: Element) -> String {
    let mut text = format!("The attributes of {}:\n", with_article(element));
    let attributes = || all().map(|key| key.attribute());
    for own in [true, false] {
        if !own {
            text += "\nGraphviz's, passed on to it:\n";
        }
        for attribute in attributes().filter(|a| a.own == own && a.belongs_to(element)) {
            let since = since(attribute);
            text += &format!(
                "\n  {}: {}{since}\n      takes {}\n",
                attribute.name,
                attribute.doc,
                attribute.kind.expected()
            );
        }
    }
    text
}

/// What a key means, on each of the elements that take it.
pub(super) fn of_key(name: &str) -> Option<String> {
    let parts: Vec<String> = all()
        .map(|key| key.attribute())
        .filter(|attribute| attribute.name == name)
        .map(|attribute| {
            let elements: Vec<&str> = attribute.elements().map(with_article).collect();
            let elements = match elements.split_last() {
                Some((last, most)) if !most.is_empty() => {
                    format!("{} or {last}", most.join(", "))
                }
                _ => elements.concat(),
            };
            let more = if attribute.own {
                String::new()
            } else {
                let name = attribute.dot_name().unwrap_or(attribute.name);
                format!("\n\nGraphviz: https://graphviz.org/docs/attrs/{name}/")
            };
            format!(
                "`{name}` of {elements}: {}{}\n\ntakes {}{more}\n",
                attribute.doc,
                since(attribute),
                attribute.kind.expected()
            )
        })
        .collect();
    if parts.is_empty() {
        Element::ALL.iter().find_map(|element| match find(*element, name) {
            Err(KeyError::Refused { instead }) => Some(format!(
                "`{name}` of {} cannot be set: certdot sets it itself, or it would break the picture\n\ninstead: {instead}\n",
                with_article(*element)
            )),
            _ => None,
        })
    } else {
        Some(parts.join("\n"))
    }
}

fn with_article(element: Element) -> &'static str {
    match element {
        Element::Diagram => "the diagram",
        Element::Cert => "a cert",
        Element::Node => "a node",
        Element::Group => "a group",
        Element::Edge => "an edge",
    }
}

fn since(attribute: &Attribute) -> String {
    attribute.since.map_or(String::new(), |version| {
        format!(" (since Graphviz {version})")
    })
}
