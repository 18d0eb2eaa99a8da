//! What a picture is made of, besides the graph.

use crate::icons::{Content, Plates};

/// All that makes an SVG whole.
#[derive(Clone, Debug, Default)]
pub struct Picture<'p> {
    /// What it shows, in a few words; empty if that is not said.
    pub title: &'p str,
    /// What a reader is told who cannot see it, if that is said; if it is nothing, they need not know of it.
    pub alt: Option<&'p str>,
    /// The same, made of what it shows, for when nothing is said.
    pub summary: &'p str,
    /// What its ids begin with; empty if that follows from what it shows. Letters and digits, `-` and `_`.
    pub id_prefix: &'p str,
    /// The images that it refers to.
    pub images: Vec<Image<'p>>,
    /// The colour of icons that have none of their own.
    pub ink: &'p str,
    /// The colours that change where the reader prefers dark pages.
    pub dark: Option<Dark<'p>>,
}

/// An image of a picture.
#[derive(Clone, Debug)]
pub struct Image<'p> {
    /// The file by which the graph calls it.
    pub file: String,
    /// What it shows.
    pub content: &'p Content,
    /// What it stands on.
    pub plates: Plates,
}

/// What changes in a picture where the reader prefers dark pages.
#[derive(Clone, Copy, Debug)]
pub struct Dark<'p> {
    /// A light colour and the dark one that takes its place.
    pub colours: &'p [(&'p str, &'p str)],
    /// The colour of icons that have none of their own.
    pub ink: &'p str,
}
