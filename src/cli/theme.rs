//! The theme of a preview.

use crate::attributes::{Element, get};
use crate::model::Model;

/// The theme in place of the diagram's: where that leaves it to the reader, the editor knows what the reader has.
pub(super) fn theme(model: &Model, is_dark: bool) -> Option<String> {
    let key = get(Element::Diagram, "theme")?;
    let said = model
        .setting(model.diagram, key)
        .map(|theme| model.text(theme));
    match (said, is_dark) {
        (None | Some("auto"), true) => Some("dark".to_owned()),
        (Some("auto"), false) => Some("light".to_owned()),
        _ => None,
    }
}
