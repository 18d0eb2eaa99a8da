//! Where things are written: what rules need from the trees to find where a statement goes or where a name is used.

use std::borrow::Cow;
use std::cell::Cell;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use crate::ast::{Part, PartKind, StatementKind, Tree, spell, spelled_path, unescape};
use crate::diagnostics::Edit;
use crate::model::{GroupId, Model};
use crate::source::{FileId, Span};

/// How many statements a run finds a place for. A few more messages are printed than these could be about, and each
/// search goes through all statements of a file.
const MOST_PLACED: u32 = 64;

/// The trees of a program.
pub(super) struct Written<'p> {
    pub(super) model: &'p Model,
    trees: &'p [Arc<Tree>],
    /// The files that come with the program, in which nothing is to be fixed.
    catalogues: &'p [FileId],
    placed: Cell<u32>,
}

/// One file.
#[derive(Clone, Copy)]
pub(super) struct File<'p> {
    pub(super) tree: &'p Tree,
    pub(super) text: &'p str,
    pub(super) base: u32,
}

impl<'p> Written<'p> {
    pub(super) fn new(
        model: &'p Model,
        trees: &'p [Arc<Tree>],
        catalogues: &'p [FileId],
    ) -> Written<'p> {
        Written {
            model,
            trees,
            catalogues,
            placed: Cell::new(0),
        }
    }

    /// The user's files.
    pub(super) fn files(&self) -> impl Iterator<Item = File<'p>> {
        let files = self.model.texts.sources().files().zip(self.trees);
        files
            .filter(|((id, _), _)| !self.catalogues.contains(id))
            .map(|((_, file), tree)| File {
                tree,
                text: file.text(),
                base: file.base(),
            })
    }

    /// Where each of these names is used in a chain or a row, as the name of a node.
    pub(super) fn places(&self, wanted: &HashSet<&str>) -> HashMap<String, Vec<Span>> {
        let mut places: HashMap<String, Vec<Span>> = HashMap::new();
        for file in self.files() {
            for (index, statement) in file.tree.statements().iter().enumerate() {
                if !matches!(statement.kind, StatementKind::Chain | StatementKind::Row) {
                    continue;
                }
                let parts = file.tree.parts(index);
                let end = parts.iter().position(|part| part.kind() == PartKind::In);
                for part in &parts[..end.unwrap_or(parts.len())] {
                    let name = match part.kind() {
                        PartKind::Name | PartKind::Quoted => file.name(*part),
                        _ => continue,
                    };
                    if wanted.contains(&*name) {
                        let place = part.outer_span().shifted(file.base);
                        places.entry_ref(&*name).or_default().push(place);
                    }
                }
            }
        }
        places
    }

    /// Which of these names are somewhere where no edge style can be: not alone between two equal arrows.
    pub(super) fn no_links(&self, wanted: &HashSet<&str>) -> HashSet<String> {
        let mut found = HashSet::new();
        for file in self.files() {
            for (index, statement) in file.tree.statements().iter().enumerate() {
                if !matches!(statement.kind, StatementKind::Chain | StatementKind::Row) {
                    continue;
                }
                let parts = file.tree.parts(index);
                for (at, part) in parts.iter().enumerate() {
                    if !part.kind().is_name() {
                        continue;
                    }
                    let name = file.name(*part);
                    let arrow = |part: Option<&Part>| {
                        let kind = part.map(|part| part.kind())?;
                        kind.is_arrow().then_some(kind)
                    };
                    let after = parts[at + 1..].iter().find(|part| {
                        !matches!(part.kind(), PartKind::Label | PartKind::Attributes)
                    });
                    let before = arrow(at.checked_sub(1).map(|before| &parts[before]));
                    let is_link = before.is_some() && before == arrow(after);
                    if !is_link && wanted.contains(&*name) {
                        found.insert(name.into_owned());
                    }
                }
            }
        }
        found
    }

    /// The edit that declares a node in a group, before the statement at a position, which mentions the node in that
    /// group or further in. Nothing after `MOST_PLACED` of them.
    pub(super) fn declaration(&self, at: u32, group: GroupId, name: &str) -> Option<Edit> {
        self.placed.set(self.placed.get() + 1);
        if self.placed.get() > MOST_PLACED {
            return None;
        }
        let file = self.file_at(at)?;
        let statements = file.tree.statements();
        let offset = at - file.base;
        let last = statements.partition_point(|statement| statement.span().start <= offset);
        let mut open: Vec<usize> = Vec::new();
        for (index, statement) in statements[..last.checked_sub(1)?].iter().enumerate() {
            match statement.kind {
                StatementKind::Group => open.push(index),
                StatementKind::Close => drop(open.pop()),
                _ => {}
            }
        }
        let path: Vec<&str> = self
            .model
            .path(group)
            .into_iter()
            .map(|name| self.model.text(name))
            .collect();
        // The declaration goes into the blocks that lead to the group, or else to the top level with a place.
        let is_in_blocks = path.len() <= open.len()
            && path.iter().zip(&open).all(|(name, block)| {
                let parts = file.tree.parts(*block);
                parts.first().is_some_and(|part| file.name(*part) == *name)
            });
        let depth = if is_in_blocks { path.len() } else { 0 };
        let statement = open.get(depth).copied().unwrap_or(last - 1);
        let place = if is_in_blocks {
            String::new()
        } else {
            format!(" in {}", spelled_path(path))
        };
        Some(file.before(statement, &format!("node {}{place}", spell(name))))
    }

    /// The edit that puts a statement before all others of the main file.
    pub(super) fn first_statement(&self, said: &str) -> Option<Edit> {
        let file = self.files().next()?;
        (!file.tree.statements().is_empty()).then(|| file.before(0, said))
    }

    /// The file that contains a position, if it is one of the user's.
    fn file_at(&self, at: u32) -> Option<File<'p>> {
        let id = self.model.texts.sources().file_at(at);
        if self.catalogues.contains(&id) {
            return None;
        }
        let file = self.model.texts.sources().file(id);
        Some(File {
            tree: self.trees.get(id.index())?,
            text: file.text(),
            base: file.base(),
        })
    }
}

impl<'p> File<'p> {
    /// The text of a name or a string.
    pub(super) fn name(&self, part: Part) -> Cow<'p, str> {
        let raw = &self.text[part.span().range()];
        match part.kind() {
            PartKind::Quoted => unescape(raw),
            _ => Cow::Borrowed(raw),
        }
    }

    /// The edit that puts a statement before another.
    pub(super) fn before(&self, statement: usize, said: &str) -> Edit {
        let start = self.tree.statements()[statement].span().start;
        let line = self.text[..start as usize]
            .rfind('\n')
            .map_or(0, |end| end + 1);
        let indentation = &self.text[line..start as usize];
        let text = if indentation.trim().is_empty() {
            format!("{said}{}{indentation}", self.line_end())
        } else {
            format!("{said}; ")
        };
        Edit {
            span: Span::at(start + self.base),
            text,
        }
    }

    pub(super) fn line_end(&self) -> &'static str {
        if self.text.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        }
    }
}
