//! Small grammars that only one attribute has: positions, viewports, packings and the like.
//!
//! Turns a value into the form that Graphviz 2.43 reads. A value that Graphviz would read only in
//! part is wrong. Sources: <https://graphviz.org/doc/info/attrs.html> and the types linked there.

use std::borrow::Cow;

use super::number;
use super::value::{Quoted, Wrong};
use super::words::{self, OVERLAPS, PACKINGS, STARTS, Words};

/// A grammar: what it expects, and how it checks.
#[derive(Debug)]
pub struct Form {
    /// What the values are, with examples.
    pub expected: &'static str,
    /// The words that a value can start with.
    pub words: &'static Words,
    pub(super) check: fn(&str) -> Result<Cow<'_, str>, Wrong>,
}

static NO_WORDS: Words = Words::new("nothing", &[]);
static EQUALLY: Words = Words::new("a rank separation", &["equally"]);

/// Coordinates beyond this overflow Graphviz's integers when pictures are placed.
const FARTHEST: f64 = 10_000.0;

/// Where neato and fdp put a node at first, or for good.
pub static POSITION: Form = Form {
    expected: "two coordinates or three, such as `2,1.5`, optionally followed by `!` to keep the node there",
    words: &NO_WORDS,
    check: position,
};

/// The curve of an edge, given by hand.
pub static CURVE: Form = Form {
    expected: "the points of a spline, such as `0,0 1,0 2,1 3,1`: one, then three for each piece",
    words: &NO_WORDS,
    check: curve,
};

/// The part of the picture that is shown.
pub static VIEWPORT: Form = Form {
    expected: "a width and a height from 1 to 5000, such as `400,300`, optionally followed by a scale and a center, such as `400,300,1.5,50,50`",
    words: &NO_WORDS,
    check: viewport,
};

/// How far apart ranks are.
pub static RANK_SEPARATION: Form = Form {
    expected: "a number from 0 to 20, such as `0.8`, optionally followed by ` equally`, or several separated by colons",
    words: &EQUALLY,
    check: rank_separation,
};

/// How overlaps are removed.
pub static OVERLAP: Form = Form {
    expected: "`true`, `false`, or a way to remove overlaps, such as `prism`, `scale` or `voronoi`, optionally after a number of tries, such as `9:prism`",
    words: &OVERLAPS,
    check: overlap,
};

/// How connected parts are packed.
pub static PACKING: Form = Form {
    expected: "`node`, `clust`, `graph`, or `array` with flags and a number, such as `array_c4`",
    words: &PACKINGS,
    check: packing,
};

/// How nodes are placed at first.
pub static START: Form = Form {
    expected: "`regular`, `self`, `random` or a seed, such as `7`, or both, such as `random7`",
    words: &STARTS,
    check: start,
};

/// The numbers of a list, each checked to be between the two.
fn numbers(value: &str, list: &str, least: f64, most: f64) -> Result<Vec<String>, Wrong> {
    let one = |part: &str| {
        let part = part.trim_matches(' ');
        number::check(part, least, most)
            .map(|_| part.to_string())
            .map_err(|wrong| Wrong {
                problem: format!("{}, in {}", wrong.problem, Quoted(value)),
                nearest: None,
            })
    };
    list.split(',').map(one).collect()
}

fn as_written(value: &str, written: String) -> Cow<'_, str> {
    if value == written {
        value.into()
    } else {
        written.into()
    }
}

fn position(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let (list, fixed) = match value.strip_suffix('!') {
        Some(list) => (list, "!"),
        None => (value, ""),
    };
    let numbers = numbers(value, list, -FARTHEST, FARTHEST)?;
    if !(2..=3).contains(&numbers.len()) {
        return Err(Wrong::new(
            value,
            "is not a position: it must have two or three coordinates",
        ));
    }
    Ok(as_written(value, numbers.join(",") + fixed))
}

fn curve(value: &str) -> Result<Cow<'_, str>, Wrong> {
    for spline in value.split(';') {
        let mut points = 0;
        for point in spline.split(' ').filter(|point| !point.is_empty()) {
            // Where the arrowheads end comes before the points.
            let end = point
                .strip_prefix("e,")
                .or(point.strip_prefix("s,"))
                .filter(|_| points == 0);
            if numbers(value, end.unwrap_or(point), -FARTHEST, FARTHEST)?.len() != 2 {
                return Err(Wrong::new(
                    point,
                    "is not a point: it must have two coordinates",
                ));
            }
            points += usize::from(end.is_none());
        }
        if !(4..=1_000).contains(&points) || points % 3 != 1 {
            return Err(Wrong::new(
                value,
                "is not a spline: it must have 4, 7, 10… points",
            ));
        }
    }
    Ok(value.into())
}

fn viewport(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let parts: Vec<&str> = value.splitn(4, ',').collect();
    let (size, rest) = parts.split_at(parts.len().min(2));
    let mut written = numbers(value, &size.join(","), 1.0, 5_000.0)?;
    if let [scale, ..] = rest {
        written.extend(numbers(value, scale, 0.01, 100.0)?);
    }
    if let [_, center] = rest {
        written.extend(numbers(value, center, -100.0 * FARTHEST, 100.0 * FARTHEST)?);
    }
    if !matches!(written.len(), 2 | 3 | 5) {
        return Err(Wrong::new(
            value,
            "is not a viewport: it must have 2, 3 or 5 numbers",
        ));
    }
    Ok(as_written(value, written.join(",")))
}

fn rank_separation(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let list = value
        .strip_suffix("equally")
        .map_or(value, |list| list.trim_end_matches(' '));
    if list.is_empty() && !value.is_empty() {
        return Ok(value.into());
    }
    if list.split(':').count() > 100 {
        return Err(Wrong::new(value, "has more than 100 numbers"));
    }
    for part in list.split(':') {
        number::check(part, 0.0, 20.0)?;
    }
    Ok(value.into())
}

fn overlap(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let (tries, way) = match value.split_once(':') {
        Some((tries, way)) => (Some(tries), way),
        None => (None, value),
    };
    if let Some(tries) = tries {
        number::check_integer(tries, 0, 1_000)?;
        if way.is_empty() {
            return Ok(value.into());
        }
    }
    if let Some(tries) = way
        .strip_prefix("prism")
        .filter(|tries| number::looks_like_one(tries))
    {
        number::check_integer(tries, 0, 10_000)?;
        return Ok(value.into());
    }
    let checked = OVERLAPS
        .check(way)
        .or_else(|wrong| words::boolean(way).map_err(|_| wrong))?;
    Ok(match tries {
        Some(tries) => as_written(value, format!("{tries}:{checked}")),
        None => checked,
    })
}

fn packing(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let Some(rest) = value.strip_prefix("array") else {
        return PACKINGS.check(value);
    };
    let digits = rest.trim_start_matches(|c: char| !c.is_ascii_digit());
    let flags = &rest[..rest.len() - digits.len()];
    if !flags.is_empty() {
        let letters = flags
            .strip_prefix('_')
            .filter(|letters| !letters.is_empty());
        if !letters.is_some_and(|letters| letters.chars().all(|letter| "citblru".contains(letter)))
        {
            let problem =
                "has something other than `_` and the flags `c i t b l r u` after `array`";
            return Err(Wrong::new(value, problem));
        }
    }
    if !digits.is_empty() {
        number::check_integer(digits, 1, 1_000)?;
    }
    Ok(value.into())
}

fn start(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let word = value.trim_end_matches(|c: char| c.is_ascii_digit());
    let seed = &value[word.len()..];
    if !word.is_empty() {
        STARTS.check(word)?;
    }
    if !seed.is_empty() || word.is_empty() {
        number::check_integer(seed, 0, 1_000_000_000)?;
    }
    Ok(value.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(form: &Form, right: &[&str], wrong: &[&str]) {
        for value in right {
            assert!((form.check)(value).is_ok(), "{value}");
        }
        for value in wrong
            .iter()
            .chain(&["", " ", "\"", "\\", "1\n", "nan", "x"])
        {
            assert!((form.check)(value).is_err(), "{value:?}");
        }
    }

    #[test]
    fn positions() {
        takes(
            &POSITION,
            &["1,2", "1.5,-2!", "1,2,3"],
            &["1", "1,2,3,4", "1;2", "1,2!!", "20000,0"],
        );
        assert_eq!(
            &*(POSITION.check)("1, 2!").unwrap(),
            "1,2!",
            "`sscanf` stops at a blank"
        );
    }

    #[test]
    fn curves() {
        takes(
            &CURVE,
            &[
                "0,0 1,0 2,1 3,1",
                "e,3,1 s,0,0 0,0 1,0 2,1 3,1",
                "0,0 1,0 2,1 3,1 4,1 5,1 6,1;0,0 1,0 2,1 3,1",
            ],
            &[
                "0,0",
                "0,0 1,0 2,1",
                "0,0 1,0 2,1 3,1 4,1",
                "0,0 e,1,0 2,1 3,1",
                "0,0 1,0 2,1 3,1;",
            ],
        );
    }

    #[test]
    fn viewports() {
        takes(
            &VIEWPORT,
            &["400,300", "400,300,1.5", "400,300,1,50,50"],
            &["400", "400,300,1,50", "0,0", "9000,1", "400,300,1,'a'"],
        );
    }

    #[test]
    fn rank_separations() {
        takes(
            &RANK_SEPARATION,
            &["0.5", "1.2 equally", "equally", "1:2:0.5"],
            &["1 2", "-1", "100", "1:", "1.2 equal"],
        );
    }

    #[test]
    fn overlaps() {
        takes(
            &OVERLAP,
            &[
                "true", "prism", "prism0", "9:prism", "0:", "scalexy", "5:false",
            ],
            &["prism99999", ":prism", "x:prism", "9:9:prism", "prismatic"],
        );
        assert_eq!(&*(OVERLAP.check)("3:yes").unwrap(), "3:true");
        assert_eq!(
            (OVERLAP.check)("prsim").unwrap_err().nearest.as_deref(),
            Some("prism")
        );
    }

    #[test]
    fn packings() {
        takes(
            &PACKING,
            &[
                "node",
                "clust",
                "graph",
                "array",
                "array3",
                "array_c",
                "array_ctl4",
            ],
            &[
                "array_", "array_x", "arrayc", "array0", "array-1", "aspect", "array3c", "nodes3",
            ],
        );
    }

    #[test]
    fn starts() {
        takes(
            &START,
            &["regular", "self", "random", "7", "random7"],
            &["7random", "-7", "99999999999", "rand7"],
        );
    }
}
