//! The pages of the documentation that the program has in it, and their sections.

/// A page, in Markdown.
pub(super) struct Page {
    /// The word that it is asked for with.
    pub(super) name: &'static str,
    /// What it is about, in a few words.
    pub(super) about: &'static str,
    pub(super) text: &'static str,
}

pub(super) const LANGUAGE: Page = Page {
    name: "language",
    about: "the language, its attributes, the command line, limits",
    text: include_str!("../../../docs/reference.md"),
};

pub(super) const ERRORS: Page = Page {
    name: "errors",
    about: "all messages, each with a wrong and a right example",
    text: include_str!("../../../docs/errors.md"),
};

pub(super) const ALL: [Page; 5] = [
    LANGUAGE,
    ERRORS,
    Page {
        name: "coming-from",
        about: "the language compared with Mermaid, DOT, D2 and Python's diagrams",
        text: include_str!("../../../docs/coming-from.md"),
    },
    Page {
        name: "documents",
        about: "trees in Markdown, mdBook, MkDocs, Sphinx, pandoc, Asciidoctor; the live page",
        text: include_str!("../../../docs/documents.md"),
    },
    Page {
        name: "editors",
        about: "setting up editors and shells",
        text: include_str!("../../../docs/editors.md"),
    },
];

impl Page {
    /// The headings of its sections and of the parts of those, in their order.
    pub(super) fn headings(&self) -> impl Iterator<Item = &'static str> {
        headings(self.text).map(|heading| heading.title)
    }

    /// A section with all of its parts, or a part of one, by the anchor of its heading.
    pub(super) fn section(&self, wanted: &str) -> Option<&'static str> {
        let mut after = headings(self.text).skip_while(|heading| anchor(heading.title) != wanted);
        let section = after.next()?;
        let end = after
            .find(|other| other.depth <= section.depth)
            .map_or(self.text.len(), |other| other.start);
        Some(self.text[section.start + section.depth + 1..end].trim_end())
    }
}

struct Heading {
    title: &'static str,
    /// How many `#` it has.
    depth: usize,
    /// Where it starts.
    start: usize,
}

/// The headings below the page's own.
fn headings(text: &'static str) -> impl Iterator<Item = Heading> {
    let mut start = 0;
    let mut is_example = false;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = start;
        start += line.len();
        // In an example, `#` begins a comment.
        is_example ^= line.starts_with("```");
        let title = line.trim_start_matches('#');
        let depth = line.len() - title.len();
        (!is_example && depth > 1).then(|| Heading {
            title: title.trim(),
            depth,
            start: at,
        })
    })
}

/// A heading as links name it: in small letters, with `-` for blanks and no other marks.
pub(super) fn anchor(heading: &str) -> String {
    heading
        .trim()
        .chars()
        .filter_map(|c| match c {
            ' ' | '-' | '_' => Some('-'),
            _ if c.is_alphanumeric() => Some(c.to_ascii_lowercase()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    #[test]
    fn each_code_has_a_section_with_its_title() {
        for code in Code::ALL {
            let heading = format!("{code}: {}", code.title());
            let section = ERRORS.section(&anchor(&heading));
            let section = section.unwrap_or_else(|| panic!("{code} is not explained"));
            assert_eq!(section.lines().next(), Some(heading.as_str()));
        }
    }

    #[test]
    fn a_section_ends_where_the_next_of_its_depth_begins() {
        let statements = LANGUAGE.section("statements").unwrap();
        assert!(statements.contains("\n### node\n"), "{statements}");
        assert!(!statements.contains("\n## "), "{statements}");
        let node = LANGUAGE.section("node").unwrap();
        assert!(node.starts_with("node\n"), "{node}");
        assert!(!node.contains("\n### "), "{node}");
    }

    #[test]
    fn each_heading_is_found_by_its_anchor_alone() {
        let mut anchors: Vec<String> = LANGUAGE.headings().map(anchor).collect();
        for anchor in &anchors {
            assert!(LANGUAGE.section(anchor).is_some(), "{anchor}");
        }
        let count = anchors.len();
        anchors.sort();
        anchors.dedup();
        assert_eq!(anchors.len(), count);
        // A comment in an example is none.
        assert!(!anchors.contains(&"a-comment".to_owned()));
    }
}
