//! How the work divides among the stages, and what the structures of `to_graph()` would cost.

use crate::callgrind::instructions;
use crate::graph::Graph;
use crate::memory;
use crate::report::{Report, per_byte};
use crate::spelling::{self, Spelling};
use crate::stages::{CHECK, FLAG, PARSE, PRINTED, READ, RESOLVE, STREAM, STRUCTURES};
use crate::workshop::Workshop;

const NODES: usize = 10_000;
/// Memory is compared on a larger graph, so that the program itself does not count.
const NODES_FOR_MEMORY: usize = 100_000;

/// Measures both.
pub(crate) fn measure(workshop: &Workshop, report: &mut Report) -> Result<(), String> {
    let file = "stages.cert";
    let write = |nodes| {
        let text = spelling::text(&Graph::new(nodes), Spelling::CANONICAL);
        workshop.write(file, &text).map(|()| text.len())
    };
    let bytes = write(NODES)?;
    let count = |stage| instructions(&workshop.stages, &[FLAG, stage, file]);

    report.section("Shares of the stages, n = 10,000, instructions per input byte");
    let whole = count(STREAM)?;
    let mut before = 0;
    let stages = [
        ("start, reading, UTF-8", READ),
        ("parsing: text to tree", PARSE),
        ("resolving: tree to model", RESOLVE),
        ("checking", CHECK),
        ("emission: model to DOT", STREAM),
    ];
    for (what, stage) in stages {
        let after = if stage == STREAM {
            whole
        } else {
            count(stage)?
        };
        let cost = after.saturating_sub(before);
        let share = 100.0 * cost as f64 / whole as f64;
        report.note(what, format!("{:>5} ({share:.0} %)", per_byte(cost, bytes)));
        before = after;
    }

    report.section("Emission through structures, n = 10,000, instructions per input byte");
    let printed = |stage| workshop.stages.printed(&[FLAG, stage, file]);
    if printed(STREAM)? != printed(PRINTED)? {
        return Err("the structures do not print as the model does".into());
    }
    let model = count(CHECK)?;
    let stream = whole.saturating_sub(model);
    let ways = [
        ("streamed", STREAM),
        ("structures built and dropped", STRUCTURES),
        ("structures built, printed plainly, dropped", PRINTED),
    ];
    for (what, stage) in ways {
        let cost = count(stage)?.saturating_sub(model);
        let ratio = cost as f64 / stream as f64;
        report.note(what, format!("{:>5} ({ratio:.1}×)", per_byte(cost, bytes)));
    }
    let bytes = write(NODES_FOR_MEMORY)?;
    for (what, stage) in [
        ("streamed", STREAM),
        ("structures, printed plainly", PRINTED),
    ] {
        let peak = memory::peak(workshop.stages.command(&[FLAG, stage, file]))?;
        report.note(
            &format!("n = 100,000: maximum resident set, {what}"),
            format!("{:.1} bytes a byte", peak as f64 / bytes as f64),
        );
    }
    Ok(())
}
