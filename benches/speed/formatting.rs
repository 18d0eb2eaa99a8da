//! What formatting costs, against parsing the same file.

use crate::callgrind::instructions;
use crate::graph::Graph;
use crate::mistakes::NODES_IN_LINES;
use crate::report::{Report, per_byte};
use crate::spelling::{self, Spelling};
use crate::stages::{FLAG, FORMAT, PARSE, READ};
use crate::workshop::Workshop;

/// Measures it.
pub(crate) fn measure(workshop: &Workshop, report: &mut Report) -> Result<(), String> {
    report.section("Formatting 10,000 lines, instructions, against parsing them");
    let file = "format.cert";
    for (what, spelling) in [
        ("formatted but for the indentation", Spelling::CANONICAL),
        ("nothing as it should be", Spelling::WILD),
    ] {
        let text = spelling::text(&Graph::new(NODES_IN_LINES), spelling);
        workshop.write(file, &text)?;
        let count = |stage| instructions(&workshop.stages, &[FLAG, stage, file]);
        let read = count(READ)?;
        let parsing = count(PARSE)?.saturating_sub(read);
        let formatting = count(FORMAT)?.saturating_sub(read);
        let ratio = formatting as f64 / parsing as f64;
        let bytes = text.len();
        report.promise(
            what,
            "≤ 3.00×",
            format!(
                "{ratio:.2}× ({} : {} per byte)",
                per_byte(formatting, bytes),
                per_byte(parsing, bytes)
            ),
            ratio <= 3.0,
        );
    }
    Ok(())
}
