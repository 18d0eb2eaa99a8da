//! A sheet that shows icons with their names.

use std::fmt::Write;
use std::str::FromStr;

use svgtypes::Color;

use super::content::{Content, SvgSymbol};
use super::plate::Plate;
use super::tone::Ground;

/// Icons in a row.
const COLUMNS: usize = 8;

/// A cell, the icon in it, and the paper around all, in pixels.
const CELL: (usize, usize) = (112, 100);
const ICON: f32 = 48.0;
const MARGIN: usize = 24;

/// The plate of an icon that could not be seen without one.
const PLATE: f32 = 60.0;
const RADIUS: f32 = 10.0;

/// The background of the icons and the color of ink, on light pages and on dark ones.
const LIGHT: (&str, &str) = ("#ffffff", "#1f2933");
const DARK: (&str, &str) = ("#16191d", "#e4e7eb");

/// As many characters of a name fit below its icon.
const LETTERS: usize = 17;

/// Draws icons on one sheet, eight in a row, each with its name below: an SVG for a browser, since the names are text.
/// It follows the reader's choice of light or dark.
pub fn sheet<'n>(icons: impl IntoIterator<Item = (&'n str, Content)>) -> String {
    let mut cells = String::new();
    let mut count = 0;
    for (name, content) in icons {
        let left = MARGIN + count % COLUMNS * CELL.0;
        let top = MARGIN + count / COLUMNS * CELL.1;
        let SvgSymbol {
            width,
            height,
            body,
        } = content.symbol(&format!("s{count}-"));
        let middle = left + CELL.0 / 2;
        let plates = plates(&content, middle as f32, top as f32 + 8.0 + ICON / 2.0);
        let _ = writeln!(
            cells,
            "<g><title>{}</title>{plates}\
             <svg x=\"{}\" y=\"{}\" width=\"{ICON}\" height=\"{ICON}\" viewBox=\"0 0 {width} {height}\">{body}</svg>\
             <text fill=\"currentColor\" x=\"{middle}\" y=\"{}\">{}</text></g>",
            escape(name),
            middle as f32 - ICON / 2.0,
            top + 8,
            top + 76,
            escape(&shorten(name)),
        );
        count += 1;
    }
    let (columns, rows) = (count.clamp(1, COLUMNS), count.div_ceil(COLUMNS).max(1));
    let (width, height) = (2 * MARGIN + columns * CELL.0, 2 * MARGIN + rows * CELL.1);
    let ((paper, ink), (dark_paper, dark_ink)) = (LIGHT, DARK);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" color=\"{ink}\">\n\
         <title>Icons</title>\n\
         <style>#sheet-paper {{ fill: {paper} }} .dark {{ display: none }} \
         @media (prefers-color-scheme: dark) {{ :root {{ color: {dark_ink} }} #sheet-paper {{ fill: {dark_paper} }} \
         .light {{ display: none }} .dark {{ display: inline }} }}</style>\n\
         <rect id=\"sheet-paper\" width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n\
         <g font-family=\"Helvetica, Arial, sans-serif\" font-size=\"11\" text-anchor=\"middle\">\n\
         {cells}</g>\n</svg>\n"
    )
}

/// The plates of an icon about its middle.
fn plates(content: &Content, x: f32, y: f32) -> String {
    let plate = |(paper, ink): (&str, &str)| {
        let channels = Color::from_str(paper).ok()?;
        let channels = [channels.red, channels.green, channels.blue];
        let ground = Ground::new(channels.map(|value| f64::from(value) / 255.0));
        content.tone(ink).ok()?.plate_on(ground)
    };
    let rect = |class: &str, plate: Plate| {
        let (x, y) = (x - PLATE / 2.0, y - PLATE / 2.0);
        let colour = plate.colour();
        format!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{PLATE}\" height=\"{PLATE}\" rx=\"{RADIUS}\" \
             fill=\"{colour}\"/>"
        )
    };
    let plates = [("light", plate(LIGHT)), ("dark", plate(DARK))];
    let plates = plates.into_iter();
    plates
        .filter_map(|(class, plate)| Some(rect(class, plate?)))
        .collect()
}

fn shorten(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let start: String = name.chars().take(LETTERS - 1).collect();
    start + "…"
}

/// Text for XML; what XML cannot contain is left out.
fn escape(text: &str) -> String {
    let is_of_xml = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let text: String = text.chars().filter(is_of_xml).collect();
    quick_xml::escape::escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use usvg::roxmltree::Document;

    use super::super::{badge, built_in};
    use super::*;

    #[test]
    fn every_icon_stands_on_the_sheet_with_its_name() {
        let names = [
            "book", "flag", "lock", "star", "tools", "cloud", "server", "key", "globe",
        ];
        let text = sheet(names.map(|name| (name, built_in(name).unwrap())));
        let document = Document::parse(&text).unwrap();
        let shown: Vec<&str> = document
            .descendants()
            .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")))
            .filter_map(|node| node.text())
            .collect();
        assert_eq!(shown, names);
        let root = document.root_element();
        assert_eq!(root.attribute("width"), Some("944"));
        assert_eq!(root.attribute("height"), Some("248"));
    }

    #[test]
    fn what_could_not_be_seen_on_the_paper_stands_on_a_plate() {
        let disc = |fill: &str| {
            let svg =
                format!("<svg viewBox='0 0 9 9'><circle cx='4' cy='4' r='4' fill='{fill}'/></svg>");
            Content::read(svg.into_bytes()).unwrap()
        };
        let icons = ["black", "white", "gold"].map(|fill| (fill, disc(fill)));
        let lock = ("lock", built_in("lock").unwrap());
        let text = sheet(icons.into_iter().chain([lock]));
        let document = Document::parse(&text).unwrap();
        let plates = document.descendants().filter_map(|rect| {
            let class = rect
                .attribute("class")
                .filter(|_| rect.has_tag_name("rect"))?;
            let title = rect.parent()?.first_child()?.text()?;
            Some((title, class, rect.attribute("fill")?))
        });
        let plates: Vec<_> = plates.collect();
        let expected = [
            ("black", "dark", Plate::Light.colour()),
            ("white", "light", Plate::Dark.colour()),
        ];
        assert_eq!(plates, expected);
        assert!(text.contains(".light { display: none } .dark { display: inline }"));
    }

    #[test]
    fn names_of_all_kinds_can_stand_there() {
        let names = [
            "<&\"\u{1}\u{ffff}]]>",
            "a-very-long-name-that-goes-on-and-on",
            "",
        ];
        let text = sheet(names.map(|name| (name, badge(Some("X"), None))));
        let document = Document::parse(&text).unwrap();
        assert!(
            document
                .descendants()
                .any(|node| node.text() == Some("<&\"]]>"))
        );
        assert!(text.contains("a-very-long-name…"));
    }

    #[test]
    fn a_sheet_of_nothing_is_a_sheet() {
        assert!(Document::parse(&sheet([])).is_ok());
    }
}
