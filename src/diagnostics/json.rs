//! Diagnostics as JSON, one object to a line.

use serde::Serialize;

use super::Diagnostic;
use super::render::is_obeyed;
use crate::source::{Sources, Span};

#[derive(Serialize)]
struct Message<'d> {
    code: &'static str,
    severity: &'static str,
    message: &'d str,
    place: Place<'d>,
    label: &'d str,
    related: Vec<Related<'d>>,
    notes: &'d [String],
    help: Vec<Help<'d>>,
}

#[derive(Serialize)]
struct Place<'d> {
    file: &'d str,
    byte_start: u32,
    byte_end: u32,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
struct Related<'d> {
    place: Place<'d>,
    label: &'d str,
}

#[derive(Serialize)]
struct Help<'d> {
    message: &'d str,
    edits: Vec<Edit<'d>>,
}

#[derive(Serialize)]
struct Edit<'d> {
    place: Place<'d>,
    text: &'d str,
}

/// A diagnostic as one line of JSON, without a line end. `docs/reference.md` describes the object.
pub fn to_json(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let message = Message {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.word(),
        message: &diagnostic.message,
        place: place(diagnostic.span, sources),
        label: &diagnostic.label,
        related: diagnostic
            .others
            .iter()
            .map(|(span, label)| Related {
                place: place(*span, sources),
                label,
            })
            .collect(),
        notes: &diagnostic.notes,
        help: diagnostic
            .helps
            .iter()
            .map(|help| Help {
                message: &help.message,
                edits: help
                    .edits
                    .iter()
                    .map(|edit| Edit {
                        place: place(edit.span, sources),
                        text: &edit.text,
                    })
                    .collect(),
            })
            .collect(),
    };
    // Strings, numbers and lists of them: there is nothing in it that JSON could not hold.
    let json = serde_json::to_string(&message).unwrap_or_default();
    inert(&json)
}

/// The same JSON with nothing in it that a terminal would obey. Only strings hold such characters.
fn inert(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if is_obeyed(character) {
            text.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            text.push(character);
        }
    }
    text
}

fn place(span: Span, sources: &Sources) -> Place<'_> {
    let (file, start) = sources.position(span);
    let end = file.lines().position(file.text(), span.end - file.base());
    Place {
        file: file.name(),
        byte_start: span.start - file.base(),
        byte_end: span.end - file.base(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    #[test]
    fn a_terminal_obeys_nothing_of_it() {
        let mut sources = Sources::default();
        sources.add("\u{9B}.cert".into(), "a".into()).unwrap();
        let diagnostic = Diagnostic::new(Code::LoneName, Span::new(0, 1), "\u{1B}[31m\u{202E}");
        let json = to_json(&diagnostic, &sources);
        assert!(!json.contains(is_obeyed), "{json:?}");
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["place"]["file"], "\u{9B}.cert");
    }

    #[test]
    fn places_are_told_in_bytes_lines_and_columns() {
        let mut sources = Sources::default();
        sources.add("a \"b\".cert".into(), "é x\ny".into()).unwrap();
        let diagnostic = Diagnostic::new(Code::LoneName, Span::new(3, 4), "lone")
            .label("here")
            .also(Span::new(5, 6), "there")
            .fix("do", Span::at(3), "node ");
        let json: serde_json::Value =
            serde_json::from_str(&to_json(&diagnostic, &sources)).unwrap();
        assert_eq!(json["place"]["file"], "a \"b\".cert");
        assert_eq!(json["place"]["column"], 3);
        assert_eq!(json["place"]["byte_start"], 3);
        assert_eq!(json["related"][0]["place"]["line"], 2);
        assert_eq!(json["help"][0]["edits"][0]["text"], "node ");
    }
}
