//! What of a name, a code or a label counts when they are compared. The build script includes this file.

/// Letters and digits alone, small, and without the remark that something is retired: `SAA-C03` and `saa_c03` are one.
pub(crate) fn fold(text: &str) -> String {
    text.replace("(retired)", "")
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
