//! Dashed lines: into how many pieces they fall.

use simplecss::StyleSheet;
use svgtypes::{PointsParser, SimplePathSegment, SimplifyingPathParser};
use usvg::roxmltree::{Document, Node};

use super::super::wrong::IconError;
use super::styles::own_style;

/// The most pieces that all dashed lines may come to.
const MOST_DASHES: f64 = 100_000.0;

/// As many units is a unit with a name worth at the most, such as an inch.
const UNIT: f64 = 100.0;

const KEY: &str = "stroke-dasharray";

/// The shortest dash and gap that any line of a document may have; nothing if none is dashed.
pub(super) fn shortest(document: &Document, styles: &StyleSheet) -> Option<f64> {
    let of_elements = document.descendants().flat_map(|node| {
        let of_style = own_style(node).filter(|(key, _)| *key == KEY);
        let of_style = of_style.map(|(_, value)| value);
        node.attribute(KEY).into_iter().chain(of_style)
    });
    let of_rules = styles.rules.iter().flat_map(|rule| &rule.declarations);
    let of_rules = of_rules
        .filter(|declaration| declaration.name == KEY)
        .map(|declaration| declaration.value);
    let periods = of_elements.chain(of_rules).map(period);
    periods.filter(|period| *period > 0.0).reduce(f64::min)
}

/// Whether lines that are so long may be dashed so.
pub(super) fn check(length: f64, dash: Option<f64>) -> Result<(), IconError> {
    let dashes = dash.map_or(0.0, |dash| length / dash);
    if dashes.is_nan() || dashes > MOST_DASHES {
        Err(IconError::new(format!(
            "has lines of more than {MOST_DASHES} dashes"
        )))
    } else {
        Ok(())
    }
}

fn period(dashes: &str) -> f64 {
    let dashes = dashes.split([',', ' ', '\t', '\n', '\r']);
    dashes.filter_map(number).map(|(number, _)| number).sum()
}

/// A number, and whether a unit follows it.
fn number(text: &str) -> Option<(f64, bool)> {
    let text = text.trim();
    let of_number = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    let length = text.bytes().take_while(|byte| of_number(*byte)).count();
    // The `e` of `em`.
    let digits = text[..length].trim_end_matches(['e', 'E']);
    let number: f64 = digits.parse().ok()?;
    Some((number.abs(), digits.len() < text.len()))
}

/// How long the line around an element is at the most, in its own units.
pub(super) fn length(node: Node) -> f64 {
    let side = |key: &str| match node.attribute(key).and_then(number) {
        Some((number, true)) => number * UNIT,
        Some((number, false)) => number,
        None => 0.0,
    };
    match node.tag_name().name() {
        "path" => of_path(node.attribute("d").unwrap_or_default()),
        "polyline" | "polygon" => {
            let points = node.attribute("points").unwrap_or_default();
            // The last is joined to the first.
            2.0 * of_points(PointsParser::from(points))
        }
        "rect" => 2.0 * (side("width") + side("height")),
        "line" => ["x1", "y1", "x2", "y2"].map(side).iter().sum(),
        "circle" => 7.0 * side("r"),
        "ellipse" => 7.0 * side("rx").max(side("ry")),
        _ => 0.0,
    }
}

/// A curve is no longer than the way by the points that it bends to.
fn of_path(data: &str) -> f64 {
    let mut length = 0.0;
    let (mut at, mut start) = ((0.0, 0.0), (0.0, 0.0));
    for segment in SimplifyingPathParser::from(data).map_while(Result::ok) {
        let points = match segment {
            SimplePathSegment::MoveTo { x, y } => {
                (at, start) = ((x, y), (x, y));
                continue;
            }
            SimplePathSegment::LineTo { x, y } => [at, at, (x, y)],
            SimplePathSegment::Quadratic { x1, y1, x, y } => [at, (x1, y1), (x, y)],
            SimplePathSegment::CurveTo {
                x1,
                y1,
                x2,
                y2,
                x,
                y,
            } => {
                length += of_points([at, (x1, y1)]);
                [(x1, y1), (x2, y2), (x, y)]
            }
            SimplePathSegment::ClosePath => [at, at, start],
        };
        length += of_points(points);
        at = points[2];
    }
    length
}

fn of_points(points: impl IntoIterator<Item = (f64, f64)>) -> f64 {
    let mut before = None;
    let steps = points.into_iter().map(|(x, y)| {
        let (from_x, from_y) = before.replace((x, y)).unwrap_or((x, y));
        (x - from_x).hypot(y - from_y)
    });
    steps.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(element: &str) -> f64 {
        let document = Document::parse(element).unwrap();
        length(document.root_element())
    }

    #[test]
    fn lines_are_measured() {
        for (element, least, most) in [
            ("<path d='M0 0H3v4z'/>", 12.0, 12.0),
            ("<path d='m1 1 3 4m9 9'/>", 5.0, 5.0),
            ("<path d='M0 0a1 1 0 0 1 2 0'/>", 3.1, 3.5),
            ("<path d='M0 0C0 1 1 1 1 0Q2 1 3 0'/>", 4.0, 6.0),
            ("<polygon points='0 0 3 0 3 4'/>", 12.0, 14.0),
            ("<rect width='3' height='1in'/>", 198.0, 300.0),
            ("<circle r='1e2'/>", 628.0, 700.0),
            ("<line x1='1' x2='4' y2='2em'/>", 20.0, 300.0),
            ("<g/>", 0.0, 0.0),
        ] {
            let length = of(element);
            assert!((least..=most).contains(&length), "{element}: {length}");
        }
    }

    #[test]
    fn the_shortest_dash_counts_wherever_it_is_said() {
        for (text, expected) in [
            ("<svg><path d='M0 0'/></svg>", None),
            ("<svg><g stroke-dasharray='none'/></svg>", None),
            ("<svg><g stroke-dasharray='1,2 3'/></svg>", Some(6.0)),
            (
                "<svg><g stroke-dasharray='5'/><g style='stroke-dasharray: .1px .2'/></svg>",
                Some(0.3),
            ),
            (
                "<svg><style>g{stroke-dasharray:1e-3}</style><g/></svg>",
                Some(1e-3),
            ),
        ] {
            let document = Document::parse(text).unwrap();
            let styles = super::super::styles::styles(&document).unwrap();
            let found = shortest(&document, &styles);
            let is_near = match (found, expected) {
                (Some(found), Some(expected)) => (found - expected).abs() < 1e-9,
                (found, expected) => found.is_none() && expected.is_none(),
            };
            assert!(is_near, "{text}: {found:?}");
        }
        assert!(check(1e5, Some(1.0)).is_ok() && check(1e9, None).is_ok());
        for length in [1.1e5, f64::INFINITY, f64::NAN] {
            assert!(check(length, Some(1.0)).is_err());
        }
    }
}
