//! How large pictures are: what a diagram says of inches and pixels, with both engines.

use std::time::Duration;

use certdot::model::Model;
use certdot::pictures::{PictureKind, PictureOptions};
use certdot::render::{Embedded, Engine};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::{Options, Tree};

use crate::dot::compiled;
use crate::pictures::{drawn_by, order, svg_of, the_program};

fn engines() -> [Box<dyn Engine>; 2] {
    let embedded = Embedded::new(Duration::from_secs(600));
    [Box::new(the_program()), Box::new(embedded)]
}

/// A tree whose diagram has some attributes.
fn tree(attributes: &str) -> Model {
    compiled(&format!(
        "diagram \"Title\" [{attributes}]\ngroup one {{ a >> b >> c }}\na >> edge \"or\" >> d"
    ))
    .0
}

fn svg(engine: &dyn Engine, model: &Model) -> String {
    String::from_utf8(drawn_by(engine, &[model], &order(PictureKind::Svg)).remove(0)).unwrap()
}

/// The width and height of a PNG.
fn size(engine: &dyn Engine, model: &Model) -> (u32, u32) {
    let png = drawn_by(engine, &[model], &order(PictureKind::Png)).remove(0);
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn pixels_per_inch_change_no_svg_and_enlarge_a_png() {
    for engine in engines() {
        let engine = engine.as_ref();
        for around in ["", "size=\"2,2\"", "rotate=90", "margin=1"] {
            let (plain, (width, height)) =
                (svg(engine, &tree(around)), size(engine, &tree(around)));
            for (said, times) in [
                ("dpi=96", 1.0),
                ("dpi=288", 3.0),
                ("resolution=48", 0.5),
                ("dpi=192, resolution=48", 2.0),
            ] {
                let model = tree(&format!("{said}, {around}"));
                assert_eq!(svg(engine, &model), plain, "{said}, {around}");
                let (wider, higher) = size(engine, &model);
                for (more, less) in [(wider, width), (higher, height)] {
                    let off = f64::from(more) - f64::from(less) * times;
                    assert!(off.abs() <= times.max(1.0), "{said}: {more} of {less}");
                }
            }
        }
    }
    // Whoever draws the DOT themselves has pixels too.
    let (_, dot) = compiled("diagram [dpi=288]\na >> b");
    assert!(
        dot.contains("dpi=\"288\"") || dot.contains("dpi=288"),
        "{dot}"
    );
}

/// The picture's own size, and the box that all shapes but the background lie in.
fn shown(svg: &str) -> ((f32, f32), (f32, f32, f32, f32)) {
    let tree = Tree::from_str(svg, &Options::default()).unwrap();
    let background = svg.find("<polygon").unwrap();
    let end = background + svg[background..].find("/>").unwrap() + 2;
    let rest = format!("{}{}", &svg[..background], &svg[end..]);
    let drawing = Tree::from_str(&rest, &Options::default()).unwrap();
    let shapes = drawing.root().abs_bounding_box();
    let all = tree.size();
    (
        (all.width(), all.height()),
        (shapes.left(), shapes.top(), shapes.right(), shapes.bottom()),
    )
}

#[test]
fn nothing_is_cut_whatever_the_size_and_the_margin() {
    let long: String = (0..60).map(|number| format!("n{number} >> ")).collect();
    for engine in engines() {
        for attributes in [
            "",
            "size=\"7,3\"",
            "size=\"5,1.5\"",
            "size=\"3,60\"",
            "size=\"2,4\", rotate=90",
            "margin=1",
            "margin=\"1,2\", landscape=true",
            "size=\"7,3\", margin=0.5",
            "pad=1, dpi=300",
        ] {
            let (model, _) = compiled(&format!(
                "diagram \"Title\" [{attributes}]\n{long} last\nlast >> side"
            ));
            let svg = svg(engine.as_ref(), &model);
            let ((width, height), (left, top, right, bottom)) = shown(&svg);
            let what = format!("{} draws {attributes}", engine.name());
            // A hundredth of the picture at each side is the least that is left blank: Graphviz's `pad` is wider.
            for (room, all) in [
                (left, width),
                (top, height),
                (width - right, width),
                (height - bottom, height),
            ] {
                assert!(room > all / 1000.0, "{what}: {room} of {all}");
            }
            // It stands in the middle.
            let (across, down) = (
                (left - (width - right)).abs(),
                (top - (height - bottom)).abs(),
            );
            assert!(
                across < width / 20.0 + 2.0 && down < height / 20.0 + 2.0,
                "{what}"
            );
        }
    }
    let svg = svg_of(svg(engines()[0].as_ref(), &tree("margin=2")).as_bytes());
    assert!(svg.attribute("viewBox").unwrap().starts_with("0.00 0.00 "));
}

#[test]
fn the_background_covers_each_pixel() {
    for engine in engines() {
        for attributes in ["", "size=\"2,3\"", "rotate=90", "pad=0.137"] {
            let model = tree(&format!("theme=dark, {attributes}"));
            for scale in [0.7, 1.0, 2.0] {
                let order = PictureOptions {
                    scale,
                    ..order(PictureKind::Png)
                };
                let png = drawn_by(engine.as_ref(), &[&model], &order).remove(0);
                let pixmap = Pixmap::decode_png(&png).unwrap();
                let (right, bottom) = (pixmap.width() - 1, pixmap.height() - 1);
                let rows = (0..=right).flat_map(|x| [(x, 0), (x, bottom)]);
                let columns = (0..=bottom).flat_map(|y| [(0, y), (right, y)]);
                let is_covered = |(x, y)| pixmap.pixel(x, y).unwrap().alpha() == 255;
                let what = format!("{} draws {attributes} at {scale}", engine.name());
                assert!(rows.chain(columns).all(is_covered), "{what}");
            }
        }
    }
}
