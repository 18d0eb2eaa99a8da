//! What is wrong with a file as a whole: it is written in another language, or has a second `diagram` by advice.
//!
//! Statements are looked at one by one, so that an editor's change need not look at others; what only the whole file
//! tells is put right here, when all of them are known.

use std::borrow::Cow;

use super::wording;
use crate::ast::{PartKind, StatementKind, Tree};
use crate::diagnostics::render::printable;
use crate::diagnostics::{Diagnostic, Edit, Help};
use crate::source::Span;

/// A language that files are written in by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Language {
    Mermaid,
    Dot,
    D2,
    PlantUml,
    Python,
    Json,
    Yaml,
    Markdown,
}

/// What has been found in a file, when all of it is known.
pub struct FileProblems<'d> {
    /// What is wrong with how it is written.
    pub diagnostics: Cow<'d, [Diagnostic]>,
    /// Whether the file is another language's: then nothing in it means anything.
    pub is_foreign: bool,
}

/// Looks at a file as a whole. The spans of what was found in it count from `base` before its start.
pub fn file_problems<'d>(
    text: &str,
    tree: &Tree,
    found: Cow<'d, [Diagnostic]>,
    base: u32,
) -> FileProblems<'d> {
    let settled = |diagnostics| FileProblems {
        diagnostics,
        is_foreign: false,
    };
    if found.is_empty() {
        return settled(found);
    }
    if let Some((language, first)) = language(text, tree) {
        let start = first.as_ptr() as usize - text.as_ptr() as usize;
        let span = Span::new(start as u32, (start + first.len()) as u32).shifted(base);
        return FileProblems {
            diagnostics: Cow::Owned(vec![wording::other_language(span, language)]),
            is_foreign: true,
        };
    }
    let Some(diagram) = (0..tree.statements().len())
        .find(|index| tree.statements()[*index].kind == StatementKind::Diagram)
    else {
        return settled(found);
    };
    if !found.iter().any(advises_diagram) {
        return settled(found);
    }
    let mut found = found.into_owned();
    for problem in &mut found {
        if let Some((help, attribute)) = advised_diagram(problem) {
            let line = problem.helps[help].edits[0].span;
            let edits = attribute
                .and_then(|attribute| added_to(text, tree, diagram, base, line, &attribute));
            match edits {
                Some(edits) => problem.helps[help].edits = edits,
                None => without_edits(&mut problem.helps[help]),
            }
        }
    }
    settled(Cow::Owned(found))
}

/// Whether a problem comes with the advice to write a `diagram`.
pub(super) fn advises_diagram(problem: &Diagnostic) -> bool {
    advised_diagram(problem).is_some()
}

/// The advice to write a `diagram`, and the one attribute that it has, if it has no more than that.
fn advised_diagram(problem: &Diagnostic) -> Option<(usize, Option<String>)> {
    problem.helps.iter().enumerate().find_map(|(index, help)| {
        let [edit] = help.edits.as_slice() else {
            return None;
        };
        let rest = edit.text.strip_prefix("diagram ")?;
        let attribute = rest
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .filter(|attribute| attribute.matches('=').count() == 1);
        Some((index, attribute.map(str::to_owned)))
    })
}

/// Turns a fix into advice in words.
pub(super) fn without_edits(help: &mut Help) {
    for edit in std::mem::take(&mut help.edits) {
        help.message = format!("{}: `{}`", help.message, printable(edit.text.trim()));
    }
}

/// The edits that add an attribute to the `diagram` that is there, in place of a line; nothing if it has it.
fn added_to(
    text: &str,
    tree: &Tree,
    diagram: usize,
    base: u32,
    line: Span,
    attribute: &str,
) -> Option<Vec<Edit>> {
    let statement = tree.statements()[diagram];
    let list = tree
        .parts(diagram)
        .iter()
        .find(|part| part.kind() == PartKind::Attributes);
    let (at, text) = match list {
        Some(list) => {
            let attributes = tree.attributes(*list);
            let key = attribute.split('=').next().unwrap_or_default();
            if attributes.iter().any(|one| &text[one.key.range()] == key) {
                return None;
            }
            let mark = if attributes.is_empty() { "" } else { ", " };
            let end = attributes
                .last()
                .map_or(list.outer_span().end - 1, |last| last.outer_value().end);
            (end, format!("{mark}{attribute}"))
        }
        None => (statement.end, format!(" [{attribute}]")),
    };
    let mut edits = vec![
        Edit {
            span: Span::at(at).shifted(base),
            text,
        },
        Edit {
            span: line,
            text: String::new(),
        },
    ];
    edits.sort_by_key(|edit| edit.span);
    Some(edits)
}

/// Whether a statement of the file is right, and no other language has its like.
fn has_our_own(text: &str, tree: &Tree) -> bool {
    tree.statements()
        .iter()
        .enumerate()
        .any(|(index, statement)| match statement.kind {
            StatementKind::Diagram
            | StatementKind::Cert
            | StatementKind::Row
            | StatementKind::Use => true,
            StatementKind::Group => text[statement.start as usize..].starts_with("group"),
            StatementKind::Chain => tree.parts(index).iter().any(|part| {
                matches!(
                    part.kind(),
                    PartKind::Forward | PartKind::Back | PartKind::Both | PartKind::Node
                )
            }),
            _ => false,
        })
}

/// The lines that say something, without what surrounds them.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("%%") && !line.starts_with("//"))
}

/// The language that a file is plainly written in, and its first line with text.
fn language<'t>(text: &'t str, tree: &Tree) -> Option<(Language, &'t str)> {
    let mut said = lines(text).filter(|line| !line.starts_with('#'));
    let mut first = said.next()?;
    // Its arrows are ours: correct lines prove nothing.
    let (imports, draws, calls) = of_python(text);
    if imports > 0 && (draws || imports + calls > 2) {
        return Some((Language::Python, first));
    }
    if has_our_own(text, tree) {
        return None;
    }
    if draws {
        return Some((Language::Python, first));
    }
    // What is before a Mermaid diagram, between two lines of hyphens.
    if first == "---" {
        said.find(|line| *line == "---")?;
        match said.next() {
            Some(header) if is_mermaid(header) => first = header,
            _ => return is_yaml(text).then_some((Language::Yaml, first)),
        }
    }
    let second = said.next();
    let found = if first.starts_with("@start") {
        Language::PlantUml
    } else if is_dot(first, second) {
        Language::Dot
    } else if is_mermaid(first) && second.is_some() {
        Language::Mermaid
    } else if is_json(text.trim()) {
        Language::Json
    } else if is_markdown(text) {
        Language::Markdown
    } else if is_d2(text) {
        Language::D2
    } else if is_yaml(text) {
        Language::Yaml
    } else {
        return None;
    };
    Some((found, first))
}

/// How often Python's diagrams are imported, whether one is drawn, and how many calls are assigned.
fn of_python(text: &str) -> (usize, bool, usize) {
    let count = |is: &dyn Fn(&str) -> bool| lines(text).filter(|line| is(line)).count();
    let imports =
        count(&|line| line.starts_with("from diagrams") || line.starts_with("import diagrams"));
    let draws = lines(text).any(|line| line.starts_with("with Diagram(") && line.ends_with(':'));
    let calls = match imports {
        0 => 0,
        _ => count(&|line| line.contains(" = ") && line.ends_with(')')),
    };
    (imports, draws, calls)
}

fn is_dot(first: &str, second: Option<&str>) -> bool {
    let first = first.strip_prefix("strict ").unwrap_or(first);
    let Some(rest) = first
        .strip_prefix("digraph")
        .or_else(|| first.strip_prefix("graph"))
    else {
        return false;
    };
    let opens = rest.contains('{') || second == Some("{");
    opens && rest.starts_with([' ', '{', '\t'])
}

fn is_mermaid(line: &str) -> bool {
    let mut words = line.trim_end_matches(';').split_whitespace();
    let (word, next) = (words.next().unwrap_or_default(), words.next());
    let is_direction = |word: &str| matches!(word, "TD" | "TB" | "BT" | "LR" | "RL");
    match word {
        "graph" | "flowchart" | "flowchart-elk" => next.is_some_and(is_direction),
        "mindmap" | "timeline" | "sequenceDiagram" | "classDiagram" | "stateDiagram"
        | "stateDiagram-v2" | "erDiagram" | "gantt" | "journey" | "gitGraph" | "kanban"
        | "quadrantChart" | "requirementDiagram" | "block-beta" => next.is_none(),
        _ => false,
    }
}

fn is_json(text: &str) -> bool {
    let inner = match text.as_bytes() {
        [b'{', .., b'}'] | [b'[', .., b']'] => text[1..text.len() - 1].trim(),
        _ => return false,
    };
    inner.starts_with(['"', '{', '[']) && text.contains("\":")
}

fn is_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
        || digits > 0 && line[digits..].starts_with(". ")
}

// The first line that cannot be the language's ends the search.
fn is_markdown(text: &str) -> bool {
    lines(text).all(|line| is_item(line) || line.starts_with('#'))
        && lines(text).all(|line| key_of_line(line).is_none())
        && lines(text).filter(|line| is_item(line)).count() >= 3
}

/// The key of a line such as `key: value`, `- key: value` or `key:`.
fn key_of_line(line: &str) -> Option<&str> {
    let line = line.strip_prefix("- ").unwrap_or(line);
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | '"' | '\''));
    (is_key && (value.is_empty() || value.starts_with(' '))).then_some(key)
}

fn is_yaml(text: &str) -> bool {
    let lines = || lines(text).filter(|line| !line.starts_with('#'));
    let is_of_yaml = |line: &str| {
        key_of_line(line).is_some() || line.starts_with("- ") || matches!(line, "---" | "...")
    };
    let nests = |line: &str| {
        let inner = line.trim_start();
        inner.starts_with("- ") || inner.len() < line.len() && key_of_line(inner).is_some()
    };
    lines().all(is_of_yaml)
        && lines().filter(|line| key_of_line(line).is_some()).count() >= 3
        && text.lines().any(nests)
}

fn is_d2(text: &str) -> bool {
    let mut plain = 0;
    let mut own = 0;
    for line in lines(text).filter(|line| !line.starts_with('#')) {
        let arrow = ["->", "<-", "--"].iter().any(|arrow| line.contains(arrow));
        let is_key = key_of_line(line.trim_end_matches('{').trim_end()).is_some();
        if arrow {
            plain += 1;
        } else if line == "}" {
        } else if is_key && (line.ends_with('{') || line.contains("style.") || is_d2_key(line)) {
            own += 1;
        } else if is_key {
            plain += 1;
        } else {
            return false;
        }
    }
    own >= 1 && own + plain >= 4
}

/// `direction: right`, `a.shape: circle`
fn is_d2_key(line: &str) -> bool {
    let key = key_of_line(line).unwrap_or_default();
    let last = key.rsplit('.').next().unwrap_or_default();
    matches!(
        last,
        "direction" | "shape" | "icon" | "near" | "grid-rows" | "grid-columns" | "classes" | "vars"
    )
}
