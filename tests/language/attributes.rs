//! Attributes: which keys each noun takes, which values each key takes, and what is offered in the place of a wrong one.

use certdot::diagnostics::Code::{self, *};

use crate::picture::{accepts, assert_same, dot, draws, errors, project};

/// A program that gives an element one attribute. Without errors, it draws that element.
fn with(element: &str, attribute: &str) -> String {
    match element {
        "diagram" => format!("diagram [{attribute}]\na >> b\ngroup g {{ node c }}"),
        "cert" => format!("cert a [{attribute}]\nnode a"),
        "node" => format!("cert c\nnode a [{attribute}], c"),
        "group" => format!("group g [{attribute}] {{ node a }}"),
        "edge" => format!("a >> edge [{attribute}] >> b"),
        _ => unreachable!("there are five elements"),
    }
}

const ELEMENTS: [&str; 5] = ["diagram", "cert", "node", "group", "edge"];

/// What is said of the only error of a program.
#[track_caller]
fn the_error(text: &str) -> (Code, Option<String>) {
    let compilation = project(text).compile();
    let [problem] = &compilation.diagnostics[..] else {
        panic!("not one problem: {:?}\n{text}", compilation.diagnostics);
    };
    let edits = problem.helps.iter().flat_map(|help| &help.edits);
    (problem.code, edits.map(|edit| edit.text.clone()).next())
}

/// That a program is refused, and what is offered in the place of what is wrong.
#[track_caller]
fn assert_offers(text: &str, code: Code, offered: &str) {
    assert_eq!(the_error(text), (code, Some(offered.to_owned())), "{text}");
}

#[track_caller]
fn assert_takes(element: &str, key: &str, right: &[&str], wrong: &[&str]) {
    for value in right {
        let text = with(element, &format!("{key}=\"{value}\""));
        assert_eq!(errors(&text), [], "{text}");
    }
    for value in wrong {
        let text = with(element, &format!("{key}=\"{value}\""));
        assert_eq!(errors(&text), [WrongValue], "{text}");
    }
}

// ---- keys ----

#[test]
fn certdots_own_keys_belong_to_elements() {
    let nodes_and_certs = [
        "label=x",
        "icon=none",
        "url=x",
        "tooltip=x",
        "class=x",
        "level=x",
        "code=x",
    ];
    let groups_and_edges = ["label=x", "url=x", "tooltip=x", "class=x"];
    let diagrams = [
        "title=x",
        "layout=dot",
        "alt=x",
        "direction=down",
        "theme=light",
        "icons=icons",
        "legend=true",
    ];
    for attribute in nodes_and_certs {
        accepts(&with("node", attribute));
        accepts(&with("cert", attribute));
    }
    for attribute in groups_and_edges {
        accepts(&with("group", attribute));
        accepts(&with("edge", attribute));
    }
    for attribute in diagrams {
        accepts(&with("diagram", attribute));
    }
    accepts(&with("node", "cert=c"));
    for (element, attributes) in [
        (
            "cert",
            &[
                "cert=c",
                "title=x",
                "layout=dot",
                "alt=x",
                "direction=down",
                "theme=light",
                "icons=x",
                "legend=true",
            ][..],
        ),
        (
            "node",
            &[
                "title=x",
                "layout=dot",
                "alt=x",
                "direction=down",
                "theme=light",
                "icons=x",
                "legend=true",
            ],
        ),
        (
            "group",
            &[
                "icon=none",
                "level=x",
                "code=x",
                "cert=c",
                "title=x",
                "direction=down",
                "theme=dark",
                "alt=x",
            ],
        ),
        (
            "edge",
            &[
                "icon=none",
                "level=x",
                "code=x",
                "cert=c",
                "title=x",
                "direction=down",
                "theme=dark",
                "alt=x",
            ],
        ),
        (
            "diagram",
            &["icon=none", "level=x", "code=x", "cert=c", "url=x"],
        ),
    ] {
        for attribute in attributes {
            assert_eq!(
                errors(&with(element, attribute)),
                [WrongElement],
                "{attribute} on {element}"
            );
        }
    }
}

/// All that <https://graphviz.org/doc/info/attrs.html> lists and certdot has no word of its own for, with the elements
/// that take it (G the diagram, C groups, N nodes, E edges) and a right value.
const GRAPHVIZ: &[(&str, &str, &str)] = &[
    ("Damping", "G", "0.5"),
    ("K", "GC", "0.5"),
    ("TBbalance", "G", "min"),
    ("URL", "GCNE", "x"),
    ("area", "NC", "2"),
    ("arrowhead", "E", "vee"),
    ("arrowsize", "E", "2"),
    ("arrowtail", "E", "vee"),
    ("beautify", "G", "true"),
    ("bgcolor", "GC", "red"),
    ("center", "G", "true"),
    ("class", "GCNE", "x"),
    ("color", "CNE", "red"),
    ("colorscheme", "CNE", "blues9"),
    ("concentrate", "G", "true"),
    ("constraint", "E", "false"),
    ("decorate", "E", "true"),
    ("defaultdist", "G", "2"),
    ("dim", "G", "3"),
    ("dimen", "G", "3"),
    ("diredgeconstraints", "G", "true"),
    ("distortion", "N", "0.5"),
    ("dpi", "G", "96"),
    ("edgeURL", "E", "x"),
    ("edgehref", "E", "x"),
    ("edgetarget", "E", "_blank"),
    ("edgetooltip", "E", "x"),
    ("epsilon", "G", "0.1"),
    ("esep", "G", "3"),
    ("fillcolor", "CNE", "red"),
    ("fixedsize", "N", "true"),
    ("fontcolor", "GCNE", "red"),
    ("fontname", "GCNE", "Courier"),
    ("fontnames", "G", "svg"),
    ("fontsize", "GCNE", "12"),
    ("forcelabels", "G", "true"),
    ("gradientangle", "GCN", "90"),
    ("group", "N", "x"),
    ("headURL", "E", "x"),
    ("headclip", "E", "false"),
    ("headhref", "E", "x"),
    ("headlabel", "E", "x"),
    ("headport", "E", "n"),
    ("headtarget", "E", "_blank"),
    ("headtooltip", "E", "x"),
    ("height", "N", "2"),
    ("href", "GCNE", "x"),
    ("imagepos", "N", "tc"),
    ("imagescale", "N", "true"),
    ("inputscale", "G", "72"),
    ("labelURL", "E", "x"),
    ("label_scheme", "G", "1"),
    ("labelangle", "E", "30"),
    ("labeldistance", "E", "2"),
    ("labelfloat", "E", "true"),
    ("labelfontcolor", "E", "red"),
    ("labelfontname", "E", "Courier"),
    ("labelfontsize", "E", "12"),
    ("labelhref", "E", "x"),
    ("labeljust", "GC", "r"),
    ("labelloc", "GCN", "b"),
    ("labeltarget", "E", "_blank"),
    ("labeltooltip", "E", "x"),
    ("landscape", "G", "true"),
    ("layout", "G", "dot"),
    ("len", "E", "2"),
    ("levels", "G", "3"),
    ("levelsgap", "G", "2"),
    ("linelength", "G", "128"),
    ("margin", "GCN", "1"),
    ("maxiter", "G", "100"),
    ("mclimit", "G", "2"),
    ("mindist", "G", "2"),
    ("minlen", "E", "2"),
    ("mode", "G", "KK"),
    ("model", "G", "mds"),
    ("nodesep", "G", "1"),
    ("nojustify", "GCNE", "true"),
    ("normalize", "G", "true"),
    ("notranslate", "G", "true"),
    ("nslimit", "G", "2"),
    ("nslimit1", "G", "2"),
    ("oneblock", "G", "true"),
    ("ordering", "GN", "out"),
    ("orientation", "N", "45"),
    ("orientation", "G", "landscape"),
    ("outputorder", "G", "edgesfirst"),
    ("overlap", "G", "scale"),
    ("overlap_scaling", "G", "4"),
    ("overlap_shrink", "G", "true"),
    ("pack", "G", "true"),
    ("packmode", "G", "graph"),
    ("pad", "G", "1"),
    ("page", "G", "8,11"),
    ("pagedir", "G", "TL"),
    ("pencolor", "C", "red"),
    ("penwidth", "CNE", "2"),
    ("peripheries", "CN", "1"),
    ("pin", "N", "true"),
    ("pos", "N", "1,2"),
    ("pos", "E", "0,0 1,0 2,1 3,1"),
    ("quadtree", "G", "fast"),
    ("quantum", "G", "0.1"),
    ("radius", "E", "5"),
    ("ranksep", "G", "2"),
    ("ratio", "G", "fill"),
    ("regular", "N", "true"),
    ("remincross", "G", "true"),
    ("repulsiveforce", "G", "2"),
    ("resolution", "G", "96"),
    ("rotate", "G", "90"),
    ("rotation", "G", "45"),
    ("samehead", "E", "x"),
    ("sametail", "E", "x"),
    ("samplepoints", "N", "8"),
    ("scale", "G", "2"),
    ("searchsize", "G", "30"),
    ("sep", "G", "3"),
    ("shape", "N", "ellipse"),
    ("showboxes", "GNE", "1"),
    ("sides", "N", "5"),
    ("size", "G", "7,7!"),
    ("skew", "N", "0.5"),
    ("smoothing", "G", "spring"),
    ("sortv", "GCN", "2"),
    ("splines", "G", "ortho"),
    ("start", "G", "7"),
    ("style", "CNE", "dashed"),
    ("style", "G", "radial"),
    ("tailURL", "E", "x"),
    ("tailclip", "E", "false"),
    ("tailhref", "E", "x"),
    ("taillabel", "E", "x"),
    ("tailport", "E", "s"),
    ("tailtarget", "E", "_blank"),
    ("tailtooltip", "E", "x"),
    ("target", "GCNE", "_blank"),
    ("tooltip", "GCNE", "x"),
    ("truecolor", "G", "true"),
    ("viewport", "G", "400,300"),
    ("voro_margin", "G", "0.1"),
    ("weight", "E", "2"),
    ("width", "N", "2"),
    ("xdotversion", "G", "1.7"),
    ("xlabel", "NE", "x"),
    ("z", "N", "2"),
];

#[test]
fn every_attribute_of_graphviz_is_passed_on() {
    for (key, letters, value) in GRAPHVIZ {
        for letter in letters.chars() {
            let elements = match letter {
                'G' => &["diagram"][..],
                'C' => &["group"],
                'N' => &["node", "cert"],
                _ => &["edge"],
            };
            for element in elements {
                let dot = dot(&with(element, &format!("{key}=\"{value}\"")));
                let passed_on = match (*key, *element) {
                    // Behind certdot's own.
                    ("class", "group") => format!("class=\"depth-1 {value}\""),
                    _ => format!("{key}=\"{value}\""),
                };
                assert!(dot.contains(&passed_on), "{key} on {element}: {dot}");
            }
        }
    }
}

#[test]
fn a_key_of_another_element_is_an_error() {
    for (key, _, value) in GRAPHVIZ {
        for (element, letter) in [
            ("diagram", 'G'),
            ("group", 'C'),
            ("node", 'N'),
            ("cert", 'N'),
            ("edge", 'E'),
        ] {
            let is_taken = GRAPHVIZ
                .iter()
                .any(|(other, letters, _)| other == key && letters.contains(letter));
            // This one is refused there.
            let is_refused = *key == "colorscheme" && letter == 'G';
            if !is_taken && !is_refused {
                let text = with(element, &format!("{key}=\"{value}\""));
                assert_eq!(errors(&text), [WrongElement], "{text}");
            }
        }
    }
}

#[test]
fn a_key_of_another_element_gets_the_nearest_one() {
    assert_offers("diagram [url=x]\na >> b", WrongElement, "URL");
    assert_eq!(the_error("a >> edge [shape=box] >> b").0, WrongElement);
}

#[test]
fn an_unknown_key_gets_the_nearest_one() {
    for (element, slip, meant) in [
        ("node", "colour", "color"),
        ("node", "lable", "label"),
        ("node", "Url", "url"),
        ("node", "fontColor", "fontcolor"),
        ("cert", "levle", "level"),
        ("edge", "penwith", "penwidth"),
        ("edge", "stlye", "style"),
        ("group", "fillcolour", "fillcolor"),
        ("group", "labl", "label"),
        ("diagram", "driection", "direction"),
        ("diagram", "thme", "theme"),
    ] {
        assert_offers(
            &with(element, &format!("{slip}=x")),
            UnknownAttribute,
            meant,
        );
    }
    assert_eq!(
        the_error("node a [frobnicate=1]"),
        (UnknownAttribute, None),
        "there is nothing near"
    );
    assert_eq!(
        the_error("node [colour=red]\nnode a").0,
        UnknownAttribute,
        "in defaults too"
    );
    assert_eq!(
        the_error("edge later [colour=red]\na >> later >> b").0,
        UnknownAttribute,
        "in styles too"
    );
}

#[test]
fn keys_that_would_break_the_structure_are_refused_with_what_to_write() {
    let refused = "id image shapefile imagepath stylesheet fontpath lhead ltail rank rankdir cluster layers charset \
                   compound root newrank _background";
    for key in refused.split(' ') {
        for element in ELEMENTS {
            let compilation = project(with(element, &format!("{key}=x"))).compile();
            let [problem] = &compilation.diagnostics[..] else {
                panic!("{key}: {:?}", compilation.diagnostics)
            };
            assert_eq!(problem.code, RefusedAttribute, "{key} on {element}");
            assert!(
                problem
                    .helps
                    .iter()
                    .any(|help| help.message.contains("instead")),
                "{key}: {:?}",
                problem.helps
            );
        }
    }
    assert_eq!(
        errors(&with("diagram", "label=x")),
        [RefusedAttribute],
        "`title`"
    );
    assert_eq!(
        errors(&with("edge", "dir=back")),
        [RefusedAttribute],
        "an arrow"
    );
}

// ---- values ----

#[test]
fn a_value_of_the_wrong_type_is_an_error_with_the_nearest_right_one() {
    for (element, attribute, meant) in [
        ("edge", "color=magneta", "magenta"),
        ("node", "color=Magneta", "magenta"),
        ("node", "shape=elipse", "ellipse"),
        ("node", "shape=Box", "box"),
        ("edge", "style=doted", "dotted"),
        ("node", "style=\"filed,rounded\"", "\"filled,rounded\""),
        ("edge", "arrowhead=dimond", "diamond"),
        ("edge", "constraint=flase", "false"),
        ("diagram", "layout=naeto", "neato"),
        ("diagram", "direction=rihgt", "right"),
        ("diagram", "direction=LR", "right"),
        ("diagram", "theme=Dark", "dark"),
        ("diagram", "splines=otho", "ortho"),
        ("diagram", "legend=ture", "true"),
        ("group", "labelloc=T", "t"),
        ("node", "penwidth=2pt", "2"),
        ("node", "penwidth=\"1,5\"", "1.5"),
        ("node", "fontsize=1", "2"),
        ("node", "colorscheme=bleus9", "blues9"),
        ("edge", "color=\"red;0.3:bleu\"", "\"red;0.3:blue\""),
        ("node", "target=_Blank", "_blank"),
    ] {
        assert_offers(&with(element, attribute), WrongValue, meant);
    }
    assert_eq!(
        the_error("a >> edge [penwidth=thick] >> b"),
        (WrongValue, None)
    );
}

#[test]
fn what_is_offered_is_right() {
    for (element, attribute) in [
        ("node", "color=magneta"),
        ("node", "fillcolor=\"red;0.5\""),
        ("node", "style=\"filled rounded\""),
        ("node", "fontname=\"\\\"Arial\\\"\""),
        ("node", "url=\"https:/x.example/a\""),
        ("node", "penwidth=999"),
        ("edge", "class=\"a, b.c\""),
        ("edge", "minlen=2.5"),
        ("diagram", "dpi=9"),
    ] {
        let (code, offered) = the_error(&with(element, attribute));
        let key = attribute.split('=').next().unwrap_or_default();
        assert_eq!(code, WrongValue, "{attribute}");
        accepts(&with(
            element,
            &format!("{key}={}", offered.expect("something is near")),
        ));
    }
}

#[test]
fn a_number_that_is_none_is_a_wrong_value() {
    let wrong = [
        "thick", "", " ", "nan", "NaN", "inf", "-inf", "1e999", "0x10", "1,5", "2pt", "1 2",
        "1.2.3", "--1", "1_000", "½", "١",
    ];
    assert_takes(
        "node",
        "penwidth",
        &["0", "2", "1.5", ".5", "1e1", "+2", "2."],
        &wrong,
    );
    assert_takes("edge", "weight", &["0", "2", "+3"], &wrong);
    assert_takes("edge", "minlen", &["2"], &["2.5", "1e1", "-1"]);
    assert_takes("diagram", "nodesep", &["0.5"], &wrong);
}

#[test]
fn a_number_that_graphviz_cannot_draw_is_a_wrong_value() {
    for (element, attribute) in [
        ("edge", "weight=2147483647"),
        ("node", "sides=1000000000"),
        ("edge", "minlen=60000"),
        ("node", "peripheries=10000000"),
        ("node", "peripheries=1e7"),
        ("diagram", "dpi=100000"),
        ("node", "width=1e300"),
        ("node", "height=-1"),
        ("node", "fontsize=0"),
        ("node", "fontsize=-4"),
        ("node", "fontsize=1000000"),
        ("node", "penwidth=-1"),
        ("edge", "arrowsize=1e9"),
        ("diagram", "size=\"0,0\""),
        ("diagram", "nodesep=1e9"),
        ("diagram", "ranksep=1e9"),
        ("diagram", "pad=1e9"),
        ("node", "margin=\"1e9,1\""),
        ("node", "pos=\"1e300,0\""),
        ("node", "xlabel=\"\\n\""),
        ("node", "label=\"\\n\\n\""),
        ("group", "label=\"\\n\""),
        ("edge", "label=\"\\n\""),
        ("diagram", "title=\"\\n\""),
    ] {
        assert_eq!(
            errors(&with(element, attribute)),
            [WrongValue],
            "{attribute} on {element}"
        );
    }
    for text in [
        "node a \"\\n\"",
        "a >> edge \"\\n\" >> b",
        "group g \"\\n\" { node a }",
        "diagram \"\\n\"",
    ] {
        assert_eq!(errors(text), [WrongValue], "{text}");
    }
}

// ---- addresses ----

/// Each key that takes an address, and who takes it.
const ADDRESSES: &[(&str, &str)] = &[
    ("url", "cert node group edge"),
    ("URL", "diagram cert node group edge"),
    ("href", "diagram cert node group edge"),
    ("edgeURL", "edge"),
    ("edgehref", "edge"),
    ("headURL", "edge"),
    ("headhref", "edge"),
    ("labelURL", "edge"),
    ("labelhref", "edge"),
    ("tailURL", "edge"),
    ("tailhref", "edge"),
];

#[test]
fn every_address_is_http_https_mailto_or_relative() {
    let right = [
        "https://example.org/a?b=1&c=2#d",
        "http://localhost:8080/",
        "HTTPS://EXAMPLE.ORG",
        "mailto:a@example.org",
        "exams/az-900.html",
        "/exams",
        "../x.html",
        "#top",
        "?q=1",
        "./a:b",
        "größe.html",
    ];
    let wrong = [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\\tscript:alert(1)",
        "java\\nscript:alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "tel:+1",
        "//example.org/x",
        "\\\\\\\\example.org",
        "https:example.org",
        "https://good.example@evil.example/",
        "https://",
        "",
        " ",
    ];
    for (key, elements) in ADDRESSES {
        for element in elements.split(' ') {
            assert_takes(element, key, &right, &wrong);
        }
    }
}

#[test]
fn an_address_is_written_so_that_it_stays_one() {
    let dot = dot("node a [url=\"x/a b\\\"c<d>'e`f&g=1\"]");
    assert!(
        dot.contains("URL=\"x/a%20b%22c%3Cd%3E%27e%60f&amp;g=1\""),
        "{dot}"
    );
}

// ---- fonts, classes, windows ----

#[test]
fn a_font_is_letters_digits_blanks_and_four_marks() {
    let right = [
        "Helvetica",
        "Noto Sans 12",
        "DejaVu_Sans-Mono",
        "Helvetica,Arial,sans-serif",
        "Arial Bold 12.5",
    ];
    let wrong = [
        "A\\\"",
        "A<",
        "A>",
        "A&",
        "A;",
        "A:",
        "A'",
        "A(",
        "A/",
        "A\\\\",
        "A\\n",
        "A\\t",
        "A=",
        "A{",
        "",
        " ",
        "Café",
        "A\\\" onload=\\\"x",
    ];
    for element in ELEMENTS {
        assert_takes(element, "fontname", &right, &wrong);
    }
    assert_takes("edge", "labelfontname", &right, &wrong);
}

#[test]
fn classes_and_windows_are_names() {
    assert_takes(
        "node",
        "class",
        &["a", "a b-1 _c", ""],
        &["a\\\"", "a<b", "1a", "a.b", "a;b"],
    );
    assert_takes(
        "node",
        "target",
        &["_blank", "_self", "_parent", "_top", "main"],
        &["_other", "a b", "a\\\"", ""],
    );
}

// ---- words ----

#[test]
fn layout_direction_and_theme_take_their_words() {
    assert_takes(
        "diagram",
        "layout",
        &["dot", "neato", "fdp", "sfdp", "twopi", "circo"],
        &["patchwork", "osage", "nop", "Dot", "", "/bin/sh"],
    );
    assert_takes(
        "diagram",
        "direction",
        &["down", "right", "up", "left"],
        &["Down", "LR", "TB", "sideways", ""],
    );
    assert_takes(
        "diagram",
        "theme",
        &["light", "dark", "auto", "plain"],
        &["Light", "blue", ""],
    );
    assert_takes("diagram", "legend", &["true", "false"], &["maybe", ""]);
}

#[test]
fn direction_is_where_edges_lead() {
    for (direction, written) in [("right", "LR"), ("up", "BT"), ("left", "RL")] {
        let dot = dot(&with("diagram", &format!("direction={direction}")));
        assert!(dot.contains(&format!("rankdir=\"{written}\"")), "{dot}");
    }
    assert_same(&with("diagram", "direction=down"), &with("diagram", ""));
}

#[test]
fn a_layout_reaches_graphviz() {
    assert!(dot(&with("diagram", "layout=neato")).contains("layout=\"neato\""));
}

#[test]
fn themes_are_colours_and_fonts_of_the_whole_picture() {
    let themed = |theme: &str| dot(&with("diagram", &format!("theme={theme}")));
    assert_ne!(themed("light"), themed("dark"));
    assert_ne!(themed("light"), themed("plain"));
    assert_eq!(
        themed("light"),
        dot(&with("diagram", "")),
        "what counts where none is said"
    );
    assert_eq!(themed("auto"), themed("light"), "DOT cannot ask its reader");
    for (theme, color) in [
        ("light", "bgcolor=\"#fffffe\""),
        ("dark", "bgcolor=\"#14181d\""),
    ] {
        assert!(themed(theme).contains(color), "{}", themed(theme));
    }
    for said in ["color", "font", "style", "shape"] {
        assert!(!themed("plain").contains(said), "{}", themed("plain"));
    }
}

#[test]
fn legend_is_false_unless_told() {
    assert_same(&with("diagram", "legend=false"), &with("diagram", ""));
    assert_same(&with("diagram", "legend=no"), &with("diagram", ""));
}

#[test]
fn level_takes_any_word() {
    for level in [
        "foundational",
        "associate",
        "professional",
        "specialty",
        "Expert",
        "black-belt",
        "größer",
        "1",
    ] {
        accepts(&with(
            "node",
            &format!("level={level}", level = format_args!("\"{level}\"")),
        ));
        accepts(&with("cert", &format!("level=\"{level}\"")));
    }
    assert_takes("node", "level", &["two words"], &["", " "]);
}

#[test]
fn alt_and_title_are_texts() {
    for text in ["", "A picture of <b>two</b> & more", "\\\\N", "a\\nb"] {
        accepts(&with("diagram", &format!("alt=\"{text}\"")));
        accepts(&with("diagram", &format!("title=\"{text}\"")));
    }
    assert_same("diagram \"T\"\na >> b", "diagram [title=T]\na >> b");
    assert_eq!(errors("diagram \"T\" [title=S]\na >> b"), [TwoValues]);
    accepts("diagram \"T\" [title=T]\na >> b");
}

#[test]
fn a_string_and_a_label_say_the_same() {
    assert_same("node a \"A\"", "node a [label=A]");
    assert_same("group g \"G\" { node a }", "group g [label=G] { node a }");
    assert_same("a >> edge \"E\" >> b", "a >> edge [label=E] >> b");
    assert_same("cert c \"C\"\nnode c", "cert c [label=C]\nnode c");
    assert_eq!(errors("node a \"A\" [label=B]"), [TwoValues]);
    accepts("node a \"A\" [label=A]");
}

#[test]
fn truth_may_be_written_as_graphviz_does() {
    assert_same(
        &with("edge", "constraint=false"),
        &with("edge", "constraint=no"),
    );
    assert_same(
        &with("edge", "constraint=false"),
        &with("edge", "constraint=0"),
    );
    assert_same(
        &with("edge", "constraint=true"),
        &with("edge", "constraint=YES"),
    );
}

#[test]
fn labels_of_shapes_that_read_them_are_no_way_around_text() {
    assert_offers("node a [shape=record]", WrongValue, "box");
    assert_offers("node a [shape=Mrecord]", WrongValue, "box");
    assert_eq!(errors("node a [shape=epsf]"), [WrongValue]);
}

#[test]
fn text_is_text() {
    for (key, element) in [
        ("label", "node"),
        ("xlabel", "node"),
        ("headlabel", "edge"),
        ("taillabel", "edge"),
        ("label", "group"),
    ] {
        let dot = dot(&with(
            element,
            &format!("{key}=\"<b>\\\\N</b> &lt; <<i>x</i>>\""),
        ));
        assert!(
            dot.contains(&format!("{key}=\"<b>\\\\N</b> &amp;lt; <<i>x</i>>\"")),
            "{dot}"
        );
    }
    assert_eq!(draws("node a \"\\\\N\""), "a \"\\\\N\"");
}

// ---- colours ----

#[test]
fn a_colour_is_a_name_a_number_or_three_parts() {
    let right = [
        "red",
        "magenta",
        "LightBlue",
        "gray40",
        "snow4",
        "transparent",
        "crimson",
        "#f90",
        "#f90c",
        "#ff9900",
        "#FF9900CC",
        "0.6,0.5,1",
        "0.6 0.5 1",
        "0.6,0.5,1,0.5",
        "/red",
        "//red",
        "/x11/red",
        "/svg/teal",
        "/blues9/3",
        "/set312/12",
    ];
    let wrong = [
        "magneta",
        "",
        "#",
        "#12",
        "#12345",
        "#ggg",
        "ff9900",
        "0.6,0.5",
        "0.6,0.5,2",
        "/blues9/10",
        "/blues9/0",
        "/nope/1",
        "7",
        "gray101",
        "rgb(1,2,3)",
        "red;1",
        "url(x)",
        "currentColor",
    ];
    for (element, key) in [
        ("node", "color"),
        ("node", "fontcolor"),
        ("node", "fillcolor"),
        ("group", "color"),
        ("group", "pencolor"),
        ("group", "bgcolor"),
        ("edge", "color"),
        ("edge", "fillcolor"),
        ("edge", "labelfontcolor"),
        ("diagram", "bgcolor"),
        ("diagram", "fontcolor"),
    ] {
        assert_takes(element, key, &right, &wrong);
    }
}

#[test]
fn colours_come_out_as_every_graphviz_reads_them() {
    for (said, written) in [
        ("#f90", "#ff9900"),
        ("#f90c", "#ff9900cc"),
        ("0,1,1,0.5", "#ff000080"),
        ("red", "red"),
        ("/svg/teal", "/svg/teal"),
    ] {
        let dot = dot(&with("node", &format!("color=\"{said}\"")));
        assert!(dot.contains(&format!("color=\"{written}\"")), "{dot}");
    }
}

#[test]
fn colours_may_be_lists_with_parts() {
    let right = [
        "red:blue",
        "red;0.3:blue",
        "red;0.25:blue;0.75",
        "#f00:#00f",
        "/blues9/3:gold",
    ];
    let wrong = [
        "red:",
        ":red",
        "red;0.5",
        "red;0.6:blue;0.6",
        "red;2:blue",
        "red;x:blue",
        "red : blue",
        "red:magneta",
    ];
    for (element, key) in [
        ("node", "fillcolor"),
        ("group", "fillcolor"),
        ("edge", "color"),
        ("diagram", "bgcolor"),
    ] {
        assert_takes(element, key, &right, &wrong);
    }
    assert_takes("node", "color", &["red"], &["red:blue"]);
}

#[test]
fn a_scheme_makes_numbers_colours() {
    accepts("node a [colorscheme=blues9, color=3]");
    accepts("node [colorscheme=blues9]\nnode a [color=3]");
    assert_eq!(errors("node a [color=3]"), [WrongValue]);
    assert_eq!(
        errors("node a [colorscheme=blues9, color=13]"),
        [WrongValue]
    );
    let dot = dot("node a [colorscheme=blues9, color=red]");
    assert!(
        dot.contains("color=\"/red\""),
        "a scheme hides no name: {dot}"
    );
}

// ---- how much is said at once ----

#[test]
fn all_wrong_attributes_of_a_list_are_reported() {
    assert_eq!(
        errors("node a [colour=red, penwidth=thick, shape=box, dir=back, direction=up]"),
        [UnknownAttribute, WrongValue, RefusedAttribute, WrongElement]
    );
}

#[test]
fn the_same_key_twice_in_a_list_has_two_values() {
    assert_eq!(errors("node a [color=red, color=blue]"), [TwoValues]);
    accepts("node a [color=red, color=red]");
}
