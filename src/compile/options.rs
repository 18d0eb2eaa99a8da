//! What is compiled, and how.

use std::path::PathBuf;

use super::parses::{FreshParse, ParseSource};
use crate::diagnostics::Levels;
use crate::icons::{IconReader, InProcess};
use crate::source::Files;

/// The file to compile.
#[derive(Clone, Debug)]
pub struct Input {
    /// What messages call it.
    pub name: String,
    /// Where it lies: an absolute path; of what is no file, a path in the working directory.
    pub path: PathBuf,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What decides how a file is compiled, besides the file.
#[derive(Clone)]
pub struct Options<'f> {
    /// Where other files are read from.
    pub files: &'f dyn Files,
    /// The folder that paths are told relative to. Absolute.
    pub working_directory: PathBuf,
    /// The folder that no file named by the sources may leave. Absolute; without it, the working directory if the input
    /// lies in it and it is not that of the whole disk, else the input's folder.
    pub root: Option<PathBuf>,
    /// Folders of icons, besides those that the sources name. Absolute; they need not lie below the root.
    pub icons: Vec<PathBuf>,
    /// Which warnings are heard.
    pub levels: Levels,
    /// Where trees come from: an editor has most of them already.
    pub parses: &'f dyn ParseSource,
    /// What reads icons: [`InProcess`], unless they come from anywhere; see [`IconReader`].
    pub reader: &'f dyn IconReader,
}

impl<'f> Options<'f> {
    /// With the usual root, no folders of icons, and all warnings heard.
    pub fn new(files: &'f dyn Files, working_directory: impl Into<PathBuf>) -> Options<'f> {
        Options {
            files,
            working_directory: working_directory.into(),
            root: None,
            icons: Vec::new(),
            levels: Levels::default(),
            parses: &FreshParse,
            reader: &InProcess,
        }
    }
}
