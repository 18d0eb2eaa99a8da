//! Rules of style: which there are, what it takes to try them, and which elements they are about.

use simplecss::{
    AttributeOperator, DeclarationTokenizer, PseudoClass, Rule, SelectorToken, SelectorTokenizer,
    StyleSheet,
};
use usvg::roxmltree::{Document, Node};

use super::super::wrong::IconError;

/// How often a byte of a style may be looked at: simplecss, which usvg reads styles with, goes back to their start
/// after each part.
const MOST_LOOKS: usize = 256 << 20;

/// The most style sheets: with each, all rules are sorted again.
const MOST_SHEETS: usize = 100;

/// How often parts of rules may be tried on elements.
const MOST_TRIED: usize = 8_000_000;

/// The rules of all its `style` elements, as usvg collects them, if they can be tried on all elements in reasonable
/// time.
pub(super) fn styles<'d>(document: &'d Document) -> Result<StyleSheet<'d>, IconError> {
    let is_sheet = |node: &Node| node.tag_name().name() == "style";
    if document.descendants().filter(is_sheet).count() > MOST_SHEETS {
        return Err(IconError::new(format!(
            "has more than {MOST_SHEETS} style sheets"
        )));
    }
    if looks(document) > MOST_LOOKS {
        return Err(IconError::new("has styles that are too long"));
    }
    let mut styles = StyleSheet::new();
    let mut elements: usize = 0;
    for node in document.descendants().filter(Node::is_element) {
        elements += 1;
        if is_sheet(&node)
            && let Some(text) = node.text()
        {
            styles.parse_more(text);
        }
    }
    if styles.rules.is_empty() {
        return Ok(styles);
    }
    let depth = depth(document);
    let tries = styles.rules.iter().map(|rule| tries(rule, depth));
    if tries
        .fold(0, usize::saturating_add)
        .saturating_mul(elements)
        > MOST_TRIED
    {
        return Err(IconError::new(
            "has too many style rules, or style rules that are nested too deep",
        ));
    }
    Ok(styles)
}

/// What it takes to try a rule on an element so deep: for each `A B` in its selector, all elements around are tried, and
/// for each of those all around it.
fn tries(rule: &Rule, depth: usize) -> usize {
    let selector = rule.selector.to_string();
    let (mut parts, mut deep) = (0_usize, 0_u32);
    for token in SelectorTokenizer::from(selector.as_str()).map_while(Result::ok) {
        parts += 1;
        deep += u32::from(matches!(token, SelectorToken::DescendantCombinator));
    }
    depth
        .saturating_pow(deep)
        .saturating_mul(parts.max(1))
        .saturating_add(rule.declarations.len())
}

/// The depth of its deepest element.
fn depth(document: &Document) -> usize {
    let mut deepest = 0;
    let mut stack = vec![(document.root_element(), 1)];
    while let Some((node, depth)) = stack.pop() {
        deepest = deepest.max(depth);
        let inside = node.children().filter(Node::is_element);
        stack.extend(inside.map(|child| (child, depth + 1)));
    }
    deepest
}

fn looks(document: &Document) -> usize {
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

/// The style that an element sets itself: names and values.
pub(super) fn own_style<'d>(node: Node<'d, '_>) -> impl Iterator<Item = (&'d str, &'d str)> {
    let style = node.attribute("style").unwrap_or_default();
    DeclarationTokenizer::from(style).map(|declaration| (declaration.name, declaration.value))
}

/// An element as rules of style see it.
pub(super) struct Styled<'d, 'i>(pub(super) Node<'d, 'i>);

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
