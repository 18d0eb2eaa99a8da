//! Where a thing is mentioned and declared, in all files that know it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use hashbrown::HashSet;

use super::View;
use crate::compile::Analysis;
use crate::model::{CertId, NodeId};
use crate::resolve::{Referent, Role};
use crate::source::{FileId, Span};

/// A place where a thing is mentioned.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The file.
    pub path: PathBuf,
    /// Where in it, quotes included.
    pub span: Span,
    /// Whether it is declared there.
    pub declares: bool,
}

/// Which things count as one, though the language has two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grouping {
    /// A cert, and the nodes that show it because they have its name.
    OfCert,
    /// The same; and of a node that shows a cert because it has its name, that cert.
    Both,
}

/// All places where the thing at a byte of a file is mentioned, in all analyses that include the file. For a cert, that
/// includes the nodes that have its name.
pub fn mentions(analyses: &[&Analysis], path: &Path, offset: u32) -> Vec<Mention> {
    kin(analyses, path, offset, Grouping::OfCert)
}

pub(super) fn kin(analyses: &[&Analysis], path: &Path, offset: u32, kin: Grouping) -> Vec<Mention> {
    let files: Vec<BTreeMap<&Path, FileId>> = analyses
        .iter()
        .map(|analysis| {
            let ids = analysis.program.sources.files().map(|(id, _)| id);
            analysis
                .program
                .paths
                .iter()
                .map(PathBuf::as_path)
                .zip(ids)
                .collect()
        })
        .collect();
    let mut found: BTreeMap<(PathBuf, Span), bool> = BTreeMap::new();
    let mut seen: HashSet<(usize, Referent)> = HashSet::new();
    let mut queue = vec![(path.to_path_buf(), offset)];
    while let Some((path, offset)) = queue.pop() {
        for (number, analysis) in analyses.iter().enumerate() {
            let Some(file) = files[number].get(path.as_path()) else {
                continue;
            };
            let view = View {
                analysis,
                file: *file,
            };
            let Some(occurrence) = view.occurrence_at(offset) else {
                continue;
            };
            for referent in related_referents(view, occurrence.referent, kin) {
                if !seen.insert((number, referent)) {
                    continue;
                }
                for other in analysis
                    .occurrences
                    .iter()
                    .filter(|other| other.referent == referent)
                {
                    let (path, span) = local(analysis, other.span);
                    let declares = other.role == Role::Declares;
                    let known = found.insert((path.clone(), span), declares);
                    if known.is_none() {
                        queue.push((path, span.start));
                    }
                }
            }
        }
    }
    found
        .into_iter()
        .map(|((path, span), declares)| Mention {
            path,
            span,
            declares,
        })
        .collect()
}

/// A thing, and what counts as one with it.
fn related_referents(view: View<'_>, referent: Referent, kin: Grouping) -> Vec<Referent> {
    let cert = match (referent, kin) {
        (Referent::Cert(cert), _) => Some(cert),
        (Referent::Node(node), Grouping::Both) => shown_by_name(view, node),
        _ => None,
    };
    let mut all = vec![referent];
    if let Some(cert) = cert {
        all.push(Referent::Cert(cert));
        let nodes = view
            .nodes()
            .filter(|node| shown_by_name(view, *node) == Some(cert));
        all.extend(nodes.map(Referent::Node));
    }
    all
}

/// The cert that a node shows because it has its name.
fn shown_by_name(view: View<'_>, node: NodeId) -> Option<CertId> {
    let model = view.model();
    let node = model.node(node);
    let cert = node.cert?;
    (model.text(model.certs[cert.index()].name) == model.text(node.name)).then_some(cert)
}

/// A position among all files as a file and a place in it.
pub(super) fn local(analysis: &Analysis, span: Span) -> (PathBuf, Span) {
    let program = &analysis.program;
    let file = program.sources.file_at(span.start);
    let base = program.sources.file(file).base();
    let path = program.paths[file.index()].clone();
    (path, Span::new(span.start - base, span.end - base))
}

/// Where the thing at a byte is declared or, failing that, first mentioned: positions among all files. Of a node that is at
/// the place where it is declared, and of one that nothing declares, it is the cert that it shows, if a file of the
/// user's has it.
pub fn declarations(view: View<'_>, offset: u32) -> Vec<Span> {
    let Some(occurrence) = view.occurrence_at(offset) else {
        return Vec::new();
    };
    let own = view.declarations_of(occurrence.referent);
    let Referent::Node(id) = occurrence.referent else {
        return own;
    };
    let node = view.model().node(id);
    let Some(cert) = node.cert else {
        return own;
    };
    let of_cert = view.declarations_of(Referent::Cert(cert));
    let ships = |span: &Span| {
        let program = &view.analysis.program;
        program
            .catalogues
            .contains(&program.sources.file_at(span.start))
    };
    let is_here = !node.is_declared || own.contains(&occurrence.span);
    if is_here && !of_cert.iter().any(ships) {
        return of_cert;
    }
    own
}
