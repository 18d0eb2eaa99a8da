//! Loops that are stacked above their node.
//!
//! Where edges lead sideways, Graphviz draws the loops of a node above it, each higher than the one before and all of
//! them narrow, so that outer loops run through the labels of inner ones. Here each is drawn around the labels inside it,
//! as high as Graphviz drew it: the labels stay where they are, and nothing else moves.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::ops::Range;

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;

use super::arch::{Arch, Arrowhead, Point, Shape, corners, is_nearer, points};
use super::pieces::{Piece, attributes, plain, value};

/// Between a label and the loop around it.
const GAP: f64 = 6.0;

/// How far one loop stands out beside the one inside it, and how far all of a node together at most. `emit` makes as much
/// room.
const STEP: f64 = 7.0;
const SPREAD: f64 = 28.0;

/// Half the width of a loop that is around nothing.
const NARROW: f64 = 10.0;

/// A loop as the engine has drawn it: the places of its parts among the pieces of the picture, and its line.
struct Loop {
    path: usize,
    arrowheads: Vec<usize>,
    texts: Vec<usize>,
    line: Vec<Point>,
}

/// The picture with its stacked loops drawn around their labels, if there are any.
pub(super) fn arch_stacked_loops(pieces: &[Piece<'_>]) -> Option<String> {
    let mut stacks = stacks(pieces);
    if stacks.is_empty() {
        return None;
    }
    let shapes = shapes(pieces, &stacks);
    let mut changed: HashMap<usize, String> = HashMap::new();
    for (node, stack) in &mut stacks {
        if let Some(shape) = shapes.get(node).filter(|shape| is_above(shape, stack)) {
            draw(pieces, shape, stack, &mut changed);
        }
    }
    if changed.is_empty() {
        return None;
    }
    let mut out = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        match (changed.get(&at), piece) {
            (Some(new), _) => out.push_str(new),
            (None, Piece::Start(tag)) => out.push_str(&rewritten(tag, &[], ">")),
            (None, Piece::Empty(tag)) => out.push_str(&rewritten(tag, &[], "/>")),
            (None, Piece::End(raw) | Piece::Text(raw)) => out.push_str(raw),
        }
    }
    Some(out)
}

/// The loops of each node that has several of which any has a label.
fn stacks(pieces: &[Piece<'_>]) -> BTreeMap<String, Vec<Loop>> {
    let mut stacks: BTreeMap<String, Vec<Loop>> = BTreeMap::new();
    for (at, id) in titled_groups(pieces, "edge") {
        if let Some(node) = node_of_loop(&id)
            && let Some(found) = Loop::read(pieces, at)
        {
            stacks.entry(node.to_owned()).or_default().push(found);
        }
    }
    stacks.retain(|_, stack| stack.len() > 1 && stack.iter().any(|one| !one.texts.is_empty()));
    stacks
}

/// The `<g>` elements of a class: where each begins, and its title, escaped as it stands there.
fn titled_groups<'p>(
    pieces: &'p [Piece<'_>],
    class: &'static str,
) -> impl Iterator<Item = (usize, String)> + 'p {
    pieces.iter().enumerate().filter_map(move |(at, piece)| {
        let Piece::Start(tag) = piece else {
            return None;
        };
        if tag.name().as_ref() != "g" || !value(tag, "class")?.starts_with(class) {
            return None;
        }
        let mut inner = pieces[at + 1..].iter();
        let is_title = |piece: &Piece<'_>| {
            matches!(piece, Piece::Start(tag) if tag.name().as_ref() == "title")
        };
        inner.by_ref().take(2).find(|piece| is_title(piece))?;
        let mut title = String::new();
        for piece in inner {
            match piece {
                Piece::Text(raw) => title.push_str(raw),
                _ => break,
            }
        }
        Some((at, plain(&title).into_owned()))
    })
}

/// The node that an edge of this id leads to from itself.
fn node_of_loop(id: &str) -> Option<&str> {
    const ARROW: &str = "-&gt;";
    let (node, rest) = id.split_at_checked(id.len().checked_sub(ARROW.len())? / 2)?;
    (rest.strip_prefix(ARROW) == Some(node)).then_some(node)
}

/// The numbers of the pieces in the group that begins at one.
fn within(pieces: &[Piece<'_>], at: usize) -> Range<usize> {
    let mut depth = 0_usize;
    for (offset, piece) in pieces[at..].iter().enumerate() {
        match piece {
            Piece::Start(_) => depth += 1,
            Piece::End(_) if depth == 1 => return at + 1..at + offset,
            Piece::End(_) => depth -= 1,
            _ => {}
        }
    }
    at + 1..pieces.len()
}

impl Loop {
    /// Reads the loop whose group begins at a piece, if it is one line.
    fn read(pieces: &[Piece<'_>], at: usize) -> Option<Loop> {
        let (mut paths, mut arrowheads, mut labels) = (Vec::new(), Vec::new(), Vec::new());
        for at in within(pieces, at) {
            match &pieces[at] {
                Piece::Empty(tag) if tag.name().as_ref() == "path" => paths.push((at, tag)),
                Piece::Empty(_) => arrowheads.push(at),
                Piece::Start(tag) if tag.name().as_ref() == "text" => labels.push(at),
                _ => {}
            }
        }
        let [(path, tag)] = paths[..] else {
            return None;
        };
        let line = points(value(tag, "d")?);
        (line.len() > 1).then_some(Loop {
            path,
            arrowheads,
            texts: labels,
            line,
        })
    }

    /// How high it is: the least of its ordinates.
    fn apex(&self) -> f64 {
        self.line
            .iter()
            .map(|(_, y)| *y)
            .fold(f64::INFINITY, f64::min)
    }

    /// Half the width of what is written on it, about.
    fn half_width(&self, pieces: &[Piece<'_>]) -> f64 {
        let widths = self.texts.iter().map(|at| {
            let Piece::Start(tag) = &pieces[*at] else {
                return 0.0;
            };
            let size = value(tag, "font-size").and_then(|size| size.parse::<f64>().ok());
            let text: String = within(pieces, *at)
                .map(|at| match &pieces[at] {
                    Piece::Text(raw) => *raw,
                    _ => "",
                })
                .collect();
            let text = plain(&text);
            let text = unescape(&text).unwrap_or_default();
            let ems: f64 = text.chars().map(ems).sum();
            ems * size.unwrap_or(14.0)
        });
        widths.fold(0.0, f64::max) / 2.0
    }
}

/// How wide a letter is drawn at the most, of the size of its font.
fn ems(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'f' | 't' | 'r' | ' ' | '\'' | ',' | '.' | ':' | ';' | '|' | '!' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.0,
        'A'..='Z' | '#'..='&' | '<'..='>' | '+' | '~' => 0.84,
        '!'..='~' => 0.65,
        _ => 1.0,
    }
}

/// The shapes of nodes, by their ids.
fn shapes(pieces: &[Piece<'_>], stacks: &BTreeMap<String, Vec<Loop>>) -> HashMap<String, Shape> {
    let mut shapes = HashMap::new();
    for (at, id) in titled_groups(pieces, "node") {
        if stacks.contains_key(&id) {
            let mut shape = Shape::default();
            for at in within(pieces, at) {
                if let Piece::Empty(tag) = &pieces[at] {
                    shape.add(tag);
                }
            }
            shapes.insert(id, shape);
        }
    }
    shapes
}

/// Whether loops are stacked above a node, and not at its side.
fn is_above(shape: &Shape, stack: &[Loop]) -> bool {
    stack.iter().all(|one| {
        let (first, last) = (one.line[0].0, one.line[one.line.len() - 1].0);
        let is_centred = ((first + last) / 2.0 - shape.centre()).abs() < NARROW;
        let right = one.line.iter().map(|(x, _)| x - shape.centre());
        let right = right.fold(0.0, f64::max);
        is_centred && one.apex() < shape.top() - NARROW && right < 2.0 * (shape.top() - one.apex())
    })
}

/// Draws the loops of a node one around the other.
fn draw(
    pieces: &[Piece<'_>],
    shape: &Shape,
    stack: &mut [Loop],
    changed: &mut HashMap<usize, String>,
) {
    stack.sort_by(|one, other| other.apex().total_cmp(&one.apex()));
    let step = STEP.min(SPREAD / (stack.len() - 1) as f64);
    let mut spread = NARROW;
    for one in &*stack {
        let arch = Arch {
            shape,
            spread,
            apex: one.apex(),
        };
        one.draw(pieces, &arch, changed);
        spread = step
            + spread.max(if one.texts.is_empty() {
                0.0
            } else {
                one.half_width(pieces) + GAP - step
            });
    }
}

impl Loop {
    /// Draws it as an arch: its line, what is at its ends, and what is written on it.
    fn draw(&self, pieces: &[Piece<'_>], arch: &Arch<'_>, changed: &mut HashMap<usize, String>) {
        let ends = [self.line[0], self.line[self.line.len() - 1]];
        let first = if ends[0].0 <= ends[1].0 { -1.0 } else { 1.0 };
        let mut feet = [arch.foot(first), arch.foot(-first)];
        let mut heads = [Arrowhead::new(ends[0]), Arrowhead::new(ends[1])];
        let mut at_end = Vec::new();
        for at in &self.arrowheads {
            if let Piece::Empty(tag) = &pieces[*at] {
                let corners = corners(tag);
                let end = usize::from(is_nearer(&corners, ends[1], ends[0]));
                heads[end].add(&corners);
                at_end.push((*at, tag, end));
            }
        }
        for (foot, head) in feet.iter_mut().zip(&heads) {
            foot.1 -= head.length();
        }
        for (at, tag, end) in at_end {
            let transform = heads[end].rotation_down(feet[end]);
            let new = rewritten(tag, &[("transform", &transform)], "/>");
            changed.insert(at, new);
        }
        if let Piece::Empty(tag) = &pieces[self.path] {
            let line = arch.line(feet[0], feet[1]);
            changed.insert(self.path, rewritten(tag, &[("d", &line)], "/>"));
        }
        for at in &self.texts {
            // Those of tables start where the engine has reckoned that they do.
            if let Piece::Start(tag) = &pieces[*at]
                && value(tag, "text-anchor") == Some("start")
            {
                let x = format!("{:.2}", arch.shape.centre());
                let new = rewritten(tag, &[("text-anchor", "middle"), ("x", &x)], ">");
                changed.insert(*at, new);
            }
        }
    }
}

/// A tag with some attributes in place of its own, and its end.
fn rewritten(tag: &BytesStart<'_>, new: &[(&str, &str)], end: &str) -> String {
    let mut out = format!("<{}", tag.name().as_ref());
    let kept = attributes(tag).filter(|(key, _)| new.iter().all(|(name, _)| name != key));
    for (key, value) in kept.chain(new.iter().copied()) {
        let _ = write!(out, " {key}=\"{value}\"");
    }
    out + end
}
