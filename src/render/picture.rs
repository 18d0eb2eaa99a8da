//! The parts of a picture besides the graph.

use crate::icons::{Content, Plates};

/// All that makes an SVG whole.
#[derive(Clone, Debug, Default)]
pub struct Picture<'p> {
    /// Its title; empty if none is set.
    pub title: &'p str,
    /// The text for readers who cannot see it, if one is set; if it is empty, they need not know of the picture.
    pub alt: Option<&'p str>,
    /// The same, made from its content, for when none is set.
    pub summary: &'p str,
    /// What its ids begin with; empty if that follows from what it shows. Letters and digits, `-` and `_`.
    pub id_prefix: &'p str,
    /// The images that it refers to.
    pub images: Vec<Image<'p>>,
    /// The color of icons that have none of their own.
    pub ink: &'p str,
    /// The colors that change where the reader prefers dark pages.
    pub dark: Option<Dark<'p>>,
}

/// An image of a picture.
#[derive(Clone, Debug)]
pub struct Image<'p> {
    /// The file by which the graph calls it.
    pub file: String,
    /// What it shows.
    pub content: &'p Content,
    /// Its background.
    pub plates: Plates,
}

/// What changes in a picture where the reader prefers dark pages.
#[derive(Clone, Copy, Debug)]
pub struct Dark<'p> {
    /// A light color and the dark one that replaces it.
    pub colours: &'p [(&'p str, &'p str)],
    /// The color of icons that have none of their own.
    pub ink: &'p str,
}
