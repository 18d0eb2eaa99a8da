//! Addresses of files as the protocol has them, to paths and back.

use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::source::normal;

/// Characters that a path has unescaped: RFC 3986's unreserved characters and the slash.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The path of a `file:` address.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    // An empty host and this machine are the same.
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8().ok()?;
    if !path.starts_with('/') || path.contains('\0') {
        return None;
    }
    // `/c:/folder` is a path of Windows.
    let is_drive = path.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(match cfg!(windows) && is_drive {
        true => &path[1..],
        false => &*path,
    }))
}

/// The address of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    let path = path
        .to_str()?
        .replace('\\', if cfg!(windows) { "/" } else { "\\" });
    let slash = if path.starts_with('/') { "" } else { "/" };
    let encoded = utf8_percent_encode(&path, ENCODED);
    Uri::from_str(&format!("file://{slash}{encoded}")).ok()
}

/// A path without `.` and `..`. Where links lead elsewhere than it reads, it is the one to which they lead.
pub(super) fn without_dots(path: &Path, canonical: impl Fn(&Path) -> Option<PathBuf>) -> PathBuf {
    let is_plain = |part: Component<'_>| !matches!(part, Component::ParentDir | Component::CurDir);
    if path.components().all(is_plain) {
        return path.components().collect();
    }
    let read = normal(path);
    match canonical(path) {
        Some(known) if canonical(&read).as_ref() != Some(&known) => known,
        _ => read,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_file_has_one_path() {
        let there = |path: &Path| Some(path.to_path_buf());
        let nowhere = |_: &Path| None;
        for name in ["/a/b.cert", "/a/./b.cert", "/a//b.cert"] {
            assert_eq!(
                without_dots(Path::new(name), there).as_os_str(),
                "/a/b.cert"
            );
        }
        let up = Path::new("/a/c/../b.cert");
        assert_eq!(without_dots(up, nowhere).as_os_str(), "/a/b.cert");
        let linked = |path: &Path| match path == up {
            true => Some("/elsewhere/b.cert".into()),
            false => Some(path.to_path_buf()),
        };
        assert_eq!(without_dots(up, linked).as_os_str(), "/elsewhere/b.cert");
    }

    #[test]
    #[cfg(unix)]
    fn paths_go_there_and_back() {
        for name in ["/a/b.cert", "/with blank/ü#?%.cert", "/a\\b"] {
            let uri = uri(Path::new(name)).unwrap();
            assert_eq!(path(&uri).as_deref(), Some(Path::new(name)), "{uri:?}");
        }
        let path_of = |uri: &str| path(&Uri::from_str(uri).unwrap());
        assert_eq!(path_of("file:///a%20b"), Some("/a b".into()));
        assert_eq!(path_of("file://localhost/a"), Some("/a".into()));
        assert_eq!(path_of("untitled:Untitled-1"), None);
        assert_eq!(path_of("https://example.org/a"), None);
    }
}
