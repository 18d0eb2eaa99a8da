//! Legends as Graphviz reads and draws them.

use crate::dice::Dice;
use crate::dot::{compiled, dot};
use crate::words::{quoted, text};
use crate::xml::{self, Element};

/// The lines of the legend that Graphviz draws, and the legend itself.
fn lines(program: &str) -> (Vec<String>, Element) {
    let (_, source) = compiled(&format!("diagram [legend=true]\n{program}"));
    let mut svg = xml::read(&dot(&["-Tsvg"], &source));
    let graph = svg.children.remove(0);
    let legend = graph
        .children
        .into_iter()
        .find(|group| {
            group.attribute("class") == Some("node legend") && group.children[0].text == "#legend"
        })
        .expect("there is a legend");
    let lines = legend.named("text").into_iter();
    // The heads of the lines are text too.
    let lines = lines.map(|line| line.text.replace('\u{A0}', " "));
    (lines.filter(|line| !"►◄".contains(line)).collect(), legend)
}

#[test]
fn each_row_is_drawn() {
    let (lines, legend) = lines(
        "edge x \"Not yet\" [color=teal, style=dotted]\nedge y [penwidth=4]\n\
         node a [level=associate]\na >> x >> b >> dive >> c >> y >> d",
    );
    assert_eq!(lines.len(), 4, "{lines:?}");
    for line in ["Not yet", "Dive deep", "y", "Associate"] {
        assert!(lines.iter().any(|drawn| drawn == line), "{line}");
    }
    let colours: Vec<&str> = legend
        .all()
        .into_iter()
        .flat_map(|element| [element.attribute("stroke"), element.attribute("fill")])
        .flatten()
        .collect();
    for colour in ["teal", "magenta", "#1b6fb5"] {
        assert!(colours.contains(&colour), "{colour} in {colours:?}");
    }
}

#[test]
fn lines_of_every_width_and_colour_are_drawn() {
    for attribute in [
        "penwidth=0",
        "penwidth=0.5",
        "penwidth=2",
        "penwidth=3",
        "penwidth=4",
        "penwidth=5",
        "penwidth=6",
        "penwidth=100",
        "style=bold",
        "style=\"bold,dotted\"",
        "style=tapered",
        "color=transparent",
        "color=\"#00ff0080\"",
        "color=\"0.5 0.5 0.5\"",
        "color=\"/blues9/3\"",
        "color=\"red;0.3:blue\"",
        "color=\"#123456:#654321:red\"",
    ] {
        let (lines, _) = lines(&format!("edge x [{attribute}]\na >> x >> b"));
        assert_eq!(lines, ["x"], "{attribute}");
    }
}

#[test]
fn texts_are_drawn_as_they_are() {
    let mut dice = Dice::new(77);
    let mut shown = 0;
    for _ in 0..6 {
        let meanings: Vec<String> = (0..40).map(|_| text(&mut dice)).collect();
        let program: String = meanings
            .iter()
            .enumerate()
            .map(|(number, meaning)| {
                let meaning = quoted(meaning, &mut dice);
                format!("edge s{number} {meaning}\na >> s{number} >> b{number}\n")
            })
            .collect();
        let (lines, _) = lines(&program);
        let words =
            |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
        for meaning in &meanings {
            for line in meaning
                .split('\n')
                .map(words)
                .filter(|line| !line.is_empty())
            {
                assert!(
                    lines.iter().any(|drawn| words(drawn) == line),
                    "{line:?} in {lines:?}"
                );
                shown += 1;
            }
        }
    }
    assert!(shown > 100);
}

#[test]
fn a_style_that_says_nothing_is_explained_all_the_same() {
    for meaning in ["\"\"", "\" \"", "\"\\t\""] {
        lines(&format!("edge x {meaning} [color=red]\na >> x >> b"));
    }
}

#[test]
fn what_counts_for_all_nodes_does_not_count_for_it() {
    let (plain, _) = lines("a >> dive >> b");
    for defaults in [
        "url=\"https://example.org\"",
        "xlabel=beside",
        "fixedsize=true, width=0.1, height=0.1",
        "peripheries=3",
        "shape=diamond, margin=1",
        "style=invis",
        "fontsize=40",
    ] {
        // Made small enough for what stands in the others.
        let program = format!("node [{defaults}]\nnode a \"\", b \"\"\na >> dive >> b");
        let (lines, legend) = lines(&program);
        assert_eq!(lines, plain, "{defaults}");
        let links = legend.all();
        assert!(
            links
                .iter()
                .all(|link| link.attribute("xlink:href").is_none())
        );
        let outlines = legend.named("polygon").len() + legend.named("path").len();
        assert!(outlines <= 2, "{defaults}: {outlines}");
    }
}

#[test]
fn long_texts_are_drawn() {
    let (style, level) = ("m".repeat(17_000), "&".repeat(17_000));
    let (lines, _) = lines(&format!(
        "edge x \"{style}\"\nnode a [level=\"{level}\"]\na >> x >> b"
    ));
    assert!(lines.contains(&style) && lines.contains(&level));
}
