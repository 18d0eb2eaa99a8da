//! What a reader is told who cannot see the picture.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::{Arrow, End, GroupId, Model};
use crate::attributes::{Element, get};

/// A text that is made has so many characters at most, as readers count them: what is longer is tiring to hear.
const LONGEST: usize = 200;

/// Of a title, so many.
const LONGEST_TITLE: usize = 100;

/// Of the name of a node, so many.
const LONGEST_NAME: usize = 50;

/// More starts or ends than these are counted, not named.
const FEW: usize = 3;

impl Model {
    /// What a reader is told who cannot see the picture: what the diagram says; if it says nothing of that, its title and
    /// what is drawn.
    pub fn alt(&self) -> Cow<'_, str> {
        if let Some(said) = self.said_alt() {
            return said.into();
        }
        let title = self.title.map(|title| plain(self.text(title)));
        let title = title.map(|title| cut(title.trim_end_matches(['.', ':']), LONGEST_TITLE));
        match title.as_deref() {
            None | Some("") => self.summary().into(),
            Some(title) => {
                let most = LONGEST.saturating_sub(title.graphemes(true).count() + ": ".len());
                format!("{title}: s{}", self.rest_of_summary(most)).into()
            }
        }
    }

    /// What the diagram's `alt` says. If it says nothing, the picture only adorns what is around it.
    pub fn said_alt(&self) -> Option<&str> {
        let said = self.setting(self.diagram, get(Element::Diagram, "alt")?)?;
        Some(self.text(said).trim())
    }

    /// What is drawn, in a sentence: of how many nodes it is, and from where to where it leads.
    pub fn summary(&self) -> String {
        format!("S{}", self.rest_of_summary(LONGEST))
    }

    /// The same without its first letter, which may stand in the middle of a sentence.
    fn rest_of_summary(&self, most: usize) -> String {
        let begin = format!("kill tree of {}", self.size());
        let starts_and_ends = self.starts_and_ends();
        [FEW, 1, 0]
            .into_iter()
            .map(|few| format!("{begin}{}.", self.course(&starts_and_ends, few)))
            .find(|text| text.graphemes(true).count() < most)
            .unwrap_or(begin)
    }

    fn size(&self) -> String {
        // The first group is the file.
        match (self.nodes.len(), self.groups.len().saturating_sub(1)) {
            (nodes, 0) => count(nodes, "node"),
            (0, groups) => count(groups, "group"),
            (nodes, groups) => format!("{} in {}", count(nodes, "node"), count(groups, "group")),
        }
    }

    /// From where to where it leads. Up to `few` are named.
    fn course(&self, [starts, ends]: &[Vec<End>; 2], few: usize) -> String {
        let told = |all: &[End], noun| {
            if all.len() <= few {
                list(all.iter().map(|end| self.name_of(*end)).collect())
            } else {
                count(all.len(), noun)
            }
        };
        match (starts.is_empty(), ends.is_empty()) {
            (true, true) if self.edges.is_empty() && self.nodes.len() <= few => {
                let names = self.nodes.iter();
                let names = names.map(|node| self.spoken(node.label, node.name));
                match list(names.collect()) {
                    names if names.is_empty() => names,
                    names => format!(": {names}"),
                }
            }
            (true, true) => String::new(),
            (false, true) => format!(", from {}", told(starts, "start")),
            (true, false) => format!(", to {}", told(ends, "end")),
            (false, false) => {
                format!(", from {} to {}", told(starts, "start"), told(ends, "end"))
            }
        }
    }

    /// Where arrows only leave, and where they only arrive. An arrow at the border of a group is one of all that is in it,
    /// and the group itself counts only where none in it has arrows of its own.
    fn starts_and_ends(&self) -> [Vec<End>; 2] {
        let mut nodes = vec![Arrows::default(); self.nodes.len()];
        let mut groups = vec![Arrows::default(); self.groups.len()];
        let mut has_arrows_inside = vec![false; self.groups.len()];
        for edge in &self.edges {
            let (from, to) = match self.looks[edge.look.index()].arrow {
                Arrow::Forward => (edge.left, edge.right),
                Arrow::Back => (edge.right, edge.left),
                // These say no order.
                Arrow::Line | Arrow::Both => continue,
            };
            if from == to {
                continue;
            }
            for (end, leaves) in [(from, true), (to, false)] {
                let arrows = match (end.as_node(), end.as_group()) {
                    (Some(node), _) => {
                        let around = self.node(node).group;
                        has_arrows_inside[around.index()] = true;
                        &mut nodes[node.index()]
                    }
                    (_, Some(group)) => {
                        let around = self.group(group).parent;
                        has_arrows_inside[around.index()] = true;
                        &mut groups[group.index()]
                    }
                    (None, None) => continue,
                };
                arrows.leave |= leaves;
                arrows.arrive |= !leaves;
            }
        }
        // Each group comes after the one around it.
        let own = groups.clone();
        for (index, group) in self.groups.iter().enumerate().skip(1) {
            let around = groups[group.parent.index()];
            groups[index] = groups[index].and(around);
        }
        for (index, group) in self.groups.iter().enumerate().skip(1).rev() {
            has_arrows_inside[group.parent.index()] |= has_arrows_inside[index];
        }
        let nodes = (0..).zip(&self.nodes).zip(&nodes);
        let nodes = nodes
            .filter(|(_, own)| own.are_any())
            .map(|((id, node), own)| {
                let end = End::node(super::NodeId(id));
                (end, own.and(groups[node.group.index()]))
            });
        let groups = (0..).zip(&groups).zip(own.iter().zip(&has_arrows_inside));
        let groups = groups
            .filter(|(_, (own, has_arrows_inside))| own.are_any() && !**has_arrows_inside)
            .map(|((id, all), _)| (End::group(GroupId(id)), *all));
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        for (end, arrows) in nodes.chain(groups) {
            match (arrows.leave, arrows.arrive) {
                (true, false) => starts.push(end),
                (false, true) => ends.push(end),
                _ => {}
            }
        }
        [starts, ends]
    }

    fn name_of(&self, end: End) -> String {
        match (end.as_node(), end.as_group()) {
            (Some(node), _) => {
                let node = self.node(node);
                self.spoken(node.label, node.name)
            }
            (_, Some(group)) => {
                let group = self.group(group);
                self.spoken(group.label, group.name)
            }
            (None, None) => String::new(),
        }
    }

    /// What is written on something, or its name if that says nothing.
    fn spoken(&self, label: Option<super::Text>, name: super::Text) -> String {
        let label = label.map(|label| plain(self.text(label)));
        let text = label.filter(|label| !label.is_empty());
        cut(
            &text.unwrap_or_else(|| plain(self.text(name))),
            LONGEST_NAME,
        )
    }
}

/// Which arrows there are at something.
#[derive(Clone, Copy, Default)]
struct Arrows {
    leave: bool,
    arrive: bool,
}

impl Arrows {
    fn are_any(self) -> bool {
        self.leave || self.arrive
    }

    fn and(self, other: Arrows) -> Arrows {
        Arrows {
            leave: self.leave || other.leave,
            arrive: self.arrive || other.arrive,
        }
    }
}

fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// `a, b and c`
fn list(mut names: Vec<String>) -> String {
    match (names.pop(), names.is_empty()) {
        (None, _) => String::new(),
        (Some(last), true) => last,
        (Some(last), false) => format!("{} and {last}", names.join(", ")),
    }
}

/// A text on one line, without what cannot be spoken.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text of so many characters at most, cut between two words if they are not very long.
fn cut(text: &str, most: usize) -> String {
    if text.graphemes(true).count() <= most {
        return text.to_owned();
    }
    let end = text.grapheme_indices(true).nth(most - 1);
    let begin = &text[..end.map_or(text.len(), |(end, _)| end)];
    // The cut may be at the end of a word.
    let is_whole = text[begin.len()..].starts_with(' ');
    let word = begin
        .rfind(' ')
        .filter(|end| !is_whole && *end > begin.len() / 2);
    let begin = &begin[..word.unwrap_or(begin.len())];
    format!("{}…", begin.trim_end_matches([' ', ',', ';', ':', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_between_words_and_never_in_a_character() {
        for (text, most, shown) in [
            ("one two three", 13, "one two three"),
            ("one two three", 12, "one two…"),
            ("one two three", 8, "one two…"),
            ("one, two", 5, "one…"),
            ("donaudampfschiff", 6, "donau…"),
            ("a donaudampfschiff", 8, "a donau…"),
            ("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 2, "👨‍👩‍👧…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
        ] {
            assert_eq!(cut(text, most), shown, "{text}");
        }
    }

    #[test]
    fn a_text_is_on_one_line() {
        assert_eq!(plain(" a\n\tb\u{a0}\u{7}c "), "a b c");
        assert_eq!(list(vec![]), "");
        let names = |names: &[&str]| list(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(names(&["a"]), "a");
        assert_eq!(names(&["a", "b", "c"]), "a, b and c");
    }
}
