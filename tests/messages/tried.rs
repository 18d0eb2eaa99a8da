//! A fix is given only where it has been tried: what it makes of a text has no error that the text had not.
//!
//! A row is a text and what each of its fixes makes of it, in the order of the messages.

use certdot::compile::Compilation;
use certdot::diagnostics::{Diagnostic, Severity};

use crate::spellings::{compiled, followed};

const ROWS: &[(&str, &[&str])] = &[
    // A string takes a brace out with it only where that begins a group's block.
    ("\"{\n", &["node \"{\n", "\"{\"\n"]),
    (
        "node a \"Label {\nnode b\n",
        &["node a \"Label {\"\nnode b\n"],
    ),
    (
        "node a \"Label [x {\nnode b\n",
        &["node a \"Label [x {\"\nnode b\n"],
    ),
    (
        "group a \"Label {\na >> b\n}\n",
        &["group a \"Label\" {\na >> b\n}\n"],
    ),
    (
        "group a [label=\"Label {\na >> b\n}\n",
        &[
            "group a [label=\"Label] {\na >> b\n}\n",
            "group a [label=\"Label\" {\na >> b\n}\n",
        ],
    ),
    (
        "a >> \"b [\nfillcolor=red, c >> d\n",
        &["a >> \"b []\nfillcolor=red, c >> d\n"],
    ),
    // A list that is closed lets the next line belong to a chain.
    (
        "a [color=&\n>> b\n",
        &[
            "node a [color=&\n>> b\n",
            "a [color=&]\n>> b\n",
            "a [color=\"&\"\n>> b\n",
        ],
    ),
    ("[\n>> c\n", &["[]\n>> c\n"]),
    (
        "b\n[class\n",
        &["node b\n[class\n", "b\n[class]\n", "b\nclass\n"],
    ),
    // An arrow that leads nowhere stays that.
    ("b\n>\n", &["node b\n>\n"]),
    ("b\n→ #\n", &["node b\n→ #\n", "b\n>> #\n", "b\n→ \"#\"\n"]),
    ("a -> b c\n", &["a >> \"b c\"\n"]),
    // A block is begun where the rest of the line can be read, or what is wrong with that is told too.
    ("group a\n", &["group a { }\n"]),
    ("group a /\nb {\n}\n", &[]),
    ("group \"\"\n", &["group \"\" { }\n"]),
    ("subgraph \"g\"\n", &["node subgraph \"g\"\n"]),
    // What a brace has parted: two statements, or one.
    ("a >> b } c >> d\n", &["a >> b ; c >> d\n"]),
    ("a >> b } >> c\n", &["a >> b  >> c\n"]),
    ("a >> b }\n", &["a >> b \n"]),
    ("} &\n", &[" &\n"]),
    (
        "node a [level=found}ational]\n",
        &[
            "node a [level=found]}ational]\n",
            "node a [level=foundational]\n",
        ],
    ),
    ("& < } c\n", &["& < } node c\n"]),
    // Only a group that lacks its end is ended.
    ("end\n", &[]),
    ("group g {\na >> b\nend\n}\n", &[]),
    ("group g {\na >> b\nend\n", &["group g {\na >> b\n}\n"]),
    // A reserved word in quotes is a name, which says nothing alone.
    ("each\n", &["node \"each\"\n"]),
    ("group in edge\n", &[]),
];

fn errors(compilation: &Compilation) -> impl Iterator<Item = &Diagnostic> {
    let all = compilation.diagnostics.iter();
    all.filter(|problem| problem.severity == Severity::Error)
}

/// What is wrong with a text, in words that stay the same when others are mended.
fn told(compilation: &Compilation) -> Vec<String> {
    let told = |problem: &Diagnostic| format!("{} {}", problem.code, problem.message);
    errors(compilation).map(told).collect()
}

#[test]
fn a_fix_leaves_no_error_that_was_not_there() {
    for (text, expected) in ROWS {
        let before = compiled(text);
        let mut made = Vec::new();
        for help in errors(&before).flat_map(|problem| &problem.helps) {
            if help.edits.is_empty() {
                continue;
            }
            let after = followed(text, help);
            let mut known = told(&before);
            for problem in told(&compiled(&after)) {
                let at = known.iter().position(|known| *known == problem);
                let at = at.unwrap_or_else(|| panic!("{text:?} as {after:?}: {problem}"));
                known.remove(at);
            }
            assert!(!known.is_empty(), "{text:?} as {after:?} mends nothing");
            made.push(after);
        }
        assert_eq!(made, *expected, "{text:?}");
    }
}
