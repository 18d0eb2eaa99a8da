//! Plates: the background of an icon that could not be seen otherwise.

use resvg::tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Transform};

/// A rounded square behind an icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Plate {
    /// For dark icons on a dark ground.
    Light,
    /// For white icons on a light ground.
    Dark,
}

/// The plates of an icon in a picture that may follow its reader's choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Plates {
    /// Its background.
    pub usual: Option<Plate>,
    /// What it stands on where the reader prefers dark pages: the same in a picture that does not follow that.
    pub where_dark: Option<Plate>,
}

/// What is left free on each side of a plate, as a share of the square in which it stands.
pub const PLATE_INSET: f32 = 0.03;

/// The radius of a plate's corners, as a share of that square.
pub const PLATE_RADIUS: f32 = 0.16;

/// What is left free on each side of an icon that stands on a plate, as a share of that square.
pub const ICON_INSET: f32 = 0.14;

impl Plate {
    /// Its color, as SVG writes it. No theme has it, so that it stays where the reader's choice changes colors.
    pub fn colour(self) -> &'static str {
        match self {
            Plate::Light => "#f1f3f6",
            Plate::Dark => "#2c3642",
        }
    }

    /// Red, green and blue.
    pub(super) fn channels(self) -> [u8; 3] {
        match self {
            Plate::Light => [0xf1, 0xf3, 0xf6],
            Plate::Dark => [0x2c, 0x36, 0x42],
        }
    }

    /// Draws it into a square.
    pub(super) fn draw(self, square: &mut Pixmap) {
        let [red, green, blue] = self.channels();
        let mut paint = Paint::default();
        paint.set_color_rgba8(red, green, blue, 255);
        if let Some(outline) = rounded_square(square.width() as f32) {
            square.fill_path(
                &outline,
                &paint,
                FillRule::Winding,
                Transform::identity(),
                None,
            );
        }
    }
}

/// The outline of the plate in a square of some side.
fn rounded_square(side: f32) -> Option<Path> {
    /// How far the handles of a quarter circle stand from its corner, as a share of the radius.
    const HANDLE: f32 = 1.0 - 0.552_285;
    let (start, end) = (side * PLATE_INSET, side * (1.0 - PLATE_INSET));
    let (radius, handle) = (side * PLATE_RADIUS, side * PLATE_RADIUS * HANDLE);
    let mut path = PathBuilder::new();
    path.move_to(start + radius, start);
    path.line_to(end - radius, start);
    path.cubic_to(
        end - handle,
        start,
        end,
        start + handle,
        end,
        start + radius,
    );
    path.line_to(end, end - radius);
    path.cubic_to(end, end - handle, end - handle, end, end - radius, end);
    path.line_to(start + radius, end);
    path.cubic_to(
        start + handle,
        end,
        start,
        end - handle,
        start,
        end - radius,
    );
    path.line_to(start, start + radius);
    path.cubic_to(
        start,
        start + handle,
        start + handle,
        start,
        start + radius,
        start,
    );
    path.close();
    path.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_and_its_channels_are_the_same() {
        for plate in [Plate::Light, Plate::Dark] {
            let [red, green, blue] = plate.channels();
            assert_eq!(plate.colour(), format!("#{red:02x}{green:02x}{blue:02x}"));
        }
    }

    #[test]
    fn a_plate_is_a_square_with_round_corners() {
        let mut square = Pixmap::new(100, 100).unwrap();
        Plate::Light.draw(&mut square);
        let opacity = |x, y| square.pixel(x, y).unwrap().alpha();
        for at in [0, 2, 97, 99] {
            assert_eq!((opacity(at, 50), opacity(50, at)), (0, 0), "{at}");
        }
        for at in [4, 50, 95] {
            assert_eq!((opacity(at, 50), opacity(50, at)), (255, 255), "{at}");
        }
        for (x, y) in [(4, 4), (95, 4), (4, 95), (95, 95)] {
            assert_eq!(opacity(x, y), 0, "{x} {y}");
        }
        for (x, y) in [(10, 10), (89, 10), (10, 89), (89, 89)] {
            assert_eq!(opacity(x, y), 255, "{x} {y}");
        }
    }
}
