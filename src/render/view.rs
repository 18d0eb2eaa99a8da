//! How large a picture is, and how much its drawing is enlarged.

/// What Graphviz writes as the view box of a picture.
///
/// It names the corners of the page where SVG has a corner and a size, which are the same as long as no `margin` keeps
/// the page from the border.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct View {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl View {
    /// Reads a view box, of a page whose drawing is transformed like this and whose background has these corners.
    ///
    /// Graphviz rounds, and the built-in engine to whole points: then the background would not reach the border.
    pub(super) fn read(view_box: &str, transform: &str, corners: &str) -> Option<View> {
        let [left, top, right, bottom] = numbers(view_box)?;
        let (mut width, mut height) = (right - left, bottom - top);
        if let Some(drawn) = Drawn::read(transform, corners) {
            let scale = drawn.exact(width, height).unwrap_or(drawn.across);
            let (exact_width, exact_height) = (drawn.width * scale, drawn.height * scale);
            if (width - exact_width).abs() < 1.0 && (height - exact_height).abs() < 1.0 {
                (width, height) = (exact_width, exact_height);
            }
        }
        // Where the drawing lies on its side, its margins do, which Graphviz forgets here.
        let (before, above) = if is_turned(transform) {
            (top, left)
        } else {
            (left, top)
        };
        Some(View {
            left: before,
            top: above,
            right: before + width,
            bottom: above + height,
        })
    }

    /// The width of the picture, in points, with as much room behind the page as there is before it.
    pub(super) fn width(&self) -> f64 {
        self.left + self.right
    }

    /// The height, likewise.
    pub(super) fn height(&self) -> f64 {
        self.top + self.bottom
    }

    /// What a drawing is transformed by, told exactly, given the corners of its background.
    ///
    /// Graphviz 2.43 rounds to hundredths: a large graph in a small `size` would be several hundredths too large for its
    /// picture, and cut at the border.
    pub(super) fn transform(&self, transform: &str, corners: &str) -> Option<String> {
        let (_, rest) = transform.split_once(')')?;
        let drawn = Drawn::read(transform, corners)?;
        let exact = drawn.exact(self.right - self.left, self.bottom - self.top)?;
        Some(format!("scale({exact:.6}){rest}"))
    }
}

const HALF_A_HUNDREDTH: f64 = 0.00501;

/// A drawing as Graphviz writes it.
struct Drawn {
    /// How much it is enlarged.
    across: f64,
    down: f64,
    /// How large it is before that, lying as it is shown.
    width: f64,
    height: f64,
}

impl Drawn {
    fn read(transform: &str, corners: &str) -> Option<Drawn> {
        let (written, _) = transform.strip_prefix("scale(")?.split_once(')')?;
        let [across, down] = numbers(written)?;
        let mut xs = (f64::INFINITY, f64::NEG_INFINITY);
        let mut ys = xs;
        for corner in corners.split_ascii_whitespace() {
            let (x, y) = corner.split_once(',')?;
            let (x, y): (f64, f64) = (x.parse().ok()?, y.parse().ok()?);
            xs = (xs.0.min(x), xs.1.max(x));
            ys = (ys.0.min(y), ys.1.max(y));
        }
        let (mut width, mut height) = (xs.1 - xs.0, ys.1 - ys.0);
        if is_turned(transform) {
            (width, height) = (height, width);
        }
        Some(Drawn {
            across,
            down,
            width,
            height,
        })
    }

    /// How much it is enlarged to be shown in this size, if what is written is that, rounded.
    fn exact(&self, shown_width: f64, shown_height: f64) -> Option<f64> {
        if self.across == 1.0 {
            return None;
        }
        // Of the longer side, what is rounded counts less.
        let exact = if self.width > self.height {
            shown_width / self.width
        } else {
            shown_height / self.height
        };
        let is_rounded = |written: f64| {
            let off = (written - exact).abs();
            off <= HALF_A_HUNDREDTH && off > exact / 2000.0
        };
        (is_rounded(self.across) && is_rounded(self.down)).then_some(exact)
    }
}

fn is_turned(transform: &str) -> bool {
    transform.contains("rotate(-90)") || transform.contains("rotate(90)")
}

/// So many numbers with blanks between them.
fn numbers<const COUNT: usize>(text: &str) -> Option<[f64; COUNT]> {
    let numbers = text.split_ascii_whitespace().map(|number| number.parse());
    let numbers: Vec<f64> = numbers.collect::<Result<_, _>>().ok()?;
    numbers.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_margin_is_as_wide_behind_the_page_as_before_it() {
        for (view_box, transform, size) in [
            ("0.00 0.00 62.00 44.00", "rotate(0)", (62.0, 44.0)),
            ("10.00 20.00 40.00 70.00", "rotate(0)", (50.0, 90.0)),
            ("10.00 20.00 40.00 70.00", "rotate(-90)", (70.0, 70.0)),
        ] {
            let view = View::read(view_box, transform, "").unwrap();
            assert_eq!(
                (view.width(), view.height()),
                size,
                "{view_box} {transform}"
            );
        }
        for wrong in ["", "0 0 62", "0 0 62 x", "0 0 62 44 1"] {
            assert_eq!(View::read(wrong, "", ""), None);
        }
    }

    #[test]
    fn a_background_reaches_the_border() {
        let corners = "-21.6,21.6 -21.6,-278.2 179.6,-278.2 179.6,21.6 -21.6,21.6";
        for (view_box, transform, size) in [
            (
                "0.00 0.00 201.00 300.00",
                "scale(1 1) rotate(0)",
                (201.2, 299.8),
            ),
            (
                "0.00 0.00 300.00 201.00",
                "scale(1 1) rotate(-90)",
                (299.8, 201.2),
            ),
            (
                "72.00 72.00 273.00 372.00",
                "scale(1 1) rotate(0)",
                (345.2, 443.8),
            ),
            // It is larger than what is shown.
            (
                "0.00 0.00 100.00 100.00",
                "scale(1 1) rotate(0)",
                (100.0, 100.0),
            ),
        ] {
            let view = View::read(view_box, transform, corners).unwrap();
            let off = |one: f64, other: f64| (one - other).abs() < 1e-9;
            assert!(
                off(view.width(), size.0) && off(view.height(), size.1),
                "{view_box}: {view:?}"
            );
        }
    }

    #[test]
    fn what_is_rounded_is_told_exactly() {
        let view = View::read("0.00 0.00 55.52 144.00", "", "").unwrap();
        let corners = "-21.6,21.6 -21.6,-344.6 119.6,-344.6 119.6,21.6 -21.6,21.6";
        let transform = |written: &str| view.transform(written, corners);
        assert_eq!(
            transform("scale(0.39 0.39) rotate(0) translate(21.6 344.6)").as_deref(),
            Some("scale(0.393228) rotate(0) translate(21.6 344.6)")
        );
        // It is exact already, or is not what the view tells.
        for kept in ["0.39323 0.39323", "0.5 0.5", "0.39 1", "1 1"] {
            assert_eq!(transform(&format!("scale({kept}) rotate(0)")), None);
        }
        let lying = View::read("0.00 0.00 144.00 55.52", "rotate(-90)", "").unwrap();
        let transform = lying.transform("scale(0.39 0.39) rotate(-90)", corners);
        assert_eq!(transform.as_deref(), Some("scale(0.393228) rotate(-90)"));
    }
}
