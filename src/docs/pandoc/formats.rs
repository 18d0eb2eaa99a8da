//! What a format of pandoc's takes for a picture.

use crate::pictures::PictureKind;

/// How a picture comes into a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carrier {
    /// As it is: an SVG in a page.
    Page,
    /// In the address of an image, from which pandoc puts it into the file that it writes.
    Address,
    /// In a file next to the document.
    File,
    /// Not at all: its text does.
    Words,
}

/// A format that pandoc writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// HTML that can contain SVG.
    Page,
    /// Archives that read SVG.
    Book,
    /// What is opened in an office, and shows pixels everywhere.
    Office,
    /// What is typeset by TeX or groff.
    Typeset,
    /// Text without pictures.
    Text,
    /// All others.
    Other,
}

impl Format {
    /// By the name that pandoc passes, with or without extensions: `html5+smart`.
    pub(super) fn of(name: &str) -> Format {
        match name.split(['+', '-']).next().unwrap_or_default() {
            "html" | "html5" | "chunkedhtml" | "revealjs" | "slidy" | "slideous" | "s5"
            | "dzslides" => Format::Page,
            "epub" | "epub2" | "epub3" => Format::Book,
            "docx" | "odt" | "opendocument" | "pptx" | "rtf" => Format::Office,
            "latex" | "beamer" | "context" | "ms" | "pdf" => Format::Typeset,
            "plain" | "man" | "vimdoc" => Format::Text,
            _ => Format::Other,
        }
    }

    pub(super) fn carrier(self) -> Carrier {
        match self {
            Format::Page => Carrier::Page,
            Format::Book | Format::Office => Carrier::Address,
            Format::Typeset | Format::Other => Carrier::File,
            Format::Text => Carrier::Words,
        }
    }

    /// The kinds of pictures that it takes, the best first.
    pub(super) fn kinds(self) -> &'static [PictureKind] {
        match self {
            Format::Page | Format::Book | Format::Other => &[PictureKind::Svg],
            Format::Office => &[PictureKind::Png],
            Format::Typeset => &[PictureKind::Pdf, PictureKind::Png],
            Format::Text => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_have_extensions() {
        for (name, format) in [
            ("html", Format::Page),
            ("html5+smart-raw_html", Format::Page),
            ("latex", Format::Typeset),
            ("docx+native_numbering", Format::Office),
            ("gfm", Format::Other),
            ("", Format::Other),
        ] {
            assert_eq!(Format::of(name), format, "{name}");
        }
    }
}
