//! What is resolved: the trees of all files, and which uses which.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::ast::Tree;
use crate::source::{FileId, Sources, way};

/// All files of a run, parsed.
#[derive(Debug, Default)]
pub struct Program {
    /// Their texts.
    pub sources: Arc<Sources>,
    /// Their trees, in the order of the texts.
    pub trees: Vec<Arc<Tree>>,
    /// Where each file lies, in the same order.
    pub paths: Vec<PathBuf>,
    /// The `use` statements that were followed, in any order.
    pub uses: Vec<Use>,
    /// The files that ship with the program: what any other says counts more.
    pub catalogues: Vec<FileId>,
}

/// A `use` statement that was followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The file that says it.
    pub from: FileId,
    /// The index of the statement in that file's tree.
    pub statement: usize,
    /// The file that it names.
    pub to: FileId,
}

/// Statements of one file that come one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StatementRange {
    pub(super) file: FileId,
    pub(super) statements: Range<usize>,
}

impl Program {
    /// The folder in which a file lies.
    pub(super) fn folder(&self, file: FileId) -> &Path {
        let path = &self.paths[file.index()];
        path.parent().unwrap_or(path)
    }

    /// How folders of files are told from that of the first, as what addresses in them begin with: each with the place of
    /// its file's first byte. Those that lie there too are left out.
    pub(super) fn ways(&self) -> Vec<(u32, String)> {
        let first = self.sources.files().next().map(|(id, _)| self.folder(id));
        let others = self.sources.files().skip(1);
        let others = others.filter(|(id, _)| !self.catalogues.contains(id));
        others
            .filter_map(|(id, source)| Some((source.base(), way(first?, self.folder(id)))))
            .filter(|(_, way)| !way.is_empty())
            .collect()
    }

    /// All statements in the order said: a used file's come in where it is first used, as if written there.
    pub(super) fn stretches(&self) -> Vec<StatementRange> {
        let mut uses: Vec<Vec<Use>> = vec![Vec::new(); self.trees.len()];
        for used in &self.uses {
            uses[used.from.index()].push(*used);
        }
        for of_file in &mut uses {
            of_file.sort_by_key(|used| std::cmp::Reverse(used.statement));
        }
        let mut seen = vec![false; self.trees.len()];
        let mut stretches = Vec::new();
        let mut open = vec![(FileId::MAIN, 0)];
        seen[0] = true;
        while let Some((file, from)) = open.pop() {
            let end = match uses[file.index()].pop() {
                Some(used) => {
                    open.push((file, used.statement + 1));
                    if !std::mem::replace(&mut seen[used.to.index()], true) {
                        open.push((used.to, 0));
                    }
                    used.statement + 1
                }
                None => self.trees[file.index()].statements().len(),
            };
            stretches.push(StatementRange {
                file,
                statements: from..end,
            });
        }
        stretches
    }

    /// For each file, which files it uses, directly or through others. A catalogue counts as used by every file: nobody
    /// can mend it to agree with theirs.
    pub(super) fn reach(&self) -> Vec<Vec<bool>> {
        let count = self.trees.len();
        let mut reached = vec![vec![false; count]; count];
        for used in &self.uses {
            reached[used.from.index()][used.to.index()] = true;
        }
        // Warshall's algorithm: a thousand files that all use each other are done in no time.
        for through in 0..count {
            let further = reached[through].clone();
            for from in reached.iter_mut().filter(|from| from[through]) {
                for (reaches, further) in from.iter_mut().zip(&further) {
                    *reaches |= *further;
                }
            }
        }
        for reaches in &mut reached {
            for catalogue in &self.catalogues {
                reaches[catalogue.index()] = true;
            }
        }
        reached
    }
}
