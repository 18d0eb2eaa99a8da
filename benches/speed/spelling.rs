//! The graph as a `.cert` file, in several spellings, and what each costs.
//!
//! The parser has a way of its own for lines that are spelled as the formatter spells them. This tells what others pay.

use std::fmt::Write;

use crate::callgrind::instructions;
use crate::graph::{Graph, Step, label};
use crate::report::{Report, per_byte};
use crate::workshop::Workshop;

/// How a file is spelled.
#[derive(Clone, Copy)]
pub(crate) struct Spelling {
    /// What stands around the number in a node's name.
    name: (&'static str, &'static str),
    arrow: &'static str,
    comma: &'static str,
    indent: &'static str,
    /// What stands around a node's label.
    label: (&'static str, &'static str),
    /// What stands behind each chain.
    tail: &'static str,
    line_end: &'static str,
}

impl Spelling {
    /// As the formatter spells it, but for the indentation.
    pub(crate) const CANONICAL: Spelling = Spelling {
        name: ("crt", ""),
        arrow: " >> ",
        comma: ", ",
        indent: "  ",
        label: ("\"", "\""),
        tail: "",
        line_end: "\n",
    };

    /// As it never spells anything.
    pub(crate) const WILD: Spelling = Spelling {
        arrow: ">>",
        comma: " ,",
        indent: "\t",
        label: (" \"", "\"  "),
        ..Spelling::CANONICAL
    };
}

/// Other spellings, and whether the same DOT must come of them.
const OTHERS: [(&str, bool, Spelling); 13] = {
    const USUAL: Spelling = Spelling::CANONICAL;
    [
        (
            "names with a hyphen (crt-7)",
            false,
            Spelling {
                name: ("crt-", ""),
                ..USUAL
            },
        ),
        (
            "names in Latin letters, one not ASCII (cért7)",
            false,
            Spelling {
                name: ("cért", ""),
                ..USUAL
            },
        ),
        (
            "names in Cyrillic letters (серт7)",
            false,
            Spelling {
                name: ("серт", ""),
                ..USUAL
            },
        ),
        (
            "names in quotes (\"crt 7\")",
            false,
            Spelling {
                name: ("\"crt ", "\""),
                ..USUAL
            },
        ),
        (
            "line ends CR LF",
            true,
            Spelling {
                line_end: "\r\n",
                ..USUAL
            },
        ),
        (
            "indented by tabs",
            true,
            Spelling {
                indent: "\t",
                ..USUAL
            },
        ),
        (
            "two blanks around arrows",
            true,
            Spelling {
                arrow: "  >>  ",
                ..USUAL
            },
        ),
        (
            "no blanks around arrows",
            true,
            Spelling {
                arrow: ">>",
                ..USUAL
            },
        ),
        (
            "no blanks after commas",
            true,
            Spelling {
                comma: ",",
                ..USUAL
            },
        ),
        (
            "a comment behind each chain",
            true,
            Spelling {
                tail: " // why",
                ..USUAL
            },
        ),
        (
            "two blanks before each label",
            true,
            Spelling {
                label: (" \"", "\""),
                ..USUAL
            },
        ),
        (
            "each label as [label=\"…\"]",
            true,
            Spelling {
                label: ("[label=\"", "\"]"),
                ..USUAL
            },
        ),
        (
            "a label and a list on each node",
            false,
            Spelling {
                label: ("\"", "\" [shape=box, penwidth=2]"),
                ..USUAL
            },
        ),
    ]
};

/// The text of a `.cert` file.
pub(crate) fn text(graph: &Graph, spelling: Spelling) -> String {
    let Spelling {
        name: (before, after),
        arrow,
        comma,
        indent,
        label: (open, close),
        tail,
        line_end,
    } = spelling;
    let mut out = format!(
        "// generated{line_end}edge dive \"Dive deep\" [style=dashed, color=\"#c00000\", penwidth=2]{line_end}"
    );
    for step in graph.steps() {
        // Writing to a string cannot fail.
        let _ = match step {
            Step::OpenArea(area) => write!(out, "group \"Area {area}\" {{"),
            Step::OpenGroup(group) => write!(out, "{indent}group \"Group {group}\" {{"),
            Step::Node(node) => write!(
                out,
                "{indent}{indent}node {before}{node}{after} {open}{}{close}",
                label(node)
            ),
            Step::CloseGroup => write!(out, "{indent}}}"),
            Step::CloseArea => write!(out, "}}"),
        };
        out.push_str(line_end);
    }
    for fan in &graph.fans {
        let _ = write!(out, "{before}{}{after}", fan.from);
        if fan.is_dive {
            out.push_str(arrow);
            out.push_str("dive");
        }
        for (index, to) in fan.to.iter().enumerate() {
            out.push_str(if index == 0 { arrow } else { comma });
            let _ = write!(out, "{before}{to}{after}");
        }
        out.push_str(tail);
        out.push_str(line_end);
    }
    out
}

/// Measures the other spellings, each with the same graph.
pub(crate) fn measure(workshop: &Workshop, report: &mut Report) -> Result<(), String> {
    report.section("Other spellings of the same graph, n = 10,000, instructions per input byte");
    let graph = Graph::new(10_000);
    let file = "spelling.cert";
    let write = |spelling| {
        let text = text(&graph, spelling);
        workshop.write(file, &text).map(|()| text.len())
    };
    let bytes = write(Spelling::CANONICAL)?;
    let canonical = instructions(&workshop.certdot, &[file])?;
    let same = workshop.certdot.printed(&[file])?;
    report.note("as the formatter spells it", per_byte(canonical, bytes));
    for (what, is_same, spelling) in OTHERS {
        let bytes = write(spelling)?;
        if (workshop.certdot.printed(&[file])? == same) != is_same {
            return Err(format!("{what}: not the DOT that it should be"));
        }
        let count = instructions(&workshop.certdot, &[file])?;
        let ratio = count as f64 / canonical as f64;
        report.note(
            what,
            format!("{} (in all {ratio:.2}×)", per_byte(count, bytes)),
        );
    }
    Ok(())
}
