//! The legend: it explains what is used, in the words of the program, and nothing else.

use certdot::emit::{Options, write_dot};
use certdot::icons::LevelColours;

use crate::picture::{dot, drawn, project};

/// A row of a legend.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    colour: String,
    /// The kind of line; nothing for a level.
    line: String,
    text: String,
}

/// The statement that is the legend.
fn statement(dot: &str) -> Option<&str> {
    let lines = dot.lines().map(str::trim);
    let mut statements = lines.filter(|line| line.starts_with("\"#legend\" ["));
    let statement = statements.next();
    assert_eq!(statements.next(), None);
    statement
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    text.split_once(start)?
        .1
        .split_once(end)
        .map(|(part, _)| part)
}

/// What a legend says, from the top.
fn rows(dot: &str) -> Vec<Row> {
    let Some(statement) = statement(dot) else {
        return Vec::new();
    };
    // Each text is the only thing that stands at the left of its cell.
    let parts: Vec<&str> = statement.split("<TD ALIGN=\"LEFT\">").collect();
    parts
        .windows(2)
        .map(|two| {
            let (sample, text) = (two[0].rsplit_once("<TR><TD><TABLE ").unwrap().1, two[1]);
            let colour = between(sample, "BGCOLOR=\"", "\"").or(between(sample, " COLOR=\"", "\""));
            let text = between(text, ">", "</FONT>").unwrap();
            Row {
                colour: colour.unwrap().to_owned(),
                line: match between(sample, "SIDES=\"B\"", "COLOR") {
                    Some(line) => between(line, "STYLE=\"", "\"").unwrap().to_lowercase(),
                    None => String::new(),
                },
                text: text.to_owned(),
            }
        })
        .collect()
}

fn legend(program: &str) -> Vec<Row> {
    rows(&dot(&format!("diagram [legend=true]\n{program}")))
}

fn row(colour: &str, line: &str, text: &str) -> Row {
    Row {
        colour: colour.into(),
        line: line.into(),
        text: text.into(),
    }
}

fn level(level: &str, text: &str) -> Row {
    row(LevelColours::default().of(level).colour, "", text)
}

fn texts(program: &str) -> Vec<String> {
    legend(program).into_iter().map(|row| row.text).collect()
}

/// The colour of edges of which nobody says one.
const EDGE: &str = "#5a6a7b";

#[test]
fn there_is_one_only_where_it_is_asked_for() {
    let program = "cert c [level=associate]\nc >> dive >> b";
    for list in ["", "diagram [legend=false]\n", "diagram \"T\"\n"] {
        assert_eq!(statement(&dot(&format!("{list}{program}"))), None, "{list}");
    }
    assert!(statement(&dot(&format!("diagram [legend=yes]\n{program}"))).is_some());
}

#[test]
fn nothing_to_explain_is_no_legend() {
    for program in [
        "a >> b",
        "a >> edge \"or\" [color=red] >> b",
        "edge later \"Later\" [color=red]\na >> b",
        "cert c [level=associate]\ncert d [code=\"X-1\"]\nd >> b",
        "",
    ] {
        assert_eq!(
            statement(&dot(&format!("diagram [legend=true]\n{program}"))),
            None,
            "{program}"
        );
    }
}

#[test]
fn it_explains_the_styles_that_are_used_and_no_others() {
    let program = "edge later \"Not yet\" [style=dotted, color=\"#0099ff\"]\n\
                   edge never \"Unused\" [color=red]\n\
                   edge plain\n\
                   edge thick [style=\"bold,dashed\", penwidth=3]\n\
                   a >> later >> b >> dive >> c >> plain >> d >> thick >> e >> later >> f >> g";
    let rows = legend(program);
    assert_eq!(rows.len(), 4, "each once");
    for expected in [
        row("#0099ff", "dotted", "Not yet"),
        row("magenta", "dashed", "Dive deep"),
        row(EDGE, "solid", "plain"),
        row(EDGE, "dashed", "thick"),
    ] {
        assert!(rows.contains(&expected), "{expected:?} in {rows:?}");
    }
}

#[test]
fn a_style_that_is_declared_again_is_explained_as_it_is_now() {
    assert_eq!(
        legend("edge dive \"Go on\" [color=blue]\na >> dive >> b"),
        [row("blue", "solid", "Go on")]
    );
    let used = project("diagram [legend=true]\nuse \"u.cert\"\nedge x \"Mine\"\na >> x >> b")
        .with("u.cert", "edge x \"Theirs\" [color=teal]");
    assert_eq!(rows(&used.dot()), [row("teal", "solid", "Mine")]);
}

#[test]
fn what_a_style_does_not_say_its_edges_may_have_from_defaults() {
    assert_eq!(
        legend("edge [color=red, style=dashed]\nedge x\na >> x >> b"),
        [row("red", "dashed", "x")]
    );
    assert_eq!(
        legend("edge x\ngroup g { edge [color=red]\na >> x >> b }\nc >> x >> d"),
        [row(EDGE, "solid", "x")],
        "not what only some of them have"
    );
    assert_eq!(
        legend("edge x [color=green]\na >> x [color=red] >> b"),
        [row("green", "solid", "x")],
        "nor what one of them says"
    );
}

#[test]
fn of_several_colours_the_first_stands_for_all() {
    assert_eq!(
        legend("edge x [color=\"red:blue\"]\na >> x >> b"),
        [row("red", "solid", "x")]
    );
    assert_eq!(
        legend("edge x [color=\"orange;0.3:blue\"]\na >> x >> b"),
        [row("orange", "solid", "x")]
    );
}

#[test]
fn what_cannot_be_seen_needs_no_words() {
    assert_eq!(legend("edge x [style=invis]\na >> x >> b"), []);
}

#[test]
fn it_explains_the_levels_in_the_order_in_which_they_are_reached() {
    assert_eq!(
        legend(
            "cert a [level=specialty]\ncert b [level=foundational]\ncert unused [level=other]\n\
             node a, b, c [level=professional], d [level=associate], e [level=\"black belt\"], f [level=associate], g"
        ),
        [
            level("foundational", "Foundational"),
            level("associate", "Associate"),
            level("professional", "Professional"),
            level("specialty", "Specialty"),
            level("black belt", "Black belt"),
        ]
    );
}

/// The characters beside the lines of a legend: `left—right`.
fn heads(program: &str) -> Vec<String> {
    let dot = dot(&format!("diagram [legend=true]\n{program}"));
    let Some(statement) = statement(&dot) else {
        return Vec::new();
    };
    let mut samples: Vec<&str> = statement.split("<TR><TD><TABLE ").skip(1).collect();
    samples.retain(|sample| sample.contains("SIDES=\"B\""));
    let heads = samples.iter().map(|sample| {
        let (before, after) = sample.split_once("SIDES=\"B\"").unwrap();
        let (line, _) = after.split_once("</TABLE>").unwrap();
        let of = |part: &str| match between(part, "POINT-SIZE=\"9\">", "</FONT>") {
            Some(head) => head.replace("&gt;", ">").replace("&lt;", "<"),
            None => String::new(),
        };
        format!("{}—{}", of(before), of(line))
    });
    heads.collect()
}

#[test]
fn a_line_has_the_heads_that_its_edges_have() {
    for (attributes, chain, expected) in [
        ("", "a >> x >> b", "—►"),
        ("", "a << x << b", "—►"),
        ("", "a -- x -- b", "—"),
        ("", "a <> x <> b", "◄—►"),
        ("arrowhead=diamond", "a >> x >> b", "—◆"),
        ("arrowhead=diamond", "a -- x -- b", "—"),
        ("arrowhead=diamond", "a << x << b", "—►"),
        ("arrowtail=dot", "a << x << b", "—●"),
        ("arrowhead=odot, arrowtail=box", "a <> x <> b", "■—○"),
        ("arrowhead=normaltee", "a >> x >> b", "—|►"),
        ("arrowhead=vee", "a >> x >> b", "—>"),
        ("arrowhead=none", "a >> x >> b", "—"),
        ("arrowsize=0", "a <> x <> b", "—"),
        ("", "a >> x [arrowhead=crow] >> b", "—<"),
        ("", "edge [arrowhead=empty]\na >> x >> b", "—▷"),
    ] {
        let program = format!("edge x [{attributes}]\n{chain}");
        assert_eq!(heads(&program), [expected], "{program}");
    }
}

#[test]
fn of_several_heads_those_of_most_edges_are_shown() {
    let heads = |chains: &str| heads(&format!("edge x\n{chains}"));
    assert_eq!(heads("a -- x -- b\na >> x >> c, d"), ["—►"]);
    assert_eq!(heads("a >> x >> b\na -- x -- c, d"), ["—"]);
    assert_eq!(
        heads("a -- x -- b\na >> x >> c"),
        ["—"],
        "the first of equals"
    );
    assert_eq!(heads("a <> x <> b\na >> x >> c\nd << x << e"), ["—►"]);
}

#[test]
fn levels_of_one_picture_have_colours_of_their_own() {
    let program = "node a [level=done, icon=none], b [level=locked], c [level=planned], d [level=open], \
                   e [level=started], f [level=associate], g [level=LOCKED]";
    let rows = legend(program);
    assert_eq!(rows.len(), 6);
    for (at, row) in rows.iter().enumerate() {
        let is_new = rows[..at].iter().all(|before| before.colour != row.colour);
        assert!(is_new, "{row:?}");
    }
    // A badge has the colour that the legend says, also where a level before it has no badge.
    let compilation = project(program).compile();
    let model = drawn(&compilation);
    let badges: Vec<&str> = model
        .icons
        .iter()
        .map(|icon| std::str::from_utf8(icon.content.bytes()).unwrap())
        .collect();
    for text in ["Locked", "Planned", "Open", "Started", "Associate"] {
        let row = rows.iter().find(|row| row.text == text).unwrap();
        let wearing = badges.iter().filter(|badge| badge.contains(&row.colour));
        let expected = if text == "Locked" { 2 } else { 1 };
        assert_eq!(wearing.count(), expected, "{text}");
    }
}

#[test]
fn more_levels_than_colours_are_told_apart_by_bars() {
    let nodes: String = (0..20)
        .map(|number| format!("node n{number} [level=l{number}]\n"))
        .collect();
    let dot = dot(&format!("diagram [legend=true]\n{nodes}"));
    let statement = statement(&dot).unwrap();
    let mut samples: Vec<&str> = statement
        .split("<TR><TD><TABLE ")
        .skip(1)
        .map(|sample| sample.split("<TD ALIGN=").next().unwrap())
        .collect();
    samples.sort();
    samples.dedup();
    assert_eq!(samples.len(), 20);
}

#[test]
fn case_makes_no_other_level() {
    assert_eq!(
        texts(
            "node a [level=Expert], b [level=expert], c [level=EXPERT], d [level=Associate], e [level=ASSOCIATE]"
        ),
        ["Associate", "Expert"]
    );
    assert_eq!(texts("node a [level=überflieger]"), ["Überflieger"]);
}

#[test]
fn styles_stand_before_levels() {
    assert_eq!(
        texts("node a [level=associate]\na >> dive >> b"),
        ["Dive deep", "Associate"]
    );
}

#[test]
fn words_are_text() {
    let said = texts(
        r#"edge x "<b>bold</b> & \"quoted\" \\N" [color=red]
           node a [level="<i>"]
           a >> x >> b"#,
    );
    assert_eq!(
        said,
        [
            "&lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; \\\\N",
            "&lt;i&gt;"
        ]
    );
}

#[test]
fn it_is_no_node_of_the_program() {
    let program = "diagram [legend=true]\nnode \"#legend\" \"Mine\"\n\"#legend\" >> dive >> b";
    let dot = dot(program);
    assert_eq!(rows(&dot), [row("magenta", "dashed", "Dive deep")]);
    assert!(dot.contains("\"\\#legend\" [label=\"Mine\""), "{dot}");
    let legend = statement(&dot).unwrap();
    for part in ["class=\"legend\"", "tooltip=\"Legend\""] {
        assert!(legend.contains(part), "{part} in {legend}");
    }
    assert!(!dot.contains("\"#legend\" ->") && !dot.contains("-> \"#legend\""));
    let groups = dot.matches("subgraph").count();
    assert_eq!(groups, 0, "it stands in no group");
}

#[test]
fn defaults_of_nodes_do_not_change_it() {
    let program = "diagram [legend=true]\na >> dive >> b";
    let with_defaults = dot(&format!(
        "{program}\nnode [shape=ellipse, style=dashed, fontcolor=red, margin=1, class=mine]"
    ));
    assert_eq!(statement(&with_defaults), statement(&dot(program)));
}

#[test]
fn it_wears_the_theme_that_is_asked_for() {
    let compilation = project("diagram [legend=true]\nedge x\na >> x >> b").compile();
    let written = |theme: Option<&str>| {
        let options = Options {
            theme,
            ..Options::default()
        };
        let mut out = Vec::new();
        write_dot(drawn(&compilation), &options, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    assert_eq!(rows(&written(None)), [row(EDGE, "solid", "x")]);
    let dark = rows(&written(Some("dark")));
    assert_ne!(dark[0].colour, EDGE);
    assert_eq!(dark[0].text, "x");
    let themed = dot("diagram [legend=true, theme=dark]\nedge x\na >> x >> b");
    assert_eq!(written(Some("dark")), themed);
}
