//! A box that explains the styles of edges that are used, and the colours of levels.

use hashbrown::HashSet;

use super::quote;
use super::theme::Theme;
use crate::attributes::{Element, get};
use crate::icons::level_colour;
use crate::model::{Look, Model, StyleId};

/// What a legend explains.
pub(super) struct Legend<'m> {
    styles: Vec<Sample<'m>>,
    levels: Vec<&'m str>,
}

/// An edge of a style.
struct Sample<'m> {
    colour: &'m str,
    /// What HTML-like labels call the kind of its line.
    line: &'static str,
    width: u32,
    meaning: &'m str,
}

/// The levels in the order in which they are reached; others come behind them.
const ORDER: [&str; 4] = ["foundational", "associate", "professional", "specialty"];

impl<'m> Legend<'m> {
    /// The legend of a model; nothing if there is nothing to explain.
    pub(super) fn new(model: &'m Model, theme: &'static Theme) -> Option<Legend<'m>> {
        let styles = used(model)
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
        for level in &self.levels {
            row(&swatch(level_colour(level)), &capitalised(level));
        }
        out.push_str("</TABLE>");
        out
    }
}

/// The styles that are used, each with what its edges look like.
fn used(model: &Model) -> Vec<(StyleId, Vec<&Look>)> {
    let mut is_used = vec![false; model.looks.len()];
    for edge in &model.edges {
        is_used[edge.look.index()] = true;
    }
    let mut used: Vec<(StyleId, Vec<&Look>)> = (0..model.styles.len() as u32)
        .map(|style| (StyleId(style), Vec::new()))
        .collect();
    for (look, _) in model.looks.iter().zip(is_used).filter(|(_, used)| *used) {
        if let Some(style) = look.style {
            used[style.index()].1.push(look);
        }
    }
    used.retain(|(_, looks)| !looks.is_empty());
    used
}

/// The levels that nodes have, certdot's own in the order in which they are reached. Case makes no other level.
fn levels(model: &Model) -> Vec<&str> {
    let Some(key) = get(Element::Node, "level") else {
        return Vec::new();
    };
    let mut seen = HashSet::new();
    let mut levels: Vec<(usize, &str)> = Vec::new();
    for node in &model.nodes {
        let Some(level) = model.node_setting(node, key) else {
            continue;
        };
        let level = model.text(level).trim();
        let lower = level.to_lowercase();
        let place = ORDER.iter().position(|known| *known == lower);
        if seen.insert(lower) {
            levels.push((place.unwrap_or(ORDER.len()), level));
        }
    }
    levels.sort_by_key(|(place, _)| *place);
    levels.into_iter().map(|(_, level)| level).collect()
}

/// An edge of a style, unless it cannot be seen.
fn sample<'m>(
    model: &'m Model,
    id: StyleId,
    looks: &[&Look],
    theme: &'static Theme,
) -> Option<Sample<'m>> {
    let style = &model.styles[id.index()];
    // What the style says, else what all its edges have from elsewhere.
    let set = |key: &str| -> Option<&'m str> {
        let key = get(Element::Edge, key)?;
        let value = model.setting(style.settings, key).or_else(|| {
            let mut values = looks.iter().map(|look| model.setting(look.settings, key));
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
        width: (width.unwrap_or(if is_bold { 2.0 } else { 1.0 }).round() as u32).clamp(1, 6),
        meaning: style
            .meaning
            .map(|meaning| model.text(meaning))
            .filter(|meaning| !meaning.trim().is_empty())
            .unwrap_or(model.text(style.name)),
    })
}

impl Sample<'_> {
    /// A line with a head: the lower border of a cell, and a triangle beside it.
    fn line(&self) -> String {
        let mut colour = String::new();
        quote::html(&mut colour, self.colour);
        let width = self.width;
        // A cell has room for its border on both sides, wherever it is drawn.
        let height = (2 * width).max(6);
        format!(
            "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">\
             <TR><TD FIXEDSIZE=\"TRUE\" WIDTH=\"30\" HEIGHT=\"{height}\" SIDES=\"B\" BORDER=\"{width}\" STYLE=\"{}\" COLOR=\"{colour}\"></TD>\
             <TD ROWSPAN=\"2\"><FONT COLOR=\"{colour}\" POINT-SIZE=\"9\">&#9658;</FONT></TD></TR>\
             <TR><TD FIXEDSIZE=\"TRUE\" WIDTH=\"30\" HEIGHT=\"{height}\"></TD></TR></TABLE>",
            self.line
        )
    }
}

fn swatch(colour: &str) -> String {
    format!(
        "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>\
         <TD FIXEDSIZE=\"TRUE\" WIDTH=\"14\" HEIGHT=\"14\" STYLE=\"ROUNDED\" BGCOLOR=\"{colour}\"></TD></TR></TABLE>"
    )
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
