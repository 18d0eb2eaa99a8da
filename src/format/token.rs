//! A statement → its words and marks, comments among them, in the order written.

use crate::ast::{Part, PartKind, StatementKind, Tree, TriviaKind};

/// What a word or mark is to the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing of what follows.
    Word,
    /// A line may be broken before it: an arrow.
    Arrow,
    /// A line may be broken before it: what follows a comma.
    Term,
    /// `[`
    Open {
        /// Whether the list is broken over lines.
        is_broken: bool,
    },
    /// The key of an attribute.
    Key,
    /// `=`
    Equals,
    /// The value of an attribute.
    Value {
        /// Whether it is the last of its list.
        is_last: bool,
    },
    /// `]`
    Shut,
    /// A comment that goes on to the end of its line.
    LineComment,
    /// A comment that does not.
    BlockComment,
}

/// A word, a mark or a comment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    pub(super) role: Role,
    /// Whether no blank stands before it.
    pub(super) is_glued: bool,
    /// Whether it was written on another line than what stands before it.
    pub(super) is_on_new_line: bool,
}

impl Token<'_> {
    pub(super) fn is_comment(&self) -> bool {
        matches!(self.role, Role::LineComment | Role::BlockComment)
    }
}

/// Reads statements.
pub(super) struct Reader<'t> {
    text: &'t str,
    tree: &'t Tree,
    /// The next comment.
    pub(super) trivia: usize,
    /// Where the last token ended.
    at: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, tree: &'t Tree, trivia: usize) -> Reader<'t> {
        Reader {
            text,
            tree,
            trivia,
            at: 0,
        }
    }

    /// The tokens of the statement with this index, after the comments before `leading`.
    pub(super) fn statement(&mut self, index: usize, leading: usize, tokens: &mut Vec<Token<'t>>) {
        let statement = self.tree.statements()[index];
        let span = statement.span().range();
        let first = match self.tree.trivia().get(self.trivia) {
            Some(comment) if self.trivia < leading => comment.span.start as usize,
            _ => span.start,
        };
        self.at = first;
        self.comments(span.start, tokens);
        let word = match statement.kind {
            StatementKind::Close => "}",
            kind => kind.noun(),
        };
        if !word.is_empty() {
            self.push(
                Role::Word,
                false,
                span.start..span.start + word.len(),
                tokens,
            );
        }
        let mut before = None;
        let mut is_place = false;
        for part in self.tree.parts(index) {
            self.part(*part, before, is_place, tokens);
            before = Some(part.kind());
            is_place |= part.kind() == PartKind::In;
        }
        if statement.kind == StatementKind::Group {
            self.push(Role::Word, false, span.end - 1..span.end, tokens);
        }
    }

    fn part(
        &mut self,
        part: Part,
        before: Option<PartKind>,
        is_place: bool,
        tokens: &mut Vec<Token<'t>>,
    ) {
        let span = part.outer_span().range();
        let is_after_slash = before == Some(PartKind::Slash);
        let role = match part.kind() {
            kind if kind.is_arrow() => Role::Arrow,
            PartKind::Comma | PartKind::Slash => Role::Word,
            PartKind::Attributes => return self.list(part, tokens),
            _ if before == Some(PartKind::Comma) => Role::Term,
            _ => Role::Word,
        };
        let is_glued = match part.kind() {
            PartKind::Comma => true,
            PartKind::Slash => !is_place,
            _ => is_after_slash && !is_place,
        };
        self.push(role, is_glued, span, tokens);
    }

    fn list(&mut self, part: Part, tokens: &mut Vec<Token<'t>>) {
        let span = part.span().range();
        let attributes = self.tree.attributes(part);
        let inside = match attributes.first() {
            Some(first) => span.start + 1..first.key.start as usize,
            None => 0..0,
        };
        let is_broken = self.text[inside].contains('\n');
        let open = Role::Open { is_broken };
        self.push(open, false, span.start..span.start + 1, tokens);
        for (index, attribute) in attributes.iter().enumerate() {
            let is_first = index == 0;
            self.push(Role::Key, is_first, attribute.key.range(), tokens);
            let value = attribute.outer_value().range();
            // Between the two stand blanks and comments; none of them holds the mark itself before it.
            let equals = self.equals(attribute.key.end as usize, value.start);
            self.push(Role::Equals, true, equals..equals + 1, tokens);
            let is_last = index + 1 == attributes.len();
            self.push(Role::Value { is_last }, true, value, tokens);
        }
        self.push(Role::Shut, true, span.end - 1..span.end, tokens);
    }

    /// Where the `=` stands between a key and its value, comments passed over.
    fn equals(&self, from: usize, to: usize) -> usize {
        let mut at = from;
        while at < to {
            let rest = &self.text[at..to];
            if rest.starts_with('=') {
                return at;
            }
            at += match rest.strip_prefix("/*").and_then(|inside| inside.find("*/")) {
                Some(length) => length + 4,
                None => 1,
            };
        }
        from
    }

    /// Puts a token behind the comments that stand before it.
    fn push(
        &mut self,
        role: Role,
        is_glued: bool,
        span: std::ops::Range<usize>,
        tokens: &mut Vec<Token<'t>>,
    ) {
        self.comments(span.start, tokens);
        let is_after_comment = tokens.last().is_some_and(Token::is_comment);
        let keeps_glued = matches!(role, Role::Shut) || &self.text[span.clone()] == ",";
        tokens.push(Token {
            text: &self.text[span.clone()],
            role,
            is_glued: tokens.is_empty() || is_glued && (!is_after_comment || keeps_glued),
            is_on_new_line: self.is_on_new_line(span.start),
        });
        self.at = span.end;
    }

    fn comments(&mut self, until: usize, tokens: &mut Vec<Token<'t>>) {
        while let Some(trivia) = self.tree.trivia().get(self.trivia)
            && (trivia.span.start as usize) < until
        {
            self.trivia += 1;
            let role = match trivia.kind {
                TriviaKind::BlankLines => continue,
                TriviaKind::BlockComment => Role::BlockComment,
                TriviaKind::LineComment | TriviaKind::HashComment => Role::LineComment,
            };
            tokens.push(Token {
                text: self.text[trivia.span.range()].trim_end(),
                role,
                is_glued: tokens.is_empty(),
                is_on_new_line: self.is_on_new_line(trivia.span.start as usize),
            });
            self.at = trivia.span.end as usize;
        }
    }

    fn is_on_new_line(&self, at: usize) -> bool {
        self.at < at && memchr::memchr(b'\n', &self.text.as_bytes()[self.at..at]).is_some()
    }
}
