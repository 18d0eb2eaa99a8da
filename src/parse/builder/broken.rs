//! What the grammar refuses → broken statements, and what is wrong with them.

use pest::Parser;
use pest::error::InputLocation;

use super::Builder;
use super::trial_fixes::MOST_OF_NEXT;
use crate::ast::{Part, StatementKind};
use crate::diagnostics::{Code, Diagnostic, Edit, Help};
use crate::parse::extent::{Extent, extent};
use crate::parse::file_problems::{advises_diagram, without_edits};
use crate::parse::grammar::{Grammar, Rule};
use crate::parse::mistake::{Block, mistake};
use crate::parse::wording;
use crate::source::Span;

/// The nouns that no group takes.
const TOP_LEVEL_ONLY: [&str; 3] = ["cert", "diagram", "use"];

impl Builder<'_> {
    /// Takes a stretch at which a chunk has stopped.
    ///
    /// Tells where it ends.
    pub(in crate::parse) fn broken(&mut self, from: usize, extent: Extent) -> usize {
        let text = &self.text[from..extent.end];
        let start = extent.end - text.trim_start_matches([' ', '\t', '\r', '\n']).len();
        self.parse_alone(start, extent)
    }

    /// Has one statement parsed by the whole grammar. (Where a chunk has stopped before it, the end of the chunk may not
    /// have been the end of the statement.) Tells where it ends.
    pub(super) fn parse_alone(&mut self, start: usize, extent: Extent) -> usize {
        if extent.is_wrong {
            // Most of what a mistake costs is pest's looking for what else it could be.
            return self.broken_at(start, extent.end, start);
        }
        match Grammar::parse(Rule::lone, &self.text[start..extent.end]) {
            Ok(pairs) => {
                self.take(pairs, start);
                extent.end
            }
            Err(error) => {
                let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
                self.broken_at(start, extent.end, start + at)
            }
        }
    }

    /// Takes a stretch that the grammar refuses at a byte, and reports what is wrong with it. Tells where it ends.
    fn broken_at(&mut self, start: usize, end: usize, at: usize) -> usize {
        let whole = start;
        let mut start = start;
        if self.text[start..end].starts_with('}') {
            // Its `}` is one all the same; what follows it is wrong.
            let brace = Span::new(start as u32, start as u32 + 1);
            let is_stray = self.closes_nothing();
            self.close(brace);
            if is_stray {
                // Without it, what follows is a statement.
                return brace.end as usize;
            }
            start += 1;
        }
        let mistake = mistake(self.text, whole, end, at, self.base);
        let end = mistake.end;
        if start > whole {
            start = end - self.text[start..end].trim_start().len();
        }
        let is_foreign = self.foreign.is_some();
        let span = Span::new(start as u32, end as u32);
        let found = match mistake.block {
            _ if is_foreign => Vec::new(),
            Block::Foreign => vec![mistake.diagnostic],
            _ => self.all_of(mistake.diagnostic, whole, end),
        };
        let text_end = self.text[..end].trim_end().len().max(start);
        self.begin(StatementKind::Broken, span, text_end as u32);
        let reported = self.diagnostics.len();
        for problem in found {
            let problem = self.where_it_stands(problem);
            self.report(problem);
        }
        self.is_irregular |= mistake.block != Block::None;
        match mistake.block {
            Block::None => {}
            Block::Unneeded => self.awaits_brace(reported),
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
        end
    }

    /// In a group no `diagram` may stand, so that none is advised there, nor another noun that may not.
    pub(super) fn where_it_stands(&self, mut problem: Diagnostic) -> Diagnostic {
        if !self.open.is_empty() && advises_diagram(&problem) {
            problem.helps.iter_mut().for_each(without_edits);
            return wording::outside_groups(problem);
        }
        if !self.open.is_empty() {
            problem.helps.retain(|help| !advises_outside(help));
        }
        problem
    }

    /// Notes that a `}` will come that closes nothing, because of one of the problems from `reported` on.
    pub(super) fn awaits_brace(&mut self, reported: usize) {
        let own = &self.diagnostics[reported.min(self.diagnostics.len())..];
        let at = own
            .iter()
            .rposition(|problem| problem.code == Code::MissingBrace);
        let count = at.map_or(own.len(), |at| at + 1);
        self.unneeded.push(reported + count);
    }

    /// Whether a `}` that came now would be one too many.
    fn closes_nothing(&self) -> bool {
        self.open.is_empty() && self.unneeded.is_empty()
    }

    /// Reports a `}` that closes nothing. Without it, what it has parted is one statement.
    pub(super) fn stray_brace(&mut self, brace: Span) {
        let blanks = [' ', '\t', '\r'];
        let before = self.text[..brace.start as usize].trim_end_matches(blanks);
        let behind = self.text[brace.end as usize..].trim_start_matches(blanks);
        let is_first = before.is_empty() || before.ends_with(['\n', ';', '{']);
        let joins = behind.starts_with(['>', '<', '-', ',', '/', '[']);
        let last = self.tree.statements.last().copied();
        let broken = last.filter(|last| {
            last.kind == StatementKind::Broken
                && brace.start as usize - (last.start as usize) < MOST_OF_NEXT
        });
        // Behind another `}` nothing may follow, even what would join a chain.
        let ends = ["\n", ";", "}", "//"];
        let is_last = behind.is_empty() || ends.iter().any(|end| behind.starts_with(end));
        let parts = !is_last && (!joins || before.ends_with('}'));
        let parts = parts && !is_first && broken.is_none();
        let mut problem = wording::stray_brace(brace.shifted(self.base), parts);
        if let Some(broken) = broken {
            let end = extent(self.text, brace.end as usize).end;
            let known = self.problems_from(broken.start + self.base);
            self.keep_clean_advice(&mut problem, known, broken.start as usize, end);
        }
        self.report(problem);
    }

    /// Makes a group of the last statement.
    fn broken_group(&mut self, span: Span) {
        if let Some(statement) = self.tree.statements.last_mut() {
            statement.kind = StatementKind::Group;
        }
        self.open_group(span);
    }
}

/// Whether advice makes a statement that may not stand in a group.
pub(in crate::parse) fn advises_outside(help: &Help) -> bool {
    let stands_outside = |edit: &Edit| TOP_LEVEL_ONLY.contains(&edit.text.as_str());
    help.edits.iter().any(stands_outside)
}
