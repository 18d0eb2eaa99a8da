//! Icons: names to what is drawn.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use hashbrown::HashMap;

use super::icon_names::built_in_of;
use super::names::Names;
use super::wording;
use crate::diagnostics::render::quote;
use crate::diagnostics::{Collector, Diagnostic, MissingInput};
use crate::icons::{
    self, Content, ENDINGS, IconReader, LevelColour, LevelColours, MOST_BYTES,
    MOST_BYTES_OF_A_PACK, Pack,
};
use crate::model::{Icon, IconId};
use crate::source::{Located, NotAPath, ReadError, Root, Span, tails};

/// Where icons are looked for.
#[derive(Clone)]
pub struct IconPlaces<'f> {
    /// What the sources name is below this folder.
    pub root: Root<'f>,
    /// Paths below this folder are printed relative to it.
    pub working_directory: PathBuf,
    /// Folders of icons that the user named, not the sources: they may lie anywhere.
    pub folders: Vec<PathBuf>,
    /// What reads them.
    pub reader: &'f dyn IconReader,
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

/// The icon folder that the diagram names, which is in the sources.
pub(super) enum IconFolder {
    None,
    At(PathBuf),
    /// It cannot be looked into, which has been reported.
    Lacking,
}

/// A folder in which icons are looked for.
struct Folder<'f> {
    path: PathBuf,
    /// What is found in it must lie below this folder.
    bounds: Root<'f>,
    /// The files in it by name without ending.
    by_stem: HashMap<String, PathBuf>,
}

pub(super) struct Icons<'f> {
    places: IconPlaces<'f>,
    /// Whether the diagram names a folder.
    is_folder_said: bool,
    folders: Vec<Folder<'f>>,
    pub(super) icons: Vec<Icon>,
    /// The files that have been looked at, each once.
    known: HashMap<Located, Result<IconId, Wrong>>,
    packs: HashMap<Located, Result<Rc<Pack>, Wrong>>,
    /// What is drawn without a file of its own.
    drawn: HashMap<Drawing, IconId>,
    levels: LevelColours,
    /// The names that icons could have had, by the folder in which one was looked for in vain.
    near: HashMap<PathBuf, Vec<String>>,
    /// Whether all folders that are named may be looked into: else what is missing may lie in the one that may not.
    is_whole: bool,
    /// For how many more names that are no paths a file is looked for that was meant.
    guesses: u32,
}

/// For how many names a file is looked for that was meant: of more, nobody reads.
const MOST_GUESSES: u32 = 64;

/// What is drawn without a file of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Drawing {
    BuiltIn(String),
    /// The icon of a name in the pack in a file.
    Packed(Located, String),
    /// A code and a level.
    Badge(Option<String>, Option<String>),
}

/// Why a file is not an icon.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wrong {
    NotFound,
    Outside,
    NotAnImage(String),
    Unreadable(String),
}

impl From<ReadError> for Wrong {
    fn from(error: ReadError) -> Wrong {
        match error {
            ReadError::NotFound => Wrong::NotFound,
            ReadError::NotAFile => Wrong::NotAnImage("is not a file".to_owned()),
            ReadError::TooLarge => Wrong::NotAnImage("is too large".to_owned()),
            ReadError::Outside => Wrong::Outside,
            ReadError::Refused(why) => Wrong::Unreadable(why),
        }
    }
}

impl From<icons::IconError> for Wrong {
    fn from(wrong: icons::IconError) -> Wrong {
        Wrong::NotAnImage(wrong.0)
    }
}

impl<'f> Icons<'f> {
    pub(super) fn new(places: IconPlaces<'f>, of_diagram: IconFolder) -> Icons<'f> {
        let root = places.root.clone();
        let is_whole = !matches!(of_diagram, IconFolder::Lacking);
        let is_folder_said = !matches!(of_diagram, IconFolder::None);
        let of_diagram = match of_diagram {
            IconFolder::At(path) => Some((path, root)),
            IconFolder::None | IconFolder::Lacking => None,
        };
        let of_user = places
            .folders
            .iter()
            .map(|path| (path.clone(), places.root.at(path)));
        let folders = of_diagram
            .into_iter()
            .chain(of_user)
            .map(|(path, bounds)| Folder {
                by_stem: by_stem(&bounds, &path),
                path,
                bounds,
            })
            .collect();
        Icons {
            places,
            is_folder_said,
            folders,
            icons: Vec::new(),
            known: HashMap::new(),
            packs: HashMap::new(),
            drawn: HashMap::new(),
            levels: LevelColours::default(),
            near: HashMap::new(),
            is_whole,
            guesses: MOST_GUESSES,
        }
    }

    /// The icon of this name at a position in a file in `folder`.
    pub(super) fn find(
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
        let beside = (folder.to_path_buf(), self.places.root.clone());
        let in_folders = self
            .folders
            .iter()
            .map(|folder| (folder.path.clone(), folder.bounds.clone()));
        let places: Vec<(PathBuf, Root<'f>)> = std::iter::once(beside).chain(in_folders).collect();
        let wrong_path = NotAPath::of(name);
        if let Some(why) = wrong_path.filter(|why| why.is_never_a_file()) {
            return self.report_wrong_path(name, why, at, &places, collector);
        }
        let of_pack = name
            .split_once(':')
            .filter(|(pack, icon)| !pack.is_empty() && !icon.is_empty());
        if let Some((pack, icon)) = of_pack {
            return self.icon_of_pack(name, pack, icon, at, &places, names, collector);
        }
        let files = spellings(name);
        let mut is_outside = false;
        for (folder, bounds) in &places {
            for file in &files {
                let path = folder.join(file);
                match self.look_at(&path, bounds, at) {
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
        if let Some(content) = icons::built_in(name) {
            let drawing = Drawing::BuiltIn(name.to_owned());
            return Choice::Icon(self.draw(drawing, name, at, || content));
        }
        if let Some(why) = wrong_path {
            return self.report_wrong_path(name, why, at, &places, collector);
        }
        if !self.is_whole {
            return Choice::Missing;
        }
        let looked: Vec<String> = places
            .iter()
            .map(|(folder, _)| {
                quote(
                    &self
                        .display_path(&folder.join(&files[0]))
                        .display()
                        .to_string(),
                )
            })
            .collect();
        if !self.near.contains_key(folder) {
            self.near.insert(folder.to_path_buf(), self.near(folder));
        }
        let nearest = names.nearest(name, self.near[folder].iter().map(String::as_str));
        let problem = wording::missing_icon(
            at,
            name,
            &looked,
            files.len() > 1,
            nearest,
            built_in_of(name),
        );
        self.push_missing(problem, collector);
        Choice::Missing
    }

    /// Reports a name that is not a path, with the file or the icon that may have been meant.
    fn report_wrong_path(
        &mut self,
        name: &str,
        why: NotAPath,
        at: Span,
        places: &[(PathBuf, Root<'f>)],
        collector: &mut Collector,
    ) -> Choice {
        let mut there = None;
        if let Some(left) = self.guesses.checked_sub(1) {
            self.guesses = left;
            there = tails(name).find(|path| {
                let mut files = spellings(path).into_iter();
                files.any(|file| {
                    let mut places = places.iter();
                    places.any(|(folder, bounds)| {
                        self.look_at(&folder.join(&file), bounds, at).is_ok()
                    })
                })
            });
        }
        let built_in = built_in_of(name);
        collector.push(wording::misnamed_icon(
            at,
            name,
            why,
            there.as_deref(),
            built_in,
        ));
        Choice::Missing
    }

    /// The icon of a pack.
    #[allow(clippy::too_many_arguments)]
    fn icon_of_pack(
        &mut self,
        name: &str,
        pack: &str,
        icon: &str,
        at: Span,
        places: &[(PathBuf, Root<'f>)],
        names: &Names,
        collector: &mut Collector,
    ) -> Choice {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let files = [
            format!("{pack}.json"),
            format!("node_modules/@iconify-json/{pack}/icons.json"),
        ];
        // A name with anything else could lead out of the folder.
        let is_safe = !pack.is_empty() && pack.chars().all(is_name);
        let candidates = places
            .iter()
            .flat_map(|(folder, bounds)| files.iter().map(move |file| (folder.join(file), bounds)));
        for (path, bounds) in candidates.filter(|_| is_safe) {
            match self.pack(&path, bounds) {
                Err(Wrong::NotFound) => {}
                Err(wrong) => {
                    self.report(at, name, &path, wrong, collector);
                    return Choice::Missing;
                }
                Ok((file, pack)) => {
                    let drawing = Drawing::Packed(file, icon.to_owned());
                    if let Some(known) = self.drawn.get(&drawing) {
                        return Choice::Icon(*known);
                    }
                    let found = match pack.icon(icon, self.places.reader) {
                        Some(Ok(content)) => Ok(content),
                        Some(Err(wrong)) => Err(wording::not_an_icon(at, name, &wrong.0)),
                        None => {
                            let nearest = names.nearest(icon, pack.names());
                            Err(wording::not_in_pack(
                                at,
                                name,
                                &self.display_path(&path),
                                nearest,
                            ))
                        }
                    };
                    return match found {
                        Ok(content) => Choice::Icon(self.draw(drawing, name, at, || content)),
                        Err(problem) => {
                            collector.push(problem);
                            Choice::Missing
                        }
                    };
                }
            }
        }
        if !self.is_whole {
            return Choice::Missing;
        }
        let looked: Vec<String> = places
            .iter()
            .flat_map(|(folder, _)| {
                files
                    .iter()
                    .map(|file| self.display_path(&folder.join(file)))
            })
            .map(|path| quote(&path.display().to_string()))
            .collect();
        let problem = wording::missing_pack(at, name, &looked, built_in_of(icon));
        self.push_missing(problem, collector);
        Choice::Missing
    }

    /// The pack in a file, and that file.
    fn pack(&mut self, path: &Path, bounds: &Root<'f>) -> Result<(Located, Rc<Pack>), Wrong> {
        let file = bounds.locate(path)?;
        if let Some(known) = self.packs.get(&file) {
            return Ok((file, known.clone()?));
        }
        let read = || {
            let bytes = bounds.read(&file, MOST_BYTES_OF_A_PACK as u64)?;
            Ok(Rc::new(Pack::read(&bytes)?))
        };
        let pack = read();
        self.packs.insert(file.clone(), pack.clone());
        Ok((file, pack?))
    }

    /// The colour of a level. It depends on those that have been asked for before, so that all are asked for, also those
    /// of nodes without a badge.
    pub(super) fn level(&mut self, level: &str) -> LevelColour {
        self.levels.of(level)
    }

    /// Reports an icon that was not found, unless a folder of icons that could hold it is lacking too.
    fn push_missing(&self, problem: Diagnostic, collector: &mut Collector) {
        if self.is_folder_said {
            collector.push(problem)
        } else {
            collector.push_missing(problem, MissingInput::Anything)
        }
    }

    /// A badge for what has a code or a level.
    pub(super) fn badge(
        &mut self,
        code: Option<&str>,
        level: Option<(&str, LevelColour)>,
        at: Span,
    ) -> Option<IconId> {
        let word = level.map(|(word, _)| word);
        let name = code.or(word)?;
        let drawing = Drawing::Badge(code.map(str::to_owned), word.map(str::to_owned));
        Some(self.draw(drawing, name, at, || icons::badge(code, level)))
    }

    /// What is drawn without a file of its own, each once.
    fn draw(
        &mut self,
        drawing: Drawing,
        name: &str,
        at: Span,
        content: impl FnOnce() -> Content,
    ) -> IconId {
        if let Some(known) = self.drawn.get(&drawing) {
            return *known;
        }
        self.icons.push(Icon {
            name: name.to_owned(),
            file: None,
            content: content(),
            at,
        });
        let id = IconId::new(self.icons.len() - 1);
        self.drawn.insert(drawing, id);
        id
    }

    /// The icon that an icon folder contains for a name, if any.
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
        match self.look_at(&path, &bounds, at) {
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
        let shown = self.display_path(path);
        collector.push(match wrong {
            Wrong::Outside => wording::icon_outside(at, name),
            Wrong::NotAnImage(why) => wording::not_an_image(at, &shown, &why),
            Wrong::Unreadable(why) => {
                wording::not_an_image(at, &shown, &format!("cannot be read: {why}"))
            }
            Wrong::NotFound => {
                wording::missing_icon(at, name, &[shown.display().to_string()], false, None, None)
            }
        });
    }

    fn look_at(&mut self, path: &Path, bounds: &Root<'f>, at: Span) -> Result<IconId, Wrong> {
        let file = bounds.locate(path)?;
        if let Some(known) = self.known.get(&file) {
            return known.clone();
        }
        let shown = without_scheme(self.display_path(path));
        let found = read(self.places.reader, bounds, &file).map(|content| {
            self.icons.push(Icon {
                name: shown.display().to_string(),
                file: Some(shown),
                content,
                at,
            });
            IconId::new(self.icons.len() - 1)
        });
        self.known.insert(file, found.clone());
        found
    }

    /// A path as it is printed: relative to the working directory if it is below that.
    fn display_path(&self, path: &Path) -> PathBuf {
        let path: PathBuf = path.components().collect();
        match path.strip_prefix(&self.places.working_directory) {
            Ok(relative) => relative.to_path_buf(),
            Err(_) => path,
        }
    }

    /// The names that an icon could have had.
    fn near(&self, folder: &Path) -> Vec<String> {
        let beside = self.places.root.names(folder);
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
            .chain(icons::built_in_names().map(str::to_owned))
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

/// The file names that an icon's name can refer to.
fn spellings(name: &str) -> Vec<String> {
    if is_icon(name) {
        return vec![name.to_owned()];
    }
    ENDINGS
        .iter()
        .map(|ending| format!("{name}.{ending}"))
        .collect()
}

fn by_stem(bounds: &Root<'_>, folder: &Path) -> HashMap<String, PathBuf> {
    let mut by_stem: HashMap<String, (usize, PathBuf)> = HashMap::new();
    for name in bounds.names(folder) {
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

/// The image in a file. Nothing else of the file is revealed.
fn read(reader: &dyn IconReader, bounds: &Root<'_>, file: &Located) -> Result<Content, Wrong> {
    match bounds.read(file, MOST_BYTES as u64) {
        Ok(bytes) => Ok(reader.read(bytes)?),
        Err(ReadError::TooLarge) => Err(Wrong::NotAnImage("is larger than 16 MiB".to_owned())),
        Err(error) => Err(error.into()),
    }
}
