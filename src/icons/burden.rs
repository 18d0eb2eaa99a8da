//! How much there is to draw in an SVG, counted before it is read in earnest.
//!
//! A few elements that show each other a few times over can come to more than any machine can draw. What is used
//! counts as often as it is used; what is too much, too deep, or uses itself is refused.

use std::collections::HashMap;

use simplecss::{AttributeOperator, PseudoClass, StyleSheet};
use usvg::roxmltree::{Document, Node, NodeId};

use super::Wrong;
use super::drawing::references;

/// The most elements that are drawn.
const MOST_DRAWN: u64 = 100_000;

/// The most elements in the document.
const MOST_ELEMENTS: usize = 20_000;

/// How deep elements may stand in each other, those they use included.
const DEEPEST: u32 = 128;

/// As many elements is a bitmap worth.
const OF_A_BITMAP: u64 = 500;

/// How often a byte of a style may be looked at: simplecss, which usvg reads styles with, goes back to their start
/// after each part.
const MOST_LOOKS: usize = 256 << 20;

/// How often rules of style may be tried on elements.
const MOST_TRIED: usize = 4_000_000;

pub(super) fn too_much() -> Wrong {
    Wrong::new(format!("draws more than {MOST_DRAWN} things"))
}

/// What drawing an element comes to.
#[derive(Clone, Copy, Default)]
struct Burden {
    /// Elements drawn.
    drawn: u64,
    /// Bytes of path data: no path has more corners than that.
    corners: u64,
    /// How deep it goes.
    depth: u32,
}

enum Step<'d, 'i> {
    Enter(Node<'d, 'i>),
    Leave(Node<'d, 'i>),
}

/// What an element shows besides its children.
struct Use<'d, 'i> {
    of: Node<'d, 'i>,
    times: Times,
}

/// How often what is used is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Times {
    /// Once.
    Once,
    /// For each element inside, since these take it over.
    EachElement,
    /// For each corner of each element inside.
    EachCorner,
}

/// Whether a document can be drawn in reasonable time.
pub(super) fn check(document: &Document) -> Result<(), Wrong> {
    let elements = document.descendants().filter(Node::is_element).count();
    if elements > MOST_ELEMENTS {
        return Err(Wrong::new(format!(
            "has more than {MOST_ELEMENTS} elements"
        )));
    }
    if looks_at_styles(document) > MOST_LOOKS {
        return Err(Wrong::new("has styles that are too long"));
    }
    let styles = styles(document);
    if styles.rules.len().saturating_mul(elements) > MOST_TRIED {
        return Err(Wrong::new("has too many rules of style"));
    }
    let mut by_id: HashMap<&str, Node> = HashMap::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            by_id.entry(id).or_insert(node);
        }
    }
    // `None` while the element is being counted.
    let mut counted: HashMap<NodeId, Option<Burden>> = HashMap::new();
    let mut steps = vec![Step::Enter(document.root_element())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) => match counted.get(&node.id()) {
                Some(Some(_)) => {}
                Some(None) => return Err(Wrong::new("uses itself")),
                None => {
                    counted.insert(node.id(), None);
                    steps.push(Step::Leave(node));
                    let uses = uses(node, &styles, &by_id);
                    steps.extend(uses.into_iter().map(|used| Step::Enter(used.of)));
                    steps.extend(node.children().filter(Node::is_element).map(Step::Enter));
                }
            },
            Step::Leave(node) => {
                let burden = burden(node, &uses(node, &styles, &by_id), &counted);
                if burden.depth > DEEPEST {
                    return Err(Wrong::new(format!("is nested deeper than {DEEPEST}")));
                }
                if burden.drawn > MOST_DRAWN {
                    return Err(too_much());
                }
                counted.insert(node.id(), Some(burden));
            }
        }
    }
    Ok(())
}

/// What an element comes to, when all that it holds and uses has been counted.
fn burden(node: Node, uses: &[Use], counted: &HashMap<NodeId, Option<Burden>>) -> Burden {
    let of = |node: Node| {
        counted
            .get(&node.id())
            .copied()
            .flatten()
            .unwrap_or_default()
    };
    let is_bitmap = matches!(node.tag_name().name(), "image" | "feImage");
    let data = ["d", "points"].map(|key| node.attribute(key).map_or(0, str::len) as u64);
    let mut all = Burden {
        drawn: if is_bitmap { OF_A_BITMAP } else { 1 },
        corners: data.iter().sum(),
        depth: 0,
    };
    let once = uses.iter().filter(|used| used.times == Times::Once);
    let inside = node.children().filter(Node::is_element);
    for part in inside.chain(once.map(|used| used.of)).map(of) {
        all.drawn = all.drawn.saturating_add(part.drawn);
        all.corners = all.corners.saturating_add(part.corners);
        all.depth = all.depth.max(part.depth);
    }
    let (elements, corners) = (all.drawn, all.corners);
    for used in uses {
        let times = match used.times {
            Times::Once => continue,
            Times::EachElement => elements,
            // A corner takes two bytes at the least.
            Times::EachCorner => elements.saturating_add(corners / 2),
        };
        let part = of(used.of);
        all.drawn = all.drawn.saturating_add(part.drawn.saturating_mul(times));
        all.depth = all.depth.max(part.depth);
    }
    all.depth += 1;
    all
}

fn uses<'d, 'i>(
    node: Node<'d, 'i>,
    styles: &StyleSheet,
    by_id: &HashMap<&str, Node<'d, 'i>>,
) -> Vec<Use<'d, 'i>> {
    // A link to somewhere shows nothing.
    if node.tag_name().name() == "a" {
        return Vec::new();
    }
    let mut uses = Vec::new();
    let mut add = |key: &str, value: &str| {
        for id in references(key, value) {
            if let Some(&of) = by_id.get(id) {
                let times = match key {
                    "fill" | "stroke" => Times::EachElement,
                    _ if key.starts_with("marker") => Times::EachCorner,
                    _ => Times::Once,
                };
                uses.push(Use { of, times });
            }
        }
    };
    for attribute in node.attributes() {
        if attribute.name() != "style" {
            add(attribute.name(), attribute.value());
        }
    }
    let own = node.attribute("style").unwrap_or_default();
    for declaration in simplecss::DeclarationTokenizer::from(own) {
        add(declaration.name, declaration.value);
    }
    for rule in &styles.rules {
        let mut links = rule
            .declarations
            .iter()
            .filter(|declaration| declaration.value.contains("url("))
            .peekable();
        if links.peek().is_some() && rule.selector.matches(&Styled(node)) {
            links.for_each(|declaration| add(declaration.name, declaration.value));
        }
    }
    uses
}

/// The rules of all its `style` elements, as usvg collects them.
fn styles<'d>(document: &'d Document) -> StyleSheet<'d> {
    let mut styles = StyleSheet::new();
    for node in document.descendants() {
        if node.tag_name().name() == "style"
            && let Some(text) = node.text()
        {
            styles.parse_more(text);
        }
    }
    styles
}

fn looks_at_styles(document: &Document) -> usize {
    let looks = |text: &str| {
        let parts = text.bytes().filter(|byte| b"{};:,".contains(byte)).count();
        text.len().saturating_mul(parts)
    };
    document
        .descendants()
        .map(|node| match node.tag_name().name() {
            "style" => node.text().map_or(0, looks),
            _ => node.attribute("style").map_or(0, looks),
        })
        .fold(0, usize::saturating_add)
}

/// An element as rules of style see it.
struct Styled<'d, 'i>(Node<'d, 'i>);

impl simplecss::Element for Styled<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Styled)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Styled)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator) -> bool {
        self.0
            .attribute(name)
            .is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass) -> bool {
        class == PseudoClass::FirstChild && self.prev_sibling_element().is_none()
    }
}
