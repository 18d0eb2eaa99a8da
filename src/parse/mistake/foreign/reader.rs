//! Lexemes of a line → the chain that another language would read in it.

mod ends;
mod joints;
mod terms;

use super::super::BrokenText;
use super::chain::{Chain, Term};
use crate::ast::spell;
use crate::parse::lexeme::{Lexeme, LexemeKind};
use crate::parse::wording;
use crate::source::Span;

/// What is foreign in a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Foreign {
    /// `a[Label]`, `a((Label))`, `a{Label}`
    LabelInShape,
    /// `a -- yes --> b`, `a -->|yes| b`, `a >> "yes" b`
    LabelInArrow,
    /// `a -> b: yes`
    LabelAfterColon,
    /// `a -> b [label="yes"]`
    ListAtEnd,
    /// `a >> [style=dashed] >> b`
    ListAfterArrow,
    /// `a: { shape: circle }`
    ListInBraces,
    /// `[bold]`, `[style=rounded, dashed]`
    ValueWithoutKey,
    /// `EC2("web")`, `Edge(color="red")`
    Call,
    /// `{a b} -> c`, `a >> [b, c]`, `a & b`
    ListOfNodes,
    /// `a >> node b`, `node a in group b`
    Noun,
    /// `a >> dive b`
    MissingArrow,
    /// `edge a >> b`
    EdgeNoun,
    /// `a:::hot`
    Class,
    /// `node "Label" a`
    LabelFirst,
    /// `a.b`
    DottedName,
    /// `C#`
    OddName,
    /// `learn rust`
    Words,
}

impl Foreign {
    /// Whether it is only about a name: then the rest of the line may not be foreign.
    pub(super) fn is_of_name(self) -> bool {
        matches!(
            self,
            Foreign::DottedName | Foreign::OddName | Foreign::Words
        )
    }
}

/// What has been read.
pub(super) struct ParsedChain {
    pub(super) chain: Chain,
    /// Everything foreign, in the order of the text; spans count from the text's start.
    pub(super) found: Vec<(Foreign, Span)>,
    /// The names that need quotes, and each with them.
    pub(super) names: Vec<(Span, String)>,
    /// The first arrow of another language.
    pub(super) arrow: Option<Span>,
    /// The chain with the text in the first arrow as a node, where it might be one.
    pub(super) other: Option<Chain>,
}

/// Reads the lexemes of a suspect as a chain; nothing if they do not look like one.
pub(super) fn read(suspect: &BrokenText<'_>) -> Option<ParsedChain> {
    let mut reader = Reader {
        suspect,
        at: 0,
        colon: None,
        reading: ParsedChain {
            chain: Chain::default(),
            found: Vec::new(),
            names: Vec::new(),
            arrow: None,
            other: None,
        },
        text_of_arrow: None,
    };
    reader.chain()?;
    Some(reader.reading)
}

struct Reader<'s, 't> {
    suspect: &'s BrokenText<'t>,
    at: usize,
    /// A colon that ended the last name: where it is.
    colon: Option<Span>,
    reading: ParsedChain,
    /// The text in an arrow that may be a node: the joint, its first mark, and the text.
    text_of_arrow: Option<(usize, &'static str, String)>,
}

impl<'t> Reader<'_, 't> {
    fn peek(&self) -> Option<&'t Lexeme> {
        self.suspect.lexemes.get(self.at)
    }

    fn slice(&self, lexeme: &Lexeme) -> &'t str {
        self.suspect.slice(lexeme)
    }

    fn is(&self, kind: LexemeKind) -> bool {
        self.peek().is_some_and(|lexeme| lexeme.kind == kind)
    }

    fn is_mark(&self, mark: &str) -> bool {
        self.peek()
            .is_some_and(|lexeme| lexeme.kind == LexemeKind::Unknown && self.slice(lexeme) == mark)
    }

    fn skip_line_ends(&mut self) {
        while self.is(LexemeKind::Newline) {
            self.at += 1;
        }
    }

    fn note(&mut self, foreign: Foreign, span: Span) {
        self.reading.found.push((foreign, span));
    }

    /// Whether the lexeme touches the one before it.
    fn is_tight(&self) -> bool {
        match (self.at.checked_sub(1), self.peek()) {
            (Some(before), Some(lexeme)) => {
                self.suspect.lexemes[before].span.end == lexeme.span.start
            }
            _ => false,
        }
    }

    fn begins_line(&self) -> bool {
        let before = self.at.checked_sub(1).map(|b| &self.suspect.lexemes[b]);
        before.is_some_and(|before| before.kind == LexemeKind::Newline)
    }

    /// Whether the lexeme is between spaces.
    fn is_loose(&self) -> bool {
        let after = self.suspect.lexemes.get(self.at + 1);
        let touches = self.peek().zip(after).is_some_and(|(mark, after)| {
            after.kind != LexemeKind::Newline && mark.span.end == after.span.start
        });
        !self.is_tight() && !touches
    }

    /// Whether the lexeme begins an arrow of any language.
    fn is_arrow(&self) -> bool {
        self.peek().is_some_and(|lexeme| match lexeme.kind {
            LexemeKind::Arrow | LexemeKind::WrongArrow => true,
            LexemeKind::Unknown => self.slice(lexeme) == "-" && self.is_loose_hyphen(),
            _ => false,
        })
    }

    /// A `-` with spaces around it, or before a list: `a - b`, `a -[yes]-> b`.
    fn is_loose_hyphen(&self) -> bool {
        let lexemes = self.suspect.lexemes;
        let Some((before, hyphen)) = self
            .at
            .checked_sub(1)
            .map(|b| (&lexemes[b], &lexemes[self.at]))
        else {
            return false;
        };
        lexemes.get(self.at + 1).is_some_and(|after| {
            after.kind == LexemeKind::OpenList
                || before.span.end < hyphen.span.start && hyphen.span.end < after.span.start
        })
    }

    fn chain(&mut self) -> Option<()> {
        let mut is_node = false;
        if let Some(first) = self.peek().filter(|first| first.kind == LexemeKind::Word) {
            let word = self.slice(first);
            is_node = word == "node";
            if word == "edge" {
                self.note(Foreign::EdgeNoun, first.span);
            }
            self.at += usize::from(is_node || word == "edge");
        }
        let assigned = self.assigned_name();
        loop {
            let mut segment = self.segment(is_node)?;
            if let (Some(name), [term], true) = (
                assigned,
                segment.as_mut_slice(),
                self.reading.chain.segments.is_empty(),
            ) {
                // Without a label, it is not a call.
                term.label.as_ref()?;
                term.name = name.to_owned();
            }
            self.reading.chain.segments.push(segment);
            if self.colon.is_some() {
                break;
            }
            let before = self.at;
            self.skip_line_ends();
            if !self.is_arrow() {
                self.at = before;
                break;
            }
            let joint = self.joint()?;
            self.reading.chain.joints.push(joint);
            self.skip_line_ends();
        }
        if self.colon.is_some() {
            self.after_colon()?;
        }
        self.place()?;
        let rest = &self.suspect.lexemes[self.at..];
        let is_end =
            |lexeme: &Lexeme| matches!(lexeme.kind, LexemeKind::Newline | LexemeKind::Semicolon);
        if !rest.iter().all(is_end) {
            return None;
        }
        self.list_at_end();
        self.other_reading();
        self.settle_calls()
    }

    /// `a = EC2("web")`: the name before a call, which becomes the name of the node.
    fn assigned_name(&mut self) -> Option<&'t str> {
        let lexemes: &'t [Lexeme] = self.suspect.lexemes;
        if let [name, equals, call, open, ..] = &lexemes[self.at..]
            && name.kind == LexemeKind::Word
            && equals.kind == LexemeKind::Equals
            && call.kind == LexemeKind::Word
            && self.slice(open) == "("
        {
            self.at += 2;
            return Some(self.slice(name));
        }
        None
    }

    fn segment(&mut self, is_node: bool) -> Option<Vec<Term>> {
        let mut terms = Vec::new();
        loop {
            self.skip_line_ends();
            match self.group_of_names() {
                Some(names) => terms.extend(names?),
                None => terms.push(self.term(is_node && terms.is_empty())?),
            }
            if self.is_mark("&") && self.is_loose() {
                let span = self.peek()?.span;
                self.note(Foreign::ListOfNodes, span);
            } else if !self.is(LexemeKind::Comma) {
                return Some(terms);
            }
            self.at += 1;
        }
    }

    /// `[a, b]`, `(a, b)` or `{a b}` where a node could be. Nothing if none begins here; a failure if it is not
    /// a list of names.
    fn group_of_names(&mut self) -> Option<Option<Vec<Term>>> {
        let open = self.peek()?;
        let is_open = matches!(open.kind, LexemeKind::OpenList | LexemeKind::OpenBlock)
            || self.slice(open) == "(";
        is_open.then(|| {
            let (inside, close) = self.bracket_content()?;
            let mut terms = Vec::new();
            for lexeme in inside {
                match lexeme.kind {
                    LexemeKind::Comma | LexemeKind::Semicolon | LexemeKind::Newline => {}
                    LexemeKind::String => terms.push(Term {
                        name: self.slice(lexeme).to_owned(),
                        ..Term::default()
                    }),
                    LexemeKind::Word => {
                        let name = self.slice(lexeme);
                        let is_name = spell(name) == name;
                        is_name.then(|| {
                            terms.push(Term {
                                name: name.to_owned(),
                                ..Term::default()
                            });
                        })?;
                    }
                    _ => return None,
                }
            }
            if terms.is_empty() {
                return None;
            }
            let span = open.span.to(self.suspect.lexemes[close].span);
            self.note(Foreign::ListOfNodes, span);
            self.at = close + 1;
            Some(terms)
        })
    }

    /// What is between the bracket here and its partner, and the index of that.
    fn bracket_content(&self) -> Option<(&'t [Lexeme], usize)> {
        let lexemes: &'t [Lexeme] = self.suspect.lexemes;
        let open = self.peek()?;
        let partner = match self.slice(open) {
            "(" => ")",
            "[" => "]",
            "{" => "}",
            _ => return None,
        };
        let mut depth = 0_usize;
        for (index, lexeme) in lexemes.iter().enumerate().skip(self.at) {
            let slice = self.slice(lexeme);
            if slice == self.slice(open) {
                depth += 1;
            } else if slice == partner {
                depth -= 1;
                if depth == 0 {
                    return Some((&lexemes[self.at + 1..index], index));
                }
            }
        }
        None
    }
}

/// Text of another language as a string of this one; one in quotes stays as it is.
fn string_of(text: &str) -> Option<String> {
    let is_string = text.len() > 1 && text.starts_with('"') && text.ends_with('"');
    if is_string {
        return (text.matches('"').count() == 2).then(|| text.to_owned());
    }
    (!text.is_empty() && !text.contains(['"', '\n'])).then(|| wording::in_quotes(text))
}
