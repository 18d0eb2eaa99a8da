//! Who reads icons.

use super::content::Content;
use super::wrong::IconError;

/// What reads the icons that people bring, and draws them as bitmaps where that is asked.
///
/// How long that may take is not known in advance for all files: [`InProcess`] is for files that are trusted, and
/// [`IconProcess`](super::IconProcess) for those from anywhere.
pub trait IconReader: Send + Sync {
    /// Reads an icon's file as [`Content::read`] does.
    ///
    /// # Errors
    /// As of [`Content::read`], and if it takes too long or too much memory.
    fn read(&self, bytes: Vec<u8>) -> Result<Content, IconError>;

    /// Draws an icon as [`Content::to_png`] does.
    ///
    /// # Errors
    /// As of [`Content::to_png`], and if it takes too long or too much memory.
    fn to_png(&self, content: &Content, side: u32, ink: &str) -> Result<Vec<u8>, IconError>;
}

/// Reads and draws in this process. What it takes is counted first, and what is plainly too much refused; but an icon
/// that means harm can still take seconds and gigabytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct InProcess;

impl IconReader for InProcess {
    fn read(&self, bytes: Vec<u8>) -> Result<Content, IconError> {
        Content::read(bytes)
    }

    fn to_png(&self, content: &Content, side: u32, ink: &str) -> Result<Vec<u8>, IconError> {
        content.to_png(side, ink)
    }
}
