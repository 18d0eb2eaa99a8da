//! Tries the fixes of warnings: one that would cause an error is given in words only.
//!
//! A warning is a guess, and what a name refers to depends on the whole program. So each fix is made in a copy of the
//! program, which then goes through the stages that report errors.

use std::sync::Arc;

use crate::ast::{StatementKind, Tree};
use crate::diagnostics::{Code, Collector, Diagnostic, Edit, Severity};
use crate::icons::InProcess;
use crate::parse::parse;
use crate::resolve::{IconPlaces, Program, Use, resolve};
use crate::source::{Memory, Root, Source, Sources};

/// How many bytes are compiled again for the fixes of a run. For small programs that is more fixes than anyone reads;
/// for large ones it is a few, or none: fixes that are not tried are given in words only.
const MOST_BYTES_TRIED: usize = 256 << 10;

/// The same warnings, with the fixes that have been tried and cause no error.
pub(super) fn try_fixes(program: &Program, mut warnings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let bytes = program.sources.end() as usize;
    let mut left = MOST_BYTES_TRIED;
    let helps = warnings.iter_mut().flat_map(|warning| &mut warning.helps);
    for help in helps.filter(|help| !help.edits.is_empty()) {
        let Some(rest) = left.checked_sub(bytes) else {
            help.edits.clear();
            continue;
        };
        left = rest;
        if let Some(error) = error_after(program, &help.edits) {
            help.edits.clear();
            help.message += &format!(" (this alone causes an error: {})", error.message);
        }
    }
    warnings
}

/// The first error after some edits of a program without errors.
fn error_after(program: &Program, edits: &[Edit]) -> Option<Diagnostic> {
    let mut collector = Collector::default();
    let edited = apply_edits(program, edits, &mut collector)?;
    // No icon is looked for: messages about icons do not depend on names that a fix changes.
    let nothing = Memory::default();
    let places = IconPlaces {
        root: Root::new(&nothing, "/".as_ref()),
        working_directory: "/".into(),
        folders: Vec::new(),
        reader: &InProcess,
    };
    resolve(&edited, places, &mut collector);
    let is_of_icons = |code| matches!(code, Code::MissingIcon | Code::NotAnImage);
    collector
        .finish()
        .into_iter()
        .find(|problem| problem.severity == Severity::Error && !is_of_icons(problem.code))
}

/// The program after some edits; nothing if it would use other files.
fn apply_edits(program: &Program, edits: &[Edit], collector: &mut Collector) -> Option<Program> {
    let mut sources = Sources::default();
    let mut trees = Vec::with_capacity(program.trees.len());
    let mut uses = program.uses.clone();
    for ((id, file), tree) in program.sources.files().zip(&program.trees) {
        let text = edited_text(&file, edits);
        let is_same = text.is_none();
        let text = text.unwrap_or_else(|| file.text().to_owned());
        let new = sources.add(file.name().to_owned(), text).ok()?;
        if is_same {
            trees.push(tree.clone());
            continue;
        }
        let file = sources.file(new);
        let (new_tree, problems) = parse(file.text(), file.base());
        collector.extend(problems);
        let (before, after) = (use_statements(tree), use_statements(&new_tree));
        if before.len() != after.len() {
            return None;
        }
        for used in uses.iter_mut().filter(|used| used.from == id) {
            let at = before.binary_search(&used.statement).ok()?;
            *used = Use {
                statement: after[at],
                ..*used
            };
        }
        trees.push(Arc::new(new_tree));
    }
    Some(Program {
        sources: Arc::new(sources),
        trees,
        paths: program.paths.clone(),
        uses,
        catalogues: program.catalogues.clone(),
    })
}

/// A file's text after those of some edits that are in it; nothing if none is.
fn edited_text(file: &Source<'_>, edits: &[Edit]) -> Option<String> {
    let end = file.base() + file.text().len() as u32;
    let mut own = edits
        .iter()
        .filter(|edit| file.base() <= edit.span.start && edit.span.end <= end)
        .peekable();
    own.peek()?;
    let mut text = String::with_capacity(file.text().len());
    let mut from = 0;
    for edit in own {
        let [start, end] = [edit.span.start, edit.span.end].map(|at| (at - file.base()) as usize);
        text.push_str(file.text().get(from..start)?);
        text.push_str(&edit.text);
        from = end;
    }
    text.push_str(&file.text()[from..]);
    Some(text)
}

/// The numbers of the statements that use files.
fn use_statements(tree: &Tree) -> Vec<usize> {
    let statements = tree.statements().iter().enumerate();
    statements
        .filter(|(_, statement)| statement.kind == StatementKind::Use)
        .map(|(number, _)| number)
        .collect()
}
