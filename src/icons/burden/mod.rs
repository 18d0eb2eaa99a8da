//! How much there is to draw in an SVG, counted before it is read in earnest.
//!
//! A few elements that show each other a few times over can come to more than any machine can draw. What is used
//! counts as often as it is used; what is too much, too deep, or uses itself is refused.

mod curves;
pub(super) mod dashes;
pub(super) mod markup;
mod styles;
#[cfg(test)]
mod tests;
pub(super) mod tree;

use std::collections::HashMap;

use simplecss::StyleSheet;
use usvg::roxmltree::{Document, Node, NodeId};

use super::references::references;
use super::wrong::IconError;
use styles::{Styled, own_style, styles};

/// The most elements that are drawn.
const MOST_DRAWN: u64 = 100_000;

/// The most elements in the document.
const MOST_ELEMENTS: usize = 20_000;

/// How deep elements may be nested, including those they use.
const DEEPEST: u32 = 128;

/// As many elements is a bitmap worth.
const OF_A_BITMAP: u64 = 500;

/// The most bytes of the data of paths, as often as they are drawn.
const MOST_CORNERS: u64 = 1 << 20;

pub(super) fn too_much() -> IconError {
    IconError::new(format!("draws more than {MOST_DRAWN} shapes"))
}

/// What drawing an element comes to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Burden {
    /// Elements drawn.
    pub(super) drawn: u64,
    /// Bytes of path data: no path has more corners than that.
    pub(super) corners: u64,
    /// How deep it goes.
    depth: u32,
    /// How long all its lines are together, if some lines are dashed.
    length: f64,
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

/// What there is to draw in a document, if that can be done in reasonable time.
pub(super) fn check(document: &Document) -> Result<Burden, IconError> {
    let elements = document.descendants().filter(Node::is_element).count();
    if elements > MOST_ELEMENTS {
        return Err(IconError::new(format!(
            "has more than {MOST_ELEMENTS} elements"
        )));
    }
    let styles = styles(document)?;
    curves::check(document, &styles)?;
    let dash = dashes::shortest(document, &styles);
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
                Some(None) => return Err(IconError::new("uses itself")),
                None => {
                    counted.insert(node.id(), None);
                    steps.push(Step::Leave(node));
                    let uses = uses(node, &styles, &by_id);
                    steps.extend(uses.into_iter().map(|used| Step::Enter(used.of)));
                    steps.extend(node.children().filter(Node::is_element).map(Step::Enter));
                }
            },
            Step::Leave(node) => {
                let uses = uses(node, &styles, &by_id);
                let burden = burden(node, &uses, &counted, dash.is_some());
                if burden.depth > DEEPEST {
                    return Err(IconError::new(format!(
                        "is nested more than {DEEPEST} levels deep"
                    )));
                }
                if burden.drawn > MOST_DRAWN {
                    return Err(too_much());
                }
                if burden.corners > MOST_CORNERS {
                    return Err(IconError::new("has more than 1 MiB of path data"));
                }
                counted.insert(node.id(), Some(burden));
            }
        }
    }
    let all = counted.get(&document.root_element().id());
    let all = all.copied().flatten().unwrap_or_default();
    dashes::check(all.length, dash)?;
    Ok(all)
}

/// What an element comes to, when all that it holds and uses has been counted.
fn burden(
    node: Node,
    uses: &[Use],
    counted: &HashMap<NodeId, Option<Burden>>,
    is_measured: bool,
) -> Burden {
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
        length: if is_measured {
            dashes::length(node)
        } else {
            0.0
        },
    };
    let once = uses.iter().filter(|used| used.times == Times::Once);
    let inside = node.children().filter(Node::is_element);
    for part in inside.chain(once.map(|used| used.of)).map(of) {
        all.drawn = all.drawn.saturating_add(part.drawn);
        all.corners = all.corners.saturating_add(part.corners);
        all.depth = all.depth.max(part.depth);
        all.length += part.length;
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
        all.corners = all
            .corners
            .saturating_add(part.corners.saturating_mul(times));
        all.length += part.length * times as f64;
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
    for (name, value) in own_style(node) {
        add(name, value);
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
