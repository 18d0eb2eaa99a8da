//! Looking up keys in the table of attributes.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use super::attribute::Attribute;
use super::element::{Element, elements};
use super::table::{REFUSED, TABLE};
use super::value::{Context, ValueError};
use crate::nearest::Nearest;

/// Stands for an attribute, in two bytes, so that a model can hold many.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u16);

impl Key {
    /// The attribute it stands for.
    pub fn attribute(self) -> &'static Attribute {
        &TABLE[usize::from(self.0)]
    }

    /// The key as it is written.
    pub fn name(self) -> &'static str {
        self.attribute().name
    }

    /// Checks a value and brings it into the form that DOT shall hold: borrowed where that is how
    /// it was written.
    ///
    /// # Errors
    ///
    /// What is wrong with the value, for whoever wrote it.
    pub fn check<'v>(self, value: &'v str, context: &Context) -> Result<Cow<'v, str>, ValueError> {
        let kind = self.attribute().kind;
        kind.check(value, context).map_err(|wrong| ValueError {
            problem: wrong.problem,
            expected: kind.expected(),
            nearest: wrong.nearest,
        })
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.name())
    }
}

/// Why a key cannot stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// Graphviz knows it, but certdot makes it itself, or it would break the structure.
    Refused {
        /// What to write or do instead, to be put after "instead:".
        instead: &'static str,
    },
    /// Other elements take it.
    WrongElement {
        /// Those that do.
        belongs_to: Vec<Element>,
        /// The key of this element that was probably meant.
        nearest: Option<&'static str>,
    },
    /// Nobody knows it.
    Unknown {
        /// The key of this element that was probably meant.
        nearest: Option<&'static str>,
    },
}

/// The attributes of a name, with their numbers.
fn attributes_named(name: &str) -> impl Iterator<Item = (usize, &'static Attribute)> {
    let start = TABLE.partition_point(|attribute| attribute.name < name);
    (start..)
        .zip(&TABLE[start..])
        .take_while(move |(_, attribute)| attribute.name == name)
}

/// What a key means on an element, if the element takes it. Case counts, as it does for Graphviz.
pub fn get(element: Element, key: &str) -> Option<Key> {
    attributes_named(key)
        .find(|(_, attribute)| attribute.belongs_to(element))
        .map(|(number, _)| Key(number as u16))
}

/// The same, where someone is to be told why the element does not take the key: finding out costs
/// as much as compiling a small file.
///
/// # Errors
///
/// Why the element does not take this key, with the nearest one that it takes.
pub fn find(element: Element, key: &str) -> Result<Key, KeyError> {
    if let Some(key) = get(element, key) {
        return Ok(key);
    }
    let bits = attributes_named(key).fold(0, |bits, (_, attribute)| bits | attribute.elements);
    let refused = REFUSED.iter().find(|refused| refused.name == key);
    if let Some(refused) = refused.filter(|refused| refused.elements & element.bit() != 0) {
        return Err(KeyError::Refused {
            instead: refused.instead,
        });
    }
    let nearest = KEYS[element as usize].find(key);
    if bits == 0 {
        return Err(KeyError::Unknown { nearest });
    }
    Err(KeyError::WrongElement {
        belongs_to: elements(bits).collect(),
        nearest,
    })
}

/// The keys of each element, certdot's own first, so that they are the nearer ones.
static KEYS: LazyLock<[Nearest<'static>; 5]> = LazyLock::new(|| {
    Element::ALL.map(|element| {
        let keys = |own| {
            TABLE
                .iter()
                .filter(move |a| a.own == own && a.belongs_to(element))
        };
        Nearest::new(
            keys(true)
                .chain(keys(false))
                .map(|attribute| attribute.name),
        )
    })
});

/// All keys that Graphviz knows and certdot refuses, in the order of their names: each with the elements on which it is
/// refused, and what to write instead.
pub fn refused_keys() -> impl Iterator<Item = (&'static str, Vec<Element>, &'static str)> {
    REFUSED.iter().map(|refused| {
        (
            refused.name,
            elements(refused.elements).collect(),
            refused.instead,
        )
    })
}

/// All attributes, in the order of their names.
pub fn all() -> impl Iterator<Item = Key> {
    (0..TABLE.len()).map(|number| Key(number as u16))
}
