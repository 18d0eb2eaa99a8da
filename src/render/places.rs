//! Where a picture shows an image.

use std::fmt::Write;

use crate::icons::{ICON_INSET, PLATE_INSET, PLATE_RADIUS, Plate};

/// The place of an image.
pub(super) struct Place<'t> {
    /// The id of what it shows.
    pub(super) symbol: String,
    /// Left, top, width and height, as the engine has written them.
    pub(super) sides: [&'t str; 4],
}

impl Place<'_> {
    /// Writes the image, on a plate if it needs one.
    pub(super) fn write(&self, plate: Option<Plate>, out: &mut String) {
        let [x, y, width, height] = self.sides;
        let inside = plate.and_then(|plate| {
            let (plate_x, plate_y, plate_side) = self.inset(PLATE_INSET)?;
            let radius = plate_side / (1.0 - 2.0 * PLATE_INSET) * PLATE_RADIUS;
            let _ = write!(
                out,
                "<rect x=\"{plate_x:.2}\" y=\"{plate_y:.2}\" width=\"{plate_side:.2}\" height=\"{plate_side:.2}\" \
                 rx=\"{radius:.2}\" fill=\"{}\"/>",
                plate.colour()
            );
            self.inset(ICON_INSET)
        });
        let _ = write!(out, "<use xlink:href=\"#{}\"", self.symbol);
        let _ = match inside {
            Some((x, y, side)) => write!(
                out,
                " x=\"{x:.2}\" y=\"{y:.2}\" width=\"{side:.2}\" height=\"{side:.2}\"/>"
            ),
            None => write!(
                out,
                " x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
            ),
        };
    }

    /// Left, top and side of the square in its middle, less a share of it on each side.
    fn inset(&self, share: f32) -> Option<(f32, f32, f32)> {
        let [x, y, width, height] = self.sides.map(|side| side.parse::<f32>().ok());
        let (x, y, width, height) = (x?, y?, width?, height?);
        let side = width.min(height);
        let inner = side * (1.0 - 2.0 * share);
        Some((x + (width - inner) / 2.0, y + (height - inner) / 2.0, inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_on_a_plate_stands_in_its_middle() {
        let place = Place {
            symbol: "i".to_owned(),
            sides: ["10", "-50", "100", "120"],
        };
        let mut bare = String::new();
        place.write(None, &mut bare);
        let expected = "<use xlink:href=\"#i\" x=\"10\" y=\"-50\" width=\"100\" height=\"120\"/>";
        assert_eq!(bare, expected);
        let mut plated = String::new();
        place.write(Some(Plate::Light), &mut plated);
        assert_eq!(
            plated,
            "<rect x=\"13.00\" y=\"-37.00\" width=\"94.00\" height=\"94.00\" rx=\"16.00\" fill=\"#f1f3f6\"/>\
             <use xlink:href=\"#i\" x=\"24.00\" y=\"-26.00\" width=\"72.00\" height=\"72.00\"/>"
        );
    }
}
