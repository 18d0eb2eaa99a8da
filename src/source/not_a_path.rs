//! What stands where a path should, and is none: addresses, drives, and other systems' ways of writing paths.

use std::fmt;

/// Sources name files by paths that are relative, and written with `/`. Why a name is not such a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAPath {
    /// `https://example.org/x.png`, `file:x.png`, `data:image/png;base64,…`
    Address,
    /// `C:\x.png`, `\\server\x.png`
    Drive,
    /// `icons\x.png`
    Backslash,
    /// `~/x.png`
    Home,
    /// `$HOME/x.png`, `%APPDATA%/x.png`
    Variable,
}

/// What an address begins with, if it has no `//` behind that.
const SCHEMES: [&str; 8] = [
    "blob",
    "data",
    "file",
    "ftp",
    "http",
    "https",
    "javascript",
    "mailto",
];

/// Backslashes: in a string, `\t` and `\n` at the start of a name have become other characters.
const BACKSLASHES: [char; 3] = ['\\', '\t', '\n'];

/// How many folders a path that was meant is looked for in.
const MOST_TAILS: usize = 16;

impl NotAPath {
    /// Why this name is no path that a source can say, if it is none.
    pub fn of(name: &str) -> Option<NotAPath> {
        if is_address(name) {
            return Some(NotAPath::Address);
        }
        if is_on_drive(name) || name.starts_with("\\\\") {
            return Some(NotAPath::Drive);
        }
        let first = name
            .split(|c| c == '/' || BACKSLASHES.contains(&c))
            .next()
            .unwrap_or_default();
        if first.len() < name.len() || first == "~" {
            if first.starts_with('~') {
                return Some(NotAPath::Home);
            }
            let is_quoted = first.len() > 2 && first.starts_with('%') && first.ends_with('%');
            if is_quoted || first.starts_with('$') {
                return Some(NotAPath::Variable);
            }
        }
        name.contains(BACKSLASHES).then_some(NotAPath::Backslash)
    }

    /// Whether no file can be meant, even if one has this name.
    pub fn is_never_a_file(self) -> bool {
        matches!(self, NotAPath::Address | NotAPath::Drive)
    }
}

impl fmt::Display for NotAPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotAPath::Address => "it is a URL, and URLs are never loaded",
            NotAPath::Drive => "it begins with a drive, but paths are relative and use `/`",
            NotAPath::Backslash => "paths use `/`, not `\\`",
            NotAPath::Home => "`~` is not expanded, and paths are relative",
            NotAPath::Variable => "variables are not expanded, and paths are relative",
        })
    }
}

/// The paths that may be meant by something that is not one, the longest first: each leaves out the first part of the
/// one before.
pub fn tails(name: &str) -> impl Iterator<Item = String> + use<> {
    let end = if is_address(name) {
        name.find(['?', '#']).unwrap_or(name.len())
    } else {
        name.len()
    };
    let path = name[..end].replace('\\', "/");
    let path = path.replace('\t', "/t").replace('\n', "/n");
    let is_part = |part: &&str| !matches!(*part, "" | "." | "..") && !part.contains(':');
    let parts: Vec<String> = path.split('/').filter(is_part).map(str::to_owned).collect();
    let first = parts.len().saturating_sub(MOST_TAILS);
    (first..parts.len()).map(move |start| parts[start..].join("/"))
}

fn is_address(name: &str) -> bool {
    let Some((scheme, rest)) = name.split_once(':') else {
        return name.starts_with("//");
    };
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme && (rest.starts_with("//") || SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()))
        || name.starts_with("//")
}

/// `C:\x`, `c:/x`, and `C:x.png`, but not `C:x`, which is an icon of a pack.
fn is_on_drive(name: &str) -> bool {
    let mut letters = name.chars();
    let is_drive =
        letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.next() == Some(':');
    is_drive
        && (name.len() == 2
            || letters.as_str().contains(['/', '.'])
            || letters.as_str().contains(BACKSLASHES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_path_is_told_apart() {
        use NotAPath::{Address, Backslash, Drive, Home, Variable};
        for (name, expected) in [
            ("https://x.y/z.png", Some(Address)),
            ("HTTPS://x.y/z.png", Some(Address)),
            ("http:x.png", Some(Address)),
            ("s3://bucket/x.png", Some(Address)),
            ("git+ssh://x/y.cert", Some(Address)),
            ("//cdn.x.y/z.png", Some(Address)),
            ("file:///home/x.png", Some(Address)),
            ("data:image/png;base64,AAAA", Some(Address)),
            ("C:\\x.png", Some(Drive)),
            ("c:/x.png", Some(Drive)),
            ("C:x.png", Some(Drive)),
            ("C:", Some(Drive)),
            ("\\\\server\\x.png", Some(Drive)),
            ("icons\\x.png", Some(Backslash)),
            ("icons\tree.png", Some(Backslash)),
            ("icons\new", Some(Backslash)),
            ("C:\new", Some(Drive)),
            ("~\tree.png", Some(Home)),
            ("~", Some(Home)),
            ("~/x.png", Some(Home)),
            ("~me\\x.png", Some(Home)),
            ("$HOME/x.png", Some(Variable)),
            ("%APPDATA%\\x.png", Some(Variable)),
            ("x.png", None),
            ("../x/~y.png", None),
            ("~x.png", None),
            ("$x.png", None),
            ("%20/x.png", None),
            ("mdi:cloud", None),
            ("file-icons:c", None),
            ("a:b", None),
            (":cloud:", None),
            ("größe:x", None),
            ("", None),
        ] {
            assert_eq!(NotAPath::of(name), expected, "{name}");
        }
    }

    #[test]
    fn tails_are_relative_and_written_with_slashes() {
        let of = |name| tails(name).collect::<Vec<_>>();
        assert_eq!(of("C:\\a\\b.png"), ["a/b.png", "b.png"]);
        assert_eq!(of("..\\.\\b.png"), ["b.png"]);
        assert_eq!(
            of("a\tree\new.png"),
            ["a/tree/new.png", "tree/new.png", "new.png"]
        );
        assert_eq!(of("https://x.y/b.png?size=2"), ["x.y/b.png", "b.png"]);
        assert_eq!(of("~/b#2.png"), ["~/b#2.png", "b#2.png"]);
        assert_eq!(of("https:"), [""; 0]);
        assert_eq!(of(&"a/".repeat(99)).len(), MOST_TAILS);
    }
}
