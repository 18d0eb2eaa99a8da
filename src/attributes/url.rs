//! Addresses: turns the address of a link into one that leads where it appears to lead, and nowhere
//! else, when a browser finds it in an SVG.
//!
//! Only http, https and mailto are allowed, and addresses relative to the page. A browser reads
//! addresses leniently: it drops tabs, line breaks and leading spaces, takes `\` for `/`
//! and `https:/x` for `https://x` (<https://url.spec.whatwg.org/#url-parsing>). Whatever a browser
//! would have to repair is an error here, or is percent-encoded. Letters beyond ASCII stay as they
//! are: Graphviz 2.43 copies them into its SVG, which is UTF-8.
//!
//! An `&` stays an `&`: the code that writes DOT and SVG escapes it.

use std::borrow::Cow;

use super::value::Wrong;

pub(super) const EXPECTED: &str = "an address that starts with `https://`, `http://` or `mailto:`, or a relative one, such as `exams/az-900.html`";

pub(super) fn check(value: &str) -> Result<Cow<'_, str>, Wrong> {
    let wrong = |what: &str| Err(Wrong::new(value, what));
    if value.chars().any(char::is_control) {
        return Err(Wrong {
            problem: "the address contains a control character".into(),
            nearest: None,
        });
    }
    let trimmed = value.trim();
    if trimmed.is_empty() {
        return Err(Wrong {
            problem: "the address is empty".into(),
            nearest: None,
        });
    }
    if trimmed.len() < value.len() {
        return Err(Wrong::new(value, "starts or ends with a space").or(Some(trimmed)));
    }
    // Whether it has a scheme is decided by what comes first; what looks like one counts as one.
    let first = value.find([':', '/', '?', '#', '\\']);
    let (head, rest) = value.split_at(first.unwrap_or(value.len()));
    if let Some(rest) = rest.strip_prefix(':') {
        match head.to_ascii_lowercase().as_str() {
            "http" | "https" => web(value, rest)?,
            "mailto" if !rest.is_empty() => {}
            "mailto" => return wrong("has no mail address after `mailto:`"),
            _ if looks_like_host(head, rest) => {
                return Err(
                    Wrong::new(value, "starts with something that looks like a scheme")
                        .or(Some(format!("https://{value}"))),
                );
            }
            _ => {
                return Err(Wrong {
                    problem: format!("{} is not an allowed scheme", super::value::Quoted(head)),
                    nearest: None,
                });
            }
        }
    } else if head.contains('&') {
        // In a page, an entity may stand for the colon of a scheme.
        let nearest = Some(format!("./{value}"));
        return Err(Wrong::new(value, "has an `&` where a scheme would be").or(nearest));
    }
    let slash = |at: usize| matches!(value.as_bytes().get(at), Some(b'/' | b'\\'));
    if value.starts_with('\\') || slash(0) && slash(1) {
        let path = value.trim_start_matches(['/', '\\']);
        let nearest = (!path.is_empty()).then(|| format!("https://{path}"));
        return Err(Wrong::new(
            value,
            "leads to another server and does not start with `https:`",
        )
        .or(nearest));
    }
    Ok(percent_encode(value))
}

/// An address relative to another folder, from which `way` leads to its own: an address that ends in `/`, or
/// nothing. Only a relative one changes; its fragment and its query stay.
pub fn relocate<'v>(value: &'v str, way: &str) -> Cow<'v, str> {
    if way.is_empty() || !is_path(value) {
        return value.into();
    }
    let (path, rest) = value.split_at(value.find(['?', '#']).unwrap_or(value.len()));
    let mut parts: Vec<&str> = Vec::new();
    let all = way.split_terminator('/').chain(path.split('/'));
    for part in all {
        // Browsers take `%2e` for a dot.
        match part.to_ascii_lowercase().replace("%2e", ".").as_str() {
            "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." => parts.push(".."),
            _ => parts.push(part),
        }
    }
    // What ends in a folder keeps its `/`.
    let last = path.rsplit('/').next().unwrap_or_default();
    let ends_in_folder = matches!(
        last.to_ascii_lowercase().replace("%2e", ".").as_str(),
        "." | ".."
    );
    if ends_in_folder && !parts.is_empty() {
        parts.push("");
    }
    let path = parts.join("/");
    let first = parts.first().copied().unwrap_or_default();
    // What comes first must not look like a scheme or a host, nor be nothing.
    let here = if first.is_empty() || first.contains([':', '&']) {
        "./"
    } else {
        ""
    };
    format!("{here}{path}{rest}").into()
}

/// Whether an address is a relative path.
pub fn is_path(value: &str) -> bool {
    let first = value.find([':', '/', '?', '#']);
    match first.map(|at| (at, value.as_bytes()[at])) {
        Some((_, b':')) => false,
        Some((0, _)) => false,
        _ => !value.is_empty(),
    }
}

/// Checks what follows `http:` or `https:`: two slashes and a host, in which nothing is encoded,
/// because encoding would change which host it is, and before which there is no user, because
/// `https://good.org@evil.org` leads to the second.
fn web(value: &str, rest: &str) -> Result<(), Wrong> {
    let Some(rest) = rest.strip_prefix("//") else {
        let scheme = &value[..value.len() - rest.len()];
        let host = rest.trim_start_matches(['/', '\\']);
        let nearest = (!host.is_empty()).then(|| format!("{scheme}//{host}"));
        return Err(Wrong::new(value, "needs `//` before the name of the server").or(nearest));
    };
    let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
    if !host.starts_with(|c: char| c.is_alphanumeric() || c == '[') || !host.chars().all(plain) {
        return Err(Wrong::new(value, "has no name of a server after `//`"));
    }
    Ok(())
}

/// `example.org:8080/x` and `localhost:80`: an address without a scheme, not one with a strange one.
fn looks_like_host(head: &str, rest: &str) -> bool {
    let port = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (head.contains('.') || head.eq_ignore_ascii_case("localhost"))
        && head.starts_with(|c: char| c.is_ascii_alphanumeric())
        && head
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        && !port.is_empty()
        && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Percent-encodes what could end the attribute or the element that contains the address, what a
/// browser would change, and a `%` that encodes nothing.
fn percent_encode(value: &str) -> Cow<'_, str> {
    let bytes = value.as_bytes();
    let hexadecimal = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let bare = |at: usize, byte: u8| match byte {
        b'%' => !(hexadecimal(at + 1) && hexadecimal(at + 2)),
        _ => matches!(
            byte,
            b'"' | b'<' | b'>' | b'\'' | b'\\' | b'`' | b' ' | b'{' | b'|' | b'}' | b'^'
        ),
    };
    if !bytes.iter().enumerate().any(|(at, byte)| bare(at, *byte)) {
        return value.into();
    }
    let mut written = String::with_capacity(value.len() + 16);
    for (at, letter) in value.char_indices() {
        if letter.is_ascii() && bare(at, letter as u8) {
            written += &format!("%{:02X}", letter as u32);
        } else {
            written.push(letter);
        }
    }
    written.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right(value: &str) -> String {
        check(value)
            .unwrap_or_else(|wrong| panic!("{value}: {wrong:?}"))
            .into_owned()
    }

    #[test]
    fn ordinary_addresses_stay_as_they_are() {
        for value in [
            "https://example.org",
            "HTTPS://Example.org:8080/a/b?x=1&y=2#z",
            "https://[::1]/",
            "https://example.org/@user",
            "https://bücher.example/ü?q=日本",
            "mailto:a@example.org?subject=Hi&cc=b",
            "exams/az-900.html",
            "/exams",
            "./a:b",
            "../x",
            "#top",
            "?page=2&x=javascript:1",
            "a%20b",
        ] {
            assert!(
                matches!(check(value), Ok(Cow::Borrowed(same)) if same == value),
                "{value}"
            );
        }
    }

    #[test]
    fn what_could_leave_the_attribute_is_encoded() {
        assert_eq!(
            right("https://x.org/\"><script>"),
            "https://x.org/%22%3E%3Cscript%3E"
        );
        assert_eq!(right("a b'c`d"), "a%20b%27c%60d");
        assert_eq!(right("a/b\\c"), "a/b%5Cc");
        assert_eq!(right("50%"), "50%25");
        assert_eq!(right("%zz%4g%41"), "%25zz%254g%41");
        assert_eq!(right("/\u{e4}\""), "/\u{e4}%22");
    }

    #[test]
    fn other_schemes_are_errors_however_they_are_dressed() {
        for value in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:alert(1)",
            "\tjavascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "javascript\u{0}:alert(1)",
            "\u{a0}javascript:alert(1)",
            "java script:alert(1)",
            "javascript&#58;alert(1)",
            "javascript&colon;alert(1)",
            "&#106;avascript:alert(1)",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://x.org",
            "blob:https://x.org/1",
            "view-source:https://x.org",
            "jar:x",
            ":x",
            "é:x",
        ] {
            assert!(check(value).is_err(), "{value:?}");
        }
    }

    #[test]
    fn other_servers_are_reached_with_a_scheme_only() {
        for value in [
            "//evil.org",
            "\\\\evil.org",
            "/\\evil.org",
            "\\/evil.org",
            "\\evil.org",
            "///evil.org",
            "//",
        ] {
            assert!(check(value).is_err(), "{value}");
        }
        assert_eq!(
            check("//cdn.org/x").unwrap_err().nearest.as_deref(),
            Some("https://cdn.org/x")
        );
    }

    #[test]
    fn the_host_is_the_one_that_is_seen() {
        for value in [
            "https:example.org",
            "https:/example.org",
            "https:\\\\example.org",
            "https:///example.org",
            "https://",
            "https:///",
            "https://?x",
            "http://good.org\\@evil.org",
            "http://good.org @evil.org",
            "http://a\"b",
            "https://good.org@evil.org",
            "https://good.org%2f@evil.org/",
            "https://%65vil.org",
            "http://a<b",
        ] {
            assert!(check(value).is_err(), "{value}");
        }
        assert_eq!(
            check("https:/x.org/a").unwrap_err().nearest.as_deref(),
            Some("https://x.org/a")
        );
    }

    #[test]
    fn a_forgotten_scheme_is_put_before_a_host_with_a_port() {
        assert_eq!(
            check("localhost:8080/x").unwrap_err().nearest.as_deref(),
            Some("https://localhost:8080/x")
        );
        assert_eq!(
            check(" a.html ").unwrap_err().nearest.as_deref(),
            Some("a.html")
        );
        assert_eq!(
            check("javascript:1").unwrap_err().nearest,
            None,
            "not to be made a link by a quick fix"
        );
    }

    #[test]
    fn relative_addresses_are_told_from_elsewhere() {
        for (value, way, told) in [
            ("a.html", "", "a.html"),
            ("a/../b", "", "a/../b"),
            ("a.html", "x/", "x/a.html"),
            ("./a.html", "../x/", "../x/a.html"),
            ("../a.html?b=../c#d/e", "../x/", "../a.html?b=../c#d/e"),
            ("../../../a", "x/y/", "../a"),
            ("a%20b/%2E%2e/c", "x/", "x/c"),
            ("..", "x/", "./"),
            ("..?q", "x/", "./?q"),
            ("../", "x/y/", "x/"),
            ("../..", "x/y/z/", "x/"),
            (".", "x/", "x/"),
            ("a/", "x/", "x/a/"),
            ("..", "../", "../../"),
            ("../b:c", "x/", "./b:c"),
            ("../b&c", "x/", "./b&c"),
            ("a//b", "x/", "x/a//b"),
            ("..//b", "x/", ".//b"),
            ("日本.html", "x/", "x/日本.html"),
        ] {
            assert_eq!(relocate(value, way), told, "{value} {way}");
            assert!(check(&relocate(value, way)).is_ok(), "{value} {way}");
        }
    }

    #[test]
    fn what_is_no_path_stays_as_it_is() {
        for value in [
            "https://x.y/z",
            "HTTP://x.y",
            "mailto:a@b.c",
            "/exams/a.html",
            "#part",
            "?page=2",
        ] {
            assert_eq!(relocate(value, "../x/"), value);
        }
    }

    #[test]
    fn empty_addresses_are_errors() {
        for value in ["", " ", "mailto:", "http:"] {
            assert!(check(value).is_err(), "{value}");
        }
    }
}
