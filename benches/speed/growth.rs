//! Programs that would take a careless compiler the square of their length, each at two lengths.
//!
//! What a byte costs may grow with the logarithm of the length, and by no more.

use std::fs::File;

use serde_json::{Value, json};

use crate::callgrind::{instructions, instructions_reading};
use crate::report::{Report, thousands};
use crate::workshop::Workshop;

/// How many of what a shape repeats; and four times as many.
const COUNT: usize = 2_000;

/// The most by which a byte may cost more in the longer program.
const MOST_GROWTH: f64 = 1.3;

/// A program for a count. Some have mistakes, because those must not take long either.
type Shape = (&'static str, fn(usize) -> String);

const SHAPES: [Shape; 31] = [
    ("nodes of the same names in sibling groups", |n| {
        lines(n, "group g# { a >> b }")
    }),
    ("groups in 200 groups", |n| {
        let groups = lines(n, "group h# { a >> b }");
        format!("{}\n{groups}{}", "group g { ".repeat(200), "}".repeat(200))
    }),
    ("one group, reopened", |n| lines(n, "group g { a# >> b }")),
    ("a group and 200 in it, reopened", |n| {
        let (open, close) = ("group g { ".repeat(200), "}".repeat(200));
        lines(n / 50, &format!("{open}a# >> b {close}"))
    }),
    ("a group with a long name", |n| {
        format!(
            "group \"{}\" {{\n{}}}",
            "x".repeat(1_000),
            lines(n, "a# >> b")
        )
    }),
    ("`new` of one name", |n| lines(n, "new a >> b#")),
    ("places", |n| lines(n, "node a# in g#/h/k")),
    ("a place in one group after the other", |n| {
        lines(n, "node a# in g")
    }),
    ("`each` of a large group, often", |n| {
        let often = vec!["each g"; n].join(", ");
        format!("group g {{\n{}}}\nb >> {often}", lines(n, "node a#"))
    }),
    ("a list and a row in two lines", |n| {
        format!("node {}\nrow {}", list(n, ", "), list(n, ", "))
    }),
    ("a chain in a line", |n| list(n, " >> ")),
    ("statements in a line", |n| {
        lines(n, "a# >> b#;").replace('\n', " ")
    }),
    ("a circle", |n| {
        lines(n, "a# >> a@").replace(&format!("a{n}"), "a0")
    }),
    ("circles", |n| lines(n, "a# >> b# >> a#")),
    ("long labels at the ends of edges", |n| {
        let label = "x".repeat(n);
        format!(
            "node a \"{label}\", b \"{label}\"\n{}",
            lines(n, "a >> c# >> b")
        )
    }),
    ("edges of a style with a long text", |n| {
        let text = "x".repeat(1_000);
        format!("edge s [class=\"{text}\"]\n{}", lines(n, "a# >> s >> b#"))
    }),
    ("links that all differ", |n| {
        let edges = lines(n, "a >> s [headlabel=\"#\"] >> b");
        format!("edge s [penwidth=2, color=red, style=dotted, fontsize=9]\n{edges}")
    }),
    ("defaults of each group", |n| {
        let groups = lines(n, "group g# { node [fillcolor=blue]; a >> b }");
        format!("node [color=red, penwidth=2, shape=box, style=filled]\n{groups}")
    }),
    ("comments in a chain", |n| {
        format!("a\n{}>> b", lines(n, "// why; because"))
    }),
    ("names that are almost declared", |n| {
        lines(n, "node name#x") + &lines(n, "nane#x >> b")
    }),
    ("groups said by their labels", |n| {
        lines(n, "group a# { group g \"X\" { node c } }") + &lines(n, "group b# { X >> y }")
    }),
    ("names that are ambiguous", |n| {
        lines(n, "group g# { node a }") + &lines(n, "b# >> a")
    }),
    ("paths to nothing", |n| {
        let nodes = lines(n, "node name#");
        format!("group g {{\n{nodes}}}\n{}", lines(n, "b >> g/nane#"))
    }),
    ("a row of nothing", |n| {
        format!("{}row {}", lines(n, "node b#"), list(n, ", "))
    }),
    ("certs that do not exist", |n| {
        lines(n, "cert name#") + &lines(n, "node b# [cert=nane#]")
    }),
    ("icons and files that do not exist", |n| {
        lines(n, "node b# [icon=\"nope#.png\"]") + &lines(n, "use \"nope#.cert\"")
    }),
    ("a cert declared again and again", |n| lines(n, "cert a")),
    ("a node with many labels", |n| lines(n, "node a \"#\"")),
    ("keywords alone", |n| lines(n, "group")),
    ("lists that are not closed", |n| {
        lines(n, "node a# [color=red")
    }),
    ("groups that are not closed", |n| lines(n, "group g# {")),
];

/// A document for a number of trees, and the command that reads it from standard input.
type Document = (&'static str, &'static [&'static str], fn(usize) -> String);

/// How many trees a document has; and four times as many.
const TREES: usize = 500;

const DOCUMENTS: [Document; 6] = [
    ("`md`: a page of the same trees", &["md", "-"], |n| {
        page(n, "a >> b")
    }),
    ("`md`: a page of trees with mistakes", &["md", "-"], |n| {
        page(n, "a# >> b [colr=red]")
    }),
    (
        "`md --json`: a page of trees with mistakes",
        &["md", "--json"],
        |n| json!({ "items": [{ "path": "a.md", "page": page(n, "a# -> b") }] }).to_string(),
    ),
    (
        "`md --json`: the same trees of one page",
        &["md", "--json"],
        |n| {
            let item = || json!({ "path": "a.md", "tree": "a >> b" });
            json!({ "items": (0..n).map(|_| item()).collect::<Vec<Value>>() }).to_string()
        },
    ),
    ("`pandoc`: a document of the same trees", &["pandoc"], |n| {
        let block = || json!({ "t": "CodeBlock", "c": [["", ["cert"], []], "a >> b"] });
        let blocks: Vec<Value> = (0..n).map(|_| block()).collect();
        json!({ "pandoc-api-version": [1, 23], "meta": {}, "blocks": blocks }).to_string()
    }),
    ("`mdbook`: a book of chapters", &["mdbook"], |n| {
        let chapter = |number: usize| json!({ "Chapter": { "content": page(1, "a >> b"), "path": format!("c{number}.md"), "sub_items": [] } });
        let chapters: Vec<Value> = (0..n).map(chapter).collect();
        json!([{ "root": ".", "config": {} }, { "items": chapters }]).to_string()
    }),
];

/// A page with a tree again and again; `#` stands for its number.
fn page(count: usize, tree: &str) -> String {
    lines(count, &format!("```cert\n{tree}\n```\n"))
}

/// A line again and again; `#` stands for its number, `@` for the next.
fn lines(count: usize, line: &str) -> String {
    (0..count)
        .map(|number| {
            line.replace('#', &number.to_string())
                .replace('@', &(number + 1).to_string())
                + "\n"
        })
        .collect()
}

/// Names with something between them.
fn list(count: usize, between: &str) -> String {
    let names: Vec<String> = (0..count).map(|number| format!("a{number}")).collect();
    names.join(between)
}

/// Measures all shapes.
pub(crate) fn measure(workshop: &Workshop, report: &mut Report) -> Result<(), String> {
    report.section(
        "Growth: what a byte costs in a program four times as long, against the shorter one",
    );
    let file = "growth.cert";
    let count = |text: &str| {
        workshop.write(file, text)?;
        instructions(&workshop.certdot, &[file])
    };
    let start = count("")?;
    for (what, shape) in SHAPES {
        let [short, long]: [Result<(u64, usize), String>; 2] = [COUNT, 4 * COUNT].map(|size| {
            let text = shape(size);
            Ok((count(&text)?.saturating_sub(start), text.len()))
        });
        promise(report, what, short?, long?);
    }
    for (what, arguments, document) in DOCUMENTS {
        let count = |text: &str| {
            workshop.write(file, text)?;
            let input = File::open(workshop.path(file)).map_err(|error| error.to_string())?;
            instructions_reading(&workshop.certdot, arguments, input.into())
        };
        // A picture that is drawn once costs as much as many trees.
        let start = count(&document(1))?;
        let [short, long]: [Result<(u64, usize), String>; 2] = [TREES, 4 * TREES].map(|size| {
            let text = document(size);
            Ok((count(&text)?.saturating_sub(start), text.len()))
        });
        promise(report, what, short?, long?);
    }
    Ok(())
}

/// Reports what a byte costs in a short program and in a long one, of whose instructions and length each is told.
fn promise(report: &mut Report, what: &str, short: (u64, usize), long: (u64, usize)) {
    let [short, long] = [short, long].map(|(count, length)| count as f64 / length as f64);
    let growth = long / short;
    report.promise(
        what,
        &format!("≤ {MOST_GROWTH:.2}×"),
        format!(
            "{growth:.2}× ({} : {} a byte)",
            thousands(long as u64),
            thousands(short as u64)
        ),
        growth <= MOST_GROWTH,
    );
}
