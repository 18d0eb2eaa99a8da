//! What each word of a file is, for editors that color by meaning.

use super::View;
use crate::ast::{Part, PartKind, StatementKind, TriviaKind};
use crate::attributes::{self, Kind};
use crate::resolve::{Referent, Role};
use crate::source::Span;

/// What a word or mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// A word of the language.
    Keyword,
    /// The name of a node.
    Node,
    /// The name of a group.
    Group,
    /// The name of an edge style.
    Style,
    /// The name of a cert or of a catalogue.
    Cert,
    /// The name of an attribute.
    Key,
    /// A value that is a number.
    Number,
    /// Any other value that is not a string.
    Value,
    /// A string.
    String,
    /// A comment.
    Comment,
    /// An arrow.
    Arrow,
}

impl TokenKind {
    /// All of them, in the order of their declaration.
    pub const ALL: [TokenKind; 11] = [
        TokenKind::Keyword,
        TokenKind::Node,
        TokenKind::Group,
        TokenKind::Style,
        TokenKind::Cert,
        TokenKind::Key,
        TokenKind::Number,
        TokenKind::Value,
        TokenKind::String,
        TokenKind::Comment,
        TokenKind::Arrow,
    ];
}

/// A word or mark. Spans are bytes of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its place.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it is a name that is declared there.
    pub declares: bool,
}

/// All words and marks of a file that mean something, in the order written; none of them overlaps another.
pub fn tokens(view: View<'_>) -> Vec<Token> {
    let tree = view.tree();
    let mut found = Vec::new();
    let plain = |span, kind| Token {
        span,
        kind,
        declares: false,
    };
    for (index, statement) in tree.statements().iter().enumerate() {
        let start = statement.span().start;
        let noun = statement.kind.noun();
        // A group that was meant may be written as another language writes one.
        if !noun.is_empty() && view.text()[start as usize..].starts_with(noun) {
            let span = Span::new(start, start + noun.len() as u32);
            found.push(plain(span, TokenKind::Keyword));
        }
        for part in tree.parts(index) {
            match part.kind() {
                PartKind::Name | PartKind::Quoted => {
                    found.extend(name(view, statement.kind, *part));
                }
                PartKind::EdgeWord
                | PartKind::Node
                | PartKind::New
                | PartKind::Each
                | PartKind::In => found.push(plain(part.span(), TokenKind::Keyword)),
                PartKind::Label => found.push(plain(part.outer_span(), TokenKind::String)),
                PartKind::Forward | PartKind::Back | PartKind::Line | PartKind::Both => {
                    found.push(plain(part.span(), TokenKind::Arrow));
                }
                PartKind::Attributes => list(view, index, *part, &mut found),
                PartKind::Comma | PartKind::Slash => {}
            }
        }
    }
    let comments = tree
        .trivia()
        .iter()
        .filter(|trivia| trivia.kind != TriviaKind::BlankLines);
    found.extend(comments.map(|trivia| plain(trivia.span, TokenKind::Comment)));
    found.sort_by_key(|token| token.span.start);
    found
}

fn name(view: View<'_>, kind: StatementKind, part: Part) -> Option<Token> {
    let occurrence = view.occurrence_of(part);
    let token = match (occurrence.map(|found| found.referent), kind) {
        (Some(Referent::Node(_)), _) => TokenKind::Node,
        (Some(Referent::Group(_)), _) => TokenKind::Group,
        (Some(Referent::Style(_)), _) => TokenKind::Style,
        (Some(Referent::Cert(_)), _) => TokenKind::Cert,
        (None, StatementKind::Use) if part.kind() == PartKind::Name => TokenKind::Cert,
        (None, StatementKind::Use) => TokenKind::String,
        // Words without a meaning are not colored as if they had one.
        (None, _) => return None,
    };
    Some(Token {
        span: part.outer_span(),
        kind: token,
        declares: occurrence.is_some_and(|found| found.role == Role::Declares),
    })
}

fn list(view: View<'_>, statement: usize, list: Part, found: &mut Vec<Token>) {
    let element = view.element_of_list(statement, list.span());
    for attribute in view.tree().attributes(list) {
        found.push(Token {
            span: attribute.key,
            kind: TokenKind::Key,
            declares: false,
        });
        let key = element.and_then(|element| attributes::get(element, view.slice(attribute.key)));
        let value = view.slice(attribute.value);
        let names_cert = key.is_some_and(|key| key.name() == "cert");
        let kind = match attribute.quoted {
            _ if names_cert => TokenKind::Cert,
            true => TokenKind::String,
            false if value.parse::<f64>().is_ok() && !is_text(key) => TokenKind::Number,
            false => TokenKind::Value,
        };
        found.push(Token {
            span: attribute.outer_value(),
            kind,
            declares: false,
        });
    }
}

/// Whether what looks like a number is text.
fn is_text(key: Option<attributes::Key>) -> bool {
    key.is_some_and(|key| {
        matches!(
            key.attribute().kind,
            Kind::Text | Kind::Phrase(_) | Kind::Tooltip
        )
    })
}
