//! Attribute lists: keys to attributes, values checked.

use std::borrow::Cow;

use super::names::Names;
use super::wording;
use crate::ast::{Attribute, Part, PartKind, Tree, unescape};
use crate::attributes::{self, Context, Element, Key, KeyError, Kind};
use crate::diagnostics::{Collector, Diagnostic, Edit, MissingInput};
use crate::model::{Setting, Text};
use crate::source::Span;

/// An attribute as said somewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrittenAttribute {
    pub(super) key: Key,
    /// The value, checked and in the form that DOT shall hold.
    pub(super) value: Text,
    /// Where the value stands.
    pub(super) at: Span,
}

impl WrittenAttribute {
    pub(super) fn setting(&self) -> Setting {
        Setting {
            key: self.key,
            value: self.value,
        }
    }
}

/// A file's text and tree.
#[derive(Clone, Copy)]
pub(super) struct File<'p> {
    pub(super) text: &'p str,
    pub(super) base: u32,
    pub(super) tree: &'p Tree,
}

/// Reads attribute lists.
pub(super) struct Lists {
    context: Context,
    /// How the folders of some files are told from that of the first, by the places of their first bytes.
    ways: Vec<(u32, String)>,
    pub(super) keys: Keys,
}

/// The attributes that have a spelling of their own (a string after a name) or that the resolver itself heeds.
pub(super) struct Keys {
    pub(super) label: Key,
    pub(super) group_label: Key,
    pub(super) edge_label: Key,
    pub(super) title: Key,
    pub(super) cert: Key,
    pub(super) code: Key,
    pub(super) level: Key,
    pub(super) icon: Key,
    pub(super) icons: Key,
}

impl Keys {
    /// The table of attributes has them all.
    pub(super) fn new() -> Keys {
        let find = |element, name| {
            attributes::get(element, name)
                .unwrap_or_else(|| unreachable!("there is no attribute `{name}`"))
        };
        Keys {
            label: find(Element::Node, "label"),
            group_label: find(Element::Group, "label"),
            edge_label: find(Element::Edge, "label"),
            title: find(Element::Diagram, "title"),
            cert: find(Element::Node, "cert"),
            code: find(Element::Node, "code"),
            level: find(Element::Node, "level"),
            icon: find(Element::Node, "icon"),
            icons: find(Element::Diagram, "icons"),
        }
    }
}

impl Lists {
    /// Looks through all files for what decides how colours are read. `ways` are those of [`Program::ways`].
    ///
    /// [`Program::ways`]: super::program::Program::ways
    pub(super) fn new<'p>(
        files: impl Iterator<Item = File<'p>>,
        ways: Vec<(u32, String)>,
    ) -> Lists {
        let mut context = Context::default();
        for file in files {
            for attribute in &file.tree.attributes {
                if &file.text[attribute.key.range()] == "colorscheme" {
                    context.color_scheme = true;
                    context.svg_colors |=
                        file.text[attribute.value.range()].eq_ignore_ascii_case("svg");
                }
            }
        }
        Lists {
            context,
            ways,
            keys: Keys::new(),
        }
    }

    /// Reads the list of a node in a chain, which stands at an index of the chain's parts.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn read_of_term(
        &self,
        file: File<'_>,
        parts: &[Part],
        at: usize,
        names: &mut Names,
        collector: &mut Collector,
        says: &mut Vec<WrittenAttribute>,
    ) {
        let first = says.len();
        let list = parts[at];
        let count = file.tree.attributes(list).len();
        let mut found = Collector::default();
        // A file that is lacking may make of the node a link, whose attributes these are.
        let lacks_anything = collector.lacks_anything();
        if lacks_anything {
            found.lack(MissingInput::Anything);
        }
        self.read(file, list, Element::Node, names, &mut found, says);
        // All that is well was said: only else is it asked what was meant.
        if says.len() < first + count
            && !lacks_anything
            && let Some(problem) = misplaced_list(file, parts, at)
        {
            says.truncate(first);
            collector.push(problem);
            return;
        }
        collector.extend(found.finish());
    }

    /// Reads a list, and adds what it says.
    pub(super) fn read(
        &self,
        file: File<'_>,
        list: Part,
        element: Element,
        names: &mut Names,
        collector: &mut Collector,
        says: &mut Vec<WrittenAttribute>,
    ) {
        for attribute in file.tree.attributes(list) {
            if let Some(said) = self.read_attribute(file, attribute, element, names, collector) {
                says.push(said);
            }
        }
    }

    /// A string after a name: it says the same as the attribute of this key.
    pub(super) fn string(
        &self,
        file: File<'_>,
        part: Part,
        key: Key,
        names: &mut Names,
        collector: &mut Collector,
    ) -> Option<Text> {
        let text = names.string(file.text, file.base, part.span());
        // Only what escapes have made can be wrong: a text of line ends.
        if text != Text::of(part.span().shifted(file.base)) {
            let value = names.texts.get(text);
            if let Err(error) = key.check(value, &self.context) {
                let at = part.outer_span().shifted(file.base);
                collector.push(wording::wrong_value(at, None, key, value, error));
                return None;
            }
        }
        Some(text)
    }

    fn read_attribute(
        &self,
        file: File<'_>,
        attribute: &Attribute,
        element: Element,
        names: &mut Names,
        collector: &mut Collector,
    ) -> Option<WrittenAttribute> {
        let name = &file.text[attribute.key.range()];
        let key_at = attribute.key.shifted(file.base);
        let key = match attributes::find(element, name) {
            Ok(key) => key,
            Err(error) => {
                // A name between two arrows may be an edge style of a file that is lacking.
                let is_of_edges = element == Element::Node
                    && matches!(&error, KeyError::WrongElement { belongs_to, .. } if belongs_to.contains(&Element::Edge));
                let problem = wording::wrong_key(key_at, name, element, error);
                if is_of_edges {
                    collector.push_missing(problem, MissingInput::Anything)
                } else {
                    collector.push(problem)
                }
                return None;
            }
        };
        let raw = &file.text[attribute.value.range()];
        let value = if attribute.quoted {
            unescape(raw)
        } else {
            Cow::Borrowed(raw)
        };
        let at = attribute.outer_value().shifted(file.base);
        let checked = match key.check(&value, &self.context) {
            Ok(checked) => checked,
            Err(mut error) => {
                // What is nearest to one wrong value may be wrong in another way.
                error.nearest = error
                    .nearest
                    .filter(|nearest| key.check(nearest, &self.context).is_ok());
                collector.push(wording::wrong_value(at, Some(key_at), key, &value, error));
                return None;
            }
        };
        let checked = match key.attribute().kind {
            Kind::Url => self.address(file, checked),
            _ => checked,
        };
        // A text that stands in the source as it shall be is not copied.
        let value = match (&value, &checked) {
            (Cow::Borrowed(_), Cow::Borrowed(checked)) => {
                stretch(raw, checked).map(|(start, end)| {
                    let start_of_raw = attribute.value.start;
                    Text::of(Span::new(start_of_raw + start, start_of_raw + end).shifted(file.base))
                })
            }
            _ => None,
        }
        .unwrap_or_else(|| names.texts.keep(&checked));
        Some(WrittenAttribute { key, value, at })
    }

    /// An address that a file says, as it is told from the folder of the first file.
    fn address<'v>(&self, file: File<'_>, address: Cow<'v, str>) -> Cow<'v, str> {
        let of_file = self
            .ways
            .binary_search_by_key(&file.base, |(base, _)| *base);
        let Ok(index) = of_file else {
            return address;
        };
        let way = &self.ways[index].1;
        match address {
            Cow::Borrowed(address) => attributes::relocate(address, way),
            Cow::Owned(address) => attributes::relocate(&address, way).into_owned().into(),
        }
    }
}

/// What is wrong with a list on the node behind an arrow, if it is the edge's: all its keys are of edges, and one of
/// edges alone.
fn misplaced_list(file: File<'_>, parts: &[Part], at: usize) -> Option<Diagnostic> {
    let list = parts[at];
    let name = |attribute: &Attribute| &file.text[attribute.key.range()];
    let attributes = file.tree.attributes(list);
    let is_of =
        |element, attribute: &Attribute| attributes::get(element, name(attribute)).is_some();
    let first = attributes
        .iter()
        .find(|attribute| !is_of(Element::Node, attribute))?;
    if !attributes
        .iter()
        .all(|attribute| is_of(Element::Edge, attribute))
    {
        return None;
    }
    let is_joint = |part: &Part| part.kind().is_arrow() || part.kind() == PartKind::Comma;
    let before = parts[..at].iter().rposition(is_joint)?;
    let arrow = Some(parts[before]).filter(|part| part.kind().is_arrow())?;
    // With a link before it, the arrow is the second half of one.
    let earlier = parts[..before]
        .iter()
        .rposition(|part| part.kind().is_arrow());
    let between = &parts[earlier.map_or(0, |earlier| earlier + 1)..before];
    let may_be_link = earlier.is_some()
        && between
            .iter()
            .filter(|part| part.kind().is_name() || part.kind() == PartKind::EdgeWord)
            .count()
            == 1;
    let follows = parts
        .get(at + 1)
        .is_none_or(|part| is_joint(part) || part.kind() == PartKind::In);
    if may_be_link || !follows {
        return None;
    }
    let text = |part: Part| &file.text[part.outer_span().range()];
    let whole = list.outer_span();
    let start = file.text[..whole.start as usize]
        .trim_end_matches([' ', '\t'])
        .len() as u32;
    let edits = vec![
        Edit {
            span: Span::at(arrow.outer_span().end).shifted(file.base),
            text: format!(" edge {} {}", text(list), text(arrow)),
        },
        Edit {
            span: Span::new(start, whole.end).shifted(file.base),
            text: String::new(),
        },
    ];
    Some(wording::edges_list(
        first.key.shifted(file.base),
        name(first),
        edits,
    ))
}

/// Where a part of a text stands in it; nothing for what stands elsewhere.
fn stretch(text: &str, part: &str) -> Option<(u32, u32)> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let end = start + part.len();
    (end <= text.len()).then_some((start as u32, end as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_where_it_stands() {
        let text = "//red".to_owned();
        assert_eq!(stretch(&text, &text[2..]), Some((2, 5)));
        assert_eq!(stretch(&text, "false"), None);
        assert_eq!(stretch("false", &text), None);
    }

    #[test]
    fn the_table_has_the_keys() {
        let keys = Keys::new();
        assert_eq!(
            [
                keys.label,
                keys.group_label,
                keys.edge_label,
                keys.title,
                keys.cert,
                keys.icon,
                keys.icons
            ]
            .map(Key::name),
            ["label", "label", "label", "title", "cert", "icon", "icons"]
        );
    }
}
