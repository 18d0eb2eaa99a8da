//! What leads elsewhere: used files, icons, addresses.

use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::View;
use crate::ast::unescape;
use crate::attributes::{Kind, is_path};
use crate::resolve::Referent;
use crate::source::{Span, normal};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a file.
    File(PathBuf),
    /// To an address.
    Address(String),
    /// To a path, where there may be nothing: the address of a page may be that of one that does not exist yet.
    Page(PathBuf),
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its place, in bytes of the file, without the quotes of a string.
    pub span: Span,
    /// Where it leads.
    pub target: Target,
}

/// All links of a file.
pub fn links(view: View<'_>) -> Vec<Link> {
    let tree = view.tree();
    let program = &view.analysis.program;
    let mut found: Vec<Link> = program
        .uses
        .iter()
        .filter(|used| used.from == view.file && !program.catalogues.contains(&used.to))
        .filter_map(|used| {
            Some(Link {
                span: tree.parts(used.statement).first()?.span(),
                target: Target::File(program.paths[used.to.index()].clone()),
            })
        })
        .collect();
    for (statement, list, key, attribute) in view.attributes() {
        let value = unescape(view.slice(attribute.value));
        let target = match key.attribute().kind {
            Kind::Url => address(&value, &program.paths[view.file.index()]),
            _ if key.name() == "icon" => icon(view, statement, list, &value),
            _ => None,
        };
        found.extend(target.map(|target| Link {
            span: attribute.value,
            target,
        }));
    }
    found.sort_by_key(|link| link.span.start);
    found
}

/// An address that an editor may open, as said in a file. A path leads on from there, though the picture may be shown
/// elsewhere.
fn address(value: &str, file: &Path) -> Option<Target> {
    if is_path(value) {
        let path = &value[..value.find(['?', '#']).unwrap_or(value.len())];
        let path = percent_decode_str(path).decode_utf8().ok()?;
        return Some(Target::Page(normal(&file.parent()?.join(&*path))));
    }
    let is_known = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| value.starts_with(scheme));
    is_known.then(|| Target::Address(value.to_owned()))
}

/// The file of the icon that a list of attributes names. A name without folder and ending is found in many places: of
/// files with this name, it is the one that the node before the list shows.
fn icon(view: View<'_>, statement: usize, list: Span, name: &str) -> Option<Target> {
    let model = view.model();
    let mut parts = view.tree().parts(statement).iter();
    let term = parts.rfind(|part| part.kind().is_name() && part.span().start < list.start);
    let referent = term
        .and_then(|term| view.occurrence_of(*term))
        .map(|found| found.referent);
    let shown = model.nodes.iter().zip(view.nodes()).filter(|(node, id)| {
        referent == Some(Referent::Node(*id))
            || node.cert.map(Referent::Cert) == referent && referent.is_some()
    });
    let shown = shown.filter_map(|(node, _)| Some(&model.icons[node.icon?.index()]));
    let file = shown
        .chain(&model.icons)
        .filter_map(|icon| icon.file.as_deref())
        .find(|file| has_name(file, Path::new(name)))?;
    let folder = view.analysis.working_directory.as_path();
    Some(Target::File(folder.join(file)))
}

/// Whether a file is called so, its ending and the folders before its name left out or not.
fn has_name(file: &Path, name: &Path) -> bool {
    let is_down = |part: &Component<'_>| matches!(part, Component::Normal(_));
    let name: PathBuf = name
        .components()
        .skip_while(|part| !is_down(part))
        .collect();
    let is_something = !name.as_os_str().is_empty();
    is_something && (file.ends_with(&name) || file.with_extension("").ends_with(&name))
}
