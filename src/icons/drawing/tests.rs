//! Drawings of all kinds, and those that mean harm.

use usvg::roxmltree::Document;

use super::super::{Content, IconError};

pub(in super::super) const HEAD: &str = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 24 24'>";

/// A path that is always there, so that something is drawn.
pub(in super::super) const MARK: &str = "<path d='M1 1H9V9z'/>";

/// The smallest PNG there is, of one pixel.
pub(in super::super) const PNG: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// Elements and attributes by which an SVG does more than draw, and anything of the world outside.
const HARM: [&str; 22] = [
    "<script",
    "script:",
    "onload",
    "onclick",
    "onbegin",
    "foreignobject",
    "<iframe",
    "<a ",
    "<a>",
    "<set",
    "<animate",
    "<style",
    "@import",
    "<!doctype",
    "<!entity",
    "http:",
    "https:",
    "file:",
    "//",
    "svg+xml",
    "<text",
    "evil",
];

pub(in super::super) fn read(text: &str) -> Result<Content, IconError> {
    Content::read(text.as_bytes().to_vec())
}

/// What is left of a document.
fn cleaned(text: &str) -> String {
    match read(text) {
        Ok(Content::Svg(text)) => text,
        other => panic!("{text}: {other:?}"),
    }
}

/// What is left of what stands in an SVG beside a path.
fn left_of(body: &str) -> String {
    cleaned(&format!("{HEAD}{MARK}{body}</svg>"))
}

pub(in super::super) fn why(text: &str) -> String {
    let Err(IconError(why)) = read(text) else {
        panic!("{} is taken", &text[..text.len().min(200)]);
    };
    why
}

/// A cleaned document is well-formed, holds only what is known to draw, and refers to nothing outside.
fn assert_harmless(text: &str, of: &str) {
    let document = Document::parse(text).unwrap_or_else(|error| panic!("{of}: {error}: {text}"));
    assert!(
        text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "),
        "{of}: {text}"
    );
    let inner = text.split_once("viewBox").unwrap().1.to_lowercase();
    for harm in HARM {
        assert!(!inner.contains(harm), "{of}: {harm} in {text}");
    }
    for node in document.descendants().filter(|node| node.is_element()) {
        let name = node.tag_name().name();
        assert_eq!(
            node.tag_name().namespace(),
            Some(super::SVG),
            "{of}: {name}"
        );
        assert!(
            [
                "svg",
                "defs",
                "g",
                "path",
                "image",
                "clipPath",
                "mask",
                "linearGradient",
                "radialGradient",
                "stop",
                "pattern",
            ]
            .contains(&name),
            "{of}: {name}"
        );
        for attribute in node.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            assert!(!key.starts_with("on"), "{of}: {key}");
            if key == "href" {
                assert!(
                    value.starts_with('#') || value.starts_with("data:image/png;base64,"),
                    "{of}: {value}"
                );
            }
            for link in value.split("url(").skip(1) {
                assert!(link.starts_with("#i"), "{of}: {value}");
            }
        }
    }
}

#[test]
fn whatever_does_more_than_draw_is_left_out() {
    for body in [
        "<script>alert(1)</script>",
        "<script xlink:href='http://evil/x.js'/>",
        "<script><![CDATA[ alert('<path/>') ]]></script>",
        "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
        "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
        "<h:iframe xmlns:h='http://www.w3.org/1999/xhtml' src='http://evil/'/>",
        "<handler xmlns='http://www.w3.org/2000/svg' type='application/ecmascript'>alert(1)</handler>",
        "<g onload='alert(1)' onclick='alert(1)'><path d='M2 2H3V3z' onmouseover='alert(1)'/></g>",
        "<a href='javascript:alert(1)'><path d='M2 2H3V3z'/></a>",
        "<a xlink:href='https://evil/'><path d='M2 2H3V3z'/></a>",
        "<a xlink:href='java&#10;script:alert(1)'><path d='M2 2H3V3z'/></a>",
        "<foreignObject width='9' height='9'><body xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></body></foreignObject>",
        "<switch><foreignObject width='9' height='9'/><path d='M2 2H3V3z'/></switch>",
        "<a><set attributeName='href' to='javascript:alert(1)'/><path d='M2 2H3V3z'/></a>",
        "<path d='M2 2H3V3z'><animate attributeName='href' values='javascript:alert(1)' onbegin='alert(1)'/></path>",
        "<image href='http://evil/x.png' width='9' height='9'/>",
        "<image href='file:///etc/passwd' width='9' height='9'/>",
        "<image href='/etc/passwd' width='9' height='9'/>",
        "<image href='../x.png' width='9' height='9'/>",
        "<image href='//evil/x.png' width='9' height='9'/>",
        "<image width='9' height='9' href='data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22%3E%3Cscript/%3E%3C/svg%3E'/>",
        "<image width='9' height='9' href='data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4='/>",
        "<image width='9' height='9' href='data:text/html,&lt;script>alert(1)&lt;/script>'/>",
        "<image width='9' height='9' href='data:image/png;base64,AAAA'/>",
        "<use href='http://evil/x.svg#a'/>",
        "<use xlink:href='data:image/svg+xml,&lt;svg/>#a'/>",
        "<use href='javascript:alert(1)'/>",
        "<filter id='f'><feImage href='http://evil/x.png'/></filter><path filter='url(#f)' d='M2 2H3V3z'/>",
        "<path fill='url(http://evil/x.svg#a)' d='M2 2H3V3z'/>",
        "<path fill='url(\"http://evil/x.svg#a\") red' d='M2 2H3V3z'/>",
        "<path style='fill:url(http://evil/x.svg#a)' d='M2 2H3V3z'/>",
        "<path style='background:url(http://evil/x.png);behavior:url(evil.htc);fill:expression(alert(1))' d='M2 2H3V3z'/>",
        "<path filter='url(#f) url(http://evil/x.svg#a)' d='M2 2H3V3z'/>",
        "<path mask='url(http://evil/x.svg#a)' clip-path='url(//evil/#b)' d='M2 2H3V3z'/>",
        "<style>@import url(http://evil/x.css); path { fill: url(http://evil/x.svg#a) }</style>",
        "<style>@font-face { font-family: x; src: url(http://evil/x.ttf) } * { background: url(http://evil/) }</style>",
        "<style><![CDATA[</style><script>alert(1)</script>]]></style>",
        "<style>path { fill: red } </style><style type='text/css'>.evil { color: red }</style>",
        "<?xml-stylesheet href='http://evil/x.css'?>",
        "<!-- <script>alert(1)</script> http://evil/ -->",
        "<text x='1' y='9'>evil</text>",
        "<title>evil</title><desc>evil</desc><metadata>evil</metadata>",
        "<path id='\" onload=\"alert(1)' d='M2 2H3V3z'/><use href='#\" onload=\"alert(1)'/>",
        "<linearGradient id='a) url(http://evil/#b'><stop/><stop offset='1' stop-color='red'/></linearGradient><path fill='url(#a) url(http://evil/#b)' d='M2 2H3V3z'/>",
        "<path class='evil' data-evil='evil' aria-label='evil' d='M2 2H3V3z'/>",
        "<x xmlns='http://evil/'><path d='M2 2H3V3z'/></x>",
        "<path xmlns:e='http://evil/' e:d='M2 2' e:onload='alert(1)' d='M2 2H3V3z'/>",
        "<iframe src='javascript:alert(1)'/><embed src='evil'/><object data='evil'/><video><source src='evil'/></video>",
        "<svg onload='alert(1)' width='9' height='9' viewBox='0 0 9 9'><script>alert(1)</script><path d='M2 2H3V3z'/></svg>",
        "<symbol id='s' onload='alert(1)'><script>alert(1)</script><path d='M2 2H3V3z'/></symbol><use href='#s'/>",
        "<marker id='m'><script/><path d='M0 0H1V1z' onclick='alert(1)'/></marker><path marker-end='url(#m)' stroke='red' d='M2 2H3V3z'/>",
        "<pattern id='p' width='2' height='2'><script/><image href='http://evil/' width='2' height='2'/><path d='M0 0H1V1z'/></pattern><path fill='url(#p)' d='M2 2H9V9z'/>",
        "<path fill='red\"/><script>alert(1)</script>' d='M2 2H3V3z'/>",
    ] {
        // Some say what cannot be understood: then nothing of the drawing is taken.
        let body = body
            .replace("fill='red\"/><script>", "fill='red\"/>&lt;script>")
            .replace("</script>' d=", "&lt;/script>' d=");
        let text = left_of(&body);
        assert_harmless(&text, &body);
        assert!(text.contains("M 1 1 L 9 1 L 9 9 Z"), "{body}: {text}");
    }
}

#[test]
fn the_root_and_what_stands_before_it_do_nothing() {
    for text in [
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' onload='alert(1)' style='background:url(http://evil/)'>M</svg>",
        "<?xml version='1.0'?><?xml-stylesheet href='http://evil/x.css'?><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>M</svg>",
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>M</svg>",
        "<!DOCTYPE svg [<!ENTITY ns 'http://www.w3.org/2000/svg'>]><svg xmlns='&ns;' viewBox='0 0 9 9'>M</svg>",
        "<!DOCTYPE svg [<!ENTITY x '<script>alert(1)</script>'>]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>&x;M</svg>",
        "<x:svg xmlns:x='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><x:script>alert(1)</x:script><x:path d='M1 1H9V9z'/></x:svg>",
        "<svg viewBox='0 0 9 9'>M</svg>",
        "\u{feff}<svg viewBox='0 0 9 9'>M</svg>",
        "\n <!-- evil --> <svg viewBox='0 0 9 9'>M</svg><!-- evil -->",
    ] {
        assert_harmless(
            &cleaned(
                &text
                    .replace(">M<", &format!(">{MARK}<"))
                    .replace(";M<", &format!(";{MARK}<")),
            ),
            text,
        );
    }
}

#[test]
fn entities_bring_nothing_in_from_outside() {
    for entity in ["SYSTEM 'file:///etc/passwd'", "PUBLIC 'x' 'http://evil/'"] {
        let text =
            format!("<!DOCTYPE svg [<!ENTITY x {entity}>]>{HEAD}{MARK}<desc>&x;</desc></svg>");
        if let Ok(Content::Svg(text)) = read(&text) {
            assert_harmless(&text, entity);
        }
    }
}

#[test]
fn entities_do_not_grow() {
    let mut laughs = "<!DOCTYPE svg [<!ENTITY a0 'ha'>".to_owned();
    for level in 1..10 {
        let before = format!("&a{};", level - 1).repeat(10);
        laughs += &format!("<!ENTITY a{level} '{before}'>");
    }
    laughs += &format!("]>{HEAD}<desc>&a9;</desc>{MARK}</svg>");
    assert_eq!(
        why(&laughs),
        "declares entities that refer to other entities"
    );
    let long = format!(
        "<!DOCTYPE svg [<!ENTITY a '{}'>]>{HEAD}<desc>{}</desc>{MARK}</svg>",
        "ha".repeat(5_000),
        "&a;".repeat(100_000)
    );
    assert_eq!(why(&long), "declares entities that expand to too much text");
}

#[test]
fn what_is_not_well_formed_is_told_by_its_place_only() {
    let open = format!("{HEAD}\n<g><secret></g></svg>");
    assert_eq!(why(&open), "is not well-formed XML (line 2, column 12)");
    for text in [
        &format!("{HEAD}{MARK}"),
        &format!("{HEAD}{MARK}</svg><script/>"),
        &format!("{HEAD}<path d=M1/></svg>"),
        &format!("{HEAD}<x:path xmlns:y='a'/></svg>"),
        &format!("{HEAD}&unknown;{MARK}</svg>"),
        "<svg",
    ] {
        let why = why(text);
        assert!(
            why.starts_with("is not well-formed XML (line "),
            "{text}: {why}"
        );
    }
    let latin = [HEAD.as_bytes(), b"<desc>\xE9</desc></svg>"].concat();
    assert_eq!(Content::read(latin), Err(IconError::new("is not UTF-8")));
    let utf_16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(HEAD.bytes().flat_map(|byte| [byte, 0]))
        .collect();
    assert_eq!(
        Content::read(utf_16),
        Err(IconError::new("is not an image"))
    );
    assert_eq!(why("<html><svg></svg></html>"), "is not an image");
    assert_eq!(
        why("<svg xmlns='http://www.w3.org/1999/xhtml'/>"),
        "is not an image"
    );
}

#[test]
fn a_shape_as_large_as_numbers_go_is_not_drawn() {
    let text = format!("{HEAD}{MARK}<circle r='1e38'/></svg>");
    assert_eq!(why(&text), "has sizes that are too large to draw");
}

#[test]
fn depth_breaks_nothing() {
    let deep = |depth: usize| {
        format!(
            "{HEAD}{}{MARK}{}</svg>",
            "<g>".repeat(depth),
            "</g>".repeat(depth)
        )
    };
    assert_eq!(why(&deep(1_000_000)), "has more than 200000 parts");
    assert_eq!(why(&deep(15_000)), "is nested more than 128 levels deep");
    assert_eq!(why(&deep(127)), "is nested more than 128 levels deep");
    cleaned(&deep(126));
    // Deep by what is used: each stands in itself but once, and uses the one before.
    let mut chain = String::new();
    for at in 1..200 {
        chain += &format!("<g id='a{at}'><use href='#a{}'/></g>", at - 1);
    }
    let text = format!("{HEAD}<g id='a0'>{MARK}</g>{chain}</svg>");
    assert_eq!(why(&text), "is nested more than 128 levels deep");
}

#[test]
fn an_icon_that_draws_nothing_is_none() {
    for body in [
        "",
        "<g/>",
        "<text>only text</text>",
        "<path/>",
        "<path d='M1 1H9V9z' fill='none'/>",
        "<path d='M1 1H9V9z' visibility='hidden'/>",
        "<g display='none'><path d='M1 1H9V9z'/></g>",
        "<image href='http://evil/x.png' width='9' height='9'/>",
    ] {
        assert_eq!(
            why(&format!("{HEAD}{body}</svg>")),
            "draws nothing",
            "{body}"
        );
    }
}

#[test]
fn every_icon_gets_a_frame_that_begins_at_zero_and_no_size() {
    for (root, width, height) in [
        ("viewBox='0 0 24 24'", 24.0, 24.0),
        ("viewBox='0 0 24 24' width='1em' height='1em'", 24.0, 24.0),
        ("viewBox='0 0 24 12' width='100%'", 24.0, 12.0),
        (
            "viewBox='-5,-5, 40 20' width='400px' height='400px'",
            40.0,
            20.0,
        ),
        ("width='32' height='16'", 32.0, 16.0),
        ("width='1in' height='48pt'", 96.0, 64.0),
        (
            "viewBox='0 0 10 10' width='20' height='10' preserveAspectRatio='none'",
            20.0,
            10.0,
        ),
        ("viewBox='nonsense' width='7' height='9'", 7.0, 9.0),
        ("viewBox='0 0 0 5' width='7' height='9'", 7.0, 9.0),
        ("", 9.0, 9.0),
    ] {
        let text = cleaned(&format!("<svg {root}>{MARK}</svg>"));
        assert!(
            !text
                .split_once('>')
                .unwrap()
                .1
                .split_once('>')
                .unwrap()
                .0
                .contains(" width="),
            "{text}"
        );
        let symbol = Content::Svg(text).symbol("");
        assert_eq!((symbol.width, symbol.height), (width, height), "{root}");
    }
    for root in ["width='0' height='9'", "width='-1' height='-1'"] {
        assert_eq!(
            why(&format!("<svg {root}>{MARK}</svg>")),
            "has no size",
            "{root}"
        );
    }
}

#[test]
fn the_colour_around_goes_through_wherever_it_is_said() {
    for body in [
        "<path fill='currentColor' d='M1 1H9V9z'/>",
        "<path style='fill: currentColor' d='M1 1H9V9z'/>",
        "<style>.a { fill: currentColor }</style><path class='a' d='M1 1H9V9z'/>",
        "<g fill='currentColor'><path d='M1 1H9V9z'/></g>",
        "<path fill='none' stroke='currentColor' d='M1 1H9V9z'/>",
        "<linearGradient id='g'><stop stop-color='currentColor'/><stop offset='1' stop-color='red'/></linearGradient><path fill='url(#g)' d='M1 1H9V9z'/>",
        "<path fill='currentColor' fill-opacity='.5' d='M1 1H9V9z'/>",
    ] {
        assert!(left_of(body).contains("=\"currentColor\""), "{body}");
    }
    // A document that holds the very color that stands for it, and one that says what its color is.
    let text = left_of("<path fill='#C0FFEE' d='M1 1H9V9z'/>");
    assert!(
        text.contains("fill=\"#c0ffee\"") && !text.contains("currentColor"),
        "{text}"
    );
    let own = format!(
        "{}<path fill='currentColor' d='M1 1H9V9z'/></svg>",
        HEAD.replace("<svg", "<svg color='#123456'")
    );
    assert!(cleaned(&own).contains("#123456"));
}

#[test]
fn styles_become_attributes() {
    let text = left_of(
        "<style>.st0 { fill: #ff0000; opacity: .5 } #x { stroke: blue }</style><path id='x' class='st0' d='M2 2H3V3z'/>",
    );
    assert!(
        text.contains("fill=\"#ff0000\"") && text.contains("stroke=\"#0000ff\""),
        "{text}"
    );
    assert!(!text.contains("class") && !text.contains("st0"), "{text}");
}

#[test]
fn ids_are_numbered_and_can_be_told_apart_on_a_page() {
    let content = Content::Svg(left_of(
        "<linearGradient id='SVGID_1_'><stop stop-color='red'/><stop offset='1' stop-color='blue'/></linearGradient>\
         <clipPath id='clip'><path d='M1 1H9V9z'/></clipPath><mask id='m'><path fill='#fff' d='M0 0H20V20z'/></mask>\
         <filter id='f'><feGaussianBlur stdDeviation='1'/></filter>\
         <g id='Layer_1' clip-path='url(#clip)'><path mask='url(#m)' filter='url(#f)' fill='url(#SVGID_1_)' d='M2 2H9V9z'/></g>",
    ));
    let body = content.symbol("x7-").body;
    for gone in ["SVGID", "Layer", "clip\"", "\"m\"", "#f)"] {
        assert!(!body.contains(gone), "{gone} in {body}");
    }
    let ids: Vec<&str> = body
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(ids.len(), 3, "{body}");
    let links: Vec<&str> = body
        .split("url(#")
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap())
        .collect();
    assert_eq!(links.len(), 3, "{body}");
    for name in ids.iter().chain(&links) {
        assert!(name.starts_with("x7-"), "{name}");
    }
    assert!(links.iter().all(|link| ids.contains(link)), "{body}");
}

#[test]
fn filters_are_left_out_and_what_they_are_on_stays() {
    let plain = left_of("<g><path d='M2 2H9V9z'/></g>");
    for body in [
        "<filter id='f'><feGaussianBlur stdDeviation='1e9'/></filter><g filter='url(#f)'><path d='M2 2H9V9z'/></g>",
        "<filter id='f'><feTurbulence numOctaves='2000000000'/></filter><g style='filter:url(#f)'><path d='M2 2H9V9z'/></g>",
        "<style>.filter{filter:blur(5px)}</style><g class='filter'><path d='M2 2H9V9z'/></g>",
        "<g filter='url(#nowhere)'><path d='M2 2H9V9z'/></g>",
        "<filter id='unused'><feMerge/></filter><g><path d='M2 2H9V9z'/></g>",
    ] {
        assert_eq!(left_of(body), plain, "{body}");
    }
    let disguised = "<path style='f&#105;lter: blur(9px)' d='M1 1H9V9z'/>";
    assert_eq!(
        why(&format!("{HEAD}{disguised}</svg>")),
        "uses a filter through a style"
    );
}

#[test]
fn bitmaps_in_drawings_stay() {
    let text = left_of(&format!("<image href='{PNG}' width='9' height='9'/>"));
    assert!(
        text.contains("xlink:href=\"data:image/png;base64,iVBOR"),
        "{text}"
    );
    assert_harmless(&text, "a bitmap");
}

#[test]
fn cleaning_twice_is_cleaning_once() {
    let once = left_of(
        "<radialGradient id='g'><stop stop-color='currentColor'/><stop offset='1' stop-color='#00f'/></radialGradient>\
         <g opacity='.5' transform='rotate(30)'><circle cx='9' cy='9' r='5' fill='url(#g)' stroke='red'/></g>\
         <rect x='3' width='9' height='9' rx='2' style='mix-blend-mode: multiply'/>",
    );
    let twice = cleaned(&once);
    assert_eq!(cleaned(&twice), twice);
    let png = |text: &str| Content::Svg(text.to_owned()).to_png(48, "#123456").unwrap();
    assert_eq!(png(&once), png(&twice));
}

#[test]
fn a_symbol_is_drawn_only_of_what_was_cleaned() {
    assert_eq!(
        Content::Svg("<svg><script/></svg>".to_owned())
            .symbol("")
            .body,
        ""
    );
}
