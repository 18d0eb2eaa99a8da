//! How names are spelled.

/// The reserved words: they cannot be bare names.
pub const RESERVED: [&str; 15] = [
    "use", "diagram", "cert", "class", "edge", "group", "node", "row", "in", "new", "each",
    "earned", "started", "skipped", "goal",
];

/// Those of the reserved words that no statement takes yet.
const KEPT: [&str; 5] = ["class", "earned", "started", "skipped", "goal"];

const LONGEST_RESERVED: usize = 7;

/// Whether a bare word is reserved.
pub fn is_reserved(word: &str) -> bool {
    // Asked of each name of a file, and settled by the length or the first letter for most.
    match word.as_bytes() {
        [
            b'u' | b'd' | b'c' | b'e' | b'g' | b'n' | b'r' | b'i' | b's',
            ..,
        ] if word.len() <= LONGEST_RESERVED => RESERVED.contains(&word),
        _ => false,
    }
}

/// Whether a bare word is reserved, and no statement takes it yet.
pub fn is_kept(word: &str) -> bool {
    KEPT.contains(&word)
}

/// Whether a character may begin a bare name.
pub fn begins_name(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || character == '_'
        || unicode_ident::is_xid_start(character)
        || character.is_numeric()
}

/// A name as it is written in a file: in quotes where it must be.
pub fn spell(name: &str) -> String {
    let is_bare = name.starts_with(begins_name)
        && name
            .split('-')
            .all(|piece| !piece.is_empty() && piece.chars().all(unicode_ident::is_xid_continue))
        && !is_reserved(name);
    if is_bare {
        return name.to_owned();
    }
    in_quotes(name)
}

/// A text as a string of a file.
pub fn in_quotes(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// How many bytes the path has that a text begins with, as far as no blanks stand in it.
pub fn path_length(text: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = &text[length..];
        length += match rest.strip_prefix('"') {
            Some(string) => quoted_length(string) + 1,
            None => rest
                .find(|c: char| !(unicode_ident::is_xid_continue(c) || c == '-'))
                .unwrap_or(rest.len()),
        };
        match &text.as_bytes()[length..] {
            [b'/', after, ..] if !matches!(after, b'/' | b'*' | b' ' | b'\n') => length += 1,
            _ => return length,
        }
    }
}

/// The length of a string, from behind its opening quote to behind the closing one.
fn quoted_length(string: &str) -> usize {
    let mut is_escaped = false;
    let end = string.find(|c: char| {
        let ends = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends
    });
    end.map_or(string.len(), |end| end + 1)
}

/// A path as it is written in a file.
pub fn spelled_path<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(spell).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reserved_word_is_known() {
        for word in RESERVED {
            assert!(is_reserved(word), "{word}");
            assert!(word.len() <= LONGEST_RESERVED);
        }
        assert!(KEPT.iter().all(|word| RESERVED.contains(word)));
        assert!(!is_reserved("security") && !is_reserved("classes") && !is_reserved(""));
    }

    #[test]
    fn a_path_ends_with_its_last_name() {
        for (text, path) in [
            ("a >> b", "a"),
            ("az-900, b", "az-900"),
            ("a/b\n", "a/b"),
            ("a/\"b c\"/d [x=1]", "a/\"b c\"/d"),
            ("\"a \\\" b\" c", "\"a \\\" b\""),
            ("\"a", "\"a"),
            ("a// b", "a"),
            ("", ""),
        ] {
            assert_eq!(&text[..path_length(text)], path);
        }
    }

    #[test]
    fn names_are_quoted_where_they_must_be() {
        for bare in [
            "security", "az-900", "SAA-C03", "5g", "_x", "größe", "newer", "学",
        ] {
            assert_eq!(spell(bare), bare);
        }
        for (name, quoted) in [
            ("in", "\"in\""),
            ("", "\"\""),
            ("a b", "\"a b\""),
            ("a--b", "\"a--b\""),
            ("-a", "\"-a\""),
            ("a-", "\"a-\""),
            ("a\"\\\n\t", "\"a\\\"\\\\\\n\\t\""),
            ("·x", "\"·x\""),
        ] {
            assert_eq!(spell(name), quoted);
        }
        assert_eq!(spelled_path(["a b", "c"]), "\"a b\"/c");
    }
}
