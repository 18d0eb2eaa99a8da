//! Counting instructions.

use std::process::Stdio;

use crate::program::Program;

/// How many instructions a program executes in user space, from its start to its end, the loader's included.
///
/// Its output goes to the null device. Whether it succeeds does not matter here.
pub(crate) fn instructions(program: &Program, arguments: &[&str]) -> Result<u64, String> {
    instructions_reading(program, arguments, Stdio::null())
}

/// The same of a program that has something on its standard input.
pub(crate) fn instructions_reading(
    program: &Program,
    arguments: &[&str],
    input: Stdio,
) -> Result<u64, String> {
    let log = "valgrind.log";
    let options = [
        "--tool=callgrind",
        "--callgrind-out-file=/dev/null",
        &format!("--log-file={log}"),
    ];
    let mut command = program.command_under("valgrind", &options, arguments);
    command
        .stdin(input)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let failed = |why: &str| format!("valgrind {}: {why}", arguments.join(" "));
    let output = command
        .output()
        .map_err(|error| failed(&error.to_string()))?;
    let path = command.get_current_dir().map(|folder| folder.join(log));
    let log = std::fs::read_to_string(path.unwrap_or_default())
        .map_err(|error| failed(&error.to_string()))?;
    log.lines()
        .find_map(|line| line.split_once("Collected :"))
        .and_then(|(_, number)| number.trim().parse().ok())
        .ok_or_else(|| {
            failed(&format!(
                "no figure in its log\n{log}\n{}",
                String::from_utf8_lossy(&output.stderr)
            ))
        })
}
