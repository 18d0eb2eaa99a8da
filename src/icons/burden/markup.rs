//! What is counted before the document is taken apart as XML.

use memchr::{memchr, memmem};

use super::super::wrong::IconError;

/// The most attributes of one element: each is compared with all others.
const MOST_ATTRIBUTES: usize = 500;

/// The most attributes of all elements.
const MOST_IN_ALL: usize = 200_000;

/// The most namespaces that are declared: each element is looked up in all.
const MOST_NAMESPACES: usize = 500;

/// The most bytes that the entities of a document may come to.
const MOST_OF_ENTITIES: usize = 1 << 20;

/// Whether a document can be taken apart in reasonable time.
pub(in super::super) fn check(text: &str) -> Result<(), IconError> {
    measure_entities(text)?;
    if memmem::find_iter(text.as_bytes(), b"xmlns").count() > MOST_NAMESPACES {
        return Err(IconError::new(format!(
            "declares more than {MOST_NAMESPACES} namespaces"
        )));
    }
    count_attributes(text.as_bytes())
}

fn count_attributes(text: &[u8]) -> Result<(), IconError> {
    // In a document type, what looks like a comment may be a part of a text that stands for elements.
    let passes_over = memmem::find(text, b"<!DOCTYPE").is_none();
    let (mut at, mut all) = (0, 0);
    while let Some(start) = memchr(b'<', &text[at..]) {
        at += start + 1;
        let rest = &text[at..];
        let end = match rest {
            _ if !passes_over => None,
            [b'!', b'-', b'-', ..] => Some("-->"),
            [b'?', ..] => Some("?>"),
            _ if rest.starts_with(b"![CDATA[") => Some("]]>"),
            _ => None,
        };
        if let Some(end) = end {
            let Some(length) = memmem::find(rest, end.as_bytes()) else {
                return Ok(());
            };
            at += length + end.len();
            continue;
        }
        if let [b'!' | b'?' | b'/', ..] = rest {
            continue;
        }
        let (attributes, length) = attributes(rest);
        all += attributes;
        at += length;
        if attributes > MOST_ATTRIBUTES {
            return Err(IconError::new(format!(
                "has an element with more than {MOST_ATTRIBUTES} attributes"
            )));
        }
        if all > MOST_IN_ALL {
            return Err(IconError::new(format!(
                "has more than {MOST_IN_ALL} attributes"
            )));
        }
    }
    Ok(())
}

/// How many attributes the element has in whose tag this is, and where the tag ends.
fn attributes(tag: &[u8]) -> (usize, usize) {
    let (mut at, mut count) = (0, 0);
    while let Some(found) = tag[at..].iter().position(|byte| b"=\"'><".contains(byte)) {
        at += found;
        match tag[at] {
            b'=' => count += 1,
            quote @ (b'"' | b'\'') => match memchr(quote, &tag[at + 1..]) {
                Some(length) => at += length + 1,
                None => return (count, tag.len()),
            },
            b'<' => return (count, at),
            _ => return (count, at + 1),
        }
        at += 1;
    }
    (count, tag.len())
}

/// Drawing programs declare entities, and use each a few times. A document in which they grow without end, each
/// being many of another, or one long one being used without end, is not read.
fn measure_entities(text: &str) -> Result<(), IconError> {
    let mut declared = 0;
    for after in text.split("<!ENTITY").skip(1) {
        let Some(quote) = after.find(['"', '\'']) else {
            continue;
        };
        let value = &after[quote + 1..];
        let value = value.split(&after[quote..=quote]).next().unwrap_or(value);
        if value.contains('&') {
            return Err(IconError::new(
                "declares entities that refer to other entities",
            ));
        }
        declared += value.len();
    }
    if declared.saturating_mul(memchr::memchr_iter(b'&', text.as_bytes()).count())
        > MOST_OF_ENTITIES
    {
        return Err(IconError::new(
            "declares entities that expand to too much text",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(text: &str) -> String {
        check(text).map_or_else(|IconError(why)| why, |()| String::new())
    }

    #[test]
    fn attributes_are_counted_wherever_they_hide() {
        let many =
            |times: usize| -> String { (0..times).map(|at| format!(" a{at}='<>=\"'")).collect() };
        assert_eq!(why(&format!("<svg{}/>", many(500))), "");
        let refused = "has an element with more than 500 attributes";
        for text in [
            format!("<svg{}/>", many(501)),
            format!("<!-- <a b='--><svg{}/>", many(501)),
            format!("<?x ' ?><svg><![CDATA[<'\"]]><g{}/></svg>", many(501)),
            format!(
                "<!DOCTYPE svg [<!ENTITY a \"<!--\"><!ENTITY b \"<g{}/>\">]><svg>&a;&b;-></svg>",
                many(501).replace('"', "")
            ),
        ] {
            assert_eq!(why(&text), refused, "{}", &text[..40]);
        }
        let element = format!("<g{}/>", many(400));
        assert_eq!(why(&element.repeat(501)), "has more than 200000 attributes");
        assert_eq!(why(&format!("<svg><!-- <g{}> --></svg>", many(501))), "");
        assert_eq!(
            why(&"<g xmlns:a='b'/>".repeat(501)),
            "declares more than 500 namespaces"
        );
    }
}
