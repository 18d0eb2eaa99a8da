//! How one place is told from another: as a path, and as an address.

use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use super::normal;

/// What the parts of a path are in an address: everything else would mean something there.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A path as told from a folder, both from the same place.
pub fn relative(path: &Path, folder: &Path) -> PathBuf {
    let common = path
        .components()
        .zip(folder.components())
        .take_while(|(one, other)| one == other)
        .count();
    let up = folder.components().skip(common).map(|_| "..");
    let down = path.components().skip(common);
    up.map(PathBuf::from)
        .chain(down.map(|part| PathBuf::from(part.as_os_str())))
        .collect()
}

/// How a folder is told from another, as what addresses in it begin with: `../trees/`, or nothing where both are the
/// same. Both paths are absolute; links are not followed, as browsers do not know of them.
pub fn way(from: &Path, to: &Path) -> String {
    let (from, to) = (normal(from), normal(to));
    let disk = |path: &Path| {
        path.components()
            .next()
            .map(|part| part.as_os_str().to_owned())
    };
    if disk(&from) != disk(&to) {
        // From one disk of Windows to another no relative address leads.
        return String::new();
    }
    let mut way = String::new();
    for part in relative(&to, &from).components() {
        match part {
            Component::ParentDir => way.push_str(".."),
            part => way.extend(percent_encode(part.as_os_str().as_encoded_bytes(), PLAIN)),
        }
        way.push('/');
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_told_from_each_other() {
        for (from, to, told) in [
            ("/a", "/a", ""),
            ("/a/./b/..", "/a", ""),
            ("/a", "/a/b c", "b%20c/"),
            ("/a/b", "/a", "../"),
            ("/a/b/c", "/a/d:e?/ü#&", "../../d%3Ae%3F/%C3%BC%23%26/"),
            ("/", "/a.b/c-d_e~", "a.b/c-d_e~/"),
        ] {
            assert_eq!(way(Path::new(from), Path::new(to)), told, "{from} {to}");
        }
    }
}
