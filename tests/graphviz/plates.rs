//! Icons that could not be seen on their grounds stand on plates, in whatever kind of picture.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use resvg::tiny_skia::{Color, Pixmap};

use crate::dot::{dot_in, staged_in};
use crate::pictures::svg_of;
use crate::xml::Element;

const ENGINES: [&str; 2] = ["dot", "embedded"];

/// The colours of plates, as they stand in pictures.
const LIGHT: &str = "#f1f3f6";
const DARK: &str = "#2c3642";

/// A folder with icons: a black, a white and a golden disc, and a black PNG.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = fs::canonicalize(folder.path()).expect("it is there");
    for (name, fill) in [("black", "#000"), ("white", "#fff"), ("gold", "#f5c518")] {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle cx='4.5' cy='4.5' r='4' fill='{fill}'/></svg>"
        );
        fs::write(path.join(format!("{name}.svg")), svg).expect("it can be written");
    }
    let mut square = Pixmap::new(100, 100).expect("it has a size");
    square.fill(Color::BLACK);
    square
        .save_png(path.join("square.png"))
        .expect("it can be written");
    (folder, path)
}

/// What the program writes to standard output.
fn printed(folder: &Path, program: &str, arguments: &[&str]) -> Vec<u8> {
    fs::write(folder.join("tree.cert"), program).expect("it can be written");
    let output = Command::new(env!("CARGO_BIN_EXE_certdot"))
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .output()
        .expect("it can be run");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    output.stdout
}

fn rendered(folder: &Path, program: &str, kind: &str, engine: &str) -> Vec<u8> {
    let arguments = [
        "render",
        "tree.cert",
        "-o",
        "-",
        "-T",
        kind,
        "--engine",
        engine,
    ];
    printed(folder, program, &arguments)
}

/// The colour of the plate behind the icon of each node, by the nodes' ids, in a picture in one theme.
fn plates(svg: &Element) -> Vec<(String, Option<String>)> {
    let is_node = |group: &&Element| group.attribute("class") == Some("node");
    let groups = svg.named("g").into_iter().filter(is_node);
    let mut plates: Vec<_> = groups
        .map(|group| {
            assert_eq!(group.named("use").len(), 1);
            let rects = group.named("rect");
            let colour = rects.first().and_then(|rect| rect.attribute("fill"));
            let id = group.attribute("data-id").expect("it has an id");
            (id.to_owned(), colour.map(str::to_owned))
        })
        .collect();
    plates.sort();
    plates
}

fn assert_plates(folder: &Path, program: &str, expected: &[(&str, Option<&str>)]) {
    for engine in ENGINES {
        let svg = svg_of(&rendered(folder, program, "svg", engine));
        let plates = plates(&svg);
        let plates: Vec<(&str, Option<&str>)> = plates
            .iter()
            .map(|(id, colour)| (id.as_str(), colour.as_deref()))
            .collect();
        assert_eq!(plates, expected, "{engine}: {program}");
        // However often it is shown, and on whatever it stands, an icon is defined once.
        let symbols = svg.named("symbol").len();
        let icons = ["black.svg", "white.svg", "gold.svg", "square.png", "lock"];
        let named = icons.iter().filter(|icon| program.contains(*icon)).count();
        assert_eq!(symbols, named, "{program}");
    }
}

const DISCS: &str =
    "node black [icon=\"black.svg\"], gold [icon=\"gold.svg\"], white [icon=\"white.svg\"]";

#[test]
fn an_icon_stands_on_a_plate_where_it_could_not_be_seen() {
    let (_kept, folder) = folder();
    for theme in ["light", "plain"] {
        let program = format!("diagram [theme={theme}]\n{DISCS}");
        let expected = [("black", None), ("gold", None), ("white", Some(DARK))];
        assert_plates(&folder, &program, &expected);
    }
    let program = format!("diagram [theme=dark]\n{DISCS}");
    let expected = [("black", Some(LIGHT)), ("gold", None), ("white", None)];
    assert_plates(&folder, &program, &expected);
    // Wide captions stand in tables.
    let program = "diagram [theme=dark]\nnode a \"A caption that is wider than its icon\" [icon=\"black.svg\"]";
    assert_plates(&folder, program, &[("a", Some(LIGHT))]);
    let program =
        "diagram [theme=dark]\nnode a [icon=\"square.png\"], b [code=\"X-1\"], c [icon=lock]";
    for engine in ENGINES {
        let svg = svg_of(&rendered(&folder, program, "svg", engine));
        let [(_, a), (_, b), (_, c)] = &plates(&svg)[..] else {
            panic!("three nodes");
        };
        assert_eq!((a.as_deref(), b, c), (Some(LIGHT), &None, &None));
    }
}

#[test]
fn the_ground_is_what_lies_behind() {
    let (_kept, folder) = folder();
    let black = "[icon=\"black.svg\"]";
    for (program, is_plated) in [
        (format!("diagram [bgcolor=black]\nnode a {black}"), true),
        (format!("diagram [theme=dark, bgcolor=white]\nnode a {black}"), false),
        (format!("diagram [bgcolor=\"black:white\"]\nnode a {black}"), true),
        // What cannot be told counts as what the theme has there.
        (format!("diagram [theme=dark, bgcolor=transparent]\nnode a {black}"), true),
        (format!("diagram [bgcolor=transparent]\nnode a {black}"), false),
        (format!("node a {black}\nnode [icon=none, style=filled, fillcolor=black]"), false),
        ("node a [icon=\"black.svg\", style=filled, fillcolor=black]".to_owned(), true),
        ("node a [icon=\"black.svg\", shape=box, fillcolor=black]".to_owned(), true),
        ("node a [icon=\"black.svg\", fillcolor=black]".to_owned(), false),
        ("diagram [theme=dark]\nnode a [icon=\"black.svg\", shape=box, fillcolor=white]".to_owned(), false),
        ("diagram [theme=dark]\nnode a [icon=\"black.svg\", shape=box]".to_owned(), true),
        ("diagram [theme=dark]\ncert c [icon=\"black.svg\", shape=box, fillcolor=white]\nnode a [cert=c]".to_owned(), false),
        (format!("diagram [theme=plain]\nnode a {black}\nnode [style=filled, fillcolor=black]"), false),
    ] {
        let plate = is_plated.then_some(LIGHT);
        assert_plates(&folder, &program, &[("a", plate)]);
    }
    for (program, is_plated) in [
        ("group g [fillcolor=navy] { NODE }", true),
        ("group g [fillcolor=navy, style=dashed] { NODE }", false),
        ("group g [bgcolor=navy] { NODE }", false),
        (
            "diagram [theme=plain]\ngroup g [bgcolor=navy] { NODE }",
            true,
        ),
        (
            "diagram [theme=plain]\ngroup g [fillcolor=navy] { NODE }",
            false,
        ),
        (
            "diagram [theme=plain]\ngroup g [fillcolor=navy, style=filled] { NODE }",
            true,
        ),
        (
            "diagram [theme=dark]\ngroup g [fillcolor=white] { NODE }",
            false,
        ),
        ("diagram [theme=dark]\ngroup g { NODE }", true),
    ] {
        let plate = is_plated.then_some(LIGHT);
        let program = program.replace("NODE", &format!("node a {black}"));
        assert_plates(&folder, &program, &[("g/a", plate)]);
    }
    // A group inside has the colour of its own depth, and one that is not filled that of the group around it.
    for (inner, plate) in [("", None), (" [style=dashed]", Some(LIGHT))] {
        let program = format!("group g [fillcolor=navy] {{ group h{inner} {{ node a {black} }} }}");
        assert_plates(&folder, &program, &[("g/h/a", plate)]);
    }
}

#[test]
fn ink_on_a_ground_of_the_users_stands_on_a_plate_too() {
    let (_kept, folder) = folder();
    let program = "group g [fillcolor=black] { node a [icon=lock] }\nnode b [icon=lock]";
    assert_plates(&folder, program, &[("b", None), ("g/a", Some(LIGHT))]);
}

/// The colour of the pixel in the middle of a PNG, and of one beside the icon there, which has nothing else in it.
fn middle_and_beside(png: &[u8]) -> [[u8; 3]; 2] {
    let picture = Pixmap::decode_png(png).expect("it is a PNG");
    let (width, height) = (picture.width(), picture.height());
    let pixel = |x: u32, y: u32| {
        let pixel = picture.pixel(x, y).expect("it is inside");
        [pixel.red(), pixel.green(), pixel.blue()]
    };
    // Of a node of 57.6 points, a disc leaves its corners free. The caption is one line.
    let points = height as f32 / (57.6 + 12.24 + 2.0 * 21.6);
    let inset = (21.6 + 57.6 * 0.1) * points;
    let middle = (21.6 + 28.8) * points;
    [
        pixel(width / 2, middle as u32),
        pixel(inset as u32, inset as u32),
    ]
}

const PAPER: [u8; 3] = [0x14, 0x18, 0x1d];
const PLATE: [u8; 3] = [0xf1, 0xf3, 0xf6];

#[test]
fn the_plate_is_in_bitmaps_and_in_graphs() {
    let (_kept, folder) = folder();
    let program = |icon: &str| format!("diagram [theme=dark]\nnode a \"x\" [icon=\"{icon}\"]");
    for engine in ENGINES {
        let png = |icon: &str| rendered(&folder, &program(icon), "png", engine);
        assert_eq!(middle_and_beside(&png("black.svg")), [[0; 3], PLATE]);
        assert_eq!(middle_and_beside(&png("white.svg")), [[255; 3], PAPER]);
        assert_eq!(middle_and_beside(&png("square.png")), [[0; 3], PLATE]);
    }
    for (icon, expected) in [
        ("black.svg", [[0; 3], PLATE]),
        ("white.svg", [[255; 3], PAPER]),
        ("square.png", [[0; 3], PLATE]),
    ] {
        let dot = staged_in(&folder, &program(icon));
        let png = dot_in(&folder, &["-Tpng"], &dot);
        assert_eq!(middle_and_beside(&png), expected, "{icon}");
        let pdf = dot_in(&folder, &["-Tpdf"], &dot);
        assert!(pdf.len() > 1000, "{icon}");
    }
    // As long as it can be seen, a PNG is its own image.
    assert!(!staged_in(&folder, &program("square.png")).contains("\"square.png\""));
    let light = staged_in(&folder, "node a [icon=\"square.png\"]");
    assert!(light.contains("image=\"square.png\""), "{light}");
}

#[test]
fn in_a_page_that_follows_its_reader_the_plate_does_too() {
    let (_kept, folder) = folder();
    let program = format!(
        "diagram [theme=auto]\n{DISCS}, square [icon=\"square.png\"]\n\
         group g [fillcolor=navy] {{ node x [icon=\"black.svg\"] }}\n\
         group h [fillcolor=white] {{ node y [icon=\"black.svg\"] }}"
    );
    for engine in ENGINES {
        let svg = svg_of(&rendered(&folder, &program, "svg", engine));
        let plate = |id: &str| {
            let groups = svg.named("g").into_iter();
            let node = groups
                .into_iter()
                .find(|group| group.attribute("data-id") == Some(id))
                .unwrap();
            let of = |class: &str| {
                let shown = node.named("g").into_iter();
                let shown = shown
                    .into_iter()
                    .find(|group| group.attribute("class") == Some(class));
                shown.map_or(node, |shown| {
                    let is_hidden = shown.attribute("display") == Some("none");
                    assert_eq!(is_hidden, class == "certdot-dark");
                    shown
                })
            };
            ["certdot-light", "certdot-dark"].map(|class| {
                let shown = of(class);
                assert_eq!(shown.named("use").len(), 1);
                let rects = shown.named("rect");
                let fill = rects.first().and_then(|rect| rect.attribute("fill"));
                fill.map(str::to_owned)
            })
        };
        let [light, dark] = [LIGHT, DARK].map(|colour| Some(colour.to_owned()));
        assert_eq!(plate("black"), [None, light.clone()]);
        assert_eq!(plate("square"), [None, light.clone()]);
        assert_eq!(plate("white"), [dark, None]);
        assert_eq!(plate("gold"), [None, None]);
        assert_eq!(plate("g/x"), [light.clone(), light]);
        assert_eq!(plate("h/y"), [None, None]);
        let style = &svg.named("style")[0].text;
        assert!(style.contains(" .certdot-dark{display:inline}"), "{style}");
        assert_eq!(svg.named("symbol").len(), 4);
        let png = |theme: &str| {
            let program = format!("diagram [theme={theme}]\nnode a \"x\" [icon=\"black.svg\"]");
            rendered(&folder, &program, "png", engine)
        };
        assert_eq!(png("auto"), png("light"));
    }
    let quiet = "diagram [theme=auto]\nnode gold [icon=\"gold.svg\"]";
    let svg = svg_of(&rendered(&folder, quiet, "svg", "embedded"));
    assert!(!svg.named("style")[0].text.contains("certdot-dark"));
}

#[test]
fn what_is_kept_of_icons_can_be_lost_or_broken() {
    let (_kept, folder) = folder();
    let program = format!("diagram [theme=dark]\n{DISCS}");
    let dot = || String::from_utf8(printed(&folder, &program, &["tree.cert"])).expect("UTF-8");
    let first = dot();
    let kept = fs::read_dir(folder.join("cache/certdot/icons"))
        .expect("it is there")
        .filter_map(|entry| fs::read_dir(entry.expect("it is there").path()).ok());
    let files = kept.flatten().map(|file| file.expect("it is there").path());
    let is_tones = |file: &PathBuf| file.extension().is_some_and(|ending| ending == "tones");
    let tones: Vec<PathBuf> = files.filter(is_tones).collect();
    assert_eq!(tones.len(), 1);
    fs::write(&tones[0], "nonsense").expect("it can be written");
    assert_eq!(dot(), first);
    fs::remove_file(&tones[0]).expect("it is there");
    assert_eq!(dot(), first);
    // Another icon under the same name is another icon.
    fs::copy(folder.join("white.svg"), folder.join("black.svg")).expect("it can be copied");
    assert_ne!(dot(), first);
    let svg = svg_of(&rendered(&folder, &program, "svg", "embedded"));
    assert!(plates(&svg).iter().all(|(_, plate)| plate.is_none()));
}

#[test]
fn captions_on_filled_nodes_can_be_read() {
    let (_kept, folder) = folder();
    let program = "diagram [theme=dark]\ngroup g [fillcolor=navy] {\n\
                   node a [icon=\"gold.svg\", shape=box, fillcolor=white], b [icon=\"gold.svg\", style=filled, fillcolor=white], c [icon=\"gold.svg\"]\n}";
    for engine in ENGINES {
        let svg = svg_of(&rendered(&folder, program, "svg", engine));
        let ink = |label: &str| {
            let texts = svg.named("text").into_iter();
            let mut texts = texts.filter(|text| text.text == label);
            texts.next().and_then(|text| text.attribute("fill"))
        };
        assert_eq!(ink("a"), Some("#1b2734"));
        assert_eq!(ink("b"), Some("#1b2734"));
        assert_eq!(ink("c"), Some("#e6eaee"));
    }
}
