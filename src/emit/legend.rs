//! A box that explains the styles of edges that are used, and the colours of levels.

use hashbrown::HashSet;

use super::arrowheads::Arrowheads;
use super::quote;
use super::theme::Theme;
use crate::attributes::{Element, get};
use crate::icons::{LevelColour, LevelColours, MOST_BARS};
use crate::model::{Look, Model, StyleId};

/// What a legend explains.
pub(super) struct Legend<'m> {
    styles: Vec<Sample<'m>>,
    levels: Vec<(&'m str, LevelColour)>,
}

/// An edge of a style.
struct Sample<'m> {
    colour: &'m str,
    /// What HTML-like labels call the kind of its line.
    line: &'static str,
    width: u32,
    heads: Arrowheads,
    meaning: &'m str,
}

/// The levels in the order in which they are reached; others come behind them.
const ORDER: [&str; 4] = ["foundational", "associate", "professional", "specialty"];

impl<'m> Legend<'m> {
    /// The legend of a model; nothing if there is nothing to explain.
    pub(super) fn new(model: &'m Model, theme: &'static Theme) -> Option<Legend<'m>> {
        let styles = used_styles(model)
            .into_iter()
            .filter_map(|(style, looks)| sample(model, style, &looks, theme))
            .collect::<Vec<_>>();
        let levels = levels(model);
        (!styles.is_empty() || !levels.is_empty()).then_some(Legend { styles, levels })
    }

    /// The box as an HTML-like label, without its outer angle brackets.
    pub(super) fn table(&self, theme: &Theme) -> String {
        let [paper, border, text] = theme.box_colours();
        let mut out = format!(
            "<TABLE BORDER=\"1\" STYLE=\"ROUNDED\" COLOR=\"{border}\" BGCOLOR=\"{paper}\" CELLBORDER=\"0\" \
             CELLSPACING=\"0\" CELLPADDING=\"4\">"
        );
        let mut row = |sample: &str, said: &str| {
            out.push_str("<TR><TD>");
            out.push_str(sample);
            out.push_str(&format!(
                "</TD><TD ALIGN=\"LEFT\"><FONT COLOR=\"{text}\" POINT-SIZE=\"10\">"
            ));
            match said.trim().is_empty() {
                // Graphviz refuses a font without a text.
                true => out.push_str("&#160;"),
                false => quote::html(&mut out, said),
            }
            out.push_str("</FONT></TD></TR>");
        };
        for sample in &self.styles {
            row(&sample.line(), sample.meaning);
        }
        for (level, colour) in &self.levels {
            row(&swatch(*colour), &capitalize(level));
        }
        out.push_str("</TABLE>");
        out
    }
}

/// The styles that are used, each with the looks of its edges and how many have each.
fn used_styles(model: &Model) -> Vec<(StyleId, Vec<(&Look, usize)>)> {
    let mut counts = vec![0; model.looks.len()];
    for edge in &model.edges {
        counts[edge.look.index()] += 1;
    }
    let mut used: Vec<(StyleId, Vec<(&Look, usize)>)> = (0..model.styles.len() as u32)
        .map(|style| (StyleId(style), Vec::new()))
        .collect();
    for (look, count) in model
        .looks
        .iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
    {
        if let Some(style) = look.style {
            used[style.index()].1.push((look, count));
        }
    }
    used.retain(|(_, looks)| !looks.is_empty());
    used
}

/// The arrowheads that most edges of some looks have; of those that are as many, the ones that come first.
fn commonest(model: &Model, looks: &[(&Look, usize)]) -> Arrowheads {
    let mut counts: Vec<(Arrowheads, usize)> = Vec::new();
    for (look, count) in looks {
        let heads = Arrowheads::new(model, look);
        match counts.iter_mut().find(|(known, _)| *known == heads) {
            Some((_, total)) => *total += count,
            None => counts.push((heads, *count)),
        }
    }
    // Of equals, `max_by_key` takes the last.
    let commonest = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    commonest.map(|(heads, _)| heads).unwrap_or_default()
}

/// The levels that nodes have, certdot's own in the order in which they are reached, with their colours. Case makes no
/// other level.
fn levels(model: &Model) -> Vec<(&str, LevelColour)> {
    let Some(key) = get(Element::Node, "level") else {
        return Vec::new();
    };
    let mut colours = LevelColours::default();
    let mut seen = HashSet::new();
    let mut levels: Vec<(usize, &str, LevelColour)> = Vec::new();
    for node in &model.nodes {
        let Some(level) = model.node_setting(node, key) else {
            continue;
        };
        let level = model.text(level).trim();
        let lower = level.to_lowercase();
        let place = ORDER.iter().position(|known| *known == lower);
        if seen.insert(lower) {
            levels.push((place.unwrap_or(ORDER.len()), level, colours.of(level)));
        }
    }
    levels.sort_by_key(|(place, ..)| *place);
    let levels = levels.into_iter();
    levels.map(|(_, level, colour)| (level, colour)).collect()
}

/// An edge of a style, unless it cannot be seen.
fn sample<'m>(
    model: &'m Model,
    id: StyleId,
    looks: &[(&Look, usize)],
    theme: &'static Theme,
) -> Option<Sample<'m>> {
    let style = &model.styles[id.index()];
    // What the style says, else what all its edges have from elsewhere.
    let set = |key: &str| -> Option<&'m str> {
        let key = get(Element::Edge, key)?;
        let value = model.setting(style.settings, key).or_else(|| {
            let mut values = looks
                .iter()
                .map(|(look, _)| model.setting(look.settings, key));
            let first = values.next()??;
            values.all(|value| value == Some(first)).then_some(first)
        })?;
        Some(model.text(value)).filter(|value| !value.is_empty())
    };
    let kind = set("style").unwrap_or_default();
    if kind.contains("invis") {
        return None;
    }
    let is_bold = kind.contains("bold");
    let width = set("penwidth").and_then(|width| width.parse::<f64>().ok());
    Some(Sample {
        // Of several colours the first, without its weight.
        colour: set("color")
            .and_then(|colours| colours.split([':', ';']).next())
            .unwrap_or(theme.edge_colour()),
        line: match kind {
            kind if kind.contains("dashed") => "DASHED",
            kind if kind.contains("dotted") => "DOTTED",
            _ => "SOLID",
        },
        heads: commonest(model, looks),
        width: (width.unwrap_or(if is_bold { 2.0 } else { 1.0 }).round() as u32).clamp(1, 6),
        meaning: style
            .meaning
            .map(|meaning| model.text(meaning))
            .filter(|meaning| !meaning.trim().is_empty())
            .unwrap_or(model.text(style.name)),
    })
}

impl Sample<'_> {
    /// A line with its heads: the lower border of a cell, and characters beside it.
    fn line(&self) -> String {
        let mut colour = String::new();
        quote::html(&mut colour, self.colour);
        let width = self.width;
        // A cell has room for its border on both sides, wherever it is drawn.
        let height = (2 * width).max(6);
        let head = |characters: &str, align: &str| {
            let mut cell = String::new();
            if !characters.is_empty() {
                cell += &format!(
                    "<TD ROWSPAN=\"2\" ALIGN=\"{align}\"><FONT COLOR=\"{colour}\" POINT-SIZE=\"9\">"
                );
                quote::html(&mut cell, characters);
                cell += "</FONT></TD>";
            }
            cell
        };
        let (left, right) = (
            head(&self.heads.left, "RIGHT"),
            head(&self.heads.right, "LEFT"),
        );
        format!(
            "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">\
             <TR>{left}<TD FIXEDSIZE=\"TRUE\" WIDTH=\"30\" HEIGHT=\"{height}\" SIDES=\"B\" BORDER=\"{width}\" STYLE=\"{}\" COLOR=\"{colour}\"></TD>\
             {right}</TR>\
             <TR><TD FIXEDSIZE=\"TRUE\" WIDTH=\"30\" HEIGHT=\"{height}\"></TD></TR></TABLE>",
            self.line
        )
    }
}

/// A square of a level's colour, set off from a dark ground as badges are, with the bars that they have.
fn swatch(level: LevelColour) -> String {
    let bar = "<TR><TD FIXEDSIZE=\"TRUE\" WIDTH=\"6\" HEIGHT=\"2\" BGCOLOR=\"#ffffff\"></TD></TR>";
    let bars = match level.bars {
        0 => String::new(),
        bars => format!(
            "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"1\" CELLPADDING=\"0\">{}</TABLE>",
            bar.repeat(bars.min(MOST_BARS))
        ),
    };
    format!(
        "<TABLE BORDER=\"0\" CELLBORDER=\"1\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>\
         <TD FIXEDSIZE=\"TRUE\" WIDTH=\"15\" HEIGHT=\"15\" STYLE=\"ROUNDED\" COLOR=\"#ffffff\" BGCOLOR=\"{}\">{bars}</TD></TR></TABLE>",
        level.colour
    )
}

fn capitalize(word: &str) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
