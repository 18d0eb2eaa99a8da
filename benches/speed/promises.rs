//! The promises about whole runs: start, instructions by size, memory.

use crate::callgrind::instructions;
use crate::clock::{median, nanoseconds};
use crate::graph::Graph;
use crate::report::{Report, per_byte, thousands};
use crate::spelling::Spelling;
use crate::workshop::Workshop;
use crate::{dot, memory, spelling};

/// How often the two programs are started whose times are compared.
const ROUNDS: usize = 400;

/// Measures what is promised of clean files.
pub(crate) fn measure(
    workshop: &Workshop,
    is_quick: bool,
    report: &mut Report,
) -> Result<(), String> {
    start(workshop, report)?;
    report.section("Text to DOT, with every check");
    let base = size(workshop, 10_000, None, report)?;
    parser(workshop, report)?;
    size(workshop, 100_000, Some(base), report)?;
    if is_quick {
        report.note("n = 1,000,000", "left out");
    } else {
        size(workshop, 1_000_000, Some(base), report)?;
    }
    Ok(())
}

/// How long the smallest useful run takes.
fn start(workshop: &Workshop, report: &mut Report) -> Result<(), String> {
    report.section("Start, n = 20");
    let graph = Graph::new(20);
    workshop.write("20.cert", &spelling::text(&graph, Spelling::CANONICAL))?;
    workshop.write("20.gv", &dot::text(&graph))?;
    workshop.certdot.printed(&["20.cert"])?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(nanoseconds(workshop.certdot.command(&["20.cert"]))?);
        theirs.push(nanoseconds(workshop.nop.command(&["20.gv"]))?);
    }
    let (ours, theirs) = (median(ours), median(theirs));
    let ratio = ours as f64 / theirs as f64;
    report.promise(
        "CPU time against nop on the equal DOT (medians)",
        "≤ 1.20×",
        format!("{ratio:.2}× ({} : {} µs)", ours / 1_000, theirs / 1_000),
        ratio <= 1.2,
    );
    let count = instructions(&workshop.certdot, &["20.cert"])?;
    report.promise(
        "instructions",
        "≤ 1,000,000",
        thousands(count),
        count <= 1_000_000,
    );
    let theirs = instructions(&workshop.nop, &["20.gv"])?;
    report.note("instructions of nop on the equal DOT", thousands(theirs));
    Ok(())
}

/// Instructions and memory for a file of some size; the instructions are held against those of a smaller one.
fn size(
    workshop: &Workshop,
    nodes: usize,
    base: Option<f64>,
    report: &mut Report,
) -> Result<f64, String> {
    let file = format!("{nodes}.cert");
    let arguments = [file.as_str()];
    let text = spelling::text(&Graph::new(nodes), Spelling::CANONICAL);
    let bytes = text.len();
    workshop.write(&file, &text)?;
    drop(text);
    let size = thousands(nodes as u64);

    let count = instructions(&workshop.certdot, &arguments)?;
    let figure = count as f64 / bytes as f64;
    let bound = base.map_or(160.0, |base| base * 1.05);
    report.promise(
        &format!("n = {size}: instructions per input byte"),
        &format!("≤ {bound:.1}"),
        per_byte(count, bytes),
        figure <= bound,
    );

    let peak = memory::peak(workshop.certdot.command(&arguments))?;
    let what = format!("n = {size}: maximum resident set");
    let mebibytes = |bytes: f64| format!("{:.1} MiB", bytes / f64::from(1 << 20));
    let figure = format!(
        "{} ({:.2} bytes a byte)",
        mebibytes(peak as f64),
        peak as f64 / bytes as f64
    );
    let bound = 4 * bytes as u64 + (4 << 20);
    if nodes == 1_000_000 {
        report.promise(
            &what,
            &format!("≤ {}", mebibytes(bound as f64)),
            figure,
            peak <= bound,
        );
        let time = nanoseconds(workshop.certdot.command(&arguments))?;
        report.note(
            &format!(
                "n = {size}: CPU time for {} of input",
                mebibytes(bytes as f64)
            ),
            format!("{:.2} s", time as f64 / 1e9),
        );
        workshop.remove(&file);
    } else {
        report.note(&what, figure);
    }
    Ok(count as f64 / bytes as f64)
}

/// How much less is done than Graphviz does to read the equal DOT.
fn parser(workshop: &Workshop, report: &mut Report) -> Result<(), String> {
    workshop.write("10000.gv", &dot::text(&Graph::new(10_000)))?;
    let ours = instructions(&workshop.certdot, &["10000.cert"])?;
    let theirs = instructions(&workshop.gc, &["10000.gv"])?;
    let ratio = theirs as f64 / ours as f64;
    report.promise(
        "n = 10,000: fewer instructions than gc on the equal DOT",
        "≥ 4.00×",
        format!("{ratio:.2}× ({} : {})", thousands(theirs), thousands(ours)),
        ratio >= 4.0,
    );
    Ok(())
}
