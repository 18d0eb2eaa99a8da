//! Layout engines.

use super::Failure;

/// What an engine makes of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// SVG as Graphviz writes it: it refers to the files of its images.
    Svg,
    /// Graphviz's JSON: the graph with its places.
    Json,
    /// PDF.
    Pdf,
}

impl Form {
    /// What Graphviz calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Form::Svg => "svg",
            Form::Json => "json",
            Form::Pdf => "pdf",
        }
    }
}

/// What came of a graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The file.
    pub bytes: Vec<u8>,
    /// What the engine complained of, a sentence each.
    pub complaints: Vec<String>,
}

/// Lays graphs out and draws them.
pub trait Engine: Sync {
    /// What messages call it.
    fn name(&self) -> &str;

    /// A key that distinguishes it from another that may draw differently: for the keys of caches.
    fn identity(&self) -> String;

    /// Whether it goes through the nodes of a group from the first to the last, not from the last to the first; nothing if
    /// that cannot be found out.
    fn is_forward(&self) -> Option<bool>;

    /// What `is_forward` answers, if it need not try that first.
    fn is_known_forward(&self) -> Option<bool>;

    /// Draws graphs, each written in DOT. One that fails takes no other with it.
    fn draw(&self, graphs: &[&str], form: Form) -> Vec<Result<Drawn, Failure>>;
}
