//! What is ordered.

use crate::model::Model;

/// What a picture is made of.
#[derive(Clone, Copy, Debug)]
pub struct PictureInput<'m> {
    /// What it shows.
    pub model: &'m Model,
    /// How the folder of the model's file is told from that in which the picture will be seen, as what relative addresses
    /// begin with: `../trees/`, or nothing.
    pub way: &'m str,
}

impl<'m> From<&'m Model> for PictureInput<'m> {
    /// To be seen next to the model's file.
    fn from(model: &'m Model) -> PictureInput<'m> {
        PictureInput { model, way: "" }
    }
}

/// What kind of file a picture becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureKind {
    /// An SVG that refers to nothing outside itself.
    Svg,
    /// A PNG.
    Png,
    /// A PDF.
    Pdf,
    /// The graph, as Graphviz reads it.
    Dot,
    /// The graph with its places, as Graphviz's JSON.
    Json,
}

impl PictureKind {
    /// All of them.
    pub const ALL: [PictureKind; 5] = [
        PictureKind::Svg,
        PictureKind::Png,
        PictureKind::Pdf,
        PictureKind::Dot,
        PictureKind::Json,
    ];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            PictureKind::Svg => "svg",
            PictureKind::Png => "png",
            PictureKind::Pdf => "pdf",
            PictureKind::Dot => "dot",
            PictureKind::Json => "json",
        }
    }

    /// The kind that a file of this ending is, whatever the ending's case.
    pub fn of_ending(ending: &str) -> Option<PictureKind> {
        let ending = ending.to_ascii_lowercase();
        if ending == "gv" {
            return Some(PictureKind::Dot);
        }
        PictureKind::ALL
            .into_iter()
            .find(|kind| kind.ending() == ending)
    }
}

/// What is ordered of each file.
#[derive(Clone, Debug)]
pub struct PictureOptions {
    /// The kind of file.
    pub kind: PictureKind,
    /// Pixels per unit of 1/96 inch; counts for PNG only.
    pub scale: f32,
    /// The theme, in place of the diagrams'.
    pub theme: Option<String>,
    /// The layout, in place of the diagrams'.
    pub layout: Option<String>,
    /// What the ids of an SVG begin with, in place of what follows from its content.
    pub id_prefix: Option<String>,
}
