//! The text of a node.

use super::super::quote;
use super::super::sink::Value;

/// The text of a node, and whether it is the same between quotes: edges say it again and again.
#[derive(Clone, Copy, Default)]
pub(super) struct Label<'m> {
    pub(super) text: &'m str,
    pub(super) is_plain: bool,
}

impl<'m> Label<'m> {
    pub(super) fn new(text: &'m str) -> Label<'m> {
        Label {
            text,
            is_plain: quote::is_plain(text),
        }
    }

    pub(super) fn drawn(&self) -> Value<'_> {
        if self.is_plain {
            Value::Plain(std::slice::from_ref(&self.text))
        } else {
            Value::Label(self.text)
        }
    }

    pub(super) fn tooltip(&self) -> Value<'_> {
        if self.is_plain {
            Value::Plain(std::slice::from_ref(&self.text))
        } else {
            Value::Tooltip(std::slice::from_ref(&self.text))
        }
    }
}
