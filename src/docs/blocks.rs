//! Markdown → the trees in it, with their places.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::source::NotAPath;

/// A tree in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What is to be replaced: a block from its opening fence to its closing one, or an image, in bytes of the page.
    pub range: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
    /// Whether it is a paragraph of its own.
    pub is_alone: bool,
}

/// What a tree in a page is written as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A fenced block.
    Fence {
        /// The tree.
        content: String,
        /// Where each stretch of the content is in the page: its first byte in both.
        pieces: Vec<(usize, usize)>,
        /// What stands before each line of it: the marks of lists and quotes around it, as blanks where they are said
        /// once.
        prefix: String,
        /// Words after `cert` that mean nothing.
        unknown: Vec<String>,
    },
    /// An image.
    Image {
        /// The file, as it is named.
        file: String,
        /// The text for readers who cannot see it.
        alt: String,
    },
}

/// The word that a fence begins with.
const CERT: &str = "cert";

/// The word after it that leaves a block as code.
const SOURCE: &str = "source";

/// All trees of a page, in the order written.
pub fn blocks(page: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut found: Vec<Block> = Vec::new();
    let mut fence: Option<Block> = None;
    let mut image: Option<Block> = None;
    let mut paragraph = 0..0;
    for (event, range) in Parser::new_ext(page, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Paragraph) => paragraph = range,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                fence = of_fence(page, &info, range);
            }
            Event::Text(text) => {
                if let Some(BlockKind::Fence {
                    content, pieces, ..
                }) = fence.as_mut().map(|block| &mut block.kind)
                {
                    pieces.push((content.len(), range.start));
                    content.push_str(&text);
                } else if let Some(BlockKind::Image { alt, .. }) =
                    image.as_mut().map(|block| &mut block.kind)
                {
                    alt.push_str(&text);
                }
            }
            Event::Code(text) => {
                if let Some(BlockKind::Image { alt, .. }) =
                    image.as_mut().map(|block| &mut block.kind)
                {
                    alt.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => found.extend(fence.take()),
            Event::Start(Tag::Image { dest_url, .. }) if is_cert_file(&dest_url) => {
                let whole = page[paragraph.clone()].trim();
                image = Some(Block {
                    is_alone: whole.len() == range.len() && paragraph.contains(&range.start),
                    range,
                    kind: BlockKind::Image {
                        file: dest_url.into_string(),
                        alt: String::new(),
                    },
                });
            }
            Event::End(TagEnd::Image) => found.extend(image.take()),
            _ => {}
        }
    }
    found
}

fn of_fence(page: &str, info: &str, range: Range<usize>) -> Option<Block> {
    let mut words = info.split_whitespace();
    if words.next() != Some(CERT) {
        return None;
    }
    let words: Vec<&str> = words.collect();
    if words.contains(&SOURCE) {
        return None;
    }
    let line = page[..range.start].rfind('\n').map_or(0, |end| end + 1);
    Some(Block {
        kind: BlockKind::Fence {
            content: String::new(),
            pieces: Vec::new(),
            prefix: prefix(&page[line..range.start]),
            unknown: words.into_iter().map(str::to_owned).collect(),
        },
        range,
        is_alone: true,
    })
}

/// What stands before the lines that follow one, where this stands before that: the marks of quotes, and blanks for
/// those of lists.
fn prefix(before: &str) -> String {
    let keep = |c: char| matches!(c, '>' | ' ' | '\t');
    before
        .chars()
        .map(|c| if keep(c) { c } else { ' ' })
        .collect()
}

/// Whether an address is that of a `.cert` file, relative to the page.
fn is_cert_file(address: &str) -> bool {
    address.ends_with(".cert")
        && NotAPath::of(address) != Some(NotAPath::Address)
        && !address.starts_with('/')
}

impl Block {
    /// The place in the page of a byte of a fenced block's content.
    pub fn place(&self, offset: usize) -> usize {
        let BlockKind::Fence { pieces, .. } = &self.kind else {
            return self.range.start;
        };
        let after = pieces.partition_point(|(start, _)| *start <= offset);
        match after.checked_sub(1).map(|index| pieces[index]) {
            Some((start, place)) => (place + offset - start).min(self.range.end),
            None => self.range.start,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(page: &str) -> Vec<String> {
        let of_block = |block: Block| match block.kind {
            BlockKind::Fence { content, .. } => content,
            BlockKind::Image { file, alt } => format!("{alt}: {file}"),
        };
        blocks(page).into_iter().map(of_block).collect()
    }

    #[test]
    fn blocks_are_found_wherever_markdown_has_them() {
        let page = "\
# Title

```cert
a >> b
```

> ~~~~ cert
> c >> d
> ```
> ~~~~

1. list

   ```cert
   e >> f
     g >> h
   ```

```cert source
left >> alone
```

```rust
no
```

    ```cert
    indented code
    ```
";
        assert_eq!(
            contents(page),
            ["a >> b\n", "c >> d\n```\n", "e >> f\n  g >> h\n"]
        );
    }

    #[test]
    fn images_that_are_trees_are_found() {
        let page = "![A *tree*](tree.cert)\n\ntext ![b](x/b.cert) text\n\n![c](c.png) ![d](https://x.y/d.cert)\n";
        assert_eq!(contents(page), ["A tree: tree.cert", "b: x/b.cert"]);
        let alone: Vec<bool> = blocks(page).iter().map(|block| block.is_alone).collect();
        assert_eq!(alone, [true, false]);
    }

    #[test]
    fn each_byte_has_its_place() {
        for page in [
            "> ```cert\n> ab\n> cd >> x\n> ```\n",
            "- a\n\n  ```cert\n  ab\n  cd >> x\n  ```\n",
            "```cert\r\nab\r\ncd >> x\r\n```\r\n",
        ] {
            let all = blocks(page);
            let [block] = &all[..] else { panic!("{page}") };
            let BlockKind::Fence { content, .. } = &block.kind else {
                panic!("{page}")
            };
            for word in ["ab", "cd", ">> x"] {
                let place = block.place(content.find(word).unwrap());
                assert!(page[place..].starts_with(word), "{word} in {page}");
            }
        }
    }

    #[test]
    fn what_stands_before_lines_is_known() {
        let prefix = |page: &str| match &blocks(page)[0].kind {
            BlockKind::Fence { prefix, .. } => prefix.clone(),
            BlockKind::Image { .. } => String::new(),
        };
        assert_eq!(prefix("> - ```cert\n>   a >> b\n>   ```\n"), ">   ");
        assert_eq!(prefix("10. ```cert\n    a\n    ```\n"), "    ");
        assert_eq!(prefix("```cert x\n```\n"), "");
    }

    #[test]
    fn words_that_mean_nothing_are_kept_to_be_told() {
        let BlockKind::Fence { unknown, .. } = &blocks("```cert width=3 dark\n```\n")[0].kind
        else {
            panic!("a fence")
        };
        assert_eq!(unknown, &["width=3", "dark"]);
    }
}
