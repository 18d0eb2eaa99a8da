//! Plain text of certain alphabets: text that is shown, names of classes, fonts and windows.
//!
//! Characters that no text may contain (control characters, what XML cannot contain) are refused where a
//! file is read and are checked again here only for values that are written unescaped: there
//! the alphabet is closed.

use std::borrow::Cow;

use super::value::Wrong;

/// Text that is drawn. Nothing but line breaks has no width, and a label without width makes
/// Graphviz 2.43 fail an assertion in the placing of labels (`xlabels.c`); empty text is no label.
pub(super) fn text(value: &str) -> Result<Cow<'_, str>, Wrong> {
    if !value.is_empty() && value.bytes().all(|byte| byte == b'\n' || byte == b'\r') {
        let problem = "the text consists of line breaks only".into();
        return Err(Wrong {
            problem,
            nearest: Some(String::new()),
        });
    }
    Ok(value.into())
}

/// Text that names something for certdot.
pub(super) fn phrase(value: &str) -> Result<Cow<'_, str>, Wrong> {
    if value.trim().is_empty() {
        return Err(Wrong {
            problem: "the value is empty".into(),
            nearest: None,
        });
    }
    Ok(value.into())
}

/// Classes, which end up in an attribute of the SVG. An empty value resets a default.
pub(super) fn classes(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let class = |class: &&str| {
        class.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && class
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
    };
    match value
        .split(' ')
        .filter(|class| !class.is_empty())
        .find(|name| !class(name))
    {
        Some(name) => {
            let parted = value.replace([',', ';', '.', '\t'], " ");
            let parted = parted
                .split(' ')
                .filter(|class| !class.is_empty())
                .collect::<Vec<_>>();
            let right = !parted.is_empty() && parted.iter().all(class);
            let wrong = Wrong::new(name, "is not the name of a CSS class");
            Err(wrong.or(right.then(|| parted.join(" "))))
        }
        None => Ok(value.into()),
    }
}

/// The name of a window. Names that start with `_` are reserved: for browsers, and `_graphviz` for Graphviz.
pub(super) fn window(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let name = value.starts_with(|c: char| c.is_ascii_alphabetic())
        && value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    const KNOWN: [&str; 5] = ["_blank", "_self", "_parent", "_top", "_graphviz"];
    if name || KNOWN.contains(&value) {
        return Ok(value.into());
    }
    let bare = value.trim_start_matches('_');
    let nearest = KNOWN
        .into_iter()
        .find(|known| known[1..].eq_ignore_ascii_case(bare));
    Err(Wrong::new(value, "is not the name of a window").or(nearest))
}

/// The name of a font, which Graphviz writes into SVG as it is.
pub(super) fn font(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let closed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b' ' | b',' | b'.' | b'_' | b'-');
    if value.bytes().all(closed) && value.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Ok(value.into());
    }
    let mut kept: String = value
        .chars()
        .filter(|c| c.is_ascii() && closed(*c as u8))
        .collect();
    kept.truncate(kept.trim_end().len());
    let kept = kept.trim_start_matches([' ', ',', '.', '_', '-']);
    Err(Wrong::new(value, "is not the name of a font").or((!kept.is_empty()).then_some(kept)))
}

/// A name that only Graphviz uses, to compare.
pub(super) fn token(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let closed = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '_' | '-');
    if !value.trim().is_empty() && value.chars().all(closed) {
        return Ok(value.into());
    }
    Err(Wrong::new(
        value,
        "has characters other than letters, digits, spaces and `. _ -`",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_names_that_need_no_escaping() {
        for value in ["exam", "exam hard-1 _x", "", "a  b"] {
            assert!(classes(value).is_ok(), "{value}");
        }
        for value in ["1a", "a\"b", "a<b", "-a", "é", "a\tb", "a\nb"] {
            assert!(classes(value).is_err(), "{value}");
        }
        assert_eq!(
            classes("a, b.c").unwrap_err().nearest.as_deref(),
            Some("a b c")
        );
    }

    #[test]
    fn windows_are_names_or_the_browsers_own() {
        for value in ["_blank", "_top", "_graphviz", "main", "a-1_b"] {
            assert!(window(value).is_ok(), "{value}");
        }
        for value in ["", "_other", "a b", "a\"", "1", "é"] {
            assert!(window(value).is_err(), "{value}");
        }
        assert_eq!(
            window("_Blank").unwrap_err().nearest.as_deref(),
            Some("_blank")
        );
    }

    #[test]
    fn fonts_hold_nothing_that_svg_would_read() {
        for value in ["Helvetica", "Noto Sans, Bold 12.5", "DejaVu_Sans-Mono"] {
            assert!(font(value).is_ok(), "{value}");
        }
        for value in [
            "",
            " ",
            ",",
            "A\" onload=\"x",
            "A<b>",
            "A&amp;",
            "Times:italic",
            "Café",
            "A\n",
        ] {
            assert!(font(value).is_err(), "{value}");
        }
        assert_eq!(
            font("\"Arial\"").unwrap_err().nearest.as_deref(),
            Some("Arial")
        );
    }

    #[test]
    fn tokens_are_plain_names() {
        for value in ["main", "left column", "é.1_-"] {
            assert!(token(value).is_ok(), "{value}");
        }
        for value in ["", " ", "a\"", "a\\", "a\nb", "a;b"] {
            assert!(token(value).is_err(), "{value}");
        }
    }
}
