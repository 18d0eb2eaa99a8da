//! The geometry of a loop above its node.

use quick_xml::events::BytesStart;

use super::pieces::value;

/// From left to right, and from above to below.
pub(super) type Point = (f64, f64);

/// Below this, above the node, a loop has become as wide as it gets: labels begin there.
const SHOULDER: f64 = 20.0;

/// The corners of a loop are round.
const RADIUS: f64 = 10.0;

/// How far from the corner of its node a loop ends at the least.
const INSET: f64 = 8.0;

/// The shape of a node, of all its outlines.
#[derive(Debug, Default)]
pub(super) struct Shape {
    outlines: Vec<Vec<Point>>,
}

impl Shape {
    /// Takes an outline, or an image.
    pub(super) fn add(&mut self, tag: &BytesStart<'_>) {
        let outline = match tag.name().as_ref() {
            "path" => value(tag, "d").map(points).unwrap_or_default(),
            _ => corners(tag),
        };
        if outline.len() > 1 {
            self.outlines.push(outline);
        }
    }

    fn most(&self, measure: impl Fn(&Point) -> f64) -> f64 {
        let corners = self.outlines.iter().flatten();
        corners.map(measure).fold(f64::NEG_INFINITY, f64::max)
    }

    pub(super) fn top(&self) -> f64 {
        -self.most(|(_, y)| -y)
    }

    pub(super) fn centre(&self) -> f64 {
        (self.most(|(x, _)| *x) - self.most(|(x, _)| -x)) / 2.0
    }

    fn half_width(&self) -> f64 {
        (self.most(|(x, _)| *x) + self.most(|(x, _)| -x)) / 2.0
    }

    /// Where a line from above meets it.
    fn top_at(&self, x: f64) -> f64 {
        let met = self.outlines.iter().flat_map(|outline| {
            let next = outline.iter().cycle().skip(1);
            outline.iter().zip(next).filter_map(move |(from, to)| {
                let part = (x - from.0) / (to.0 - from.0);
                let is_met = (0.0..=1.0).contains(&part);
                is_met.then_some(from.1 + part * (to.1 - from.1))
            })
        });
        let top = met.fold(f64::INFINITY, f64::min);
        if top.is_finite() { top } else { self.top() }
    }
}

/// A loop that is to be drawn.
pub(super) struct Arch<'s> {
    pub(super) shape: &'s Shape,
    /// Half its width.
    pub(super) spread: f64,
    /// Where it is highest.
    pub(super) apex: f64,
}

impl Arch<'_> {
    /// Where it meets the node: left of the middle at -1, right of it at 1.
    pub(super) fn foot(&self, side: f64) -> Point {
        let most = (self.shape.half_width() - INSET).max(2.0);
        let x = self.shape.centre() + side * self.spread.min(most);
        (x, self.shape.top_at(x))
    }

    /// Its line between two feet.
    pub(super) fn line(&self, from: Point, to: Point) -> String {
        let centre = self.shape.centre();
        let side = if from.0 <= to.0 { -1.0 } else { 1.0 };
        let radius = RADIUS.min(self.spread);
        let shoulder = (self.shape.top() - SHOULDER).max(self.apex + radius);
        let (left, right) = (centre + side * self.spread, centre - side * self.spread);
        let (above, below) = (self.apex + radius * 0.45, shoulder.min(from.1).min(to.1));
        let half = |foot: Point| (foot.1 + below) / 2.0;
        let inner = side * radius;
        let corners = [
            // Out from the node, up, around, over the top, and down again.
            [(from.0, half(from)), (left, half(from)), (left, below)],
            [
                (left, below),
                (left, self.apex + radius),
                (left, self.apex + radius),
            ],
            [
                (left, above),
                (left - inner * 0.55, self.apex),
                (left - inner, self.apex),
            ],
            [
                (left - inner, self.apex),
                (right + inner, self.apex),
                (right + inner, self.apex),
            ],
            [
                (right + inner * 0.55, self.apex),
                (right, above),
                (right, self.apex + radius),
            ],
            [(right, self.apex + radius), (right, below), (right, below)],
            [(right, half(to)), (to.0, half(to)), to],
        ];
        let mut line = format!("M{:.2},{:.2}C", from.0, from.1);
        let all: Vec<String> = corners
            .iter()
            .flatten()
            .map(|(x, y)| format!("{x:.2},{y:.2}"))
            .collect();
        line.push_str(&all.join(" "));
        line
    }
}

/// What is drawn at an end of a loop.
pub(super) struct Arrowhead {
    end: Point,
    corners: Vec<Point>,
}

impl Arrowhead {
    /// Nothing, at an end.
    pub(super) fn new(end: Point) -> Arrowhead {
        Arrowhead {
            end,
            corners: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, corners: &[Point]) {
        self.corners.extend(corners);
    }

    /// Whereto it points.
    fn direction(&self) -> Point {
        let middle = middle(&self.corners);
        let (x, y) = (middle.0 - self.end.0, middle.1 - self.end.1);
        match x.hypot(y) {
            length if length > 0.01 => (x / length, y / length),
            _ => (0.0, 1.0),
        }
    }

    /// How far it reaches beyond the end of the line.
    pub(super) fn length(&self) -> f64 {
        let (across, down) = self.direction();
        let reach =
            |corner: &Point| (corner.0 - self.end.0) * across + (corner.1 - self.end.1) * down;
        self.corners.iter().map(reach).fold(0.0, f64::max)
    }

    /// What turns it so that it points down from a place.
    pub(super) fn rotation_down(&self, place: Point) -> String {
        let (across, down) = self.direction();
        let angle = 90.0 - down.atan2(across).to_degrees();
        format!(
            "translate({:.2} {:.2}) rotate({angle:.2}) translate({:.2} {:.2})",
            place.0, place.1, -self.end.0, -self.end.1
        )
    }
}

/// Whether something is nearer to one place than to another.
pub(super) fn is_nearer(corners: &[Point], one: Point, other: Point) -> bool {
    let (x, y) = middle(corners);
    (x - one.0).hypot(y - one.1) < (x - other.0).hypot(y - other.1)
}

fn middle(corners: &[Point]) -> Point {
    let count = corners.len().max(1) as f64;
    let sum = |axis: fn(&Point) -> f64| corners.iter().map(axis).sum::<f64>() / count;
    (sum(|(x, _)| *x), sum(|(_, y)| *y))
}

/// The corners of a polygon, of a rectangle around an image, or so many of an ellipse that it looks round.
pub(super) fn corners(tag: &BytesStart<'_>) -> Vec<Point> {
    const MANY: usize = 64;
    let number = |key: &str| {
        let number = value(tag, key)?;
        number.trim_end_matches("px").parse::<f64>().ok()
    };
    let all = |keys: [&str; 4]| Some(keys.map(number));
    if let Some(points_said) = value(tag, "points") {
        return points(points_said);
    }
    if let Some([Some(x), Some(y), Some(across), Some(down)]) = all(["cx", "cy", "rx", "ry"]) {
        let turn = |part: usize| std::f64::consts::TAU * part as f64 / MANY as f64;
        let corner = |part| (x + across * turn(part).cos(), y + down * turn(part).sin());
        return (0..MANY).map(corner).collect();
    }
    match all(["x", "y", "width", "height"]) {
        Some([Some(x), Some(y), Some(width), Some(height)]) => vec![
            (x, y),
            (x + width, y),
            (x + width, y + height),
            (x, y + height),
        ],
        _ => Vec::new(),
    }
}

/// The points of a line or of a path, those included to which it bends.
pub(super) fn points(text: &str) -> Vec<Point> {
    let numbers =
        text.split(|letter: char| letter.is_ascii_alphabetic() || letter.is_ascii_whitespace());
    let point = |pair: &str| {
        let (x, y) = pair.split_once(',')?;
        Some((x.parse().ok()?, y.parse().ok()?))
    };
    numbers.filter_map(point).collect()
}
