//! What follows a chain, and what the whole chain shows about its parts.

use super::{Foreign, Reader, string_of};
use crate::ast::spell;
use crate::parse::lexeme::LexemeKind;
use crate::parse::mistake::foreign::chain::{ChainLink, Term};
use crate::parse::mistake::foreign::keys::is_of_nodes;

impl Reader<'_, '_> {
    /// `: label`, `: { style.stroke: red }` or both.
    pub(super) fn after_colon(&mut self) -> Option<()> {
        let colon = self.colon?;
        let from = self.at;
        while let Some(lexeme) = self.peek()
            && !matches!(
                lexeme.kind,
                LexemeKind::OpenBlock | LexemeKind::Newline | LexemeKind::Semicolon
            )
        {
            self.at += 1;
        }
        let text = self.suspect.lexemes[from..self.at]
            .first()
            .zip(self.suspect.lexemes[from..self.at].last());
        let label = match text {
            Some((first, last)) => {
                let span = first.span.to(last.span);
                Some(string_of(&self.suspect.text[span.range()])?)
            }
            None => None,
        };
        let mut pairs = Vec::new();
        if self.is(LexemeKind::OpenBlock) {
            let open = self.peek()?.span;
            let (inside, close) = self.bracket_content()?;
            pairs = self.pairs(inside)?;
            self.note(
                Foreign::ListInBraces,
                open.to(self.suspect.lexemes[close].span),
            );
            self.at = close + 1;
        } else if self.reading.chain.joints.is_empty() {
            // `a: Label` is handled elsewhere.
            return None;
        }
        if label.is_some() {
            self.note(Foreign::LabelAfterColon, colon);
        } else if pairs.is_empty() {
            return None;
        }
        if self.reading.chain.joints.is_empty() {
            let [segment] = self.reading.chain.segments.as_mut_slice() else {
                return None;
            };
            let [term] = segment.as_mut_slice() else {
                return None;
            };
            term.label = term.label.take().or(label);
            term.pairs.extend(pairs);
            return Some(());
        }
        for joint in &mut self.reading.chain.joints {
            let link = joint.link.get_or_insert_default();
            link.label = link.label.take().or_else(|| label.clone());
            for pair in &pairs {
                link.take(pair.clone(), &mut joint.arrow)?;
            }
        }
        Some(())
    }

    /// `in group / group`, perhaps with the noun before it.
    pub(super) fn place(&mut self) -> Option<()> {
        let Some(word) = self.peek().filter(|word| self.slice(word) == "in") else {
            return Some(());
        };
        debug_assert_eq!(word.kind, LexemeKind::Word);
        self.at += 1;
        if let Some(noun) = self.peek().filter(|noun| self.slice(noun) == "group") {
            self.note(Foreign::Noun, noun.span);
            self.at += 1;
        }
        let mut place = Term::default();
        self.name(&mut place)?;
        self.reading.chain.place = Some(place.name);
        Some(())
    }

    /// DOT's and Mermaid's attributes of an edge follow its second node; here they would belong to the node.
    pub(super) fn list_at_end(&mut self) {
        let chain = &mut self.reading.chain;
        let is_edges = self.reading.arrow.is_some()
            || matches!(self.reading.found.first(), Some((Foreign::EdgeNoun, _)));
        let Some([last]) = chain.segments.last_mut().map(Vec::as_mut_slice) else {
            return;
        };
        if chain.joints.is_empty()
            || !is_edges
            || last.pairs.is_empty()
            || last.pairs.iter().any(|pair| is_of_nodes(&pair.key))
        {
            return;
        }
        let mut joints = chain.joints.clone();
        for joint in &mut joints {
            let link = joint.link.get_or_insert_default();
            for pair in &last.pairs {
                if link.take(pair.clone(), &mut joint.arrow).is_none() {
                    return;
                }
            }
            if link.is_empty() {
                joint.link = None;
            }
        }
        let pairs = std::mem::take(&mut last.pairs);
        chain.joints = joints;
        let with_list = self
            .suspect
            .lexemes
            .iter()
            .rfind(|l| l.kind == LexemeKind::OpenList);
        if let (Some(open), false) = (with_list, pairs.is_empty()) {
            let span = open.span;
            self.note(Foreign::ListAtEnd, span);
        }
    }

    /// The text in an arrow may also be a node: `a -- b --> c`.
    pub(super) fn other_reading(&mut self) {
        let Some((joint, arrow, text)) = self.text_of_arrow.take() else {
            return;
        };
        if spell(&text) != text {
            return;
        }
        let mut other = self.reading.chain.clone();
        let second = other.joints[joint].arrow;
        other.joints[joint].link = None;
        other.joints[joint].arrow = arrow;
        other.joints.insert(
            joint + 1,
            ChainLink {
                arrow: second,
                link: None,
            },
        );
        let term = Term {
            name: text,
            ..Term::default()
        };
        other.segments.insert(joint + 1, vec![term]);
        self.reading.other = Some(other);
    }

    /// Two calls of one class in a chain are two nodes: the label of each becomes its name.
    pub(super) fn settle_calls(&mut self) -> Option<()> {
        let chain = &mut self.reading.chain;
        let mut seen: Vec<(String, Option<String>)> = Vec::new();
        let mut twice: Vec<String> = Vec::new();
        for term in chain.segments.iter().flatten() {
            let same = seen.iter().find(|(name, _)| *name == term.name);
            match same {
                Some((name, label)) if *label != term.label && term.label.is_some() => {
                    twice.push(name.clone());
                }
                _ => seen.push((term.name.clone(), term.label.clone())),
            }
        }
        for term in chain.segments.iter_mut().flatten() {
            if twice.contains(&term.name) {
                term.name = term.label.take()?;
            }
        }
        Some(())
    }
}
