//! What can be written at a place, by the words before it in its statement, right or wrong.

use super::View;
use crate::ast::StatementKind;
use crate::attributes::Element;
use crate::parse::lexeme::{Lexeme, LexemeKind, lexemes};
use crate::source::Span;

/// What may be written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// A statement, or the first name of a chain.
    Statement,
    /// A name in a chain: after an arrow, a comma, `node` or `new`.
    Name {
        /// Whether the name is declared there: after `node` or `new`.
        declares: bool,
        /// Whether a link is allowed there: after an arrow.
        may_link: bool,
    },
    /// A name in a row.
    Row,
    /// A name in the group that these names lead to.
    Inside {
        /// The names before the last slash.
        path: Vec<String>,
        /// Whether only a group is allowed there.
        only_groups: bool,
    },
    /// The name of a group: after `group`, `in` or `each`.
    Group,
    /// What may follow a term.
    AfterTerm,
    /// A catalogue or a file: after `use`.
    Use,
    /// An attribute of this element.
    Key(Element),
    /// A value of an attribute.
    Value(Element, String),
    /// Nothing that could be known.
    Nothing,
}

/// The context of a byte of a file, and the stretch before it that has been written of what stands there.
pub(super) fn context(view: View<'_>, offset: u32) -> (Context, Span) {
    let text = view.text();
    let start = start(view, offset);
    let all: Vec<Lexeme> = lexemes(&text[..offset as usize], start as usize).collect();
    let (last, before) = match all.split_last() {
        Some((last, before)) if is_being_written(text, *last, offset) => (Some(*last), before),
        _ => (None, &all[..]),
    };
    let written = last.map_or(Span::at(offset), |last| last.span);
    // Inside a comment there is no context; after a block comment that has ended, there is.
    let is_comment = |lexeme: &Lexeme| match lexeme.kind {
        LexemeKind::UnclosedComment => true,
        LexemeKind::Comment => {
            lexeme.span.end == offset && !text[lexeme.span.range()].ends_with("*/")
        }
        _ => false,
    };
    if all.last().is_some_and(is_comment) {
        return (Context::Nothing, Span::at(offset));
    }
    let words: Vec<Lexeme> = before
        .iter()
        .copied()
        .filter(|lexeme| lexeme.kind != LexemeKind::Comment)
        .collect();
    let in_string = last.is_some_and(|last| last.kind == LexemeKind::UnclosedString);
    let context = context_of(text, &words, in_string, view);
    (context, written)
}

/// Whether a lexeme is a word that may go on, a string that is open, or half an arrow.
fn is_being_written(text: &str, last: Lexeme, offset: u32) -> bool {
    let may_go_on = match last.kind {
        LexemeKind::Word | LexemeKind::UnclosedString => true,
        LexemeKind::WrongArrow | LexemeKind::Unknown => {
            matches!(&text[last.span.range()], ">" | "<" | "-")
        }
        _ => false,
    };
    last.span.end == offset && may_go_on
}

/// The start of the statement that contains a byte.
fn start(view: View<'_>, offset: u32) -> u32 {
    let text = view.text();
    let line = text[..offset as usize]
        .rfind('\n')
        .map_or(0, |at| at as u32 + 1);
    let Some(index) = view.statement_at(offset) else {
        return line;
    };
    if let Some(start) = start_of_list(view, index, offset) {
        return start;
    }
    let statement = view.tree().statements()[index];
    let span = statement.span();
    let behind = &text[span.end.min(offset) as usize..offset as usize];
    match statement.kind {
        StatementKind::Close => span.end.min(offset),
        StatementKind::Group if span.end <= offset => span.end,
        // On its line, or inside it.
        _ if !behind.contains(['\n', ';']) => span.start,
        // It goes on over the line end: after an arrow or a comma, inside a list.
        _ if goes_on(&text[span.start as usize..offset as usize]) => span.start,
        _ => line.max(span.end + behind.rfind(';').map_or(0, |at| at as u32 + 1)),
    }
}

/// So many statements back, an open list is looked for.
const MOST_BACK: usize = 32;

/// Where the statement begins in whose list of attributes a byte lies. A list that has a mistake in it has ended for the
/// parser, and what stands behind that are statements of their own; for whoever is writing it, it goes on.
fn start_of_list(view: View<'_>, index: usize, offset: u32) -> Option<u32> {
    let before = view.tree().statements()[..=index].iter().rev();
    before
        .take(MOST_BACK)
        .map(|statement| statement.span().start)
        .find(|start| {
            let text = &view.text()[..offset as usize];
            let words: Vec<Lexeme> = lexemes(text, *start as usize).collect();
            open_list(&words).is_some_and(|open| {
                words[open + 1..].iter().all(|word| {
                    matches!(
                        word.kind,
                        LexemeKind::Word
                            | LexemeKind::String
                            | LexemeKind::UnclosedString
                            | LexemeKind::Equals
                            | LexemeKind::Comma
                            | LexemeKind::Semicolon
                            | LexemeKind::Newline
                            | LexemeKind::Comment
                            | LexemeKind::UnclosedComment
                            | LexemeKind::Unknown
                    )
                })
            })
        })
}

/// Whether a statement is not at its end after a text.
fn goes_on(text: &str) -> bool {
    let mut in_list = false;
    let mut last = LexemeKind::Newline;
    for lexeme in lexemes(text, 0) {
        match lexeme.kind {
            LexemeKind::OpenList => in_list = true,
            LexemeKind::CloseList => in_list = false,
            LexemeKind::Newline | LexemeKind::Comment => continue,
            _ => {}
        }
        last = lexeme.kind;
    }
    in_list
        || matches!(
            last,
            LexemeKind::Arrow | LexemeKind::Comma | LexemeKind::Slash | LexemeKind::UnclosedComment
        )
}

fn context_of(text: &str, words: &[Lexeme], in_string: bool, view: View<'_>) -> Context {
    // After a `;` or a brace a statement begins.
    let from = words
        .iter()
        .rposition(|word| {
            matches!(
                word.kind,
                LexemeKind::Semicolon | LexemeKind::OpenBlock | LexemeKind::CloseBlock
            )
        })
        .filter(|_| open_list(words).is_none())
        .map_or(0, |at| at + 1);
    let words = &words[from..];
    let slice = |lexeme: &Lexeme| &text[lexeme.span.range()];
    let solid: Vec<Lexeme> = words
        .iter()
        .copied()
        .filter(|word| word.kind != LexemeKind::Newline)
        .collect();
    let Some(first) = solid.first() else {
        return if in_string {
            Context::Name {
                declares: false,
                may_link: false,
            }
        } else {
            Context::Statement
        };
    };
    let noun = match first.kind {
        LexemeKind::Word => slice(first),
        _ => "",
    };
    if let Some(open) = open_list(words) {
        let element = element(text, noun, &words[..open], view);
        return in_list(text, &words[open + 1..], element, in_string);
    }
    let last = solid.last().unwrap_or(first);
    let is_only = solid.len() == 1;
    match (noun, last.kind) {
        ("use", _) if is_only => Context::Use,
        ("group", LexemeKind::Word) if is_only => Context::Group,
        ("use" | "group" | "cert" | "edge" | "diagram", _) => Context::Nothing,
        ("row", LexemeKind::Word) if is_only => Context::Row,
        ("row", LexemeKind::Comma) => Context::Row,
        ("row", LexemeKind::Word | LexemeKind::String) => Context::Nothing,
        (_, LexemeKind::Slash) => inside(text, &solid),
        (_, LexemeKind::Arrow | LexemeKind::WrongArrow) => name(false, true),
        (_, LexemeKind::Comma) => name(noun == "node" && !has_arrow(&solid), false),
        (_, LexemeKind::Word) => match slice(last) {
            "node" if is_only => name(true, false),
            "new" => name(true, false),
            "in" | "each" => Context::Group,
            // A label, which is anyone's own.
            _ if in_string => Context::Nothing,
            _ => Context::AfterTerm,
        },
        _ if in_string => Context::Nothing,
        _ => Context::AfterTerm,
    }
}

fn name(declares: bool, may_link: bool) -> Context {
    Context::Name { declares, may_link }
}

fn has_arrow(words: &[Lexeme]) -> bool {
    words.iter().any(|word| word.kind == LexemeKind::Arrow)
}

/// The index of a bracket that is not closed.
fn open_list(words: &[Lexeme]) -> Option<usize> {
    let last = words
        .iter()
        .rposition(|word| matches!(word.kind, LexemeKind::OpenList | LexemeKind::CloseList))?;
    (words[last].kind == LexemeKind::OpenList).then_some(last)
}

fn element(text: &str, noun: &str, before: &[Lexeme], view: View<'_>) -> Element {
    match noun {
        "diagram" => return Element::Diagram,
        "cert" => return Element::Cert,
        "edge" => return Element::Edge,
        "group" => return Element::Group,
        _ => {}
    }
    let name = before
        .iter()
        .rposition(|word| word.kind == LexemeKind::Word || word.kind == LexemeKind::String);
    // The string after a name is its label.
    let term = name.map(|at| match before[at].kind {
        LexemeKind::String if at > 0 && before[at - 1].kind == LexemeKind::Word => at - 1,
        _ => at,
    });
    let is_link = term.is_some_and(|at| {
        let word = &text[before[at].span.range()];
        let is_after_arrow = at > 0 && before[at - 1].kind == LexemeKind::Arrow;
        let model = view.model();
        let is_style = model
            .styles
            .iter()
            .any(|style| model.text(style.name) == word);
        is_after_arrow && (word == "edge" || is_style)
    });
    if is_link {
        Element::Edge
    } else {
        Element::Node
    }
}

fn in_list(text: &str, words: &[Lexeme], element: Element, in_string: bool) -> Context {
    let last = words.last().map(|word| word.kind);
    let key = |at: usize| {
        let key = words.get(at).filter(|word| word.kind == LexemeKind::Word);
        key.map_or(String::new(), |key| text[key.span.range()].to_owned())
    };
    match last {
        Some(LexemeKind::Equals) if words.len() >= 2 => {
            Context::Value(element, key(words.len() - 2))
        }
        _ if in_string => Context::Nothing,
        None | Some(LexemeKind::Comma | LexemeKind::Semicolon | LexemeKind::Newline) => {
            Context::Key(element)
        }
        _ => Context::Nothing,
    }
}

/// After a slash: the names before it, back to what is no name.
fn inside(text: &str, words: &[Lexeme]) -> Context {
    let mut path = Vec::new();
    let mut at = words.len();
    while at >= 2 && words[at - 1].kind == LexemeKind::Slash {
        let name = &text[words[at - 2].span.range()];
        path.push(match words[at - 2].kind {
            LexemeKind::String => crate::ast::unescape(name.trim_matches('"')).into_owned(),
            _ => name.to_owned(),
        });
        at -= 2;
    }
    path.reverse();
    let before = at.checked_sub(1).map(|at| &text[words[at].span.range()]);
    Context::Inside {
        path,
        only_groups: matches!(before, Some("in" | "each")),
    }
}
