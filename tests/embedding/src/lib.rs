//! The graph that certdot gives to the program that embeds it is one that graphviz-rust takes.

use std::error::Error;
use std::path::Path;

use certdot::compile::{Compilation, Input, Options, compile};
use certdot::emit::graphviz_rust::printer::{DotPrinter, PrinterContext};
use certdot::source::Disk;

/// What is in a file.
pub fn compiled(path: &Path) -> Result<Compilation, Box<dyn Error>> {
    let input = Input {
        name: path.display().to_string(),
        path: path.to_owned(),
        bytes: std::fs::read(path)?,
    };
    let options = Options::new(&Disk, std::env::current_dir()?);
    Ok(compile(input, options)?)
}

/// The graph as graphviz-rust prints it, if there is one.
pub fn printed_by_graphviz_rust(compilation: &Compilation) -> Option<String> {
    let graph = compilation.to_graph()?;
    Some(graph.print(&mut PrinterContext::default()))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};

    use serde_json::Value;

    use super::{compiled, printed_by_graphviz_rust};

    /// The graph as Graphviz reads it.
    fn read(dot: &str) -> Value {
        let mut graphviz = Command::new("dot")
            .args(["-Kosage", "-Tdot_json"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // That it cannot draw the icons here matters to no graph.
            .stderr(Stdio::null())
            .spawn()
            .expect("Graphviz is there");
        let mut input = graphviz.stdin.take().expect("it is piped");
        input.write_all(dot.as_bytes()).expect("it reads all");
        drop(input);
        let output = graphviz.wait_with_output().expect("it ends");
        assert!(output.status.success());
        serde_json::from_slice(&output.stdout).expect("it writes JSON")
    }

    #[test]
    fn graphviz_rust_prints_the_graph_of_each_sample() {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
        let files = fs::read_dir(samples).expect("there are samples");
        let samples: Vec<PathBuf> = files
            .map(|file| file.expect("it can be listed").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "cert"))
            .collect();
        assert!(samples.len() > 4);
        for sample in samples {
            let compilation = compiled(&sample).expect("it is not too large");
            let mut dot = Vec::new();
            compilation.write_dot(&mut dot).expect("memory takes all");
            let dot = String::from_utf8(dot).expect("DOT is UTF-8");
            let printed = printed_by_graphviz_rust(&compilation).expect("it has no errors");
            assert_eq!(read(&printed), read(&dot), "{}", sample.display());
        }
    }
}
