//! Renaming: another name for a thing, everywhere it is used.

use std::path::{Path, PathBuf};

use super::View;
use super::names::{Grouping, kin};
use crate::ast::spell;
use crate::compile::Analysis;
use crate::diagnostics::Severity;
use crate::model::{Model, Text};
use crate::resolve::Referent;
use crate::source::{FileId, Span};

/// A text to put in the place of another, in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileEdit {
    /// The file.
    pub path: PathBuf,
    /// What goes, in bytes of the file.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// Analyses the file with this number again, as if edits had been made; nothing if it cannot be.
pub type Reanalyze<'j> = dyn Fn(usize, &[FileEdit]) -> Option<Analysis> + 'j;

/// The name at a byte of a file, if it can be renamed, and its place: a position among all files.
pub fn renamable(view: View<'_>, offset: u32) -> Option<(Span, String)> {
    let occurrence = view.occurrence_at(offset)?;
    Some((
        occurrence.span,
        view.name_of(occurrence.referent).to_owned(),
    ))
}

/// What the thing at a byte of a file is called, and whether it is an edge style that no file declares.
fn name_at(analyses: &[&Analysis], path: &Path, offset: u32) -> Option<(String, bool)> {
    let analysis = analyses.iter().find(|analysis| {
        analysis
            .program
            .paths
            .first()
            .is_some_and(|main| main == path)
    })?;
    let view = View::of_main(analysis);
    let referent = view.occurrence_at(offset)?.referent;
    let is_from_the_start = match referent {
        Referent::Style(style) => view.model().styles[style.index()].at.is_none(),
        _ => false,
    };
    Some((view.name_of(referent).to_owned(), is_from_the_start))
}

/// The edits that give the thing at a byte of a file another name, in all analyses that take the file in.
///
/// # Errors
/// Why it cannot have that name, in a sentence: it would collide with another, or something else would change than the
/// name.
pub fn rename(
    analyses: &[&Analysis],
    path: &Path,
    offset: u32,
    name: &str,
    judge: &Reanalyze<'_>,
) -> Result<Vec<FileEdit>, String> {
    if name.is_empty() {
        return Err("a name must have at least one character".to_owned());
    }
    if name.chars().any(crate::diagnostics::render::is_obeyed) {
        return Err("a name cannot contain control characters".to_owned());
    }
    let mentions = kin(analyses, path, offset, Grouping::Both);
    let Some((old, is_from_the_start)) = name_at(analyses, path, offset) else {
        return Err("there is no name here".to_owned());
    };
    if is_from_the_start {
        return Err(format!(
            "`{old}` is a built-in edge style: declare your own, as in `edge {}`",
            spell(name)
        ));
    }
    for mention in &mentions {
        for analysis in analyses {
            let program = &analysis.program;
            let ships = |id: &FileId| program.paths[id.index()] == mention.path;
            if let Some(catalogue) = program.catalogues.iter().copied().find(ships) {
                let known = program.sources.file(catalogue).name();
                return Err(format!(
                    "this cert is from the built-in catalogue `{}`: give the node a cert of \
                     that name instead, as in `node {} [cert={}]`",
                    super::hover::catalogue(known).map_or(known, |catalogue| catalogue.name),
                    spell(name),
                    spell(&old),
                ));
            }
        }
    }
    let new = spell(name);
    let edits: Vec<FileEdit> = mentions
        .into_iter()
        .map(|mention| FileEdit {
            path: mention.path,
            span: mention.span,
            text: new.clone(),
        })
        .collect();
    for (number, before) in analyses.iter().enumerate() {
        let is_touched = before
            .program
            .paths
            .iter()
            .any(|path| edits.iter().any(|edit| edit.path == *path));
        if !is_touched {
            continue;
        }
        let after = judge(number, &edits).ok_or("cannot read the files")?;
        check(before, &after)?;
    }
    Ok(edits)
}

/// Whether two analyses differ in names only.
fn check(before: &Analysis, after: &Analysis) -> Result<(), String> {
    let errors = |analysis: &Analysis| {
        let all = analysis.diagnostics.iter();
        all.filter(|found| found.severity == Severity::Error)
            .cloned()
            .collect::<Vec<_>>()
    };
    let (old, new) = (errors(before), errors(after));
    if new.len() > old.len() {
        let known = |message: &String| old.iter().any(|found| found.message == *message);
        let first = new
            .iter()
            .map(|found| &found.message)
            .find(|message| !known(message));
        let first = first.map_or("there would be an error", String::as_str);
        return Err(format!("with that name, {first}"));
    }
    match difference(&before.model, &after.model) {
        None => Ok(()),
        Some(what) => Err(format!("with that name, {what}")),
    }
}

/// What differs between two models besides names, in words.
pub(super) fn difference(before: &Model, after: &Model) -> Option<String> {
    // Whatever is mentioned first has the same number in both.
    if before.nodes.len() != after.nodes.len() || before.groups.len() != after.groups.len() {
        return Some("names would refer to other things, because something else has it".to_owned());
    }
    let text = |model: &Model, text: Option<Text>| text.map(|text| model.text(text).to_owned());
    for (old, new) in before.nodes.iter().zip(&after.nodes) {
        let name = before.text(old.name);
        if (old.group, old.ordinal) != (new.group, new.ordinal) {
            return Some(format!("`{name}` would be in another group"));
        }
        let cert = |model: &Model, cert: Option<crate::model::CertId>| {
            cert.map(|cert| model.certs[cert.index()].at)
        };
        if cert(before, old.cert).is_some() != cert(after, new.cert).is_some() {
            return Some(format!("`{name}` would show another cert"));
        }
        if text(before, old.label) != text(after, new.label) {
            return Some(format!("`{name}` would have another label"));
        }
        let icon = |model: &Model, icon: Option<crate::model::IconId>| {
            icon.map(|icon| {
                (
                    model.icons[icon.index()].name.clone(),
                    model.icons[icon.index()].file.clone(),
                )
            })
        };
        if icon(before, old.icon) != icon(after, new.icon) {
            return Some(format!("`{name}` would have another icon"));
        }
    }
    for (old, new) in before.groups.iter().zip(&after.groups) {
        if old.parent != new.parent || text(before, old.label) != text(after, new.label) {
            return Some(format!(
                "the group `{}` would be a different one",
                before.text(old.name)
            ));
        }
    }
    let edges = |model: &Model| {
        let all = model.edges.iter();
        all.map(|edge| (edge.left, edge.right, edge.look))
            .collect::<Vec<_>>()
    };
    if edges(before) != edges(after) {
        return Some("edges would lead elsewhere".to_owned());
    }
    if before.rows != after.rows {
        return Some("rows would contain other nodes".to_owned());
    }
    if before.certs.len() != after.certs.len() || before.styles.len() != after.styles.len() {
        return Some("something else would have the same name".to_owned());
    }
    None
}
