//! The types of values: what each takes, how messages name it, how it is written.
//!
//! Turns a value into its checked form by handing it to the module that knows its grammar.

use std::borrow::Cow;

use super::form::Form;
use super::number::{self, Pair};
use super::value::{Context, Wrong};
use super::words::{self, Words};
use super::{arrow, color, plain, style, url};

/// A type of values.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// Text that is drawn.
    Text,
    /// Text that appears under the pointer.
    Tooltip,
    /// Text that certdot reads, with what it names.
    Phrase(&'static str),
    /// Names of CSS classes, separated by spaces.
    Classes,
    /// The address of a link.
    Url,
    /// The window in which a link opens.
    Window,
    /// The name of a font.
    Font,
    /// A name that is never drawn: things that share it belong together.
    Token,
    /// A number, from and to.
    Number(f64, f64),
    /// A whole number, from and to.
    Integer(i64, i64),
    /// `true` or `false`.
    Boolean,
    /// One of a few words.
    Word(&'static Words),
    /// `true`, `false`, or one of a few words.
    BooleanOr(&'static Words),
    /// A number, or one of a few words.
    NumberOr(f64, f64, &'static Words),
    /// A number, or `true` or `false`.
    NumberOrBoolean(f64, f64),
    /// A whole number, or `true` or `false`.
    IntegerOrBoolean(i64, i64),
    /// One number or two.
    Pair(Pair),
    /// A color.
    Color,
    /// Up to so many colors, optionally with weights.
    Colors(usize),
    /// The name of a color scheme.
    ColorScheme,
    /// The shape of a node.
    Shape,
    /// Words for how something is drawn.
    Style(&'static Words),
    /// The shape of an arrowhead.
    Arrow,
    /// A small grammar of its own.
    Form(&'static Form),
}

/// How a value is written in DOT.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Text {
    /// As text that is drawn, which must come out unchanged, with its line breaks.
    Label,
    /// As text under the pointer: Graphviz substitutes in it twice.
    Tooltip,
    /// As it is, between quotes: it contains neither quotes nor backslashes nor line breaks.
    Verbatim,
}

impl Kind {
    /// How values of this type are written in DOT.
    pub fn text(&self) -> Text {
        match self {
            Kind::Text | Kind::Phrase(_) => Text::Label,
            Kind::Tooltip => Text::Tooltip,
            _ => Text::Verbatim,
        }
    }

    /// The values it takes, in the words of messages and documentation, with an example.
    pub fn expected(&self) -> String {
        match self {
            Kind::Text | Kind::Tooltip => "text".into(),
            Kind::Phrase(what) => (*what).into(),
            Kind::Classes => "names of CSS classes separated by spaces, such as `exam hard`".into(),
            Kind::Url => url::EXPECTED.into(),
            Kind::Window => {
                "the name of a window, or `_blank`, `_self`, `_parent` or `_top`".into()
            }
            Kind::Font => {
                "the name of a font, made of letters, digits, spaces and `, . _ -`, such as `Noto Sans`"
                    .into()
            }
            Kind::Token => "a name made of letters, digits, spaces and `. _ -`, such as `main`".into(),
            Kind::Number(least, most) => number::expected(*least, *most),
            Kind::Integer(least, most) => number::expected_integer(*least, *most),
            Kind::Boolean => "`true` or `false`".into(),
            Kind::Word(words) => words.expected(),
            Kind::BooleanOr(words) => format!("`true`, `false` or {}", words.expected()),
            Kind::NumberOr(least, most, words) => {
                format!(
                    "{}, or {}",
                    number::expected(*least, *most),
                    words.expected()
                )
            }
            Kind::NumberOrBoolean(least, most) => {
                format!("{}, or `true` or `false`", number::expected(*least, *most))
            }
            Kind::IntegerOrBoolean(least, most) => {
                format!(
                    "{}, or `true` or `false`",
                    number::expected_integer(*least, *most)
                )
            }
            Kind::Pair(pair) => pair.expected(),
            Kind::Color => color::EXPECTED.into(),
            Kind::Colors(most) => color::expected_list(*most),
            Kind::ColorScheme => {
                "the name of a color scheme, such as `svg`, `blues9` or `set28`".into()
            }
            Kind::Shape => words::SHAPES.expected(),
            Kind::Style(words) => style::expected(words),
            Kind::Arrow => arrow::EXPECTED.into(),
            Kind::Form(form) => form.expected.into(),
        }
    }

    /// The words that a value can be or start with, for completion; colors are not among them.
    pub fn words(&self) -> Vec<&'static str> {
        let (booleans, words): (&[_], &[_]) = match self {
            Kind::Boolean | Kind::NumberOrBoolean(..) | Kind::IntegerOrBoolean(..) => {
                (&["true", "false"], &[])
            }
            Kind::BooleanOr(words) => (&["true", "false"], words.list()),
            Kind::Word(words) | Kind::NumberOr(_, _, words) | Kind::Style(words) => {
                (&[], words.list())
            }
            Kind::Shape => (&[], words::SHAPES.list()),
            Kind::Arrow => (&[], arrow::NAMES),
            Kind::Form(form) => (&[], form.words.list()),
            _ => (&[], &[]),
        };
        booleans.iter().chain(words).copied().collect()
    }

    /// Brings a value into the form that is written in DOT.
    pub(super) fn check<'v>(
        &self,
        value: &'v str,
        context: &Context,
    ) -> Result<Cow<'v, str>, Wrong> {
        match self {
            Kind::Text => plain::text(value),
            Kind::Tooltip => Ok(value.into()),
            Kind::Phrase(_) => plain::phrase(value),
            Kind::Classes => plain::classes(value),
            Kind::Url => url::check(value),
            Kind::Window => plain::window(value),
            Kind::Font => plain::font(value),
            Kind::Token => plain::token(value),
            Kind::Number(least, most) => number::check(value, *least, *most),
            Kind::Integer(least, most) => number::check_integer(value, *least, *most),
            Kind::Boolean => words::boolean(value),
            Kind::Word(words) => words.check(value),
            Kind::BooleanOr(words) => words.check_or_boolean(value),
            Kind::NumberOr(least, most, words) => {
                if number::looks_like_one(value) {
                    number::check(value, *least, *most)
                } else {
                    words.check(value)
                }
            }
            Kind::NumberOrBoolean(least, most) if number::looks_like_one(value) => {
                number::check(value, *least, *most)
            }
            Kind::IntegerOrBoolean(least, most) if number::looks_like_one(value) => {
                number::check_integer(value, *least, *most)
            }
            Kind::NumberOrBoolean(..) | Kind::IntegerOrBoolean(..) => words::boolean(value),
            Kind::Pair(pair) => pair.check(value),
            Kind::Color => color::check(value, context),
            Kind::Colors(most) => color::check_list(value, *most, context),
            Kind::ColorScheme => color::check_scheme(value),
            Kind::Shape => words::shape(value),
            Kind::Style(words) => style::check(value, words),
            Kind::Arrow => arrow::check(value),
            Kind::Form(form) => (form.check)(value),
        }
    }
}
