//! The messages to and from the process that reads an icon: lengths before everything that has one.

use super::super::content::{Content, Format};
use super::super::sample::Sample;
use super::super::wrong::IconError;

/// What is asked.
#[derive(Debug, PartialEq)]
pub(super) enum Question<'q> {
    /// Whether these bytes are an icon, and can be drawn.
    Read(&'q [u8]),
    /// A bitmap of an icon.
    Draw {
        content: &'q Content,
        side: u32,
        ink: &'q str,
    },
}

/// What is answered.
#[derive(Debug, PartialEq)]
pub(super) enum Answer {
    Content(Content),
    Png(Vec<u8>),
    Wrong(IconError),
}

const READ: u8 = b'r';
const DRAW: u8 = b'd';
const SVG: u8 = b's';
const BITMAP: u8 = b'b';
const PNG: u8 = b'p';
const WRONG: u8 = b'w';

const FORMATS: [Format; 4] = [Format::Png, Format::Jpeg, Format::Gif, Format::WebP];

impl<'q> Question<'q> {
    /// The bytes that it is about.
    pub(super) fn bytes(&self) -> &'q [u8] {
        match self {
            Question::Read(bytes) => bytes,
            Question::Draw { content, .. } => content.bytes(),
        }
    }

    /// It in two parts, of which the second is large.
    pub(super) fn written(&self) -> (Vec<u8>, &'q [u8]) {
        let mut head = Vec::new();
        match self {
            Question::Read(_) => head.push(READ),
            Question::Draw { content, side, ink } => {
                head.push(DRAW);
                head.extend(side.to_le_bytes());
                put(&mut head, ink.as_bytes());
                put_kind(&mut head, content);
            }
        }
        let bytes = self.bytes();
        head.extend((bytes.len() as u64).to_le_bytes());
        (head, bytes)
    }
}

/// A question as it has been heard.
pub(super) enum Request {
    Read(Vec<u8>),
    Draw {
        content: Content,
        side: u32,
        ink: String,
    },
}

impl Request {
    pub(super) fn read(mut text: &[u8]) -> Option<Request> {
        match byte(&mut text)? {
            READ => Some(Request::Read(part(&mut text)?.to_vec())),
            DRAW => {
                let side = number(&mut text)?;
                let ink = String::from_utf8(part(&mut text)?.to_vec()).ok()?;
                let kind = kind(&mut text)?;
                let bytes = part(&mut text)?;
                let content = match kind {
                    Some(bitmap) => of_bitmap(bitmap, bytes, None),
                    None => Content::Svg(String::from_utf8(bytes.to_vec()).ok()?),
                };
                Some(Request::Draw { content, side, ink })
            }
            _ => None,
        }
    }
}

impl Answer {
    pub(super) fn written(&self) -> Vec<u8> {
        let mut text = Vec::new();
        match self {
            Answer::Content(content) => {
                put_kind(&mut text, content);
                match content {
                    Content::Svg(svg) => put(&mut text, svg.as_bytes()),
                    // Whoever has asked has its bytes.
                    Content::Bitmap { sample, .. } => {
                        put(
                            &mut text,
                            &sample.as_ref().map_or(Vec::new(), Sample::to_bytes),
                        );
                    }
                }
            }
            Answer::Png(png) => {
                text.push(PNG);
                put(&mut text, png);
            }
            Answer::Wrong(IconError(why)) => {
                text.push(WRONG);
                put(&mut text, why.as_bytes());
            }
        }
        text
    }

    /// What was answered to a question about these bytes, if it is whole.
    pub(super) fn read(mut text: &[u8], asked: &[u8]) -> Option<Answer> {
        match text.first()? {
            &tag @ (PNG | WRONG) => {
                byte(&mut text);
                let said = part(&mut text)?.to_vec();
                Some(match tag {
                    PNG => Answer::Png(said),
                    _ => Answer::Wrong(IconError(String::from_utf8(said).ok()?)),
                })
            }
            _ => {
                let kind = kind(&mut text)?;
                let said = part(&mut text)?;
                Some(Answer::Content(match kind {
                    Some(bitmap) => of_bitmap(bitmap, asked, Sample::from_bytes(said)),
                    None => Content::Svg(String::from_utf8(said.to_vec()).ok()?),
                }))
            }
        }
    }
}

/// What a bitmap is: its format, and its pixels across and down.
type Bitmap = (Format, u32, u32);

/// What a bitmap is; nothing of an SVG.
type Kind = Option<Bitmap>;

fn of_bitmap((format, width, height): Bitmap, bytes: &[u8], sample: Option<Sample>) -> Content {
    Content::Bitmap {
        format,
        width,
        height,
        bytes: bytes.to_vec(),
        sample,
    }
}

fn put_kind(text: &mut Vec<u8>, content: &Content) {
    match content {
        Content::Svg(_) => text.push(SVG),
        Content::Bitmap {
            format,
            width,
            height,
            ..
        } => {
            let format = FORMATS.iter().position(|known| known == format);
            text.extend([BITMAP, format.unwrap_or_default() as u8]);
            text.extend(width.to_le_bytes());
            text.extend(height.to_le_bytes());
        }
    }
}

fn kind(text: &mut &[u8]) -> Option<Kind> {
    match byte(text)? {
        SVG => Some(None),
        BITMAP => {
            let format = *FORMATS.get(usize::from(byte(text)?))?;
            Some(Some((format, number(text)?, number(text)?)))
        }
        _ => None,
    }
}

fn put(text: &mut Vec<u8>, part: &[u8]) {
    text.extend((part.len() as u64).to_le_bytes());
    text.extend(part);
}

fn byte(text: &mut &[u8]) -> Option<u8> {
    let (first, rest) = text.split_first()?;
    *text = rest;
    Some(*first)
}

fn number(text: &mut &[u8]) -> Option<u32> {
    let (number, rest) = text.split_first_chunk()?;
    *text = rest;
    Some(u32::from_le_bytes(*number))
}

fn part<'t>(text: &mut &'t [u8]) -> Option<&'t [u8]> {
    let (length, rest) = text.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (part, rest) = rest.split_at_checked(length)?;
    *text = rest;
    Some(part)
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::Pixmap;

    use super::*;

    fn bitmap(bytes: &[u8]) -> Content {
        Content::Bitmap {
            format: Format::WebP,
            width: 3,
            height: 70_000,
            bytes: bytes.to_vec(),
            sample: None,
        }
    }

    fn with_sample(mut content: Content) -> Content {
        let pixels = Pixmap::new(3, 200).unwrap();
        if let Content::Bitmap { sample, .. } = &mut content {
            *sample = Some(Sample::of(&pixels).unwrap());
        }
        content
    }

    #[test]
    fn what_is_asked_is_heard() {
        let svg = Content::Svg("<svg/>".into());
        let bitmap = bitmap(b"RIFF");
        for content in [&svg, &bitmap] {
            let question = Question::Draw {
                content,
                side: 7,
                ink: "red",
            };
            let (head, body) = question.written();
            let heard = Request::read(&[&head, body].concat());
            assert!(
                matches!(heard, Some(Request::Draw { content: heard, side: 7, ink }) if heard == *content && ink == "red")
            );
        }
        let (head, body) = Question::Read(b"abc").written();
        let all = [&head, body].concat();
        assert!(matches!(Request::read(&all), Some(Request::Read(heard)) if heard == b"abc"));
        for length in 0..all.len() {
            assert!(Request::read(&all[..length]).is_none(), "{length}");
        }
    }

    #[test]
    fn what_is_answered_is_read_if_it_is_whole() {
        for answer in [
            Answer::Content(Content::Svg("<svg/>".into())),
            Answer::Content(bitmap(b"asked")),
            Answer::Content(with_sample(bitmap(b"asked"))),
            Answer::Png(b"png".to_vec()),
            Answer::Wrong(IconError("is not an image".into())),
        ] {
            let written = answer.written();
            for length in 0..written.len() {
                assert_eq!(Answer::read(&written[..length], b"asked"), None, "{length}");
            }
            assert_eq!(Answer::read(&written, b"asked"), Some(answer));
        }
        assert_eq!(Answer::read(b"anything", b""), None);
    }
}
