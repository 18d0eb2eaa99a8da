//! What an attribute of an SVG refers to.

/// The ids that an attribute refers to.
pub(super) fn references<'v>(key: &str, value: &'v str) -> Vec<&'v str> {
    if key == "href" {
        return value.trim().strip_prefix('#').into_iter().collect();
    }
    let links = value.split("url(").skip(1).filter_map(|rest| {
        let link = rest.split(')').next()?;
        link.trim_matches(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'')
            .strip_prefix('#')
    });
    links.collect()
}
