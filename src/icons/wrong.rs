//! Why bytes are not an icon.

/// Why bytes are no icon, in words that go on after the file's name: "is not an image". Nothing of what the bytes
/// hold is in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IconError(pub String);

impl IconError {
    pub(super) fn new(why: impl Into<String>) -> IconError {
        IconError(why.into())
    }
}
