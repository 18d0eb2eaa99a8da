//! What may be written at a place, nearest things first.

mod names;
mod values;

use std::path::Path;

use super::context::{Context, context};
use super::documentation::{ARROWS, INNER, NOUNS, Word};
use super::symbols::has_letters;
use super::view::View;
use crate::ast::{spell, unescape};
use crate::model::GroupId;
use crate::source::{Root, Span};

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A word of the language.
    Word,
    /// An arrow.
    Arrow,
    /// A node.
    Node,
    /// A group.
    Group,
    /// An edge style.
    Style,
    /// A cert of the catalogue.
    Cert,
    /// An attribute.
    Key,
    /// A value.
    Value,
    /// A color.
    Color,
    /// A file.
    File,
    /// A folder.
    Folder,
}

/// Something that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown.
    pub label: String,
    /// What is looked for: what has been written has letters of it, in this order.
    pub sought: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words next to it.
    pub detail: String,
    /// What there is to know of it, in Markdown.
    pub documentation: String,
    /// What is written in the place of `span`.
    pub text: String,
    /// The same with what is to be filled in as `$1` or `${1:word}`, if there is something to fill in.
    pub snippet: Option<String>,
    /// What has been written of it, in bytes of the file.
    pub span: Span,
}

/// What is outside the analysis and may be named.
#[derive(Clone, Copy)]
pub struct CompletionContext<'f> {
    /// The folder that nothing the file names may leave.
    pub root: &'f Root<'f>,
    /// The folder of the file.
    pub folder: &'f Path,
}

/// The most that are listed: nobody looks through more, and with each letter typed there are fewer.
pub const MOST: usize = 200;

/// What may be written at a byte of a file; and whether that is all.
pub fn completions(
    view: View<'_>,
    offset: u32,
    around: CompletionContext<'_>,
) -> (Vec<Completion>, bool) {
    let (context, written) = context(view, offset);
    let mut list = List {
        view,
        written,
        letters: letters(view.slice(written)),
        around: view.group_at(offset),
        found: Vec::new(),
        is_all: true,
        offset,
    };
    match context {
        Context::Statement => {
            list.statements();
            list.names(false, false);
        }
        Context::Name { declares, may_link } => {
            list.names(declares, may_link);
        }
        Context::Row => list.nodes(),
        Context::Inside { path, only_groups } => list.inside(&path, only_groups),
        Context::Group => list.groups(),
        Context::AfterTerm => list.after_term(),
        Context::Use => list.uses(around),
        Context::Key(element) => list.keys(element),
        Context::Value(element, key) => list.values(element, &key, around),
        Context::Nothing => {}
    }
    list.sort();
    (list.found, list.is_all)
}

/// A text as a string.
fn quote(text: &str) -> String {
    let spelled = spell(text);
    if spelled.starts_with('"') {
        spelled
    } else {
        format!("\"{spelled}\"")
    }
}

/// What has been written, without the quote that it begins with.
fn letters(written: &str) -> String {
    unescape(written.trim_start_matches('"')).into_owned()
}

struct List<'a> {
    view: View<'a>,
    written: Span,
    letters: String,
    around: GroupId,
    found: Vec<Completion>,
    is_all: bool,
    offset: u32,
}

impl<'a> List<'a> {
    /// Adds one, unless it does not match what has been written.
    fn add(
        &mut self,
        label: &str,
        kind: CompletionKind,
        text: String,
        rest: impl FnOnce(&mut Completion),
    ) {
        self.add_known_as("", label, kind, text, rest);
    }

    /// The same for what can be found by other words too.
    fn add_known_as(
        &mut self,
        words: &str,
        label: &str,
        kind: CompletionKind,
        text: String,
        rest: impl FnOnce(&mut Completion),
    ) {
        if ![label, words]
            .iter()
            .any(|known| has_letters(known, &self.letters))
        {
            return;
        }
        if self.found.len() >= MOST {
            self.is_all = false;
            return;
        }
        // A quoted name is searched for with its quotes.
        let quote = if self.is_quoted() { "\"" } else { "" };
        let sought = format!("{quote}{label} {words}");
        let mut completion = Completion {
            label: label.to_owned(),
            sought: sought.trim_end().to_owned(),
            kind,
            detail: String::new(),
            documentation: String::new(),
            text,
            snippet: None,
            span: self.written,
        };
        rest(&mut completion);
        self.found.push(completion);
    }

    /// Puts names that start with the letters first, then names in which another word does.
    fn sort(&mut self) {
        let letters = self.letters.to_lowercase();
        if letters.is_empty() {
            return;
        }
        self.found.sort_by_cached_key(|completion| {
            let sought = completion.sought.trim_start_matches('"').to_lowercase();
            let is_word = |(at, _): (usize, &str)| {
                sought[..at]
                    .chars()
                    .next_back()
                    .is_none_or(|before| !before.is_alphanumeric())
            };
            match sought.starts_with(&letters) {
                true => 0,
                false if sought.match_indices(&letters).any(is_word) => 1,
                false => 2,
            }
        });
    }

    fn is_quoted(&self) -> bool {
        self.view.slice(self.written).starts_with('"')
    }

    /// A name or value in the place of what has been written. A quote that has been opened is closed again, unless an
    /// editor has done so.
    fn in_place(&self, bare: &str) -> String {
        if !self.is_quoted() {
            return spell(bare);
        }
        let mut quoted = quote(bare);
        if self.view.text()[self.offset as usize..].starts_with('"') {
            quoted.pop();
        }
        quoted
    }

    fn statements(&mut self) {
        let is_top = self.around == GroupId::FILE;
        for noun in NOUNS.iter().filter(|noun| is_top || !noun.is_top_level) {
            self.add(
                noun.word,
                CompletionKind::Word,
                noun.word.to_owned(),
                |completion| {
                    completion.documentation = noun.markdown();
                    completion.snippet = Some(noun.snippet.to_owned());
                },
            );
        }
    }

    fn word(&mut self, word: &Word) {
        let text = word.word.to_owned();
        self.add(word.word, CompletionKind::Word, text, |completion| {
            completion.documentation = word.markdown();
        });
    }

    fn after_term(&mut self) {
        // An arrow or a word, not what would go on with the term's name.
        for (arrow, does) in ARROWS {
            self.add(
                arrow,
                CompletionKind::Arrow,
                arrow.to_owned(),
                |completion| {
                    completion.detail = does.to_owned();
                },
            );
        }
        for word in INNER.iter().filter(|word| word.word == "in") {
            self.word(word);
        }
    }
}
