//! A page with something else in the places of its trees.

use super::blocks::{Block, BlockKind, blocks};
use crate::format::format;

/// What is put in the place of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The tree.
    pub block: Block,
    /// What comes: one line.
    pub text: String,
}

/// A page with its trees replaced. Every other byte stays, but for the blank lines that set a block apart from text
/// around it.
pub fn replace_blocks(page: &str, replacements: &[Replacement]) -> String {
    let mut out = String::with_capacity(page.len());
    let line_end = if page.contains("\r\n") { "\r\n" } else { "\n" };
    let mut from = 0;
    for Replacement { block, text } in replacements {
        out.push_str(&page[from..block.range.start]);
        from = block.range.end;
        if !block.is_alone {
            out.push_str(text);
            continue;
        }
        let before = &page[..block.range.start];
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        let prefix = match &block.kind {
            BlockKind::Fence { prefix, .. } => prefix.clone(),
            BlockKind::Image { .. } => page[line..block.range.start]
                .chars()
                .map(|c| if c == '>' { c } else { ' ' })
                .collect(),
        };
        // Text right before or after it would be taken for part of it.
        let own = &page[line..block.range.start];
        if is_text_before(&page[..line], own) {
            out.push_str(line_end);
            out.push_str(own);
        }
        out.push_str(text);
        let ends_line = page[block.range.clone()].ends_with('\n');
        let behind = &page[from..];
        let next = if ends_line {
            behind
        } else {
            behind.split_once('\n').map_or("", |(_, next)| next)
        };
        let next = next.lines().next().unwrap_or_default();
        if ends_line {
            out.push_str(line_end);
        }
        if !is_blank(next) {
            let blank = prefix.trim_end();
            if ends_line {
                out.push_str(&format!("{blank}{line_end}"))
            } else {
                out.push_str(&format!("{line_end}{blank}"))
            }
        }
    }
    out.push_str(&page[from..]);
    out
}

/// Whether the line before is not blank, and this one starts with nothing but the prefix of all lines.
fn is_text_before(before: &str, own: &str) -> bool {
    let last = before.lines().next_back().unwrap_or_default();
    is_blank(own) && !is_blank(last)
}

/// Whether a line contains only the marks of quotes.
fn is_blank(line: &str) -> bool {
    line.trim_matches([' ', '\t', '>', '\r']).is_empty()
}

/// A page with its blocks in the one style; and how many lines of them were left as they are, because of mistakes.
pub fn format_page(page: &str) -> (String, usize) {
    let mut out = String::with_capacity(page.len());
    let (mut from, mut kept) = (0, 0);
    for block in blocks(page) {
        let BlockKind::Fence {
            content,
            pieces,
            prefix,
            ..
        } = &block.kind
        else {
            continue;
        };
        let Some((_, first)) = pieces.first() else {
            continue;
        };
        let new = format(content);
        kept += new.kept;
        if new.text == *content {
            continue;
        }
        // From the line of the first piece to that of the closing fence.
        let start = page[..*first].rfind('\n').map_or(0, |end| end + 1);
        let end = block.place(content.len().saturating_sub(1)) + 1;
        let line_end = if page[start..end].contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        out.push_str(&page[from..start]);
        for line in new.text.lines() {
            if line.is_empty() {
                out.push_str(prefix.trim_end())
            } else {
                out.push_str(&format!("{prefix}{line}"))
            }
            out.push_str(line_end);
        }
        from = end;
    }
    out.push_str(&page[from..]);
    (out, kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(page: &str, text: &str) -> String {
        let replacements: Vec<Replacement> = blocks(page)
            .into_iter()
            .map(|block| Replacement {
                block,
                text: text.to_owned(),
            })
            .collect();
        replace_blocks(page, &replacements)
    }

    #[test]
    fn only_the_bytes_of_a_tree_change() {
        for (page, expected) in [
            ("a\n\n```cert\nx\n```\n\nb\n", "a\n\nPIC\n\nb\n"),
            ("```cert\nx\n```", "PIC"),
            ("a\r\n\r\n```cert\r\nx\r\n```\r\n", "a\r\n\r\nPIC\r\n"),
            ("> ```cert\n> x\n> ```\n>\n> b\n", "> PIC\n>\n> b\n"),
            (
                "- a\n\n  ```cert\n  x\n  ```\n- b\n",
                "- a\n\n  PIC\n\n- b\n",
            ),
            ("1. ```cert\n   x\n   ```\n", "1. PIC\n"),
            ("see ![a](a.cert), ok\n", "see PIC, ok\n"),
            ("![a](a.cert)\n", "PIC\n"),
        ] {
            assert_eq!(with(page, "PIC"), expected, "{page:?}");
        }
    }

    #[test]
    fn text_around_a_block_is_set_apart() {
        for (page, expected) in [
            ("a\n```cert\nx\n```\nb\n", "a\n\nPIC\n\nb\n"),
            (
                "> a\n> ```cert\n> x\n> ```\n> b\n",
                "> a\n> \n> PIC\n>\n> b\n",
            ),
            ("a\r\n```cert\r\nx\r\n```\r\nb", "a\r\n\r\nPIC\r\n\r\nb"),
        ] {
            assert_eq!(with(page, "PIC"), expected, "{page:?}");
        }
    }

    #[test]
    fn blocks_are_formatted_where_they_stand() {
        for (page, expected) in [
            ("```cert\na>>b\n```\n", "```cert\na >> b\n```\n"),
            ("> ```cert\n> a>>b\n> ```\n", "> ```cert\n> a >> b\n> ```\n"),
            (
                "- x\n\n  ```cert\n  group g {\n\n  a>>b }\n  ```\n",
                "- x\n\n  ```cert\n  group g {\n      a >> b\n  }\n  ```\n",
            ),
            (
                "```cert\r\na>>b\r\nc>>d\r\n```\r\n",
                "```cert\r\na >> b\r\nc >> d\r\n```\r\n",
            ),
            ("```cert source\na>>b\n```\n", "```cert source\na>>b\n```\n"),
        ] {
            assert_eq!(format_page(page), (expected.to_owned(), 0), "{page:?}");
            assert_eq!(format_page(expected), (expected.to_owned(), 0), "{page:?}");
        }
        assert_eq!(
            format_page("```cert\na ->\n```\n"),
            ("```cert\na ->\n```\n".to_owned(), 1)
        );
    }
}
