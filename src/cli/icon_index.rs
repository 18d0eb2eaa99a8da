//! The icons that a name can mean: those that ship with the program, the files of folders, and packs.
//!
//! They are found as `icon` finds them, except for icons next to the file that names them: there is no such file here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::icon_process::SharedIconReader;
use crate::diagnostics::render::printable;
use crate::icons::{
    self, Content, ENDINGS, IconError, IconReader, MOST_BYTES, MOST_BYTES_OF_A_PACK, Pack,
};
use crate::source::{Disk, Files, ReadError, Root};

/// Where npm installs packs.
const INSTALLED: &str = "node_modules/@iconify-json";

/// All icons at hand.
pub(super) struct IconIndex {
    /// By the name that `icon` takes.
    pub(super) icons: BTreeMap<String, Source>,
    /// By the part before the colon in `pack:name`.
    pub(super) packs: BTreeMap<String, IndexedPack>,
}

/// Where an icon comes from.
#[derive(Clone)]
pub(super) enum Source {
    BuiltIn,
    /// A file; the folder that must contain it, whatever links there are.
    File(PathBuf, PathBuf),
    /// A pack and the icon's name in it.
    Pack(Rc<Pack>, String),
}

/// A pack and the file it is read from; or what is wrong with that file.
pub(super) struct IndexedPack {
    pub(super) file: PathBuf,
    pub(super) pack: Result<Rc<Pack>, String>,
}

impl IconIndex {
    /// With the contents of some folders. Of several with one name, the first counts, as for `icon`.
    pub(super) fn new(folders: &[PathBuf]) -> IconIndex {
        let mut shelf = IconIndex {
            icons: BTreeMap::new(),
            packs: BTreeMap::new(),
        };
        for folder in folders {
            shelf.take_files(folder);
            shelf.take_packs(folder);
        }
        for name in icons::built_in_names() {
            let name = name.to_owned();
            shelf.icons.entry(name).or_insert(Source::BuiltIn);
        }
        shelf
    }

    fn take_files(&mut self, folder: &Path) {
        let names = Disk.names(folder);
        // Without its ending a name means the file with the first of the endings, and the others by their whole names.
        for ending in ENDINGS {
            for name in &names {
                let Some((stem, of_name)) = name.rsplit_once('.') else {
                    continue;
                };
                if stem.is_empty() || of_name != ending || !folder.join(name).is_file() {
                    continue;
                }
                let source = || Source::File(folder.join(name), folder.to_path_buf());
                let name = if self.icons.contains_key(stem) {
                    name
                } else {
                    stem
                };
                self.icons.entry(name.to_owned()).or_insert_with(source);
            }
        }
    }

    fn take_packs(&mut self, folder: &Path) {
        let files = Disk.names(folder).into_iter().filter_map(|file| {
            let name = file.strip_suffix(".json")?.to_owned();
            Some((name, folder.join(&file)))
        });
        let installed = folder.join(INSTALLED);
        let packages = Disk.names(&installed).into_iter().map(|name| {
            let file = installed.join(&name).join("icons.json");
            (name, file)
        });
        for (name, file) in files.chain(packages) {
            if self.packs.contains_key(&name) || !file.is_file() || !is_name(&name) {
                continue;
            }
            let pack = pack(&file, folder).map(Rc::new);
            self.packs.insert(name, IndexedPack { file, pack });
        }
    }
}

impl Source {
    /// What it shows.
    pub(super) fn content(&self, name: &str) -> Result<Content, String> {
        match self {
            Source::BuiltIn => icons::built_in(name).ok_or_else(|| "does not exist".to_owned()),
            Source::File(file, folder) => {
                let bytes = bytes(file, folder, MOST_BYTES as u64)?;
                SharedIconReader.read(bytes).map_err(|IconError(why)| why)
            }
            Source::Pack(pack, icon) => pack
                .icon(icon, &SharedIconReader)
                .unwrap_or_else(|| Err(IconError("is not in the pack".to_owned())))
                .map_err(|IconError(why)| why),
        }
    }
}

fn pack(file: &Path, folder: &Path) -> Result<Pack, String> {
    let read = |file: &Path| bytes(file, folder, MOST_BYTES_OF_A_PACK as u64);
    let mut pack = Pack::read(&read(file)?).map_err(|IconError(why)| why)?;
    if let Ok(info) = read(&file.with_file_name("info.json")) {
        pack.add_info(&info);
    }
    Ok(pack)
}

/// The bytes of a file in a folder, or why it cannot be used.
fn bytes(file: &Path, folder: &Path, most: u64) -> Result<Vec<u8>, String> {
    let root = Root::new(&Disk, folder);
    let bytes = root.locate(file).and_then(|file| root.read(&file, most));
    bytes.map_err(|error| match error {
        ReadError::NotFound => "does not exist".to_owned(),
        ReadError::NotAFile => "is not a file".to_owned(),
        ReadError::TooLarge => format!("is larger than {} MiB", most >> 20),
        ReadError::Outside => "is a link out of its folder".to_owned(),
        ReadError::Refused(why) => format!("cannot be read: {}", printable(&why)),
    })
}

/// Whether `icon` takes it before a colon.
fn is_name(name: &str) -> bool {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !name.is_empty() && name.chars().all(is_of_name)
}
