//! The ids of pictures in pages: no two pictures of a site share one.
//!
//! Those that a picture is drawn with follow from what it shows, so that the same tree in two pages, or twice in one, has the
//! same. Where pages are put together, or the first picture is hidden, browsers would find what the second refers to in
//! the first.

use std::collections::HashMap;
use std::path::Path;

use crate::cache::Key;

/// Gives the pictures of a page their ids.
#[derive(Debug, Default)]
pub(super) struct PageIds {
    page: String,
    /// How often there was a picture with these ids, asked for at this line.
    counts: HashMap<(String, usize), usize>,
}

impl PageIds {
    /// For a page of this path. The working directory makes no difference.
    pub(super) fn new(page: &Path, working_directory: &Path) -> PageIds {
        let page = page.strip_prefix(working_directory).unwrap_or(page);
        PageIds {
            page: page.to_string_lossy().into_owned(),
            ..PageIds::default()
        }
    }

    /// A picture with ids that no other has: they follow from the page, from what the picture shows, from the line, if one
    /// tells where it stands, and from how many of its like are before it.
    pub(super) fn unique(&mut self, svg: String, line: usize) -> String {
        let own = svg
            .split("id=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let own = own.unwrap_or_default().to_owned();
        if own.is_empty() {
            return svg;
        }
        let count = self.counts.entry((own.clone(), line)).or_default();
        *count += 1;
        let (line, count) = (line.to_string(), count.to_string());
        let parts = [
            self.page.as_str(),
            own.as_str(),
            line.as_str(),
            count.as_str(),
        ];
        let key = Key::of(parts.map(str::as_bytes));
        svg.replace(&own, &format!("c{}", &key.digits()[..12]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str =
        "<svg id=\"c01234567\"><g id=\"c01234567-a\" fill=\"url(#c01234567-b)\"/></svg>";

    #[test]
    fn no_two_pictures_have_the_same_ids() {
        let mut pages =
            ["a.md", "b/a.md"].map(|page| PageIds::new(Path::new(page), Path::new("/here")));
        let mut all = Vec::new();
        for ids in &mut pages {
            for line in [0, 0, 1, 7, 7] {
                all.push(ids.unique(SVG.to_owned(), line));
            }
        }
        let count = all.len();
        assert!(all.iter().all(|svg| !svg.contains("c01234567")));
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn the_same_page_has_the_same_each_time() {
        let [relative, absolute] = ["a.md", "/here/a.md"].map(|page| {
            let mut ids = PageIds::new(Path::new(page), Path::new("/here"));
            ids.unique(SVG.to_owned(), 3)
        });
        assert_eq!(relative, absolute);
    }
}
