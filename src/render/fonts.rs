//! The fonts of bitmaps: those that are built in, and those of the machine for what these lack.

use std::cmp::Reverse;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use resvg::usvg::fontdb::{Database, FaceInfo, Family, ID, Query, Source, Style, Weight};
use skrifa::{FontRef, MetadataProvider};

/// The fonts that bitmaps are drawn with.
///
/// What is built in comes first, so that a picture is the same on every machine; others are asked only for characters
/// and families that those do not have.
#[derive(Debug, Default)]
pub struct Fonts {
    /// The folders of the others; none means those of the system.
    folders: Option<Vec<PathBuf>>,
    all: OnceLock<Faces>,
}

impl Fonts {
    /// The fonts of the system besides the built-in ones.
    pub fn of_system() -> Fonts {
        Fonts::default()
    }

    /// The fonts in some folders besides the built-in ones; without a folder, only these.
    pub fn in_folders(folders: Vec<PathBuf>) -> Fonts {
        Fonts {
            folders: Some(folders),
            all: OnceLock::new(),
        }
    }

    /// All of them: first those that are built in, with the numbers that they have by themselves.
    pub(super) fn all(&self) -> &Faces {
        // The system's are the same for all.
        static OF_SYSTEM: OnceLock<Faces> = OnceLock::new();
        match &self.folders {
            None => OF_SYSTEM.get_or_init(|| Faces::with(Database::load_system_fonts)),
            Some(folders) => self.all.get_or_init(|| {
                Faces::with(|fonts| {
                    folders
                        .iter()
                        .for_each(|folder| fonts.load_fonts_dir(folder))
                })
            }),
        }
    }
}

/// A number of fonts, in an order that does not follow from how a disk lists them.
#[derive(Debug)]
pub(super) struct Faces {
    database: Arc<Database>,
    faces: Vec<Face>,
}

#[derive(Debug)]
struct Face {
    id: ID,
    /// Where it has characters: their numbers without the last eight bits, in order. To ask each font of a machine for
    /// each character would take seconds.
    blocks: Vec<u32>,
}

/// The fonts that are built in. Condensed, Sans is on the whole as wide as Helvetica, for which Graphviz makes room.
const SANS: usize = 0;
const SERIF: usize = 3;
const MONO: usize = 4;

/// Fonts that have all characters and show none of them.
const EMPTY: [&str; 2] = ["LastResort", "AdobeBlank"];

impl Faces {
    /// Those that are built in.
    pub(super) fn built_in() -> &'static Faces {
        static FACES: OnceLock<Faces> = OnceLock::new();
        FACES.get_or_init(|| {
            let mut database = Database::new();
            let fonts: [&'static [u8]; 5] = [
                dejavu::sans_condensed::regular(),
                dejavu::sans_condensed::bold(),
                dejavu::sans_condensed::oblique(),
                dejavu::serif_condensed::regular(),
                dejavu::sans_mono::regular(),
            ];
            let ids = fonts.map(|font| database.load_font_source(Source::Binary(Arc::new(font))));
            Faces::of(database, ids.iter().flatten().copied())
        })
    }

    /// Those that are built in, and others.
    fn with(load: impl FnOnce(&mut Database)) -> Faces {
        let built_in = Faces::built_in();
        let mut database = Database::clone(&built_in.database);
        load(&mut database);
        let is_built_in = |id: ID| built_in.faces.iter().any(|face| face.id == id);
        let mut others: Vec<&FaceInfo> = database
            .faces()
            .filter(|face| !is_built_in(face.id))
            .filter(|face| {
                !EMPTY
                    .iter()
                    .any(|name| face.post_script_name.contains(name))
            })
            .collect();
        others.sort_by(|a, b| {
            let order = |face: &FaceInfo| (face.post_script_name.clone(), face.index);
            order(a).cmp(&order(b))
        });
        let ids: Vec<ID> = built_in.faces.iter().map(|face| face.id).collect();
        let ids = ids
            .into_iter()
            .chain(others.into_iter().map(|face| face.id));
        let ids: Vec<ID> = ids.collect();
        Faces::of(database, ids.into_iter())
    }

    fn of(database: Database, ids: impl Iterator<Item = ID>) -> Faces {
        let faces = ids.map(|id| Face {
            id,
            blocks: blocks(&database, id),
        });
        let faces = faces.collect();
        Faces {
            database: Arc::new(database),
            faces,
        }
    }

    pub(super) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    /// The fonts by their numbers, for what draws with them.
    pub(super) fn ids(&self) -> Vec<ID> {
        self.faces.iter().map(|face| face.id).collect()
    }

    /// Whether a font has a character.
    pub(super) fn has(&self, face: usize, character: char) -> bool {
        if face <= MONO && matches!(character, ' '..='~') {
            return true;
        }
        let Some(face) = self.faces.get(face) else {
            return false;
        };
        face.blocks.binary_search(&block(character)).is_ok()
            && read(&self.database, face.id, |font| {
                font.charmap().map(character).is_some()
            })
            .unwrap_or(false)
    }

    /// The font that is named by a family, as near as there is one.
    pub(super) fn find_font(&self, family: &str, is_bold: bool, is_slanted: bool) -> Option<usize> {
        let id = self.database.query(&Query {
            families: &[Family::Name(family)],
            weight: if is_bold {
                Weight::BOLD
            } else {
                Weight::NORMAL
            },
            style: if is_slanted {
                Style::Italic
            } else {
                Style::Normal
            },
            ..Query::default()
        })?;
        self.faces.iter().position(|face| face.id == id)
    }

    /// All fonts, those first that are like one of them; but before the others, those that are built in.
    pub(super) fn like(&self, base: usize) -> Vec<usize> {
        let info = |face: usize| self.database.face(self.faces[face].id);
        let Some(model) = info(base) else {
            return Vec::new();
        };
        let built_in = Faces::built_in().faces.len();
        let mut faces: Vec<usize> = (0..self.faces.len()).collect();
        faces.sort_by_cached_key(|face| {
            let likeness = info(*face).map(|info| {
                (
                    info.style == model.style,
                    Reverse(info.weight.0.abs_diff(model.weight.0)),
                )
            });
            (*face != base, *face >= built_in, Reverse(likeness), *face)
        });
        faces
    }
}

/// The number of the font that is built in for a family, if there is one.
pub(super) fn built_in(family: &str, is_bold: bool, is_slanted: bool) -> Option<usize> {
    Some(match family.to_ascii_lowercase().as_str() {
        // Those that every system has, under whatever name: for them Graphviz, too, takes what is like them.
        "helvetica"
        | "arial"
        | "sans-serif"
        | "sans"
        | "dejavu sans"
        | "dejavu sans condensed"
        | "cursive"
        | "fantasy" => match (is_bold, is_slanted) {
            (true, _) => SANS + 1,
            (_, true) => SANS + 2,
            _ => SANS,
        },
        "times"
        | "times-roman"
        | "times new roman"
        | "serif"
        | "dejavu serif"
        | "dejavu serif condensed" => SERIF,
        "courier" | "courier new" | "monospace" | "mono" | "dejavu sans mono" => MONO,
        _ => return None,
    })
}

fn block(character: char) -> u32 {
    u32::from(character) >> 8
}

fn blocks(database: &Database, id: ID) -> Vec<u32> {
    let blocks = read(database, id, |font| {
        let numbers = font.charmap().mappings().map(|(number, _)| number >> 8);
        let mut blocks: Vec<u32> = numbers.collect();
        blocks.sort_unstable();
        blocks.dedup();
        blocks
    });
    blocks.unwrap_or_default()
}

fn read<T>(database: &Database, id: ID, read: impl FnOnce(&FontRef<'_>) -> T) -> Option<T> {
    database
        .with_face_data(id, |data, index| {
            FontRef::from_index(data, index)
                .ok()
                .map(|font| read(&font))
        })
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_has_its_number_everywhere() {
        let faces = Faces::built_in();
        assert_eq!(faces.faces.len(), MONO + 1);
        for (family, face) in [
            ("DejaVu Sans", SANS),
            ("DejaVu Serif", SERIF),
            ("DejaVu Sans Mono", MONO),
        ] {
            assert_eq!(
                faces.find_font(family, false, false),
                Some(face),
                "{family}"
            );
            assert_eq!(built_in(family, false, false), Some(face), "{family}");
        }
        assert_eq!(faces.find_font("DejaVu Sans", true, false), Some(SANS + 1));
        assert_eq!(built_in("Arial", true, false), Some(SANS + 1));
        assert_eq!(built_in("Fira Sans", false, false), None);
        for face in 0..faces.faces.len() {
            assert!((' '..='~').all(|character| faces.has(face, character)));
            assert!(faces.has(face, '\u{FFFD}') && !faces.has(face, '🚀'));
        }
    }

    #[test]
    fn fonts_that_are_alike_come_first() {
        let faces = Faces::built_in();
        assert_eq!(faces.like(SANS + 1)[0], SANS + 1);
        assert_eq!(faces.like(SANS + 2)[..2], [SANS + 2, SANS]);
        let none = Fonts::in_folders(Vec::new());
        assert_eq!(none.all().like(MONO), faces.like(MONO));
    }
}
