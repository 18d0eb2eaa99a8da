//! What a picture looks like where nothing is said.

/// A theme: attributes of the whole picture, of nodes, of edges, and of groups by how deep they stand.
#[derive(Debug)]
pub struct Theme {
    pub(super) graph: &'static [(&'static str, &'static str)],
    pub(super) node: &'static [(&'static str, &'static str)],
    pub(super) edge: &'static [(&'static str, &'static str)],
    pub(super) group: &'static [(&'static str, &'static str)],
    /// The fill of groups, from the outermost in; the last for all that are deeper.
    pub(super) fills: &'static [&'static str],
    palette: &'static Palette,
}

impl Theme {
    /// The theme of a name. `auto`, which follows the reader's choice of light or dark, is light in DOT, which cannot
    /// ask.
    pub fn by_name(name: Option<&str>) -> &'static Theme {
        match name {
            Some("dark") => &DARK,
            Some("plain") => &PLAIN,
            _ => &LIGHT,
        }
    }

    /// The colour of icons that have none of their own.
    pub fn icon_colour(&self) -> &'static str {
        self.palette.icon
    }

    /// The colour of the title and of what stands on nodes, if the theme sets it.
    pub(super) fn ink(&self) -> Option<&'static str> {
        (!self.node.is_empty()).then_some(self.palette.ink)
    }

    /// The colour of what stands on groups and edges, if the theme sets it.
    pub(super) fn quiet(&self) -> Option<&'static str> {
        (!self.group.is_empty()).then_some(self.palette.quiet)
    }

    /// The colour behind everything.
    pub(super) fn paper(&self) -> &'static str {
        self.palette.paper
    }

    /// The fill of nodes, if the theme fills them.
    pub(super) fn node_fill(&self) -> Option<&'static str> {
        (!self.node.is_empty()).then_some(self.palette.node)
    }

    /// The fill of groups so deep, if the theme fills them.
    pub(super) fn group_fill(&self, depth: usize) -> Option<&'static str> {
        let deepest = self.fills.last()?;
        Some(self.fills.get(depth - 1).unwrap_or(deepest))
    }

    /// The colour of edges of which nobody says one.
    pub(super) fn edge_colour(&self) -> &'static str {
        self.palette.edge
    }

    /// The colours of what explains: its paper, its border and its text.
    pub(super) fn box_colours(&self) -> [&'static str; 3] {
        [
            self.palette.node,
            self.palette.group_border,
            self.palette.quiet,
        ]
    }
}

/// Which colour of the dark theme stands for which of the light one, and the two colours of icons.
///
/// Those of the light theme are none that people write (`#fffffe` is as good as white), so that whoever changes them in
/// a picture changes nothing that its author has coloured.
pub fn dark_for_light() -> Vec<(&'static str, &'static str)> {
    let mut pairs: Vec<_> = LIGHT_PALETTE
        .all()
        .into_iter()
        .zip(DARK_PALETTE.all())
        .collect();
    pairs.dedup_by_key(|(light, _)| *light);
    pairs
}

/// The colours of a theme.
#[derive(Debug)]
struct Palette {
    /// Behind everything.
    paper: &'static str,
    /// The title, and what stands on nodes.
    ink: &'static str,
    /// What stands on groups and edges.
    quiet: &'static str,
    node: &'static str,
    node_border: &'static str,
    edge: &'static str,
    group_border: &'static str,
    icon: &'static str,
    fills: [&'static str; 4],
}

impl Palette {
    fn all(&self) -> Vec<&'static str> {
        let mut all = vec![
            self.paper,
            self.ink,
            self.quiet,
            self.node,
            self.node_border,
            self.edge,
            self.group_border,
            self.icon,
        ];
        all.extend(self.fills);
        all
    }
}

const LIGHT_PALETTE: Palette = Palette {
    paper: "#fffffe",
    ink: "#1b2733",
    quiet: "#41505e",
    node: "#fefffe",
    node_border: "#8795a5",
    edge: "#5a6a7b",
    group_border: "#c4ced9",
    icon: "#33485c",
    fills: ["#f4f6f9", "#e9eef3", "#dee5ed", "#d3dce6"],
};

const DARK_PALETTE: Palette = Palette {
    paper: "#14181d",
    ink: "#e6eaee",
    quiet: "#c1ccd6",
    node: "#252d36",
    node_border: "#728292",
    edge: "#93a2b1",
    group_border: "#3b4754",
    icon: "#c8d3de",
    fills: ["#1b2128", "#212931", "#28313b", "#2f3a45"],
};

const FONT: &str = "Helvetica";

/// A theme of these colours.
macro_rules! theme {
    ($palette:ident) => {
        Theme {
            graph: &[
                ("bgcolor", $palette.paper),
                ("fontname", FONT),
                ("fontsize", "18"),
                ("fontcolor", $palette.ink),
                ("labelloc", "t"),
                ("nodesep", "0.3"),
                ("pad", "0.3"),
                ("ranksep", "0.55"),
            ],
            node: &[
                ("shape", "box"),
                ("style", "rounded,filled"),
                ("fillcolor", $palette.node),
                ("color", $palette.node_border),
                ("fontname", FONT),
                ("fontsize", "12"),
                ("fontcolor", $palette.ink),
                ("height", "0.4"),
                ("margin", "0.15,0.08"),
            ],
            edge: &[
                ("color", $palette.edge),
                ("fontname", FONT),
                ("fontsize", "10"),
                ("fontcolor", $palette.quiet),
                ("arrowsize", "0.7"),
            ],
            group: &[
                ("style", "rounded,filled"),
                ("color", $palette.group_border),
                ("fontname", FONT),
                ("fontsize", "13"),
                ("fontcolor", $palette.quiet),
                ("labeljust", "l"),
                ("margin", "14"),
            ],
            fills: &$palette.fills,
            palette: &$palette,
        }
    };
}

static LIGHT: Theme = theme!(LIGHT_PALETTE);
static DARK: Theme = theme!(DARK_PALETTE);

/// Graphviz's own look, but for the one thing without which a picture with a title puts it below.
static PLAIN: Theme = Theme {
    graph: &[("labelloc", "t")],
    node: &[],
    edge: &[],
    group: &[],
    fills: &[],
    palette: &Palette {
        paper: "white",
        ink: "black",
        quiet: "black",
        node: "white",
        node_border: "black",
        edge: "black",
        group_border: "black",
        icon: "#000000",
        fills: ["white"; 4],
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
    fn contrast(a: &str, b: &str) -> f64 {
        let luminance = |colour: &str| -> f64 {
            let channel = |at: usize| {
                let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
                let value = f64::from(value) / 255.0;
                if value <= 0.04045 {
                    value / 12.92
                } else {
                    ((value + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn contrast_is_reckoned_as_its_definition_has_it() {
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.01);
    }

    /// WCAG AA: text 4.5 to 1, what only shows a shape 3 to 1.
    #[test]
    fn all_can_be_read() {
        for palette in [&LIGHT_PALETTE, &DARK_PALETTE] {
            let grounds: Vec<&str> = [palette.paper].into_iter().chain(palette.fills).collect();
            for ground in &grounds {
                for text in [palette.quiet, palette.ink, palette.icon] {
                    assert!(contrast(text, ground) >= 4.5, "{text} on {ground}");
                }
                assert!(contrast(palette.edge, ground) >= 3.0, "edges on {ground}");
            }
            assert!(contrast(palette.ink, palette.node) >= 4.5);
            assert!(contrast(palette.quiet, palette.node) >= 4.5);
        }
    }

    #[test]
    fn light_colours_are_told_apart_and_none_that_people_write() {
        let mut light = LIGHT_PALETTE.all();
        light.sort();
        light.dedup();
        assert_eq!(light.len(), LIGHT_PALETTE.all().len());
        assert_eq!(dark_for_light().len(), light.len());
        for colour in light {
            let doubled = |at: usize| colour[at..=at] == colour[at + 1..at + 2];
            assert!(
                ![1, 3, 5].into_iter().all(doubled),
                "{colour} is short for people"
            );
        }
    }

    #[test]
    fn fills_deepen_step_by_step() {
        for palette in [&LIGHT_PALETTE, &DARK_PALETTE] {
            let from_paper: Vec<f64> = palette
                .fills
                .iter()
                .map(|fill| contrast(fill, palette.paper))
                .collect();
            assert!(
                from_paper.is_sorted() && from_paper[0] > 1.05,
                "{from_paper:?}"
            );
        }
    }
}
