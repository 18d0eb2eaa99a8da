//! Problems: each has a code and a place, all are told in the order of their places, and what is no slip is not warned of.

use certdot::compile::Compilation;
use certdot::diagnostics::Code::{self, *};
use certdot::diagnostics::Severity;

use crate::picture::{Project, codes, errors, project, warnings};

/// The problems of a program, each with the line and column of its place and what stands there.
fn places(compilation: &Compilation) -> Vec<(Code, u32, u32, &str)> {
    let place = |problem: &certdot::diagnostics::Diagnostic| {
        let (_, position) = compilation.sources.position(problem.span);
        (problem.code, position.line, position.column, problem.span)
    };
    let places = compilation.diagnostics.iter().map(place);
    places
        .map(|(code, line, column, span)| (code, line, column, compilation.sources.slice(span)))
        .collect()
}

#[track_caller]
fn assert_place(text: &str, expected: (Code, u32, u32, &str)) {
    assert_eq!(places(&project(text).compile()), [expected], "{text}");
}

/// A program that has each mistake and slip there is, and the code of each.
const MISTAKES: &[(Code, &str)] = &[
    (ForbiddenCharacter, "a >> b \u{7}"),
    (NotAStatement, "a >> b >> c d"),
    (WrongArrow, "a -> b"),
    (OtherLanguage, "flowchart TD\n  a --> b\n  b --> c"),
    (MissingEquals, "node a [color red]"),
    (UnclosedString, "node a \"A"),
    (UnclosedGroup, "group g {\nnode a"),
    (StrayBrace, "node a\n}"),
    (UnclosedList, "node a [color=red"),
    (UnclosedComment, "node a /* x"),
    (WrongEscape, "node a \"\\q\""),
    (ReservedWord, "node in"),
    (LoneName, "security"),
    (LooseArrow, "a >>"),
    (MissingBrace, "group g"),
    (TopLevelOnly, "group g { cert c }"),
    (WrongName, "node \"\""),
    (UnknownCharacter, "node 'a'"),
    (MissingName, "cert"),
    (UnquotedValue, "node a [url=https://example.org]"),
    (UnknownPath, "net/a >> b"),
    (
        AmbiguousName,
        "group g { node a }\ngroup h { node a }\na >> b",
    ),
    (MisplacedLink, "a >> dive"),
    (LinkArrows, "a >> dive << b"),
    (NodeAndGroup, "node a\ngroup a { node b }"),
    (StyleName, "node dive"),
    (DeclaredTwice, "cert a\ncert a\nnode a"),
    (TwoValues, "node a \"A\"\nnode a \"B\""),
    (UnknownCert, "node a [cert=b]"),
    (EdgeToItself, "group g { node a\na >> g }"),
    (GroupAppearance, "group g { node a }\nb >> g \"G\""),
    (WrongRow, "node a\nrow a, b"),
    (NewPath, "group g { node a }\nb >> new g/a"),
    (WrongEach, "group g { }\nb >> each g"),
    (
        MissingPlace,
        "group g { node a }\ngroup h { node b in g/x }",
    ),
    (UnreadableFile, "use \"nothing.cert\""),
    (OutsideRoot, "use \"../../nothing.cert\""),
    (UnknownCatalogue, "use nothing"),
    (MissingIcon, "node a [icon=nothing]"),
    (UnknownAttribute, "node a [colour=red]"),
    (WrongElement, "a >> edge [shape=box] >> b"),
    (RefusedAttribute, "node a [image=x]"),
    (WrongValue, "node a [color=magneta]"),
    (AlmostKnown, "node security\na >> secuirty"),
    (
        SaidByLabel,
        "group net \"Networking\" { node a }\nb >> Networking",
    ),
    (DrawnOutside, "a >> b\ngroup g { b >> c }"),
    (Cycle, "a >> b >> a"),
    (UnusedCert, "cert c\nnode a"),
    (EmptyGroup, "node a\ngroup g { }"),
    (SplitName, "group g { a >> b }\ngroup h { b >> c }"),
    (OtherName, "use aws\nSAA-C03 >> sa_pro"),
    (UnusedCatalogue, "sa_assoc >> sa_pro"),
    (AlmostLevel, "node a [level=assoc]"),
    (LabelAsNode, "a >> \"yes\" >> b"),
    (CommentAsNode, "a >> b -- optional"),
    (IdleAllow, "a >> b // allow W0504"),
];

#[test]
fn each_mistake_has_its_code_and_a_place() {
    for (code, text) in MISTAKES {
        let compilation = project(*text).compile();
        let found: Vec<Code> = compilation
            .diagnostics
            .iter()
            .map(|problem| problem.code)
            .collect();
        assert_eq!(found, [*code], "{text}");
        let problem = &compilation.diagnostics[0];
        assert!(problem.span.end as usize <= text.len(), "{text}");
        assert!(
            !problem.message.is_empty() && !problem.message.ends_with('.'),
            "{}",
            problem.message
        );
        assert_eq!(problem.severity, code.severity());
        assert_eq!(
            compilation.model.is_none(),
            problem.severity == Severity::Error,
            "{text}"
        );
    }
    // These need other files, or many statements, and are tried with those.
    let elsewhere = [NotUtf8, TooDeep, TooManyEdges, TooManyFiles, NotAnImage];
    for code in Code::ALL {
        let is_tried = MISTAKES.iter().any(|(tried, _)| tried == code);
        assert!(is_tried != elsewhere.contains(code), "{code}");
    }
}

#[test]
fn what_can_be_done_is_said() {
    // Of an attribute that edges do not have, there is nothing to say but who has it.
    for (code, text) in MISTAKES.iter().filter(|(code, _)| *code != WrongElement) {
        let compilation = project(*text).compile();
        let problem = &compilation.diagnostics[0];
        let says_more = !problem.helps.is_empty()
            || !problem.notes.is_empty()
            || !problem.others.is_empty()
            || !problem.label.is_empty();
        assert!(says_more, "{code}: {}", problem.message);
    }
}

#[test]
fn following_the_advice_ends_the_mistake() {
    for (code, text) in MISTAKES {
        let compilation = project(*text).compile();
        for help in &compilation.diagnostics[0].helps {
            let mut edits: Vec<_> = help.edits.iter().collect();
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
            let mut mended = (*text).to_owned();
            for edit in &edits {
                mended.replace_range(edit.span.range(), &edit.text);
            }
            // `use "nothing.cert"` would be right if there were one.
            if !edits.is_empty() && *code != UnknownCatalogue {
                let left = project(mended.as_str()).compile();
                assert!(
                    left.diagnostics.iter().all(|problem| problem.code != *code),
                    "{text}\n-- to --\n{mended}"
                );
            }
        }
    }
}

#[test]
fn the_place_is_what_is_wrong() {
    assert_place("a >> b\n  c -> d", (WrongArrow, 2, 5, "->"));
    assert_place(
        "node größe, b [color=magneta]",
        (WrongValue, 1, 22, "magneta"),
    );
    assert_place("node a [colour=red]", (UnknownAttribute, 1, 9, "colour"));
    assert_place(
        "\u{FEFF}node a [colour=red]",
        (UnknownAttribute, 1, 9, "colour"),
    );
    assert_place("node a\r\nnode in\r\n", (ReservedWord, 2, 6, "in"));
    assert_place("\tnode in", (ReservedWord, 1, 7, "in"));
    assert_place("node a [cert=saa]", (UnknownCert, 1, 14, "saa"));
    assert_place("node \"a\" \"A\"\nnode a \"B\"", (TwoValues, 2, 8, "\"B\""));
    assert_place("group g {\n  node a\n", (UnclosedGroup, 1, 1, "group g {"));
}

#[test]
fn all_problems_of_a_run_are_reported_in_source_order() {
    let text = "node a [colour=red]\nsecurity\nb -> c\ngroup g { node \"\\q\" }\nd >> dive\nnode e [cert=nothing]\n\
                node f1 [color=magneta]\nnode f [icon=nothing]\nnode g2 \"A\"\nnode g2 \"B\"\nx/y >> z\nnode in\n}";
    let compilation = project(text).compile();
    let found = places(&compilation);
    let lines: Vec<u32> = found.iter().map(|(_, line, _, _)| *line).collect();
    assert_eq!(lines, [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13], "{found:?}");
    let codes: Vec<Code> = found.iter().map(|(code, ..)| *code).collect();
    assert_eq!(
        codes,
        [
            UnknownAttribute,
            LoneName,
            WrongArrow,
            WrongEscape,
            MisplacedLink,
            UnknownCert,
            WrongValue,
            MissingIcon,
            TwoValues,
            UnknownPath,
            ReservedWord,
            StrayBrace
        ]
    );
}

#[test]
fn warnings_stand_among_each_other_in_source_order() {
    let text = "cert unused\nnode security\na >> b >> a\ngroup g { }\nc >> secuirty\nc >> d\ngroup h { d >> e }";
    let compilation = project(text).compile();
    let found: Vec<(Code, u32)> = places(&compilation)
        .iter()
        .map(|(code, line, ..)| (*code, *line))
        .collect();
    assert_eq!(
        found,
        [
            (UnusedCert, 1),
            (Cycle, 3),
            (EmptyGroup, 4),
            (AlmostKnown, 5),
            (DrawnOutside, 7)
        ]
    );
}

#[test]
fn the_problems_of_used_files_come_after_those_of_the_file() {
    let compilation = project("use \"u.cert\"\nnode a [colour=red]")
        .with("u.cert", "node b [colour=red]")
        .compile();
    let files: Vec<&str> = compilation
        .diagnostics
        .iter()
        .map(|problem| compilation.sources.position(problem.span).0.name())
        .collect();
    assert_eq!(files, ["main.cert", "u.cert"]);
}

#[test]
fn one_mistake_is_told_once() {
    for text in [
        "node [colour=red]\nnode a, b, c",
        "edge later [colour=red]\na >> later >> b\nb >> later >> c",
        "cert c [colour=red]\nnode c\ngroup g { node c }",
        "a, b >> edge [colour=red] >> c, d",
        "group g { node a [colour=red] }\ng/a >> b\na >> c",
        "node a [color=magneta]\na >> b",
    ] {
        assert_eq!(project(text).compile().diagnostics.len(), 1, "{text}");
    }
}

#[test]
fn a_line_of_nonsense_does_not_hide_the_others() {
    let text = "a >> b\n!!! what is this\nnode c [colour=red]\ngroup g {\n???\nnode d [colour=red]\n}\nnode e [colour=red]";
    let found = errors(text);
    assert_eq!(
        found
            .iter()
            .filter(|code| **code == UnknownAttribute)
            .count(),
        3,
        "{found:?}"
    );
    assert_eq!(found.len(), 5, "{found:?}");
}

#[test]
fn with_errors_nothing_is_warned_of_that_they_may_have_caused() {
    assert_eq!(
        project("node security\na >> secuirty\nnode b [colour=red]")
            .compile()
            .diagnostics
            .len(),
        1
    );
}

// ---- warnings ----

#[track_caller]
fn assert_warns(text: &str, code: Code) {
    assert_eq!(warnings(text), [code], "{text}");
    assert_eq!(errors(text), [], "{text}");
}

#[track_caller]
fn assert_quiet(text: &str) {
    assert_eq!(project(text).compile().diagnostics, [], "{text}");
}

#[test]
fn a_name_one_or_two_letters_from_a_known_one_is_warned_of() {
    for slip in [
        "securit",
        "securiti",
        "secruity",
        "ssecurity",
        "sceurity",
        "Security",
    ] {
        assert_warns(&format!("node security\na >> {slip}"), AlmostKnown);
    }
    assert_warns("cert developer\nnode developer\na >> develper", AlmostKnown);
    assert_warns("group networking { node a }\nb >> netwroking", AlmostKnown);
    assert_warns("edge later\na >> later >> b\nb >> latr >> c", AlmostKnown);
    assert_warns("node security\nsecuirty >> a\nsecuirty >> b", AlmostKnown);
    assert_warns("secuirty >> a\nsecurity >> b", AlmostKnown);
    assert_warns("node devops >> x\nnode y >> devpos", AlmostKnown);
}

#[test]
fn a_name_that_is_no_slip_is_not() {
    assert_quiet("node security\na >> database");
    assert_quiet("node security, secuirty");
    assert_quiet("node step1\nstep1 >> step2 >> step3");
    assert_quiet("node az-900\naz-104 >> az-305");
    assert_quiet("node a\nb >> c");
    assert_quiet("step_one >> a\nstep_two >> b");
    assert_quiet("team_a >> a\nteam_b >> b");
    assert_quiet("read >> a\nreed >> b");
    assert_quiet("group \"Networking\" { a >> networking }");
}

#[test]
fn a_group_said_by_its_label_is_warned_of() {
    const NET: &str = "group net \"Networking\" { node vpc }\n";
    assert_warns(&format!("{NET}a >> Networking"), SaidByLabel);
    assert_warns(&format!("{NET}node a in \"Networking\""), SaidByLabel);
    assert_warns(
        &format!("{NET}group \"Networking\" {{ node a }}"),
        SaidByLabel,
    );
}

#[test]
fn a_group_said_by_its_name_is_not() {
    const NET: &str = "group net \"Networking\" { node vpc }\n";
    assert_quiet(&format!("{NET}a >> net"));
    assert_quiet(&format!("{NET}node a in net"));
    assert_quiet(&format!("{NET}node Networking"));
    assert_quiet("group \"Networking\" { node a }\nb >> Networking");
    assert_quiet("group net \"net\" { node a }\nb >> net");
}

#[test]
fn a_name_that_nothing_declares_said_inside_and_outside_is_warned_of() {
    assert_warns("a >> b\ngroup g { b >> c }", DrawnOutside);
    assert_warns("group g { b >> c }\na >> b", DrawnOutside);
    assert_warns("a >> b\ngroup g { group h { b >> c } }", DrawnOutside);
    assert_warns("group g { a >> b\ngroup h { b >> c } }", DrawnOutside);
}

#[test]
fn a_declared_one_is_not() {
    assert_quiet("node b\na >> b\ngroup g { b >> c }");
    assert_quiet("a >> b\ngroup g { node b\nb >> c }");
    assert_quiet("a >> b\ngroup g { new b >> c }");
    assert_quiet("group g { a >> b }\ngroup h { c >> b }");
    assert_quiet("group g { node b }\na >> b");
    assert_quiet("group g { a >> b }\ng/b >> c");
}

#[test]
fn a_cycle_of_forward_edges_is_warned_of_with_the_whole_round() {
    for (text, round) in [
        ("a >> b >> c >> a", "a → b → c → a"),
        ("a >> b\na << b", "a → b → a"),
        ("a >> a", "from `a` to itself"),
        ("a >> a\nb >> a", "from `a` to itself"),
        ("x >> a >> b\nb >> c >> a", "a → b → c → a"),
        ("group g { node a }\nb >> g\ng >> b", "b → g → b"),
        ("a >> dive >> b >> a", "a → b → a"),
    ] {
        assert_warns(text, Cycle);
        let compilation = project(text).compile();
        assert!(
            compilation.diagnostics[0].message.contains(round),
            "{}",
            compilation.diagnostics[0].message
        );
    }
}

#[test]
fn what_goes_round_without_arrows_is_no_cycle() {
    assert_quiet("a -- b -- c -- a");
    assert_quiet("a <> b <> a");
    assert_quiet("a >> b >> c\na >> c");
    assert_quiet("a >> b\nb << a");
    assert_quiet("a >> b -- a");
    assert_quiet("group g { node a, b\na >> b }\ngroup h { node a, b\nb >> a }");
}

#[test]
fn a_cert_that_never_appears_is_warned_of() {
    assert_warns("cert c\na >> b", UnusedCert);
    assert_warns("cert c\ncert d\nnode d", UnusedCert);
    assert_warns("cert c\nnode c [cert=d]\ncert d", UnusedCert);
}

#[test]
fn a_cert_that_appears_or_came_with_a_used_file_is_not() {
    assert_quiet("cert c\nnode c");
    assert_quiet("cert c\na >> c");
    assert_quiet("cert c\nnode a [cert=c]");
    assert_quiet("cert c\nnode [cert=c]\nnode a");
    assert_quiet("cert c\ncert d");
    let used = |main: &str| project(main).with("u.cert", "cert c\ncert d");
    let warned = |project: Project| codes(&project.compile(), Severity::Warning);
    assert_eq!(warned(used("use \"u.cert\"\nnode c")), []);
    assert_eq!(
        warned(used("use \"u.cert\"\ncert d [color=red]\nnode c")),
        [UnusedCert],
        "one's own it is then"
    );
}

#[test]
fn a_group_that_stays_empty_is_warned_of() {
    assert_warns("node a\ngroup g { }", EmptyGroup);
    assert_warns("node a\ngroup g { group h { } }", EmptyGroup);
    assert_warns("node a, b\ngroup g { a >> b }", EmptyGroup);
}

#[test]
fn a_group_with_something_in_it_is_not() {
    assert_quiet("group g { group h { node a } }");
    assert_quiet("group g { }\nnode a in g");
    assert_quiet("group g { }\ngroup g { node a }");
}
