//! Attributes: keys and values.

use crate::attributes::{Element, Key, KeyError, ValueError};
use crate::diagnostics::render::quote;
use crate::diagnostics::{Code, Diagnostic, Edit, Help};
use crate::resolve::synonyms::{is_kept, other_attribute, other_key, other_value};
use crate::source::Span;

use super::list_in_words;

/// An attribute of something.
pub(in crate::resolve) fn attribute_of(key: Key, thing: &str) -> String {
    format!("`{}` of {thing}", key.name())
}

pub(in crate::resolve) fn wrong_key(
    at: Span,
    name: &str,
    element: Element,
    error: KeyError,
) -> Diagnostic {
    let noun = element.noun();
    let article = if matches!(element, Element::Edge) {
        "an"
    } else {
        "a"
    };
    match error {
        KeyError::Unknown { nearest } => {
            let problem = Diagnostic::new(
                Code::UnknownAttribute,
                at,
                format!("{article} {noun} has no attribute {}", quote(name)),
            );
            match nearest.or_else(|| other_key(element, name)) {
                Some(nearest) => problem.fix(format!("did you mean `{nearest}`?"), at, nearest),
                None if is_kept(element, name) => Diagnostic::new(
                    Code::UnknownAttribute,
                    at,
                    format!(
                        "{} is reserved for a later version and has no meaning yet",
                        quote(name)
                    ),
                )
                .help(format!(
                    "remove it, or put it in the label: `{noun} a \"Label, {name}: …\"`"
                )),
                None => problem.help(format!(
                    "run `certdot explain {noun}` to list the attributes of {article} {noun}"
                )),
            }
        }
        KeyError::WrongElement {
            belongs_to,
            nearest,
        } => {
            let nouns: Vec<String> = belongs_to
                .iter()
                .map(|element| format!("{}s", element.noun()))
                .collect();
            let problem = Diagnostic::new(
                Code::WrongElement,
                at,
                format!(
                    "{article} {noun} has no attribute {}; only {} have it",
                    quote(name),
                    list_in_words(&nouns)
                ),
            );
            match nearest.or_else(|| other_key(element, name)) {
                Some(nearest) => problem.fix(format!("did you mean `{nearest}`?"), at, nearest),
                None if element == Element::Node && belongs_to.contains(&Element::Edge) => problem
                    .help(format!(
                        "write the attributes of an edge between two arrows: `a >> edge [{name}=…] >> b`"
                    )),
                None if belongs_to == [Element::Diagram] => problem.help(format!(
                    "set it for the whole diagram: `diagram [{name}=…]`"
                )),
                None => problem,
            }
        }
        KeyError::Refused { instead } => Diagnostic::new(
            Code::RefusedAttribute,
            at,
            format!("{} cannot be set", quote(name)),
        )
        .label("certdot sets this itself, or setting it would break the picture")
        .help(format!("instead: {instead}")),
    }
}

/// `key_at` is where the key is, if there is one.
pub(in crate::resolve) fn wrong_value(
    at: Span,
    key_at: Option<Span>,
    key: Key,
    value: &str,
    error: ValueError,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::WrongValue,
        at,
        format!("invalid value for `{}`: {}", key.name(), error.problem),
    )
    .label(format!("expected {}", error.expected));
    if let (Some(attribute), Some(key_at)) = (other_attribute(key, value), key_at) {
        return problem.fix(
            format!("did you mean `{attribute}`?"),
            key_at.to(at),
            attribute,
        );
    }
    let other = other_value(key, value).map(str::to_owned);
    match other.or(error.nearest) {
        Some(nearest) => {
            let is_bare = !nearest.is_empty()
                && nearest
                    .chars()
                    .all(|c| c.is_alphanumeric() || "_.#%+-:/".contains(c))
                && !nearest.contains("//");
            let text = if is_bare {
                nearest
            } else {
                format!("\"{nearest}\"")
            };
            problem.fix(format!("did you mean `{text}`?"), at, text.clone())
        }
        None => problem,
    }
}

/// Attributes of an edge on the node after its arrow, with the edits that move them.
pub(in crate::resolve) fn edges_list(at: Span, name: &str, edits: Vec<Edit>) -> Diagnostic {
    let mut problem = Diagnostic::new(
        Code::WrongElement,
        at,
        format!(
            "a node has no attribute {}; only edges have it",
            quote(name)
        ),
    );
    problem.helps.push(Help {
        message: "write the attributes of an edge between two arrows".to_owned(),
        edits,
    });
    problem
}

pub(in crate::resolve) fn two_values(
    what: &str,
    first: Span,
    second: Span,
    in_one_file: bool,
) -> Diagnostic {
    Diagnostic::new(Code::TwoValues, second, format!("{what} has two values"))
        .label("another value here")
        .also(first, "one value here")
        .help(if in_one_file {
            "remove one of them"
        } else {
            "set it in the file that uses both: its value wins"
        })
}
