//! What is read is never written over.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::compile::Compilation;
use crate::diagnostics::render::printable;

/// The files that have been read, icons among them, and what messages call them.
pub(super) fn files_read<'c>(
    compilations: impl IntoIterator<Item = &'c Compilation>,
) -> HashMap<PathBuf, String> {
    let mut read = HashMap::new();
    for compilation in compilations {
        let names = compilation.sources.files().map(|(_, source)| source.name());
        let icons = compilation.model.iter().flat_map(|model| &model.icons);
        let icons = icons.filter_map(|icon| Some((icon.file.as_deref()?, icon.name.as_str())));
        let sources = compilation.paths.iter().map(PathBuf::as_path).zip(names);
        // Built-in files and piped input have no path.
        let is_file = |name: &str| !(name.starts_with('<') && name.ends_with('>'));
        for (path, name) in sources.chain(icons).filter(|(_, name)| is_file(name)) {
            if let Ok(path) = fs::canonicalize(path) {
                read.entry(path).or_insert_with(|| name.to_owned());
            }
        }
    }
    read
}

/// Refuses to write over what has been read.
pub(super) fn refuse_to_overwrite(output: &Path, read: &HashMap<PathBuf, String>) -> Result<()> {
    let output = fs::canonicalize(output).ok();
    if let Some(name) = output.and_then(|output| read.get(&output)) {
        bail!(
            "`{}` is an input and would be overwritten: name another file with `-o`",
            printable(name)
        );
    }
    Ok(())
}
