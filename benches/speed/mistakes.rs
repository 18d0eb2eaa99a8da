//! Files with a mistake in every line, against the same files without.

use crate::callgrind::instructions;
use crate::graph::Graph;
use crate::report::{Report, per_byte};
use crate::spelling::{self, Spelling};
use crate::workshop::Workshop;

const LINES: usize = 10_000;

/// So many nodes make a graph of about as many lines.
pub(crate) const NODES_IN_LINES: usize = 4_750;

/// A slip that can be made in every line.
struct Slip {
    what: &'static str,
    /// A line with it, and the line as it was meant; `#` stands for the line's number.
    wrong: &'static str,
    right: &'static str,
}

/// What the lines refer to.
const PRELUDE: &str = "group inside { node somebody }\ngroup left { node twin }\ngroup other { node twin }\n\
                       cert known \"Known\"\nnode start [cert=known]\n";

const SLIPS: [Slip; 11] = [
    Slip {
        what: "an arrow of another language",
        wrong: "q# -> start",
        right: "q# >> start",
    },
    Slip {
        what: "an attribute that does not exist",
        wrong: "node q# \"Label #\" [colr=red]",
        right: "node q# \"Label #\" [color=red]",
    },
    Slip {
        what: "a colour that does not exist",
        wrong: "node q# \"Label #\" [color=magneta]",
        right: "node q# \"Label #\" [color=magenta]",
    },
    Slip {
        what: "a name alone on its line",
        wrong: "q#",
        right: "node q#",
    },
    Slip {
        what: "a list without `=`",
        wrong: "node q# \"Label #\" [color red]",
        right: "node q# \"Label #\" [color=red]",
    },
    Slip {
        what: "a string that is not closed",
        wrong: "node q# \"Label #",
        right: "node q# \"Label #\"",
    },
    Slip {
        what: "an escape that does not exist",
        wrong: "node q# \"Label \\q #\"",
        right: "node q# \"Label \\n #\"",
    },
    Slip {
        what: "a path to nothing",
        wrong: "q# >> inside/nobody",
        right: "q# >> inside/somebody",
    },
    Slip {
        what: "an ambiguous name",
        wrong: "q# >> twin",
        right: "q# >> left/twin",
    },
    Slip {
        what: "a cert that does not exist",
        wrong: "node q# [cert=knwon]",
        right: "node q# [cert=known]",
    },
    Slip {
        what: "a character that no file may hold",
        wrong: "node q# \"Label\u{7}#\"",
        right: "node q# \"Label #\"",
    },
];

/// Measures each slip alone, then all of them in turn, then the graph of the other figures with nothing right in it.
pub(crate) fn measure(workshop: &Workshop, report: &mut Report) -> Result<(), String> {
    report.section(
        "10,000 lines with a mistake in each, instructions against the same lines without",
    );
    for slip in &SLIPS {
        compare(
            workshop,
            slip.what,
            &in_turn(std::slice::from_ref(slip)),
            report,
        )?;
    }
    compare(workshop, "all of these in turn", &in_turn(&SLIPS), report)?;
    let right = spelling::text(&Graph::new(NODES_IN_LINES), Spelling::CANONICAL);
    let wrong = right.lines().map(spoilt).collect();
    let what = "the graph of the figures above, each line wrong";
    compare(workshop, what, &Texts { wrong, right }, report)
}

/// A file with mistakes, and the file as it was meant.
struct Texts {
    wrong: String,
    right: String,
}

fn in_turn(slips: &[Slip]) -> Texts {
    let text = |line: fn(&Slip) -> &str| {
        let mut text = PRELUDE.to_owned();
        for (number, slip) in (0..LINES).zip(slips.iter().cycle()) {
            text.push_str(&line(slip).replace('#', &number.to_string()));
            text.push('\n');
        }
        text
    };
    Texts {
        wrong: text(|slip| slip.wrong),
        right: text(|slip| slip.right),
    }
}

/// A line of the graph with a mistake in it. The few that close groups get what cannot stand there.
fn spoilt(line: &str) -> String {
    let spoilt = match line.trim_start().split(' ').next() {
        Some("node") => line.trim_end_matches('"').to_owned(),
        Some("group") => line.replace("group", "grup"),
        Some("edge") => line.replace("=dashed", ""),
        Some("}") => line.replace('}', "} ]"),
        _ => line.replace(" >> ", " -> "),
    };
    spoilt + "\n"
}

fn compare(
    workshop: &Workshop,
    what: &str,
    Texts { wrong, right }: &Texts,
    report: &mut Report,
) -> Result<(), String> {
    workshop.write("wrong.cert", wrong)?;
    workshop.write("right.cert", right)?;
    workshop.certdot.printed(&["right.cert"])?;
    let messages = workshop.certdot.output(&["wrong.cert"])?.stderr;
    let errors = errors(&String::from_utf8_lossy(&messages));
    if errors < LINES {
        return Err(format!(
            "{what}: only {errors} errors in {LINES} wrong lines"
        ));
    }
    let clean = instructions(&workshop.certdot, &["right.cert"])?;
    let broken = instructions(&workshop.certdot, &["wrong.cert"])?;
    let ratio = broken as f64 / clean as f64;
    report.promise(
        what,
        "≤ 4.00×",
        format!(
            "{ratio:.2}× ({} : {} per byte)",
            per_byte(broken, wrong.len()),
            per_byte(clean, right.len())
        ),
        ratio <= 4.0,
    );
    Ok(())
}

/// The number in the last line: `wrong.cert: 10000 errors`.
fn errors(messages: &str) -> usize {
    let summary = messages.lines().last().unwrap_or_default();
    summary
        .split_once(": ")
        .and_then(|(_, counts)| counts.split(' ').next())
        .and_then(|number| number.parse().ok())
        .unwrap_or_default()
}
