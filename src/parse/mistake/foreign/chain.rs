//! A chain, however another language spells it → the chain as this language writes it.

use super::keys::{Pair, list};

/// Nodes and the arrows between them, ready to be written.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain {
    pub(super) segments: Vec<Vec<Term>>,
    /// What is between two segments.
    pub(super) joints: Vec<ChainLink>,
    /// The group that the chain is placed in.
    pub(super) place: Option<String>,
}

/// A node of a chain.
#[derive(Clone, Debug, Default)]
pub(super) struct Term {
    /// `new ` or `each `, or nothing.
    pub(super) modifier: &'static str,
    /// As it is written in a file.
    pub(super) name: String,
    /// The groups and the node of a name such as `a.b`.
    pub(super) dotted: Option<(String, String)>,
    pub(super) label: Option<String>,
    pub(super) pairs: Vec<Pair>,
}

/// An arrow, perhaps with a link, which then has it on both sides.
#[derive(Clone, Debug)]
pub(super) struct ChainLink {
    pub(super) arrow: &'static str,
    pub(super) link: Option<Link>,
}

/// The style, label and attributes of an edge.
#[derive(Clone, Debug, Default)]
pub(super) struct Link {
    /// A named style; without one, `edge`.
    pub(super) style: Option<String>,
    pub(super) label: Option<String>,
    pub(super) pairs: Vec<Pair>,
}

impl Chain {
    pub(super) fn terms(&self) -> impl Iterator<Item = &Term> {
        self.segments.iter().flatten()
    }

    /// The chain as a statement.
    pub(super) fn written(&self) -> String {
        let mut text = String::new();
        if self.joints.is_empty() {
            text += "node ";
        }
        for (index, segment) in self.segments.iter().enumerate() {
            if let Some(joint) = index
                .checked_sub(1)
                .and_then(|before| self.joints.get(before))
            {
                text += &joint.written();
            }
            let terms: Vec<String> = segment.iter().map(Term::written).collect();
            text += &terms.join(", ");
        }
        if let Some(place) = &self.place {
            text += &format!(" in {place}");
        }
        text
    }

    /// The same, where a name such as `a.b` is the node `b` in the group `a`; nothing if no name is one.
    pub(super) fn written_in_groups(&self) -> Option<String> {
        let mut dotted = self.terms().filter_map(|term| term.dotted.as_ref());
        let (group, _) = dotted.next()?;
        if self.place.is_some() {
            return None;
        }
        let is_one_group = self
            .terms()
            .all(|term| matches!(&term.dotted, Some((other, _)) if other == group));
        let mut chain = self.clone();
        let mut declared: Vec<String> = Vec::new();
        for term in chain.segments.iter_mut().flatten() {
            let Some((group, node)) = &term.dotted else {
                continue;
            };
            if is_one_group {
                term.name.clone_from(node);
                continue;
            }
            let declaration = format!("node {node} in {group}; ");
            if !declared.contains(&declaration) {
                declared.push(declaration);
            }
            term.name = format!("{group}/{node}");
        }
        if is_one_group {
            chain.place = Some(group.clone());
        } else if chain.joints.is_empty() {
            return None;
        }
        Some(declared.concat() + &chain.written())
    }
}

impl Term {
    fn written(&self) -> String {
        let mut text = format!("{}{}", self.modifier, self.name);
        for more in [self.label.clone(), list(&self.pairs)]
            .into_iter()
            .flatten()
        {
            text.push(' ');
            text += &more;
        }
        text
    }
}

impl ChainLink {
    fn written(&self) -> String {
        let arrow = self.arrow;
        let Some(link) = &self.link else {
            return format!(" {arrow} ");
        };
        let style = link.style.as_deref().unwrap_or("edge");
        let mut text = format!(" {arrow} {style}");
        for more in [link.label.clone(), list(&link.pairs)]
            .into_iter()
            .flatten()
        {
            text.push(' ');
            text += &more;
        }
        format!("{text} {arrow} ")
    }
}

impl Link {
    /// Adds an attribute: a label is kept separately, and `dir` changes the arrow.
    pub(super) fn take(&mut self, pair: Pair, arrow: &mut &'static str) -> Option<()> {
        match pair.key.as_str() {
            "label" | "xlabel" if self.label.is_none() => self.label = Some(pair.string()),
            "dir" => {
                *arrow = match pair.value.trim_matches('"') {
                    "none" => "--",
                    "both" => "<>",
                    "back" => "<<",
                    "forward" => ">>",
                    _ => return None,
                }
            }
            _ => self.pairs.push(pair),
        }
        Some(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.style.is_none() && self.label.is_none() && self.pairs.is_empty()
    }
}
