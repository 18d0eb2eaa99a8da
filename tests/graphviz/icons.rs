//! Icons as Graphviz reads and draws them: found where it is run, below each its caption, all of one size.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use resvg::tiny_skia::{Color, Pixmap};

use crate::dice::Dice;
use crate::dot::{compiled_in, dot_in, staged_in};
use crate::words::{quoted, text};
use crate::xml::{self, Element};

/// A folder with icons in a folder `icons`, under these names.
fn folder(names: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = fs::canonicalize(folder.path()).expect("it is there");
    fs::create_dir(path.join("icons")).expect("it is new");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/icons");
    for name in names {
        fs::copy(samples.join("service.png"), path.join("icons").join(name))
            .expect("it can be copied");
    }
    (folder, path)
}

/// What is drawn of a node: its picture and the lines of its caption.
struct Drawn {
    image: Place,
    lines: Vec<Line>,
}

/// In points, from the top left.
struct Place {
    file: String,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

struct Line {
    text: String,
    /// Its middle, or of a table's line its beginning.
    x: f64,
    is_centred: bool,
    /// The line on which the letters stand.
    y: f64,
}

fn number(element: &Element, name: &str) -> f64 {
    let value = element
        .attribute(name)
        .unwrap_or_else(|| panic!("no {name} on {element:?}"));
    value
        .trim_end_matches("px")
        .parse()
        .unwrap_or_else(|_| panic!("{name}={value}"))
}

/// The nodes of a picture by the ids of the DOT. `dot` must have nothing to complain of.
fn picture(folder: &Path, dot: &str) -> Vec<(String, Drawn)> {
    let svg = String::from_utf8(dot_in(folder, &["-Tsvg"], dot)).expect("Graphviz writes UTF-8");
    let svg = xml::read(&svg);
    let is_node = |group: &&Element| group.attribute("class") == Some("node");
    let drawn = |group: &Element| {
        let images = group.named("image");
        let [image] = images[..] else {
            panic!("{} pictures in {group:?}", images.len())
        };
        let lines = group.named("text").into_iter().map(|line| Line {
            text: line.text.replace('\u{A0}', " "),
            x: number(line, "x"),
            is_centred: line.attribute("text-anchor") == Some("middle"),
            y: number(line, "y"),
        });
        Drawn {
            image: Place {
                file: image
                    .attribute("xlink:href")
                    .expect("a picture has a file")
                    .into(),
                x: number(image, "x"),
                y: number(image, "y"),
                width: number(image, "width"),
                height: number(image, "height"),
            },
            lines: lines.collect(),
        }
    };
    svg.named("g")
        .into_iter()
        .filter(is_node)
        .map(|group| (group.children[0].text.clone(), drawn(group)))
        .collect()
}

/// The side of an icon.
const SIDE: f64 = 57.6;

/// An icon of the usual size, its caption centred below it.
fn assert_captioned(id: &str, drawn: &Drawn) {
    let Place {
        x,
        y,
        width,
        height,
        ..
    } = drawn.image;
    assert!(
        (width - SIDE).abs() < 1.0 && (height - SIDE).abs() < 1.0,
        "{id} is {width} by {height}"
    );
    for line in &drawn.lines {
        assert!(
            line.y > y + height - 1.0,
            "{id}: `{}` is drawn on the icon",
            line.text
        );
        assert!(
            line.y < y + height + 25.0 * drawn.lines.len() as f64,
            "{id}: `{}` is far from the icon",
            line.text
        );
        let middle = x + width / 2.0;
        let is_below = if line.is_centred {
            (line.x - middle).abs() < 2.0
        } else {
            line.x < middle
        };
        assert!(is_below, "{id}: `{}` is not below the icon", line.text);
    }
    assert!(
        drawn.lines.windows(2).all(|two| two[0].y < two[1].y),
        "{id}: lines are drawn over each other"
    );
}

#[test]
fn icons_are_found_where_dot_runs() {
    let names = [
        "plain.png",
        "with blank.png",
        "größe.png",
        "a+b=c;d,e.png",
        "(x).png",
        "a#b.png",
        "50%.png",
    ];
    let (_kept, folder) = folder(&names);
    for name in names {
        let stem = name.trim_end_matches(".png");
        for program in [
            format!("diagram [icons=icons]\nnode \"{stem}\" \"x\""),
            format!("node \"{stem}\" \"x\" [icon=\"icons/{name}\"]"),
            format!("node \"{stem}\" \"a caption wider than the icon\" [icon=\"icons/{name}\"]"),
        ] {
            let (_, dot) = compiled_in(&folder, &program);
            let picture = picture(&folder, &dot);
            assert_eq!(
                picture[0].1.image.file,
                format!("icons/{name}"),
                "{program}"
            );
            assert_captioned(name, &picture[0].1);
        }
    }
}

#[test]
fn captions_narrow_and_wide_look_the_same() {
    let (_kept, folder) = folder(&["x.png"]);
    let captions = [
        "x",
        "Catalogue",
        "Order data",
        "iiiii iiiii iiiii iiiii",
        "lllllllllllllll",
        "WWWWWW",
        "mmmmmmmmmmmmmmmmmmmmmmm",
        "A caption of many words, which are too many for a line",
        "Größenordnung",
        "日本語の名前",
        "Привет мир",
        "😀😀😀😀",
        "a\nb\nc",
        "a  b   c",
        "  blanks   of   ones  own  ",
        "<b>bold</b> & \"quoted\" \\N",
    ];
    let mut dice = Dice::new(3);
    for attributes in [
        "",
        ", fontsize=20",
        ", fontname=Courier",
        ", fontname=\"DejaVu Sans Mono\"",
        ", fontsize=6",
        ", style=dashed",
    ] {
        let nodes: String = captions
            .iter()
            .enumerate()
            .map(|(number, caption)| {
                format!(
                    "node n{number} {} [icon=\"icons/x.png\"{attributes}]\n",
                    quoted(caption, &mut dice)
                )
            })
            .collect();
        let (_, dot) = compiled_in(&folder, &nodes);
        let picture = picture(&folder, &dot);
        assert_eq!(picture.len(), captions.len());
        for (id, drawn) in &picture {
            assert_captioned(id, drawn);
        }
        for (caption, (_, drawn)) in captions.iter().zip(&picture) {
            let lines: Vec<&str> = drawn.lines.iter().map(|line| line.text.as_str()).collect();
            assert_eq!(
                words_of(&lines.join("\n")),
                words_of(caption),
                "wrapping aside, the caption"
            );
        }
    }
}

#[test]
fn defaults_count_for_captions_too() {
    let (_kept, folder) = folder(&["x.png"]);
    for defaults in [
        "fontsize=24",
        "fontname=Courier",
        "shape=ellipse",
        "margin=\"0.5\"",
        "width=3, height=2",
        "fixedsize=true",
    ] {
        let program = format!(
            "node [{defaults}]\nnode a \"Catalogue\" [icon=\"icons/x.png\"]\ngroup g {{ node b \"Wide catalogue\" [icon=\"icons/x.png\"] }}"
        );
        let (_, dot) = compiled_in(&folder, &program);
        for (id, drawn) in picture(&folder, &dot) {
            assert_captioned(&id, &drawn);
        }
    }
}

#[test]
fn what_all_icons_share_is_said_once() {
    let (_kept, folder) = folder(&["x.png"]);
    let (_, dot) = compiled_in(&folder, "node [icon=\"icons/x.png\"]\nnode a, b, c, d");
    for shared in ["imagescale=", "imagepos="] {
        assert_eq!(dot.matches(shared).count(), 1, "{shared} in {dot}");
    }
    let without = compiled_in(&folder, "node a").1;
    assert!(!without.contains("imagescale"), "{without}");
}

#[test]
fn captions_wrap_at_words() {
    let (_kept, folder) = folder(&["x.png"]);
    let (_, dot) = compiled_in(
        &folder,
        "node a \"AWS Certified Solutions Architect Professional\" [icon=\"icons/x.png\"]",
    );
    let picture = picture(&folder, &dot);
    let lines: Vec<&str> = picture[0]
        .1
        .lines
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    assert!(lines.len() > 1, "{lines:?}");
    assert_eq!(
        lines.join(" "),
        "AWS Certified Solutions Architect Professional"
    );
}

#[test]
fn a_caption_without_blanks_is_about_as_wide_as_one_with_them() {
    let (_kept, folder) = folder(&["x.png"]);
    let width = |caption: &str| {
        let (_, dot) = compiled_in(
            &folder,
            &format!("node a \"{caption}\" [icon=\"icons/x.png\"]"),
        );
        let plain = dot_in(&folder, &["-Tplain"], &dot);
        let plain = String::from_utf8(plain).expect("Graphviz writes UTF-8");
        let node = plain.lines().find(|line| line.starts_with("node "));
        let width = node.and_then(|node| node.split(' ').nth(4));
        width.expect("a node has a width").parse::<f64>().unwrap()
    };
    let english = width("AWS Certified Solutions Architect – Prof");
    for caption in [
        "亚马逊云科技认证解决方案架构师专业级考试准备课程与实践指南第一部分基础知识和云计算入门",
        "アマゾンウェブサービス認定ソリューションアーキテクトプロフェッショナル試験の準備",
        "아마존웹서비스공인솔루션스아키텍트전문가자격증시험준비과정실습안내서제일부기초지식",
    ] {
        assert!(caption.chars().count() >= 39);
        let width = width(caption);
        assert!(width < 1.5 * english, "{caption}: {width}, {english}");
    }
}

#[test]
fn a_shape_of_ones_own_holds_the_icon() {
    let (_kept, folder) = folder(&["x.png"]);
    let (_, dot) = compiled_in(
        &folder,
        "node a \"Label\" [icon=\"icons/x.png\", shape=ellipse]",
    );
    let (_, drawn) = &picture(&folder, &dot)[0];
    assert_eq!(
        (drawn.image.file.as_str(), drawn.lines.len()),
        ("icons/x.png", 1)
    );
}

/// The words of a text, wherever its lines break. One with other letters may break within words: it is all one.
fn words_of(text: &str) -> Vec<String> {
    let words = text.split([' ', '\n', '\t', '\u{A0}']);
    let words = words.filter(|word| !word.is_empty()).map(str::to_owned);
    if text.is_ascii() {
        words.collect()
    } else {
        vec![words.collect()]
    }
}

#[test]
fn captions_are_drawn_as_they_are() {
    let (_kept, folder) = folder(&["x.png"]);
    for seed in 0..4 {
        let mut dice = Dice::new(500 + seed);
        let captions: Vec<String> = (0..150).map(|_| text(&mut dice)).collect();
        let program: String = captions
            .iter()
            .enumerate()
            .map(|(number, caption)| {
                format!(
                    "node n{number} {} [icon=\"icons/x.png\"]\n",
                    quoted(caption, &mut dice)
                )
            })
            .collect();
        let (_, dot) = compiled_in(&folder, &program);
        for (number, (id, node)) in picture(&folder, &dot).iter().enumerate() {
            let lines: Vec<&str> = node.lines.iter().map(|line| line.text.as_str()).collect();
            assert_eq!(
                words_of(&lines.join("\n")),
                words_of(&captions[number]),
                "the caption of {id}"
            );
        }
    }
}

/// Icons that are not square, by the names of their files, with how wide they are to how high.
fn not_square(folder: &Path) -> Vec<(String, f64)> {
    let mut icons = Vec::new();
    for (width, height) in [(80, 400), (600, 150), (1, 1000), (4000, 3), (7, 16)] {
        let mut red = Pixmap::new(width, height).expect("it has a size");
        red.fill(Color::from_rgba8(255, 0, 0, 255));
        let name = format!("{width}by{height}.png");
        red.save_png(folder.join(&name)).expect("it can be written");
        icons.push((name, f64::from(width) / f64::from(height)));
    }
    for (name, ratio, attributes, spill) in [
        ("tall", 0.2, "viewBox='0 0 20 100'", ""),
        ("wide", 4.0, "viewBox='0 0 100 25'", ""),
        ("moved", 5.0, "viewBox='-50 -10 100 20'", ""),
        ("sized", 3.0, "width='60' height='20'", ""),
        (
            "em",
            0.5,
            "width='1em' height='2em' viewBox='0 0 24 48'",
            "",
        ),
        (
            "stretched",
            4.0,
            "viewBox='0 0 100 100' width='200' height='50' preserveAspectRatio='none'",
            "",
        ),
        (
            "spilling",
            4.0,
            "viewBox='0 0 100 25'",
            "<path fill='red' d='M-99 -99H199V199H-99Z'/>",
        ),
    ] {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' {attributes}><rect x='-50' y='-10' width='150' height='110' fill='red'/>{spill}</svg>"
        );
        fs::write(folder.join(format!("{name}.svg")), svg).expect("it can be written");
        icons.push((format!("{name}.svg"), ratio));
    }
    icons
}

/// The box around all that is red in a picture: left, top, width and height.
fn red_box(png: &[u8]) -> Option<[f64; 4]> {
    let picture = Pixmap::decode_png(png).expect("it is a PNG");
    let red = |(x, y): &(u32, u32)| {
        let pixel = picture.pixel(*x, *y).expect("it is inside");
        pixel.red() > 200 && pixel.green() < 60 && pixel.blue() < 60
    };
    let all = (0..picture.height()).flat_map(|y| (0..picture.width()).map(move |x| (x, y)));
    let found: Vec<(u32, u32)> = all.filter(red).collect();
    let left = found.iter().map(|(x, _)| *x).min()?;
    let right = found.iter().map(|(x, _)| *x + 1).max()?;
    let top = found.first()?.1;
    let bottom = found.last()?.1 + 1;
    Some([left, top, right - left, bottom - top].map(f64::from))
}

/// Two sides of a ratio, but for what rounding takes of the shorter.
fn assert_shape(icon: &str, [width, height]: [f64; 2], ratio: f64) {
    let (shorter, expected) = if ratio > 1.0 {
        (height, width / ratio)
    } else {
        (width, height * ratio)
    };
    assert!(
        (shorter - expected).abs() < 2.0,
        "{icon}: {width} by {height}"
    );
}

#[test]
fn an_icon_that_is_not_square_stands_in_the_middle_of_a_square() {
    let (_kept, folder) = folder(&[]);
    for (icon, ratio) in not_square(&folder) {
        for label in ["x", "a caption wider than the icon"] {
            let program = format!("node a \"{label}\" [icon=\"{icon}\"]");
            let dot = staged_in(&folder, &program);
            let picture = picture(&folder, &dot);
            assert_captioned(&icon, &picture[0].1);
            let staged = fs::read(folder.join(&picture[0].1.image.file)).expect("it is staged");
            let Some([left, top, width, height]) = red_box(&staged) else {
                assert!(!(0.004..250.0).contains(&ratio), "{icon} cannot be seen");
                continue;
            };
            assert!((width.max(height) - 256.0).abs() < 2.0, "{icon}");
            assert_shape(&icon, [width, height], ratio);
            assert!((2.0 * left + width - 256.0).abs() < 2.0, "{icon} at {left}");
            assert!((2.0 * top + height - 256.0).abs() < 2.0, "{icon} at {top}");
            assert!(!dot_in(&folder, &["-Tpng"], &dot).is_empty(), "{icon}");
        }
    }
}

#[test]
fn what_is_rendered_of_icons_that_are_not_square_is_the_same() {
    let (_kept, folder) = folder(&[]);
    for (icon, ratio) in not_square(&folder) {
        if !(0.01..100.0).contains(&ratio) {
            continue;
        }
        let program = format!("node a \"x\" [icon=\"{icon}\"]");
        fs::write(folder.join("tree.cert"), program).expect("it can be written");
        for engine in ["dot", "embedded"] {
            let output = Command::new(env!("CARGO_BIN_EXE_certdot"))
                .args([
                    "render",
                    "tree.cert",
                    "-o",
                    "-",
                    "-T",
                    "png",
                    "--engine",
                    engine,
                ])
                .current_dir(&folder)
                .env("XDG_CACHE_HOME", folder.join("cache"))
                .output()
                .expect("it can be run");
            let [_, _, width, height] = red_box(&output.stdout).expect("it can be seen");
            // 57.6 points at 192 pixels to the inch.
            assert!(
                (width.max(height) - 153.6).abs() < 3.0,
                "{icon}: {width} by {height}"
            );
            assert_shape(&icon, [width, height], ratio);
        }
    }
}

#[test]
fn without_staging_an_icon_that_is_not_square_keeps_off_its_caption() {
    let (_kept, folder) = folder(&[]);
    for (icon, ratio) in not_square(&folder) {
        // Graphviz reads no SVG without a plugin, and draws no image that is so thin.
        if !icon.ends_with(".png") || !(0.01..100.0).contains(&ratio) {
            continue;
        }
        let (_, dot) = compiled_in(&folder, &format!("node a \"x\" [icon=\"{icon}\"]"));
        let (_, drawn) = &picture(&folder, &dot)[0];
        let Place {
            y, width, height, ..
        } = drawn.image;
        assert!(
            width.max(height) < SIDE + 1.0,
            "{icon} is {width} by {height}"
        );
        assert_shape(&icon, [width, height], ratio);
        assert!(
            drawn.lines[0].y > y + height,
            "{icon} is drawn over its caption"
        );
    }
}

#[test]
fn no_size_of_ones_own_parts_an_icon_from_its_caption() {
    let (_kept, folder) = folder(&["x.png"]);
    for attributes in [
        "width=2",
        "height=2",
        "width=0.2, height=0.2",
        "fixedsize=false",
        "fixedsize=shape",
        "labelloc=t",
        "margin=1",
        "imagescale=both",
        "imagescale=false",
        "imagepos=bc",
        "shape=circle",
        "shape=box, width=3",
    ] {
        for label in ["x", "a caption wider than the icon"] {
            for program in [
                format!("node a \"{label}\" [icon=\"icons/x.png\", {attributes}]"),
                format!("cert a \"{label}\" [icon=\"icons/x.png\", {attributes}]\nnode a"),
                format!(
                    "node [{attributes}]\ngroup g {{ node [{attributes}]\nnode a \"{label}\" [icon=\"icons/x.png\"] }}"
                ),
            ] {
                let (_, dot) = compiled_in(&folder, &program);
                let (_, drawn) = &picture(&folder, &dot)[0];
                assert_captioned(&program, drawn);
            }
        }
    }
}

#[test]
fn captions_of_any_length_are_drawn() {
    let (_kept, folder) = folder(&["x.png"]);
    for caption in [
        "x".repeat(17_000),
        "語".repeat(17_000),
        "&<>\"\\".repeat(4_000),
        "é\t".repeat(9_000),
        "word ".repeat(20_000),
        "line\n".repeat(5_000),
    ] {
        for shape in ["", ", shape=box"] {
            let said = quoted(&caption, &mut Dice::new(1));
            let program = format!("node a {said} [icon=\"icons/x.png\"{shape}]");
            let (_, dot) = compiled_in(&folder, &program);
            let (_, drawn) = &picture(&folder, &dot)[0];
            let lines: Vec<&str> = drawn.lines.iter().map(|line| line.text.as_str()).collect();
            let start: String = caption.chars().take(8).collect();
            assert!(
                words_of(&lines.join("\n")) == words_of(&caption),
                "{start}{shape}"
            );
        }
    }
}
