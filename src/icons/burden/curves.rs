//! Round shapes: how large they may be.
//!
//! usvg makes curves of circles and arcs, and takes the more of them the larger they are: of one circle, millions.

use simplecss::StyleSheet;
use svgtypes::{PathParser, PathSegment};
use usvg::roxmltree::{Document, Node};

use super::super::wrong::IconError;
use super::styles::own_style;

/// The largest number in what says how large a round shape is. With units that refer to another such number, it comes to a
/// few hundred curves.
const MOST: f64 = 1e9;

/// What says how large something is, or refers to what does.
const KEYS: [&str; 7] = ["r", "rx", "ry", "width", "height", "viewBox", FONT_SIZE];

/// `1em` is as much as it.
const FONT_SIZE: &str = "font-size";

/// Whether all round shapes are small enough to be made of curves.
pub(super) fn check(document: &Document, styles: &StyleSheet) -> Result<(), IconError> {
    let of_rules = styles.rules.iter().flat_map(|rule| &rule.declarations);
    let mut of_rules = of_rules.filter(|declaration| declaration.name == FONT_SIZE);
    let is_small = document.descendants().all(|node| {
        node.attributes()
            .filter(|attribute| KEYS.contains(&attribute.name()))
            .all(|attribute| has_small_numbers(attribute.value()))
            && own_style(node).all(|(key, value)| key != FONT_SIZE || has_small_numbers(value))
            && has_small_arcs(node)
    }) && of_rules.all(|declaration| has_small_numbers(declaration.value));
    if is_small {
        Ok(())
    } else {
        Err(IconError::new("has sizes that are too large to draw"))
    }
}

fn has_small_numbers(value: &str) -> bool {
    value
        .split(|c: char| c.is_ascii_whitespace() || c == ',')
        .all(|number| {
            let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
            digits.parse().is_ok_and(is_small) || digits.parse::<f64>().is_err()
        })
}

fn is_small(number: f64) -> bool {
    number.abs() <= MOST
}

/// An arc that is too small for the way to its end is made larger.
fn has_small_arcs(node: Node) -> bool {
    let data = node.attribute("d").unwrap_or_default();
    if memchr::memchr2(b'a', b'A', data.as_bytes()).is_none() {
        return true;
    }
    PathParser::from(data)
        .map_while(Result::ok)
        .all(|segment| match segment {
            PathSegment::EllipticalArc { rx, ry, x, y, .. } => {
                [rx, ry, x, y].map(is_small) == [true; 4]
            }
            PathSegment::HorizontalLineTo { x, .. } => is_small(x),
            PathSegment::VerticalLineTo { y, .. } => is_small(y),
            PathSegment::MoveTo { x, y, .. }
            | PathSegment::LineTo { x, y, .. }
            | PathSegment::CurveTo { x, y, .. }
            | PathSegment::SmoothCurveTo { x, y, .. }
            | PathSegment::Quadratic { x, y, .. }
            | PathSegment::SmoothQuadratic { x, y, .. } => is_small(x) && is_small(y),
            PathSegment::ClosePath { .. } => true,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_drawn(body: &str) -> bool {
        let text = format!("<svg>{body}</svg>");
        let document = Document::parse(&text).unwrap();
        let styles = super::super::styles::styles(&document).unwrap();
        check(&document, &styles).is_ok()
    }

    #[test]
    fn what_would_be_millions_of_curves_is_not_drawn() {
        for body in [
            "<circle r='1e38'/>",
            "<circle r='-1e38'/>",
            "<circle r=' 1e38px '/>",
            "<circle r='9999999999em'/>",
            "<ellipse rx='1' ry='1e20%'/>",
            "<rect rx='1e10' width='1' height='1'/>",
            "<svg viewBox='0,0,1e30 1e30'><circle r='50%'/></svg>",
            "<g font-size='1e30'><circle r='1em'/></g>",
            "<g style='fill:red;font-size:1e30px'><circle r='1em'/></g>",
            "<style>g{font-size:1e30px}</style><g><circle r='1em'/></g>",
            "<path d='M0 0A1e20 1 0 0 0 9 9'/>",
            "<path d='M1e30 0a1 1 0 0 0 9 9'/>",
            "<path d='M0 0h1e30a1 1 0 0 0 9 9z'/>",
            "<path d='M0 0a1 1 0 0 0 1e30 9'/>",
        ] {
            assert!(!is_drawn(body), "{body}");
        }
        for body in [
            "<circle r='1e9'/>",
            "<circle r='100%'/>",
            "<rect rx='auto' width='1em' height='1e-30'/>",
            "<svg viewBox='0 0 24 24' width='24px'/>",
            "<g style='font-size:larger'/>",
            "<path d='M0 0a1 1 0 0 0 9 9L9 9H3V3C1 1 2 2 3 3S1 1 2 2Q1 1 2 2T3 3z'/>",
            "<path d='M0 0L1e30 1e30'/>",
        ] {
            assert!(is_drawn(body), "{body}");
        }
    }
}
