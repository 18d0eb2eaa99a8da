//! pest's tokens → tree.
//!
//! Nests the flat statements with a stack, joins lines that go on with a chain, and reports what the grammar leaves to
//! it: braces without partner, misplaced words, escapes, names' first characters.

use pest::Parser;
use pest::error::InputLocation;
use pest::iterators::Pairs;

use super::extent::{Extent, extent};
use super::mistake::{Block, KEYWORDS, is_key, keyword_for, mistake};
use super::{Grammar, Rule, wording};
use crate::ast::{
    Attribute, LONGEST_NAME, List, MOST_NESTED, Part, PartKind, Statement, StatementKind, Tree,
    Trivia, TriviaKind, WrongEscapeKind, begins_name, is_reserved, wrong_escapes,
};
use crate::diagnostics::Diagnostic;
use crate::source::Span;

/// How many problems of one file are reported: nobody reads more, and a large file that is no `.cert` file at all must
/// not fill the memory with messages.
pub(super) const MOST_REPORTED: usize = 100_000;

pub(super) struct Builder<'t> {
    text: &'t str,
    base: u32,
    tree: Tree,
    diagnostics: Vec<Diagnostic>,
    /// The statements that opened the groups in which the parser is.
    open: Vec<u32>,
    /// How many `}` are to come that close nothing because of a mistake that has been reported.
    unneeded: usize,
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
}

/// What has been made of a text.
pub(super) struct Built {
    pub(super) tree: Tree,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether each brace has its partner.
    pub(super) is_regular: bool,
}

/// Where the tokens of a chunk came to an end.
pub(super) enum Stop {
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
    pub(super) fn new(text: &'t str, base: u32) -> Builder<'t> {
        Builder {
            text,
            base,
            tree: Tree::default(),
            diagnostics: Vec::new(),
            open: Vec::new(),
            unneeded: 0,
            foreign: None,
            misaligned: None,
            last: 0,
            line_is_empty: true,
            line_is_blank: true,
            context: Context::Other,
            finished: 0,
            is_irregular: false,
        }
    }

    /// For the statements from a place on, before which nothing matters: the start of a statement or what follows one.
    pub(super) fn from(text: &'t str, base: u32, from: u32) -> Builder<'t> {
        Builder {
            last: from,
            line_is_empty: from == 0,
            line_is_blank: from == 0,
            ..Builder::new(text, base)
        }
    }

    /// Takes the tokens of one chunk, which begins at `from`.
    pub(super) fn take(&mut self, pairs: Pairs<'t, Rule>, from: usize) -> Stop {
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
                        return Stop::Misled(end as usize);
                    }
                }
                Rule::chunk => stop = span.end as usize,
                rule => self.token(rule, span),
            }
        }
        Stop::Before(stop)
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
                match self.unneeded.checked_sub(1) {
                    Some(fewer) => self.unneeded = fewer,
                    None => self.report(wording::stray_brace(brace.shifted(self.base))),
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
            Some(statement) if statement.kind == StatementKind::Broken => {
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

    fn has_semicolon(&self, from: u32, to: u32) -> bool {
        self.text
            .as_bytes()
            .get(from as usize..to as usize)
            .is_some_and(|between| between.contains(&b';'))
    }

    /// Looks at the last statement when nothing can be added to it any more.
    fn finish_chain(&mut self) {
        let count = self.tree.statements.len();
        let is_new = count > std::mem::replace(&mut self.finished, count);
        let Some(statement) = self.tree.statements.last().copied() else {
            return;
        };
        if !is_new || statement.kind != StatementKind::Chain {
            return;
        }
        let parts = self.tree.parts(count - 1);
        // Most chains are settled by their first two parts.
        if parts
            .first()
            .is_none_or(|part| part.kind() == PartKind::Node)
            || parts.get(1).is_some_and(|part| part.kind().is_arrow())
            || parts.iter().any(|part| part.kind().is_arrow())
        {
            return;
        }
        let first = parts[0];
        let word = self.slice(first.span());
        let is_bare = first.kind() == PartKind::Name || first.kind() == PartKind::EdgeWord;
        if is_bare && (KEYWORDS.contains(&word) || word == "in") {
            self.unfinished_statement(statement, first.span());
            return;
        }
        // A reserved word on its own has been reported as a name.
        if is_bare && is_reserved(word) {
            return;
        }
        let said = parts
            .iter()
            .take_while(|part| !matches!(part.kind(), PartKind::Label | PartKind::Attributes))
            .last()
            .map_or(first.outer_span(), |last| {
                first.outer_span().to(last.outer_span())
            });
        let said = self.slice(said);
        let span = statement.span().shifted(self.base);
        let has_label = parts
            .get(1)
            .is_some_and(|part| part.kind() == PartKind::Label);
        let diagnostic = match first.kind() {
            PartKind::Each => wording::lone_each(span, said),
            PartKind::Name if parts.len() == 1 && word == "end" => wording::lone_end(span),
            PartKind::Name if has_label && is_key(word) && word != "title" => {
                wording::lone_key_word(span, word)
            }
            PartKind::Name => {
                let keyword = has_label.then(|| keyword_for(word)).flatten();
                wording::lone_name(span, first.span().shifted(self.base), said, keyword)
            }
            _ => wording::lone_name(span, first.span().shifted(self.base), said, None),
        };
        self.report(diagnostic);
    }

    /// A chain of one term whose name is `cert`, `group` …: what lacks is not an arrow.
    fn unfinished_statement(&mut self, statement: Statement, noun: Span) {
        let place = noun.shifted(self.base);
        // It was reported when the statement was read: not before those that are about earlier statements.
        let earlier = |diagnostic: &Diagnostic| diagnostic.span.start < place.start;
        let from = self.diagnostics.iter().rposition(earlier);
        let mut own = self.diagnostics.split_off(from.map_or(0, |last| last + 1));
        own.retain(|diagnostic| diagnostic.span != place);
        self.diagnostics.append(&mut own);
        let (start, end) = (statement.start as usize, statement.end as usize);
        let mistake = mistake(self.text, start, end, end, self.base);
        self.report(mistake.diagnostic);
        self.unneeded += usize::from(mistake.block == Block::Unneeded);
        self.is_irregular |= mistake.block != Block::None;
        if let Some(statement) = self.tree.statements.last_mut() {
            statement.kind = StatementKind::Broken;
        }
    }

    /// Takes a stretch at which a chunk has stopped.
    pub(super) fn broken(&mut self, from: usize, extent: Extent) {
        let text = &self.text[from..extent.end];
        let start = extent.end - text.trim_start_matches([' ', '\t', '\r', '\n']).len();
        self.lone(start, extent);
    }

    /// Has one statement parsed by the whole grammar. (Where a chunk has stopped before it, the end of the chunk may not
    /// have been the end of the statement.)
    fn lone(&mut self, start: usize, extent: Extent) {
        if extent.is_wrong {
            // Most of what a mistake costs is pest's looking for what else it could be.
            return self.broken_at(start, extent.end, start);
        }
        match Grammar::parse(Rule::lone, &self.text[start..extent.end]) {
            Ok(pairs) => {
                self.take(pairs, start);
            }
            Err(error) => {
                let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
                self.broken_at(start, extent.end, start + at);
            }
        }
    }

    /// Takes a stretch that the grammar refuses at a byte, and reports what is wrong with it.
    fn broken_at(&mut self, start: usize, end: usize, at: usize) {
        let mistake = mistake(self.text, start, end, at, self.base);
        let is_foreign = self.foreign.is_some();
        let mut start = start;
        if let Some(rest) = self.text[start..end].strip_prefix('}') {
            // Its `}` is one all the same; what follows it is wrong.
            self.close(Span::new(start as u32, start as u32 + 1));
            start = end - rest.trim_start().len();
        }
        let span = Span::new(start as u32, end as u32);
        let text_end = self.text[..end].trim_end().len().max(start);
        self.begin(StatementKind::Broken, span, text_end as u32);
        if !is_foreign {
            self.report(mistake.diagnostic);
        }
        self.is_irregular |= mistake.block != Block::None;
        match mistake.block {
            Block::None => {}
            Block::Unneeded => self.unneeded += 1,
            // The group is there, however it was meant: what follows stands in it, and its `}` closes it.
            Block::Group(name) => {
                self.broken_group(span);
                if let Some((kind, name)) = name {
                    self.tree
                        .parts
                        .push(Part::new(kind, name.start, name.len()));
                }
            }
            Block::Foreign => {
                self.broken_group(span);
                self.foreign.get_or_insert(self.open.len());
            }
        }
    }

    /// Makes a group of the last statement.
    fn broken_group(&mut self, span: Span) {
        if let Some(statement) = self.tree.statements.last_mut() {
            statement.kind = StatementKind::Group;
        }
        self.open_group(span);
    }

    /// Takes the statements of a line, and tells where the last one ends. What is not plain the whole grammar parses.
    fn line(&mut self, line: Span) -> u32 {
        let mut from = line.start;
        loop {
            let mut end = self
                .plain(Span::new(from, line.end))
                .unwrap_or_else(|| self.parse_anew(from));
            if end == line.end {
                return end;
            }
            // What ends a statement, and what ends the groups around it.
            loop {
                let rest = self.text.get(end as usize..line.end as usize);
                let rest = rest.unwrap_or_default().trim_ascii_start();
                let at = line.end - rest.len() as u32;
                match rest.as_bytes() {
                    [] => return line.end.max(end),
                    [b';', ..] => end = at + 1,
                    [b'}', after @ ..] => match after.trim_ascii_start() {
                        [] => {
                            self.close(Span::new(at, line.end));
                            return line.end;
                        }
                        inner @ [b'}', ..] => {
                            end = line.end - inner.len() as u32;
                            self.close(Span::new(at, end));
                        }
                        _ => {
                            from = at;
                            break;
                        }
                    },
                    _ if rest.starts_with(unicode_ident::is_xid_continue) => {
                        from = at;
                        break;
                    }
                    _ => return end,
                }
            }
        }
    }

    /// Takes the chain that a line begins with, if it has bare names and single blanks between all that it says, as the
    /// formatter spells it: `node a "Label"` or `a >> b, c "Label"`. Tells where it ends. If it is no such chain, nothing
    /// has happened.
    fn plain(&mut self, line: Span) -> Option<u32> {
        self.begin(StatementKind::Chain, line, line.start);
        let bytes = &self.text.as_bytes()[line.range()];
        let Some(said) = self.plain_chain(bytes, line.start) else {
            let statement = self.tree.statements.pop()?;
            self.tree.parts.truncate(statement.first as usize);
            return None;
        };
        if let Some(statement) = self.tree.statements.last_mut() {
            statement.end = line.start + said as u32;
        }
        let rest = bytes[said..].trim_ascii_start();
        if rest.is_empty() {
            return Some(line.end);
        }
        let mut end = line.end - rest.len() as u32;
        match rest {
            [b';', ..] => end += 1,
            [b'/', ..] => {
                let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                let is_crlf = rest[..length].ends_with(b"\r");
                let comment = Span::new(end, end + (length - usize::from(is_crlf)) as u32);
                self.comment(TriviaKind::LineComment, comment);
                end = comment.end;
            }
            _ => {}
        }
        self.end_at(Span::new(line.start, end));
        Some(end)
    }

    /// The length of a plain chain, if nothing stands behind it but its end.
    fn plain_chain(&mut self, line: &[u8], start: u32) -> Option<usize> {
        // `edge "Deep dive"` declares a style.
        if line.starts_with(b"edge \"") {
            return None;
        }
        let mut at = 0;
        if line.starts_with(b"node ") {
            self.tree.parts.push(Part::new(PartKind::Node, start, 4));
            at = "node ".len();
        }
        loop {
            let length = name_length(&line[at..]);
            if length == 0 || !self.plain_name(start + at as u32, length) {
                return None;
            }
            at += length;
            if let [b' ', b'"', after @ ..] = &line[at..] {
                let length =
                    memchr::memchr2(b'"', b'\\', after).filter(|end| after[*end] == b'"')?;
                let label = Part::new(PartKind::Label, start + at as u32 + 2, length as u32);
                self.tree.parts.push(label);
                at += length + 3;
            }
            let (kind, mark_at, mark_length, skip) = match &line[at..] {
                [b'\n'] => return Some(at),
                [b',', b' ', ..] => (PartKind::Comma, at, 1, 2),
                [b' ', b'>', b'>', b' ', ..] => (PartKind::Forward, at + 1, 2, 4),
                [b' ', b'<', b'<', b' ', ..] => (PartKind::Back, at + 1, 2, 4),
                [b' ', b'-', b'-', b' ', ..] => (PartKind::Line, at + 1, 2, 4),
                [b' ', b'<', b'>', b' ', ..] => (PartKind::Both, at + 1, 2, 4),
                rest => {
                    let is_end = matches!(
                        rest.trim_ascii_start(),
                        [] | [b';', ..] | [b'}', ..] | [b'/', b'/', ..]
                    );
                    return is_end.then_some(at);
                }
            };
            self.tree
                .parts
                .push(Part::new(kind, start + mark_at as u32, mark_length));
            at += skip;
        }
    }

    /// Has a statement parsed by the whole grammar, and tells where it ends.
    fn parse_anew(&mut self, start: u32) -> u32 {
        let extent = extent(self.text, start as usize);
        self.lone(start as usize, extent);
        extent.end as u32
    }

    /// Takes a name of a plain line, if it is one that is not reserved.
    fn plain_name(&mut self, start: u32, length: usize) -> bool {
        let span = Span::new(start, start + length as u32);
        let name = self.slice(span);
        if length > LONGEST_NAME || is_reserved(name) && name != "edge" {
            return false;
        }
        let kind = if name == "edge" {
            PartKind::EdgeWord
        } else {
            PartKind::Name
        };
        self.tree.parts.push(Part::new(kind, start, length as u32));
        true
    }

    // ---- parts ----

    fn push(&mut self, kind: PartKind, span: Span) {
        if kind.is_name() && span.len() as usize > LONGEST_NAME {
            self.report(wording::long_name(span.shifted(self.base), LONGEST_NAME));
        }
        let part = Part::new(kind, span.start, span.len());
        self.tree.parts.push(part);
        if let Some(statement) = self.tree.statements.last_mut() {
            statement.end = statement.end.max(part.outer_span().end);
        }
    }

    fn name(&mut self, span: Span) {
        let name = self.slice(span);
        let first = name.as_bytes().first().copied().unwrap_or_default();
        if !first.is_ascii() {
            let first = name.chars().next().unwrap_or_default();
            if !begins_name(first) {
                self.report(wording::wrong_first_character(
                    span.shifted(self.base),
                    name,
                    first,
                ));
            }
        }
        let mut kind = PartKind::Name;
        if is_reserved(name) {
            if name == "edge" && self.context == Context::Chain && !self.is_in_path() {
                kind = PartKind::EdgeWord;
            } else {
                self.report(wording::reserved_word(span.shifted(self.base), name));
            }
        }
        self.push(kind, span);
    }

    /// Whether the name that comes next belongs to a path, for what stands before it.
    fn is_in_path(&self) -> bool {
        self.tree.parts.last().is_some_and(|part| {
            matches!(part.kind(), PartKind::Slash | PartKind::In | PartKind::Each)
        })
    }

    /// The word `edge` is a link's, and no group's with which a path could begin.
    fn check_first_of_path(&mut self) {
        if let Some(first) = self.tree.parts.last()
            && first.kind() == PartKind::EdgeWord
        {
            let span = first.span();
            self.report(wording::reserved_word(
                span.shifted(self.base),
                self.slice(span),
            ));
        }
    }

    fn list(&mut self, span: Span) {
        self.tree.lists.push(List {
            span,
            first: self.tree.attributes.len() as u32,
        });
        self.push(PartKind::Attributes, span);
    }

    /// A string that is a label or, inside a list, a value.
    fn string(&mut self, span: Span) {
        match (self.tree.lists.last(), self.tree.attributes.last_mut()) {
            (Some(list), Some(attribute)) if span.end < list.span.end => {
                attribute.value = span;
                attribute.quoted = true;
            }
            _ => self.push(PartKind::Label, span),
        }
    }

    fn check_string(&mut self, span: Span) {
        let raw = self.slice(span);
        for wrong in wrong_escapes(raw) {
            let place = wrong.span.shifted(span.start + self.base);
            let diagnostic = match wrong.kind {
                WrongEscapeKind::Unknown => {
                    wording::unknown_escape(place, &raw[wrong.span.range()])
                }
                WrongEscapeKind::NotACharacter => {
                    let after = &raw[wrong.span.end as usize..];
                    let digits = after.bytes().take_while(u8::is_ascii_hexdigit).count();
                    let digits = Span::new(place.end, place.end + digits as u32);
                    let is_bare = &raw[wrong.span.range()] == "\\u" && digits.len() >= 4;
                    wording::not_a_character(place, is_bare.then_some(digits))
                }
                WrongEscapeKind::Forbidden(character) => {
                    wording::forbidden_escape(place, character)
                }
            };
            self.report(diagnostic);
        }
    }

    // ---- trivia ----

    fn comment(&mut self, kind: TriviaKind, span: Span) {
        // A comment inside a statement lies before the end of the statement's own token.
        if span.start >= self.last {
            self.blank_lines(span.start);
            if kind == TriviaKind::HashComment && !self.line_is_blank {
                self.report(wording::late_hash(span.shifted(self.base)));
            }
            self.last = span.end;
            self.line_is_empty = false;
        }
        self.tree.trivia.push(Trivia { kind, span });
    }

    /// Notes the blank lines between the last token and `next`.
    fn blank_lines(&mut self, next: u32) {
        if next <= self.last {
            return;
        }
        let between = &self.text.as_bytes()[self.last as usize..next as usize];
        let mut line = self.last;
        let mut blank = Span::at(line);
        for at in memchr::memchr2_iter(b'\n', b';', between) {
            let is_line_end = between[at] == b'\n';
            let end = self.last + at as u32 + 1;
            // The line end that ends the line on which something stands makes no blank line; a `;` is something.
            if !is_line_end || !self.line_is_empty {
                self.push_blank_lines(blank);
                blank = Span::at(end);
            } else if blank.is_empty() {
                blank = Span::new(line, end);
            } else {
                blank.end = end;
            }
            line = end;
            self.line_is_empty = is_line_end;
            self.line_is_blank = is_line_end;
        }
        self.push_blank_lines(blank);
    }

    fn push_blank_lines(&mut self, span: Span) {
        if !span.is_empty() {
            self.tree.trivia.push(Trivia {
                kind: TriviaKind::BlankLines,
                span,
            });
        }
    }

    // ---- the end ----

    /// When the text has come to its end.
    pub(super) fn finish(self) -> Built {
        let end = self.text.len() as u32;
        self.finish_before(end)
    }

    /// When what comes next, at a place, is known already: a statement, or the text's end.
    pub(super) fn finish_before(mut self, next: u32) -> Built {
        self.finish_chain();
        self.blank_lines(next);
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
        Built {
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

/// The characters of a name that are ASCII, but for the hyphen. Names with others are left to the grammar.
const NAME_CHARACTERS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    table
};

/// The length of the bare name that some bytes begin with.
fn name_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    loop {
        while let Some(byte) = bytes.get(length)
            && NAME_CHARACTERS[usize::from(*byte)]
        {
            length += 1;
        }
        // A hyphen stands between two other characters.
        match bytes.get(length..) {
            Some([b'-', after, ..]) if length > 0 && NAME_CHARACTERS[usize::from(*after)] => {
                length += 1
            }
            _ => return length,
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
