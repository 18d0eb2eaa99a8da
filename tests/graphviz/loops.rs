//! Loops, and what is written on them.

use std::time::Duration;

use certdot::render::{Embedded, Engine, Form, Picture, make_standalone};

use crate::dot::compiled;
use crate::pictures::the_program;

type Point = (f64, f64);

/// A picture's lines, each as points close to one another, its texts and its nodes, as boxes: left, top, right, bottom.
struct Drawn {
    lines: Vec<Vec<Point>>,
    labels: Vec<(String, [f64; 4])>,
    nodes: Vec<[f64; 4]>,
    page: [f64; 4],
}

/// How many points stand for a bend.
const FINE: usize = 40;

fn attribute<'s>(tag: &'s str, key: &str) -> Option<&'s str> {
    let start = tag.find(&format!(" {key}=\""))? + key.len() + 3;
    tag[start..].split('"').next()
}

fn points(text: &str) -> Vec<Point> {
    text.split(|c: char| c.is_ascii_alphabetic() || c == ' ')
        .filter_map(|pair| pair.split_once(','))
        .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
        .collect()
}

fn bent(points: &[Point]) -> Vec<Point> {
    let bends = points[1..].chunks_exact(3);
    let starts = points.iter().step_by(3);
    let mut line = Vec::new();
    for (start, bend) in starts.zip(bends) {
        for part in 0..=FINE {
            let t = part as f64 / FINE as f64;
            let weights = [
                (1.0 - t).powi(3),
                3.0 * t * (1.0 - t).powi(2),
                3.0 * t * t * (1.0 - t),
                t.powi(3),
            ];
            let at = |axis: fn(&Point) -> f64| {
                let all = [start, &bend[0], &bend[1], &bend[2]];
                all.iter().zip(weights).map(|(p, w)| axis(p) * w).sum()
            };
            line.push((at(|p| p.0), at(|p| p.1)));
        }
    }
    line
}

fn around(points: &[Point]) -> [f64; 4] {
    points.iter().fold(
        [f64::MAX, f64::MAX, f64::MIN, f64::MIN],
        |[left, top, right, bottom], (x, y)| {
            [left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)]
        },
    )
}

fn read(svg: &str) -> Drawn {
    let mut drawn = Drawn {
        lines: Vec::new(),
        labels: Vec::new(),
        nodes: Vec::new(),
        page: [0.0; 4],
    };
    for (number, group) in svg.split("<g ").skip(1).enumerate() {
        let class = attribute(&format!(" {group}"), "class")
            .unwrap_or_default()
            .to_owned();
        let id = attribute(group, "data-id").unwrap_or_default();
        let is_loop = id
            .split_once("-&gt;")
            .is_some_and(|(tail, head)| tail == head);
        for line in group.lines() {
            let shape = attribute(line, "d")
                .or_else(|| attribute(line, "points"))
                .map(points);
            match shape {
                Some(points) if number == 0 => drawn.page = around(&points),
                Some(points) if class.starts_with("node") => drawn.nodes.push(around(&points)),
                Some(points) if line.starts_with("<path") => drawn.lines.push(bent(&points)),
                _ => {}
            }
            if line.starts_with("<text") && is_loop {
                let number = |key| attribute(line, key).unwrap().parse::<f64>().unwrap();
                let text = line.split(['<', '>']).nth(2).unwrap();
                // As DejaVu Sans draws them, in 10 points, about.
                let widths = text.chars().map(|letter| match letter {
                    'i' | 'l' | 'j' | 'f' | 't' | 'r' | ' ' => 3.6,
                    'm' | 'w' => 9.0,
                    _ => 6.3,
                });
                let (x, y, width) = (number("x"), number("y"), widths.sum::<f64>());
                let left = match attribute(line, "text-anchor") {
                    Some("middle") => x - width / 2.0,
                    _ => x,
                };
                let place = [left, y - 7.5, left + width, y + 2.0];
                drawn.labels.push((text.to_owned(), place));
            }
        }
    }
    drawn
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    (0..2).all(|axis| a[axis + 2].min(b[axis + 2]) > a[axis].max(b[axis]))
}

/// Nothing that is written on a loop stands on a line, a node or another such text, or out of the picture.
fn assert_legible(svg: &str, of: &str) {
    let drawn = read(svg);
    for (number, (text, place)) in drawn.labels.iter().enumerate() {
        let is_in =
            |(x, y): &Point| (place[0]..place[2]).contains(x) && (place[1]..place[3]).contains(y);
        let is_crossed = drawn.lines.iter().flatten().any(is_in);
        assert!(!is_crossed, "a line runs through `{text}`: {of}\n{svg}");
        for node in &drawn.nodes {
            assert!(
                !overlap(*place, *node),
                "`{text}` stands on a node: {of}\n{svg}"
            );
        }
        for (other, its) in &drawn.labels[number + 1..] {
            assert!(
                !overlap(*place, *its),
                "`{text}` and `{other}`: {of}\n{svg}"
            );
        }
        let page = drawn.page;
        let is_inside =
            place[0] > page[0] && place[1] > page[1] && place[2] < page[2] && place[3] < page[3];
        assert!(is_inside, "`{text}` is cut: {of}\n{svg}");
    }
}

const PROGRAMS: [&str; 6] = [
    "a >> edge \"save\" >> a",
    "a >> edge \"save\" >> a\na >> edge \"autosave every minute\" >> a",
    "a >> edge \"save\" >> a\na >> edge \"autosave every minute\" >> a\na >> a\na >> edge \"third label\" >> a\n\
     a << edge \"and one\" << a\na >> edge \"go\" >> b >> c\na >> d\nb >> edge \"again\" >> b",
    "node a [shape=ellipse]\nnode b [shape=diamond]\na >> edge \"one\" >> a <> edge \"two of them\" <> a >> b\n\
     b -- edge \"one\" -- b >> edge \"two\\nlines\" >> b",
    "group \"Outer\" { node a, z }\na >> edge \"save\" >> a\na >> edge \"autosave every minute\" >> a\n\
     a >> b >> a\nz >> b\nz >> edge \"to itself\" >> z",
    "a >> edge \"reload the configuration\" >> a >> b >> edge \"reload the configuration\" >> b >> c\n\
     c >> edge \"reload the configuration\" >> c",
];

#[test]
fn labels_of_loops_stand_beside_their_loops() {
    let engines: [&dyn Engine; 2] = [&the_program(), &Embedded::new(Duration::from_secs(600))];
    for program in PROGRAMS {
        for direction in ["down", "right", "up", "left"] {
            let program = format!("diagram [direction={direction}]\n{program}");
            let (_, dot) = compiled(&program);
            for engine in engines {
                let drawn = engine.draw(&[&dot], Form::Svg).remove(0);
                let drawn = drawn.unwrap_or_else(|failure| panic!("{failure}\n{dot}"));
                assert_eq!(drawn.complaints, [""; 0], "{dot}");
                let svg = String::from_utf8(drawn.bytes).unwrap();
                let svg = make_standalone(&svg, &Picture::default()).unwrap();
                assert_legible(&svg, &format!("{} by {}", program, engine.name()));
            }
        }
    }
}

#[test]
fn nothing_changes_where_nothing_is_written_on_a_loop() {
    for program in [
        "a >> a",
        "a >> b >> a",
        "a >> a\na >> edge \"x\" >> b\na >> a",
    ] {
        for direction in ["down", "right"] {
            let (_, dot) = compiled(&format!("diagram [direction={direction}]\n{program}"));
            for added in ["port=", "TABLE", "width="] {
                assert!(!dot.contains(added), "{dot}");
            }
        }
    }
}

#[test]
fn what_is_said_of_a_loop_or_its_node_counts() {
    let loops = "a >> edge \"save\" [tailport=n] >> a\na >> edge \"autosave every minute\" >> a";
    let (_, dot) = compiled(loops);
    assert_eq!(dot.matches("port=").count(), 1, "{dot}");
    let (_, dot) = compiled(&format!(
        "diagram [direction=right]\nnode a [width=1]\n{loops}"
    ));
    assert_eq!(dot.matches("width=").count(), 1, "{dot}");
    let (_, dot) = compiled(&format!("diagram [layout=neato]\n{loops}"));
    assert!(!dot.contains("TABLE"), "{dot}");
}
