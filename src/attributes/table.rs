//! The table of attributes: each key, who takes it, what values, and what it does.
//!
//! Knows no more than that. Graphviz's are those of <https://graphviz.org/doc/info/attrs.html> as of
//! version 16 (G there is a diagram here, C a group, N a node or a cert, E an edge). A range holds what
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

/// All attributes, sorted by name: they are looked up by halving.
#[rustfmt::skip]
pub(super) static TABLE: &[Attribute] = &[
    row("Damping", G, Number(0.0, 1.0), "how much of a node's motion is kept from one step of neato to the next"),
    row("K", G | C, Number(0.01, 100.0), "the length that fdp and sfdp strive to give edges, in inches"),
    row("TBbalance", G, Word(&words::RANKS), "on which rank dot puts nodes that nothing holds"),
    row("URL", EVERY, Url, "where a click leads; if it is relative, from the folder of the file that says it"),
    own("alt", G, Text, "what a reader is told who cannot see the picture; if nothing is said, what is drawn"),
    row("area", N | C, Number(0.01, 1000.0), "the area that patchwork gives it"),
    row("arrowhead", E, Arrow, "the shape of the arrowhead at the end"),
    row("arrowsize", E, Number(0.0, 50.0), "how large arrowheads are, as a factor"),
    row("arrowtail", E, Arrow, "the shape of the arrowhead at the beginning"),
    row("beautify", G, Boolean, "whether sfdp puts leaves on a circle around their node"),
    row("bgcolor", G | C, Colors(2), "the colour of the background"),
    row("center", G, Boolean, "whether the drawing stands in the middle of the page"),
    own("cert", Element::Node.bit(), Phrase("the name of a cert"), "the cert that the node shows"),
    own("class", EVERY, Classes, "names by which a style sheet finds it in the SVG"),
    own("code", N, Phrase("the code of an exam, such as `AZ-900`"), "the exam's code, which its badge shows"),
    row("color", C | N, Color, "the colour of lines and, unless `fillcolor` is set, of a filled area"),
    row("color", E, Colors(16), "the colour of the line; several are drawn side by side, or one after another if they have parts"),
    row("colorscheme", C | N | E, ColorScheme, "the scheme that names and numbers of colours are taken from"),
    row("concentrate", G, Boolean, "whether edges share a line where they run the same way"),
    row("constraint", E, Boolean, "whether the edge decides on which ranks its ends stand"),
    row("decorate", E, Boolean, "whether a line joins the label and the edge"),
    row("defaultdist", G, Number(0.01, 1000.0), "how far apart neato puts parts that are not joined"),
    row("dim", G, Integer(2, 10), "in how many dimensions the layout is made"),
    row("dimen", G, Integer(2, 10), "how many dimensions positions have"),
    own("direction", G, Word(&words::DIRECTIONS), "where edges lead: `down`, `right`, `up` or `left`"),
    row("diredgeconstraints", G, BooleanOr(&words::HIER), "whether neato makes edges point downwards"),
    row("distortion", N, Number(-100.0, 100.0), "how much wider a polygon is at its top than at its bottom"),
    row("dpi", G, Number(10.0, 1200.0), "how large a PNG is: `192` makes it twice as large as `96`"),
    row("edgeURL", E, Url, "where a click on the line leads"),
    row("edgehref", E, Url, "the same as `edgeURL`"),
    row("edgetarget", E, Window, "the window in which `edgeURL` opens"),
    row("edgetooltip", E, Tooltip, "what the pointer shows on the line"),
    row("epsilon", G, Number(0.000_001, 1000.0), "how small a change neato stops at"),
    row("esep", G, SEPARATION, "the room that edges leave around nodes"),
    row("fillcolor", C | N, Colors(16), "the colour of the area, if `style=filled`"),
    row("fillcolor", E, Color, "the colour that arrowheads are filled with"),
    row("fixedsize", N, BooleanOr(&words::FIXED), "whether `width` and `height` hold even if the label is larger"),
    row("fontcolor", EVERY, Color, "the colour of text"),
    row("fontname", EVERY, Font, "the font of text"),
    row("fontnames", G, Word(&words::FONT_NAMES), "how fonts are named in the SVG"),
    row("fontsize", EVERY, Number(2.0, 500.0), "the size of text, in points"),
    row("forcelabels", G, Boolean, "whether every `xlabel` is drawn, even over something else"),
    row("gradientangle", G | C | N, Integer(-360, 360), "the angle at which two colours run into each other"),
    row("group", N, Token, "nodes of one such group are kept in a straight line by dot"),
    row("headURL", E, Url, "where a click on the end leads"),
    row("headclip", E, Boolean, "whether the edge ends at the border of the node, not in its middle"),
    row("headhref", E, Url, "the same as `headURL`"),
    row("headlabel", E, Text, "text beside the end"),
    row("headport", E, Word(&words::COMPASS), "at which side of the node the edge ends"),
    row("headtarget", E, Window, "the window in which `headURL` opens"),
    row("headtooltip", E, Tooltip, "what the pointer shows at the end"),
    row("height", N, Number(0.01, 50.0), "the least height of the node, in inches"),
    row("href", EVERY, Url, "the same as `url`"),
    own("icon", N, Phrase("an icon: a file, a name, `pack:name` or `none`"), "the picture that the node shows"),
    own("icons", G, Phrase("a folder"), "the folder in which icons are looked for"),
    row("imagepos", N, Word(&words::IMAGE_PLACES), "nothing: an icon stands in the middle of its square"),
    row("imagescale", N, BooleanOr(&words::IMAGE_SCALES), "nothing: an icon fits its square, and is never stretched"),
    row("inputscale", G, Number(0.0, 1000.0), "what `pos` is divided by"),
    own("label", C | N | E, Text, "the text that is drawn on it"),
    row("labelURL", E, Url, "where a click on the label leads"),
    row("label_scheme", G, Integer(0, 3), "how sfdp treats nodes that stand for labels of edges"),
    row("labelangle", E, Number(-180.0, 180.0), "where `headlabel` and `taillabel` stand, as an angle to the edge"),
    row("labeldistance", E, Number(0.0, 100.0), "how far `headlabel` and `taillabel` are from the node, as a factor"),
    row("labelfloat", E, Boolean, "whether the label may stand on other edges"),
    row("labelfontcolor", E, Color, "the colour of `headlabel` and `taillabel`"),
    row("labelfontname", E, Font, "the font of `headlabel` and `taillabel`"),
    row("labelfontsize", E, Number(2.0, 500.0), "the size of `headlabel` and `taillabel`, in points"),
    row("labelhref", E, Url, "the same as `labelURL`"),
    row("labeljust", G | C, Word(&words::JUSTIFY), "at which side the label stands"),
    row("labelloc", G | C, Word(&words::TOP_BOTTOM), "whether the label stands at the top or at the bottom"),
    row("labelloc", N, Word(&words::TOP_CENTER_BOTTOM), "where the label stands in a node that is higher"),
    row("labeltarget", E, Window, "the window in which `labelURL` opens"),
    row("labeltooltip", E, Tooltip, "what the pointer shows on the label"),
    row("landscape", G, Boolean, "whether the page lies on its side"),
    own("layout", G, Word(&words::LAYOUTS), "the program that lays the picture out"),
    own("legend", G, Boolean, "whether a legend explains the styles of edges"),
    row("len", E, Number(0.01, 50.0), "the length that neato and fdp strive to give it, in inches"),
    own("level", N, Phrase("a word, such as `associate`"), "how advanced it is, which its badge shows by its colour"),
    row("levels", G, Integer(0, 1000), "in how many steps sfdp makes the graph coarser"),
    row("levelsgap", G, Number(-1000.0, 1000.0), "how far apart neato keeps levels"),
    row("linelength", G, Integer(60, 16_000), "where lines break when Graphviz writes DOT"),
    row("margin", C, Number(0.0, 500.0), "the room between the border and what is inside, in points"),
    row("margin", G, pair(0.0, 20.0), "the room around the drawing that is left blank, in inches"),
    row("margin", N, pair(0.0, 5.0), "the room around the label, in inches"),
    row("maxiter", G, Integer(0, 100_000), "after how many steps neato and fdp stop"),
    row("mclimit", G, Number(0.0, 100.0), "how long dot tries to avoid crossings, as a factor"),
    row("mindist", G, Number(0.0, 50.0), "how far apart circo keeps nodes, in inches"),
    row("minlen", E, Integer(0, 100), "how many ranks apart its ends are at least"),
    row("mode", G, Word(&words::MODES), "how neato and sfdp work"),
    row("model", G, Word(&words::MODELS), "how neato tells how far apart nodes should be"),
    row("mosek", G, Boolean, "whether neato uses the Mosek library, if it has it"),
    row("nodesep", G, Number(0.0, 20.0), "the room between nodes of a rank, in inches"),
    row("nojustify", EVERY, Boolean, "whether the lines of a label are aligned among themselves only"),
    row("normalize", G, NumberOrBoolean(-360.0, 360.0), "whether, or at which angle, the first edge is turned to the right"),
    row("notranslate", G, Boolean, "whether neato leaves the drawing where it is"),
    row("nslimit", G, Number(0.0, 1000.0), "how long dot tries to straighten edges, as a factor"),
    row("nslimit1", G, Number(0.0, 1000.0), "how long dot tries to shorten edges, as a factor"),
    row("oneblock", G, Boolean, "whether circo puts all nodes on one circle"),
    row("ordering", G | N, Word(&words::ORDERINGS), "whether edges out of a node, or into it, keep their order"),
    row("orientation", G, Word(&words::ORIENTATIONS), "how the page lies"),
    row("orientation", N, ANGLE, "by how many degrees a polygon is turned"),
    row("outputorder", G, Word(&words::OUTPUT_ORDERS), "whether nodes or edges are drawn first"),
    row("overlap", G, Kind::Form(&OVERLAP), "whether nodes may overlap, and how that is avoided"),
    row("overlap_scaling", G, Number(-1000.0, 1000.0), "by how much the drawing is enlarged before `prism` works"),
    row("overlap_shrink", G, Boolean, "whether `prism` makes the drawing smaller again"),
    row("pack", G, IntegerOrBoolean(0, 1000), "whether, or with how much room, parts that are not joined are packed"),
    row("packmode", G, Kind::Form(&PACKING), "what is packed, and how"),
    row("pad", G, pair(0.0, 20.0), "by how much the background is larger than the drawing, in inches"),
    row("page", G, pair(0.5, 100.0), "the size of a page, in inches, in PostScript"),
    row("pagedir", G, Word(&words::PAGE_ORDERS), "in which order pages come"),
    row("pencolor", C, Color, "the colour of the border"),
    row("penwidth", C | N | E, Number(0.0, 100.0), "the width of lines, in points"),
    row("peripheries", C, Integer(0, 1), "whether it has a border"),
    row("peripheries", N, Integer(0, 20), "how many borders it has"),
    row("pin", N, Boolean, "whether the node stays at its `pos`"),
    row("pos", E, Kind::Form(&CURVE), "the points that the edge runs along"),
    row("pos", N, Kind::Form(&POSITION), "where neato and fdp put it at first, in inches"),
    row("quadtree", G, BooleanOr(&words::QUADTREES), "how exact sfdp is"),
    row("quantum", G, Number(0.0, 10.0), "what the size of labels is rounded to, in inches"),
    since("14.1.0", row("radius", E, Number(0.0, 500.0), "how round the corners of `splines=ortho` are, in points")),
    row("ranksep", G, Kind::Form(&RANK_SEPARATION), "the room between ranks, in inches"),
    row("ratio", G, NumberOr(0.05, 20.0, &words::RATIOS), "height divided by width, or how the picture fills its `size`"),
    row("regular", N, Boolean, "whether a polygon is a regular one"),
    row("remincross", G, Boolean, "whether dot looks for crossings a second time"),
    row("repulsiveforce", G, Number(0.0, 100.0), "how strongly sfdp drives nodes apart"),
    row("resolution", G, Number(10.0, 1200.0), "the same as `dpi`"),
    row("rotate", G, Word(&words::QUARTERS), "`90` lays the page on its side"),
    row("rotation", G, ANGLE, "by how many degrees sfdp turns the drawing"),
    row("samehead", E, Token, "edges of one such name end at the same point of their node"),
    row("sametail", E, Token, "edges of one such name begin at the same point of their node"),
    row("samplepoints", N, Integer(3, 1000), "how many corners a circle has where overlaps are avoided"),
    row("scale", G, pair(0.01, 10.0), "by what the finished layout is enlarged"),
    row("searchsize", G, Integer(1, 100_000), "how many edges dot compares when it shortens them"),
    row("sep", G, SEPARATION, "the room around nodes when overlaps are removed"),
    row("shape", N, Shape, "the outline of the node"),
    row("showboxes", G | N | E, Integer(0, 2), "shows how dot routes edges, in PostScript"),
    row("sides", N, Integer(0, 100), "how many sides `shape=polygon` has"),
    row("size", G, SIZE, "how large the picture is at most, in inches; exactly, with `!`"),
    row("skew", N, Number(-100.0, 100.0), "how far a polygon leans to the right"),
    row("smoothing", G, Word(&words::SMOOTHINGS), "how sfdp spreads nodes evenly at the end"),
    row("sortv", G | C | N, Integer(0, 65_535), "its place when parts are packed as an array"),
    row("splines", G, BooleanOr(&words::SPLINES), "how edges run"),
    row("start", G, Kind::Form(&START), "where nodes are before neato, fdp and sfdp begin"),
    row("style", C, Style(&style::GROUP), "how the border and the area are drawn"),
    row("style", E, Style(&style::EDGE), "how the line is drawn"),
    row("style", G, Style(&style::DIAGRAM), "how the background is drawn"),
    row("style", N, Style(&style::NODE), "how the border and the area are drawn"),
    row("tailURL", E, Url, "where a click on the beginning leads"),
    row("tailclip", E, Boolean, "whether the edge begins at the border of the node, not in its middle"),
    row("tailhref", E, Url, "the same as `tailURL`"),
    row("taillabel", E, Text, "text beside the beginning"),
    row("tailport", E, Word(&words::COMPASS), "at which side of the node the edge begins"),
    row("tailtarget", E, Window, "the window in which `tailURL` opens"),
    row("tailtooltip", E, Tooltip, "what the pointer shows at the beginning"),
    row("target", EVERY, Window, "the window in which `url` opens"),
    own("theme", G, Word(&words::THEMES), "the colours and fonts of the whole picture"),
    own("title", G, Text, "what the picture is called"),
    own("tooltip", EVERY, Tooltip, "what the pointer shows on it"),
    row("truecolor", G, Boolean, "whether bitmaps have more than 256 colours"),
    own("url", C | N | E, Url, "where a click leads; if it is relative, from the folder of the file that says it"),
    row("viewport", G, Kind::Form(&VIEWPORT), "the part of the drawing that is shown, in points"),
    row("voro_margin", G, Number(0.0, 10.0), "how much room `overlap=voronoi` adds"),
    row("weight", E, Integer(0, 10_000), "how much it matters that the edge is short and straight"),
    row("width", N, Number(0.01, 50.0), "the least width of the node, in inches"),
    row("xdotversion", G, Word(&words::XDOT_VERSIONS), "the version of the format that `-Txdot` writes"),
    row("xlabel", N | E, Text, "text beside it, placed after everything else"),
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

const OUTPUT: &str = "leave it out, Graphviz writes it";
const ONE_PICTURE: &str = "a file for each picture";

/// What certdot makes itself, what would break the structure, what Graphviz only writes, and what
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
    refuse("charset", "leave it out, text is always UTF-8"),
    refuse("cluster", "`group`, which always has a box"),
    refuse("clusterrank", "leave it out, a `group` always has a box"),
    // Graphviz 2.43 looks up the background's `transparent` in the scheme, and warns.
    Refused { name: "colorscheme", elements: G, instead: "`node [colorscheme=…]`, and the same for `edge` and `group`" },
    refuse("comment", "a comment: `// …`"),
    refuse("compound", "leave it out, an edge ends at a group when the chain names the group"),
    refuse("dir", "one of the arrows `>>`, `<<`, `--` and `<>`"),
    refuse("fontpath", "`fontname` with a font that is installed"),
    refuse("head_lp", OUTPUT),
    refuse("id", "the name of the element, which its id is made of, or `class`"),
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
    refuse("newrank", "`row a, b`, which needs nothing else"),
    refuse("rank", "`row a, b`"),
    refuse("rankdir", "`direction` on the diagram"),
    refuse("rects", OUTPUT),
    refuse("root", "leave it out, the layout finds the middle"),
    refuse("shapefile", "`icon`"),
    refuse("stylesheet", "`class`, and a style sheet in the page that holds the picture"),
    refuse("tail_lp", OUTPUT),
    refuse("vertices", OUTPUT),
    refuse("xlp", OUTPUT),
];
