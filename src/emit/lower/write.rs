//! Writing attributes of any element.

use super::super::sink::{Sink, Value};
use crate::attributes::Text as Quoting;
use crate::model::Setting;

/// A value in the quotes that its attribute needs.
pub(super) fn quote_value<'v>(quoting: Quoting, value: &'v &'v str) -> Value<'v> {
    match quoting {
        Quoting::Label => Value::Label(value),
        Quoting::Tooltip => Value::Tooltip(std::slice::from_ref(value)),
        Quoting::Verbatim => Value::Verbatim(value),
    }
}

/// The colour of a text, if it needs one.
pub(super) fn ink<S: Sink>(sink: &mut S, ink: Option<&str>) {
    if let Some(ink) = ink {
        sink.attribute("fontcolor", Value::Verbatim(ink));
    }
}

/// The attributes of a theme, less those that someone sets.
pub(super) fn theme<S: Sink>(
    sink: &mut S,
    theme: &[(&'static str, &'static str)],
    own: &[Setting],
) {
    for (key, value) in theme {
        if !sets(own, key) {
            sink.attribute(key, Value::Verbatim(value));
        }
    }
}

/// Whether anything of a list is handed on to Graphviz.
pub(super) fn says_anything(list: &[Setting]) -> bool {
    list.iter()
        .any(|setting| setting.key.attribute().dot_name().is_some())
}

/// Whether a list has a value for what Graphviz calls `key`.
pub(super) fn sets(list: &[Setting], key: &str) -> bool {
    list.iter()
        .any(|setting| setting.key.attribute().dot_name() == Some(key))
}
