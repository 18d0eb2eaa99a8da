//! Icons: names to files.

use std::path::{Path, PathBuf};

use hashbrown::HashMap;

use super::names::Names;
use super::wording;
use crate::diagnostics::Collector;
use crate::diagnostics::render::quoted;
use crate::model::{Icon, IconId};
use crate::source::{Files, ReadError, Span};

/// The endings of icon files, in the order in which they are tried where a name has none.
const ENDINGS: [&str; 6] = ["svg", "png", "jpg", "jpeg", "gif", "webp"];

/// The most bytes of an icon: 16 MiB.
const MOST_BYTES: u64 = 16 << 20;

/// How much of a file tells whether it is an image.
const BYTES_TO_TELL: u64 = 1024;

/// Where icons are looked for.
#[derive(Clone)]
pub struct IconPlaces<'f> {
    /// Where files are read from.
    pub files: &'f dyn Files,
    /// What the sources name lies below this folder.
    pub root: PathBuf,
    /// Paths are told relative to this folder where they lie below it.
    pub working_directory: PathBuf,
    /// Folders of icons that the user named, not the sources: they may lie anywhere.
    pub folders: Vec<PathBuf>,
}

/// What an `icon` attribute comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// `icon=none`
    None,
    Icon(IconId),
    /// It was not found, which has been reported.
    Missing,
}

/// A folder in which icons are looked for.
struct Folder {
    path: PathBuf,
    /// What is found in it must lie below this folder.
    bounds: PathBuf,
    /// The files in it by name without ending.
    by_stem: HashMap<String, PathBuf>,
}

pub(super) struct Icons<'f> {
    places: IconPlaces<'f>,
    folders: Vec<Folder>,
    pub(super) icons: Vec<Icon>,
    /// What has been looked at: each file once.
    known: HashMap<PathBuf, Result<IconId, Wrong>>,
    /// The names that icons could have had, by the folder in which one was looked for in vain.
    near: HashMap<PathBuf, Vec<String>>,
}

/// Why a file is no icon.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wrong {
    NotFound,
    Outside,
    NotAnImage(&'static str),
    Unreadable(String),
}

impl<'f> Icons<'f> {
    /// `diagram_folder` is the folder that the diagram names, which stands in the sources.
    pub(super) fn new(places: IconPlaces<'f>, diagram_folder: Option<PathBuf>) -> Icons<'f> {
        let root = places.root.clone();
        let of_diagram = diagram_folder.map(|path| (path, root));
        let of_user = places.folders.iter().map(|path| {
            let bounds = places
                .files
                .canonical(path)
                .unwrap_or_else(|_| path.clone());
            (path.clone(), bounds)
        });
        let folders = of_diagram
            .into_iter()
            .chain(of_user)
            .map(|(path, bounds)| Folder {
                by_stem: by_stem(places.files, &path),
                path,
                bounds,
            })
            .collect();
        Icons {
            places,
            folders,
            icons: Vec::new(),
            known: HashMap::new(),
            near: HashMap::new(),
        }
    }

    /// The icon that is named so at a place in a file that lies in `folder`.
    pub(super) fn named(
        &mut self,
        name: &str,
        at: Span,
        folder: &Path,
        names: &Names,
        collector: &mut Collector,
    ) -> Choice {
        if name == "none" {
            return Choice::None;
        }
        if name.contains(':') {
            collector.push(wording::no_packs(at, name));
            return Choice::Missing;
        }
        let beside = (folder.to_path_buf(), self.places.root.clone());
        let in_folders = self
            .folders
            .iter()
            .map(|folder| (folder.path.clone(), folder.bounds.clone()));
        let places: Vec<(PathBuf, PathBuf)> = std::iter::once(beside).chain(in_folders).collect();
        let files = spellings(name);
        let mut is_outside = false;
        for (folder, bounds) in &places {
            for file in &files {
                let path = folder.join(file);
                match self.look_at(&path, bounds) {
                    Ok(icon) => return Choice::Icon(icon),
                    Err(Wrong::NotFound) => {}
                    Err(Wrong::Outside) => is_outside = true,
                    Err(wrong) => {
                        self.report(at, name, &path, wrong, collector);
                        return Choice::Missing;
                    }
                }
            }
        }
        if is_outside {
            collector.push(wording::icon_outside(at, name));
            return Choice::Missing;
        }
        let looked: Vec<String> = places
            .iter()
            .map(|(folder, _)| quoted(&self.shown(&folder.join(&files[0])).display().to_string()))
            .collect();
        if !self.near.contains_key(folder) {
            self.near.insert(folder.to_path_buf(), self.near(folder));
        }
        let nearest = names.nearest(name, self.near[folder].iter().map(String::as_str));
        collector.push(wording::missing_icon(
            at,
            name,
            &looked,
            files.len() > 1,
            nearest,
        ));
        Choice::Missing
    }

    /// The icon that a folder of icons holds for a name, if one does.
    pub(super) fn held(
        &mut self,
        name: &str,
        at: Span,
        collector: &mut Collector,
    ) -> Option<IconId> {
        let folder = self
            .folders
            .iter()
            .find(|folder| folder.by_stem.contains_key(name))?;
        let (path, bounds) = (folder.by_stem.get(name)?.clone(), folder.bounds.clone());
        match self.look_at(&path, &bounds) {
            Ok(icon) => Some(icon),
            Err(wrong) => {
                self.report(at, name, &path, wrong, collector);
                None
            }
        }
    }

    /// Whether there are folders that may hold icons for names.
    pub(super) fn has_folders(&self) -> bool {
        !self.folders.is_empty()
    }

    fn report(&self, at: Span, name: &str, path: &Path, wrong: Wrong, collector: &mut Collector) {
        let shown = self.shown(path);
        collector.push(match wrong {
            Wrong::Outside => wording::icon_outside(at, name),
            Wrong::NotAnImage(why) => wording::not_an_image(at, &shown, why),
            Wrong::Unreadable(why) => {
                wording::not_an_image(at, &shown, &format!("cannot be read: {why}"))
            }
            Wrong::NotFound => {
                wording::missing_icon(at, name, &[shown.display().to_string()], false, None)
            }
        });
    }

    fn look_at(&mut self, path: &Path, bounds: &Path) -> Result<IconId, Wrong> {
        let files = self.places.files;
        let canonical = match files.canonical(path) {
            Ok(canonical) => canonical,
            // Of what lies outside, not even whether it exists is told.
            Err(_) if !files.destination(path).starts_with(bounds) => return Err(Wrong::Outside),
            Err(ReadError::Refused(why)) => return Err(Wrong::Unreadable(why)),
            Err(_) => return Err(Wrong::NotFound),
        };
        if !canonical.starts_with(bounds) {
            return Err(Wrong::Outside);
        }
        if let Some(known) = self.known.get(&canonical) {
            return known.clone();
        }
        let found = check(files, &canonical, path).map(|()| {
            let path = without_scheme(self.shown(path));
            self.icons.push(Icon { path });
            IconId::new(self.icons.len() - 1)
        });
        self.known.insert(canonical, found.clone());
        found
    }

    /// A path as it is told: relative to the working directory if it lies below that.
    fn shown(&self, path: &Path) -> PathBuf {
        let path: PathBuf = path.components().collect();
        match path.strip_prefix(&self.places.working_directory) {
            Ok(relative) => relative.to_path_buf(),
            Err(_) => path,
        }
    }

    /// The names that an icon could have had.
    fn near(&self, folder: &Path) -> Vec<String> {
        let beside = self.places.files.names(folder);
        let stems = beside.iter().filter_map(|name| {
            let (stem, ending) = name.rsplit_once('.')?;
            ENDINGS.contains(&ending).then(|| stem.to_owned())
        });
        let held = self
            .folders
            .iter()
            .flat_map(|folder| folder.by_stem.keys().cloned());
        let mut near: Vec<String> = stems
            .chain(held)
            .chain(beside.iter().filter(|name| is_icon(name)).cloned())
            .collect();
        near.sort();
        near
    }
}

/// A path that begins with nothing that an SVG could take for the scheme of an address.
fn without_scheme(path: PathBuf) -> PathBuf {
    match path.components().next() {
        Some(first) if first.as_os_str().to_string_lossy().contains(':') => {
            Path::new(".").join(path)
        }
        _ => path,
    }
}

fn is_icon(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_lowercase().as_str()))
}

/// The file names that an icon's name may stand for.
fn spellings(name: &str) -> Vec<String> {
    if is_icon(name) {
        return vec![name.to_owned()];
    }
    ENDINGS
        .iter()
        .map(|ending| format!("{name}.{ending}"))
        .collect()
}

fn by_stem(files: &dyn Files, folder: &Path) -> HashMap<String, PathBuf> {
    let mut by_stem: HashMap<String, (usize, PathBuf)> = HashMap::new();
    for name in files.names(folder) {
        let Some((stem, ending)) = name.rsplit_once('.') else {
            continue;
        };
        let Some(rank) = ENDINGS.iter().position(|known| *known == ending) else {
            continue;
        };
        let path = folder.join(&name);
        match by_stem.get(stem) {
            Some((other, _)) if *other <= rank => {}
            _ => {
                by_stem.insert(stem.to_owned(), (rank, path));
            }
        }
    }
    by_stem
        .into_iter()
        .map(|(stem, (_, path))| (stem, path))
        .collect()
}

/// Whether a file is one that can be shown. Nothing of it is told.
fn check(files: &dyn Files, file: &Path, path: &Path) -> Result<(), Wrong> {
    let start = match files.start(file, BYTES_TO_TELL) {
        Ok(start) => start,
        Err(ReadError::NotFound) => return Err(Wrong::NotFound),
        Err(ReadError::NotAFile) => return Err(Wrong::NotAnImage("is not a file")),
        Err(ReadError::TooLarge) => return Err(Wrong::NotAnImage("is too large")),
        Err(ReadError::Refused(why)) => return Err(Wrong::Unreadable(why)),
    };
    if !is_image(&start) {
        return Err(Wrong::NotAnImage("is not an image"));
    }
    if files.length(file).is_ok_and(|length| length > MOST_BYTES) {
        return Err(Wrong::NotAnImage("has more than 16 MiB"));
    }
    // Graphviz 2.43 writes the names of images into SVG as they are.
    let is_safe = path.to_str().is_some_and(|path| {
        !path.contains(['"', '<', '>', '&', '\'', '\\']) && !path.contains(char::is_control)
    });
    if !is_safe {
        return Err(Wrong::NotAnImage(
            "has a character in its path that an SVG cannot hold",
        ));
    }
    Ok(())
}

/// Whether a file begins as images do: <https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern>, and SVG.
fn is_image(start: &[u8]) -> bool {
    let is_webp = start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP");
    let is_svg = || {
        memchr::memmem::find(start, b"<svg").is_some()
            || memchr::memmem::find(start, b":svg").is_some()
    };
    start.starts_with(b"\x89PNG\r\n\x1A\n")
        || start.starts_with(b"\xFF\xD8\xFF")
        || start.starts_with(b"GIF87a")
        || start.starts_with(b"GIF89a")
        || is_webp
        || start.trim_ascii_start().starts_with(b"<") && is_svg()
        || start.starts_with(b"\xEF\xBB\xBF<") && is_svg()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_are_told_by_their_content() {
        for image in [
            &b"\x89PNG\r\n\x1A\n..."[..],
            b"\xFF\xD8\xFF\xE0",
            b"GIF89a",
            b"RIFF....WEBP",
            b"<?xml version=\"1.0\"?>\n<!-- x -->\n<svg>",
            b"\n <svg xmlns=\"\">",
        ] {
            assert!(is_image(image), "{image:?}");
        }
        for other in [
            &b"root:x:0:0"[..],
            b"",
            b"<html>",
            b"RIFF....WAVE",
            b"a <svg>",
        ] {
            assert!(!is_image(other), "{other:?}");
        }
    }
}
