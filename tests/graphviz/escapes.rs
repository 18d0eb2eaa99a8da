//! How Graphviz reads a label: <https://graphviz.org/docs/attr-types/escString/>.

/// The text that is drawn of a label as DOT has it. First come entities, then backslashes; a line end ends a line and is
/// not drawn if nothing comes behind it.
pub fn drawn(label: &str) -> String {
    let mut lines = vec![String::new()];
    let label = entities(label);
    let mut characters = label.chars();
    while let Some(character) = characters.next() {
        let line = lines.last_mut().expect("there is always one");
        match character {
            '\\' => match characters.next() {
                Some('n') => lines.push(String::new()),
                Some(other @ ('l' | 'r' | 'N' | 'G' | 'E' | 'T' | 'H' | 'L')) => {
                    panic!("`\\{other}` in {label:?} is not of the text")
                }
                Some(other) => line.push(other),
                None => panic!("a backslash at the end of {label:?}"),
            },
            '\n' => panic!("a line end that Graphviz draws in its own way: {label:?}"),
            _ => line.push(character),
        }
    }
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

/// A text with entities decoded. What is written like an entity of HTML and is none stays as it is.
fn entities(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest.find(';').map(|end| &rest[1..end]);
        match entity {
            Some("amp") => {
                out.push('&');
                rest = &rest["&amp;".len()..];
            }
            _ => panic!("an `&` that Graphviz may take for something else: {text:?}"),
        }
    }
    out + rest
}

#[test]
fn labels_are_decoded_as_graphviz_does() {
    assert_eq!(drawn(""), "");
    assert_eq!(drawn("a"), "a");
    assert_eq!(drawn(r"a\nb\n"), "a\nb");
    assert_eq!(drawn(r"\na\n\n"), "\na\n");
    assert_eq!(drawn(r"\\n&amp;amp; \\\\"), "\\n&amp; \\\\");
}

/// The text that the pointer shows of a tooltip as DOT has it. Backslashes are read twice, with entities in between.
pub fn pointed(tooltip: &str) -> String {
    let mut once = String::new();
    let mut characters = tooltip.chars();
    while let Some(character) = characters.next() {
        once.push(character);
        if character == '\\' {
            match characters.next() {
                Some('\\') => {}
                Some('n') => once.push('n'),
                other => panic!("a backslash before {other:?} in {tooltip:?}"),
            }
        }
    }
    let once = entities(&once);
    let mut text = String::new();
    let mut characters = once.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next() {
                Some('\\') => '\\',
                Some('n') => '\n',
                other => panic!("a backslash before {other:?} in {tooltip:?}, read once"),
            },
            _ => character,
        });
    }
    text
}

#[test]
fn tooltips_are_decoded_as_graphviz_does() {
    assert_eq!(pointed(""), "");
    assert_eq!(pointed(r"a\nb\n"), "a\nb\n");
    assert_eq!(pointed(r"\\\\n&amp;amp; \\\\\\\\"), "\\n&amp; \\\\");
}
