//! Filters are left out: an icon is drawn without its shadow.
//!
//! What they draw may take any time, however little of them there is; and where they are, they are seldom more than a
//! shadow that nobody sees at the size of an icon. Drawing programs leave unused ones behind.

use std::borrow::Cow;

use memchr::memmem;

/// What no element, attribute and property is called.
const NOTHING: &[u8; 6] = b"xilter";

/// The document without filters: whatever is called so gets a name that means nothing, also where it is referred to.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut found = memmem::find_iter(bytes, b"filter").peekable();
    if found.peek().is_none() {
        return text.into();
    }
    let mut renamed = text.to_owned().into_bytes();
    let mut data = base64_ranges(bytes).peekable();
    for at in found {
        // Of a bitmap, all stays as it is.
        while data.next_if(|(_, end)| *end <= at).is_some() {}
        if data.peek().is_none_or(|(start, _)| at < *start) {
            renamed[at..at + NOTHING.len()].copy_from_slice(NOTHING);
        }
    }
    String::from_utf8(renamed).map_or(text.into(), Cow::Owned)
}

/// Where data in base64 stand, from where to where.
fn base64_ranges(bytes: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    const START: &[u8] = b";base64,";
    memmem::find_iter(bytes, START).map(|at| {
        let start = at + START.len();
        let is_data = |byte: &u8| {
            byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || b"+/=".contains(byte)
        };
        let length = bytes[start..].iter().position(|byte| !is_data(byte));
        (start, length.map_or(bytes.len(), |length| start + length))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_have_no_name_any_more() {
        let text = "<filter id='filter0'/><g filter='url(#filter0)' class='filter'/>";
        let renamed = "<xilter id='xilter0'/><g xilter='url(#xilter0)' class='xilter'/>";
        assert_eq!(without(text), renamed);
        assert_eq!(without("<g fill='red'/>"), "<g fill='red'/>");
    }

    #[test]
    fn bitmaps_stay_as_they_are() {
        let text = "<filter/><image href='data:image/png;base64,AAfilterAA=='/><filter/>\
                    <image href='data:a;base64,filter'/>filter";
        assert_eq!(
            without(text),
            "<xilter/><image href='data:image/png;base64,AAfilterAA=='/><xilter/>\
             <image href='data:a;base64,filter'/>xilter"
        );
    }
}
