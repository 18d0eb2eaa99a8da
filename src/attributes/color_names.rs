//! The names of colors and color schemes that Graphviz 2.43 knows.
//!
//! Read from its library and tried one by one with `dot -Tpng`, which warns about each that it does not
//! know; Graphviz 16.1 knows them all. Sources: <https://graphviz.org/doc/info/colors.html>, and for
//! the schemes Cynthia Brewer's <https://colorbrewer2.org>.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// SVG's names, sorted. Graphviz's X11 names include them all.
#[rustfmt::skip]
const SVG: [&str; 147] = [
    "aliceblue", "antiquewhite", "aqua", "aquamarine", "azure", "beige", "bisque", "black", "blanchedalmond",
    "blue", "blueviolet", "brown", "burlywood", "cadetblue", "chartreuse", "chocolate", "coral", "cornflowerblue",
    "cornsilk", "crimson", "cyan", "darkblue", "darkcyan", "darkgoldenrod", "darkgray", "darkgreen", "darkgrey",
    "darkkhaki", "darkmagenta", "darkolivegreen", "darkorange", "darkorchid", "darkred", "darksalmon",
    "darkseagreen", "darkslateblue", "darkslategray", "darkslategrey", "darkturquoise", "darkviolet", "deeppink",
    "deepskyblue", "dimgray", "dimgrey", "dodgerblue", "firebrick", "floralwhite", "forestgreen", "fuchsia",
    "gainsboro", "ghostwhite", "gold", "goldenrod", "gray", "green", "greenyellow", "grey", "honeydew", "hotpink",
    "indianred", "indigo", "ivory", "khaki", "lavender", "lavenderblush", "lawngreen", "lemonchiffon", "lightblue",
    "lightcoral", "lightcyan", "lightgoldenrodyellow", "lightgray", "lightgreen", "lightgrey", "lightpink",
    "lightsalmon", "lightseagreen", "lightskyblue", "lightslategray", "lightslategrey", "lightsteelblue",
    "lightyellow", "lime", "limegreen", "linen", "magenta", "maroon", "mediumaquamarine", "mediumblue",
    "mediumorchid", "mediumpurple", "mediumseagreen", "mediumslateblue", "mediumspringgreen", "mediumturquoise",
    "mediumvioletred", "midnightblue", "mintcream", "mistyrose", "moccasin", "navajowhite", "navy", "oldlace",
    "olive", "olivedrab", "orange", "orangered", "orchid", "palegoldenrod", "palegreen", "paleturquoise",
    "palevioletred", "papayawhip", "peachpuff", "peru", "pink", "plum", "powderblue", "purple", "red", "rosybrown",
    "royalblue", "saddlebrown", "salmon", "sandybrown", "seagreen", "seashell", "sienna", "silver", "skyblue",
    "slateblue", "slategray", "slategrey", "snow", "springgreen", "steelblue", "tan", "teal", "thistle", "tomato",
    "turquoise", "violet", "wheat", "white", "whitesmoke", "yellow", "yellowgreen",
];

/// Names that X11 also has in four shades, of which the first is the brightest: `snow1` to `snow4`; sorted.
#[rustfmt::skip]
const SHADED: [&str; 78] = [
    "antiquewhite", "aquamarine", "azure", "bisque", "blue", "brown", "burlywood", "cadetblue", "chartreuse",
    "chocolate", "coral", "cornsilk", "cyan", "darkgoldenrod", "darkolivegreen", "darkorange", "darkorchid",
    "darkseagreen", "darkslategray", "deeppink", "deepskyblue", "dodgerblue", "firebrick", "gold", "goldenrod",
    "green", "honeydew", "hotpink", "indianred", "ivory", "khaki", "lavenderblush", "lemonchiffon", "lightblue",
    "lightcyan", "lightgoldenrod", "lightpink", "lightsalmon", "lightskyblue", "lightsteelblue", "lightyellow",
    "magenta", "maroon", "mediumorchid", "mediumpurple", "mistyrose", "navajowhite", "olivedrab", "orange",
    "orangered", "orchid", "palegreen", "paleturquoise", "palevioletred", "peachpuff", "pink", "plum", "purple",
    "red", "rosybrown", "royalblue", "salmon", "seagreen", "seashell", "sienna", "skyblue", "slateblue",
    "slategray", "snow", "springgreen", "steelblue", "tan", "thistle", "tomato", "turquoise", "violetred", "wheat",
    "yellow",
];

/// The rest of X11's names, except its grays from `gray0` to `gray100`; sorted.
#[rustfmt::skip]
const OTHER: [&str; 14] = [
    "invis", "lightgoldenrod", "lightslateblue", "navyblue", "none", "rebeccapurple", "transparent", "violetred",
    "webgray", "webgreen", "webgrey", "webmaroon", "webpurple", "x11gray",
];

/// How X11 spells gray.
const GREYS: [&str; 2] = ["gray", "grey"];

/// The families of schemes, and the largest scheme of each; the smallest has three colors.
const FAMILIES: [(&str, u8); 35] = [
    ("accent", 8),
    ("blues", 9),
    ("brbg", 11),
    ("bugn", 9),
    ("bupu", 9),
    ("dark2", 8),
    ("gnbu", 9),
    ("greens", 9),
    ("greys", 9),
    ("oranges", 9),
    ("orrd", 9),
    ("paired", 12),
    ("pastel1", 9),
    ("pastel2", 8),
    ("piyg", 11),
    ("prgn", 11),
    ("pubu", 9),
    ("pubugn", 9),
    ("puor", 11),
    ("purd", 9),
    ("purples", 9),
    ("rdbu", 11),
    ("rdgy", 11),
    ("rdpu", 9),
    ("rdylbu", 11),
    ("rdylgn", 11),
    ("reds", 9),
    ("set1", 9),
    ("set2", 8),
    ("set3", 12),
    ("spectral", 11),
    ("ylgn", 9),
    ("ylgnbu", 9),
    ("ylorbr", 9),
    ("ylorrd", 9),
];

/// X11's grays go from `gray0` to this.
const MOST_GREY: u8 = 100;

/// X11's shades go from 1 to this.
const MOST_SHADES: u8 = 4;

/// All names, SVG's first, so that they win among equally near ones.
pub(super) static LIST: LazyLock<Vec<String>> = LazyLock::new(|| {
    let numbered = |name: &'static str, numbers: RangeInclusive<u8>| {
        numbers.map(move |number| format!("{name}{number}"))
    };
    let shades = SHADED
        .into_iter()
        .flat_map(|name| numbered(name, 1..=MOST_SHADES));
    let greys = GREYS
        .into_iter()
        .flat_map(|name| numbered(name, 0..=MOST_GREY));
    let plain = SVG.into_iter().chain(OTHER).map(String::from);
    plain.chain(shades).chain(greys).collect()
});

/// Whether X11 has a color of this name, and whether SVG has it too. The names are sorted, so that the first color of a
/// file needs no table.
pub(super) fn find(name: &str) -> Option<bool> {
    let is_in = |names: &[&str], name: &str| names.binary_search(&name).is_ok();
    if is_in(&SVG, name) {
        return Some(true);
    }
    let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (word, number) = name.split_at(name.len() - digits);
    let is_known = match number {
        "" => is_in(&OTHER, word),
        _ if number.len() > 1 && number.starts_with('0') => false,
        _ => number.parse().is_ok_and(|number: u8| {
            if GREYS.contains(&word) {
                number <= MOST_GREY
            } else {
                (1..=MOST_SHADES).contains(&number) && is_in(&SHADED, word)
            }
        }),
    };
    is_known.then_some(false)
}

/// The names of all schemes.
pub(super) static SCHEMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let sized =
        |(family, most): (&'static str, u8)| (3..=most).map(move |size| format!("{family}{size}"));
    ["x11", "svg"]
        .map(String::from)
        .into_iter()
        .chain(FAMILIES.into_iter().flat_map(sized))
        .collect()
});

/// How many colors the scheme of this name has (`9` for `blues9`), if it is one.
pub(super) fn colors_in(scheme: &str) -> Option<u8> {
    // `set310` is the family `set3` with ten colors, so it is the families that are compared, not the digits.
    FAMILIES.iter().find_map(|(family, most)| {
        let size = scheme.strip_prefix(family)?;
        let size = size
            .parse()
            .ok()
            .filter(|n: &u8| (3..=*most).contains(n) && n.to_string() == size)?;
        Some(size)
    })
}

/// The names of colors, without the shades that have a number.
pub fn color_names() -> impl Iterator<Item = &'static str> {
    let names = LIST.iter().map(String::as_str);
    names.filter(|name| !name.ends_with(|c: char| c.is_ascii_digit()))
}
