//! Texts in Markdown, for clients that show Markdown and for those that show plain text.

use lsp_types::{MarkupContent, MarkupKind};
use pulldown_cmark::{Event, Parser, TagEnd};

/// A text in Markdown, or the same as plain text for a client that does not know Markdown.
pub(super) fn markup(markdown: String, knows_markdown: bool) -> MarkupContent {
    if knows_markdown {
        MarkupContent {
            kind: MarkupKind::Markdown,
            value: markdown,
        }
    } else {
        MarkupContent {
            kind: MarkupKind::PlainText,
            value: plain_text(&markdown),
        }
    }
}

/// The text of Markdown, without its marks. Code within a line keeps its backquotes, which distinguish names from
/// words; links lose their addresses.
pub(super) fn plain_text(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for (event, range) in Parser::new(markdown).into_offset_iter() {
        match event {
            Event::Text(words) => text.push_str(&words),
            Event::Code(_) => text.push_str(&markdown[range]),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::End(TagEnd::Paragraph) => text.push_str("\n\n"),
            // Its last line has a line end already.
            Event::End(TagEnd::CodeBlock) => text.push('\n'),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn marks_are_gone_and_text_stays() {
        for (markdown, plain) in [
            ("**A \\*b\\* \\[c\\]**\n\nnode `x`", "A *b* [c]\n\nnode `x`"),
            (
                "`` a`b `` and `[c=\"\\\\d\"]`",
                "`` a`b `` and `[c=\"\\\\d\"]`",
            ),
            (
                "code: X  \n[https://a.b/\\_](<https://a.b/_>)",
                "code: X\nhttps://a.b/_",
            ),
            (
                "does\n\n```cert\nnode a [b=\"**\"]\n\nnode b\n```\n\nmore",
                "does\n\nnode a [b=\"**\"]\n\nnode b\n\nmore",
            ),
            ("first\nsecond", "first\nsecond"),
            ("", ""),
        ] {
            assert_eq!(plain_text(markdown), plain);
        }
    }
}
