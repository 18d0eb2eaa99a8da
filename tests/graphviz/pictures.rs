//! Pictures are whole, and both engines draw the same graph.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use certdot::compile::{Input, Options, compile};
use certdot::icons::InProcess;
use certdot::model::Model;
use certdot::pictures::{Cache, DrawContext, PictureKind, PictureOptions, draw, draws_nothing};
use certdot::render::{Embedded, Engine, Fonts, Program, Running};
use certdot::source::Disk;

use crate::dice::Dice;
use crate::dot::compiled;
use crate::program::program;
use crate::words::in_id;
use crate::xml::{self, Element};

const LONG: Duration = Duration::from_secs(600);

pub fn the_program() -> Program {
    let folders = std::env::split_paths(&std::env::var_os("PATH").unwrap()).collect::<Vec<_>>();
    let path =
        Program::find(folders).expect("these tests need Graphviz; `bash tests/run` installs it");
    Program::new(path, LONG, Running::default())
}

pub fn order(kind: PictureKind) -> PictureOptions {
    PictureOptions {
        kind,
        scale: 1.0,
        theme: None,
        layout: None,
        id_prefix: None,
    }
}

/// Draws models, with nothing kept from before.
pub fn drawn_by(engine: &dyn Engine, models: &[&Model], order: &PictureOptions) -> Vec<Vec<u8>> {
    let icons = tempfile::tempdir().unwrap();
    let studio = DrawContext {
        engine,
        reader: &InProcess,
        icons: &Cache::new(icons.path().canonicalize().unwrap()),
        pictures: None,
        fonts: &Fonts::in_folders(Vec::new()),
        maker: String::new(),
        working_directory: root(),
        at_once: 2,
    };
    let pictures = Mutex::new(BTreeMap::new());
    draw(models, order, &studio, &|number, drawn| {
        let drawn = drawn.unwrap_or_else(|undrawn| panic!("{undrawn:?}"));
        if order.kind == PictureKind::Json {
            assert_eq!(drawn.complaints, [""; 0], "{}", engine.name());
        }
        pictures.lock().unwrap().insert(number, drawn.bytes);
    });
    let pictures: Vec<Vec<u8>> = pictures.into_inner().unwrap().into_values().collect();
    assert_eq!(pictures.len(), models.len());
    pictures
}

pub fn svg_of(bytes: &[u8]) -> Element {
    xml::read(std::str::from_utf8(bytes).unwrap())
}

/// What is drawn of each node, edge and group: what it is, what the pointer shows, and its lines of text.
fn contents(svg: &Element) -> BTreeSet<(String, String, String, Vec<String>)> {
    svg.named("g")
        .into_iter()
        .filter_map(|group| {
            let id = group.attribute("data-id")?;
            let class = group.attribute("class")?.to_owned();
            let hover = group.children.iter().find(|child| child.name == "title");
            let lines = group.named("text").into_iter();
            Some((
                id.to_owned(),
                class,
                hover.map_or(String::new(), |title| title.text.clone()),
                lines.map(|line| line.text.replace('\u{A0}', " ")).collect(),
            ))
        })
        .collect()
}

/// The folder in which tests run, and engines with them.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn samples() -> Vec<PathBuf> {
    let files = fs::read_dir(root().join("samples")).unwrap();
    let mut samples: Vec<PathBuf> = files
        .map(|file| file.unwrap().path())
        .filter(|file| file.extension().is_some_and(|ending| ending == "cert"))
        .collect();
    samples.sort();
    samples
}

fn compiled_file(path: &Path) -> Model {
    let input = Input {
        name: path.display().to_string(),
        path: path.to_path_buf(),
        bytes: fs::read(path).unwrap(),
    };
    compile(input, Options::new(&Disk, root()))
        .unwrap()
        .model
        .unwrap()
}

#[test]
fn both_engines_draw_the_same_graph_of_every_sample() {
    let all: Vec<(PathBuf, Model)> = samples()
        .into_iter()
        .map(|sample| (sample.clone(), compiled_file(&sample)))
        // One is a catalogue for another.
        .filter(|(_, model)| !draws_nothing(model, PictureKind::Svg))
        .collect();
    let models: Vec<&Model> = all.iter().map(|(_, model)| model).collect();
    assert!(models.len() > 7);
    let of_program = drawn_by(&the_program(), &models, &order(PictureKind::Svg));
    let of_embedded = drawn_by(&Embedded::new(LONG), &models, &order(PictureKind::Svg));
    for ((program, embedded), (sample, _)) in of_program.iter().zip(&of_embedded).zip(&all) {
        let (program, embedded) = (contents(&svg_of(program)), contents(&svg_of(embedded)));
        assert!(program == embedded, "{}", sample.display());
    }
}

#[test]
fn random_pictures_are_whole_and_show_no_id() {
    let mut dice = Dice::new(7);
    let programs = (0..40).map(|_| program(&mut dice));
    let (programs, models): (Vec<String>, Vec<Model>) = programs
        .map(|program| (program.clone(), compiled(&program).0))
        .filter(|(_, model)| !draws_nothing(model, PictureKind::Svg))
        .unzip();
    assert!(models.len() > 30);
    let models: Vec<&Model> = models.iter().collect();
    let engines: [&dyn Engine; 2] = [&the_program(), &Embedded::new(LONG)];
    for engine in engines {
        // Graphviz 2.43 fails on some dense graphs: as little layout as can be.
        let least = PictureOptions {
            layout: Some("osage".to_owned()),
            ..order(PictureKind::Svg)
        };
        let pictures = drawn_by(engine, &models, &least);
        for ((picture, program), model) in pictures.iter().zip(&programs).zip(&models) {
            is_whole(&svg_of(picture), program);
            is_said(&svg_of(picture), model);
        }
    }
}

/// Nothing outside it is referred to, nothing in it runs, and its ids are its own.
fn is_whole(svg: &Element, program: &str) {
    let prefix = svg.attribute("id").unwrap();
    let mut ids = BTreeSet::new();
    for element in svg.all() {
        let name = element.name.as_str();
        assert!(
            !["script", "foreignObject", "image"].contains(&name) || name == "image",
            "{name}"
        );
        for (key, value) in &element.attributes {
            assert!(!key.starts_with("on"), "{key} in {program}");
            match key.as_str() {
                "id" => {
                    assert!(value.starts_with(prefix), "{value} has no prefix");
                    assert!(ids.insert(value.clone()), "{value} twice in {program}");
                }
                "href" | "xlink:href" if name == "a" => {
                    let is_safe = ["https://", "mailto:"]
                        .iter()
                        .any(|start| value.starts_with(start));
                    assert!(is_safe, "{value}");
                }
                "href" | "xlink:href" => {
                    let is_inside = value.starts_with(&format!("#{prefix}"))
                        || value.starts_with("data:image/");
                    assert!(is_inside, "{value} in {program}");
                }
                _ => assert!(
                    !value.contains("url(") || value.contains(&format!("url(#{prefix}")),
                    "{value}"
                ),
            }
        }
    }
}

/// The pointer shows the labels of nodes, and nowhere what only Graphviz calls them.
fn is_said(svg: &Element, model: &Model) {
    for node in &model.nodes {
        let name = model.text(node.name);
        let path: Vec<String> = model
            .path(node.group)
            .into_iter()
            .map(|name| in_id(model.text(name)))
            .collect();
        if path.is_empty() || node.ordinal > 0 {
            continue;
        }
        let id = format!("{}/{}", path.join("/"), in_id(name));
        for title in svg.named("title") {
            assert_ne!(title.text, id);
        }
    }
}

#[test]
fn the_title_and_what_those_are_told_who_cannot_see_it() {
    let (model, _) = compiled("diagram \"One & <two>\" [alt=\"a \\\"b\\\"\"]\na >> b");
    let picture = drawn_by(&Embedded::new(LONG), &[&model], &order(PictureKind::Svg)).remove(0);
    let svg = svg_of(&picture);
    assert_eq!(svg.attribute("role"), Some("img"));
    let said = |name: &str| {
        svg.children
            .iter()
            .find(|child| child.name == name)
            .unwrap()
    };
    assert_eq!(said("title").text, "One & <two>");
    assert_eq!(said("desc").text, "a \"b\"");
    let labels = [said("title"), said("desc")].map(|part| part.attribute("id").unwrap());
    assert_eq!(
        svg.attribute("aria-labelledby"),
        Some(labels.join(" ").as_str())
    );
    let (model, _) = compiled("a >> b");
    let picture = drawn_by(&Embedded::new(LONG), &[&model], &order(PictureKind::Svg)).remove(0);
    assert!(svg_of(&picture).attribute("aria-label").is_some());
}

#[test]
fn two_pictures_share_no_id_and_the_same_has_the_same() {
    let models = ["a >> b", "a >> c"].map(|program| compiled(program).0);
    let draw = || {
        drawn_by(
            &Embedded::new(LONG),
            &[&models[0], &models[1]],
            &order(PictureKind::Svg),
        )
    };
    let pictures = draw();
    assert_eq!(pictures, draw());
    let ids = |picture: &[u8]| -> BTreeSet<String> {
        let svg = svg_of(picture);
        svg.all()
            .iter()
            .filter_map(|element| element.attribute("id").map(str::to_owned))
            .collect()
    };
    assert!(ids(&pictures[0]).is_disjoint(&ids(&pictures[1])));
}

#[test]
fn what_a_page_restyles_has_classes() {
    let program = "edge later [style=dotted]\nnode x [level=associate, class=mine]\n\
                   group g [class=ours] { group h { a >> later >> b } }";
    let (model, _) = compiled(program);
    let engines: [&dyn Engine; 2] = [&the_program(), &Embedded::new(LONG)];
    for engine in engines {
        let picture = drawn_by(engine, &[&model], &order(PictureKind::Svg)).remove(0);
        let classes: BTreeMap<String, String> = contents(&svg_of(&picture))
            .into_iter()
            .map(|(id, class, _, _)| (id, class))
            .collect();
        assert_eq!(classes["x"], "node level-associate mine");
        assert_eq!(classes["cluster_g"], "cluster depth-1 ours");
        assert_eq!(classes["cluster_g/h"], "cluster depth-2");
        assert_eq!(classes["g/h/a->g/h/b"], "edge later");
    }
}

#[test]
fn a_dark_page_gets_dark_colours_where_nobody_says_others() {
    let (model, _) = compiled("diagram [theme=auto]\ngroup g { a >> b [fillcolor=white] }");
    let picture = drawn_by(&Embedded::new(LONG), &[&model], &order(PictureKind::Svg)).remove(0);
    let svg = svg_of(&picture);
    let style = &svg.named("style")[0].text;
    assert!(style.contains("@media (prefers-color-scheme:dark)"));
    // Each colour that the theme has put into the picture has a rule, and what the user says has none, nor has the text
    // on it.
    let mut themed = 0;
    let on_white = svg
        .named("text")
        .into_iter()
        .find(|text| text.text == "b")
        .unwrap();
    for element in svg.all() {
        if std::ptr::eq(element, on_white) {
            let fill = element.attribute("fill").unwrap();
            assert!(!style.contains(&format!("[fill=\"{fill}\"]")), "{fill}");
            continue;
        }
        for key in ["fill", "stroke"] {
            let Some(colour) = element
                .attribute(key)
                .filter(|colour| colour.starts_with('#'))
            else {
                continue;
            };
            assert!(
                style.contains(&format!("[{key}=\"{colour}\"]")),
                "{key} {colour}"
            );
            themed += 1;
        }
    }
    assert!(themed > 10);
    assert!(
        svg.all()
            .iter()
            .any(|element| element.attribute("fill") == Some("white"))
    );
    assert!(!style.contains("[fill=\"white\"]"));
    let (model, _) = compiled("a >> b");
    let picture = drawn_by(&Embedded::new(LONG), &[&model], &order(PictureKind::Svg)).remove(0);
    assert!(svg_of(&picture).named("style").is_empty());
}

#[test]
fn a_png_has_the_size_of_its_scale_and_the_same_bytes_each_time() {
    let (model, _) = compiled("a >> b \"Größe → 学\"");
    let png = |scale| {
        let order = PictureOptions {
            scale,
            ..order(PictureKind::Png)
        };
        drawn_by(&Embedded::new(LONG), &[&model], &order).remove(0)
    };
    let size = |png: &[u8]| {
        assert!(png.starts_with(b"\x89PNG\r\n\x1A\n"));
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        (number(16), number(20))
    };
    let (one, two) = (png(1.0), png(2.0));
    assert!(
        size(&two).0.abs_diff(2 * size(&one).0) <= 2
            && size(&two).1.abs_diff(2 * size(&one).1) <= 2
    );
    assert_eq!(one, png(1.0));
}

#[test]
fn the_layout_of_one_picture_is_not_that_of_the_next() {
    let models = [
        "diagram [layout=circo]\na >> b >> c >> d >> a",
        "a >> b >> c >> d",
    ]
    .map(|program| compiled(program).0);
    let together = drawn_by(
        &the_program(),
        &[&models[0], &models[1]],
        &order(PictureKind::Svg),
    );
    for (model, picture) in models.iter().zip(together) {
        let alone = drawn_by(&the_program(), &[model], &order(PictureKind::Svg)).remove(0);
        assert!(alone == picture);
    }
}

#[test]
fn what_is_ordered_counts_more_than_what_the_diagram_says() {
    let (model, _) = compiled("diagram [layout=circo, theme=dark]\na >> b >> c");
    let picture = |theme: Option<&str>, layout: Option<&str>| {
        let order = PictureOptions {
            theme: theme.map(str::to_owned),
            layout: layout.map(str::to_owned),
            ..order(PictureKind::Dot)
        };
        String::from_utf8(drawn_by(&Embedded::new(LONG), &[&model], &order).remove(0)).unwrap()
    };
    assert!(picture(None, None).contains("layout=\"circo\""));
    let ordered = picture(Some("light"), Some("dot"));
    assert!(ordered.contains("layout=\"dot\"") && !ordered.contains("circo"));
    assert_ne!(ordered.replace("\"dot\"", "\"circo\""), picture(None, None));
}
