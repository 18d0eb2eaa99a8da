//! The example of the reference that embeds certdot. The test of the reference sees to it that they are the same.

use std::error::Error;
use std::path::PathBuf;

use certdot::compile::{Input, Options, compile};
use certdot::diagnostics::render::human;
use certdot::emit::dot_structures::Graph;
use certdot::source::Memory;

pub fn graph_of(text: &str) -> Result<Graph, Box<dyn Error>> {
    let files = Memory::default().with("/skills.cert", "cert git \"Git\"");
    let input = Input {
        name: "tree.cert".into(),
        path: PathBuf::from("/tree.cert"),
        bytes: text.into(),
    };
    let options = Options::new(&files, "/");
    let compilation = compile(input, options)?;
    let mut messages = String::new();
    for diagnostic in &compilation.diagnostics {
        messages += &human(diagnostic, &compilation.sources, false);
    }
    // With errors there is no graph; with warnings there is.
    compilation.to_graph().ok_or_else(|| messages.into())
}
