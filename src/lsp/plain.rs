//! Markdown to plain text, for clients that show it as it stands: without the marks that `ide` writes.

/// What Markdown says. Of links the words stay.
pub(super) fn text(markdown: &str) -> String {
    let mut in_block = false;
    let mut lines = Vec::new();
    for line in markdown.lines() {
        match (line.starts_with("```"), in_block) {
            (true, _) => in_block = !in_block,
            (false, true) => lines.push(line.to_owned()),
            (false, false) => lines.push(words(line.trim_end())),
        }
    }
    lines.join("\n")
}

fn words(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        match character {
            '\\' => {
                let escaped = rest.chars().next();
                text.extend(escaped);
                rest = &rest[escaped.map_or(0, char::len_utf8)..];
            }
            '*' => rest = rest.strip_prefix('*').unwrap_or(rest),
            '[' => {}
            ']' => {
                let address = rest
                    .strip_prefix("(<")
                    .and_then(|rest| rest.split_once(">)"));
                rest = address.map_or(rest, |(_, behind)| behind);
            }
            _ => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn marks_are_gone_and_text_stays() {
        for (markdown, plain) in [
            ("**A \\*b\\* \\[c\\]**\n\nnode `x`", "A *b* [c]\n\nnode `x`"),
            (
                "code: X  \n[https://a.b/\\_](<https://a.b/_>)",
                "code: X\nhttps://a.b/_",
            ),
            (
                "does\n\n```cert\nnode a [b=\"**\"]\n```",
                "does\n\nnode a [b=\"**\"]",
            ),
            ("ends in \\", "ends in "),
            ("", ""),
        ] {
            assert_eq!(text(markdown), plain);
        }
    }
}
