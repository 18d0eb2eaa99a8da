//! What a string says, as against how it is written.

use std::borrow::Cow;

use crate::source::{Forbidden, Span};

/// Something wrong after a backslash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongEscape {
    /// Where it stands, counted from the string's first byte; the backslash is in it.
    pub span: Span,
    /// What is wrong.
    pub kind: WrongEscapeKind,
}

/// What is wrong with an escape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongEscapeKind {
    /// There is no such escape.
    Unknown,
    /// `\u` without a hexadecimal number in braces, or with one that is no character.
    NotACharacter,
    /// A character that no file may hold.
    Forbidden(char),
}

/// The text that stands for what is between a string's quotes: escapes replaced, wrong ones left as they are.
pub fn unescape(raw: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\\', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut from = 0;
    for (span, escape) in escapes(raw) {
        text.push_str(&raw[from..span.start as usize]);
        match escape {
            Ok(character) => text.push(character),
            Err(_) => text.push_str(&raw[span.range()]),
        }
        from = span.end as usize;
    }
    text.push_str(&raw[from..]);
    Cow::Owned(text)
}

/// The escapes of a string that are wrong.
pub fn wrong_escapes(raw: &str) -> impl Iterator<Item = WrongEscape> + '_ {
    escapes(raw).filter_map(|(span, escape)| {
        let kind = escape.err()?;
        Some(WrongEscape { span, kind })
    })
}

type Escape = Result<char, WrongEscapeKind>;

fn escapes(raw: &str) -> impl Iterator<Item = (Span, Escape)> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + memchr::memchr(b'\\', &raw.as_bytes()[from..])?;
        let (length, escape) = escape(&raw[start + 1..]);
        from = start + 1 + length;
        Some((Span::new(start as u32, from as u32), escape))
    })
}

/// Reads what follows a backslash: its length in bytes and what it stands for.
fn escape(rest: &str) -> (usize, Escape) {
    let Some(first) = rest.chars().next() else {
        return (0, Err(WrongEscapeKind::Unknown));
    };
    let escape = match first {
        '"' | '\\' => Ok(first),
        'n' => Ok('\n'),
        't' => Ok('\t'),
        'u' => return unicode_escape(rest),
        _ => Err(WrongEscapeKind::Unknown),
    };
    (first.len_utf8(), escape)
}

fn unicode_escape(rest: &str) -> (usize, Escape) {
    let digits = rest
        .strip_prefix("u{")
        .and_then(|after| Some(&after[..after.find('}')?]));
    let Some(digits) = digits else {
        return (1, Err(WrongEscapeKind::NotACharacter));
    };
    let is_number =
        (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let character = is_number
        .then(|| {
            u32::from_str_radix(digits, 16)
                .ok()
                .and_then(char::from_u32)
        })
        .flatten();
    let escape = match character {
        None => Err(WrongEscapeKind::NotACharacter),
        Some(character) if !Forbidden::allows(character) => {
            Err(WrongEscapeKind::Forbidden(character))
        }
        Some(character) => Ok(character),
    };
    ("u{}".len() + digits.len(), escape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_five_escapes() {
        assert_eq!(
            unescape(r#"a\"b\\c\nd\te\u{1F600}f"#),
            "a\"b\\c\nd\te\u{1F600}f"
        );
        assert!(matches!(unescape("plain"), Cow::Borrowed("plain")));
    }

    #[test]
    fn other_escapes_are_wrong_and_left_alone() {
        let kinds = |raw| {
            wrong_escapes(raw)
                .map(|wrong| wrong.kind)
                .collect::<Vec<_>>()
        };
        assert_eq!(kinds(r"\q\\\é"), [WrongEscapeKind::Unknown; 2]);
        for not_a_character in [
            r"\u",
            r"\u{",
            r"\u{}",
            r"\u{D800}",
            r"\u{110000}",
            r"\u{1234567}",
            r"\u{+1}",
            r"\u{g}",
        ] {
            assert_eq!(
                kinds(not_a_character),
                [WrongEscapeKind::NotACharacter],
                "{not_a_character}"
            );
        }
        for forbidden in [
            r"\u{0}",
            r"\u{D}",
            r"\u{1b}",
            r"\u{85}",
            r"\u{FEFF}",
            r"\u{FFFF}",
        ] {
            assert!(
                matches!(kinds(forbidden)[..], [WrongEscapeKind::Forbidden(_)]),
                "{forbidden}"
            );
        }
        assert_eq!(unescape(r"a\qb\u{D800}"), r"a\qb\u{D800}");
    }
}
