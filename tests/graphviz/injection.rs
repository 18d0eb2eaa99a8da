//! What a program says stays text: its SVG is well-formed and holds nothing that runs, whatever the program says.

use std::fs;
use std::path::Path;

use certdot::attributes::{self, Element};
use certdot::source::Disk;

use crate::dice::Dice;
use crate::dot::{LEAST_LAYOUT, compilation, compilation_in, compiled, dot, dot_in, with_images};
use crate::program::program;
use crate::words::quoted;
use crate::xml::{self, Element as Xml};

/// What has got out of an attribute, an element, a comment or an entity somewhere.
const HOSTILE: &[&str] = &[
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "</text><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "<script>alert(1)</script>",
    "\" onload=\"alert(1)",
    "' onload='alert(1)",
    "x onload=alert(1)",
    "\\\" onload=\\\"alert(1)",
    "&quot; onload=&quot;alert(1)",
    "&#34;&#62;&#60;script&#62;",
    "&lt;script&gt;",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "\\x6aavascript:alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "//evil.example/x",
    "https://x.example/\"><script>alert(1)</script>",
    "https://x.example/\" onclick=\"alert(1)",
    "https://x.example/?a=<&b=>&c='&d=`",
    "mailto:a@b.example\" onclick=\"alert(1)",
    "#\" onclick=\"alert(1)",
    "x.html\" onclick=\"alert(1)",
    "red\" onload=\"alert(1)",
    "red;background:url(javascript:alert(1))",
    "Helvetica\" onload=\"alert(1)",
    "Helvetica;}</style><script>",
    "a\" class=\"b",
    "_blank\" onclick=\"alert(1)",
    "<table><tr><td href=\"javascript:alert(1)\">x</td></tr></table>",
    "<<b>bold</b>>",
    "<b>",
    ">",
    "\\",
    "\"",
    "'",
    "&",
    "&bogus;",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?php ?>",
    "\\N\\G\\E\\T\\H\\L\\l\\r",
    "%\"x",
    "a];}digraph{b[label=\"",
    "\n];}",
];

/// What an SVG of Graphviz consists of.
const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "title",
    "text",
    "a",
    "polygon",
    "polyline",
    "path",
    "ellipse",
    "circle",
    "image",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
];

/// Panics if an SVG holds anything that is not there to be seen.
fn assert_harmless(svg: &str, of: &str) {
    for element in xml::read(svg).all() {
        assert!(
            ELEMENTS.contains(&element.name.as_str()),
            "<{}> in the SVG of\n{of}",
            element.name
        );
        for (name, value) in &element.attributes {
            assert!(
                !name.to_lowercase().starts_with("on"),
                "{name}={value} in the SVG of\n{of}"
            );
            if name.ends_with("href") {
                assert!(
                    leads_nowhere_bad(value),
                    "a link to {value} in the SVG of\n{of}"
                );
            }
            if name != "xlink:title" && name != "xlink:href" {
                assert!(
                    !value.to_lowercase().contains("script:"),
                    "{name}={value} in the SVG of\n{of}"
                );
            }
        }
    }
}

/// Whether an address, as a browser reads it, has one of the schemes that are allowed, or none.
fn leads_nowhere_bad(address: &str) -> bool {
    let address: String = address
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let address = address.trim_matches(|c: char| c <= ' ').to_lowercase();
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    let scheme = scheme.filter(|scheme| !scheme.contains(['/', '?', '#']));
    !address.starts_with("//")
        && !address.starts_with('\\')
        && scheme.is_none_or(|scheme| ["http", "https", "mailto"].contains(&scheme))
}

#[test]
fn what_is_harmful_is_found() {
    let svg = |inside: &str| format!("<svg xmlns:xlink=\"x\">{inside}</svg>");
    assert_harmless(
        &svg("<g><a xlink:href=\"https://x\"><text>javascript:</text></a></g>"),
        "",
    );
    for wrong in [
        "<script/>",
        "<g onload=\"x\"/>",
        "<a xlink:href=\"javascript:x\"/>",
        "<a xlink:href=\" java&#10;script:x\"/>",
        "<a xlink:href=\"//x\"/>",
        "<image xlink:href=\"data:x\"/>",
        "<foreignObject/>",
        "<style/>",
    ] {
        let is_found = std::panic::catch_unwind(|| assert_harmless(&svg(wrong), "")).is_err();
        assert!(is_found, "{wrong}");
    }
}

/// The SVG of a program is harmless, if there is one.
fn is_refused_or_harmless(program: &str) -> bool {
    let compilation = compilation(program);
    if compilation.model.is_none() {
        return false;
    }
    let mut text = Vec::new();
    compilation
        .write_dot(&mut text)
        .expect("writing to memory cannot fail");
    let text = String::from_utf8(text).expect("DOT is UTF-8");
    assert_harmless(&dot(&[LEAST_LAYOUT, "-Tsvg"], &text), program);
    true
}

#[test]
fn nothing_gets_out_of_where_a_text_may_stand() {
    let mut dice = Dice::new(7);
    for hostile in HOSTILE {
        let text = quoted(hostile, &mut dice);
        let program = format!(
            "diagram {text} [tooltip={text}, alt={text}]\nedge {text} {text} [label={text}]\ncert c {text} [tooltip={text}]\n\
             group g{text} {text} [tooltip={text}] {{ node n{text} {text} [xlabel={text}, tooltip={text}], c\n\
             group empty {text} {{ }} }}\n\
             a{text} >> {text} {text} [headlabel={text}, taillabel={text}, edgetooltip={text}, headtooltip={text}, \
             labeltooltip={text}, tailtooltip={text}, xlabel={text}] >> b{text}\nx >> g{text}"
        );
        // A name in quotes is one token: the letters before make the others distinct.
        let program = ["g", "n", "a", "b"]
            .iter()
            .fold(program, |program, letter| {
                program.replace(
                    &format!("{letter}{text}"),
                    &quoted(&format!("{letter}{hostile}"), &mut dice),
                )
            });
        assert!(
            is_refused_or_harmless(&program),
            "text is refused:\n{program}"
        );
    }
}

#[test]
fn nothing_gets_out_of_any_attribute() {
    let mut dice = Dice::new(8);
    let mut accepted = 0;
    for key in attributes::all() {
        for element in key.attribute().elements() {
            // All values that are taken, each on a thing of its own, in one picture.
            let mut program = String::new();
            for (number, hostile) in HOSTILE.iter().enumerate() {
                let attribute = format!("[{}={}]", key.name(), quoted(hostile, &mut dice));
                let statement = match element {
                    Element::Diagram => format!("diagram {attribute}\ngroup g {{ a >> b }}"),
                    Element::Cert => format!("cert n{number} {attribute}\nnode n{number}"),
                    Element::Node => format!("node n{number} \"x\" {attribute}"),
                    Element::Group => format!("group g{number} {attribute} {{ node a }}"),
                    Element::Edge => format!("a >> edge \"{number}\" {attribute} >> b"),
                };
                let statement = match key.name() {
                    "label" if element == Element::Edge => format!("a >> edge {attribute} >> b"),
                    "label" => statement.replace(" \"x\"", ""),
                    _ => statement,
                };
                if compilation(&statement).model.is_none() {
                    continue;
                }
                accepted += 1;
                match element {
                    Element::Diagram => assert!(is_refused_or_harmless(&statement)),
                    _ => program += &(statement + "\n"),
                }
            }
            assert!(is_refused_or_harmless(&program), "{program}");
        }
    }
    assert!(
        accepted > 500,
        "only {accepted} values are taken: the others prove nothing"
    );
}

#[test]
fn nothing_gets_out_of_the_name_of_an_icon() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let folder = fs::canonicalize(folder.path())
        .map(|path| (folder, path))
        .expect("it is there");
    let (_kept, folder) = folder;
    let image = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/icons/queue.png"))
        .expect("it is there");
    let mut dice = Dice::new(9);
    let mut drawn = 0;
    for name in HOSTILE
        .iter()
        .chain(&["plain", "with blank", "größe", "a+b=c;d,e", "(x)"])
    {
        let file = format!("{}.png", name.replace('/', "_"));
        if fs::write(folder.join(&file), &image).is_err() {
            continue;
        }
        let stem = file.trim_end_matches(".png");
        for program in [
            format!("node a [icon={}]", quoted(&file, &mut dice)),
            format!("diagram [icons=\".\"]\nnode {}", quoted(stem, &mut dice)),
            format!(
                "node a \"A caption that is wider than the icon\" [icon={}]",
                quoted(&file, &mut dice)
            ),
        ] {
            let compilation = compilation_in(&folder, &program, &Disk);
            let Some(model) = &compilation.model else {
                continue;
            };
            let mut unstaged = Vec::new();
            compilation
                .write_dot(&mut unstaged)
                .expect("writing to memory cannot fail");
            let unstaged = String::from_utf8(unstaged).expect("DOT is UTF-8");
            for text in [unstaged, with_images(&folder, model)] {
                let svg = dot_in(&folder, &["-Tsvg"], &text);
                let svg = String::from_utf8(svg).expect("Graphviz writes UTF-8");
                assert_harmless(&svg, &program);
                drawn += xml::read(&svg).named("image").len();
            }
        }
    }
    assert!(drawn >= 60, "{drawn}");
}

/// The links of an SVG.
fn links(svg: &Xml) -> Vec<&str> {
    svg.named("a")
        .into_iter()
        .filter_map(|link| link.attribute("xlink:href"))
        .collect()
}

#[test]
fn an_address_leads_where_it_says() {
    let address = "https://example.org/a?x=1&y=%22#z";
    for attribute in ["url", "URL", "href"] {
        let (_, text) = compiled(&format!("node a [{attribute}=\"{address}\"]"));
        let svg = xml::read(&dot(&["-Tsvg"], &text));
        assert_eq!(links(&svg), [address], "{attribute}");
    }
}

#[test]
fn random_programs_draw_nothing_that_runs() {
    // Most of the time it takes `dot` to draw one is spent on starting it.
    for batch in 0..40 {
        let programs: Vec<String> = (0..50)
            .map(|seed| program(&mut Dice::new(10_000 + batch * 50 + seed)))
            .collect();
        let all: String = programs.iter().map(|program| compiled(program).1).collect();
        let svgs = dot(&[LEAST_LAYOUT, "-Tsvg"], &all);
        let svgs: Vec<&str> = svgs.split("<?xml ").skip(1).collect();
        assert_eq!(svgs.len(), programs.len());
        for (svg, program) in svgs.iter().zip(&programs) {
            assert_harmless(&format!("<?xml {svg}"), program);
        }
    }
}
