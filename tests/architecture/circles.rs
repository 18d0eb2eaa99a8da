//! No file of a module imports another that imports it in turn, directly or by way of others.
//!
//! What a path leads to is found as the compiler finds it: through modules, imports and re-exports, to the file that
//! defines the item. Methods are no imports.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree, Visibility};

type Names = Vec<String>;

/// What a file defines and imports.
#[derive(Default)]
struct File {
    defines: BTreeSet<String>,
    /// By the name that an import has in the file: the path that it leads to.
    imports: BTreeMap<String, Names>,
    /// The imports that are only handed on.
    reexports: BTreeSet<String>,
    /// All paths of several names that are written in the file, those of imports left out.
    paths: Vec<Names>,
}

impl<'ast> Visit<'ast> for File {
    fn visit_item(&mut self, item: &'ast Item) {
        if attributes(item).iter().any(is_for_tests) {
            return;
        }
        let name = match item {
            Item::Const(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Fn(item) => Some(&item.sig.ident),
            Item::Static(item) => Some(&item.ident),
            Item::Struct(item) => Some(&item.ident),
            Item::Trait(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            Item::Use(item) => {
                let is_public = !matches!(item.vis, Visibility::Inherited);
                self.import(&item.tree, Vec::new(), is_public);
                return;
            }
            _ => None,
        };
        self.defines.extend(name.map(ToString::to_string));
        visit::visit_item(self, item);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Names = path.segments.iter().map(|s| s.ident.to_string()).collect();
        if names.len() > 1 {
            self.paths.push(names);
        }
        visit::visit_path(self, path);
    }

    /// `pub(in path)` imports nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

impl File {
    fn import(&mut self, tree: &UseTree, mut path: Names, is_public: bool) {
        let (name, last) = match tree {
            UseTree::Path(inner) => {
                path.push(inner.ident.to_string());
                return self.import(&inner.tree, path, is_public);
            }
            UseTree::Group(group) => {
                for inner in &group.items {
                    self.import(inner, path.clone(), is_public);
                }
                return;
            }
            UseTree::Name(name) => (name.ident.to_string(), name.ident.to_string()),
            UseTree::Rename(rename) => (rename.rename.to_string(), rename.ident.to_string()),
            UseTree::Glob(_) => return,
        };
        let name = if last == "self" {
            path.last().cloned().unwrap_or_default()
        } else {
            path.push(last);
            name
        };
        if is_public {
            self.reexports.insert(name.clone());
        }
        self.imports.insert(name, path);
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute
            .parse_args::<syn::Path>()
            .is_ok_and(|path| path.is_ident("test"))
}

/// The files below a folder by the modules that they are; tests in files of their own left out.
fn files(folder: &Path, module: &[String], found: &mut BTreeMap<Names, File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut inner = module.to_vec();
        if path.is_dir() {
            inner.push(stem);
            files(&path, &inner, found);
            continue;
        }
        if ["lib", "main", "tests"].contains(&stem.as_str()) {
            continue;
        }
        if stem != "mod" {
            inner.push(stem);
        }
        let text = fs::read_to_string(&path).unwrap();
        let parsed =
            syn::parse_file(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        let mut file = File::default();
        file.visit_file(&parsed);
        found.insert(inner, file);
    }
}

struct Modules(BTreeMap<Names, File>);

impl Modules {
    /// A path in a file from the crate on; nothing if it leads out of the crate.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Names> {
        let mut base = module.to_vec();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => return Some(path[1..].to_vec()),
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|name| name == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            first => {
                let imported = self.0[module].imports.get(first);
                if let Some(imported) = imported.filter(|imported| imported.as_slice() != path) {
                    let mut whole = self.absolute(module, imported)?;
                    whole.extend_from_slice(&path[1..]);
                    return Some(whole);
                }
                base.push(first.to_owned());
                if !self.0.contains_key(&base) {
                    return None;
                }
                rest = &rest[1..];
            }
        }
        base.extend_from_slice(rest);
        Some(base)
    }

    /// The file in which what a path leads to is defined.
    fn target(&self, path: &[String], steps: usize) -> Option<Names> {
        let known = (1..=path.len()).rev().map(|length| &path[..length]);
        let module = known
            .into_iter()
            .find(|module| self.0.contains_key(*module))?;
        let file = &self.0[module];
        let Some(name) = path
            .get(module.len())
            .filter(|name| !file.defines.contains(*name))
        else {
            return Some(module.to_vec());
        };
        let handed_on = file.imports.get(name).filter(|_| steps > 0);
        let further = handed_on.and_then(|import| {
            let mut whole = self.absolute(module, import)?;
            whole.extend_from_slice(&path[module.len() + 1..]);
            self.target(&whole, steps - 1)
        });
        Some(further.unwrap_or_else(|| module.to_vec()))
    }

    /// The files that a file imports.
    fn imports(&self, module: &Names) -> BTreeSet<Names> {
        let file = &self.0[module];
        let own = file.imports.iter();
        let own = own.filter(|(name, _)| !file.reexports.contains(*name));
        own.map(|(_, path)| path)
            .chain(&file.paths)
            .filter_map(|path| self.absolute(module, path))
            .filter_map(|path| self.target(&path, 8))
            .filter(|target| target != module)
            .collect()
    }
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let mut found = BTreeMap::new();
    files(&crate::root().join("src"), &[], &mut found);
    let modules = Modules(found);
    let mut imports: BTreeMap<Names, BTreeSet<Names>> = BTreeMap::new();
    for module in modules.0.keys() {
        imports.insert(module.clone(), modules.imports(module));
    }
    let count: usize = imports.values().map(BTreeSet::len).sum();
    assert!(count > 500, "only {count} imports have been found");
    // Files that import no file that is left are taken away, until all that are left are in a circle or lead to one.
    loop {
        let left: BTreeSet<Names> = imports.keys().cloned().collect();
        let is_free = |on: &BTreeSet<Names>| on.is_disjoint(&left);
        let before = imports.len();
        imports.retain(|_, on| !is_free(on));
        if imports.len() == before {
            break;
        }
    }
    let left: BTreeSet<Names> = imports.keys().cloned().collect();
    let circles: Vec<String> = imports
        .iter()
        .map(|(file, on)| {
            let on = on.intersection(&left).map(|module| module.join("::"));
            format!(
                "{} -> {}",
                file.join("::"),
                on.collect::<Vec<_>>().join(", ")
            )
        })
        .collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}
