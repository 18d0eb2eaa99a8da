//! What a path on the command line stands for.

use std::path::Path;

use crate::diagnostics::render::printable;

/// Whether a path stands for standard input.
pub(super) fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// What messages call a file.
pub(super) fn name_of(file: &Path) -> String {
    if is_standard(file) {
        "<stdin>".to_owned()
    } else {
        printable(&file.display().to_string())
    }
}

/// Whether a file is Markdown, by its ending.
pub(super) fn is_markdown(file: &Path) -> bool {
    const ENDINGS: [&str; 6] = ["md", "markdown", "mdown", "mdx", "mkd", "qmd"];
    let ending = file.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}
