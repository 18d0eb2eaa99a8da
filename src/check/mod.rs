//! Rules over the model: what looks like a mistake.
//!
//! One rule a file, with its words and its tests. They are asked only of a program without errors, and know neither how
//! it was written nor Graphviz.

mod allow;
mod almost_known;
mod almost_level;
mod comment_as_node;
mod cycle;
mod drawn_outside;
mod empty_group;
mod label_as_node;
mod nearly_alike;
mod other_name;
mod said_by_label;
mod split_name;
mod unknown;
mod unused_catalogue;
mod unused_cert;
mod written;

use std::sync::Arc;

use crate::ast::Tree;
use crate::diagnostics::Collector;
use crate::model::Model;
use crate::source::FileId;
use unknown::Unknown;
use written::Written;

/// Applies all rules to a model and the trees that it was made of, of which some are catalogues.
pub fn check(model: &Model, trees: &[Arc<Tree>], catalogues: &[FileId], collector: &mut Collector) {
    let written = Written::new(model, trees, catalogues);
    let mut unknown = Unknown::new(model);
    let mut found = Collector::default();
    other_name::check(&written, &mut unknown, &mut found);
    unused_catalogue::check(&written, &unknown, &mut found);
    almost_known::check(&written, &mut unknown, &mut found);
    nearly_alike::check(&written, &unknown, &mut found);
    said_by_label::check(model, &mut found);
    drawn_outside::check(&written, &mut found);
    cycle::check(model, &mut found);
    unused_cert::check(model, &mut found);
    empty_group::check(model, &mut found);
    split_name::check(&written, &mut found);
    almost_level::check(&written, &mut found);
    label_as_node::check(&written, &unknown, &mut found);
    comment_as_node::check(&written, &unknown, &mut found);
    // Before levels are applied: what an option silences, a comment may silence too.
    collector.extend(allow::heard(&written, found.finish()));
}

#[cfg(test)]
mod tests {
    use crate::compile::{Compilation, Input, Options, compile};
    use crate::source::Memory;

    fn compiled(text: &str) -> Compilation {
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
    }

    /// The text with the fix of this number made, counted among all fixes of the first warning.
    pub(super) fn fixed(text: &str, which: usize) -> String {
        let compilation = compiled(text);
        let helps = compilation.diagnostics[0].helps.iter();
        let mut fixes = helps.filter(|help| !help.edits.is_empty());
        let mut edits = fixes.nth(which).unwrap().edits.clone();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        let mut text = text.to_owned();
        for edit in edits {
            text.replace_range(edit.span.range(), &edit.text);
        }
        text
    }

    /// How many edits each advice of the first warning has.
    pub(super) fn fixes(text: &str) -> Vec<usize> {
        let helps = &compiled(text).diagnostics[0].helps;
        helps.iter().map(|help| help.edits.len()).collect()
    }

    /// The warnings of a program without errors.
    pub(super) fn warnings(text: &str) -> Vec<String> {
        compiled(text)
            .diagnostics
            .iter()
            .map(|diagnostic| format!("{} {}", diagnostic.code, diagnostic.message))
            .collect()
    }
}
