//! What is not written and good to know: where a node is made that nothing declares, and whose attributes they are that
//! stand behind a list.

use super::View;
use super::lone::lone_lists;
use crate::ast::spell;
use crate::model::GroupId;
use crate::source::Span;

/// A few words to show after a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The byte of the file after which they are shown.
    pub at: u32,
    /// The words.
    pub label: String,
    /// More words, for the tooltip.
    pub tooltip: String,
}

/// The hints of a stretch of a file. A node that shows a cert is declared well enough, and has none.
pub fn hints(view: View<'_>, within: Span) -> Vec<Hint> {
    let model = view.model();
    let mut found = Vec::new();
    for node in model
        .nodes
        .iter()
        .filter(|node| !node.is_declared && node.cert.is_none())
    {
        if node.at.is_empty() || !view.contains(node.at) {
            continue;
        }
        let at = node.at.end - view.base();
        if at < within.start || at > within.end {
            continue;
        }
        let name = spell(model.text(node.name));
        let place = match node.group {
            GroupId::FILE => "outside all groups".to_owned(),
            group => format!("in `{}`", view.spelled_path(group)),
        };
        found.push(Hint {
            at,
            label: "new".to_owned(),
            tooltip: format!(
                "`{name}` is not declared: this mention creates a node {place}. To declare it, write `node {name}`."
            ),
        });
    }
    for lone in lone_lists(view) {
        let at = lone.list.span().end;
        if at < within.start || at > within.end {
            continue;
        }
        let owner = view.slice(lone.owner);
        found.push(Hint {
            at,
            label: format!("{owner} only"),
            tooltip: format!("These attributes belong to `{owner}` only, not to the whole list."),
        });
    }
    found.sort_by_key(|hint| hint.at);
    found
}
