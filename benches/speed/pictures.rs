//! What pictures cost: CPU time of whole runs, of all processes that take part, as ratios in one run.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::graph::Graph;
use crate::report::Report;
use crate::spelling::{self, Spelling};
use crate::workshop::Workshop;

/// How often short runs are repeated: the system counts CPU time in hundredths of a second.
const ROUNDS: usize = 20;

/// How often two are measured in turns.
const TURNS: u32 = 20;

/// The trees that are drawn in one call.
const TREES: usize = 100;

/// Measures what is promised of pictures.
pub(crate) fn measure(workshop: &Workshop, report: &mut Report) -> Result<(), String> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let aws = fs::read_to_string(samples.join("aws.cert")).map_err(|error| error.to_string())?;
    workshop.write("aws.cert", &aws)?;
    workshop.write("aws.gv", &text(workshop.certdot_in_shell("aws.cert")?))?;
    one(workshop, report)?;
    many(workshop, report)?;
    engines(workshop, report)?;
    large(workshop, report)
}

/// One picture, against Graphviz alone and against Python's diagrams.
fn one(workshop: &Workshop, report: &mut Report) -> Result<(), String> {
    report.section("The AWS tree as SVG, CPU time of all processes");
    let (mut ours, mut theirs) = (0.0, 0.0);
    // In turns, because a machine is faster at one time than at another.
    for _ in 0..TURNS {
        let render = "./certdot render aws.cert -o aws.svg --engine dot --no-cache";
        ours += times(workshop, ROUNDS, render)? / f64::from(TURNS);
        theirs += times(workshop, ROUNDS, "dot -Tsvg -o theirs.svg aws.gv")? / f64::from(TURNS);
    }
    let ratio = ours / theirs;
    report.promise(
        "certdot render against dot on the same DOT",
        "≤ 1.15×",
        format!("{ratio:.2}× ({:.1} : {:.1} ms)", ours * 1e3, theirs * 1e3),
        ratio <= 1.15,
    );
    let has_diagrams = Command::new("python3")
        .args(["-c", "import diagrams"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !has_diagrams {
        report.note("Python's diagrams, drawing the same", "not installed");
        return Ok(());
    }
    workshop.write("aws.py", DIAGRAMS)?;
    let python = times(workshop, 5, "python3 aws.py")?;
    let ratio = python / ours;
    report.promise(
        "Python's diagrams, drawing the same, against certdot",
        "≥ 4.00×",
        format!("{ratio:.2}× ({:.0} : {:.1} ms)", python * 1e3, ours * 1e3),
        ratio >= 4.0,
    );
    Ok(())
}

/// Many pictures in one call.
fn many(workshop: &Workshop, report: &mut Report) -> Result<(), String> {
    report.section(&format!("{TREES} trees of 20 nodes as SVG, in one call"));
    let mut files = String::new();
    let tree = spelling::text(&Graph::new(20), Spelling::CANONICAL);
    for number in 0..TREES {
        workshop.write(
            &format!("t{number}.cert"),
            &format!("diagram \"Tree {number}\"\n{tree}"),
        )?;
        files += &format!(" t{number}.cert");
    }
    workshop.write("t0.gv", &text(workshop.certdot_in_shell("t0.cert")?))?;
    let theirs = times(workshop, TREES, "dot -Tsvg -o theirs.svg t0.gv")? * TREES as f64;
    let render = format!("./certdot render{files} -o trees/");
    let cold = times(workshop, 3, &format!("{render} --no-cache --engine dot"))?;
    let embedded = times(
        workshop,
        3,
        &format!("{render} --no-cache --engine embedded"),
    )?;
    times(workshop, 1, &format!("{render} --engine dot"))?;
    let warm = times(workshop, ROUNDS, &format!("{render} --engine dot"))?;
    for (what, bound, time) in [
        ("with dot", 4.0, cold),
        ("again, nothing changed", 50.0, warm),
    ] {
        let share = theirs / time;
        report.promise(
            what,
            &format!("≤ 1/{bound}"),
            format!("1/{share:.1} ({:.0} : {:.0} ms)", time * 1e3, theirs * 1e3),
            share >= bound,
        );
    }
    report.note(
        "with the embedded engine",
        format!("1/{:.1}", theirs / embedded),
    );
    Ok(())
}

/// The embedded engine against Graphviz, both through certdot.
fn engines(workshop: &Workshop, report: &mut Report) -> Result<(), String> {
    report.section("The embedded engine against dot");
    for (nodes, rounds) in [(20, ROUNDS), (200, 5), (1_000, 1)] {
        let name = format!("e{nodes}");
        workshop.write(
            &format!("{name}.cert"),
            &spelling::text(&Graph::new(nodes), Spelling::CANONICAL),
        )?;
        let time = |engine: &str| {
            let command = format!(
                "./certdot render {name}.cert -o {name}.svg --no-cache --timeout 600 --engine {engine}"
            );
            times(workshop, rounds, &command)
        };
        let (embedded, dot) = (time("embedded")?, time("dot")?);
        report.note(
            &format!("n = {nodes}"),
            format!(
                "{:.2}× ({:.0} : {:.0} ms)",
                embedded / dot,
                embedded * 1e3,
                dot * 1e3
            ),
        );
    }
    Ok(())
}

/// Large trees: the DOT as it is, with limits by size, and without them; and how the time grows.
fn large(workshop: &Workshop, report: &mut Report) -> Result<(), String> {
    report.section("Large trees, laid out by dot, CPU time");
    let mut before = None;
    for (nodes, rounds) in [(300, 5), (1_000, 3), (2_000, 1)] {
        let name = format!("large{nodes}");
        workshop.write(
            &format!("{name}.cert"),
            &spelling::text(&Graph::new(nodes), Spelling::CANONICAL),
        )?;
        let limited = text(workshop.certdot_in_shell(&format!("{name}.cert"))?);
        workshop.write(&format!("{name}.gv"), &limited)?;
        let draw = |name: &str| format!("dot -Tsvg -o theirs.svg {name}.gv");
        let ours = times(workshop, rounds, &draw(&name))?;
        // Without them, 2,000 nodes take minutes.
        if nodes < 2_000 {
            workshop.write("unlimited.gv", &without_limits(&limited))?;
            let theirs = times(workshop, rounds, &draw("unlimited"))?;
            let bound = if nodes > 300 { 0.5 } else { 1.1 };
            report.promise(
                &format!("n = {nodes}, with limits against without"),
                &format!("≤ {bound:.2}×"),
                format!("{:.2}× ({ours:.2} : {theirs:.2} s)", ours / theirs),
                ours / theirs <= bound,
            );
        }
        if let Some((fewer, time)) = before.replace((nodes, ours))
            && nodes == 2_000
        {
            report.promise(
                &format!("n = {nodes} against n = {fewer}"),
                "≤ 8.00×",
                format!("{:.2}× ({ours:.2} : {time:.2} s)", ours / time),
                ours / time <= 8.0,
            );
        }
    }
    Ok(())
}

/// DOT without what certdot says of how long `dot` may try.
fn without_limits(dot: &str) -> String {
    let mut dot = dot.to_owned();
    for key in ["nslimit", "nslimit1", "mclimit"] {
        let start = format!(", {key}=\"");
        if let Some(at) = dot.find(&start) {
            let end = at + start.len();
            let end = dot[end..].find('"').map_or(end, |length| end + length + 1);
            dot.replace_range(at..end, "");
        }
    }
    dot
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The CPU seconds of one of some equal runs, all processes that take part counted.
fn times(workshop: &Workshop, rounds: usize, command: &str) -> Result<f64, String> {
    let script = format!(
        "i=0; while [ $i -lt {rounds} ]; do {command} >/dev/null 2>&1 || exit 1; i=$((i+1)); done"
    );
    let mut shell = workshop.shell(&script);
    let measured = shell
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .and_then(|mut child| {
            if let Some(messages) = &mut child.stderr {
                messages.read_to_end(&mut Vec::new())?;
            }
            let ticks = ticks(child.id());
            let status = child.wait()?;
            if status.success() {
                ticks
            } else {
                Err(io::Error::other("it fails"))
            }
        });
    match measured {
        Ok(ticks) => Ok(ticks as f64 / TICKS_PER_SECOND / rounds as f64),
        Err(error) => Err(format!("cannot time {command}: {error}")),
    }
}

/// Linux on all common machines: `getconf CLK_TCK`.
const TICKS_PER_SECOND: f64 = 100.0;

/// The CPU time of a process that has ended and of all whose end it has awaited: fields 14 to 17 of `/proc/PID/stat`,
/// <https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html>.
fn ticks(id: u32) -> io::Result<u64> {
    loop {
        let stat = fs::read_to_string(format!("/proc/{id}/stat"))?;
        // The state comes after the name, which stands in parentheses and may be anything.
        let rest = stat.rsplit(')').next().unwrap_or_default().trim_start();
        if rest.starts_with('Z') {
            let fields = rest.split(' ').skip(11).take(4);
            return Ok(fields.filter_map(|field| field.parse::<u64>().ok()).sum());
        }
    }
}

/// The same tree as `samples/aws.cert`, as the blog post drew it.
const DIAGRAMS: &str = r##"
from diagrams import Cluster, Diagram, Edge, Node

def dive():
    return Edge(color="magenta", style="dashed")

def path(area, title, *steps):
    with Cluster(area):
        with Cluster(title):
            before = None
            for step in steps:
                if step == "dive":
                    link = True
                    continue
                node = step if isinstance(step, Node) else Node(step)
                if before is not None:
                    before >> (dive() if link else Edge()) >> node
                before, link = node, False

with Diagram("AWS Certification Paths", filename="diagrams", outformat="svg", show=False, direction="LR"):
    sa, developer, sysops = Node("Solutions Architect\nAssociate"), Node("Developer"), Node("SysOps Administrator")
    with Cluster("Optional for IT/STEM/Cloud professionals"):
        Node("Cloud Practitioner") >> [sa, developer, sysops]
    path("Architecture", "Solutions Architect", sa, "Solutions Architect\nProfessional", "dive", "Security")
    path("Architecture", "Application Architect", sa, "Developer", "DevOps Engineer", "dive", "Solutions Architect\nProfessional")
    path("Data Analytics", "Cloud Data Engineer", sa, "Data Engineer", "dive", "Security")
    path("Development", "Software Development/Test Engineer", developer, "DevOps Engineer")
    path("Operations", "Systems Administrator", sysops, "dive", "DevOps Engineer")
    path("Operations", "Cloud Security Engineer", sysops, "Security", "dive", "DevOps Engineer", "dive", "Advanced Networking")
    path("DevOps", "Cloud DevOps Engineer", developer, "SysOps Administrator\n(Optional)", "dive", "DevOps Engineer")
    path("DevOps", "DevSecOps Engineer", sysops, "DevOps Engineer", "Security")
    path("Security", "Cloud Security Architect", sa, "Security", "dive", "Solutions Architect\nProfessional")
    path("Networking", "Networking Engineer", sa, "Advanced Networking", "dive", "Security")
    path("AI/ML", "Machine Learning Engineer", sa, "Developer", "Data Engineer", "Machine Learning")
"##;
