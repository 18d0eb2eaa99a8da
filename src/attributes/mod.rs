//! What may be said of a thing: which keys each noun of the language takes, and which values each
//! key takes.
//!
//! Turns a key into a [`Key`] and a value into the value that DOT shall hold, or into what is wrong
//! with it and what was probably meant. The facts come from Graphviz's documentation
//! (<https://graphviz.org/doc/info/attrs.html>) and from trying each of them with Graphviz 2.43:
//! what it warns of, hangs on or crashes on is a wrong value here.
//!
//! Knows neither files nor the model nor how DOT is quoted: a checked value is text, and
//! [`Attribute::text`] says how it is to be written. In particular a checked address still holds a
//! bare `&`, which Graphviz 2.43 copies into its SVG as it is: writing `&amp;` belongs to the writer.

mod arrow;
mod color;
mod color_names;
mod form;
mod kind;
mod number;
mod plain;
mod style;
mod table;
mod url;
mod words;

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use crate::nearest::Nearest;
pub use arrow::arrow_shapes;
pub use form::Form;
pub use kind::{Kind, Text};
pub use number::Pair;
use table::{REFUSED, TABLE};
pub use words::{LAYOUTS, THEMES, Words};

/// The nouns of the language that take attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// `diagram`: the whole picture.
    Diagram,
    /// `cert`: an entry of the catalogue, of which nodes take their looks.
    Cert,
    /// A node, in a chain or after `node`, and the defaults of nodes.
    Node,
    /// `group`, and the defaults of groups.
    Group,
    /// An edge, a named edge style, and the defaults of edges.
    Edge,
}

impl Element {
    /// All of them, in the order of their declaration.
    pub const ALL: [Element; 5] = [
        Element::Diagram,
        Element::Cert,
        Element::Node,
        Element::Group,
        Element::Edge,
    ];

    /// The word that the language has for it.
    pub fn noun(self) -> &'static str {
        match self {
            Element::Diagram => "diagram",
            Element::Cert => "cert",
            Element::Node => "node",
            Element::Group => "group",
            Element::Edge => "edge",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// One attribute: a key together with the elements that take it in the same sense. A key that means
/// two things (`labelloc` of a node and of a group) is two attributes.
#[derive(Clone, Copy, Debug)]
pub struct Attribute {
    /// The key.
    pub name: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// What it does, in one line.
    pub doc: &'static str,
    /// Whether it is certdot's own; otherwise Graphviz's, passed on.
    pub own: bool,
    /// The first version of Graphviz that heeds it, where 2.43 does not.
    pub since: Option<&'static str>,
    elements: u8,
}

impl Attribute {
    /// Whether this element takes it.
    pub fn belongs_to(&self, element: Element) -> bool {
        self.elements & element.bit() != 0
    }

    /// The elements that take it.
    pub fn elements(&self) -> impl Iterator<Item = Element> + use<> {
        elements(self.elements)
    }

    /// How its value is to be written in DOT.
    pub fn text(&self) -> Text {
        self.kind.text()
    }

    /// The name that Graphviz has for it; none for what certdot turns into something else.
    pub fn dot_name(&self) -> Option<&'static str> {
        match self.name {
            "url" => Some("URL"),
            "label" | "tooltip" | "class" | "layout" => Some(self.name),
            _ if self.own => None,
            _ => Some(self.name),
        }
    }
}

fn elements(bits: u8) -> impl Iterator<Item = Element> {
    Element::ALL
        .into_iter()
        .filter(move |element| bits & element.bit() != 0)
}

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

/// What else the diagram says that decides whether a value is right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// Whether a `colorscheme` is set anywhere. Bare numbers are colours then, and a colour's name
    /// is written so that the scheme does not hide it (`red` as `/red`).
    pub color_scheme: bool,
    /// Whether the scheme that is set is `svg`: names mean SVG's colours then, not X11's.
    pub svg_colors: bool,
}

/// Why a value cannot stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    /// What is wrong: "`thick` is not a number".
    pub problem: String,
    /// What would be right: "a number from 0 to 100, such as `1.5`".
    pub expected: String,
    /// What was probably meant, to be written instead.
    pub nearest: Option<String>,
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
fn named(name: &str) -> impl Iterator<Item = (usize, &'static Attribute)> {
    let start = TABLE.partition_point(|attribute| attribute.name < name);
    (start..)
        .zip(&TABLE[start..])
        .take_while(move |(_, attribute)| attribute.name == name)
}

/// What a key means on an element, if the element takes it. Case counts, as it does for Graphviz.
pub fn get(element: Element, key: &str) -> Option<Key> {
    named(key)
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
    let bits = named(key).fold(0, |bits, (_, attribute)| bits | attribute.elements);
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
pub fn refused() -> impl Iterator<Item = (&'static str, Vec<Element>, &'static str)> {
    REFUSED.iter().map(|refused| {
        (
            refused.name,
            elements(refused.elements).collect(),
            refused.instead,
        )
    })
}

/// An address as it is told from another folder, from which its own is told by `way`: what addresses there begin with,
/// such as `../trees/`. Only one that is relative changes.
pub fn moved<'v>(address: &'v str, way: &str) -> Cow<'v, str> {
    url::moved(address, way)
}

/// Whether an address is the path of something, as told from the file that says it.
pub fn is_path(address: &str) -> bool {
    url::is_path(address)
}

/// The names of colours, without the shades that have a number.
pub fn color_names() -> impl Iterator<Item = &'static str> {
    let names = color_names::LIST.iter().map(String::as_str);
    names.filter(|name| !name.ends_with(|c: char| c.is_ascii_digit()))
}

/// All attributes, in the order of their names.
pub fn all() -> impl Iterator<Item = Key> {
    (0..TABLE.len()).map(|number| Key(number as u16))
}

/// What is wrong with a value, before it is known what was expected.
#[derive(Debug)]
struct Wrong {
    problem: String,
    nearest: Option<String>,
}

impl Wrong {
    /// "`value` is not a number".
    fn new(value: &str, what: impl fmt::Display) -> Wrong {
        Wrong {
            problem: format!("{} {what}", Quoted(value)),
            nearest: None,
        }
    }

    fn or(mut self, nearest: Option<impl Into<String>>) -> Wrong {
        self.nearest = nearest.map(Into::into);
        self
    }
}

/// A value between backquotes, as messages show it: cut if it is long, and on one line.
struct Quoted<'v>(&'v str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("an empty value");
        }
        f.write_str("`")?;
        for letter in self.0.chars().take(40) {
            if letter.is_control() {
                write!(f, "{}", letter.escape_default())?;
            } else {
                write!(f, "{letter}")?;
            }
        }
        f.write_str(if self.0.chars().nth(40).is_some() {
            "…`"
        } else {
            "`"
        })
    }
}

#[cfg(test)]
mod tests;
