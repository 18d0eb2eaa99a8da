//! An SVG in pieces: its tags and what is between them.

use std::borrow::Cow;

use memchr::memchr;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A tag or a stretch of text, as it is written.
pub(super) enum Piece<'s> {
    Start(BytesStart<'s>),
    Empty(BytesStart<'s>),
    End(&'s str),
    Text(&'s str),
}

/// The pieces of a document, without its declaration, document type and comments.
pub(super) fn pieces(svg: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut reader = Reader::from_str(svg);
    let mut pieces = Vec::with_capacity(svg.len() / 30);
    loop {
        let from = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let raw = &svg[from..reader.buffer_position() as usize];
        pieces.push(match event {
            Event::Start(tag) => Piece::Start(tag),
            Event::Empty(tag) => Piece::Empty(tag),
            Event::End(_) => Piece::End(raw),
            Event::Text(_) | Event::GeneralRef(_) | Event::CData(_) => Piece::Text(raw),
            Event::Eof => return Ok(pieces),
            Event::Decl(_) | Event::DocType(_) | Event::Comment(_) | Event::PI(_) => continue,
        });
    }
}

/// The attributes of a tag, their values as they are written between their quotes.
///
/// Found by hand, because the library's iterator lends from itself; Graphviz always writes `key="value"`.
pub(super) fn attributes<'t>(tag: &'t BytesStart<'_>) -> impl Iterator<Item = (&'t str, &'t str)> {
    let mut rest = tag.attributes_raw();
    std::iter::from_fn(move || {
        let begin = memchr(b'"', rest.as_bytes())?;
        let key = rest[..begin].trim_ascii().strip_suffix('=')?;
        let value = &rest[begin + 1..];
        let end = memchr(b'"', value.as_bytes())?;
        rest = &value[end + 1..];
        Some((key, &value[..end]))
    })
}

/// The value of an attribute, as it is written between its quotes.
pub(super) fn value<'t>(tag: &'t BytesStart<'_>, key: &str) -> Option<&'t str> {
    let found = attributes(tag).find(|(name, _)| *name == key);
    found.map(|(_, value)| value)
}

/// Graphviz writes each hyphen as a reference, which it needs in comments only.
pub(super) fn plain(raw: &str) -> Cow<'_, str> {
    match memchr(b'&', raw.as_bytes()) {
        Some(_) => raw.replace("&#45;", "-").into(),
        None => raw.into(),
    }
}
