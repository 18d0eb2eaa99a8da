//! Rules over the model: what looks like a slip.
//!
//! One rule a file, with its words and its tests. They are asked only of a program without errors, and know neither how
//! it was written nor Graphviz.

mod almost_known;
mod cycle;
mod drawn_outside;
mod empty_group;
mod said_by_label;
mod unused_cert;

use crate::diagnostics::Collector;
use crate::model::Model;

/// Applies all rules.
pub fn check(model: &Model, collector: &mut Collector) {
    almost_known::check(model, collector);
    said_by_label::check(model, collector);
    drawn_outside::check(model, collector);
    cycle::check(model, collector);
    unused_cert::check(model, collector);
    empty_group::check(model, collector);
}

#[cfg(test)]
mod tests {
    use crate::compile::{Input, Options, compile};
    use crate::source::Memory;

    /// The warnings of a program without errors.
    pub(super) fn warnings(text: &str) -> Vec<String> {
        let files = Memory::default();
        let options = Options::new(&files, "/");
        let input = Input {
            name: "test.cert".into(),
            path: "/test.cert".into(),
            bytes: text.into(),
        };
        let compilation = compile(input, options).unwrap();
        assert!(compilation.model.is_some(), "{:?}", compilation.diagnostics);
        compilation
            .diagnostics
            .iter()
            .map(|diagnostic| format!("{} {}", diagnostic.code, diagnostic.message))
            .collect()
    }
}
