//! The letters of bitmaps: each is drawn, or something stands for it, whatever fonts a machine has.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use certdot::pictures::PictureKind;
use certdot::render::{Embedded, Engine, Fonts, Raster, png};
use resvg::tiny_skia::Pixmap;
use tempfile::TempDir;

use crate::dice::Dice;
use crate::dot::compiled;
use crate::pictures::{drawn_by, order, the_program};

/// A machine without fonts, one with those that are built in too, and one with others.
fn machines(dejavu: &TempDir) -> Vec<(&'static str, Fonts)> {
    vec![
        ("no fonts", Fonts::in_folders(Vec::new())),
        ("DejaVu", Fonts::in_folders(vec![dejavu.path().to_owned()])),
        ("Liberation", Fonts::in_folders(vec![liberation()])),
    ]
}

fn dejavu() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, font) in [
        ("sans", dejavu::sans::regular()),
        ("bold", dejavu::sans::bold()),
        ("serif", dejavu::serif::regular()),
        ("mono", dejavu::sans_mono::regular()),
    ] {
        fs::write(folder.path().join(format!("{name}.ttf")), font).unwrap();
    }
    folder
}

fn liberation() -> PathBuf {
    let folders = ["liberation2", "liberation"]
        .map(|name| PathBuf::from("/usr/share/fonts/truetype").join(name));
    let found = folders.into_iter().find(|folder| folder.is_dir());
    found.expect(
        "this test needs the fonts of Liberation: run `bash tests/run`, which installs them",
    )
}

fn engines() -> [Box<dyn Engine>; 2] {
    [
        Box::new(the_program()),
        Box::new(Embedded::new(Duration::from_secs(600))),
    ]
}

fn svg(engine: &dyn Engine, program: &str) -> String {
    let (model, _) = compiled(program);
    String::from_utf8(drawn_by(engine, &[&model], &order(PictureKind::Svg)).remove(0)).unwrap()
}

fn bitmap(svg: &str, fonts: &Fonts) -> Raster {
    png(svg, 2.0, fonts).unwrap()
}

/// Whether two bitmaps look the same but for so many bytes: edges of letters may be a shade lighter or darker.
#[track_caller]
fn assert_alike(one: &Raster, other: &Raster, most: usize, what: &str) {
    let [one, other] = [one, other].map(|raster| Pixmap::decode_png(&raster.bytes).unwrap());
    assert_eq!(
        (one.width(), one.height()),
        (other.width(), other.height()),
        "{what}"
    );
    let off = |(a, b): (&u8, &u8)| a.abs_diff(*b) > 64;
    let count = one
        .data()
        .iter()
        .zip(other.data())
        .filter(|pair| off(*pair))
        .count();
    assert!(count <= most, "{what}: {count} bytes differ");
}

/// Labels everywhere, with a place for a character in each kind.
fn program(character: &str) -> String {
    format!(
        "diagram \"The plan{character} of all\"\nidea >> build \"Build{character} it\" >> test >> edge \"then{character} go\" >> ship\n\
         group g \"Group{character} of two\" {{ node one \"{character}\", two \"Two\\nlines{character}\\nthree\" }}\n\
         node icon \"With{character} caption\" [icon=cloud, xlabel=\"beside{character}\"]\n\
         one >> edge [headlabel=\"head{character}\"] >> two"
    )
}

#[test]
fn a_character_that_no_font_has_changes_no_other() {
    let dejavu = dejavu();
    let machines = machines(&dejavu);
    for engine in engines() {
        for lost in [
            "🚀",
            "中",
            "\u{E123}",
            "👨\u{200D}👩\u{200D}👧\u{200D}👦",
            "👍\u{1F3FD}",
            "🇩🇪",
            "🚀\u{FE0F}",
        ] {
            let svg = svg(engine.as_ref(), &program(lost));
            let expected = bitmap(&svg.replace(lost, "\u{FFFD}"), &machines[0].1);
            assert_eq!(expected.complaints, Vec::<String>::new());
            for (machine, fonts) in &machines {
                let drawn = bitmap(&svg, fonts);
                let what = format!("{} draws {lost:?} with {machine}", engine.name());
                assert_alike(&drawn, &expected, 40, &what);
                let number = format!("U+{:04X}", u32::from(lost.chars().next().unwrap()));
                for label in ["The plan", "Build", "then", "Group", "Two lines", "beside"] {
                    let is_said = |said: &String| said.contains(&number) && said.contains(label);
                    assert!(
                        drawn.complaints.iter().any(is_said),
                        "{what}: {label}: {:?}",
                        drawn.complaints
                    );
                }
                assert!(drawn.complaints.iter().all(|said| said.contains(&number)));
            }
        }
    }
}

#[test]
fn what_is_built_in_is_drawn_alike_on_every_machine() {
    let dejavu = dejavu();
    let engine = Embedded::new(Duration::from_secs(600));
    for drawn in [
        "é",
        "Ω ж",
        "א",
        "\u{2764}\u{FE0F}",
        "a\u{301}",
        "\u{3000}",
        "\u{AD}",
        "\u{2029}",
    ] {
        let svg = svg(&engine, &program(drawn));
        let machines = machines(&dejavu);
        let first = bitmap(&svg, &machines[0].1);
        for (machine, fonts) in &machines {
            assert_eq!(bitmap(&svg, fonts), first, "{drawn:?} with {machine}");
        }
        assert!(
            first.complaints.is_empty() && first.is_the_same_everywhere,
            "{first:?}"
        );
    }
}

#[test]
fn a_family_is_the_machines_own_or_one_that_is_built_in() {
    let engine = Embedded::new(Duration::from_secs(600));
    let of = |family: &str| {
        let font = format!("node [fontname=\"{family}\"]\na \"Some letters\" >> b");
        svg(&engine, &font)
    };
    let dejavu = dejavu();
    let machines = machines(&dejavu);
    let named = of("Liberation Serif");
    let [none, _, liberation] = [0, 1, 2].map(|machine| bitmap(&named, &machines[machine].1));
    assert_ne!(none.bytes, liberation.bytes);
    assert!(!liberation.is_the_same_everywhere && liberation.complaints.is_empty());
    // Without it, the letters are those of any other that is not there.
    let plain = named.replace("Liberation Serif", "Helvetica");
    assert_eq!(none.bytes, bitmap(&plain, &machines[0].1).bytes);
}

/// An SVG with one line of text.
fn line(words: &str, attributes: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"30\">\
         <text xml:space=\"preserve\" x=\"300\" y=\"20\" font-family=\"Helvetica\" font-size=\"14\" {attributes}>{words}</text></svg>"
    )
}

#[test]
fn words_stand_as_their_readers_read_them() {
    let fonts = Fonts::in_folders(Vec::new());
    for (words, from_left_to_right) in [
        ("הסמכת ענן (AZ-305) רמה 2", "2 המר (AZ-305) ןנע תכמסה"),
        ("אב 12 גד!", "!דג 12 בא"),
        ("(א) ב", "ב (א)"),
        ("א 🚀 ב", "ב \u{FFFD} א"),
    ] {
        // Whatever their letters are, these stand in the order in which they are written.
        let expected = format!("\u{202D}{from_left_to_right}\u{202C}");
        for (anchor, turned) in [("start", "end"), ("middle", "middle"), ("end", "start")] {
            let rtl = line(
                words,
                &format!("text-anchor=\"{turned}\" direction=\"rtl\""),
            );
            let ltr = line(&expected, &format!("text-anchor=\"{anchor}\""));
            // Two letters may stand nearer to each other where they are drawn in one go.
            assert_alike(&bitmap(&rtl, &fonts), &bitmap(&ltr, &fonts), 1000, words);
        }
    }
}

#[test]
fn each_label_has_the_direction_of_its_first_letter() {
    let program = "diagram \"הסמכת ענן (AZ-305) רמה 2\"\n\
        node a \"شهادة CCNA مستوى 2\", b \"AZ-305 רמה\", c \"(1) שורה\\nAZ-305 second\", d \"קורס (AZ-305) ארוך\" [icon=cloud]\n\
        a >> edge \"(דרישה) x\" >> b";
    for engine in engines() {
        let svg = crate::xml::read(&svg(engine.as_ref(), program));
        assert_eq!(svg.attribute("direction"), Some("ltr"));
        let directions: Vec<(String, bool, String)> = svg
            .named("text")
            .iter()
            .map(|text| {
                let attribute = |key| text.attribute(key).unwrap_or_default().to_owned();
                (
                    text.text.clone(),
                    attribute("direction") == "rtl",
                    attribute("text-anchor"),
                )
            })
            .collect();
        let count = directions
            .iter()
            .filter(|(_, is_turned, _)| *is_turned)
            .count();
        assert_eq!((directions.len(), count), (8, 7), "{directions:?}");
        for (words, is_turned, anchor) in &directions {
            assert_eq!(*is_turned, !words.starts_with("AZ-305 רמה"), "{words}");
            // Captions are laid out from their left side, which is where text from the right ends.
            let is_caption = words.contains("קורס") || words.contains("ארוך");
            assert_eq!(anchor, if is_caption { "end" } else { "middle" }, "{words}");
        }
    }
}

#[test]
fn no_text_is_too_odd_to_be_drawn() {
    const ODD: &[char] = &[
        'a',
        'ﬁ',
        ' ',
        '\u{A0}',
        '(',
        '1',
        '-',
        '\'',
        'א',
        'ש',
        '\u{5C1}',
        '\u{5B8}',
        'ش',
        'ه',
        'ا',
        'ل',
        'ﷺ',
        '٣',
        '🚀',
        '👍',
        '\u{1F3FD}',
        '\u{200D}',
        '\u{FE0F}',
        '\u{20E3}',
        '🇩',
        '🇪',
        '中',
        '\u{301}',
        '\u{1AB0}',
        '\u{E000}',
        '\u{202E}',
        '\u{202C}',
        '\u{2067}',
        '\u{2069}',
        '\u{200F}',
        '\u{2028}',
        '\u{2029}',
        '\u{AD}',
        '\u{34F}',
        'क',
        '्',
        'ष',
        'ि',
        '각',
        '\u{1100}',
        '\u{1161}',
        '\u{3000}',
        '\u{10FFFD}',
        'Ǆ',
        'İ',
        '\u{E0067}',
        '\u{E007F}',
    ];
    let fonts = Fonts::in_folders(vec![liberation()]);
    let mut dice = Dice::new(7);
    for _ in 0..300 {
        let length = dice.below(12) + 1;
        let words: String = (0..length).map(|_| *dice.pick(ODD)).collect();
        for attributes in [
            "text-anchor=\"middle\"",
            "direction=\"rtl\"",
            "text-anchor=\"end\"",
        ] {
            png(&line(&words, attributes), 1.0, &fonts)
                .unwrap_or_else(|failure| panic!("{words:?}: {failure}"));
        }
    }
}
