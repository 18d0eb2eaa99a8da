//! The table of attributes: each key, who takes it, what values, and what it does.
//!
//! Graphviz's are those of <https://graphviz.org/doc/info/attrs.html> as of
//! version 16 (G there is a diagram here, C a group, N a node or a cert, E an edge). A range contains what
//! a picture may need, and within it Graphviz 2.43 draws a small picture, with dot and neato, as SVG
//! and as PNG, without warning, without crashing, in 2 GB and within seconds: that was tried for the
//! ends and the middle of each. certdot's own are those of its language.

use super::attribute::Attribute;
use super::element::Element;
use super::form::{CURVE, OVERLAP, PACKING, POSITION, RANK_SEPARATION, START, VIEWPORT};
use super::kind::Kind;
use super::kind::Kind::{
    Arrow, Boolean, BooleanOr, Classes, Color, ColorScheme, Colors, Font, Integer,
    IntegerOrBoolean, Number, NumberOr, NumberOrBoolean, Phrase, Shape, Style, Text, Token,
    Tooltip, Url, Window, Word,
};
use super::number::Pair;
use super::{style, words};

const G: u8 = Element::Diagram.bit();
const N: u8 = Element::Node.bit() | Element::Cert.bit();
const C: u8 = Element::Group.bit();
const E: u8 = Element::Edge.bit();
const EVERY: u8 = G | N | C | E;

/// One of Graphviz's.
const fn row(name: &'static str, elements: u8, kind: Kind, doc: &'static str) -> Attribute {
    Attribute {
        name,
        kind,
        doc,
        own: false,
        since: None,
        elements,
    }
}

/// One of certdot's own.
const fn own(name: &'static str, elements: u8, kind: Kind, doc: &'static str) -> Attribute {
    Attribute {
        own: true,
        ..row(name, elements, kind, doc)
    }
}

const fn since(version: &'static str, attribute: Attribute) -> Attribute {
    Attribute {
        since: Some(version),
        ..attribute
    }
}

const fn pair(least: f64, most: f64) -> Kind {
    Kind::Pair(Pair::new(least, most))
}

const ANGLE: Kind = Number(-360.0, 360.0);
const SIZE: Kind = Kind::Pair(Pair::new(0.1, 60.0).with_bang());
const SEPARATION: Kind = Kind::Pair(Pair::new(0.0, 100.0).with_plus());

/// All attributes, sorted by name for the binary search.
#[rustfmt::skip]
pub(super) static TABLE: &[Attribute] = &[
    row("Damping", G, Number(0.0, 1.0), "how much of a node's motion neato keeps from one step to the next"),
    row("K", G | C, Number(0.01, 100.0), "the length that fdp and sfdp aim to give edges, in inches"),
    row("TBbalance", G, Word(&words::RANKS), "the rank on which dot puts nodes without edges"),
    row("URL", EVERY, Url, "where a click leads; relative addresses start from the folder of the file that sets it"),
    own("alt", G, Text, "the text for readers who cannot see the picture; by default, a summary of what is drawn"),
    row("area", N | C, Number(0.01, 1000.0), "the area that patchwork gives it"),
    row("arrowhead", E, Arrow, "the shape of the arrowhead at the end"),
    row("arrowsize", E, Number(0.0, 50.0), "how large arrowheads are, as a factor"),
    row("arrowtail", E, Arrow, "the shape of the arrowhead at the start"),
    row("beautify", G, Boolean, "whether sfdp puts leaves on a circle around their node"),
    row("bgcolor", G | C, Colors(2), "the color of the background"),
    row("center", G, Boolean, "whether the drawing is centered on the page"),
    own("cert", Element::Node.bit(), Phrase("the name of a cert"), "the cert that the node shows"),
    own("class", EVERY, Classes, "CSS classes that it has in the SVG, for style sheets"),
    own("code", N, Phrase("the code of an exam, such as `AZ-900`"), "the code of the exam, shown on its badge"),
    row("color", C | N, Color, "the color of lines and, unless `fillcolor` is set, of a filled area"),
    row("color", E, Colors(16), "the color of the line; several are drawn side by side, or one after another if they have shares"),
    row("colorscheme", C | N | E, ColorScheme, "the scheme in which names and numbers of colors are looked up"),
    row("concentrate", G, Boolean, "whether edges that run the same way share a line"),
    row("constraint", E, Boolean, "whether the edge affects the ranks of its ends"),
    row("decorate", E, Boolean, "whether a line connects the label to the edge"),
    row("defaultdist", G, Number(0.01, 1000.0), "how far apart neato puts parts that are not connected"),
    row("dim", G, Integer(2, 10), "the number of dimensions of the layout"),
    row("dimen", G, Integer(2, 10), "the number of dimensions of positions"),
    own("direction", G, Word(&words::DIRECTIONS), "the direction of edges: `down`, `right`, `up` or `left`"),
    row("diredgeconstraints", G, BooleanOr(&words::HIER), "whether neato makes edges point down"),
    row("distortion", N, Number(-100.0, 100.0), "how much wider a polygon is at its top than at its bottom"),
    row("dpi", G, Number(10.0, 1200.0), "how large a PNG is: `192` makes it twice as large as `96`"),
    row("edgeURL", E, Url, "where a click on the line leads"),
    row("edgehref", E, Url, "the same as `edgeURL`"),
    row("edgetarget", E, Window, "the window in which `edgeURL` opens"),
    row("edgetooltip", E, Tooltip, "the text that appears when the pointer is over the line"),
    row("epsilon", G, Number(0.000_001, 1000.0), "the change below which neato stops"),
    row("esep", G, SEPARATION, "the space that edges leave around nodes"),
    row("fillcolor", C | N, Colors(16), "the color of the area, with `style=filled`"),
    row("fillcolor", E, Color, "the color inside arrowheads"),
    row("fixedsize", N, BooleanOr(&words::FIXED), "whether `width` and `height` apply even if the label is larger"),
    row("fontcolor", EVERY, Color, "the color of text"),
    row("fontname", EVERY, Font, "the font of text"),
    row("fontnames", G, Word(&words::FONT_NAMES), "how fonts are named in the SVG"),
    row("fontsize", EVERY, Number(2.0, 500.0), "the size of text, in points"),
    row("forcelabels", G, Boolean, "whether every `xlabel` is drawn, even over something else"),
    row("gradientangle", G | C | N, Integer(-360, 360), "the angle of the gradient between two colors"),
    row("group", N, Token, "dot keeps nodes with the same name in a straight line"),
    row("headURL", E, Url, "where a click on the end leads"),
    row("headclip", E, Boolean, "whether the edge ends at the border of the node instead of its center"),
    row("headhref", E, Url, "the same as `headURL`"),
    row("headlabel", E, Text, "text next to the end"),
    row("headport", E, Word(&words::COMPASS), "the side of the node at which the edge ends"),
    row("headtarget", E, Window, "the window in which `headURL` opens"),
    row("headtooltip", E, Tooltip, "the text that appears when the pointer is over the end"),
    row("height", N, Number(0.01, 50.0), "the minimum height of the node, in inches"),
    row("href", EVERY, Url, "the same as `url`"),
    own("icon", N, Phrase("an icon: a file, a name, `pack:name` or `none`"), "the picture that is drawn in the node"),
    own("icons", G, Phrase("a folder"), "the folder that certdot searches for icons"),
    row("imagepos", N, Word(&words::IMAGE_PLACES), "no effect: an icon is always centered in its square"),
    row("imagescale", N, BooleanOr(&words::IMAGE_SCALES), "no effect: an icon always fits its square and is never stretched"),
    row("inputscale", G, Number(0.0, 1000.0), "what `pos` is divided by"),
    own("label", C | N | E, Text, "the text that is drawn on it"),
    row("labelURL", E, Url, "where a click on the label leads"),
    row("label_scheme", G, Integer(0, 3), "how sfdp treats nodes that represent labels of edges"),
    row("labelangle", E, Number(-180.0, 180.0), "the position of `headlabel` and `taillabel`, as an angle to the edge"),
    row("labeldistance", E, Number(0.0, 100.0), "how far `headlabel` and `taillabel` are from the node, as a factor"),
    row("labelfloat", E, Boolean, "whether the label may cover other edges"),
    row("labelfontcolor", E, Color, "the color of `headlabel` and `taillabel`"),
    row("labelfontname", E, Font, "the font of `headlabel` and `taillabel`"),
    row("labelfontsize", E, Number(2.0, 500.0), "the size of `headlabel` and `taillabel`, in points"),
    row("labelhref", E, Url, "the same as `labelURL`"),
    row("labeljust", G | C, Word(&words::JUSTIFY), "the side on which the label is placed"),
    row("labelloc", G | C, Word(&words::TOP_BOTTOM), "whether the label is at the top or at the bottom"),
    row("labelloc", N, Word(&words::TOP_CENTER_BOTTOM), "the position of the label in a node that is taller"),
    row("labeltarget", E, Window, "the window in which `labelURL` opens"),
    row("labeltooltip", E, Tooltip, "the text that appears when the pointer is over the label"),
    row("landscape", G, Boolean, "whether the page is turned to landscape"),
    own("layout", G, Word(&words::LAYOUTS), "the program that computes the layout"),
    own("legend", G, Boolean, "whether a legend explains the edge styles"),
    row("len", E, Number(0.01, 50.0), "the length that neato and fdp aim to give it, in inches"),
    own("level", N, Phrase("a word, such as `associate`"), "how advanced it is, shown by the color of its badge"),
    row("levels", G, Integer(0, 1000), "the number of steps in which sfdp coarsens the graph"),
    row("levelsgap", G, Number(-1000.0, 1000.0), "how far apart neato keeps levels"),
    row("linelength", G, Integer(60, 16_000), "the length at which Graphviz breaks lines when it writes DOT"),
    row("margin", C, Number(0.0, 500.0), "the space between the border and the contents, in points"),
    row("margin", G, pair(0.0, 20.0), "the blank space around the drawing, in inches"),
    row("margin", N, pair(0.0, 5.0), "the space around the label, in inches"),
    row("maxiter", G, Integer(0, 100_000), "the number of steps after which neato and fdp stop"),
    row("mclimit", G, Number(0.0, 100.0), "how long dot tries to avoid crossings, as a factor"),
    row("mindist", G, Number(0.0, 50.0), "how far apart circo keeps nodes, in inches"),
    row("minlen", E, Integer(0, 100), "the minimum number of ranks between its ends"),
    row("mode", G, Word(&words::MODES), "the algorithm of neato and sfdp"),
    row("model", G, Word(&words::MODELS), "how neato computes the ideal distance between nodes"),
    row("mosek", G, Boolean, "whether neato uses the Mosek library, if it was built with it"),
    row("nodesep", G, Number(0.0, 20.0), "the space between nodes of a rank, in inches"),
    row("nojustify", EVERY, Boolean, "whether the lines of a label are aligned with each other instead of with its box"),
    row("normalize", G, NumberOrBoolean(-360.0, 360.0), "whether to rotate the layout so that the first edge points right, or at which angle"),
    row("notranslate", G, Boolean, "whether neato leaves the drawing where it is"),
    row("nslimit", G, Number(0.0, 1000.0), "how long dot tries to straighten edges, as a factor"),
    row("nslimit1", G, Number(0.0, 1000.0), "how long dot tries to shorten edges, as a factor"),
    row("oneblock", G, Boolean, "whether circo puts all nodes on one circle"),
    row("ordering", G | N, Word(&words::ORDERINGS), "whether edges out of a node, or into it, keep their order"),
    row("orientation", G, Word(&words::ORIENTATIONS), "the orientation of the page"),
    row("orientation", N, ANGLE, "the angle by which a polygon is rotated, in degrees"),
    row("outputorder", G, Word(&words::OUTPUT_ORDERS), "whether nodes or edges are drawn first"),
    row("overlap", G, Kind::Form(&OVERLAP), "whether nodes may overlap, and how that is avoided"),
    row("overlap_scaling", G, Number(-1000.0, 1000.0), "the factor by which the layout is enlarged before `prism` removes overlaps"),
    row("overlap_shrink", G, Boolean, "whether `prism` shrinks the layout afterwards"),
    row("pack", G, IntegerOrBoolean(0, 1000), "whether parts that are not connected are packed closely, or with how much space"),
    row("packmode", G, Kind::Form(&PACKING), "what is packed, and how"),
    row("pad", G, pair(0.0, 20.0), "how far the background extends beyond the drawing, in inches"),
    row("page", G, pair(0.5, 100.0), "the size of a page, in inches, in PostScript"),
    row("pagedir", G, Word(&words::PAGE_ORDERS), "the order of pages"),
    row("pencolor", C, Color, "the color of the border"),
    row("penwidth", C | N | E, Number(0.0, 100.0), "the width of lines, in points"),
    row("peripheries", C, Integer(0, 1), "whether it has a border"),
    row("peripheries", N, Integer(0, 20), "the number of borders"),
    row("pin", N, Boolean, "whether the node stays at its `pos`"),
    row("pos", E, Kind::Form(&CURVE), "the points that define the curve of the edge"),
    row("pos", N, Kind::Form(&POSITION), "the initial position in neato and fdp, in inches"),
    row("quadtree", G, BooleanOr(&words::QUADTREES), "the approximation that sfdp uses"),
    row("quantum", G, Number(0.0, 10.0), "the unit to which sizes of labels are rounded up, in inches"),
    since("14.1.0", row("radius", E, Number(0.0, 500.0), "how round the corners of `splines=ortho` are, in points")),
    row("ranksep", G, Kind::Form(&RANK_SEPARATION), "the space between ranks, in inches"),
    row("ratio", G, NumberOr(0.05, 20.0, &words::RATIOS), "height divided by width, or how the drawing fills its `size`"),
    row("regular", N, Boolean, "whether a polygon is regular"),
    row("remincross", G, Boolean, "whether dot looks for crossings a second time"),
    row("repulsiveforce", G, Number(0.0, 100.0), "how strongly sfdp pushes nodes apart"),
    row("resolution", G, Number(10.0, 1200.0), "the same as `dpi`"),
    row("rotate", G, Word(&words::QUARTERS), "`90` turns the page to landscape"),
    row("rotation", G, ANGLE, "the angle by which sfdp rotates the drawing, in degrees"),
    row("samehead", E, Token, "edges with the same name end at the same point of their node"),
    row("sametail", E, Token, "edges with the same name start at the same point of their node"),
    row("samplepoints", N, Integer(3, 1000), "the number of corners that stand in for a circle when overlaps are removed"),
    row("scale", G, pair(0.01, 10.0), "the factor by which the finished layout is enlarged"),
    row("searchsize", G, Integer(1, 100_000), "the number of edges that dot compares when it shortens edges"),
    row("sep", G, SEPARATION, "the space around nodes when overlaps are removed"),
    row("shape", N, Shape, "the outline of the node"),
    row("showboxes", G | N | E, Integer(0, 2), "shows how dot routes edges, in PostScript"),
    row("sides", N, Integer(0, 100), "the number of sides of `shape=polygon`"),
    row("size", G, SIZE, "the maximum size of the picture, in inches; its exact size, with `!`"),
    row("skew", N, Number(-100.0, 100.0), "how far a polygon leans to the right"),
    row("smoothing", G, Word(&words::SMOOTHINGS), "how sfdp evens out the distances between nodes at the end"),
    row("sortv", G | C | N, Integer(0, 65_535), "its position when parts are packed as an array"),
    row("splines", G, BooleanOr(&words::SPLINES), "how edges are drawn: as curves, lines or polylines"),
    row("start", G, Kind::Form(&START), "the initial positions of nodes in neato, fdp and sfdp"),
    row("style", C, Style(&style::GROUP), "how the border and the area are drawn"),
    row("style", E, Style(&style::EDGE), "how the line is drawn"),
    row("style", G, Style(&style::DIAGRAM), "how the background is drawn"),
    row("style", N, Style(&style::NODE), "how the border and the area are drawn"),
    row("tailURL", E, Url, "where a click on the start leads"),
    row("tailclip", E, Boolean, "whether the edge starts at the border of the node instead of its center"),
    row("tailhref", E, Url, "the same as `tailURL`"),
    row("taillabel", E, Text, "text next to the start"),
    row("tailport", E, Word(&words::COMPASS), "the side of the node at which the edge starts"),
    row("tailtarget", E, Window, "the window in which `tailURL` opens"),
    row("tailtooltip", E, Tooltip, "the text that appears when the pointer is over the start"),
    row("target", EVERY, Window, "the window in which `url` opens"),
    own("theme", G, Word(&words::THEMES), "the colors and fonts of the diagram"),
    own("title", G, Text, "the title of the diagram"),
    own("tooltip", EVERY, Tooltip, "the text that appears when the pointer is over it"),
    row("truecolor", G, Boolean, "whether bitmaps have more than 256 colors"),
    own("url", C | N | E, Url, "where a click leads; relative addresses start from the folder of the file that sets it"),
    row("viewport", G, Kind::Form(&VIEWPORT), "the part of the drawing that is shown, in points"),
    row("voro_margin", G, Number(0.0, 10.0), "how much space `overlap=voronoi` adds"),
    row("weight", E, Integer(0, 10_000), "how important it is that the edge is short and straight"),
    row("width", N, Number(0.01, 50.0), "the minimum width of the node, in inches"),
    row("xdotversion", G, Word(&words::XDOT_VERSIONS), "the version of the format that `-Txdot` writes"),
    row("xlabel", N | E, Text, "text next to it, placed after everything else"),
    row("z", N, Number(-1000.0, 1000.0), "the third coordinate of its position"),
];

/// A key that Graphviz knows and certdot refuses.
pub(super) struct Refused {
    pub name: &'static str,
    /// The elements on which it is refused; on others the table has it.
    pub elements: u8,
    /// What to write or do instead.
    pub instead: &'static str,
}

const fn refuse(name: &'static str, instead: &'static str) -> Refused {
    Refused {
        name,
        elements: EVERY,
        instead,
    }
}

const OUTPUT: &str = "leave it out; Graphviz computes it";
const ONE_PICTURE: &str = "a separate file for each picture";

/// Keys that certdot sets itself, that would break the structure, that Graphviz only writes, and that
/// would put unchecked text or files into the picture.
#[rustfmt::skip]
pub(super) static REFUSED: &[Refused] = &[
    refuse("_background", "`bgcolor` on the diagram"),
    refuse("_draw_", OUTPUT),
    refuse("_hdraw_", OUTPUT),
    refuse("_hldraw_", OUTPUT),
    refuse("_ldraw_", OUTPUT),
    refuse("_tdraw_", OUTPUT),
    refuse("_tldraw_", OUTPUT),
    refuse("bb", OUTPUT),
    refuse("charset", "leave it out; text is always UTF-8"),
    refuse("cluster", "`group`, which always has a box"),
    refuse("clusterrank", "leave it out; a `group` always has a box"),
    // Graphviz 2.43 looks up the background's `transparent` in the scheme, and warns.
    Refused { name: "colorscheme", elements: G, instead: "`node [colorscheme=…]`, and the same for `edge` and `group`" },
    refuse("comment", "a comment: `// …`"),
    refuse("compound", "leave it out; an edge ends at a group when the chain names the group"),
    refuse("dir", "one of the arrows `>>`, `<<`, `--` and `<>`"),
    refuse("fontpath", "`fontname` with an installed font"),
    refuse("head_lp", OUTPUT),
    refuse("id", "the name of the element, from which its id is made, or `class`"),
    refuse("image", "`icon`"),
    refuse("imagepath", "`icons` on the diagram"),
    Refused { name: "label", elements: G, instead: "`title`" },
    refuse("layer", ONE_PICTURE),
    refuse("layerlistsep", ONE_PICTURE),
    refuse("layers", ONE_PICTURE),
    refuse("layerselect", ONE_PICTURE),
    refuse("layersep", ONE_PICTURE),
    refuse("lhead", "the group's name in the chain: `a >> group`"),
    refuse("lheight", OUTPUT),
    refuse("lp", OUTPUT),
    refuse("ltail", "the group's name in the chain: `group >> a`"),
    refuse("lwidth", OUTPUT),
    refuse("newrank", "`row a, b`, which works without it"),
    refuse("rank", "`row a, b`"),
    refuse("rankdir", "`direction` on the diagram"),
    refuse("rects", OUTPUT),
    refuse("root", "leave it out; the layout chooses the center"),
    refuse("shapefile", "`icon`"),
    refuse("stylesheet", "`class`, and a style sheet in the page that contains the picture"),
    refuse("tail_lp", OUTPUT),
    refuse("vertices", OUTPUT),
    refuse("xlp", OUTPUT),
];
