//! What a picture looks like where nothing is said.

/// A theme: attributes of the whole picture, of nodes, of edges, and of groups by how deep they stand.
pub(super) struct Theme {
    pub(super) graph: &'static [(&'static str, &'static str)],
    pub(super) node: &'static [(&'static str, &'static str)],
    pub(super) edge: &'static [(&'static str, &'static str)],
    pub(super) group: &'static [(&'static str, &'static str)],
    /// The fill of groups, from the outermost in; the last for all that are deeper.
    pub(super) fills: &'static [&'static str],
}

impl Theme {
    /// The theme of a name. `auto`, which follows the reader's choice of light or dark, is light in DOT, which cannot
    /// ask.
    pub(super) fn named(name: Option<&str>) -> &'static Theme {
        match name {
            Some("dark") => &DARK,
            Some("plain") => &PLAIN,
            _ => &LIGHT,
        }
    }
}

const FONT: &str = "Helvetica";

const LIGHT: Theme = Theme {
    graph: &[
        ("bgcolor", "#ffffff"),
        ("fontname", FONT),
        ("fontsize", "18"),
        ("fontcolor", "#1f2933"),
        ("labelloc", "t"),
        ("nodesep", "0.3"),
        ("pad", "0.3"),
        ("ranksep", "0.55"),
    ],
    node: &[
        ("shape", "box"),
        ("style", "rounded,filled"),
        ("fillcolor", "#ffffff"),
        ("color", "#7b8794"),
        ("fontname", FONT),
        ("fontsize", "12"),
        ("fontcolor", "#1f2933"),
        ("height", "0.4"),
        ("margin", "0.15,0.08"),
    ],
    edge: &[
        ("color", "#52606d"),
        ("fontname", FONT),
        ("fontsize", "10"),
        ("fontcolor", "#3e4c59"),
        ("arrowsize", "0.7"),
    ],
    group: &[
        ("style", "rounded,filled"),
        ("color", "#cbd2d9"),
        ("fontname", FONT),
        ("fontsize", "13"),
        ("fontcolor", "#3e4c59"),
        ("labeljust", "l"),
        ("margin", "14"),
    ],
    fills: &["#f5f7fa", "#e9eef3", "#dde4ec", "#d1dae4"],
};

const DARK: Theme = Theme {
    graph: &[
        ("bgcolor", "#16191d"),
        ("fontname", FONT),
        ("fontsize", "18"),
        ("fontcolor", "#e4e7eb"),
        ("labelloc", "t"),
        ("nodesep", "0.3"),
        ("pad", "0.3"),
        ("ranksep", "0.55"),
    ],
    node: &[
        ("shape", "box"),
        ("style", "rounded,filled"),
        ("fillcolor", "#2a3038"),
        ("color", "#7b8794"),
        ("fontname", FONT),
        ("fontsize", "12"),
        ("fontcolor", "#e4e7eb"),
        ("height", "0.4"),
        ("margin", "0.15,0.08"),
    ],
    edge: &[
        ("color", "#9aa5b1"),
        ("fontname", FONT),
        ("fontsize", "10"),
        ("fontcolor", "#cbd2d9"),
        ("arrowsize", "0.7"),
    ],
    group: &[
        ("style", "rounded,filled"),
        ("color", "#3e4c59"),
        ("fontname", FONT),
        ("fontsize", "13"),
        ("fontcolor", "#cbd2d9"),
        ("labeljust", "l"),
        ("margin", "14"),
    ],
    fills: &["#1d2127", "#242a31", "#2b323b", "#323a45"],
};

/// Graphviz's own look, but for the one thing without which a picture with a title puts it below.
const PLAIN: Theme = Theme {
    graph: &[("labelloc", "t")],
    node: &[],
    edge: &[],
    group: &[],
    fills: &[],
};
