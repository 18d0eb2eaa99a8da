//! What the program that makes documents provides: how trees are compiled and drawn, and how problems are reported.

use std::time::Duration;

use crate::compile::Options;
use crate::diagnostics::Diagnostic;
use crate::pictures::{PictureInput, PictureOptions};
use crate::render::Drawn;
use crate::source::Sources;

/// Draws subjects, in their order. Each has its picture or the reason why there is none; it fails as a whole if nothing
/// can be drawn at all.
pub type Draw<'d> = dyn Fn(&[PictureInput<'_>], &PictureOptions, Duration) -> Result<Vec<Result<Drawn, String>>, String>
    + 'd;

/// What trees are compiled and drawn with.
#[derive(Clone)]
pub struct Tools<'t> {
    /// How trees are compiled, the same for all pages.
    pub options: Options<'t>,
    /// What draws them.
    pub draw: &'t Draw<'t>,
    /// Where problems are reported.
    pub report: &'t dyn Report,
}

/// Receives problems, one after the other, while documents are made.
pub trait Report {
    /// Of problems in texts.
    fn diagnostics(&self, diagnostics: &[Diagnostic], sources: &Sources);

    /// Of an error in a line of a file, where it is in no text that certdot has read.
    fn error(&self, file: &str, line: usize, words: &str);

    /// A problem that is not an error.
    fn warning(&self, words: &str);
}

/// Drops all problems.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Report for Silent {
    fn diagnostics(&self, _: &[Diagnostic], _: &Sources) {}
    fn error(&self, _: &str, _: usize, _: &str) {}
    fn warning(&self, _: &str) {}
}
