//! Packs of icons in Iconify's JSON: <https://iconify.design/docs/types/iconify-json.html>.
//!
//! Reading a pack looks at none of its icons; each is cleaned when it is asked for.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};

use super::content::{Content, MOST_BYTES_OF_A_PACK};
use super::reader::IconReader;
use super::wrong::IconError;

/// How many aliases may refer to each other.
const MOST_ALIASES: usize = 32;

/// The most icons of a pack, and the most aliases.
const MOST_ICONS: usize = 100_000;

/// A pack of icons.
#[derive(Debug, Deserialize)]
pub struct Pack {
    prefix: String,
    #[serde(deserialize_with = "entries")]
    icons: BTreeMap<String, Entry>,
    #[serde(default, deserialize_with = "entries")]
    aliases: BTreeMap<String, Entry>,
    info: Option<Info>,
    left: Option<f64>,
    top: Option<f64>,
    width: Option<f64>,
    height: Option<f64>,
}

/// An icon, which has a body, or an alias, which has a parent. (No part of it is flattened: serde would put all aside
/// first.)
#[derive(Debug, Deserialize)]
struct Entry {
    body: Option<String>,
    parent: Option<String>,
    left: Option<f64>,
    top: Option<f64>,
    width: Option<f64>,
    height: Option<f64>,
    rotate: Option<f64>,
    #[serde(default, rename = "hFlip")]
    h_flip: bool,
    #[serde(default, rename = "vFlip")]
    v_flip: bool,
    hidden: Option<bool>,
}

/// The properties of an icon or an alias.
#[derive(Clone, Debug, Default)]
struct Own {
    frame: Frame,
    rotate: f64,
    h_flip: bool,
    v_flip: bool,
}

/// What of the plane is shown.
#[derive(Clone, Copy, Debug, Default)]
struct Frame {
    left: Option<f64>,
    top: Option<f64>,
    width: Option<f64>,
    height: Option<f64>,
}

#[derive(Debug, Deserialize)]
struct Info {
    name: Option<String>,
    license: Option<Licence>,
}

/// Newer packs have a record here, older ones a name, which is its title.
#[derive(Debug)]
struct Licence {
    title: Option<String>,
    spdx: Option<String>,
}

// By hand: what may be one thing or another, serde would put aside first, however large it is.
impl<'d> Deserialize<'d> for Licence {
    fn deserialize<D: Deserializer<'d>>(deserializer: D) -> Result<Licence, D::Error> {
        deserializer.deserialize_any(LicenceVisitor)
    }
}

struct LicenceVisitor;

impl<'d> Visitor<'d> for LicenceVisitor {
    type Value = Licence;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a licence")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Licence, E> {
        Ok(Licence {
            title: Some(name.to_owned()),
            spdx: None,
        })
    }

    fn visit_map<M: MapAccess<'d>>(self, map: M) -> Result<Licence, M::Error> {
        #[derive(Deserialize)]
        struct Record {
            title: Option<String>,
            spdx: Option<String>,
        }

        let record = Record::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Licence {
            title: record.title,
            spdx: record.spdx,
        })
    }
}

impl Pack {
    /// Reads a pack.
    ///
    /// # Errors
    ///
    /// If it is larger than 32 MiB or 100,000 icons, or is not JSON of this kind.
    pub fn read(bytes: &[u8]) -> Result<Pack, IconError> {
        if bytes.len() > MOST_BYTES_OF_A_PACK {
            return Err(IconError::new("is larger than 32 MiB"));
        }
        serde_json::from_slice(bytes).map_err(|error| {
            if error.to_string().starts_with(TOO_MANY) {
                return IconError::new(TOO_MANY);
            }
            // Its own words would quote what it found.
            let (line, column) = (error.line(), error.column());
            IconError::new(format!(
                "is not an icon pack (line {line}, column {column})"
            ))
        })
    }

    /// Takes title and license from `info.json`, which is next to `icons.json` in the packages `@iconify-json/*`.
    /// The pack's own values take precedence; a file of another kind changes nothing.
    pub fn add_info(&mut self, bytes: &[u8]) {
        if self.info.is_none() && bytes.len() <= MOST_BYTES_OF_A_PACK {
            self.info = serde_json::from_slice(bytes).ok();
        }
    }

    /// The part before the colon in `pack:name`.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// What the pack calls itself, if it does.
    pub fn title(&self) -> Option<&str> {
        self.info.as_ref()?.name.as_deref()
    }

    /// Under which license the pack says that it stands: an SPDX identifier where it names one, else a title.
    pub fn licence(&self) -> Option<&str> {
        let licence = self.info.as_ref()?.license.as_ref()?;
        licence.spdx.as_deref().or(licence.title.as_deref())
    }

    /// The names of all icons and aliases that are not hidden, in the order of the alphabet. An icon that is hidden
    /// was withdrawn from the pack, but can still be asked for.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let all = self.icons.iter().chain(&self.aliases);
        let mut names: Vec<&str> = all
            .filter(|(_, entry)| entry.hidden != Some(true))
            .map(|(name, _)| name.as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter()
    }

    /// An icon of the pack, read as every SVG is; `None` if the pack has none of this name.
    pub fn icon(&self, name: &str, reader: &dyn IconReader) -> Option<Result<Content, IconError>> {
        let mut own = Own::default();
        let mut name = name;
        for _ in 0..=MOST_ALIASES {
            let icon = self.icons.get(name);
            if let Some((icon, body)) = icon.and_then(|icon| Some((icon, icon.body.as_ref()?))) {
                let own = own.over(&icon.own());
                let document = document(body, &own, self.frame());
                return Some(reader.read(document.into_bytes()));
            }
            let alias = self.aliases.get(name)?;
            own = own.over(&alias.own());
            name = alias.parent.as_ref()?;
        }
        Some(Err(IconError::new(format!(
            "has more than {MOST_ALIASES} aliases for one icon"
        ))))
    }
}

impl Pack {
    fn frame(&self) -> Frame {
        Frame {
            left: self.left,
            top: self.top,
            width: self.width,
            height: self.height,
        }
    }
}

impl Entry {
    fn own(&self) -> Own {
        Own {
            frame: Frame {
                left: self.left,
                top: self.top,
                width: self.width,
                height: self.height,
            },
            rotate: self.rotate.unwrap_or_default(),
            h_flip: self.h_flip,
            v_flip: self.v_flip,
        }
    }
}

impl Own {
    /// What an alias says, over what stands behind it: turns add up, two flips are none, for the rest the alias counts.
    fn over(&self, behind: &Own) -> Own {
        Own {
            frame: self.frame.over(behind.frame),
            rotate: self.rotate + behind.rotate,
            h_flip: self.h_flip != behind.h_flip,
            v_flip: self.v_flip != behind.v_flip,
        }
    }
}

impl Frame {
    fn over(self, behind: Frame) -> Frame {
        Frame {
            left: self.left.or(behind.left),
            top: self.top.or(behind.top),
            width: self.width.or(behind.width),
            height: self.height.or(behind.height),
        }
    }
}

const TOO_MANY: &str = "has more than 100000 icons";

/// Icons or aliases, unless there are too many.
fn entries<'d, D: Deserializer<'d>>(deserializer: D) -> Result<BTreeMap<String, Entry>, D::Error> {
    struct Entries;

    impl<'d> Visitor<'d> for Entries {
        type Value = BTreeMap<String, Entry>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("icons by their names")
        }

        fn visit_map<M: MapAccess<'d>>(self, mut map: M) -> Result<Self::Value, M::Error> {
            let (mut entries, mut count) = (BTreeMap::new(), 0);
            while let Some((name, entry)) = map.next_entry()? {
                count += 1;
                if count > MOST_ICONS {
                    return Err(de::Error::custom(TOO_MANY));
                }
                entries.insert(name, entry);
            }
            Ok(entries)
        }
    }

    deserializer.deserialize_map(Entries)
}

/// The icon as a document of its own. It is flipped first, then turned; both about the middle of its frame.
fn document(body: &str, own: &Own, of_pack: Frame) -> String {
    let frame = own.frame.over(of_pack);
    let (left, top) = (frame.left.unwrap_or(0.0), frame.top.unwrap_or(0.0));
    let (width, height) = (frame.width.unwrap_or(16.0), frame.height.unwrap_or(16.0));
    let (x, y) = (left + width / 2.0, top + height / 2.0);
    let quarters = own.rotate.rem_euclid(4.0).round() as u32 % 4;
    let (across, down) = if quarters % 2 == 1 {
        (height, width)
    } else {
        (width, height)
    };
    let flip = |is_flipped| if is_flipped { -1 } else { 1 };
    let (h, v) = (flip(own.h_flip), flip(own.v_flip));
    let turn = quarters * 90;
    let body = if (quarters, h, v) == (0, 1, 1) {
        body.to_owned()
    } else {
        format!(
            "<g transform=\"translate({x} {y}) rotate({turn}) scale({h} {v}) translate({} {})\">{body}</g>",
            -x, -y
        )
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         viewBox=\"{} {} {across} {down}\">{body}</svg>",
        x - across / 2.0,
        y - down / 2.0
    )
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::Pixmap;

    use super::super::InProcess;
    use super::*;

    /// An icon whose top left quarter is drawn, and what is made of it.
    const PACK: &str = r##"{
        "prefix": "test", "width": 20, "height": 20,
        "info": {"name": "A test", "license": {"title": "MIT License", "spdx": "MIT"}},
        "icons": {
            "corner": {"body": "<path fill='currentColor' d='M0 0h10v10H0z'/>"},
            "wide": {"body": "<path d='M0 0h10v5H0z'/>", "width": 40, "height": 10},
            "turned": {"body": "<path d='M0 0h10v10H0z'/>", "rotate": 1},
            "moved": {"body": "<path d='M-5 -5h10v10H-5z'/>", "left": -5, "top": -5},
            "old": {"body": "<path d='M0 0h9v9z'/>", "hidden": true},
            "evil": {"body": "<script>alert(1)</script><path onclick='x()' d='M0 0h9v9z'/>"},
            "torn": {"body": "<g><path d='M0 0h9v9z'/>"},
            "out": {"body": "</svg><script>alert(1)</script><svg>"}
        },
        "aliases": {
            "right": {"parent": "corner", "hFlip": true},
            "below": {"parent": "corner", "vFlip": true},
            "opposite": {"parent": "right", "vFlip": true},
            "back": {"parent": "right", "hFlip": true},
            "quarter": {"parent": "corner", "rotate": 1},
            "half": {"parent": "quarter", "rotate": 1},
            "three": {"parent": "half", "rotate": 5},
            "flipped-quarter": {"parent": "quarter", "hFlip": true},
            "tall": {"parent": "wide", "rotate": 1},
            "round": {"parent": "about"}, "about": {"parent": "round"},
            "orphan": {"parent": "nobody"}
        }
    }"##;

    fn pack() -> Pack {
        Pack::read(PACK.as_bytes()).unwrap()
    }

    /// Which quarters of an icon are drawn: top left, top right, bottom left, bottom right.
    fn quarters(name: &str) -> [bool; 4] {
        let png = pack()
            .icon(name, &InProcess)
            .unwrap()
            .unwrap()
            .to_png(40, "red")
            .unwrap();
        let pixmap = Pixmap::decode_png(&png).unwrap();
        [(10, 10), (30, 10), (10, 30), (30, 30)]
            .map(|(x, y)| pixmap.pixel(x, y).unwrap().alpha() > 128)
    }

    #[test]
    fn flips_and_turns_are_honoured_through_aliases() {
        let [top_left, top_right, bottom_left, bottom_right] =
            [0, 1, 2, 3].map(|at| [0, 1, 2, 3].map(|quarter| quarter == at));
        for (name, expected) in [
            ("corner", top_left),
            ("right", top_right),
            ("below", bottom_left),
            ("opposite", bottom_right),
            ("back", top_left),
            ("quarter", top_right),
            ("turned", top_right),
            ("half", bottom_right),
            ("three", bottom_left),
            ("flipped-quarter", bottom_right),
            ("moved", top_left),
        ] {
            assert_eq!(quarters(name), expected, "{name}");
        }
    }

    #[test]
    fn a_turn_makes_a_wide_icon_tall() {
        let view = |name: &str| {
            let symbol = pack().icon(name, &InProcess).unwrap().unwrap().symbol("");
            (symbol.width, symbol.height)
        };
        assert_eq!(view("wide"), (40.0, 10.0));
        assert_eq!(view("tall"), (10.0, 40.0));
        assert_eq!(view("corner"), (20.0, 20.0));
    }

    #[test]
    fn an_icon_without_a_size_has_sixteen() {
        let pack = Pack::read(br#"{"prefix":"p","icons":{"a":{"body":"<path d='M0 0h9v9z'/>"}}}"#)
            .unwrap();
        let symbol = pack.icon("a", &InProcess).unwrap().unwrap().symbol("");
        assert_eq!((symbol.width, symbol.height), (16.0, 16.0));
        assert_eq!((pack.title(), pack.licence()), (None, None));
    }

    #[test]
    fn title_and_licence_may_lie_beside_the_pack() {
        let mut pack = Pack::read(br#"{"prefix":"p","icons":{}}"#).unwrap();
        pack.add_info(b"[]");
        assert_eq!(pack.title(), None);
        pack.add_info(
            br#"{"name":"P","license":{"title":"ISC License","spdx":"ISC"},"height":24}"#,
        );
        assert_eq!((pack.title(), pack.licence()), (Some("P"), Some("ISC")));
        pack.add_info(br#"{"name":"Q","license":"MIT"}"#);
        assert_eq!(pack.title(), Some("P"));
    }

    #[test]
    fn a_licence_is_a_record_or_a_name() {
        for (licence, expected) in [
            (r#""MIT""#, Some("MIT")),
            (r#"{"title":"MIT License"}"#, Some("MIT License")),
            (
                r#"{"title":"MIT License","spdx":"MIT","url":["x"]}"#,
                Some("MIT"),
            ),
            ("{}", None),
            ("null", None),
        ] {
            let text = format!(r#"{{"prefix":"p","icons":{{}},"info":{{"license":{licence}}}}}"#);
            let pack = Pack::read(text.as_bytes()).unwrap();
            assert_eq!(pack.licence(), expected, "{licence}");
        }
        let list = br#"{"prefix":"p","icons":{},"info":{"license":["MIT"]}}"#;
        assert!(Pack::read(list).is_err());
    }

    #[test]
    fn bodies_are_cleaned_as_any_drawing_is() {
        let Content::Svg(text) = pack().icon("evil", &InProcess).unwrap().unwrap() else {
            panic!("an SVG");
        };
        assert!(
            !text.contains("script") && !text.contains("onclick"),
            "{text}"
        );
        assert!(pack().icon("torn", &InProcess).unwrap().is_err());
        assert!(pack().icon("out", &InProcess).unwrap().is_err());
    }

    #[test]
    fn aliases_that_lead_nowhere_do_not_hang() {
        assert!(pack().icon("round", &InProcess).unwrap().is_err());
        assert!(pack().icon("orphan", &InProcess).is_none());
        assert!(pack().icon("nobody", &InProcess).is_none());
    }

    #[test]
    fn a_pack_tells_of_itself() {
        let pack = pack();
        assert_eq!(pack.prefix(), "test");
        assert_eq!(pack.title(), Some("A test"));
        assert_eq!(pack.licence(), Some("MIT"));
        let names: Vec<&str> = pack.names().collect();
        assert!(names.is_sorted() && names.contains(&"half") && names.contains(&"corner"));
        assert!(!names.contains(&"old"));
        assert!(pack.icon("old", &InProcess).is_some());
    }

    #[test]
    fn what_is_no_pack_is_told_by_its_place_only() {
        for text in [
            "",
            "{}",
            "[]",
            "{\"prefix\":\"secret\"}",
            "{\"prefix\":1,\"icons\":{}}",
        ] {
            let IconError(why) = Pack::read(text.as_bytes()).unwrap_err();
            assert!(why.starts_with("is not an icon pack"), "{why}");
            assert!(!why.contains("secret"));
        }
        let icons: String = (0..=MOST_ICONS)
            .map(|at| format!(",\"{at}\":{{\"body\":\"\"}}"))
            .collect();
        let text = format!("{{\"prefix\":\"p\",\"icons\":{{{}}}}}", &icons[1..]);
        assert_eq!(Pack::read(text.as_bytes()).unwrap_err().0, TOO_MANY);
        let deep = "[".repeat(100_000);
        assert!(Pack::read(deep.as_bytes()).is_err());
    }
}
