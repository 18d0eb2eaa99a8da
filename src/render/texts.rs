//! The texts of an SVG, made ready for being drawn as a bitmap.
//!
//! Each gets the font that draws it. One that takes several, or that runs from right to left, is cut into stretches
//! that stand one after the other.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use quick_xml::escape::escape;
use quick_xml::events::BytesStart;
use resvg::usvg::{Node, Options, Tree};
use unicode_normalization::char::is_combining_mark;

use super::Failure;
use super::labels::{Line, labels};
use super::pieces::{Piece, attributes, pieces, value};
use super::runs::{FontFinder, Run, SUBSTITUTE};

/// An SVG whose texts are ready.
pub(super) struct Ready {
    pub(super) svg: String,
    /// What could not be drawn, a sentence for each label.
    pub(super) complaints: Vec<String>,
}

/// What the family is called of which the font with this number is the only one.
pub(super) fn family(face: usize) -> String {
    format!("face-{face}")
}

/// The number of the font of such a family.
pub(super) fn face(family: &str) -> Option<usize> {
    family
        .trim_matches(['"', '\''])
        .strip_prefix("face-")?
        .parse()
        .ok()
}

/// How a text is drawn.
struct TextStyle<'t> {
    tag: &'t BytesStart<'t>,
    base: usize,
    /// Its stretches, if it is not drawn as it is.
    runs: Option<Vec<Run>>,
}

/// Makes the texts of an SVG ready. `options` are what they are measured with, once it is known which fonts it takes.
pub(super) fn ready(
    svg: &str,
    finder: &mut FontFinder<'_>,
    options: impl FnOnce(&FontFinder<'_>) -> Options<'static>,
) -> Result<Ready, Failure> {
    let pieces = pieces(svg).map_err(Failure::Unreadable)?;
    let mut looks = BTreeMap::new();
    let mut complaints = Complaints::default();
    for label in labels(&pieces) {
        let mut missing = Vec::new();
        for line in &label {
            if let Piece::Start(tag) = &pieces[line.at] {
                looks.insert(line.at, look(tag, &line.text, finder, &mut missing));
            }
        }
        complaints.add(&label, missing);
    }
    let lefts = lefts(&looks, || options(finder))?;
    Ok(Ready {
        svg: written(&pieces, &looks, &lefts),
        complaints: complaints.sentences(),
    })
}

fn look<'t>(
    tag: &'t BytesStart<'t>,
    line: &str,
    finder: &mut FontFinder<'_>,
    missing: &mut Vec<String>,
) -> TextStyle<'t> {
    let is_bold = matches!(
        value(tag, "font-weight"),
        Some("bold" | "600" | "700" | "800" | "900")
    );
    let is_slanted = matches!(value(tag, "font-style"), Some("italic" | "oblique"));
    let families = value(tag, "font-family").unwrap_or_default();
    let base = finder.base(families, is_bold, is_slanted);
    let runs = match value(tag, "xml:space") {
        Some("preserve") => finder.runs(line, base, is_right_to_left(tag)),
        // As programs that draw it would read it.
        _ => {
            let words: Vec<&str> = line.split_ascii_whitespace().collect();
            finder.runs(&words.join(" "), base, is_right_to_left(tag))
        }
    };
    let runs = runs.map(|found| {
        missing.extend(found.missing);
        found.runs
    });
    TextStyle { tag, base, runs }
}

fn is_right_to_left(tag: &BytesStart<'_>) -> bool {
    value(tag, "direction") == Some("rtl")
}

/// How much of a text's width stands left of the place that is said for it.
fn share_before(tag: &BytesStart<'_>) -> f32 {
    match (value(tag, "text-anchor"), is_right_to_left(tag)) {
        (Some("middle"), _) => 0.5,
        (Some("end"), false) | (Some("start") | None, true) => 1.0,
        _ => 0.0,
    }
}

/// Where texts in several stretches begin, which only their width tells.
fn lefts(
    looks: &BTreeMap<usize, TextStyle<'_>>,
    options: impl FnOnce() -> Options<'static>,
) -> Result<HashMap<usize, f32>, Failure> {
    let mut lefts = HashMap::new();
    let mut lines =
        String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\">");
    for (at, look) in looks {
        let Some(runs) = &look.runs else { continue };
        let x = value(look.tag, "x").and_then(|x| x.parse().ok());
        lefts.insert(*at, x.unwrap_or_default());
        if share_before(look.tag) > 0.0 {
            // What comes after it tells where it ends: boxes are wider than what they hold.
            let end = Run {
                face: look.base,
                text: ".".to_owned(),
            };
            let runs = runs.iter().chain([&end]);
            in_runs(look, runs, 0.0, Some(*at), &mut lines);
        }
    }
    if lefts.is_empty() {
        return Ok(lefts);
    }
    lines.push_str("</svg>");
    let tree = Tree::from_str(&lines, &options())
        .map_err(|error| Failure::Unreadable(error.to_string()))?;
    for node in tree.root().children() {
        if let Node::Text(text) = node
            && let Ok(at) = text.id().parse()
            && let (Some(left), Some(look)) = (lefts.get_mut(&at), looks.get(&at))
        {
            let glyphs = text
                .layouted()
                .iter()
                .flat_map(|span| &span.positioned_glyphs);
            let width = glyphs.last().map_or(0.0, |end| end.transform().tx);
            *left -= width * share_before(look.tag);
        }
    }
    Ok(lefts)
}

/// The SVG with its texts as they are drawn.
fn written(
    pieces: &[Piece<'_>],
    looks: &BTreeMap<usize, TextStyle<'_>>,
    lefts: &HashMap<usize, f32>,
) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        match (piece, looks.get(&at)) {
            (_, Some(look)) => match &look.runs {
                None => {
                    out.push_str("<text");
                    others(look.tag, &["font-family", "direction"], &mut out);
                    let _ = write!(out, " font-family=\"{}\">", family(look.base));
                }
                Some(runs) => {
                    let left = lefts.get(&at).copied().unwrap_or_default();
                    in_runs(look, runs, left, None, &mut out);
                    // What it said, and its end.
                    while let Some(Piece::Text(_)) = pieces.get(at + 1) {
                        at += 1;
                    }
                    at += 1;
                }
            },
            (Piece::Start(tag), None) => {
                let _ = write!(out, "<{}>", &**tag);
            }
            (Piece::Empty(tag), None) => {
                let _ = write!(out, "<{}/>", &**tag);
            }
            (Piece::End(raw) | Piece::Text(raw), None) => out.push_str(raw),
        }
        at += 1;
    }
    out
}

/// A text in stretches, each of which stands where that before it ends.
fn in_runs<'r>(
    look: &TextStyle<'_>,
    runs: impl IntoIterator<Item = &'r Run>,
    left: f32,
    id: Option<usize>,
    out: &mut String,
) {
    const OWN: [&str; 6] = [
        "x",
        "text-anchor",
        "direction",
        "font-family",
        "xml:space",
        "id",
    ];
    let _ = write!(out, "<text xml:space=\"preserve\" x=\"{left}\"");
    if let Some(id) = id {
        let _ = write!(out, " id=\"{id}\"");
    }
    others(look.tag, &OWN, out);
    out.push('>');
    let y = value(look.tag, "y").unwrap_or("0");
    for run in runs {
        let _ = write!(
            out,
            "<tspan y=\"{y}\" font-family=\"{}\">{}</tspan>",
            family(run.face),
            escape(run.text.as_str())
        );
    }
    out.push_str("</text>");
}

/// Attributes of a tag, but for some.
fn others(tag: &BytesStart<'_>, own: &[&str], out: &mut String) {
    for (key, value) in attributes(tag).filter(|(key, _)| !own.contains(key)) {
        let _ = write!(out, " {key}=\"{value}\"");
    }
}

/// Labels that no font can draw.
#[derive(Default)]
struct Complaints {
    sentences: Vec<String>,
    others: usize,
}

/// How many labels are named, how many characters of each, and how much of it.
const MOST_LABELS: usize = 20;
const MOST_CHARACTERS: usize = 5;
const LONGEST: usize = 60;

impl Complaints {
    fn add(&mut self, label: &[Line], mut missing: Vec<String>) {
        let mut seen = HashSet::new();
        missing.retain(|one| seen.insert(one.clone()));
        if missing.is_empty() {
            return;
        }
        if self.sentences.len() == MOST_LABELS {
            self.others += 1;
            return;
        }
        let words: Vec<&str> = label.iter().map(|line| line.text.trim()).collect();
        let words = words.join(" ");
        let shown = match words.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", &words[..end]),
            None => words,
        };
        let named = missing.iter().take(MOST_CHARACTERS);
        let mut named: Vec<String> = named.map(|missing| name(missing)).collect();
        if missing.len() > MOST_CHARACTERS {
            named.push(format!("{} more", missing.len() - MOST_CHARACTERS));
        }
        let sentence = format!(
            "no font has {} of the label `{shown}`: `{SUBSTITUTE}` is drawn instead",
            named.join(", ")
        );
        if !self.sentences.contains(&sentence) {
            self.sentences.push(sentence);
        }
    }

    fn sentences(mut self) -> Vec<String> {
        match self.others {
            0 => {}
            1 => self
                .sentences
                .push("the same is true of 1 more label".to_owned()),
            others => self
                .sentences
                .push(format!("the same is true of {others} more labels")),
        }
        self.sentences
    }
}

/// A character with its number in Unicode; only that, where nobody would see the character.
fn name(character: &str) -> String {
    let numbers: Vec<String> = character
        .chars()
        .map(|character| format!("U+{:04X}", u32::from(character)))
        .collect();
    let numbers = numbers.join(" ");
    let is_private = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
    if character.starts_with(|c| is_private(c) || is_combining_mark(c)) {
        numbers
    } else {
        format!("`{character}` ({numbers})")
    }
}
