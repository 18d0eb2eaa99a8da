//! What certdot promises of its speed, measured: each promise with its bound and its figure.
//!
//! Instructions are counted, by callgrind, because they are nearly the same on a busy machine as on an idle one. Time
//! is taken only where the promise is one of time, and then as a ratio to another program that runs alternately.
//!
//! `cargo bench` runs all of it. It makes its own inputs, and needs Linux, valgrind and Graphviz. A bound that is missed
//! is printed as missed and is no failure: this is a report, not a test.

mod callgrind;
mod clock;
mod documents;
mod dot;
mod formatting;
mod graph;
mod growth;
mod memory;
mod mistakes;
mod pictures;
#[path = "../../tests/graphviz/printer.rs"]
mod printer;
mod program;
mod promises;
mod report;
mod serving;
mod shares;
mod spelling;
mod stages;
mod workshop;

use std::process::ExitCode;

use report::Report;
use workshop::Workshop;

const USAGE: &str =
    "usage: cargo bench [--bench speed -- [--quick] [--pictures] [--serving] [--documents]]
  --quick     leave out the input of 1,000,000 nodes
  --pictures  only what pictures cost
  --serving   only what the language server costs
  --documents only what trees cost a site of documents";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Vec<String>) -> Result<(), String> {
    // This program counts its own instructions too: see `stages`.
    if let [flag, stage, file] = arguments.as_slice()
        && flag == stages::FLAG
    {
        return stages::run(stage, file);
    }
    let mut is_bench = false;
    let mut is_quick = false;
    let mut only = None;
    for argument in &arguments {
        match argument.as_str() {
            "--bench" => is_bench = true,
            "--quick" => is_quick = true,
            "--pictures" | "--serving" | "--documents" => only = Some(argument.as_str()),
            other => return Err(format!("`{other}` is no option\n{USAGE}")),
        }
    }
    // `cargo test --all-targets` starts this program as well, without `--bench`; it must not take minutes there.
    if !is_bench {
        println!("{USAGE}");
        return Ok(());
    }
    let workshop = Workshop::open()?;
    let mut report = Report::default();
    match only {
        Some("--pictures") => pictures::measure(&workshop, &mut report)?,
        Some("--serving") => serving::measure(&mut report)?,
        Some(_) => documents::measure(&workshop, &mut report)?,
        None => all(&workshop, is_quick, &mut report)?,
    }
    report.finish();
    Ok(())
}

fn all(workshop: &Workshop, is_quick: bool, report: &mut Report) -> Result<(), String> {
    promises::measure(workshop, is_quick, report)?;
    mistakes::measure(workshop, report)?;
    growth::measure(workshop, report)?;
    formatting::measure(workshop, report)?;
    serving::measure(report)?;
    shares::measure(workshop, report)?;
    spelling::measure(workshop, report)?;
    pictures::measure(workshop, report)?;
    documents::measure(workshop, report)
}
