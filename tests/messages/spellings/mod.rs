//! Lines of other languages: each is one message that names the right thing, and whose advice compiles.
//!
//! A row is a line, what its message says, and the line that its first advice makes of it; `-` where nobody can know.

mod d2;
mod diagrams;
mod dot;
mod guesses;
mod mermaid;
mod plantuml;

use std::path::PathBuf;

use certdot::compile::{Compilation, Input, Options, compile};
use certdot::diagnostics::{Diagnostic, Help, Severity};
use certdot::source::Memory;

/// All of them, language by language.
fn lines() -> impl Iterator<Item = &'static [&'static str; 3]> {
    [
        diagrams::LINES,
        mermaid::LINES,
        dot::LINES,
        d2::LINES,
        plantuml::LINES,
        guesses::LINES,
    ]
    .into_iter()
    .flatten()
}

/// Lines that open a block.
const OPENERS: &[[&str; 3]] = &[
    ["Cluster(\"N\") {", "but `group` does", "group \"N\" {"],
    [
        "group Data Analytics {",
        "nothing joins the words",
        "group \"Data Analytics\" {",
    ],
    ["strict digraph {", "the whole file is the diagram", "-"],
];

pub fn compiled(text: &str) -> Compilation {
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

pub fn followed(text: &str, help: &Help) -> String {
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
    if first == expected {
        Ok(())
    } else {
        Err(format!("{first:?}"))
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
    assert_all(lines(), "x >> y\n", "\n");
    assert_all(lines(), "x >> y\n", "\nz >> y\n");
    assert_all(OPENERS, "x >> y\n", "\n    x >> q\n}\nq >> z\n");
}

#[test]
fn blanks_and_line_ends_change_nothing() {
    assert_all(lines(), "x >> y\r\n\n    ", "  \r\n");
    assert_all(lines(), "x >> y // c\n\t", "");
}

#[test]
fn several_stand_in_one_file() {
    // Of `diagram` there is one in a file, and what a failed `use` would have said is not missed.
    let lines =
        || lines().filter(|[line, ..]| !line.starts_with("diagram") && !line.starts_with("use"));
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
    for [line, says, becomes] in lines() {
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
fn a_subgraph_becomes_a_group_with_its_end() {
    let text =
        "subgraph one[The title]\n  a >> b\n  subgraph two\n    c >> d\n  end\nend\nx >> y\n";
    let found = errors(text);
    let help = found[0].helps.iter().find(|help| !help.edits.is_empty());
    assert_eq!(
        followed(text, help.unwrap()),
        "group one \"The title\" {\n  a >> b\n  subgraph two\n    c >> d\n  end\n}\nx >> y\n"
    );
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
