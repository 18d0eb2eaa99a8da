//! pest's tokens → tree.
//!
//! Nests the flat statements with a stack, joins lines that go on with a chain, and reports what the grammar leaves to
//! it: braces without partner and misplaced words here, names' first characters and escapes in `parts`. What the grammar
//! refuses is for `broken`, chains of one name are for `alone`; lines that do not need the grammar are for `plain`.

mod alone;
mod broken;
mod fixed_text;
mod parts;
mod plain;
mod trial_fixes;

pub(super) use broken::advises_outside;
use pest::iterators::Pairs;

use super::grammar::Rule;
use super::wording;
use crate::ast::{Attribute, MOST_NESTED, PartKind, Statement, StatementKind, Tree, TriviaKind};
use crate::diagnostics::Diagnostic;
use crate::source::Span;

/// How many problems of one file are reported: nobody reads more, and a large file that is no `.cert` file at all must
/// not fill the memory with messages.
pub(super) const MOST_REPORTED: usize = 100_000;

/// Finds what is wrong with the text of a statement, as [`problems`](super::chunks::problems) does.
pub(super) type Check = fn(&str, rounds: u8, follows_chain: bool) -> Vec<Diagnostic>;

/// How many mistakes of one statement hide one another, at the most.
const MOST_HIDDEN: u8 = 8;

pub(super) struct Builder<'t> {
    text: &'t str,
    base: u32,
    tree: Tree,
    diagnostics: Vec<Diagnostic>,
    /// The statements that opened the groups in which the parser is.
    open: Vec<u32>,
    /// The `}` that are to come that close nothing because of a mistake that has been reported: for each, how many
    /// problems had been reported with that.
    pub(super) unneeded: Vec<usize>,
    /// The problems that advise a `}` in place of `end`, where a group may lack one.
    ends: Vec<usize>,
    /// How many groups are open, from the first on that is none: what stands in it is not reported.
    foreign: Option<usize>,
    /// The first group whose `}` is not under the start of its line, and that `}`: where a brace is missing, it is
    /// likely there.
    misaligned: Option<(Span, Span)>,
    /// The end of the last token: what stands between it and the next is blanks, marks and line ends.
    last: u32,
    /// Whether nothing stands between the last line end and `last`.
    line_is_empty: bool,
    /// Whether nothing but block comments, which count as blank, stands there.
    line_is_blank: bool,
    /// The statement that is being built, and what its names are for.
    context: Context,
    /// How many statements have been looked at by `finish_chain`.
    finished: usize,
    /// Whether a brace was found that has no partner, or stands where it should not: what follows may have been read
    /// otherwise for it.
    is_irregular: bool,
    /// How many more mistakes of a statement may hide one another.
    pub(super) rounds: u8,
    /// Whether a chain stands before the text that may go on in it.
    pub(super) follows_chain: bool,
    /// What tries advice.
    check: Check,
}

/// What has been made of a text.
pub(super) struct BuildResult {
    pub(super) tree: Tree,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether each brace has its partner.
    pub(super) is_regular: bool,
}

/// Where the tokens of a chunk came to an end.
pub(super) enum ChunkEnd {
    /// At the chunk's end, or before a statement that the grammar refuses or the chunk's end has cut.
    Before(usize),
    /// After a statement that ended elsewhere than its tokens did.
    Misled(usize),
}

/// What a name of the current statement is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    Chain,
    Other,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str, base: u32, check: Check) -> Builder<'t> {
        Builder {
            text,
            base,
            tree: Tree::default(),
            diagnostics: Vec::new(),
            open: Vec::new(),
            unneeded: Vec::new(),
            ends: Vec::new(),
            foreign: None,
            misaligned: None,
            last: 0,
            line_is_empty: true,
            line_is_blank: true,
            context: Context::Other,
            finished: 0,
            is_irregular: false,
            rounds: MOST_HIDDEN,
            follows_chain: false,
            check,
        }
    }

    /// For the statements from a place on, before which nothing matters: the start of a statement or what follows one.
    pub(super) fn from(text: &'t str, base: u32, from: u32, check: Check) -> Builder<'t> {
        Builder {
            last: from,
            line_is_empty: from == 0,
            line_is_blank: from == 0,
            ..Builder::new(text, base, check)
        }
    }

    /// Takes the tokens of one chunk, which begins at `from`.
    pub(super) fn take(&mut self, pairs: Pairs<'t, Rule>, from: usize) -> ChunkEnd {
        let mut stop = from;
        for pair in pairs.flatten() {
            let span = pair.as_span();
            let span = Span::new((from + span.start()) as u32, (from + span.end()) as u32);
            match pair.as_rule() {
                Rule::plain => {
                    let end = self.line(span);
                    if end != span.end {
                        // A statement goes on after the line, or something else follows it there: the other tokens are
                        // not what they seem.
                        return ChunkEnd::Misled(end as usize);
                    }
                }
                Rule::chunk => stop = span.end as usize,
                rule => self.token(rule, span),
            }
        }
        ChunkEnd::Before(stop)
    }

    fn token(&mut self, rule: Rule, span: Span) {
        match rule {
            Rule::chain => self.begin(StatementKind::Chain, span, span.start),
            Rule::continuation => self.continue_chain(span),
            Rule::group => self.begin_group(span),
            Rule::close => self.close(span),
            Rule::cert => self.begin(StatementKind::Cert, span, span.start + 4),
            Rule::edge => self.begin(StatementKind::Edge, span, span.start + 4),
            Rule::diagram => self.begin(StatementKind::Diagram, span, span.start + 7),
            Rule::r#use => self.begin(StatementKind::Use, span, span.start + 3),
            Rule::row => self.begin(StatementKind::Row, span, span.start + 3),
            Rule::defaults => self.begin(StatementKind::NodeDefaults, span, span.start + 4),
            Rule::noun => self.defaults_of(span),
            Rule::name => self.name(span),
            Rule::quoted_text => {
                self.check_string(span);
                if span.is_empty() {
                    let quotes = Span::new(span.start - 1, span.end + 1);
                    self.report(wording::empty_name(quotes.shifted(self.base)));
                }
                self.push(PartKind::Quoted, span);
            }
            Rule::text => {
                self.check_string(span);
                self.string(span);
            }
            Rule::node_word => self.push(PartKind::Node, span),
            Rule::modifier => {
                let kind = if self.slice(span) == "new" {
                    PartKind::New
                } else {
                    PartKind::Each
                };
                self.push(kind, span);
            }
            Rule::in_word => {
                self.push(PartKind::In, span);
                if let Some(statement) = self.tree.statements.last_mut() {
                    statement.has_place = true;
                }
            }
            Rule::arrow => self.push(arrow_kind(self.slice(span).as_bytes()), span),
            Rule::comma => self.push(PartKind::Comma, span),
            Rule::slash => {
                self.check_first_of_path();
                self.push(PartKind::Slash, span);
            }
            Rule::list => self.list(span),
            Rule::attribute => self.tree.attributes.push(Attribute {
                key: Span::default(),
                value: Span::default(),
                quoted: false,
            }),
            Rule::key => {
                if let Some(attribute) = self.tree.attributes.last_mut() {
                    attribute.key = span;
                }
            }
            Rule::value => {
                if let Some(attribute) = self.tree.attributes.last_mut() {
                    attribute.value = span;
                }
            }
            Rule::line_comment => self.comment(TriviaKind::LineComment, span),
            Rule::block_comment => self.comment(TriviaKind::BlockComment, span),
            Rule::hash_comment => self.comment(TriviaKind::HashComment, span),
            _ => {}
        }
    }

    // ---- statements ----

    fn begin(&mut self, kind: StatementKind, span: Span, end: u32) {
        self.finish_chain();
        self.blank_lines(span.start);
        self.context = match kind {
            StatementKind::Chain => Context::Chain,
            _ => Context::Other,
        };
        if let (
            StatementKind::Cert | StatementKind::Edge | StatementKind::Diagram | StatementKind::Use,
            Some(group),
        ) = (kind, self.open.last())
        {
            let group = self.tree.statements[*group as usize].span();
            let noun = Span::new(span.start, end);
            self.report(wording::top_level_only(
                noun.shifted(self.base),
                self.slice(noun),
                group.shifted(self.base),
            ));
        }
        // What stands in the block of something that is no group is no statement, whatever it looks like.
        let kind = match kind {
            StatementKind::Group | StatementKind::Close => kind,
            _ if self.foreign.is_some() => StatementKind::Broken,
            kind => kind,
        };
        self.tree.statements.push(Statement {
            kind,
            has_place: false,
            start: span.start,
            end,
            first: self.tree.parts.len() as u32,
        });
        self.end_at(span);
    }

    /// Notes where a token of a statement ended, line end included.
    fn end_at(&mut self, span: Span) {
        // The statement's own tokens lie inside; only its line end matters for what comes after it.
        self.last = span.end;
        self.line_is_blank = self.text.as_bytes().get(span.end as usize - 1) == Some(&b'\n');
        self.line_is_empty = self.line_is_blank;
    }

    /// `node […]`, `edge […]`, `group […]`: which of them, told by its noun.
    fn defaults_of(&mut self, noun: Span) {
        let kind = match self.slice(noun) {
            "node" => StatementKind::NodeDefaults,
            "edge" => StatementKind::EdgeDefaults,
            _ => StatementKind::GroupDefaults,
        };
        if let Some(statement) = self.tree.statements.last_mut() {
            statement.kind = kind;
        }
    }

    fn begin_group(&mut self, span: Span) {
        self.begin(StatementKind::Group, span, span.end);
        self.open_group(span);
    }

    fn open_group(&mut self, span: Span) {
        self.open.push(self.tree.statements.len() as u32 - 1);
        if self.open.len() == MOST_NESTED + 1 {
            self.report(wording::too_deep(span.shifted(self.base)));
        }
    }

    fn close(&mut self, span: Span) {
        let brace = Span::new(span.start, span.start + 1);
        self.begin(StatementKind::Close, span, brace.end);
        match self.open.pop() {
            Some(opener) => {
                if self.open.is_empty() {
                    self.keep_ends();
                }
                let opener = self.tree.statements[opener as usize].span();
                // Looked at only until the first misalignment: one is enough to point at.
                if self.misaligned.is_none() && !self.is_aligned(opener.start, brace.start) {
                    self.misaligned = Some((opener, brace));
                }
                if self
                    .foreign
                    .is_some_and(|foreign| self.open.len() < foreign)
                {
                    self.foreign = None;
                }
            }
            None => {
                self.is_irregular = true;
                // It closes nothing, so that nothing may think it does.
                self.tree.statements.pop();
                if self.unneeded.pop().is_none() {
                    self.stray_brace(brace);
                }
            }
        }
    }

    /// Whether a `}` stands on its opener's line, not first on its own, or under the first character of that line.
    fn is_aligned(&self, opener: u32, brace: u32) -> bool {
        let indent = |at: u32| {
            let before = &self.text.as_bytes()[..at as usize];
            let blanks = before
                .iter()
                .rev()
                .take(MOST_NESTED * 8)
                .take_while(|byte| matches!(byte, b' ' | b'\t'))
                .count();
            let is_first = blanks == before.len() || before[before.len() - blanks - 1] == b'\n';
            is_first.then_some(&before[before.len() - blanks..])
        };
        match (indent(opener), indent(brace)) {
            (Some(opener), Some(brace)) => opener == brace,
            _ => true,
        }
    }

    fn continue_chain(&mut self, span: Span) {
        self.context = Context::Chain;
        let previous = self.tree.statements.last().copied();
        match previous {
            Some(statement)
                if statement.kind == StatementKind::Chain
                    && self.may_go_on(statement, span.start) =>
            {
                self.end_at(span);
            }
            // What has been reported need not be reported again.
            Some(statement)
                if statement.kind == StatementKind::Broken && !self.has_ended(statement) =>
            {
                self.begin(StatementKind::Broken, span, span.start);
            }
            _ => {
                self.begin(StatementKind::Broken, span, span.start);
                let mark = Span::new(span.start, span.start + 2);
                self.report(wording::arrow_without_chain(
                    mark.shifted(self.base),
                    self.slice(mark),
                ));
            }
        }
    }

    /// Whether the last statement, a chain, ended with its line and without a place.
    fn may_go_on(&self, chain: Statement, next: u32) -> bool {
        // A `;` before `next` ends it, even where comments follow; one in a comment does not.
        let mut end = next;
        let mut has_ended = chain.has_place;
        for trivia in self.tree.trivia.iter().rev() {
            if trivia.span.start < chain.end {
                break;
            }
            has_ended |= self.has_semicolon(trivia.span.end, end);
            end = trivia.span.start;
        }
        !has_ended && !self.has_semicolon(chain.end, end)
    }

    /// Whether a statement that could not be read ends with a `;`.
    fn has_ended(&self, broken: Statement) -> bool {
        self.text[..broken.end as usize].ends_with(';')
    }

    fn has_semicolon(&self, from: u32, to: u32) -> bool {
        self.text
            .as_bytes()
            .get(from as usize..to as usize)
            .is_some_and(|between| between.contains(&b';'))
    }

    /// When the text has come to its end.
    pub(super) fn finish(self) -> BuildResult {
        let end = self.text.len() as u32;
        self.finish_before(end)
    }

    /// When what comes next, at a place, is known already: a statement, or the text's end.
    pub(super) fn finish_before(mut self, next: u32) -> BuildResult {
        self.finish_chain();
        self.blank_lines(next);
        if self.open.is_empty() {
            self.keep_ends();
        }
        // No `}` has come for these.
        for reported in std::mem::take(&mut self.unneeded) {
            if let Some(problem) = self.diagnostics[..reported].last_mut() {
                wording::with_whole_block(problem);
            }
        }
        let is_regular = !self.is_irregular && self.open.is_empty();
        let foreign = self
            .foreign
            .take()
            .map_or(usize::MAX, |foreign| foreign - 1);
        for opener in std::mem::take(&mut self.open).into_iter().take(foreign) {
            let opener = self.tree.statements[opener as usize]
                .span()
                .shifted(self.base);
            let misaligned = self
                .misaligned
                .map(|(a, b)| (a.shifted(self.base), b.shifted(self.base)));
            self.report(wording::unclosed_group(opener, misaligned));
        }
        BuildResult {
            tree: self.tree,
            diagnostics: self.diagnostics,
            is_regular,
        }
    }

    fn slice(&self, span: Span) -> &'t str {
        &self.text[span.range()]
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MOST_REPORTED && self.foreign.is_none() {
            self.diagnostics.push(diagnostic);
        }
    }
}

fn arrow_kind(arrow: &[u8]) -> PartKind {
    match arrow {
        b">>" => PartKind::Forward,
        b"<<" => PartKind::Back,
        b"--" => PartKind::Line,
        _ => PartKind::Both,
    }
}
