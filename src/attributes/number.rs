//! Numbers: turns what Graphviz reads with C's `strtod`, `atoi` and `sscanf` into what it cannot
//! misread.
//!
//! C takes the number at the start of a text and ignores the rest, and takes `inf`, `nan` and
//! hexadecimal digits; here a number is decimal, and the whole value. Ranges are the attribute's.

use std::borrow::Cow;
use std::fmt::Display;

use super::value::Wrong;

/// The number that a value is, if the whole value is one.
pub(super) fn parse(value: &str) -> Option<f64> {
    // Rust would take `inf` and `nan` as well; beyond these letters it takes what C takes.
    let plain =
        |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-');
    if value.len() > 32 || !value.bytes().all(plain) {
        return None;
    }
    value.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Whether a number was meant: the error then says what is wrong with the number.
pub(super) fn looks_like_one(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-'))
}

pub(super) fn check(value: &str, least: f64, most: f64) -> Result<Cow<'_, str>, Wrong> {
    let Some(number) = parse(value) else {
        return Err(Wrong::new(value, "is not a number")
            .or(number_within(value, |n| n >= least && n <= most)));
    };
    within(value, number, least, most)?;
    Ok(value.into())
}

pub(super) fn check_integer(value: &str, least: i64, most: i64) -> Result<Cow<'_, str>, Wrong> {
    match parse(value) {
        None => Err(
            Wrong::new(value, "is not a whole number").or(number_within(value, |n| {
                n.fract() == 0.0 && n >= least as f64 && n <= most as f64
            })),
        ),
        Some(number) => {
            within(value, number, least as f64, most as f64)?;
            if value.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E')) {
                return Err(
                    Wrong::new(value, "is not a whole number").or(Some(number.round().to_string()))
                );
            }
            Ok(value.into())
        }
    }
}

fn within(value: &str, number: f64, least: f64, most: f64) -> Result<(), Wrong> {
    if number < least {
        Err(Wrong::new(value, format_args!("is less than {least}")).or(Some(least.to_string())))
    } else if number > most {
        Err(Wrong::new(value, format_args!("is more than {most}")).or(Some(most.to_string())))
    } else {
        Ok(())
    }
}

/// What was meant by `1,5`, `12pt` or `50 %`: a number with a comma, or with a unit after it.
fn number_within(value: &str, fits: impl Fn(f64) -> bool) -> Option<String> {
    let value = value.trim();
    let end = value.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '-' | '+'));
    let (digits, unit) = value.split_at(end.unwrap_or(value.len()));
    let digits = digits.replace(',', ".");
    let a_unit = unit.len() < 8
        && unit
            .bytes()
            .all(|b| b.is_ascii_alphabetic() || matches!(b, b'%' | b' '));
    (a_unit && parse(&digits).is_some_and(fits)).then_some(digits)
}

pub(super) fn expected(least: f64, most: f64) -> String {
    let example = [1.5, 0.5, 12.0, 45.0, 96.0]
        .into_iter()
        .find(|n| *n >= least && *n <= most);
    range("a number", least, most, example)
}

pub(super) fn expected_integer(least: i64, most: i64) -> String {
    let example = [2, 1, 8, 90]
        .into_iter()
        .find(|n| *n >= least && *n <= most);
    range("a whole number", least, most, example)
}

fn range<N: Display>(what: &str, least: N, most: N, example: Option<N>) -> String {
    let example = example.map(|example| format!(", such as `{example}`"));
    format!(
        "{what} from {least} to {most}{}",
        example.unwrap_or_default()
    )
}

/// One number, or two separated by a comma: a width and a height.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    least: f64,
    most: f64,
    /// Whether a `+` before it means "added" rather than "times".
    plus: bool,
    /// Whether a `!` after it means "exactly".
    bang: bool,
}

impl Pair {
    pub(super) const fn new(least: f64, most: f64) -> Pair {
        Pair {
            least,
            most,
            plus: false,
            bang: false,
        }
    }

    pub(super) const fn with_plus(self) -> Pair {
        Pair { plus: true, ..self }
    }

    pub(super) const fn with_bang(self) -> Pair {
        Pair { bang: true, ..self }
    }

    pub(super) fn expected(self) -> String {
        let Pair {
            least,
            most,
            plus,
            bang,
        } = self;
        let example = if plus {
            "`+4` or `+8,4`"
        } else {
            "`1` or `2,1.5`"
        };
        let bang = if bang {
            ", optionally followed by `!` for exactly that size"
        } else {
            ""
        };
        format!("one number or two, from {least} to {most}, such as {example}{bang}")
    }

    pub(super) fn check(self, value: &str) -> Result<Cow<'_, str>, Wrong> {
        let (sign, rest) = match value.strip_prefix('+') {
            Some(rest) if self.plus => ("+", rest),
            _ => ("", value),
        };
        let (rest, bang) = match rest.strip_suffix('!') {
            Some(rest) if self.bang => (rest, "!"),
            _ => (rest, ""),
        };
        let mut parts = rest.splitn(2, ',').map(str::trim);
        let (first, second) = (parts.next().unwrap_or_default(), parts.next());
        for part in [Some(first), second].into_iter().flatten() {
            let Some(number) = parse(part).filter(|_| !part.starts_with('+')) else {
                return Err(Wrong::new(
                    value,
                    "is not one number, or two separated by a comma",
                ));
            };
            within(part, number, self.least, self.most)?;
        }
        let written = match second {
            Some(second) => format!("{sign}{first},{second}{bang}"),
            None => format!("{sign}{first}{bang}"),
        };
        Ok(if written == value {
            value.into()
        } else {
            written.into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(value: &str, least: f64, most: f64) -> Option<String> {
        check(value, least, most)
            .expect_err("a wrong value")
            .nearest
    }

    #[test]
    fn numbers_are_decimal_finite_and_whole_values() {
        for value in ["0", "1.5", ".5", "1.", "-2", "+3", "1e1", "2.5E-3"] {
            assert!(check(value, -5.0, 10.0).is_ok(), "{value}");
        }
        for value in [
            "", "nan", "inf", "-inf", "infinity", "0x10", "1,5", "1 2", " 1", "1;", "e", ".",
            "--1", "1e999", "1_0",
        ] {
            assert!(check(value, -5.0, 10.0).is_err(), "{value}");
        }
        assert!(check(&"1".repeat(10_000), 0.0, 10.0).is_err());
    }

    #[test]
    fn beyond_a_range_the_end_of_it_was_meant() {
        assert_eq!(nearest("500", 0.0, 100.0).as_deref(), Some("100"));
        assert_eq!(nearest("-1", 0.02, 100.0).as_deref(), Some("0.02"));
        assert_eq!(
            check_integer("2147483648", 0, 9)
                .unwrap_err()
                .nearest
                .as_deref(),
            Some("9")
        );
    }

    #[test]
    fn commas_units_and_fractions_are_put_right() {
        assert_eq!(nearest("1,5", 0.0, 100.0).as_deref(), Some("1.5"));
        assert_eq!(nearest("12pt", 0.0, 100.0).as_deref(), Some("12"));
        assert_eq!(nearest("50 %", 0.0, 100.0).as_deref(), Some("50"));
        assert_eq!(nearest("500pt", 0.0, 100.0), None);
        assert_eq!(nearest("thick", 0.0, 100.0), None);
        assert_eq!(
            check_integer("2.6", 0, 9).unwrap_err().nearest.as_deref(),
            Some("3")
        );
        assert!(
            check_integer("1e0", 0, 9).is_err(),
            "`atoi` would read 1 of it"
        );
    }

    #[test]
    fn pairs_take_one_number_or_two() {
        let size = Pair::new(0.1, 100.0).with_bang();
        let sep = Pair::new(0.0, 100.0).with_plus();
        assert_eq!(&*size.check("8,5").unwrap(), "8,5");
        assert_eq!(
            &*size.check("8, 5!").unwrap(),
            "8,5!",
            "`sscanf` stops at a blank"
        );
        assert_eq!(&*size.check("8!").unwrap(), "8!");
        assert_eq!(&*sep.check("+8,4").unwrap(), "+8,4");
        for value in [
            "", "8,", ",5", "8,5,3", "+8,5", "8,5!!", "!", "0,5", "8x5", "nan,1", "101",
        ] {
            assert!(size.check(value).is_err(), "{value}");
        }
        for value in ["++4", "+4!", "4,+5", "-1"] {
            assert!(sep.check(value).is_err(), "{value}");
        }
    }
}
