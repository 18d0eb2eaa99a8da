//! Diagnostics as people read them: with the source lines in the look of rustc, or one to a line.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::{Diagnostic, Edit, Help, Severity};
use crate::source::{FileId, Source, Sources, Span};

/// A line longer than this many bytes is shown in part.
const LONG_LINE: u32 = 400;

/// Of a long line, this many bytes are shown on either side of the place.
const AROUND: u32 = 60;

/// How many characters of the user's text a message quotes.
const MOST_QUOTED: usize = 60;

/// Advice longer than this many bytes, as it can be with the user's text in it, is shown in part.
const LONG_ADVICE: usize = 1000;

/// Places of one file further apart than this many bytes are shown in snippets of their own, so that showing a
/// diagnostic never costs more than the lines that it shows.
const FAR_APART: u32 = 1 << 14;

/// A diagnostic with its source lines, ending in a blank line. With `color`, ANSI escape codes are among it; none of them
/// come from the input, whose control characters are shown as what they are.
pub fn human(diagnostic: &Diagnostic, sources: &Sources, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut main = level
        .primary_title(&diagnostic.message)
        .id(diagnostic.code.name())
        .elements(Vec::<Snippet<'_, Annotation<'_>>>::new());
    let windows = windows(diagnostic, sources);
    for window in &windows {
        main = main.element(window.snippet());
    }
    for note in &diagnostic.notes {
        main = main.element(Level::NOTE.message(advice(note)));
    }
    let mut patches = Vec::new();
    for help in &diagnostic.helps {
        match patch(help, sources) {
            Some(group) => patches.push(group),
            None => main = main.element(Level::HELP.message(advice(&help.message))),
        }
    }
    patches.insert(0, main);
    let mut text = renderer.render(&patches);
    for window in &windows {
        if let Some((shown, right)) = window.origins_if_cut() {
            text = text.replacen(&shown, &right, 1);
        }
    }
    text.push_str("\n\n");
    text
}

/// A diagnostic on one line: `file:line:column: error[E0101]: message`, ending in a line end.
pub fn short(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let (file, position) = sources.position(diagnostic.span);
    format!(
        "{}:{}:{}: {}[{}]: {}\n",
        printable(file.name()),
        position.line,
        position.column,
        diagnostic.severity.word(),
        diagnostic.code,
        printable(&diagnostic.message)
    )
}

/// A text with nothing in it that a terminal would obey: control characters and those that change the direction of
/// writing are written as escapes.
pub fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push_str("\\t"),
            _ if is_obeyed(character) => {
                shown.push_str(&format!("\\u{{{:X}}}", u32::from(character)));
            }
            _ => shown.push(character),
        }
    }
    shown
}

/// Whether a terminal would not show a character but do something: control characters, and those that change the
/// direction of writing.
pub fn is_obeyed(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        )
}

/// A note or help as it is shown.
fn advice(text: &str) -> String {
    match text.len() {
        0..=LONG_ADVICE => printable(text),
        _ => printable(&text[..text.floor_char_boundary(LONG_ADVICE)]) + "…",
    }
}

/// A text of the user's between backticks: printable, and cut if it is long.
pub fn quote(text: &str) -> String {
    format!("`{}`", shorten(text))
}

/// A text of the user's as messages have it: printable, and cut if it is long.
pub fn shorten(text: &str) -> String {
    let end = text.char_indices().nth(MOST_QUOTED).map(|(end, _)| end);
    match end {
        Some(end) => printable(&text[..end]) + "…",
        None => printable(text),
    }
}

/// Some lines of one file with the places to underline in them.
struct Window<'d> {
    file: Source<'d>,
    /// The bytes shown, in the file's own count.
    shown: Span,
    places: Vec<(Span, &'d str, bool)>,
}

/// The places of a diagnostic, gathered into as few windows as may be; the one with the main place comes first.
fn windows<'d>(diagnostic: &'d Diagnostic, sources: &'d Sources) -> Vec<Window<'d>> {
    let main = (diagnostic.span, diagnostic.label.as_str(), true);
    let others = diagnostic
        .others
        .iter()
        .map(|(span, label)| (*span, label.as_str(), false));
    let mut places: Vec<_> = std::iter::once(main).chain(others).collect();
    places.sort_by_key(|(span, _, _)| *span);
    let mut windows: Vec<(FileId, Window<'d>)> = Vec::new();
    for (span, label, is_main) in places {
        let id = sources.file_at(span.start);
        let file = sources.file(id);
        let span = Span::new(span.start - file.base(), span.end - file.base());
        let shown = lines_around(file, span);
        match windows.last_mut() {
            Some((last, window))
                if *last == id
                    && (shown.start <= window.shown.end
                        || is_whole(file, shown) && is_whole(file, window.shown))
                    && shown.start < window.shown.end.saturating_add(FAR_APART)
                    && shown.end - window.shown.start < FAR_APART =>
            {
                window.shown.end = window.shown.end.max(shown.end);
                window.places.push((span, label, is_main));
            }
            _ => windows.push((
                id,
                Window {
                    file,
                    shown,
                    places: vec![(span, label, is_main)],
                },
            )),
        }
    }
    let mut windows: Vec<Window<'d>> = windows.into_iter().map(|(_, window)| window).collect();
    windows.sort_by_key(|window| !window.places.iter().any(|(_, _, is_main)| *is_main));
    windows
}

/// The whole lines of a span, or, of a long line, only what is around it.
fn lines_around(file: Source<'_>, span: Span) -> Span {
    let text = file.text();
    let whole = whole_lines(file, span);
    if whole.len() <= LONG_LINE {
        return whole;
    }
    let start = span.start.saturating_sub(AROUND).max(whole.start);
    let end = (span.end.min(span.start.saturating_add(AROUND)) + AROUND).min(whole.end);
    Span::new(
        text.floor_char_boundary(start as usize) as u32,
        text.ceil_char_boundary(end as usize) as u32,
    )
}

/// What replaces the part of a long line that is not shown.
const CUT: &str = "…";

/// A stretch of a file with marks where lines are cut, and the length of the mark before it.
fn mark_cuts(file: Source<'_>, shown: Span) -> (String, usize) {
    let whole = whole_lines(file, shown);
    let before = if whole.start == shown.start { "" } else { CUT };
    let after = if whole.end <= shown.end { "" } else { CUT };
    let shown = format!("{before}{}{after}", &file.text()[shown.range()]);
    (shown, before.len())
}

fn is_whole(file: Source<'_>, shown: Span) -> bool {
    whole_lines(file, shown) == shown
}

/// The lines that a span touches.
fn whole_lines(file: Source<'_>, span: Span) -> Span {
    let (text, lines) = (file.text(), file.lines());
    let first = lines.line(span.start);
    let last = lines.line(span.end.max(span.start + 1) - 1);
    Span::new(lines.start(first, text), lines.start(last + 1, text))
}

impl<'d> Window<'d> {
    /// For a line whose beginning is cut off, the place as the renderer prints it, with columns of what is shown,
    /// and as it is.
    fn origins_if_cut(&self) -> Option<(String, String)> {
        if mark_cuts(self.file, self.shown).1 == 0 {
            return None;
        }
        let (text, lines) = (self.file.text(), self.file.lines());
        let main = self.places.iter().find(|(_, _, is_main)| *is_main);
        let (span, _, _) = main.unwrap_or(&self.places[0]);
        let right = lines.position(text, span.start);
        let cut = lines.position(text, self.shown.start);
        let column = right.column - cut.column + 1 + CUT.chars().count() as u32;
        let name = printable(self.file.name());
        Some((
            format!("{name}:{}:{column}", right.line),
            format!("{name}:{}:{}", right.line, right.column),
        ))
    }

    fn snippet(&self) -> Snippet<'d, Annotation<'d>> {
        let (shown, before) = mark_cuts(self.file, self.shown);
        let annotations = self.places.iter().map(|(span, label, is_main)| {
            let kind = if *is_main {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let local = |at: u32| {
                let at = at.clamp(self.shown.start, self.shown.end) - self.shown.start;
                at as usize + before
            };
            let annotation = kind.span(local(span.start)..local(span.end));
            if label.is_empty() {
                annotation
            } else {
                annotation.label(printable(label))
            }
        });
        Snippet::source(shown)
            .line_start(self.file.lines().line(self.shown.start) + 1)
            .path(printable(self.file.name()))
            .annotations(annotations)
    }
}

/// The text of an edit as it is shown: it may go over several lines, but a terminal obeys nothing else of it.
fn printable_lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(printable).collect();
    lines.join("\n")
}

/// The advice as a patch on the source, if it has edits that can be shown as one.
fn patch<'d>(help: &'d Help, sources: &'d Sources) -> Option<Group<'d>> {
    let first = help.edits.first()?;
    let id = sources.file_at(first.span.start);
    let file = sources.file(id);
    let is_here = |edit: &Edit| sources.file_at(edit.span.start) == id;
    if !help.edits.iter().all(is_here) {
        return None;
    }
    let local = |span: Span| Span::new(span.start - file.base(), span.end - file.base());
    let end = help.edits.iter().map(|edit| edit.span.end).max()?;
    let whole = local(Span::new(first.span.start, end));
    let lines = lines_around(file, Span::new(whole.start, whole.end + 1));
    let is_long = |edit: &Edit| edit.text.len() > LONG_LINE as usize;
    if lines.end < whole.end || help.edits.iter().any(is_long) {
        return None;
    }
    let (source, before) = mark_cuts(file, lines);
    let patches = help.edits.iter().map(|edit| {
        let span = local(edit.span);
        let local = |at: u32| (at - lines.start) as usize + before;
        Patch::new(
            local(span.start)..local(span.end),
            printable_lines(&edit.text),
        )
    });
    let snippet = Snippet::source(source)
        .line_start(file.lines().line(lines.start) + 1)
        .patches(patches);
    Some(
        Level::HELP
            .secondary_title(advice(&help.message))
            .element(snippet),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    fn sources(text: &str) -> Sources {
        let mut sources = Sources::default();
        sources.add("tree.cert".into(), text.into()).unwrap();
        sources
    }

    #[test]
    fn control_characters_are_shown_as_escapes() {
        assert_eq!(
            printable("a\u{1B}[31m\u{202E}\n"),
            "a\\u{1B}[31m\\u{202E}\\n"
        );
        let sources = sources("a\u{1B}[31mb\n");
        let diagnostic =
            Diagnostic::new(Code::LoneName, Span::new(0, 1), "\u{1B}[31m!").label("\u{9B}2J");
        let shown = human(&diagnostic, &sources, false);
        assert!(
            !shown.contains(|c: char| c.is_control() && c != '\n'),
            "{shown:?}"
        );
    }

    #[test]
    fn a_long_line_is_cut_and_its_column_kept() {
        let text = format!("{}wrong{}\n", "é".repeat(5000), "x".repeat(5000));
        let sources = sources(&text);
        let diagnostic = Diagnostic::new(Code::LoneName, Span::new(10_000, 10_005), "here");
        let shown = human(&diagnostic, &sources, false);
        assert!(shown.contains("tree.cert:1:5001"), "{shown}");
        assert!(shown.contains("wrong"), "{shown}");
        assert!(shown.len() < 1000, "{}", shown.len());
    }

    #[test]
    fn two_places_of_a_long_line_are_shown_without_what_stands_between_them() {
        let text = format!("first{}second\n", "x".repeat(5000));
        let sources = sources(&text);
        let diagnostic = Diagnostic::new(Code::LoneName, Span::new(5005, 5011), "again")
            .also(Span::new(0, 5), "here")
            .fix("this", Span::new(5005, 5011), "third");
        let shown = human(&diagnostic, &sources, false);
        assert!(shown.contains("--> tree.cert:1:5006\n"), "{shown}");
        assert!(shown.contains("::: tree.cert:1:1\n"), "{shown}");
        assert!(
            shown.contains("xthird"),
            "the advice is shown in part too: {shown}"
        );
        assert!(shown.len() < 1000, "{}", shown.len());
    }

    #[test]
    fn far_places_have_windows_of_their_own() {
        let text = format!("first\n{}second\n", "x\n".repeat(100_000));
        let second = text.find("second").unwrap() as u32;
        let sources = sources(&text);
        let diagnostic = Diagnostic::new(Code::LoneName, Span::new(second, second + 6), "again")
            .also(Span::new(0, 5), "first here");
        let windows = windows(&diagnostic, &sources);
        assert_eq!(windows.len(), 2);
        assert_eq!(windows[0].shown, Span::new(second, second + 7));
    }
}
