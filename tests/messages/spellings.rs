//! Lines of other languages: each is one message that names the right thing, and whose advice compiles.
//!
//! A row is a line, what its message says, and the line that its first advice makes of it; `-` where nobody can know.

use std::path::PathBuf;

use certdot::compile::{Compilation, Input, Options, compile};
use certdot::diagnostics::{Diagnostic, Help, Severity};
use certdot::source::Memory;

const LINES: &[[&str; 3]] = &[
    // Python's diagrams
    ["a = EC2(\"w\")", "no calls", "node a \"w\""],
    ["db = RDS(\"users\")", "no calls", "node db \"users\""],
    ["Edge(color=\"red\")", "no calls", "edge [color=\"red\"]"],
    [
        "EC2(\"one\") >> EC2(\"two\")",
        "no calls",
        "\"one\" >> \"two\"",
    ],
    [
        "web >> Edge(label=\"reads\", color=blue) >> db",
        "no calls",
        "web >> edge \"reads\" [color=blue] >> db",
    ],
    [
        "web - Edge(label=\"x\") - db",
        "no calls",
        "web -- edge \"x\" -- db",
    ],
    ["with Cluster(\"Net\"):", "there is `group`", "-"],
    [
        "with Diagram(\"Web\", show=False):",
        "there is `diagram`",
        "diagram \"Web\"",
    ],
    ["a >> [b, c]", "listed with commas", "a >> b, c"],
    // Mermaid
    ["B -- No --> D", "label of an edge", "B >> edge \"No\" >> D"],
    [
        "B -- \"No\" --> D",
        "label of an edge",
        "B >> edge \"No\" >> D",
    ],
    [
        "B -- not yet --> D",
        "label of an edge",
        "B >> edge \"not yet\" >> D",
    ],
    [
        "B == Yes ==> D",
        "label of an edge",
        "B >> edge \"Yes\" >> D",
    ],
    [
        "B -. Yes .-> D",
        "label of an edge",
        "B >> edge \"Yes\" >> D",
    ],
    ["B -->|Yes| C", "label of an edge", "B >> edge \"Yes\" >> C"],
    [
        "direction LR",
        "setting of the diagram",
        "diagram [direction=right]",
    ],
    [
        "direction TB",
        "setting of the diagram",
        "diagram [direction=down]",
    ],
    ["classDef core fill:#f00", "`classDef`", "-"],
    ["linkStyle 0 stroke:#f00", "`linkStyle`", "-"],
    ["style a fill:#f9f", "`style`", "node a [fillcolor=#f9f]"],
    [
        "style a fill:#f9f,stroke:#333,stroke-width:2px",
        "`style`",
        "node a [fillcolor=#f9f, color=#333, penwidth=2]",
    ],
    [
        "click a \"https://x.y\"",
        "`click`",
        "node a [url=\"https://x.y\"]",
    ],
    ["a >> b %% c", "`%%` begins no comment", "a >> b // c"],
    [
        "node a \"x\" %% c",
        "`%%` begins no comment",
        "node a \"x\" // c",
    ],
    [
        "a[\"Label\"]",
        "label is written in quotes",
        "node a \"Label\"",
    ],
    ["a(Label)", "label is written in quotes", "node a \"Label\""],
    ["a((x))", "label is written in quotes", "node a \"x\""],
    [
        "a([Some label])",
        "label is written in quotes",
        "node a \"Some label\"",
    ],
    [
        "a{Decision} >> b",
        "label is written in quotes",
        "a \"Decision\" >> b",
    ],
    [
        "a{{Hexagon}} >> b",
        "label is written in quotes",
        "a \"Hexagon\" >> b",
    ],
    [
        "a[Start] --> b[End]",
        "label is written in quotes",
        "a \"Start\" >> b \"End\"",
    ],
    [
        "a[Start] -->|go on| b{Sure?}",
        "label is written in quotes",
        "a \"Start\" >> edge \"go on\" >> b \"Sure?\"",
    ],
    ["a:::hot --> b", "no class", "a >> b"],
    ["a & b --> c & d", "listed with commas", "a, b >> c, d"],
    // DOT
    [
        "rankdir=LR",
        "setting of the diagram",
        "diagram [direction=right]",
    ],
    [
        "rankdir = \"LR\"",
        "setting of the diagram",
        "diagram [direction=right]",
    ],
    [
        "graph [rankdir=LR]",
        "begins with `graph`",
        "diagram [direction=right]",
    ],
    [
        "graph [rankdir=LR, bgcolor=white]",
        "begins with `graph`",
        "diagram [direction=right, bgcolor=white]",
    ],
    [
        "a -> b [label=\"yes\", style=dashed]",
        "`->` is not an arrow",
        "a >> edge \"yes\" [style=dashed] >> b",
    ],
    [
        "a -> b -> c [color=red]",
        "`->` is not an arrow",
        "a >> edge [color=red] >> b >> edge [color=red] >> c",
    ],
    ["a -> b [dir=both]", "`->` is not an arrow", "a <> b"],
    [
        "a -> b [shape=box]",
        "`->` is not an arrow",
        "a >> b [shape=box]",
    ],
    [
        "a >> [style=dashed] >> b",
        "`edge` before its attributes",
        "a >> edge [style=dashed] >> b",
    ],
    [
        "a >> [style=dashed] b",
        "`edge` before its attributes",
        "a >> edge [style=dashed] >> b",
    ],
    [
        "a -> [label=\"x\"] -> b",
        "`edge` before its attributes",
        "a >> edge \"x\" >> b",
    ],
    [
        "a >> b [label=\"yes\", arrowhead=vee]",
        "only edges have it",
        "a >> edge [label=\"yes\", arrowhead=vee] >> b",
    ],
    [
        "a -- b [arrowhead=vee, weight=2] -- c",
        "only edges have it",
        "a -- edge [arrowhead=vee, weight=2] -- b -- c",
    ],
    ["{a b} -> c", "listed with commas", "a, b >> c"],
    ["a -> {b; c}", "listed with commas", "a >> b, c"],
    // D2
    [
        "direction: right",
        "setting of the diagram",
        "diagram [direction=right]",
    ],
    ["a.shape: circle", "`a.shape: …`", "node a [shape=circle]"],
    [
        "a.style.fill: red",
        "`a.style.fill: …`",
        "node a [fillcolor=red]",
    ],
    [
        "a: { shape: circle }",
        "brackets, not in braces",
        "node a [shape=circle]",
    ],
    [
        "a: Server { shape: circle }",
        "brackets, not in braces",
        "node a \"Server\" [shape=circle]",
    ],
    [
        "a {shape: circle}",
        "brackets, not in braces",
        "node a [shape=circle]",
    ],
    [
        "a -> b: yes",
        "no label after a `:`",
        "a >> edge \"yes\" >> b",
    ],
    [
        "a --> b : uses it",
        "no label after a `:`",
        "a >> edge \"uses it\" >> b",
    ],
    [
        "a.b -> a.c",
        "the name `a.b` must be in quotes",
        "\"a.b\" >> \"a.c\"",
    ],
    [
        "a.b >> c.d",
        "the name `a.b` must be in quotes",
        "\"a.b\" >> \"c.d\"",
    ],
    // PlantUML
    [
        "left to right direction",
        "setting of the diagram",
        "diagram [direction=right]",
    ],
    // this language, by guess
    [
        "theme dark",
        "setting of the diagram",
        "diagram [theme=dark]",
    ],
    [
        "theme=dark",
        "setting of the diagram",
        "diagram [theme=dark]",
    ],
    [
        "theme: night",
        "setting of the diagram",
        "diagram [theme=dark]",
    ],
    [
        "layout=LR",
        "setting of the diagram",
        "diagram [direction=right]",
    ],
    ["theme=neon", "setting of the diagram", "-"],
    [
        "a >> b#c",
        "the name `b#c` must be in quotes",
        "a >> \"b#c\"",
    ],
    ["a >> node b", "`node` does not belong here", "a >> b"],
    [
        "a >> node b, node c",
        "`node` does not belong here",
        "a >> b, c",
    ],
    [
        "node a in group A",
        "`group` does not belong here",
        "node a in A",
    ],
    [
        "a >> b in group A",
        "`group` does not belong here",
        "a >> b in A",
    ],
    [
        "edge a >> b [color=red]",
        "`edge` names a style",
        "a >> edge [color=red] >> b",
    ],
    ["edge a >> b", "`edge` names a style", "a >> b"],
    ["edge a b", "`edge` names a style", "a >> b"],
    ["edge from a to b", "`edge` names a style", "a >> b"],
    ["connect a b", "begins with `connect`", "a >> b"],
    ["a >> dive b", "no arrow follows the link", "a >> dive >> b"],
    [
        "a >> edge \"yes\" b",
        "no arrow follows the link",
        "a >> edge \"yes\" >> b",
    ],
    [
        "a >> \"yes\" b",
        "label of an edge",
        "a >> edge \"yes\" >> b",
    ],
    ["group A: a, b", "in its block", "group A { node a, b }"],
    ["group A = a, b", "in its block", "group A { node a, b }"],
    ["use \"aws\"", "name of a `.cert` file", "use aws"],
    [
        "use aws azure",
        "each `use` takes one",
        "use aws; use azure",
    ],
    [
        "use aws and azure",
        "each `use` takes one",
        "use aws; use azure",
    ],
    [
        "diagram [theme=night]",
        "`night` is not a theme",
        "diagram [theme=dark]",
    ],
    [
        "diagram [layout=TB]",
        "`TB` is not a layout",
        "diagram [direction=down]",
    ],
    [
        "diagram [layout=tree]",
        "`tree` is not a layout",
        "diagram [layout=dot]",
    ],
    [
        "node a [style=rounded, dashed]",
        "no key before it",
        "node a [style=\"rounded,dashed\"]",
    ],
    ["node a [bold]", "no key before it", "node a [style=bold]"],
    [
        "node a [color=red, bold]",
        "no key before it",
        "node a [color=red, style=bold]",
    ],
    ["a [bold] >> b", "no key before it", "a [style=bold] >> b"],
    [
        "node a [shape=database]",
        "not the name of a shape",
        "node a [shape=cylinder]",
    ],
    [
        "node a [size=20]",
        "no attribute `size`",
        "node a [fontsize=20]",
    ],
    [
        "node a [status=done]",
        "no attribute `status`",
        "node a [level=done]",
    ],
    ["node a [hours=3]", "kept for a later version", "-"],
    [
        "node \"My Node\" a",
        "label of a node follows",
        "node a \"My Node\"",
    ],
    ["a requires b", "`requires` is no word", "b >> a"],
    ["a depends on b, c", "`depends on` is no word", "b, c >> a"],
    ["node a needs b", "`needs` is no word", "b >> a"],
    ["a then b", "`then` is no word", "a >> b"],
    [
        "learn rust >> build tool",
        "between the words",
        "\"learn rust\" >> \"build tool\"",
    ],
    [
        "C# >> F#",
        "the name `C#` must be in quotes",
        "\"C#\" >> \"F#\"",
    ],
    [
        "C++ -> C#",
        "the name `C++` must be in quotes",
        "\"C++\" >> \"C#\"",
    ],
    [
        "node src/report/dot/index.js",
        "the name `src/report/dot/index.js` must be in quotes",
        "node \"src/report/dot/index.js\"",
    ],
    [
        "src/a.js >> src/b.js",
        "the name `src/a.js` must be in quotes",
        "\"src/a.js\" >> \"src/b.js\"",
    ],
];

/// Lines that open a block.
const OPENERS: &[[&str; 3]] = &[
    ["Cluster(\"N\") {", "there is `group`", "group \"N\" {"],
    [
        "group Data Analytics {",
        "between the words",
        "group \"Data Analytics\" {",
    ],
    ["strict digraph {", "the whole file is the diagram", "-"],
];

fn compiled(text: &str) -> Compilation {
    let files = Memory::default();
    let input = Input {
        name: "tree.cert".into(),
        path: PathBuf::from("/tree.cert"),
        bytes: text.into(),
    };
    compile(input, Options::new(&files, "/")).unwrap()
}

fn errors(text: &str) -> Vec<Diagnostic> {
    let mut found = compiled(text).diagnostics;
    found.retain(|problem| problem.severity == Severity::Error);
    found
}

fn followed(text: &str, help: &Help) -> String {
    let mut edits: Vec<_> = help.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

/// What is wrong with the one message about a line that stands between two texts.
fn judged([line, says, becomes]: [&str; 3], before: &str, after: &str) -> Result<(), String> {
    let text = format!("{before}{line}{after}");
    let found = errors(&text);
    let [problem] = found.as_slice() else {
        let messages: Vec<&str> = found.iter().map(|p| p.message.as_str()).collect();
        return Err(format!("{} messages: {messages:?}", found.len()));
    };
    if !problem.message.contains(says) {
        return Err(problem.message.clone());
    }
    let line_ends = before.len() + line.len();
    if (problem.span.start as usize) < before.len() || problem.span.end as usize > line_ends {
        return Err("it stands elsewhere".into());
    }
    let mut first = None;
    for help in problem.helps.iter().filter(|help| !help.edits.is_empty()) {
        let mended = followed(&text, help);
        if let Some(left) = errors(&mended).first() {
            return Err(format!("`{mended}` brings: {}", left.message));
        }
        first.get_or_insert(mended);
    }
    let expected = (becomes != "-").then(|| format!("{before}{becomes}{after}"));
    match first == expected {
        true => Ok(()),
        false => Err(format!("{first:?}")),
    }
}

#[track_caller]
fn assert_all<'l>(rows: impl IntoIterator<Item = &'l [&'l str; 3]>, before: &str, after: &str) {
    let wrong: Vec<String> = rows
        .into_iter()
        .filter_map(|row| {
            Some(format!(
                "{}: {}",
                row[0],
                judged(*row, before, after).err()?
            ))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_is_one_message_with_the_line_to_write() {
    assert_all(LINES, "x >> y\n", "\n");
    assert_all(LINES, "x >> y\n", "\nz >> y\n");
    assert_all(OPENERS, "x >> y\n", "\n    x >> q\n}\nq >> z\n");
}

#[test]
fn blanks_and_line_ends_change_nothing() {
    assert_all(LINES, "x >> y\r\n\n    ", "  \r\n");
    assert_all(LINES, "x >> y // c\n\t", "");
}

#[test]
fn several_stand_in_one_file() {
    // Of `diagram` there is one in a file, and what a failed `use` would have said is not missed.
    let lines = || {
        LINES
            .iter()
            .filter(|[line, ..]| !line.starts_with("diagram") && !line.starts_with("use"))
    };
    let all: String = lines()
        .map(|[line, ..]| format!("{line}\n"))
        .collect::<String>()
        + "x >> y\n";
    let found = errors(&all);
    let mut start = 0;
    for [line, says, _] in lines() {
        let end = start + line.len();
        let of_line: Vec<&Diagnostic> = found
            .iter()
            .filter(|p| (start..=end).contains(&(p.span.start as usize)))
            .collect();
        // What a name means in all of them together may be wrong besides.
        let of_spelling = of_line.iter().filter(|p| p.message.contains(says)).count();
        assert_eq!(of_spelling, 1, "{line}: {of_line:?}");
        start = end + 1;
    }
}

#[test]
fn in_a_group_no_diagram_is_advised() {
    for [line, says, becomes] in LINES {
        let text = format!("group g {{\n{line}\n}}\n");
        // `use` and `edge` stand outside of groups, in whatever language.
        if becomes.starts_with("use") || line.starts_with("diagram") {
            continue;
        }
        let found = errors(&text);
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        assert!(
            found[0].message.contains(says),
            "{line}: {}",
            found[0].message
        );
        for help in found[0].helps.iter().filter(|help| !help.edits.is_empty()) {
            let mended = followed(&text, help);
            let left = errors(&mended);
            let names_style = mended.contains("edge a \"b\"");
            assert!(left.is_empty() || names_style, "{mended}: {left:?}");
        }
    }
}

#[test]
fn a_setting_goes_into_the_diagram_that_is_there() {
    let mended = |text: &str| {
        let found = errors(text);
        assert_eq!(found.len(), 1, "{found:?}");
        let help = found[0].helps.iter().find(|help| !help.edits.is_empty());
        help.map(|help| followed(text, help))
    };
    assert_eq!(
        mended("diagram \"T\"\na >> b\ntheme dark\n").as_deref(),
        Some("diagram \"T\" [theme=dark]\na >> b\n\n")
    );
    assert_eq!(
        mended("rankdir=LR\ndiagram [theme=dark]\na >> b\n").as_deref(),
        Some("\ndiagram [theme=dark, direction=right]\na >> b\n")
    );
    // Which of two values counts is not for a program to say.
    assert_eq!(mended("diagram [theme=dark]\na >> b\ntheme light\n"), None);
}

#[test]
fn all_mistakes_of_a_line_come_in_one_run() {
    for (line, count) in [
        ("a -> b \"\\q\"", 2),
        ("a -> in", 2),
        ("a -> b 'c'", 2),
        ("a => b [color := red] [shape=box]", 3),
        ("node a [color == red] \"Label\"", 2),
        ("node 'a' [color == red] \"\\q\"", 4),
    ] {
        let text = format!("{line}\nx >> y\n");
        let found = errors(&text);
        assert_eq!(found.len(), count, "{line}: {found:?}");
        for problem in &found {
            let of_line = problem.span.end as usize <= line.len();
            assert!(of_line, "{line}: {problem:?}");
            for help in problem.helps.iter().filter(|help| !help.edits.is_empty()) {
                for left in errors(&followed(&text, help)) {
                    let known = found.iter().any(|other| other.message == left.message);
                    assert!(known, "{line}: {} brings {}", help.message, left.message);
                }
            }
        }
    }
}

#[test]
fn advice_that_builds_on_other_advice_is_in_the_order_of_the_text() {
    // The label is moved by the first advice, and wrong in itself.
    for text in [
        "node 'a' [color == red] \"\\q\"\n",
        "node a [color == red] \"\\q \\w\"\n",
        "theme dark\na >> b\ndiagram \"T\"\n",
    ] {
        let compilation = compiled(text);
        for problem in &compilation.diagnostics {
            certdot::diagnostics::render::human(problem, &compilation.sources, false);
            for help in &problem.helps {
                let in_order =
                    |two: &[certdot::diagnostics::Edit]| two[0].span.end <= two[1].span.start;
                assert!(help.edits.windows(2).all(in_order), "{text}: {help:?}");
            }
        }
    }
}
