//! Markdown for a terminal.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Markdown as a terminal shows it: examples are indented in place of their fences, of links the words are left where
/// they lead to another part of the documentation, and pictures and what only authors see are left out.
pub(super) fn text(markdown: &str) -> String {
    let markdown = without_links(markdown);
    let mut text = String::new();
    let mut fence: Option<String> = None;
    for line in markdown.lines() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        match &fence {
            Some(open) if ticks.len() >= open.len() && line.len() == ticks.len() => {
                fence = None;
                continue;
            }
            None if ticks.len() >= 3 => {
                fence = Some(ticks);
                continue;
            }
            Some(_) if !line.is_empty() => text.push_str("    "),
            // What has been left out stood between two blank lines.
            None if line.is_empty() && text.ends_with("\n\n") => continue,
            _ => {}
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// Leaves out where links within the documentation lead, pictures, and comments.
fn without_links(markdown: &str) -> String {
    let mut text = String::new();
    let mut copied = 0;
    // Where the words of the present link end.
    let mut end_of_words = 0;
    let mut inside = false;
    for (event, span) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) if !dest_url.contains(':') => {
                text += &markdown[copied..span.start];
                (copied, end_of_words, inside) = (span.start + 1, span.start + 1, true);
            }
            Event::End(TagEnd::Link) if inside => {
                text += &markdown[copied..end_of_words];
                (copied, inside) = (span.end, false);
            }
            Event::Start(Tag::Image { .. }) if !inside => {
                text += &markdown[copied..span.start];
                copied = span.end;
            }
            Event::Html(_) => {
                text += &markdown[copied..span.start];
                copied = span.end;
            }
            _ if inside => end_of_words = span.end,
            _ => {}
        }
    }
    text + &markdown[copied..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_indented_and_have_no_fences() {
        assert_eq!(
            text("E0000: a title\n\nWrong:\n\n```cert\na -> b {\n\n}\n```"),
            "E0000: a title\n\nWrong:\n\n    a -> b {\n\n    }\n"
        );
        assert_eq!(
            text("````md\n```cert\na >> b\n```\n````\nand"),
            "    ```cert\n    a >> b\n    ```\nand\n"
        );
    }

    #[test]
    fn of_links_to_other_pages_the_words_are_left() {
        assert_eq!(
            text(
                "Say [a `use`](#use), [**two**](errors.md) or [Graphviz](https://graphviz.org/).\n"
            ),
            "Say a `use`, **two** or [Graphviz](https://graphviz.org/).\n"
        );
        assert_eq!(text("a\n\n<!-- for authors -->\n\nb\n"), "a\n\nb\n");
        assert_eq!(text("| a |\n|---|\n| [b](#b) |\n"), "| a |\n|---|\n| b |\n");
    }
}
